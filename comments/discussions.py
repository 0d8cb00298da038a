"""Reading: whether a story takes comments, and the comments readers may read. Every public page begins here."""

import datetime
from dataclasses import dataclass

from django.db.models import Exists, F, JSONField, OuterRef, Q, Subquery, Value
from django.db.models.functions import JSONObject, Left
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Edition
from comments.models import Comment, Decision, Discussion, Policy
from comments.prepared import Prepared
from newsroom import pages

UNDER_A_STORY = 20
A_PAGE = 50


@dataclass(frozen=True)
class Standing:
    """How a live story stands with its readers' comments, at one moment."""

    edition: Edition
    policy: Policy
    mode: str
    mode_since: datetime.datetime | None
    mode_until: datetime.datetime | None
    published_count: int
    has_picks: bool
    now: datetime.datetime

    @property
    def closes_at(self):
        """When age closes the comments; None: never."""
        days = self.policy.close_after_days
        return self.edition.published_at + datetime.timedelta(days=days) if days else None

    @property
    def is_open(self):
        return not self.closed_because

    @property
    def closed_because(self):
        """Why nobody can comment, in a sentence for readers; empty while everybody can."""
        if not self.edition.comments_open or not self.policy.enabled or self.mode == Discussion.Mode.CLOSED:
            return _("Comments on this story are closed.")
        if self.closes_at and self.now >= self.closes_at:
            return _("Comments closed %(days)s days after this story was published.") % {
                "days": self.policy.close_after_days
            }
        return ""

    @property
    def closed_since(self):
        """The moment from which nobody could comment, where it is known."""
        if self.mode == Discussion.Mode.CLOSED:
            return self.mode_since
        by_age = self.edition.comments_open and self.policy.enabled and self.closes_at
        return self.closes_at if by_age and self.now >= self.closes_at else None

    @property
    def is_slow(self):
        return self.mode == Discussion.Mode.SLOW

    @property
    def newest_first(self):
        """Whether the house reads this story's comments from the newest thread on, where a reader asks for no order."""
        return self.policy.order == Policy.Order.NEWEST

    @property
    def promise(self):
        """What will happen to a comment, said before it is written."""
        if self.mode == Discussion.Mode.HOLD_ALL or self.policy.publishing == Policy.Publishing.HOLD_ALL:
            return _("An editor reads every comment before it appears.")
        if self.policy.publishing == Policy.Publishing.HOLD_FIRST:
            return _("An editor reads the first comments of every reader before they appear.")
        return _("Most comments appear at once; some wait for an editor.")


def answered(number):
    """Return the question for the published comment with this number under the story: what it takes to answer it."""
    if number is None:
        return Value(None, output_field=JSONField())
    columns = {name: name for name in ("article_id", "path", "name", "body", "by_staff")}
    comments = Comment.objects.published().filter(pk=number, article=OuterRef("pk"))
    return Subquery(comments.order_by().values(columns=JSONObject(id="pk", **columns)))


class Question:
    """What is asked of the database about a live story: its Standing, and what else `also` names, in one query.

    `also` gives expressions over the Edition for some values; their answers are attributes of the Standing's edition.
    """

    def __init__(self, also=lambda **_values: {}):
        self.also = also
        self.prepared = Prepared(self._query)

    def standing(self, article_id, now=None, **values):
        """Return the Standing of the live story with this article's number; None for anything else.

        Unknown, draft, scheduled and withdrawn stories are alike, so that nobody learns which exists.
        """
        if not 0 < article_id < 2**63:
            return None
        now = now or timezone.now()
        edition = self.prepared.first(article_id=article_id, **values)
        if edition is None:
            return None
        over = edition.mode_until is not None and edition.mode_until <= now
        standing = Standing(
            edition=edition,
            policy=Policy(**(edition.policy or {})),
            mode=Discussion.Mode.OPEN if over or edition.mode is None else edition.mode,
            mode_since=None if over else edition.mode_since,
            mode_until=None if over else edition.mode_until,
            published_count=edition.published_count or 0,
            has_picks=edition.has_picks,
            now=now,
        )
        pages.shows(f"story:{edition.pk}", f"comments:{edition.pk}")
        pages.holds_until(edition.mode_until, standing.closes_at)
        return standing

    def _query(self, article_id, **values):
        policies = Policy.objects.filter(Q(section=OuterRef("section")) | Q(section=None))
        policies = policies.order_by(F("section").asc(nulls_last=True))
        columns = ("enabled", "publishing", "first_n", "close_after_days", "order", "rules_text")
        discussions = Discussion.objects.filter(article=OuterRef("pk"))
        picks = Comment.objects.picked().filter(article=OuterRef("pk"))
        return (
            Edition.objects.live()
            .filter(pk=article_id)
            .defer("body", "insets")
            .annotate(
                policy=Subquery(policies.values(fields=JSONObject(**{name: name for name in columns}))[:1]),
                mode=Subquery(discussions.values("mode")),
                mode_since=Subquery(discussions.values("mode_since")),
                mode_until=Subquery(discussions.values("mode_until")),
                published_count=Subquery(discussions.values("published_count")),
                has_picks=Exists(picks),
                **self.also(**values),
            )
        )


# Asked by every page of comments: nothing beside.
standing_of = Question().standing


# What readers see ---------------------------------------------------------------------------------------------


def shown(article_id):
    """Return what readers see of an article's comments: the published, and tombstones with something below them."""
    reasons = Decision.objects.filter(comment=OuterRef("pk"), to_state=Comment.State.REMOVED).order_by("-pk")
    return (
        Comment.objects.filter(article=article_id)
        .filter(Q(state=Comment.State.PUBLISHED) | Q(published_below__gt=0))
        .select_related("parent")
        .defer("parent__body", "parent__words", "words", "email", "network", "author_mark", "fingerprint")
        .annotate(removed_reason=Subquery(reasons.values("reason")[:1]))
    )


@dataclass(frozen=True)
class Page:
    """Some comments in reading order; `after` opens the next page, `root` is the thread the page opens inside."""

    comments: list
    after: str = ""
    root: Comment | None = None


def first_page(article_id, *, newest_first=False, size=UNDER_A_STORY):
    """Return the first comments of a story. One query, however many there are."""
    return page_of(article_id, newest_first=newest_first, size=size)


def page_of(article_id, *, newest_first=False, picks=False, after="", size=A_PAGE):
    """Return a page of a story's comments after the path `after`, by keyset: page 100 costs what page 1 costs.

    Newest first means the newest thread first; within a thread people answer downwards. `picks`: the editors' alone.
    """
    comments = shown(article_id)
    if picks:
        comments = comments.picked()
    if newest_first:
        page = _page(_from_the_newest(comments, article_id, after, None if picks else size), size)
    else:
        page = _page((comments.filter(path__gt=after) if after else comments).order_by("path"), size)
    if after and page.comments and page.comments[0].level > 1 and not picks:
        opened = shown(article_id).filter(path=page.comments[0].path[: Comment.NUMBER_WIDTH]).first()
        return Page(page.comments, page.after, opened)
    return page


def _from_the_newest(comments, article_id, after, size):
    """Return comments with the newest thread first. `size`: how many are enough; None: all threads are looked at.

    Threads have no index from their end, so first the roots are asked for that fill a page: only those are sorted.
    """
    root = after[: Comment.NUMBER_WIDTH]
    comments = comments.annotate(root=Left("path", Comment.NUMBER_WIDTH)).order_by("-root", "path")
    if after:
        comments = comments.filter(Q(path__lt=root) | Q(path__gt=after, path__lte=_end_of(root)))
    if size is None:
        return comments
    roots = shown(article_id).filter(level=1).order_by("-path").values_list("path", "published_below")
    enough, filled = "", 0
    for path, below in (roots.filter(path__lte=root) if after else roots)[: size + 1]:
        enough = path
        if path != root:  # of the thread that is gone on with, nobody knows how much is left
            filled += below
        if filled > size:
            break
    return comments.filter(path__gte=enough)


def _end_of(root):
    """Return the last path there can be in a thread: PostgreSQL has no index for how a text begins."""
    return root + "9" * (Comment.LEVELS - 1) * Comment.NUMBER_WIDTH


def thread_of(comment):
    """Return the whole thread around a published comment, up to a page of it, in reading order."""
    root = comment.path[: Comment.NUMBER_WIDTH]
    around = list(shown(comment.article_id).filter(path__gte=root, path__lte=_end_of(root)).order_by("path")[:A_PAGE])
    return around if comment in around else [*around, comment]


def _page(comments, size):
    rows = list(comments[: size + 1])
    more = len(rows) > size
    return Page(rows[:size], rows[size - 1].path if more else "")
