"""Who is at a story: told by the pulse of each open form, shown on the form and in lists. It never locks."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from articles import protection
from articles.models import Presence

GONE_AFTER = timedelta(seconds=60)
FORGOTTEN_AFTER = timedelta(hours=1)


@dataclass(frozen=True)
class Here:
    """One person at a story, in however many tabs."""

    user_id: int
    name: str
    unsaved: bool

    @property
    def sentence(self):
        words = _("%s is editing (unsaved changes)") if self.unsaved else _("%s is editing")
        return words % self.name


def seen(article, *, by, tab, unsaved, at=None):
    """Note that a person has the story open in a tab, and whether it holds words that are not saved."""
    now = at or timezone.now()
    mine = Presence.objects.filter(article=article, user=by, tab=tab)
    if not mine.update(unsaved=unsaved, at=now):
        new = Presence(article=article, user=by, tab=tab, unsaved=unsaved, at=now)
        Presence.objects.bulk_create([new], ignore_conflicts=True)  # two pulses of one tab may cross


def left(article, *, by, tab):
    """Note that a person closed the story in a tab."""
    Presence.objects.filter(article=article, user=by, tab=tab).delete()


def here(article_ids, *, besides=None, now=None):
    """Return {number of a story: [Here, …]} of who is at these stories now, by name; `besides` one person (1 query)."""
    since = (now or timezone.now()) - GONE_AFTER
    rows = Presence.objects.filter(article__in=list(article_ids), at__gt=since).select_related("user")
    if besides is not None:
        rows = rows.exclude(user=besides)
    people, names = defaultdict(dict), {}
    for row in rows.annotate(is_hidden=protection.hidden_here("article", "user")):
        names[row.article_id, row.user_id] = str(protection.PROTECTED if row.is_hidden else row.user)
        unsaved = row.unsaved or people[row.article_id].get(row.user, False)
        people[row.article_id][row.user] = unsaved
    return {
        article: sorted(
            (Here(user.pk, names[article, user.pk], unsaved) for user, unsaved in users.items()),
            key=lambda person: person.name,
        )
        for article, users in people.items()
    }


def shown_names(pairs):
    """Return {(number of a story, number of a user): name} for pairs (number of a story, user).

    Offers of unsaved text take names from here: where a story protects a name, it is not said (1 query).
    """
    named = {(article, user.pk): str(user) for article, user in pairs}
    hidden = protection.pairs(article for article, _user in named) if named else ()
    return {pair: str(protection.PROTECTED) if pair in hidden else name for pair, name in named.items()}


def forget(now=None):
    """Delete the traces of who is long gone; return how many. A sweep."""
    return Presence.objects.filter(at__lt=(now or timezone.now()) - FORGOTTEN_AFTER).delete()[0]
