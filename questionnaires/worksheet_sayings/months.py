"""Months and quarters ahead."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

ROADMAP_MONTHS = 36
"""A roadmap looks three years ahead."""


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a year, numbered from 1."""

    year: int
    number: int

    def later(self, quarters: int) -> "Quarter":
        """Return the quarter so many after this one."""
        place = self.year * 4 + self.number - 1 + quarters
        return Quarter(place // 4, place % 4 + 1)


def quarter_of(day: date) -> Quarter:
    """Return the quarter in which a day lies."""
    return Quarter(day.year, (day.month + 2) // 3)


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or the last of that month where it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
