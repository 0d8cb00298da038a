"""The share links of a story: made, listed and revoked on a page of their own."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import documents, permissions
from articles.desk import shares
from articles.desk.common import NotAllowed, Refusal
from articles.models import ShareLink
from articles.people import known_as
from articles.render import absolute

SHOWN = 50
STATES = {"open": gettext_lazy("open"), "expired": gettext_lazy("expired"), "revoked": gettext_lazy("revoked")}


class ShareForm(forms.Form):
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31 - 1)
    recipient = forms.CharField(
        label=gettext_lazy("For whom"),
        max_length=shares.RECIPIENT_LIMIT,
        help_text=gettext_lazy("A person’s name; it stands above the story."),
    )
    hours = forms.IntegerField(
        label=gettext_lazy("Works for so many hours"),
        min_value=shares.LEAST,
        max_value=shares.MOST,
        initial=shares.HOURS,
        help_text=gettext_lazy("72 are three days; 720, thirty days, are the most."),
    )


class SharesMixin:
    """The address of a story's share links, for its ModelAdmin."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.share_view)
        return [path("<path:object_id>/share/", view, name="articles_article_share"), *super().get_urls()]

    def share_view(self, request, object_id):
        """List the links of a story; make one, or revoke one."""
        article = self._readable(request, object_id)
        if not permissions.may(request.user, "share_article", article):
            raise PermissionDenied
        head = documents.head(article)
        initial = {"revision": head.number if head else None, "hours": shares.HOURS}
        form = ShareForm(initial=initial)
        if request.method == "POST":
            if revoked := request.POST.get("revoke", ""):
                return self._revoke(request, article, revoked)
            form = ShareForm(request.POST, initial=initial)
            if form.is_valid() and self._make(request, article, form):
                return HttpResponseRedirect(reverse("admin:articles_article_share", args=[article.pk]))
            # Pressed again, it speaks of the revision that the page names now.
            form.data = request.POST.dict() | {"revision": initial["revision"]}
        now = timezone.now()
        links = ShareLink.objects.filter(article=article).select_related("revision", "by").defer("revision__document")
        context = self.admin_site.each_context(request) | {
            "opts": self.opts,
            "original": article,
            "title": _("Share links: %s") % article,
            "form": form,
            "head": head,
            "links": [
                {
                    "row": link,
                    "state": link.state(now),
                    "state_words": STATES[link.state(now)],
                    "address": absolute(link.path),
                    "who": known_as(link.by, article, reader=request.user),
                }
                for link in links[:SHOWN]
            ],
        }
        return TemplateResponse(
            request, "admin/articles/article/share.html", context, status=422 if form.is_bound else 200
        )

    def _make(self, request, article, form):
        try:
            shares.share(article, by=request.user, **form.cleaned_data)
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return False
        self.message_user(request, _("The link is made. Send its address to that person alone."))
        return True

    def _revoke(self, request, article, number):
        if not number.isdecimal() or len(number) > 18:
            raise Http404
        link = get_object_or_404(ShareLink.objects.select_related("article"), article=article, pk=number)
        shares.revoke(link, by=request.user)
        self.message_user(request, _("The link for %s no longer opens.") % link.recipient)
        return HttpResponseRedirect(reverse("admin:articles_article_share", args=[article.pk]))
