"""What the library's verbs do to stories: words given to readers, a hidden creator."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import desk
from articles.models import Caption, Edition, EditionCaption, Publication
from photos import library
from tests import cast
from tests.articles.desk_admin.post import opened, send
from tests.photos.files import make_photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def photo_folders(settings, tmp_path):
    """Files of these tests lie in a folder of their own."""
    settings.STORAGES = settings.STORAGES | {
        name: {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path / name}}
        for name in ("originals", "renditions")
    }


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
        for address in (path, f"{path}history/", "/feed/", "/feed/json/"):
            answer = client.get(address)
            assert answer.status_code == 200
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


def test_no_comparison_names_a_protected_source(client):
    photo = cast.make_photo(creator="Hiwa Rashid", credit="AFP")
    article = cast.make_article(photos=[photo])
    Caption.objects.filter(article=article).update(credit="Photo by Rashid")
    desk.record(article, by=cast.reporter())
    library.protect_source(photo, by=None)
    client.force_login(cast.editor())
    address = reverse("admin:articles_article_compare", args=[article.pk])
    shown = client.get(f"{address}?old=2&new=3").content.decode()
    assert client.get(f"{address}?old=1&new=2").status_code == 200
    assert "Rashid" not in shown
    assert "Rashid" not in client.get(f"{address}?old=1&new=2").content.decode()


def test_a_refused_form_tells_the_change_of_a_credit_and_not_the_protected_source(client):
    photo = cast.make_photo(creator="Hiwa Rashid", credit="AFP")
    article = cast.make_article(photos=[photo])
    Caption.objects.filter(article=article).update(credit="Photo by Rashid")
    desk.record(article, by=cast.reporter())
    client.force_login(cast.editor())
    fields = opened(client, article)
    library.protect_source(photo, by=None)
    cast.edit(article, standfirst="Twelve months.")
    refused = send(client, article, fields | {"kicker": "Water", "lead-0-credit": "AFP"})
    assert [label for label, *_blocks in refused.context["outlook"].changes] == ["Standfirst"]
    assert "Rashid" not in refused.content.decode()


# What readers see of a photo's facts --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("trainedAlgorithmicMedia", "Image made with AI"),
        ("compositeWithTrainedAlgorithmicMedia", "Image altered with AI"),
        ("digitalCapture", None),
    ],
)
def test_a_picture_made_with_ai_says_so_before_its_caption_on_page_and_in_feeds(client, kind, words):
    article = cast.live(photos=[cast.make_photo(caption="A river.", digital_source_type=kind)])
    addresses = ["/feed/", "/feed/json/"]
    for text in (page(client, article), *(client.get(address).content.decode() for address in addresses)):
        if words is None:
            assert "with AI" not in text
        else:
            assert 0 < text.index(words) < text.rindex("A river.")


def test_an_ai_picture_says_so_in_the_language_of_the_story(client):
    article = cast.live(photos=[cast.make_photo(digital_source_type="trainedAlgorithmicMedia")], language="ar")
    assert "بالذكاء الاصطناعي" in page(client, article)


def test_a_focal_point_of_its_own_gives_the_live_story_its_own_share_card(
    client, photo_folders, django_capture_on_commit_callbacks
):
    photo = make_photo(size=(1400, 1200), caption="A river.", alt="Water.", credit="AFP")
    article = cast.make_article(photos=[photo])
    Caption.objects.filter(article=article).update(focal_x=0.5, focal_y=0.0)
    desk.record(article, by=cast.reporter())
    with django_capture_on_commit_callbacks(execute=True):
        desk.publish(article, by=cast.editor())
    crops = set(photo.renditions.current().values_list("crop", flat=True))
    assert {"share 0.50 0.50", "share 0.50 0.00"} <= crops


# The end of rights --------------------------------------------------------------------------------------------


def test_the_sweep_logs_the_end_of_rights_once_and_the_story_loses_the_photo_without_it(client, time_machine):
    now = timezone.now()
    photo = cast.make_photo(rights_until=now + timedelta(days=1))
    article = cast.live(photos=[photo])
    assert library.rights_sweep() == 0
    time_machine.move_to(now + timedelta(days=1, seconds=1))
    assert "<figure" not in page(client, article)
    assert library.rights_sweep() == 1
    assert library.rights_sweep() == 0
    assert [event.kind for event in photo.events.all()] == ["rights_ended"]
    assert Publication.objects.filter(edition=article.pk).count() == 2


def test_rights_prolonged_and_ended_again_are_logged_again(time_machine):
    now = timezone.now()
    photo = cast.make_photo(rights_until=now - timedelta(hours=1))
    assert library.rights_sweep() == 1
    library.set_words(photo, by=None, rights_until=now + timedelta(hours=1))
    assert library.rights_sweep() == 0
    time_machine.move_to(now + timedelta(hours=2))
    assert library.rights_sweep() == 1


def test_rights_ended_by_hand_are_told_once():
    photo = cast.make_photo()
    article = cast.live(photos=[photo])
    library.set_words(photo, by=None, rights_until=timezone.now())
    assert library.rights_sweep() == 0
    assert Publication.objects.filter(edition=article.pk).count() == 2
