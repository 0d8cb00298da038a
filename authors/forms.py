"""Words that exist once per language, as one field of a form with a line for each."""

from django import forms
from django.conf import settings


class ByLanguageWidget(forms.MultiWidget):
    """One input per language of the site, each named and written in its direction."""

    template_name = "admin/by_language.html"

    def __init__(self, widget=forms.TextInput, attrs=None):
        widgets = {}
        for code, name in settings.LANGUAGES:
            widgets[code] = widget(attrs={"lang": code, "dir": "auto", "aria-label": str(name), "class": "vTextField"})
        super().__init__(widgets, attrs)

    def decompress(self, value):
        value = value if isinstance(value, dict) else {}
        return [value.get(code, "") for code, _name in settings.LANGUAGES]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        for (code, language), subwidget in zip(settings.LANGUAGES, context["widget"]["subwidgets"], strict=True):
            subwidget |= {"code": code, "language": language}
        return context


class ByLanguageField(forms.MultiValueField):
    """A JSON column such as {"en": "Politics", "ar": "سياسة"}, typed without braces. Empty languages are left out.

    What the column holds in a language that the site no longer has is kept: see `keep`.
    """

    def __init__(self, *, max_length=120, widget=forms.TextInput, required=True, **kwargs):
        fields = [forms.CharField(max_length=max_length, required=False) for _language in settings.LANGUAGES]
        super().__init__(fields, widget=ByLanguageWidget(widget), require_all_fields=False, required=required, **kwargs)

    def compress(self, values):
        typed = zip(settings.LANGUAGES, values or [], strict=False)
        return {code: value for (code, _name), value in typed if value}

    def keep(self, value, old):
        """Return `value` with the old words of languages this form does not show."""
        shown = {code for code, _name in settings.LANGUAGES}
        return {code: words for code, words in (old or {}).items() if code not in shown} | value


class ByLanguageForm(forms.ModelForm):
    """A model form whose ByLanguageFields lose no language that is not on the form."""

    def clean(self):
        cleaned = super().clean()
        for name, field in self.fields.items():
            if isinstance(field, ByLanguageField) and name in cleaned:
                cleaned[name] = field.keep(cleaned[name], getattr(self.instance, name, None))
        return cleaned
