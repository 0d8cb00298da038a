"""What the desk has not published is in no page, feed, sitemap, search result, image address or share card."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from articles import desk, shortcode
from articles.desk import notes, scratch, shares
from articles.models import Article, Byline, ShareLink
from photos.models import Rendition
from tests import cast, walk

pytestmark = pytest.mark.django_db

SECRET = "Zanzibar"  # stands in everything unpublished and in nothing else


@pytest.fixture
def walked(client):
    """The house with something unpublished of every kind, walked by a reader from its open doors."""
    author = cast.make_author("Leyla Aziz")
    shown = cast.make_photo(caption="A bridge.", alt="A bridge.")
    secret_photo = cast.make_photo(caption=f"{SECRET} photo", alt=SECRET, credit=SECRET)
    for number in range(3):
        cast.live(headline=f"Bridge {number} opens", authors=[author], photos=[shown], tags=["bridges"])

    half_edited = cast.live(headline="Bridge of the valley", authors=[author], photos=[shown], tags=["bridges"])
    Byline.objects.create(article=half_edited, author=cast.make_author(f"{SECRET} Person"), order=1)
    half_edited.captions.update(photo=secret_photo)
    half_edited.tags.add(f"{SECRET.lower()}-tag")
    words = f"{SECRET} bridge"
    cast.edit(half_edited, headline=words, standfirst=words, body=f"<p>{words}</p>", dateline=SECRET, source=SECRET)

    cast.make_article(headline=f"{SECRET} draft bridge", photos=[secret_photo], tags=[f"{SECRET.lower()}-draft"])
    cast.submitted(headline=f"{SECRET} submitted bridge")
    scheduled = cast.approved(headline=f"{SECRET} scheduled bridge")
    update = cast.live(headline="Bridge to be widened", authors=[author], photos=[shown], tags=["bridges"])
    cast.edit(update, headline=f"{SECRET} scheduled update of a bridge", change_kind="update")
    moment = f"{timezone.localtime() + timedelta(hours=2):%Y-%m-%d %H:%M}"
    for article in (scheduled, update):
        desk.schedule(article, by=cast.editor(), wall_time=moment)
    embargoed = cast.approved(headline=f"{SECRET} embargoed bridge")
    desk.set_embargo(embargoed, by=cast.chief(), reason=f"{SECRET} has to hear it first.")
    killed = cast.make_article(headline=f"{SECRET} killed bridge")
    notes.write(killed, by=cast.editor(), text=f"{SECRET} was wrong.")
    desk.kill(killed, by=cast.chief(), reason=f"{SECRET} was wrong.")
    shared = cast.make_article(headline=f"{SECRET} shared bridge")
    scratch.keep(shared, {"headline": f"{SECRET} unsaved bridge"}, by=cast.reporter(), form="c" * 32, base=1)
    for article in (shared, half_edited, scheduled, embargoed):
        shares.share(article, by=cast.editor(), recipient="Nesrîn the lawyer")
    withdrawn = cast.live(headline=f"{SECRET} withdrawn bridge", body=f"<p>{SECRET}</p>", photos=[secret_photo])
    desk.withdraw(withdrawn, by=cast.editor(), reason="The family asked us to.")
    return walk.walk(client)


def test_nothing_unpublished_is_on_any_page_a_reader_can_reach(walked):
    assert len(walked) > 30
    found = [address for address, response in walked.items() if SECRET.lower() in walk.text(response).lower()]
    assert found == []


def test_a_shared_story_is_found_at_its_own_link_and_nowhere_beside_or_behind_it(walked, client):
    paths = sorted(link.path for link in ShareLink.objects.all())
    assert len(paths) == 4
    assert not set(paths) & walked.keys()
    seen = walk.walk(client, (*walk.DOORS, *paths))
    found = [address for address, response in seen.items() if SECRET.lower() in walk.text(response).lower()]
    assert sorted(found) == paths


def test_every_address_the_site_names_answers(walked):
    broken = {
        address: response.status_code
        for address, response in walked.items()
        if response.status_code >= 400 and "/photos/" not in address  # the cast's photos are rows without files
    }
    assert broken == {}


def test_unpublished_stories_answer_like_nonsense_at_every_address_one_could_guess(walked, client):
    nonsense = client.get("/2026/11/nothing-of-the-kind/")
    assert nonsense.status_code == 404
    year_month = f"{timezone.now():%Y/%m}"
    for article in Article.objects.filter(edition=None):
        guess = client.get(f"/{year_month}/{article.slug}/")
        assert (guess.status_code, guess.content) == (404, nonsense.content)
        short = client.get(f"/s/{shortcode.encode(article.pk)}/")
        assert short.status_code == 404


def test_searching_finds_none_of_them_by_any_of_their_words(walked, client):
    for article in Article.objects.filter(edition=None):
        answer = walk.text(client.get("/search/", {"q": article.headline}))
        assert f"/{article.slug}/" not in answer


def test_rebuilding_the_search_index_brings_nothing_to_light(walked, client):
    call_command("rebuild_search", verbosity=0)
    assert "-scheduled-bridge/" not in walk.text(client.get("/search/", {"q": "scheduled"}))


def test_a_photo_of_unpublished_stories_has_no_address_for_readers(walked, client):
    names = Rendition.objects.filter(photo__caption__contains=SECRET).values_list("name", flat=True)
    assert len(names) == 3
    assert [client.get(f"/photos/{name}").status_code for name in names] == [404] * 3


def test_a_withdrawn_story_says_so_without_a_word_of_itself(walked, client):
    article = Article.objects.get(headline__contains="withdrawn")
    response = client.get(f"/{timezone.now():%Y/%m}/{article.slug}/")
    assert response.status_code == 410
    page = walk.text(response)
    assert "The family asked us to." in page
    assert SECRET not in page


def test_no_page_sets_a_cookie_or_varies_by_person(walked):
    for address, response in walked.items():
        assert not response.cookies, address
        assert "cookie" not in response.headers.get("Vary", "").lower(), address
