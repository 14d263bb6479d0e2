"""How a document writes days: in the order of the client's country, from its first page to its last."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache

from babel import Locale

from questionnaires.phrasing import NBSP

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_LOCALE: ContextVar[str] = ContextVar("locale", default="en_GB")


@contextmanager
def days_as(locale: str) -> Iterator[None]:
    """Let all days that are written meanwhile, in this thread, be as in a country, by its locale."""
    token = _LOCALE.set(locale)
    try:
        yield
    finally:
        _LOCALE.reset(token)


def dated(day: date) -> str:
    """Return a day as it is written in text: 22 November 2026, or November 22, 2026."""
    year = f", {day.year}" if month_leads() else f" {day.year}"
    return f"{_of_year(day)}{year}"


def span(first: date, last: date) -> str:
    """Return the days from one to another: 6 to 9 October 2026, or October 6 to 9, 2026."""
    if first == last:
        return dated(last)
    if first.year != last.year:
        return f"{dated(first)} to {dated(last)}"
    if first.month != last.month:
        return f"{_of_year(first)} to {dated(last)}"
    return (
        f"{_of_year(first)} to {last.day}, {last.year}" if month_leads() else f"{first.day} to {dated(last)}"
    )


def _of_year(day: date) -> str:
    month = _MONTHS[day.month - 1]
    return f"{month}{NBSP}{day.day}" if month_leads() else f"{day.day}{NBSP}{month}"


def day_pattern() -> str:
    """Return how a field for a day writes what is picked, as Word says it: d MMMM yyyy."""
    return "MMMM d, yyyy" if month_leads() else "d MMMM yyyy"


def month_leads() -> bool:
    """Return whether the month stands before the day."""
    return _month_leads(_LOCALE.get())


@cache
def _month_leads(locale: str) -> bool:
    return str(Locale.parse(locale).date_formats["long"].pattern).startswith("M")
