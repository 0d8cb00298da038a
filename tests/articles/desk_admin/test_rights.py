"""Who may what in the house, stories apart: the last rows of desk.md's table of roles, written out by hand."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse

from articles import desk
from articles.desk import scratch
from articles.models import Article, DeskLog, Scratch, Section
from authors.models import User
from tests import cast
from tests.articles.desk_admin import matrix

pytestmark = pytest.mark.django_db

PEOPLE = [person for person in matrix.PEOPLE if person != "azad"]
EDITORS = {"dana", "nazdar", "zana", "berivan", "hevi"}
CHIEF = {"hevi"}


@pytest.fixture(scope="module")
def people(django_db_setup, django_db_blocker):
    """The people of the matrix, with nothing to do."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield matrix.make_people()
        transaction.set_rollback(True)


def section(slug):
    return Section.objects.get(slug=slug)


def two_tags():
    cast.make_article(tags=["Kobane"])
    return list(cast.make_article(tags=["Kobani"]).tags.all()) + list(Article.objects.earliest("pk").tags.all())


def open_scratch(by):
    article = cast.make_article()
    scratch.keep(article, {"headline": "Unsaved"}, by=User.objects.get(username="azad"), form="c" * 32, base=1)
    scratch.opened(Scratch.objects.get(), by=by)


# What, by whom, and who may.
ACTS = {
    "set the home": (lambda by: desk.set_front("en", None, [], by=by), CHIEF),
    "set the front of society": (
        lambda by: desk.set_front("en", section("society"), [], by=by),
        {"dana", "zana", "hevi"},
    ),
    "set the front of culture": (
        lambda by: desk.set_front("en", section("culture"), [], by=by),
        {"nazdar", "berivan", "hevi"},
    ),
    "rename a tag": (lambda by: desk.rename_tag(two_tags()[0], by=by, name="Kobanî"), EDITORS),
    "merge tags": (lambda by: desk.merge_tags(tags := two_tags(), tags[0], by=by), EDITORS),
    "rename a person": (lambda by: desk.rename_author(cast.make_author(), by=by, name="Leyla Ehmed"), CHIEF),
    "retire a person": (lambda by: desk.retire_author(cast.make_author(), by=by), CHIEF),
    "merge people": (lambda by: desk.merge_authors([cast.make_author()], cast.make_author(), by=by), CHIEF),
    "rename a section": (lambda by: desk.rename_section(section("culture"), by=by, names={"en": "Arts"}), CHIEF),
    "open another's unsaved text": (open_scratch, CHIEF),
}
PAGES = {
    "articles_placement_changelist": EDITORS,
    "articles_rulesetting_changelist": CHIEF,
    "articles_rulesetting_add": CHIEF,
    "articles_section_add": CHIEF,
    "authors_author_add": CHIEF,
    "taggit_tag_add": EDITORS,
    "articles_desklog_changelist": EDITORS,
    "comments_comment_changelist": EDITORS | {"lana"},
    "photos_photo_add": set(PEOPLE) - {"lana"},
    "articles_article_add": set(PEOPLE) - {"lana", "karwan"},
}


@pytest.mark.parametrize("act", ACTS)
def test_an_act_of_the_house_is_done_by_whom_the_table_names(people, act):
    perform, allowed = ACTS[act]
    done = set()
    for person in PEOPLE:
        with transaction.atomic():
            try:
                perform(people[person])
            except PermissionDenied:
                pass
            else:
                done.add(person)
            transaction.set_rollback(True)
    assert done == allowed


@pytest.mark.parametrize("person", PEOPLE)
def test_a_page_of_the_house_opens_to_whom_the_table_names(client, people, person):
    client.force_login(people[person])
    answers = {page: client.get(reverse(f"admin:{page}")).status_code for page in PAGES}
    assert answers == {page: 200 if person in allowed else 403 for page, allowed in PAGES.items()}


def test_an_editor_reads_the_log_of_their_sections_and_a_chief_all_of_it(client, people):
    for slug in ("society", "culture"):
        article = cast.make_article(headline=f"Of {slug}", section=section(slug), by=people["rojin"])
        desk.publish(article, by=people["hevi"])
    desk.set_front("en", None, [desk.Place(0, Article.objects.latest("pk").pk)], by=people["hevi"])
    cast.make_article(section=section("culture"), headline="Planned for others")
    desk.log_forbidden(Article.objects.latest("pk"), by=people["dana"], asked="kill", page="x")

    def read_by(person):
        client.force_login(people[person])
        rows = client.get(reverse("admin:articles_desklog_changelist")).context["cl"].result_list
        return {(row.article and row.article.headline, row.event) for row in rows}

    everything = set(DeskLog.objects.values_list("article__headline", "event"))
    own = ("Planned for others", "desk.forbidden")
    assert (None, "front.set") in everything
    assert read_by("hevi") == everything
    assert read_by("dana") == {row for row in everything if row[0] == "Of society"} | {own}
    assert read_by("nazdar") == {row for row in everything if row[0] == "Of culture"} | {own}
    other = DeskLog.objects.filter(article__headline="Of culture").first()
    client.force_login(people["dana"])
    assert client.get(reverse("admin:articles_desklog_change", args=[other.pk])).status_code == 302
