"""The live story: what readers get. Pages, feeds, sitemaps and search read nothing else."""

from django.db import models
from django.db.models import Q
from taggit.managers import TaggableManager
from taggit.models import ItemBase, Tag

from articles.models.article import Article
from articles.models.revision import Revision
from articles.models.story import Story, StoryByline, StoryCaption


class EditionQuerySet(models.QuerySet):
    def live(self):
        """Return the stories readers may read: published and not withdrawn. Twin of `Edition.is_live`."""
        return self.filter(withdrawn_at=None)

    def in_language(self, language):
        return self.filter(language=language)

    def newest(self):
        return self.order_by("-published_at", "-pk")


class Edition(Story):
    """One live story, overwritten at each publication from an approved revision. Written by articles/desk.py alone."""

    article = models.OneToOneField(Article, primary_key=True, on_delete=models.PROTECT, related_name="edition")
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="+")
    uri = models.CharField(max_length=300, unique=True)
    published_at = models.DateTimeField()  # the first time; never moves
    updated_at = models.DateTimeField(null=True)  # null until a kind other than typo moves it
    withdrawn_at = models.DateTimeField(null=True)
    retracted_at = models.DateTimeField(null=True)
    comments_open = models.BooleanField(default=True)
    indexable = models.BooleanField(default=True)

    tags = TaggableManager(through="articles.TaggedEdition", blank=True, related_name="editions")

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["language", "slug"], name="edition_slug_in_language")]
        indexes = [
            # Front pages, feeds, date archives: the newest live stories of a language.
            models.Index(
                fields=["language", "-published_at", "-article"],
                condition=Q(withdrawn_at=None),
                name="edition_newest",
            ),
            # Section fronts and their feeds.
            models.Index(
                fields=["section", "language", "-published_at", "-article"],
                condition=Q(withdrawn_at=None),
                name="edition_newest_in_section",
            ),
        ]

    @property
    def is_live(self):
        """Whether readers may read it. Twin of `EditionQuerySet.live`."""
        return self.withdrawn_at is None

    @property
    def changed_at(self):
        """The moment readers and machines are told the story last changed."""
        return self.updated_at or self.published_at


class EditionByline(StoryByline):
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="bylines")

    class Meta(StoryByline.Meta):
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="edition_byline_key")]


class EditionCaption(StoryCaption):
    """A caption as readers see it: words frozen at publication; a followed credit still follows the photo."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="captions")
    shown_caption = models.TextField(blank=True)
    shown_alt = models.CharField(max_length=500, blank=True)

    class Meta(StoryCaption.Meta):
        constraints = StoryCaption.constraints_for("edition")


class TaggedEdition(ItemBase):
    tag = models.ForeignKey(Tag, on_delete=models.PROTECT, related_name="tagged_editions")
    content_object = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="tagged")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["content_object", "tag"], name="edition_tag_once")]
