"""Measures: how many of each tier stand where, and which business outcomes none of them goes with."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from questionnaires.worksheet_sayings.given import Given, LeftOut, Needs, Row, folded, taken

PRIMARY, SECONDARY, TERTIARY = TIERS = ("Primary", "Secondary", "Tertiary")
IN_USE, IN_PREPARATION, WANTED, DROPPED = STATUSES = ("In use", "In preparation", "Wanted", "To be dropped")
NOT_DELIVERED = "Not delivered"
_NEEDS = Needs(
    {"metric": "text", "tier": "choice", "status": "choice"},
    {
        "outcome": "text",
        "owner": "person",
        "delivery": "choice",
        "data_sources": "text",
        "audience": "text",
    },
    {"tier": TIERS, "status": STATUSES, "delivery": (NOT_DELIVERED,)},
)
_PARTED = re.compile(r"\s*[;\n]\s*")
_PARTED_OR_LISTED = re.compile(r"\s*[;,\n]\s*")


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure: the business outcomes that it traces to, the data it is made of, and whom it reaches."""

    name: str
    tier: str
    status: str
    outcomes: tuple[str, ...]
    owner: str
    delivery: str
    sources: tuple[str, ...] = ()
    audience: str = ""

    @property
    def stays(self) -> bool:
        """Return whether it is not to be dropped."""
        return self.status != DROPPED


@dataclass(frozen=True, slots=True)
class Outcome:
    """A business outcome, and how many measures go with it: primary ones in use and to come, and others."""

    name: str
    is_priority: bool
    in_use: int
    to_come: int
    others: int


@dataclass(frozen=True, slots=True)
class Measures:
    """What the worksheet of measures says.

    `outcomes` are the priorities of the engagement and those that the worksheet names. `without_outcome`,
    `without_owner` (both of what stays) and `not_delivered` (of what is in use) are None where the worksheet
    does not ask for it. `asked` are the columns that it asks for.
    """

    measures: tuple[Measure, ...]
    counts: Mapping[tuple[str, str], int]
    outcomes: tuple[Outcome, ...]
    without_outcome: tuple[Measure, ...] | None
    without_owner: tuple[Measure, ...] | None
    not_delivered: tuple[Measure, ...] | None
    left_out: LeftOut
    asked: frozenset[str] = frozenset()

    @property
    def in_use(self) -> int:
        """Return how many are in use."""
        return sum(self.counts[tier, IN_USE] for tier in TIERS)

    @property
    def activity(self) -> int:
        """Return how many of those in use count activity."""
        return self.counts[TERTIARY, IN_USE]

    @property
    def unmeasured(self) -> tuple[Outcome, ...]:
        """Return the outcomes without a primary measure, in use or to come."""
        return tuple(each for each in self.outcomes if not each.in_use and not each.to_come)


def measures(given: Given, priorities: Sequence[str] = ()) -> Measures | None:
    """Return what the measures say; `priorities` are names of the engagement's, in their order.

    None where the worksheet has no measures with tier and status.
    """
    found = taken(given, _NEEDS)
    if found is None or not found.rows:
        return None
    every = [_measure(each) for each in found.rows]
    staying = [each for each in every if each.stays]
    used = [each for each in every if each.status == IN_USE]
    asked = found.columns

    def those(column: str, such: Iterable[Measure]) -> tuple[Measure, ...] | None:
        return tuple(such) if column in asked else None

    return Measures(
        tuple(every),
        Counter((each.tier, each.status) for each in every),
        tuple(_outcomes(every, priorities)) if "outcome" in asked else (),
        those("outcome", (each for each in staying if not each.outcomes)),
        those("owner", (each for each in staying if not each.owner)),
        those("delivery", (each for each in used if each.delivery == NOT_DELIVERED)),
        found.left_out,
        asked,
    )


def _outcomes(every: Sequence[Measure], priorities: Sequence[str]) -> list[Outcome]:
    names = {folded(each): each for each in reversed(priorities)}
    keys = dict.fromkeys([folded(each) for each in priorities])
    primary: dict[str, Counter[bool]] = {}
    others = Counter[str]()
    for measure in every:
        for each in measure.outcomes:
            key = folded(each)
            names.setdefault(key, each)
            keys.setdefault(key)
            if measure.stays and measure.tier == PRIMARY:
                primary.setdefault(key, Counter())[measure.status == IN_USE] += 1
            elif measure.stays:
                others[key] += 1
    given, none = {folded(each) for each in priorities}, Counter[bool]()
    return [
        Outcome(
            names[key],
            key in given,
            primary.get(key, none)[True],
            primary.get(key, none)[False],
            others[key],
        )
        for key in keys
    ]


def _measure(row: Row) -> Measure:
    return Measure(
        row.text("metric"),
        row.text("tier"),
        row.text("status"),
        _parts(row, "outcome", _PARTED),
        row.text("owner"),
        row.text("delivery"),
        _parts(row, "data_sources", _PARTED_OR_LISTED),
        row.text("audience"),
    )


def _parts(row: Row, column: str, parted: re.Pattern[str]) -> tuple[str, ...]:
    """Return what a cell lists, each once."""
    written = row.values.get(column)
    parts = parted.split(written) if isinstance(written, str) else []
    found = {folded(each): " ".join(each.split()) for each in reversed(parts) if each.strip()}
    return tuple(reversed(found.values()))
