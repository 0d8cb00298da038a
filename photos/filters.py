"""The library's filters: where photos are used, what they lack, whose they are, what may be done with them."""

from datetime import timedelta

from django.contrib import admin
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from photos import uses
from photos.models import Photo


class Choices(admin.SimpleListFilter):
    """A filter made of a table: {value in the address: (words, condition on Photo made from the request)}."""

    table: dict

    def lookups(self, request, model_admin):
        return [(value, words) for value, (words, _condition) in self.table.items()]

    def queryset(self, request, queryset):
        if self.value() not in self.table:
            return queryset
        return queryset.filter(self.table[self.value()][1](request))


class UseFilter(Choices):
    title, parameter_name = _("use"), "use"
    table = {
        "live": (_("in live stories"), lambda request: uses.is_public()),
        "draft": (_("in drafts only"), lambda request: uses.is_used() & ~uses.is_public()),
        "never": (_("never used"), lambda request: ~uses.is_used()),
    }


class MissingFilter(Choices):
    title, parameter_name = _("what is missing"), "missing"
    table = {
        "credit": (_("no credit"), lambda request: Q(credit="")),
        "alt": (_("no alt text"), lambda request: Q(alt="")),
        "caption": (_("no caption"), lambda request: Q(caption="")),
    }


class AddedFilter(Choices):
    title, parameter_name = _("added"), "added"
    table = {
        "me": (_("by me"), lambda request: Q(added_by=request.user)),
        "today": (_("today"), lambda request: Q(added_at__date=timezone.localdate())),
        "week": (_("in the last 7 days"), lambda request: Q(added_at__gte=timezone.now() - timedelta(days=7))),
    }


class RightsFilter(Choices):
    title, parameter_name = _("rights"), "rights"
    table = {
        "ending": (
            _("end within 7 days"),
            lambda request: Q(rights_until__range=(timezone.now(), timezone.now() + timedelta(days=7))),
        ),
        "ended": (_("have ended"), lambda request: Q(rights_until__lte=timezone.now())),
        "protected": (_("source protected"), lambda request: Q(protect_source=True)),
        "ai": (_("made or altered with AI"), lambda request: Q(digital_source_type__in=Photo.AI_TYPES)),
    }


class StateFilter(Choices):
    """Withdrawn photos are hidden unless they are asked for."""

    title, parameter_name = _("state"), "state"
    table = {
        "withdrawn": (_("withdrawn"), lambda request: Q(withdrawn_at__isnull=False)),
        "preparing": (_("being prepared"), lambda request: ~Q(pk__in=Photo.objects.prepared()) & Q(failure="")),
        "failed": (_("failed"), lambda request: ~Q(failure="")),
    }

    def queryset(self, request, queryset):
        if self.value() == "withdrawn":
            return super().queryset(request, queryset)
        return super().queryset(request, queryset).filter(withdrawn_at=None)


class AgencyFilter(admin.RelatedFieldListFilter):
    """Only agencies that have photos here."""

    include_empty_choice = False

    def field_choices(self, field, request, model_admin):
        used = Photo.objects.exclude(agency=None).values("agency")
        return field.get_choices(include_blank=False, limit_choices_to={"pk__in": used})
