"""The people of the newsroom: who logs in, and the names readers see above a story."""

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as StockUserAdmin
from django.core.exceptions import ValidationError
from django.db.models import Prefetch, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from authors import making, second_factor
from authors.forms import ByLanguageField, ByLanguageForm
from authors.models import Author, User
from newsroom import pages
from photos.models import Photo
from photos.picker import PhotoNumber


class ProfilesField(forms.CharField):
    """Addresses elsewhere, one a line, kept as a list."""

    widget = forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        address = forms.URLField(assume_scheme="https")
        return [address.clean(line.strip()) for line in super().to_python(value).splitlines() if line.strip()]

    def has_changed(self, initial, data):
        try:
            return (initial or []) != self.to_python(data)
        except ValidationError:
            return True


class AuthorForm(ByLanguageForm):
    names = ByLanguageField(
        required=False, label=_("Name by language"), help_text=_("Only where readers of that language know another.")
    )
    bio = ByLanguageField(required=False, label=_("Biography"), max_length=2_000, widget=forms.Textarea)
    profiles = ProfilesField(
        required=False, label=_("Profiles"), help_text=_("Addresses elsewhere that are theirs, one a line.")
    )
    slug = forms.SlugField(
        required=False,
        allow_unicode=True,
        max_length=200,
        help_text=_("The last part of their page’s address; blank: from the name."),
    )

    class Meta:
        model = Author
        fields = ("kind", "name", "names", "slug", "job_title", "bio", "portrait", "profiles", "user")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if user := self.fields.get("user"):
            # A plain list: nobody but a superuser may look accounts up. Who left stays linked to their byline.
            user.queryset = User.objects.filter(
                Q(is_active=True, is_staff=True) | Q(pk=self.instance.user_id)
            ).order_by("first_name", "last_name", "username")

    def clean_slug(self):
        """Return the typed slug, else one from the name, in its script, that no other author has."""
        typed = self.cleaned_data.get("slug")
        if typed:
            return typed
        return making.free_slug(self.cleaned_data.get("name", ""), besides=self.instance.pk)


@admin.register(Author)
class AuthorAdmin(pages.PurgesPages, admin.ModelAdmin):
    form = AuthorForm
    list_display = ("name", "kind", "job_title", "user", "is_active")
    list_filter = ("kind", ("retired_at", admin.EmptyFieldListFilter))
    list_select_related = ("user",)
    search_fields = ("name", "names", "slug")
    search_help_text = _("Name, in any language")
    show_full_result_count = False
    fieldsets = (
        (None, {"fields": ("kind", "name", "names", "job_title", "bio", "portrait")}),
        (_("Public page and account"), {"fields": ("slug", "profiles", "user")}),
    )

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """A portrait is chosen in the picker of photos."""
        if db_field.name == "portrait":
            kwargs |= {"widget": PhotoNumber(), "label": _("Portrait: number of the photo")}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "portrait" and hasattr(field.widget, "can_add_related"):
            field.widget.can_add_related = field.widget.can_change_related = False
            field.widget.can_view_related = field.widget.can_delete_related = False
        return field

    def shown_on(self, author):
        return [f"author:{author.pk}"]

    @admin.display(boolean=True, description=_("active"))
    def is_active(self, author):
        return author.retired_at is None and author.merged_into_id is None

    def found(self, author):
        """Add to a name its kind and its portrait, where a field finds it by typing."""
        shown = author.portrait and not author.portrait.is_withdrawn
        found = {"kind": author.get_kind_display(), "thumbnail": author.portrait.thumbnail_url if shown else ""}
        return found | ({"text": f"{author.name} ({author.get_kind_display()})"} if author.is_agency else {})

    def get_search_results(self, request, queryset, search_term):
        """Offer a story's form only those whom a new byline may name."""
        if request.path.endswith("/autocomplete/"):
            portraits = Prefetch("portrait", Photo.objects.with_renditions())
            queryset = queryset.active().prefetch_related(portraits)
        return super().get_search_results(request, queryset, search_term)


# Their pages would show the secret keys of colleagues.
admin.site.unregister((StaticDevice, TOTPDevice))


@admin.register(User)
class UserAdmin(StockUserAdmin):
    list_display = ("username", "first_name", "last_name", "email", "is_staff", "is_active")
    fieldsets = (
        *StockUserAdmin.fieldsets,
        (_("At the desk"), {"fields": ("language", "shortcuts", "second_factor")}),
    )
    readonly_fields = ("second_factor",)
    actions = ("reset_second_factor",)

    @admin.display(description=_("second factor"))
    def second_factor(self, user):
        return user.second_factor_at or _("none")

    @admin.action(description=_("Reset the second factor of the chosen users"), permissions=["change"])
    def reset_second_factor(self, request, queryset):
        for user in queryset:
            second_factor.reset(user, by=request.user)
        number = len(queryset)
        messages.success(request, ngettext(
            "%d second factor is reset: the password alone logs in until another is set up.",
            "%d second factors are reset: the password alone logs in until others are set up.", number,
        ) % number)  # fmt: skip

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name != "language":
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        choices = [("", _("the site’s own")), *settings.LANGUAGES]
        return forms.ChoiceField(label=_("Language of the desk"), choices=choices, required=False)

    show_full_result_count = False
