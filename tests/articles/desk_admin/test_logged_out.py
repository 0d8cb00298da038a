"""A session that ends while somebody writes: the log-in carries every word back to the form, and saves nothing."""

import re

import pytest
from django.test import Client

from articles.models import Article
from newsroom import carrying
from tests import cast
from tests.articles.desk_admin.post import change_url, fields_of, opened, said, send, with_row

pytestmark = pytest.mark.django_db

AGAIN = "/admin/again/"
PASSWORD = "a long enough word"


@pytest.fixture
def browser():
    """A browser whose cookies and tokens are checked as in service."""
    return Client(enforce_csrf_checks=True)


def log_in(client, name="rojin", password=PASSWORD, **extra):
    page = client.get("/admin/login/")
    fields = fields_of(page, "login-form") | {"username": name, "password": password}
    return client.post("/admin/login/", fields | extra)


def end_session(client):
    client.session.flush()


def carried_by(response):
    return re.search(r'name="carried" value="([^"]+)"', response.text)[1]


def token_of(response):
    return re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', response.text)[1]


def come_back(client, response, name="rojin", password=PASSWORD, **extra):
    """Log in on the page that a dead session answered with."""
    sent = {"csrfmiddlewaretoken": token_of(response), "carried": carried_by(response)}
    return client.post(AGAIN, sent | {"username": name, "password": password} | extra)


def typed_after_the_end(client, article=None, **changes):
    log_in(client)
    fields = opened(client, article) | changes
    end_session(client)
    return fields, send(client, article, fields)


def test_every_field_comes_back_in_the_form_and_then_saves(browser):
    cast.reporter()
    article = cast.make_article(photos=[cast.make_photo()])
    log_in(browser)
    fields = with_row(opened(browser, article), "bylines", author=str(cast.make_agency().pk), role="by", order="3")
    fields |= {
        "headline": "“Mid-sentence” – بەردەوام‌بوون",
        "body": "<p>Every\u00a0word</p>",
        "tags": "bridges, Derik",
        "lead-0-credit": "AFP",
    }
    end_session(browser)

    page = send(browser, article, fields)
    assert (page.status_code, article.revisions.count()) == (403, 1)
    assert PASSWORD not in page.text
    filled = come_back(browser, page)

    assert filled.status_code == 200
    assert "You are logged in again" in filled.text
    assert "Please correct" not in filled.text
    back = fields_of(filled)
    ignored = {"csrfmiddlewaretoken", "bylines-1-id", "bylines-1-article"}
    compared = {name for name in fields if name not in ignored and "__prefix__" not in name}
    assert {name: back.get(name) for name in compared} == {name: fields[name] for name in compared}
    assert f'action="{change_url(article)}"' in filled.text
    assert article.revisions.count() == 1

    response = send(browser, article, back)
    assert "Saved as revision 2." in said(response)
    article.refresh_from_db()
    assert article.headline == "“Mid-sentence” – بەردەوام‌بوون"
    assert article.body == "<p>Every\u00a0word</p>"


def test_a_new_story_comes_back_too(browser):
    cast.reporter()
    _fields, page = typed_after_the_end(browser, headline="Never saved")
    filled = come_back(browser, page)
    assert fields_of(filled)["headline"] == "Never saved"
    assert 'action="/admin/articles/article/add/"' in filled.text
    send(browser, None, fields_of(filled))
    assert Article.objects.get().headline == "Never saved"


def test_a_wrong_password_loses_nothing(browser):
    article = cast.make_article()
    _fields, page = typed_after_the_end(browser, article, headline="Typed")
    again = come_back(browser, page, password="wrong")
    assert (again.status_code, "Please enter the correct username" in again.text) == (403, True)
    assert "wrong" not in again.text.replace("correct username", "")
    assert fields_of(come_back(browser, again))["headline"] == "Typed"


def test_another_person_s_log_in_keeps_the_text_and_says_so(browser):
    cast.editor()
    article = cast.make_article()
    _fields, page = typed_after_the_end(browser, article, headline="Rojîn’s words")
    filled = come_back(browser, page, name="dana")
    assert "This was typed by Rojîn Aziz, and you are logged in as Dana Karim." in filled.text
    assert fields_of(filled)["headline"] == "Rojîn’s words"


def test_somebody_saved_in_the_meantime_and_both_go_together(browser):
    article = cast.make_article()
    _fields, page = typed_after_the_end(browser, article, headline="Rojîn’s words")
    cast.edit(article, by=cast.editor(), standfirst="Dana’s")
    filled = come_back(browser, page)
    assert "without a question" in filled.text
    send(browser, article, fields_of(filled) | {"_merge": "2"})
    article.refresh_from_db()
    assert (article.headline, article.standfirst) == ("Rojîn’s words", "Dana’s")


def test_files_have_to_be_chosen_again_and_it_says_so(browser, tmp_path):
    article = cast.make_article()
    log_in(browser)
    fields = opened(browser, article)
    end_session(browser)
    picture = tmp_path / "bridge.jpg"
    picture.write_bytes(b"\xff\xd8")
    with picture.open("rb") as file:
        page = send(browser, article, fields | {"file": file})
    assert "Files have" in page.text
    assert "Files have to be chosen again." in come_back(browser, page).text


def test_a_token_out_of_date_gives_the_filled_form_to_the_same_person(browser):
    article = cast.make_article()
    log_in(browser)
    fields = opened(browser, article) | {"headline": "Typed"}
    end_session(browser)
    log_in(browser)  # in another tab: the form's token is now out of date

    page = browser.post(change_url(article), fields, headers={"origin": "http://testserver"})
    assert (page.status_code, "This form has expired" in page.text) == (403, True)
    sent = {"csrfmiddlewaretoken": token_of(page), "carried": carried_by(page)}
    assert fields_of(browser.post(AGAIN, sent))["headline"] == "Typed"


@pytest.mark.parametrize("origin", [{}, {"origin": "https://hostile.example"}, {"origin": "null"}])
def test_a_form_of_another_site_is_not_carried(browser, origin):
    article = cast.make_article()
    log_in(browser)
    page = browser.post(change_url(article), {"headline": "Hostile"}, headers=origin)
    assert page.status_code == 403
    assert 'name="carried"' not in page.text


def test_logging_in_again_cannot_be_forged_by_another_site(browser):
    cast.reporter()
    response = browser.post(AGAIN, {"username": "rojin", "password": PASSWORD})
    assert response.status_code == 403
    assert "_auth_user_id" not in browser.session


@pytest.mark.parametrize("carried", ["", "forged", "eyJwYXRoIjoiLyJ9:1abc:xyz", "\x00", "a" * 5000])
def test_what_we_did_not_sign_leads_nowhere(client, carried):
    client.force_login(cast.reporter())
    response = client.post(AGAIN, {"carried": carried})
    assert (response.status_code, response["Location"]) == (302, "/admin/")


@pytest.mark.parametrize("path", ["//hostile.example/", "/", "/admin/comments/comment/1/change/", "/admin/logout/"])
def test_only_a_story_s_form_is_carried(rf, path):
    request = rf.post("/admin/", {"headline": "x"})
    request.path_info = path
    assert carrying.pack(request) == ""


def test_it_comes_back_within_a_day_and_not_later(browser, time_machine):
    time_machine.move_to("2026-11-24T12:00:00Z", tick=False)
    article = cast.make_article()
    _fields, page = typed_after_the_end(browser, article, headline="Typed")
    packed = carried_by(page)
    time_machine.shift(23 * 3600)
    assert carrying.unpack(packed)
    time_machine.shift(2 * 3600)
    assert carrying.unpack(packed) is None


def test_more_than_a_page_can_carry_is_given_back_to_be_copied(browser, monkeypatch):
    monkeypatch.setattr(carrying, "LIMIT", 100)
    article = cast.make_article()
    _fields, page = typed_after_the_end(browser, article, headline="Much text " * 15)
    assert 'name="carried"' not in page.text
    assert "copy it from below" in page.text


def test_somebody_without_the_right_gets_the_words_and_no_form(browser):
    cast.stranger()
    article = cast.make_article()
    _fields, page = typed_after_the_end(browser, article, headline="Rojîn’s words")
    response = come_back(browser, page, name="sami")
    assert response.status_code == 403
    assert "Rojîn’s words" in response.text


# The overlay's log-in -----------------------------------------------------------------------------------------


def overlay(client, token, **fields):
    return client.post(AGAIN, fields | {"csrfmiddlewaretoken": token}, headers={"accept": "application/json"})


def test_the_overlay_gets_the_token_the_form_needs_from_now_on(browser):
    article = cast.make_article()
    log_in(browser)
    fields = opened(browser, article)
    end_session(browser)

    answer = overlay(browser, fields["csrfmiddlewaretoken"], username="rojin", password=PASSWORD).json()

    assert answer["who"] == {"id": cast.reporter().pk, "name": "Rojîn Aziz"}
    assert send(browser, article, fields | {"headline": "Typed"}).status_code == 403
    renewed = fields | {"headline": "Typed", "csrfmiddlewaretoken": answer["csrf"]}
    assert "Saved as revision 2." in said(send(browser, article, renewed))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"username": "rojin", "password": "wrong"}, "Please enter the correct username"),
        ({}, "Fill in both"),
    ],
)
def test_a_failed_log_in_is_answered_in_words(browser, fields, words):
    cast.reporter()
    browser.get("/admin/login/")
    token = browser.cookies["csrftoken"].value
    [sentence] = overlay(browser, token, **fields).json()["errors"]
    assert words in sentence


def test_a_script_with_an_old_token_hears_the_new_one(browser):
    article = cast.make_article()
    log_in(browser)
    old = opened(browser, article)["csrfmiddlewaretoken"]
    end_session(browser)
    log_in(browser)
    options = {"content_type": "application/json"}
    told = {"tab": "1" * 36, "form": "a" * 32, "article": article.pk, "base": 1}

    headers = {"accept": "application/json", "x-csrftoken": old}
    refused = browser.post("/admin/articles/article/pulse/", told, headers=headers, **options)
    assert (refused.status_code, refused.json()["session"]) == (403, "here")

    headers["x-csrftoken"] = refused.json()["csrf"]
    assert browser.post("/admin/articles/article/pulse/", told, headers=headers, **options).status_code == 200
