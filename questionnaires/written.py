"""Numbers and days as people write them, in the manner of their country, to values or to a remedy."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

MOST = Decimal(10) ** 12
"""What a number must stay below; a larger one is a slip of the hand."""
_FINEST = 6
_FIRST_YEAR, _LAST_YEAR = 1900, 2199

_BLANKS = dict.fromkeys(map(ord, " \t\u00a0\u2007\u2009\u202f'\u2019"))
_PLAIN = re.compile(r"-?\d{1,20}(?:[.,]\d{1,20})?", re.ASCII)
_GROUPED = {
    sign: re.compile(rf"-?[1-9]\d{{0,2}}(?:{re.escape(sign)}\d{{2,3}})*{re.escape(sign)}\d{{3}}", re.ASCII)
    for sign in ".,"
}
_OTHER = {".": ",", ",": "."}

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?", re.ASCII)
_FIGURES = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})", re.ASCII)
_DAY_MONTH = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?[ .-]+([a-z]{3,9})\.?[ ,-]+(\d{4})", re.ASCII | re.IGNORECASE
)
_MONTH_DAY = re.compile(r"([a-z]{3,9})\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})", re.ASCII | re.IGNORECASE)
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Writing:
    """How a country writes: its decimal sign, whether the month comes before the day, and its money.

    `currency` is the code of the money that is counted in; `signs` are the other texts that stand for it.
    """

    decimal: str = "."
    month_first: bool = False
    currency: str = ""
    signs: tuple[str, ...] = ()


class Unwritten(ValueError):
    """Says what is wrong with a text that should be a number or a day, and what to write instead."""


def number_of(text: str, writing: Writing) -> Decimal:
    """Return the number that a text gives; Unwritten where it gives none.

    What the manner takes for grouping (1,250 where the decimal sign is a point) counts as such; a sign that
    can only be a decimal one (1,5) is one in every manner.
    """
    bare = text.translate(_BLANKS).replace("\u2212", "-").removeprefix("+")
    group = _OTHER[writing.decimal]
    whole, sign, rest = bare.rpartition(writing.decimal)
    if _GROUPED[group].fullmatch(bare):
        bare = bare.replace(group, "")
    elif sign and _GROUPED[group].fullmatch(whole):
        bare = f"{whole.replace(group, '')}.{rest}"
    elif not _PLAIN.fullmatch(bare) and _GROUPED[writing.decimal].fullmatch(bare):
        bare = bare.replace(writing.decimal, "")  # 1.250.000 has no other meaning
    if not _PLAIN.fullmatch(bare):
        raise Unwritten(f"Write a number in figures, such as 12 or 1{writing.decimal}5.")
    found = Decimal(bare.replace(",", "."))
    if abs(found) >= MOST:
        raise Unwritten("This is too large. Check the figures.")
    if found.as_tuple().exponent < -_FINEST:  # type: ignore[operator]
        raise Unwritten(f"Give no more than {_FINEST} decimals.")
    return plain(found)


def plain(number: Decimal) -> Decimal:
    """Return a number without the noughts that end its decimals."""
    short = number.normalize() + 0  # the nought turns -0 into 0
    return short.quantize(Decimal(1)) if short == short.to_integral_value() else short


def in_figures(number: Decimal, writing: Writing) -> str:
    """Return a number as it is typed: no grouping, the manner's decimal sign."""
    return f"{plain(number):f}".replace(".", writing.decimal)


def rounded(number: Decimal, decimals: int) -> Decimal:
    """Return a number rounded half up."""
    return plain(number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP))


def day_of(text: str, writing: Writing) -> date:
    """Return the day that a text gives, 2026-03-01, 1/3/2026 or 1 Mar 2026; Unwritten where it is none."""
    bare = " ".join(text.split())
    year, month, day = _parts(bare, writing)
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise Unwritten(f"Give a year from {_FIRST_YEAR} to {_LAST_YEAR}.")
    try:
        return date(year, month, day)
    except ValueError:
        pass
    if month > 12 and day <= 12:
        raise Unwritten(
            f"There is no month {month}. Write {date(year, day, month):%Y-%m-%d}, if you mean that day."
        )
    raise Unwritten("There is no such day. Write it as in 2026-03-01.")


def _parts(text: str, writing: Writing) -> tuple[int, int, int]:
    """Return year, month and day, which need not make a day that there is."""
    if found := _ISO.fullmatch(text):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _FIGURES.fullmatch(text):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        year += 2000 if len(found[4]) == 2 else 0
        # Whoever parts with points puts the day first, in every country.
        month_first = writing.month_first and found[2] != "."
        return (year, first, second) if month_first else (year, second, first)
    if found := _DAY_MONTH.fullmatch(text):
        return int(found[3]), _month(found[2]), int(found[1])
    if found := _MONTH_DAY.fullmatch(text):
        return int(found[3]), _month(found[1]), int(found[2])
    raise Unwritten("Write a day, as in 2026-03-01 or 1 Mar 2026.")


def _month(word: str) -> int:
    short = word.lower()
    short = "sep" if short == "sept" else short
    for number, name in enumerate(_MONTHS, start=1):
        if name.startswith(short):
            return number
    raise Unwritten(f"{word} is no month. Write a day as in 1 Mar 2026.")
