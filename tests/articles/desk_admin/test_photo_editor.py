"""The photo editor's form: the photos of any story and their words, and not a word more is changed or lost."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Article
from tests import cast
from tests.articles.desk_admin.post import change_url, opened, save, send, with_row
from tests.articles.test_insets import BODY, INSETS

pytestmark = pytest.mark.django_db

KEEPS = ["view_article", "add_caption", "change_caption", "delete_caption"]


@pytest.fixture
def karwan(client):
    karwan = cast.photo_editor()
    rights = cast.Permission.objects.filter(codename__in=[*KEEPS, "change_live_photo"])
    karwan.user_permissions.add(*rights)
    client.force_login(karwan)
    return client


def state(article):
    article = Article.objects.get(pk=article.pk)
    document = article.revisions.first().document
    return {name: document[name] for name in ("story", "bylines", "tags", "change")}


def test_the_photo_editor_s_desk_begins_with_the_photos_that_are_wanted(karwan):
    soon, late = timezone.now() + timedelta(hours=2), timezone.now() + timedelta(hours=9)
    cast.make_article(headline="Some time", needs_photo=True)
    cast.make_article(headline="Tonight", needs_photo=True, deadline=late)
    cast.make_article(headline="Now", needs_photo=True, deadline=soon)
    cast.make_article(headline="Has one", needs_photo=True, photos=[cast.make_photo()])
    cast.make_article(headline="Needs none")

    first, *others = karwan.get("/admin/").context["panels"]

    assert (first.name, [row.title for row in first.rows]) == ("wanted", ["Now", "Tonight", "Some time"])
    assert "late" not in {panel.name for panel in others}


def test_a_photo_wanted_long_ago_is_wanted_no_more_unless_the_story_is_still_only_planned(karwan):
    long_ago = timezone.now() - timedelta(days=40)
    old = [cast.make_article(headline=name, needs_photo=True) for name in ("Forgotten", "Planned")]
    Article.objects.filter(pk__in=[article.pk for article in old]).update(saved_at=long_ago)
    Article.objects.filter(headline="Planned").update(stage=Article.Stage.ASSIGNED)

    [wanted] = [panel for panel in karwan.get("/admin/").context["panels"] if panel.name == "wanted"]

    assert [row.title for row in wanted.rows] == ["Planned"]


@pytest.mark.parametrize("make", [cast.make_article, cast.submitted, cast.approved, cast.live])
def test_a_caption_is_changed_at_any_stage_and_nothing_else_is(karwan, make):
    article = make(photos=[cast.make_photo(), cast.make_photo()], body=BODY, insets=INSETS, tags=["bridges", "Derik"])
    before = state(article)

    response = save(karwan, article, **{"lead-0-caption": "A better caption", "captions-0-credit": "AFP"})

    assert response.status_code == 302
    assert article.captions.get(role="lead").caption == "A better caption"
    assert article.captions.get(role="inline").credit == "AFP"
    assert article.bylines.count() == 1
    assert state(article) == before
    assert article.revisions.first().by == cast.photo_editor()


def test_a_photo_is_added_and_one_removed(karwan):
    article = cast.make_article(photos=[cast.make_photo(), cast.make_photo()])
    photo = cast.make_photo()
    fields = opened(karwan, article) | {"captions-0-DELETE": "on"}
    send(karwan, article, with_row(fields, "captions", photo=photo.pk))
    assert [row.photo for row in article.captions.filter(role="inline")] == [photo]


def test_what_is_not_on_the_form_cannot_be_forged_into_the_story(karwan):
    article = cast.make_article(photos=[cast.make_photo()])
    before = state(article)
    forged = {
        "headline": "Forged",
        "body": "<p>Forged</p>",
        "tags": "forged",
        "insets": "{}",
        "slug": "forged",
        "credits": "1:by",
        "translation_number": "1",
        "bylines-TOTAL_FORMS": "1",
        "bylines-INITIAL_FORMS": "1",
        "bylines-0-id": str(article.bylines.get().pk),
        "bylines-0-DELETE": "on",
    }
    send(karwan, article, opened(karwan, article) | forged | {"lead-0-caption": "Honest"})
    assert state(article) == before
    assert article.captions.get().caption == "Honest"


def test_a_stale_form_of_captions_is_refused_and_given_back(karwan):
    article = cast.make_article(photos=[cast.make_photo()])
    fields = opened(karwan, article) | {"lead-0-caption": "Typed before"}
    cast.edit(article, headline="Rojîn was faster")
    response = send(karwan, article, fields)
    assert response.status_code == 200
    assert "Typed before" in response.content.decode()
    assert "Revision 2 was saved by" in response.content.decode()


def test_the_words_are_read_there_and_no_verb_is_offered(karwan):
    article = cast.make_article(photos=[cast.make_photo()], body=BODY, insets=INSETS)
    page = karwan.get(change_url(article)).content.decode()
    assert "We walked an" in page
    assert 'name="headline"' not in page
    assert 'name="_verb"' not in page
    assert karwan.get(reverse("admin:articles_article_add")).status_code == 403


def test_the_preview_shows_a_caption_that_is_not_saved(karwan):
    article = cast.make_article(photos=[cast.make_photo()])
    address = reverse("admin:articles_article_preview", args=[article.pk])
    response = karwan.post(address, opened(karwan, article) | {"lead-0-caption": "Not saved"})
    assert "Not saved" in response.content.decode()
    assert article.captions.get().caption is None


def test_a_photo_editor_without_the_right_to_captions_reads_only(client):
    client.force_login(cast.make_user("reader", "view_article"))
    article = cast.make_article(photos=[cast.make_photo()])
    assert send(client, article, {"lead-0-caption": "x"}).status_code == 403
