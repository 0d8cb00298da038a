"""Rules about when a story may go out, and what readers are told of a change."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles import compare, embargo
from articles.models import Article

NOTE_MINIMUM, NOTE_LIMIT = 20, 1_000
NEED_NOTE = (Article.ChangeKind.CLARIFICATION, Article.ChangeKind.CORRECTION, Article.ChangeKind.RETRACTION)


def embargo_is_over(case, _number):
    if embargo.stands(case.article, case.moment):
        yield "embargo", embargo.sentence(case.article, now=timezone.now())


def is_cleared_for_law(case, _number):
    if case.article.needs_legal and not case.is_cleared_for_law:
        yield "needs_legal", _("The story needs clearance for law, and revision %d has none.") % case.revision.number


def change_is_explained(case, _number):
    """Over a story that was live, the kind decides what readers are told; some kinds owe them a note."""
    if case.published is None:
        return
    kind, note = case.document["change"]["kind"], case.document["change"]["note"].strip()
    if not kind:
        yield "change_kind", _("Choose what kind of change this is; readers are told by it.")
    elif kind == Article.ChangeKind.TYPO and note:
        yield "change_note", _("A typo fix has no note to readers; clear it or choose another kind.")
    elif kind in NEED_NOTE and not NOTE_MINIMUM <= len(note) <= NOTE_LIMIT:
        sentence = _("Tell readers what was changed and why, in %(least)d to %(most)d characters.")
        yield "change_note", sentence % {"least": NOTE_MINIMUM, "most": NOTE_LIMIT}


def typo_is_small(case, number):
    """A typo is told to nobody and needs no second pair of eyes; so it may change a few words and nothing else."""
    if case.published is None or case.document["change"]["kind"] != Article.ChangeKind.TYPO:
        return
    words = compare.changed_words(case.published, case.document)
    beyond = compare.beyond_words(case.published, case.document)
    if words > number:
        what = _("%d words") % words
    elif case.published["story"]["headline"] != case.story["headline"]:
        what = _("the headline")
    elif beyond:
        what = _("more than words (%s)") % ", ".join(beyond)
    elif compare.digits(case.published) != compare.digits(case.document):
        what = _("a figure")
    else:
        return
    yield "change_kind", _("This changes %s; choose update, clarification or correction.") % what


def notes_are_settled(case, _number):
    """What colleagues asked and nobody resolved. It stops nothing."""
    if case.open_notes:
        sentence = ngettext("%d note is open.", "%d notes are open.", case.open_notes)
        yield "notes", sentence % case.open_notes
