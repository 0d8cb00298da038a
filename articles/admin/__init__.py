"""What the desk sees and presses. The rules are elsewhere: articles/desk performs, articles/transitions allows.

fields     the form's own fields: body, tags
form       the story's form and its refusal of a stale one
inlines    bylines and captions
merging    what a refused form offers: the other's changes, and both put together
acts       the verb buttons and the pages that ask before acting
moving     the page that asks for a story's new address
asking     what those pages ask
standing   what holds a story back, and what the clock will do to it
protecting the pages of a protected byline
history    what happened to a story, compared and restored
article    the story in the admin: form, list, addresses
planning   the plan of a story and the stub of one to come
lists      the story list: columns and badges
filters    what the list is filtered by
saved      filters under a name of one's own
bulk       verbs done to many stories at once
home       the desk home's panels
cards      a story as a card, with its verbs
board      the cards by how far they have got
week       the cards by day
ways       where a page of one story leads back to
fronts     the fronts and their places
naming     the pages of the verbs on names
tags       tags
people     authors and sections, with what only verbs change of them
rules      how severe the checklist is
records    site texts, and what can only be read
"""

from articles.admin import (  # noqa: F401 - importing registers
    article,
    fronts,
    moving,
    people,
    protecting,
    records,
    rules,
    tags,
)
