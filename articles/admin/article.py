"""The story in the admin: a form that reads like the story, with the verbs beside it."""

import hashlib

from django.contrib import admin, messages
from django.contrib.admin.utils import flatten_fieldsets
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils.encoding import uri_to_iri
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from js_asset import Media, Script

from articles import checklist, desk, documents, offers, permissions, preview, protection, transitions
from articles.admin import acts, bulk, credits, keywords, lists, merging, nodes, planning
from articles.admin.acts import ActsMixin
from articles.admin.board import BoardMixin
from articles.admin.bylines import BylineInline
from articles.admin.captions import CaptionInline, LeadInline
from articles.admin.fields import FoundSelect
from articles.admin.form import ArticleForm
from articles.admin.history import HistoryMixin, entries, sent_back
from articles.admin.keeping import KeepingMixin
from articles.admin.lists import badges
from articles.admin.notes import NotesMixin, panel
from articles.admin.previewing import PreviewMixin
from articles.admin.protecting import ProtectionMixin
from articles.admin.pulse import PulseMixin
from articles.admin.shares import SharesMixin
from articles.admin.standing import standing, vouched
from articles.admin.week import WeekMixin
from articles.models import Article, Caption
from articles.people import known_as
from authors.me import SHORTCUTS
from authors.models import User

# The first makes what the others use.
SCRIPTS = "dialogs rows form captions insets photos offers tags pane keys notes kept pulse".split()
KEPT = {"base", "token"}  # what every form carries, however little of the story it may change
RECENT = 6  # entries of the history beside the form
VOUCHING = ("approve", "clear_legal")  # beside these stands what changed since somebody did so before
SAME_POST = 3600  # seconds for which a form sent twice is known

# The parts of the form, in the order of templates/admin/articles/article/change_form.html.
PARTS = {
    "head": ("kicker", "headline", "standfirst"),
    "text": ("byline_line", "dateline", "body", "insets"),
    "source": (("source", "source_url"),),
    "change": ("change_kind", "change_note", "clear_text"),
    "filing": ("section", "language", "tags", "slug", "genre", "translation_of", "translation_number"),
    "planning": permissions.PLAN,
}


@admin.register(Article)
class ArticleAdmin(
    lists.StoryListMixin,
    planning.PlanMixin,
    BoardMixin,
    WeekMixin,
    ActsMixin,
    HistoryMixin,
    NotesMixin,
    PreviewMixin,
    ProtectionMixin,
    PulseMixin,
    SharesMixin,
    KeepingMixin,
    admin.ModelAdmin,
):
    form = ArticleForm
    inlines = (LeadInline, BylineInline, CaptionInline)
    autocomplete_fields = ("translation_of",)
    change_form_template = "admin/articles/article/change_form.html"

    class Media:
        js = [Script(f"articles/desk/{name}.js", type="module") for name in SCRIPTS]

    # Who may what ---------------------------------------------------------------------------------------------

    def has_change_permission(self, request, obj=None):
        """Who keeps the photos of the house may change those of any story: see `may_write` for the rest of it."""
        if obj is None:
            return super().has_change_permission(request)
        return permissions.may_caption(request.user) or self.may_write(request, obj)

    def may_write(self, request, obj):
        """Return whether a person may change all of a story, not its photos alone."""
        return permissions.may_change(request.user, obj)

    def has_delete_permission(self, request, obj=None):
        """Return False: a story is killed or withdrawn, never deleted."""
        return False

    def get_fieldsets(self, request, obj=None):
        parts = dict(PARTS)
        if obj is None or not hasattr(obj, "edition"):
            del parts["change"]
        if not self._may_plan(request, obj) and not (obj and (obj.brief or obj.assignee_id)):
            del parts["planning"]
        elif obj is not None and protection.hides(obj.assignee, obj):
            parts["planning"] = ["assignee_as_read" if name == "assignee" else name for name in permissions.PLAN]
        if obj is not None and not self.may_write(request, obj):
            parts["text"] = ("byline_line", "dateline", "body_as_read")
            for name in {"filing", "change"} & parts.keys():
                parts[name] = parts[name][:-1]  # the last of each is a way to fill the form, nothing to be read
        return [(name, {"fields": fields}) for name, fields in parts.items()]

    def get_readonly_fields(self, request, obj=None):
        if obj is not None and not self.may_write(request, obj):
            return [*flatten_fieldsets(self.get_fieldsets(request, obj)), *self.form.declared_fields.keys() - KEPT]
        fixed = ["body_as_read", "assignee_as_read"]
        return fixed if self._may_plan(request, obj) else [*fixed, *permissions.PLAN]

    def _may_plan(self, request, obj):
        """Return whether the form lets a person plan a story, or one to come: as a whole or not at all."""
        if obj is None:
            return request.user.has_perm("articles.assign_article")
        return permissions.may(request.user, "assign_article", obj)

    @admin.display(description=gettext_lazy("assignee"))
    def assignee_as_read(self, article):
        """Stands in the place of the field where the story protects its assignee, who is not changed there."""
        return protection.assignee_of(article)

    @admin.display(description=gettext_lazy("text"))
    def body_as_read(self, article):
        return preview.page_of(article).body

    def get_changeform_initial_data(self, request):
        """A link may begin a story in a language or section, or as a translation; it fills nothing else."""
        initial = super().get_changeform_initial_data(request)
        return {name: initial[name] for name in ("language", "section", "translation_of") if name in initial}

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.autocomplete_fields:
            kwargs["widget"] = FoundSelect(db_field, self.admin_site)
        if db_field.name == "assignee":
            kwargs["queryset"] = bulk.staff()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Sections and stories are not made in passing: no link to a second window."""
        if db_field.name == "source_url":
            kwargs["assume_scheme"] = "https"
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and db_field.name in permissions.PLAN:
            field.show_hidden_initial = True  # whoever saves the text leaves a colleague's plan alone
        if db_field.name in ("section", "assignee", "translation_of") and hasattr(field.widget, "can_add_related"):
            field.widget.can_add_related = field.widget.can_change_related = False
            field.widget.can_delete_related = field.widget.can_view_related = False
        return field

    # Saving ---------------------------------------------------------------------------------------------------

    def get_object(self, request, object_id, from_field=None):
        """Return the story; locked while its form is saved, so that of two saves at once one sees the other."""
        found = super().get_object(request, object_id, from_field)
        if found is not None and hasattr(request, "form_sent"):
            found = Article.objects.select_for_update().get(pk=found.pk)
        if found is not None:
            prefetch_related_objects([found], "section__editors")  # asked by each permission, a dozen times a form
        return found

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Show or save the form. The very same form sent twice, by a double click, is saved once."""
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            User.objects.select_for_update().get(pk=request.user.pk)  # a second click waits for the first
            request.form_sent = _fingerprint(request)
            if answered := cache.get(request.form_sent):
                messages.info(request, _("The form was sent twice; it was saved once."))
                return HttpResponseRedirect(answered)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request, obj, form, change):
        if not change:
            obj.created_by = request.user
        request.plan = planning.set_apart(form)
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        """Save rows and tags, then append the revision: before this, tags and rows are still the old ones."""
        if form.merging:
            merging.make_room(formsets)
        super().save_related(request, form, formsets, change)
        if form.cleaned_data.get("clear_text"):
            form.instance.captions.exclude(role=Caption.Role.LEAD).delete()  # else they would become a gallery
        credits.take(form.instance, form.cleaned_data.get("credits", []))
        request.merged = merging.settle(form, merging.choices(request.POST)) if form.merging else None
        request.settled = nodes.settle(form.instance)
        request.recorded = desk.record(form.instance, by=request.user)
        request.planned = planning.carry_out(request, form.instance, request.plan)

    def log_addition(self, request, obj, message):
        """Revisions and the desk log are the record; the admin's own would repeat them with less."""

    def log_change(self, request, obj, message):
        """As log_addition."""

    def response_add(self, request, obj, post_url_continue=None):
        return self._saved(request, obj)

    def response_change(self, request, obj):
        return self._saved(request, obj)

    def _saved(self, request, article):
        """Answer a saved form: say what was saved, then perform the verb that was pressed, or ask for it first."""
        revision = request.recorded
        act = acts.ACTS.get(request.POST.get("_verb", ""))
        if act and not transitions.permitted(transitions.VERBS[act.name], request.user, article):
            raise PermissionDenied  # and the save is taken back with it
        said = [_("Saved as revision %d.") % revision.number] if revision else []
        said += request.settled
        said += request.planned
        if not said and not act:
            said.append(_("Nothing had changed."))
        if request.merged and request.merged.taken:
            said.append(_("Taken from the others: %s.") % ", ".join(dict.fromkeys(request.merged.taken)))
        level, goal = messages.SUCCESS, reverse("admin:articles_article_change", args=[article.pk])
        if act and ("_ask" in request.POST or act.asks(article, request.user)):
            goal = reverse("admin:articles_article_act", args=[article.pk, act.name])
        elif act:
            try:
                number = documents.head(article).number  # the form was not stale, so this is what the person saw
                said += acts.perform(act, article, by=request.user, revision=number)
            except desk.NotAllowed:
                raise
            except desk.Refusal as refusal:
                said.append(acts.refused(act, refusal))
                level = messages.WARNING
        if said:
            messages.add_message(request, level, " ".join(said))
        cache.set(request.form_sent, goal, SAME_POST)
        return HttpResponseRedirect(goal)

    # Showing --------------------------------------------------------------------------------------------------

    def get_urls(self):
        def page(route, view, name):
            return path(f"<path:object_id>/{route}", self.admin_site.admin_view(view), name=f"articles_article_{name}")

        return [
            path("notes/people/", self.admin_site.admin_view(self.people_view), name="articles_article_people"),
            page("notes/", self.notes_view, "notes"),
            path("when/", self.admin_site.admin_view(self.when_view), name="articles_article_when"),
            page("do/<slug:name>/", self.act_view, "act"),
            page("compare/", self.compare_view, "compare"),
            page("preview/", self.preview_view, "preview"),
            *super().get_urls(),
        ]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["media"] = Media.from_media(context["media"], nonce=getattr(request, "csp_nonce", ""))
        context["parts"] = {fieldset.name: fieldset for fieldset in context["adminform"]}
        context["rows"] = {group.formset.prefix: group for group in context["inline_admin_formsets"]}
        context["form"] = context["adminform"].form
        context["shortcuts"] = SHORTCUTS
        if obj is not None:
            context |= self._facts(
                request, obj, context["form"], [group.formset for group in context["inline_admin_formsets"]]
            )
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _facts(self, request, article, form, formsets):
        """Return what the publishing column says of a saved story."""
        head = documents.head(article)
        stale = getattr(form, "stale", None)
        found = entries(article, newest=50)
        facts = badges(article) | {"head": head, "stale": stale, "recent": found[:RECENT]}
        facts["keywords"] = keywords.offered(formsets, [tag.name for tag in form.initial.get("tags", ())])
        facts["head_by"] = known_as(head.by, article) if head and head.by else ""
        facts["sent_back"] = sent_back(found) if article.stage == Article.Stage.WRITING else None
        facts["public_address"] = acts.public_address(getattr(article, "edition", None))
        facts["address_as_read"] = uri_to_iri(facts["public_address"])
        facts |= panel(article, request.user) | {"notes_beside_form": True}
        facts["may_share"] = permissions.may(request.user, "share_article", article)
        if stale:
            facts["outlook"] = merging.outlook(form, formsets)
            if facts["outlook"].nothing_else:
                facts["errors"] = []  # there is nothing to correct; the panel says what happened
        if head:
            plan = transitions.plan_of(article)
            buttons = offers.offers(article, request.user, head_number=head.number, plan=plan)
            later = offers.once_typed(buttons, article, request.user, head=head, plan=plan)
            facts["offers"] = [(offer, acts.ACTS[offer.verb.name], later.get(offer.verb.name)) for offer in buttons]
            facts["folded"] = any(offer.folded for offer in buttons)
            facts["primary"] = any(offer.primary for offer in buttons)
            if any(offer.allowed and offer.verb.name in VOUCHING for offer in buttons):
                facts["vouched"] = vouched(article, request.user, head)
            facts["standing"] = standing(article, head, plan)
            facts["findings"] = self.findings(article, head, checklist.PUBLISH)
        return facts


def _fingerprint(request):
    """Return the key under which the answer to this very form is kept: who sent what to which address."""
    sent = repr(sorted((name, request.POST.getlist(name)) for name in request.POST if name != "csrfmiddlewaretoken"))
    return "desk-form:" + hashlib.sha256(f"{request.user.pk} {request.path} {sent}".encode()).hexdigest()
