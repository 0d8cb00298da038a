"""What both people changed: mine, theirs, or words of one's own; and never settled before it was asked."""

import pytest

from articles.models import Article
from tests import cast
from tests.articles.desk_admin.post import fields_of, opened, said, send

pytestmark = pytest.mark.django_db

KEY = "3f2504e0-4f89-41d3-9a0c-0305e82c3301"
NODE = f'<figure data-quote="{KEY}"></figure>'


@pytest.fixture
def dana(client):
    client.force_login(cast.editor())
    return client


def refused(client, article, *, theirs, **mine):
    """Open the form, let a colleague save, and send it; return the refusal."""
    fields = opened(client, article) | mine
    cast.edit(article, **theirs)
    return send(client, article, fields)


def merged(client, article, page, **answers):
    return send(client, article, fields_of(page) | {"_merge": str(article.revisions.count())} | answers)


def fresh(article):
    return Article.objects.get(pk=article.pk)


def test_words_of_one_s_own_settle_a_clash(dana):
    article = cast.make_article()
    page = refused(dana, article, headline="Dana’s headline", theirs={"headline": "Rojîn’s headline"})
    assert fields_of(page)["merge-text-headline"] == "Dana’s headline"

    answers = {"merge-headline": "edit", "merge-text-headline": " Both of our\nheadlines "}
    assert "Saved as revision 3." in said(merged(dana, article, page, **answers))
    assert fresh(article).headline == "Both of our headlines"


def test_a_paragraph_both_changed_can_be_written_anew_without_mark_up(dana):
    article = cast.make_article(body="<p>One.</p><p>Two.</p><p>Three.</p>")
    page = refused(
        dana,
        article,
        body="<p>One.</p><p>Two, says Dana.</p><p>Three.</p>",
        theirs={"body": "<p>One, says Rojîn.</p><p>Two, says Rojîn.</p><p>Three.</p>"},
    )
    (name, clash), *others = page.context["outlook"].questions
    assert not others
    own = {name: "edit", f"merge-text-{clash.field}": "One & two.\n\n<b>Both</b> of us.<script>alert(1)</script>"}

    merged(dana, article, page, **own)

    assert fresh(article).body == (
        "<p>One, says Rojîn.</p><p>One &amp; two.</p><p><strong>Both</strong> of us.</p><p>Three.</p>"
    )


def test_only_the_paragraph_both_changed_is_asked_and_typography_survives(dana):
    article = cast.make_article(body="<p>One.</p><p>Two.</p><p>Three.</p>")
    theirs = "<p>“One”\u00a0– سێ‌یەم (AFP)</p><p>Rojîn’s two.</p><p>Three.</p>"
    page = refused(
        dana, article, body="<p>One.</p><p>Dana’s two.</p><p>«Three»\u00a0– ‘x’</p>", theirs={"body": theirs}
    )
    [(name, _clash)] = page.context["outlook"].questions

    merged(dana, article, page, **{name: "theirs"})

    assert fresh(article).body == "<p>“One”\u00a0– سێ‌یەم (AFP)</p><p>Rojîn’s two.</p><p>«Three»\u00a0– ‘x’</p>"


def test_words_of_one_s_own_that_are_too_long_are_refused_and_come_back(dana):
    article = cast.make_article()
    page = refused(dana, article, headline="Dana’s", theirs={"headline": "Rojîn’s"})
    long = "A headline " * 30

    again = merged(dana, article, page, **{"merge-headline": "edit", "merge-text-headline": long})

    assert again.status_code == 200
    assert "These are 329 characters; at most 200." in again.text
    assert (fields_of(again)["merge-headline"], fields_of(again)["merge-text-headline"]) == ("edit", long)
    assert article.revisions.count() == 2


def test_what_was_changed_again_after_the_question_is_asked_again(dana):
    article = cast.make_article(body="<p>One.</p><p>Two.</p>")
    page = refused(dana, article, headline="Dana’s", theirs={"headline": "Rojîn’s", "body": "<p>Uno.</p><p>Two.</p>"})

    changed = {"merge-headline": "theirs", "headline": "Dana’s second thought", "body": "<p>Ein.</p><p>Two.</p>"}
    again = merged(dana, article, page, **changed)

    assert again.status_code == 200
    assert [clash.label for _name, clash in again.context["outlook"].questions] == ["Headline", "Body"]
    assert fresh(article).headline == "Rojîn’s"
    assert fields_of(again)["headline"] == "Dana’s second thought"
    assert "Saved as revision 3." in said(merged(dana, article, again, **{"merge-headline": "mine"}))
    assert fresh(article).headline == "Dana’s second thought"
    assert fresh(article).body == "<p>Ein.</p><p>Two.</p>"


@pytest.mark.parametrize("forged", ["", "both", "\x00", "edit"])
def test_a_forged_answer_settles_nothing(dana, forged):
    article = cast.make_article()
    page = refused(dana, article, genre="opinion", theirs={"genre": "analysis"})
    answer = merged(dana, article, page, **{"merge-genre": forged, "merge-text-genre": "nonsense"})
    assert answer.status_code == 200
    assert fresh(article).genre == "analysis"


def test_a_clash_of_sections_is_shown_by_their_names(dana):
    article = cast.make_article()
    culture, politics = cast.make_section("culture"), cast.make_section("politics")
    page = refused(dana, article, section=str(culture.pk), theirs={"section": politics})
    [(_name, clash)] = page.context["outlook"].questions
    assert (clash.mine, clash.theirs) == ("Culture", "Politics")
    assert not clash.is_editable


def test_a_body_a_row_and_a_tag_of_one_and_a_headline_of_the_other_ask_nothing(dana):
    article = cast.make_article(tags=["bridges"])
    fields = opened(dana, article) | {"headline": "Dana’s headline"}
    agency = cast.make_agency()
    article.bylines.create(author=agency, order=5)
    article.tags.add("derik")
    cast.edit(article, body=f"{cast.BODY}<p>Rojîn’s paragraph</p>")

    page = send(dana, article, fields)
    assert "was saved by Rojîn Aziz at" in page.text
    assert page.context["outlook"].questions == []
    merged(dana, article, page)

    newest = article.revisions.get(number=3).document
    assert newest["story"]["headline"] == "Dana’s headline"
    assert newest["story"]["body"].endswith("<p>Rojîn’s paragraph</p>")
    assert agency.pk in [row["author"] for row in newest["bylines"]]
    assert newest["tags"] == ["bridges", "derik"]


@pytest.mark.parametrize(("answer", "kept"), [("theirs", "We walked two hours."), ("mine", None)])
def test_words_changed_in_a_quote_that_was_taken_out_are_not_lost_without_a_question(dana, answer, kept):
    quote = {"kind": "quote", "words": "We walked.", "who": "Zeyneb Ali"}
    article = cast.make_article(body=f"<p>One.</p>{NODE}", insets={KEY: quote})
    page = refused(
        dana, article, body="<p>One.</p>", theirs={"insets": {KEY: quote | {"words": "We walked two hours."}}}
    )
    ((name, clash),) = page.context["outlook"].questions
    assert (clash.mine, clash.theirs) == ("(removed)", "“We walked two hours.” – Zeyneb Ali")

    merged(dana, article, page, **{name: answer})

    saved = fresh(article)
    assert saved.body == (f"<p>One.</p>{NODE}" if kept else "<p>One.</p>")
    assert [entry["words"] for entry in saved.insets.values()] == ([kept] if kept else [])
