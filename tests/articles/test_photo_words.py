"""What the library's verbs do to stories: words given to readers, a hidden creator."""

import pytest
from django.urls import reverse

from articles import desk
from articles.models import Caption, Edition, EditionCaption, Publication
from photos import library
from tests import cast

pytestmark = pytest.mark.django_db

NOTE = "The caption named the wrong river; it is the Khabur."


def page(client, article):
    return client.get(Edition.objects.get(pk=article.pk).get_absolute_url()).content.decode()


def keeper():
    found = ["view_photo", "change_photo", "change_live_photo"]
    return cast.make_user("karwan-live", *found, app="photos")


def test_an_edit_in_the_library_changes_no_public_byte(client):
    photo = cast.make_photo()
    article = cast.live(photos=[photo])
    before = page(client, article)
    library.set_words(photo, by=None, caption="Another river.", alt="Other words.")
    assert page(client, article) == before


def test_words_for_readers_change_every_following_story_and_leave_a_publication_each(client):
    photo = cast.make_photo()
    following = [cast.live(photos=[photo]) for _ in range(2)]
    library.set_words(photo, by=None, caption="Another river.", alt="Other words.")
    applied = library.apply_words(photo, by=keeper(), kind="correction", note=NOTE)
    assert len(applied.changed) == 2
    for article in following:
        shown = page(client, article)
        assert "Another river." in shown
        assert 'alt="Other words."' in shown
        assert NOTE in shown
        publication = Publication.objects.filter(edition=article.pk).first()
        assert (publication.kind, publication.note) == ("correction", NOTE)
        assert ["caption", "Another river. (Karwan Osman)"] in publication.words


def test_own_words_stay_and_are_listed(client):
    photo = cast.make_photo()
    article = cast.make_article(photos=[photo])
    Caption.objects.filter(article=article).update(caption="The story’s own.", alt="The story’s own alt.")
    desk.record(article, by=cast.reporter())
    desk.publish(article, by=cast.editor())
    library.set_words(photo, by=None, caption="Another river.", alt="Other words.")
    applied = library.apply_words(photo, by=None, kind="update", note="")
    assert (applied.changed, applied.kept) == ([], [article.headline])
    assert "The story’s own." in page(client, article)
    assert Publication.objects.filter(edition=article.pk).count() == 1


def test_a_story_without_newer_draft_has_none_afterwards():
    photo = cast.make_photo()
    article = cast.live(photos=[photo])
    library.set_words(photo, by=None, caption="Another river.")
    library.apply_words(photo, by=None, kind="typo")
    edition = Edition.objects.get(pk=article.pk)
    assert edition.revision.number == article.revisions.order_by("-number").first().number == 2
    assert edition.updated_at is None


def test_a_half_edited_story_keeps_its_draft_private_and_its_next_publication_has_the_new_words(client):
    photo = cast.make_photo()
    article = cast.live(photos=[photo])
    cast.edit(article, headline="A half-edited headline")
    library.set_words(photo, by=None, caption="Another river.")
    library.apply_words(photo, by=None, kind="update")
    shown = page(client, article)
    assert "Another river." in shown
    assert "A half-edited headline" not in shown
    cast.republish(article, "update")
    assert EditionCaption.objects.get(edition=article.pk).shown_caption == "Another river."


@pytest.mark.parametrize(
    ("kind", "note", "sentence"),
    [
        ("correction", "too short", "Tell readers what was changed"),
        ("typo", NOTE, "has no note"),
        ("retraction", NOTE, "Choose what kind"),
        ("", "", "Choose what kind"),
        ("update", "x" * 1001, "at most 1000"),
    ],
)
def test_kind_and_note_must_go_together(kind, note, sentence):
    photo = cast.make_photo()
    cast.live(photos=[photo])
    library.set_words(photo, by=None, caption="Another river.")
    with pytest.raises(library.Refusal, match=sentence):
        library.apply_words(photo, by=None, kind=kind, note=note)


def test_giving_words_to_readers_needs_the_right():
    photo = cast.make_photo()
    with pytest.raises(library.Refusal, match="You may not"):
        library.apply_words(photo, by=cast.photo_editor(), kind="update")


def test_the_button_says_in_how_many_stories(client):
    photo = cast.make_photo()
    for _ in range(3):
        cast.live(photos=[photo])
    client.force_login(keeper())
    shown = client.get(reverse("admin:photos_photo_change", args=[photo.pk])).content.decode()
    assert "Change caption and alt for readers in 3 live stories…" in shown
    assert "the new credit reaches readers in 3 stories at once" in shown
    library.set_words(photo, by=None, caption="Another river.")
    answer = client.post(reverse("admin:photos_photo_apply", args=[photo.pk]), {"kind": "update", "note": ""})
    assert answer.status_code == 302
    assert "Another river." in page(client, Edition.objects.first().article)


def test_a_withdrawn_story_is_left_alone():
    photo = cast.make_photo()
    article = cast.live(photos=[photo])
    desk.withdraw(article, by=cast.editor(), reason="The family asked us to.")
    library.set_words(photo, by=None, caption="Another river.")
    assert library.apply_words(photo, by=None, kind="update").changed == []


# Protecting a source ------------------------------------------------------------------------------------------


def test_a_protected_creator_leaves_page_history_feed_and_working_copy(client):
    photo = cast.make_photo(creator="Hiwa Rashid", credit="Hiwa Rashid/AFP")
    article = cast.make_article(photos=[photo, cast.make_photo()])
    Caption.objects.filter(article=article, photo=photo).update(credit="Photo by Rashid")
    desk.record(article, by=cast.reporter())
    desk.publish(article, by=cast.editor())
    other = cast.live(photos=[photo])
    assert "Rashid" in page(client, article)
    assert library.protect_source(photo, by=None, credit="AFP") == []
    for story in (article, other):
        path = Edition.objects.get(pk=story.pk).get_absolute_url()
        for address in (path, f"{path}history/", "/feed.rss", "/feed.json"):
            answer = client.get(address)
            assert "Rashid" not in answer.content.decode(), address
    assert "(AFP)" in str(Publication.objects.filter(edition=article.pk).last().words)
    assert Caption.objects.get(article=article, photo=photo).credit is None
    assert "Rashid" not in str(article.revisions.order_by("-number").first().document)


def test_a_revision_frozen_before_names_nobody_once_it_goes_live():
    photo = cast.make_photo(creator="Hiwa Rashid", credit="AFP")
    article = cast.make_article(photos=[photo])
    Caption.objects.filter(article=article).update(credit="Rashid")
    frozen = desk.record(article, by=cast.reporter())
    library.protect_source(photo, by=None)
    desk.go_live(article, frozen, by=cast.editor())
    assert EditionCaption.objects.get(edition=article.pk).credit is None


def test_restoring_brings_no_hidden_name_back():
    photo = cast.make_photo(creator="Hiwa Rashid", credit="AFP")
    article = cast.make_article(photos=[photo])
    Caption.objects.filter(article=article).update(credit="Rashid")
    frozen = desk.record(article, by=cast.reporter())
    library.protect_source(photo, by=None)
    desk.restore(article, frozen, by=cast.reporter())
    assert Caption.objects.get(article=article).credit is None


def test_captions_and_bylines_that_still_name_the_creator_are_listed():
    photo = cast.make_photo(creator="Hiwa Rashid", credit="AFP", caption="Seen by Hiwa.")
    article = cast.live(photos=[photo], authors=[cast.make_author("Hiwa Rashid")])
    assert library.protect_source(photo, by=None) == [
        f"A caption of “{article.headline}” still names the creator.",
        f"A byline of “{article.headline}” still names the creator.",
        "The photo’s caption still names the creator.",
    ]


def test_structured_data_name_the_creator_until_the_source_is_protected(client):
    photo = cast.make_photo(creator="Hiwa Rashid", credit="AFP")
    article = cast.live(photos=[photo])
    assert "Hiwa Rashid" in page(client, article)
    library.protect_source(photo, by=None)
    assert "Hiwa" not in page(client, article)
