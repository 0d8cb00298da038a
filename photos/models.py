"""Photo, the copies readers get of it, the agencies it comes from, and what was done with it.

The rows are written by photos/library.py (words, rights, withdrawal) and photos/renditions.py (copies), nowhere else.
"""

from django.conf import settings
from django.core.files.storage import storages
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Aggregate, F, JSONField, Q, Subquery
from django.db.models.functions import JSONArray
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom import pages
from photos.picture import RECIPE, Copy, Picture, address

FRACTION = [MinValueValidator(0.0), MaxValueValidator(1.0)]


def originals():
    """Return the private storage of the files as they came."""
    return storages["originals"]


def renditions():
    """Return the private storage of the copies; readers reach it through photos/views.py alone."""
    return storages["renditions"]


class PhotoAgency(models.Model):
    """A picture agency: the name readers see in brackets, and the spellings by which it is recognised."""

    name = models.CharField(_("name"), max_length=120, unique=True, help_text=_("As printed: AFP"))
    spellings = models.JSONField(
        _("other spellings"),
        default=list,
        blank=True,
        help_text=_("A list, in any script; capitals, dots and spaces make no difference."),
    )
    copyright_notice = models.CharField(_("usual copyright notice"), max_length=500, blank=True)
    usage_terms = models.TextField(_("usual terms of use"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("photo agency")
        verbose_name_plural = _("photo agencies")
        ordering = ["name"]

    def __str__(self):
        return self.name


class PhotoQuerySet(models.QuerySet):
    def with_renditions(self):
        """Fetch the copies along, in one query for all photos, so that `picture()` asks no more."""
        return self.prefetch_related(
            models.Prefetch("renditions", Rendition.objects.current(), to_attr="current_renditions")
        )

    def cleared(self, at=None):
        """Return the photos that may be shown: not withdrawn, inside their rights window. Twin of `is_cleared`."""
        at = at or timezone.now()
        return self.filter(
            Q(rights_from=None) | Q(rights_from__lte=at),
            Q(rights_until=None) | Q(rights_until__gt=at),
            withdrawn_at=None,
        )

    def prepared(self):
        """Return the photos whose first copies exist. Twin of `Photo.is_prepared`."""
        copies = Rendition.objects.current().filter(format="webp")
        return self.filter(models.Exists(copies.filter(photo=models.OuterRef("pk"), sha256=models.OuterRef("sha256"))))


class Photo(models.Model):
    """One picture in the library. Its words are followed by every use that does not override them.

    Credit, withdrawal and rights are facts: they act at once wherever the photo is shown.
    """

    class SourceType(models.TextChoices):
        """The IPTC's terms for how a picture came to be, as far as a newsroom meets them."""

        CAMERA = "digitalCapture", _("taken with a camera")
        SCAN_PRINT = "print", _("scanned from a print")
        SCAN_NEGATIVE = "negativeFilm", _("scanned from a negative")
        ARTWORK = "digitalCreation", _("drawn by a person")
        COMPOSITE = "composite", _("composed of several pictures")
        AI_ALTERED = "compositeWithTrainedAlgorithmicMedia", _("altered with AI")
        AI_MADE = "trainedAlgorithmicMedia", _("made with AI")

    AI_TYPES = (SourceType.AI_ALTERED, SourceType.AI_MADE)
    # What no page for readers needs, and much of it is none of their business.
    FOR_THE_DESK = (
        *("original", "format", "bytes", "original_name", "title", "source", "usage_terms", "taken_on"),
        *("metadata", "origins", "withdrawn_reason", "failure", "attempts", "added_at", "version", "search_text"),
    )

    # The file
    original = models.FileField(max_length=200, storage=originals, editable=False)
    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    format = models.CharField(max_length=10, editable=False)
    bytes = models.PositiveBigIntegerField(editable=False)
    width = models.PositiveIntegerField(editable=False)  # pixels, upright
    height = models.PositiveIntegerField(editable=False)
    is_transparent = models.BooleanField(default=False, editable=False)  # its copies need PNG in JPEG's place
    original_name = models.CharField(max_length=255, editable=False)  # private: it can carry a source's name

    # Its words
    title = models.CharField(
        _("title"), max_length=200, blank=True, help_text=_("For finding it; readers never see it.")
    )
    caption = models.TextField(_("caption"), max_length=2000, blank=True, validators=[MaxLengthValidator(2000)])
    alt = models.CharField(
        _("alt text"), max_length=500, blank=True, help_text=_("What the photo shows, for those who cannot see it.")
    )
    language = models.CharField(_("language"), max_length=10, choices=settings.ALL_LANGUAGES)

    # Who made it, and what may be done with it
    credit = models.CharField(
        _("credit"), max_length=200, blank=True, help_text=_("Without brackets: Karam Youssef/AFP")
    )
    agency = models.ForeignKey(
        PhotoAgency, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    creator = models.CharField(_("creator"), max_length=200, blank=True, help_text=_("Who pressed the button."))
    source = models.CharField(_("source"), max_length=200, blank=True, help_text=_("Who handed it to us. Private."))
    copyright_notice = models.CharField(_("copyright notice"), max_length=500, blank=True)
    rights_url = models.URLField(_("address of the licence"), max_length=500, blank=True)
    usage_terms = models.TextField(
        _("terms of use"),
        max_length=2000,
        blank=True,
        validators=[MaxLengthValidator(2000)],
        help_text=_("Private: what was agreed."),
    )
    rights_from = models.DateTimeField(_("may be shown from"), null=True, blank=True)
    rights_until = models.DateTimeField(_("may be shown until"), null=True, blank=True)
    taken_on = models.DateField(_("taken on"), null=True, blank=True)
    digital_source_type = models.CharField(_("how it came to be"), max_length=60, choices=SourceType, blank=True)

    # Its middle
    focal_x = models.FloatField(
        _("focal point, across"), default=0.5, validators=FRACTION, help_text=_("0 is the left edge, 1 the right.")
    )
    focal_y = models.FloatField(
        _("focal point, down"), default=0.5, validators=FRACTION, help_text=_("0 is the top edge, 1 the bottom.")
    )

    # Whether who made it, who gave it, its name and its file are for the few alone: see photos/protecting.py
    protect_source = models.BooleanField(default=False, editable=False)

    # What happened to it
    metadata = models.JSONField(default=dict, editable=False)  # as read from the file, per standard; private
    origins = models.JSONField(default=dict, editable=False)  # field → where its prefilled words came from
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_reason = models.CharField(max_length=500, blank=True, editable=False)
    failure = models.CharField(max_length=300, blank=True, editable=False)  # why the copies could not be made
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)  # failed ones, since the last success
    copies_due_at = models.DateTimeField(null=True, editable=False)  # when the sweep may make them; null: done
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField(default=timezone.now, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)  # counts the changes people made
    search_text = models.TextField(blank=True, editable=False)

    objects = PhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ["-added_at", "-pk"]
        indexes = [
            # The library, newest first.
            models.Index(fields=["-added_at", "-id"], name="photo_newest"),
            # The sweep's question: whose copies are due?
            models.Index(fields=["copies_due_at"], condition=Q(copies_due_at__isnull=False), name="photo_copies_due"),
            # The sweep's other question, and the desk's: whose rights end?
            models.Index(fields=["rights_until"], condition=Q(rights_until__isnull=False), name="photo_rights_until"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_reason="")
                | Q(Q(withdrawn_at__isnull=False), ~Q(withdrawn_reason="")),
                name="photo_withdrawal_whole",
            ),
            models.CheckConstraint(
                condition=Q(rights_from=None) | Q(rights_until=None) | Q(rights_until__gt=F("rights_from")),
                name="photo_rights_window",
                violation_error_message=_("The rights must end after they begin."),
            ),
            models.CheckConstraint(
                condition=Q(focal_x__gte=0, focal_x__lte=1, focal_y__gte=0, focal_y__lte=1), name="photo_focal_inside"
            ),
        ]
        permissions = [
            ("change_live_photo", "Can change photos that readers see"),
            ("withdraw_photo", "Can withdraw and reinstate photos"),
            ("see_source", "Can see where a photo came from and open its original file"),
        ]

    def __str__(self):
        words = self.title or self.caption or self.alt or self.shown_name or _("Photo %d") % (self.pk or 0)
        short = words if len(words) <= 80 else words[:79].rstrip() + "…"
        return f"{short} ({self.credit})" if self.credit and not short.endswith(f"({self.credit})") else short

    @property
    def shown_name(self):
        """The name of its file as it came; empty where it could tell who the source is."""
        return "" if self.protect_source else self.original_name

    @property
    def public_creator(self):
        """Who pressed the button, as data for readers' machines; empty where the source is protected."""
        return "" if self.protect_source else self.creator

    @property
    def is_withdrawn(self):
        return self.withdrawn_at is not None

    def is_cleared(self, at=None):
        """Whether it may be shown at a moment (now): not withdrawn, inside its rights window."""
        at = at or timezone.now()
        begun = self.rights_from is None or self.rights_from <= at
        ended = self.rights_until is not None and self.rights_until <= at
        return not self.is_withdrawn and begun and not ended

    def copies(self):
        """Return the current copies: those that came along, by `with_renditions` or `came_with`, else by a query."""
        if not hasattr(self, "current_renditions"):
            self.current_renditions = list(self.renditions.current())
        return self.current_renditions

    def came_with(self, copies):
        """Take its current copies from a column `copies_of`, so that `picture()` asks no more."""
        self.current_renditions = [Copy(*copy) for copy in copies or ()]

    @property
    def is_prepared(self):
        """Whether the first copies exist."""
        return any(copy.format == "webp" and copy.sha256 == self.sha256 for copy in self.copies())

    @property
    def is_showable(self):
        """Whether readers may see it now and there is something to see."""
        return self.is_cleared() and self.is_prepared

    def picture(self, focal=None):
        """Return what readers get of it, a Picture, or None where it must not or cannot be shown.

        `focal` is a pair of fractions where a use of the photo has its own focal point.
        """
        pages.shows(f"photo:{self.pk}")
        pages.holds_until(self.rights_from, self.rights_until)
        if not self.is_showable:
            return None
        return Picture.of(self.copies(), (self.focal_x, self.focal_y), focal)

    @property
    def desk_picture(self):
        """Return the Picture whatever became of the photo, for those who may see it on the desk; None before a copy."""
        return Picture.of(self.copies(), (self.focal_x, self.focal_y))

    @property
    def thumbnail_url(self):
        """Return the address of the smallest copy for the desk, or an empty string while there is none."""
        picture = self.desk_picture
        return picture.img.srcset[0][0] if picture else ""

    @property
    def ai_label(self):
        """Return the words that must stand before the caption of a picture made or altered with AI, else nothing."""
        return {
            self.SourceType.AI_MADE: _("Image made with AI"),
            self.SourceType.AI_ALTERED: _("Image altered with AI"),
        }.get(self.digital_source_type, "")


class RenditionQuerySet(models.QuerySet):
    def current(self):
        """Return the copies that pages name today."""
        return self.filter(superseded_at=None, gone_at=None)


class Rendition(models.Model):
    """One public copy of a photo: re-encoded, named by its content. The row outlives its file, to answer 410."""

    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="renditions")
    sha256 = models.CharField(max_length=64)  # of the original it was made from
    recipe = models.PositiveSmallIntegerField(default=RECIPE)
    words = models.CharField(max_length=64, blank=True)  # hash of the words written into it
    crop = models.CharField(max_length=40, blank=True)  # empty: the whole picture; else "share 0.50 0.50"
    format = models.CharField(max_length=4)
    name = models.CharField(max_length=60, unique=True)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    bytes = models.PositiveIntegerField()
    made_at = models.DateTimeField(default=timezone.now)
    superseded_at = models.DateTimeField(null=True)
    gone_at = models.DateTimeField(null=True)

    objects = RenditionQuerySet.as_manager()

    class Meta:
        ordering = ["width", "pk"]
        indexes = [
            # The copies of the photos on a page.
            models.Index(fields=["photo"], condition=Q(superseded_at=None, gone_at=None), name="rendition_current"),
            # What the sweep has to put away.
            models.Index(
                fields=["superseded_at"],
                condition=Q(superseded_at__isnull=False, gone_at=None),
                name="rendition_superseded",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def path(self):
        """Return where the file lies in the storage of renditions."""
        return f"{self.name[:2]}/{self.name}"

    @property
    def url(self):
        """Return its public address, on the media origin where one is configured."""
        return address(self.name)


class _JSONList(Aggregate):
    """A value of each row of a group, as one list."""

    function = "JSON_GROUP_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, function="JSONB_AGG", **context)


def copies_of(photo):
    """Return a column with the current copies of the photo that a row names, to come along with rows of any kind.

    `photo` is an OuterRef. `Photo.came_with` takes the column: no page of many photos asks again for their copies.
    """
    copies = Rendition.objects.current().filter(photo=photo).order_by().values("photo")
    return Subquery(copies.annotate(found=_JSONList(JSONArray(*Copy._fields))).values("found"))


class PhotoEvent(models.Model):
    """What was done with a photo, by whom and why. Append-only; it outlives the photo, with its file's hash."""

    class Kind(models.TextChoices):
        ADDED = "added", _("added")
        WORDS = "words", _("words changed")
        APPLIED = "applied", _("caption and alt text given to readers")
        REPLACED = "replaced", _("file replaced")
        WITHDRAWN = "withdrawn", _("withdrawn")
        REINSTATED = "reinstated", _("reinstated")
        PROTECTED = "protected", _("source protected")
        UNPROTECTED = "unprotected", _("protection of the source lifted")
        SOURCE_SEEN = "source_seen", _("source seen")
        RIGHTS_ENDED = "rights_ended", _("rights ended")
        DELETED = "deleted", _("deleted")

    photo = models.ForeignKey(Photo, null=True, on_delete=models.SET_NULL, related_name="events")
    sha256 = models.CharField(max_length=64, db_index=True)  # asked when the same file comes again
    kind = models.CharField(max_length=12, choices=Kind)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    why = models.CharField(max_length=500, blank=True)
    changes = models.JSONField(default=dict)  # field → [before, after]

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.photo or self.sha256[:12]}"


class FormerFile(models.Model):
    """A file that another took the place of: kept for a while, so that the replacement can be undone."""

    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="former_files")
    original = models.CharField(max_length=200)  # where it lies in the storage of originals
    sha256 = models.CharField(max_length=64)
    format = models.CharField(max_length=10)
    bytes = models.PositiveBigIntegerField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    is_transparent = models.BooleanField()
    original_name = models.CharField(max_length=255)
    metadata = models.JSONField(default=dict)
    focal_x = models.FloatField()
    focal_y = models.FloatField()
    replaced_at = models.DateTimeField(default=timezone.now)
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-replaced_at", "-pk"]
        indexes = [
            # Which files the sweep has to destroy.
            models.Index(fields=["replaced_at"], condition=Q(destroyed_at=None), name="former_file_kept"),
        ]

    def __str__(self):
        return f"{self.photo}: {self.sha256[:12]}"
