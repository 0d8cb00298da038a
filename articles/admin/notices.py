"""What a person of the desk was told: the page of notices, the bell's number, and what they want to be told of."""

from django import forms
from django.db.models import Prefetch
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from articles import protection
from articles.admin.lists import moment
from articles.desk import notices
from articles.models import Article, Notice

ROWS = 50
MOST = 99  # beyond this the bell says 99+


def addresses(site):
    """Return the addresses of the notices, for the desk's site."""

    def page(route, view, name):
        def of_site(request, **kwargs):
            return view(request, site, **kwargs)

        return path(f"notices/{route}", site.admin_view(of_site), name=name)

    return [
        page("", listed, "notices"),
        page("read/", mark, "notices_read"),
        page("choices/", choices, "notice_choices"),
        page("<int:number>/", lead_on, "notice"),
    ]


def unread(user):
    """Return the bell's number as it is shown: nothing, 1 to 99, or 99+. One query, whatever waits."""
    if not user.is_authenticated:
        return ""
    number = Notice.objects.filter(user=user).unread()[: MOST + 1].count()
    return f"{MOST}+" if number > MOST else str(number or "")


def _named(article):
    """Return a story's name in quotation marks that keep their places around an Arabic headline too."""
    return _("“%s”") % f"\u2068{article}\u2069" if article else ""


@require_safe
def listed(request, site):
    """List a person's notices, newest first, from `before` on."""
    before = request.GET.get("before", "")
    found = Notice.objects.filter(user=request.user).select_related("by", "user").order_by("-pk")
    stories = Article.objects.only("headline", "brief")
    if before:
        if not before.isdecimal() or len(before) > 18:
            raise Http404
        found = found.filter(pk__lt=int(before))
    rows = list(found.prefetch_related(Prefetch("article", queryset=stories))[: ROWS + 1])
    protection.remember([notice.article for notice in rows])
    context = site.each_context(request) | {
        "title": _("Notices"),
        "rows": [
            (notice, notices.sentence(notice, _named(notice.article)), moment(notice.at)) for notice in rows[:ROWS]
        ],
        "before": before,
        "older": rows[ROWS - 1].pk if len(rows) > ROWS else None,
    }
    return TemplateResponse(request, "admin/notices/notices.html", context)


@require_safe
def lead_on(request, site, number):
    """Lead to what a notice speaks of. It is read then; that is all a visit changes."""
    notice = Notice.objects.filter(user=request.user, pk=_kept(number)).first()
    if notice is None:
        raise Http404
    notices.read(request.user, notice.pk)
    if notice.article_id is None:
        return HttpResponseRedirect(reverse("admin:index"))
    story = reverse("admin:articles_article_change", args=[notice.article_id])
    return HttpResponseRedirect(f"{story}#note-{notice.note_id}" if notice.note_id else story)


@require_POST
def mark(request, site):
    """Mark one notice as read, or all."""
    number = request.POST.get("number", "")
    if number and (not number.isdecimal() or len(number) > 18):
        raise Http404
    notices.read(request.user, int(number) if number else None)
    return HttpResponseRedirect(reverse("admin:notices"))


def _kept(number):
    """Return a number that a column can hold; a larger one is nobody's."""
    return number if number < 2**63 else 0


class ChoicesForm(forms.Form):
    """How a person wants to be told, a row for each kind of notice."""

    WAYS = (
        (notices.BOTH, gettext_lazy("here and by e-mail")),
        (notices.ADMIN, gettext_lazy("here only")),
        (notices.OFF, gettext_lazy("not at all")),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        for kind, label in notices.KINDS.items():
            self.fields[kind] = forms.ChoiceField(
                label=label, choices=self.WAYS, initial=notices.chosen(user, kind), widget=forms.RadioSelect
            )


def choices(request, site):
    """Show and keep how a person wants to be told."""
    form = ChoicesForm(request.POST if request.method == "POST" else None, user=request.user)
    saved = form.is_valid()
    if saved:
        notices.choose(request.user, form.cleaned_data)
    context = site.each_context(request) | {"title": _("My notices"), "form": form, "saved": saved}
    return TemplateResponse(request, "admin/notices/choices.html", context)
