"""Notes on a story: write, answer, edit, remove, resolve, reopen. They stop no verb, and no reader gets one.

Whoever may read a story's desk page may write; only whoever wrote a note changes it. Unlike the other verbs these do
not lock the story: a word between colleagues must not wait for somebody's save.
"""

import re
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import documents
from articles.desk.common import NotAllowed, Refusal, log
from articles.models import Note
from authors.models import User
from newsroom.text import contained, tidy

# A name after @, as Django's usernames are made; not the domain of a mail address.
MENTION = re.compile(r"(?<![\w@.+-])@([\w.+-]+)")
MOSTMENTIONED = 20
TWICE = timedelta(seconds=30)  # within which the same words are the same note


@transaction.atomic
def write(article, *, by, text, answers=None):
    """Write a note on the story, or an answer to one: `answers` is a note of the thread. Returns the Note."""
    _may_talk(by)
    text, thread = _checked(text), None
    if answers is not None:
        if answers.article_id != article.pk:
            raise Refusal(_("That note belongs to another story."))
        thread = answers.thread or answers
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # a second click waits for the first, and writes nothing
    just = Note.objects.filter(article=article, by=by, at__gt=timezone.now() - TWICE).order_by("-pk").first()
    if just and (just.text, just.thread_id) == (text, thread and thread.pk):
        return just
    return _put(article, by=by, text=text, thread=thread)


def write_reason(article, head, *, by, text):
    """Keep as a note why a story was sent back; inside the verb that did it."""
    return _put(article, by=by, text=text, head=head, is_reason=True)


def _put(article, *, by, text, thread=None, head=None, is_reason=False):
    note = Note.objects.create(
        article=article,
        thread=thread,
        revision=head or documents.head(article),
        text=text,
        is_reason=is_reason,
        by=by,
        at=timezone.now(),
    )
    found = {"note": note.pk, "mentions": mentioned(text)} | ({"thread": thread.pk} if thread else {})
    log("note.written", article, None, by=by, data=found)
    return note


@transaction.atomic
def edit(note, *, by, text):
    """Change the words of one's own note; it says that it was edited. Who is newly mentioned is told."""
    note = _own(note, by)
    text = _checked(text)
    if text == note.text:
        return note
    new = sorted(set(mentioned(text)) - set(mentioned(note.text)))
    note.text, note.edited_at = text, timezone.now()
    note.save(update_fields=["text", "edited_at"])
    log("note.edited", note.article, None, by=by, data={"note": note.pk, "mentions": new})
    return note


@transaction.atomic
def remove(note, *, by):
    """Take back one's own note. Its words are gone; that there was one, whose and when, stays."""
    note = _own(note, by)
    note.text, note.removed_at = "", timezone.now()
    if note.thread_id is None and note.resolved_at is None and not note.answers.filter(removed_at=None).exists():
        note.resolved_at, note.resolved_by = note.removed_at, by
    note.save(update_fields=["text", "removed_at", "resolved_at", "resolved_by"])
    log("note.removed", note.article, None, by=by, data={"note": note.pk})
    return note


@transaction.atomic
def resolve(note, *, by):
    """Close the thread of a note: what it asked for is done. It stays to be read."""
    thread = _thread(note, by)
    if thread.resolved_at is None:
        thread.resolved_at, thread.resolved_by = timezone.now(), by
        thread.save(update_fields=["resolved_at", "resolved_by"])
        log("note.resolved", thread.article, None, by=by, data={"note": thread.pk})
    return thread


@transaction.atomic
def reopen(note, *, by):
    """Open a resolved thread again."""
    thread = _thread(note, by)
    if thread.resolved_at is not None:
        thread.resolved_at = thread.resolved_by = None
        thread.save(update_fields=["resolved_at", "resolved_by"])
        log("note.reopened", thread.article, None, by=by, data={"note": thread.pk})
    return thread


def mentioned(text):
    """Return the numbers of the colleagues whom a text names by @username, in whatever letters."""
    names = set()
    for name in list(dict.fromkeys(MENTION.findall(text)))[:MOSTMENTIONED]:
        # "@dana." ends a sentence; "@dana.karim" is a name.
        names |= {name, name.lower(), name.rstrip(".+-"), name.rstrip(".+-").lower()}
    found = User.objects.filter(username__in=names, is_active=True, is_staff=True) if names else User.objects.none()
    return sorted(found.values_list("pk", flat=True))


def _may_talk(by):
    if not by.has_perm("articles.view_article"):
        raise NotAllowed(_("You may not read this story, so you cannot write notes on it."))


def _checked(text):
    text = contained(tidy(text)).strip()
    if not text:
        raise Refusal(_("Write something first."))
    if len(text) > Note.LIMIT:
        raise Refusal(
            _("A note has at most %(limit)d characters; this one has %(length)d.")
            % {"limit": Note.LIMIT, "length": len(text)}
        )
    return text


def _locked(note):
    return Note.objects.select_related("article").select_for_update(of=("self",)).get(pk=note.pk)


def _own(note, by):
    """Return a note, locked, that this person wrote and did not remove."""
    _may_talk(by)
    note = _locked(note)
    if note.by_id != by.pk:
        raise NotAllowed(_("Only who wrote a note changes or removes it; answer it instead."))
    if note.removed_at:
        raise Refusal(_("The note was removed."))
    return note


def _thread(note, by):
    _may_talk(by)
    return _locked(note.thread or note)
