"""The readers' addresses. The site's own language has no prefix; the others stand below theirs.

Every page takes its language from the path: `reverse("articles:story", kwargs={"language": "ar", …})`.
"""

from django.conf import settings
from django.urls import include, path, register_converter

from articles.press import archive, corrections, front, history, lists, oembed, photo, search, sitemaps, small, story
from articles.press.feeds import views as feeds
from articles.slugs import SlugConverter

app_name = "articles"


class LanguageConverter:
    """A language of the site other than its own, which has no prefix."""

    regex = "|".join(code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE) or "(?!)"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


class YearConverter:
    regex = "[0-9]{4}"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


class MonthConverter(YearConverter):
    regex = "[0-9]{2}"


class CountConverter:
    """1, 2, 3 …, without leading zeros, so that each has one address."""

    regex = "[1-9][0-9]{0,2}"

    def to_python(self, value):
        return int(value)

    def to_url(self, value):
        return str(value)


register_converter(CountConverter, "count")
register_converter(LanguageConverter, "language")
register_converter(YearConverter, "year")
register_converter(MonthConverter, "month")  # a day too has two digits
register_converter(SlugConverter, "words")


def feed(route, view, name):
    """Return the addresses of a list's feed, one for each format."""
    forms = {"feed": "feed/", "atom": "feed/atom/", "json": "feed/json/"}
    return [path(route + end, view, {"form": form}, name=f"{name}_{form}") for form, end in forms.items()]


pages = [
    path("", front.front, name="front"),
    *feed("", feeds.front, "front"),
    path("<year:year>/", archive.year, name="year"),
    path("<year:year>/<month:month>/", archive.month, name="month"),
    path("<year:year>/<month:month>/<month:day>/", archive.day, name="day"),
    path("<year:year>/<month:month>/<words:slug>/", story.story, name="story"),
    path("<year:year>/<month:month>/<words:slug>/photo/<count:number>/", photo.photo, name="photo"),
    path("<year:year>/<month:month>/<words:slug>/history/", history.history, name="history"),
    path("section/<words:slug>/", lists.section, name="section"),
    *feed("section/<words:slug>/", feeds.section, "section"),
    path("topic/<words:slug>/", lists.topic, name="topic"),
    *feed("topic/<words:slug>/", feeds.topic, "topic"),
    path("author/<words:slug>/", lists.author, name="author"),
    *feed("author/<words:slug>/", feeds.author, "author"),
    path("search/", search.search, name="search"),
    path("corrections/", corrections.corrections, name="corrections"),
    *feed("corrections/", feeds.corrections, "corrections"),
]

urlpatterns = [
    path("s/<slug:code>/", story.short, name="short"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-pages.xml", sitemaps.pages, name="sitemap_pages"),
    path("sitemap-<year:year>-<month:month>.xml", sitemaps.month, name="sitemap_month"),
    path("sitemap-<year:year>-<month:month>-<count:part>.xml", sitemaps.month, name="sitemap_month_part"),
    path("news-sitemap.xml", sitemaps.news, name="sitemap_news"),
    path("robots.txt", small.robots, name="robots"),
    path(".well-known/security.txt", small.security, name="security"),
    path("favicon.ico", small.favicon, name="favicon"),
    path("oembed", oembed.oembed, name="oembed"),
    path("<language:language>/", include(pages)),
    path("", include(pages), {"language": settings.LANGUAGE_CODE}),
]
