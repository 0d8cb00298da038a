"""Under the real policy in a real browser: no page of the desk or the press is stopped from drawing or working."""

import pytest
from django.contrib import admin
from django.urls import reverse

from authors.models import User
from tests import cast
from tests.browser.conftest import PHONE
from tests.photos.files import make_photo

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_every_page_of_the_desk_obeys_its_policy(open_page):
    story = cast.live_story(photos=[make_photo(alt="A gradient with a block.", credit="Karwan Osman")])
    User.objects.create_superuser("root", password="a long enough word")
    page = open_page()
    page.goto("/admin/")
    page.fill("[name=username]", "root")
    page.fill("[name=password]", "a long enough word")
    page.click("[type=submit]")
    page.wait_for_url("**/admin/")
    visited = [reverse("admin:articles_article_change", args=[story.pk])]
    for model, options in admin.site._registry.items():
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        visited.append(reverse(f"{name}_changelist"))
        if options.has_add_permission.__func__.__module__ == "django.contrib.admin.options":
            visited.append(reverse(f"{name}_add"))
    assert len(visited) > 6
    for address in visited:
        assert page.goto(address).status in (200, 403), address


@pytest.mark.parametrize("javascript", [True, False])
def test_every_page_of_the_press_obeys_its_policy(open_page, javascript):
    story = cast.live_story(photos=[make_photo(alt="A gradient with a block.", credit="Karwan Osman")])
    page = open_page(viewport=PHONE, javascript=javascript)
    pages = ["/", "/ar/", "/ku/", "/ckb/", "/search/?q=bridge", "/corrections/", "/section/society/", "/nowhere/"]
    for address in [*pages, story.get_absolute_url()]:
        assert page.goto(address).status == (404 if address == "/nowhere/" else 200), address
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], address
