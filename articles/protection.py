"""Protected bylines: the one place that knows where a name may not be said, and what is said in its place.

`who` is asked by everything that prints a person of a story: history, lists, cards, presence, notes, notices, records.
`cover` is asked by whatever reads a document of a story. To every colleague a protected person reads "protected", to
those named on the story too: they see the name on one page alone, and each look is logged.
"""

from django.db.models import Exists, OuterRef
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from articles.models import ProtectedByline
from authors.models import Author

PROTECTED = _("protected")


class Hidden:
    """The standing protections of one story."""

    def __init__(self, rows):
        self.rows = list(rows)
        self.users = {row.author.user_id for row in self.rows} - {None}

    def __bool__(self):
        return bool(self.rows)

    @cached_property
    def public(self):
        """Return {number of an author, also of one merged since: the author whom a document names in their place}."""
        found = {row.author_id: row.public for row in self.rows}
        merged = Author.objects.filter(merged_into__in=list(found)).values_list("pk", "merged_into")
        return found | {number: found[into] for number, into in merged}


def standing():
    """Return the protections that were not lifted, with the names they are about."""
    return ProtectedByline.objects.filter(lifted_at=None).select_related("author__user", "public")


def of(article):
    """Return the Hidden of a story, kept with the object it was asked for (1 query at first)."""
    if "hidden_people" not in article.__dict__:
        remember([article])
    return article.__dict__["hidden_people"]


def remember(articles):
    """Fetch what `of` answers for many stories at once (1 query)."""
    articles = [article for article in articles if article is not None]
    found = {article.pk: [] for article in articles}
    for row in standing().filter(article__in=list(found)):
        found[row.article_id].append(row)
    for article in articles:
        article.__dict__["hidden_people"] = Hidden(found[article.pk])


def hides(user, article):
    """Whether the story may not say the name of this user."""
    return user is not None and user.pk in of(article).users


def who(user, article):
    """Return how a member of staff is called on a story, to everybody."""
    return str(PROTECTED) if hides(user, article) else str(user)


def with_assignee(articles):
    """Return a queryset of articles on which `assignee_of` needs no further query."""
    return articles.select_related("assignee").annotate(hides_assignee=hidden_here("pk", "assignee"))


def assignee_of(article):
    """Return how a story's assignee is called; empty where it has none."""
    if article.assignee is None:
        return ""
    hidden = article.hides_assignee if hasattr(article, "hides_assignee") else hides(article.assignee, article)
    return str(PROTECTED if hidden else article.assignee)


def pairs(article_ids):
    """Return {(number of a story, number of a user)} of the people whom these stories hide (1 query)."""
    found = ProtectedByline.objects.filter(lifted_at=None, article__in=set(article_ids), author__user__isnull=False)
    return set(found.values_list("article", "author__user"))


def hidden_here(article, user):
    """Return the condition, for a subquery, that a story hides a user; both are names of outer columns."""
    return Exists(
        ProtectedByline.objects.filter(lifted_at=None, article=OuterRef(article), author__user=OuterRef(user))
    )


def masked(text, article, at):
    """Return what people wrote at the desk about a story, without the names it protects now.

    Only what was written before counts: a name typed since shows as it was typed, or one could try names out.
    """
    for row in of(article).rows:
        if at < row.set_at:
            names = names_of(row.author) + ([f"@{row.author.user.username}"] if row.author.user_id else [])
            for name in names:
                text = text.replace(name, str(PROTECTED))
    return text


# Documents ----------------------------------------------------------------------------------------------------


def cover(document, holder, article_id):
    """Return a document with public names in the place of protected ones. `holder` keeps what was found (1 query).

    Who reads a document never sees the name: compare, restore, share and publication alike. The stored one stays.
    """
    if "hidden_people" not in holder.__dict__:
        holder.__dict__["hidden_people"] = Hidden(standing().filter(article=article_id))
    hidden = holder.__dict__["hidden_people"]
    if not hidden:
        return document
    story = document["story"] | {"byline_line": without_names(document["story"].get("byline_line", ""), hidden.rows)}
    bylines, seen = [], set()
    for row in document["bylines"]:
        public = hidden.public.get(row["author"])
        row = row | {"author": public.pk, "name": public.name} if public else row
        if not public or (public.pk, row["role"]) not in seen:
            bylines.append(row)
        seen.add((row["author"], row["role"]))
    return document | {"story": story, "bylines": bylines}


def without_names(text, rows, language=""):
    """Return a text in which each protected name, however it is spelt in a language, is the public one."""
    for row in rows:
        for name in names_of(row.author):
            text = text.replace(name, row.public.name_in(language) if language else row.public.name)
    return text


def names_of(author):
    """Return the names by which a person is and was known, longest first."""
    names = {author.user.get_full_name()} if author.user_id else set()
    for known in [author, *Author.objects.filter(merged_into=author)]:
        names |= {known.name, *known.names.values()}
    return sorted((name for name in names if name.strip()), key=len, reverse=True)
