"""How the figures behind a decision have changed since it was made."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from questionnaires.findings import Evidence
from questionnaires.rounding import MINUS
from workshop.findings.store import Figure

MUCH_LEVELS = Decimal("0.3")
"""Three tenths of a level on, a decision is worth another look: less moves with a few answers."""
MUCH_PERCENT = Decimal(10)
"""The same for a share, in points of a hundred."""


@dataclass(frozen=True, slots=True)
class Change:
    """One figure that is another now; `now` is None where it is not among the figures any more."""

    name: str
    was: str
    now: str | None
    is_large: bool


def changes(seen: Sequence[Figure], evidence: Iterable[Evidence]) -> tuple[Change, ...]:
    """Return which figures are shown otherwise than when the decision was made, in the order of then."""
    now = {each.name: each.shown for each in evidence}
    return tuple(
        Change(name, was, now.get(name), _is_large(was, now.get(name)))
        for name, was in seen
        if now.get(name) != was
    )


def figures(evidence: Iterable[Evidence]) -> tuple[Figure, ...]:
    """Return what is kept of evidence: names and rounded figures, and not of how many people they are."""
    return tuple((each.name, each.shown) for each in evidence)


def _is_large(was: str, now: str | None) -> bool:
    if now is None or was.endswith("%") != now.endswith("%"):
        return True
    try:
        apart = abs(_number(was) - _number(now))
    except InvalidOperation:
        return True  # words, such as two camps: either they hold or they do not
    return apart >= (MUCH_PERCENT if was.endswith("%") else MUCH_LEVELS)


def _number(shown: str) -> Decimal:
    return Decimal(shown.rstrip("%").replace(MINUS, "-"))
