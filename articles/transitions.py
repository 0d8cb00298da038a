"""The desk's verbs as data: from which stage and public state, by whom.

Buttons and refusals are drawn from it alike."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import checklist, permissions, state
from articles.models import Article, Schedule
from articles.state import LIVE, NEVER, RETRACTED, WITHDRAWN

Stage = Article.Stage
ANY_STAGE = frozenset(Stage.values)
ANY_STATE = frozenset({NEVER, LIVE, RETRACTED, WITHDRAWN})
SHOWN = frozenset({LIVE, RETRACTED})


@dataclass(frozen=True)
class Verb:
    """One act of the desk. `gate` names the checklist stage it must pass; `wrong_stage` says what it wants instead."""

    name: str
    label: str
    permission: str
    stages: frozenset
    states: frozenset = ANY_STATE
    gate: str = ""
    four_eyes: bool = False
    wrong_stage: str = ""
    wrong_state: str = ""


VERBS = {
    verb.name: verb
    for verb in (
        Verb("assign", gettext_lazy("Assign"), "assign_article", ANY_STAGE),
        Verb(
            "submit",
            gettext_lazy("Submit"),
            "submit_article",
            frozenset({Stage.ASSIGNED, Stage.WRITING}),
            gate=checklist.SUBMIT,
            wrong_stage=gettext_lazy("It has been submitted already."),
        ),
        Verb(
            "recall",
            gettext_lazy("Recall"),
            "submit_article",
            frozenset({Stage.SUBMITTED}),
            wrong_stage=gettext_lazy("Only a submitted story can be recalled."),
        ),
        Verb(
            "send_back",
            gettext_lazy("Send back"),
            "approve_article",
            frozenset({Stage.SUBMITTED, Stage.APPROVED}),
            wrong_stage=gettext_lazy("Only a submitted or approved story can be sent back."),
        ),
        Verb(
            "approve",
            gettext_lazy("Approve"),
            "approve_article",
            frozenset({Stage.SUBMITTED}),
            gate=checklist.APPROVE,
            four_eyes=True,
            wrong_stage=gettext_lazy("Only a submitted story can be approved."),
        ),
        Verb(
            "publish",
            gettext_lazy("Publish now"),
            "publish_article",
            frozenset({Stage.APPROVED}),
            gate=checklist.PUBLISH,
            four_eyes=True,
            wrong_stage=gettext_lazy("The story has to be approved first."),
        ),
        Verb(
            "schedule",
            gettext_lazy("Schedule"),
            "publish_article",
            frozenset({Stage.APPROVED}),
            gate=checklist.PUBLISH,
            four_eyes=True,
            wrong_stage=gettext_lazy("The story has to be approved first."),
        ),
        Verb("unschedule", gettext_lazy("Unschedule"), "publish_article", ANY_STAGE),
        Verb(
            "withdraw",
            gettext_lazy("Withdraw"),
            "publish_article",
            ANY_STAGE,
            states=SHOWN,
            wrong_state=gettext_lazy("Only a live story can be withdrawn."),
        ),
        Verb("restore", gettext_lazy("Restore"), "change_article", ANY_STAGE),
        Verb("tag", gettext_lazy("Add tags"), "change_article", ANY_STAGE),
        Verb(
            "move",
            gettext_lazy("Move"),
            "publish_article",
            ANY_STAGE,
            states=ANY_STATE - {NEVER},
            wrong_state=gettext_lazy("Readers never had it: its slug is changed in the form."),
        ),
    )
}

# Who may approve as well may publish from these stages: both acts at once.
BOTH_ACTS = frozenset({Stage.WRITING, Stage.SUBMITTED})


def stages_for(verb, user, article):
    """Return the stages from which this user may do the verb."""
    if verb.gate == checklist.PUBLISH and permissions.may(user, "approve_article", article):
        return verb.stages | BOTH_ACTS
    return verb.stages


def obstacles(verb, article, user, *, public=None, override="", kind=""):
    """Return the sentences that stand against a verb now, the checklist and the permission apart.

    `public` is the story's PublicState where the caller knows it.
    """
    public = public or state.of(article)
    if public.public not in verb.states:
        return [str(verb.wrong_state)]
    if verb.gate == checklist.PUBLISH and public.public in SHOWN and not public.newer_draft:
        return [_("Readers have this revision already.")]
    if article.stage not in stages_for(verb, user, article):
        return [str(verb.wrong_stage)]
    if verb.name == "unschedule" and not Schedule.objects.open().filter(article=article).exists():
        return [_("Nothing is scheduled.")]
    if verb.name in ("restore", "tag") and not permissions.may_change(user, article):
        return [_("The story is with the editors; it cannot be changed until it comes back.")]
    if needs_override(verb, article, user, kind=kind) and not override:
        return [_("You wrote it: in this section another person approves and publishes.")]
    return []


def needs_override(verb, article, user, *, kind=""):
    """Whether only a chief editor's reason lets this user do the verb. A typo needs no second pair of eyes."""
    return verb.four_eyes and kind != Article.ChangeKind.TYPO and not four_eyes_pass(article, user)


def four_eyes_pass(article, user):
    """Whether this user may vouch for the story: its section asks for no second person, or somebody else wrote it."""
    asked = article.section is None or article.section.four_eyes
    return not asked or not permissions.wrote_it(user, article)


@dataclass(frozen=True)
class Offer:
    """One button: what it does, and why not now where it is disabled."""

    verb: Verb
    consequence: str
    reasons: tuple[str, ...]
    primary: bool = False

    @property
    def allowed(self):
        return not self.reasons


def offers(article, user, *, head_number, only=None):
    """Return the buttons of a story for a user, in the order of the work; verbs the role never has are absent.

    `only` names the verbs to look at, where not all are wanted.

    The first allowed step forward is the primary one. A verb that makes no sense at this stage is left out rather
    than disabled, unless it is the next step and something stands in its way.
    """
    result, found, public = [], None, state.of(article)
    for verb in VERBS.values():
        if only is not None and verb.name not in only:
            continue
        if not permissions.may(user, verb.permission, article) or not _makes_sense(verb, article, user, public):
            continue
        # Who may override is not stopped by four-eyes: the page that asks wants a reason.
        may_override = user.has_perm("articles.override_four_eyes")
        asks_reason = may_override and needs_override(verb, article, user, kind=article.change_kind)
        reasons = obstacles(verb, article, user, public=public, override=asks_reason, kind=article.change_kind)
        if verb.name == "unschedule" and reasons:
            continue
        primary = found is None and verb.name in ("submit", "approve", "publish") and not reasons
        found = verb if primary else found
        consequence = _consequence(verb, public, head_number, asks_reason=asks_reason)
        result.append(Offer(verb, consequence, tuple(reasons), primary))
    return result


def _makes_sense(verb, article, user, public):
    """Whether a verb belongs on the form now. Plan and tags are fields there, restoring has its place in the history;
    what is out is not sent back."""
    if verb.name in ("assign", "tag", "restore") or (
        verb.name == "send_back" and public.public in SHOWN and not public.newer_draft
    ):
        return False
    return article.stage in stages_for(verb, user, article) and public.public in verb.states


def _consequence(verb, public, number, *, asks_reason):
    """Return what pressing the button does, said before it is pressed."""
    sentences = {
        "submit": _("Revision %(number)d goes to the section’s editors."),
        "recall": _("Takes the story back to writing."),
        "send_back": _("Back to writing, with your reason."),
        "approve": _("You vouch for revision %(number)d; a later edit drops it."),
        "publish": _("Readers see revision %(number)d at once."),
        "schedule": _("Revision %(number)d is frozen and goes out at the moment you name."),
        "unschedule": _("The schedule is cancelled; nothing else changes."),
        "withdraw": _("Readers get your notice in the place of the story."),
        "move": _("The story gets another address; the old one leads there."),
    }
    sentence = sentences[verb.name] % {"number": number} if "%" in sentences[verb.name] else sentences[verb.name]
    if public.scheduled_for and verb.name in ("publish", "withdraw"):
        sentence += " " + _("Cancels the schedule.")
    if public.scheduled_for and verb.name == "schedule":
        sentence += " " + _("Replaces the present schedule.")
    if asks_reason:
        sentence += " " + _("You wrote it; you will be asked for a reason.")
    return sentence
