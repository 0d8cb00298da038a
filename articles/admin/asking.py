"""What the asking pages ask: the inputs of each verb that needs one.

Whether what was typed will do is the verb's business; a form only reads it and gives it back.
"""

from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from js_asset import Script

from articles import desk, transitions, zones


class AskForm(forms.Form):
    """What every asking page carries: the revision it speaks of, and a chief editor's reason where one is needed."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    override = forms.CharField(
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        label=gettext_lazy("Your reason to vouch for your own work"),
        help_text=gettext_lazy("Kept in the desk log; every chief editor sees it."),
    )

    buttons = ()  # fields that only buttons send
    offers = ()

    def __init__(self, *args, article, user, **kwargs):
        super().__init__(*args, **kwargs)
        if not needs_override(article, user):
            del self.fields["override"]

    @staticmethod
    def as_it_is(article):
        """Return what the fields say before anybody typed, of a story as it is."""
        return {}

    def has_passed(self):
        """Return whether a time was typed at which it would be better done now."""
        return False

    @property
    def given(self):
        """Return what was typed, by the names of the verb's own arguments."""
        return {name: value for name, value in self.cleaned_data.items() if name != "revision"}


def needs_override(article, user):
    """Whether a chief editor has to give a reason to vouch for their own work."""
    verb, may = transitions.VERBS["publish"], user.has_perm("articles.override_four_eyes")
    return may and transitions.needs_override(verb, article, user, kind=article.change_kind)


class _MomentForm(AskForm):
    """A page that asks for a wall time, and offers the real ones beside a time that is none or is two."""

    wall_time = forms.CharField(
        label=gettext_lazy("At"), max_length=20, widget=forms.DateTimeInput(attrs={"type": "datetime-local"})
    )
    # Which of a doubled hour: sent by one of the buttons of `offers`, never typed.
    fold = forms.TypedChoiceField(choices=[(0, 0), (1, 1)], required=False, coerce=int, empty_value=None)
    buttons = ("fold",)

    class Media:
        js = [Script("articles/desk/when.js", type="module")]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        now = timezone.localtime()
        self.fields["wall_time"].help_text = _("In %(zone)s (%(offset)s), where it is now %(now)s.") % {
            "zone": settings.TIME_ZONE,
            "offset": zones.offset(now),
            "now": now.strftime(zones.FORMAT),
        }
        self.fields["wall_time"].widget.attrs["data-when"] = reverse("admin:articles_article_when")

    def _typed_has_passed(self):
        """Return whether the typed time is a real one that is too late for a schedule."""
        try:
            typed = zones.resolve(self.data.get("wall_time", ""), settings.TIME_ZONE)
        except zones.WallTimeError:
            return False
        return typed < timezone.now() + desk.schedules.SCHEDULE_LEAST

    @property
    def offers(self):
        """Return (field, value, words) of the real moments beside a time that is none, or is two, for a button each."""
        typed = self.data.get("wall_time", "") if self.is_bound else ""
        try:
            zones.resolve(typed, settings.TIME_ZONE)
        except zones.WallTimeError as error:
            doubled = len({fold for _time, fold, _offset in error.offers}) > 1
            return [
                ("fold" if doubled else "wall_time", fold if doubled else time, f"{time} ({offset})")
                for time, fold, offset in error.offers
            ]
        return []


class ScheduleForm(_MomentForm):
    def has_passed(self):
        return self._typed_has_passed()


class _ReasonForm(AskForm):
    """A page that asks for a reason and for nobody's word."""

    reason = forms.CharField(max_length=1000, strip=True, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("override", None)


class WithdrawForm(_ReasonForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("Notice to readers")
        self.fields["reason"].help_text = _("Stands in the place of the story.")


class SendBackForm(_ReasonForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("What is missing")
        self.fields["reason"].help_text = _("The writer reads it; readers do not.")


class ScheduleWithdrawalForm(_MomentForm, WithdrawForm):
    field_order = ("wall_time", "reason")


class SureForm(AskForm):
    """A page that asks once more and wants no word."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("override", None)


class EmbargoForm(_MomentForm):
    """Until a moment, or without one until released."""

    reason = forms.CharField(max_length=300, label=gettext_lazy("Reason"), widget=forms.TextInput)
    until = forms.ChoiceField(
        label=gettext_lazy("How long"),
        choices=[("moment", gettext_lazy("until a moment")), ("release", gettext_lazy("until it is released"))],
        initial="moment",
        widget=forms.RadioSelect,
    )
    field_order = ("until", "wall_time", "reason")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("override", None)
        self.fields["wall_time"].required = False
        self.fields["reason"].help_text = _("Whoever waits for the story reads it; readers do not.")

    @staticmethod
    def as_it_is(article):
        held = article.embargo == article.Embargo.HOLD
        until = timezone.localtime(article.embargo_until).strftime("%Y-%m-%dT%H:%M") if article.embargo_until else ""
        return {"until": "release" if held else "moment", "wall_time": until, "reason": article.embargo_reason}

    def clean(self):
        given = super().clean()
        if given.get("until") == "release":
            given["wall_time"] = ""
        elif "wall_time" in given and not given["wall_time"].strip():
            self.add_error("wall_time", _("Name the moment, or choose “until it is released”."))
        return given

    @property
    def given(self):
        return {name: value for name, value in super().given.items() if name != "until"}


class KillForm(SureForm):
    reason = forms.CharField(
        required=False, max_length=1000, label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _("Kept in the desk log.")


class LiveOptionsForm(SureForm):
    comments_open = forms.BooleanField(required=False, label=gettext_lazy("Readers may comment"))
    indexable = forms.BooleanField(required=False, label=gettext_lazy("Search engines may list it"))

    @staticmethod
    def as_it_is(article):
        edition = article.edition_or_none
        return {name: getattr(edition, name, False) for name in ("comments_open", "indexable")}


class RestoreForm(AskForm):
    number = forms.IntegerField(widget=forms.HiddenInput)
