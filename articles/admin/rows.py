"""Rows of a story's form that outlive the row they were opened on."""

import re

from django import forms
from django.utils.functional import cached_property

from articles.admin.fields import KnownChoice

COUNTS = ("TOTAL_FORMS", "INITIAL_FORMS")


class RowForm(forms.ModelForm):
    """A row whose author or photo its field has looked up: the model need not ask for it a second time."""

    def _get_validation_exclusions(self):
        return super()._get_validation_exclusions() | {
            name for name, field in self.fields.items() if isinstance(field, KnownChoice)
        }

    def _post_clean(self):
        # The form's own `clean` says in words what the table holds to; the table would be asked three times a row.
        self.instance.validate_constraints = lambda exclude=None: None
        super()._post_clean()


class RowsFormSet(forms.models.BaseInlineFormSet):
    """Bylines or captions. A row that a colleague removed is a new one again, with all that was typed into it.

    Django's own formset would only say that the row is gone, and forget its words.
    """

    def __init__(self, data=None, files=None, instance=None, save_as_new=False, prefix=None, queryset=None, **kwargs):
        if data is not None and instance is not None and instance.pk:
            rows = queryset if queryset is not None else self.model._default_manager.all()
            known = {str(pk) for pk in rows.filter(**{self.fk.name: instance}).values_list("pk", flat=True)}
            data = revived(data, prefix or self.get_default_prefix(), known)
        super().__init__(data, files, instance, save_as_new, prefix, queryset, **kwargs)

    def add_fields(self, form, index):
        """A new row without a place of its own goes to the end."""
        super().add_fields(form, index)
        if (number := form.fields.get("id")) is not None:  # Django's own asks once more for each row's own number
            form.fields["id"] = KnownChoice(
                number.queryset, initial=number.initial, required=False, widget=forms.HiddenInput
            )
            form.fields["id"].known = form.instance if form.instance.pk else None
        if "order" in form.fields:
            form.fields["order"].required = False
            if not form.instance.pk:
                form.fields["order"].initial = form.initial["order"] = None

    def save_new(self, form, commit=True):
        if "order" in form.fields and form.cleaned_data.get("order") is None:
            form.instance.order = self._last_place = self._last_place + 1
        return super().save_new(form, commit)

    def save_existing(self, form, obj, commit=True):
        if "order" in form.fields and form.cleaned_data.get("order") is None:
            obj.order = form.initial["order"]
        return super().save_existing(form, obj, commit)

    @cached_property
    def _last_place(self):
        places = [form.cleaned_data.get("order") for form in self.forms if hasattr(form, "cleaned_data")]
        return max((place for place in places if place is not None), default=-1)


def revived(data, prefix, known):
    """Return a formset's data with every row whose number is not `known` moved behind the stored ones, as a new row."""
    counts = [data.get(f"{prefix}-{name}", "") for name in COUNTS]
    if not all(count.isdecimal() and len(count) < 5 for count in counts):
        return data  # the formset itself says what is wrong with its counts
    total, initial = map(int, counts)
    numbers = [data.get(f"{prefix}-{index}-id", "") for index in range(initial)]
    kept = [index for index, number in enumerate(numbers) if number in known]
    if len(kept) == initial:
        return data
    lost = [index for index in range(initial) if index not in kept]
    place = {old: new for new, old in enumerate([*kept, *lost, *range(initial, total)])}
    moved = data.copy()
    for name in data:
        found = re.fullmatch(rf"{re.escape(prefix)}-(\d{{1,4}})-(.+)", name)
        if found and int(found[1]) in place:
            del moved[name]
    for name in data:
        found = re.fullmatch(rf"{re.escape(prefix)}-(\d{{1,4}})-(.+)", name)
        if found and int(found[1]) in place:
            old = int(found[1])
            values = [""] if old in lost and found[2] == "id" else data.getlist(name)
            moved.setlist(f"{prefix}-{place[old]}-{found[2]}", values)
    moved[f"{prefix}-INITIAL_FORMS"] = str(len(kept))
    return moved
