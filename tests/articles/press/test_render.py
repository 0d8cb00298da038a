"""How a body becomes what readers get: dateline, names, photos."""

import pytest

from articles import desk
from articles.models import Caption, Edition
from articles.render import StoryPage, _with_dateline, joined
from photos import library
from tests import cast

pytestmark = pytest.mark.django_db


def page_of(edition):
    return StoryPage.of(
        edition, bylines=edition.bylines.all(), captions=edition.captions.all(), tags=edition.tags.all()
    )


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("<p>First.</p><p>Second.</p>", '<p><span class="dateline">X</span> – First.</p><p>Second.</p>'),
        ("<h2>Head</h2><p>First.</p>", '<h2>Head</h2><p><span class="dateline">X</span> – First.</p>'),
        (
            "<blockquote><p>Quote.</p></blockquote><p>First.</p>",
            '<blockquote><p>Quote.</p></blockquote><p><span class="dateline">X</span> – First.</p>',
        ),
        ("<ul><li><p>Item.</p></li></ul>", '<p><span class="dateline">X</span></p><ul><li><p>Item.</p></li></ul>'),
        ("", '<p><span class="dateline">X</span></p>'),
    ],
)
def test_the_dateline_runs_in_before_the_first_sentence(body, shown):
    assert _with_dateline(body, "X") == shown


def test_a_dateline_is_text_and_no_markup():
    assert "<b>" not in _with_dateline("<p>A.</p>", "<b>PARIS</b>")


def test_an_opening_photo_stands_before_the_dateline():
    edition = cast.live_story(photos=[cast.make_photo(), cast.make_photo()])
    inline = edition.captions.get(role="inline")
    edition.body = f'<figure data-caption="{inline.key}"></figure><p>First.</p>'
    body = page_of(edition).body
    assert body.index("<figure") < body.index("dateline") < body.index("First.")


def test_a_photo_node_with_an_unknown_key_prints_nothing():
    edition = cast.live_story()
    edition.body = '<p>A.</p><figure data-caption="00000000-0000-0000-0000-000000000000"></figure><p>B.</p>'
    assert "figure" not in page_of(edition).body


def test_a_photo_that_may_not_be_shown_leaves_no_trace():
    photo = cast.make_photo(caption="Secret words", credit="AFP")
    edition = cast.live_story(photos=[photo])
    photo.renditions.all().delete()
    page = page_of(type(edition).objects.get(pk=edition.pk))
    assert page.lead is None
    assert page.captions == []


def test_photos_neither_lead_nor_in_the_text_are_the_gallery_at_the_foot():
    edition = cast.live_story(photos=[cast.make_photo() for _ in range(3)])
    inline = edition.captions.filter(role="inline")
    edition.body = f'<p>A.</p><figure data-caption="{inline[0].key}"></figure>'
    assert [caption.key for caption in page_of(edition).gallery] == [str(inline[1].key)]


@pytest.mark.parametrize(
    ("names", "shown"), [(["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C"), (["<i>"], "&lt;i&gt;")]
)
def test_names_are_joined_as_a_list(names, shown):
    assert joined(names) == shown


def test_people_are_named_with_by_and_linked():
    authors = [cast.make_author(name) for name in ("Ana", "Bo", "Cy")]
    byline = page_of(cast.live_story(authors=authors)).byline
    assert byline.startswith("By <a ")
    assert byline.count('rel="author"') == 3


def test_an_agency_is_named_without_by():
    byline = page_of(cast.live_story(authors=[cast.make_agency("Firat Agency")])).byline
    assert byline.startswith("<a ")
    assert "By" not in byline


def test_the_desks_byline_line_links_the_names_it_counts():
    authors = [cast.make_author("Ana"), cast.make_author("Bo")]
    edition = cast.live_story(authors=authors, byline_line="Reported by {1}, translated by {2}")
    byline = page_of(edition).byline
    assert byline.startswith("Reported by <a ")
    assert byline.count("<a ") == 2


def test_links_of_an_advertisement_say_so():
    edition = cast.live_story(genre="sponsored", body='<p><a href="https://example.org/">A</a></p>')
    assert '<a rel="sponsored" href="https://example.org/">' in page_of(edition).body


def test_what_was_typed_is_shown():
    words = "“Curly” 40\u00a0km – می\u200cروم’s"
    edition = cast.live_story(body=f"<p>{words}</p>")
    assert words in page_of(edition).body


def test_a_working_copy_renders_like_the_edition_it_becomes():
    article = cast.live(photos=[cast.make_photo()])
    draft = StoryPage.of(
        article, bylines=article.bylines.all(), captions=article.captions.all(), tags=article.tags.all()
    )
    live = page_of(article.edition)
    assert draft.body == live.body
    assert draft.byline == live.byline
    assert draft.lead.caption == live.lead.caption
    assert draft.lead.credit == live.lead.credit


@pytest.mark.parametrize("caption", ["People cross. (AFP)", "People cross. (AFP).", "People cross."])
def test_a_credit_is_printed_once(caption):
    edition = cast.live_story(photos=[cast.make_photo(caption=caption, credit="AFP")])

    assert page_of(edition).lead.caption == "People cross."


def gallery_story(*roles):
    """Return the page of a story whose text is these photos, a paragraph where None stands, and their keys."""
    photos = [cast.make_photo(caption=f"Photo {number}.") for number, role in enumerate(roles) if role]
    article = cast.make_article(photos=[cast.make_photo(), *photos])
    rows = iter(article.captions.exclude(role="lead").order_by("order"))
    body = ""
    for role in roles:
        if role is None:
            body += "<p>Text.</p>"
            continue
        row = next(rows)
        Caption.objects.filter(pk=row.pk).update(role=role)
        body += f'<figure data-caption="{row.key}"></figure>'
    cast.edit(article, body=f"{body}<p>The end.</p>")
    desk.publish(article, by=cast.editor())
    return page_of(Edition.objects.get(pk=article.pk))


def test_three_neighbours_in_a_gallery_are_one_gallery():
    body = gallery_story("gallery", "gallery", "gallery").body
    assert body.count('class="gallery"') == 1
    assert body.count("<figure") == 3


def test_two_pairs_apart_are_two_galleries():
    assert gallery_story("gallery", "gallery", None, "gallery", "gallery").body.count('class="gallery"') == 2


def test_photos_alone_beside_each_other_are_no_gallery():
    assert 'class="gallery"' not in gallery_story("inline", "inline", None, "gallery").body


def test_a_withdrawn_photo_leaves_its_gallery_whole():
    story = gallery_story("gallery", "gallery", "gallery")
    library.withdraw(story.captions[2].photo, by=None, reason="A family asked.")
    body = page_of(Edition.objects.get()).body
    assert body.count('class="gallery"') == 1
    assert body.count("<figure") == 2
