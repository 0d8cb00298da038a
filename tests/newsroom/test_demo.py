"""The demonstration as it is after `manage.py demo`: filled once for the file, in a transaction that is undone."""

import io
import re
from collections import Counter
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import transaction
from django.db.models import Count, F
from django.urls import reverse
from django.utils import timezone

from articles.models import (
    Article,
    DeskLog,
    Edition,
    Note,
    Notice,
    Placement,
    ProtectedByline,
    Publication,
    Revision,
    Schedule,
    Scratch,
    Section,
    SiteText,
)
from authors.models import Author, User
from comments.models import Comment, Decision
from newsroom.management.commands.demo import Command
from photos.models import Photo
from tests.walk import walk

SMALL = {"processes": 0, "picture_width": 320}
LANGUAGES = ("en", "ar", "ku", "ckb")


def run_demo():
    out = io.StringIO()
    call_command("demo", no_serve=True, stdout=out)
    return out.getvalue()


pytestmark = pytest.mark.django_db  # a savepoint for each test, within the fixture's transaction


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """Run the command once; return what it printed."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setattr(Command, "pace", SMALL)
        yield run_demo()
        transaction.set_rollback(True)


def counts():
    """Return how many rows each table of ours holds."""
    ours = ("authors", "photos", "articles", "comments", "auth", "taggit")
    return {model._meta.label: model.objects.count() for model in apps.get_models() if model._meta.app_label in ours}


def test_it_holds_a_believable_agency(demo):
    assert Section.objects.count() == 6
    assert Counter(Author.objects.values_list("kind", flat=True)) == {"person": 8, "agency": 2}
    assert Photo.objects.count() == 20
    stories = Counter(Edition.objects.live().values_list("language", flat=True))
    assert sum(stories.values()) >= 30
    assert min(stories[language] for language in LANGUAGES) >= 6
    assert Edition.objects.live().exclude(translation_of=None).count() >= 6


def test_every_section_has_live_stories(demo):
    assert set(Edition.objects.live().values_list("section", flat=True)) == set(
        Section.objects.values_list("pk", flat=True)
    )


def test_readers_were_told_of_every_kind_of_change(demo):
    kinds = set(Publication.objects.values_list("kind", flat=True))

    assert kinds >= {"first", "typo", "update", "clarification", "correction", "withdrawal"}


def test_there_are_drafts_at_every_stage_and_one_story_waits_for_the_clock(demo):
    unpublished = Article.objects.filter(edition=None)

    assert set(unpublished.values_list("stage", flat=True)) == set(Article.Stage.values)
    assert DeskLog.objects.filter(event="story.sent_back").exclude(data__reason="").exists()
    assert sorted(Schedule.objects.open().values_list("action", flat=True)) == ["publish", "withdraw"]
    assert Edition.objects.exclude(withdrawn_at=None).count() == 1


def test_stories_are_planned_around_today_and_a_front_has_a_lead_and_one_to_come(demo):
    today = timezone.localdate()
    assert Article.objects.filter(stage="assigned", deadline__lt=timezone.now()).exists()
    assert Article.objects.filter(planned_for__range=(today, today + timedelta(days=3))).count() >= 5
    home = Placement.objects.filter(section=None, language="en")
    assert home.filter(position=0, article__edition__isnull=False).exists()
    assert home.filter(article__edition=None, article__schedules__isnull=False).exists()


def test_colleagues_talk_beside_their_stories_and_each_is_told(demo):
    assert Note.objects.filter(thread=None, resolved_at=None).count() >= 3  # one is why a story was sent back
    assert Note.objects.filter(resolved_at__isnull=False).exists()
    told = {(notice.user.username, notice.kind) for notice in Notice.objects.select_related("user")}
    assert {("editor", "mention"), ("reporter", "mention"), ("reporter", "sent_back")} <= told


def test_a_story_waits_for_its_embargo_and_one_was_killed_with_a_reason(demo):
    held = Article.objects.get(embargo=Article.Embargo.UNTIL)
    assert held.embargo_until > timezone.now()
    assert held.embargo_reason
    assert held.stage == Article.Stage.APPROVED
    killed = Article.objects.exclude(killed_at=None).get()
    assert DeskLog.objects.get(event="story.killed", article=killed).data["reason"]


def test_a_photographer_and_a_writer_are_protected_and_readers_and_colleagues_find_neither(demo, client):
    photo, hidden = Photo.objects.get(protect_source=True), ProtectedByline.objects.get()
    assert photo.creator == "Silva Merwanî"
    assert hidden.author.name == "Nour Safsaf"
    assert all("Merwan" not in answer.content.decode() for answer in walk(client).values() if not answer.streaming)
    client.force_login(User.objects.get(username="reporter"))
    for page in ("change", "history", "protected"):
        answer = client.get(reverse(f"admin:articles_article_{page}", args=[hidden.article_id]))
        assert answer.status_code == 200
        assert "Nour Safsaf" not in answer.content.decode(), page


def test_quotes_embeds_and_galleries_stand_where_readers_see_them(demo, client):
    def page(**story):
        return client.get(Edition.objects.live().get(**story).get_absolute_url()).content.decode()

    assert '<blockquote class="pull-quote">' in page(headline__startswith="The village that reads its meter")
    assert '<span class="embed-provider">Bluesky:' in page(headline__startswith="Three days of snow")
    assert Edition.objects.live().filter(captions__role="gallery").annotate(size=Count("pk")).filter(size__gte=3)


def test_nobody_begins_with_more_notices_than_can_be_read_standing(demo):
    unread = Counter(Notice.objects.filter(read_at=None).values_list("user__username", flat=True))
    assert unread.keys() >= {"reporter", "editor", "chief"}
    assert max(unread.values()) <= 4
    assert Notice.objects.exclude(read_at=None).exists()


def test_a_reporter_left_words_unsaved_that_differ_from_what_is_saved(demo):
    left = Scratch.objects.get()
    assert left.user.username == "reporter"
    assert left.base == left.article.revisions.first().number
    assert all(text != getattr(left.article, field) for field, text in left.fields.items())
    assert set(left.fields) == {"headline", "body"}


def test_readers_answered_in_threads_and_every_state_is_there(demo):
    states = Counter(Comment.objects.values_list("state", flat=True))

    assert sum(states.values()) >= 80
    assert states.keys() == set(Comment.State.values)
    assert {comment.level for comment in Comment.objects.all()} == {1, 2, 3}


def test_every_photo_can_be_shown_with_alt_text_and_credit(demo):
    assert Photo.objects.prepared().count() == 20
    assert not Photo.objects.filter(alt="").exists()
    assert not Photo.objects.filter(credit="").exists()


def test_nothing_happened_before_its_cause_or_in_the_future(demo):
    now = DeskLog.objects.latest("at").at  # what the demo cannot date itself happened while it ran
    for model, field in ((Revision, "at"), (Publication, "at"), (Comment, "posted_at"), (Decision, "at")):
        assert not model.objects.filter(**{f"{field}__gt": now}).exists(), model

    assert not Decision.objects.filter(at__lt=F("comment__posted_at")).exists()
    assert not Comment.objects.filter(posted_at__lt=F("parent__posted_at")).exists()
    assert not Comment.objects.filter(posted_at__lt=F("article__edition__published_at")).exists()
    assert not Publication.objects.filter(at__lt=F("revision__at")).exists()


def test_a_second_run_doubles_nothing(demo):
    before = counts()

    run_demo()

    assert before["articles.Article"] > 30
    assert counts() == before


def test_each_role_has_one_account_whose_password_was_printed(demo):
    printed = dict(re.findall(r"^  (\w+) +(\w+-\w+-\d\d) ", demo, re.MULTILINE))

    assert printed.keys() == {"reporter", "editor", "chief", "photo", "moderator"}
    users = User.objects.filter(username__in=printed)
    assert all(user.is_demo and user.is_staff and not user.is_superuser for user in users)
    assert {user.groups.get().name for user in users} == {
        "Reporter", "Editor", "Chief editor", "Photo editor", "Moderator",
    }  # fmt: skip
    assert all(user.check_password(printed[user.username]) for user in users)


def test_a_second_run_prints_new_passwords_that_work(demo):
    again = run_demo()

    old, new = (re.search(r"^  chief +(\S+)", out, re.MULTILINE)[1] for out in (demo, again))
    assert old != new
    chief = User.objects.get(username="chief")
    assert chief.check_password(new)
    assert not chief.check_password(old)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_says_that_it_is_a_demonstration(demo, client, language):
    words = SiteText.objects.get(language=language).about
    story = Edition.objects.live().filter(language=language).newest().first()
    front = "/" if language == "en" else f"/{language}/"

    for address in (
        front,
        story.get_absolute_url(),
        f"{front}search/",
        f"{front}corrections/",
        f"{front}no-such-page/",
    ):
        assert words in client.get(address).content.decode(), address


def test_every_live_story_can_be_read_with_its_photos_in_place(demo, client):
    stories = Edition.objects.live()
    assert len(stories) >= 30
    for story in stories:
        answer = client.get(story.get_absolute_url())
        assert answer.status_code == 200, story
        assert "{photo:" not in answer.content.decode(), story
        assert answer.content.decode().count("<figure") >= story.captions.count(), story


def test_the_readers_site_knows_nothing_of_what_the_desk_still_writes(demo, client):
    draft = Article.objects.filter(edition=None).exclude(headline="").first()
    front = client.get("/").content.decode()

    assert draft.headline
    assert draft.headline not in front
