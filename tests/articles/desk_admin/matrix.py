"""The desk's law as one table: who does what to a story that is how far on and is how public.

It is desk.md §4 and §5 written out by hand, for tests to hold the code against; nothing here is read from the code.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from django.contrib.auth.models import Group
from django.utils import timezone

from articles import desk
from articles.desk import shares
from articles.models import Article, DeskLog, Publication, Revision, Section
from authors.models import User
from newsroom import roles
from tests import cast

DONE, REFUSED, FORBIDDEN = "done", "refused", "forbidden"

# Who: the groups each belongs to, and the section they edit. Rojîn wrote every story and hands it in herself; Berîvan
# stands on the byline. The stories are of the section society.
PEOPLE = {
    "rojin": (["Reporter"], None),
    "sirwan": (["Reporter"], None),  # none of these stories is his
    "dana": (["Editor"], "society"),
    "nazdar": (["Editor"], "culture"),
    "hevi": (["Chief editor"], None),
    "karwan": (["Photo editor"], None),
    "lana": (["Moderator"], None),
    # Members of two groups may what either may, and no more of the one because of the other.
    "berivan": (["Editor", "Reporter"], "culture"),
    "zana": (["Photo editor", "Editor"], "society"),
    "shilan": (["Photo editor", "Reporter"], None),  # nor is any hers
    # Who does to the stories what others are then asked to go on with.
    "azad": (["Editor"], "society"),
}

# How far: the steps that lead there. Every story has a revision before its newest.
LIVE = "write submit approve publish"
STORIES = {
    "assigned": "plan",
    "writing": "write",
    "submitted": "write submit",
    "approved": "write submit approve",
    "scheduled": "write submit approve schedule",
    "scheduled, edited": "write submit approve schedule edit",  # waits for approval again
    "on hold": "write hold",  # by Rojîn
    "approved, embargo": "write submit approve embargo",  # by Hêvî
    "killed": "write kill",
    "killed, submitted": "write submit kill",
    "live": LIVE,
    "live, newer": f"{LIVE} edit",
    "live, submitted": f"{LIVE} edit submit",
    "live, approved": f"{LIVE} edit submit approve",
    "live, update scheduled": f"{LIVE} edit submit approve schedule",
    "live, withdrawal scheduled": f"{LIVE} schedule_withdrawal",
    "retracted": f"{LIVE} retract",
    "withdrawn": f"{LIVE} withdraw",
}
KILLED = {"killed", "killed, submitted"}
ALIVE = STORIES.keys() - KILLED
READ = {story for story in STORIES if story.startswith("live")} | {"retracted"}  # readers have it
NEVER = ALIVE - READ - {"withdrawn"}
SCHEDULED = {"scheduled", "scheduled, edited", "live, update scheduled"}
NEWER = {"live, newer", "live, submitted", "live, approved", "live, update scheduled"}
SUBMITTED = {"submitted", "scheduled, edited", "live, submitted"}
APPROVED = {"approved", "scheduled", "approved, embargo", "live, approved", "live, update scheduled"}
# With the editors: between submission and publication its reporter changes nothing.
WITH_EDITORS = SUBMITTED | APPROVED
# Nothing goes out before its embargo ends, nor without a word in it: the checklist's refusal, not the stage's.
NOT_YET = {"on hold", "approved, embargo", "assigned"}
GOES_OUT = (NEVER | NEWER | {"withdrawn"}) - NOT_YET

OWN = {"rojin", "berivan"}
HOUSE = {"dana", "zana", "hevi"}  # the section's editors, and the chief in all of them
ANY = OWN | HOUSE


def soon(**ahead):
    return f"{timezone.localtime() + timedelta(**ahead):%Y-%m-%d %H:%M}"


@dataclass(frozen=True)
class Act:
    """One verb: who may do it at all, to which stories it is done; to the others it is refused, with words."""

    who: set
    to: set
    given: Callable[[], dict] = dict  # what the verb is told besides
    checklist: set = field(default_factory=set)  # the stories of which only the checklist says no
    instead: set = field(default_factory=set)  # the stories whose form has another button in its place
    stays: set = field(default_factory=set)  # the stories to which who has it as their *own* story may not do it


VERBS = {
    # Planning, and the way to approval
    "assign": Act(HOUSE, ALIVE, lambda: {"commissioned_words": 300}),
    "ask_for_photo": Act(HOUSE | {"karwan", "shilan"}, ALIVE, lambda: {"needs_photo": True}),
    "submit": Act(ANY, {"writing", "on hold", "live, newer"}, checklist={"assigned"}),
    "recall": Act(ANY, SUBMITTED),
    "approve": Act(HOUSE, SUBMITTED),
    "send_back": Act(HOUSE, WITH_EDITORS | {"withdrawn"}, lambda: {"reason": "Who says so?"}),
    "clear_legal": Act({"hevi"}, ALIVE),
    # Publication, now and by the clock
    "publish": Act(HOUSE, GOES_OUT),
    "schedule": Act(
        HOUSE,
        GOES_OUT,
        lambda: {"wall_time": soon(days=1)},
        checklist={"approved, embargo"},  # a later moment would do
        instead=SCHEDULED,
    ),
    "use_newest": Act(HOUSE, {"scheduled, edited"}, instead=STORIES.keys() - SCHEDULED),
    "reschedule": Act(HOUSE, SCHEDULED, lambda: {"wall_time": soon(days=2)}, instead=STORIES.keys() - SCHEDULED),
    "unschedule": Act(HOUSE, SCHEDULED, instead=STORIES.keys() - SCHEDULED),
    "withdraw": Act(HOUSE, READ, lambda: {"reason": "The family asked us to."}),
    "schedule_withdrawal": Act(HOUSE, READ | SCHEDULED, lambda: {"wall_time": soon(days=3), "reason": "It was lent."}),
    "unschedule_withdrawal": Act(
        HOUSE, {"live, withdrawal scheduled"}, instead=STORIES.keys() - {"live, withdrawal scheduled"}
    ),
    # What holds it back, or takes it away
    "set_embargo": Act(ANY, ALIVE - READ, lambda: {"reason": "The source asked."}),
    "release_embargo": Act(
        ANY, {"on hold", "approved, embargo"}, instead=STORIES.keys() - {"on hold", "approved, embargo"}
    ),
    "kill": Act(ANY, NEVER, instead=KILLED, stays=WITH_EDITORS),
    "revive": Act(ANY, KILLED, instead=ALIVE, stays={"killed, submitted"}),
    # What is no step
    "restore": Act(ANY, ALIVE, stays=WITH_EDITORS),
    "tag": Act(ANY, ALIVE, lambda: {"names": ["river"]}, stays=WITH_EDITORS),
    "protect_byline": Act(ANY, ALIVE),
    "move": Act(HOUSE, READ | {"withdrawn"}, lambda: {"slug": "another-address"}),
    "set_live_options": Act(HOUSE, READ, lambda: {"comments_open": False, "indexable": False}),
    "share": Act(HOUSE, ALIVE, lambda: {"recipient": "Nesrîn the lawyer"}),
}


def expected(person, verb, story):
    """Return what the law answers: done, refused with words, or forbidden."""
    act = VERBS[verb]
    if person not in act.who or not is_theirs(person, verb, story):
        return FORBIDDEN
    if person in OWN and story in act.stays:
        return REFUSED
    return DONE if story in act.to else REFUSED


def expected_of_a_save(person, story):
    """Return what the law answers to changed words, whatever else of a story the person may change."""
    if person in HOUSE or (person in OWN and story not in WITH_EDITORS | {"killed, submitted"}):
        return DONE
    # Who keeps the photos saves captions of every story, and no word beside them.
    return REFUSED if person in ("karwan", "shilan") else FORBIDDEN


def is_theirs(person, verb, story):
    """Whether it is this person's to take back: who submitted it or an editor; who set the embargo or the chief."""
    if verb == "recall":
        return person in HOUSE or (person == "rojin" and "submit" in STORIES[story])
    if verb in ("set_embargo", "release_embargo") and story in ("on hold", "approved, embargo"):
        return person in ({"rojin", "hevi"} if story == "on hold" else {"hevi"})
    return True


# The house of the table ---------------------------------------------------------------------------------------


@dataclass
class House:
    """The people by name, the stories by how far they are, and who else the verbs need."""

    people: dict
    stories: dict
    author: object
    agency: object
    facts: dict = field(default_factory=dict)  # by story: all that a verb may change of it
    forms: dict = field(default_factory=dict)  # by story: what its form sends, once it was opened

    def given(self, verb, article):
        """Return what a verb is told besides the story and the person."""
        extra = {}
        if verb == "protect_byline":
            extra = {"author": self.author, "public": self.agency, "editors": [self.people["hevi"]]}
        elif verb == "restore":
            extra = {"revision": article.revisions.get(number=1)}
        return VERBS[verb].given() | extra


def make_people():
    """Make every person of PEOPLE in their groups and sections; return them by name."""
    roles.grant()
    groups = {group.name: group for group in Group.objects.all()}
    people = {}
    for name, (memberships, section) in PEOPLE.items():
        person = User.objects.create_user(name, first_name=name.capitalize(), is_staff=True)
        person.groups.set([groups[group] for group in memberships])
        if section:
            cast.make_section(section).editors.add(person)
        people[name] = User.objects.get(pk=person.pk)
    return people


def build():
    """Make the house: every person of PEOPLE and every story of STORIES."""
    people = make_people()
    author = cast.make_author("Berîvan", user=people["berivan"])
    agency = cast.make_agency()
    house = House(people, {}, author, agency)
    for story, steps in STORIES.items():
        article = None
        for step in steps.split():
            article = Article.objects.get(pk=_STEPS[step](article, house).pk)
        house.stories[story] = article
        house.facts[story] = facts(article)
    return house


def facts(article):
    """Return what tells whether anything was done to a story: every verb leaves a row of one of these."""
    return [
        Article.objects.filter(pk=article.pk).values().get(),
        Revision.objects.filter(article=article).count(),
        Publication.objects.filter(edition=article.pk).count(),
        DeskLog.objects.filter(article=article).exclude(event="desk.forbidden").count(),
    ]


def _plan(_article, house):
    by = house.people["azad"]
    stub = desk.assign(by=by, section=Section.objects.get(slug="society"), brief="The bridge", assignee=None)
    stub.bylines.create(author=house.author)
    Article.objects.filter(pk=stub.pk).update(created_by=house.people["rojin"])
    desk.record(stub, by=house.people["rojin"])
    return stub


def _write(_article, house):
    article = cast.make_article(by=house.people["rojin"], authors=[house.author], tags=["bridges"])
    return _edit(article, house)


def _edit(article, house, **fields):
    words = {"standfirst": f"Words number {article.revisions.count()}.", "change_kind": "update"} | fields
    cast.edit(article, by=house.people["rojin"], **words)
    return article


def _retract(article, house):
    _edit(article, house, change_kind="retraction", change_note="We could not confirm what this story said.")
    desk.publish(article, by=house.people["azad"])
    return article


def _step(verb, person, **given):
    """Return the step that is a verb of a person; a wall time is named by how far ahead it lies."""

    def step(article, house):
        told = {name: soon(**value) if name == "wall_time" else value for name, value in given.items()}
        getattr(desk, verb)(article, by=house.people[person], **told)
        return article

    return step


_STEPS = {
    "plan": _plan,
    "write": _write,
    "edit": _edit,
    "retract": _retract,
    "submit": _step("submit", "rojin"),
    "approve": _step("approve", "azad"),
    "publish": _step("publish", "azad"),
    "schedule": _step("schedule", "azad", wall_time={"days": 1}),
    "schedule_withdrawal": _step("schedule_withdrawal", "azad", wall_time={"days": 3}, reason="It was lent."),
    "hold": _step("set_embargo", "rojin", reason="The source asked."),
    "embargo": _step("set_embargo", "hevi", reason="The report is out then.", wall_time={"days": 5}),
    "kill": _step("kill", "azad"),
    "withdraw": _step("withdraw", "azad", reason="The family asked us to."),
}


def call(verb, article, by, given):
    """Do a verb by its function."""
    if verb == "share":
        return shares.share(article, by=by, **given)
    if verb == "restore":
        return desk.restore(article, by=by, **given)
    return getattr(desk, "assign" if verb == "ask_for_photo" else verb)(article, by=by, **given)
