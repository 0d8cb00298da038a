"""Planning in the admin: the stub, the plan's page, and the plan beside the story."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import desk
from articles.desk import notes
from articles.models import Article, Notice
from tests import cast
from tests.articles.desk_admin.post import fields_of, opened, said, save, send

pytestmark = pytest.mark.django_db

STUB = "/admin/articles/article/assign/"


@pytest.fixture
def dana(client):
    client.force_login(cast.editor())
    return client


def plan_url(article, name="plan"):
    return reverse(f"admin:articles_article_{name}", args=[article.pk])


def stub_fields(**changes):
    return {"brief": "The new footbridge", "language": "en"} | changes


def test_a_stub_is_assigned_on_one_short_page(dana):
    response = dana.post(
        STUB,
        stub_fields(
            section=cast.make_section().pk,
            assignee=cast.reporter().pk,
            deadline="2026-12-01T18:00",
            planned_for="2026-12-02",
            commissioned_words="800",
            needs_photo="on",
        ),
    )

    article = Article.objects.get()
    assert response.status_code == 302
    assert (str(article), article.stage, article.assignee) == ("The new footbridge", "assigned", cast.reporter())
    assert timezone.localtime(article.deadline).strftime("%Y-%m-%d %H:%M") == "2026-12-01 18:00"
    assert (article.planned_for, article.commissioned_words, article.needs_photo) == (date(2026, 12, 2), 800, True)


def test_a_story_assigned_from_a_day_of_the_week_keeps_that_day(dana):
    page = dana.get(STUB, {"planned_for": "2026-12-02"})
    page.content = page.content.replace(b'class="desk-form"', b'id="article_form"')

    dana.post(STUB, fields_of(page) | {"brief": "The new footbridge"})

    assert Article.objects.get().planned_for == date(2026, 12, 2)


@pytest.mark.parametrize(
    ("wrong", "kept"),
    [
        ({"brief": ""}, 'value="2026-12-02"'),
        ({"brief": "x" * 201}, "x" * 201),
        ({"deadline": "soon"}, "The new footbridge"),
        ({"commissioned_words": "9" * 400}, "The new footbridge"),
        ({"assignee": "9" * 30}, "The new footbridge"),
        ({"section": "abc"}, "The new footbridge"),
        ({"planned_for": "2026-13-45"}, "2026-13-45"),
    ],
)
def test_what_is_wrong_in_a_stub_is_said_and_the_rest_comes_back(dana, wrong, kept):
    response = dana.post(STUB, stub_fields(planned_for="2026-12-02") | wrong)

    assert response.status_code == 200
    assert "errorlist" in response.content.decode()
    assert kept in response.content.decode()
    assert not Article.objects.exists()


def test_a_section_of_others_is_refused_and_the_brief_comes_back(dana):
    culture = cast.make_section("culture")
    culture.editors.add(cast.chief())

    response = dana.post(STUB, stub_fields(section=culture.pk))

    assert "You may not assign stories of this section." in response.content.decode()
    assert "The new footbridge" in response.content.decode()


def test_who_may_not_assign_is_refused(client):
    client.force_login(cast.reporter())
    article = cast.make_article()

    assert client.get(STUB).status_code == 403
    assert client.post(STUB, stub_fields()).status_code == 403
    assert client.get(plan_url(article)).status_code == 403
    assert client.post(plan_url(article), {"brief": "Forged"}).status_code == 403
    assert client.post(plan_url(article, "plan_day"), {"planned_for": "2026-12-01"}).status_code == 403
    assert Article.objects.filter(brief="", planned_for=None).count() == 1


def test_the_plan_is_changed_and_leads_back_to_where_one_came_from(dana):
    article = cast.make_article()
    fields = fields_of_plan(dana, article)

    response = dana.post(plan_url(article) + "?next=/admin/", fields | {"commissioned_words": "600"})

    assert response["Location"] == "/admin/"
    assert Article.objects.get(pk=article.pk).commissioned_words == 600


@pytest.mark.parametrize("address", ["https://example.org/", "//example.org/admin/", "/", "/admin\\example.org"])
def test_an_address_elsewhere_is_not_led_to(dana, address):
    article = cast.make_article()

    response = dana.post(plan_url(article) + f"?next={address}", fields_of_plan(dana, article))

    assert response["Location"] == reverse("admin:articles_article_change", args=[article.pk])


def fields_of_plan(client, article):
    page = client.get(plan_url(article))
    page.content = page.content.replace(b'class="desk-form"', b'id="article_form"')
    return fields_of(page)


def test_of_two_who_plan_at_once_each_changes_what_they_changed(dana):
    article = cast.make_article()
    fields = fields_of_plan(dana, article)
    desk.assign(article, by=cast.chief(), planned_for=date(2026, 12, 1))

    dana.post(plan_url(article), fields | {"brief": "Ask the builders"})

    article.refresh_from_db()
    assert (article.brief, article.planned_for) == ("Ask the builders", date(2026, 12, 1))


def test_who_saves_the_text_leaves_a_colleagues_plan_alone(dana):
    article = cast.make_article()
    fields = opened(dana, article)
    desk.assign(article, by=cast.chief(), deadline=timezone.now() + timedelta(days=1), assignee=cast.reporter())

    send(dana, article, fields | {"headline": "The footbridge is open"})

    article.refresh_from_db()
    assert article.headline == "The footbridge is open"
    assert article.assignee == cast.reporter()
    assert article.deadline is not None


def test_a_story_moved_to_anothers_section_is_saved_though_not_planned(dana):
    article = cast.make_article()
    culture = cast.make_section("culture")
    culture.editors.add(cast.chief())

    response = save(dana, article, section=culture.pk, planned_for="2026-12-01")

    article.refresh_from_db()
    assert "Saved as revision 2. Not planned:" in said(response)
    assert (article.section, article.planned_for) == (culture, None)


def test_a_new_story_takes_its_plan_with_the_first_save(dana):
    send(dana, None, opened(dana) | {"headline": "A bridge", "planned_for": "2026-12-01", "assignee": cast.chief().pk})

    article = Article.objects.get()
    assert (article.stage, article.planned_for, article.assignee) == ("writing", date(2026, 12, 1), cast.chief())
    assert article.log.get().event == "story.assigned"


def test_who_keeps_the_photos_says_that_one_is_needed(client):
    keeper = cast.make_user("nazdar", "view_photo", "change_live_photo", app="photos")
    keeper.user_permissions.add(*cast.reporter().user_permissions.filter(codename="view_article"))
    article = cast.make_article()
    client.force_login(keeper)

    assert 'name="brief"' not in client.get(plan_url(article)).content.decode()
    client.post(plan_url(article), {"needs_photo": "on", "initial-needs_photo": "False", "brief": "Forged"})

    article.refresh_from_db()
    assert (article.needs_photo, article.brief) == (True, "")


@pytest.mark.parametrize("sent", ["", "yesterday", "2026-02-30", "9" * 5000, "2026-12-01\x00"])
def test_a_day_that_is_none_is_refused_in_words(dana, sent):
    article = cast.make_article(planned_for=date(2026, 11, 30))

    response = dana.post(plan_url(article, "plan_day"), {"planned_for": sent})

    assert "That is no day." in said(response)
    assert Article.objects.get(pk=article.pk).planned_for == date(2026, 11, 30)


def test_a_get_moves_no_plan(dana):
    article = cast.make_article()

    assert dana.get(plan_url(article, "plan_day") + "?planned_for=2026-12-01").status_code == 405


# The list -----------------------------------------------------------------------------------------------------

LIST = "/admin/articles/article/"


def shown(client, query=""):
    return {str(article) for article in client.get(LIST + query).context["cl"].result_list}


def test_the_list_tells_what_is_late_and_what_is_killed(dana):
    hour = timedelta(hours=1)
    cast.make_article(headline="Overdue", deadline=timezone.now() - hour)
    cast.make_article(headline="Due", deadline=timezone.now() + hour)
    cast.live(headline="Out", deadline=timezone.now() - hour)
    killed = cast.make_article(headline="Killed", deadline=timezone.now() - hour)
    Article.objects.filter(pk=killed.pk).update(killed_at=timezone.now())

    assert shown(dana) == {"Overdue", "Due", "Out"}
    assert shown(dana, "?due=late") == {"Overdue"}
    assert shown(dana, "?due=week") == {"Due"}
    assert shown(dana, "?killed=yes") == {"Killed"}


def test_many_stories_are_assigned_at_once(dana):
    culture = cast.make_section("culture")
    culture.editors.add(cast.chief())
    stories = [cast.make_article(), cast.make_article(), cast.make_article(headline="A play", section=culture)]
    chosen = {"action": "assign_selected", "_selected_action": [story.pk for story in stories]}

    text = dana.post(LIST, chosen | {"assignee": cast.reporter().pk}, follow=True).content.decode()

    assert "2 assigned." in text
    assert "“A play” – You may not do this to this story." in text
    assert Article.objects.filter(assignee=cast.reporter()).count() == 2


@pytest.mark.parametrize("sent", ["", "abc", "9" * 18, "9" * 5000])
def test_a_made_up_assignee_assigns_nothing(dana, sent):
    story = cast.make_article()

    chosen = {"action": "assign_selected", "_selected_action": [story.pk], "assignee": sent}
    text = dana.post(LIST, chosen, follow=True).content.decode()

    assert "Choose beside the verb whom to assign to." in text


def test_many_stories_are_tagged_at_once(dana):
    stories = [cast.make_article(), cast.make_article()]
    chosen = {"action": "tag_selected", "_selected_action": [story.pk for story in stories]}

    assert "2 tagged." in dana.post(LIST, chosen | {"names": "Derik, rivers"}, follow=True).content.decode()
    assert "at most 100 characters" in dana.post(LIST, chosen | {"names": "x" * 101}, follow=True).content.decode()

    assert {frozenset(story.tags.names()) for story in stories} == {frozenset({"bridges", "Derik", "rivers"})}


# Saved filters ------------------------------------------------------------------------------------------------

SAVE = "/admin/articles/article/filters/save/"


def test_a_filter_is_kept_under_a_name_and_dropped_again(dana):
    cast.make_article()

    response = dana.post(SAVE, {"name": "Mine in writing", "query": "whose=mine&stage__exact=writing&p=2"})

    assert response["Location"] == LIST + "?whose=mine&stage__exact=writing"
    saved = cast.editor().saved_filters.get()
    assert (saved.name, saved.query) == ("Mine in writing", "whose=mine&stage__exact=writing")
    page = dana.get(response["Location"])
    assert page.context["saved_filters"] == [(saved, True)]
    assert "Save this filter as" not in page.content.decode()
    dana.post(reverse("admin:articles_article_delete_filter", args=[saved.pk]))
    assert not cast.editor().saved_filters.exists()


def test_the_same_name_again_means_the_new_filter(dana):
    for query in ("whose=mine", "due=late"):
        dana.post(SAVE, {"name": "Look at", "query": query})

    assert cast.editor().saved_filters.get().query == "due=late"


def test_a_filter_is_its_owners_alone(dana, client):
    dana.post(SAVE, {"name": "Mine", "query": "whose=mine"})
    saved = cast.editor().saved_filters.get()
    client.force_login(cast.reporter())

    client.post(reverse("admin:articles_article_delete_filter", args=[saved.pk]))

    assert cast.editor().saved_filters.exists()
    assert client.get(LIST).context["saved_filters"] == []


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"name": "", "query": "whose=mine"}, "Give the filter a name."),
        ({"name": "\x00", "query": "whose=mine"}, "Give the filter a name."),
        ({"name": "x" * 61, "query": "whose=mine"}, "at most 60 characters"),
        ({"name": "Long", "query": "q=" + "x" * 600}, "too long"),
    ],
)
def test_a_filter_that_cannot_be_kept_says_why(dana, sent, sentence):
    assert sentence in said(dana.post(SAVE, sent))
    assert not cast.editor().saved_filters.exists()


def test_a_stranger_keeps_no_filter_of_stories(client):
    client.force_login(cast.stranger())

    assert client.post(SAVE, {"name": "All", "query": "whose=mine"}).status_code == 403


# The desk home ------------------------------------------------------------------------------------------------


def panels(client):
    return {panel.name: [row.title for row in panel.rows] for panel in client.get("/admin/").context["panels"]}


def test_a_photo_whose_rights_end_within_a_week_is_on_the_desk_home(dana):
    day = timedelta(days=1)
    for days in (1, 6, 8):
        photo = cast.make_photo(rights_until=timezone.now() + days * day)
        cast.live(headline=f"In {days} days", photos=[photo])
    cast.make_article(headline="Draft", photos=[photo])

    assert panels(dana)["rights"] == ["In 1 days", "In 6 days"]


def test_a_killed_story_waits_for_nobody(dana):
    article = cast.submitted(deadline=timezone.now() - timedelta(hours=1))
    assert panels(dana)["waiting"] == panels(dana)["late"] == [article.headline]

    Article.objects.filter(pk=article.pk).update(killed_at=timezone.now())

    assert panels(dana)["waiting"] == panels(dana)["late"] == []


def test_a_panel_is_for_those_who_can_act_on_it(client):
    client.force_login(cast.reporter())
    assert set(panels(client)) == {"mine", "waiting", "late", "live"}

    reader = cast.make_user("nuri", "view_article")
    client.force_login(reader)
    assert set(panels(client)) == {"live"}


def test_the_list_says_who_is_at_a_story(dana):
    from articles.desk import presence

    article = cast.make_article()
    presence.seen(article, by=cast.reporter(), tab="one", unsaved=True)

    assert "Rojîn Aziz is editing (unsaved changes)" in dana.get(LIST).content.decode()


def test_many_stories_are_killed_at_once_but_none_that_readers_have(dana):
    stories = [cast.make_article(), cast.live(headline="Out")]
    chosen = {"action": "kill_selected", "_selected_action": [story.pk for story in stories], "reason": "No news."}

    text = dana.post(LIST, chosen, follow=True).content.decode()

    assert "1 killed." in text
    assert "“Out” –" in text
    assert Article.objects.exclude(killed_at=None).count() == 1


def test_what_came_back_still_waits_after_a_change_of_plan(client):
    article = cast.submitted(headline="The footbridge")
    desk.send_back(article, by=cast.editor(), reason="Who says so?")
    desk.assign(article, by=cast.editor(), planned_for=date(2026, 12, 1))
    client.force_login(cast.reporter())

    assert panels(client)["waiting"] == ["The footbridge"]
    assert "Who says so?" in client.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()


def test_what_came_back_still_waits_after_an_embargo(client):
    article = cast.submitted(headline="The footbridge")
    desk.send_back(article, by=cast.editor(), reason="Who says so?")
    desk.set_embargo(article, by=cast.editor(), reason="The family has to hear it first.")
    client.force_login(cast.reporter())
    assert panels(client)["waiting"] == ["The footbridge"]


def test_what_is_to_be_cleared_for_law_waits_for_who_may(client):
    article = cast.approved(headline="The footbridge", needs_legal=False)
    desk.assign(article, by=cast.editor(), needs_legal=True)
    client.force_login(cast.chief())
    assert panels(client)["waiting"] == ["The footbridge"]

    desk.clear_legal(article, by=cast.chief())

    assert panels(client)["waiting"] == []


def test_a_story_with_a_mention_waits_until_it_is_read(client):
    client.force_login(cast.reporter())
    article = cast.make_article(headline="The footbridge", by=cast.chief())
    notes.write(article, by=cast.chief(), text="@rojin who measured it?")

    assert panels(client)["waiting"] == ["The footbridge"]
    Notice.objects.update(read_at=timezone.now())
    assert panels(client)["waiting"] == []
