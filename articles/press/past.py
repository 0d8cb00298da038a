"""Addresses of yesterday: where the thing stands today that they once led to."""

import re

from django.conf import settings
from django.db.models import Subquery

from articles import slugs
from articles.models.address import PastAddress
from articles.press.page import address, languages

LONGEST = PastAddress._meta.get_field("path").max_length
_NUMBER = re.compile(r"[0-9]{1,18}")
# What stands below a thing's own address and moves with it.
_BELOW = re.compile(r"(?<=/)(feed/(atom/|json/)?|history/|photo/[0-9]{1,4}/)$")

# Of a story only what its address is made of: nothing that the desk wrote.
_READ = ["path", "article__id", "section__slug", "author__slug", "author__merged_into__slug"]
_READ += [f"article__edition__{column}" for column in ("language", "slug", "published_at", "withdrawn_at")]


class Asked:
    """The address that a request asked for, in every spelling under which a past one may be known."""

    def __init__(self, request):
        self.path = request.path_info
        first = self.path.strip("/").split("/")[0]
        self.prefix = f"/{first}" if first in languages() else ""
        self.language = first if self.prefix else None
        self.below = found[0] if (found := _BELOW.search(self.path)) else ""
        spelt = dict.fromkeys(self._spellings(request))
        self.spellings = [path for path in spelt if "\0" not in path and len(path) <= LONGEST]

    def _spellings(self, request):
        """Yield the most exact one first. Neither a language nor what stands below an address is stored with it."""
        if query := request.META.get("QUERY_STRING"):
            yield f"{self.path}?{query}"
        if _NUMBER.fullmatch(number := request.GET.get("p", "")):
            yield f"{self.path}?p={number}"
        for path in (self.path, self.path.removesuffix(self.below)):
            for bare in (path, path.removeprefix(self.prefix)):
                yield bare
                yield "/".join(map(slugs.normalise, bare.split("/")))

    @property
    def rows(self):
        return PastAddress.objects.filter(path__in=self.spellings)

    @property
    def number(self):
        """Return the number of a past address that matches, to be asked along with something else."""
        return Subquery(self.rows.order_by().values("pk")[:1])

    def leads_to(self):
        """Return the Edition that stands behind the address, else the path of a list, or None (1 query)."""
        found = self.rows.select_related("article__edition", "section", "author__merged_into").only(*_READ)
        row = min(found, key=lambda row: self.spellings.index(row.path), default=None)
        if row is None:
            return None
        if row.article_id:
            return getattr(row.article, "edition", None)
        name, thing = ("section", row.section) if row.section else ("author", row.author.merged_into or row.author)
        return address(name, self.language or settings.LANGUAGE_CODE, slug=thing.slug)
