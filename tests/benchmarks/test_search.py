"""Search over an archive of 100,000 stories in four languages, on whichever database DATABASE_URL names."""

import random
import time
from datetime import timedelta
from functools import partial

import pytest
from django.db import connection
from django.utils import timezone

from articles import documents
from articles.models import Article, Edition, Revision, SearchDocument
from articles.search import search
from newsroom.text import normalise
from tests import cast

pytestmark = [pytest.mark.benchmark, pytest.mark.django_db]

STORIES = 100_000
BATCH = 5_000
WORDS = 120  # in a body
LANGUAGES = ("en", "ar", "ku", "ckb")
SYLLABLES = {
    "en": "ba re ti mo lun den ster ing wald har con ver tel pos".split(),
    "ku": "ba rê ti mo lûn den ster ing wel har kon ver dil bex".split(),
    "ar": "با ري تي مو لون دن ستر ينغ ول هار كون ور دل بخ".split(),
    "ckb": "با ڕێ تی مۆ لوون دەن ستێر ینگ وێڵ هار کۆن ڤێر دڵ بەخ".split(),
}
COMMON = "Tigris"  # in half of all stories, whatever their language


def vocabulary(language, rng):
    return ["".join(rng.choices(SYLLABLES[language], k=rng.randint(2, 4))) for _ in range(20_000)]


@pytest.fixture
def archive():
    """An archive of STORIES stories; the words of each drawn so that few are common and many rare."""
    rng = random.Random(7)
    words = {language: vocabulary(language, rng) for language in LANGUAGES}
    weights = [1 / rank for rank in range(1, 20_001)]
    section, by, now = cast.make_section(), cast.reporter(), timezone.now()
    document = documents.serialise(cast.make_article())
    for start in range(0, STORIES, BATCH):
        articles = Article.objects.bulk_create(
            Article(language=LANGUAGES[n % 4], slug=f"archive-{n}", headline=f"Archive {n}", created_by=by)
            for n in range(start, start + BATCH)
        )
        revisions = Revision.objects.bulk_create(
            Revision(article=article, number=1, schema=documents.SCHEMA, document=document, by=by, at=now)
            for article in articles
        )
        editions, found = [], []
        for n, (article, revision) in enumerate(zip(articles, revisions, strict=True), start):
            language, at = article.language, now - timedelta(minutes=5 * n)
            body = " ".join(rng.choices(words[language], weights, k=WORDS))
            body += f" {COMMON}" if n % 8 < 4 else ""
            editions.append(
                Edition(
                    article=article,
                    revision=revision,
                    language=language,
                    section=section,
                    slug=article.slug,
                    headline=article.headline,
                    body=f"<p>{body}</p>",
                    uri=f"tag:archive:{n}",
                    published_at=at,
                )
            )
            found.append(
                SearchDocument(
                    place=SearchDocument.place_of(editions[-1]),
                    edition_id=article.pk,
                    language=language,
                    section=section,
                    published_at=at,
                    headline=normalise(article.headline),
                    standfirst="",
                    names="",
                    body=normalise(body),
                )
            )
        Edition.objects.bulk_create(editions)
        SearchDocument.objects.bulk_create(found)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return words


def median(call, times=9):
    """Return the median of the seconds a call takes, the first left out."""
    call()
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        call()
        taken.append(time.perf_counter() - started)
    return sorted(taken)[times // 2]


def questions(words, language):
    """Return {what is asked: the call that asks it}."""
    fairly_rare = words[language][900]
    return {
        "one word": partial(search, fairly_rare, language=language),
        "one word, newest first": partial(search, fairly_rare, language=language, order="newest"),
        "a word in half of all": partial(search, COMMON, language=language),
        "that, newest first": partial(search, COMMON, language=language, order="newest"),
        "that, page 50": partial(search, COMMON, language=language, page=50),
        "that and another": partial(search, f"{COMMON} {words[language][40]}", language=language),
        "that in all languages": partial(search, COMMON),
    }


def test_search_over_a_hundred_thousand_stories(archive):
    print(f"\n{STORIES:,} stories on {connection.vendor}: the median of 9, in milliseconds")
    for language in LANGUAGES:
        for name, ask in questions(archive, language).items():
            found = ask()
            limit = 150 if "half" in name or "that" in name else 50
            taken = 1000 * median(ask)
            print(f"  {language:4} {name:26} {taken:6.1f} of {limit}   {found.count} found")
            assert found.rows
