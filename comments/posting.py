"""The one public way in: POST /comments/, and the order in which a post is checked.

The sum is judged only when all else is right, so a missing name never burns it. Every refusal of a readable post gives
back everything that was typed.
"""

import logging
from urllib.parse import parse_qsl, urlsplit

from django.conf import settings
from django.db import DatabaseError, transaction
from django.http import HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, QueryDict
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from articles.press.page import Page, respond
from comments import captcha, moderation, receipts, throttle
from comments.discussions import standing_of
from comments.form import STALE, SUM, Form, Typed, fresh_token, read
from comments.models import Comment
from comments.network import mark_of
from comments.rules import FAST_SECONDS

logger = logging.getLogger(__name__)

LARGEST = 64 * 1024  # bytes
MOST_FIELDS = 20
SOFT, HARD = 0, 1  # a budget's two numbers: friction, then refusal


class _SeeOtherRedirect(HttpResponseRedirect):
    status_code = 303


@csrf_exempt
def post(request):
    """Take a reader's comment. Looks at no cookie and no session: whoever is logged in is a reader here."""
    refused = _refuse_request(request)
    if refused is not None:
        return refused
    raw = request.read(LARGEST + 1)
    if len(raw) > LARGEST:
        return _plain(413, _("This is far more than a comment can hold. Please send a shorter text."))
    try:
        fields = _fields(raw)
    except ValueError:
        return _plain(400, _("This form could not be read. Please go back and send it again."))
    typed = Typed.of(fields)
    try:
        return _Post(request, fields, typed).answer()
    except DatabaseError:
        logger.exception("A comment could not be stored.")
        return _plain(503, _("We cannot take comments just now. Please try again in a few minutes."), typed)


def _refuse_request(request):
    """Return the answer to a request that is no post of our form at all; None where it may be one."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    charset = request.content_params.get("charset", "utf-8").lower()
    if request.content_type != "application/x-www-form-urlencoded" or charset not in {"utf-8", "utf8"}:
        return _plain(415, _("Comments are sent by the form under a story."))
    length = request.META.get("CONTENT_LENGTH") or "0"
    if length.isascii() and length.isdigit() and int(length) > LARGEST:
        return _plain(413, _("This is far more than a comment can hold. Please send a shorter text."))
    if not _same_origin(request):
        return _plain(403, _("Comments are sent from our own pages only."))
    return None


def _same_origin(request):
    """Return whether the browser says that the post comes from a page of ours, or says nothing.

    `Origin: null` says nothing: browsers send it from pages with a strict referrer policy.
    """
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    origin = request.headers.get("Origin", "null")
    if site not in {"same-origin", "none"}:
        return False
    if origin == "null":
        return True
    try:
        return urlsplit(origin).netloc.lower() in {request.get_host().lower(), urlsplit(settings.SITE_URL).netloc}
    except ValueError:
        return False


def _fields(raw):
    """Return the fields of a form. Bytes that are no UTF-8 become U+FFFD; more than 20 fields raise ValueError."""
    pairs = parse_qsl(
        raw.decode("ascii", "replace") if raw.isascii() else raw.decode("utf-8", "replace"),
        keep_blank_values=True,
        encoding="utf-8",
        errors="replace",
        max_num_fields=MOST_FIELDS,
    )
    fields = QueryDict(mutable=True)
    for name, value in pairs:
        fields.appendlist(name, value)
    return fields


def _plain(status, sentence, typed=None):
    """Return a page that needs no database: a sentence and, where there is one, the text that was typed."""
    words = typed.words if typed else ""
    return HttpResponse(render_to_string("comments/plain.html", {"sentence": sentence, "words": words}), status=status)


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
            return _plain(404, _("This story is not here, or no longer."), self.typed)
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
                return _SeeOtherRedirect(receipts.receipt_url(known))
            return self._keep(409, problems={STALE: _("This comment was already sent.")})
        return self._keep(422, problems={SUM: _wrong()}) if burnt else None

    def _check_budgets(self):
        wrong = self._ask(throttle.exhausted, "wrong", self.network, default=[False, False])
        if wrong[HARD] and self._sum_is_asked:
            return self._wait(_("There were too many wrong answers. Please try again in an hour."), 3600)
        if self.typed.skip and not self._ask(throttle.spend, "unanswered", self.network, default=[True])[SOFT]:
            return self._wait(_("This button was used often. Please try again in an hour."), 3600)
        if self.mark and not all(self._ask(throttle.spend, "mark", self.mark, default=[True])):
            return self._wait(_("You have just sent a comment. Please wait a moment and send this one again."), 10)
        posts = self._ask(throttle.spend, "post", self.network, default=[True, True])
        if not posts[HARD]:
            return self._wait(_("There are too many comments from your network. Please try again in ten minutes."), 600)
        if wrong[SOFT] or not posts[SOFT]:
            self.signals.add("budget")
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
                comment = self._receive()
        except moderation.AlreadySent as already:
            if already.known_sender:
                return _SeeOtherRedirect(receipts.receipt_url(already.comment))
            return self._keep(409, problems={STALE: already.reasons[0]})
        except moderation.ParentGone as gone:
            return self._keep(422, problems={"to": gone.reasons[0]})
        except moderation.Refusal as refusal:
            return self._keep(409, problems={STALE: " ".join(refusal.reasons)})
        return _SeeOtherRedirect(receipts.receipt_url(comment))

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


def _stale():
    return _("The form was open for a while or sent very quickly. Here is a new sum; your comment is still here.")


def _wrong():
    return _("That was not the answer. Here is a new sum; your comment is still here.")
