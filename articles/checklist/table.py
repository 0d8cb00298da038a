"""Every rule with its code, stage, severity and number, and the one function that runs them.

A newsroom may lower, raise or switch off what is not `fixed`, in one section or in all, and choose another number
where there is one: RuleSetting. A code is stored there and never changes its meaning.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from articles import documents
from articles.checklist import nodes, photos, release, words
from articles.checklist.case import Case
from articles.models import RuleSetting

BLOCK, ADVISE, OFF = RuleSetting.Severity.BLOCK, RuleSetting.Severity.ADVISE, RuleSetting.Severity.OFF
SUBMIT, APPROVE, PUBLISH = "submit", "approve", "publish"
_STAGES = (SUBMIT, APPROVE, PUBLISH)


@dataclass(frozen=True)
class Finding:
    """One line of the checklist. `field` names the form's field to jump to."""

    severity: str
    field: str
    sentence: str
    rule: str = ""
    where: photos.Where | None = None  # of a line about a photo


@dataclass(frozen=True)
class Rule:
    """One rule: from which stage on it counts, and how severe it is unless a newsroom decides otherwise.

    `fixed` rules are those without which a photo would be shown unlawfully, an embargo would leak, readers would not be
    told what changed, or there would be nothing to publish.
    """

    code: str
    stage: str
    severity: str
    check: Callable
    number: int | None = None
    fixed: bool = False


RULES = (
    Rule("headline", SUBMIT, BLOCK, words.has_headline, fixed=True),
    Rule("body", SUBMIT, BLOCK, words.has_body, fixed=True),
    Rule("section", SUBMIT, BLOCK, words.has_section),
    Rule("language", SUBMIT, BLOCK, words.has_language, fixed=True),
    Rule("byline", SUBMIT, BLOCK, words.has_byline),
    Rule("byline_line", SUBMIT, BLOCK, words.byline_line_fits),
    Rule("photo_gone", SUBMIT, BLOCK, photos.exist, fixed=True),
    Rule("photo_credit", SUBMIT, BLOCK, photos.have_credit, fixed=True),
    Rule("photo_alt", SUBMIT, BLOCK, photos.have_alt_text, fixed=True),
    Rule("embed_provider", SUBMIT, BLOCK, nodes.embeds_are_allowed, fixed=True),
    Rule("placeholder", APPROVE, BLOCK, words.no_placeholders),
    Rule("desk_address", APPROVE, BLOCK, words.no_desk_address),
    Rule("photo_needed", APPROVE, BLOCK, photos.one_if_needed),
    Rule("photo_withdrawn", PUBLISH, BLOCK, photos.are_not_withdrawn, fixed=True),
    Rule("photo_rights", PUBLISH, BLOCK, photos.may_be_shown, fixed=True),
    Rule("photo_prepared", PUBLISH, BLOCK, photos.are_prepared, fixed=True),
    Rule("embargo", PUBLISH, BLOCK, release.embargo_is_over, fixed=True),
    Rule("legal", PUBLISH, BLOCK, release.is_cleared_for_law),
    Rule("change", PUBLISH, BLOCK, release.change_is_explained, fixed=True),
    Rule("typo", PUBLISH, BLOCK, release.typo_is_small, number=15, fixed=True),
    Rule("standfirst", SUBMIT, ADVISE, words.has_standfirst),
    Rule("dateline", SUBMIT, ADVISE, words.has_dateline),
    Rule("tags", SUBMIT, ADVISE, words.has_tags),
    Rule("headline_length", SUBMIT, ADVISE, words.headline_is_short, number=110),
    Rule("headline_again", SUBMIT, ADVISE, words.headline_is_new, number=30),
    Rule("length", SUBMIT, ADVISE, words.has_its_length, number=25),
    Rule("byline_forgotten", SUBMIT, ADVISE, words.byline_line_is_whole),
    Rule("photo_twice", SUBMIT, ADVISE, photos.are_used_once),
    Rule("photo_caption", SUBMIT, ADVISE, photos.have_a_caption),
    Rule("photo_credit_differs", SUBMIT, ADVISE, photos.captions_agree_with_credit),
    Rule("photo_alt_repeats", SUBMIT, ADVISE, photos.alt_is_no_caption),
    Rule("photo_language", SUBMIT, ADVISE, photos.speak_the_language),
    Rule("photo_small", SUBMIT, ADVISE, photos.lead_is_wide, number=1200),
    Rule("photo_changed", SUBMIT, ADVISE, photos.say_what_was_saved),
    Rule("photo_replaced", SUBMIT, ADVISE, photos.show_the_file_that_was_saved),
    Rule("inset_missing", SUBMIT, ADVISE, nodes.are_there),
    Rule("notes", SUBMIT, ADVISE, release.notes_are_settled),
    Rule("photo_rights_end", PUBLISH, ADVISE, photos.keep_their_rights, number=30),
)


def findings(article, revision, stage, *, moment=None, only_blocks=False):
    """Return what stands against a verb of this stage, blocks first; earlier stages' rules count too.

    `moment` is when the revision would go out (now). `only_blocks` leaves out the advice and what it would ask.
    """
    document = documents.read(revision)
    case = Case(article, revision, document, moment or timezone.now(), is_publishing=stage == PUBLISH)
    set_here = _settings(document["story"]["section_id"])
    counted = _STAGES[: _STAGES.index(stage) + 1]
    found = []
    for rule in RULES:
        severity, number = set_here.get(rule.code, (rule.severity, None))
        if rule.fixed:
            severity, number = rule.severity, None
        if rule.stage in counted and severity != OFF and (severity == BLOCK or not only_blocks):
            lines = rule.check(case, rule.number if number is None else number)
            found += [Finding(severity, field, sentence, rule.code, *where) for field, sentence, *where in lines]
    return sorted(found, key=lambda finding: finding.severity != BLOCK)


def _settings(section_id):
    """Return {code: (severity, number)} of what the newsroom set, a section's own before that of all (1 query)."""
    rows = RuleSetting.objects.filter(Q(section=None) | Q(section=section_id)).order_by()
    ordered = sorted(rows, key=lambda row: row.section_id is not None)
    return {row.rule: (row.severity, row.number) for row in ordered}


def blocks(found):
    """Return the sentences of the findings that refuse."""
    return [finding.sentence for finding in found if finding.severity == BLOCK]
