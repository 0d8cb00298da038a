"""Share links: a story shown to a named person without an account. Opening one is articles/sharing."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import documents, permissions
from articles.desk.common import NotAllowed, Refusal, lock, log, same_revision
from articles.models import ShareLink
from newsroom.text import contained, tidy_line

HOURS, LEAST, MOST = 72, 1, 30 * 24
RECIPIENT_LIMIT = 120


@transaction.atomic
def share(article, *, by, recipient, hours=HOURS, revision=None):
    """Make a link to the newest revision for a named person; it stays that revision. Returns the ShareLink.

    `revision` is the number the person saw. Under an embargo it may be shared: the page says so first.
    """
    article = _begin(article, by)
    head = documents.head(article)
    if head is None:
        raise Refusal(_("The story has not been saved yet."))
    same_revision(head, revision)
    if article.killed_at:
        raise Refusal(_("The story is killed; revive it before you show it to anybody."))
    recipient = contained(tidy_line(recipient))
    if not recipient:
        raise Refusal(_("Say whom the link is for; the name stands on the page."))
    if len(recipient) > RECIPIENT_LIMIT:
        raise Refusal(_("The name has at most %d characters.") % RECIPIENT_LIMIT)
    if not LEAST <= hours <= MOST:
        raise Refusal(_("A link lives from 1 hour to 30 days; give 1 to %d hours.") % MOST)
    now = timezone.now()
    link = ShareLink.objects.create(
        article=article,
        revision=head,
        recipient=recipient,
        by=by,
        at=now,
        expires_at=now + timedelta(hours=hours),
    )
    log("share.made", article, head, by=by, data={"share": link.pk, "recipient": recipient, "hours": hours})
    return link


@transaction.atomic
def revoke(link, *, by):
    """End a link at once; its address then answers as if it had never been. Returns the ShareLink."""
    article = _begin(link.article, by)
    link = ShareLink.objects.select_for_update(of=("self",)).select_related("revision").get(pk=link.pk)
    if link.revoked_at is None:
        link.revoked_at, link.revoked_by = timezone.now(), by
        link.save(update_fields=["revoked_at", "revoked_by"])
        log("share.revoked", article, link.revision, by=by, data={"share": link.pk, "recipient": link.recipient})
    return link


def _begin(article, by):
    article = lock(article)
    if not permissions.may(by, "share_article", article):
        raise NotAllowed(_("You may not share this story."))
    return article
