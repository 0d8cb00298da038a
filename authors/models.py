"""Who writes: the people who log in, and the names readers see above a story."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """A member of staff who logs in to the desk."""

    language = models.CharField(_("language of the desk"), max_length=10, blank=True)
    shortcuts = models.BooleanField(_("keyboard shortcuts"), default=True)
    notices = models.JSONField(default=dict, blank=True, editable=False)
    # Since when they log in with a second factor; a session that passed an earlier one does not count.
    second_factor_at = models.DateTimeField(null=True, editable=False)
    is_demo = models.BooleanField(
        default=False, editable=False, help_text="Made by the demo command; cannot log in to a site in production."
    )

    def __str__(self):
        return self.get_full_name() or self.username


class AuthorQuerySet(models.QuerySet):
    def active(self):
        """Return the authors a new story may name: neither retired nor merged into another."""
        return self.filter(retired_at=None, merged_into=None)


class Author(models.Model):
    """A byline: a person or an agency. Never deleted once used; retired, or merged into another."""

    class Kind(models.TextChoices):
        PERSON = "person", _("person")
        AGENCY = "agency", _("agency")

    kind = models.CharField(max_length=10, choices=Kind, default=Kind.PERSON)
    name = models.CharField(max_length=120)
    names = models.JSONField(
        _("name in other languages"), default=dict, blank=True, help_text=_('Such as {"ar": "…"}; blank: as above.')
    )
    slug = models.SlugField(max_length=200, unique=True, allow_unicode=True)
    job_title = models.CharField(max_length=120, blank=True)
    bio = models.JSONField(_("biography by language"), default=dict, blank=True)
    portrait = models.ForeignKey("photos.Photo", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    profiles = models.JSONField(
        _("profile addresses"), default=list, blank=True, help_text=_("A list of addresses elsewhere that are theirs.")
    )
    user = models.OneToOneField(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="author")
    retired_at = models.DateTimeField(null=True, blank=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = AuthorQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~Q(slug=""), name="author_has_slug"),
        ]

    def __str__(self):
        return self.name

    def name_in(self, language):
        """Return the name as readers of `language` know it; the plain name where no other is set."""
        return self.names.get(language) or self.name

    def bio_in(self, language):
        """Return the biography in `language`, or an empty string."""
        return self.bio.get(language, "")

    @property
    def is_agency(self):
        return self.kind == self.Kind.AGENCY
