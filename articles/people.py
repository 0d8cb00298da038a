"""The name by which a colleague is called to another one: in notes, notices and mails."""

from django.utils.translation import gettext as _

from articles import protection


def known_as(person, article=None, *, reader=None):
    """Return what to call a member of staff, on a story, to whoever reads it; None is the clock.

    Where the story protects them they have no name, whoever the `reader` is: see articles/protection.py.
    """
    if person is None:
        return _("The clock")
    return str(person) if article is None else protection.who(person, article)
