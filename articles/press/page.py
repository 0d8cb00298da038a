"""What every public page has: its language, its head, the masthead, and the way it is answered.

Pages are rendered without the request: no user, session or token can reach a template, so that everyone gets the
same bytes.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from django.conf import settings
from django.db.models import Case, Exists, Subquery, When
from django.db.models.functions import JSONObject
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from articles.models.section import Section, SiteText
from articles.press import text as text_only
from newsroom import pages

ENDONYMS = {"en": "English", "ar": "العربية", "ku": "Kurdî", "ckb": "کوردی"}
OG_LOCALES = {"en": "en_GB", "ar": "ar_SY", "ku": "ku_TR", "ckb": "ckb_IQ"}
# What search engines read. Google does not know ckb, and takes bare ku for either script.
HREFLANGS = {"ku": ["ku", "ku-Latn"], "ckb": ["ckb", "ku-Arab"]}
RIGHT_TO_LEFT = {"ar", "ckb"}

PAGE_SIZE = 20
LAST_PAGE = 100


def languages():
    """Return the codes of the site's languages, in the order of the setting."""
    return [code for code, _name in settings.LANGUAGES]


def address(name, language, **parts):
    """Return the path of one of our pages in a language: address("section", "ar", slug="politics")."""
    return _address(name, settings.LANGUAGE_CODE, language, tuple(parts.items()))


@lru_cache(maxsize=4096)
def _address(name, _own, language, parts):
    """As `address`, remembered: a page has dozens of them, and the router is slow. `_own` has no prefix."""
    return reverse(f"articles:{name}", kwargs={"language": language, **dict(parts)})


def prepared(make):
    """Remember the queryset that `make` builds for its arguments: of a question with many parts that is half its cost.

    Whoever calls it gets a fresh copy. It may depend on its arguments and on the languages of the site, nothing else.
    """
    built = lru_cache(maxsize=256)(lambda arguments, _codes, _own: make(*arguments))
    return lambda *arguments: built(arguments, tuple(languages()), settings.LANGUAGE_CODE).all()


def hreflangs(code):
    """Return the names under which machines look for a language."""
    return HREFLANGS.get(code, [code])


@dataclass(frozen=True)
class Counterpart:
    """This page in a language: in the switcher, and among the alternates where it says the same."""

    language: str
    path: str

    @property
    def endonym(self):
        return ENDONYMS.get(self.language, self.language)

    @property
    def hreflangs(self):
        return hreflangs(self.language)


@dataclass(frozen=True)
class FeedLink:
    title: str
    path: str
    type: str = "application/rss+xml"


# Name of a feed's format, as in the addresses' names: its media type.
FEED_TYPES = {"feed": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}


def feed_links(name, title, language, **parts):
    """Return the feeds of a list, one for each format."""
    return [FeedLink(title, address(f"{name}_{form}", language, **parts), kind) for form, kind in FEED_TYPES.items()]


@dataclass
class Page:
    """The head of one page. `path` is its own address, empty where it has none to be found under."""

    language: str
    title: str = ""
    path: str = ""
    description: str = ""
    indexable: bool = True
    original: str = ""  # the language that x-default names
    counterparts: list[Counterpart] = field(default_factory=list)
    feeds: list[FeedLink] = field(default_factory=list)
    structured: Callable | None = None  # given the masthead, returns the JSON-LD document
    section_id: int | None = None  # marked in the row of sections
    here: str = ""  # the address at which it has a text-only version
    text: bool = False  # whether this is that version
    keys: Iterable[str] = ()  # what it shows, so that it is dropped when that changes; see articles/press/keys.py

    def offer_text(self, request, path):
        """Give this page, whose address is `path`, a text-only version; be it where the request asks for it."""
        self.here, self.text = path, text_only.is_asked(request)

    @property
    def other_version(self):
        """The address of the version that this is not: text-only, or full; empty where there is but one."""
        return self.here and (self.here if self.text else text_only.version(self.here))

    @property
    def direction(self):
        return "rtl" if self.language in RIGHT_TO_LEFT else "ltr"

    @property
    def og_locale(self):
        return OG_LOCALES.get(self.language, self.language)

    @property
    def other_locales(self):
        return [OG_LOCALES.get(c.language, c.language) for c in self.counterparts if c.language != self.language]

    @property
    def default(self):
        """Return the counterpart that stands for every other language: the original, else the site's own."""
        wanted = self.original or settings.LANGUAGE_CODE
        return next((c for c in self.counterparts if c.language == wanted), None)

    @property
    def switcher(self):
        """Return one link per language: this page's counterpart, else that language's front page."""
        paths = {c.language: c.path for c in self.counterparts}
        return [Counterpart(code, paths.get(code) or address("front", code)) for code in languages()]


def site_words(language):
    """Return a column with the site's words in this language, else in its own, to come along with rows of any kind."""
    words = {name: name for name in _WORDS}
    texts = SiteText.objects.filter(language__in={language, settings.LANGUAGE_CODE})
    own_first = Case(When(language=language, then=0), default=1)
    return Subquery(texts.order_by(own_first).values(words=JSONObject(**words))[:1])


_WORDS = ("language", "name", "strapline", "follow_words", "profiles", "about")


@prepared
def sections_with_words(language):
    """Return all sections, with the site's words in a language: what a masthead is made of."""
    return Section.objects.annotate(site_words=site_words(language))


def name_marks(section, language):
    """Return the attribute that marks the name of a section among words in `language` where it has none in it."""
    if section.names.get(language):
        return ""
    own = settings.LANGUAGE_CODE
    return format_html(' lang="{}"', own if section.names.get(own) else next(iter(section.names), ""))


@dataclass(frozen=True)
class SectionLink:
    """A section in the row below the masthead, where it is a top one, and in the list at the foot."""

    pk: int
    is_top: bool
    colour: str
    path: str
    name: str
    marks: str


class Masthead:
    """The name of the site and its sections, as the page's language has them. One query, once a page.

    `words` are those of `site_words`, where they came along with other rows. `rows` are `sections_with_words` with
    more columns, where something else is asked along.
    """

    def __init__(self, language, words=None, rows=None):
        self.language = language
        self._words = words
        self._rows = rows

    @cached_property
    def text(self):
        """The site's words in this language, else in its own, else just a name."""
        words = self._words
        if words is None and self.sections:
            words = self.sections[0].site_words
        elif words is None:
            words = SiteText.objects.values_list(site_words(self.language), flat=True).first()
        if not words:
            return SiteText(language=self.language, name=settings.SITE_HOST)
        profiles = words["profiles"]  # SQLite gives JSON within JSON as text
        return SiteText(**words | {"profiles": json.loads(profiles) if isinstance(profiles, str) else profiles})

    @cached_property
    def sections(self):
        return list(sections_with_words(self.language) if self._rows is None else self._rows)

    @property
    def top_sections(self):
        return [section for section in self.sections if section.parent_id is None]

    @cached_property
    def links(self):
        """The way to each section, in the page's language."""
        return [
            SectionLink(
                pk=section.pk,
                is_top=section.parent_id is None,
                colour=section.colour,
                path=address("section", self.language, slug=section.slug),
                name=section.name_in(self.language),
                marks=name_marks(section, self.language),
            )
            for section in self.sections
        ]


def respond(template, page, *, status=200, **context):
    """Return a finished page, in its own language whatever the request's. Its context holds `page` and `site`."""
    if page.keys:
        pages.keep(*page.keys)
    context = {"page": page, "site": Masthead(page.language), "text_style": mark_safe(text_only.STYLE)} | context
    with translation.override(page.language):
        rendered = render_to_string(template, context)
    if not page.text:
        return HttpResponse(rendered, status=status)
    response = HttpResponse(text_only.kept(rendered), status=status)
    response.csp = {"style-src": [text_only.STYLE_HASH]}
    return response


def moved(path):
    """Return a permanent redirect within the site."""
    return HttpResponsePermanentRedirect(path)


def page_number(request):
    """Return the number asked for. Raises Http404 for 0, words, or one beyond the last we list."""
    asked = request.GET.get("page", "1")
    if not asked.isascii() or not asked.isdigit() or not 1 <= int(asked[:4]) <= LAST_PAGE or len(asked) > 4:
        raise Http404
    return int(asked)


class NotThere(Http404):
    """A page beyond the end of a list, found out when the masthead was already asked for: it need not be again."""

    def __init__(self, site=None):
        super().__init__()
        self.site = site


def has_page(rows, number, size=None):
    """Return a column: whether a list has a page `number`. `rows` are the list's, named by an OuterRef; `size` of them
    make a page, else as many as in our own lists.

    It comes along with what the list belongs to, so that a page beyond the end costs no question of its own.
    """
    start = (number - 1) * (size or PAGE_SIZE)
    return Exists(rows[start : start + 1])


@dataclass
class Slice:
    """Twenty rows of a list, and the addresses of newer and older ones. Nothing is counted."""

    rows: list
    newer: str
    older: str
    number: int = 1
    following: object = None  # the first row of the older page
    archive: str = ""  # where older stories are, after the last page we list

    @classmethod
    def of(cls, rows, number, path):
        """Return page `number` of a list at `path`, which may carry a query of its own.

        Raises Http404 beyond the end; an empty first page is a page.
        """
        start = (number - 1) * PAGE_SIZE
        return cls._among(list(rows[start : start + PAGE_SIZE + 1]), number, path)

    @classmethod
    def of_numbers(cls, numbers, rows, number, path, *, site=None):
        """As `of`, where the rows of the list have these numbers and come in the order of `rows`.

        Whoever skips a thousand skips them among the numbers, in an index: whole rows are read of this page's alone.
        `site` is the masthead where there is one already.
        """
        start = (number - 1) * PAGE_SIZE
        return cls._among(list(rows.filter(pk__in=numbers[start : start + PAGE_SIZE + 1])), number, path, site)

    @classmethod
    def _among(cls, found, number, path, site=None):
        if not found and number > 1:
            raise NotThere(site)
        rows, following = found[:PAGE_SIZE], next(iter(found[PAGE_SIZE:]), None)
        part = cls.known(rows, number, path, has_older=bool(following) and number < LAST_PAGE, following=following)
        if following and number == LAST_PAGE and hasattr(following, "month"):
            part.archive = address("month", following.language, **following.month_parts)
        return part

    @classmethod
    def known(cls, rows, number, path, *, has_older, following=None):
        """Return page `number` of a list whose rows were found elsewhere."""
        page = f"{path}{'&' if '?' in path else '?'}page="
        newer = "" if number == 1 else path if number == 2 else f"{page}{number - 1}"
        return cls(rows, newer, f"{page}{number + 1}" if has_older else "", number, following)
