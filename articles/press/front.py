"""The front page of a language: what the desk put there, then the newest stories, none of them twice."""

from dataclasses import dataclass, field

from django.conf import settings

from articles.models.edition import Edition
from articles.models.section import Section
from articles.press import errors, keys, places, structured
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
    chosen = places.chosen(language)
    layout = lay_out(_stories(language, site.sections, site.top_sections, chosen), site.top_sections, chosen)
    path = address("front", language)
    page = Page(
        language=language,
        path=path,
        keys=[keys.front(language)],
        description=site.text.strapline,
        counterparts=[Counterpart(code, address("front", code)) for code in languages()],
        feeds=feed_links("front", site.text.name, language),
    )
    page.offer_text(request, path)
    page.structured = lambda site: structured.front(page, site)
    return respond("articles/front.html", page, site=site, layout=layout)


def _stories(language, everywhere, sections, chosen):
    """Return the newest stories, some of every section and the chosen ones, newest first, in one query."""
    live = Edition.objects.live().in_language(language).filter(retracted_at=None)
    lists = [live.newest()[:NEWEST], live.filter(pk__in=chosen.values())]
    for top in sections:
        within = [section.pk for section in everywhere if top.pk in (section.pk, section.parent_id)]
        lists.append(live.newest_in(within, BLOCK * 2)[: BLOCK * 2])
    return list(Edition.objects.first_of_each(lists).for_cards().newest())


def lay_out(stories, sections, chosen=None):
    """Return the layout of stories given newest first; `chosen` is what the desk put in which slot.

    A small site must look intended too: about a third of what there is stands at the top, whole rows only; then
    "Latest"; the rest by section.
    """
    layout, rest = head(stories, chosen or {})
    latest = min(LATEST, len(rest) // 3 // ROW * ROW or ROW) if len(sections) > 1 else LATEST
    layout.latest, rest = rest[:latest], rest[latest:]
    layout.blocks = _blocks(rest, sections)
    return layout


def head(stories, chosen):
    """Return the Layout of a front's lead and slots, and the stories that are left. Section fronts begin with it too.

    Whatever the desk chose stands there, also on a site that would else have no row of cards.
    """
    beside, slots = _room(len(stories))
    if chosen and max(chosen) > beside + slots:
        slots = settings.FRONT_SLOTS - 1 - beside
    first, rest = places.arrange(stories, chosen, 1 + beside + slots)
    layout = Layout(top=first[:1], beside=first[1 : 1 + beside], slots=first[1 + beside :])
    return layout, rest


def _room(number):
    """Return how many stories stand beside the lead and in the row of cards below it.

    One alone beside the lead would leave the most of its column empty: two are there, or none.
    """
    beside = min(BESIDE, settings.FRONT_SLOTS - 1, max(2, number // 2)) if number > 2 else 0
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
