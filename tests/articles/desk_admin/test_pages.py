"""History, compare, preview, the list and the desk home: they say what is so, at a fixed cost."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import desk
from articles.models import Article, Heartbeat
from tests import cast

pytestmark = pytest.mark.django_db

LIST = "/admin/articles/article/"


@pytest.fixture
def dana(client):
    client.force_login(cast.editor())
    return client


def page(client, name, article, query=""):
    return client.get(reverse(f"admin:articles_article_{name}", args=[article.pk]) + query)


# History ------------------------------------------------------------------------------------------------------


def test_the_history_tells_events_and_folds_plain_saves(dana):
    article = cast.make_article()
    for number in range(3):
        cast.edit(article, kicker=f"Kicker {number}")
    desk.submit(article, by=cast.reporter())
    desk.send_back(article, by=cast.editor(), reason="Who says so?")

    entries = page(dana, "history", article).context["entries"]

    assert [(entry.label, len(entry.saves)) for entry in entries] == [("sent back", 0), ("submitted", 0), ("saved", 4)]
    assert entries[0].note == "Who says so?"


def test_what_a_command_saved_stands_between_the_events_of_the_history(dana):
    article = cast.submitted()
    article.captions.create(photo=cast.make_photo(), role="lead")
    desk.record(article, by=None)
    desk.send_back(article, by=cast.editor(), reason="Who says so?")

    found = page(dana, "history", article).context["entries"]

    labels = [(entry.label, entry.by) for entry in found]
    assert labels == [("sent back", "Dana Karim"), ("saved", ""), ("submitted", "Rojîn Aziz"), ("saved", "Rojîn Aziz")]
    assert page(dana, "change", article).status_code == 200


def test_a_publication_and_its_note_stand_in_the_history(dana):
    article = cast.live()
    cast.republish(article, "correction", "The bridge opened on Sunday.", body="<p>Sunday</p>")

    text = page(dana, "history", article).content.decode()

    assert "published: first published" in text
    assert "published: correction" in text
    assert "The bridge opened on Sunday." in text


def test_two_revisions_are_compared_by_word_whichever_is_named_first(dana):
    article = cast.make_article(standfirst="Eleven months of work.")
    cast.edit(article, standfirst="Twelve months of work.")

    for query in ("?old=1&new=2", "?old=2&new=1"):
        assert (
            "<del>Eleven </del><ins>Twelve </ins>months of work."
            in page(dana, "compare", article, query).content.decode()
        )


def test_long_unchanged_stretches_are_folded(dana):
    paragraphs = [f"<p>Paragraph {number}</p>" for number in range(20)]
    article = cast.make_article(body="".join(paragraphs))
    cast.edit(article, body="".join([*paragraphs[:10], "<p>New</p>", *paragraphs[10:]]))

    text = page(dana, "compare", article, "?old=1&new=2").content.decode()

    assert "<ins>New</ins>" in text
    assert text.count("8 paragraphs unchanged") == 2


@pytest.mark.parametrize("query", ["", "?old=1", "?old=1&new=9", "?old=x&new=1", "?old=1&new=99999999999999999999"])
def test_comparing_with_what_is_not_there_is_not_found(dana, query):
    assert page(dana, "compare", cast.make_article(), query).status_code == 404


def test_a_revision_of_another_story_cannot_be_compared(dana):
    other = cast.make_article()
    cast.edit(other, kicker="One")
    article = cast.make_article()

    assert page(dana, "compare", article, "?old=1&new=2").status_code == 404


@pytest.mark.parametrize("name", ["history", "compare", "preview"])
def test_a_stranger_reads_no_history_and_no_preview(client, name):
    client.force_login(cast.stranger())

    assert page(client, name, cast.make_article(), "?old=1&new=1").status_code == 403


def test_the_history_marks_what_readers_have_and_the_newest(dana):
    article = cast.live()
    for number in range(3):
        cast.edit(article, kicker=f"Kicker {number}")

    text = page(dana, "history", article).content.decode()

    assert re.findall(r'name="(old|new)" value="(\d)" checked', text) == [("new", "4"), ("old", "1")]
    assert text.count("<details open>") == 1


def test_what_was_published_can_be_restored_from_the_history(dana):
    article = cast.live()
    cast.edit(article, kicker="Newer")
    cast.edit(article, kicker="Newest")

    entry = page(dana, "history", article).content.decode().partition("first published")[2].partition("</li>")[0]

    assert "?number=1" in entry


# Preview ------------------------------------------------------------------------------------------------------


def test_the_preview_is_the_readers_page_of_the_saved_words(dana):
    article = cast.live(photos=[cast.make_photo()])
    cast.edit(article, headline="A newer headline")

    response = page(dana, "preview", article)
    text = response.content.decode()

    assert "Preview of revision 2, not published" in text
    assert "<h1>A newer headline</h1>" in text
    assert 'class="dateline">DERIK</span>' in text
    assert "no-store" in response["Cache-Control"]
    assert 'name="robots" content="noindex"' in text
    assert "og:" not in text
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]


def test_the_preview_of_an_empty_draft_is_a_page(dana):
    article = cast.make_article(
        headline="", standfirst="", body="", dateline="", source="", section=None, authors=[], tags=[]
    )

    assert page(dana, "preview", article).status_code == 200


# The list -----------------------------------------------------------------------------------------------------


def test_the_list_tells_stage_and_public_state_in_words(dana):
    cast.live(headline="Live")
    edited = cast.live(headline="Edited")
    cast.edit(edited, kicker="New")
    cast.submitted(headline="Submitted")

    text = dana.get(LIST).content.decode()

    for words in ("live, newer draft", "submitted", "never published", "Rojîn Aziz"):
        assert words in text


def test_the_list_costs_the_same_for_one_story_and_for_thirty(dana, django_assert_num_queries):
    cast.live(photos=[cast.make_photo()])
    dana.get(LIST)
    with django_assert_num_queries(15):
        dana.get(LIST)
    for _number in range(15):
        cast.live(assignee=cast.reporter(), photos=[cast.make_photo()])
        cast.make_article(tags=["one", "two"], photos=[cast.make_photo()])
    with django_assert_num_queries(15):
        dana.get(LIST)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=footbridge", {"The footbridge"}),
        ("?q=Derik", {"The footbridge"}),
        ("?q=%23{pk}", {"The footbridge"}),
        ("?public=live", {"Harvest"}),
        ("?public=never", {"The footbridge"}),
        ("?public=nonsense", {"The footbridge", "Harvest"}),
        ("?stage__exact=submitted", {"The footbridge"}),
        ("?whose=mine", {"Harvest"}),
        ("?language__exact=ar", set()),
        ("?q=%27%22--", set()),
    ],
)
def test_the_list_finds(dana, query, found):
    footbridge = cast.submitted(headline="The footbridge", tags=["Derik"])
    harvest = cast.live(headline="Harvest")
    Article.objects.filter(pk=harvest.pk).update(assignee=cast.editor())

    response = dana.get(LIST + query.format(pk=footbridge.pk))

    assert {article.headline for article in response.context["cl"].result_list} == found


def test_bulk_approval_says_what_was_refused_and_why(dana):
    stories = [
        cast.submitted(),
        cast.submitted(),
        cast.submitted(headline="Mine", by=cast.editor()),
        cast.make_article(),
    ]

    response = dana.post(
        LIST, {"action": "approve_selected", "_selected_action": [story.pk for story in stories]}, follow=True
    )

    text = response.content.decode()
    assert "2 approved." in text
    assert "2 refused:" in text
    assert "“Mine” – You wrote it" in text
    assert Article.objects.filter(stage="approved").count() == 2


def test_bulk_sending_back_needs_a_reason(dana):
    story = cast.submitted()
    chosen = {"action": "send_back_selected", "_selected_action": [story.pk]}

    assert "Say what is missing" in dana.post(LIST, chosen, follow=True).content.decode()
    dana.post(LIST, chosen | {"reason": "Who says so?"})

    assert Article.objects.get(pk=story.pk).stage == "writing"


def test_a_forged_bulk_verb_is_403(client):
    client.force_login(cast.reporter())
    story = cast.submitted()

    response = client.post(LIST, {"action": "approve_selected", "_selected_action": [story.pk]})

    assert response.status_code == 403
    assert Article.objects.get(pk=story.pk).stage == "submitted"


@pytest.mark.parametrize("number", ["abc", "9" * 20, "9" * 4500])
def test_a_forged_number_among_the_selected_leads_back_to_the_list(dana, number):
    response = dana.post(LIST, {"action": "approve_selected", "_selected_action": [number]})

    assert response.status_code == 302
    assert response["Location"] in (LIST, f"{LIST}?e=1")


def test_the_list_begins_with_what_was_saved_last(dana):
    older, newer = cast.make_article(headline="Older"), cast.make_article(headline="Newer")
    cast.edit(older, kicker="Saved again")

    response = dana.get(LIST)

    assert list(response.context["cl"].result_list) == [older, newer]
    assert "Select" not in response.context["title"]


def test_a_list_of_nothing_is_one_sentence(dana):
    cast.make_article()

    text = dana.get(LIST + "?q=nowhere").content.decode()

    assert "No story is like that." in text
    assert 'name="action"' not in text


# The desk home ------------------------------------------------------------------------------------------------


def panels(client):
    return {panel.name: [row.title for row in panel.rows] for panel in client.get("/admin/").context["panels"]}


def test_an_empty_desk_has_a_sentence_in_every_panel(dana):
    text = dana.get("/admin/").content.decode()

    for sentence in (
        "You have no unfinished stories.",
        "Nothing waits for you.",
        "Nothing is late.",
        "Nothing is live yet.",
    ):
        assert sentence in text


def test_what_waits_for_an_editor_is_submitted_and_not_their_own(dana):
    cast.submitted(headline="By the reporter")
    cast.submitted(headline="By the editor", by=cast.editor())
    cast.make_article(headline="In writing")

    assert panels(dana)["waiting"] == ["By the reporter"]
    assert panels(dana)["mine"] == ["By the editor"]


def test_what_an_editor_assigned_is_the_writer_s_and_waits_for_the_editor_when_it_is_submitted(dana, client):
    article = cast.make_article(headline="Assigned", by=cast.editor(), assignee=cast.reporter())
    assert panels(dana)["mine"] == panels(dana)["waiting"] == []
    desk.submit(article, by=cast.reporter())

    assert panels(dana)["waiting"] == ["Assigned"]
    client.force_login(cast.reporter())
    assert panels(client)["mine"] == ["Assigned"]


def test_a_section_with_editors_waits_for_them_alone(dana):
    culture = cast.make_section("culture")
    culture.editors.add(cast.chief())
    cast.submitted(headline="A play", section=culture)

    assert panels(dana)["waiting"] == []


def test_what_came_back_waits_for_its_writer(client):
    client.force_login(cast.reporter())
    article = cast.submitted(headline="The footbridge")
    desk.send_back(article, by=cast.editor(), reason="Who says so?")

    assert panels(client)["waiting"] == ["The footbridge"]
    assert "sent back: Who says so?" in client.get("/admin/").content.decode()


def test_a_missed_deadline_is_late(dana):
    cast.make_article(headline="Overdue", deadline=timezone.now() - timedelta(hours=1))
    cast.live(headline="Done", deadline=timezone.now() - timedelta(hours=1))

    assert panels(dana)["late"] == ["Overdue"]


@pytest.mark.parametrize(("seconds", "level"), [(10, "ok"), (100, "amber"), (200, "red")])
def test_a_silent_worker_is_seen(dana, seconds, level):
    Heartbeat.objects.create(worker="one", at=timezone.now() - timedelta(seconds=seconds))

    assert dana.get("/admin/").context["clock"].level == level


def test_the_clock_can_be_run_by_hand_by_who_may_publish(dana, client):
    article = cast.approved()
    desk.schedule(
        article, by=cast.editor(), wall_time=(timezone.localtime() + timedelta(hours=1)).strftime("%Y-%m-%d %H:%M")
    )
    article.schedules.update(moment=timezone.now() - timedelta(minutes=5))
    assert panels(dana)["late"] == [article.headline]

    dana.post("/admin/clock/")

    assert panels(dana)["live"] == [article.headline]
    client.force_login(cast.reporter())
    assert client.post("/admin/clock/").status_code == 403


def test_the_desk_home_costs_the_same_for_one_story_and_for_thirty(dana, django_assert_max_num_queries):
    cast.live()
    with django_assert_max_num_queries(14) as one:
        dana.get("/admin/")
    for _number in range(10):
        cast.live()
        cast.submitted()
        cast.make_article(deadline=timezone.now() - timedelta(hours=1), assignee=cast.editor())
    with django_assert_max_num_queries(14) as thirty:
        dana.get("/admin/")
    assert len(one) == len(thirty)


def test_every_record_is_still_to_be_found(dana):
    assert "/admin/articles/article/" in dana.get("/admin/records/").content.decode()


def test_a_stranger_is_told_that_nothing_is_theirs(client):
    client.force_login(cast.stranger())

    assert "Ask a chief editor for a role." in client.get("/admin/").content.decode()


def test_a_history_of_one_revision_offers_no_comparison(dana):
    article = cast.make_article()
    history = reverse("admin:articles_article_history", args=[article.pk])
    assert "Compare the two" not in dana.get(history).content.decode()
    cast.edit(article, headline="Second")
    assert "Compare the two" in dana.get(history).content.decode()
