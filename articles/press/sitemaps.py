"""What search engines read: sitemaps and the news sitemap."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import chain

from django.conf import settings
from django.db import connection
from django.db.models import Exists, Q
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from taggit.models import Tag

from articles.dates import iso
from articles.models.edition import Edition, EditionCaption
from articles.models.section import Section, SiteText
from articles.press.lists import OF_AUTHOR, OF_TOPIC, section_with_stories
from articles.press.page import address, hreflangs, languages
from articles.press.xml import Document
from articles.render import absolute
from authors.models import Author
from newsroom import pages as kept
from photos import picture
from photos.models import Photo, Rendition

XML = "application/xml"
SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
IMAGES = "http://www.google.com/schemas/sitemap-image/1.1"
NEWS_AGE = timedelta(hours=48)
NEWS_ITEMS = 1000
ITEMS = 5000


def _indexable():
    return Edition.objects.live().filter(indexable=True, language__in=languages())


def index(request):
    """Answer the list of sitemaps: one per month of first publication, with its newest change."""
    kept.keep(kept.LISTS)
    xml = Document()
    with xml.element("sitemapindex", xmlns=SPACE):
        with xml.element("sitemap"):
            xml.line("loc", absolute(reverse("articles:sitemap_pages")))
        for start, stories, changed in _months():
            for part in range(1, -(-stories // ITEMS) + 1):
                with xml.element("sitemap"):
                    xml.line("loc", absolute(_address(f"{start:%Y}", f"{start:%m}", part)))
                    xml.line("lastmod", iso(changed))
    return xml.response(XML)


def _months():
    """Return (beginning, number of stories, newest change) of each month that has any, the newest first.

    By ranges, from an index that holds all it reads: to compute the month of every moment takes twelve times as long.
    """
    moments = _indexable().values_list("published_at", flat=True)
    newest, oldest = moments.order_by("-published_at").first(), moments.order_by("published_at").first()
    if newest is None:
        return []
    limits = [_month(number // 12, number % 12 + 1) for number in range(_number(oldest), _number(newest) + 1)]
    ranges = ", ".join(["(%s, %s)"] * len(limits))
    codes = ", ".join(["%s"] * len(languages()))
    with connection.cursor() as cursor:
        cursor.execute(
            # What stands in place of the marks is ours.
            "SELECT months.column1, COUNT(*), MAX(COALESCE(story.updated_at, story.published_at))"  # noqa: S608
            f" FROM (VALUES {ranges}) AS months JOIN articles_edition AS story"
            " ON story.published_at >= months.column1 AND story.published_at < months.column2"
            f" WHERE story.indexable AND story.withdrawn_at IS NULL AND story.language IN ({codes})"
            " GROUP BY months.column1 ORDER BY months.column1 DESC",
            [*map(connection.ops.adapt_datetimefield_value, chain.from_iterable(limits)), *languages()],
        )
        rows = cursor.fetchall()
    return [(timezone.localtime(_moment(start)), stories, _moment(changed)) for start, stories, changed in rows]


def _number(moment):
    """Return the number of the month in which a moment lies, counted from the year 0."""
    here = timezone.localtime(moment)
    return here.year * 12 + here.month - 1


def _moment(value):
    """Return a moment as the database gives it: SQLite writes it out, in UTC."""
    return datetime.fromisoformat(value).replace(tzinfo=UTC) if isinstance(value, str) else value


def _address(year, month, part):
    more = [part] if part > 1 else []
    return reverse("articles:sitemap_month_part" if more else "articles:sitemap_month", args=[year, month, *more])


def month(request, year, month, part=1):
    """Answer the stories first published in a month, in the site's time zone, each with translations and lead photo.

    A month of more than 5,000 has further parts; the first has the bare address.
    """
    start, end = _month(year, month)
    stories = _indexable().filter(published_at__gte=start, published_at__lt=end)
    first = (part - 1) * ITEMS
    rows = list(stories.defer("body", "insets").order_by("published_at", "pk")[first : first + ITEMS])
    if not rows:
        raise Http404
    families, images = _families(rows), _images(stories)
    xml = Document()
    spaces = {"xmlns__xhtml": "http://www.w3.org/1999/xhtml", "xmlns__image": IMAGES}
    with xml.element("urlset", xmlns=SPACE, **spaces):
        for row in rows:
            family = families[row.translation_of_id or row.pk]
            _url(xml, row.get_absolute_url(), row.changed_at, family, images.get(row.pk))
    return xml.response(XML)


def _images(stories):
    """Return the name of the widest copy of each story's lead photo, where it may be shown, by story (1 query)."""
    leads = EditionCaption.objects.filter(edition__in=stories.order_by().values("pk"), role=EditionCaption.Role.LEAD)
    copies = leads.filter(
        photo__in=Photo.objects.cleared().prepared().values("pk"),
        photo__renditions__in=Rendition.objects.current().filter(crop="", format__in=["jpeg", "png"]).values("pk"),
    )
    columns = ("edition", "photo__renditions__name", "photo__renditions__width")
    return {edition: name for edition, name, _width in copies.order_by(columns[2]).values_list(*columns)}


def _month(year, month):
    """Return the first moments of a month and of the next. Raises Http404 for what is no month."""
    try:
        start = datetime(int(year), int(month), 1)
        end = datetime(start.year + start.month // 12, start.month % 12 + 1, 1)
        return timezone.make_aware(start), timezone.make_aware(end)
    except (ValueError, OverflowError) as error:
        raise Http404 from error


def _families(rows):
    """Return (language, path) of every live story of the rows' families, by the number of the original."""
    originals = {row.translation_of_id or row.pk for row in rows}
    members = _indexable().filter(Q(pk__in=originals) | Q(translation_of_id__in=originals)).defer("body", "insets")
    families = defaultdict(list)
    for member in members.order_by("language"):
        families[member.translation_of_id or member.pk].append((member.language, member.get_absolute_url()))
    return families


def _url(xml, path, changed=None, family=(), image=None):
    with xml.element("url"):
        xml.line("loc", absolute(path))
        if changed:
            xml.line("lastmod", iso(changed))
        if len(family) > 1:
            for language, other in family:
                for code in hreflangs(language):
                    xml.line("xhtml:link", rel="alternate", hreflang=code, href=absolute(other))
        if image:
            with xml.element("image:image"):
                xml.line("image:loc", absolute(picture.address(image)))


def pages(request):
    """Answer the front pages, and every section, topic and author with a live story in a language."""
    kept.keep(kept.LISTS)
    xml = Document()
    with xml.element("urlset", xmlns=SPACE):
        for language in languages():
            _url(xml, address("front", language))
        of_topic = OF_TOPIC.filter(content_object__indexable=True).order_by()
        of_author = OF_AUTHOR.filter(edition__indexable=True).order_by()
        for name, rows, stories in (
            ("section", Section.objects.all(), partial(section_with_stories, indexable=True)),
            ("topic", Tag.objects.all(), of_topic.filter),
            ("author", Author.objects.all(), of_author.filter),
        ):
            # Asked of each row, whose first story answers: there are fewer of them than stories.
            codes = sorted(languages())
            has_stories = [Exists(stories(language=code)) for code in codes]
            found = list(rows.order_by("slug").values_list("slug", *has_stories))
            for place, code in enumerate(codes, 1):
                for row in found:
                    if row[place]:
                        _url(xml, address(name, code, slug=row[0]))
    return xml.response(XML)


def news(request):
    """Answer the stories first published within 48 hours, newest first."""
    kept.keep(kept.LISTS)
    names = {text.language: text.name for text in SiteText.objects.all()}
    since = timezone.now() - NEWS_AGE
    rows = _indexable().filter(retracted_at=None, published_at__gt=since).defer("body", "insets").newest()
    xml = Document()
    rows = list(rows[:NEWS_ITEMS])
    kept.holds_until(*(row.published_at + NEWS_AGE for row in rows[-1:]))
    with xml.element("urlset", xmlns=SPACE, xmlns__news="http://www.google.com/schemas/sitemap-news/0.9"):
        for row in rows:
            with xml.element("url"):
                xml.line("loc", absolute(row.get_absolute_url()))
                with xml.element("news:news"):
                    with xml.element("news:publication"):
                        name = names.get(row.language) or names.get(settings.LANGUAGE_CODE)
                        xml.line("news:name", name or settings.SITE_HOST)
                        xml.line("news:language", row.language)
                    xml.line("news:publication_date", iso(row.published_at))
                    xml.line("news:title", row.headline)
    return xml.response(XML)
