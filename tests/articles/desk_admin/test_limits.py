"""The largest story there may be is saved; what is larger gets an answer in words."""

import pytest

from articles import desk, documents, merge
from articles.models import Article
from tests import cast
from tests.articles.desk_admin.post import change_url, opened, save, send, with_row

pytestmark = pytest.mark.django_db

TYPED = "“Don’t,” – he said: 5\u00a0km, ‘Kurd\u200cî’ – می\u200cخواهم (AFP)"


@pytest.fixture
def reporter(client):
    client.force_login(cast.reporter())
    return client


def test_the_largest_story_is_saved(reporter):
    article = cast.make_article(authors=[])
    author = cast.make_author()
    photo = cast.make_photo()
    fields = opened(reporter, article)
    for _row in range(20):
        fields = with_row(fields, "bylines", author=author.pk, role="by", order="")
    for _row in range(39):
        fields = with_row(fields, "captions", photo=photo.pk, caption="ش" * 2_000, alt="ش" * 500, credit="ش" * 200)
    body = "<p>" + "ش" * (300_000 - 7) + "</p>"

    response = send(reporter, article, fields | {"body": body, "lead-0-photo": photo.pk})

    assert response.status_code == 302
    article.refresh_from_db()
    assert len(article.body) == 300_000
    assert (article.bylines.count(), article.captions.count()) == (20, 40)


@pytest.mark.parametrize("sent", [{f"field-{number}": "x" for number in range(2_001)}, {"body": "x" * 9_000_000}])
def test_a_form_that_is_far_too_large_gets_an_answer_in_words(reporter, sent):
    article = cast.make_article()
    response = reporter.post(change_url(article), sent)
    assert response.status_code == 400
    assert "far too long" in response.content.decode()
    assert "your text is still in the form" in response.content.decode()


def test_one_row_too_many_is_refused_in_words_and_all_come_back(reporter):
    article = cast.make_article(authors=[])
    author = cast.make_author()
    fields = opened(reporter, article)
    for _row in range(21):
        fields = with_row(fields, "bylines", author=author.pk, role="by", order="")
    response = send(reporter, article, fields)
    page = response.content.decode()
    assert "Please submit at most 20 forms." in page
    assert 'name="bylines-20-author"' in page
    assert article.bylines.count() == 0


def test_what_a_typist_sets_on_purpose_survives_everything_byte_for_byte(reporter):
    photo = cast.make_photo(caption=TYPED)
    article = cast.make_article(body=f"<p>{TYPED}</p>", photos=[photo])
    lead = {"lead-0-caption": TYPED, "lead-0-credit": TYPED}

    save(reporter, article, headline=TYPED, standfirst=TYPED, dateline=TYPED, source=TYPED, **lead)

    def words(story, captions):
        row = captions[0]
        own = [row["caption"], row["credit"]] if isinstance(row, dict) else [row.caption, row.credit]
        return [story["headline"], story["standfirst"], story["dateline"], story["source"], *own]

    saved = documents.read(documents.head(article))
    assert words(saved["story"], saved["captions"]) == [TYPED] * 6
    assert saved["story"]["body"] == f"<p>{TYPED}</p>"

    theirs = saved | {"story": saved["story"] | {"kicker": TYPED}}
    merged = merge.merge(saved, theirs, saved).document
    assert merged["story"] == theirs["story"]

    first = documents.head(article)
    cast.edit(article, headline="Other", body="<p>Other</p>")
    desk.restore(article, first, by=cast.reporter())
    desk.publish(Article.objects.get(pk=article.pk), by=cast.editor())
    edition = Article.objects.get(pk=article.pk).edition
    columns = {name: getattr(edition, name) for name in ("headline", "standfirst", "dateline", "source")}
    assert words(columns, list(edition.captions.all())) == [TYPED] * 6
    assert edition.body == f"<p>{TYPED}</p>"
    assert TYPED in [text for _kind, text in edition.publications.get().words]
