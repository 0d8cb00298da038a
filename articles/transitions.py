"""The desk's verbs as data: from which stage and public state, by whom.

Buttons and refusals are drawn from it alike: articles/offers.py draws the buttons."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import checklist, permissions, state
from articles.models import Approval, Article, DeskLog, Schedule
from articles.people import known_as
from articles.state import LIVE, NEVER, RETRACTED, WITHDRAWN

Stage = Article.Stage
ANY_STAGE = frozenset(Stage.values)
ANY_STATE = frozenset({NEVER, LIVE, RETRACTED, WITHDRAWN})
SHOWN = frozenset({LIVE, RETRACTED})


@dataclass(frozen=True)
class Verb:
    """One act of the desk. `gate` names the checklist stage it must pass; `wrong_stage` says what it wants instead.

    `whose` says whether it is this person's to do, where the permission alone does not tell; else `not_yours`.
    """

    name: str
    label: str
    permission: str
    stages: frozenset
    states: frozenset = ANY_STATE
    gate: str = ""
    four_eyes: bool = False
    wrong_stage: str = ""
    wrong_state: str = ""
    whose: Callable | None = None
    not_yours: str = ""


def _submitted_it(user, article):
    """Whether the story is the user's to recall: they submitted it, or they are an editor."""
    submitted = DeskLog.objects.filter(article=article, event="story.submitted").first()
    own = submitted is not None and submitted.by_id == user.pk
    return own or permissions.may(user, "approve_article", article)


def _may_lift(user, article):
    """Whether the user may touch the embargo that stands: they set it, or may release those of others."""
    if article.embargo == Article.Embargo.NONE or article.embargo_by_id == user.pk:
        return True
    return permissions.may(user, "release_embargo", article)


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
            whose=_submitted_it,
            not_yours=gettext_lazy("Only who submitted the story, or an editor, can recall it."),
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
            "send_back",
            gettext_lazy("Send back"),
            "approve_article",
            frozenset({Stage.SUBMITTED, Stage.APPROVED}),
            wrong_stage=gettext_lazy("Only a submitted or approved story can be sent back."),
        ),
        Verb("clear_legal", gettext_lazy("Clear for law"), "clear_legal", ANY_STAGE),
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
        Verb(
            "use_newest",
            gettext_lazy("Use the newest instead"),
            "publish_article",
            frozenset({Stage.APPROVED}),
            gate=checklist.PUBLISH,
            four_eyes=True,
            wrong_stage=gettext_lazy("The newest revision has to be approved first."),
        ),
        Verb(
            "reschedule",
            gettext_lazy("Reschedule"),
            "publish_article",
            ANY_STAGE,
            four_eyes=True,
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
        Verb("schedule_withdrawal", gettext_lazy("Schedule withdrawal"), "publish_article", ANY_STAGE),
        Verb("unschedule_withdrawal", gettext_lazy("Cancel the withdrawal"), "publish_article", ANY_STAGE),
        Verb(
            "set_embargo",
            gettext_lazy("Set embargo"),
            "embargo_article",
            ANY_STAGE,
            states=ANY_STATE - SHOWN,
            wrong_state=gettext_lazy("Readers have the story; it has to be withdrawn first."),
            whose=_may_lift,
            not_yours=gettext_lazy("Only who set the embargo, or a chief editor, can change it."),
        ),
        Verb(
            "release_embargo",
            gettext_lazy("Release embargo"),
            "embargo_article",
            ANY_STAGE,
            whose=_may_lift,
            not_yours=gettext_lazy("Only who set the embargo, or a chief editor, can release it."),
        ),
        Verb(
            "set_live_options",
            gettext_lazy("Live options"),
            "publish_article",
            ANY_STAGE,
            states=SHOWN,
            wrong_state=gettext_lazy("Only a live story has them."),
        ),
        Verb(
            "kill",
            gettext_lazy("Kill"),
            "kill_article",
            ANY_STAGE,
            states=frozenset({NEVER}),
            wrong_stage=gettext_lazy("It has been submitted; an editor can kill it."),
            wrong_state=gettext_lazy("Readers saw the story; it can be withdrawn, not killed."),
        ),
        Verb(
            "revive",
            gettext_lazy("Revive"),
            "kill_article",
            ANY_STAGE,
            states=frozenset({NEVER}),
            wrong_stage=gettext_lazy("It had been submitted; an editor can revive it."),
            wrong_state=gettext_lazy("Nobody killed the story."),
        ),
        Verb("restore", gettext_lazy("Restore"), "change_article", ANY_STAGE),
        Verb("tag", gettext_lazy("Add tags"), "change_article", ANY_STAGE),
        Verb("protect", gettext_lazy("Protect a byline"), "protect_byline", ANY_STAGE),
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
# What gives readers the newest revision.
GIVES_NEWEST = ("publish", "schedule", "use_newest")


def permitted(verb, user, article):
    """Whether the user may do this verb to this story at all: 403 where not."""
    if not permissions.may(user, verb.permission, article):
        return False
    return verb.whose is None or verb.whose(user, article)


def stages_for(verb, user, article):
    """Return the stages from which this user may do the verb."""
    if verb.gate == checklist.PUBLISH and permissions.may(user, "approve_article", article):
        return verb.stages | BOTH_ACTS
    if verb.permission == "kill_article" and not permissions.may(user, "approve_article", article):
        return frozenset({Stage.ASSIGNED, Stage.WRITING})
    return verb.stages


def plan_of(article):
    """Return what the clock is to do to a story, as {action: Schedule}."""
    return plans_of([article])[article.pk]


def plans_of(articles):
    """Return {number of a story: what the clock is to do to it} for several stories, in one query."""
    rows = Schedule.objects.open().filter(article__in=[article.pk for article in articles])
    plans: dict = {article.pk: {} for article in articles}
    for row in rows.select_related("revision").defer("revision__document"):
        plans[row.article_id][row.action] = row
    return plans


def obstacles(verb, article, user, *, public=None, plan=None, override="", kind=""):
    """Return the sentences that stand against a verb now, the checklist and the permission apart.

    `public` is the story's PublicState and `plan` what the clock is to do to it, where the caller knows them.
    """
    public = public or state.of(article)
    if article.killed_at and verb.name != "revive":
        return [_("The story was killed; it can be revived.")]
    if public.public not in verb.states:
        return [str(verb.wrong_state)]
    is_right_stage = article.stage in stages_for(verb, user, article)
    goes_out = verb.name in GIVES_NEWEST or (verb.name == "submit" and not is_right_stage)
    if goes_out and public.public in SHOWN and not public.newer_draft:
        return [_("Readers have this revision already.")]
    if not is_right_stage:
        edited = verb.name in GIVES_NEWEST and article.stage == Stage.SUBMITTED and _edited_since(article)
        return [edited or str(verb.wrong_stage)]
    if verb.name in _ASKS and (reason := _ASKS[verb.name](article, user, public, plan)):
        return [reason]
    if needs_override(verb, article, user, kind=kind) and not override:
        return [_("You wrote it: in this section another person approves and publishes.")]
    return []


def _edited_since(article):
    """Name who saved a story after it was approved; empty where it was never approved, or is handed in anew."""
    steps = ("story.submitted", "story.approved", "story.approval_dropped")
    last = DeskLog.objects.filter(article=article, event__in=steps).select_related("revision").first()
    if last is None or last.event != "story.approval_dropped":
        return ""
    newest = article.revisions.select_related("by").defer("document").first()
    return _(
        "Revision %(number)d was saved by %(who)s after this approval. Compare and approve it, or restore %(approved)d."
    ) % {"number": newest.number, "who": known_as(newest.by, article), "approved": last.revision.number}


# What single verbs ask besides: each returns a sentence, empty where nothing stands in the way --------------------


def _has_newer_words(article, user, public, plan):
    if public.public in SHOWN and not public.newer_draft:
        return _("Readers have this revision; there is nothing to send back.")
    return ""


def _is_not_cleared(article, user, public, plan):
    head = article.revisions.order_by("-number").values("pk")[:1]
    if Approval.objects.filter(revision__in=head, kind=Approval.Kind.LEGAL).exists():
        return _("This revision is cleared already.")
    return ""


def _is_scheduled(article, user, public, plan):
    plan = plan_of(article) if plan is None else plan
    return "" if Schedule.Action.PUBLISH in plan else _("Nothing is scheduled.")


def _is_behind_the_newest(article, user, public, plan):
    plan = plan_of(article) if plan is None else plan
    row = plan.get(Schedule.Action.PUBLISH)
    if row is None:
        return _("Nothing is scheduled.")
    newest = article.revisions.order_by("-number").values_list("number", flat=True).first()
    return _("The newest revision is scheduled already.") if row.revision.number == newest else ""


def _will_be_live(article, user, public, plan):
    plan = plan_of(article) if plan is None else plan
    if public.public in SHOWN or Schedule.Action.PUBLISH in plan:
        return ""
    return _("Only what is live, or scheduled to be, can be withdrawn.")


def _is_to_be_withdrawn(article, user, public, plan):
    plan = plan_of(article) if plan is None else plan
    return "" if Schedule.Action.WITHDRAW in plan else _("No withdrawal is scheduled.")


def _is_under_embargo(article, user, public, plan):
    return _("The story is under no embargo.") if article.embargo == Article.Embargo.NONE else ""


def _is_killed(article, user, public, plan):
    return "" if article.killed_at else _("Nobody killed the story.")


def _may_be_changed(article, user, public, plan):
    if permissions.may_change(user, article):
        return ""
    return _("The story is with the editors; it cannot be changed until it comes back.")


_ASKS = {
    "send_back": _has_newer_words,
    "clear_legal": _is_not_cleared,
    "use_newest": _is_behind_the_newest,
    "reschedule": _is_scheduled,
    "unschedule": _is_scheduled,
    "schedule_withdrawal": _will_be_live,
    "unschedule_withdrawal": _is_to_be_withdrawn,
    "release_embargo": _is_under_embargo,
    "revive": _is_killed,
    "restore": _may_be_changed,
    "tag": _may_be_changed,
}


def needs_override(verb, article, user, *, kind=""):
    """Whether only a chief editor's reason lets this user do the verb.

    A typo needs no second pair of eyes; only over a story that readers have is a change one.
    """
    if not verb.four_eyes or (kind == Article.ChangeKind.TYPO and article.edition_or_none is not None):
        return False
    return not four_eyes_pass(article, user)


def four_eyes_pass(article, user):
    """Whether this user may vouch for the story: its section asks for no second person, or somebody else wrote it."""
    asked = article.section is None or article.section.four_eyes
    return not asked or not permissions.wrote_it(user, article)
