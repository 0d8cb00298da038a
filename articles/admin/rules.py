"""How severe the rules of the checklist are: chief editors decide, of all but those that nobody lowers."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from articles import checklist
from articles.models import RuleSetting

NAMES = {
    "section": _("Section is missing"),
    "photo_replaced": _("A photo’s file or words changed since this revision"),
    "byline": _("Nobody on the byline"),
    "byline_line": _("Byline line asks for a name that is not there"),
    "placeholder": _("TK, XXX or ??? in the text"),
    "desk_address": _("A link into the desk"),
    "photo_needed": _("Commissioned with a photo and has none"),
    "legal": _("Needs clearance for law and has none"),
    "standfirst": _("Standfirst is missing"),
    "dateline": _("Dateline is missing"),
    "tags": _("No tags"),
    "headline_length": _("Headline too long (number: characters)"),
    "headline_again": _("Headline was live before (number: days)"),
    "length": _("Off the commissioned length (number: per cent)"),
    "byline_forgotten": _("A byline is missing from the byline line"),
    "photo_twice": _("One photo used twice"),
    "photo_caption": _("Photo without caption"),
    "photo_credit_differs": _("Caption and credit disagree"),
    "photo_alt_repeats": _("Alt text repeats the caption"),
    "photo_language": _("Photo’s words in another language"),
    "photo_small": _("Lead photo too small (number: pixels)"),
    "photo_changed": _("Photo’s words changed since the save"),
    "inset_missing": _("A quote or embed in the text is missing"),
    "notes": _("Notes are open"),
    "photo_rights_end": _("Photo’s rights end soon (number: days)"),
}


class RuleSettingForm(forms.ModelForm):
    rule = forms.ChoiceField(label=_("Rule"))

    class Meta:
        model = RuleSetting
        fields = ("rule", "section", "severity", "number")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rule"].choices = [(rule.code, name_of(rule.code)) for rule in open_rules()]

    def clean(self):
        given = super().clean()
        rule = next((rule for rule in open_rules() if rule.code == given.get("rule")), None)
        if rule and rule.number is None and given.get("number") is not None:
            raise ValidationError({"number": _("This rule has no number.")})
        return given


def open_rules():
    """Return the rules that a newsroom may lower, raise or switch off."""
    return [rule for rule in checklist.RULES if not rule.fixed]


def name_of(code):
    return NAMES.get(code, code)


@admin.register(RuleSetting)
class RuleSettingAdmin(admin.ModelAdmin):
    form = RuleSettingForm
    list_display = ("named", "section", "severity", "number")
    list_filter = ("severity",)
    list_select_related = ("section",)
    show_full_result_count = False

    @admin.display(description=_("rule"), ordering="rule")
    def named(self, setting):
        return name_of(setting.rule)
