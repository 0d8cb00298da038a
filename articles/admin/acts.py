"""The verb buttons: which act at once, which ask first, and the one page that asks.

Whether a verb is offered, and what it will do, comes from articles/transitions; whether it is done, from the verb.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import checklist, compare, desk, documents, offers, render, transitions, zones
from articles.admin import asking, ways
from articles.admin.history import folded
from articles.admin.lists import badges
from articles.admin.standing import standing, vouched
from articles.models import Article, Revision, Schedule
from articles.people import known_as

# Where on the form the parts stand that are no single field.
PLACES = {"bylines": "bylines-group", "captions": "lead-group", "notes": "notes"}

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

    @property
    def has_page(self):
        """Whether it always asks first."""
        return self.form is not None

    def asks(self, article, user):
        """Return the form of the page that asks before the verb, or None where pressing the button is enough."""
        if self.form is None and transitions.VERBS[self.name].four_eyes and asking.needs_override(article, user):
            return asking.AskForm
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
            "send_back",
            desk.send_back,
            gettext_lazy("Sent back."),
            gettext_lazy("Not sent back:"),
            asking.SendBackForm,
            bound=False,
        ),
        Act("clear_legal", desk.clear_legal, gettext_lazy("Cleared for law."), gettext_lazy("Not cleared:")),
        Act(
            "publish",
            desk.publish,
            gettext_lazy("Published. Readers have it now."),
            gettext_lazy("Not published:"),
            asking.AskForm,
            shows_change=True,
        ),
        Act(
            "schedule",
            desk.schedule,
            gettext_lazy("Scheduled."),
            gettext_lazy("Not scheduled:"),
            asking.ScheduleForm,
            shows_change=True,
        ),
        Act(
            "use_newest",
            desk.use_newest,
            gettext_lazy("The newest revision goes out instead."),
            gettext_lazy("Not replaced:"),
            asking.AskForm,
            shows_change=True,
        ),
        Act(
            "reschedule",
            desk.reschedule,
            gettext_lazy("Rescheduled."),
            gettext_lazy("Not rescheduled:"),
            asking.ScheduleForm,
            bound=False,
        ),
        Act(
            "unschedule",
            desk.unschedule,
            gettext_lazy("Nothing goes out by itself."),
            gettext_lazy("Not cancelled:"),
            bound=False,
        ),
        Act(
            "withdraw",
            desk.withdraw,
            gettext_lazy("Withdrawn. Readers get the notice."),
            gettext_lazy("Not withdrawn:"),
            asking.WithdrawForm,
            bound=False,
        ),
        Act(
            "schedule_withdrawal",
            desk.schedule_withdrawal,
            gettext_lazy("The withdrawal is scheduled."),
            gettext_lazy("Not scheduled:"),
            asking.ScheduleWithdrawalForm,
            bound=False,
        ),
        Act(
            "unschedule_withdrawal",
            desk.unschedule_withdrawal,
            gettext_lazy("The story stays live."),
            gettext_lazy("Not cancelled:"),
            bound=False,
        ),
        Act(
            "set_embargo",
            desk.set_embargo,
            gettext_lazy("The embargo stands."),
            gettext_lazy("No embargo was set:"),
            asking.EmbargoForm,
            bound=False,
        ),
        Act(
            "release_embargo",
            desk.release_embargo,
            gettext_lazy("The embargo is released."),
            gettext_lazy("Not released:"),
            asking.SureForm,
            bound=False,
        ),
        Act(
            "set_live_options",
            desk.set_live_options,
            gettext_lazy("Readers have it so from now on."),
            gettext_lazy("Not changed:"),
            asking.LiveOptionsForm,
            bound=False,
        ),
        Act(
            "kill",
            desk.kill,
            gettext_lazy("Killed. It is found in the list under “Killed”."),
            gettext_lazy("Not killed:"),
            asking.KillForm,
            bound=False,
        ),
        Act("revive", desk.revive, gettext_lazy("It is back."), gettext_lazy("Not revived:"), bound=False),
        Act("restore", _restore, gettext_lazy("Restored."), gettext_lazy("Not restored:"), asking.RestoreForm),
    )
}


def perform(act, article, *, by, revision, given=None):
    """Do an act and return the sentences to show. Raises desk.Refusal; desk.NotAllowed the web answers with 403."""
    arguments = dict(given or {})
    if act.bound:
        arguments["revision"] = revision
    planned = transitions.plan_of(article)
    report = act.perform(article, by=by, **arguments)
    if isinstance(report, list):
        return report
    address = public_address(report.edition) if act.name == "publish" else ""
    link = [format_html('<a href="{0}">{0}</a>', address)] if address else []
    return [str(act.done), *_what_the_clock_does(report), *_cancelled(planned, report), *link]


def _what_the_clock_does(report):
    """Return when a schedule goes off, so that it can be checked once more."""
    return [f"{zones.described(report.moment, report.zone, now=timezone.now())}."] if _is_schedule(report) else []


def _cancelled(planned, report):
    """Return a sentence for each schedule that a verb cancelled, beside the one it replaced."""
    gone = Schedule.objects.filter(pk__in=[row.pk for row in planned.values()], cancelled_at__isnull=False)
    sentences = {
        Schedule.Action.PUBLISH: _("The schedule of %s is cancelled."),
        Schedule.Action.WITHDRAW: _("The withdrawal of %s is cancelled."),
    }
    replaced = report.action if _is_schedule(report) else None
    return [sentences[row.action] % row.wall_time for row in gone if row.action != replaced]


def _is_schedule(report):
    return isinstance(report, Schedule)


def public_address(edition):
    """Return the full address at which readers have a story; empty where they do not."""
    return render.absolute(edition.get_absolute_url()) if edition and edition.is_live else ""


def refused(act, refusal):
    """Return a verb's no as one message."""
    return " ".join([str(act.not_done), *refusal.reasons])


def _is_number(text):
    """Whether the text can be a revision's number; Python refuses to read thousands of digits."""
    return text.isdecimal() and len(text) < 10


def _place(finding):
    """Return the id of the part of the form that a line of the checklist speaks of."""
    if finding.where:
        return f"caption-{finding.where.key}"
    return PLACES.get(finding.field, f"id_{finding.field}")


class ActsMixin:
    """The addresses of the verbs, for the story's ModelAdmin."""

    def act_view(self, request, object_id, name):
        """Ask before a verb, or perform it. A GET never changes anything."""
        act = ACTS.get(name)
        article = self.get_object(request, object_id)
        if act is None or article is None:
            raise Http404
        if not transitions.permitted(transitions.VERBS[name], request.user, article):
            raise PermissionDenied
        form_class = act.asks(article, request.user)
        if form_class is None and request.method != "POST":
            form_class = asking.AskForm  # opened by key: the page says what the button on it will do
        if form_class is None:
            return self._act_at_once(request, act, article)
        head = documents.head(article)
        data = request.POST if request.method == "POST" else None
        initial = {"revision": head.number if head else None, "number": request.GET.get("number")}
        form = form_class(data, initial=initial | form_class.as_it_is(article), article=article, user=request.user)
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

    def when_view(self, request):
        """Say which moment a typed time is. Only the server knows the desk's zone and its rules."""
        typed = request.GET.get("wall_time", "")[:40]
        try:
            moment = zones.resolve(typed, settings.TIME_ZONE)
        except zones.WallTimeError as error:
            said = str(error)
        else:
            said = zones.described(moment, settings.TIME_ZONE, now=timezone.now())
        return HttpResponse(said, content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"})

    def _back_to_story(self, request, article, sentences, level=messages.SUCCESS):
        """Lead to the story, or to the board it was moved on; there the message says which story it speaks of."""
        leads_to = ways.goal(request, article)
        if leads_to != reverse("admin:articles_article_change", args=[article.pk]):
            sentences = [_("“%s”:") % article, *sentences]
        messages.add_message(request, level, format_html_join(" ", "{}", ([sentence] for sentence in sentences)))
        return HttpResponseRedirect(leads_to)

    def _ask(self, request, act, article, head, form):
        verb = transitions.VERBS[act.name]
        vouches = act.name in ("approve", *transitions.GIVES_NEWEST)
        since = vouched(article, request.user, head) if head and vouches else None
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
                "head_by": known_as(head.by, article) if head and head.by else "",
                "standing": standing(article, head, transitions.plan_of(article)) if head else [],
                "obstacles": transitions.obstacles(verb, article, request.user, kind=article.change_kind),
                "passed": form.is_bound and form.has_passed(),
                "consequence": self._consequence(act, article, head, request.user),
                "vouched": since,
                "changes": self._what_changes(act, article, head, form, since),
                "told": self._what_is_told(act, article, head),
                "findings": self.findings(article, head, verb.gate) if head and verb.gate else [],
                "media": form.media,
            }
        )
        return TemplateResponse(request, "admin/articles/article/ask.html", context)

    def _consequence(self, act, article, head, user):
        """Return what the button says it will do."""
        found = offers.offers(article, user, head_number=head.number, only=(act.name,)) if head else []
        return found[0].consequence if found else ""

    def _what_changes(self, act, article, head, form, since):
        """Return what readers or the working copy will see change, or what an approver saw; None where all is new."""
        if act.name == "approve":
            return since and folded(compare.compare(documents.shown(since.revision), documents.shown(head)))
        if act.name == "restore":
            number = form["number"].value()
            old = get_object_or_404(Revision, article=article, number=number if _is_number(str(number)) else 0)
            return folded(compare.compare(documents.shown(head), documents.shown(old)))
        edition = article.edition_or_none
        if not act.shows_change or edition is None:
            return None
        changes = compare.compare(documents.shown(edition.revision), documents.shown(head))
        return folded(change for change in changes if change.field != "change")

    def _what_is_told(self, act, article, head):
        """Return the kind of the change that would go out and its note, which readers find above the story."""
        if head is None or not act.shows_change or article.edition_or_none is None:
            return None
        change = documents.read(head)["change"]
        if not change["note"] or change["kind"] in (
            "",
            Article.ChangeKind.TYPO,
        ):  # a slip of the pen is put right silently
            return None
        return {"kind": Article.ChangeKind(change["kind"]).label, "note": change["note"]}

    def findings(self, article, head, gate):
        """Return what the checklist says of the newest revision, each with the place of the form it speaks of."""
        found = checklist.findings(article, head, gate)
        return [(finding, _place(finding)) for finding in found]
