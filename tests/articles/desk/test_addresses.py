"""A story moves to another slug: one redirect from every address it had, and nothing else changes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import desk, documents
from articles.models import Approval, Article, DeskLog, Edition, PastAddress, Publication, Revision
from tests import cast

pytestmark = pytest.mark.django_db


def address(article):
    return Edition.objects.get(pk=article.pk).get_absolute_url()


def moved(article, slug, by=None):
    desk.move(article, by=by or cast.editor(), slug=slug)
    return address(article)


def test_edition_and_working_copy_get_the_slug_and_the_log_says_from_where():
    article = cast.live(headline="Bridge")
    old = address(article)

    new = moved(article, "Footbridge, Opened!")

    assert (Article.objects.get().slug, Edition.objects.get().slug) == ("footbridge-opened",) * 2
    row = DeskLog.objects.get(event="story.moved")
    assert (row.by, row.data) == (cast.editor(), {"from": old, "to": new})


def test_readers_are_told_of_no_update_and_no_revision_is_appended():
    article = cast.live(headline="Bridge")
    moved(article, "footbridge")

    assert (Revision.objects.count(), Publication.objects.count()) == (1, 1)
    assert Edition.objects.get().updated_at is None
    assert desk.record(Article.objects.get(), by=cast.reporter()) is None


def test_an_approval_survives_a_move():
    article = cast.live(headline="Bridge")
    cast.edit(article, change_kind="update", standfirst="Two weeks on.")
    desk.submit(article, by=cast.reporter())
    desk.approve(article, by=cast.editor())

    moved(article, "footbridge")
    desk.publish(article, by=cast.editor())

    assert Approval.objects.filter(dropped_at=None).exists()
    assert Edition.objects.get().slug == "footbridge"


def test_the_old_address_leads_to_the_new_one_for_a_minute_at_a_time(client):
    article = cast.live(headline="Bridge")
    old = address(article)
    new = moved(article, "footbridge")

    response = client.get(old)

    assert (response.status_code, response["Location"]) == (301, new)
    assert response["Cache-Control"] == "public, max-age=60"
    assert client.get(new).status_code == 200


def test_after_many_moves_every_old_address_is_one_redirect_away(client):
    article = cast.live(headline="Bridge")
    old = [address(article), moved(article, "second"), moved(article, "third")]
    new = moved(article, "fourth")

    assert [client.get(path)["Location"] for path in old] == [new] * 3


def test_moved_back_the_story_answers_and_the_other_address_leads_to_it(client):
    article = cast.live(headline="Bridge")
    first, second = address(article), moved(article, "footbridge")

    moved(article, "bridge")

    assert client.get(first).status_code == 200
    assert client.get(second)["Location"] == first
    assert list(PastAddress.objects.values_list("path", flat=True)) == [second]


def test_the_history_below_an_old_address_moves_along(client):
    article = cast.live(headline="Bridge")
    old, new = address(article), moved(article, "footbridge")
    assert client.get(f"{old}history/")["Location"] == f"{new}history/"


@pytest.mark.parametrize("language", ["ar", "ckb"])
def test_an_old_address_in_another_script_and_spelling_leads_on(client, language):
    article = cast.live(headline="الجسر يفتح", language=language)
    moved(article, "جسر-المشاة")
    new = address(article)
    month = Edition.objects.get().month

    for spelling in ("الجسر-يفتح", "الجسر-يفتـح"):  # with a tatweel
        assert client.get(f"/{language}/{month}/{spelling}/")["Location"] == new


def test_after_a_withdrawal_every_address_of_the_story_is_gone(client):
    article = cast.live(headline="Bridge")
    old, new = address(article), moved(article, "footbridge")
    desk.withdraw(article, by=cast.editor(), reason="The family asked us to.")

    for path in (old, new, f"{old}history/"):
        response = client.get(path)
        assert response.status_code == 410, path
        assert "The family asked us to." in response.content.decode()


def test_an_old_document_does_not_bring_the_old_address_back():
    article = cast.live(headline="Bridge")
    first = documents.head(article)
    cast.edit(article, change_kind="update", standfirst="Two weeks on.")
    moved(article, "footbridge")

    desk.restore(Article.objects.get(), first, by=cast.editor())
    assert Article.objects.get().slug == "footbridge"

    moment = timezone.localtime() + timedelta(hours=1)
    cast.edit(article, change_kind="update", standfirst="Three weeks on.")
    desk.schedule(article, by=cast.editor(), wall_time=f"{moment:%Y-%m-%d %H:%M}")
    row = article.schedules.get()
    moved(article, "bridge-of-derik")
    desk.go_live(Article.objects.get(), row.revision, by=cast.editor())
    assert (Edition.objects.get().slug, Edition.objects.get().standfirst) == ("bridge-of-derik", "Three weeks on.")


def test_a_slug_of_another_story_is_refused_and_a_free_one_proposed():
    cast.make_article(headline="Footbridge")
    article = cast.live(headline="Bridge")

    with pytest.raises(desk.Taken, match="“footbridge-2” is free") as refusal:
        desk.move(article, by=cast.editor(), slug="footbridge")

    assert refusal.value.free == "footbridge-2"
    assert Edition.objects.get().slug == "bridge"
    assert not PastAddress.objects.exists()


def test_an_address_that_still_leads_to_another_story_is_refused():
    first, second = cast.live(headline="Bridge"), cast.live(headline="Footbridge")
    moved(first, "opening")

    with pytest.raises(desk.Taken, match="“bridge-2” is free"):
        desk.move(second, by=cast.editor(), slug="bridge")


@pytest.mark.parametrize("slug", ["", "  ", "–!", "\0"])
def test_a_slug_without_letter_or_figure_is_refused(slug):
    article = cast.live(headline="Bridge")
    with pytest.raises(desk.Refusal, match="letters or figures"):
        desk.move(article, by=cast.editor(), slug=slug)


def test_the_same_slug_is_refused():
    article = cast.live(headline="Bridge")
    with pytest.raises(desk.Refusal, match="already"):
        desk.move(article, by=cast.editor(), slug="Bridge")


def test_a_story_that_readers_never_had_is_not_moved():
    with pytest.raises(desk.Refusal, match="never had it"):
        desk.move(cast.make_article(), by=cast.editor(), slug="footbridge")


def test_a_reporter_may_not_move():
    article = cast.live()
    with pytest.raises(desk.NotAllowed):
        desk.move(article, by=cast.reporter(), slug="footbridge")


def test_an_update_is_never_earlier_than_the_publication():
    article = cast.live(at=timezone.now())
    cast.edit(article, change_kind="update", standfirst="From the archive.")
    desk.publish(article, by=cast.editor(), at=timezone.now() - timedelta(days=3))
    edition = Edition.objects.get()
    assert edition.updated_at == edition.published_at
