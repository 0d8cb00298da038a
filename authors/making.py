"""Adding a name from a story's form: its kind and the name, the rest follows on its own page."""

from django.conf import settings
from django.db.models import Q
from django.utils.text import slugify

from authors.models import Author

MOST = 5  # bearers of one name that are told apart


def may_make(user):
    """Whether the user may add a name while writing a story: whoever may add authors."""
    return user.has_perm("authors.add_author")


def bearers(name):
    """Return the authors who bear a name in any language, or as their slug, and may stand on a new story."""
    wanted = Q(name__iexact=name) | Q(slug=name)
    for code, _language in settings.LANGUAGES:
        wanted |= Q(**{f"names__{code}__iexact": name})
    return list(Author.objects.active().filter(wanted).order_by("slug")[:MOST])


def named(name, kind):
    """Make an author of this name, or return the one that was made of it meanwhile."""
    found = Author.objects.active().filter(name__iexact=name).first()
    return found or Author.objects.create(name=name, kind=kind, slug=free_slug(name))


def free_slug(name, *, besides=None):
    """Return a slug from a name, in its script, that no other author has."""
    wanted = slugify(name, allow_unicode=True)[:190] or "author"
    slug, number = wanted, 1
    while Author.objects.filter(slug=slug).exclude(pk=besides).exists():
        number += 1
        slug = f"{wanted}-{number}"
    return slug
