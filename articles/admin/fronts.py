"""Curating a front: its lead and slots, set by typing to find, by number, and for a time.

The page shows every place, what the desk put there and what readers see in it now. articles/desk/fronts.py sets it.
"""

import re
from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import desk, permissions, state, zones
from articles.admin.lists import public_badge
from articles.admin.records import ReadOnlyAdmin
from articles.desk import fronts
from articles.models import Article, Edition, Placement, Section
from articles.press import places
from articles.press.page import address
from newsroom.text import tidy_line

FOUND = 12  # stories offered for what was typed
WORDS = 8  # of what was typed, looked for
NUMBER = re.compile(r"#?(\d{1,12})(?!\d)(\s|$)")
LATER = 2  # rows for what takes a place over later

# Finding a story ----------------------------------------------------------------------------------------------


def placeable(language):
    """Return the stories that a front of a language can show now or later."""
    live = Q(
        edition__withdrawn_at=None, edition__retracted_at=None
    )  # of a story that was never published both are null
    return Article.objects.filter(live, language=language, killed_at=None)


def find(language, typed):
    """Return the stories meant by what was typed: the one of a number such as #412, else those with all the words."""
    stories = state.with_state(placeable(language)).defer("body", "insets", "edition__body", "edition__insets")
    if number := NUMBER.match(typed):
        return list(stories.filter(pk=int(number[1])))
    words = typed.split()[:WORDS]
    for word in words:
        stories = stories.filter(Q(headline__icontains=word) | Q(brief__icontains=word))
    return list(stories.order_by("-saved_at", "-pk")[:FOUND]) if words else []


def named(story):
    """Return how a story is written into the field of a place."""
    return f"#{story.pk} {story}"


# The form -----------------------------------------------------------------------------------------------------


class PlaceForm(forms.Form):
    """One row of a front: which place, which story, from when until when. A row without a story places none."""

    slot = forms.IntegerField(label=gettext_lazy("Place"), widget=forms.NumberInput(attrs={"min": 1}))
    story = forms.CharField(
        label=gettext_lazy("Story"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "list": "front-found", "autocomplete": "off", "dir": "auto"}),
    )
    pick = forms.IntegerField(required=False, widget=forms.HiddenInput)
    starts = forms.CharField(
        label=gettext_lazy("From"), required=False, widget=forms.DateTimeInput(attrs={"type": "datetime-local"})
    )
    ends = forms.CharField(
        label=gettext_lazy("Until"), required=False, widget=forms.DateTimeInput(attrs={"type": "datetime-local"})
    )

    def __init__(self, *args, language, shown=None, later=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.language, self.place, self.choices = language, None, []
        number = self["slot"].value()
        self.is_lead = str(number) == "1" and not later
        # What readers see in this place.
        self.now = None if later else (shown or {}).get(str(number))
        if self.now:
            self.fields["story"].widget.attrs["placeholder"] = _("Newest: %s") % self.now.headline

    def clean_story(self):
        """Return the story that is meant; where that is not clear, offer those it may be."""
        typed = tidy_line(self.cleaned_data["story"])
        if not typed:
            return None
        picked = self.data.get(self.add_prefix("pick"), "")
        found = find(self.language, f"#{picked}" if picked.isdecimal() and len(picked) < 13 else typed)
        if not found:
            raise forms.ValidationError(_("No story that this front can show is like “%s”.") % typed[:80])
        if len(found) > 1:
            self.choices = found
            raise forms.ValidationError(_("Several stories are like “%s”. Choose one.") % typed[:80])
        return found[0]

    def clean_starts(self):
        return self._moment("starts")

    def clean_ends(self):
        return self._moment("ends")

    def _moment(self, name):
        typed = self.cleaned_data[name].strip()
        try:
            return zones.resolve(typed[:16], settings.TIME_ZONE) if typed else None
        except zones.WallTimeError as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("story") and not self.errors:
            self.place = desk.Place(cleaned["slot"] - 1, cleaned["story"].pk, cleaned["starts"], cleaned["ends"])
        return cleaned

    @property
    def has_times(self):
        """Whether there is a time to see, or one to mend."""
        return any(self[name].value() or self[name].errors for name in ("starts", "ends"))

    @cached_property
    def placed(self):
        """The story in this row, with its public state: the one found, or the one that stood there before."""
        found = self.is_bound and self.is_valid()
        story = self.cleaned_data.get("story") if found else self.initial.get("placed")
        return story and {"story": story, "badge": public_badge(state.of(story))}


class _PlaceFormSet(forms.BaseFormSet):
    def get_form_kwargs(self, index):
        """The last rows are for what takes a place over later."""
        later = index is not None and index >= self.total_form_count() - LATER
        return super().get_form_kwargs(index) | {"later": later}

    @property
    def places(self):
        return [form.place for form in self.forms if form.place]


PlaceFormSet = forms.formset_factory(PlaceForm, formset=_PlaceFormSet, extra=0, max_num=60, absolute_max=60)


@dataclass
class Sheet:
    """A front as it is drawn: its rows, and what stood against setting them, if that was tried."""

    rows: PlaceFormSet
    is_set: bool = False
    stale: desk.StaleFront | None = None
    error: desk.Refusal | None = None


def _form(language, section, data=None, initial=None):
    """Return the rows of a front, as they were sent or as they stand."""
    options = {"language": language, "shown": _shown(language, section)}
    return PlaceFormSet(data, initial=initial, form_kwargs=options, prefix="place")


def _sent(request, language, section):
    """Return the Sheet of what was sent: moved by an arrow, or set, or with what is wrong with it."""
    rows = _form(language, section, request.POST)
    if step := _step(request.POST):
        rows = _form(language, section, _moved(request.POST, rows, *step))
        rows.is_valid()  # so that each row knows its story
        return Sheet(rows)
    if not rows.is_valid():
        return Sheet(rows)
    try:
        seen = request.POST.get("over") or request.POST.get("seen", "")
        desk.set_front(language, section, rows.places, by=request.user, seen=seen)
    except desk.StaleFront as refusal:
        return Sheet(rows, stale=refusal)
    except desk.NotAllowed:
        raise
    except desk.Refusal as refusal:
        return Sheet(rows, error=refusal)
    return Sheet(rows, is_set=True)


# The pages ----------------------------------------------------------------------------------------------------


@admin.register(Placement)
class PlacementAdmin(ReadOnlyAdmin):
    """The fronts. A placement is never a row to be edited: a front is set as a whole."""

    class Media:
        css = {"all": ["articles/desk/fronts.css"]}

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("articles.set_front")

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def get_urls(self):
        def page(route, view, name):
            return path(route, self.admin_site.admin_view(view), name=f"articles_placement_{name}")

        return [
            page("", self.fronts_view, "changelist"),
            page("find/<slug:language>/", self.find_view, "find"),
            page("<slug:language>/", self.front_view, "home"),
            page("<slug:language>/<str:slug>/", self.front_view, "section"),
        ]

    def fronts_view(self, request):
        """List the fronts that this person may set."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        sections = [None, *Section.objects.prefetch_related("editors")]
        mine = [section for section in sections if permissions.may_set_front(request.user, section)]
        placed = {}
        for language, section in Placement.objects.order_by().values_list("language", "section"):
            placed[language, section] = placed.get((language, section), 0) + 1
        listed = [
            (
                name,
                [
                    {
                        "title": section.name_in(code) if section else _("Home"),
                        "url": front_url(code, section),
                        "placed": placed.get((code, section and section.pk), 0),
                    }
                    for section in mine
                ],
            )
            for code, name in settings.LANGUAGES
        ]
        context = self._context(request, _("Fronts"), fronts=listed if mine else [])
        return TemplateResponse(request, "admin/articles/placement/fronts.html", context)

    def find_view(self, request, language):
        """Answer what is typed into a place with the stories it may mean."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        found = find(language, tidy_line(request.GET.get("q", "")))
        return JsonResponse({"found": [{"value": named(story), "state": state.of(story).words} for story in found]})

    def front_view(self, request, language, slug=""):
        """Show a front as it is set, or set it."""
        section = self._section(request, language, slug)
        sheet = _sent(request, language, section) if request.method == "POST" else None
        if sheet and sheet.is_set:
            messages.success(request, _("The front is set."))
            return HttpResponseRedirect(request.path)
        return self._page(request, language, section, sheet)

    def _section(self, request, language, slug):
        """Return the section of an address, None for the home. A front that is none is a 404, another's a 403."""
        if language not in dict(settings.LANGUAGES):
            raise Http404
        section = get_object_or_404(Section.objects.prefetch_related("editors"), slug=slug) if slug else None
        if not permissions.may_set_front(request.user, section):
            raise PermissionDenied
        return section

    def _page(self, request, language, section, sheet):
        """Draw a front: the sheet that was sent, or where there is none the front as it stands."""
        standing = fronts.places(language, section)  # once: what is shown is what the version is of
        version = fronts.version(standing)
        sheet = sheet or Sheet(_form(language, section, initial=_rows(standing, language)))
        context = self._context(
            request,
            _("Front: %s") % (section.name_in(language) if section else _("Home")),
            rows=sheet.rows,
            error=sheet.error,
            stale=sheet.stale,
            seen=request.POST.get("seen") or version,
            version=version,
            others=_rows(standing, language) if sheet.stale else [],
            last=fronts.last_set(language, section),
            language=language,
            zone=f"{settings.TIME_ZONE} ({zones.offset(timezone.localtime())})",
            public=address("section", language, slug=section.slug) if section else address("front", language),
            media=self.media,
        )
        return TemplateResponse(request, "admin/articles/placement/front.html", context)

    def _context(self, request, title, **context):
        return self.admin_site.each_context(request) | {"title": title, "opts": self.opts} | context


def front_url(language, section):
    """Return the address of a front's page on the desk."""
    if section is None:
        return reverse("admin:articles_placement_home", args=[language])
    return reverse("admin:articles_placement_section", args=[language, section.slug])


def _within(section):
    """Return the numbers of a section and of those below it."""
    return [section.pk, *Section.objects.filter(parent=section).values_list("pk", flat=True)]


def _shown(language, section):
    """Return {number of the place, as text: Edition} of what readers see on a front now."""
    chosen = places.chosen(language, section)
    live = Edition.objects.live().in_language(language).filter(retracted_at=None)
    newest = (live.newest_in(_within(section), settings.FRONT_SLOTS) if section else live.newest())[
        : settings.FRONT_SLOTS
    ]
    pool = Edition.objects.first_of_each([newest, live.filter(pk__in=chosen.values())]).for_cards().newest()
    first, _rest = places.arrange(list(pool), chosen, settings.FRONT_SLOTS)
    return {str(number): story for number, story in enumerate(first, 1)}


def _rows(before, language):
    """Return the initial rows of the form: what is placed, a row for each free place, and some for later."""
    stories = state.with_state(Article.objects.filter(language=language)).defer("body", "insets")
    stories = stories.in_bulk([place.article for place in before])
    rows = [
        {
            "slot": place.position + 1,
            "story": named(stories[place.article]),
            "placed": stories[place.article],
            "starts": _wall(place.starts_at),
            "ends": _wall(place.ends_at),
        }
        for place in before
        if place.article in stories
    ]
    taken = {row["slot"] for row in rows}
    rows += [{"slot": number} for number in range(1, settings.FRONT_SLOTS + 1) if number not in taken]
    rows.sort(key=lambda row: row["slot"])
    return rows + [{"slot": 1}] * LATER


def _wall(moment):
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M") if moment else ""


def _step(data):
    """Return (index of a row, -1 or 1) where one of the arrows was pressed, else None."""
    for name, by in (("_up", -1), ("_down", 1)):
        if data.get(name, "").isdecimal() and len(data[name]) < 4:
            return int(data[name]), by
    return None


def _moved(data, rows, index, by):
    """Return what was sent with the story of one row changed for that of the row before or after it."""
    other = index + by
    if not (0 <= index < len(rows.forms) and 0 <= other < len(rows.forms)):
        return data
    moved = data.copy()
    for name in ("story", "pick", "starts", "ends"):
        one, two = (rows.forms[number].add_prefix(name) for number in (index, other))
        moved[one], moved[two] = data.get(two, ""), data.get(one, "")
    return moved
