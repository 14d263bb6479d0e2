"""Budgets, days and day rates as they are typed: read in the manner of the engagement, and written back."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from questionnaires.written import Unwritten, Writing, number_of
from workshop.manner import Manner

MOST_MONEY, MOST_RATE, MOST_DAYS = 1_000_000_000_000, 1_000_000, 10_000
_WHOLE, _TENTH = Decimal(1), Decimal("0.1")


def writing_of(manner: Manner) -> Writing:
    """Return how numbers are read: with the decimal sign of the manner."""
    return Writing("," if manner.decimal_sign == "," else ".")


def money_of(typed: str, writing: Writing, most: int = MOST_MONEY) -> int:
    """Return an amount in whole units; ValueError with what to do for anything else."""
    return int(_between(typed, writing, most).quantize(_WHOLE, ROUND_HALF_UP))


def rate_of(typed: str, writing: Writing) -> int:
    """Return what a day costs, in whole units; ValueError with what to do for anything else."""
    return money_of(typed, writing, MOST_RATE)


def days_of(typed: str, writing: Writing) -> float:
    """Return person-days to a tenth; ValueError with what to do for anything else."""
    return float(_between(typed, writing, MOST_DAYS).quantize(_TENTH, ROUND_HALF_UP))


def _between(typed: str, writing: Writing, most: int) -> Decimal:
    try:
        found = number_of(typed, writing)
    except Unwritten as fault:
        raise ValueError(str(fault)) from fault
    if not 0 <= found <= most:
        raise ValueError(f"Give a number from 0 to {most:,}.")
    return found


def shown_as(value: float | None, manner: Manner) -> str:
    """Return an amount as it stands in a field, without grouping; empty for none."""
    return "" if value is None else f"{value:.1f}".removesuffix(".0").replace(".", manner.decimal_sign)


def spread(cells: Sequence[str], every: str) -> list[str]:
    """Return the cells of a row as they are meant.

    A row of a spreadsheet that was pasted into the first cell is spread over all; what is empty takes what
    stands for every quarter.
    """
    found = list(cells)
    if "\t" in found[0] and not any(each.strip() for each in found[1:]):
        pasted = found[0].split("\t")
        found = [*pasted[: len(found)], *[""] * (len(found) - len(pasted))]
    return [each.strip() or every.strip() for each in found]
