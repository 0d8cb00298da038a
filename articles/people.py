"""The name by which a colleague is called to another one: in notes, notices and mails."""

from django.utils.translation import gettext as _


def known_as(person, article=None, *, reader=None):
    """Return what to call a member of staff, on a story, to whoever reads it; None is the clock."""
    return str(person) if person else _("The clock")
