"""Who may do what to which story. Groups grant verbs by codename; *own* and *own sections* are decided here.

A holder of `approve_article` is an editor and works in their own sections; a holder of `override_four_eyes` is a
chief editor and works in all of them; any other works on their own stories. What an editor does for the house (assign,
approve, publish) they do in their own sections alone: having written a story is no reason to publish it.
"""

import copy

from django.db.models import Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from articles.models import Article, Byline, ProtectedByline, Publication, Revision
from authors.models import User

# What is planned of a story.
PLAN = ("brief", "assignee", "deadline", "planned_for", "commissioned_words", "needs_photo", "needs_legal")

FOR_THE_HOUSE = frozenset({"assign_article", "approve_article", "publish_article", "share_article"})
# Who may do these may do them to every story: a lawyer has no section.
EVERYWHERE = frozenset({"clear_legal", "release_embargo"})


def may(user, codename, article):
    """Whether the user may do this verb to this story, its stage and public state apart."""
    if not user.has_perm(f"articles.{codename}"):
        return False
    if codename in EVERYWHERE:
        return True
    if codename in FOR_THE_HOUSE:
        return user.has_perm("articles.override_four_eyes") or edits_section(user, article.section)
    return in_reach(user, article)


def in_reach(user, article):
    """Whether the story is the user's business: the whole house's, their sections' or their own."""
    if user.has_perm("articles.override_four_eyes"):
        return True
    if user.has_perm("articles.approve_article") and edits_section(user, article.section):
        return True
    return is_own(user, article)


def may_plan(user, article):
    """Return the planning fields of a story that the user may set: all, whether a photo is needed, or none."""
    if may(user, "assign_article", article):
        return PLAN
    return ("needs_photo",) if keeps_photos(user) else ()


def may_set_front(user, section):
    """Whether the user says what stands on a front: editors on their own sections', chief editors on the home too."""
    if not user.has_perm("articles.set_front"):
        return False
    return user.has_perm("articles.override_four_eyes") or (section is not None and edits_section(user, section))


def keeps_photos(user):
    """Whether the user keeps the photos of the whole house, and so may say which stories need one."""
    return user.has_perm("photos.change_live_photo")


def may_caption(user):
    """Whether the user may set the photos of any story and their words, and nothing else of it."""
    return keeps_photos(user) and user.has_perm("articles.change_caption")


def edits_section(user, section):
    """Whether an editor works in a section: they are named there, nobody is, or the story has none yet."""
    if section is None:
        return True
    named = {editor.pk for editor in section.editors.all()}
    return not named or user.pk in named


def is_own(user, article):
    """Whether the user made the story, is assigned to it, or stands on its byline."""
    return user.pk in (article.created_by_id, article.assignee_id) or _stands_on_byline(user, article)


def _stands_on_byline(user, article):
    if _was_asked(article, user):
        return article.is_signed
    return (
        Byline.objects.filter(article=article, author__user=user).exists()
        or ProtectedByline.objects.filter(article=article, author__user=user, lifted_at=None).exists()
    )


def _was_asked(article, user):
    """Whether the article came through `with_own` for this user."""
    return getattr(article, "asked_for", None) == user.pk


def with_own(articles, user):
    """Return a queryset of articles on which `is_own` and `wrote_it` need no further query for this user."""
    signed = Byline.objects.filter(article=OuterRef("pk"), author__user=user)
    hidden = ProtectedByline.objects.filter(article=OuterRef("pk"), author__user=user, lifted_at=None)
    published = Publication.objects.filter(edition=OuterRef("pk")).order_by("-at", "-pk")
    since = Revision.objects.filter(article=OuterRef("pk"), number__gt=Coalesce(OuterRef("published_number"), 0))
    return articles.annotate(
        asked_for=Value(user.pk),
        is_signed=Exists(signed) | Exists(hidden),
        published_number=Subquery(published.values("revision__number")[:1]),
        user_saved=Exists(since.filter(by=user)),
        others_saved=Exists(since.filter(~Q(by=user) | Q(by=None))),
    )


def once_edited(user, article):
    """Return a stand-in for a story whose newest words readers have, as it stands once this user has edited them."""
    later = copy.copy(article)
    later.stage, later.head_id = Article.Stage.WRITING, None
    later.asked_for, later.is_signed = user.pk, _stands_on_byline(user, article)
    later.user_saved, later.others_saved = True, False
    return later


def may_change(user, article):
    """Whether the user may save the story: a reporter not between submission and publication."""
    if not may(user, "change_article", article):
        return False
    if may(user, "approve_article", article):
        return True
    return article.stage in (Article.Stage.ASSIGNED, Article.Stage.WRITING) or is_out(article)


def is_out(article):
    """Whether readers have the newest saved words, so that work on the story starts anew."""
    newest = Revision.objects.filter(article=article).order_by("-number").first()
    return newest is not None and Publication.objects.filter(revision=newest).exists()


def wrote_it(user, article):
    """Whether the story is the user's own work: assigned to them, under their name, or saved by nobody else.

    Counted are the saves since the last publication. Four-eyes asks this, of superusers too.
    """
    if article.assignee_id == user.pk or _stands_on_byline(user, article):
        return True
    if _was_asked(article, user):
        return article.user_saved and not article.others_saved
    published = Publication.objects.filter(edition_id=article.pk).order_by("-at", "-pk")
    since = published.values_list("revision__number", flat=True).first() or 0
    savers = Revision.objects.filter(article=article, number__gt=since).order_by().values_list("by", flat=True)
    return set(savers.distinct()) == {user.pk}


def editors_of(section):
    """Return the users who edit a section: those named there, of whom the right was given; else every editor."""
    editors = User.objects.with_perm("articles.approve_article", include_superusers=False)
    named = [editor.pk for editor in section.editors.all()] if section else []
    return editors.filter(pk__in=named, is_staff=True) if named else editors.filter(is_staff=True)
