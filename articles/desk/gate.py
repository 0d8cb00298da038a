"""The gate a verb must pass: the checklist, at the moment of effect."""

from django.utils.translation import gettext as _

from articles import checklist, compare, documents
from articles.desk.common import Refusal
from articles.models import Article

TYPO_WORDS = 15  # changed words up to which a fix may be called a typo


def pass_gate(article, revision, stage):
    """Refuse what the checklist blocks at this stage of the desk."""
    if reasons := checklist.blocks(checklist.findings(article, documents.read(revision), stage)):
        raise Refusal(*reasons)


def check_publication(article, revision, moment):
    """Refuse what the checklist blocks, and a “typo” that changes more than a typo."""
    document = documents.read(revision)
    edition = article.edition_or_none
    found = checklist.findings(article, document, checklist.PUBLISH, moment=moment, was_live=edition is not None)
    reasons = checklist.blocks(found)
    if edition is not None and document["change"]["kind"] == Article.ChangeKind.TYPO:
        reasons += _no_typo(documents.read(edition.revision), document)
    if reasons:
        raise Refusal(*reasons)


def _no_typo(old, new):
    """Return why a change is more than a typo: too many words, another headline or figure, anything but words."""
    words = compare.changed_words(old, new)
    if words > TYPO_WORDS:
        return [_("This changes %d words; choose update, clarification or correction.") % words]
    if old["story"]["headline"] != new["story"]["headline"]:
        return [_("This changes the headline; choose update, clarification or correction.")]
    if beyond := compare.beyond_words(old, new):
        return [_("This changes more than words (%s); choose update, clarification or correction.") % ", ".join(beyond)]
    if compare.digits(old) != compare.digits(new):
        return [_("This changes a figure; choose update, clarification or correction.")]
    return []
