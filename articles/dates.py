"""Dates and times in words, in the four languages of the site.

Our own table: the framework's Sorani names follow another calendar and its Arabic ones are Egyptian.
Moments are shown in the site's time zone.
"""

from django.conf import settings
from django.utils import timezone

MONTHS = {
    "en": "January February March April May June July August September October November December".split(),
    "ar": "كانون الثاني،شباط،آذار،نيسان،أيار،حزيران،تموز،آب،أيلول،تشرين الأول،تشرين الثاني،كانون الأول".split("،"),
    "ku": "Çile,Sibat,Adar,Nîsan,Gulan,Hezîran,Tîrmeh,Tebax,Îlon,Çiriya Pêşîn,Çiriya Paşîn,Kanûna Pêşîn".split(","),
    "ckb": (
        "کانوونی دووەم،شوبات،ئازار،نیسان،ئایار،حوزەیران،تەممووز،ئاب،ئەیلوول،تشرینی یەکەم،تشرینی دووەم،کانوونی یەکەم"
    ).split("،"),
}
# How a language joins day, month and year, and a date with a time.
_DATE = {"ckb": "{day}ی {month}ی {year}"}
_COMMA = {"ar": "،", "ckb": "،"}
_ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def digits(text, language):
    """Return text with the digits readers of `language` expect: Western, unless ARABIC_DIGITS says otherwise."""
    if settings.ARABIC_DIGITS == "arabic" and language in _COMMA:
        return str(text).translate(_ARABIC_DIGITS)
    return str(text)


def month_name(month, language):
    """Return the name of month 1 to 12; in English where the language has none in our table."""
    return MONTHS.get(language, MONTHS["en"])[month - 1]


def date_words(day, language):
    """Return a date, or the date of a moment, in words: 22 November 2026."""
    if hasattr(day, "tzinfo"):
        day = timezone.localtime(day)
    words = _DATE.get(language, "{day} {month} {year}")
    return digits(words.format(day=day.day, month=month_name(day.month, language), year=day.year), language)


def time_words(moment, language):
    """Return the time of a moment: 14:05."""
    return digits(f"{timezone.localtime(moment):%H:%M}", language)


def moment_words(moment, language):
    """Return date and time: 22 November 2026, 14:05."""
    return f"{date_words(moment, language)}{_COMMA.get(language, ',')} {time_words(moment, language)}"


def zone_words(moment, language):
    """Return the offset of a moment in the site's time zone: UTC, UTC+3, UTC+5:30."""
    seconds = int(timezone.localtime(moment).utcoffset().total_seconds())
    if not seconds:
        return "UTC"
    hours, minutes = divmod(abs(seconds) // 60, 60)
    sign = "+" if seconds > 0 else "−"
    return digits(f"UTC{sign}{hours}" + (f":{minutes:02}" if minutes else ""), language)


def iso(moment):
    """Return a moment as machines read it, with the offset of the site's time zone, to the second."""
    return timezone.localtime(moment).isoformat(timespec="seconds")
