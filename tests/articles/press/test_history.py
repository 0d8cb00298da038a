"""The published versions of a story, newest first, and what changed word by word."""

import re

import pytest
from django.utils import timezone

from articles import desk
from articles.press import history
from tests import cast

pytestmark = pytest.mark.django_db


def read(client, edition):
    response = client.get(f"{edition.get_absolute_url()}history/")
    assert response.status_code == 200
    return response.content.decode()


def corrected():
    article = cast.live(body="<p>The bridge is 118 metres long.</p><p>It has four arches.</p>", dateline="")
    cast.republish(
        article,
        "correction",
        "An earlier version gave the wrong length of the bridge.",
        body="<p>The bridge is 138 metres long.</p><p>It has four arches.</p>",
    )
    return article.edition


def test_a_correction_shows_the_words_that_changed_and_its_note(client):
    page = read(client, corrected())
    assert re.search(r"<del><span class=\"hidden\">removed: </span>118 </del>", page)
    assert re.search(r"<ins><span class=\"hidden\">added: </span>138 </ins>metres long.", page)
    assert "An earlier version gave the wrong length of the bridge." in page
    assert page.index("Correction,") < page.index("First published,")


def test_what_did_not_change_is_folded(client):
    page = read(client, corrected())
    assert re.search(r"<details>\s*<summary>1 unchanged part</summary>\s*<p>It has four arches.</p>", page)


def test_what_is_no_paragraph_says_what_it_is(client):
    photo = cast.make_photo(caption="The bridge.", credit="AFP")
    page = read(client, cast.live_story(headline="A bridge opens", photos=[photo]))
    assert '<p class="part-headline">A bridge opens</p>' in page
    assert '<p class="part-caption"><span class="part-photo">Photo:</span> The bridge. (AFP)</p>' in page


def test_parts_that_came_or_went_keep_their_own_kind():
    old = [["headline", "A bridge"], ["byline", "By Ana"], ["paragraph", "One."], ["caption", "Gone."]]
    new = [["headline", "A bridge"], ["standfirst", "New."], ["paragraph", "One."], ["paragraph", "Two more words."]]
    parts = [(part.kind, part.difference.op) for run in history._runs(old, new) for part in run.parts]
    assert parts == [
        ("headline", "same"),
        ("byline", "del"),
        ("standfirst", "ins"),
        ("paragraph", "same"),
        ("caption", "del"),
        ("paragraph", "ins"),
    ]


def test_a_version_after_a_redacted_one_shows_its_whole_text(client):
    edition = corrected()
    first = edition.publications.order_by("at").first()
    type(first).objects.filter(pk=first.pk).update(words=[], redacted_at=timezone.now())
    assert "The whole text" in read(client, edition)


def test_a_typo_fix_is_listed_with_its_difference_and_without_a_note(client):
    article = cast.live(standfirst="A ferst word.")
    cast.republish(article, "typo", standfirst="A first word.")
    page = read(client, article.edition)
    assert "Slip of the pen put right" in page
    assert "first </ins>" in page


def test_the_history_names_nobody_of_the_desk(client):
    page = read(client, corrected())
    for person in (cast.reporter(), cast.editor()):
        assert person.first_name not in page
        assert person.username not in page


def test_words_that_were_never_published_are_not_in_the_history(client):
    edition = corrected()
    cast.edit(edition.article, standfirst="Unpublished phrasing")
    assert "Unpublished phrasing" not in read(client, edition)


def test_a_redacted_version_says_so_and_shows_no_word(client):
    edition = corrected()
    first = edition.publications.order_by("at").first()
    type(first).objects.filter(pk=first.pk).update(
        words=[], redacted_at=timezone.now(), redaction_note="A court order."
    )
    page = read(client, edition)
    assert "The words of this version were removed on" in page
    assert "A court order." in page
    assert "118" not in page


def test_the_history_of_a_withdrawn_story_is_gone(client):
    edition = corrected()
    desk.withdraw(edition.article, by=cast.editor(), reason="Two people were confused.")
    response = client.get(f"{edition.get_absolute_url()}history/")
    assert response.status_code == 410
    assert "138" not in response.content.decode()


def test_words_that_were_withdrawn_do_not_come_back_with_the_story(client):
    edition = corrected()
    desk.withdraw(edition.article, by=cast.editor(), reason="Two people were confused.")
    cast.republish(edition.article, "update", body="<p>The bridge is open.</p>", standfirst="Now without names.")
    page = read(client, edition)
    assert "Now without names." in page
    for withdrawn in ("118", "138", "Eleven months"):
        assert withdrawn not in page


def test_another_month_leads_to_the_historys_own_address(client):
    edition = corrected()
    response = client.get(f"/1999/01/{edition.slug}/history/")
    assert response["Location"] == f"{edition.get_absolute_url()}history/"
    assert client.get("/1999/01/nothing/history/").status_code == 404


def test_the_story_leads_to_its_history_and_robots_stay_away(client):
    edition = corrected()
    assert f'href="{edition.get_absolute_url()}history/"' in client.get(edition.get_absolute_url()).content.decode()
    assert 'content="noindex"' in read(client, edition)


def test_a_very_long_text_is_compared_by_whole_blocks(monkeypatch):
    monkeypatch.setattr(history, "COMPARED", 3)
    old, new = ([["paragraph", text], ["paragraph", "d e"]] for text in ("a b c", "a b x"))
    ops = [part.difference.op for run in history._runs(old, new) for part in run.parts]
    assert ops == ["del", "ins", "same"]


def test_markup_in_old_words_stays_text(client):
    article = cast.live(standfirst="<script>alert(1)</script>")
    cast.republish(article, "update", standfirst="Fine.")
    assert "<script>alert" not in read(client, article.edition)


def test_the_history_asks_three_times_however_many_versions(client, django_assert_num_queries):
    edition = corrected()
    for number in range(5):
        cast.republish(edition.article, "update", standfirst=f"Version {number}")
    with django_assert_num_queries(3):
        read(client, edition)
