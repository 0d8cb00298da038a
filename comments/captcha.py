"""The sum a reader answers before a comment is taken: `1 × five =`.

Stateless: a token carries a random id under a MAC; the sum is derived again from the id, so that no form of the answer
leaves the server and showing a sum stores nothing. Of ours it imports only the pure text.py, and it does not use
gettext: a missing translation would silently show English.
"""

import base64
import hashlib
import hmac
import secrets
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.utils import timezone

from newsroom.text import skeleton

SIGNS = "+−×"  # U+2212 and U+00D7
SKEW = 60  # seconds a clock of ours may run ahead of another
AGAIN_SECONDS = 1  # whoever saw the form before has only the sum to answer


# Words --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Words:
    """How one language writes and speaks a sum."""

    numbers: list[str]  # zero to ten
    signs: dict[str, str]  # spoken
    sentence: str
    # The same with the first or the second number missing; a language without them shows the result as the blank.
    others: tuple[str, str] | None = None
    reviewed_by: str = ""  # the native speaker who has read the line; empty: nobody yet


WORDS = {
    "en": Words(
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"],
        {"+": "plus", "−": "minus", "×": "multiplied by"},
        "What is {first} {sign} {second}?",
        ("Which number {sign} {second} makes {result}?", "{first} {sign} which number makes {result}?"),
    ),
    "ar": Words(
        ["صفر", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة"],
        {"+": "زائد", "−": "ناقص", "×": "ضرب"},
        "كم يساوي {first} {sign} {second}؟",
    ),
    "ku": Words(
        ["sifir", "yek", "du", "sê", "çar", "pênc", "şeş", "heft", "heşt", "neh", "deh"],
        {"+": "zêde", "−": "kêm", "×": "carî"},
        "{first} {sign} {second} çend dike?",
    ),
    "ckb": Words(
        ["سفر", "یەک", "دوو", "سێ", "چوار", "پێنج", "شەش", "حەوت", "هەشت", "نۆ", "دە"],
        {"+": "کۆ", "−": "کەم", "×": "جاران"},
        "{first} {sign} {second} دەکاتە چەند؟",
    ),
    "tr": Words(
        ["sıfır", "bir", "iki", "üç", "dört", "beş", "altı", "yedi", "sekiz", "dokuz", "on"],
        {"+": "artı", "−": "eksi", "×": "çarpı"},
        "{first} {sign} {second} kaç eder?",
    ),
    "fa": Words(
        ["صفر", "یک", "دو", "سه", "چهار", "پنج", "شش", "هفت", "هشت", "نه", "ده"],
        {"+": "به\u200cعلاوه", "−": "منهای", "×": "ضربدر"},
        "{first} {sign} {second} چند می‌شود؟",
    ),
}


def words_in(language):
    """Return the words of `language`; English for one that has no line in the table."""
    return WORDS.get(language, WORDS["en"])


# The sum ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Flavour:
    """What a sum may look like. It rides in the token: changing a setting must not turn a waiting sum wrong."""

    blank: str = "result"  # or "any": each of the three places
    operators: str = SIGNS
    again: bool = False  # issued to somebody who has already sent the form

    @classmethod
    def from_settings(cls, language, *, again=False):
        """Return the flavour the settings ask for, as far as `language` has sentences for it."""
        operators = "".join(sign for sign in SIGNS if sign in settings.COMMENT_CAPTCHA_OPERATORS) or SIGNS
        blank = settings.COMMENT_CAPTCHA_BLANK if words_in(language).others else "result"
        return cls(blank, operators, again)


@dataclass(frozen=True)
class Sum:
    """A sum with one blank: place 0 is the first number, 1 the second, 2 the result."""

    first: int
    sign: str
    second: int
    blank: int
    word: int  # the place of the one number written as a word

    @property
    def result(self):
        return {"+": self.first + self.second, "−": self.first - self.second, "×": self.first * self.second}[self.sign]

    @property
    def answer(self):
        return (self.first, self.second, self.result)[self.blank]

    def parts(self, language, digits=str):
        """Return what is shown, in logical order, as (kind, text); the blank's text is empty.

        `digits` writes a number as the page writes its dates.
        """
        numbers = words_in(language).numbers

        def shown(place, value):
            if place == self.blank:
                return "blank", ""
            return ("word", numbers[value]) if place == self.word else ("digits", digits(value))

        first, second, result = (
            shown(place, value) for place, value in enumerate((self.first, self.second, self.result))
        )
        return [first, ("sign", self.sign), second, ("sign", "="), result]

    def sentence(self, language):
        """Return the sum as a question in words, for those who hear the page."""
        words = words_in(language)
        form = words.sentence if self.blank == 2 else (words.others or WORDS["en"].others)[self.blank]
        return form.format(
            first=words.numbers[self.first],
            second=words.numbers[self.second],
            sign=words.signs[self.sign],
            result=self.result,
        )


class _Draws:
    """Fair draws out of one wide integer. (Single bytes modulo 9 would favour the small numbers.)"""

    def __init__(self, seed):
        self._left = int.from_bytes(seed, "big")

    def below(self, count):
        self._left, drawn = divmod(self._left, count)
        return drawn


def _derive(secret, token_id, flavour):
    """Return the sum that belongs to an id under a secret.

    `×` is drawn half the time: the best single guess then wins 5.9 %, with equal shares 7.0 %.
    """
    draws = _Draws(_mac(secret, "sum", token_id))
    others = flavour.operators.replace("×", "")
    choices = others + "×" * max(len(others), 1) if "×" in flavour.operators else others
    sign = choices[draws.below(len(choices))]
    first, second = 1 + draws.below(9), 1 + draws.below(9)
    if sign == "−" and first < second:
        first, second = second, first
    word = draws.below(2)
    blank = draws.below(3) if flavour.blank == "any" else 2
    if blank != 2:
        word = 1 - blank  # the other number; the result is always digits
    return Sum(first, sign, second, blank, word)


# The token ----------------------------------------------------------------------------------------------------


class TokenError(Exception):
    """The token cannot be used. `reason`: forged, article, future, expired or early."""

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Token:
    """A token that has been verified, or is about to be sent."""

    id: bytes  # 96 random bits
    article: int
    language: str
    issued_at: int  # milliseconds since 1970
    life: int  # seconds
    flavour: Flavour
    secret: str  # which of our secrets signed it

    @property
    def id_text(self):
        """The id as the comment's `token_id` and a bucket's key hold it."""
        return self.id.hex()

    @property
    def sum(self):
        # With the secret that verified the token: a sum shown before a rotation stays right after it.
        return _derive(self.secret, self.id, self.flavour)

    @property
    def trap(self):
        """The name of the field that people leave empty; no two forms share it."""
        return "n" + _mac(self.secret, "trap", self.id).hex()[:10]

    def age(self, now=None):
        """Return the seconds since it was issued."""
        return ((now or timezone.now()).timestamp() * 1000 - self.issued_at) / 1000

    def seconds_left(self, now=None):
        return max(0, int(self.life - self.age(now)))

    @property
    def minimum(self):
        """The seconds within which only a machine answers."""
        return AGAIN_SECONDS if self.flavour.again else settings.COMMENT_CAPTCHA_MIN_SECONDS

    def is_early(self, now=None):
        return self.age(now) < self.minimum

    def __str__(self):
        fields = [
            VERSION,
            _key_id(self.secret),
            self.id,
            _number(self.article),
            self.language.encode(),
            _number(self.issued_at),
            _number(self.life),
            self.flavour.blank.encode(),
            self.flavour.operators.encode(),
            bytes([self.flavour.again]),
        ]
        # Each field behind its length: bytes cannot be spliced from one field into the next.
        body = b"".join(bytes([len(field)]) + field for field in fields)
        return _encode(body + _mac(self.secret, "token", body)[:MAC_BYTES])


VERSION = b"1"
MAC_BYTES = 16
LONGEST = 400  # characters; ours have about 120


def issue(article, language, *, again=False, now=None):
    """Return a new Token for the article with this number, shown in `language`."""
    return Token(
        id=secrets.token_bytes(12),
        article=article,
        language=language,
        issued_at=int((now or timezone.now()).timestamp() * 1000),
        life=settings.COMMENT_CAPTCHA_LIFE,
        flavour=Flavour.from_settings(language, again=again),
        secret=settings.SECRET_KEY,
    )


def read(text, *, article, now=None):
    """Return the Token that `text` is. Raises TokenError where it is not ours, not for this article or not for now.

    A token used too fast is returned: what that means depends on whether it is the first (`is_early`).
    """
    token = _verified(text)
    if token.article != article:
        raise TokenError("article")
    age = token.age(now)
    if age < -SKEW:
        raise TokenError("future")
    if age > token.life:
        raise TokenError("expired")
    return token


def _verified(text):
    if len(text) > LONGEST:
        raise TokenError("forged")
    raw = _decode(text)
    body, mac = raw[:-MAC_BYTES], raw[-MAC_BYTES:]
    fields = _split(body)
    if len(fields) != 10 or fields[0] != VERSION:
        raise TokenError("forged")
    secret = next((secret for secret in _secrets() if hmac.compare_digest(_key_id(secret), fields[1])), None)
    if secret is None or not hmac.compare_digest(_mac(secret, "token", body)[:MAC_BYTES], mac):
        raise TokenError("forged")
    # From here on the bytes are our own.
    _version, _key, token_id, article, language, issued_at, life, blank, operators, again = fields
    return Token(
        id=token_id,
        article=int.from_bytes(article, "big"),
        language=language.decode(),
        issued_at=int.from_bytes(issued_at, "big"),
        life=int.from_bytes(life, "big"),
        flavour=Flavour(blank.decode(), operators.decode(), again == b"\x01"),
        secret=secret,
    )


def _split(body):
    fields, at = [], 0
    while at < len(body):
        end = at + 1 + body[at]
        fields.append(body[at + 1 : end])
        at = end
    if at != len(body):
        raise TokenError("forged")
    return fields


def _secrets():
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


def _mac(secret, purpose, message):
    """Return 32 bytes that only we can make."""
    return hmac.digest(_key(secret, purpose), message, hashlib.sha256)


@lru_cache(maxsize=32)
def _key(secret, purpose):
    """Return the key of one purpose, derived from the secret, so that no use of one says anything of another."""
    return hmac.digest(secret.encode(), b"newsroom.comments.captcha." + purpose.encode(), hashlib.sha256)


def _key_id(secret):
    return _mac(secret, "key", b"")[:4]


def _number(value):
    return value.to_bytes(8, "big")


def _encode(raw):
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _decode(text):
    try:
        raw = base64.b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except ValueError as error:
        raise TokenError("forged") from error
    if _encode(raw) != text:  # one token has one spelling
        raise TokenError("forged")
    return raw


# The answer ---------------------------------------------------------------------------------------------------

_READ = {str(skeleton(word)): value for words in WORDS.values() for value, word in enumerate(words.numbers)}


def read_number(text):
    """Return the number a reader wrote, in the digits of any script or a word of any of our languages; else None.

    Decimal digits are read before any compatibility folding, which would make 5 of ⁵. Signs, fractions, exponents and
    underscores are no answer, and `int` is not asked: it takes "1_0" for ten.
    """
    if len(text) > 60:
        return None
    plain = "".join(letter for letter in text if unicodedata.category(letter) != "Cf").strip()
    digits = [unicodedata.decimal(letter, None) for letter in plain]
    if 1 <= len(digits) <= 3 and None not in digits:
        return sum(digit * 10**place for place, digit in enumerate(reversed(digits)))
    return _READ.get(str(skeleton(plain))) if plain.isprintable() and not any(map(str.isdigit, plain)) else None
