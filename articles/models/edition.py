"""The live story: what readers get. Pages, feeds, sitemaps and search read nothing else."""

from urllib.parse import quote

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from taggit.managers import TaggableManager
from taggit.models import ItemBase, Tag

from articles import shortcode
from articles.models.article import Article
from articles.models.revision import Revision
from articles.models.story import Story, StoryByline, StoryCaption
from articles.models.unions import any_of, cut
from photos.models import Photo, Rendition, copies_of


class EditionQuerySet(models.QuerySet):
    def live(self):
        """Return the stories readers may read: published and not withdrawn. Twin of `Edition.is_live`."""
        return self.filter(withdrawn_at=None)

    def in_language(self, language):
        return self.filter(language=language)

    def newest(self):
        return self.order_by("-published_at", "-pk")

    def family(self, language, slug):
        """Return a story and all its translations, withdrawn ones too; and what bears its slug in other languages.

        One query, for the second is wanted only where there is no such story.
        """
        story = self.filter(language=language, slug=slug).order_by()
        original = story.values("translation_of")
        # A union, each part of which an index answers; the same as one condition with OR would read the whole table.
        numbers = story.values("pk").union(
            self.filter(language__in=dict(settings.LANGUAGES), slug=slug).order_by().values("pk"),
            original,
            self.filter(translation_of__in=story.values("pk")).order_by().values("pk"),
            self.filter(translation_of__in=original).order_by().values("pk"),
        )
        return self.filter(pk__in=numbers).order_by().select_related("section")

    def newest_in(self, sections, number):
        """Return the newest stories of some sections, newest first: at least `number`, where there are so many.

        `sections` are numbers: a section and those below it. Each is asked for by itself, as its index has them.
        """
        if len(sections) == 1:
            return self.filter(section=sections[0]).newest()
        return self.first_of_each([self.filter(section=section).newest()[:number] for section in sections]).newest()

    def with_tag(self, tag, language):
        """Return the numbers of the live stories in a language with a tag (its number), newest first."""
        rows = TaggedEdition.objects.filter(tag=tag, language=language, listed_at__isnull=False)
        return rows.order_by("-listed_at", "-content_object").values("content_object")

    def of_author(self, author, language):
        """Return the numbers of the live stories in a language by an author (its number), newest first."""
        rows = EditionByline.objects.filter(author=author, language=language, listed_at__isnull=False)
        return rows.order_by("-listed_at", "-edition").values("edition").distinct()

    def first_of_each(self, lists):
        """Return the rows of several sliced querysets together, in one query, however many they are."""
        return self.filter(any_of(*(cut(Edition, rows.values("pk")) for rows in lists)))

    def for_cards(self):
        """Return what a card shows: no body, the section, the lead photo. One query more for the photos."""
        lead = EditionCaption.objects.filter(role=StoryCaption.Role.LEAD)
        return (
            self.defer("body", "insets")
            .select_related("section")
            .prefetch_related(Prefetch("captions", queryset=lead.with_photos(), to_attr="lead_captions"))
        )

    def for_pages(self):
        """Return everything a whole story shows, for any number of stories; see `shown_rows`."""
        return self.select_related("section").prefetch_related(*shown_rows())


def shown_rows(*, portraits=False):
    """Return the prefetches of the rows that make a whole story: three queries for any number of stories.

    `portraits` brings the authors' pictures too, in one query more where anybody has one.
    """
    bylines = EditionByline.objects.select_related("author")
    if portraits:
        copies = Prefetch("author__portrait__renditions", Rendition.objects.current(), to_attr="current_renditions")
        bylines = EditionByline.objects.select_related("author__portrait").prefetch_related(copies)
    return [
        Prefetch("bylines", queryset=bylines),
        Prefetch("captions", queryset=EditionCaption.objects.with_photos()),
        "tags",
    ]


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
            # The desk home's “Live now”, in whatever language.
            models.Index(
                fields=["-published_at", "-article"], condition=Q(withdrawn_at=None), name="edition_newest_of_all"
            ),
            # The sitemaps: how many stories a month has, and when one of them last changed.
            models.Index(
                fields=["language", "published_at", "updated_at"],
                condition=Q(withdrawn_at=None, indexable=True),
                name="edition_in_sitemaps",
            ),
            # The desk's list of what was retracted.
            models.Index(fields=["retracted_at"], condition=Q(retracted_at__isnull=False), name="edition_retracted"),
            # Section fronts and their feeds.
            models.Index(
                fields=["section", "language", "-published_at", "-article"],
                condition=Q(withdrawn_at=None),
                name="edition_newest_in_section",
            ),
            # A story's translations. Most stories are none: among all those nulls SQLite would rather read the table.
            models.Index(
                fields=["translation_of"], condition=Q(translation_of__isnull=False), name="edition_translations"
            ),
            # What the feeds mourn; the desk's list of what was withdrawn.
            models.Index(fields=["withdrawn_at"], condition=Q(withdrawn_at__isnull=False), name="edition_withdrawn"),
        ]

    @property
    def is_live(self):
        """Whether readers may read it. Twin of `EditionQuerySet.live`."""
        return self.withdrawn_at is None

    @property
    def listing(self):
        """What the rows by which it stands in lists hold of it: see Listed."""
        return {"language": self.language, "listed_at": self.published_at if self.is_live else None}

    @property
    def original_id(self):
        """The number of the story that it and its translations are versions of."""
        return self.translation_of_id or self.pk

    @property
    def changed_at(self):
        """The moment readers and machines are told the story last changed."""
        return self.updated_at or self.published_at

    def get_absolute_url(self):
        """Return the story's address: the month of first publication and its slug."""
        # Written out: a list asks for this address dozens of times, and the router is slow.
        prefix = "" if self.language == settings.LANGUAGE_CODE else f"/{self.language}"
        return f"{prefix}/{self.month}/{quote(self.slug)}/"

    @property
    def month(self):
        """The month of first publication in the site's time zone, as in the address: 2026/11."""
        return f"{timezone.localtime(self.published_at):%Y/%m}"

    @property
    def month_parts(self):
        """The month of first publication as the archive's address takes it."""
        year, month = self.month.split("/")
        return {"year": year, "month": month}

    @property
    def short_url(self):
        return reverse("articles:short", args=[shortcode.encode(self.pk)])


class Listed(models.Model):
    """A row by which a story stands in a list: with what the list is ordered and narrowed by, so that one index has it.

    Written with the story by articles/documents.py; `Edition.listing` says what belongs here.
    """

    language = models.CharField(max_length=10)
    listed_at = models.DateTimeField(null=True)  # the story's first publication; null while it is withdrawn

    class Meta:
        abstract = True


class EditionByline(Listed, StoryByline):
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="bylines")

    class Meta(StoryByline.Meta):
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="edition_byline_key")]
        indexes = [
            # An author's stories.
            models.Index(fields=["author", "language", "-listed_at", "-edition"], name="byline_newest"),
        ]


class EditionCaptionQuerySet(models.QuerySet):
    def with_photos(self):
        """Return captions with their photos and what readers get of them."""
        unused = (f"photo__{name}" for name in Photo.FOR_THE_DESK)
        return self.select_related("photo").defer(*unused).annotate(copies=copies_of(OuterRef("photo")))


class EditionCaption(StoryCaption):
    """A caption as readers see it: words frozen at publication; a followed credit still follows the photo."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="captions")
    shown_caption = models.TextField(blank=True)
    shown_alt = models.CharField(max_length=500, blank=True)

    objects = EditionCaptionQuerySet.as_manager()

    class Meta(StoryCaption.Meta):
        constraints = StoryCaption.constraints_for("edition")

    @property
    def picture(self):
        if hasattr(self, "copies"):  # see `with_photos`
            self.photo.came_with(self.copies)
        return super().picture


class TaggedEdition(Listed, ItemBase):
    tag = models.ForeignKey(Tag, on_delete=models.PROTECT, related_name="tagged_editions")
    content_object = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="tagged")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["content_object", "tag"], name="edition_tag_once")]
        indexes = [
            # A topic's stories, and what is related.
            models.Index(fields=["tag", "language", "-listed_at", "-content_object"], name="tagged_newest"),
        ]
