"""The one public way in: POST /comments/, and the order in which a post is checked.

The sum is judged only when all else is right, so a missing name never burns it. Every refusal of a readable post gives
back everything that was typed.
"""

import logging

from django.conf import settings
from django.db import DatabaseError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt

from articles.press.page import Page, respond
from comments import captcha, incoming, moderation, receipts, throttle
from comments.discussions import standing_of
from comments.form import STALE, SUM, Form, Typed, fresh_token, read
from comments.incoming import SeeOther
from comments.models import Comment
from comments.network import mark_of
from comments.rules import FAST_SECONDS

logger = logging.getLogger(__name__)

SOFT, HARD = 0, 1  # a budget's two numbers: friction, then refusal


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
        self.token = None
        self.signals = set()

    def answer(self):
        """Return the response: 303 to the receipt for whatever was stored."""
        self.standing = standing_of(self.typed.story, self.now)
        if self.standing is None:
            return incoming.plain(404, _("This story is not here, or no longer."), self.typed.words)
        with translation.override(self.standing.edition.language):
            if not self.standing.is_open:
                return self._keep(409, problems={STALE: self.standing.closed_because})
            self.network = mark_of(self.request)
            self.draft = read(self.typed, answer_needed=bool(self.typed.slip) and self._sum_is_asked)
            return (
                self._step_two() or self._check_token() or self._check_fields() or self._check_spent()
                or self._check_budgets() or self._take()
            )  # fmt: skip

    @property
    def _sum_is_asked(self):
        return settings.COMMENT_CAPTCHA != "off" and not self.typed.skip

    # The checks, in their order -------------------------------------------------------------------------------

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
                self._ask(throttle.spend, "wrong", self.network, default=[True, True])
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

    def _check_spent(self):
        # Asked first: a sum and its comment are stored together, so whoever finds the sum burnt finds the comment too.
        burnt = self._ask(throttle.is_burnt, self.token, default=False)
        known = Comment.objects.filter(token_id=self.token.id_text).first()
        if known is not None:
            if known.body == self.draft.body:
                return SeeOther(receipts.receipt_url(known))
            return self._keep(409, problems={STALE: _("This comment was already sent.")})
        return self._keep(422, problems={SUM: _wrong()}) if burnt else None

    def _check_budgets(self):
        wrong = self._ask(throttle.exhausted, "wrong", self.network, default=[False, False])
        if wrong[HARD] and self._sum_is_asked:
            return self._wait(_("There were too many wrong answers. Please try again in an hour."), 3600)
        if self.typed.skip and not self._ask(throttle.spend, "unanswered", self.network, default=[True])[SOFT]:
            return self._wait(_("This button was used often. Please try again in an hour."), 3600)
        if self.mark and any(self._ask(throttle.exhausted, "mark", self.mark, default=[False])):
            return self._wait(_just_sent(), 10)
        if self.standing.is_slow and (seconds := self._ask(throttle.wait, "slow", self._slowed, default=0)):
            return self._slow(seconds)
        posts = self._ask(throttle.spend, "post", self.network, default=[True, True])
        if not posts[HARD]:
            return self._wait(_("There are too many comments from your network. Please try again in ten minutes."), 600)
        if wrong[SOFT] or not posts[SOFT]:
            self.signals.add("budget")
        return None

    @property
    def _slowed(self):
        return f"{self.standing.edition.pk}:{self.mark or self.network}"

    def _slow(self, seconds):
        minutes = -(-seconds // 60)
        sentence = ngettext(
            "Many people write here just now, so everybody may send one comment in five minutes. "
            "Please send this one in %(n)d minute.",
            "Many people write here just now, so everybody may send one comment in five minutes. "
            "Please send this one in %(n)d minutes.",
            minutes,
        )
        return self._wait(sentence % {"n": minutes}, seconds)

    def _spend_turn(self):
        """Use up the turn of a right answer: a wrong one costs nobody the next minutes. Returns a refusal, or None."""
        if self.mark and not all(self._ask(throttle.spend, "mark", self.mark, default=[True])):
            return self._wait(_just_sent(), 10)
        if self.standing.is_slow and not all(self._ask(throttle.spend, "slow", self._slowed, default=[True])):
            return self._slow(300)
        return None

    def _take(self):
        """Judge the answer and store the comment in one transaction: of fifty at once, one is judged."""
        if self.typed.skip:
            self.signals.add("unanswered")
        if self.typed.trapped:
            self.signals.add("trap")
        try:
            with transaction.atomic():
                if not self._ask(throttle.burn, self.token, default=True):
                    return self._check_spent() or self._keep(422, problems={SUM: _wrong()})
                if self._sum_is_asked and self.draft.answer != self.token.sum.answer:
                    self._ask(throttle.spend, "wrong", self.network, default=[True, True])
                    return self._keep(422, problems={SUM: _wrong()})
                if refused := self._spend_turn():
                    transaction.set_rollback(True)
                    return refused
                comment = self._receive()
        except moderation.AlreadySent as already:
            if already.known_sender:
                return SeeOther(receipts.receipt_url(already.comment))
            return self._keep(409, problems={STALE: already.reasons[0]})
        except moderation.ParentGone as gone:
            return self._keep(422, problems={"to": gone.reasons[0]})
        except moderation.Refusal as refusal:
            return self._keep(409, problems={STALE: " ".join(refusal.reasons)})
        self._watch_floods()
        return SeeOther(receipts.receipt_url(comment))

    def _watch_floods(self):
        """Slow a story under which very many write; alarm the moderators where robots send most of the posts."""
        article = self.standing.edition.pk
        if not all(self._ask(throttle.spend, "article", str(article), default=[True])):
            self._ask(moderation.slow_down, article, default=None)
        if self.typed.trapped:
            self._ask(moderation.watch_traps, article, default=None)

    def _receive(self):
        sender = moderation.Sender(
            token_id=self.token.id_text,
            mark=self.mark or (receipts.new_mark() if self.typed.keep else ""),
            network=self.network,
            signals=frozenset(self.signals),
        )
        return moderation.receive(
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

    @property
    def mark(self):
        return receipts.read_mark(self.typed.mark)

    def _ask(self, question, *args, default):
        """Ask a budget; one that fails is answered by `default`, and the comment will be held."""
        try:
            with transaction.atomic():
                return question(*args)
        except DatabaseError:
            logger.exception("A budget failed; the comment is held.")
            self.signals.add("limiter")
            return default

    def _keep(self, status, *, problems=None, title=""):
        """Return the form again with everything typed, all problems at once and, where it can be sent, a fresh sum."""
        problems = (self.draft.problems if hasattr(self, "draft") else {}) | (problems or {})
        closed = not self.standing.is_open
        wrong = [False] if closed else self._ask(throttle.exhausted, "wrong", self.network, default=[False])
        form = Form(
            standing=self.standing,
            typed=self.typed,
            problems=problems,
            token=None if closed else fresh_token(self.standing, again=True),
            parent=None if closed else self.draft.parent,
            offers_sum=not wrong[SOFT],
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


def _just_sent():
    return _("You have just sent a comment. Please wait a moment and send this one again.")


def _stale():
    return _("The form was open for a while or sent very quickly. Here is a new sum; your comment is still here.")


def _wrong():
    return _("That was not the answer. Here is a new sum; your comment is still here.")
