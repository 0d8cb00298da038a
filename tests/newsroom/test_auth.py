"""Who may log in to the desk."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo_editor(django_user_model):
    return django_user_model.objects.create_user("editor", password="correct horse", is_staff=True, is_demo=True)


def test_an_account_of_the_demonstration_logs_in_on_loopback(client, demo_editor):
    assert client.login(username="editor", password="correct horse")


def test_it_never_logs_in_to_a_site_in_production(client, demo_editor, settings):
    settings.PRODUCTION = True
    assert not client.login(username="editor", password="correct horse")


def test_its_session_ends_when_the_site_goes_into_production(client, demo_editor, settings):
    client.force_login(demo_editor)
    assert client.get("/admin/password_change/").status_code == 200
    settings.PRODUCTION = True
    assert client.get("/admin/password_change/").status_code == 302


def test_everybody_else_logs_in_to_production(client, django_user_model, settings):
    django_user_model.objects.create_user("dana", password="correct horse")
    settings.PRODUCTION = True
    assert client.login(username="dana", password="correct horse")


# Guessing -----------------------------------------------------------------------------------------------------


@pytest.fixture
def dana(django_user_model):
    return django_user_model.objects.create_user("dana", password="correct horse", is_staff=True)


def log_in(client, username, password, network="203.0.113.7"):
    return client.post("/admin/login/", {"username": username, "password": password}, REMOTE_ADDR=network)


def test_after_ten_failures_even_the_right_password_waits(client, dana):
    for guess in range(10):
        assert "Please enter the correct" in log_in(client, "dana", f"guess {guess}").content.decode()
    response = log_in(client, "Dana ", "correct horse")
    assert "Too many attempts to log in." in response.content.decode()
    assert "_auth_user_id" not in client.session


def test_the_others_log_in_meanwhile(client, dana, django_user_model):
    for guess in range(11):
        log_in(client, "dana", f"guess {guess}")
    assert log_in(client, "dana", "correct horse", network="198.51.100.4").status_code == 302
    client.logout()
    django_user_model.objects.create_user("rojin", password="another horse", is_staff=True)
    assert log_in(client, "rojin", "another horse").status_code == 302


def test_after_some_minutes_it_works_again(client, dana, time_machine):
    time_machine.move_to("2026-11-22 10:00:00Z")
    for guess in range(10):
        log_in(client, "dana", f"guess {guess}")
    time_machine.move_to("2026-11-22 10:02:00Z")
    assert log_in(client, "dana", "correct horse").status_code == 302


def test_one_network_cannot_try_a_hundred_names(client):
    for number in range(100):
        log_in(client, f"name{number}", "letmein")
    assert "Too many attempts" in log_in(client, "name100", "letmein").content.decode()


def test_right_passwords_cost_nothing(client, dana):
    for _time in range(12):
        assert log_in(client, "dana", "correct horse").status_code == 302
        client.logout()


def test_an_absurd_name_is_refused_in_words(client):
    for name in ("", "\x00", "a" * 10_000, "‮dana"):
        response = log_in(client, name, "x")
        assert response.status_code == 200
        assert "errornote" in response.content.decode()
