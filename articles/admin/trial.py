"""Looking at what a form would save, without saving it."""

from django.db import transaction

from articles.admin import credits
from articles.models import Article


class _Undo(Exception):
    """Takes a savepoint back."""


def tried(form, formsets, look, *, before=None):
    """Return what `look` makes of the story as this valid form would save it; nothing of it stays.

    It is saved for that and taken back, so that there is one way from form to story. `before` makes room for the rows.
    """
    found = None
    try:
        with transaction.atomic():
            form.instance.save()
            if "tags" in form.cleaned_data:
                form.instance.tags.set(form.cleaned_data["tags"])
            if before:
                before(formsets)
            for formset in formsets:
                formset.save()
            credits.take(form.instance, form.cleaned_data.get("credits", []))
            found = look(Article.objects.get(pk=form.instance.pk))
            raise _Undo
    except _Undo:
        return found
