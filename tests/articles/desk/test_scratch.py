"""Unsaved text: one row a person and story, no state, no revision, nobody else's."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from articles.desk import scratch
from articles.models import DeskLog, Scratch
from tests import cast

pytestmark = pytest.mark.django_db

FORM, OTHER_FORM = "a" * 32, "b" * 32


@pytest.fixture
def rojin():
    return cast.reporter()


def test_what_was_typed_is_kept_once_a_person_and_story(rojin):
    article, now = cast.make_article(), timezone.now()
    assert scratch.keep(article, {"headline": "One"}, by=rojin, form=FORM, base=1, at=now)
    assert scratch.keep(article, {"headline": "Two"}, by=rojin, form=FORM, base=1, at=now + timedelta(seconds=20))

    row = Scratch.objects.get()
    assert (row.fields, row.base, article.revisions.count()) == ({"headline": "Two"}, 1, 1)


def test_it_is_written_every_20_seconds_at_most(rojin):
    article, now = cast.make_article(), timezone.now()
    scratch.keep(article, {"headline": "One"}, by=rojin, form=FORM, at=now)
    assert not scratch.keep(article, {"headline": "Two"}, by=rojin, form=FORM, at=now + timedelta(seconds=19))
    assert Scratch.objects.get().fields == {"headline": "One"}


def test_words_waiting_from_another_form_are_never_written_over(rojin):
    article, now = cast.make_article(), timezone.now()
    scratch.keep(article, {"headline": "Before the crash"}, by=rojin, form=FORM, at=now)
    later = now + timedelta(hours=1)
    assert not scratch.keep(article, {"headline": "After it"}, by=rojin, form=OTHER_FORM, at=later)
    assert Scratch.objects.get().fields == {"headline": "Before the crash"}


def test_each_new_story_has_its_own_up_to_a_number(rojin):
    for number in range(scratch.NEW_STORIES):
        assert scratch.keep(None, {"headline": "New"}, by=rojin, form=f"{number:032x}")
    assert not scratch.keep(None, {"headline": "One too many"}, by=rojin, form=FORM)
    assert scratch.waiting(rojin, None).count() == scratch.NEW_STORIES


def test_only_the_story_s_own_fields_are_kept_and_never_a_state(rojin):
    typed = {
        "headline": "Bridge\x00 opens\ud800",
        "tags": "bridges",
        "change_note": "A figure was wrong.",
        "lead-0-caption": "A bridge.",
        "captions-TOTAL_FORMS": "1",
    }
    not_kept = {
        "stage": "approved",
        "_verb": "publish",
        "csrfmiddlewaretoken": "x",
        "assignee": "3",
        "published_at": "2026-01-01",
        "lead-0-caption-x" * 9: "",
        "slug": ["a list"],
    }
    scratch.keep(cast.make_article(), typed | not_kept, by=rojin, form=FORM)
    assert Scratch.objects.get().fields == typed | {"headline": "Bridge opens"}


def test_another_s_text_opens_to_who_may_and_each_opening_is_logged(rojin):
    article = cast.make_article()
    scratch.keep(article, {"headline": "One"}, by=rojin, form=FORM)
    row = Scratch.objects.get()
    with pytest.raises(PermissionDenied):
        scratch.opened(row, by=cast.editor())
    assert not scratch.of_others(cast.editor(), article).exists()

    hevi = cast.make_user("hevi-who-may", *cast.CHIEF, "open_scratch")
    assert scratch.of_others(hevi, article).get() == row
    assert scratch.opened(row, by=hevi).fields == {"headline": "One"}
    logged = DeskLog.objects.get(event="scratch.opened")
    assert (logged.by, logged.article, logged.data) == (hevi, article, {"of": rojin.pk})


def test_opening_one_s_own_is_no_event(rojin):
    scratch.keep(cast.make_article(), {"headline": "One"}, by=rojin, form=FORM)
    scratch.opened(Scratch.objects.get(), by=rojin)
    assert not DeskLog.objects.filter(event="scratch.opened").exists()


def test_nobody_discards_another_s_text(rojin):
    scratch.keep(cast.make_article(), {"headline": "One"}, by=rojin, form=FORM)
    with pytest.raises(PermissionDenied):
        scratch.discard(Scratch.objects.get(), by=cast.chief())
    scratch.discard(Scratch.objects.get(), by=rojin)
    assert not Scratch.objects.exists()


def test_it_is_pruned_after_14_days(rojin):
    now = timezone.now()
    scratch.keep(cast.make_article(), {"headline": "Old"}, by=rojin, form=FORM, at=now - timedelta(days=14, hours=1))
    scratch.keep(cast.make_article(), {"headline": "New"}, by=rojin, form=FORM, at=now - timedelta(days=13))
    assert scratch.prune(now) == 1
    assert Scratch.objects.get().fields == {"headline": "New"}
