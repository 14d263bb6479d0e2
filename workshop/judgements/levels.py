"""Levels as consultants type them: from 1 to 5, in halves or, where a score is adjusted, in tenths."""

import re
from collections.abc import Mapping

from questionnaires.judgement import Kind

_TYPED = re.compile(r"([1-5])(?:[.,]([0-9]))?")
_HIGHEST = 50
REMEDY: Mapping[Kind, str] = {
    "evidence": "Give a level from 1 to 5 in halves, as in 3 or 3.5.",
    "target": "Give a level from 1 to 5 in halves, as in 3 or 3.5.",
    "adjustment": "Give a score from 1 to 5 with at most one decimal, as in 2.8.",
}
"""What to do about a figure that is none of its kind."""


def tenths_of(typed: str, kind: Kind) -> int:
    """Return a figure in tenths of a level; ValueError with what to do for anything else."""
    found = _TYPED.fullmatch(typed.strip())
    tenths = 10 * int(found[1]) + int(found[2] or 0) if found else 0
    if not found or tenths > _HIGHEST or (kind != "adjustment" and tenths % 5):
        raise ValueError(REMEDY[kind])
    return tenths


def typed_as(value: float | None, decimal_sign: str = ".") -> str:
    """Return a figure as it stands in a field, empty for none."""
    return "" if value is None else f"{value:.1f}".replace(".", decimal_sign)
