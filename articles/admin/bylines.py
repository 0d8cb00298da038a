"""The rows of a story's form that say who wrote it: found by typing, named in full, or made in place."""

import uuid

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from articles.admin.inlines import KeyField, StoryInline, know
from articles.admin.rows import RowForm, RowsFormSet
from articles.models import Byline
from articles.models.story import BYLINES_LIMIT
from authors import making
from authors.models import Author
from newsroom.text import tidy_line

NAME_LIMIT = Author._meta.get_field("name").max_length


class BylineForm(RowForm):
    """One name on the story. Without scripts it is typed in full; a name nobody bears yet is made with the row."""

    name = forms.CharField(
        required=False,
        label=_("Or a name, in full"),
        widget=forms.TextInput({"class": "vTextField", "dir": "auto", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        required=False,
        label=_("A new name is that of"),
        choices=[("", _("nobody new")), (Author.Kind.PERSON, _("a person")), (Author.Kind.AGENCY, _("an agency"))],
    )
    row_key = KeyField(required=False)

    may_make_names = False  # set by the inline

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["row_key"].initial = self.instance.key if self.instance.pk else None
        self.new_name = ""
        if "author" in self.fields:
            self.fields["author"].required = False  # a name will do
            wrapped = self.fields["author"].widget
            wrapped.can_add_related = False  # in the row, not in a second window
            # The empty choice: without it a browser takes whatever is offered first for chosen.
            getattr(wrapped, "widget", wrapped).is_required = False
            self.fields["author"].widget.attrs |= (
                {"data-new-names": "1", "data-tags": "true"} if self.may_make_names else {}
            )
        know(self, "author")

    def clean_name(self):
        name = tidy_line(self.cleaned_data["name"])
        if len(name) > NAME_LIMIT:
            sentence = _("A name has at most %(limit)d characters (it has %(count)d).")
            raise forms.ValidationError(sentence, params={"limit": NAME_LIMIT, "count": len(name)})
        return name

    def clean(self):
        cleaned = super().clean()
        if self.errors.keys() & {"author", "name", "kind"}:
            return cleaned
        if cleaned.get("name"):
            cleaned["author"] = self._named(cleaned["name"], cleaned.get("kind"))
        elif not cleaned.get("author"):
            self.add_error("author", _("Choose a name, or type it in full."))
        return cleaned

    def _named(self, name, kind):
        """Return whoever bears the name; None where the row makes the name, or an error says why it cannot."""
        found = making.bearers(name)
        if len(found) == 1:
            return found[0]
        if found:
            slugs = ", ".join(author.slug for author in found)
            self.add_error("name", _("More than one bears this name. Type one of these instead: %s.") % slugs)
        elif not kind:
            self.add_error(
                "name", _("Nobody is called that. To add the name, say whether it is a person’s or an agency’s.")
            )
        elif not self.may_make_names:
            self.add_error("name", _("You may not add names. Ask a chief editor to add this one."))
        else:
            self.new_name = name
        return None

    def save(self, commit=True):
        if self.new_name:
            self.instance.author = making.named(self.new_name, self.cleaned_data["kind"])
        if not self.instance.pk and (key := self.cleaned_data.get("row_key")):
            taken = Byline.objects.filter(article=self.instance.article, key=key).exists()
            self.instance.key = uuid.uuid4() if taken else key
        return super().save(commit)


class BylineInline(StoryInline, admin.StackedInline):
    model = Byline
    form = BylineForm
    formset = RowsFormSet
    fields = ("role", "author", "name", "kind", "order", "row_key")
    autocomplete_fields = ("author",)
    extra = 1  # for who writes without scripts; rows.js takes it away
    max_num = BYLINES_LIMIT
    verbose_name = _("name")
    verbose_name_plural = _("bylines and credits")

    def _may_write(self, request, obj):
        """Names are no business of whoever only keeps the photos."""
        owner = self.admin_site.get_model_admin(self.parent_model)
        return owner.may_write(request, obj) if obj else super()._may_write(request, obj)

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("author")

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **({"validate_max": self._may_write(request, obj)} | kwargs))
        formset.form.may_make_names = making.may_make(request.user)
        return formset
