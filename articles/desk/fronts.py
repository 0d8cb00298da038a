"""What stands on the fronts: one verb, which sets all places of a front at once."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import permissions
from articles.desk.common import NotAllowed, Refusal, log
from articles.models import Article, DeskLog, Placement, Section
from articles.people import known_as
from articles.press import keys
from newsroom import pages


@dataclass(frozen=True, order=True)
class Place:
    """One story's place on a front: its slot (0 is the lead), perhaps from one moment until another."""

    position: int
    article: int
    starts_at: datetime | None = None
    ends_at: datetime | None = None

    def meets(self, other):
        """Whether there is a moment that belongs to both."""
        begins = self.starts_at is None or other.ends_at is None or self.starts_at < other.ends_at
        return begins and (other.starts_at is None or self.ends_at is None or other.starts_at < self.ends_at)


class StaleFront(Refusal):
    """The front was set by somebody else since the person opened it."""

    def __init__(self, entry):
        who = known_as(entry.by) if entry else _("somebody")
        when = timezone.localtime(entry.at if entry else None).strftime("%H:%M")
        super().__init__(
            _("%(who)s set this front at %(when)s, after you opened it. Nothing of yours is lost.")
            % {"who": who, "when": when}
        )


def places(language, section):
    """Return what the desk has put on a front, in order: its Places."""
    rows = Placement.objects.of_front(language, section).order_by("position", "starts_at", "pk")
    return [Place(row.position, row.article_id, row.starts_at, row.ends_at) for row in rows]


def version(found):
    """Return a short text that is another one for every other front."""
    told = repr([(place.position, place.article, _iso(place.starts_at), _iso(place.ends_at)) for place in found])
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def last_set(language, section):
    """Return the log entry of who set a front last, or None."""
    entries = DeskLog.objects.filter(event="front.set", data__front=_name(language, section))
    return entries.select_related("by").first()


@transaction.atomic
def set_front(language, section, wanted, *, by, seen=None, at=None):
    """Put stories on a front (`section` None is the home) in place of all that the desk had put there; return Places.

    `seen` is the version that the person saw; raises StaleFront where another came since. A story may be placed before
    readers have it: it shows once it is live. Places whose time is over are left out.
    """
    if not permissions.may_set_front(by, section):
        raise NotAllowed(_("You may not set this front."))
    _lock(section)
    before, moment = places(language, section), timezone.now()
    if seen is not None and seen != version(before):
        raise StaleFront(last_set(language, section))
    wanted = sorted(
        (place for place in wanted if place.ends_at is None or place.ends_at > moment or place in before),
        key=lambda place: (place.position, _iso(place.starts_at)),
    )
    if reasons := _against(language, wanted):
        raise Refusal(*reasons)
    if wanted != before:
        Placement.objects.of_front(language, section).delete()
        Placement.objects.bulk_create(
            Placement(
                language=language,
                section=section,
                article_id=place.article,
                position=place.position,
                starts_at=place.starts_at,
                ends_at=place.ends_at,
            )
            for place in wanted
        )
        pages.purge(f"section:{section.pk}" if section else keys.front(language))
        told = [[place.position, place.article, _iso(place.starts_at), _iso(place.ends_at)] for place in wanted]
        log("front.set", None, None, by=by, at=at, data={"front": _name(language, section), "places": told})
    return wanted


def _lock(section):
    """Let of two who set one front at once the second wait; the home has no row of its own and locks all sections."""
    rows = Section.objects.filter(pk=section.pk) if section else Section.objects.all()
    list(rows.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))


def _against(language, wanted):
    """Return the sentences that stand against a front."""
    reasons = []
    stories = Article.objects.select_related("edition").in_bulk([place.article for place in wanted])
    for place in wanted:
        story = stories.get(place.article)
        if story is None:
            reasons.append(_("There is no story #%d.") % place.article)
            continue
        if reason := _against_story(language, story):
            reasons.append(reason % {"story": story})
        if not 0 <= place.position < settings.FRONT_SLOTS:
            reasons.append(
                _("A front has %(number)d places; “%(story)s” cannot stand at %(place)d.")
                % {"number": settings.FRONT_SLOTS, "story": story, "place": place.position + 1}
            )
        if place.starts_at and place.ends_at and place.ends_at <= place.starts_at:
            reasons.append(_("“%s” would end before it starts.") % story)
    for one, other in combinations(wanted, 2):
        if one.article == other.article and one.meets(other) and one.article in stories:
            reasons.append(_("“%s” would stand on this front twice at one time.") % stories[one.article])
        elif (
            one.position == other.position
            and one.starts_at == other.starts_at
            and {
                one.article,
                other.article,
            }
            <= stories.keys()
        ):
            reasons.append(
                _("“%(one)s” and “%(other)s” have the same place from the same moment on.")
                % {"one": stories[one.article], "other": stories[other.article]}
            )
    return list(dict.fromkeys(reasons))


def _against_story(language, story):
    edition = story.edition_or_none
    if story.language != language:
        return _("“%(story)s” is in another language.")
    if story.killed_at:
        return _("“%(story)s” was killed.")
    if edition and edition.withdrawn_at:
        return _("“%(story)s” was withdrawn.")
    if edition and edition.retracted_at:
        return _("“%(story)s” was retracted; fronts show no retracted story.")
    return ""


def _name(language, section):
    return f"{language}:{section.slug if section else ''}"


def _iso(moment):
    return moment.isoformat() if moment else ""
