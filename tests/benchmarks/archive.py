"""A large archive with a desk at work over it, written by rows alone: some seconds for a hundred thousand stories.

The first SHEET stories are made with the models, then copied by the database itself, each copy a week later. Who
reads a figure can trust the shares: one story in two hundred killed, abandoned or withdrawn, and so on, at any size.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.contrib.auth.models import Group
from django.core.management.color import no_style
from django.db import connection, models
from django.db.models import Max, Min
from django.utils import timezone
from taggit.models import Tag

from articles.models import (
    Approval,
    Article,
    Byline,
    Caption,
    DeskLog,
    Edition,
    EditionByline,
    EditionCaption,
    Note,
    Notice,
    ProtectedByline,
    Publication,
    Revision,
    Schedule,
    TaggedArticle,
    TaggedEdition,
)
from authors.models import Author, User
from newsroom import roles
from tests import cast

SHEET = 1_000
PACE = timedelta(minutes=10)  # from one story to the next
IN_HAND = 300  # which readers do not have yet
PARAGRAPH = "<p>“The river rose by a metre overnight,” said Zeyneb Ali – she has measured it for thirty years.</p>"
BODY = PARAGRAPH * 12
LANGUAGES = ("en", "en", "en", "ar", "ku", "ckb")
PLACES = ("Derik", "Kobanê", "Amûdê", "قامشلو", "الحسكة", "Girkê Legê", "Dêrik", "Serê Kaniyê")
THINGS = ("footbridge", "school", "harvest", "river", "market", "hospital", "bakery", "road", "well", "library")
NAMES = (
    *("Rojîn", "Dana", "Hêvî", "Karwan", "Lana", "Sami", "Leyla", "Azad", "Zeyneb", "Baran"),
    *("Nûjîn", "Dilan", "Yusuf", "Meryem", "Hozan", "Berfîn", "Aras", "Şîlan", "Omar", "Nour"),
)
STAGES = (Article.Stage.ASSIGNED, Article.Stage.WRITING, Article.Stage.SUBMITTED, Article.Stage.APPROVED)
# What is copied, each after what it refers to.
COPIED = (
    *(Article, Revision, Byline, Caption, TaggedArticle, Approval, Edition, EditionByline, EditionCaption),
    *(TaggedEdition, Publication, DeskLog, Note, Notice, Schedule),
)


class House:
    """The people, sections, names, tags and photos of the newsroom. One person of each role goes by its name."""

    def __init__(self):
        roles.grant()
        self.reporters = self._staff("Reporter", 60)
        self.editors = self._staff("Editor", 12)
        self.chiefs = self._staff("Chief editor", 3)
        self.photo_editors = self._staff("Photo editor", 2)
        self.admin = User.objects.create_superuser("admin", password="a long enough word")
        self.sections = [cast.make_section(f"section-{number}") for number in range(24)]
        for number, section in enumerate(self.sections[:16]):
            section.editors.set([self.editors[number % 12], self.editors[(number + 1) % 12]])
        self.authors = [cast.make_author(f"{NAMES[number % 20]} Name{number}") for number in range(200)]
        for author, user in zip(self.authors, [*self.reporters, *self.editors], strict=False):
            author.user = user
        Author.objects.bulk_update(self.authors, ["user"])
        self.tags = Tag.objects.bulk_create(Tag(name=f"tag{number}", slug=f"tag-{number}") for number in range(2_000))
        self.photos = [cast.make_photo() for _number in range(100)]

    @staticmethod
    def _staff(role, number):
        name, group = role.lower().replace(" ", "-"), Group.objects.get(name=role)
        people = [
            User(username=f"{name}-{place}" if place else name, first_name=role, last_name=f"{place}", is_staff=True)
            for place in range(number)
        ]
        people = User.objects.bulk_create(people)
        group.user_set.add(*people)
        return people

    def writer(self, place):
        return self.reporters[place % len(self.reporters)]

    def editor(self, place):
        return self.editors[place % len(self.editors)]


def fill(number):
    """Write an archive of `number` stories, a multiple of SHEET, up to now, and the work in hand; return the House."""
    house = House()
    begin = datetime.now(UTC).replace(microsecond=0) - number * PACE
    _sheet(house, begin)
    first = {model: _Rows.of(model) for model in COPIED}
    for model in COPIED:
        _copy(model, first, number // SHEET - 1)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), COPIED):
            cursor.execute(statement)
    _in_hand(house)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return house


# The first sheet ----------------------------------------------------------------------------------------------


def _sheet(house, begin):
    """Write whole stories by rows."""
    articles = Article.objects.bulk_create(_article(house, place, begin + place * PACE) for place in range(SHEET))
    revisions = _revisions(articles)
    _rows_of(house, articles)
    out = [(place, one, revisions[one.pk][0]) for place, one in enumerate(articles) if place % 200 not in (1, 2, 3)]
    _published(house, out)
    _told(house, articles, revisions)


def _article(house, place, at):
    """Return one story: of two hundred one is abandoned, one killed, one held; of a hundred one has a newer draft."""
    part = place % 200
    is_writing = part in (1, 2, 5, 105)
    return Article(
        headline=f"{PLACES[place % 8]}: the {THINGS[place % 10]} opens again, {place}",
        standfirst="Eleven months of work end a long way round.",
        slug=f"{THINGS[place % 10]}-of-the-archive-{place}",
        language=LANGUAGES[place % 6],
        body=BODY,
        section=house.sections[place * 7 % 24] if place % 50 else None,
        source="Firat Agency",
        brief=f"The {THINGS[place % 10]} of {PLACES[place % 8]}",
        stage=Article.Stage.WRITING if is_writing else Article.Stage.APPROVED,
        created_by=house.writer(place),
        assignee=house.writer(place * 3) if place % 2 else None,
        deadline=at if place % 10 < 7 else None,
        planned_for=at.date() if place % 10 < 7 else None,
        commissioned_words=400,
        needs_photo=place % 2 == 0,
        needs_legal=place % 100 == 9,
        saved_at=at,
        created_at=at,
        killed_at=at if part == 2 else None,
        embargo=Article.Embargo.HOLD if part == 3 else Article.Embargo.NONE,
    )


def _revisions(articles):
    """Write one revision of each story, two of whose draft went on; return {number of a story: [oldest, …]}."""
    rows = [
        Revision(
            article=article,
            number=number,
            schema=1,
            document={"story": {"headline": article.headline, "body": ""}},
            by=article.created_by,
            at=article.saved_at,
        )
        for article in articles
        for number in ((1, 2) if article.stage == Article.Stage.WRITING else (1,))
    ]
    found = {}
    for row in Revision.objects.bulk_create(rows):
        found.setdefault(row.article_id, []).append(row)
    return found


def _rows_of(house, articles):
    Byline.objects.bulk_create(
        Byline(article=one, author=house.authors[place % 200]) for place, one in enumerate(articles)
    )
    Caption.objects.bulk_create(
        Caption(article=one, photo=house.photos[place % 100], role=Caption.Role.LEAD)
        for place, one in enumerate(articles)
        if place % 2
    )
    TaggedArticle.objects.bulk_create(
        TaggedArticle(content_object=one, tag=house.tags[place * step % 2_000])
        for place, one in enumerate(articles)
        for step in ((1, 3) if place % 1_000 else (1,))
    )


def _published(house, out):
    """Give readers stories: of five hundred one is withdrawn, of a thousand one retracted."""
    editions = Edition.objects.bulk_create(
        Edition(
            article=article,
            revision=revision,
            uri=f"tag:{article.pk}",
            published_at=article.saved_at,
            withdrawn_at=article.saved_at + timedelta(days=1) if place % 500 == 7 else None,
            retracted_at=article.saved_at + timedelta(days=1) if place % 1_000 == 11 else None,
            **{name: getattr(article, name) for name in ("headline", "slug", "language", "body", "section_id")},
        )
        for place, article, revision in out
    )
    EditionByline.objects.bulk_create(
        EditionByline(edition=one, author=house.authors[place % 200], **one.listing)
        for place, one in enumerate(editions)
    )
    EditionCaption.objects.bulk_create(
        EditionCaption(edition=one, photo=house.photos[place % 100], role=EditionCaption.Role.LEAD)
        for place, one in enumerate(editions)
        if place % 2
    )
    TaggedEdition.objects.bulk_create(
        TaggedEdition(content_object=one, tag=house.tags[place % 2_000], **one.listing)
        for place, one in enumerate(editions)
    )
    Publication.objects.bulk_create(
        Publication(edition=one, revision_id=one.revision_id, kind="first", at=one.published_at, by=house.editor(place))
        for place, one in enumerate(editions)
    )
    Approval.objects.bulk_create(
        Approval(article=article, revision=revision, by=house.editor(place), at=article.saved_at)
        for place, article, revision in out
    )
    Schedule.objects.bulk_create(
        Schedule(
            article=article,
            revision=revision,
            moment=article.saved_at,
            wall_time="",
            zone="UTC",
            by=house.editor(place),
            at=article.saved_at,
            done_at=article.saved_at,
        )
        for place, article, revision in out
        if place % 10 == 0
    )


def _told(house, articles, revisions):
    """Write what the desk did and said: two log rows and a notice a story, a note in every fifth."""
    DeskLog.objects.bulk_create(
        DeskLog(event=event, article=one, revision=revisions[one.pk][0], by=house.editor(place), at=one.saved_at)
        for place, one in enumerate(articles)
        for event in ("story.submitted", "story.sent_back" if place % 200 == 1 else "story.approved")
    )
    Note.objects.bulk_create(
        Note(article=one, text="Is the figure right?", by=house.editor(place), at=one.saved_at)
        for place, one in enumerate(articles)
        if place % 5 == 0
    )
    Notice.objects.bulk_create(
        Notice(
            user=one.created_by,
            kind="mention" if place % 20 == 0 else "approved",
            event="story.approved",
            article=one,
            by=house.editor(place),
            at=one.saved_at,
            read_at=None if place % 100 == 50 else one.saved_at,
        )
        for place, one in enumerate(articles)
    )


# Its copies ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Rows:
    """The numbers of a model's rows on the first sheet."""

    first: int
    number: int

    @classmethod
    def of(cls, model):
        least, most = model.objects.aggregate(least=Min("pk"), most=Max("pk")).values()
        return cls(least, most - least + 1)


def _copy(model, first, copies):
    """Let the database copy the rows of the first sheet, each time a sheet's time later and under new numbers."""
    name, fields = connection.ops.quote_name, model._meta.concrete_fields
    key, table = name(model._meta.pk.column), name(model._meta.db_table)
    columns = ", ".join(name(field.column) for field in fields)
    values = ", ".join(_copied(field, first) for field in fields)
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE copies(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM copies WHERE k < {copies})"  # noqa: S608
            f" INSERT INTO {table} ({columns}) SELECT {values} FROM copies CROSS JOIN"
            f" (SELECT * FROM {table} WHERE {key} < {first[model].first + first[model].number}) AS one"
        )


def _copied(field, first):
    """Return the SQL of a column's value in copy number k."""
    column = connection.ops.quote_name(field.column)
    owner = field.related_model if field.is_relation else field.model if field.primary_key else None
    if owner in first:
        return f"{column} + k * {first[owner].number}"
    if isinstance(field, models.DateField):
        return _later(field, f"k * {SHEET * PACE // timedelta(minutes=1)}")
    if field.name in ("headline", "slug", "uri"):
        return f"{column} || '-' || k"
    return column


def _later(field, minutes):
    """Return the SQL of a moment or day so much later, written as Django writes it."""
    column, kind = (
        connection.ops.quote_name(field.column),
        "datetime" if isinstance(field, models.DateTimeField) else "date",
    )
    if connection.vendor == "sqlite":
        return f"{kind}({column}, '+' || ({minutes}) || ' minutes')"
    return f"({column} + ({minutes}) * interval '1 minute')" + ("::date" if kind == "date" else "")


# The work in hand ---------------------------------------------------------------------------------------------


def _in_hand(house):
    """Write what readers do not have yet, newest last: some of it planned, some on the clock, some late."""
    now = timezone.now().replace(microsecond=0)
    articles = Article.objects.bulk_create(
        Article(
            headline=f"Story {place} in hand" if place % 4 else "",
            brief=f"What is to be of story {place}",
            slug=f"in-hand-{place}" if place % 4 else "",
            language=LANGUAGES[place % 6],
            body=BODY if place % 4 else "",
            section=house.sections[place * 7 % 24],
            stage=STAGES[place % 4],
            created_by=house.writer(place // 3),
            assignee=house.writer(place // 2),
            deadline=now + (place - 30) * timedelta(hours=1),
            planned_for=(now + place * timedelta(hours=1)).date() if place % 5 else None,
            needs_legal=place % 20 == 3,
            saved_at=now - (IN_HAND - place) * PACE,
        )
        for place in range(IN_HAND)
    )
    revisions = _revisions(articles)
    _rows_of(house, articles)
    _told(house, articles, revisions)
    Schedule.objects.bulk_create(
        Schedule(
            article=one,
            revision=revisions[one.pk][-1],
            moment=now + (place - 40) * timedelta(hours=1),
            wall_time="2026-01-01 00:00",
            zone="UTC",
            by=house.editor(place),
            at=now,
            refused=place % 60 == 3,
        )
        for place, one in enumerate(articles)
        if one.stage == Article.Stage.APPROVED
    )
    for place in range(20):
        ProtectedByline.objects.create(
            article=articles[place * 9],
            author=house.authors[place],
            public=house.authors[-1],
            set_by=house.chiefs[0],
            set_at=now,
        )
