"""The keys of public pages: what a page shows, and with that what is dropped when a story changes.

    story:N     the story itself: its page, photos, history, comments, and where the desk placed it
    family:N    its translations; N is the original
    front:ar    the newest of a language: front page and feed
    section:N   topic:N   author:N   their lists and feeds; stories that offer others of the same kind
    lists       search, archives, corrections, sitemaps, what is offered in the place of a page that is gone

`changed` names them all for one story, as it stands in the database; a verb purges them before and after.
"""

from articles.models.edition import Edition
from newsroom import pages


def front(language):
    """Return what shows the newest of a language."""
    return f"front:{language}"


def story(edition):
    """Return what a page about one story shows."""
    return {f"story:{edition.pk}", f"family:{edition.translation_of_id or edition.pk}"}


def around(edition, tags, bylines):
    """Return what a story's page shows of others: translations, related stories, the people who made it."""
    keys = story(edition) | {f"topic:{tag.pk}" for tag in tags} | {f"author:{row.author_id}" for row in bylines}
    return keys | ({f"section:{edition.section_id}"} if edition.section_id else set())


def of_stories(numbers):
    """Return what a list shows of stories that stand in it for another reason than their section, tags or authors."""
    return {f"story:{number}" for number in numbers}


def changed(*numbers):
    """Return every key of the pages on which the stories with these numbers stand, or may come to stand (1 query)."""
    rows = Edition.objects.filter(pk__in=numbers).order_by()
    keys = set()
    columns = ("pk", "language", "translation_of", "section", "section__parent", "tagged__tag", "bylines__author")
    for pk, language, original, section, parent, tag, author in rows.values_list(*columns):
        keys |= {f"story:{pk}", f"family:{original or pk}", front(language), pages.LISTS}
        named = {"section": section, "topic": tag, "author": author}
        keys |= {f"{kind}:{number}" for kind, number in named.items() if number}
        if parent:
            keys.add(f"section:{parent}")
    return keys
