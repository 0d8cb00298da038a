"""Rules about the quotes and embeds that stand in the text as one piece."""

from django.utils.translation import gettext as _

from articles import embeds, insets


def embeds_are_allowed(case, _number):
    """Readers get the provider's name and a link: of a provider whose name we know."""
    for entry in case.story["insets"].values():
        if entry["kind"] == insets.EMBED and not embeds.provider(entry["url"]):
            address = entry["url"] or _("an embed without address")
            sentence = _(
                "Readers would get nothing of %(address)s: embeds come from %(providers)s. Use a link instead."
            )
            names = ", ".join(row.name for row in embeds.PROVIDERS)
            yield "body", sentence % {"address": address, "providers": names}


def are_there(case, _number):
    missing = insets.missing(case.story["body"], case.story["insets"])
    if insets.QUOTE in missing:
        yield "body", _("A quote in the text is missing; readers get nothing in its place.")
    if insets.EMBED in missing:
        yield "body", _("An embed in the text is missing; readers get nothing in its place.")
