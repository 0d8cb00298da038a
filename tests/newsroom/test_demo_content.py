"""The demonstration's data holds together before any of it is published."""

import re
from collections import Counter
from html.parser import HTMLParser

import pytest

from articles import html
from articles.embeds import provider
from comments.rules import Facts, judge
from newsroom.demo.content.comments import COMMENTS
from newsroom.demo.content.people import ACCOUNTS, AUTHORS
from newsroom.demo.content.photos import PHOTOS
from newsroom.demo.content.sections import MASTHEADS, SECTIONS
from newsroom.demo.content.shapes import Embed, Quote
from newsroom.demo.content.stories import STORIES

LANGUAGES = {"en", "ar", "ku", "ckb"}
ALLOWED = set("p h2 h3 ul ol li blockquote table tr th td strong em a".split())
BY_KEY = {story.key: story for story in STORIES}
every_story = pytest.mark.parametrize("story", STORIES, ids=lambda story: story.key)


def uses(story):
    """Return every use of a photo in `story`."""
    return [use for use in (story.lead, *story.inline, *story.gallery) if use]


def readable(body):
    """Return the words of a body, with single spaces."""
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


class Tags(HTMLParser):
    """Collect tags, attributes and what is left open."""

    def __init__(self, html):
        super().__init__()
        self.open, self.seen, self.attributes = [], set(), []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)
        self.open.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_there_are_enough_stories_in_every_language():
    counts = Counter(story.language for story in STORIES)
    assert set(counts) == LANGUAGES
    assert len(STORIES) >= 32
    assert counts["en"] >= 14
    assert min(counts.values()) >= 6


def test_every_section_has_live_stories_in_every_language_somewhere():
    live = {(story.section, story.language) for story in STORIES if story.state == "live"}
    assert len(SECTIONS) == 6
    assert {section for section, language in live} == {section.slug for section in SECTIONS}
    assert all(len([1 for _, in_language in live if in_language == language]) >= 5 for language in LANGUAGES)


def test_the_desk_has_a_story_in_every_stage():
    states = Counter(story.state for story in STORIES)
    assert set(states) == {
        *("live", "withdrawn", "scheduled", "killed"),
        *("assigned", "writing", "submitted", "sent_back", "approved"),
    }
    assert states["scheduled"] == states["withdrawn"] == states["killed"] == 1


def test_every_kind_of_change_is_shown():
    kinds = Counter(change.kind for story in STORIES for change in story.changes)
    assert set(kinds) == {"typo", "update", "clarification", "correction", "retraction"}


def test_eight_persons_and_two_agencies_write():
    assert Counter(author.kind for author in AUTHORS) == {"person": 8, "agency": 2}
    assert all(set(author.bio) == LANGUAGES for author in AUTHORS)


def test_there_is_one_account_for_each_role():
    assert [account.role for account in ACCOUNTS] == ["Reporter", "Editor", "Chief editor", "Photo editor", "Moderator"]
    assert {account.author for account in ACCOUNTS} - {""} <= {author.slug for author in AUTHORS}


def test_the_house_has_a_name_in_every_language():
    assert {masthead.language for masthead in MASTHEADS} == LANGUAGES
    assert all(set(section.names) == LANGUAGES for section in SECTIONS)


def test_twenty_photos_are_described_credited_and_used():
    assert len({photo.name for photo in PHOTOS}) == 20
    assert all(photo.shows and photo.caption and photo.alt and photo.credit for photo in PHOTOS)
    assert {use.photo for story in STORIES for use in uses(story)} == {photo.name for photo in PHOTOS}


def test_keys_are_unique():
    assert len(BY_KEY) == len(STORIES)
    assert len({comment.ref for comment in COMMENTS}) == len(COMMENTS)


@every_story
def test_a_story_names_only_what_exists(story):
    assert story.section in {section.slug for section in SECTIONS}
    assert {slug for slug, _ in story.bylines} <= {author.slug for author in AUTHORS}
    assert {role for _, role in story.bylines} <= {"by", "reporting", "additional", "writing", "editing", "translation"}
    assert {story.writer, story.publisher} <= {account.username for account in ACCOUNTS}


@every_story
def test_nobody_publishes_their_own_story(story):
    publisher = next(account for account in ACCOUNTS if account.username == story.publisher)
    assert story.writer != story.publisher
    assert publisher.author not in {slug for slug, _ in story.bylines}


@every_story
def test_a_translation_follows_its_original(story):
    if story.translation_of:
        original = BY_KEY[story.translation_of]
        assert original.language != story.language
        assert not original.translation_of
        assert STORIES.index(original) < STORIES.index(story)
        assert original.age > story.age


@every_story
def test_a_body_uses_only_the_allowed_markup(story):
    tags = Tags(story.body)
    assert tags.open == []
    assert tags.seen <= ALLOWED
    assert all(name == "href" and value.startswith("https://example.org") for name, value in tags.attributes)


@every_story
def test_the_desk_takes_a_body_as_it_is_written(story):
    cleaned = html.clean(re.sub(r"\{\w+:\w+\}\n", "", story.body))
    assert readable(cleaned) == readable(re.sub(r"\{\w+:\w+\}", "", story.body))


@every_story
def test_a_byline_line_asks_for_bylines_that_are_there(story):
    signed = [slug for slug, role in story.bylines if role == "by"]
    assert all(1 <= int(number) <= len(signed) for number in re.findall(r"\{(\d+)\}", story.byline_line))


@every_story
def test_photos_quotes_and_embeds_of_the_text_are_exactly_those_with_words(story):
    assert re.findall(r"^\{photo:(\w+)\}$", story.body, re.MULTILINE) == [use.photo for use in story.inline]
    nodes = re.findall(r"^\{(quote|embed):(\w+)\}$", story.body, re.MULTILINE)
    assert nodes == [(inset.parts["kind"], inset.name) for inset in story.insets]
    assert story.body.count("{") == len(story.inline) + len(story.insets)


@every_story
def test_a_pull_quote_repeats_words_of_the_text(story):
    words = readable(story.body)
    quotes = [inset.words for inset in story.insets if isinstance(inset, Quote)]
    assert all(sentence.strip(".") in words for sentence in quotes)


def test_readers_of_every_language_meet_a_pull_quote():
    assert {story.language for story in STORIES if story.insets and story.state == "live"} == LANGUAGES


def test_an_embed_leads_to_a_provider_of_ours_and_to_nobody_s_account():
    embeds = [inset for story in STORIES for inset in story.insets if isinstance(inset, Embed)]
    assert embeds
    assert all(provider(embed.url) and ".example/" in embed.url for embed in embeds)


@every_story
def test_a_photo_speaks_the_story_s_language(story):
    languages = {photo.name: photo.language for photo in PHOTOS}
    assert all(use.caption and use.alt for use in uses(story) if languages[use.photo] != story.language)


@every_story
def test_words_are_set_as_a_sub_editor_would(story):
    words = re.sub(r"<[^>]+>", " ", " ".join([story.kicker, story.headline, story.standfirst, story.body]))
    assert not re.search("[\"'~]", words)  # quotation marks are curly; ~ is the author's sign for a no-break space
    assert " - " not in words
    assert not re.search(r"\d (\d{3}|kilometres|metres|hectares|grams|per cent)\b", words)


@every_story
def test_sorani_and_kurmanji_use_their_own_letters(story):
    words = " ".join([story.headline, story.standfirst, story.body, *(use.caption or "" for use in uses(story))])
    if story.language == "ckb":
        assert not set("يكىةۀ") & set(words)
        assert {"ە", "ی", "ک", "ێ", "ۆ"} <= set(words)
    if story.language == "ku":
        assert {"ê", "î"} <= set(words)
    if story.language in {"en", "ku"}:
        assert not re.search("[\u0600-\u06ff]", words)


@every_story
def test_every_edit_finds_its_words_once(story):
    fields = {"body": story.body, "headline": story.headline, "standfirst": story.standfirst}
    ages = [story.age, *(change.age for change in story.changes)]
    assert ages == sorted(ages, reverse=True)
    for edit in [edit for change in story.changes for edit in change.edits] + list(story.draft):
        assert fields[edit.field].count(edit.old) == 1, edit.old
        fields[edit.field] = fields[edit.field].replace(edit.old, edit.new)


@every_story
def test_what_happened_to_a_story_is_told_in_full(story):
    assert bool(story.reason) == (story.state in {"withdrawn", "sent_back", "killed"} or story.is_to_be_withdrawn)
    assert bool(story.due) == (story.state == "scheduled" or story.is_to_be_withdrawn)
    assert story.state == "live" or not story.changes
    assert 0 < story.withdrawn_age < story.age if story.state == "withdrawn" else not story.withdrawn_age
    noticed = [change.note for change in story.changes if change.kind in {"clarification", "correction", "retraction"}]
    assert all(20 <= len(note) <= 1000 for note in noticed)
    assert not any(change.note for change in story.changes if change.kind == "typo")


@every_story
def test_what_was_published_passes_the_checklist(story):
    if story.state in {"live", "withdrawn", "scheduled", "approved", "submitted"}:
        assert story.headline
        assert story.standfirst
        assert story.body
        assert story.bylines
        assert story.tags
        assert not re.search(r"\bTK\b|XXX|\?\?\?", story.body)


def test_eighty_comments_stand_in_every_state():
    counts = Counter(comment.state for comment in COMMENTS)
    assert len(COMMENTS) >= 80
    assert counts["published"] >= 50
    assert counts["pending"] >= 12
    assert min(counts[state] for state in ("rejected", "spam")) >= 6
    assert min(counts[state] for state in ("removed", "withdrawn")) >= 3
    assert {BY_KEY[comment.story].language for comment in COMMENTS} == LANGUAGES


def test_threads_go_three_levels_down_and_only_below_what_was_public():
    levels = {}
    for comment in COMMENTS:
        levels[comment.ref] = 1
        if comment.reply_to:
            above = next(other for other in COMMENTS if other.ref == comment.reply_to)
            assert above.story == comment.story
            assert above.age > comment.age
            assert above.state in {"published", "removed", "withdrawn"}
            levels[comment.ref] = levels[above.ref] + 1
    assert max(levels.values()) >= 3


def test_comments_follow_the_publication_of_their_story():
    for comment in COMMENTS:
        story = BY_KEY[comment.story]
        assert story.was_published
        assert story.withdrawn_age < comment.age < min(story.age, 30 * 24)


def test_some_comments_are_picked_and_some_reported_once_of_danger():
    assert len([comment for comment in COMMENTS if comment.is_picked]) >= 2
    reported = [comment for comment in COMMENTS if comment.reported]
    assert Counter(comment.reported for comment in reported)["danger"] == 1
    assert {comment.state for comment in COMMENTS if comment.is_picked or comment.reported} == {"published"}


def test_a_refused_comment_has_a_reason_and_others_have_none():
    for comment in COMMENTS:
        assert bool(comment.reason) == (comment.state in {"rejected", "removed", "spam"})


def test_the_telephone_number_among_the_comments_is_seen_by_the_rules():
    text = next(comment.text for comment in COMMENTS if "can call me" in comment.text)
    assert [reason.code for reason in judge(text, "A reader", Facts())] == ["personal"]


def test_no_reader_goes_by_the_name_of_an_author():
    ours = {author.name for author in AUTHORS} | {name for author in AUTHORS for name in (author.names or {}).values()}
    assert not ours & {comment.name for comment in COMMENTS}
