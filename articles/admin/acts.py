"""The verb buttons: which act at once, which ask first, and the one page that asks.

Whether a verb is offered, and what it will do, comes from articles/transitions; whether it is done, from the verb.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import checklist, compare, desk, documents, permissions, render, transitions, zones
from articles.admin import ways
from articles.admin.history import folded
from articles.admin.lists import badges
from articles.models import Article, Revision

# Where on the form the parts stand that are no single field.
PLACES = {"bylines": "bylines-group", "captions": "lead-group", "notes": "notes"}

# The inputs of the asking pages -------------------------------------------------------------------------------


class AskForm(forms.Form):
    """What every asking page carries: the revision it speaks of, and a chief editor's reason where one is needed."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    override = forms.CharField(
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        label=gettext_lazy("Your reason to vouch for your own work"),
        help_text=gettext_lazy("Kept in the desk log; every chief editor sees it."),
    )

    buttons = ()  # fields that only buttons send
    offers = ()

    def __init__(self, *args, article, user, **kwargs):
        super().__init__(*args, **kwargs)
        if not _needs_override(article, user):
            del self.fields["override"]

    @property
    def given(self):
        """Return what was typed, by the names of the verb's own arguments."""
        return {name: value for name, value in self.cleaned_data.items() if name != "revision"}


def _needs_override(article, user):
    may = user.has_perm("articles.override_four_eyes")
    return may and article.change_kind != Article.ChangeKind.TYPO and not transitions.four_eyes_pass(article, user)


class ScheduleForm(AskForm):
    wall_time = forms.CharField(
        label=gettext_lazy("Goes out at"), max_length=20, widget=forms.DateTimeInput(attrs={"type": "datetime-local"})
    )
    # Which of a doubled hour: sent by one of the buttons of `offers`, never typed.
    fold = forms.TypedChoiceField(choices=[(0, 0), (1, 1)], required=False, coerce=int, empty_value=None)
    buttons = ("fold",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        now = timezone.localtime()
        self.fields["wall_time"].help_text = _("In %(zone)s (%(offset)s), where it is now %(now)s.") % {
            "zone": settings.TIME_ZONE,
            "offset": zones.offset(now),
            "now": now.strftime(zones.FORMAT),
        }

    def has_passed(self):
        """Return whether the typed time is a real one that is too late for a schedule."""
        try:
            return (
                zones.resolve(self.data.get("wall_time", ""), settings.TIME_ZONE)
                < timezone.now() + desk.schedules.SCHEDULE_LEAST
            )
        except zones.WallTimeError:
            return False

    @property
    def offers(self):
        """Return (field, value, words) of the real moments beside a time that is none, or is two, for a button each."""
        typed = self.data.get("wall_time", "") if self.is_bound else ""
        try:
            zones.resolve(typed, settings.TIME_ZONE)
        except zones.WallTimeError as error:
            doubled = len({fold for _time, fold, _offset in error.offers}) > 1
            return [
                ("fold" if doubled else "wall_time", fold if doubled else time, f"{time} ({offset})")
                for time, fold, offset in error.offers
            ]
        return []


class _ReasonForm(AskForm):
    reason = forms.CharField(max_length=1000, strip=True, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("override", None)


class WithdrawForm(_ReasonForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("Notice to readers")
        self.fields["reason"].help_text = _("Stands in the place of the story.")


class SendBackForm(_ReasonForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("What is missing")
        self.fields["reason"].help_text = _("The writer reads it; readers do not.")


class RestoreForm(AskForm):
    number = forms.IntegerField(widget=forms.HiddenInput)


# The acts -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Act:
    """One verb as the admin performs it. `form` is None where pressing the button is enough."""

    name: str
    perform: Callable
    done: str
    not_done: str
    form: type | None = None
    bound: bool = True  # whether the verb wants the revision the person saw
    shows_change: bool = False  # whether the asking page shows what readers will see change

    def asks(self, article, user):
        """Return the form of the page that asks before the verb, or None where pressing the button is enough."""
        if self.form is None and transitions.VERBS[self.name].four_eyes and _needs_override(article, user):
            return AskForm
        return self.form


def _restore(article, *, by, revision, number):
    """Restore, and return the report of what could not come back."""
    old = get_object_or_404(Revision, article=article, number=number)
    return [_("Restored revision %d.") % number, *desk.restore(article, old, by=by, base=revision)]


ACTS = {
    act.name: act
    for act in (
        Act("submit", desk.submit, gettext_lazy("Submitted."), gettext_lazy("Not submitted:"), bound=False),
        Act("recall", desk.recall, gettext_lazy("Back in writing."), gettext_lazy("Not recalled:"), bound=False),
        Act("approve", desk.approve, gettext_lazy("Approved."), gettext_lazy("Not approved:")),
        Act(
            "send_back", desk.send_back, gettext_lazy("Sent back."), gettext_lazy("Not sent back:"), SendBackForm, False
        ),
        Act(
            "publish",
            desk.publish,
            gettext_lazy("Published. Readers have it now."),
            gettext_lazy("Not published:"),
            AskForm,
            shows_change=True,
        ),
        Act(
            "schedule",
            desk.schedule,
            gettext_lazy("Scheduled."),
            gettext_lazy("Not scheduled:"),
            ScheduleForm,
            shows_change=True,
        ),
        Act(
            "unschedule",
            desk.unschedule,
            gettext_lazy("The schedule is cancelled."),
            gettext_lazy("Not cancelled:"),
            bound=False,
        ),
        Act(
            "withdraw",
            desk.withdraw,
            gettext_lazy("Withdrawn. Readers get the notice."),
            gettext_lazy("Not withdrawn:"),
            WithdrawForm,
            False,
        ),
        Act("restore", _restore, gettext_lazy("Restored."), gettext_lazy("Not restored:"), RestoreForm),
    )
}


def perform(act, article, *, by, revision, given=None):
    """Do an act and return the sentences to show. Raises desk.Refusal; desk.NotAllowed the web answers with 403."""
    arguments = dict(given or {})
    if act.bound:
        arguments["revision"] = revision
    report = act.perform(article, by=by, **arguments)
    if isinstance(report, list):
        return report
    address = public_address(report.edition) if act.name == "publish" else ""
    return [str(act.done), *([format_html('<a href="{0}">{0}</a>', address)] if address else [])]


def public_address(edition):
    """Return the full address at which readers have a story; empty where they do not."""
    return render.absolute(edition.get_absolute_url()) if edition and edition.is_live else ""


def refused(act, refusal):
    """Return a verb's no as one message."""
    return " ".join([str(act.not_done), *refusal.reasons])


def _is_number(text):
    """Whether the text can be a revision's number; Python refuses to read thousands of digits."""
    return text.isdecimal() and len(text) < 10


class ActsMixin:
    """The addresses of the verbs, for the story's ModelAdmin."""

    def act_view(self, request, object_id, name):
        """Ask before a verb, or perform it. A GET never changes anything."""
        act = ACTS.get(name)
        article = self.get_object(request, object_id)
        if act is None or article is None:
            raise Http404
        if not permissions.may(request.user, transitions.VERBS[name].permission, article):
            raise PermissionDenied
        form_class = act.asks(article, request.user)
        if form_class is None and request.method != "POST":
            form_class = AskForm  # opened by key: the page says what the button on it will do
        if form_class is None:
            return self._act_at_once(request, act, article)
        head = documents.head(article)
        data = request.POST if request.method == "POST" else None
        initial = {"revision": head.number if head else None, "number": request.GET.get("number")}
        form = form_class(data, initial=initial, article=article, user=request.user)
        if data is not None and form.is_valid():
            try:
                sentences = perform(
                    act, article, by=request.user, revision=form.cleaned_data["revision"], given=form.given
                )
            except desk.NotAllowed:
                raise
            except desk.Refusal as refusal:
                for reason in refusal.reasons:
                    form.add_error(None, reason)
            else:
                return self._back_to_story(request, article, sentences)
        return self._ask(request, act, article, head, form)

    def _act_at_once(self, request, act, article):
        revision = request.POST.get("revision", "")
        try:
            sentences = perform(act, article, by=request.user, revision=int(revision) if _is_number(revision) else None)
        except desk.NotAllowed:
            raise
        except desk.Refusal as refusal:
            return self._back_to_story(request, article, [refused(act, refusal)], messages.ERROR)
        return self._back_to_story(request, article, sentences)

    def _back_to_story(self, request, article, sentences, level=messages.SUCCESS):
        """Lead to the story, or to the board it was moved on; there the message says which story it speaks of."""
        leads_to = ways.goal(request, article)
        if leads_to != reverse("admin:articles_article_change", args=[article.pk]):
            sentences = [_("“%s”:") % article, *sentences]
        messages.add_message(request, level, format_html_join(" ", "{}", ([sentence] for sentence in sentences)))
        return HttpResponseRedirect(leads_to)

    def _ask(self, request, act, article, head, form):
        verb = transitions.VERBS[act.name]
        context = (
            self.admin_site.each_context(request)
            | badges(article)
            | {
                "opts": self.opts,
                "original": article,
                "title": f"{verb.label}: {article}",
                "act": act,
                "verb": verb,
                "form": form,
                "head": head,
                "obstacles": transitions.obstacles(verb, article, request.user, kind=article.change_kind),
                "passed": act.name == "schedule" and form.is_bound and form.has_passed(),
                "consequence": self._consequence(act, article, head, request.user),
                "changes": self._what_changes(act, article, head, form),
                "findings": self.findings(article, head, verb.gate) if head and verb.gate else [],
                "media": self.media + form.media,
            }
        )
        return TemplateResponse(request, "admin/articles/article/ask.html", context)

    def _consequence(self, act, article, head, user):
        """Return what the button says it will do."""
        offers = transitions.offers(article, user, head_number=head.number) if head else []
        return next((offer.consequence for offer in offers if offer.verb.name == act.name), "")

    def _what_changes(self, act, article, head, form):
        """Return what readers, or the working copy, will see change; None where the story is new to readers."""
        if act.name == "restore":
            number = form["number"].value()
            old = get_object_or_404(Revision, article=article, number=number if _is_number(str(number)) else 0)
            return folded(compare.compare(documents.read(head), documents.read(old)))
        edition = article.edition_or_none
        if not act.shows_change or edition is None:
            return None
        changes = compare.compare(documents.read(edition.revision), documents.read(head))
        return folded(change for change in changes if change.field != "change")

    def findings(self, article, head, gate):
        """Return what the checklist says of the newest revision, each with the place of the form it speaks of."""
        found = checklist.findings(article, head, gate)
        return [(finding, PLACES.get(finding.field, f"id_{finding.field}")) for finding in found]
