"""The readers' addresses. The site's own language has no prefix; the others stand below theirs.

Every page takes its language from the path: `reverse("articles:story", kwargs={"language": "ar", …})`.
"""

from django.conf import settings
from django.urls import include, path, register_converter

from articles.press import corrections, feeds, front, history, lists, search, sitemaps, story
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


register_converter(LanguageConverter, "language")
register_converter(YearConverter, "year")
register_converter(MonthConverter, "month")
register_converter(SlugConverter, "words")

pages = [
    path("", front.front, name="front"),
    path("feed/", feeds.front, name="front_feed"),
    path("<year:year>/<month:month>/<words:slug>/", story.story, name="story"),
    path("<year:year>/<month:month>/<words:slug>/history/", history.history, name="history"),
    path("section/<words:slug>/", lists.section, name="section"),
    path("section/<words:slug>/feed/", feeds.section, name="section_feed"),
    path("topic/<words:slug>/", lists.topic, name="topic"),
    path("topic/<words:slug>/feed/", feeds.topic, name="topic_feed"),
    path("author/<words:slug>/", lists.author, name="author"),
    path("author/<words:slug>/feed/", feeds.author, name="author_feed"),
    path("search/", search.search, name="search"),
    path("corrections/", corrections.corrections, name="corrections"),
]

urlpatterns = [
    path("s/<slug:code>/", story.short, name="short"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-pages.xml", sitemaps.pages, name="sitemap_pages"),
    path("sitemap-<year:year>-<month:month>.xml", sitemaps.month, name="sitemap_month"),
    path("news-sitemap.xml", sitemaps.news, name="sitemap_news"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("<language:language>/", include(pages)),
    path("", include(pages), {"language": settings.LANGUAGE_CODE}),
]
