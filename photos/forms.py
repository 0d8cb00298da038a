"""The forms of the library: taking photos in, their words, one row of the sheet, and the reason of a withdrawal."""

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from newsroom.text import tidy_line
from photos import intake, library, verbs
from photos.models import Photo, PhotoAgency

ACCEPT = "image/jpeg,image/png,image/webp,image/avif,image/gif"  # names the types, so that iPhones convert HEIC
# The words that several photos of one upload may share.
SHARED = [
    "credit", "creator", "caption", "alt", "language", "source",
    "copyright_notice", "usage_terms", "rights_from", "rights_until",
]  # fmt: skip
TEXT_AREAS = {
    "caption": forms.Textarea(attrs={"rows": 3}),
    "alt": forms.Textarea(attrs={"rows": 2}),
    "usage_terms": forms.Textarea(attrs={"rows": 2}),
}


LOCAL_MOMENT = {
    name: forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    for name in ("rights_from", "rights_until")
}


class SpellingsField(forms.CharField):
    """Spellings of an agency's name, one a line, kept as a list."""

    widget = forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField", "dir": "auto"})

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        lines = (tidy_line(line) for line in super().to_python(value).splitlines())
        return list(dict.fromkeys(line for line in lines if line))

    def validate(self, value):
        super().validate(value)
        longest = PhotoAgency._meta.get_field("name").max_length
        for spelling in value:
            if len(spelling) > longest:
                raise ValidationError(
                    _("A spelling has at most %(limit)d characters; “%(start)s…” has %(count)d."),
                    params={"limit": longest, "start": spelling[:30], "count": len(spelling)},
                )

    def has_changed(self, initial, data):
        return (initial or []) != self.to_python(data)


class AgencyForm(forms.ModelForm):
    spellings = SpellingsField(
        label=_("Other spellings"),
        required=False,
        help_text=_("One a line, in any script; capitals, dots and spaces make no difference."),
    )

    class Meta:
        model = PhotoAgency
        fields = ("name", "spellings", "copyright_notice", "usage_terms")


class Files(forms.ClearableFileInput):
    """A plain file input that takes several files."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class WordsForm(forms.ModelForm):
    """A photo's words and rights. Refuses what somebody else saved over; the typed words stay in the form."""

    rights_url = Photo._meta.get_field("rights_url").formfield(assume_scheme="https")
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    hidden_if_protected = verbs.PRIVATE

    class Meta:
        model = Photo
        fields = list(library.WORDS)
        widgets = TEXT_AREAS

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen_version"] = self.instance.version
        for name in self.hidden_if_protected if self.instance.protect_source else ():
            self.fields.pop(name, None)
        for name, origin in self.instance.origins.items():
            if name in self.fields:
                self.fields[name].help_text = format_html(
                    '<span class="photo-origin">{}</span>', _("From the file (%s).") % origin
                )
        knows_credits(self.fields.get("caption"))

    def clean_taken_on(self):
        day = self.cleaned_data.get("taken_on")
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return day

    def clean(self):
        cleaned = super().clean()
        now = Photo.objects.select_for_update(no_key=True).get(pk=self.instance.pk)
        if cleaned.get("seen_version") != now.version:
            raise forms.ValidationError(library.stale_sentence(now))
        return cleaned

    def save_words(self, *, by, **others):
        """Hand the changed words, and others beside the form, to the library; return the names of those changed."""
        words = {field: self.cleaned_data[field] for field in self.changed_data if field in library.WORDS}
        return library.set_words(self.instance, by=by, version=self.cleaned_data["seen_version"], **(words | others))


class SourceForm(WordsForm):
    """Who is behind a protected photo, for those who may see it."""

    rights_url = None
    hidden_if_protected = ()

    class Meta(WordsForm.Meta):
        fields = list(verbs.PRIVATE)


def knows_credits(field):
    """Let the browser offer to move a credit in brackets out of a caption's field: static/photos/words.js."""
    if field is not None:
        field.widget.attrs["data-credit-address"] = reverse("admin:photos_photo_credit")


class UploadForm(forms.ModelForm):
    """Several files at once, and the words they share. `take` hands them to the library one by one."""

    files = forms.FileField(
        label=_("Photos"),
        required=False,
        widget=Files(attrs={"accept": ACCEPT, "multiple": True}),
        help_text=_("JPEG, PNG, WebP, AVIF or GIF; 50 MB each, 100 at once."),
    )

    class Meta:
        model = Photo
        fields = SHARED
        widgets = TEXT_AREAS | LOCAL_MOMENT

    field_order = ["files", *SHARED]
    accept = ACCEPT

    def __init__(self, request, data=None, *, one=False):
        self.request = request
        super().__init__(data, initial={"language": request.user.language or "en"})
        if one:  # for a field that holds one photo
            files = self.fields["files"]
            del files.widget.attrs["multiple"]
            files.label, files.help_text = _("Photo"), _("JPEG, PNG, WebP, AVIF or GIF; 50 MB.")

    def take(self):
        """Add the files of the request; return their photos. Errors of files are added to the form, one each."""
        words = {field: self.cleaned_data[field] for field in SHARED if self.cleaned_data.get(field)}
        photos = []
        for name in self.request.oversized:
            self.add_error("files", intake.too_large(name).reasons[0])
        for name in self.request.surplus:
            self.add_error("files", _("%s was left out: 100 photos at once are the limit.") % intake.shown(name))
        for file in self.request.FILES.getlist("files"):
            try:
                photos.append(library.add(file, by=self.request.user, name=file.name, **words))
            except library.Refusal as refusal:
                self.add_error("files", _with_link(refusal))
        if not photos and not self.errors:
            self.add_error("files", _("Choose one or more photos."))
        return photos


def _with_link(refusal):
    """Return the refusal's sentence, as a link to the photo where we have it."""
    sentence = refusal.reasons[0]
    if refusal.photo is None:
        return sentence
    return format_html('<a href="{}">{}</a>', reverse("admin:photos_photo_change", args=[refusal.photo.pk]), sentence)


class ReplaceForm(forms.Form):
    """Another file for a photo."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    file = forms.FileField(label=_("The new file"), required=False, widget=forms.FileInput(attrs={"accept": ACCEPT}))
    destroy = forms.BooleanField(
        required=False,
        label=_("Destroy the former file at once"),
        help_text=_("Otherwise it is kept privately for 30 days, so that this can be undone."),
    )


class ProtectForm(forms.Form):
    """The credit that says nothing of who made the photo."""

    credit = forms.CharField(
        label=_("Credit"),
        max_length=200,
        help_text=_(
            "Without the creator’s name. It takes the place of every credit that has it, also in live stories."
        ),
    )


class ApplyForm(forms.Form):
    """What readers are told of a caption and alt text that change in live stories."""

    KINDS = [("typo", _("typo")), ("update", _("update")), ("correction", _("correction"))]

    kind = forms.ChoiceField(label=_("Kind of change"), choices=KINDS, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Note to readers"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("A correction needs one: what was wrong and what is right. A typo has none."),
    )


class ReasonForm(forms.Form):
    """Why something is done with a photo."""

    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=library.REASON_LIMIT,
        help_text=_("The desk sees it wherever the photo is used; readers do not."),
    )
