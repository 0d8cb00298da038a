"""The story's form: what is typed is what is saved, once, and what cannot be saved comes back."""

import pytest
from django.urls import reverse

from articles.models import Article, Byline, Caption, Edition, Revision
from tests import cast
from tests.articles.desk_admin.post import change_url, fields_of, opened, said, save, send, with_row

pytestmark = pytest.mark.django_db


@pytest.fixture
def reporter(client):
    client.force_login(cast.reporter())
    return client


@pytest.fixture
def editor(client):
    client.force_login(cast.editor())
    return client


def test_a_new_story_needs_nothing_and_belongs_to_who_made_it(reporter):
    response = send(reporter, None, opened(reporter))

    article = Article.objects.get()
    assert response.status_code == 302
    assert response["Location"] == change_url(article)
    assert article.created_by == cast.reporter()
    assert str(article) == f"Untitled #{article.pk}"
    assert article.revisions.count() == 1


def test_the_form_comes_back_as_it_was_saved(reporter):
    article = cast.make_article(photos=[cast.make_photo(), cast.make_photo()])

    response = send(reporter, article, opened(reporter, article))

    assert "Nothing had changed." in said(response)
    assert article.revisions.count() == 1


def test_every_word_typed_is_saved_to_the_character(reporter):
    article = cast.make_article()
    typed = "<p>“Don’t,” – he said: 5\u00a0km, Kurd\u200cî, ‘ŞĞİı’ كوردستان</p>"

    save(reporter, article, body=typed, standfirst="Two\u00a0words – “quoted”")

    article.refresh_from_db()
    assert article.body == typed
    assert article.standfirst == "Two\u00a0words – “quoted”"
    assert article.revisions.first().document["story"]["body"] == typed


def test_a_script_in_the_body_is_not_stored(reporter):
    article = cast.make_article()

    save(reporter, article, body='<p>a<script>alert(1)</script> <a href="javascript:x">b</a></p>')

    article.refresh_from_db()
    assert article.body == "<p>a b</p>"


def test_a_save_that_changes_only_a_tag_appends_a_revision_with_it(reporter):
    article = cast.make_article(tags=["bridges"])

    save(reporter, article, tags="bridges, Kurdish region، جسر")

    assert article.revisions.first().number == 2
    assert article.revisions.first().document["tags"] == ["Kurdish region", "bridges", "جسر"]


def test_a_save_that_changes_only_a_byline_row_appends_a_revision_with_it(reporter):
    article = cast.make_article()
    agency = cast.make_agency()

    send(reporter, article, with_row(opened(reporter, article), "bylines", author=agency.pk, role="by", order=2))

    assert [row["name"] for row in article.revisions.first().document["bylines"]] == ["Leyla Aziz", "Firat Agency"]


def test_a_lead_photo_follows_the_photo_until_it_has_words_of_its_own(reporter):
    article = cast.make_article()
    photo = cast.make_photo()
    fields = opened(reporter, article)

    send(reporter, article, fields | {"lead-0-photo": photo.pk, "lead-0-caption": "", "lead-0-credit": "AFP"})

    caption = Caption.objects.get(article=article)
    assert (caption.role, caption.photo, caption.caption, caption.credit) == ("lead", photo, None, "AFP")


def test_the_words_of_the_photo_stand_grey_where_they_are_followed(reporter):
    photo = cast.make_photo(caption="A bridge over green water.")
    article = cast.make_article(photos=[photo])

    response = reporter.get(change_url(article))

    assert 'placeholder="A bridge over green water."' in response.content.decode()


def test_a_refused_form_shows_the_words_of_the_photo_just_chosen(reporter):
    old, new = cast.make_photo(caption="Old bridge."), cast.make_photo(caption="New bridge.")
    article = cast.make_article(photos=[old])

    response = save(reporter, article, headline="x" * 201, **{"lead-0-photo": new.pk})

    assert 'placeholder="New bridge."' in response.content.decode()


def test_a_new_photo_in_the_text_keeps_the_key_the_body_points_at(reporter):
    article = cast.make_article()
    key = "3f2504e0-4f89-41d3-9a0c-0305e82c3301"
    body = f'<p>One</p><figure data-caption="{key}"></figure><p>Two</p>'
    fields = with_row(opened(reporter, article), "captions", photo=cast.make_photo().pk, order=0, row_key=key)

    send(reporter, article, fields | {"body": body})

    article.refresh_from_db()
    assert article.body == body
    assert str(article.captions.get().key) == key
    assert article.captions.get().role == "inline"


def test_a_forged_key_does_not_rename_a_row(reporter):
    article = cast.make_article(photos=[cast.make_photo()])
    key = article.captions.get().key

    save(reporter, article, **{"lead-0-row_key": "3f2504e0-4f89-41d3-9a0c-0305e82c3301", "lead-0-credit": "AFP"})

    assert article.captions.get().key == key


def test_two_rows_with_one_key_are_refused(reporter):
    article = cast.make_article()
    key = "3f2504e0-4f89-41d3-9a0c-0305e82c3301"
    fields = opened(reporter, article)
    for _row in range(2):
        fields = with_row(fields, "captions", photo=cast.make_photo().pk, order=0, row_key=key)

    response = send(reporter, article, fields)

    assert response.status_code == 200
    assert "Two photos came with one key." in response.content.decode()


def test_a_row_can_be_removed(reporter):
    article = cast.make_article(photos=[cast.make_photo()])

    save(reporter, article, **{"lead-0-DELETE": "on"})

    assert not article.captions.exists()
    assert article.revisions.first().document["captions"] == []


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("headline", "x" * 201, "at most 200 characters (it has 201)"),
        ("standfirst", "x" * 601, "at most 600 characters (it has 601)"),
        ("body", "x" * 300_001, "The text has 300,001 characters with its mark-up; at most 300,000."),
        ("tags", "x" * 300, "at most 100 characters; “xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…” has 300"),
        ("tags", ",".join(f"tag {n}" for n in range(31)), "at most 30 tags; these are 31"),
        ("tags", "bridges, ???", "“???” is no tag"),
    ],
)
def test_a_hard_limit_refuses_with_its_number_and_gives_everything_back(reporter, field, value, sentence):
    article = cast.make_article()

    response = save(reporter, article, **{field: value, "dateline": "AMED"})

    assert response.status_code == 200
    assert sentence in response.content.decode()
    back = fields_of(response)
    assert back[field] == value
    assert "maxlength" not in response.content.decode().partition('id="article_form"')[2]
    assert back["dateline"] == "AMED"
    assert article.revisions.count() == 1


def test_control_characters_and_line_breaks_go_from_a_headline(reporter):
    article = cast.make_article()

    save(reporter, article, headline="One\x0b\r\ntwo \u200f‏three")

    article.refresh_from_db()
    assert article.headline == "One two \u200f‏three"


def test_a_slug_in_arabic_script_stays(reporter):
    article = cast.make_article(language="ar")

    save(reporter, article, slug="الجسر يفتح من جديد")

    article.refresh_from_db()
    assert article.slug == "الجسر-يفتح-من-جديد"


def test_a_slug_of_another_story_is_refused_in_words(reporter):
    other = cast.make_article(slug="the-bridge")
    article = cast.make_article()

    response = save(reporter, article, slug="The Bridge!")

    assert response.status_code == 200
    assert f"Story #{other.pk}, “{other}”, has this slug already." in response.content.decode()
    assert Article.objects.get(pk=article.pk).slug != "the-bridge"


def test_language_and_address_are_fixed_once_readers_have_the_story(editor):
    article = cast.live()

    save(editor, article, language="ar", slug="elsewhere")

    article.refresh_from_db()
    assert article.language == "en"
    assert article.slug == Edition.objects.get().slug


def test_the_same_form_sent_twice_is_saved_once(reporter):
    article = cast.make_article()
    fields = opened(reporter, article) | {"headline": "Once"}

    first = send(reporter, article, fields)
    second = send(reporter, article, fields)

    assert first["Location"] == second["Location"]
    assert "it was saved once" in said(second)
    assert article.revisions.count() == 2


def test_a_new_story_sent_twice_is_one_story(reporter):
    fields = opened(reporter) | {"headline": "Once"}

    send(reporter, None, fields)
    send(reporter, None, fields)

    assert Article.objects.count() == 1


def test_a_story_cannot_be_deleted_or_copied(reporter):
    article = cast.make_article()
    page = reporter.get(change_url(article)).content.decode()

    assert "_addanother" not in page
    assert "_saveasnew" not in page
    assert "deletelink" not in page
    assert (
        reporter.post(reverse("admin:articles_article_delete", args=[article.pk]), {"post": "yes"}).status_code == 403
    )
    assert Article.objects.filter(pk=article.pk).exists()


def test_a_stranger_on_the_staff_sees_no_story(client):
    client.force_login(cast.stranger())
    article = cast.make_article()

    assert client.get(change_url(article)).status_code == 403
    assert client.post(change_url(article), {}).status_code == 403
    assert client.get(reverse("admin:articles_article_changelist")).status_code == 403


def test_a_reporter_reads_anothers_story_and_cannot_change_it(client):
    article = cast.make_article(by=cast.editor())
    client.force_login(cast.reporter())

    assert "you cannot change it now" in client.get(change_url(article)).content.decode()
    assert client.post(change_url(article), {"headline": "Mine now"}).status_code == 403
    assert Revision.objects.filter(article=article).count() == 1


def test_planning_is_the_editors_business(reporter):
    article = cast.make_article()

    save(reporter, article, assignee=cast.chief().pk, brief="Something else")

    article.refresh_from_db()
    assert article.assignee is None
    assert article.brief == ""


def test_an_editor_makes_a_stub_with_brief_and_assignee(editor):
    send(editor, None, opened(editor) | {"brief": "The new footbridge", "assignee": cast.reporter().pk})

    article = Article.objects.get()
    assert (str(article), article.stage, article.assignee) == ("The new footbridge", "assigned", cast.reporter())


def test_a_plan_is_no_part_of_the_document_and_makes_no_revision(editor):
    article = cast.make_article()

    response = save(editor, article, planned_for="2026-12-01", commissioned_words="800")

    article.refresh_from_db()
    assert said(response) == "The plan is changed."
    assert (str(article.planned_for), article.commissioned_words) == ("2026-12-01", 800)
    assert article.revisions.count() == 1


def test_the_editor_s_import_map_carries_the_nonce(reporter):
    response = reporter.get(reverse("admin:articles_article_add"))

    nonce = response.wsgi_request.csp_nonce
    assert f'<script type="importmap" nonce="{nonce}">' in response.content.decode()
    assert f"'nonce-{nonce}'" in response["Content-Security-Policy"]


def test_an_article_byline_is_an_author_row(reporter):
    article = cast.make_article()

    save(reporter, article, **{"bylines-0-role": "reporting"})

    assert Byline.objects.get(article=article).role == "reporting"


def test_opening_the_form_costs_the_same_for_one_row_and_for_ten(reporter, django_assert_num_queries):
    def story(rows):
        return cast.make_article(
            photos=[cast.make_photo() for _row in range(rows)], authors=[cast.make_author() for _row in range(rows)]
        )

    small, large = story(2), story(10)
    reporter.get(change_url(small))
    for article in (small, large):
        with django_assert_num_queries(36):
            reporter.get(change_url(article))


def test_what_was_typed_when_the_session_ended_is_given_back(reporter):
    article = cast.make_article()
    fields = opened(reporter, article) | {"headline": "Typed after the session ended", "body": "<p>Every “word”</p>"}
    reporter.logout()

    response = send(reporter, article, fields)

    text = response.content.decode()
    assert response.status_code == 403
    assert "Typed after the session ended" in text
    assert "&lt;p&gt;Every “word”&lt;/p&gt;" in text
    assert article.revisions.count() == 1


def test_a_get_without_session_still_leads_to_the_log_in_page(client):
    response = client.get(change_url(cast.make_article()))

    assert response.status_code == 302
    assert response["Location"].startswith("/admin/login/")


def test_who_can_only_read_sees_the_words_readers_would_get(client):
    photo = cast.make_photo(caption="A bridge over green water.", credit="AFP", alt="A bridge.")
    article = cast.make_article(by=cast.editor(), photos=[photo])
    client.force_login(cast.reporter())

    page = client.get(change_url(article)).content.decode()

    assert "A bridge over green water. (AFP)<br>[A bridge.]" in page
    assert "The footbridge over the river" in page
    assert "<textarea" not in page.replace('<textarea form="notes-form"', "")
    assert "is_hidden" not in page  # nor what the form keeps for itself


@pytest.mark.parametrize("sent", ["abc", "1.0", "-1", "9" * 30, "4\x00", "٣"])
@pytest.mark.parametrize("name", ["translation_of", "lead-0-photo", "bylines-0-author"])
def test_a_choice_that_is_no_row_is_refused_in_words_and_the_text_comes_back(reporter, name, sent):
    article = cast.make_article(photos=[cast.make_photo()])

    response = save(reporter, article, body="<p>Words typed before.</p>", **{name: sent})

    assert response.status_code == 200
    assert "Words typed before." in fields_of(response)["body"]
    assert response.context["errors"]


@pytest.mark.parametrize("query", ["translation_of=abc", "translation_of=" + "9" * 30, "deadline=abc", "section=abc"])
def test_an_address_that_would_fill_the_form_with_nonsense_opens_it_empty(reporter, query):
    assert reporter.get(f"{reverse('admin:articles_article_add')}?{query}").status_code == 200
