"""The library's verbs: who may, what is logged, who is told."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from photos import library
from photos.models import Photo, PhotoEvent, Rendition, originals
from photos.models import renditions as storage
from tests.cast import make_user
from tests.photos.files import file_bytes, make_photo, picture

pytestmark = pytest.mark.django_db


def someone(name="karwan", *codenames):
    return make_user(name, *codenames, app="photos")


def test_words_are_stored_as_typed_without_what_nobody_can_see():
    photo = make_photo(caption="“Bees”\u00a0– نه\u200cحل\r\nin\x00 spring ", credit=" AFP\nTV ")
    assert photo.caption == "“Bees”\u00a0– نه\u200cحل\nin spring"
    assert photo.credit == "AFP TV"


def test_an_unknown_word_is_a_mistake_of_the_programmer():
    with pytest.raises(TypeError, match="headline"):
        make_photo(headline="Bees")


def test_adding_is_logged_with_the_person():
    user = someone("rojin", "add_photo")
    event = make_photo(by=user).events.get()
    assert (event.kind, event.by, len(event.sha256)) == ("added", user, 64)


def test_unchanged_words_change_and_log_nothing(django_assert_num_queries):
    photo = make_photo(caption="Bees.")
    assert library.set_words(photo, by=None, caption=" Bees. ") == []
    assert photo.events.count() == 1
    assert photo.version == 1


def test_the_caller_holds_what_was_saved():
    photo = make_photo()
    library.set_words(photo, by=None, credit="Karam Youssef/AFP")
    assert (photo.credit, photo.version, photo.agency.name) == ("Karam Youssef/AFP", 2, "AFP")


def test_only_a_new_credit_or_the_end_of_its_rights_is_told_to_stories_at_once(stories):
    photo = make_photo()
    library.set_words(photo, by=None, caption="New.", alt="New.", title="New.")
    assert stories.told == []
    library.set_words(photo, by=None, credit="AFP", rights_until=timezone.now() - timedelta(days=1))
    assert [what for _pk, what in stories.told] == ["credit", "rights"]


def test_withdrawing_and_reinstating_are_told_and_logged(stories):
    photo, user = make_photo(), someone("karwan", "withdraw_photo")
    library.withdraw(photo, by=user, reason="The family asked us.")
    library.reinstate(photo, by=user)
    assert stories.told == [(photo.pk, "withdrawn"), (photo.pk, "reinstated")]
    assert [event.kind for event in photo.events.all()] == ["reinstated", "withdrawn", "added"]


@pytest.mark.parametrize("reason", ["", "  ", "\x00"])
def test_nothing_is_withdrawn_without_a_reason(reason):
    with pytest.raises(library.Refusal, match="Say why"):
        library.withdraw(make_photo(), by=None, reason=reason)


def test_a_second_click_is_answered_in_words():
    photo = make_photo()
    library.withdraw(photo, by=None, reason="A mistake.")
    with pytest.raises(library.Refusal, match="withdrawn already"):
        library.withdraw(photo, by=None, reason="A mistake.")
    library.reinstate(photo, by=None)
    with pytest.raises(library.Refusal, match="is not withdrawn"):
        library.reinstate(photo, by=None)


VERBS = {
    "add": lambda photo, by: make_photo(by=by),
    "set_words": lambda photo, by: library.set_words(photo, by=by, caption="New."),
    "withdraw": lambda photo, by: library.withdraw(photo, by=by, reason="A mistake."),
    "reinstate": lambda photo, by: library.reinstate(photo, by=by),
    "delete": lambda photo, by: library.delete(photo, by=by),
    "open_original": lambda photo, by: library.open_original(photo, by=by),
    "try_again": lambda photo, by: library.try_again(photo, by=by),
}


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_refuses_who_has_no_right(verb):
    photo = make_photo()
    before = PhotoEvent.objects.count()
    with pytest.raises(library.Refusal, match="You may"):
        VERBS[verb](photo, someone("sami"))
    assert PhotoEvent.objects.count() == before


def test_a_reporter_changes_only_own_photos_and_only_before_readers_see_them(stories):
    reporter = someone("rojin", "add_photo", "change_photo")
    own, other = make_photo(by=reporter), make_photo()
    assert library.set_words(own, by=reporter, caption="Mine.") == ["caption"]
    with pytest.raises(library.Refusal, match="only photos that you added"):
        library.set_words(other, by=reporter, caption="Not mine.")
    stories.add(own)
    with pytest.raises(library.Refusal, match="until readers see them"):
        library.set_words(own, by=reporter, caption="Too late.")


def test_a_stale_version_is_refused_with_who_and_when():
    photo = make_photo()
    library.set_words(photo, by=make_user("dana", "change_live_photo", app="photos"), caption="Theirs.")
    with pytest.raises(library.Refusal, match=r"dana saved this photo at \d\d:\d\d"):
        library.set_words(photo, by=None, version=1, caption="Mine.")


def test_deleting_takes_the_files_after_the_commit_and_leaves_the_hash(
    stories, photo_storages, django_capture_on_commit_callbacks
):
    photo = make_photo()
    sha256 = photo.sha256
    with django_capture_on_commit_callbacks() as callbacks:
        library.delete(photo, by=None)
    assert originals().exists(f"{sha256[:2]}/{sha256}")
    for callback in callbacks:
        callback()
    assert not Photo.objects.exists()
    assert not Rendition.objects.exists()
    assert not [file for folder in photo_storages.values() for file in folder.rglob("*") if file.is_file()]
    assert PhotoEvent.objects.filter(sha256=sha256, kind="deleted", photo=None).count() == 1


def test_a_used_photo_is_not_deleted_and_its_stories_are_named(stories):
    photo = make_photo()
    stories.add(photo, title="Bees come back", is_public=False)
    with pytest.raises(library.Refusal, match="Bees come back"):
        library.delete(photo, by=None)
    assert storage().exists(photo.copies()[0].path)


def test_a_refused_verb_leaves_no_trace(stories, monkeypatch):
    photo = make_photo()
    monkeypatch.setattr(stories, "changed", lambda *args, **kw: 1 / 0)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        library.withdraw(photo, by=None, reason="A mistake.")
    assert not Photo.objects.get().is_withdrawn
    assert photo.events.count() == 1


@pytest.mark.parametrize(
    "facts",
    [
        {"withdrawn_at": timezone.now(), "withdrawn_reason": ""},
        {"withdrawn_reason": "Without a moment."},
        {"focal_x": 1.7},
        {"rights_from": timezone.now(), "rights_until": timezone.now() - timedelta(days=1)},
    ],
    ids=["no reason", "no moment", "focal point outside", "rights end before they begin"],
)
def test_the_database_itself_refuses_what_cannot_be(facts):
    photo = make_photo()
    with pytest.raises(IntegrityError), transaction.atomic():
        Photo.objects.filter(pk=photo.pk).update(**facts)


def test_a_photo_names_itself_with_its_credit_once():
    assert str(Photo(caption="Bees.", credit="AFP")) == "Bees. (AFP)"
    assert str(Photo(caption="Bees. (AFP)", credit="AFP")) == "Bees. (AFP)"
    assert str(Photo(original_name="DSC_1.jpg")) == "DSC_1.jpg"
    assert len(str(Photo(caption="x" * 2000))) == 80


def test_the_agency_is_found_again_when_its_spellings_change():
    from photos.models import PhotoAgency

    photo = make_photo(credit="Firat")
    assert photo.agency is None
    PhotoAgency.objects.create(name="Firat Agency", spellings=["FIRAT"])
    library.reindex.enqueue()
    photo.refresh_from_db()
    assert photo.agency.name == "Firat Agency"
    assert "agency" in photo.search_text


def test_finding_agencies_again_never_overwrites_newer_words(monkeypatch):
    photo = make_photo(caption="First.")
    index = library.index

    def slow(found, known=None):
        if known is not None:  # somebody saves between the reading and the writing
            library.set_words(photo, by=None, caption="Second.")
            found.caption = "First, indexed anew."
        index(found, known)

    monkeypatch.setattr(library, "index", slow)
    library.reindex.call()
    photo.refresh_from_db()
    assert "second" in photo.search_text


def test_a_verb_locks_a_photo_so_that_a_story_can_refer_to_it_meanwhile(stories):
    photo = make_photo(credit="AFP")
    with CaptureQueriesContext(connection) as queries:
        library.set_words(photo, by=None, credit="Reuters")
        library.withdraw(photo, by=None, reason="A mistake.")
        library.reinstate(photo, by=None)
    locks = [query["sql"].rpartition(" FOR ")[2] for query in queries if " FOR " in query["sql"]]
    assert locks == (["NO KEY UPDATE"] * 3 if connection.features.has_select_for_no_key_update else [])


def test_keywords_of_the_file_find_a_photo_and_become_no_word_of_it():
    photo = make_photo()
    photo.metadata = {"IIM": {"keywords": "Drought, Khabur"}}
    photo.save(update_fields=["metadata"])
    library.set_words(photo, by=None, title="A field")
    assert "khabur" in photo.search_text
    assert photo.caption == ""


def test_deleting_takes_the_former_files_too(stories, django_capture_on_commit_callbacks):
    photo = make_photo()
    former = photo.original.name
    library.replace_file(photo, file_bytes(picture(seed=4_242)), by=None)
    with django_capture_on_commit_callbacks(execute=True):
        library.delete(photo, by=None)
    assert not originals().exists(former)
    assert not originals().exists(photo.original.name)
