"""Planning in the admin: the plan's own page, the stub of a story to come, and the part of the story's form."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles import desk, permissions, protection
from articles.admin.bulk import staff
from articles.admin.form import take_whole, writing
from articles.admin.lists import badges
from articles.admin.ways import goal
from articles.models import Article

MOMENT = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class PlanForm(forms.ModelForm):
    """What is planned of a story, as far as this person may set it. The verb saves it."""

    class Meta:
        model = Article
        fields = permissions.PLAN
        widgets = {"brief": forms.Textarea(attrs={"rows": 2}), "deadline": MOMENT, "planned_for": DAY}

    def __init__(self, *args, allowed=permissions.PLAN, **kwargs):
        super().__init__(*args, **kwargs)
        for name in set(permissions.PLAN) - set(allowed):
            del self.fields[name]
        if self.instance.pk and protection.hides(self.instance.assignee, self.instance):
            self.fields.pop("assignee", None)
        if "assignee" in self.fields:
            self.fields["assignee"].queryset = staff()
        if "brief" in self.fields:
            self.fields["brief"].widget.attrs |= writing(self.instance.language)
        for field in self.fields.values():
            field.show_hidden_initial = True  # of two people who plan at once, each changes what they changed
        take_whole(self)

    @property
    def changed(self):
        """Return what the person changed, by the names of the verb's arguments."""
        return {name: self.cleaned_data[name] for name in self.changed_data if name in permissions.PLAN}

    def _post_clean(self):
        """The verb checks and writes the story, locked; the form's own stays as it was found."""


class StubForm(PlanForm):
    """A story that is only planned yet."""

    class Meta(PlanForm.Meta):
        fields = ("brief", "language", "section", *permissions.PLAN[1:])

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["brief"].required = True

    @property
    def changed(self):
        """Return all of the plan: a day that the week filled in is as good as one that was typed."""
        return {name: self.cleaned_data[name] for name in permissions.PLAN}


class PlanMixin:
    """The addresses of planning, for the story's ModelAdmin."""

    def get_urls(self):
        def page(route, view, name):
            return path(route, self.admin_site.admin_view(view), name=f"articles_article_{name}")

        return [
            page("assign/", self.stub_view, "stub"),
            page("<path:object_id>/plan/", self.plan_view, "plan"),
            page("<path:object_id>/plan/day/", require_POST(self.plan_day_view), "plan_day"),
            *super().get_urls(),
        ]

    def stub_view(self, request):
        """Assign a story of which there is nothing yet but what it is to be."""
        if not request.user.has_perm("articles.assign_article"):
            raise PermissionDenied
        initial = {name: request.GET[name] for name in ("planned_for", "section") if name in request.GET}
        form = StubForm(request.POST if request.method == "POST" else None, initial=initial)
        if request.method == "POST" and form.is_valid():
            where = {name: form.cleaned_data[name] for name in ("language", "section")}
            try:
                article = desk.assign(by=request.user, **where, **form.changed)
            except desk.Refusal as refusal:  # a section that is not theirs too: what they typed comes back
                form.add_error(None, " ".join(refusal.reasons))
            else:
                return self._planned(request, article, _("Assigned: “%s”.") % article)
        return self._plan_page(request, form, None, _("Assign a story"), _("Assign"))

    def plan_view(self, request, object_id):
        """Change what is planned of a story. Nothing of it reaches its text or a reader."""
        article = self._planned_story(request, object_id)
        allowed = permissions.may_plan(request.user, article)
        data = request.POST if request.method == "POST" else None
        form = PlanForm(data, instance=article, allowed=allowed)
        if data is not None and form.is_valid():
            try:
                desk.assign(article, by=request.user, **form.changed)
            except desk.NotAllowed:
                raise
            except desk.Refusal as refusal:
                form.add_error(None, " ".join(refusal.reasons))
            else:
                sentence = _("The plan is changed.") if form.changed else _("Nothing had changed.")
                return self._planned(request, article, sentence)
        return self._plan_page(request, form, article, _("Plan: %s") % article, _("Save the plan"))

    def plan_day_view(self, request, object_id):
        """Move the day a story is meant to run, or take it away ("none"): by the arrows of the week, or by dragging."""
        article, asked = self._planned_story(request, object_id), request.POST.get("planned_for", "")
        try:
            day = parse_date(asked)
        except ValueError:
            day = None
        if day is None and asked != "none":
            messages.error(request, _("That is no day. Write it as 2026-11-22."))
        else:
            try:
                desk.assign(article, by=request.user, planned_for=day)
            except desk.NotAllowed:
                raise
            except desk.Refusal as refusal:
                messages.error(request, " ".join(refusal.reasons))
        return HttpResponseRedirect(goal(request, article))

    def _planned_story(self, request, object_id):
        article = self.get_object(request, object_id)
        if article is None:
            raise Http404
        if not self.has_view_permission(request, article) or not permissions.may_plan(request.user, article):
            raise PermissionDenied
        return article

    def _planned(self, request, article, sentence):
        messages.success(request, sentence)
        return HttpResponseRedirect(goal(request, article))

    def _plan_page(self, request, form, article, title, button):
        context = self.admin_site.each_context(request) | {
            "opts": self.opts,
            "original": article,
            "title": title,
            "button": button,
            "form": form,
            "back": goal(request, article),
        }
        if article:
            context |= badges(article)
        return TemplateResponse(request, "admin/articles/article/plan.html", context)


# The plan on the story's form ---------------------------------------------------------------------------------


def set_apart(form):
    """Take the plan out of a form's story, for the verb to set; return what the person changed of it."""
    names = [name for name in permissions.PLAN if name in form.fields]
    for name in names:
        field = Article._meta.get_field(name)
        setattr(form.instance, field.attname, form.initial[name] if form.instance.pk else field.get_default())
    return {name: form.cleaned_data[name] for name in names if name in form.changed_data}


def carry_out(request, article, plan):
    """Set what was planned on the form and return the sentences to say of it. The save stands, whatever comes of it."""
    if not plan:
        return []
    try:
        desk.assign(article, by=request.user, **plan)
    except desk.Refusal as refusal:
        return [" ".join([_("Not planned:"), *refusal.reasons])]
    return [_("The plan is changed.")]
