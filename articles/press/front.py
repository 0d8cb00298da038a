"""The front page of a language: the newest stories, laid out so that none stands there twice."""

from dataclasses import dataclass, field

from django.conf import settings

from articles.models.edition import Edition
from articles.models.section import Section
from articles.press import errors, structured
from articles.press.page import Counterpart, Masthead, Page, address, feed_links, languages, respond

BESIDE = 3  # stories beside the lead
ROW = 3  # abreast under “Latest”
LATEST = 12
BLOCK = 4  # stories of one section
NEWEST = 24


@dataclass
class Block:
    """A section's stories on the front."""

    section: Section
    stories: list = field(default_factory=list)


@dataclass
class Layout:
    """Where each story stands: every list may be empty."""

    top: list = field(default_factory=list)
    beside: list = field(default_factory=list)
    slots: list = field(default_factory=list)
    latest: list = field(default_factory=list)
    blocks: list = field(default_factory=list)


def front(request, language):
    if "p" in request.GET and (answer := errors.past_address(request)):
        return answer  # another system's address of a story, whose number was in the query
    site = Masthead(language)
    layout = lay_out(_stories(language, site.top_sections), site.top_sections)
    path = address("front", language)
    page = Page(
        language=language,
        path=path,
        description=site.text.strapline,
        counterparts=[Counterpart(code, address("front", code)) for code in languages()],
        feeds=feed_links("front", site.text.name, language),
    )
    page.offer_text(request, path)
    page.structured = lambda site: structured.front(page, site)
    return respond("articles/front.html", page, site=site, layout=layout)


def _stories(language, sections):
    """Return the newest stories and some of every section, newest first, in one query for any number of sections."""
    live = Edition.objects.live().in_language(language).filter(retracted_at=None)
    lists = [live.newest()[:NEWEST]]
    lists += [live.in_section(section).newest()[: BLOCK * 2] for section in sections]
    return list(Edition.objects.first_of_each(lists).for_cards().newest())


def lay_out(stories, sections):
    """Return the layout of stories given newest first.

    A small site must look intended too: about a third of what there is stands at the top, whole rows only; then
    "Latest"; the rest by section. The lead is the newest story with a photo among the first few.
    """
    rest = list(stories)
    layout = Layout()
    if not rest:
        return layout
    beside, slots = _room(len(rest))
    first = next((story for story in rest[: 1 + beside] if story.lead_captions), rest[0])
    rest.remove(first)
    layout.top = [first]
    layout.beside, rest = rest[:beside], rest[beside:]
    layout.slots, rest = rest[:slots], rest[slots:]
    latest = min(LATEST, len(rest) // 3 // ROW * ROW or ROW) if len(sections) > 1 else LATEST
    layout.latest, rest = rest[:latest], rest[latest:]
    layout.blocks = _blocks(rest, sections)
    return layout


def _room(number):
    """Return how many stories stand beside the lead and in the row of cards below it."""
    beside = min(BESIDE, settings.FRONT_SLOTS - 1, number // 2)
    cards = settings.FRONT_SLOTS - 1 - beside
    return beside, cards if number > 3 * cards else 0


def _blocks(stories, sections):
    """Return the sections that still have stories, the one with a photo at the head of each."""
    blocks = {section.pk: Block(section) for section in sections}
    for story in stories:
        block = story.section and blocks.get(story.section.parent_id or story.section_id)
        if block and len(block.stories) < BLOCK:
            block.stories.append(story)
    for block in blocks.values():
        block.stories.sort(key=lambda story: not story.lead_captions)
    return [block for block in blocks.values() if block.stories]
