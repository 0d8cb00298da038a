"""The reader's form: what it is sent with, what is wrong with it, and how it is shown again with everything typed.

One template, comments/_form.html, serves the story page (no sum yet), the second step, every refusal that keeps the
text, and the page for replies.
"""

import time
from dataclasses import dataclass, field, replace
from functools import lru_cache

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import CharField, Value
from django.db.models.functions import Concat
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.dates import digits
from articles.models import SiteText
from authors.models import Author, User
from comments import captcha
from comments.cleaning import BODY_BYTES, BODY_LIMIT, NAME_LIMIT, clean_body, clean_name, draws
from comments.models import Comment
from comments.rules import RESERVED_NAMES
from newsroom.text import skeleton, tidy

STALE = "stale"  # the problem of a token that cannot be used
SUM = "tally"
REMEMBERED = 60  # seconds


@dataclass(frozen=True)
class Typed:
    """The fields of a form as they came, under names that no robot looks for."""

    story: int = 0  # the article's number
    to: str = ""  # the comment that is answered
    words: str = ""
    pen: str = ""  # the name
    reach: str = ""  # the e-mail address
    mends: bool = False  # reports an error in the story
    keep: bool = False  # remember me on this device
    mark: str = ""  # as an earlier receipt handed it out
    slip: str = ""  # the token
    tally: str = ""  # the answer
    skip: bool = False  # "I can't answer this"
    trapped: bool = False  # the field that people leave empty
    twice: bool = False  # two answers at once

    @classmethod
    def of(cls, post):
        """Return what a QueryDict holds; a field that is missing is empty, other fields do not exist."""

        def text(name):
            # A lone surrogate would make the page that gives the text back unsendable.
            return tidy(post.get(name, ""))

        story = text("story")
        return cls(
            story=int(story) if story.isascii() and story.isdigit() and len(story) < 19 else 0,
            to=text("to"),
            words=text("words"),
            pen=post.get("pen", ""),
            reach=post.get("reach", ""),
            mends="mends" in post,
            keep="keep" in post,
            mark=text("mark"),
            slip=post.get("slip", ""),
            tally=post.get(SUM, ""),
            skip="skip" in post,
            twice=len(post.getlist(SUM)) > 1,
        )

    @property
    def answers(self):
        """The number of the comment that is answered; 0: none, or what is no number."""
        return int(self.to) if self.to.isascii() and self.to.isdigit() and len(self.to) < 19 else 0

    def with_trap(self, post, token):
        """Return the same, knowing whether the field was filled that this token's form calls the trap."""
        return replace(self, trapped=bool(post.get(token.trap, "").strip()))


@dataclass
class Draft:
    """A form that has been read: what will be stored, and the problems by field, all at once."""

    body: str
    name: str
    email: str
    parent: Comment | None = None
    answer: int | None = None
    problems: dict[str, str] = field(default_factory=dict)


def read(typed, *, parent, answer_needed):
    """Return the Draft of a form; `parent` is the comment that is answered, where there is one.

    The answer's form is judged here, its truth later and last.
    """
    draft = Draft(clean_body(typed.words), clean_name(typed.pen), tidy(typed.reach).strip(), parent)
    checks = {
        "words": body_problem(draft.body),
        "pen": _name_problem(typed.pen, draft.name),
        "reach": _email_problem(typed.reach, draft.email),
    }
    if typed.to and parent is None:
        checks["to"] = _("The comment you answered is gone. Post as a new comment?")
    if answer_needed:
        draft.answer = None if typed.twice else captcha.read_number(typed.tally)
        if not typed.tally.strip():
            checks[SUM] = _("Please fill in the sum.")
        elif draft.answer is None:
            checks[SUM] = _("Please write a number.")
    draft.problems = {name: problem for name, problem in checks.items() if problem}
    return draft


def body_problem(body):
    """Return what is wrong with a cleaned text, in a sentence; an empty string where nothing is."""
    if not draws(body):
        return _("Please write something.")
    excess = len(body) - BODY_LIMIT
    if excess <= 0 and (over := len(body.encode()) - BODY_BYTES) > 0:
        excess = -(-over // 4)  # at most four bytes a character
    if excess > 0:
        return ngettext(
            "Your comment is %(n)d character too long. Please shorten it.",
            "Your comment is %(n)d characters too long. Please shorten it.",
            excess,
        ) % {"n": excess}
    return ""


def _name_problem(typed, name):
    if "\n" in typed.strip() or "\r" in typed.strip():
        return _("A name is one line.")
    if not draws(name):
        return _("Please give a name; a pen name will do.")
    if len(name) > NAME_LIMIT:
        return _("A name has at most %(n)d characters.") % {"n": NAME_LIMIT}
    if is_reserved(name):
        return _("This name is reserved. Please choose another.")
    return ""


def _email_problem(typed, email):
    if not typed.strip():
        return ""
    try:
        if "\n" in typed.strip() or "\r" in typed.strip() or len(email) > 254:
            raise ValidationError("")
        validate_email(email)
    except ValidationError:
        return _("This is not an e-mail address. You can leave the field empty.")
    return ""


def is_reserved(name):
    """Return whether a name, its disguises taken off, is a byline, a member of staff or the newsroom itself.

    Who joined within the last minute may not be known yet.
    """
    return str(skeleton(name)) in _reserved(time.monotonic() // REMEMBERED)


@lru_cache(maxsize=1)
def _reserved(_minute):
    """Return the skeletons of all names that readers may not use. A process asks for them once a minute."""
    staff = User.objects.filter(is_active=True, is_staff=True).order_by()
    staff = staff.values_list(Concat("first_name", Value(" "), "last_name", output_field=CharField()))
    house = SiteText.objects.order_by().values_list("name")
    taken = [*RESERVED_NAMES, *(name for (name,) in house.union(staff))]
    for one, others in Author.objects.order_by().values_list("name", "names"):
        taken += [one, *others.values()]
    return frozenset(str(skeleton(each)) for each in taken if each.strip())


# Showing it ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Form:
    """What the template shows. Without a token it is the plain form that stands under a story."""

    standing: object
    typed: Typed = field(default_factory=Typed)
    problems: dict[str, str] = field(default_factory=dict)
    token: captcha.Token | None = None
    parent: Comment | None = None
    offers_sum: bool = True  # not to a network with too many wrong answers

    @property
    def asks(self):
        """Whether a sum must be answered, or said to be unanswerable."""
        return settings.COMMENT_CAPTCHA != "off"

    @property
    def parts(self):
        """The sum's parts in logical order; nothing where no sum is shown."""
        return sum_parts(self.token) if self.token and self.asks and self.offers_sum else []

    @property
    def sentence(self):
        return self.token.sum.sentence(self.token.language)

    @property
    def errors(self):
        """The problems in the order of the form, as (field, sentence)."""
        order = [STALE, "to", "words", "pen", "reach", SUM]
        return [(name, self.problems[name]) for name in order if name in self.problems]

    @property
    def focus(self):
        """The field to go to: the first that is wrong, else the sum of what is written, else the text."""
        wrong = [name for name, _sentence in self.errors if name not in {STALE, "to"}]
        if wrong:
            return wrong[0]
        if not self.token:
            return ""  # under a story nobody is taken to the form
        return SUM if self.typed.words else "words"

    @property
    def limit(self):
        return BODY_LIMIT


def sum_parts(token):
    """Return the parts of a token's sum, digits as the page writes its dates."""
    return token.sum.parts(token.language, digits=lambda value: digits(value, token.language))


def fresh_token(standing, *, again=False):
    """Return a new token for a story's form."""
    return captcha.issue(standing.edition.pk, standing.edition.language, again=again, now=timezone.now())
