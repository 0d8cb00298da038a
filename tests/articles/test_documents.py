"""Documents of every schema there ever was can be read, restored and published."""

import json
from pathlib import Path

import pytest
from django.utils import timezone

from articles import desk, documents
from articles.models import Article, Byline, Caption, Revision
from authors.models import Author
from tests import cast

pytestmark = pytest.mark.django_db

SAMPLES = sorted((Path(__file__).parent.parent / "documents").glob("*.json"))


def test_there_is_a_sample_of_every_schema():
    assert [int(sample.stem) for sample in SAMPLES] == list(range(1, documents.SCHEMA + 1))


@pytest.fixture(params=SAMPLES, ids=lambda sample: f"schema {sample.stem}")
def old(request):
    """An article whose first revision is a sample, as it was written then."""
    Author.objects.create(pk=900001, name="Leyla Aziz", slug="leyla-aziz")
    cast.make_photo(pk=900001, caption="Children cross the bridge.")
    article = cast.make_article(save=False)
    Revision.objects.create(
        article=article,
        number=1,
        schema=int(request.param.stem),
        document=json.loads(request.param.read_text()),
        by=cast.reporter(),
        at=timezone.now(),
    )
    desk.record(article, by=cast.reporter())
    return article


def test_it_is_restored_whole(old):
    sample = documents.read(old.revisions.get(number=1))
    assert desk.restore(old, old.revisions.get(number=1), by=cast.reporter()) == []
    article = Article.objects.get(pk=old.pk)
    assert article.headline == "پردەکە کرایەوە"
    assert article.body == sample["story"]["body"]
    assert Byline.objects.get(article=article).author.name == "Leyla Aziz"
    assert Caption.objects.get(article=article).credit == "AFP"
    assert list(article.tags.names()) == ["پرد"]


def test_reading_it_rewrites_nothing(old):
    before = Revision.objects.values_list("document", "schema").get(article=old, number=1)
    documents.read(old.revisions.get(number=1))
    assert Revision.objects.values_list("document", "schema").get(article=old, number=1) == before
