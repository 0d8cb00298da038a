"""What happened to a story: its events in order, any two revisions compared, an old one brought back."""

from dataclasses import dataclass, field
from itertools import groupby

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import compare, diff, documents, permissions, protection
from articles.admin.standing import vouched
from articles.models import DeskLog, Publication, Revision
from articles.people import known_as

KEPT = 1  # unchanged paragraphs shown beside a changed one

EVENTS = {
    "story.assigned": gettext_lazy("assigned"),
    "story.planned": gettext_lazy("plan changed"),
    "story.submitted": gettext_lazy("submitted"),
    "story.recalled": gettext_lazy("recalled"),
    "story.sent_back": gettext_lazy("sent back"),
    "story.approved": gettext_lazy("approved"),
    "story.approval_dropped": gettext_lazy("approval dropped by an edit"),
    "story.scheduled": gettext_lazy("scheduled"),
    "story.unscheduled": gettext_lazy("schedule cancelled"),
    "story.withdrawal_scheduled": gettext_lazy("withdrawal scheduled"),
    "story.withdrawal_unscheduled": gettext_lazy("withdrawal cancelled"),
    "story.restored": gettext_lazy("restored"),
    "story.cleared": gettext_lazy("cleared for law"),
    "story.clearance_dropped": gettext_lazy("clearance for law dropped by an edit"),
    "story.embargoed": gettext_lazy("put under embargo"),
    "story.embargo_released": gettext_lazy("embargo released"),
    "story.live_options": gettext_lazy("live options set"),
    "story.killed": gettext_lazy("killed"),
    "story.revived": gettext_lazy("revived"),
    "schedule.refused": gettext_lazy("schedule refused"),
    "schedule.failed": gettext_lazy("schedule failed, to be tried again"),
    "desk.forbidden": gettext_lazy("tried without the right to"),
    "share.made": gettext_lazy("share link made"),
    "share.revoked": gettext_lazy("share link revoked"),
    "four_eyes.overridden": gettext_lazy("four-eyes overridden"),
    "story.moved": gettext_lazy("moved to another address"),
    "byline.protected": gettext_lazy("byline protected"),
    "byline.opened": gettext_lazy("protected byline opened"),
    "byline.lifted": gettext_lazy("protection of the byline lifted"),
}


@dataclass
class Entry:
    """One line of the history: an event, or the saves of one person that nothing came between."""

    at: object
    by: object
    label: str
    number: int | None = None
    note: str = ""
    saves: list = field(default_factory=list)
    event: str = ""  # empty for saves
    is_marked: bool = False  # whether one of its saves is marked to be compared

    @property
    def since(self):
        """Return the first of several saves' moment."""
        return self.saves[-1].at


def entries(article, *, newest=None):
    """Return the history of a story, newest first, plain saves folded (3 queries).

    `newest` is how many rows of each kind are looked at; all of them where it is None.
    """
    revisions = Revision.objects.filter(article=article).defer("document").select_related("by")
    # What colleagues say to each other stands beside the form, not between what happened to the story.
    events = DeskLog.objects.filter(article=article).exclude(event__startswith="note.")
    events = events.select_related("by", "revision").defer("revision__document")
    publications = Publication.objects.filter(edition_id=article.pk).select_related("by", "revision")
    publications = publications.defer("words", "revision__document")
    found = [(row.at, 0, row.number, row) for row in revisions[:newest]]
    found += [(row.at, 1, row.pk, _logged(row, article)) for row in events[:newest]]
    found += [(row.at, 2, row.pk, _published(row, article)) for row in publications[:newest]]
    ordered = [row for *_order, row in sorted(found, key=lambda item: item[:3], reverse=True)]
    result = []
    for _saver, group in groupby(ordered, key=lambda row: (row.by_id,) if isinstance(row, Revision) else None):
        rows = list(group)
        if not isinstance(rows[0], Revision):
            result += rows
        else:
            result.append(Entry(rows[0].at, _who(rows[0], article), _("saved"), rows[0].number, saves=rows))
    return result


def _who(row, article):
    return known_as(row.by, article) if row.by else ""


def _logged(row, article):
    note = row.data.get("reason") or " ".join(row.data.get("reasons", []))
    if row.event == "story.restored":
        note = _("from revision %d") % row.data["from"]
    if row.event == "story.moved":
        note = f"{row.data['from']} → {row.data['to']}"
    return Entry(
        row.at,
        _who(row, article),
        str(EVENTS.get(row.event, row.event)),
        row.revision and row.revision.number,
        protection.masked(note, article, row.at),
        event=row.event,
    )


def _published(row, article):
    label = _("withdrawn") if row.kind == Publication.Kind.WITHDRAWAL else _("published: %s") % row.get_kind_display()
    if row.by_clock and row.late_by:
        label += " " + _("%d min late, by the clock, for") % (row.late_by.total_seconds() // 60)
    elif row.by_clock:
        label += " " + _("by the clock, for")  # the name that follows is of who told it to
    note = " – ".join(part for part in (row.note, row.override_reason) if part)
    return Entry(row.at, _who(row, article), label, row.revision.number, note, event=f"published.{row.kind}")


def sent_back(found):
    """Return the Entry by which a story was sent back, if nothing but plans and share links came after it."""
    steps = (entry for entry in found if entry.event.startswith(("story.", "published.")))
    last = next((entry for entry in steps if entry.event not in ("story.assigned", "story.planned")), None)
    return last if last and last.event == "story.sent_back" else None


def marked(found, published):
    """Return the numbers of the two revisions to compare first: what readers have, else the last but one; the newest.

    Marks the entries that hold them.
    """
    numbers = [save.number for entry in found for save in entry.saves]
    older = published if published in numbers and published != numbers[0] else (numbers + numbers[:1])[1]
    for entry in found:
        entry.is_marked = any(save.number in (older, numbers[0]) for save in entry.saves)
    return older, numbers[0]


@dataclass(frozen=True)
class Fold:
    """Paragraphs that did not change, left out of what is shown."""

    count: int
    op: str = "fold"


def folded(changes):
    """Return (label, blocks) of each change, long runs of unchanged paragraphs made one Fold."""
    return [(change.label, _fold(change.blocks)) for change in changes]


def _fold(blocks):
    shown = []
    for same, group in groupby(blocks, key=lambda block: block.op == diff.SAME):
        run = list(group)
        if not same or len(run) <= 2 * KEPT + 1 or len(run) == len(blocks):
            shown += run
            continue
        shown += [*run[:KEPT], Fold(len(run) - 2 * KEPT), *run[-KEPT:]]
    return shown


class HistoryMixin:
    """The history pages, for the story's ModelAdmin."""

    def history_view(self, request, object_id, extra_context=None):
        article = self._readable(request, object_id)
        head = documents.head(article)
        edition = getattr(article, "edition", None)
        published = edition.revision if edition else None
        found = entries(article)
        context = self.admin_site.each_context(request) | {
            "opts": self.opts,
            "original": article,
            "title": _("History: %s") % article,
            "entries": found,
            "head": head,
            "marks": marked(found, published and published.number) if head else (),
            "published": published,
            "vouched": vouched(article, request.user, head) if head else None,
            "may_restore": permissions.may_change(request.user, article),
        }
        return TemplateResponse(request, "admin/articles/article/history.html", context)

    def compare_view(self, request, object_id):
        """Show what differs between two revisions, `old` and `new`, by paragraph and word."""
        article = self._readable(request, object_id)
        numbers = [request.GET.get(name, "") for name in ("old", "new")]
        if not all(number.isdecimal() and len(number) < 10 for number in numbers):
            raise Http404
        found = Revision.objects.filter(article=article, number__in=numbers).select_related("by")
        by_number = {str(revision.number): revision for revision in found}
        if not all(number in by_number for number in numbers):
            raise Http404
        old, new = sorted((by_number[number] for number in numbers), key=lambda revision: revision.number)
        changes = folded(compare.compare(documents.shown(old), documents.shown(new)))
        context = self.admin_site.each_context(request) | {
            "opts": self.opts,
            "original": article,
            "title": _("Compare: %s") % article,
            "old": old,
            "new": new,
            "old_by": _who(old, article),
            "new_by": _who(new, article),
            "changes": changes,
        }
        return TemplateResponse(request, "admin/articles/article/compare.html", context)

    def _readable(self, request, object_id):
        article = self.get_object(request, object_id)
        if article is None:
            raise Http404
        if not self.has_view_permission(request, article):
            raise PermissionDenied
        return article
