"""The one public way in: POST /comments/, and the order in which a post is checked.

The sum is judged only when all else is right, so a missing name never burns it. Every refusal of a readable post gives
back everything that was typed.
"""

import logging
from functools import cached_property, partial

from django.conf import settings
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt

from articles.press.page import Page, respond
from comments import captcha, incoming, moderation, network, receipts, throttle
from comments.discussions import Question, answered
from comments.form import STALE, SUM, Form, Typed, fresh_token, read
from comments.incoming import SeeOther
from comments.models import Comment, Discussion
from comments.rules import FAST_SECONDS

logger = logging.getLogger(__name__)

# The story a post is for, with what it answers and the key under which its network is marked.
ASKED = Question(lambda *, parent: {"key": network.secret(), "parent": answered(parent)})
SOFT, HARD = 0, 1  # a budget's two numbers: friction, then refusal


class BudgetFailed(Exception):
    """The budgets could not be asked."""


@csrf_exempt
def post(request):
    """Take a reader's comment. Looks at no cookie and no session: whoever is logged in is a reader here."""
    refused = incoming.refuse(request)
    if refused is not None:
        return refused
    fields, refused = incoming.fields_of(request)
    if refused is not None:
        return refused
    typed = Typed.of(fields)
    try:
        return _Post(request, fields, typed).answer()
    except DatabaseError:
        logger.exception("A comment could not be stored.")
        sentence = _("We cannot take comments just now. Please try again in a few minutes.")
        return incoming.plain(503, sentence, typed.words)


class _Post:
    """One post on its way through the checks; each step answers or lets it pass."""

    def __init__(self, request, fields, typed):
        self.request, self.fields, self.typed = request, fields, typed
        self.now = timezone.now()
        self.token = self.comment = None
        self.signals = set()
        self.floods = False  # whether very many write under this story

    def answer(self):
        """Return the response: 303 to the receipt for whatever was stored."""
        self.standing = ASKED.standing(self.typed.story, self.now, parent=self.typed.answers or None)
        if self.standing is None:
            return incoming.plain(404, _("This story is not here, or no longer."), self.typed.words)
        with translation.override(self.standing.edition.language):
            if not self.standing.is_open:
                return self._keep(409, problems={STALE: self.standing.closed_because})
            self.network = network.mark_of(self.request, self.standing.edition.key)
            parent = self.standing.edition.parent
            self.draft = read(
                self.typed,
                parent=Comment(**parent) if parent else None,
                answer_needed=bool(self.typed.slip) and self._sum_is_asked,
            )
            return self._step_two() or self._check_token() or self._check_fields() or self._take()

    @property
    def _sum_is_asked(self):
        return settings.COMMENT_CAPTCHA != "off" and not self.typed.skip

    # The checks, in their order -------------------------------------------------------------------------------

    @property
    def _is_right(self):
        return not self._sum_is_asked or self.draft.answer == self.token.sum.answer

    def _step_two(self):
        if self.typed.slip:
            return None
        if self.draft.problems:
            return self._keep(422)
        if settings.COMMENT_CAPTCHA == "off":
            return self._keep(200, title=_("One more step: please look at your comment again and send it."))
        return self._keep(200, title=_("One more step: please answer this sum."))

    def _check_token(self):
        try:
            self.token = captcha.read(self.typed.slip, article=self.standing.edition.pk, now=self.now)
        except captcha.TokenError as error:
            if error.reason == "forged":
                self._ask(throttle.spend, "wrong", self.network)
            return self._keep(422, problems={STALE: _stale()})
        self.typed = self.typed.with_trap(self.fields, self.token)
        if self.token.is_early(self.now):
            if not self.token.flavour.again:
                return self._keep(422, problems={STALE: _stale()})
            self.signals.add("fast-again")
        elif not self.token.flavour.again and self.token.age(self.now) < FAST_SECONDS:
            self.signals.add("fast")
        return None

    def _check_fields(self):
        return self._keep(422) if self.draft.problems else None

    def _take(self):
        """Count the post, judge its answer and store it. Where the budgets fail it is stored uncounted, and held."""
        if self.typed.skip:
            self.signals.add("unanswered")
        if self.typed.trapped:
            self.signals.add("trap")
        try:
            refuse = self._store(self._count)
        except BudgetFailed:
            logger.exception("The budgets failed; the comment is held.")
            self.signals.add("limiter")
            refuse = self._store(lambda: None)
        if refuse:
            return refuse()
        self._watch_floods()
        return SeeOther(receipts.receipt_url(self.comment.pk))

    def _store(self, count):
        """Store the comment and return None, or what answers the post instead. `count` asks the budgets."""
        try:
            with transaction.atomic():
                refuse = count()
                if refuse:
                    transaction.set_rollback(True)  # what is refused here costs nothing
                elif self._is_right:
                    self.comment = self._receive()
                else:
                    refuse = self._wrong
                return refuse
        except IntegrityError:
            if not self._known():
                raise
            return self._spent
        except moderation.Refusal as refusal:
            self._ask(throttle.spend, "post", self.network)  # it was a post all the same
            if isinstance(refusal, moderation.ParentGone):
                return partial(self._keep, 422, problems={"to": refusal.reasons[0]})
            if isinstance(refusal, moderation.AlreadySent) and refusal.number:
                return partial(SeeOther, receipts.receipt_url(refusal.number))
            return partial(self._keep, 409, problems={STALE: " ".join(refusal.reasons)})

    def _count(self):
        """Take from the budgets what this post costs. Returns what refuses it, by the first that is used up, or None.

        The sum is one of them, so of many posts with it one is judged. A wrong answer costs its network, a right one
        the turn of its author and a place under the story.
        """
        everybody = {"sum": self.token.id_text, "post": self.network}
        if self.typed.skip:
            everybody["unanswered"] = self.network
        turn = {}
        if self.mark:
            turn["mark"] = self.mark
        if self.standing.is_slow:
            turn["slow"] = self._slowed
        wrong, place = {"wrong": self.network}, {"article": self.standing.edition.pk}
        try:
            if self._is_right:
                left = throttle.take(everybody | turn | place, wrong)
            else:
                left = throttle.take(everybody | wrong, turn)
        except DatabaseError as error:
            raise BudgetFailed from error
        self.floods = not all(left.get("article", [True]))
        if not left["sum"][SOFT]:
            return self._spent
        if not left["wrong"][HARD] and self._sum_is_asked:
            return partial(self._wait, _("There were too many wrong answers. Please try again in an hour."), 3600)
        if not all(left.get("unanswered", [])):
            return partial(self._wait, _("This button was used often. Please try again in an hour."), 3600)
        if not all(left.get("mark", [])):
            sentence = _("You have just sent a comment. Please wait a moment and send this one again.")
            return partial(self._wait, sentence, 10)
        if not all(left.get("slow", [])):
            return self._slow
        if not left["post"][HARD]:
            sentence = _("There are too many comments from your network. Please try again in ten minutes.")
            return partial(self._wait, sentence, 600)
        if not (left["wrong"][SOFT] and left["post"][SOFT]):
            self.signals.add("budget")
        return None

    # Why a post was not stored -----------------------------------------------------------------------------------

    def _known(self):
        return Comment.objects.filter(token_id=self.token.id_text).first()

    def _spent(self):
        """Answer a sum that was judged before: the same comment leads to its receipt."""
        known = self._known()
        if known is None:
            return self._wrong()
        if known.body == self.draft.body:
            return SeeOther(receipts.receipt_url(known.pk))
        return self._keep(409, problems={STALE: _("This comment was already sent.")})

    def _wrong(self):
        sentence = _("That was not the answer. Here is a new sum; your comment is still here.")
        return self._keep(422, problems={SUM: sentence})

    @property
    def _slowed(self):
        return f"{self.standing.edition.pk}:{self.mark or self.network}"

    def _slow(self):
        seconds = self._ask(throttle.wait, "slow", self._slowed) or 300
        minutes = -(-seconds // 60)
        sentence = ngettext(
            "Many people write here just now, so everybody may send one comment in five minutes. "
            "Please send this one in %(n)d minute.",
            "Many people write here just now, so everybody may send one comment in five minutes. "
            "Please send this one in %(n)d minutes.",
            minutes,
        )
        return self._wait(sentence % {"n": minutes}, seconds)

    # Storing it ---------------------------------------------------------------------------------------------------

    def _watch_floods(self):
        """Slow a story under which very many write; alarm the moderators where robots send most of the posts."""
        article = self.standing.edition.pk
        if self.floods and self.standing.mode == Discussion.Mode.OPEN:
            self._ask(moderation.slow_down, article)
        if self.typed.trapped:
            self._ask(moderation.watch_traps, article)

    def _receive(self):
        sender = moderation.Sender(
            token_id=self.token.id_text,
            mark=self.mark or (receipts.new_mark() if self.typed.keep else ""),
            network=self.network,
            signals=frozenset(self.signals),
        )
        return moderation.receive_here(
            self.standing.edition,
            name=self.draft.name,
            body=self.draft.body,
            email=self.draft.email,
            parent=self.draft.parent,
            reports_error=self.typed.mends,
            sender=sender,
            at=self.now,
        )

    # What the checks share ------------------------------------------------------------------------------------

    @cached_property
    def mark(self):
        return receipts.read_mark(self.typed.mark)

    def _ask(self, question, *args):
        """Do what the answer to a reader does not depend on. Returns None where the database fails."""
        try:
            return question(*args)
        except DatabaseError:
            logger.exception("A budget failed.")
            return None

    def _keep(self, status, *, problems=None, title=""):
        """Return the form again with everything typed, all problems at once and, where it can be sent, a fresh sum."""
        problems = (self.draft.problems if hasattr(self, "draft") else {}) | (problems or {})
        closed = not self.standing.is_open
        wrong = None if closed else self._ask(throttle.exhausted, "wrong", self.network)
        form = Form(
            standing=self.standing,
            typed=self.typed,
            problems=problems,
            token=None if closed else fresh_token(self.standing, again=True),
            parent=None if closed else self.draft.parent,
            offers_sum=not (wrong and wrong[SOFT]),
        )
        edition = self.standing.edition
        page = Page(language=edition.language, title=title or _("Your comment"), indexable=False)
        response = respond("comments/keep.html", page, status=status, edition=edition, form=form, lede=title)
        response["Referrer-Policy"] = "same-origin"
        return response

    def _wait(self, sentence, seconds):
        response = self._keep(429, problems={STALE: sentence})
        response["Retry-After"] = str(seconds)
        return response


def _stale():
    return _("The form was open for a while or sent very quickly. Here is a new sum; your comment is still here.")
