"""Publishing: the Edition readers get, the kinds of change, withdrawal."""

import pytest
import time_machine
from django.utils import timezone

from articles import desk
from articles.models import Article, Byline, Edition, Publication
from tests import cast

pytestmark = pytest.mark.django_db

NOTE = "An earlier version gave the wrong year of the flood."


def test_publishing_gives_readers_the_whole_story():
    agency, photo = cast.make_agency(), cast.make_photo()
    edition = cast.live_story(authors=[agency], photos=[photo], tags=["bridges", "schools"])
    assert edition.headline.startswith("The footbridge")
    assert [row.author for row in edition.bylines.all()] == [agency]
    assert edition.captions.get().shown_caption == photo.caption
    assert sorted(edition.tags.names()) == ["bridges", "schools"]
    assert edition.is_live


def test_the_first_publication_sets_time_identifier_and_kind():
    edition = cast.live_story()
    publication = Publication.objects.get()
    assert publication.kind == Publication.Kind.FIRST
    assert edition.published_at == publication.at
    assert edition.updated_at is None
    assert edition.uri == f"tag:127.0.0.1,{publication.at:%Y-%m-%d}:story/{edition.pk}"


def test_half_edited_words_of_a_live_story_do_not_reach_the_edition():
    article = cast.live(headline="The bridge opens")
    cast.edit(article, headline="SECRET", body="<p>SECRET</p>")
    edition = Edition.objects.get()
    assert "SECRET" not in edition.headline + edition.body


def test_only_an_approved_story_goes_out_where_the_person_may_not_approve():
    publisher = cast.make_user("printer", "change_article", "publish_article", "override_four_eyes")
    with pytest.raises(desk.Refusal, match="has to be approved first"):
        desk.publish(cast.submitted(), by=publisher)
    assert not Edition.objects.exists()


def test_who_may_approve_and_publish_does_both_in_one_act():
    article = cast.make_article()
    desk.publish(article, by=cast.editor())
    assert Article.objects.get().stage == Article.Stage.APPROVED
    assert list(article.log.values_list("event", flat=True)) == ["story.approved"]


def test_a_reporter_cannot_publish_and_nothing_changes():
    article = cast.approved()
    with pytest.raises(desk.NotAllowed):
        desk.publish(article, by=cast.reporter())
    assert not Edition.objects.exists()
    assert not Publication.objects.exists()


def test_publishing_names_the_revision_it_was_asked_for():
    article = cast.approved()
    cast.edit(article, standfirst="Changed.", by=cast.editor())
    with pytest.raises(desk.Stale):
        desk.publish(article, by=cast.editor(), revision=1)


def test_over_a_live_story_a_kind_of_change_is_demanded():
    article = cast.live()
    cast.edit(article, standfirst="Changed.")
    with pytest.raises(desk.Refusal, match="Choose what kind of change"):
        desk.publish(article, by=cast.editor())


def test_readers_are_not_given_the_same_revision_twice():
    with pytest.raises(desk.Refusal, match="have this revision already"):
        desk.publish(cast.live(), by=cast.editor())


def test_a_typo_moves_no_public_time():
    article = cast.live(body="<p>The brigde opened on Sunday.</p>")
    cast.republish(article, "typo", body="<p>The bridge opened on Sunday.</p>")
    edition = Edition.objects.get()
    assert edition.updated_at is None
    assert "bridge" in edition.body


@pytest.mark.parametrize("kind", ["update", "clarification", "correction"])
def test_every_other_kind_moves_updated_and_never_the_first_time(kind):
    article = cast.live()
    first = article.edition.published_at
    publication = cast.republish(article, kind, NOTE, standfirst="Changed.")
    edition = Edition.objects.get()
    assert (edition.published_at, edition.updated_at) == (first, publication.at)


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("<p>" + "Wholly other words. " * 6 + "</p>", "This changes 18 words"),
        ("<p>The bridge opened in 2025.</p>", "changes a figure"),
    ],
)
def test_more_than_a_typo_is_not_called_one(body, sentence):
    article = cast.live(body="<p>The bridge opened in 2024.</p>")
    with pytest.raises(desk.Refusal, match=sentence):
        cast.republish(article, "typo", body=body)


def test_fifteen_changed_words_may_be_a_typo_and_sixteen_are_none():
    words = [f"wrod{letter}{other}" for letter in "abcdefgh" for other in "abcdefgh"]

    def mended(number):
        return "<p>" + " ".join([word.replace("wrod", "word") for word in words[:number]] + words[number:]) + ".</p>"

    article = cast.live(body=mended(0))
    with pytest.raises(desk.Refusal, match="This changes 16 words; choose update"):
        cast.republish(article, "typo", body=mended(16))
    assert cast.republish(article, "typo", body=mended(15)).kind == "typo"


def test_a_new_headline_is_no_typo():
    with pytest.raises(desk.Refusal, match="changes the headline"):
        cast.republish(cast.live(headline="The bridge opens"), "typo", headline="The bridge opened")


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda article: article.bylines.update(author=cast.make_agency()), "Bylines"),
        (lambda article: article.captions.update(photo=cast.make_photo()), "Photos"),
        (lambda article: article.captions.update(credit="AFP"), "Photos"),
        (lambda article: article.tags.add("flood"), "Tags"),
        (lambda article: Article.objects.update(section=cast.make_section("sport")), "Section"),
        (lambda article: Article.objects.update(source="Another Agency"), "Source"),
        (lambda article: Article.objects.update(body='<p>It <a href="https://example.org/">opened</a>.</p>'), "Links"),
    ],
)
def test_a_typo_changes_words_and_nothing_else(change, named):
    article = cast.live(body="<p>It opened.</p>", photos=[cast.make_photo()])
    change(article)
    with pytest.raises(desk.Refusal, match=rf"more than words \({named}\)"):
        cast.republish(article, "typo")


@pytest.mark.parametrize("kind", ["clarification", "correction", "retraction"])
@pytest.mark.parametrize("note", ["", "Too short.", "x" * 1001])
def test_these_kinds_owe_readers_a_note(kind, note):
    with pytest.raises(desk.Refusal, match="Tell readers what was changed"):
        cast.republish(cast.live(), kind, note, standfirst="Changed.")


def test_a_correction_keeps_its_note_and_the_public_words_of_the_version():
    article = cast.live(headline="The bridge opens")
    publication = cast.republish(article, "correction", NOTE, body="<p>The flood was in 1969.</p>")
    assert (publication.kind, publication.note) == ("correction", NOTE)
    assert ["headline", "The bridge opens"] in publication.words
    assert ["paragraph", "The flood was in 1969."] in publication.words


def test_the_public_words_hold_byline_and_credit_line_as_the_page_shows_them():
    article = cast.make_article(language="ku", authors=[cast.make_author("Ana & Co")], save=False)
    Byline.objects.create(article=article, author=cast.make_author("Egîd Yûsif"), role="editing", order=1)
    desk.record(article, by=cast.reporter())
    words = desk.publish(article, by=cast.editor()).words
    assert ["byline", "Ji aliyê Ana & Co"] in words
    assert words[-1] == ["credit", "Edîtor: Egîd Yûsif"]


def test_the_public_words_hold_the_desks_own_byline_line():
    line = "Reported by {1}, translated by {2}"
    article = cast.live(authors=[cast.make_author("Ana"), cast.make_author("Bo")], byline_line=line)
    assert ["byline", "Reported by Ana, translated by Bo"] in article.edition.publications.get().words


def test_after_publication_kind_and_note_are_empty_and_no_revision_is_due():
    article = cast.live()
    cast.republish(article, "correction", NOTE, standfirst="Changed.")
    article = Article.objects.get()
    assert (article.change_kind, article.change_note) == ("", "")
    assert desk.record(article, by=cast.reporter()) is None


def test_a_retraction_keeps_the_page_and_closes_its_comments():
    cast.republish(cast.live(), "retraction", NOTE, body="<p>This story was retracted.</p>")
    edition = Edition.objects.get()
    assert edition.is_live
    assert edition.retracted_at
    assert not edition.comments_open


def test_a_photo_withdrawn_since_approval_stops_the_publication():
    photo = cast.make_photo()
    article = cast.approved(photos=[photo])
    type(photo).objects.filter(pk=photo.pk).update(withdrawn_at=timezone.now(), withdrawn_reason="Wrong person.")
    with pytest.raises(desk.Refusal, match="was withdrawn; choose another"):
        desk.publish(article, by=cast.editor())


def test_withdrawing_needs_a_reason_and_hides_the_story():
    article = cast.live()
    with pytest.raises(desk.Refusal, match="Give the reason"):
        desk.withdraw(article, by=cast.editor(), reason="")
    publication = desk.withdraw(article, by=cast.editor(), reason="The family asked us to.")
    assert (publication.kind, publication.note) == ("withdrawal", "The family asked us to.")
    assert not Edition.objects.live().exists()


def test_only_a_live_story_can_be_withdrawn():
    with pytest.raises(desk.Refusal, match="Only a live story"):
        desk.withdraw(cast.approved(), by=cast.editor(), reason="No reason.")


def test_a_withdrawn_story_returns_with_its_first_time():
    with time_machine.travel("2026-11-20 10:00Z"):
        article = cast.live()
    desk.withdraw(article, by=cast.editor(), reason="To be checked.")
    cast.republish(article, "update", standfirst="Checked.")
    edition = Edition.objects.get()
    assert edition.is_live
    assert f"{edition.published_at:%Y-%m-%d %H:%M}" == "2026-11-20 10:00"


def test_a_withdrawn_story_returns_as_it_was_without_a_kind_and_repeats_no_note():
    article = cast.live()
    cast.republish(article, "correction", NOTE, standfirst="Changed.")
    desk.withdraw(article, by=cast.editor(), reason="To be checked.")
    publication = desk.publish(article, by=cast.editor())
    assert (publication.kind, publication.note) == ("update", "")
    assert Edition.objects.get().is_live


def test_a_withdrawn_story_that_returns_changed_owes_readers_a_kind():
    article = cast.live()
    desk.withdraw(article, by=cast.editor(), reason="To be checked.")
    cast.edit(article, standfirst="Changed.")
    with pytest.raises(desk.Refusal, match="Choose what kind of change"):
        desk.publish(article, by=cast.editor())


def test_a_published_edition_equals_what_was_approved_not_what_the_photo_says_now():
    photo = cast.make_photo(caption="As approved.")
    article = cast.approved(photos=[photo])
    type(photo).objects.filter(pk=photo.pk).update(caption="Changed in the library.")
    desk.publish(article, by=cast.editor())
    assert Edition.objects.get().captions.get().shown_caption == "As approved."


@pytest.mark.parametrize("story_count", [1, 5])
def test_publishing_costs_the_same_however_many_stories_there_are(story_count, django_assert_num_queries):
    for _number in range(story_count):
        cast.live()
    article = cast.approved(photos=[cast.make_photo()])
    with django_assert_num_queries(34):
        desk.publish(article, by=cast.editor())
    assert Edition.objects.live().count() == story_count + 1
