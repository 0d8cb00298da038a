"""Wall times: what a person typed, in the desk's zone, as one moment in UTC.

Twice a year a zone skips an hour and doubles another. Neither is guessed at: the person chooses.
"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

FORMAT = "%Y-%m-%d %H:%M"


class WallTimeError(ValueError):
    """A wall time that is no single moment. `offers` are wall times (and folds) that are, to click."""

    def __init__(self, sentence, offers=()):
        super().__init__(sentence)
        self.offers = list(offers)


def resolve(wall_time, zone, *, fold=None):
    """Return the UTC moment of a wall time such as "2026-11-22 18:00" in a zone such as "Europe/Berlin".

    `fold` says which of a doubled hour is meant: 0 the first, 1 the second. Raises WallTimeError, in words, for a
    time that does not exist, exists twice and was not told apart, or cannot be read.
    """
    try:
        naive = datetime.strptime(wall_time.strip().replace("T", " "), FORMAT)
    except ValueError as error:
        raise WallTimeError(_("“%s” is no time. Write it as 2026-11-22 18:00.") % wall_time) from error
    first, second = (naive.replace(tzinfo=ZoneInfo(zone), fold=which) for which in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return first.astimezone(UTC)
    if first.utcoffset() < second.utcoffset():
        raise _skipped(naive, first, second, zone)
    if fold is None:
        raise WallTimeError(
            _("%(time)s happens twice in %(zone)s, for the clocks go back. Choose the first or the second.")
            % {"time": naive.strftime("%H:%M"), "zone": zone},
            [(naive.strftime(FORMAT), which, offset(moment)) for which, moment in enumerate((first, second))],
        )
    return (second if fold else first).astimezone(UTC)


def _skipped(naive, first, second, zone):
    """Return the error for an hour the clocks jump over, offering the real times on both sides of the gap."""
    gap = second.utcoffset() - first.utcoffset()
    before, after = naive - gap, naive + gap
    return WallTimeError(
        _("%(time)s does not exist in %(zone)s on that day, for the clocks go forward. Choose %(before)s or %(after)s.")
        % {
            "time": naive.strftime("%H:%M"),
            "zone": zone,
            "before": before.strftime("%H:%M"),
            "after": after.strftime("%H:%M"),
        },
        [(time.strftime(FORMAT), 0, offset(time.replace(tzinfo=ZoneInfo(zone)))) for time in (before, after)],
    )


def offset(moment):
    """Return an aware moment's distance from UTC as "UTC+3" or "UTC+5:30"."""
    minutes = int(moment.utcoffset() / timedelta(minutes=1))
    hours, rest = divmod(abs(minutes), 60)
    sign = "−" if minutes < 0 else "+"
    return f"UTC{sign}{hours}:{rest:02}" if rest else f"UTC{sign}{hours}"


def described(moment, zone, *, now):
    """Return a moment as a person can check it: “Sun 22 November 18:00 Istanbul (UTC+3) = 15:00 UTC, in 3 h 12 min”."""
    local = moment.astimezone(ZoneInfo(zone))
    words = date_format(local, "D j F H:i" if local.year == now.year else "D j F Y H:i")
    if not local.utcoffset():
        return f"{words} UTC, {distance(moment, now)}"
    utc = moment.astimezone(UTC)
    other_day = f"{date_format(utc, 'D')} " if utc.date() != local.date() else ""
    return f"{words} {_place(zone)} ({offset(local)}) = {other_day}{utc:%H:%M} UTC, {distance(moment, now)}"


def _place(zone):
    """Return the city that names a zone: Istanbul, New York."""
    return zone.rpartition("/")[2].replace("_", " ")


def distance(moment, now):
    """Return how far a moment is from now, in its two largest units: “in 3 h 12 min”, “2 d 4 h ago”."""
    minutes = int(abs(moment - now) / timedelta(minutes=1))
    days, hours = minutes // 1440, minutes % 1440 // 60
    if days:
        words = _("%(days)d d %(hours)d h") % {"days": days, "hours": hours}
    elif hours:
        words = _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": minutes % 60}
    else:
        words = _("%d min") % minutes
    return (_("in %s") if moment >= now else _("%s ago")) % words


def has_shifted(moment, wall_time, zone):
    """Whether the zone's rules changed since a wall time became this moment, so that it is no longer that wall time."""
    return moment.astimezone(ZoneInfo(zone)).strftime(FORMAT) != wall_time
