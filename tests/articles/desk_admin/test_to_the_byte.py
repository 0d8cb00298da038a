"""What is typed stays, to the byte, through save, merge, compare, restore and publication."""

import html
import re

import pytest
from django.urls import reverse

from articles import compare, desk, documents
from articles.models import Article, Caption, Edition
from tests import cast
from tests.articles.desk_admin.post import fields_of, opened, said, save, send, with_row

pytestmark = pytest.mark.django_db

# Curly and angled quotes, an apostrophe, no-break spaces (wide and narrow), dashes, ZWNJ and ZWJ, a direction mark,
# a letter typed as two characters, and two spellings of one letter that search holds to be the same.
MARKS = "“Don’t”, «she» ‘said’ – 5\u00a0km\u202f— می\u200cخواهم ه\u200d\u200f e\u0302 ی\u200cي 50\u00a0%…"
COLUMNS = {
    "kicker": f"Kicker {MARKS}",
    "headline": f"Headline {MARKS}",
    "standfirst": f"Standfirst {MARKS}",
    "byline_line": f"Byline {MARKS}",
    "dateline": "DÊRİK\u00a0– “مێ\u200cردین”",
    "source": f"Source {MARKS}",
    "body": f"<p>First {MARKS}</p><h2>Heading {MARKS}</h2><p>Last <em>{MARKS}</em>\u00a0(AFP)</p>",
}
LEAD = {
    "caption": f"Caption {MARKS} (AFP)",
    "alt": f"Alt {MARKS}",
    "credit": "Karwan\u00a0Osman – “Firat” (AFP/ناو\u200cنیشان)",
}
TAG = "پێش\u200cمەرگە – “2026”"


@pytest.fixture
def dana(client):
    client.force_login(cast.editor())
    return client


def typed(fields):
    """Return the fields of an opened form with the marks typed into every one."""
    return fields | COLUMNS | {f"lead-0-{name}": words for name, words in LEAD.items()} | {"tags": TAG}


def bytes_of(texts):
    return {name: text.encode() for name, text in texts.items()}


def assert_kept(article):
    """Assert that working copy and newest revision hold the marks, every byte of them."""
    article = Article.objects.get(pk=article.pk)
    document = documents.head(article).document
    assert bytes_of({name: getattr(article, name) for name in COLUMNS}) == bytes_of(COLUMNS)
    assert bytes_of({name: document["story"][name] for name in COLUMNS}) == bytes_of(COLUMNS)
    [row] = article.captions.all()
    assert bytes_of({name: getattr(row, name) for name in LEAD}) == bytes_of(LEAD)
    assert bytes_of({name: document["captions"][0][name] for name in LEAD}) == bytes_of(LEAD)
    assert list(article.tags.names()) == document["tags"] == [TAG]


def shown(page):
    """Return the text of a page as a browser shows it, its elements taken out."""
    return html.unescape(re.sub(r"<[^>]+>", "", page.content.decode()))


def test_typography_survives_save_merge_compare_restore_and_publication_byte_for_byte(dana):
    article = cast.make_article(photos=[cast.make_photo()])

    send(dana, article, typed(opened(dana, article)))
    assert_kept(article)

    # Merge: Dana's form was older, and holds the same marks beside a change of her own.
    fields = opened(dana, article) | {"slug": "the-bridge-of-marks"}
    cast.edit(article, body=f"{COLUMNS['body']}<p>Rojîn’s end.</p>")
    refused = send(dana, article, fields)
    assert bytes_of({name: fields_of(refused)[name] for name in COLUMNS}) == bytes_of(COLUMNS)
    assert "Saved as revision 4." in said(send(dana, article, fields_of(refused) | {"_merge": "3"}))
    newest = article.revisions.get(number=4).document
    assert newest["story"]["slug"] == "the-bridge-of-marks"
    assert newest["story"]["body"].encode() == f"{COLUMNS['body']}<p>Rojîn’s end.</p>".encode()

    # Compare: what was typed first is shown as it was typed, and nothing else than the end differs since.
    page = dana.get(reverse("admin:articles_article_compare", args=[article.pk]), {"old": 1, "new": 2})
    words = [text for name, text in (COLUMNS | LEAD).items() if name not in ("body", "alt")]
    for text in [*words, f"First {MARKS}", f"Heading {MARKS}", f"Last {MARKS}\u00a0(AFP)", TAG]:
        assert text in shown(page)
    documents_of = {row.number: documents.shown(row) for row in article.revisions.all()}
    changes = compare.compare(documents_of[2], documents_of[4])
    assert {change.field for change in changes} == {"body", "slug"}

    # Restore.
    save(dana, article, headline="Other", body="<p>Other.</p>", tags="other", **{"lead-0-credit": "Other"})
    dana.post(
        reverse("admin:articles_article_act", args=[article.pk, "restore"]),
        {"revision": article.revisions.first().number, "number": 2},
    )
    assert_kept(article)

    # Publish.
    desk.publish(Article.objects.get(pk=article.pk), by=cast.chief(), override="Nobody else is here tonight.")
    edition = Edition.objects.get()
    assert bytes_of({name: getattr(edition, name) for name in COLUMNS}) == bytes_of(COLUMNS)
    [row] = edition.captions.all()
    assert bytes_of({name: getattr(row, name) for name in LEAD}) == bytes_of(LEAD)
    story = dana.get(edition.get_absolute_url())
    for text in [*COLUMNS.values(), LEAD["caption"], LEAD["credit"]]:
        assert html.unescape(re.sub(r"<[^>]+>", "", text)) in shown(story)
    assert html.escape(LEAD["alt"]) in story.content.decode()


def full():
    """Return a story with words, marks and rows in every place that its form has."""
    photos = [cast.make_photo(), cast.make_photo()]
    article = cast.make_article(photos=photos, authors=[cast.make_author(), cast.make_agency()], save=False)
    Article.objects.filter(pk=article.pk).update(**COLUMNS)
    Caption.objects.filter(article=article, role=Caption.Role.LEAD).update(**LEAD)
    article.tags.set([TAG, "bridges", "جسر"])
    desk.record(Article.objects.get(pk=article.pk), by=cast.reporter())
    return Article.objects.get(pk=article.pk)


def test_a_save_that_alters_nothing_appends_nothing_however_much_there_is(dana):
    article = full()

    assert "Nothing had changed." in said(send(dana, article, opened(dana, article)))
    # As a browser sends it: line breaks of its own kind.
    fields = {name: text.replace("\n", "\r\n") for name, text in opened(dana, article).items()}
    assert "Nothing had changed." in said(send(dana, article, fields))
    assert desk.record(Article.objects.get(pk=article.pk), by=cast.editor()) is None

    assert article.revisions.count() == 1


def _byline(fields):
    return with_row(fields, "bylines", author=cast.make_author("Baran Demir").pk, role="editing", order=7)


def _caption(fields):
    return fields | {"captions-0-caption": "Words of its own"}


def _tag(fields):
    return fields | {"tags": "bridges"}


@pytest.mark.parametrize(
    ("change", "what", "held"),
    [
        (_byline, "bylines", ["Leyla Aziz", "Firat Agency", "Baran Demir"]),
        (_caption, "captions", [LEAD["caption"], "Words of its own"]),
        (_tag, "tags", ["bridges"]),
    ],
)
def test_a_save_that_alters_a_row_or_a_tag_alone_appends_one_revision_that_holds_it(dana, change, what, held):
    article = full()
    before = documents.head(article).document

    assert "Saved as revision 2." in said(send(dana, article, change(opened(dana, article))))

    after = article.revisions.get(number=2).document
    word = {"bylines": "name", "captions": "caption", "tags": None}[what]
    assert [row[word] if word else row for row in after[what]] == held
    assert {name: part for name, part in after.items() if name != what} == {
        name: part for name, part in before.items() if name != what
    }
