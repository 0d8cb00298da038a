"""The checklist: each rule finds its fault and nothing else, and a newsroom decides how severe most of them are."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import checklist, desk, documents
from articles.models import Article, Byline, RuleSetting
from photos import library
from photos.models import PhotoAgency
from tests import cast
from tests.photos.files import file_bytes, make_photo, picture

pytestmark = pytest.mark.django_db


def found(article, stage=checklist.PUBLISH, **options):
    """Return the checklist's lines for the newest revision, as (code, severity)."""
    lines = checklist.findings(article, documents.head(article), stage, **options)
    return [(line.rule, line.severity) for line in lines]


def sentences(article, rule):
    lines = checklist.findings(article, documents.head(article), checklist.PUBLISH)
    return [line.sentence for line in lines if line.rule == rule]


def photo(**fields):
    return {"photos": [cast.make_photo(**fields)]}


def test_a_complete_story_has_an_empty_checklist():
    assert found(cast.make_article(**photo())) == []


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("headline", {"headline": " "}),
        ("body", {"body": ""}),
        ("section", {"section": None}),
        ("byline", {"authors": []}),
        ("byline_line", {"byline_line": "By {1} and {2}"}),
        ("placeholder", {"standfirst": "The mayor, TK, said so."}),
        ("placeholder", {"body": "<p>It cost ??? liras.</p>"}),
        ("desk_address", {"body": '<p>See <a href="/admin/articles/article/3/">here</a>.</p>'}),
        ("desk_address", {"body": '<p>See <a href="http://127.0.0.1/share/abc/">here</a>.</p>'}),
        ("photo_needed", {"needs_photo": True}),
        ("legal", {"needs_legal": True}),
        ("embargo", {"embargo": "hold"}),
    ],
)
def test_what_a_story_may_not_lack_blocks(code, fields):
    assert found(cast.make_article(**fields)) == [(code, "block")]


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("photo_credit", {"credit": ""}),
        ("photo_alt", {"alt": ""}),
        ("photo_alt", {"alt": "IMG_2041.jpg"}),
        ("photo_withdrawn", {"withdrawn_at": "2026-01-01T10:00Z", "withdrawn_reason": "Wrong person."}),
        ("photo_rights", {"rights_until": "2026-01-01T10:00Z"}),
        ("placeholder", {"caption": "XXX crosses the bridge."}),
    ],
)
def test_what_a_photo_may_not_lack_blocks(code, fields):
    assert found(cast.make_article(**photo(**fields))) == [(code, "block")]


def test_a_photo_without_its_copies_blocks_publishing_now_and_may_be_scheduled():
    article = cast.make_article(**photo())
    article.captions.get().photo.renditions.all().delete()
    assert found(article) == [("photo_prepared", "block")]
    assert found(article, moment=timezone.now() + timedelta(hours=1)) == []


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("standfirst", {"standfirst": ""}),
        ("dateline", {"dateline": ""}),
        ("tags", {"tags": []}),
        ("headline_length", {"headline": "x" * 111}),
        ("length", {"commissioned_words": 500}),
        ("length", {"commissioned_words": 3}),
        ("byline_forgotten", {"byline_line": "By our own reporter"}),
    ],
)
def test_what_would_be_better_advises(code, fields):
    assert found(cast.make_article(**fields)) == [(code, "advise")]


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("photo_caption", {"caption": ""}),
        ("photo_alt_repeats", {"caption": "A bridge.", "alt": "A bridge."}),
        ("photo_language", {"language": "ar"}),
        ("photo_small", {"width": 1199}),
        ("photo_credit_differs", {"caption": "People cross the bridge. (AFP)"}),
        ("photo_rights_end", {"rights_until": timezone.now() + timedelta(days=29)}),
    ],
)
def test_what_would_be_better_of_a_photo_advises(code, fields):
    PhotoAgency.objects.get_or_create(name="AFP")
    assert found(cast.make_article(**photo(**fields))) == [(code, "advise")]


@pytest.mark.parametrize(
    "fields",
    [
        {"commissioned_words": 30},  # 27 words
        {"byline_line": "Reported by {1}"},
        {"body": '<p>See <a href="https://example.org/share/abc/">there</a>.</p>'},
        {"headline": "The outfit that Atkins wore"},
        {"embargo": "until", "embargo_until": timezone.now() - timedelta(minutes=1)},
    ],
)
def test_what_only_looks_like_a_fault_is_none(fields):
    assert found(cast.make_article(**fields)) == []


def test_a_photo_used_twice_advises():
    photo = cast.make_photo()
    assert found(cast.make_article(photos=[photo, photo])) == [("photo_twice", "advise")]


def test_words_of_a_photo_that_changed_after_the_save_advise():
    article = cast.make_article(**photo())
    article.captions.get().photo.__class__.objects.update(caption="Other words.")
    assert found(article) == [("photo_changed", "advise")]


def test_a_headline_that_went_out_in_the_last_thirty_days_advises():
    old = timezone.now() - timedelta(days=31)
    cast.live(headline="Snow", at=old)
    article = cast.make_article(headline="Snow")
    assert found(article) == []
    other = cast.live(headline="Snow")
    assert found(article) == [("headline_again", "advise")]
    assert f"#{other.pk} " in sentences(article, "headline_again")[0]


def test_a_story_in_a_language_the_site_does_not_speak_blocks(settings):
    article = cast.make_article(language="ku")
    settings.LANGUAGES = [("en", "English")]
    assert found(article) == [("language", "block")]


def test_an_earlier_stage_asks_only_its_own_rules():
    article = cast.make_article(headline="TK", needs_legal=True)
    assert found(article, checklist.SUBMIT) == []
    assert found(article, checklist.APPROVE) == [("placeholder", "block")]
    assert found(article, checklist.PUBLISH) == [("placeholder", "block"), ("legal", "block")]


# What a newsroom makes of the rules ---------------------------------------------------------------------------


def test_a_rule_that_was_lowered_advises_and_one_switched_off_says_nothing():
    article = cast.make_article(authors=[])
    RuleSetting.objects.create(rule="byline", severity="advise")
    assert found(article) == [("byline", "advise")]
    desk.submit(article, by=cast.reporter())
    RuleSetting.objects.update(severity="off")
    assert found(article) == []


def test_advice_that_was_raised_refuses_the_verb():
    RuleSetting.objects.create(rule="dateline", severity="block")
    with pytest.raises(desk.Refusal, match="There is no dateline"):
        desk.submit(cast.make_article(dateline=""), by=cast.reporter())


def test_a_sections_own_setting_goes_before_that_of_all():
    sport = cast.make_section("sport")
    RuleSetting.objects.create(rule="dateline", severity="block")
    RuleSetting.objects.create(rule="dateline", severity="off", section=sport)
    assert found(cast.make_article(dateline="", section=sport)) == []
    assert found(cast.make_article(dateline="")) == [("dateline", "block")]


def test_a_number_of_the_newsrooms_own_counts():
    RuleSetting.objects.create(rule="headline_length", severity="block", number=20)
    assert found(cast.make_article(headline="x" * 21)) == [("headline_length", "block")]
    assert found(cast.make_article(headline="x" * 20)) == []


FIXED = [rule.code for rule in checklist.RULES if rule.fixed]


def test_what_nobody_may_lower_is_known_by_name():
    assert {"photo_credit", "photo_alt", "photo_withdrawn", "photo_rights", "photo_prepared", "embargo"} <= {*FIXED}


def test_nobody_lowers_what_protects_photos_and_embargoes():
    for rule in FIXED:
        RuleSetting.objects.create(rule=rule, severity="off")
    article = cast.make_article(embargo="hold", **photo(credit="", alt=""))
    assert found(article) == [("photo_credit", "block"), ("photo_alt", "block"), ("embargo", "block")]


def test_every_rule_has_a_code_of_its_own_that_fits_its_column():
    codes = [rule.code for rule in checklist.RULES]
    assert len(codes) == len(set(codes))
    assert max(map(len, codes)) <= RuleSetting._meta.get_field("rule").max_length


@pytest.mark.parametrize("count", [1, 8])
def test_the_checklist_costs_the_same_for_one_photo_and_for_eight(count, django_assert_num_queries):
    PhotoAgency.objects.get_or_create(name="AFP")
    photos = [cast.make_photo(caption=f"Bridge {number}. (AFP)") for number in range(count)]
    article = cast.make_article(photos=photos)
    for order in range(1, count):
        Byline.objects.create(article=article, author=cast.make_author(), order=order)
    head, article = desk.record(article, by=cast.reporter()) or documents.head(article), Article.objects.get()
    with django_assert_num_queries(9):
        checklist.findings(article, head, checklist.PUBLISH)
    with django_assert_num_queries(3):
        checklist.findings(article, head, checklist.SUBMIT, only_blocks=True)


# Where a line about a photo leads -----------------------------------------------------------------------------


def lines(article, rule):
    head = documents.head(article)
    return [line for line in checklist.findings(article, head, checklist.PUBLISH) if line.rule == rule]


def test_a_line_about_a_photo_leads_to_its_card_and_shows_it():
    photo = cast.make_photo(alt="", caption="A bridge.")
    article = cast.make_article(photos=[cast.make_photo(), photo])
    [line] = lines(article, "photo_alt")
    assert line.where.key == str(article.captions.get(photo=photo).key)
    assert (line.where.part, line.where.thumbnail) == ("alt", photo.thumbnail_url)


def test_a_photo_used_twice_is_warned_of_once():
    photo = cast.make_photo(withdrawn_at=timezone.now(), withdrawn_reason="A family asked.")
    [line] = lines(cast.make_article(photos=[photo, photo]), "photo_withdrawn")
    assert line.where.thumbnail == ""


@pytest.mark.parametrize("words", [{"caption": "Other words."}, {"alt": "Other words."}])
def test_words_changed_in_the_library_since_are_told(words):
    photo = cast.make_photo()
    article = cast.make_article(photos=[photo])
    assert not lines(article, "photo_changed")
    library.set_words(photo, by=None, **words)
    assert lines(article, "photo_changed")


def test_a_file_replaced_since_is_told():
    photo = make_photo(caption="A bridge.", alt="Steel over water.", credit="AFP")
    article = cast.make_article(photos=[photo])
    assert not lines(article, "photo_replaced")
    library.replace_file(photo, file_bytes(picture(seed=77_777)), by=None)
    assert lines(article, "photo_replaced")


def test_a_text_of_one_word_is_counted_in_the_singular():
    article = cast.make_article(body="<p>One.</p>", commissioned_words=500)
    found = checklist.findings(article, article.revisions.get(), checklist.SUBMIT)
    assert "The text has 1 word; 500 were commissioned." in [finding.sentence for finding in found]
