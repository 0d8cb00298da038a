"""The moderation queue, worked by forms alone."""

import html
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from comments import moderation
from comments.cards import marked
from comments.models import Comment, Decision, Discussion, HeldReason, HoldRule
from tests import cast
from tests.comments.reader import make_comment

pytestmark = pytest.mark.django_db
QUEUE = "/admin/comments/comment/queue/"


@pytest.fixture
def edition():
    return cast.live_story()


@pytest.fixture
def desk(client):
    client.force_login(cast.moderator())
    return client


def page(desk, query=""):
    response = desk.get(QUEUE + query)
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def decide(desk, do, *comments, **fields):
    picks = [f"{comment.pk}:{comment.version}" for comment in comments]
    return desk.post(f"{QUEUE}decide/", {"do": do, "pick": picks, "here": "tab=waiting"} | fields, follow=True)


# What it shows


def test_a_card_shows_what_a_decision_needs(desk, edition):
    root = make_comment(edition, by=cast.moderator(), body="What it answers", name="Rojda")
    make_comment(edition, body="Look at http://example.org/x now", name="Azad", parent=root)
    text = page(desk)
    for words in (edition.headline, edition.standfirst, "What it answers", "Rojda", "Azad", "Links", "0 seconds ago"):
        assert words in text
    assert "<mark>http://example.org/x</mark>" in text


def test_the_typed_characters_of_a_hidden_word_are_marked(desk, edition):
    HoldRule.objects.create(code="words", words="إرهاب")
    make_comment(edition, body="هذا والإِرْهَابُ هنا")
    assert re.search(r'هذا <a href="[^"]+" title="[^"]+"><mark>والإِرْهَابُ</mark></a> هنا', page(desk))


def test_overlapping_marks_lose_no_character():
    spans = [(0, 5), (3, 8), (3, 4), (7, 7), (20, 30)]
    reasons = [HeldReason(field="body", start=start, end=end) for start, end in spans]
    comment = Comment(pk=1, body="<b>abcdefghij & more text after that")
    shown = re.sub(r"</?a[^>]*>", "", marked(comment, reasons))
    assert html.unescape(re.sub("</?mark>", "", shown)) == comment.body
    assert shown.startswith("<mark>&lt;b&gt;ab</mark><mark>cde</mark>")


def test_the_riskiest_waits_first_then_the_oldest(desk, edition):
    HoldRule.objects.create(code="watch", words="hostage", article=edition.article)
    for body in ("Older text", "Newer text", "Where is the hostage"):
        make_comment(edition, body=body)
    bodies = re.findall(r'<div class="queue-body" dir="auto">(.*?)</div>', re.sub(r"</?a[^>]*>", "", page(desk)))
    assert bodies == ["Where is the <mark>hostage</mark>", "Older text", "Newer text"]


def test_a_watch_word_holds_under_its_own_story_only(edition):
    HoldRule.objects.create(code="watch", words="hostage", article=edition.article)
    other = make_comment(cast.live_story(), body="Where is the hostage")
    assert not other.held_reasons.exists()


def test_tabs_keep_spam_apart_and_count(desk, edition):
    lana = cast.moderator()
    make_comment(edition, body="It waits")
    make_comment(edition, by=lana, body="It is published")
    spam = make_comment(edition, body="It is spam")
    moderation.mark_spam(spam, by=lana, version=1)
    rejected = make_comment(edition, body="It is rejected")
    moderation.reject(rejected, by=lana, version=1, reason="insult")
    shown = {"": "It waits", "?tab=published": "It is published", "?tab=spam": "It is spam", "?tab=decided": "rejected"}
    for query, words in shown.items():
        text = page(desk, query)
        assert words in text
        assert text.count('<div class="queue-body"') == 1
        assert re.findall(r'queue-count">(\d+)<', text) == ["1", "0", "1", "1", "1"]
    assert "insult" in page(desk, "?tab=decided")


def test_the_queue_is_filtered_by_story_and_searched(desk, edition):
    other = cast.live_story()
    make_comment(edition, body="Under the first")
    make_comment(other, body="Under the second")
    assert "Under the second" not in page(desk, f"?article={edition.pk}")
    text = page(desk, "?q=SECOND")
    assert "Under the second" in text
    assert "Under the first" not in text
    assert "Nothing found." in page(desk, "?q=nowhere")


def test_a_search_finds_headlines_stays_with_the_tabs_and_is_left_by_a_link(desk, edition):
    other = cast.live_story(headline="A market of honey")
    make_comment(edition, body="Under the bridge")
    make_comment(other, body="Under the market")
    text = page(desk, f"?q=HONEY&article={other.pk}")
    assert "Under the market" in text
    assert "Under the market" in page(desk, "?q=HONEY")
    assert "Under the bridge" not in page(desk, "?q=HONEY")
    assert f'href="{QUEUE}?tab=spam&article={other.pk}&q=HONEY"' in text
    assert f'href="{QUEUE}?tab=waiting&article={other.pk}">Show all' in text


@pytest.mark.parametrize("query", ["?tab=x&page=x&article=x", "?page=99999", "?done=x", "?article=999999", "?page=-1"])
def test_a_strange_address_is_no_error(desk, edition, query):
    page(desk, query)


def test_an_empty_queue_says_so(desk):
    assert "Nothing waits." in page(desk)


def rows(edition, count, first=1):
    return Comment.objects.bulk_create(
        Comment(
            article_id=edition.pk, number=n, path=f"{n:06d}", level=1, state="pending", name=f"Reader {n % 7}",
            body=f"Text {n}", language="en", posted_at=timezone.now(), network=f"{n % 5:032d}",
            author_mark=f"{n % 3:032d}",
        )
        for n in range(first, first + count)
    )  # fmt: skip


TABS = ["waiting", "reported", "published", "spam", "decided"]


def fill(edition, count, first=1):
    """Store waiting comments as a rule holds them."""
    for comment in rows(edition, count, first):
        HeldReason.objects.create(comment=comment, code="links", field="body", start=0, end=4)
        Decision.objects.create(
            comment=comment, actor="rule", verb="receive", to_state="pending", version=1, at=timezone.now()
        )


def asked(desk, query=""):
    """Return how many queries the queue asks beside session, user, rights, and the bell on every page of the desk."""
    with CaptureQueriesContext(connection) as queries:
        page(desk, query)
    beside = ('FROM "django_session"', 'FROM "auth_permission"', 'FROM "articles_notice"', 'SELECT "authors_user"')
    return len([query for query in queries if not any(words in query["sql"] for words in beside)])


def test_the_queue_asks_the_same_queries_with_five_cards_and_with_fifty(desk, edition):
    fill(edition, 5)
    few = asked(desk)
    fill(edition, 60, first=6)
    assert page(desk).count('<div class="queue-body"') == 50
    assert asked(desk) == few == 7


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("narrowed", ["page=2", "article={0.pk}", "section={0.section_id}", "language=en", "rule=links",
    "error=1", "q=text", "q=footbridge", "article={0.pk}&section={0.section_id}&language=en&rule=links&error=1&q=text",
])  # fmt: skip
def test_the_queue_asks_at_most_eight_queries_in_every_tab_and_narrowed_in_every_way(desk, edition, tab, narrowed):
    moderation.report(make_comment(edition, by=cast.moderator(), body="Shown text"), reason="insult")
    for verb in ("spam", "decided"):
        made = make_comment(edition, body=f"The text that is {verb}")
        how = {} if verb == "spam" else {"reason": "insult"}
        moderation.VERBS["mark_spam" if verb == "spam" else "reject"](made, by=cast.moderator(), version=1, **how)
    fill(edition, 60, first=10)
    assert asked(desk, f"?tab={tab}&{narrowed.format(edition)}") <= 8


def a_hundred_thousand(edition):
    """Store as many published comments, by the database itself: copies of one with numbers of their own."""
    (one,) = rows(edition, 1, first=100)
    Comment.objects.filter(pk=one.pk).update(state="published", first_published_at=timezone.now())
    columns = [field.column for field in Comment._meta.concrete_fields if not field.primary_key]
    own = {"number": "place", "path": "substr(CAST(1000000 + place AS text), 2)"}
    with connection.cursor() as cursor:
        cursor.execute(
            f"""INSERT INTO comments_comment ({", ".join(columns)})
            WITH RECURSIVE places(place) AS (SELECT 1001 UNION ALL SELECT place + 1 FROM places WHERE place < 101000)
            SELECT {", ".join(own.get(column, column) for column in columns)}
            FROM comments_comment CROSS JOIN places WHERE id = %s""",  # noqa: S608
            [one.pk],
        )


def test_the_queue_asks_the_same_queries_over_a_hundred_thousand_comments(desk, edition):
    fill(edition, 60)
    few = {tab: asked(desk, f"?tab={tab}") for tab in TABS}
    a_hundred_thousand(edition)
    assert Comment.objects.count() == 100_061
    assert page(desk, "?tab=published").count('<div class="queue-body"') == 50
    many = {tab: asked(desk, f"?tab={tab}") for tab in TABS}
    assert many == few | {"published": 7}
    assert asked(desk, "?tab=published&page=200") == 7


def test_the_queue_asks_no_more_after_a_decision_that_can_be_undone(desk, edition):
    comment = make_comment(edition, name="Azad")
    fill(edition, 5, first=10)
    decided = desk.post(f"{QUEUE}decide/", {"do": "approve", "pick": f"{comment.pk}:1", "here": "tab=waiting"})
    query = decided["Location"].partition("?")[2].partition("#")[0]
    assert "Comment by Azad approved." in page(desk, f"?{query}")
    assert asked(desk, f"?{query}") == asked(desk) == 7


# Who may


@pytest.mark.parametrize("way", ["", "decide/", "undo/", "answer/1/", "control/1/"])
def test_the_queue_is_for_moderators(client, edition, way):
    make_comment(edition)
    assert client.post(QUEUE + way)["Location"].startswith("/admin/login/")
    client.force_login(cast.reporter())
    assert client.post(QUEUE + way).status_code == 403
    assert Comment.objects.get().state == "pending"


def test_a_forged_post_without_its_csrf_value_is_refused(edition):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.moderator())
    comment = make_comment(edition)
    assert decide(browser, "approve", comment).status_code == 403
    assert Comment.objects.get().state == "pending"


def test_a_get_changes_nothing(desk, edition):
    comment = make_comment(edition)
    for way in ("decide/", "undo/", f"control/{edition.pk}/"):
        assert desk.get(f"{QUEUE}{way}?do=approve&pick={comment.pk}:1&mode=closed").status_code == 405
    assert Comment.objects.get().state == "pending"


# What it does


@pytest.mark.parametrize(
    ("do", "state"), [("approve", "published"), ("mark_spam", "spam"), ("reject:insult", "rejected")]
)
def test_one_press_decides_and_offers_the_undo(desk, edition, do, state):
    comment = make_comment(edition)
    response = decide(desk, do, comment)
    assert Comment.objects.get().state == state
    text = response.content.decode()
    batch = re.search(r'name="batch" value="([^"]+)"', text)[1]
    assert "Undo" in text
    desk.post(f"{QUEUE}undo/", {"batch": batch, "here": "tab=waiting"})
    assert Comment.objects.get().state == "pending"


def test_every_button_of_a_card_is_a_verb_that_works_there(desk, edition):
    for state, button in (("pending", "mark_spam"), ("published", "remove:insult")):
        comment = make_comment(edition, body=state, by=cast.moderator() if state == "published" else None)
        tab = "waiting" if state == "pending" else "published"
        offered = set(re.findall(r'name="do" value="(\w+:?\w*)"', page(desk, f"?tab={tab}")))
        assert button in offered
        verbs = {each.partition(":")[0] for each in offered}
        assert verbs == {verb for verb, t in moderation.TRANSITIONS.items() if state in t.sources} - {"withdraw"} | (
            {"pick", "flag_error"} if state == "published" else {"flag_error"}
        )
        decide(desk, "mark_spam", comment)


def test_a_rejection_carries_its_reason_and_note(desk, edition):
    decide(desk, "reject:off_topic", make_comment(edition), note=" Not about the bridge. ")
    decision = Decision.objects.filter(verb="reject").get()
    assert (decision.reason, decision.note) == ("off_topic", "Not about the bridge.")


@pytest.mark.parametrize(
    ("do", "note", "sentence"),
    [
        ("reject", "Typed <in> vain?", "Choose a reason."),
        ("", "Typed <in> vain?", "no button was pressed"),
        ("reject:other", "", "Write the reason in the note"),
        ("reject:insult", "A" * 503, "The note is 3 characters too long."),
    ],
)
def test_a_rejection_that_is_not_complete_changes_nothing_and_gives_the_note_back(desk, edition, do, note, sentence):
    make_comment(edition, body="Another")
    response = decide(desk, do, make_comment(edition), note=note)
    text = html.unescape(response.content.decode())
    assert response.status_code == 422
    assert text.count(sentence) == 1
    assert text.count(f'value="{note}" autofocus') == 1
    assert text.count('data-why="reject" open') == 1
    assert set(Comment.objects.values_list("state", flat=True)) == {"pending"}


def test_a_note_is_given_back_when_its_card_is_on_another_page(desk, edition):
    response = decide(desk, "reject", make_comment(edition), note="Typed in vain?", here="tab=published")
    assert "Your note was: Typed in vain?" in response.content.decode()


def test_a_bulk_rejection_without_a_reason_says_so_once_and_keeps_the_ticks(desk, edition):
    comments = [make_comment(edition, body=f"Number {n}") for n in range(22)]
    response = decide(desk, "reject", *comments[1:], many="1", reason="")
    text = response.content.decode()
    assert text.count("Choose a reason.") == 1
    assert len(re.findall(r'name="pick" value="[0-9:]+" checked', text)) == 21
    assert not Comment.objects.exclude(state="pending").exists()


def test_a_decision_leads_on_to_the_next_card_and_the_last_to_the_one_before(desk, edition):
    first, second, third = [make_comment(edition, body=f"Number {n}") for n in range(3)]
    leads_to = re.findall(r'data-card.*?name="next" value="(\d+)"', page(desk), re.DOTALL)
    assert leads_to == [str(second.pk), str(third.pk), str(second.pk)]
    fields = {"do": "approve", "pick": f"{first.pk}:1", "next": leads_to[0]}
    assert desk.post(f"{QUEUE}decide/", fields)["Location"].endswith(f"#c{second.pk}")
    batch = Decision.objects.get(verb="approve").batch
    assert desk.post(f"{QUEUE}undo/", {"batch": batch})["Location"].endswith(f"#c{first.pk}")


def test_a_stale_card_says_who_was_faster(desk, edition):
    comment = make_comment(edition)
    hevi = cast.make_user("hevi2", "moderate_comment", app="comments", first_name="Hêvî")
    moderation.approve(Comment.objects.get(), by=hevi, version=1)
    response = decide(desk, "mark_spam", comment)
    assert "Hêvî approved this" in response.content.decode()
    assert Comment.objects.get().state == "published"


def test_bulk_is_one_batch_and_names_what_it_left(desk, edition):
    comments = [make_comment(edition, body=f"Number {n}", name=f"Reader {n}") for n in range(4)]
    moderation.mark_spam(Comment.objects.get(pk=comments[3].pk), by=cast.moderator(), version=1)
    response = decide(desk, "approve", *comments)
    assert Comment.objects.filter(state="published").count() == 3
    assert Decision.objects.filter(verb="approve").values("batch").distinct().count() == 1
    assert "Reader 3: Lana Hesen marked this as spam" in response.content.decode()
    assert "3 comments approved." in response.content.decode()


def test_more_than_twenty_ask_first(desk, edition):
    comments = [make_comment(edition, body=f"Number {n}") for n in range(21)]
    response = decide(desk, "approve", *comments)
    assert not Comment.objects.filter(state="published").exists()
    assert "Approve: 21 comments." in response.content.decode()
    decide(desk, "approve", *comments, sure="1")
    assert Comment.objects.filter(state="published").count() == 21


def test_the_question_names_the_reason_and_no_leads_back_to_the_same_page(desk, edition):
    comments = [make_comment(edition, body=f"Number {n}") for n in range(21)]
    here = f"tab=waiting&article={edition.pk}"
    text = html.unescape(decide(desk, "reject", *comments, reason="off_topic", here=here).content.decode())
    assert "off topic" in text
    assert f'href="{QUEUE}?{here}"' in text


@pytest.mark.parametrize(
    "fields",
    [
        {"do": "withdraw"},
        {"do": "receive"},
        {"do": "", "pick": "1:1"},
        {"do": "approve", "pick": ["x", "1", ":", "1:x", "٣:١", "9999999:1"]},
        {"do": "approve"},
    ],
)
def test_odd_posts_change_nothing(desk, edition, fields):
    make_comment(edition)
    assert desk.post(f"{QUEUE}decide/", fields).status_code == 422
    assert Comment.objects.get().state == "pending"


@pytest.mark.parametrize("here", ["//evil.example", "tab=waiting&next=//evil.example", "https://evil.example/?tab=x"])
@pytest.mark.parametrize(("version", "state"), [(1, "published"), (99, "pending")])
def test_a_decision_leads_back_to_the_queue_and_nowhere_else(desk, edition, here, version, state):
    comment = make_comment(edition)
    fields = {"do": "approve:x:y", "pick": f"{comment.pk}:{version}", "here": here, "next": "1//evil.example"}
    response = desk.post(f"{QUEUE}decide/", fields)
    assert response.status_code == 302
    assert response["Location"].startswith(QUEUE)
    assert "evil" not in response["Location"]
    assert Comment.objects.get().state == state


def test_an_answer_is_published_and_a_refused_one_is_given_back(desk, edition):
    comment = make_comment(edition, by=cast.moderator())
    address = f"{QUEUE}answer/{comment.pk}/"
    assert desk.get(address).status_code == 200
    assert desk.post(address, {"body": "Thank you."}).status_code == 302
    answer = Comment.objects.get(by_staff=True)
    assert (answer.parent, answer.state) == (comment, "published")
    moderation.remove(Comment.objects.get(pk=comment.pk), by=cast.moderator(), version=2, reason="insult")
    text = html.unescape(desk.post(address, {"body": "A second <answer>"}).content.decode())
    assert "A second <answer></textarea>" in text
    assert "is gone" in text


def test_an_answer_is_as_long_as_a_comment_may_be(desk, edition):
    comment = make_comment(edition, by=cast.moderator())
    text = desk.post(f"{QUEUE}answer/{comment.pk}/", {"body": "A" * 5_004}).content.decode()
    assert "4 characters too long" in text
    assert "A" * 5_004 in text
    assert not Comment.objects.filter(by_staff=True).exists()


def test_who_answers_sees_the_story_and_what_the_comment_answers(desk, edition):
    root = make_comment(edition, by=cast.moderator(), body="What it answers", name="Rojda")
    comment = make_comment(edition, by=cast.moderator(), body="The answered", parent=root)
    text = html.unescape(desk.get(f"{QUEUE}answer/{comment.pk}/").content.decode())
    for words in (edition.headline, "What it answers", "Rojda", "The answered"):
        assert words in text


def test_a_story_is_closed_and_opened_from_the_queue(desk, edition):
    control = f"{QUEUE}control/{edition.pk}/"
    day = timezone.localdate() + timedelta(days=30)
    desk.post(control, {"mode": "closed", "until": f"{day}T18:00", "here": f"article={edition.pk}"})
    discussion = Discussion.objects.get()
    assert (discussion.mode, discussion.mode_until.hour) == ("closed", 18)
    for until in ("never", "2026-13-01T00:00"):
        response = desk.post(control, {"mode": "open", "until": until}, follow=True)
        assert "is no moment" in response.content.decode()
    assert Discussion.objects.get().mode == "closed"
    desk.post(control, {"mode": "open"})
    assert Discussion.objects.get().mode == "open"


@pytest.mark.parametrize(
    "until",
    ["9999-12-31T23:59-12:00", "0001-01-01T00:00+12:00", "0001-01-01T00:00", "9999-12-31T23:59", "2020-01-01T00:00"],
)
def test_a_moment_out_of_reach_changes_nothing_and_is_given_back(desk, client, edition, until):
    response = desk.post(f"{QUEUE}control/{edition.pk}/", {"mode": "closed", "until": until}, follow=True)
    text = html.unescape(response.content.decode())
    assert "is no moment" in text or "within the next two years" in text
    assert until in text
    assert not Discussion.objects.exclude(mode="open").exists()
    assert client.get(edition.get_absolute_url()).status_code == 200


def test_a_mode_whose_moment_has_passed_is_not_offered_again(desk, edition):
    passed = timezone.now() - timedelta(hours=1)
    Discussion.objects.update_or_create(article=edition.article, defaults={"mode": "closed", "mode_until": passed})
    text = page(desk, f"?article={edition.pk}")
    assert 'value="open" selected' in text
    assert 'name="until">' in text


def test_a_character_that_no_database_takes_is_dropped_from_a_note(desk, edition):
    decide(desk, "reject:off_topic", make_comment(edition), note="Not about\0 the bridge.")
    assert Decision.objects.get(verb="reject").note == "Not about the bridge."


def test_a_draft_s_headline_is_shown_to_no_moderator(desk):
    draft = cast.make_article(headline="Not out yet")
    assert "Not out yet" not in page(desk, f"?article={draft.pk}")
    assert desk.post(f"{QUEUE}control/{draft.pk}/", {"mode": "closed"}).status_code == 404


def test_unpublished_words_of_a_live_story_are_shown_to_no_moderator(desk, edition):
    desk_user = cast.moderator()
    desk_user.user_permissions.add(*cast.Permission.objects.filter(codename="view_comment"))
    comment = make_comment(edition)
    cast.edit(edition.article, headline="Not out yet")
    listed = "/admin/comments/comment/"
    for address in (f"{QUEUE}?article={edition.pk}", listed, f"{listed}{comment.pk}/change/"):
        text = html.unescape(desk.get(address).content.decode())
        assert "Not out yet" not in text
        assert edition.headline in text


# Beside the queue


def test_the_list_in_the_admin_is_for_reading(desk, edition):
    desk_user = cast.moderator()
    desk_user.user_permissions.add(*cast.Permission.objects.filter(codename="view_comment"))
    comment = make_comment(edition, name="Azad")
    assert "Azad" in desk.get("/admin/comments/comment/?q=azad").content.decode()
    detail = f"/admin/comments/comment/{comment.pk}/change/"
    assert "network" not in desk.get(detail).content.decode().lower()
    assert desk.post(detail, {"state": "published"}).status_code == 403
    assert desk.get("/admin/comments/comment/add/").status_code == 403
    assert Comment.objects.get().state == "pending"


def test_the_page_of_a_comment_lists_its_decisions(desk, edition):
    lana = cast.moderator()
    lana.user_permissions.add(*cast.Permission.objects.filter(codename="view_comment"))
    comment = make_comment(edition)
    moderation.reject(comment, by=lana, version=1, reason="off_topic", note="<b>Not the bridge.")
    text = desk.get(f"/admin/comments/comment/{comment.pk}/change/").content.decode()
    assert "Lana Hesen · waiting → rejected · off topic · &lt;b&gt;Not the bridge." in text


def test_the_desk_home_tells_what_waits_and_what_is_reported_in_two_queries(edition, django_assert_num_queries):
    from django.template import Context, Template

    template = Template("{% load comments %}{% comments_waiting %}")
    assert "No comment waits." in template.render(Context())
    for number in range(3):
        make_comment(edition, body=f"Number {number}", reports_error=number == 1)
    moderation.report(make_comment(edition, by=cast.moderator(), body="Shown"), reason="insult")
    with django_assert_num_queries(2):
        text = template.render(Context())
    for words in ("3 comments wait", "1 comment is reported by readers", "1 of them reports an error"):
        assert words in text


def test_other_names_are_told_by_device_network_and_typed_address_never_the_address(desk, edition):
    same = moderation.Sender(mark="m" * 32, network="n" * 32)
    make_comment(edition, name="Azad", body="1", sender=same, email="azad@example.org")
    make_comment(edition, name="By device", body="2", sender=moderation.Sender(mark="m" * 32))
    make_comment(edition, name="By network", body="3", sender=moderation.Sender(network="n" * 32))
    make_comment(edition, name="By address", body="4", email="azad@example.org")
    make_comment(edition, name="A stranger", body="5", sender=moderation.Sender(mark="x" * 32, network="y" * 32))
    card = re.search(r"<article class=.queue-card.*?</article>", page(desk), re.DOTALL)[0]
    told = re.sub(r"<[^>]+>", "", re.search(r"Also wrote as.*?</p>", card, re.DOTALL)[0])
    assert told == (
        "Also wrote as By device (same device); By network (same network); By address (same typed e-mail, not verified)"
    )
    assert "azad@example.org" not in page(desk)


def test_the_record_of_a_device_is_first_seen_counts_and_the_last_three(desk, edition):
    lana, sender = cast.moderator(), moderation.Sender(mark="m" * 32)
    for number in range(5):
        made = make_comment(edition, name="Azad", body=f"Earlier {number}", sender=sender)
        if number < 3:
            moderation.approve(made, by=lana, version=1)
        elif number == 3:
            moderation.mark_spam(made, by=lana, version=1)
    record = re.search(r'<details class="queue-record">.*?</details>', page(desk), re.DOTALL)[0]
    assert "3 published · 1 refused" in record
    assert re.findall(r"Earlier (\d)", record) == ["4", "3", "2"]


def test_the_queue_is_narrowed_by_section_language_and_rule(desk, edition):
    other = cast.live_story(section=cast.make_section("culture"), language="ar")
    make_comment(edition, body="Under society, see http://example.org")
    make_comment(other, body="Under culture")
    for query, shown, hidden in (
        (f"?section={edition.section_id}", "Under society", "Under culture"),
        ("?language=ar", "Under culture", "Under society"),
        ("?rule=links", "Under society", "Under culture"),
    ):
        text = page(desk, query)
        assert shown in text
        assert hidden not in text
        assert "Show all" in text


def test_a_filter_is_kept_by_tabs_and_after_a_decision(desk, edition):
    comment = make_comment(edition, body="See http://example.org")
    assert f"{QUEUE}?tab=spam&rule=links" in page(desk, "?rule=links")
    response = desk.post(
        f"{QUEUE}decide/", {"do": "approve", "pick": f"{comment.pk}:1", "here": "tab=waiting&rule=links&next=//evil"}
    )
    assert response["Location"].startswith(f"{QUEUE}?tab=waiting&rule=links&done=")


@pytest.mark.parametrize(
    "query",
    ["?section=x", "?section=999999", "?language=xx", "?rule=none", "?error=2", "?q=%22*%22&rule=", "?q=AND%20OR"],
)
def test_a_strange_filter_is_no_error(desk, edition, query):
    make_comment(edition)
    page(desk, query)


@pytest.mark.parametrize(
    ("typed", "found"),
    [("BRID", True), ("bridge help", True), ("help bridge", True), ("ridge", False), ("bridge nowhere", False)],
)
def test_a_search_finds_all_words_by_their_beginnings(desk, edition, typed, found):
    make_comment(cast.live_story(headline="Another"), body="The bridge is a help")
    assert ("The bridge is a help" in page(desk, f"?q={typed}")) == found


@pytest.mark.parametrize(
    ("body", "typed"), [("قُتِلَ والعراق", "عراق"), ("Kobanê ye", "kobane"), ("هەولێر", "هەولێر"), ("“it’s” 24.11.", "24")]
)
def test_a_search_reads_every_language_as_readers_write_it(desk, edition, body, typed):
    make_comment(edition, body=body)
    assert body in page(desk, f"?q={typed}")


def test_an_edited_text_is_found_by_its_new_words_alone(desk, edition):
    moderation.edit(make_comment(edition, body="Oldword here"), body="Newword here")
    assert "Newword here" in page(desk, "?q=newword")
    assert "Nothing found." in page(desk, "?q=oldword")


def test_today_s_median_and_an_uncounted_proxy_are_told_over_the_queue(desk, edition):
    lana = cast.moderator()
    assert "decisions came within" not in page(desk)
    for minutes in (2, 4, 90):
        made = make_comment(edition, body=f"{minutes}", at=timezone.now() - timedelta(minutes=minutes))
        moderation.approve(made, by=lana, version=1)
    assert "Half of today’s decisions came within 4 minutes." in page(desk)
    Comment.objects.all().update(network="n" * 32)
    assert "TRUSTED_PROXY_HOPS" not in page(desk)
    for comment in rows(edition, 100, first=10):
        comment.network = "n" * 32
        comment.save()
    assert "TRUSTED_PROXY_HOPS" in page(desk)
    Comment.objects.filter(pk=comment.pk).update(network="o" * 32)
    assert "TRUSTED_PROXY_HOPS" not in page(desk)


def test_of_words_that_stand_everywhere_the_newest_comments_are_found(desk, edition, monkeypatch):
    monkeypatch.setattr("comments.finding.MOST_FOUND", 2)
    for name in ("Azad", "Berîvan", "Cemîl"):
        make_comment(edition, name=name, body=f"The parcel of {name}.")
    text = page(desk, "?q=parcel")
    assert "Azad" not in text
    assert "Berîvan" in text
    assert "Cemîl" in text


def test_the_buttons_of_cards_carry_the_numbers_of_their_own_comment(desk, edition):
    comments = [make_comment(edition, name=name, body=f"A text by {name}.") for name in ("Azad", "Berîvan", "Cemîl")]
    moderation.note(comments[1], by=cast.moderator(), version=1, private_note="Seen.")
    cards = re.findall(r'<article class="queue-card".*?</article>', page(desk), re.DOTALL)
    for card, comment in zip(cards, comments, strict=True):
        version = Comment.objects.get(pk=comment.pk).version
        assert set(re.findall(r'name="pick" value="([\d:]+)"', card)) == {f"{comment.pk}:{version}"}
        assert set(re.findall(r"/(?:note|redact|claim)/(\d+)/", card)) == {str(comment.pk)}
    assert not re.search("[\ue000-\ue003]", "".join(cards))


def test_what_a_reader_typed_is_no_place_for_a_number(desk, edition):
    comment = make_comment(edition, name="Azad", body="A text with \ue000 and \ue001 in it.")
    assert "A text with \ue000 and \ue001 in it." in page(desk)
    text = desk.post(f"{QUEUE}decide/", {"do": "reject:other", "pick": f"{comment.pk}:1", "note": ""}).content.decode()
    assert "Write the reason" in text
    answer = {"do": "reject:insult", "pick": f"{comment.pk}:1", "note": "\ue000" + "x" * 600}
    assert "\ue000xxx" in desk.post(f"{QUEUE}decide/", answer).content.decode()


def test_a_comment_is_claimed_by_a_form_without_scripts(desk, edition):
    comment = make_comment(edition, name="Azad")
    text = desk.post(f"{QUEUE}claim/{comment.pk}/", {"here": "tab=waiting"}, follow=True).content.decode()
    assert "The others see for two minutes that you are reading this." in text
    other = Client()
    hevi = cast.make_user("hevi3", "moderate_comment", app="comments", first_name="Hêvî", last_name="Omer")
    other.force_login(hevi)
    assert "Lana Hesen is reading this." in page(other)
    late = other.post(f"{QUEUE}claim/{comment.pk}/", {"here": ""}, follow=True).content.decode()
    assert late.count("Lana Hesen is reading this.") == 2  # said, and on the card


@pytest.mark.parametrize("way", ["redact", "answer"])
def test_to_open_the_page_of_one_comment_claims_it(desk, edition, way):
    comment = make_comment(edition, name="Azad", by=cast.moderator())
    desk.get(f"{QUEUE}{way}/{comment.pk}/")
    other = Client()
    other.force_login(cast.make_user("hevi3", "moderate_comment", app="comments", first_name="Hêvî"))
    assert "Lana Hesen is reading this." in other.get(f"{QUEUE}{way}/{comment.pk}/").content.decode()
    assert Comment.objects.get().claimed_by == cast.moderator()
