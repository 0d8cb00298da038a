"""Two people at one story: nobody is overwritten, nothing typed is lost, and both can be put together."""

import pytest

from articles import desk
from articles.models import Article, Byline, Caption
from tests import cast
from tests.articles.desk_admin.post import change_url, fields_of, opened, said, send, with_row

pytestmark = pytest.mark.django_db


@pytest.fixture
def dana(client):
    client.force_login(cast.editor())
    return client


def test_a_form_opened_on_an_older_revision_is_refused_by_name_and_time(dana):
    article = cast.make_article()
    fields = opened(dana, article)
    revision = cast.edit(article, standfirst="Rojîn was faster.")

    response = send(dana, article, fields | {"headline": "Dana’s headline"})

    page = response.content.decode()
    assert response.status_code == 200
    assert f"Revision 2 was saved by Rojîn Aziz at {revision.at:%H:%M}" in page
    article.refresh_from_db()
    assert article.headline != "Dana’s headline"
    assert article.standfirst == "Rojîn was faster."
    assert article.revisions.count() == 2


def test_everything_typed_into_a_refused_form_comes_back(dana):
    article = cast.make_article(photos=[cast.make_photo()])
    typed = opened(dana, article) | {
        "headline": "Dana’s headline",
        "body": "<p>Dana’s words</p>",
        "tags": "bridges, Derik",
        "bylines-0-role": "reporting",
        "lead-0-credit": "AFP",
        "brief": "Dana’s brief",
        "deadline_0": "2026-12-01",
        "deadline_1": "18:00",
    }
    typed = with_row(typed, "bylines", author=str(cast.make_agency().pk), role="by", order="3")
    cast.edit(article, standfirst="Rojîn was faster.")

    back = fields_of(send(dana, article, typed))

    ignored = {"csrfmiddlewaretoken", "bylines-1-id", "bylines-1-article", "lead-0-row_key"}
    compared = {name for name in typed if name not in ignored and "__prefix__" not in name}
    assert {name: back.get(name) for name in compared} == {name: typed[name] for name in compared}
    assert back["base"] == "1"


def test_what_the_other_changed_is_shown_beside_it(dana):
    article = cast.make_article(standfirst="Eleven months of work.")
    fields = opened(dana, article)
    cast.edit(article, standfirst="Twelve months of work.")

    page = send(dana, article, fields | {"headline": "Dana’s"}).content.decode()

    assert "<del>Eleven </del><ins>Twelve </ins>months of work." in page


def test_changes_to_different_places_go_together_without_a_question(dana):
    article = cast.make_article(tags=["bridges"])
    fields = opened(dana, article) | {"headline": "Dana’s headline", "tags": "bridges, Derik"}
    cast.edit(article, standfirst="Rojîn’s standfirst", body=cast.BODY + "<p>Rojîn’s paragraph</p>")

    refused = send(dana, article, fields)
    assert "without a question" in refused.content.decode()
    response = send(dana, article, fields_of(refused) | {"_merge": "2"})

    assert "Saved as revision 3." in said(response)
    assert "Taken from the others: Standfirst, Body." in said(response)
    article.refresh_from_db()
    assert article.headline == "Dana’s headline"
    assert article.standfirst == "Rojîn’s standfirst"
    assert article.body.endswith("<p>Rojîn’s paragraph</p>")
    assert set(article.tags.names()) == {"bridges", "Derik"}


@pytest.mark.parametrize(("choice", "kept"), [("mine", "Dana’s headline"), ("theirs", "Rojîn’s headline")])
def test_only_what_both_changed_is_asked(dana, choice, kept):
    article = cast.make_article()
    fields = opened(dana, article) | {"headline": "Dana’s headline"}
    cast.edit(article, headline="Rojîn’s headline", kicker="Rojîn’s kicker")

    refused = send(dana, article, fields)
    page = refused.content.decode()
    assert page.count('class="clash"') == 1
    assert "<legend>Headline</legend>" in page
    send(dana, article, fields_of(refused) | {"_merge": "2", "merge-headline": choice})

    article.refresh_from_db()
    assert (article.headline, article.kicker) == (kept, "Rojîn’s kicker")


def test_a_merge_is_refused_again_when_the_story_moved_on_again(dana):
    article = cast.make_article()
    fields = opened(dana, article) | {"headline": "Dana’s headline"}
    cast.edit(article, kicker="One")
    refused = send(dana, article, fields)
    cast.edit(article, kicker="Two")

    response = send(dana, article, fields_of(refused) | {"_merge": "2"})

    assert response.status_code == 200
    assert "Revision 3 was saved by" in response.content.decode()
    assert Article.objects.get(pk=article.pk).headline != "Dana’s headline"


def test_a_row_the_other_removed_comes_back_with_what_was_typed_and_is_the_one_question(dana):
    article = cast.make_article(photos=[cast.make_photo(), cast.make_photo()])
    fields = opened(dana, article) | {"headline": "Dana’s headline", "captions-0-caption": "Dana’s own caption"}
    Caption.objects.filter(article=article, role=Caption.Role.INLINE).delete()
    cast.edit(article, standfirst="Rojîn was faster.")

    refused = send(dana, article, fields)

    back = fields_of(refused)
    assert back["captions-0-caption"] == "Dana’s own caption"
    (question, clash), *others = refused.context["outlook"].questions
    assert (others, clash.theirs) == ([], "(removed)")
    assert "Dana’s own caption" in clash.mine
    response = send(dana, article, back | {"_merge": "2", question: "mine"})
    assert "Saved as revision 3." in said(response)
    assert Caption.objects.get(role=Caption.Role.INLINE).caption == "Dana’s own caption"
    article.refresh_from_db()
    assert (article.headline, article.standfirst) == ("Dana’s headline", "Rojîn was faster.")


def test_a_row_the_other_removed_and_nobody_else_touched_stays_removed(dana):
    article = cast.make_article(
        photos=[cast.make_photo(), cast.make_photo()], authors=[cast.make_author() for _ in "ab"]
    )
    fields = opened(dana, article) | {"headline": "Dana’s headline"}
    Caption.objects.filter(article=article, role=Caption.Role.INLINE).delete()
    Byline.objects.filter(article=article, order=1).delete()
    cast.edit(article)

    refused = send(dana, article, fields)
    assert refused.context["outlook"].questions == []
    send(dana, article, fields_of(refused) | {"_merge": "2"})

    article.refresh_from_db()
    assert article.headline == "Dana’s headline"
    assert (article.captions.count(), article.bylines.count()) == (1, 1)


@pytest.mark.parametrize(("answer", "kept"), [("mine", "Dana’s photo."), ("theirs", "Rojîn’s photo.")])
def test_two_people_who_give_a_story_its_first_lead_photo_are_asked_which(dana, answer, kept):
    article = cast.make_article()
    hers, his = cast.make_photo(caption="Dana’s photo."), cast.make_photo(caption="Rojîn’s photo.")
    fields = opened(dana, article) | {"headline": "Dana’s headline", "lead-0-photo": str(hers.pk)}
    Caption.objects.create(article=article, photo=his, role=Caption.Role.LEAD)
    cast.edit(article)

    refused = send(dana, article, fields)

    assert refused.status_code == 200
    assert [clash.field for _question, clash in refused.context["outlook"].questions] == ["captions.lead"]
    response = send(dana, article, fields_of(refused) | {"_merge": "2", "merge-captions.lead": answer})
    assert "Saved as revision 3." in said(response)
    assert Caption.objects.get(article=article).photo.caption == kept


def test_a_form_opened_before_a_restore_can_still_be_put_together(dana):
    article = cast.make_article(photos=[cast.make_photo()])
    cast.edit(article, headline="Second")
    fields = opened(dana, article) | {"kicker": "Dana’s kicker"}
    desk.restore(article, article.revisions.get(number=1), by=cast.reporter())

    refused = send(dana, article, fields)
    assert refused.context["outlook"].questions == []
    response = send(dana, article, fields_of(refused) | {"_merge": "3"})

    assert "Saved as revision 4." in said(response)
    article.refresh_from_db()
    assert article.kicker == "Dana’s kicker"
    assert article.headline != "Second"


def test_a_form_on_the_newest_revision_is_saved(dana):
    article = cast.make_article()
    cast.edit(article, kicker="One")

    response = send(dana, article, opened(dana, article) | {"headline": "Dana’s headline"})

    assert response["Location"] == change_url(article)
    assert Article.objects.get(pk=article.pk).headline == "Dana’s headline"
