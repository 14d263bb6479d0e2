"""A history as people read it: day by day, and each topic under its name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from workshop.history.store import Entry
from workshop.manner import Manner

TOPICS = {
    "engagement": "Engagement",
    "people": "People",
    "mail": "Mail",
    "strategy": "Strategy",
    "answers": "Answers",
    "findings": "Findings",
    "roadmap": "Roadmap",
    "release": "Releases",
    "document": "Documents",
    "account": "Accounts",
    "backup": "Backups",
}
"""What each topic is called, in the order they are offered."""


@dataclass(frozen=True, slots=True)
class Day:
    """What was done on one day, the latest first; `name` is Today, Yesterday or the day of the week."""

    on: date
    name: str
    entries: tuple[Entry, ...]


def by_day(entries: Sequence[Entry], manner: Manner, now: datetime) -> tuple[Day, ...]:
    """Return entries, which come the latest first, by the days of the manner's time zone."""
    today = manner.today(now)
    return tuple(
        Day(on, named(on, today), tuple(of_the_day))
        for on, of_the_day in groupby(entries, key=lambda entry: manner.here(entry.at).date())
    )


def clock_of(manner: Manner) -> str:
    """Return whose time the hours are in, as in Stockholm time, or UTC."""
    place = manner.place
    return place if place == "UTC" else f"{place} time"


def named(on: date, today: date) -> str:
    """Return what a day is called, seen from another one."""
    if on == today:
        return "Today"
    if on == today - timedelta(days=1):
        return "Yesterday"
    return f"{on:%A}"
