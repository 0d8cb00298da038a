"""The fields that only the story's form has: the body with its editor, its quotes and embeds, and tags."""

import json
import re

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.templatetags.static import static
from django.utils.translation import gettext_lazy as _
from django_prose_editor.fields import ProseEditorFormField
from django_prose_editor.widgets import AdminProseEditorWidget

from articles import embeds, html, insets, tagnames
from articles.models.story import BODY_LIMIT, TAGS_LIMIT
from newsroom.text import tidy_line

COMMA = re.compile("[,،]")  # the Arabic comma too
ROW_NUMBER = re.compile("[0-9]{1,18}")  # what a 64-bit column holds


class BodyWidget(AdminProseEditorWidget):
    """The prose editor with the desk's own nodes; a plain textarea where scripts do not run."""

    def get_config(self):
        modules = ("articles/desk/editor.js", "articles/desk/paste.js")
        return super().get_config() | {"js_modules": [static(module) for module in modules]}


def fits(body):
    """Refuse a body that is too long, in the figures that count: those of its HTML."""
    if len(body) > BODY_LIMIT:
        raise ValidationError(
            _("The text has %(count)s characters with its mark-up; at most %(limit)s."),
            params={"count": f"{len(body):,}", "limit": f"{BODY_LIMIT:,}"},
        )


class BodyField(ProseEditorFormField):
    """The body of a story; what is not on the allowlist does not come out of it."""

    def __init__(self, **kwargs):
        options = {"required": False, "validators": [fits], "widget": BodyWidget({"rows": 24, "cols": 80})}
        super().__init__(**(options | kwargs), config={"extensions": html.EDITOR_EXTENSIONS}, sanitize=html.clean)


class InsetsWidget(forms.HiddenInput):
    """The quotes and embeds as JSON, which static/articles/desk/insets.js edits; without scripts it stays untouched."""

    def __init__(self, attrs=None):
        providers = json.dumps([[row.name, row.address.pattern] for row in embeds.PROVIDERS])
        super().__init__({"data-providers": providers, **(attrs or {})})

    def format_value(self, value):
        return value if isinstance(value, str) else json.dumps(value or {}, ensure_ascii=False)


class InsetsField(forms.CharField):
    """The quotes and embeds of a story, by key. Which of them stand in the text is looked at when it is recorded."""

    widget = InsetsWidget
    empty_values = [*forms.CharField.empty_values, {}]

    def to_python(self, value):
        try:
            read = json.loads(super().to_python(value) or "{}")
        except (ValueError, RecursionError):
            read = None
        if not isinstance(read, dict):
            raise ValidationError(_("The quotes and embeds arrived damaged. Reload the page and set them again."))
        if lost := insets.lost(read):
            raise ValidationError(lost)
        return insets.entries(read)

    def validate(self, value):
        if faults := insets.faults(value):
            raise ValidationError(faults)

    def run_validators(self, value):
        """The validators of a text field do not fit a dictionary; `validate` has said all there is to say."""

    def has_changed(self, initial, data):
        try:
            return (initial or {}) != self.to_python(data)
        except ValidationError:
            return True


class FoundSelect(AutocompleteSelect):
    """A field that finds by typing, and draws what was chosen before without asking the database once more a row.

    A refused form is drawn again with what was sent; what cannot be a row's number is then drawn as no choice, where
    the admin's own widget would ask the database for it and fail.
    """

    known = None  # the chosen object, where it has been fetched already

    def optgroups(self, name, value, attr=None):
        value = [number for number in value if ROW_NUMBER.fullmatch(str(number))]
        if self.known is None or value != [str(self.known.pk)]:
            return super().optgroups(name, value, attr)
        options = [self.create_option(name, self.known.pk, str(self.known), True, 0)]
        return [(None, options, 0)]


class KnownChoice(forms.ModelChoiceField):
    """A choice that does not ask the database for what its row has fetched already."""

    known = None

    def to_python(self, value):
        if self.known is not None and str(value) == str(self.known.pk):
            return self.known
        return super().to_python(value)


class TagsWidget(forms.TextInput):
    """Names between commas; static/articles/desk/tags.js offers those that exist."""

    def format_value(self, value):
        if value is None or isinstance(value, str):
            return value or ""
        return ", ".join(sorted(getattr(tag, "name", tag) for tag in value))


class TagsField(forms.CharField):
    """Tags as a list of names, former ones as they are today. A space does not part them, a comma does."""

    widget = TagsWidget

    def to_python(self, value):
        typed = (tidy_line(name) for name in COMMA.split(super().to_python(value)))
        names = {name.casefold(): name for name in typed if name}
        return tagnames.resolve(list(names.values()))

    def validate(self, value):
        super().validate(value)
        if len(value) > TAGS_LIMIT:
            raise ValidationError(
                _("A story has at most %(limit)d tags; these are %(count)d."),
                params={"limit": TAGS_LIMIT, "count": len(value)},
            )
        for name in value:
            for sentence in tagnames.faults(name):
                raise ValidationError(sentence)

    def run_validators(self, value):
        """The validators of a text field do not fit a list; `validate` has said all there is to say."""

    def has_changed(self, initial, data):
        before = {getattr(tag, "name", tag) for tag in initial or ()}
        return before != set(self.to_python(data))
