"""Who uses a photo? The app `photos` imports no other; those that show photos register a provider here.

    class ArticleUses(uses.Provider): ...
    uses.register("articles", ArticleUses())          # in AppConfig.ready

Which photos are used, and which the public may see, are answered as querysets of photo numbers, so that one query
joins the answers of all providers.
"""

from dataclasses import dataclass, field

from django.db.models import Q


@dataclass(frozen=True)
class Use:
    """One use of a photo."""

    photo_id: int
    title: str  # of the story or person
    role: str  # lead, in the text, portrait …
    state: str  # in words, as the desk says it: live, draft, scheduled …
    is_public: bool  # readers see it now
    url: str = ""  # in the admin
    own_words: bool = False  # its caption, alt or credit differ from the photo's
    own_credit: bool = False
    focal_points: tuple[tuple[float, float], ...] = ()  # its own, of the working copy and of what readers have


@dataclass
class Applied:
    """Where a photo's caption and alt reached readers, and where a use keeps words of its own: titles."""

    changed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


class Provider:
    """What an app that shows photos answers."""

    def used(self):
        """Return a queryset of one column: the numbers of photos in use, public or not."""
        raise NotImplementedError

    def public(self):
        """Return a queryset of one column: the numbers of photos that something public shows now."""
        raise NotImplementedError

    def uses(self, photo_ids):
        """Return the Uses of these photos, in a fixed number of queries."""
        raise NotImplementedError

    def changed(self, photo, what, *, by):
        """Take note, inside the verb's transaction, that a fact of the photo changed for readers.

        `what` is "credit", "withdrawn", "reinstated", "replaced", "protected" or "rights": log it in each live story,
        drop its stored pages.
        """
        raise NotImplementedError

    def apply_words(self, photo, *, kind, note, by):
        """Give readers the photo's caption and alt wherever they follow it; return Applied. Inside the verb's

        transaction. Refuses with ValueError, whose text is a sentence, a kind or note that will not do.
        """
        return Applied()

    def hide_creator(self, photo, is_named, *, by):
        """Let no credit of a use name the creator any longer; return sentences about words that still do.

        `is_named` tells whether a text names them. Inside the verb's transaction; the photo has its new credit.
        """
        return []


_providers: dict[str, Provider] = {}


def register(name, provider):
    """Have an app answer for its uses. A name registers once."""
    _providers[name] = provider


def providers():
    """Return all providers, by name."""
    return [_providers[name] for name in sorted(_providers)]


def _any(querysets):
    condition = Q(pk__in=[])
    for queryset in querysets:
        condition |= Q(pk__in=queryset)
    return condition


def is_used():
    """Return the condition on Photo: something uses it."""
    return _any(provider.used() for provider in providers())


def is_public():
    """Return the condition on Photo: something public shows it now. Rights and withdrawal are not looked at."""
    return _any(provider.public() for provider in providers())


def of(photos):
    """Return {photo number: [Use, …]} for these photos, public uses first."""
    found = {photo.pk: [] for photo in photos}
    for provider in providers() if found else []:
        for use in provider.uses(list(found)):
            found[use.photo_id].append(use)
    for uses in found.values():
        uses.sort(key=lambda use: not use.is_public)
    return found


def tell(photo, what, *, by):
    """Tell every provider that a fact of the photo changed. Called by verbs, inside their transaction."""
    for provider in providers():
        provider.changed(photo, what, by=by)
