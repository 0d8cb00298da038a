"""The notes on a story: beside its form, where a script sends them, and on a page of their own, which needs none."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html, urlize
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from articles import protection
from articles.desk import notes
from articles.desk.common import NotAllowed, Refusal
from articles.models import Note
from articles.people import known_as
from authors.models import User

SHOWN = 300  # notes of a story
OFFERED = 8  # colleagues for a name being typed
PART = "X-Desk-Part"  # asks for the notes without a page around them, and marks that answer


@dataclass
class Thread:
    """A note and its answers, as one reader sees them."""

    note: Note
    answers: list


def threads(article, reader):
    """Return the threads of a story, oldest first, each note with its words as HTML (1 query)."""
    rows = list(Note.objects.filter(article=article).select_related("by", "resolved_by").order_by("pk")[:SHOWN])
    found = {note.pk: Thread(note, []) for note in rows if note.thread_id is None}
    for note in rows:
        note.who = known_as(note.by, article, reader=reader)
        note.closer = known_as(note.resolved_by, article, reader=reader) if note.resolved_by_id else ""
        note.words = _as_html(protection.masked(note.text, article, note.at))
        note.is_mine = note.by_id == reader.pk and not note.removed_at
        if note.thread_id in found:
            found[note.thread_id].answers.append(note)
    return list(found.values())


def _as_html(text):
    """Return a note's text with links and with the names it mentions marked; everything else as typed."""
    parts = notes.MENTION.split(text)
    shown = [
        format_html("<b>@{}</b>", part) if place % 2 else urlize(part, nofollow=True, autoescape=True)
        for place, part in enumerate(parts)
    ]
    return mark_safe("".join(shown))


def panel(article, reader, *, typed=None, error="", said=""):
    """Return what the template of the notes shows. `typed` is what was sent and not written, by field."""
    found = threads(article, reader)
    for thread in found:
        for note in [thread.note, *thread.answers]:
            note.changed = (typed or {}).get(f"edit-{note.pk}", "")
        thread.answered = (typed or {}).get(f"answer-{thread.note.pk}", "")
    return {
        "notes_open": [thread for thread in found if thread.note.resolved_at is None],
        "notes_resolved": [thread for thread in found if thread.note.resolved_at is not None],
        "notes_text": (typed or {}).get("text", ""),
        "notes_error": error,
        "notes_said": said,
        "notes_limit": Note.LIMIT,
    }


class NotesMixin:
    """The addresses of a story's notes, for its ModelAdmin."""

    def notes_view(self, request, object_id):
        """Show the notes on a page of their own; write, answer, edit, remove, resolve or reopen one."""
        article = self._readable(request, object_id)
        is_part = request.headers.get(PART) == "notes"
        typed, error, said = {}, "", ""
        if request.method == "POST":
            typed = _typed(request)
            try:
                note, said = _do(request, article, typed)
            except NotAllowed:
                raise
            except Refusal as refusal:
                error = str(refusal)
            else:
                if not is_part:
                    address = reverse("admin:articles_article_notes", args=[article.pk])
                    return HttpResponseRedirect(f"{address}#note-{note.pk}")
        context = panel(article, request.user, typed=typed, error=error, said=said) | {"original": article}
        status = 422 if error else 200
        if is_part:
            context["notes_beside_form"] = True
            response = TemplateResponse(request, "admin/articles/article/_notes.html", context, status=status)
            response[PART] = "notes"
            return response
        context |= self.admin_site.each_context(request)
        context |= {"opts": self.opts, "title": _("Notes: %s") % article}
        return TemplateResponse(request, "admin/articles/article/notes.html", context, status=status)

    def people_view(self, request):
        """Answer with the colleagues whose name begins with `q`, for a name that is being typed after @."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        begun = request.GET.get("q", "")[:60]
        people = User.objects.with_perm("articles.view_article").filter(is_staff=True).exclude(pk=request.user.pk)
        begins = Q(username__istartswith=begun) | Q(first_name__istartswith=begun) | Q(last_name__istartswith=begun)
        found = people.filter(begins).order_by("first_name", "last_name", "username")[:OFFERED]
        return JsonResponse({"people": [{"username": user.username, "name": str(user)} for user in found]})


def _typed(request):
    """Return the words that were sent, by field: they come back where they were not written."""
    return {name: text for name, text in request.POST.items() if name.partition("-")[0] in ("text", "answer", "edit")}


def _do(request, article, typed):
    """Do what the pressed button says, "answer:12" for one; return the note and what is said of it.

    The words that were written are taken out of `typed`.
    """
    deed, _colon, number = request.POST.get("do", "").partition(":")
    by = request.user
    if deed == "write":
        note = notes.write(article, by=by, text=typed.get("text", ""))
        typed.pop("text", None)
        return note, _("The note is written.")
    if not number.isdecimal() or len(number) > 18:
        raise Http404
    note = get_object_or_404(Note.objects.select_related("thread"), article=article, pk=number)
    if deed == "answer":
        answer = notes.write(article, by=by, text=typed.get(f"answer-{number}", ""), answers=note)
        typed.pop(f"answer-{number}", None)
        return answer, _("The answer is written.")
    if deed == "edit":
        note = notes.edit(note, by=by, text=typed.get(f"edit-{number}", ""))
        typed.pop(f"edit-{number}", None)
        return note, _("The note is changed.")
    if deed == "remove":
        return notes.remove(note, by=by), _("The note is removed.")
    if deed == "resolve":
        return notes.resolve(note, by=by), _("Resolved.")
    if deed == "reopen":
        return notes.reopen(note, by=by), _("Open again.")
    raise Http404
