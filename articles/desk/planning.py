"""Who is to write what by when: assign. Nothing of it is in the document, and none of it publishes anything."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from articles import permissions
from articles.desk.common import NotAllowed, Refusal, begin, lock, log
from articles.desk.revisions import record
from articles.models import Article
from articles.transitions import VERBS, obstacles
from newsroom.text import contained, tidy_line


@transaction.atomic
def assign(article=None, *, by, language="", section=None, at=None, **plan):
    """Set what is planned of a story, or make its stub; returns the article as it is then.

    `plan` names the fields to change (PLAN); the others stay. A new assignee is told, hence the log parts
    `story.assigned` from `story.planned`; where nothing differs, nothing is logged. Who keeps the photos may say that
    one is needed, of every story. `at` is the moment, for imports.
    """
    if unknown := plan.keys() - set(permissions.PLAN):
        raise TypeError(f"no part of a plan: {', '.join(sorted(unknown))}")
    if "brief" in plan:
        plan["brief"] = contained(tidy_line(plan["brief"]))
    new = article is None
    article = _stub(by, language, section, plan, at) if new else _begin(article, by, plan)
    if plan.get("assignee") and not _works_here(plan["assignee"]):
        raise Refusal(_("%s does not work at the desk; choose another assignee.") % plan["assignee"])
    changed = {
        name: [_plain(None if new else getattr(article, name)), _plain(value)]
        for name, value in plan.items()
        if getattr(article, name) != value or (new and value)
    }
    if not changed:
        return article
    for name in changed:
        setattr(article, name, plan[name])
    _check(article, changed)
    article.save(update_fields=list(changed))
    event = "story.assigned" if new or changed.get("assignee", [None, None])[1] else "story.planned"
    log(event, article, None, by=by, at=at, data={"plan": changed})
    return article


def _begin(article, by, plan):
    """Lock the story for who may assign it; for the keepers of the photos where only a photo is asked for."""
    if plan.keys() != {"needs_photo"} or not permissions.keeps_photos(by):
        return begin("assign", article, by)[0]
    article = lock(article)
    if reasons := obstacles(VERBS["assign"], article, by):
        raise Refusal(*reasons)
    return article


def _stub(by, language, section, plan, at):
    """Make a story of which there is only a plan, for who assigns stories of its section."""
    stub = Article(created_by=by, section=section, **({"language": language} if language else {}))
    if not permissions.may(by, "assign_article", stub):
        raise NotAllowed(_("You may not assign stories of this section."))
    if not plan.get("brief"):
        raise Refusal(_("Say in the brief what the story is to be."))
    stub.brief = plan["brief"]
    stub.save()
    record(stub, by=by, at=at)
    return lock(stub)


def _works_here(user):
    return user.is_active and user.is_staff


def _check(article, changed):
    """Refuse what a column does not take, in the words a form would use."""
    try:
        article.clean_fields(exclude=[field.name for field in Article._meta.fields if field.name not in changed])
    except ValidationError as error:
        raise Refusal(*error.messages) from error


def _plain(value):
    """Return a planned value as the log keeps it: a moment or day as text, a person as their number."""
    if isinstance(value, date | datetime):
        return value.isoformat()
    return getattr(value, "pk", value)
