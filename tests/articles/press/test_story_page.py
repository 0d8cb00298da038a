"""The story page: every part in its own marked-up place, at one address."""

import json
import re

import pytest
from django.utils import timezone

from articles import desk, shortcode
from articles.models import Byline
from photos.models import Rendition
from tests import cast

pytestmark = pytest.mark.django_db


def read(client, edition):
    response = client.get(edition.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def structured(page):
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return json.loads(block)


def seed(**fields):
    """A story with the anatomy of the page the project began from; the words are our own."""
    photo = cast.make_photo(caption="A man sits beside the river in the northern town of Azaz.", credit="AFP")
    words = {
        "headline": "Ferries return to the river",
        "dateline": "ISTANBUL",
        "body": "<p>Two ferries crossed the river\u00a0– “slowly,” as one captain put it.</p><p>More will follow.</p>",
        "source": "ARA News",
        "source_url": "https://example.org/ara",
        "tags": ["Rivers", "ferries"],
    }
    article = cast.make_article(authors=[cast.make_agency("ARA News")], photos=[photo], save=False, **(words | fields))
    Byline.objects.create(article=article, author=cast.make_author("Egîd Yûsif"), role="reporting", order=1)
    desk.record(article, by=cast.reporter())
    desk.publish(article, by=cast.editor())
    article.refresh_from_db()
    return article.edition


def test_every_part_of_the_anatomy_has_its_place_in_reading_order(client):
    page = read(client, seed())
    parts = [
        '<p class="kicker',
        "<h1>Ferries return to the river</h1>",
        '<p class="standfirst">',
        '<p class="byline"><a href=',
        '<p class="times">',
        '<figure class="photo lead">',
        '<span class="caption">A man sits beside the river in the northern town of Azaz.</span>',
        '(<span class="credit" lang="en">AFP</span>)',
        '<span class="dateline">ISTANBUL</span> – Two ferries',
        '<p class="credit-line">Reporting by: <a ',
        'Source: <a href="https://example.org/ara">ARA News</a>',
        '<h2 id="topics">Topics</h2>',
        "Short link : <a ",
        '<h2 id="share">Share</h2>',
        'id="comments"',
    ]
    places = [page.find(part) for part in parts]
    assert -1 not in places, parts[places.index(-1)]
    assert places == sorted(places)


def test_what_was_typed_comes_through_unharmed(client):
    assert '<p><span class="dateline">ISTANBUL</span> – Two ferries crossed the river\u00a0– “slowly,” as' in read(
        client, seed()
    )


def test_the_follow_line_is_the_sites(client):
    from articles.models import SiteText

    SiteText.objects.create(
        language="en",
        name="Firat",
        follow_words="Follow us",
        profiles=[{"name": "Fedi", "url": "https://example.org/@f"}],
    )
    page = read(client, seed())
    assert 'Follow us <a rel="me" href="https://example.org/@f">Fedi</a>' in page


def test_absent_parts_leave_no_empty_element(client):
    page = read(client, cast.live_story(standfirst="", dateline="", source="", tags=[], authors=[cast.make_author()]))
    page = page.split('id="comments"')[0]
    assert not re.search(r"<(p|ul|h\d|figure|figcaption|span|nav|aside|section)\b[^>]*>\s*</\1>", page)
    assert "()" not in page
    for part in ('class="standfirst"', "dateline", "Source:", "Topics", "credit-line", "also-in", "Updated", "notice"):
        assert part not in page.split("<main")[1], part


def test_a_hostile_headline_stays_text_everywhere(client):
    page = read(client, cast.live_story(headline='</script><script>alert("1")</script>', slug="hostile"))
    assert "<script>alert" not in page
    assert structured(page)["headline"] == '</script><script>alert("1")</script>'


# Addresses ----------------------------------------------------------------------------------------------------


def test_another_month_leads_to_the_storys_own_address(client):
    edition = cast.live_story(slug="bridge")
    response = client.get("/1999/01/bridge/")
    assert (response.status_code, response["Location"]) == (301, edition.get_absolute_url())


@pytest.mark.parametrize("spelling", ["Hikumet", "hikûmet", "hiku\u0302met"])
def test_another_spelling_leads_to_the_storys_own_address(client, spelling):
    edition = cast.live_story(slug="hikumet")
    response = client.get(f"/{timezone.now():%Y/%m}/{spelling}/")
    assert (response.status_code, response["Location"]) == (301, edition.get_absolute_url())


def test_another_language_leads_to_the_storys_own_address(client):
    edition = cast.live_story(slug="bridge")
    response = client.get(f"/ar{edition.get_absolute_url()}")
    assert (response.status_code, response["Location"]) == (301, edition.get_absolute_url())


@pytest.mark.parametrize(("headline", "slug"), [("🙂", "story-{}"), ("07", "story-07")])
def test_a_headline_without_letters_gets_an_address_that_works(client, headline, slug):
    edition = cast.live_story(headline=headline)
    assert edition.slug == slug.format(edition.pk)
    assert client.get(edition.get_absolute_url()).status_code == 200


def test_an_address_in_arabic_script_answers(client):
    edition = cast.live_story(language="ar", headline="جسر جديد في أربيل")
    assert edition.slug == "جسر-جديد-في-أربيل"
    page = read(client, edition)
    assert '<html lang="ar" dir="rtl">' in page


def test_a_missing_slash_is_added(client):
    edition = cast.live_story()
    response = client.get(edition.get_absolute_url().rstrip("/"))
    assert (response.status_code, response["Location"]) == (301, edition.get_absolute_url())


def test_the_short_link_leads_to_the_story_in_any_case(client):
    edition = cast.live_story()
    response = client.get(f"/s/{shortcode.encode(edition.pk).upper()}/")
    assert (response.status_code, response["Location"]) == (301, edition.get_absolute_url())


@pytest.mark.parametrize(
    "path",
    [
        "/2026/13/bridge/",
        "/0000/00/bridge/",
        "/9999/12/nothing/",
        "/2026/11/22/",
        "/s/zzzz/",
        "/s/uuuu/",
        "/2026/11/a%00b/",
        "/2026/11/%ff%fe/",
        "/2026/11/" + "x" * 5000 + "/",
        "/section/nothing/",
        "/topic/nothing/",
        "/author/nothing/",
        "/?page=%00",
    ],
)
def test_odd_addresses_are_not_found_and_never_an_error(client, path):
    assert client.get(path).status_code == (200 if path.startswith("/?") else 404)


def test_a_withdrawn_story_is_gone_at_every_address_with_its_notice(client):
    edition = cast.live_story(headline="Unique words of it", slug="gone", photos=[cast.make_photo(credit="Nobody")])
    desk.withdraw(edition.article, by=cast.editor(), reason="Two people were confused with each other.")
    for path in (edition.get_absolute_url(), edition.short_url):
        response = client.get(path)
        page = response.content.decode()
        assert response.status_code == 410
        assert "Two people were confused with each other." in page
        assert "Unique words of it" not in page
        assert "/photos/" not in page
        assert 'content="noindex"' in page


# Corrections --------------------------------------------------------------------------------------------------


def test_a_correction_stands_in_notice_box_and_structured_data(client):
    edition = cast.live_story()
    note = "An earlier version gave the wrong length of the bridge."
    cast.republish(edition.article, "correction", note, standfirst="Corrected.")
    page = read(client, edition)
    assert page.count(note) == 3
    assert page.index('class="notice"') < page.index('class="body"') < page.index('class="corrections"')
    assert structured(page)["correction"][0]["text"] == note
    assert note in client.get("/corrections/").content.decode()
    assert note in client.get("/feed/").content.decode()


def test_the_time_of_an_update_leads_to_the_published_versions(client):
    edition = cast.live_story()
    cast.republish(edition.article, "update", standfirst="Longer by a day.")
    assert re.search(rf'<a href="{edition.get_absolute_url()}history/">Updated <time', read(client, edition))


def test_a_typo_fix_is_silent(client):
    edition = cast.live_story()
    cast.republish(edition.article, "typo", standfirst="Eleven months of work end a long way rounds.")
    page = read(client, edition)
    assert "long way rounds" in page
    for word in ("Updated", "notice", "Corrections and clarifications"):
        assert word not in page.split("<main")[1]
    assert "No stories" not in page


def test_a_retraction_is_marked_in_lists_and_leaves_the_front(client):
    edition = cast.live_story(headline="A melon of 61 kilograms")
    cast.republish(edition.article, "retraction", "The scales were broken; the story does not stand.")
    assert "The scales were broken" in read(client, edition)
    assert "Retracted: A melon of 61 kilograms" in client.get("/section/society/").content.decode()
    assert "A melon of 61 kilograms" not in client.get("/").content.decode()


def retracted(**fields):
    edition = cast.live_story(headline="A melon of 61 kilograms", **fields)
    cast.republish(edition.article, "retraction", "The scales were broken; the story does not stand.")
    return edition


def test_a_retraction_is_told_wherever_the_headline_stands_alone(client):
    page = read(client, retracted())
    assert "<title>Retracted: A melon of 61 kilograms – " in page
    assert '<meta property="og:title" content="Retracted: A melon of 61 kilograms">' in page
    assert structured(page)["headline"] == "Retracted: A melon of 61 kilograms"


def test_a_retracted_story_is_labelled_above_its_headline(client):
    head = read(client, retracted()).split("<h1>")[0]
    assert '<span class="label">Retraction</span> <a href="/section/society/">' in head


def test_a_retracted_story_offers_no_links_to_pass_it_on(client):
    page = read(client, retracted())
    assert 'id="share"' not in page
    assert "t.me" not in page


def test_the_box_of_a_retracted_story_is_headed_retraction(client):
    assert '<h2 id="corrections-of-story">Retraction</h2>' in read(client, retracted())


# Translations -------------------------------------------------------------------------------------------------


def family():
    original = cast.live(headline="The bridge", slug="bridge")
    arabic = cast.live(headline="الجسر", language="ar", translation_of=original)
    sorani = cast.live(headline="پردەکە", language="ckb", translation_of=original)
    return [original.edition, arabic.edition, sorani.edition]


def alternates(page):
    return set(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', page))


def test_the_alternates_of_a_story_are_the_same_in_every_language(client):
    pages = [read(client, edition) for edition in family()]
    sets = [alternates(page) for page in pages]
    assert sets[0] == sets[1] == sets[2]
    assert {code for code, _path in sets[0]} == {"en", "ar", "ckb", "ku-Arab", "x-default"}
    for _code, address in sets[0]:
        assert client.get(address.removeprefix("http://127.0.0.1:8000")).status_code == 200
    assert dict(sets[0])["x-default"] == dict(sets[0])["en"]


def test_a_withdrawn_translation_is_named_nowhere(client):
    original, arabic, _sorani = family()
    desk.withdraw(arabic.article, by=cast.editor(), reason="The translation was wrong.")
    page = read(client, original)
    assert arabic.get_absolute_url() not in page
    assert "ar" not in {code for code, _path in alternates(page)}


def test_the_switcher_leads_to_the_translation_or_to_that_front(client):
    original, arabic, _sorani = family()
    page = read(client, original)
    assert f'<a href="{arabic.get_absolute_url()}" lang="ar" hreflang="ar">العربية</a>' in page
    assert '<a href="/ku/" lang="ku" hreflang="ku">Kurdî</a>' in page


# Structured data and head -------------------------------------------------------------------------------------


def test_structured_data_say_what_the_page_says(client):
    edition = seed()
    page = read(client, edition)
    data = structured(page)
    assert data["@type"] == "NewsArticle"
    assert data["headline"] == edition.headline
    assert data["dateline"] == "ISTANBUL"
    assert data["author"] == [{"@type": "Organization", "name": "ARA News", "url": data["author"][0]["url"]}]
    assert data["image"][0]["creditText"] == "AFP"
    assert data["sourceOrganization"] == {"@type": "Organization", "name": "ARA News", "url": "https://example.org/ara"}
    assert data["wordCount"] == 14
    assert data["datePublished"] in page.split("</head>")[1]
    assert "correction" not in data
    assert data["locationCreated"] == {"@type": "Place", "name": "ISTANBUL"}
    assert data["version"] == 1
    assert data["publisher"]["logo"]["url"].endswith(".png")


def test_structured_data_show_the_lead_in_every_crop_and_other_photos_once(client):
    lead, other = cast.make_photo(copyright_notice="© AFP"), cast.make_photo()
    for shape in ("16x9", "4x3", "1x1"):
        sha = lead.sha256
        name = f"{sha[:29]}{shape[:1]}ab-{shape}.jpg"
        Rendition.objects.create(
            photo=lead, sha256=sha, format="jpeg", name=name, width=1200, height=675, bytes=9, crop=f"{shape} 0.50 0.50"
        )
    images = structured(read(client, cast.live_story(photos=[lead, other])))["image"]
    assert len(images) == 5
    assert images[3]["copyrightNotice"] == "© AFP"
    assert "copyrightNotice" not in images[4]


def test_structured_data_name_the_original_of_a_translation_and_its_translations(client):
    original = cast.live(headline="Original")
    translated = cast.live_story(language="ku", headline="Wergera", translation_of=original)
    data = structured(read(client, translated))
    address = f"http://127.0.0.1:8000{original.edition.get_absolute_url()}"
    assert data["translationOfWork"] == {"@id": address, "inLanguage": "en"}
    assert "workTranslation" not in data
    assert structured(read(client, original.edition))["workTranslation"][0]["inLanguage"] == "ku"


def test_an_authors_portrait_is_their_image(client):
    author = cast.make_author("Ana", portrait=cast.make_photo())
    (person,) = structured(read(client, cast.live_story(authors=[author])))["author"]
    assert person["image"].startswith("http://127.0.0.1:8000/photos/")


def test_the_head_names_address_short_link_and_share_image(client):
    edition = seed()
    head = read(client, edition).split("</head>")[0]
    base = "http://127.0.0.1:8000"
    assert f'<link rel="canonical" href="{base}{edition.get_absolute_url()}">' in head
    assert f'<link rel="shortlink" href="{base}{edition.short_url}">' in head
    assert re.search(r'<meta property="og:image" content="http://127.0.0.1:8000/photos/[^"]+\.jpg">', head)
    assert '<meta property="article:section" content="Society">' in head
    assert head.index("charset") < 200


def test_the_head_names_the_feed_of_the_storys_comments(client):
    edition = cast.live_story(headline="Fish & chips")
    head = read(client, edition).split("</head>")[0]
    feed = re.search(r'type="application/rss\+xml" title="Comments: Fish &amp; chips" href="([^"]+)"', head)
    assert client.get(feed[1]).status_code == 200


def test_a_story_not_for_robots_says_so_and_has_no_canonical(client):
    edition = cast.live_story()
    type(edition).objects.update(indexable=False)
    head = read(client, edition).split("</head>")[0]
    assert '<meta name="robots" content="noindex">' in head
    assert "canonical" not in head


def test_images_have_size_alt_and_load_lazily_but_for_the_lead(client):
    edition = cast.live_story(photos=[cast.make_photo() for _ in range(3)])
    images = re.findall(r"<img [^>]+>", read(client, edition))
    assert len(images) == 3
    assert all(re.search(r'width="\d+" height="\d+" alt="[^"]', image) for image in images)
    assert 'fetchpriority="high"' in images[0]
    assert all('loading="lazy"' in image for image in images[1:])


def test_the_short_link_is_in_the_answers_head_too(client):
    edition = cast.live_story()
    response = client.get(edition.get_absolute_url())
    assert response["Link"] == f'<http://127.0.0.1:8000{edition.short_url}>; rel="shortlink"'


def test_words_in_another_language_than_the_story_say_so(client):
    photo = cast.make_photo(caption="A bridge.", credit="AFP", language="en")
    page = read(client, cast.live_story(language="ar", headline="جسر", photos=[photo]))
    assert '<span class="caption" lang="en" dir="auto">A bridge.</span>' in page
    assert '<span class="credit" lang="en">AFP</span>' in page


def test_a_decorative_photo_has_an_empty_alternative(client):
    article = cast.make_article(photos=[cast.make_photo(alt="A steel bridge.")], save=False)
    article.captions.update(decorative=True)
    desk.record(article, by=cast.reporter())
    desk.publish(article, by=cast.editor())
    page = read(client, type(article).objects.get(pk=article.pk).edition)
    assert 'alt=""' in page
    assert "A steel bridge." not in page


def test_an_opinion_says_so_once(client):
    assert '<span class="label">Opinion</span>' in read(client, cast.live_story(genre="opinion"))
    page = read(client, cast.live_story(genre="opinion", kicker="Opinion"))
    assert 'class="label"' not in page.split("<h1")[0]


def test_the_kicker_is_the_storys_own_or_the_section_in_its_colour(client):
    section = cast.make_section("culture", colour="violet")
    assert re.search(
        r'colour-violet"><a href="/section/culture/">Culture</a>', read(client, cast.live_story(section=section))
    )
    page = read(client, cast.live_story(section=section, kicker="Film"))
    assert re.search(r'colour-violet"><a href="/section/culture/">Film</a>', page)


def test_sharing_is_plain_links_from_a_setting(client, settings):
    settings.SHARE_LINKS = ["telegram", "nonsense"]
    edition = cast.live_story(headline="Fish & chips")
    page = read(client, edition)
    links = re.findall(r'<li><a href="([^"]+)" rel="nofollow">([^<]+)</a>', page)
    assert [name for _url, name in links] == ["Telegram"]
    assert "Fish+%26+chips" in links[0][0]


# Related stories ----------------------------------------------------------------------------------------------


def related(client, edition):
    aside = read(client, edition).partition('<aside class="related')[2].partition("</aside>")[0]
    return re.findall(r"<h3><a [^>]+>([^<]+)</a></h3>", aside)


def test_related_stories_share_most_tags_then_are_newest_then_from_the_section(client):
    elsewhere = cast.make_section("sport")
    for number in range(3):
        cast.live_story(headline=f"Same section {number}", tags=[])
    cast.live_story(headline="Two tags", tags=["water", "dams"], section=elsewhere)
    cast.live_story(headline="One tag", tags=["water"], section=elsewhere)
    cast.live_story(headline="Nothing in common", tags=["chess"], section=elsewhere)
    cast.live_story(headline="Kurmancî", tags=["water", "dams"], language="ku")
    gone = cast.live(headline="Gone", tags=["water", "dams"])
    desk.withdraw(gone, by=cast.editor(), reason="Two people were confused.")
    edition = cast.live_story(headline="Itself", tags=["water", "dams"])
    assert related(client, edition) == ["Two tags", "One tag", "Same section 2", "Same section 1"]


def test_a_story_alone_has_no_related_box(client):
    assert "Related" not in read(client, cast.live_story())


# The same bytes, few queries ----------------------------------------------------------------------------------


def test_staff_who_are_logged_in_see_what_readers_see(client, django_user_model):
    edition = seed()
    before = client.get(edition.get_absolute_url()).content
    client.force_login(cast.chief())
    assert client.get(edition.get_absolute_url()).content == before


def test_no_page_carries_a_style_attribute_or_an_inline_script(client):
    page = read(client, seed())
    assert " style=" not in page
    assert re.findall(r"<script(?! type=\"application/ld\+json\")(?! type=\"module\" src=)", page) == []


def queries(client, django_assert_max_num_queries, path):
    with django_assert_max_num_queries(50) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_a_story_asks_nine_times_however_much_it_shows(client, django_assert_max_num_queries):
    small = cast.live_story(photos=[cast.make_photo()], tags=["one"])
    big = cast.live_story(
        photos=[cast.make_photo() for _ in range(6)],
        authors=[cast.make_author() for _ in range(8)],
        tags=["one", "two", "three", "four"],
    )
    for number in range(12):
        cast.live_story(headline=f"Another {number}", tags=["one"])
    # The family, bylines, photos with their copies, tags, versions, related stories, masthead: 7. Comments: 2.
    assert queries(client, django_assert_max_num_queries, small.get_absolute_url()) == 9
    assert queries(client, django_assert_max_num_queries, big.get_absolute_url()) == 9


def test_portraits_of_authors_ask_once_more(client, django_assert_max_num_queries):
    authors = [cast.make_author(portrait=cast.make_photo()) for _ in range(3)]
    edition = cast.live_story(photos=[cast.make_photo()], authors=authors)
    assert queries(client, django_assert_max_num_queries, edition.get_absolute_url()) == 10


def test_a_corrected_story_asks_no_more(client, django_assert_max_num_queries):
    edition = cast.live_story(photos=[cast.make_photo()])
    for _ in range(2):
        cast.republish(edition.article, "correction", "An earlier version gave the wrong length.", standfirst=f"{_}")
    assert queries(client, django_assert_max_num_queries, edition.get_absolute_url()) == 9
