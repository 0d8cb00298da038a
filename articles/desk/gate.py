"""The gate a verb must pass: the checklist, at the moment of effect."""

from articles import checklist
from articles.desk.common import Refusal


def pass_gate(article, revision, stage, *, moment=None):
    """Refuse what the checklist blocks at this stage for a revision that would go out at `moment`, now where None."""
    found = checklist.findings(article, revision, stage, moment=moment, only_blocks=True)
    if reasons := checklist.blocks(found):
        raise Refusal(*reasons)
