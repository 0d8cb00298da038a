"""Approved, then edited: nobody publishes it unseen, and the approver reads the change since their approval alone."""

import pytest
from django.urls import reverse

from articles import desk
from articles.models import Article, Edition, Notice
from tests import cast
from tests.articles.desk_admin.post import change_url
from tests.articles.desk_admin.test_acts import act_url, offered

pytestmark = pytest.mark.django_db

PARAGRAPHS = [f"<p>Paragraph {number} says this.</p>" for number in range(8)]
EDITED = [*PARAGRAPHS[:4], "<p>Paragraph 4 says otherwise.</p>", *PARAGRAPHS[5:]]


@pytest.fixture
def story():
    """Rojîn's story: approved by Hêvî as revision 3, then edited by Dana to revision 4."""
    article = cast.make_article(body="<p>Something else.</p>", kicker="Old")
    cast.edit(article, kicker="Before")
    cast.edit(article, body="".join(PARAGRAPHS))
    desk.submit(article, by=cast.reporter())
    desk.approve(article, by=cast.chief())
    cast.edit(article, body="".join(EDITED), by=cast.editor())
    return Article.objects.get(pk=article.pk)


@pytest.fixture
def azad():
    return cast.make_user("azad", *cast.EDITOR)


def test_the_stage_is_submitted_and_the_approver_is_told_by_whom(story):
    assert story.stage == "submitted"
    notice = Notice.objects.get(event="story.approval_dropped")
    assert (notice.user, notice.by) == (cast.chief(), cast.editor())


@pytest.mark.parametrize(("verb", "given"), [("publish", {}), ("schedule", {"wall_time": "2027-05-05 10:00"})])
def test_whoever_may_not_approve_is_refused_with_the_editor_s_name(client, story, verb, given):
    sentence = "Revision 4 was saved by Dana Karim after this approval. Compare and approve it, or restore 3."
    publisher = cast.make_user("sami", "view_article", "publish_article")
    with pytest.raises(desk.Refusal) as refused:
        getattr(desk, verb)(story, by=publisher, **given)
    assert refused.value.reasons == [sentence]
    client.force_login(publisher)
    assert list(offered(client.get(change_url(story)), verb).reasons) == [sentence]
    assert sentence in client.post(act_url(story, verb), given | {"revision": 4}).content.decode()
    assert not Edition.objects.exists()


def test_a_page_that_was_opened_before_the_edit_publishes_nothing(story):
    with pytest.raises(desk.Stale, match="Revision 4 was saved by Dana Karim"):
        desk.publish(story, by=cast.chief(), revision=3)
    assert not Edition.objects.exists()


def test_the_approver_sees_only_the_change_since_their_approval(client, story):
    client.force_login(cast.chief())
    page = client.get(change_url(story)).content.decode()
    address = reverse("admin:articles_article_compare", args=[story.pk])
    assert f'<a href="{address}?old=3&amp;new=4">What changed since you approved revision 3</a>' in page

    compared = client.get(address, {"old": 3, "new": 4}).content.decode()
    assert "Paragraph 4 says <del>this.</del><ins>otherwise.</ins>" in compared
    assert compared.count('<section class="change">') == 1
    assert [compared.count(f"Paragraph {number} ") for number in range(8)] == [1, 0, 0, 1, 1, 1, 1, 1]
    assert "Something else" not in compared

    asked = client.get(act_url(story, "approve")).content.decode()  # opened by key: the same stands on the page
    assert "<h2>What changed since you approved revision 3</h2>" in asked
    assert "<del>this.</del><ins>otherwise.</ins>" in asked


@pytest.mark.parametrize("name", ["change", "history"])
def test_another_editor_sees_it_since_the_last_approval(client, story, azad, name):
    client.force_login(azad)
    page = client.get(reverse(f"admin:articles_article_{name}", args=[story.pk])).content.decode()
    assert "What changed since Hêvî Ehmed approved revision 3</a>" in page


def test_one_s_own_approval_goes_before_a_later_one_of_another(client, story, azad):
    desk.approve(story, by=azad)
    cast.edit(story, kicker="Newest")
    client.force_login(cast.chief())
    assert "?old=3&amp;new=5" in client.get(change_url(story)).content.decode()


def test_what_was_approved_before_the_last_publication_is_compared_no_more(client, story, azad):
    desk.publish(story, by=azad)
    cast.edit(story, kicker="Newest", change_kind="update")
    desk.submit(story, by=cast.reporter())
    client.force_login(cast.chief())
    assert "What changed since azad approved revision 4" in client.get(change_url(story)).content.decode()


def test_who_cleared_for_law_sees_the_change_since_their_clearance(client):
    article = cast.make_article()
    desk.clear_legal(article, by=cast.chief())
    cast.edit(article, kicker="Newer")
    client.force_login(cast.chief())
    page = client.get(change_url(article)).content.decode()
    assert "What changed since you cleared revision 1 for law" in page
    assert "What changed since" not in client.get(change_url(cast.make_article())).content.decode()


def test_publishing_what_nobody_approved_says_that_it_is_approved_with_it(client, story):
    client.force_login(cast.chief())
    page = client.get(change_url(story))
    assert "You approve it with the same act." in offered(page, "publish").consequence
    desk.approve(story, by=cast.chief())
    assert "You approve it" not in offered(client.get(change_url(story)), "publish").consequence
