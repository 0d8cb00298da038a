"""Wall times across the hours that a zone skips and doubles."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from articles import zones


@pytest.mark.parametrize(
    ("wall_time", "zone", "utc"),
    [
        ("2026-11-22 18:00", "UTC", "2026-11-22 18:00"),
        ("2026-11-22T18:00", "Europe/Istanbul", "2026-11-22 15:00"),
        ("2026-07-01 12:00", "Europe/Berlin", "2026-07-01 10:00"),
        ("2026-12-01 12:00", "Europe/Berlin", "2026-12-01 11:00"),
        ("2021-12-01 12:00", "Asia/Damascus", "2021-12-01 10:00"),
        ("2022-12-01 12:00", "Asia/Damascus", "2022-12-01 09:00"),
    ],
)
def test_a_wall_time_is_one_moment_in_utc(wall_time, zone, utc):
    assert f"{zones.resolve(wall_time, zone):%Y-%m-%d %H:%M}" == utc


def test_a_skipped_hour_is_refused_with_the_two_nearest_real_times():
    with pytest.raises(zones.WallTimeError, match="02:30 does not exist in Europe/Berlin") as refusal:
        zones.resolve("2026-03-29 02:30", "Europe/Berlin")
    assert refusal.value.offers == [("2026-03-29 01:30", 0, "UTC+1"), ("2026-03-29 03:30", 0, "UTC+2")]


def test_a_doubled_hour_asks_which_with_offsets():
    with pytest.raises(zones.WallTimeError, match="02:30 happens twice") as refusal:
        zones.resolve("2026-10-25 02:30", "Europe/Berlin")
    assert refusal.value.offers == [("2026-10-25 02:30", 0, "UTC+2"), ("2026-10-25 02:30", 1, "UTC+1")]


@pytest.mark.parametrize(("fold", "utc"), [(0, "00:30"), (1, "01:30")])
def test_a_doubled_hour_is_the_one_chosen(fold, utc):
    assert f"{zones.resolve('2026-10-25 02:30', 'Europe/Berlin', fold=fold):%H:%M}" == utc


@pytest.mark.parametrize("typed", ["", "tomorrow", "2026-02-30 12:00", "18:00", "2026-11-22 25:00"])
def test_what_is_no_time_is_said_to_be_none(typed):
    with pytest.raises(zones.WallTimeError, match="is no time"):
        zones.resolve(typed, "UTC")


@pytest.mark.parametrize(
    ("zone", "said"), [("Asia/Kolkata", "UTC+5:30"), ("America/New_York", "UTC−5"), ("UTC", "UTC+0")]
)
def test_an_offset_is_said_in_hours(zone, said):
    moment = zones.resolve("2026-12-01 12:00", zone).astimezone(ZoneInfo(zone))
    assert zones.offset(moment) == said


@pytest.mark.parametrize(
    ("zone", "moment", "words"),
    [
        ("Europe/Istanbul", "2026-11-22T15:00", "Sun 22 November 18:00 Istanbul (UTC+3) = 15:00 UTC, in 3 h 12 min"),
        ("UTC", "2026-11-22T11:50", "Sun 22 November 11:50 UTC, in 2 min"),
        (
            "America/New_York",
            "2027-01-03T03:00",
            "Sat 2 January 2027 22:00 New York (UTC−5) = Sun 03:00 UTC, in 41 d 15 h",
        ),
        ("Europe/Berlin", "2026-11-22T09:48", "Sun 22 November 10:48 Berlin (UTC+1) = 09:48 UTC, 2 h 0 min ago"),
    ],
)
def test_a_moment_is_described_so_that_it_can_be_checked(zone, moment, words):
    now = datetime(2026, 11, 22, 11, 48, tzinfo=UTC)
    assert zones.described(datetime.fromisoformat(moment).replace(tzinfo=UTC), zone, now=now) == words
