"""What is done at one machine is seen at the other with the next request."""

import io
import re

import pytest
from PIL import Image

from tests.machines.house import until
from tests.machines.people import Person, is_prepared, photos_on, uploaded

pytestmark = pytest.mark.machines

ROUNDS = 6


def test_what_is_published_at_one_is_read_at_the_other_with_the_next_request(house, stories):
    story = stories[0]
    rojin, dana = Person(house).log_in("rojin"), Person(house).log_in("dana")
    for number in range(ROUNDS):
        here, there = number % 2, 1 - number % 2
        headline = f"The bridge, told for the {number}th time"
        before = Person(house, there).get(story["path"])  # it is kept there
        assert headline not in before.text
        rojin.at(here).save(story, headline=headline, change_kind="update")
        dana.at(here).act(story, "publish")
        assert f"{headline}</h1>" in Person(house, there).get(story["path"]).text
        assert headline in Person(house, there).get("/").text


def test_what_is_withdrawn_at_one_is_gone_at_the_other_with_the_next_request(house, stories):
    story = stories[1]
    dana = Person(house, 0).log_in("dana")
    assert Person(house, 1).get(story["path"]).status == 200

    dana.act(story, "withdraw", reason="It was wrong.")

    gone = Person(house, 1).get(story["path"])
    assert gone.status == 410
    assert "It was wrong." in gone.text
    assert story["headline"] not in Person(house, 1).get("/").text


def test_a_comment_approved_at_one_is_read_at_the_other_with_the_next_request(house, stories):
    story = stories[2]
    lana = Person(house, 1).log_in("lana")
    for number in range(3):
        words = f"We crossed it this morning, all {number + 4} of us."
        assert Person(house, 0).comment(story, words).status == 303
        [(pk, version)] = house.rows("SELECT id, version FROM comments_comment WHERE body = %s", words)
        assert words not in Person(house, 0).get(story["path"]).text

        lana.post("/admin/comments/comment/queue/decide/", {"do": "approve", "pick": f"{pk}:{version}"})

        assert words in Person(house, 0).get(story["path"]).text
        assert words in Person(house, 1).get(story["path"]).text


def test_a_photo_uploaded_at_one_is_served_by_the_other(house):
    karwan = Person(house, 0).log_in("karwan")
    number = uploaded(karwan, colour=(160, 30, 60))
    until(lambda: is_prepared(house, number))
    story = house.fill("photo", number)

    [address] = photos_on(Person(house, 1).get(story["path"]))
    answer = Person(house, 1).get(address)

    assert answer.status == 200
    picture = Image.open(io.BytesIO(answer.content))
    assert picture.convert("RGB").getpixel((5, 5))[0] > 140


def test_nginx_serves_the_static_files_itself_and_nothing_else_of_the_folder(house):
    [style] = set(re.findall(r'href="(/static/[^"]+/press\.[^"]+\.css)"', Person(house).get("/").text))
    answer = Person(house, 0).get(style)
    assert answer.status == 200
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"  # Django would say it otherwise
    assert Person(house, 0).get("/static/../newsroom.env").status in {400, 404}


def test_a_session_begun_at_one_goes_on_at_the_other(house, stories):
    dana = Person(house, 0).log_in("dana")

    assert "Dana" in dana.at(1).get("/admin/").text
