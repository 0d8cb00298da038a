"""Unsaved text comes back: offered, compared, used, discarded; only its owner reads it, and nothing of it is public."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.desk import presence, scratch
from articles.models import Article, DeskLog, ProtectedByline, Scratch
from tests import cast
from tests.articles.desk_admin.post import change_url, fields_of, opened, said, send, with_row

pytestmark = pytest.mark.django_db

FORM = "a" * 32
ADD = "/admin/articles/article/add/"


@pytest.fixture
def dana(client):
    client.force_login(cast.editor())
    return client


def typed(client, article=None, *, form=FORM, by=None, at=None, **changes):
    """Keep as scratch what the form would send with some fields changed; return the Scratch."""
    fields = opened(client, article) | changes
    base = int(fields["base"]) if fields["base"] else None
    assert scratch.keep(article, fields, by=by or cast.editor(), form=form, base=base, at=at)
    return Scratch.objects.get(form=form)


def page(client, row):
    return f"/admin/articles/article/scratch/{row.pk}/"


def use(client, article, row):
    return send(client, article, {"_scratch": str(row.pk)})


def test_unsaved_text_is_offered_when_the_story_is_opened(dana):
    article = cast.make_article()
    row = typed(dana, article, headline="Typed before the crash")

    shown = dana.get(change_url(article)).text

    assert f"You have unsaved text from {timezone.localtime(row.at):%H:%M}. Compare, use, or discard." in shown
    assert "Typed before the crash" not in dana.get(change_url(cast.make_article())).text


def test_text_that_says_what_is_saved_is_not_offered(dana):
    article = cast.make_article(photos=[cast.make_photo(), cast.make_photo()], authors=[cast.make_author()] * 2)
    typed(dana, article)
    assert "You have unsaved text" not in dana.get(change_url(article)).text


def test_it_can_be_compared_with_what_is_saved(dana):
    article = cast.make_article(standfirst="Eleven months of work.", photos=[cast.make_photo()])
    changes = {"standfirst": "Twelve months of work.", "tags": "bridges, Derik", "lead-0-caption": "My own caption."}
    agency = cast.make_agency("AFP")
    fields = with_row(opened(dana, article) | changes, "bylines", author=str(agency.pk), role="by", order="1")
    scratch.keep(article, fields, by=cast.editor(), form=FORM, base=1)

    shown = dana.get(page(dana, Scratch.objects.get())).text

    assert "<del>Eleven </del><ins>Twelve </ins>months of work." in shown
    assert "Derik" in shown
    assert "My own caption." in shown
    assert "AFP" in shown
    assert "<h3>Headline</h3>" not in shown


def test_using_it_fills_the_form_and_saves_nothing(dana):
    article = cast.make_article(brief="The brief", needs_photo=True, deadline=timezone.now() + timedelta(days=1))
    as_opened = opened(dana, article)
    row = typed(dana, article, headline="From the scratch", tags="rivers")

    response = use(dana, article, row)

    assert "This is your unsaved text from" in response.text
    assert "Please correct" not in response.text
    back = fields_of(response)
    ignored = re.compile("csrfmiddlewaretoken|token|headline|tags|.*-row_key")  # keys of empty rows are made up
    assert {name: back[name] for name in back if not ignored.fullmatch(name)} == {
        name: as_opened[name] for name in as_opened if not ignored.fullmatch(name)
    }
    assert (back["headline"], back["tags"], back["token"]) == ("From the scratch", "rivers", FORM)
    assert article.revisions.count() == 1


def test_saving_what_was_used_drops_it_and_tells_the_browser(dana):
    article = cast.make_article()
    row = typed(dana, article, headline="From the scratch")

    response = send(dana, article, fields_of(use(dana, article, row)))

    assert "Saved as revision 2." in said(response)
    assert Article.objects.get(pk=article.pk).headline == "From the scratch"
    assert not Scratch.objects.exists()
    assert response.cookies["desk_saved"].value == FORM
    assert response.cookies["desk_saved"]["path"] == "/admin/"


def test_a_refused_save_drops_nothing(dana):
    article = cast.make_article()
    fields = opened(dana, article)
    scratch.keep(article, fields, by=cast.editor(), form=fields["token"], base=1)
    response = send(dana, article, fields | {"tags": "???"})
    assert response.status_code == 200
    assert Scratch.objects.exists()
    assert "desk_saved" not in response.cookies


def test_text_typed_on_an_older_revision_is_put_together_with_the_newer(dana):
    article = cast.make_article()
    row = typed(dana, article, headline="From the scratch")
    cast.edit(article, standfirst="Rojîn was faster.")

    filled = use(dana, article, row)
    assert "without a question" in filled.text
    send(dana, article, fields_of(filled) | {"_merge": "2"})

    article.refresh_from_db()
    assert (article.headline, article.standfirst) == ("From the scratch", "Rojîn was faster.")


def test_rows_that_were_typed_come_back_too(dana):
    article = cast.make_article(authors=[])
    agency = cast.make_agency("AFP")
    fields = with_row(opened(dana, article), "bylines", author=str(agency.pk), role="by", order="0")
    scratch.keep(article, fields, by=cast.editor(), form=FORM, base=1)

    send(dana, article, fields_of(use(dana, article, Scratch.objects.get())))

    assert article.bylines.get().author == agency


def test_a_new_story_that_was_never_saved_comes_back(dana):
    row = typed(dana, headline="Never saved", body="<p>Words.</p>")
    assert "You have unsaved text" in dana.get(ADD).text
    assert "Never saved" in dana.get(page(dana, row)).text

    response = send(dana, None, fields_of(use(dana, None, row)))

    assert "Saved as revision 1." in said(response)
    assert Article.objects.get().headline == "Never saved"
    assert not Scratch.objects.exists()


def test_it_is_discarded_by_its_owner_alone(dana):
    article = cast.make_article()
    row = typed(dana, article, headline="Typed")
    mine, hers = page(dana, row), typed(dana, article, headline="Hers", by=cast.chief(), form="b" * 32)

    assert dana.post(page(dana, hers), {"discard": "1"}).status_code == 403
    response = dana.post(mine, {"discard": "1"})

    assert response["Location"] == change_url(article)
    assert Scratch.objects.get() == hers


def test_nobody_reads_or_uses_another_s_text_without_the_right(dana):
    article = cast.make_article()
    row = typed(dana, article, headline="Hers alone", by=cast.chief())
    answers = [dana.get(page(dana, row)), dana.post(page(dana, row)), use(dana, article, row)]
    assert [answer.status_code for answer in answers] == [403] * 3
    assert not any("Hers alone" in answer.text for answer in answers)
    assert "unsaved text" not in dana.get(change_url(article)).text


def test_a_chief_editor_opens_another_s_by_a_logged_press(client):
    hevi = cast.make_user("hevi-who-may", *cast.CHIEF, "open_scratch")
    client.force_login(hevi)
    article = cast.make_article()
    row = typed(client, article, headline="Dana’s words", by=cast.editor())

    assert "Dana Karim has unsaved text from" in client.get(change_url(article)).text
    assert client.get(page(client, row)).status_code == 403
    assert not DeskLog.objects.filter(event="scratch.opened").exists()
    assert "Dana’s words" in client.post(page(client, row)).text.replace("<ins>", "").replace("</ins>", "")

    logged = DeskLog.objects.get(event="scratch.opened")
    assert (logged.by, logged.data) == (hevi, {"of": cast.editor().pk})
    assert "This is the unsaved text of Dana Karim" in use(client, article, row).text


def test_text_of_one_story_fills_no_other(dana):
    row = typed(dana, cast.make_article(), headline="Typed")
    assert use(dana, cast.make_article(), row).status_code == 404
    assert use(dana, None, row).status_code == 404


@pytest.mark.parametrize("number", ["0", "9" * 40, "x", "", "-1", "1\x00"])
def test_a_made_up_number_is_not_found(dana, number):
    assert send(dana, cast.make_article(), {"_scratch": number}).status_code == 404


def test_a_huge_number_in_the_address_is_not_found(dana):
    assert dana.get(f"/admin/articles/article/scratch/{'9' * 40}/").status_code == 404


def test_nonsense_that_a_pulse_once_kept_is_shown_and_refused_in_words(dana):
    article = cast.make_article()
    nonsense = {"section": "x", "translation_of": "9" * 30, "language": "tlh", "genre": "x", "lead-0-photo": "y"}
    nonsense |= {"bylines-0-author": "99999", "bylines-0-role": "king", "captions-TOTAL_FORMS": "-1", "headline": "H"}
    scratch.keep(article, nonsense | {"lead-TOTAL_FORMS": "1"}, by=cast.editor(), form=FORM, base=1)
    row = Scratch.objects.get()
    assert dana.get(page(dana, row)).status_code == 200
    assert use(dana, article, row).status_code == 200
    assert article.revisions.count() == 1


def test_a_copy_of_the_browser_fills_the_form_and_saves_nothing(dana):
    article = cast.make_article()
    fields = opened(dana, article) | {"headline": "Kept by the browser", "brief": "Mine", "_fill": "copy"}
    response = send(dana, article, fields)
    assert "the text that your browser kept" in response.text
    assert fields_of(response)["headline"] == "Kept by the browser"
    assert article.revisions.count() == 1


def test_the_form_says_who_else_has_it_open(dana):
    article = cast.make_article()
    presence.seen(article, by=cast.reporter(), tab="1" * 36, unsaved=True)
    presence.seen(article, by=cast.editor(), tab="2" * 36, unsaved=True)
    shown = dana.get(change_url(article)).text
    assert "Rojîn Aziz is editing (unsaved changes)" in shown
    assert "Dana Karim is editing" not in shown


def test_a_story_with_a_protected_byline_is_kept_by_no_browser(dana):
    article = cast.make_article()
    assert "data-copies" not in dana.get(change_url(article)).text
    ProtectedByline.objects.create(
        article=article,
        author=cast.make_author(),
        public=cast.make_agency(),
        set_by=cast.chief(),
        set_at=timezone.now(),
    )
    assert 'data-copies="off"' in dana.get(change_url(article)).text


def test_who_can_only_read_a_story_sends_no_pulse(client):
    client.force_login(cast.reporter())
    article = cast.submitted()
    assert "data-pulse" not in client.get(change_url(article)).text


def test_a_form_sent_by_who_may_not_save_it_any_more_gives_its_words_back(client):
    client.force_login(cast.reporter())
    article = cast.make_article()
    fields = opened(client, article) | {"standfirst": "Typed while it was submitted."}
    cast.desk.submit(article, by=cast.reporter())

    response = send(client, article, fields)

    assert response.status_code == 403
    assert "Typed while it was submitted." in response.text


@pytest.mark.parametrize("rows", [2, 8])
def test_saving_a_story_asks_as_much_with_few_rows_as_with_many(dana, rows, django_assert_num_queries):
    article = cast.make_article(
        authors=[cast.make_author() for _ in range(rows)], photos=[cast.make_photo() for _ in range(rows)]
    )
    fields = opened(dana, article) | {"headline": "Saved"}
    with django_assert_num_queries(65):
        assert send(dana, article, fields).status_code == 302
