"""Wall times: what a person typed, in the desk's zone, as one moment in UTC.

Twice a year a zone skips an hour and doubles another. Neither is guessed at: the person chooses.
"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

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
