"""What a section is called: rename. Its old address leads to the new one."""

from django.db import transaction
from django.utils.translation import gettext as _

from articles import slugs
from articles.desk.addresses import leave
from articles.desk.common import NotAllowed, Refusal, log
from articles.models import Section
from newsroom import pages
from newsroom.text import tidy_line


@transaction.atomic
def rename_section(section, *, by, names, slug=""):
    """Change the names of a section and, with a slug, its address. Stories stay in it; readers see the name at once."""
    if not by.has_perm("articles.change_section"):
        raise NotAllowed(_("Only a chief editor renames sections."))
    section = Section.objects.select_for_update().get(pk=section.pk)
    names = {code: tidy_line(word) for code, word in names.items() if tidy_line(word)}
    if not names:
        raise Refusal(_("Name the section in at least one language."))
    wanted = slugs.slugify(tidy_line(slug)) or section.slug
    if (names, wanted) == (section.names, section.slug):
        raise Refusal(_("That is the name already."))
    if Section.objects.filter(slug=wanted).exclude(pk=section.pk).exists():
        raise Refusal(_("The address “%s” is taken; type another slug.") % wanted)
    old = {"names": section.names, "slug": section.slug}
    section.names, section.slug = names, wanted
    section.save(update_fields=["names", "slug"])
    if wanted != old["slug"]:
        leave(f"/section/{old['slug']}/", f"/section/{wanted}/", section=section)
    pages.purge(pages.SITE)
    log("section.renamed", None, None, by=by, data={"from": old, "to": {"names": names, "slug": wanted}})
    return section
