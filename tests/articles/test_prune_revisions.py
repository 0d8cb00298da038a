"""Old plain saves go; whatever an event refers to stays."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from articles import desk
from articles.models import Article, DeskLog, Revision
from tests import cast

pytestmark = pytest.mark.django_db

LONG_AGO = timezone.now() - timedelta(days=200)


def saved(number, *, at=LONG_AGO):
    """Return a story that was saved so often."""
    article = cast.make_article(at=at)
    for save in range(2, number + 1):
        cast.edit(article, standfirst=f"Save {save}")
    Revision.objects.filter(article=article).update(at=at)
    return article


def numbers(article):
    return sorted(article.revisions.values_list("number", flat=True))


def test_without_being_told_really_it_only_counts(capsys):
    article = saved(5)
    call_command("prune_revisions")
    assert "3 plain saves over 180 days old would go. Nothing was removed." in capsys.readouterr().out
    assert numbers(article) == [1, 2, 3, 4, 5]


def test_plain_saves_go_and_the_first_and_newest_stay(capsys):
    article = saved(5)
    call_command("prune_revisions", "--really")
    assert numbers(article) == [1, 5]
    assert DeskLog.objects.get(event="story.pruned").data == {"saves": 3}
    assert "3 plain saves over 180 days old were removed." in capsys.readouterr().out


def test_what_is_younger_stays():
    article = saved(4, at=timezone.now() - timedelta(days=179))
    call_command("prune_revisions", "--really")
    assert numbers(article) == [1, 2, 3, 4]


@pytest.mark.parametrize("event", ["submit", "publish", "restore"])
def test_what_an_event_refers_to_stays(event):
    article = saved(3)
    if event == "restore":
        desk.restore(article, article.revisions.get(number=1), by=cast.editor())  # becomes 4, and 4 is referred to
    else:
        getattr(desk, event)(article, by=cast.editor() if event == "publish" else cast.reporter())
    for save in range(2):
        cast.edit(article, standfirst=f"Later {save}", by=cast.editor())
    Revision.objects.update(at=LONG_AGO)
    call_command("prune_revisions", "--really")
    kept = {"submit": [1, 3, 5], "publish": [1, 3, 5], "restore": [1, 4, 6]}[event]
    assert numbers(article) == kept
    assert Article.objects.get().headline
