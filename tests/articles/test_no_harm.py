"""What could do harm in a browser is stored and published by no way there is, whoever wrote it and however long ago."""

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import clock, desk
from articles.models import Article, Edition, Revision
from tests import cast
from tests.articles.desk.test_schedule import in_an_hour
from tests.articles.desk_admin.post import save

pytestmark = pytest.mark.django_db

KEY = "a1b2c3d4e5f6"
HARM = {
    "a script tag": "<script>alert(1)</script>",
    "an event": '<p onclick="alert(1)">Words</p><img src="x" onerror="alert(1)">',
    "a link": '<p><a href="javascript:alert(1)">Words</a> <a href="\x01java\tscript:alert(1)">more</a></p>',
    "a node": '<figure data-caption="javascript:alert(1)"></figure><figure data-quote="x" onload="alert(1)"></figure>',
    "an embed": f'<figure data-embed="{KEY}"></figure>',  # its address stands in the insets
}
HOSTILE = {"url": "javascript:alert(1)", "title": "<script>alert(1)</script>", "author": "", "photo": ""}
INSETS = {KEY: {"kind": "embed"} | HOSTILE}
TRACES = ("<script", "javascript:", "java\tscript", "onclick", "onerror", "onload")


def by_form(client, harm):
    article = cast.make_article()
    client.force_login(cast.reporter())
    assert save(client, article, body=f"{cast.BODY}{harm}").status_code == 302
    return article


def by_record(client, harm):
    """As an importer or an API does: the columns are set, and the verb is called."""
    article = cast.make_article()
    cast.edit(article, body=f"{cast.BODY}{harm}", insets=INSETS)
    return article


def by_restore(client, harm):
    article = cast.make_article()
    poison(article, harm)
    cast.edit(article, standfirst="Newer.")
    desk.restore(article, article.revisions.get(number=1), by=cast.reporter())
    return article


def poison(article, harm):
    """Make an old document say what no save would store today."""
    revision = Revision.objects.filter(article=article).latest("number")
    insets = INSETS if harm == HARM["an embed"] else {}
    revision.document["story"] |= {"body": f"{cast.BODY}{harm}", "insets": insets}
    Revision.objects.filter(pk=revision.pk).update(document=revision.document)


def harmless(*texts):
    return not [trace for trace in TRACES for text in texts if trace in text.lower()]


@pytest.mark.parametrize("harm", HARM.values(), ids=HARM)
@pytest.mark.parametrize("way", [by_form, by_record, by_restore])
def test_no_way_stores_or_publishes_it(client, way, harm):
    article = Article.objects.get(pk=way(client, harm).pk)
    newest = article.revisions.latest("number").document["story"]
    assert "footbridge" in article.body
    assert harmless(article.body, newest["body"], str(newest["insets"].get(KEY, {}).get("url", "")))

    desk.publish(article, by=cast.editor())

    assert harmless(Edition.objects.get().body)
    assert body_for_readers_is_harmless(client)


@pytest.mark.parametrize("harm", [harm for name, harm in HARM.items() if name != "an embed"])
@pytest.mark.parametrize("by_clock", [False, True], ids=["publish", "clock"])
def test_an_old_document_that_holds_it_goes_out_without(client, harm, by_clock):
    article = cast.approved()
    if by_clock:
        row = desk.schedule(article, by=cast.editor(), wall_time=in_an_hour())
        type(row).objects.update(moment=timezone.now())
    poison(article, harm)

    clock.run_due() if by_clock else desk.publish(article, by=cast.editor())

    assert "footbridge" in Edition.objects.get().body
    assert harmless(Edition.objects.get().body)
    assert body_for_readers_is_harmless(client)


def test_an_embed_in_an_old_document_that_leads_to_a_script_is_refused():
    article = cast.approved()
    poison(article, HARM["an embed"])
    with pytest.raises(desk.Refusal, match="Readers would get nothing of javascript:alert"):
        desk.publish(article, by=cast.editor())


def body_for_readers_is_harmless(client):
    """Whether the story's page and its preview show none of it."""
    edition = Edition.objects.get()
    client.force_login(cast.editor())
    shown = [edition.get_absolute_url(), reverse("admin:articles_article_preview", args=[edition.pk])]
    pages = [client.get(address).content.decode() for address in shown]
    bodies = [page.partition('class="body"')[2].partition("</article>")[0] for page in pages]
    return all("footbridge" in body for body in bodies) and harmless(*bodies)
