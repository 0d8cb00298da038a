"""What the photo library knows of the stories that use a photo, and what a photo's change does to them."""

import re

import pytest
from django.db import transaction
from django.utils import timezone

from articles import desk
from articles.desk import editions
from articles.models import Article, Edition, Publication
from authors.models import Author
from photos import library, uses
from photos.models import Photo
from tests import cast

pytestmark = pytest.mark.django_db


def public(photo):
    return Photo.objects.filter(uses.is_public(), pk=photo.pk).exists()


def test_a_photo_of_a_draft_is_used_and_not_public():
    photo = cast.make_photo()
    cast.make_article(photos=[photo])
    assert Photo.objects.filter(uses.is_used(), pk=photo.pk).exists()
    assert not public(photo)


def test_a_photo_of_a_live_story_is_public_until_the_story_is_withdrawn():
    photo = cast.make_photo()
    article = cast.live(photos=[photo])
    assert public(photo)
    desk.withdraw(article, by=cast.editor(), reason="The family asked us to.")
    assert not public(photo)


def test_a_photo_taken_from_the_working_copy_stays_public_while_readers_have_it():
    photo = cast.make_photo()
    article = cast.live(photos=[photo])
    article.captions.all().delete()
    cast.edit(article)
    assert public(photo)


def test_a_portrait_is_public():
    photo = cast.make_photo()
    Author.objects.create(name="Leyla", slug="leyla", portrait=photo)
    assert public(photo)


def test_each_use_says_its_story_role_and_state():
    photo = cast.make_photo()
    cast.live(headline="The bridge opens", photos=[photo])
    cast.make_article(headline="A draft", photos=[photo])
    found = uses.of([photo])[photo.pk]
    assert [(use.title, use.role, use.state, use.is_public) for use in found] == [
        ("The bridge opens", "lead", "live", True),
        ("A draft", "lead", "never published", False),
    ]


def test_a_changed_credit_leaves_a_publication_in_every_live_story_that_follows_it():
    photo = cast.make_photo()
    follows, own = cast.live(photos=[photo]), cast.live(photos=[photo])
    Edition.objects.get(pk=own.pk).captions.update(credit="AFP")
    cast.make_article(photos=[photo])
    uses.tell(photo, "credit", by=cast.photo_editor())
    added = Publication.objects.filter(kind="update")
    assert [row.edition_id for row in added] == [follows.pk]
    assert added.get().by == cast.photo_editor()
    assert Edition.objects.get(pk=follows.pk).updated_at == added.get().at


def test_a_story_withdrawn_while_its_photo_changes_gets_no_further_publication(monkeypatch):
    photo = cast.make_photo()
    article = cast.live(photos=[photo])
    whole = editions.lock

    def somebody_withdraws_first(story):
        monkeypatch.setattr(editions, "lock", whole)
        desk.withdraw(article, by=cast.editor(), reason="The family asked us to.")
        return whole(story)

    monkeypatch.setattr(editions, "lock", somebody_withdraws_first)
    uses.tell(photo, "credit", by=cast.photo_editor())
    assert Publication.objects.order_by("-pk").first().kind == "withdrawal"


@pytest.mark.parametrize("count", [1, 12])
def test_where_used_costs_the_same_for_one_story_and_many(count, django_assert_num_queries):
    photo = cast.make_photo()
    for _number in range(count):
        cast.live(photos=[photo])
    with django_assert_num_queries(4):
        assert len(uses.of([photo])[photo.pk]) == count


def test_deleting_a_person_a_photo_or_a_user_never_deletes_a_story():
    photo, author, reporter = cast.make_photo(), cast.make_author(), cast.reporter()
    cast.live(photos=[photo], authors=[author], by=reporter)
    for record in (photo, author, reporter):
        with pytest.raises(Exception, match="protected foreign key"), transaction.atomic():
            record.delete()
    assert (Article.objects.count(), Edition.objects.count()) == (1, 1)


# One photo, everywhere at once --------------------------------------------------------------------------------


def everywhere(client, article):
    """Return {address: what readers and machines get of a story there}."""
    path = Edition.objects.get(pk=article.pk).get_absolute_url()
    sitemaps = re.findall(r"<loc>[^<]*?(/sitemap[^<]+)</loc>", client.get("/sitemap.xml").content.decode())
    assert sitemaps
    addresses = [path, "/", "/feed/", "/feed/atom/", "/feed/json/", *sitemaps]
    answers = {address: client.get(address) for address in addresses}
    assert {answer.status_code for answer in answers.values()} == {200}
    return {address: answer.content.decode() for address, answer in answers.items()}


def test_a_withdrawn_photo_leaves_page_feeds_data_cards_and_sitemaps_and_comes_back(client):
    photo = cast.make_photo()
    article = cast.live(photos=[photo])
    names = [copy.name for copy in photo.copies()]
    before = everywhere(client, article)
    shown = {address for address, text in before.items() if any(name in text for name in names)}
    page = next(iter(before))
    assert {page, "/", "/feed/", "/feed/json/"} <= shown
    assert '"ImageObject"' in before[page]
    assert any(address.startswith("/sitemap") for address in shown)

    library.withdraw(photo, by=None, reason="A family asked.")
    for address, text in everywhere(client, article).items():
        assert not any(name in text for name in names), address
    library.reinstate(photo, by=None)
    back = everywhere(client, article)
    assert {address for address, text in back.items() if any(name in text for name in names)} == shown


def test_a_photo_whose_rights_have_ended_is_absent_from_all_too(client):
    photo = cast.make_photo()
    article = cast.live(photos=[photo])
    library.set_words(photo, by=None, rights_until=timezone.now())
    for address, text in everywhere(client, article).items():
        assert not any(copy.name in text for copy in photo.copies()), address


def test_both_focal_points_of_a_live_and_a_half_edited_story_are_in_use():
    photo = cast.make_photo()
    article = cast.make_article(photos=[photo])
    article.captions.update(focal_x=0.1, focal_y=0.2)
    cast.edit(article)
    desk.publish(article, by=cast.editor())
    article.captions.update(focal_x=0.3, focal_y=0.4)
    [use] = uses.of([photo])[photo.pk]
    assert set(use.focal_points) == {(0.1, 0.2), (0.3, 0.4)}
