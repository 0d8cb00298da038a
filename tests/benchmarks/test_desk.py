"""The desk over an archive of a hundred thousand stories: `pytest -n 0 -m benchmark -s` on a quiet machine."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from articles.models import Article, Byline, Edition, Publication, Revision, TaggedArticle
from tests import cast
from tests.benchmarks.test_numbers import milliseconds

pytestmark = [pytest.mark.benchmark, pytest.mark.django_db]

STORIES = 100_000
IN_HAND = 300  # the newest, which readers do not have yet
BATCH = 2_000
LIMIT = 300  # milliseconds
BODY = "<p>“The river rose by a metre overnight,” said Zeyneb Ali – she has measured it for thirty years.</p>" * 12


def fill(number=STORIES):
    """Write an archive of live stories, one every forty minutes back from now, and the work in hand."""
    now, people = timezone.now(), [cast.reporter(), cast.editor(), cast.chief()]
    sections = [cast.make_section(f"section-{place}") for place in range(6)]
    authors = [cast.make_author(f"Author {place}") for place in range(20)]
    stages = (Article.Stage.ASSIGNED, Article.Stage.WRITING, Article.Stage.SUBMITTED, Article.Stage.APPROVED)
    for start in range(0, number, BATCH):
        places = range(start, min(start + BATCH, number))
        articles = Article.objects.bulk_create(
            Article(
                headline=f"Story {place} of the river and its footbridge",
                slug=f"story-{place}",
                body=BODY,
                section=sections[place % 6],
                stage=stages[place % 4] if place < IN_HAND else Article.Stage.APPROVED,
                created_by=people[place % 3],
                assignee=people[place % 3] if place % 2 else None,
                deadline=now - timedelta(minutes=40 * place),
                planned_for=(now - timedelta(minutes=40 * place)).date(),
                saved_at=now - timedelta(minutes=40 * place),
            )
            for place in places
        )
        revisions = Revision.objects.bulk_create(
            Revision(
                article=article,
                number=1,
                schema=1,
                document={"story": {"headline": article.headline, "body": ""}},
                by=article.created_by,
                at=article.saved_at,
            )
            for article in articles
        )
        Byline.objects.bulk_create(Byline(article=one, author=authors[one.pk % 20]) for one in articles)
        out = [
            pair for place, pair in zip(places, zip(articles, revisions, strict=True), strict=True) if place >= IN_HAND
        ]
        editions = Edition.objects.bulk_create(
            Edition(
                article=article,
                revision=revision,
                uri=f"tag:{article.pk}",
                headline=article.headline,
                slug=article.slug,
                body=BODY,
                section_id=article.section_id,
                published_at=article.saved_at,
            )
            for article, revision in out
        )
        Publication.objects.bulk_create(
            Publication(edition=edition, revision_id=edition.revision_id, kind="first", at=edition.published_at)
            for edition in editions
        )
    tag = cast.make_article(tags=["footbridges"]).tags.get()
    newest = Article.objects.order_by("-pk").values_list("pk", flat=True)[:2_000]
    TaggedArticle.objects.bulk_create(
        [TaggedArticle(tag=tag, content_object_id=number) for number in newest], ignore_conflicts=True
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def test_the_desk_over_a_hundred_thousand_stories(client):
    fill()
    base = "/admin/articles/article/"
    culture, found = Article.objects.order_by("pk").first().section_id, {}
    for person in (cast.chief(), cast.editor(), cast.reporter()):
        client.force_login(person)
        for name, path in {
            "Desk home": "/admin/",
            "List": base,
            "List, mine": f"{base}?whose=mine",
            "List, late": f"{base}?due=late",
            "List, a section": f"{base}?section__id__exact={culture}",
            "List, submitted": f"{base}?stage__exact=submitted",
            "Board": f"{base}board/",
            "Board, a section": f"{base}board/?section={culture}",
            "Week": f"{base}week/",
        }.items():
            assert client.get(path).status_code == 200
            found[f"{name}, {person}"] = milliseconds(client.get, [path] * 8)
            print(f"\n{name}, {person} ({connection.vendor}): {found[f'{name}, {person}']:.0f} ms, at most {LIMIT} ms")
    assert {name: taken for name, taken in found.items() if taken > LIMIT} == {}
