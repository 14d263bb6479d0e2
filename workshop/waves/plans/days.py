"""The times of a plan: working days ahead, and days and clocks as the engagement's zone has them."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from workshop.manner import Manner

OPEN_FOR, CLOSES_AT = 10, time(18)
"""Working days that a wave stays open and the time of day when it closes, unless one says otherwise."""
REMINDERS = (5, 1)
GRACE = 14
_SATURDAY = 5


def moment_of(day: date, clock: time, manner: Manner) -> datetime:
    """Return the moment of a day and a time in the engagement's zone.

    A time that the clocks skip is that many minutes later; one that comes twice is the first.
    """
    return datetime.combine(day, clock, ZoneInfo(manner.zone)).astimezone(UTC)


def usual_closing(manner: Manner, now: datetime) -> datetime:
    """Return when a wave that is launched now closes, unless one says otherwise."""
    day, left = manner.today(now), OPEN_FOR
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < _SATURDAY
    return moment_of(day, CLOSES_AT, manner)
