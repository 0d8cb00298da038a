"""A story as a card: on the board and in the week. Any number of cards costs the same number of queries."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import prefetch_related_objects
from django.utils import timezone

from articles import offers, permissions, protection, state, transitions
from articles.admin.acts import ACTS
from articles.admin.lists import badge, held_badge, moment, public_badge
from articles.models import Article, Section
from authors.models import User

# The next steps, by how far a story is; the other verbs are on its form.
STEPS = {
    Article.Stage.WRITING: ("submit",),
    Article.Stage.SUBMITTED: ("approve", "send_back"),
    Article.Stage.APPROVED: ("publish", "schedule", "send_back"),
}
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Button:
    """One verb of a card. `asks` is whether a page comes first."""

    offer: offers.Offer
    asks: bool


@dataclass(frozen=True)
class Card:
    article: Article
    assignee: str
    stage_badge: str
    public_badge: str
    held_badge: str
    deadline: str
    is_late: bool
    buttons: list
    may_plan: bool  # whether this person may move the day it is meant to run

    @property
    def earlier(self):
        return (self.article.planned_for - DAY).isoformat()

    @property
    def later(self):
        return (self.article.planned_for + DAY).isoformat()


def stories(user, *, section=None, person=None):
    """Return the stories that a board or week shows, killed ones left out, with all that their cards need."""
    found = permissions.with_own(state.with_state(Article.objects.filter(killed_at=None)), user)
    if section is not None:
        found = found.filter(section=section)
    if person is not None:
        found = found.filter(assignee=person)
        if person != user:
            found = found.exclude(protection.hidden_here("pk", "assignee"))
    return protection.with_assignee(found.select_related("section")).defer(
        "body", "insets", "edition__body", "edition__insets"
    )


def cards(articles, user):
    """Return the cards of stories that came from `stories`, by their numbers (three queries for any number of them)."""
    articles = list({article.pk: article for article in articles}.values())
    prefetch_related_objects(articles, "section__editors")
    plans = transitions.plans_of(articles)
    return {article.pk: _card(article, user, plans[article.pk]) for article in articles}


def _card(article, user, plan):
    now, public = timezone.now(), state.of(article)
    is_out = hasattr(article, "edition") and not public.newer_draft  # then there is no next step
    steps = () if is_out else STEPS.get(article.stage, ())
    return Card(
        article=article,
        assignee=protection.assignee_of(article),
        stage_badge=badge(article.stage, article.get_stage_display()),
        public_badge=public_badge(public),
        held_badge=held_badge(article),
        deadline=moment(article.deadline) if article.deadline else "",
        is_late=bool(article.deadline and article.deadline < now and not hasattr(article, "edition")),
        buttons=[
            Button(offer, bool(ACTS[offer.verb.name].asks(article, user)))
            for offer in offers.offers(
                article, user, head_number=article.head_number, plan=plan, only=steps, tells=False
            )
            if not offer.folded
        ],
        may_plan="planned_for" in permissions.may_plan(user, article),
    )


# What a board or week is narrowed to --------------------------------------------------------------------------


@dataclass(frozen=True)
class Narrowed:
    """The section and person that the page was asked for, and the choices there are (2 queries)."""

    sections: list
    people: list
    section: Section | None
    person: User | None

    @classmethod
    def of(cls, request):
        sections = list(Section.objects.all())
        people = list(User.objects.filter(is_active=True, is_staff=True).order_by("first_name", "last_name"))
        return cls(
            sections, people, _named(sections, request.GET.get("section")), _named(people, request.GET.get("person"))
        )

    @property
    def query(self):
        """Return what of the address says so, to be kept by links within the page."""
        parts = {"section": self.section, "person": self.person}
        return "".join(f"&{name}={row.pk}" for name, row in parts.items() if row)

    def stories(self, user):
        return stories(user, section=self.section, person=self.person)


def _named(rows, number):
    return next((row for row in rows if str(row.pk) == number), None)
