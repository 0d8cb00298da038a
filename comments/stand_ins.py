"""Words of ours that stand where a reader's words or name stood, in the language of the comment."""

from django.utils import translation
from django.utils.translation import gettext as _


def for_words(language):
    """Return what stands where a moderator blacked out characters."""
    with translation.override(language):
        return _("[removed by the editors]")


def for_name(language):
    """Return what stands where the name of an erased person stood."""
    with translation.override(language):
        return _("A reader")
