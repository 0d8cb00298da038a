"""After every verb, the store says of every address what Django says: nothing kept is ever stale.

One world with everything in it is read whole, so that the store has every page. Then one verb, or one moment, and
each address must give the bytes that a site without a store would give.
"""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.handlers.wsgi import WSGIHandler
from taggit.models import Tag

from articles import desk
from articles.models import Edition, SiteText
from comments import moderation
from comments.models import Comment, Policy
from newsroom import pages
from photos import library
from photos.models import Photo
from tests import cast
from tests.comments.reader import make_comment
from tests.newsroom.pages.readers import Browser, front_of, read, store_in
from tests.walk import walk

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)


class World:
    """Stories in two languages and all that can stand around them."""

    def __init__(self):
        SiteText.objects.create(language="en", name="Firat Agency", strapline="News")
        self.section = cast.make_section("society")
        self.inner = cast.make_section("schools", parent=self.section)
        self.other = cast.make_section("sport")
        self.photo = cast.make_photo(rights_until=NOW + 5 * HOUR)
        self.person = cast.make_author("Leyla Aziz", portrait=cast.make_photo())
        self.agency = cast.make_agency()
        made = {"authors": [self.person], "photos": [self.photo, cast.make_photo()], "tags": ["bridges", "rivers"]}
        self.story = cast.live(at=NOW - 3 * HOUR, **made)
        self.arabic = cast.live(at=NOW - 2 * HOUR, language="ar", translation_of=self.story, tags=["bridges"])
        self.schools = cast.live(at=NOW - 50 * HOUR, section=self.inner, tags=["bridges"], authors=[self.agency])
        self.sport = cast.live(at=NOW - 40 * HOUR, section=self.other, tags=["football"])
        self.draft = cast.approved(section=self.inner, tags=["rivers"], authors=[self.person])
        self.gone = cast.live(at=NOW - 30 * HOUR, section=self.other, tags=["football"])
        desk.withdraw(self.gone, by=cast.editor(), reason="It was not so.", at=NOW - HOUR)
        self.comment = make_comment(self.story.edition, by=cast.moderator())
        self.reply = make_comment(self.story.edition, parent=self.comment, body="Yes.", by=cast.moderator())
        self.held = make_comment(self.story.edition, body="See https://example.org/ and https://example.com/")

    @property
    def edition(self):
        return Edition.objects.get(pk=self.story.pk)


@pytest.fixture
def world(db, settings):
    settings.LANGUAGES = [(code, name) for code, name in settings.LANGUAGES if code in {"en", "ar"}]
    with time_machine.travel(NOW, tick=False):
        yield World()


@pytest.fixture
def front(tmp_path):
    return front_of(store_in(tmp_path))


DOORS = ("/", "/ar/", "/sitemap.xml", "/news-sitemap.xml", "/search/?q=footbridge", "/2026/?unknown=1")
# Photos are kept by nobody; of the lists' three feeds and the text-only versions, one test looks at all.
NO_PAGES = "^/photos/|^/comments/token/|^/oembed|/new/"
BESIDE = f"{NO_PAGES}|[?&]text|/feed/(atom|json)/|/report/|^/ar/(?!$|2026)"


def walked(front, beside=BESIDE):
    """Return every page that a reader reaches through the store, which has them from then on."""
    return sorted(walk(Browser(front), DOORS, beside=beside))


def stale(front, paths):
    """Return the addresses whose answer from the store is another than Django's."""
    found, django = [], WSGIHandler()
    for path in paths:
        front.inner.paths.clear()
        answer = read(front, path)
        was_kept = not front.inner.paths
        if was_kept and answer[::2] != read(django, path)[::2]:
            found.append(path)
    return found


def place(world, **times):
    return [desk.Place(0, world.schools.pk, **times)]


def edited(world):
    cast.republish(world.story, "update", headline="The bridge is closed again")


def corrected(world):
    cast.republish(
        world.story, "correction", "The bridge is twelve metres long, not twenty.", standfirst="Twelve metres."
    )


def retracted(world):
    cast.republish(world.story, "retraction", "The bridge was never built.", by=cast.chief())


def moved_section(world):
    cast.republish(world.story, "update", section=world.other)


def other_tags(world):
    world.story.tags.set(["football"])
    cast.republish(world.story, "update")


def returned(world):
    cast.edit(world.gone, change_kind="update")
    desk.publish(world.gone, by=cast.editor())


def protected(world):
    named = [cast.chief(), cast.editor()]
    desk.protect_byline(world.story, by=cast.chief(), author=world.person, public=world.agency, editors=named)


def renamed_section(world):
    desk.rename_section(world.section, by=cast.chief(), names={"en": "Society and life"}, slug="life")


def colour_of_section(world, admin_client):
    fields = {"slug": "sport", "parent": "", "colour": "red", "order": "7", "four_eyes": ""}
    response = admin_client.post(f"/admin/articles/section/{world.other.pk}/change/", fields)
    assert response.status_code == 302, response.context["adminform"].form.errors


def strapline(world, admin_client):
    row = SiteText.objects.get()
    fields = {"name": "Firat", "strapline": "All the news", "follow_words": "", "profiles": "", "about": ""}
    assert admin_client.post(f"/admin/articles/sitetext/{row.pk}/change/", fields).status_code == 302


def biography(world, admin_client):
    fields = {"kind": "person", "job_title": "Reporter in Derik", "portrait": "", "user": "", "profiles": ""}
    fields |= {"bio_en": "She walks.", "bio_ar": "", "bio_ku": "", "bio_ckb": ""}
    assert admin_client.post(f"/admin/authors/author/{world.person.pk}/change/", fields).status_code == 302


def comments_policy(world, admin_client):
    fields = {"section": "", "enabled": "", "publishing": "hold_all", "first_n": "1", "close_after_days": "0"}
    fields |= {"order": "newest", "rules_text": "Be kind."}
    assert admin_client.post("/admin/comments/policy/add/", fields).status_code == 302


VERBS = {
    "a first publication": lambda w: desk.publish(w.draft, by=cast.editor()),
    "an update": edited,
    "a correction": corrected,
    "a retraction": retracted,
    "a withdrawal": lambda w: desk.withdraw(w.story, by=cast.editor(), reason="It was not so."),
    "a return": returned,
    "another section": moved_section,
    "other tags": other_tags,
    "a new address": lambda w: desk.move(w.story, by=cast.editor(), slug="another-way"),
    "closed comments": lambda w: desk.set_live_options(w.story, by=cast.editor(), comments_open=False, indexable=True),
    "no indexing": lambda w: desk.set_live_options(w.story, by=cast.editor(), comments_open=True, indexable=False),
    "a front": lambda w: desk.set_front("en", None, place(w), by=cast.chief()),
    "a section's front": lambda w: desk.set_front("en", w.other, place(w), by=cast.chief()),
    "a renamed tag": lambda w: desk.rename_tag(Tag.objects.get(name="rivers"), by=cast.editor(), name="Streams"),
    "merged tags": lambda w: desk.merge_tags(
        [Tag.objects.get(name="rivers")], Tag.objects.get(name="bridges"), by=cast.editor()
    ),
    "a renamed author": lambda w: desk.rename_author(w.person, by=cast.chief(), name="Leyla Ehmed", slug="leyla"),
    "merged authors": lambda w: desk.merge_authors([w.person], cast.make_author("L. Aziz"), by=cast.chief()),
    "a renamed section": renamed_section,
    "a protected byline": protected,
    "a photo's credit": lambda w: library.set_words(w.photo, by=None, credit="Lana Hesen"),
    "a photo's rights": lambda w: library.set_words(w.photo, by=None, rights_until=NOW - HOUR),
    "a withdrawn photo": lambda w: library.withdraw(w.photo, by=None, reason="A child is in danger."),
    "a photo's words applied": lambda w: (
        library.set_words(w.photo, by=None, caption="Nobody crosses."),
        library.apply_words(Photo.objects.get(pk=w.photo.pk), by=None, kind="update"),
    ),
    "an approved comment": lambda w: moderation.approve(w.held, by=cast.moderator(), version=w.held.version),
    "a removed comment": lambda w: moderation.remove(
        w.comment, by=cast.moderator(), version=w.comment.version, reason="insult"
    ),
    "a comment taken back": lambda w: moderation.withdraw(w.reply),
    "a picked comment": lambda w: moderation.pick(w.comment, by=cast.moderator(), version=w.comment.version),
    "a blacked-out comment": lambda w: moderation.redact(
        w.comment, by=cast.moderator(), version=w.comment.version, start=0, end=6
    ),
    "an undone decision": lambda w: moderation.undo(
        moderation.remove(w.comment, by=cast.moderator(), version=w.comment.version, reason="insult", at=NOW + SECOND),
        by=cast.moderator(),
    ),
    "an erased reader": lambda w: moderation.erase_person(
        Comment.objects.filter(pk=w.comment.pk), by=cast.make_user("keeper", "erase_person", app="comments")
    ),
    "a photo that comes back": lambda w: (
        library.withdraw(w.photo, by=None, reason="Whose is it?"),
        library.reinstate(Photo.objects.get(pk=w.photo.pk), by=None),
    ),
    "an answer": lambda w: moderation.answer(w.comment, by=cast.moderator(), body="Thank you."),
    "slow comments": lambda w: moderation.set_mode(w.story, "slow", by=cast.moderator(), until=NOW + HOUR),
}
FORMS = {
    "a section's colour": colour_of_section,
    "the site's words": strapline,
    "an author's biography": biography,
    "a policy of comments": comments_policy,
}


@pytest.mark.parametrize("verb", VERBS)
def test_no_address_is_stale_after(verb, world, front):
    before = walked(front)
    assert len(before) > 40
    VERBS[verb](world)
    assert pages.Purge.objects.exists()
    assert stale(front, sorted({*before, *walked(front)})) == []


def test_no_address_of_any_kind_is_stale(world, front):
    before = walked(front, beside=NO_PAGES)
    assert len(before) > 120
    edited(world)
    assert stale(front, sorted({*before, *walked(front, beside=NO_PAGES)})) == []


def test_no_address_is_stale_after_a_comment_that_appears_at_once_and_is_changed(world, front):
    Policy.objects.create(publishing=Policy.Publishing.PUBLISH)
    before = walked(front)
    made = make_comment(world.schools.edition, body="A good bridge it is, and not a narrow one.")
    assert made.state == "published"
    assert stale(front, before) == []
    moderation.edit(made, body="A good bridge it was, and not a narrow one.")
    assert stale(front, before) == []


def test_no_address_is_stale_after_a_policy_was_deleted_from_the_list(world, front, admin_client):
    policy = Policy.objects.create(rules_text="Be brief.")
    before = walked(front)
    chosen = {"action": "delete_selected", "_selected_action": policy.pk, "post": "yes"}
    assert admin_client.post("/admin/comments/policy/", chosen).status_code == 302
    assert not Policy.objects.exists()
    assert stale(front, before) == []


@pytest.mark.parametrize("verb", FORMS)
def test_no_address_is_stale_after_a_form_changed(verb, world, front, admin_client):
    before = walked(front)
    FORMS[verb](world, admin_client)
    assert stale(front, before) == []


def placed_from(world):
    for section in (None, world.other):
        desk.set_front("en", section, place(world, starts_at=NOW + HOUR), by=cast.chief())


def placed_until(world):
    for section in (None, world.other):
        desk.set_front("en", section, place(world, ends_at=NOW + HOUR), by=cast.chief())


def closed_for_an_hour(world):
    moderation.set_mode(world.story, "closed", by=cast.moderator(), until=NOW + HOUR)


# What stands before, and when time alone has changed the pages.
MOMENTS = {
    "a place on a front begins": (placed_from, NOW + 2 * HOUR),
    "a place on a front ends": (placed_until, NOW + 2 * HOUR),
    "closed comments open again": (closed_for_an_hour, NOW + 2 * HOUR),
    "the rights of a photo end": (None, NOW + 6 * HOUR),
    "a story is no news any more": (None, NOW + 49 * HOUR),
    "a withdrawal is a month ago": (None, NOW + timedelta(days=31)),
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_no_address_is_stale_when(moment, world, front):
    prepare, later = MOMENTS[moment]
    if prepare:
        prepare(world)
    before = walked(front)
    was = {path: read(front, path)[2] for path in before}
    with time_machine.travel(later, tick=False):
        assert stale(front, before) == []
        assert any(read(front, path)[2] != was[path] for path in before)


def test_a_verb_drops_what_it_touched_and_no_more(world, front):
    before = walked(front)
    moderation.approve(world.held, by=cast.moderator(), version=world.held.version)
    front.inner.paths.clear()
    for path in before:
        read(front, path)
    story = world.edition.get_absolute_url()
    asked = {path for path in front.inner.paths if front.store.find(path, "plain").page}
    assert story in asked
    assert "/" not in asked
    assert world.sport.edition.get_absolute_url() not in asked
