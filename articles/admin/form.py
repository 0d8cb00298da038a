"""The story's form: what a writer may type, and the refusal of a form that was opened on an older revision."""

import uuid

from django import forms
from django.conf import settings
from django.utils.functional import cached_property
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from articles import desk, documents, slugs
from articles.admin import credits
from articles.admin.credits import CreditsField
from articles.admin.fields import BodyField, InsetsField, TagsField
from articles.models import Article, Revision
from newsroom.text import tidy, tidy_line

LINES = ("kicker", "headline", "byline_line", "dateline", "source", "brief")
PROSE = (*LINES, "standfirst", "body", "change_note")  # written in the story's language and direction


class ArticleForm(forms.ModelForm):
    """Saves the working copy. A draft accepts anything; completeness is the checklist's business."""

    body = BodyField(label=_("Text"))
    insets = InsetsField(required=False)
    credits = CreditsField()
    tags = TagsField(label=_("Tags"), required=False, help_text=_("With commas between them."))
    translation_number = forms.IntegerField(
        required=False,
        min_value=1,
        label=_("Number of the original story"),
        help_text=_("Such as 412. It takes the place of the story chosen above."),
    )
    clear_text = forms.BooleanField(
        label=_("Clear the text"),
        required=False,
        help_text=_("With a retraction: readers get the notice alone. The old words stay in the history."),
    )
    base = forms.IntegerField(required=False, widget=forms.HiddenInput)  # the revision this form was opened on
    token = forms.CharField(required=False, widget=forms.HiddenInput)  # this rendering of the form: see article.py

    previewing = False  # what is only looked at cannot be stale or clash with another's address

    class Meta:
        model = Article
        fields = ()  # the admin names them: articles/admin/article.py
        widgets = {
            "headline": forms.Textarea(attrs={"rows": 1}),
            "standfirst": forms.Textarea(attrs={"rows": 2}),
            "change_note": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.stale = self.merging = None
        self.fields["token"].initial = uuid.uuid4().hex
        if self.instance.pk:
            head = documents.head(self.instance)
            self.fields["base"].initial = head.number if head else None
        if "credits" in self.fields:
            self.fields["credits"].choices = [(offer.value, offer.words) for offer in credits.offered(self.instance)]
        self._fix_what_readers_know()
        self._write_in_language()
        self._mark_split_initials()
        take_whole(self)

    def _fix_what_readers_know(self):
        """A story's language and address are fixed at its first publication."""
        if self.instance.pk and hasattr(self.instance, "edition"):
            for name in {"language", "slug"} & self.fields.keys():
                self.fields[name].disabled = True

    def _mark_split_initials(self):
        """Let a moment's hidden value from the form's opening come back from a refused form, too.

        It is sent in two halves; Django looks for the whole name, and would draw what was typed in its place.
        """
        if not self.is_bound:
            return
        self.data = self.data.copy()
        for name, field in self.fields.items():
            whole = self.add_initial_prefix(name)
            if isinstance(field.widget, forms.MultiWidget) and f"{whole}_0" in self.data:
                self.data[whole] = ""

    def _write_in_language(self):
        language = self.instance.language or settings.LANGUAGE_CODE
        for name in PROSE:
            if name in self.fields:
                self.fields[name].widget.attrs |= writing(language)
        if "headline" in self.fields:
            self.fields["headline"].widget.attrs["placeholder"] = self.instance.brief or _("Headline")

    def clean(self):
        cleaned = super().clean()
        for name in LINES:
            if isinstance(cleaned.get(name), str):
                cleaned[name] = tidy_line(cleaned[name])
        for name in ("standfirst", "change_note"):
            if isinstance(cleaned.get(name), str):
                cleaned[name] = tidy(cleaned[name])
        if cleaned.get("clear_text"):
            self._clear_text(cleaned)
        if number := cleaned.get("translation_number"):
            cleaned["translation_of"] = self._original(number)
        if self.previewing:
            cleaned["slug"] = ""
            return cleaned
        self._refuse_if_slug_is_taken(cleaned.get("language"), cleaned.get("slug"))
        self._refuse_if_stale(cleaned.get("base"))
        if self.filled and not self.stale:
            self.add_error(None, _("Nothing is saved yet."))
        return cleaned

    def _clear_text(self, cleaned):
        if cleaned.get("change_kind") == Article.ChangeKind.RETRACTION:
            cleaned["body"] = ""
        else:
            self.add_error("clear_text", _("Only a retraction clears the text: choose that kind, or untick this."))

    @property
    def filled(self):
        """Whether the form only shows what was typed before, and saves nothing: see keeping.py."""
        return "_fill" in self.data

    def _original(self, number):
        """Return the story that was named by its number; an error where there is none, or it is this one."""
        found = Article.objects.filter(pk=number).first() if number < 10**18 else None
        if found is None or found.pk == self.instance.pk:
            self.add_error("translation_number", _("There is no other story #%d.") % number)
        return found

    def clean_slug(self):
        """Return the slug as it will stand in the address, so that a clash is found here."""
        return slugs.slugify(self.cleaned_data["slug"], length=slugs.IMPORTED_LENGTH)

    def _refuse_if_slug_is_taken(self, language, slug):
        other = Article.objects.with_slugs(language, slug).exclude(pk=self.instance.pk).first()
        if other:
            sentence = _("Story #%(number)d, “%(story)s”, has this slug already. Choose another.")
            self.add_error("slug", sentence % {"number": other.pk, "story": other})

    def _refuse_if_stale(self, base):
        """Add an error where another revision came since `base`. The article's row is locked: see article.py."""
        head = documents.head(self.instance) if self.instance.pk else None
        if head is None or base == head.number:
            return
        if self.base_revision and self.data.get("_merge") == str(head.number):
            self.merging = head
            return
        self.stale = desk.Stale(head)
        self.add_error(None, " ".join([str(self.stale), str(_("Nothing of yours is lost: all you typed is below."))]))

    @cached_property
    def base_revision(self):
        """The revision this form was opened on, or None where the number is made up."""
        return Revision.objects.filter(article=self.instance, number=self.cleaned_data.get("base") or 0).first()


def take_whole(form):
    """Let a form's fields take whatever is pasted: a browser would cut it at the limit without a word.

    The field still refuses what is too long, names both lengths and gives everything back.
    """
    for field in form.fields.values():
        field.widget.attrs.pop("maxlength", None)


def writing(language):
    """Return the HTML attributes of a field in which a language is written."""
    return {"lang": language, "dir": "rtl" if get_language_info(language)["bidi"] else "ltr"}
