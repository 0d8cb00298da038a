"""What breaks is missed by those alone who need it: readers read on, writers keep their words, nothing is lost."""

import json
import time

import pytest

from tests.articles.desk_admin.post import fields_of
from tests.machines.house import until
from tests.machines.load import WRITERS, Load
from tests.machines.people import Person, Readers, is_prepared, photos_on, send_photo, uploaded

pytestmark = pytest.mark.machines

BEFORE, DOWN = 1.5, 4.0  # seconds of load


def broken_under_load(house, stories, server):
    """Break a server off under load and start it again; return the Load, once writers are heard again."""
    with Load(house, reads=stories[3:6], writes=stories[6:12]) as load:
        time.sleep(BEFORE)
        server.kill()
        time.sleep(DOWN)
        server.start()
        up = time.monotonic()
        until(lambda: load.is_taken_since(up), seconds=20)
    return load


def lost(house, load):
    """Return what was acknowledged and is not in the database, or is there twice."""
    comments = [words for (words,) in house.rows("SELECT body FROM comments_comment")]
    headlines = [words for (words,) in house.rows("SELECT document->'story'->>'headline' FROM articles_revision")]
    wanted = [(comments, words) for _at, words in load.taken] + [(headlines, words) for _at, words in load.saved]
    return [words for stored, words in wanted if stored.count(words) != 1]


@pytest.fixture(scope="module")
def without_postgresql(house, stories):
    """The load under which PostgreSQL broke off and came back."""
    return broken_under_load(house, stories, house.postgres)


@pytest.fixture(scope="module")
def without_redis(house, stories):
    """The load under which Redis broke off and came back."""
    return broken_under_load(house, stories, house.redis)


def test_readers_keep_their_pages_while_postgresql_is_away(without_postgresql):
    readers = without_postgresql.readers
    assert readers.count > 100
    assert readers.wrong == []
    assert readers.longest < DOWN  # nobody waits until it is back


def test_writers_are_told_and_given_their_words_while_postgresql_is_away(without_postgresql):
    assert without_postgresql.unexpected == []
    assert len(without_postgresql.refusals) > 20
    for words, answer in without_postgresql.refusals:
        assert words in answer.text


def test_nothing_taken_is_lost_when_postgresql_breaks_off(house, without_postgresql):
    assert lost(house, without_postgresql) == []


def test_nobody_is_refused_anything_while_redis_is_away(without_redis):
    assert without_redis.readers.wrong == []
    assert without_redis.unexpected == []
    assert without_redis.refusals == []


def test_nothing_taken_is_lost_when_redis_breaks_off(house, without_redis):
    assert len(without_redis.saved) > 1
    assert lost(house, without_redis) == []


def test_a_story_refused_while_postgresql_is_away_is_saved_by_sending_it_again(house, stories):
    dana = Person(house).log_in("dana")
    path = f"/admin/articles/article/{stories[3]['pk']}/change/"
    fields = fields_of(dana.get(path)) | {"headline": "Typed while it was away", "dateline": "QAMIŞLO"}
    house.postgres.kill()
    try:
        refused = dana.post(path, fields)
    finally:
        house.postgres.start()
    assert refused.status == 503
    given_back = fields_of(refused, form_id=None)
    assert (given_back["headline"], given_back["dateline"]) == ("Typed while it was away", "QAMIŞLO")
    assert dana.post(path, given_back).status == 302
    [(headline,)] = house.rows("SELECT headline FROM articles_article WHERE id = %s", stories[3]["pk"])
    assert headline == "Typed while it was away"


def test_who_has_to_wait_for_a_lock_is_told_before_long_and_readers_read_on(house, stories):
    with Load(house, reads=stories[3:6], writes=stories[6:12]) as load, house.locking("comments_comment"):
        until(lambda: len(load.refusals) >= WRITERS // 2)
    assert load.readers.wrong == []
    assert load.readers.longest < 2 * DOWN
    assert all(words in answer.text for words, answer in load.refusals)
    assert lost(house, load) == []


def test_a_worker_that_is_killed_leaves_its_jobs_to_the_other(house):
    karwan = Person(house).log_in("karwan")
    photos = [uploaded(karwan, colour=(80, 40 * number, 200), size=(4000, 3000)) for number in range(3)]
    job, worker = until(lambda: at_work(house), every=0.01)
    worker.kill()
    try:
        [(status,)] = house.rows("SELECT status FROM django_tasks_database_dbtaskresult WHERE id = %s", job)
        assert status == "RUNNING", "it was done before its worker was killed"
        until(lambda: sum(is_prepared(house, photo) for photo in photos) >= 2)
        a_minute_passes(house, photos)
        until(lambda: all(is_prepared(house, photo) for photo in photos))
    finally:
        worker.start()


def at_work(house):
    """Return (job, the worker that runs it) of a photo whose copies are being made; None where there is none."""
    running = house.rows(
        "SELECT id, worker_ids ->> -1 FROM django_tasks_database_dbtaskresult WHERE status = 'RUNNING'"
    )
    named = {str(worker.process.pid): worker for worker in house.workers}
    found = [(job, named.get(name.rpartition(":")[2])) for job, name in running]
    return next((pair for pair in found if pair[1]), None)


def a_minute_passes(house, photos):
    """Let the moment come at which the sweep looks after photos whose job was lost."""
    house.rows("UPDATE photos_photo SET copies_due_at = now() WHERE id = ANY(%s) RETURNING id", photos)


def test_a_web_server_that_is_killed_is_left_out(house, stories):
    with Readers(house, [story["path"] for story in stories[3:6]]) as readers:
        time.sleep(0.5)
        house.webs[0].kill()
        time.sleep(2)
        house.webs[0].start()
        time.sleep(0.5)
    assert readers.wrong == []
    assert readers.count > 30


def test_pages_are_read_on_and_photos_refused_in_words_while_the_storage_is_away(house):
    karwan = Person(house).log_in("karwan")
    number = uploaded(karwan, colour=(20, 160, 20))
    until(lambda: is_prepared(house, number))
    story = house.fill("photo", number)
    page = Person(house).get(story["path"])
    [address] = photos_on(page)
    house.storage.kill()
    try:
        assert Person(house).get(story["path"]).content == page.content
        photo = Person(house).get(address)
        refused = send_photo(karwan, colour=(90, 90, 30))
    finally:
        house.storage.start()
        house.make_bucket()  # it forgot everything
    assert (photo.status, photo.text) == (503, "The photo cannot be read just now. Try again in a minute.")
    assert refused.status == 503
    assert "could not be stored" in json.loads(refused.content)["error"]
    assert uploaded(karwan, colour=(90, 90, 30))
