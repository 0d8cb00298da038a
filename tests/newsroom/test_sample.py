"""The sample archive: the same for the same seed, whole after an interruption, and like what the verbs publish."""

import io
import re
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone
from taggit.models import Tag

from articles import desk, documents
from articles.models import Article, Byline, Caption, Edition, Publication, Revision, SearchDocument
from articles.search import search
from comments.models import Comment, Discussion
from newsroom.management.commands.sample_archive import Command
from newsroom.sample import archive, records, stories, threads
from newsroom.sample.records import FIRST
from tests import cast

pytestmark = pytest.mark.django_db

UNTIL = date(2026, 11, 1)
MODELS = (*records.MODELS, *threads.MODELS)
# What differs between any two stories: numbers, keys and addresses.
OWN = {
    "id",
    "key",
    "uri",
    "slug",
    "place",
    "article_id",
    "edition_id",
    "revision_id",
    "content_object_id",
    "created_at",
}


@pytest.fixture
def newsroom():
    """A Cast without the demonstration's pictures."""
    return stories.Cast(
        sections=[cast.make_section(slug) for slug in ("culture", "society")],
        authors=[cast.make_author("Leyla Aziz", names={"ar": "ليلى عزيز"}), cast.make_agency(), cast.make_author()],
        photos=[cast.make_photo(), cast.make_photo(caption="A bridge.", language="ar")],
        tags={
            language: [Tag.objects.create(name=f"{language} {number}") for number in range(5)]
            for language in stories.LANGUAGES
        },
        writer=cast.reporter(),
        publisher=cast.editor(),
    )


def fill(newsroom, *, number=60, comments=0, seed=1):
    archive.fill(newsroom, seed=seed, number=number, comments=comments, until=UNTIL, processes=0)


def everything():
    """Return every row of every table that an archive writes."""
    return {model.__name__: list(model.objects.order_by("pk").values()) for model in MODELS}


def filled(newsroom, **wanted):
    """Return the rows of an archive that is made and taken back."""
    with transaction.atomic():
        fill(newsroom, **wanted)
        rows = everything()
        transaction.set_rollback(True)
    return rows


# The same rows ------------------------------------------------------------------------------------------------


def test_the_same_seed_gives_the_same_rows_and_another_seed_others(newsroom):
    first, second = filled(newsroom, comments=80), filled(newsroom, comments=80)
    assert first == second
    assert [len(first[name]) for name in ("Article", "Edition", "Comment")] == [60, 60, 80]
    other = filled(newsroom, comments=80, seed=2)
    assert [row["headline"] for row in other["Edition"]] != [row["headline"] for row in first["Edition"]]


def test_an_interrupted_archive_is_completed_to_the_same_rows(newsroom, monkeypatch):
    monkeypatch.setattr(threads, "LONGEST", 10)
    monkeypatch.setattr(threads, "USUAL", 3)
    monkeypatch.setattr(archive, "BATCH", 7)
    whole = filled(newsroom, comments=80)
    kept, stored = archive._store, []

    def killed_on_the_way(batch, future):
        if len(stored) in (4, 11):
            stored.append(None)
            raise KeyboardInterrupt
        stored.append(batch)
        return kept(batch, future)

    monkeypatch.setattr(archive, "_store", killed_on_the_way)
    with pytest.raises(KeyboardInterrupt):
        fill(newsroom, comments=80)
    assert 0 < Edition.objects.count() < 60
    with pytest.raises(KeyboardInterrupt):
        fill(newsroom, comments=80)
    assert Edition.objects.count() == 60
    assert 0 < Comment.objects.count() < 80
    fill(newsroom, comments=80)
    assert everything() == whole


def test_a_batch_that_fails_leaves_nothing_of_itself(newsroom, monkeypatch):
    kept = archive.store

    def fails_at_the_end(model, rows):
        if model is SearchDocument:
            raise RuntimeError("The disk is full.")
        kept(model, rows)

    monkeypatch.setattr(archive, "store", fails_at_the_end)
    with pytest.raises(RuntimeError):
        fill(newsroom)
    assert not Article.objects.exists()


def test_an_archive_does_not_go_on_with_another_seed_or_into_the_future(newsroom):
    fill(newsroom, number=10)
    with pytest.raises(archive.Mismatch, match="another seed"):
        fill(newsroom, number=20, seed=2)
    beyond = 10 + (timezone.localdate() - UNTIL).days * 120 + 1_000
    with pytest.raises(archive.Mismatch, match="future"):
        fill(newsroom, number=beyond)


def test_a_story_written_afterwards_gets_a_number_of_its_own(newsroom):
    fill(newsroom, comments=40)
    edition = cast.live_story()
    assert edition.pk > FIRST
    assert Comment.objects.create(
        article_id=edition.pk, number=1, path="000001", level=1, state="pending", posted_at=timezone.now()
    ).pk > FIRST  # fmt: skip


# As the verbs leave them --------------------------------------------------------------------------------------


def without_its_own(row):
    """Return a row as it would be of any story: in a document too."""
    row = {name: value for name, value in row.items() if name not in OWN}
    if "document" in row:
        document = row["document"]
        row["document"] = document | {
            "story": document["story"] | {"slug": ""},
            "bylines": [byline | {"key": ""} for byline in document["bylines"]],
            "captions": [caption | {"key": ""} for caption in document["captions"]],
        }
    return row


def rows_of(number):
    """Return {table: rows} of one story, each as it would be of any."""
    found = {}
    for model in records.MODELS:
        owner = {"Article": "pk", "TaggedArticle": "content_object", "TaggedEdition": "content_object"}.get(
            model.__name__, "article" if "article" in {field.name for field in model._meta.fields} else "edition"
        )
        rows = model.objects.filter(**{owner: number}).order_by("pk").values()
        found[model.__name__] = sorted((without_its_own(row) for row in rows), key=str)
    return found


def by_the_verbs(drawn, newsroom):
    """Return the article of a drawn story, written and published by the verbs."""
    first = records._Version(stories.Deck(1, drawn.at, newsroom), drawn, drawn.at, drawn.record)
    columns = first.columns | {"slug": f"{drawn.slug}-again"}
    article = Article.objects.create(stage=Article.Stage.WRITING, created_by=newsroom.writer, **columns)
    for order, (_key, author, role) in enumerate(drawn.bylines):
        Byline.objects.create(article=article, author=author, role=role, order=order)
    for order, (_key, photo, role) in enumerate(drawn.captions):
        Caption.objects.create(article=article, photo=photo, role=role, order=order)
    article.tags.set([tag.name for tag in drawn.tags])
    publish_by_the_verbs(article, newsroom, drawn.at)
    if drawn.corrected:
        article = Article.objects.get(pk=article.pk)
        article.body = article.body.replace(drawn.record, drawn.corrected)
        article.change_kind, article.change_note = "correction", drawn.note
        article.save()
        publish_by_the_verbs(article, newsroom, drawn.at + stories.BETWEEN)
    return article


def publish_by_the_verbs(article, newsroom, at):
    desk.record(article, by=newsroom.writer, at=at - records.WRITING)
    desk.submit(article, by=newsroom.writer, at=at - records.READING)
    desk.publish(article, by=newsroom.publisher, at=at)


@pytest.mark.parametrize("corrected", [False, True])
@pytest.mark.parametrize("language", stories.LANGUAGES)
def test_a_sampled_story_is_row_by_row_what_the_verbs_would_have_left(newsroom, language, corrected, monkeypatch):
    monkeypatch.setattr(stories, "CORRECTED", 1 if corrected else 10**9)
    fill(newsroom, number=12)
    deck = stories.Deck(1, archive._start(1, newsroom, 12, UNTIL), newsroom)
    for number in range(stories.LANGUAGES.index(language), 12, len(stories.LANGUAGES)):
        article = by_the_verbs(deck.draw(number), newsroom)
        assert rows_of(FIRST + number) == rows_of(article.pk)


def test_some_stories_are_translations_and_some_were_corrected(newsroom):
    fill(newsroom, number=120)
    assert Edition.objects.exclude(translation_of=None).count() == 6
    corrected = Publication.objects.filter(kind=Publication.Kind.CORRECTION)
    assert 0 < corrected.count() < 20
    assert all(row.edition.updated_at == row.at for row in corrected)


def test_a_sampled_story_has_a_page_a_history_a_place_in_the_search_and_can_be_restored(client, newsroom, monkeypatch):
    monkeypatch.setattr(stories, "CORRECTED", 1)
    fill(newsroom, number=4)
    edition = Edition.objects.get(pk=FIRST)
    page = client.get(edition.get_absolute_url())
    assert page.status_code == 200
    assert "100009" in page.text
    assert client.get(f"{edition.get_absolute_url()}history/").text.count("<ins") >= 1
    assert [row.edition.pk for row in search("100009").rows] == [FIRST]
    assert search("100000").rows == []
    assert desk.restore(edition.article, Revision.objects.get(article=FIRST, number=1), by=newsroom.publisher) == []
    assert "100000" in documents.serialise(Article.objects.get(pk=FIRST))["story"]["body"]


# Comments -----------------------------------------------------------------------------------------------------


def test_comments_stand_in_threads_whose_counts_are_right(newsroom):
    fill(newsroom, number=40, comments=1_300)
    assert Comment.objects.count() == 1_300
    longest = Discussion.objects.order_by("-next_number").first()
    assert longest.next_number == threads.LONGEST + 1
    assert longest.article_id == FIRST + 39
    for discussion in Discussion.objects.all():
        rows = list(Comment.objects.filter(article=discussion.article_id))
        published = [row.path for row in rows if row.state == "published"]
        assert discussion.published_count == len(published)
        assert discussion.waiting_count == sum(row.state == "pending" for row in rows)
        for row in rows:
            below = [path for path in published if path != row.path and path.startswith(row.path)]
            assert row.published_below == len(below)
            assert row.parent_id is None or row.parent.state == "published"


@pytest.mark.parametrize(("many", "wanted"), [(3, 2_500), (1, 20), (5, 0), (0, 50), (1_000, 7)])
def test_threads_hold_all_comments_and_no_story_has_two(many, wanted):
    planned = list(threads.plan(1, many, wanted))
    assert sum(thread.size for thread in planned) == (wanted if many else 0)
    assert len({thread.story for thread in planned}) == len(planned)
    assert all(0 <= thread.story < many for thread in planned)


def test_a_page_of_sampled_comments_is_readable(client, newsroom):
    fill(newsroom, number=8, comments=60)
    edition = Edition.objects.get(pk=FIRST + 7)
    shown = re.findall(r'id="comment-(\d+)"', client.get(f"/comments/{edition.pk}/").text)
    assert len(shown) >= 20


# The command --------------------------------------------------------------------------------------------------


def test_the_command_makes_a_newsroom_with_an_archive_and_goes_on_with_it(monkeypatch):
    monkeypatch.setattr(Command, "drawing", {"processes": 0, "picture_width": 320})
    monkeypatch.setattr(Command, "making", {"processes": 0})
    out = io.StringIO()
    call_command("sample_archive", "--stories=20", "--comments=30", "--until=2026-11-01", stdout=out)
    assert (Edition.objects.count(), Comment.objects.count()) == (20, 30)
    assert "20 of 20 stories" in out.getvalue()
    call_command("sample_archive", "--stories=24", "--comments=30", "--until=2026-11-01", stdout=out)
    assert (Edition.objects.count(), Comment.objects.count()) == (24, 30)


def test_the_command_refuses_a_newsroom_with_stories_of_its_own():
    cast.live_story()
    with pytest.raises(CommandError, match="--among-others"):
        call_command("sample_archive", "--stories=1", stdout=io.StringIO())
    assert Edition.objects.count() == 1


def test_the_command_refuses_production(settings):
    settings.PRODUCTION, settings.SITE_URL = True, "https://news.example.org"
    with pytest.raises(CommandError, match=r"news\.example\.org"):
        call_command("sample_archive", "--stories=1", stdout=io.StringIO())


@pytest.mark.parametrize("option", ["--stories=-1", "--stories=many", "--until=2999-01-01", "--until=yesterday"])
def test_the_command_refuses_what_is_no_number_or_day(option):
    with pytest.raises(CommandError):
        call_command("sample_archive", option, stdout=io.StringIO())
