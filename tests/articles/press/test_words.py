"""Slugs, short codes and dates: small rules without a database."""

from datetime import UTC, datetime

import pytest

from articles import dates, shortcode, slugs

JANUARY = datetime(2026, 1, 22, 14, 5, tzinfo=UTC)
NOVEMBER = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headline", "slug"),
    [
        ("The bridge opens again", "the-bridge-opens-again"),
        ("İstanbul ışık", "istanbul-isik"),
        ("Hikûmeta nû ya Kobanê", "hikumeta-nu-ya-kobane"),
        ("قُتِل في أربيل", "قتل-في-أربيل"),
        ("كـــتاب", "كتاب"),
        ("هەواڵی ڕۆژ", "هەواڵی-ڕۆژ"),
        ("می‌روم", "میروم"),
        ("“Quoted” & co.", "quoted-co"),
        ("🙂", ""),
        ("07", "story-07"),
        ("2026", "2026"),
        ("a\u202eb\u200fc", "abc"),
        ("Straße Øst", "strasse-ost"),
        ("<script>alert(1)</script>", "script-alert-1-script"),
    ],
)
def test_a_headline_gives_the_slug_of_its_script(headline, slug):
    assert slugs.slugify(headline) == slug


def test_a_slug_is_cut_at_a_word():
    slug = slugs.slugify("nine letters " * 20)
    assert len(slug) <= 80
    assert slug.endswith(("nine", "letters"))


def test_an_endless_word_is_cut_anyway():
    assert len(slugs.slugify("x" * 300)) == 80


def test_a_decomposed_spelling_is_the_same_slug():
    assert slugs.normalise("e\u0302") == slugs.normalise("ê") == "e"


@pytest.mark.parametrize("number", [0, 1, 31, 32, 1234567, 2**62])
def test_a_short_code_leads_back_to_its_number(number):
    assert shortcode.decode(shortcode.encode(number)) == number


@pytest.mark.parametrize(("typed", "number"), [("1O", 32), ("il", 33), ("Z", 31), ("0", 0)])
def test_a_short_code_is_read_in_any_case_and_with_its_look_alikes(typed, number):
    assert shortcode.decode(typed) == number


@pytest.mark.parametrize("typed", ["", "u", "!", "z" * 14, "zzzzzzzzzzzzz"])
def test_nonsense_is_no_short_code(typed):
    assert shortcode.decode(typed) is None


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "22 November 2026, 14:05"),
        ("ar", "22 تشرين الثاني 2026، 14:05"),
        ("ku", "22 Çiriya Paşîn 2026, 14:05"),
        ("ckb", "22ی تشرینی دووەمی 2026، 14:05"),
    ],
)
def test_a_moment_is_written_as_each_language_writes_it(language, words):
    assert dates.moment_words(NOVEMBER, language) == words


@pytest.mark.parametrize(("language", "month"), [("ar", "كانون الثاني"), ("ckb", "کانوونی دووەم"), ("ku", "Çile")])
def test_january_has_the_name_readers_know(language, month):
    assert month in dates.date_words(JANUARY, language)


@pytest.mark.parametrize("language", dates.MONTHS)
def test_a_year_has_twelve_different_months(language):
    assert len(set(dates.MONTHS[language])) == 12


def test_arabic_digits_are_a_setting(settings):
    settings.ARABIC_DIGITS = "arabic"
    assert dates.time_words(NOVEMBER, "ar") == "١٤:٠٥"
    assert dates.time_words(NOVEMBER, "ku") == "14:05"


@pytest.mark.parametrize(
    ("zone", "words", "iso"),
    [
        ("UTC", "UTC", "2026-11-22T14:05:00+00:00"),
        ("Asia/Damascus", "UTC+3", "2026-11-22T17:05:00+03:00"),
        ("Asia/Kolkata", "UTC+5:30", "2026-11-22T19:35:00+05:30"),
        ("America/New_York", "UTC−5", "2026-11-22T09:05:00-05:00"),
    ],
)
def test_the_zone_is_said_in_words_and_in_offsets(settings, zone, words, iso):
    settings.TIME_ZONE = zone
    from django.utils import timezone

    with timezone.override(zone):
        assert dates.zone_words(NOVEMBER, "en") == words
        assert dates.iso(NOVEMBER) == iso
