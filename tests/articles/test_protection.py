"""A protected byline: whoever is not named on the story finds the true name nowhere, and each look is logged.

The walk at the end opens every desk and public page that speaks of the story and reads every mail and file.
"""

import logging
import re
from datetime import timedelta
from itertools import pairwise

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from articles import compare, desk, documents, permissions, protection
from articles.desk import mail as posting
from articles.desk import notes, notices, presence, scratch, shares
from articles.models import (
    Article,
    Byline,
    DeskLog,
    Edition,
    EditionByline,
    Notice,
    ProtectedByline,
    Publication,
    Revision,
    SearchDocument,
)
from tests import cast, walk
from tests.articles.desk_admin.post import change_url, opened, save

pytestmark = pytest.mark.django_db
NAME = "Şîlan Zanzibar"  # stands nowhere else
ALIAS = "شیلان زنزبار"
USERNAME = "zanzi"


def silan():
    """The reporter whose name is protected: an account and a byline."""
    found = cast.User.objects.filter(username=USERNAME).first()
    return found or cast.make_user(USERNAME, *cast.REPORTER, first_name="Şîlan", last_name="Zanzibar")


@pytest.fixture
def people():
    author = cast.make_author(NAME, names={"ckb": ALIAS}, slug="silan", user=silan())
    return author, cast.make_agency()


def protect(article, people, *, by=None, editors=()):
    author, agency = people
    named = editors or [cast.chief(), cast.editor()]
    return desk.protect_byline(article, by=by or cast.chief(), author=author, public=agency, editors=named)


def row_of(article):
    return ProtectedByline.objects.get(article=article)


# The verbs ----------------------------------------------------------------------------------------------------


def test_the_byline_carries_the_public_name_at_the_desk_and_with_readers(people):
    author, agency = people
    article = cast.live(authors=[author], by=silan(), byline_line=f"By {NAME} in Derik")
    protect(article, people)
    assert Byline.objects.get().author == agency
    assert EditionByline.objects.get().author == agency
    assert Article.objects.get().byline_line == "By Firat Agency in Derik"
    assert Edition.objects.get().byline_line == "By Firat Agency in Derik"
    assert "zanzibar" not in SearchDocument.objects.get().names


def test_readers_get_the_change_at_once_as_an_update_and_no_word_of_it_is_in_the_history(people, client):
    article = cast.live(authors=[people[0]])
    path = article.edition.get_absolute_url()
    protect(article, people)
    assert [row.kind for row in Publication.objects.all()] == ["update", "first"]
    assert Edition.objects.get().updated_at is not None
    for page in (path, f"{path}history/", "/feed/", "/"):
        text = client.get(page).content.decode()
        assert NAME not in text
    assert NAME not in str(list(Publication.objects.values_list("words", flat=True)))


def test_a_story_that_never_named_the_person_tells_readers_of_no_update(people):
    article = cast.live(by=silan())
    protect(article, people)
    assert Publication.objects.count() == 1


def test_an_approval_stands_and_no_revision_is_appended(people):
    article = cast.approved(authors=[people[0]])
    protect(article, people)
    assert desk.record(Article.objects.get(), by=cast.reporter()) is None
    assert (Revision.objects.count(), Article.objects.get().stage) == (1, "approved")


def test_neither_restore_nor_publication_nor_the_clock_brings_the_name_back(people):
    author, agency = people
    article = cast.approved(authors=[author])
    first = documents.head(article)
    moment = timezone.localtime() + timedelta(hours=1)
    desk.schedule(article, by=cast.editor(), wall_time=f"{moment:%Y-%m-%d %H:%M}")
    protect(article, people)

    desk.go_live(Article.objects.get(), Revision.objects.get(), by=cast.editor(), by_clock=True)
    assert EditionByline.objects.get().author == agency
    assert NAME not in str(Publication.objects.get().words)

    cast.edit(article, headline="Other", change_kind="update")
    said = desk.restore(Article.objects.get(), Revision.objects.get(pk=first.pk), by=cast.editor())
    assert Byline.objects.get().author == agency
    assert NAME not in " ".join(said)
    assert NAME in str(Revision.objects.get(pk=first.pk).document)  # masked when read, never rewritten
    assert NAME not in str(Revision.objects.order_by("-number").first().document)


def test_a_name_put_back_on_the_byline_is_covered_when_it_is_saved(people):
    author, agency = people
    article = cast.make_article(authors=[agency])
    protect(article, people)
    Byline.objects.create(article=article, author=author, order=1)
    cast.edit(article, headline="Other")
    assert [row.author for row in Byline.objects.all()] == [agency]


def test_two_rows_of_one_role_become_one(people):
    author, agency = people
    article = cast.live(authors=[agency, author])
    protect(article, people)
    assert [row.author for row in Byline.objects.all()] == [agency]
    assert [row.author for row in EditionByline.objects.all()] == [agency]
    assert desk.record(Article.objects.get(), by=cast.reporter()) is None


def test_where_the_name_still_stands_is_said(people):
    article = cast.make_article(authors=[people[0]], body=f"<p>“Hello”, said {NAME}.</p>", source=NAME)
    said = " ".join(protect(article, people))
    assert "the text, the source" in said.replace("the body", "the text")
    assert NAME not in said


def test_comparing_old_revisions_names_nobody(people):
    article = cast.make_article(authors=[people[0]], byline_line=f"By {NAME}")
    cast.edit(article, headline="Other")
    protect(article, people)
    old, new = Revision.objects.order_by("number")
    changes = compare.compare(documents.read(old), documents.read(new))
    assert [change.field for change in changes] == ["headline", "slug"]


def test_the_person_keeps_the_story_as_their_own_and_their_four_eyes(people):
    author, _agency = people
    article = cast.make_article(authors=[author])
    protect(article, people)
    article = Article.objects.get()
    assert permissions.is_own(silan(), article)
    assert permissions.wrote_it(silan(), article)
    stories = permissions.with_own(Article.objects.all(), silan())
    assert permissions.is_own(silan(), stories.get())


@pytest.mark.parametrize("public", ["self", "merged"])
def test_a_public_name_that_is_none_is_refused(people, public):
    author, agency = people
    article = cast.make_article(authors=[author])
    chosen = author if public == "self" else cast.make_author(merged_into=agency)
    with pytest.raises(desk.Refusal, match="another public name"):
        protect(article, (author, chosen))


def test_one_of_the_named_editors_is_a_chief_and_all_can_act(people):
    article = cast.make_article(authors=[people[0]])
    with pytest.raises(desk.Refusal, match="at least one chief"):
        protect(article, people, editors=[cast.editor()])
    with pytest.raises(desk.Refusal, match="at least one chief"):
        desk.protect_byline(article, by=cast.chief(), author=people[0], public=people[1], editors=[])
    with pytest.raises(desk.Refusal, match="who work on this story"):
        protect(article, people, editors=[cast.chief(), cast.reporter()])
    assert not ProtectedByline.objects.exists()


def test_protecting_twice_is_refused(people):
    article = cast.make_article(authors=[people[0]])
    protect(article, people)
    with pytest.raises(desk.Refusal, match="already"):
        protect(article, people)


def test_a_reporter_protects_the_byline_of_their_own_story_and_of_no_other(people):
    own, other = cast.make_article(by=silan(), authors=[people[0]]), cast.make_article(by=cast.editor())
    protect(own, people, by=silan())
    with pytest.raises(desk.NotAllowed):
        protect(other, people, by=silan())


def test_only_who_is_named_opens_and_each_look_is_one_log_row_told_to_the_others(people):
    article = cast.make_article(authors=[people[0]])
    other_chief = cast.make_user("chief2", *cast.CHIEF)
    protect(article, people)
    Notice.objects.all().delete()
    for user in (other_chief, cast.reporter(), silan()):
        with pytest.raises(desk.NotAllowed):
            desk.open_byline(row_of(article), by=user)
    assert not DeskLog.objects.filter(event="byline.opened").exists()

    assert desk.open_byline(row_of(article), by=cast.editor()).name == NAME

    log = DeskLog.objects.get(event="byline.opened")
    assert (log.by, log.data) == (cast.editor(), {"protection": row_of(article).pk})
    assert [(notice.user, notice.event) for notice in Notice.objects.all()] == [(cast.chief(), "byline.opened")]


def test_lifting_needs_a_reason_and_being_named(people):
    article = cast.make_article(authors=[people[0]], by=silan())
    protect(article, people)
    with pytest.raises(desk.Refusal, match="at least 10 characters"):
        desk.lift_protection(row_of(article), by=cast.editor(), reason="  why  ")
    with pytest.raises(desk.NotAllowed):
        desk.lift_protection(row_of(article), by=silan(), reason="I am safe now.")
    desk.lift_protection(row_of(article), by=cast.chief(), reason="They are safe and asked for it.")
    assert protection.who(silan(), Article.objects.get()) == "Şîlan Zanzibar"
    assert Byline.objects.get().author == people[1]
    log = DeskLog.objects.get(event="byline.lifted")
    assert log.data["reason"] == "They are safe and asked for it."
    with pytest.raises(desk.Refusal, match="was lifted"):
        desk.open_byline(row_of(article), by=cast.chief())
    protect(article, people)


def test_a_merged_author_stays_protected(people):
    author, _agency = people
    article = cast.make_article(authors=[author])
    first = documents.head(article)
    protect(article, people)
    into = cast.make_author("Somebody Else")
    desk.merge_authors([author], into, by=cast.chief())
    assert NAME not in str(documents.read(Revision.objects.get(pk=first.pk)))
    assert "Somebody Else" not in str(documents.read(Revision.objects.get(pk=first.pk)))


# The pages ----------------------------------------------------------------------------------------------------


@pytest.fixture
def hevi(client):
    client.force_login(cast.chief())
    return client


def page_of(article, name="protect"):
    return reverse("admin:articles_article_act", args=[article.pk, name])


def own_page(article):
    return reverse("admin:articles_article_protected", args=[article.pk])


def fields(people, *editors):
    author, agency = people
    return {"author": author.pk, "public": agency.pk, "editors": [editor.pk for editor in editors], "revision": 1}


def test_the_page_says_what_it_does_not_hide_and_protects(hevi, people):
    article = cast.make_article(authors=[people[0]])
    page = hevi.get(page_of(article)).content.decode()
    assert "not from whoever holds the database or has read it before" in page
    hevi.post(page_of(article), fields(people, cast.chief()))
    assert row_of(article).set_by == cast.chief()
    form = hevi.get(change_url(article)).content.decode()
    assert "data-protected" in form
    assert own_page(article) in form


@pytest.mark.parametrize("field", ["author", "public", "editors"])
@pytest.mark.parametrize("value", ["", "0", "x", "9" * 30])
def test_forged_choices_are_refused_in_words(hevi, people, field, value):
    article = cast.make_article(authors=[people[0]])
    response = hevi.post(page_of(article), fields(people, cast.chief()) | {field: value})
    assert response.status_code == 200
    assert "errorlist" in response.content.decode()
    assert not ProtectedByline.objects.exists()


def test_looking_at_the_page_opens_nothing_and_the_button_opens_once(hevi, people):
    article = cast.make_article(authors=[people[0]])
    protect(article, people)
    assert NAME not in hevi.get(own_page(article)).content.decode()
    assert not DeskLog.objects.filter(event="byline.opened").exists()
    response = hevi.post(own_page(article), {"open": row_of(article).pk})
    assert NAME in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert DeskLog.objects.filter(event="byline.opened").count() == 1
    assert NAME not in hevi.get(own_page(article)).content.decode()


def test_who_is_not_named_is_offered_no_button_and_gets_403(client, people):
    article = cast.make_article(authors=[people[0]])
    protect(article, people, editors=[cast.chief()])
    client.force_login(cast.editor())
    page = client.get(own_page(article)).content.decode()
    assert 'name="open"' not in page
    assert "Firat Agency" in page
    row = row_of(article)
    for sent in ({"open": row.pk}, {"lift": row.pk, "reason": "Because I would like to."}):
        assert client.post(own_page(article), sent).status_code == 403
    assert not DeskLog.objects.filter(event__in=["byline.opened", "byline.lifted"]).exists()


@pytest.mark.parametrize("sent", [{}, {"open": "x"}, {"open": "9" * 40}, {"open": "0"}, {"lift": "0"}])
def test_a_forged_number_is_404(hevi, people, sent):
    article = cast.make_article(authors=[people[0]])
    protect(article, people)
    assert hevi.post(own_page(article), sent).status_code == 404


def test_lifting_on_the_page_asks_for_a_reason(hevi, people):
    article = cast.make_article(authors=[people[0]])
    protect(article, people)
    row = row_of(article)
    assert "at least 10 characters" in hevi.post(own_page(article), {"lift": row.pk, "reason": "no"}).content.decode()
    assert hevi.post(own_page(article), {"lift": row.pk, "reason": ""}).status_code == 200
    hevi.post(own_page(article), {"lift": row.pk, "reason": "They asked for it."})
    assert row_of(article).lifted_by == cast.chief()


# The walk -----------------------------------------------------------------------------------------------------


@pytest.fixture
def busy(people, settings):
    """A live story by the person, in every way a person can show on it; protected in the middle of its life."""
    author, _agency = people
    settings.EMAIL_CONFIGURED = True
    cast.User.objects.filter(username="dana").update(email="dana@example.org")
    person = silan()
    for user in (cast.editor(), cast.chief()):
        user.email = f"{user.username}@example.org"
        user.save()
    article = cast.live(by=person, authors=[author], byline_line=f"By {NAME}", headline="The bridge", assignee=person)
    cast.edit(article, by=person, standfirst="Two.", change_kind="update")
    notes.write(article, by=person, text="I go on tomorrow. @dana")
    colleague = cast.make_user("colleague", *cast.EDITOR, email="colleague@example.org")
    notes.write(article, by=colleague, text=f"Thank you, {NAME}! @{USERNAME}")
    desk.submit(article, by=person)
    desk.send_back(article, by=colleague, reason=f"{NAME}, the figures.")
    presence.seen(article, by=person, tab="a" * 36, unsaved=True)
    protect(article, people)
    Article.objects.filter(pk=article.pk).update(assignee=person, deadline=timezone.now() - timedelta(days=1))
    cast.edit(article, by=person, standfirst="Three.", change_kind="update")
    desk.submit(article, by=person)
    notes.write(article, by=person, text="Done. @hevi @dana")
    desk.send_back(article, by=cast.editor(), reason="The figures.")
    draft = cast.make_article(by=person, authors=[author], headline="A draft", assignee=person)
    shares.share(draft, by=cast.chief(), recipient="The family")
    Article.objects.filter(pk=draft.pk).update(deadline=timezone.now() - timedelta(days=1))
    protect(draft, people)
    presence.seen(draft, by=person, tab="b" * 36, unsaved=True)
    desk.set_embargo(draft, by=person, reason="The family has to hear it first.")
    scratch.keep(draft, {"headline": "Unsaved"}, by=person, form="c" * 32, base=1)
    killed = cast.make_article(by=person, authors=[author], headline="A killed one")
    protect(killed, people)
    desk.kill(killed, by=person, reason="No story.")
    return article, draft, killed


def everything(user):
    user.user_permissions.add(cast.Permission.objects.get(codename="open_scratch"))
    user.user_permissions.add(
        *cast.Permission.objects.filter(
            content_type__app_label__in=["articles", "taggit", "photos"],
            codename__startswith="view_",
        )
    )
    return cast.User.objects.get(pk=user.pk)


def desk_pages(articles):
    """Return the address of every page of the desk that speaks of these stories."""
    pages = [reverse("admin:index"), reverse("admin:notices"), reverse("admin:articles_article_changelist")]
    pages += [f"{pages[2]}?q=bridge", f"{pages[2]}?whose=mine", f"{pages[2]}?stage__exact=writing"]
    for name in ("board", "week"):
        pages.append(reverse(f"admin:articles_article_{name}"))
    for model in ("revision", "publication", "desklog", "approval", "schedule", "article"):
        pages.append(reverse(f"admin:articles_{model}_changelist"))
    for article in articles:
        for name in ("change", "history", "preview", "notes", "plan", "share", "protected"):
            pages.append(reverse(f"admin:articles_article_{name}", args=[article.pk]))
        numbers = sorted(article.revisions.values_list("number", flat=True))
        address = reverse("admin:articles_article_compare", args=[article.pk])
        pages += [f"{address}?old={old}&new={new}" for old, new in pairwise(numbers)]
        pages += [reverse("admin:articles_article_act", args=[article.pk, verb]) for verb in ("publish", "withdraw")]
        pages.append(reverse("admin:articles_article_act", args=[article.pk, "restore"]) + "?number=1")
        for model, rows in (
            ("revision", article.revisions.all()),
            ("desklog", article.log.all()),
            ("approval", article.approvals.all()),
            ("publication", Publication.objects.filter(edition=article.pk)),
        ):
            pages += [reverse(f"admin:articles_{model}_change", args=[row.pk]) for row in rows]
    return pages


def shows(text):
    """Return which of the person's names a text says."""
    lowered = text.lower()
    return [name for name in (NAME, "Zanzibar", ALIAS, USERNAME) if name.lower() in lowered]


@pytest.mark.parametrize("who", ["reporter", "editor", "chief"])
def test_no_page_of_the_desk_says_the_name_to_anybody(client, busy, who):
    client.force_login(everything(getattr(cast, who)()))
    pages = desk_pages(busy)
    answered, said = 0, {}
    for page in pages:
        response = client.get(page)
        assert response.status_code in (200, 302, 403), (page, response.status_code)
        answered += response.status_code == 200
        # Choosing colleagues and authors from a list says no name of a story.
        text = _without_choices(response.content.decode()) if response.status_code == 200 else ""
        if found := shows(text):
            said[page] = found
    assert answered > 25
    assert said == {}


def _without_choices(page):
    page = re.sub(r"<option(?![^>]*\bselected)[^>]*>[^<]*</option>", "", page)
    return re.sub(r'<datalist.*?</datalist>|<ul class="filter.*?</ul>', "", page, flags=re.DOTALL)


def test_where_a_person_would_show_the_word_protected_stands(client, busy):
    article, *_others = busy
    client.force_login(everything(cast.editor()))
    for page in ("history", "notes", "change"):
        text = client.get(reverse(f"admin:articles_article_{page}", args=[article.pk])).content.decode()
        assert "protected" in text.lower(), page
    assert "protected" in client.get(reverse("admin:articles_article_changelist")).content.decode()
    assert "protected is editing (unsaved changes)" in client.get(change_url(article)).content.decode()


def test_a_pulse_and_a_stale_form_say_no_name(client, busy):
    article, *_others = busy
    client.force_login(everything(cast.editor()))
    fields_before = opened(client, article)
    cast.edit(article, by=silan(), standfirst="Four.")
    response = client.post(change_url(article), fields_before | {"headline": "Other"})
    text = _without_choices(response.content.decode())
    assert "was saved by protected" in text
    assert shows(text) == []


def test_readers_find_the_name_nowhere(client, busy):
    article, *_others = busy
    Article.objects.filter(pk=article.pk).update(stage="approved")
    walked = walk.walk(client, (*walk.DOORS, article.edition.get_absolute_url(), "/author/silan/"))
    assert len(walked) > 15
    assert [path for path, answer in walked.items() if shows(walk.text(answer))] == []
    assert "/author/silan/" not in "".join(walk.text(answer) for answer in walked.values())
    for query in (NAME, ALIAS, "zanzibar"):  # none finds the story: it is offered alike to whoever finds nothing
        assert "Nothing found" in walk.text(client.get("/search/", {"q": query})), query


def test_no_notice_mail_log_row_or_index_says_the_name(busy):
    said = [notices.sentence(notice, "“it”") for notice in Notice.objects.select_related("by", "article", "user")]
    assert any("protected" in sentence for sentence in said)
    assert shows(" ".join(said)) == []
    logged = [row for row in DeskLog.objects.all() if row.event != "story.sent_back"]  # a colleague's words of before
    assert len(logged) > 10
    assert shows(" ".join(f"{row.event} {row.data}" for row in logged)) == []
    assert shows(" ".join(SearchDocument.objects.values_list("names", flat=True))) == []
    posting.post.func()
    assert mail.outbox
    assert shows(" ".join(f"{sent.subject} {sent.body}" for sent in mail.outbox)) == []


def test_no_feed_in_any_format_and_no_line_of_the_log_says_the_name(client, busy, caplog):
    article, *_others = busy
    path = article.edition.get_absolute_url()
    files = [f"{door}feed/{end}" for door in ("/", "/section/society/") for end in ("", "atom/", "json/")]
    for address in [*files, f"/oembed?url=http://testserver{path}"]:
        answer = walk.text(client.get(address))
        assert "The bridge" in answer, address
        assert shows(answer) == []

    caplog.set_level(logging.DEBUG)
    client.force_login(everything(cast.editor()))
    for page in desk_pages(busy):
        client.get(page)
    client.post(page_of(article, "kill"), {"reason": "A forged one."})
    assert "articles_article_change" in caplog.text
    assert shows(" ".join(record.getMessage() for record in caplog.records if "sql" not in record.__dict__)) == []


def test_a_share_link_made_before_carries_the_public_name(client, people):
    article = cast.make_article(authors=[people[0]], byline_line=f"By {NAME}")
    link = shares.share(article, by=cast.chief(), recipient="The family")
    assert NAME in client.get(link.path).content.decode()
    protect(article, people)
    page = client.get(link.path).content.decode()
    assert "Firat Agency" in page
    assert shows(page) == []


def test_rebuilding_the_search_brings_no_name_to_light(busy):
    call_command("rebuild_search", verbosity=0)
    assert shows(" ".join(SearchDocument.objects.values_list("names", flat=True))) == []


def test_saving_the_form_keeps_the_hidden_assignee(client, busy):
    article, *_others = busy
    client.force_login(everything(cast.editor()))
    save(client, article, standfirst="Five.")
    assert Article.objects.get(pk=article.pk).assignee == silan()


def test_the_lists_cost_the_same_for_one_protected_story_and_for_ten(client, people, django_assert_max_num_queries):
    client.force_login(everything(cast.editor()))
    counted = []
    for number in (1, 9):
        for _story in range(number):
            article = cast.make_article(by=silan(), authors=[people[0]], assignee=silan())
            protect(article, people)
        for page in (
            reverse("admin:articles_article_changelist"),
            reverse("admin:articles_desklog_changelist"),
            reverse("admin:notices"),
        ):
            with django_assert_max_num_queries(60) as asked:
                client.get(page)
            counted.append(len(asked))
    assert counted[:3] == counted[3:]
