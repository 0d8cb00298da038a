"""Share links: one frozen revision for a named person, until it ends; then a plain 410 that tells nothing."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles import desk
from articles.desk import shares
from articles.models import Article, DeskLog, ShareLink
from articles.models.share import signer
from photos import library
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def link():
    article = cast.make_article(headline="The mill closes", photos=[cast.make_photo()])
    return shares.share(article, by=cast.editor(), recipient="Nesrîn the lawyer")


def opened(client, link, **headers):
    return client.get(link.path, headers=headers)


# Opening ------------------------------------------------------------------------------------------------------


def test_a_link_shows_its_own_revision_after_later_saves(client, link):
    cast.edit(link.article, headline="The mill stays open")
    content = opened(client, link).content.decode()
    assert "The mill closes" in content
    assert "The mill stays open" not in content


def test_the_page_says_for_whom_it_is_until_when_and_that_it_is_not_published(client, link):
    content = opened(client, link).content.decode()
    assert "For Nesrîn the lawyer alone" in content
    assert "Not published." in content
    assert f'<time datetime="{timezone.localtime(link.expires_at).strftime("%Y-%m-%d")}' in content


def test_nothing_stores_indexes_or_passes_on_the_page(client, link):
    response = opened(client, link)
    content = response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert '<meta name="robots" content="noindex">' in content
    assert not any(tag in content for tag in ("og:", "twitter:", "ld+json", 'rel="canonical"', "Short link"))
    assert not response.cookies


def test_photos_are_shown_only_where_readers_see_them_already(client, link):
    photo = link.article.captions.get().photo
    assert "Children cross the new footbridge" not in opened(client, link).content.decode()
    cast.live(photos=[photo])
    assert "Children cross the new footbridge" in opened(client, link).content.decode()


def test_an_embargo_stands_before_the_story(client, link):
    Article.objects.filter(pk=link.article_id).update(embargo="hold", embargo_reason="Until the family knows.")
    content = opened(client, link).content.decode()
    assert content.index("Until the family knows.") < content.index("<article")


@pytest.mark.parametrize("is_early", [True, False])
def test_a_protected_byline_is_on_no_shared_page_though_the_revision_names_it(client, is_early):
    author, agency = cast.make_author("Şîlan Zanzibar", names={"ar": "شيلان زنزبار"}), cast.make_agency()
    words = {"byline_line": "By Şîlan Zanzibar in Derik", "language": "ar"}
    article = cast.make_article(authors=[author], by=cast.chief(), **words)
    link = is_early and shares.share(article, by=cast.editor(), recipient="Nesrîn")
    named = [cast.chief(), cast.editor()]
    desk.protect_byline(article, by=cast.chief(), author=author, public=agency, editors=named)
    link = link or shares.share(article, by=cast.editor(), recipient="Nesrîn")

    page = opened(client, link).content.decode()

    assert "By Firat Agency in Derik" in page
    for name in ("Zanzibar", "زنزبار"):
        assert name not in page


def test_a_protected_source_of_a_photo_is_on_no_shared_page_though_the_revision_names_it(client):
    photo = cast.make_photo(creator="Hiwa Rashid", credit="AFP")
    article = cast.live(photos=[photo])
    article.captions.update(credit="Rashid")
    desk.record(article, by=cast.reporter())
    link = shares.share(article, by=cast.editor(), recipient="Nesrîn")
    assert "Rashid" in opened(client, link).content.decode()

    library.protect_source(photo, by=None)
    photo.renditions.update(gone_at=None)  # the worker has made its copies anew

    page = opened(client, link).content.decode()
    assert "AFP" in page
    assert "Rashid" not in page


@pytest.mark.parametrize("language", ["ar", "ku", "ckb"])
def test_the_page_speaks_the_language_of_the_story(client, language):
    article = cast.make_article(language=language)
    response = opened(client, shares.share(article, by=cast.editor(), recipient="Nesrîn"))
    assert "Not published." not in response.content.decode()
    assert f'<html lang="{language}"' in response.content.decode()


def test_openings_are_counted_and_looks_ahead_are_not(client, link):
    opened(client, link)
    opened(client, link)
    client.head(link.path)
    opened(client, link, sec_purpose="prefetch")
    opened(client, link, purpose="preview")
    link.refresh_from_db()
    assert link.openings == 2
    assert link.opened_at


def test_a_link_costs_the_same_for_one_photo_and_for_six(client, django_assert_num_queries):
    links = []
    for number in (1, 6):
        photos = [cast.make_photo() for _photo in range(number)]
        cast.live(photos=photos)
        links.append(shares.share(cast.make_article(photos=photos), by=cast.editor(), recipient="Nesrîn"))
    for link in links:
        with django_assert_num_queries(11):
            opened(client, link)


# The end ------------------------------------------------------------------------------------------------------


def end(how, link, time_machine):
    if how == "expired":
        time_machine.move_to(link.expires_at + timedelta(seconds=1))
    elif how == "revoked":
        shares.revoke(link, by=cast.editor())
    elif how == "killed":
        Article.objects.filter(pk=link.article_id).update(killed_at=timezone.now())
    elif how == "withdrawn":
        desk.publish(link.article, by=cast.editor())
        desk.withdraw(link.article, by=cast.editor(), reason="It was not so.")
    return link.path


@pytest.mark.parametrize("how", ["expired", "revoked", "killed", "withdrawn"])
def test_a_link_that_ended_answers_as_a_forged_one_does(client, link, how, time_machine):
    link.article.captions.all().delete()
    cast.edit(link.article)
    path = end(how, link, time_machine)
    ended, forged = client.get(path), client.get(reverse("shared", args=["nothing.like-a-signature"]))
    assert (ended.status_code, forged.status_code) == (410, 410)
    assert ended.content == forged.content
    assert dict(ended.headers) == dict(forged.headers)
    assert "The mill" not in ended.content.decode()
    link.refresh_from_db()
    assert link.openings == 0


@pytest.mark.parametrize("token", ["x", ".", "a.b.c", "%00", "%F0%9F%92%A9", "9" * 3000, "AAAAAAAAAAAAAAAA"])
def test_a_forged_token_is_gone_whatever_it_is(client, link, token):
    assert client.get(f"/share/{token}/").status_code == 410


def test_the_key_without_its_signature_opens_nothing(client, link):
    key, signature = link.path.strip("/").removeprefix("share/").rsplit(".", 1)
    assert client.get(f"/share/{key}/").status_code == 410
    assert client.get(f"/share/{key}.{signature[:-1]}/").status_code == 410
    assert signer.sign(key).endswith(signature)


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_a_link_can_only_be_read(client, link, method):
    assert getattr(client, method)(link.path).status_code == 405


def test_a_link_lives_three_days_unless_told_otherwise(link):
    assert link.expires_at - link.at == timedelta(hours=72)


# The verbs ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("hours", [0, -1, 721, 10**9])
def test_a_link_lives_from_an_hour_to_thirty_days(hours):
    article = cast.make_article()
    with pytest.raises(desk.Refusal):
        shares.share(article, by=cast.editor(), recipient="Nesrîn", hours=hours)
    assert shares.share(article, by=cast.editor(), recipient="Nesrîn", hours=720)


@pytest.mark.parametrize("recipient", ["", "  ", "\0", "x" * 121])
def test_a_link_names_its_recipient(recipient):
    with pytest.raises(desk.Refusal):
        shares.share(cast.make_article(), by=cast.editor(), recipient=recipient)


def test_a_link_is_made_of_the_revision_that_was_seen():
    article = cast.make_article()
    cast.edit(article, headline="Another")
    with pytest.raises(desk.Stale):
        shares.share(article, by=cast.editor(), recipient="Nesrîn", revision=1)


def test_a_killed_story_is_shared_with_nobody():
    article = cast.make_article(killed_at=timezone.now())
    with pytest.raises(desk.Refusal):
        shares.share(article, by=cast.editor(), recipient="Nesrîn")


def test_making_and_revoking_are_logged(link):
    shares.revoke(link, by=cast.editor())
    shares.revoke(link, by=cast.editor())
    events = DeskLog.objects.filter(event__startswith="share.").order_by("pk").values_list("event", flat=True)
    assert list(events) == ["share.made", "share.revoked"]


@pytest.mark.parametrize("person", [cast.reporter, cast.photo_editor, cast.stranger, cast.moderator])
def test_who_may_not_share_makes_and_revokes_no_link(person, link):
    for verb in (
        lambda: shares.share(link.article, by=person(), recipient="Nesrîn"),
        lambda: shares.revoke(link, by=person()),
    ):
        with pytest.raises(desk.NotAllowed):
            verb()
    assert ShareLink.objects.filter(revoked_at=None).count() == 1


def test_an_editor_shares_only_stories_of_their_sections():
    section = cast.make_section()
    section.editors.add(cast.chief())
    article = cast.make_article(section=section)
    with pytest.raises(desk.NotAllowed):
        shares.share(article, by=cast.editor(), recipient="Nesrîn")
    assert shares.share(article, by=cast.chief(), recipient="Nesrîn")


# The page -----------------------------------------------------------------------------------------------------


def page_of(article):
    return reverse("admin:articles_article_share", args=[article.pk])


def test_an_editor_makes_lists_and_revokes_links_on_a_page(client, link):
    client.force_login(cast.editor())
    sent = {"revision": 1, "recipient": "Azad of the museum", "hours": 5}
    assert client.post(page_of(link.article), sent).status_code == 302
    listed = client.get(page_of(link.article)).content.decode()
    made = ShareLink.objects.get(recipient="Azad of the museum")
    assert made.expires_at - made.at == timedelta(hours=5)
    assert made.path in listed
    client.post(page_of(link.article), {"revoke": made.pk})
    listed = client.get(page_of(link.article)).content.decode()
    assert made.path not in listed
    assert link.path in listed


@pytest.mark.parametrize(
    "changed", [{"hours": "0"}, {"hours": "9" * 30}, {"recipient": ""}, {"revision": "9"}, {"revision": "x"}]
)
def test_bad_input_is_answered_in_words_and_given_back(client, link, changed):
    client.force_login(cast.editor())
    response = client.post(page_of(link.article), {"revision": 1, "recipient": "Azad", "hours": 5} | changed)
    assert response.status_code == 422
    assert "errorlist" in response.content.decode()
    assert ShareLink.objects.count() == 1


def test_the_page_is_for_who_may_share(client, link):
    client.force_login(cast.reporter())
    assert client.get(page_of(link.article)).status_code == 403
    assert client.post(page_of(link.article), {"revoke": link.pk}).status_code == 403


@pytest.mark.parametrize("number", ["x", "9" * 40, "-1"])
def test_a_forged_number_revokes_nothing(client, link, number):
    client.force_login(cast.editor())
    assert client.post(page_of(link.article), {"revoke": number}).status_code == 404


def test_a_link_is_revoked_on_the_page_of_its_own_story_alone(client, link):
    client.force_login(cast.editor())
    assert client.post(page_of(cast.make_article()), {"revoke": link.pk}).status_code == 404
