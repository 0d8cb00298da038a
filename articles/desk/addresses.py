"""Where readers find things: move a story to another slug, and leave every old address working."""

from urllib.parse import unquote

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from articles import slugs
from articles.desk.common import Refusal, begin, log
from articles.desk.revisions import free_slug
from articles.models import Article, Edition, PastAddress
from articles.press import keys
from newsroom import pages
from newsroom.text import tidy_line


class Taken(Refusal):
    """Another story has, or had, that address. `free` is a slug that none has."""

    def __init__(self, sentence, free):
        super().__init__(sentence)
        self.free = free


@transaction.atomic
def move(article, *, by, slug):
    """Give a story that readers once had a new slug; every address it had leads to the new one. Returns both paths.

    Nothing else changes: no revision is appended, an approval stands, readers are told of no update.
    """
    article, head = begin("move", article, by)
    wanted = slugs.slugify(tidy_line(slug), length=slugs.IMPORTED_LENGTH)
    edition = Edition.objects.get(pk=article.pk)
    if not wanted:
        raise Refusal(_("Type the new slug: letters or figures."))
    if wanted == edition.slug:
        raise Refusal(_("That is the story’s address already."))
    old = path_of(edition)
    refuse_if_taken(article, wanted)
    article.slug = edition.slug = wanted
    new = path_of(edition)
    try:
        with transaction.atomic():
            article.save(update_fields=["slug"])
            edition.save(update_fields=["slug"])
    except IntegrityError as error:  # taken since it was looked for
        raise Refusal(_("The address “%s” is taken; type another slug.") % wanted) from error
    leave(old, new, article=article)
    pages.purge(*keys.changed(article.pk))
    log("story.moved", article, head, by=by, data={"from": old, "to": new})
    return old, new


def path_of(edition):
    """Return the path of a story as it stands in the table of past addresses."""
    return unquote(edition.get_absolute_url())


def refuse_if_taken(article, slug):
    """Refuse a slug of another story, or an address that still leads to another; propose one that is free."""
    other = Article.objects.with_slugs(article.language, slug).exclude(pk=article.pk).first()
    if other is None:
        edition = Edition.objects.get(pk=article.pk)
        edition.slug = slug
        past = PastAddress.objects.filter(path=path_of(edition), article__isnull=False)
        past = past.exclude(article=article).select_related("article").first()
        other = past and past.article
    if other is None:
        return
    free = free_slug(article, slug)
    free = free if free != slug else free_slug(article, f"{slug}-2")
    sentence = _("Story #%(number)d, “%(story)s”, has this address or had it. “%(free)s” is free.")
    raise Taken(sentence % {"number": other.pk, "story": other, "free": free}, free)


def leave(old, new, **thing):
    """Let the path `old` lead on to an article, section or author, whose own path is now `new`."""
    PastAddress.objects.filter(path=new).delete()  # it is no past address any more
    nothing = {"article": None, "section": None, "author": None}
    PastAddress.objects.update_or_create(path=old, defaults=nothing | thing)
