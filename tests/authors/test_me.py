"""Everybody's own page: the language of the desk and its keyboard shortcuts."""

import pytest
from django.urls import reverse

from tests import cast

pytestmark = pytest.mark.django_db

ME = reverse("admin:me")


def test_each_person_turns_the_shortcuts_off_for_themselves_alone(client):
    rojin, dana = cast.reporter(), cast.editor()
    client.force_login(rojin)
    assert "Ctrl/⌘ Shift P" in client.get(ME).content.decode()

    assert client.post(ME, {"language": "ar"}).status_code == 302

    rojin.refresh_from_db()
    dana.refresh_from_db()
    assert (rojin.shortcuts, rojin.language, dana.shortcuts) == (False, "ar", True)
    page = client.get(reverse("admin:articles_article_add")).content.decode()
    assert 'data-shortcuts="off"' in page


def test_a_language_nobody_speaks_is_refused_and_forged_fields_change_nothing(client):
    rojin = cast.reporter()
    client.force_login(rojin)
    assert client.post(ME, {"language": "xx", "shortcuts": "on"}).status_code == 200
    client.post(ME, {"shortcuts": "on", "is_superuser": "on", "username": "root"})
    rojin.refresh_from_db()
    assert (rojin.is_superuser, rojin.username) == (False, "rojin")


def test_nobody_else_gets_there(client):
    assert client.get(ME).status_code == 302
