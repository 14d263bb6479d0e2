"""Days as people type them, and for what is no day a sentence that names the day they may have meant."""

import re
from calendar import monthrange
from datetime import date

from workshop.manner import Manner

EARLIEST, LATEST = 2000, 2099
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WORDS = re.compile(r"(?:[A-Za-z]+,? )?(\d{1,2})\.? ([A-Za-z]+)\.?,? (\d{4})")
_MONTH_FIRST = re.compile(r"([A-Za-z]+)\.? (\d{1,2}),? (\d{4})")


class NoDay(ValueError):
    """Says why a text is no day, and what to type."""


def day_of(text: str, manner: Manner) -> date:
    """Return the day that a text names: 2026-11-27, 27 Nov 2026 or Nov 27, 2026.

    Raises NoDay with a sentence that suggests a day, written in `manner`.
    """
    year, month, day = _parts(" ".join(text.split()))
    if not EARLIEST <= year <= LATEST:
        raise NoDay(f"The year {year} cannot be right. Give one from {EARLIEST} to {LATEST}.")
    if not 1 <= month <= 12:
        raise NoDay(f"There is no month {month}. Give the day as in 2026-11-27: year, month, day.")
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        named = f"{_MONTHS[month - 1]} {year}" if month == 2 else _MONTHS[month - 1]
        meant = manner.day(date(year, month, last if day else 1))
        raise NoDay(f"{named} has {last} days. Did you mean {meant}?")
    return date(year, month, day)


def _parts(text: str) -> tuple[int, int, int]:
    """Return year, month and day as numbers that may not go together."""
    if found := _ISO.fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _WORDS.fullmatch(text):
        return int(found[3]), _month(found[2]), int(found[1])
    if found := _MONTH_FIRST.fullmatch(text):
        return int(found[3]), _month(found[1]), int(found[2])
    raise NoDay("This is no day. Give it as in 2026-11-27: year, month, day.")


def _month(word: str) -> int:
    """Return the month that a word of three letters or more begins."""
    for number, name in enumerate(_MONTHS, start=1):
        if len(word) >= 3 and name.lower().startswith(word.lower()):
            return number
    raise NoDay(f"{word} is no month. Give the day as in 2026-11-27: year, month, day.")
