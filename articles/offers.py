"""The buttons of a story: what each would do, said before it is pressed, and why not now where it is disabled."""

from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles import embargo, permissions, state, transitions
from articles.models import Article, Schedule
from articles.transitions import VERBS, Verb

# Verbs that have their place elsewhere: plan and tags are fields of the form, restoring stands in the history.
ELSEWHERE = frozenset({"assign", "tag", "restore"})
# What may be the one primary button: the steps forward.
FORWARD = ("submit", "approve", "publish")
# Beside the way of a story; folded unless the story itself calls for them.
ASIDE = frozenset(
    {
        *("clear_legal", "schedule_withdrawal", "set_embargo", "release_embargo", "set_live_options", "kill", "revive"),
        *("unschedule_withdrawal", "protect", "move"),
    }
)


@dataclass(frozen=True)
class Offer:
    """One button. `folded` ones stand under “More”."""

    verb: Verb
    consequence: str
    reasons: tuple[str, ...]
    primary: bool = False
    folded: bool = False

    @property
    def allowed(self):
        return not self.reasons


def offers(article, user, *, head_number, plan=None, only=None, tells=True):
    """Return the buttons of a story for a user, in the order of the work; verbs the role never has are absent.

    The first allowed step forward is the primary one. What a rule forbids now is disabled, with the reason.
    `plan` is what the clock is to do to it (transitions.plan_of), where the caller knows it; `only` names the verbs to
    look at, where not all are wanted. `tells` is whether submitting says whom it tells, which each story is asked for.
    """
    result, found, public = [], None, state.of(article)
    plan = transitions.plan_of(article) if plan is None else plan
    for verb in VERBS.values():
        if only is not None and verb.name not in only:
            continue
        if not _belongs(verb, article, plan) or not permissions.may(user, verb.permission, article):
            continue
        # Who may override is not stopped by four-eyes: the page that asks wants a reason.
        may_override = user.has_perm("articles.override_four_eyes")
        asks_reason = may_override and transitions.needs_override(verb, article, user, kind=article.change_kind)
        reasons = _reasons(verb, article, user, public, plan, asks_reason)
        primary = found is None and verb.name in FORWARD and not reasons
        found = verb if primary else found
        told = _tells(article, user) if verb.name == "submit" and not reasons and tells else ""
        consequence = " ".join(_consequences(verb, article, public, plan, head_number, asks_reason, told))
        folded = _folded(verb, article, user, public, reasons)
        result.append(Offer(verb, consequence, tuple(reasons), primary, folded))
    return result


def once_typed(found, article, user, *, head, plan):
    """Return what becomes of the buttons that are off over words that readers have, as soon as something is typed.

    A verb pressed on the form saves first. `found` are the story's offers as it stands, `head` is its newest revision;
    returned is {name of a verb: Offer}, empty while readers do not have the newest words, and where a form was refused,
    whose story does not come through state.with_state: there the buttons wait for the save.
    """
    edition = article.edition_or_none
    off = {offer.verb.name for offer in found if not offer.allowed}
    is_as_read = edition is not None and edition.revision_id == head.pk
    if not is_as_read or article.killed_at or not off or not state.is_known(article):
        return {}
    later, number = permissions.once_edited(user, article), head.number + 1
    result = {offer.verb.name: offer for offer in offers(later, user, head_number=number, plan=plan, only=off)}
    own = {name for name, offer in result.items() if offer.verb.four_eyes and not offer.allowed}
    later.change_kind = Article.ChangeKind.TYPO
    for offer in offers(later, user, head_number=number, plan=plan, only=own):
        if offer.allowed:
            sentence = _("A typo alone; any other change of yours another person publishes.")
            result[offer.verb.name] = replace(offer, consequence=sentence, primary=False)
    return result


def _belongs(verb, article, plan):
    """Whether a button can mean anything to this story: one of two opposites, and what there is to change."""
    scheduled, withdrawn = Schedule.Action.PUBLISH in plan, Schedule.Action.WITHDRAW in plan
    wanted = {
        "schedule": not scheduled,
        "use_newest": scheduled,
        "reschedule": scheduled,
        "unschedule": scheduled,
        "unschedule_withdrawal": withdrawn,
        "release_embargo": article.embargo != Article.Embargo.NONE,
        "kill": not article.killed_at,
        "revive": bool(article.killed_at),
    }
    return verb.name not in ELSEWHERE and wanted.get(verb.name, True)


def _reasons(verb, article, user, public, plan, override):
    found = transitions.obstacles(
        verb, article, user, public=public, plan=plan, override=override, kind=article.change_kind
    )
    if not found and verb.whose and not verb.whose(user, article):
        return [str(verb.not_yours)]
    waits = verb.name in transitions.GIVES_NEWEST and article.embargo == Article.Embargo.HOLD
    if not found and (waits or verb.name == "publish") and (held := embargo.brief(article)):
        return [_("It is not to be public yet: %s.") % held]  # after an embargo's end a schedule may still be made
    return found


def _folded(verb, article, user, public, reasons):
    """Whether a button stands under “More”: what is beside the way, and what does not fit this stage at all.

    The next steps stay in sight though something stands in their way.
    """
    called_for = {
        "clear_legal": article.needs_legal,
        "release_embargo": True,
        "revive": True,
        "unschedule_withdrawal": True,
    }
    if verb.name in ASIDE:
        done = verb.name == "clear_legal" and bool(reasons)
        return done or not called_for.get(verb.name, False)
    if article.killed_at:
        return True
    fits = article.stage in transitions.stages_for(verb, user, article) and public.public in verb.states
    is_next = verb.name in FORWARD and article.stage in _BEFORE[verb.name]
    idle = verb.name == "send_back" and bool(reasons)
    return idle or (bool(reasons) and not fits and not is_next)


# From which stages a step forward is the next one, though the story is not there yet.
_BEFORE = {
    "submit": (),
    "approve": (Article.Stage.WRITING,),
    "publish": (Article.Stage.SUBMITTED,),
}


# What pressing it does ----------------------------------------------------------------------------------------


def _consequences(verb, article, public, plan, number, asks_reason, told):
    """Yield what pressing the button does."""
    publication, withdrawal = plan.get(Schedule.Action.PUBLISH), plan.get(Schedule.Action.WITHDRAW)
    yield _says(verb.name, number, publication, withdrawal)
    if told:
        yield told
    if verb.name in transitions.GIVES_NEWEST and article.stage != Article.Stage.APPROVED:
        yield _("You approve it with the same act.")
    if publication and verb.name in ("publish", "withdraw", "kill"):
        yield _("Cancels the %s schedule.") % _when(publication)
    if withdrawal and verb.name in ("withdraw", "kill"):
        yield _("Cancels the withdrawal of %s.") % _when(withdrawal)
    if withdrawal and verb.name in ("publish", "schedule"):
        yield _("The withdrawal of %s stays.") % _when(withdrawal)
    if publication and verb.name == "set_embargo":
        yield _("The %s schedule is refused while it stands.") % _when(publication)
    if withdrawal and verb.name == "schedule_withdrawal":
        yield _("Replaces the withdrawal of %s.") % _when(withdrawal)
    if asks_reason:
        yield _("You wrote it; you will be asked for a reason.")


def _says(name, number, publication, withdrawal):
    """Return what a verb does, in one sentence."""
    facts = {
        "number": number,
        "frozen": publication and publication.revision.number,
        "when": publication and _when(publication),
        "until": withdrawal and _when(withdrawal),
    }
    sentences = {
        "submit": _("Revision %(number)d goes to the section’s editors."),
        "recall": _("Takes the story back to writing."),
        "send_back": _("Back to writing, with your reason."),
        "approve": _("You vouch for revision %(number)d; a later edit drops it."),
        "clear_legal": _("You vouch that revision %(number)d is safe in law; a later edit drops it."),
        "publish": _("Readers see revision %(number)d at once."),
        "schedule": _("Revision %(number)d is frozen and goes out at the moment you name."),
        "use_newest": _("%(when)s publishes revision %(number)d instead of %(frozen)s."),
        "reschedule": _("Revision %(frozen)s goes out at another time than %(when)s."),
        "unschedule": _("The %(when)s schedule is cancelled; nothing else changes."),
        "withdraw": _("Readers get your notice in the place of the story."),
        "schedule_withdrawal": _("At the moment you name, readers get your notice in the place of the story."),
        "unschedule_withdrawal": _("The story stays live after %(until)s."),
        "set_embargo": _("Nothing of it can be public before the moment you name, or until it is released."),
        "release_embargo": _("It may be published again; nothing is published by this."),
        "set_live_options": _("Comments, and whether search engines may have it; readers have it at once."),
        "kill": _("It leaves every list but “Killed”, and can be revived."),
        "revive": _("It comes back at the stage it had."),
        "protect": _("Everybody reads a public name in the place of the true one."),
        "move": _("The story gets another address; the old one leads there."),
    }
    return sentences[name] % facts


def _when(row):
    """Return a schedule's moment, short: 18:00, with the day where it is not today."""
    local = timezone.localtime(row.moment)
    return local.strftime("%H:%M" if local.date() == timezone.localdate() else "%d.%m. %H:%M")


def _tells(article, user):
    """Return whom submitting tells: the section's editors, the first by name (1 query)."""
    editors = list(permissions.editors_of(article.section).exclude(pk=user.pk).order_by("first_name", "pk"))
    if not editors:
        return _("No editor is there to be told.")
    first, others = editors[0], len(editors) - 1
    name = first.first_name or first.username
    if not others:
        return _("Tells %s.") % name
    return ngettext("Tells %(name)s and %(others)d other.", "Tells %(name)s and %(others)d others.", others) % {
        "name": name,
        "others": others,
    }
