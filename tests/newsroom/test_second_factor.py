"""The second factor: set up by each person, asked after the password, and never in the way of what was typed."""

import base64
import io
import re
import time

import pytest
from django.contrib.admin.models import LogEntry
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from articles.models import Article
from authors import second_factor
from authors.models import User
from tests import cast
from tests.articles.desk_admin.post import fields_of, opened, send
from tests.articles.desk_admin.test_logged_out import AGAIN, PASSWORD, carried_by, come_back, log_in, token_of

pytestmark = pytest.mark.django_db

PAGE = "/admin/me/second-factor/"
HOME = "/admin/"


@pytest.fixture(autouse=True)
def moment(time_machine):
    """A moment that stands still: a code is right or wrong, not right until the test is slow."""
    time_machine.move_to("2026-11-24 10:00:00Z", tick=False)
    return time_machine


def now(key):
    """Return the code that an app with this key shows now."""
    app = TOTP(bytes.fromhex(key))
    app.time = time.time()
    return f"{app.token():06d}"


@pytest.fixture
def dana():
    return cast.editor()


@pytest.fixture
def enrolled(dana, moment):
    """Return Dana with a second factor, its key and recovery codes; a minute later, so that a new code is due."""
    key = second_factor.new_key()
    codes = second_factor.enrol(dana, key, now(key))
    moment.shift(60)
    return User.objects.get(pk=dana.pk), key, codes


def password_step(client, name="dana", password=PASSWORD):
    return log_in(client, name, password)


def code_step(client, page, code, **extra):
    fields = fields_of(page, "login-form")
    return client.post("/admin/login/", fields | {"code": code} | extra)


def is_in(client):
    return client.get("/admin/me/").status_code == 200


# Setting it up ------------------------------------------------------------------------------------------------


def key_on(page):
    letters = re.search(r'<code class="key" dir="ltr">([A-Z2-7 ]+)</code>', page.text)[1].replace(" ", "")
    return base64.b32decode(letters).hex()


def set_up(client, **changes):
    key = key_on(client.get(PAGE))
    return client.post(PAGE, {"_act": "enrol", "code": now(key), "password": PASSWORD} | changes), key


def test_a_person_sets_it_up_and_sees_the_recovery_codes_once(client, dana):
    client.force_login(dana)
    page, _key = set_up(client)
    codes = re.findall(r"<li><code>(\d{4} \d{4} \d{4})</code></li>", page.text)
    assert len(set(codes)) == 10
    assert page["Cache-Control"] == "private, no-store"
    assert is_in(client)
    again = client.get(PAGE)
    assert "10 recovery codes are left" in again.text
    assert not re.search(r"\d{4} \d{4} \d{4}", again.text)
    assert LogEntry.objects.get().change_message == "Second factor set up."


def test_the_qr_code_is_drawn_here_and_the_key_stays_until_it_is_used(client, dana):
    client.force_login(dana)
    page = client.get(PAGE)
    assert "<svg" in page.text
    assert "http" not in re.search(r"<svg.*?</svg>", page.text, re.DOTALL)[0].replace("http://www.w3.org/2000/svg", "")
    assert key_on(page) == key_on(client.get(PAGE))
    assert not TOTPDevice.objects.exists()


@pytest.mark.parametrize("code", ["000000", "", "abc", "1" * 40, "-1", "½", "\x00"])
def test_a_wrong_code_sets_nothing_up(client, dana, code):
    client.force_login(dana)
    page, _key = set_up(client, code=code)
    assert page.status_code == 200
    assert "errorlist" in page.text
    assert not TOTPDevice.objects.exists()
    assert User.objects.get(pk=dana.pk).second_factor_at is None


def test_a_passer_by_at_an_open_desk_cannot(client, dana):
    client.force_login(dana)
    page, _key = set_up(client, password="guess")
    assert "This is not your password" in page.text
    assert not TOTPDevice.objects.exists()


def test_other_sessions_of_the_person_end(client, dana):
    elsewhere = Client()
    elsewhere.force_login(dana)
    client.force_login(dana)
    set_up(client)
    assert is_in(client)
    assert not is_in(elsewhere)


# Logging in ---------------------------------------------------------------------------------------------------


def test_the_password_alone_opens_nothing(client, enrolled):
    page = password_step(client)
    assert page.status_code == 200
    assert "Now type the code that your app shows." in page.text
    assert "errornote" not in page.text
    assert PASSWORD not in page.text
    assert "_auth_user_id" not in client.session
    assert not is_in(client)


def test_the_code_opens_the_desk_and_leads_where_one_was_going(client, enrolled):
    page = password_step(client)
    response = code_step(client, page, now(enrolled[1]), next="/admin/articles/article/")
    assert (response.status_code, response["Location"]) == (302, "/admin/articles/article/")
    assert is_in(client)


@pytest.mark.parametrize(
    "write", [lambda c: f" {c[:3]} {c[3:]} ", lambda c: c.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))]
)
def test_a_code_is_read_with_spaces_and_in_arabic_digits(client, enrolled, write):
    assert code_step(client, password_step(client), write(now(enrolled[1]))).status_code == 302


def test_a_code_works_once(client, enrolled):
    code = now(enrolled[1])
    code_step(client, password_step(client), code)
    other = Client()
    page = code_step(other, password_step(other), code)
    assert "not right, or was used already" in page.text
    assert not is_in(other)


def test_a_recovery_code_works_once(client, enrolled):
    user, _key, codes = enrolled
    assert code_step(client, password_step(client), codes[3]).status_code == 302
    assert is_in(client)
    assert second_factor.codes_left(user) == 9
    other = Client()
    assert code_step(other, password_step(other), codes[3]).status_code == 200


def test_a_code_of_somebody_else_does_not_help(client, enrolled, moment):
    key = second_factor.new_key()
    second_factor.enrol(cast.reporter(), key, now(key))
    moment.shift(60)
    assert code_step(client, password_step(client), now(key)).status_code == 200
    assert not is_in(client)


@pytest.mark.parametrize("given", ["", "forged", "1:2:3"])
def test_a_code_without_the_password_opens_nothing(client, enrolled, given):
    page = code_step(client, password_step(client), now(enrolled[1]), given=given)
    assert page.status_code == 200
    assert not is_in(client)


def test_who_takes_more_than_five_minutes_begins_again(client, enrolled, moment):
    page = password_step(client)
    moment.shift(301)
    page = code_step(client, page, now(enrolled[1]))
    assert "more than five minutes" in page.text
    assert 'name="password"' in page.text
    assert not is_in(client)


def test_a_password_changed_between_the_steps_ends_the_log_in(client, enrolled):
    page = password_step(client)
    enrolled[0].set_password("another long password")
    enrolled[0].save()
    code_step(client, page, now(enrolled[1]))
    assert not is_in(client)


def test_wrong_codes_are_slowed_down_and_others_are_not(client, enrolled, moment):
    page = password_step(client)
    for _guess in range(5):
        page = code_step(client, page, "000000")
        assert "not right" in page.text
    assert "Too many attempts" in code_step(client, page, now(enrolled[1])).text
    elsewhere = Client(REMOTE_ADDR="198.51.100.4")
    assert code_step(elsewhere, password_step(elsewhere), now(enrolled[1])).status_code == 302


def test_of_all_networks_thirty_guesses_a_day_are_judged(enrolled):
    for network in range(6):
        client = Client(REMOTE_ADDR=f"198.51.100.{network}")
        page = password_step(client)
        for _guess in range(5):
            page = code_step(client, page, "000000")
    last = Client(REMOTE_ADDR="203.0.113.9")
    assert "Too many attempts" in code_step(last, password_step(last), now(enrolled[1])).text


def test_a_session_of_the_desk_asks_the_database_no_more_than_before(client, enrolled, django_assert_num_queries):
    plain = Client()
    plain.force_login(cast.chief())
    code_step(client, password_step(client), now(enrolled[1]))
    for one in (plain, client):
        with django_assert_num_queries(6):
            one.get("/admin/me/")


# Nothing is lost ----------------------------------------------------------------------------------------------


def test_a_carried_form_comes_back_after_both_steps(enrolled):
    client = Client(enforce_csrf_checks=True)
    code_step(client, password_step(client), now(enrolled[1]))
    fields = opened(client) | {"headline": "Mid-sentence"}
    client.session.flush()
    page = come_back(client, send(client, None, fields), name="dana")
    assert "Now type the code" in page.text
    sent = {"csrfmiddlewaretoken": token_of(page), "carried": carried_by(page)}
    given = re.search(r'name="given" value="([^"]+)"', page.text)[1]
    back = client.post(AGAIN, sent | {"given": given, "code": enrolled[2][0]})
    assert "You are logged in again" in back.text
    assert fields_of(back)["headline"] == "Mid-sentence"
    assert not Article.objects.exists()


def test_a_carried_form_waits_for_the_second_factor_to_be_set_up(dana, settings):
    client = Client(enforce_csrf_checks=True)
    log_in(client, "dana")
    fields = opened(client) | {"headline": "Mid-sentence"}
    settings.REQUIRE_SECOND_FACTOR = "staff"
    page = come_back(client, send(client, None, fields), name="dana")
    assert "asks a second factor of you" in page.text
    sent = {"csrfmiddlewaretoken": token_of(page), "carried": carried_by(page)}
    page = client.post(PAGE, sent | {"_act": "enrol", "code": now(key_on(page)), "password": PASSWORD})
    assert "recovery codes" in page.text
    back = client.post(AGAIN, {"csrfmiddlewaretoken": token_of(page), "carried": carried_by(page)})
    assert fields_of(back)["headline"] == "Mid-sentence"


def test_the_overlay_is_asked_for_the_code_and_told_who_is_there(client, enrolled):
    script = {"headers": {"Accept": "application/json"}}
    asked = client.post(AGAIN, {"username": "dana", "password": PASSWORD}, **script).json()
    assert asked["errors"] == ["Now type the code that your app shows."]
    answer = client.post(AGAIN, {"given": asked["given"], "code": now(enrolled[1])}, **script).json()
    assert answer["who"]["id"] == enrolled[0].pk
    assert is_in(client)


# Who must -----------------------------------------------------------------------------------------------------


def test_where_it_is_demanded_the_desk_opens_after_it_is_set_up(client, dana, settings):
    settings.REQUIRE_SECOND_FACTOR = "staff"
    client.force_login(dana)
    assert client.get(HOME)["Location"] == PAGE
    assert client.get("/admin/articles/article/")["Location"] == PAGE
    page, _key = set_up(client)
    assert "recovery codes" in page.text
    assert client.get(HOME).status_code == 200


def test_before_that_a_press_of_a_button_does_nothing(client, dana, settings):
    article = cast.approved()
    settings.REQUIRE_SECOND_FACTOR = "staff"
    client.force_login(dana)
    client.post(f"/admin/articles/article/{article.pk}/do/publish/", {"base": 1})
    assert not hasattr(Article.objects.get(pk=article.pk), "edition")


def test_chiefs_alone_can_be_asked_for_it(client, dana, settings):
    settings.REQUIRE_SECOND_FACTOR = "chiefs"
    client.force_login(dana)
    assert client.get(HOME).status_code == 200
    client.force_login(cast.chief())
    assert client.get(HOME)["Location"] == PAGE


def test_who_must_have_one_cannot_turn_it_off(client, enrolled, settings):
    settings.REQUIRE_SECOND_FACTOR = "staff"
    code_step(client, password_step(client), now(enrolled[1]))
    assert 'value="off"' not in client.get(PAGE).text
    assert client.post(PAGE, {"_act": "off", "password": PASSWORD}).status_code == 403
    assert TOTPDevice.objects.exists()


def test_others_turn_it_off_with_their_password(client, enrolled):
    code_step(client, password_step(client), now(enrolled[1]))
    client.post(PAGE, {"_act": "off", "password": "wrong"})
    assert TOTPDevice.objects.exists()
    client.post(PAGE, {"_act": "off", "password": PASSWORD})
    assert not TOTPDevice.objects.exists()
    assert not StaticToken.objects.exists()
    assert is_in(client)


def test_new_recovery_codes_take_the_place_of_the_old(client, enrolled):
    code_step(client, password_step(client), now(enrolled[1]))
    page = client.post(PAGE, {"_act": "codes", "password": PASSWORD})
    new = re.findall(r"<li><code>([\d ]+)</code></li>", page.text)
    assert len(new) == 10
    assert not set(new) & set(enrolled[2])
    assert not second_factor.verify(enrolled[0], enrolled[2][0])


def test_strangers_are_led_to_the_log_in(client):
    assert client.get(PAGE)["Location"].startswith("/admin/login/")
    reader = User.objects.create_user("reader", password=PASSWORD)
    client.force_login(reader)
    assert client.get(PAGE)["Location"].startswith("/admin/login/")


# Lost ---------------------------------------------------------------------------------------------------------


def test_an_administrator_resets_a_colleagues_and_it_stands_in_the_log(client, enrolled, admin_user):
    client.force_login(admin_user)
    chosen = {"action": "reset_second_factor", "_selected_action": [enrolled[0].pk]}
    page = client.post("/admin/authors/user/", chosen, follow=True)
    assert "1 second factor is reset" in page.text
    assert User.objects.get(pk=enrolled[0].pk).second_factor_at is None
    row = LogEntry.objects.first()
    assert (row.change_message, row.user, row.object_id) == ("Second factor reset.", admin_user, str(enrolled[0].pk))
    colleague = Client()
    assert password_step(colleague).status_code == 302


def test_nobody_else_resets_and_no_manager_of_users_a_superusers(enrolled, admin_user):
    manager = cast.make_user("manager", "change_user", app="authors")
    with pytest.raises(PermissionDenied):
        second_factor.reset(enrolled[0], by=cast.chief())
    with pytest.raises(PermissionDenied):
        second_factor.reset(admin_user, by=manager)
    second_factor.reset(enrolled[0], by=manager)
    assert not TOTPDevice.objects.exists()


def test_no_page_shows_an_administrator_the_keys_of_others(client, enrolled, admin_user):
    client.force_login(admin_user)
    assert "/admin/otp_" not in client.get("/admin/records/").text
    assert enrolled[1] not in client.get(f"/admin/authors/user/{enrolled[0].pk}/change/").text


def test_a_command_resets_the_last_administrators(enrolled):
    out = io.StringIO()
    call_command("reset_second_factor", "dana", stdout=out)
    assert "logs in with the password alone" in out.getvalue()
    assert User.objects.get(pk=enrolled[0].pk).second_factor_at is None
    assert LogEntry.objects.first().change_message == "Second factor reset by the command."
    for name, words in (("dana", "has no second factor"), ("nobody", "Nobody logs in as nobody")):
        with pytest.raises(CommandError, match=words):
            call_command("reset_second_factor", name)
