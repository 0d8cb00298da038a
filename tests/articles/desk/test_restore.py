"""Restoring a revision brings back everything, and says what could not come back."""

import pytest
from django.utils import timezone

from articles import desk, documents
from articles.models import Article, Byline, Caption, Edition, Revision
from tests import cast

pytestmark = pytest.mark.django_db


def first(article):
    return Revision.objects.get(article=article, number=1)


def whole_story():
    """Return an article with every kind of row, then changed in every way and saved again."""
    agency = cast.make_agency()
    article = cast.make_article(photos=[cast.make_photo(), cast.make_photo()], tags=["bridges", "schools"], save=False)
    Byline.objects.create(article=article, author=agency, role=Byline.Role.REPORTING, order=1)
    Caption.objects.filter(article=article, order=1).update(
        caption="Own words.", credit="AFP", focal_x=0.2, focal_y=0.4
    )
    desk.record(article, by=cast.reporter())
    article.bylines.all().delete()
    article.captions.all().delete()
    article.tags.set(["other"])
    cast.edit(article, headline="Other", body="<p>Other.</p>", section=cast.make_section("sport"))
    return article


def test_restoring_brings_back_text_bylines_captions_tags_and_section():
    article = whole_story()
    assert desk.restore(article, first(article), by=cast.reporter()) == []
    assert documents.serialise(Article.objects.get()) == first(article).document


def test_restoring_appends_a_revision_and_rewrites_none():
    article = whole_story()
    before = list(Revision.objects.order_by("number").values_list("document", flat=True))
    desk.restore(article, first(article), by=cast.editor())
    after = list(Revision.objects.order_by("number").values_list("document", flat=True))
    assert after[:2] == before
    assert after[2] == before[0]


def test_rows_keep_their_keys_through_a_restore():
    article = whole_story()
    keys = [row["key"] for row in first(article).document["captions"]]
    desk.restore(article, first(article), by=cast.reporter())
    assert [str(row.key) for row in Caption.objects.filter(article=article)] == keys


def test_a_row_that_was_never_gone_keeps_its_number_so_that_an_open_form_still_fits():
    article = cast.make_article(photos=[cast.make_photo(), cast.make_photo()])
    numbers = set(Caption.objects.values_list("pk", flat=True)), set(Byline.objects.values_list("pk", flat=True))
    cast.edit(article, headline="Other")
    desk.restore(article, first(article), by=cast.reporter())
    assert numbers == (
        set(Caption.objects.values_list("pk", flat=True)),
        set(Byline.objects.values_list("pk", flat=True)),
    )


def test_two_photos_that_changed_places_change_back():
    article = cast.make_article(photos=[cast.make_photo(), cast.make_photo()])
    lead = Caption.objects.get(role=Caption.Role.LEAD)
    Caption.objects.filter(pk=lead.pk).update(role=Caption.Role.INLINE, order=1)
    Caption.objects.exclude(pk=lead.pk).update(role=Caption.Role.LEAD, order=0)
    cast.edit(article)
    desk.restore(article, first(article), by=cast.reporter())
    assert Caption.objects.get(role=Caption.Role.LEAD) == lead


def test_the_live_page_is_unchanged_by_a_restore():
    article = cast.live(headline="The bridge opens")
    cast.republish(article, "update", "", headline="The bridge opened")
    desk.restore(article, first(article), by=cast.editor())
    assert Edition.objects.get().headline == "The bridge opened"
    assert Article.objects.get().headline == "The bridge opens"


def test_a_withdrawn_photo_and_a_merged_author_are_reported():
    photo, old, new = cast.make_photo(title="Bridge"), cast.make_author("Leyla Aziz"), cast.make_author("Leyla Ehmed")
    article = cast.make_article(photos=[photo], authors=[old])
    cast.edit(article, headline="Other")
    type(photo).objects.update(withdrawn_at=timezone.now(), withdrawn_reason="Wrong person.")
    old.merged_into = new
    old.save()
    report = desk.restore(article, first(article), by=cast.reporter())
    assert any("was withdrawn" in line and "Bridge" in line for line in report)
    assert "Leyla Aziz is now Leyla Ehmed." in report
    assert Byline.objects.get(article=article).author == new


def test_a_deleted_photo_is_left_out_and_named():
    photo = cast.make_photo(caption="Children cross the bridge.")
    article = cast.make_article(photos=[photo])
    article.captions.all().delete()
    cast.edit(article)
    photo.renditions.all().delete()
    photo.delete()
    report = desk.restore(article, first(article), by=cast.reporter())
    assert len(report) == 1
    assert "Children cross the bridge." in report[0]
    assert not Caption.objects.exists()


def test_a_stale_restore_is_refused_like_a_save():
    article = whole_story()
    with pytest.raises(desk.Stale):
        desk.restore(article, first(article), by=cast.reporter(), base=1)


def test_restoring_leaves_the_kind_of_change_empty():
    article = cast.live()
    cast.edit(article, change_kind="update", change_note="A note that readers would see.", standfirst="Two")
    revision = documents.head(article)
    cast.edit(article, change_kind="", change_note="", standfirst="Three")
    desk.restore(article, revision, by=cast.reporter())
    article = Article.objects.get()
    assert (article.standfirst, article.change_kind, article.change_note) == ("Two", "", "")


def test_a_reporter_cannot_restore_while_the_story_is_with_the_editors():
    article = cast.make_article()
    cast.edit(article, headline="Second")
    desk.submit(article, by=cast.reporter())
    with pytest.raises(desk.Refusal, match="with the editors"):
        desk.restore(article, first(article), by=cast.reporter())


def test_a_revision_of_another_story_is_refused():
    article = whole_story()
    other = documents.head(cast.make_article())
    with pytest.raises(desk.Refusal, match="belongs to another story"):
        desk.restore(article, other, by=cast.reporter())
