"""Rows of a story's form that outlive the row they were opened on."""

import re

from django import forms

COUNTS = ("TOTAL_FORMS", "INITIAL_FORMS")


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
