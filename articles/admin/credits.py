"""The credit line as it is offered: who worked on a story by the log, as rows to take. Nothing is filled silently."""

from dataclasses import dataclass

from django import forms
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.models import Approval, Byline, ProtectedByline, Revision
from authors.models import Author


@dataclass(frozen=True)
class Offer:
    """One row that the logged work suggests, with the reason."""

    author: Author
    role: str
    why: str

    @property
    def value(self):
        return f"{self.author.pk}:{self.role}"

    @property
    def words(self):
        return _("%(role)s %(name)s (%(why)s)") % {
            "role": Byline.Role(self.role).label.capitalize(),
            "name": self.author.name,
            "why": self.why,
        }


def offered(article):
    """Return the rows that a story's log suggests and its bylines lack (1 query).

    Whoever saved its first words or was assigned to it reported; whoever else saved it, or approved it, edited. A save
    without headline and text is only a plan: making a stub is no work on the story. Nobody is suggested whose name the
    story protects.
    """
    if not article.pk:
        return []
    empty = {"document__story__headline": "", "document__story__body": ""}
    saves = Revision.objects.filter(article=article).exclude(**empty)
    approvals = Approval.objects.filter(article=article)
    own_saves = saves.filter(by=OuterRef("user")).order_by().values("by").annotate(number=Count("pk")).values("number")
    workers = (
        Author.objects.active()
        .filter(Q(user__in=saves.values("by")) | Q(user__in=approvals.values("by")))
        .exclude(pk__in=Byline.objects.filter(article=article).values("author"))
        .exclude(pk__in=ProtectedByline.objects.filter(article=article, lifted_at=None).values("author"))
        .annotate(saves=Subquery(own_saves), approved=Exists(approvals.filter(by=OuterRef("user"))))
        .annotate(began_with=Subquery(saves.order_by("number").values("by")[:1]))
    )
    return [_offer(author, article) for author in workers.order_by("name")]


def _offer(author, article):
    why = [ngettext("%d save", "%d saves", author.saves) % author.saves] if author.saves else []
    if author.approved:
        why.append(_("approved it"))
    reported = author.user_id in (author.began_with, article.assignee_id) and not author.approved
    return Offer(author, Byline.Role.REPORTING if reported else Byline.Role.EDITING, ", ".join(why))


class CreditsField(forms.MultipleChoiceField):
    """The offers somebody took. One that is offered no more, since it stands there already, is no mistake."""

    def __init__(self, **kwargs):
        options = {"required": False, "widget": forms.CheckboxSelectMultiple}
        super().__init__(**({"label": gettext_lazy("Offered from logged work")} | options | kwargs))

    def to_python(self, value):
        known = {key for key, _words in self.choices}
        return [chosen for chosen in super().to_python(value) if chosen in known]


def take(article, values):
    """Add the rows that were taken, behind those that are there."""
    last = max((row.order for row in article.bylines.all()), default=-1)
    for order, value in enumerate(values, start=last + 1):
        author, role = value.split(":")
        Byline.objects.create(article=article, author_id=int(author), role=role, order=order)
