"""The embargo of a story: whether it stands at a moment, and how it is told.

A hold is the same gate as an embargo, without an end. It is set and lifted by verbs of the desk.
"""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import zones
from articles.models import Article


def stands(article, moment):
    """Whether nothing of the story may be public at a moment."""
    if article.embargo == Article.Embargo.UNTIL:
        return moment < article.embargo_until
    return article.embargo == Article.Embargo.HOLD


def words(article, *, now=None):
    """Return what holds a story back, as one sentence with effect, moment and zone; empty where nothing does.

    An embargo whose moment has come is over: it holds nothing back and needs no lifting.
    """
    now = now or timezone.now()
    return sentence(article, now=now) if stands(article, now) else ""


def brief(article):
    """Return in three words what holds a story back, for lists and buttons; empty where nothing does."""
    if not stands(article, timezone.now()):
        return ""
    if article.embargo == Article.Embargo.HOLD:
        return _("on hold")
    return _("embargo until %s") % timezone.localtime(article.embargo_until).strftime("%d.%m. %H:%M")


def sentence(article, *, now):
    """Return what an embargo of the story says, whether or not its moment has come."""
    if article.embargo == Article.Embargo.HOLD:
        effect = _("On hold: nothing of it may be public until it is released.")
    else:
        effect = _("Under embargo: nothing of it may be public before %s.") % zones.described(
            article.embargo_until, settings.TIME_ZONE, now=now
        )
    return f"{effect} {article.embargo_reason}".strip()
