"""Every public page is the same bytes for everyone, keeps nothing in the browser, and is fetched again as a 304."""

import pytest
from django.test import Client

from tests import cast, walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages(client):
    """Return {address: bytes} of all that an anonymous reader reaches, photos apart."""
    photos = [cast.make_photo(), cast.make_photo()]
    original = cast.live(photos=photos, tags=["bridges"], authors=[cast.make_author()])
    cast.live(language="ar", headline="الجسر", translation_of=original)
    cast.republish(original, "correction", "An earlier version gave the wrong length.", standfirst="Corrected.")
    walked = walk.walk(client, doors=[*walk.DOORS, "/?text", "/search/?q=footbridge&order=newest"])
    kept = {address: found for address, found in walked.items() if "/photos/" not in address}
    assert len(kept) > 60
    return kept


def ask(client, address, **headers):
    return client.get(address, headers={"accept-encoding": "identity"} | headers)


def test_a_stranger_and_an_editor_who_is_logged_in_get_the_very_same_bytes(pages):
    editor, stranger = Client(), Client()
    editor.force_login(cast.editor())
    differing = []
    for address, found in pages.items():
        if found.status_code != 200 or "no-store" in found["Cache-Control"]:
            continue
        wanted = found.content
        other = ask(stranger, address, **{"accept-language": "ar", "user-agent": "Other/1.0", "cookie": "a=b"})
        if not wanted == other.content == ask(editor, address).content:
            differing.append(address)
    assert differing == []


def test_no_page_keeps_a_cookie_varies_by_more_than_compression_or_names_the_host_asked(pages):
    for address, found in pages.items():
        assert not found.cookies, address
        assert found.get("Vary", "Accept-Encoding") == "Accept-Encoding", address
        assert "testserver" not in walk.text(found), address


def test_the_structured_data_of_every_page_are_strict_json_that_no_word_can_leave(pages):
    kinds = set()
    for address, found in pages.items():
        for block in walk.structured_data(walk.text(found)):
            assert "<" not in block, address
            kinds.add(walk.strict_json(block)["@type"])
    assert kinds >= {"NewsArticle", "WebSite", "CollectionPage", "ProfilePage"}


def test_every_page_that_caches_keep_is_fetched_again_as_not_modified(pages, client):
    tagged = {address: found["ETag"] for address, found in pages.items() if found.has_header("ETag")}
    assert len(tagged) > 50
    for address, etag in tagged.items():
        assert ask(client, address, **{"if-none-match": etag}).status_code == 304, address
