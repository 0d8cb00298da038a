import base64
import dataclasses
import datetime
from collections import Counter
from functools import cache

import pytest
from django.utils import timezone

from comments import captcha
from comments.captcha import WORDS, Flavour, TokenError
from newsroom.text import skeleton

IDS = [number.to_bytes(12, "big") for number in range(100_000)]
NOW = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)


def seconds(count):
    return datetime.timedelta(seconds=count)


@cache
def sums(flavour, count):
    return [captcha._derive("a secret", token_id, flavour) for token_id in IDS[:count]]


def spoiled(text, at):
    """Return base64url text with one bit of its bytes changed."""
    raw = bytearray(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    raw[at // 8] ^= 1 << at % 8
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


# The sum


def test_a_hundred_thousand_sums_are_fair_and_never_negative():
    drawn = sums(Flavour(), 100_000)
    answers = Counter(each.answer for each in drawn)
    signs = Counter(each.sign for each in drawn)
    assert min(answers) >= 0
    assert max(answers.values()) / len(drawn) < 0.065
    assert 0.49 < signs["×"] / len(drawn) < 0.51
    assert all(1 <= each.first <= 9 and 1 <= each.second <= 9 for each in drawn)
    assert {each.blank for each in drawn} == {2}
    words = Counter(each.word for each in drawn)
    assert 0.49 < words[0] / len(drawn) < 0.51


@pytest.mark.parametrize("blank", ["result", "any"])
def test_exactly_one_of_the_two_numbers_shown_is_a_word(blank):
    for each in sums(Flavour(blank=blank), 5_000):
        kinds = Counter(kind for kind, _ in each.parts("en"))
        assert kinds == {"word": 1, "digits": 1, "blank": 1, "sign": 2}


def test_any_shows_the_blank_in_all_three_places():
    places = Counter(each.blank for each in sums(Flavour(blank="any"), 10_000))
    assert set(places) == {0, 1, 2}
    assert min(places.values()) > 3_000


@pytest.mark.parametrize("operators", ["+", "−", "×", "+×", "+−"])
def test_only_the_operators_asked_for_are_drawn(operators):
    assert {each.sign for each in sums(Flavour(operators=operators), 2_000)} == set(operators)


def test_the_signs_are_the_typographic_ones_in_logical_order():
    each = captcha.Sum(first=1, sign="×", second=5, blank=2, word=1)
    assert each.parts("en") == [("digits", "1"), ("sign", "\u00d7"), ("word", "five"), ("sign", "="), ("blank", "")]
    assert [text for _, text in each.parts("ar")] == ["1", "\u00d7", "خمسة", "=", ""]
    assert captcha.SIGNS == "+\u2212\u00d7"


def test_digits_are_written_as_the_page_writes_them():
    each = captcha.Sum(first=1, sign="+", second=5, blank=2, word=1)
    assert each.parts("ckb", digits=lambda value: str(value).translate({0x31: "١"}))[0] == ("digits", "١")


@pytest.mark.parametrize(
    ("blank", "sentence"),
    [
        (2, "What is one multiplied by five?"),
        (0, "Which number multiplied by five makes 5?"),
        (1, "one multiplied by which number makes 5?"),
    ],
)
def test_the_sum_is_also_a_sentence_in_words(blank, sentence):
    assert captcha.Sum(first=1, sign="×", second=5, blank=blank, word=1).sentence("en") == sentence


def test_every_language_has_a_sentence_without_digits_or_signs():
    for language in WORDS:
        sentence = captcha.Sum(first=7, sign="−", second=3, blank=2, word=0).sentence(language)
        assert not any(letter.isdigit() or letter in "+−×{}" for letter in sentence)


def test_an_unknown_language_is_shown_english():
    assert captcha.words_in("eo") is WORDS["en"]


def test_a_language_without_the_other_sentences_keeps_the_result_as_the_blank(settings):
    settings.COMMENT_CAPTCHA_BLANK = "any"
    assert Flavour.from_settings("en").blank == "any"
    assert Flavour.from_settings("ckb").blank == "result"


def test_sorani_and_kurmanji_are_spelt_with_their_own_letters():
    sorani = "".join(WORDS["ckb"].numbers) + WORDS["ckb"].sentence + "".join(WORDS["ckb"].signs.values())
    assert not set(sorani) & set("يكةىھ")
    assert WORDS["ku"].numbers[3:6] == ["sê", "çar", "pênc"]


# The token


def test_a_token_comes_back_as_it_was_issued():
    token = captcha.issue(7, "ckb", now=NOW)
    assert captcha.read(str(token), article=7, now=NOW + seconds(5)) == token


def test_any_changed_bit_is_refused():
    text = str(captcha.issue(7, "en", now=NOW))
    bits = len(text) * 6 // 8 * 8
    for at in range(bits):
        with pytest.raises(TokenError, match="forged"):
            captcha.read(spoiled(text, at), article=7, now=NOW)


@pytest.mark.parametrize(
    "text", ["", "a", "%%%", "é" * 20, "=" * 40, "A" * 10_000, "QUJD", "AAAA" * 20, "\x00", "a b", "🙂"]
)
def test_rubbish_is_refused(text):
    with pytest.raises(TokenError, match="forged"):
        captcha.read(text, article=7)


def test_a_token_cut_short_or_spelt_otherwise_is_refused():
    text = str(captcha.issue(7, "en", now=NOW))
    for other in (text[:-1], text[:-20], text + "A", text + "=", text + "\n", " " + text):
        with pytest.raises(TokenError, match="forged"):
            captcha.read(other, article=7, now=NOW)


def test_fields_cannot_be_spliced_into_each_other():
    # The same bytes parted otherwise: "en" + blank "result" against "enr" + "esult".
    token = captcha.issue(7, "en", now=NOW)
    spliced = dataclasses.replace(token, language="enr", flavour=Flavour(blank="esult"))
    body, other = (captcha._decode(str(each))[:-16] for each in (token, spliced))
    assert body != other
    mac = captcha._decode(str(token))[-16:]
    with pytest.raises(TokenError, match="forged"):
        captcha.read(captcha._encode(other + mac), article=7, now=NOW)


def test_another_articles_token_is_refused():
    with pytest.raises(TokenError, match="article"):
        captcha.read(str(captcha.issue(8, "en", now=NOW)), article=7, now=NOW)


@pytest.mark.parametrize(
    ("later", "reason"), [(3_600, None), (3_601, "expired"), (86_400, "expired"), (-60, None), (-61, "future")]
)
def test_a_token_serves_for_its_life_and_a_minute_of_skew(later, reason):
    text = str(captcha.issue(7, "en", now=NOW))
    if reason is None:
        assert captcha.read(text, article=7, now=NOW + seconds(later))
        return
    with pytest.raises(TokenError, match=reason):
        captcha.read(text, article=7, now=NOW + seconds(later))


def test_the_life_is_the_one_it_was_issued_with(settings):
    text = str(captcha.issue(7, "en", now=NOW))
    settings.COMMENT_CAPTCHA_LIFE = 10
    assert captcha.read(text, article=7, now=NOW + seconds(3_000))


def test_a_first_token_is_early_within_three_seconds_and_a_second_within_one():
    first, again = captcha.issue(7, "en", now=NOW), captcha.issue(7, "en", again=True, now=NOW)
    assert first.is_early(NOW + seconds(2.9))
    assert not first.is_early(NOW + seconds(3))
    assert again.is_early(NOW + seconds(0.9))
    assert not again.is_early(NOW + seconds(1))


def test_a_sum_shown_before_a_rotation_is_right_after_it(settings):
    settings.SECRET_KEY = "old"
    token = captcha.issue(7, "en", now=NOW)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new", ["older", "old"]
    assert captcha.read(str(token), article=7, now=NOW).sum == token.sum
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(TokenError, match="forged"):
        captcha.read(str(token), article=7, now=NOW)


def test_a_changed_setting_leaves_a_waiting_sum_as_it_was(settings):
    token = captcha.issue(7, "en", now=NOW)
    settings.COMMENT_CAPTCHA_BLANK, settings.COMMENT_CAPTCHA_OPERATORS = "any", "+"
    assert captcha.read(str(token), article=7, now=NOW).sum == token.sum


def test_the_token_does_not_hold_the_answer_and_two_are_never_alike():
    tokens = [captcha.issue(7, "en", now=NOW) for _ in range(50)]
    assert len({str(token) for token in tokens}) == 50
    assert len({token.trap for token in tokens}) == 50


def test_seconds_left_never_fall_below_zero():
    token = captcha.issue(7, "en", now=NOW)
    assert token.seconds_left(NOW + seconds(100)) == 3_500
    assert token.seconds_left(NOW + seconds(5_000)) == 0


def test_the_age_is_counted_with_the_clock_when_no_moment_is_given():
    assert captcha.issue(7, "en", now=timezone.now() - seconds(10)).age() >= 10


# The answer


@pytest.mark.parametrize("language", WORDS)
def test_every_number_word_is_read_as_its_number(language):
    assert [captcha.read_number(word) for word in WORDS[language].numbers] == list(range(11))
    assert [captcha.read_number(word.upper()) for word in WORDS[language].numbers] == list(range(11))


def test_folding_gives_no_word_two_values():
    values = {}
    for words in WORDS.values():
        for value, word in enumerate(words.numbers):
            values.setdefault(str(skeleton(word)), set()).add(value)
    assert all(len(each) == 1 for each in values.values())


@pytest.mark.parametrize("zero", [0x30, 0x660, 0x6F0, 0xFF10])
def test_the_digits_of_every_keyboard_are_read(zero):
    for number in range(82):
        written = "".join(chr(zero + int(digit)) for digit in str(number))
        assert captcha.read_number(written) == number


@pytest.mark.parametrize(
    "written", [" 5 ", "\u200f5", "5\u200e", "\u00a05\u3000", "\u20685\u2069", "five", "FIVE", "005"]
)
def test_marks_and_space_around_an_answer_do_not_count(written):
    assert captcha.read_number(written) == 5


@pytest.mark.parametrize(
    "written",
    [
        "",
        " ",
        "+5",
        "5.0",
        "1_0",
        "5e0",
        "²",
        "⁵",
        "①",
        "½",
        "−5",
        "-5",
        "0x5",
        "5 5",
        "4" * 400,
        "1234",
        "eleven",
        "\x005",
        "ten²",
    ],
)
def test_anything_else_is_no_number(written):
    assert captcha.read_number(written) is None
