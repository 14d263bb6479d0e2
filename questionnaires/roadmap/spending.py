"""What an initiative costs and whom it takes in each quarter of the roadmap, once it has a place.

All tuples are as long as the roadmap; what falls after its last quarter is no part of them.
"""

from collections.abc import Mapping
from typing import Literal

from questionnaires.roadmap.plan import Initiative, Span

Case = Literal["low", "expected", "high"]
"""Which end of a span is reckoned with, or its middle."""


def amount(span: Span, case: Case = "expected") -> float:
    """Return one figure of a span: its lower end, its middle or its upper end."""
    return {"low": span.low, "expected": span.expected, "high": span.high}[case]


def one_off_by_quarter(
    initiative: Initiative, start: int, quarters: int, case: Case = "expected"
) -> tuple[float, ...]:
    """Return the money spent once, evenly over the quarters of an initiative that begins in `start`."""
    share = amount(initiative.one_off, case) / initiative.quarters
    end = start + initiative.quarters - 1
    return tuple(share if start <= each <= end else 0.0 for each in range(1, quarters + 1))


def running_by_quarter(
    initiative: Initiative, start: int, quarters: int, case: Case = "expected"
) -> tuple[float, ...]:
    """Return the running cost: a quarter of a year's in each quarter after the initiative's end."""
    share = amount(initiative.running, case) / 4
    end = start + initiative.quarters - 1
    return tuple(share if each > end else 0.0 for each in range(1, quarters + 1))


def spent_by_quarter(
    initiative: Initiative, start: int, quarters: int, case: Case = "expected"
) -> tuple[float, ...]:
    """Return what is spent once and what runs, together."""
    once = one_off_by_quarter(initiative, start, quarters, case)
    running = running_by_quarter(initiative, start, quarters, case)
    return tuple(first + second for first, second in zip(once, running, strict=True))


def days_by_quarter(initiative: Initiative, start: int, quarters: int) -> Mapping[str, tuple[float, ...]]:
    """Return the person-days by role, roles in the order in which the initiative names them."""
    found: dict[str, list[float]] = {}
    for each in initiative.effort:
        days = found.setdefault(each.role, [0.0] * quarters)
        at = start + each.quarter - 1
        if 1 <= at <= quarters:
            days[at - 1] += each.days
    return {role: tuple(days) for role, days in found.items()}
