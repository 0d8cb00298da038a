"""Which stories the desk has put on a front, as far as readers may have them now; and the front around them."""

from django.conf import settings
from django.utils import timezone

from articles.models.placement import Placement
from newsroom import pages

FEW = 4  # of the newest stories, among which one with a photo may lead


def chosen(language, section=None):
    """Return {slot: number of the story} of a front as it stands now; `section` None is the home (1 query).

    Only live stories, none retracted, none twice: whatever begins, ends, goes live or is withdrawn counts at once.
    """
    now = timezone.now()
    rows = Placement.objects.of_front(language, section).standing_or_to_come(now)
    rows = rows.filter(
        position__lt=settings.FRONT_SLOTS,
        article__edition__language=language,
        article__edition__withdrawn_at=None,
        article__edition__retracted_at=None,
    )
    found = {}
    for position, number, starts_at, ends_at in rows.values_list("position", "article", "starts_at", "ends_at"):
        pages.holds_until(starts_at, ends_at)
        has_begun = starts_at is None or starts_at <= now
        if has_begun and position not in found and number not in found.values():
            found[position] = number
    return found


def arrange(stories, places, slots):
    """Return the first `slots` stories of a front and the rest: what is placed in its place, the newest in the gaps.

    `stories` come newest first, the placed ones among them. Where nobody chose the lead, it is the newest story with a
    photo among the first few. Where there are fewer stories than slots, those below move up.
    """
    known = {story.pk: story for story in stories}
    placed = {slot: known[number] for slot, number in sorted(places.items()) if number in known}
    rest = [story for story in stories if story not in placed.values()]
    first = []
    for slot in range(slots):
        if slot in placed:
            first.append(placed[slot])
        elif rest:
            story = rest[0] if slot else next((story for story in rest[:FEW] if story.lead_captions), rest[0])
            rest.remove(story)
            first.append(story)
    return first, rest
