"""The public state of a story: derived from facts, worded once, for a queryset and for one article alike.

The desk stage (assigned, writing, submitted, approved) is a column; the public state never is.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, Edition, Revision, Schedule

LATE_AFTER = timedelta(seconds=60)

NEVER, LIVE, RETRACTED, WITHDRAWN = "never", "live", "retracted", "withdrawn"


@dataclass(frozen=True)
class PublicState:
    """What readers have of a story, and what the clock will change."""

    public: str  # never, live, retracted or withdrawn
    newer_draft: bool  # the working copy says something else than readers get
    scheduled_for: datetime | None  # the open publication's moment
    scheduled_revision: int | None  # and what it freezes, where the working copy has gone on since
    late: bool  # that moment is more than a minute past
    refused: bool  # the gate refused it; it waits for people
    withdrawal_for: datetime | None = None  # the open withdrawal's moment
    killed: bool = False  # readers never saw it, and it is in no list but that of the killed

    @property
    def words(self):
        """Return the state as editors read it: “live, update scheduled 18:00”."""
        if self.killed:
            return _("killed")
        words = self._words()
        if self.withdrawal_for:
            words = _("%(state)s, withdrawal %(when)s") % {"state": words, "when": _short(self.withdrawal_for)}
        return words

    def _words(self):
        base = {
            NEVER: _("never published"),
            LIVE: _("live"),
            RETRACTED: _("retracted"),
            WITHDRAWN: _("withdrawn"),
        }[self.public]
        when = self._when()
        if self.refused:
            return _("%(state)s, schedule of %(when)s refused") % {"state": base, "when": when}
        if self.late:
            return _("%(state)s, late since %(when)s") % {"state": base, "when": when}
        if when and self.public == NEVER:
            return _("scheduled %(when)s") % {"when": when}
        if when:
            return _("%(state)s, update scheduled %(when)s") % {"state": base, "when": when}
        return _("%(state)s, newer draft") % {"state": base} if self.newer_draft else base

    def _when(self):
        if not self.scheduled_for:
            return ""
        when = _short(self.scheduled_for)
        if self.scheduled_revision:
            return _("%(when)s (revision %(number)d, not the newest)") % {
                "when": when,
                "number": self.scheduled_revision,
            }
        return when


def _short(moment):
    """Return a moment in the desk's zone, the year only where it is another."""
    local = timezone.localtime(moment)
    return local.strftime("%d.%m. %H:%M" if local.year == timezone.localtime().year else "%d.%m.%Y %H:%M")


def with_state(articles):
    """Return a queryset of articles on which `of` needs no further query."""
    heads = Revision.objects.filter(article=OuterRef("pk")).order_by("-number")
    scheduled = Schedule.objects.publications().filter(article=OuterRef("pk"))
    withdrawal = Schedule.objects.withdrawals().filter(article=OuterRef("pk"))
    return articles.select_related("edition").annotate(
        head_id=Subquery(heads.values("pk")[:1]),
        head_number=Subquery(heads.values("number")[:1]),
        scheduled_for=Subquery(scheduled.values("moment")[:1]),
        scheduled_number=Subquery(scheduled.values("revision__number")[:1]),
        schedule_refused=Subquery(scheduled.values("refused")[:1]),
        withdrawal_for=Subquery(withdrawal.values("moment")[:1]),
    )


def of(article, now=None):
    """Return the PublicState of an article; three short queries unless it came through `with_state`."""
    if not is_known(article):
        article = _with_facts(article)
    edition = getattr(article, "edition", None)
    moment, now = article.scheduled_for, now or timezone.now()
    planned = [at for at in (moment, article.withdrawal_for) if at]
    return PublicState(
        public=public_of(edition),
        newer_draft=edition is not None and edition.revision_id != article.head_id,
        scheduled_for=moment,
        scheduled_revision=article.scheduled_number if article.scheduled_number != article.head_number else None,
        late=any(now - at > LATE_AFTER for at in planned),
        refused=bool(article.schedule_refused),
        withdrawal_for=article.withdrawal_for,
        killed=article.killed_at is not None,
    )


def is_known(article):
    """Return whether an article carries what `with_state` annotates."""
    return hasattr(article, "head_id")


def _with_facts(article):
    """Return a fresh stand-in of the article that carries what `with_state` would have annotated."""
    found = Article(pk=article.pk, killed_at=article.killed_at)
    heads = Revision.objects.filter(article=article).order_by("-number")
    found.head_id, found.head_number = heads.values_list("pk", "number").first() or (None, None)
    rows = Schedule.objects.open().filter(article=article).select_related("revision").defer("revision__document")
    planned = {row.action: row for row in rows}
    row, withdrawal = planned.get(Schedule.Action.PUBLISH), planned.get(Schedule.Action.WITHDRAW)
    found.scheduled_for, found.schedule_refused = (row.moment, row.refused) if row else (None, False)
    found.scheduled_number = row.revision.number if row else None
    found.withdrawal_for = withdrawal.moment if withdrawal else None
    if edition := Edition.objects.filter(pk=article.pk).first():
        found.edition = edition
    return found


def standing(article, head):
    """Return the PublicState of a locked article whose newest revision is known, the clock left out (1 query)."""
    edition = article.edition_or_none
    newer = edition is not None and edition.revision_id != head.pk
    return PublicState(
        public_of(edition), newer, scheduled_for=None, scheduled_revision=None, late=False, refused=False
    )


def public_of(edition):
    """Return never, live, retracted or withdrawn."""
    if edition is None:
        return NEVER
    if edition.withdrawn_at:
        return WITHDRAWN
    return RETRACTED if edition.retracted_at else LIVE
