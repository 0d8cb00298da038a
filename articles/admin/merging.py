"""Putting two people's work together when a form was opened on a revision that is no longer the newest."""

from dataclasses import dataclass, replace

from articles import compare, documents, merge
from articles.admin import trial
from articles.admin.history import folded
from articles.models import Article, Caption, Revision

PREFIX = "merge-"  # of the fields that answer a clash
TEXT, SEEN = "merge-text-", "merge-seen-"  # of words of one's own, and of the mark of the clash that was shown
VALUES = ("section_id", "translation_of_id", "language", "genre")  # columns whose value is no words


class Unanswered(Exception):
    """Something both changed was not asked yet: the words were changed again since the form was refused."""


@dataclass(frozen=True)
class Outlook:
    """What a refused form shows: what the others changed, and what merging with it would do, where it can be done."""

    head: Revision
    changes: list
    merged: merge.Merge | None
    nothing_else: bool  # being stale is all that is wrong with the form

    @property
    def questions(self):
        """Return (name of its field, Clash) of everything both changed, what was chosen before still chosen."""
        return [(f"{PREFIX}{clash.field}", _in_words(clash)) for clash in self.merged.asked]


def _in_words(clash):
    if clash.field not in VALUES:
        return clash
    mine, theirs = (compare.in_words(clash.field, value) for value in (clash.mine, clash.theirs))
    return replace(clash, mine=mine, theirs=theirs)


def outlook(form, formsets):
    """Return the Outlook of a form that was refused as stale. Nothing is written."""
    head, base = form.stale.head, form.base_revision
    if base is None:
        return Outlook(head, [], None, nothing_else=False)
    old, new = documents.read(base), documents.read(head)
    nothing_else = (
        set(form.errors) == {"__all__"}
        and len(form.non_field_errors()) == 1
        and all(formset.is_valid() for formset in formsets)
    )
    merged = (
        merge.merge(old, new, trial.tried(form, formsets, documents.serialise, before=make_room), choices(form.data))
        if nothing_else
        else None
    )
    # What is read is less than what is put together: a credit that names a protected source.
    changes = folded(compare.compare(documents.shown(base), documents.shown(head)))
    return Outlook(head, changes, merged, nothing_else)


def settle(form, choices):
    """Replace the saved rows of a form, which hold its own words, by both people's. Returns the Merge.

    Raises Unanswered where something has to be asked first; the caller takes the save back.
    """
    article = Article.objects.get(pk=form.instance.pk)
    documents_of_three = documents.read(form.base_revision), documents.read(form.merging), documents.serialise(article)
    result = merge.merge(*documents_of_three, choices)
    if result.clashes:
        raise Unanswered
    article.change_kind = result.document["change"]["kind"]
    article.change_note = result.document["change"]["note"]
    documents.write(result.document, article)
    return result


def make_room(formsets):
    """Take away a lead that a colleague added since: a story has one, and merging brings it back or asks."""
    for formset in formsets:
        if Caption.Role.LEAD in getattr(formset, "roles", ()):
            opened_on = [form.instance.pk for form in formset.initial_forms]
            Caption.objects.filter(article=formset.instance, role__in=formset.roles).exclude(pk__in=opened_on).delete()


def choices(data):
    """Return the answers to clashes among what was posted, each with the mark of the clash it was given to."""
    given = {
        name.removeprefix(PREFIX): value
        for name, value in data.items()
        if name.startswith(PREFIX) and not name.startswith((TEXT, SEEN))
    }
    return {
        name: merge.Answer(value, data.get(f"{TEXT}{name}", ""), data.get(f"{SEEN}{name}", "-"))
        for name, value in given.items()
    }
