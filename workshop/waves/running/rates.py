"""How many have finished: over everyone, and by group as far as that tells nothing about too few.

Who has finished is known to the consultants, who remind the others; sponsors are told in steps of k how many
and nothing more. What stands by group may be shown around, so it holds to the rule of all counts: a group of
fewer than k invited people is not told apart, nor one of which fewer than k have finished, nor the next
smallest where the rest would tell.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from questionnaires.answers import CODES, NOT_STATED, QUESTIONS
from questionnaires.disclosure import visible_cells, visible_sets
from questionnaires.tally import Tally
from workshop.waves.running.attending.store import Turnout


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of a group were invited and have finished; None where that would tell about too few."""

    name: str
    invited: int
    finished: int | None


@dataclass(frozen=True, slots=True)
class Rates:
    """How many were invited by name and have finished; `by_door` came in without a name.

    `columns` holds the groups that are told apart, and how many people the others have together.
    """

    invited: int
    finished: int
    by_door: int
    finished_by_door: int
    columns: tuple[tuple[str, tuple[Rate, ...], int], ...]

    @property
    def unfinished(self) -> int:
        """Return how many of those who were invited have not finished."""
        return self.invited - self.finished

    @property
    def share(self) -> int:
        """Return how many per cent of those who were invited have finished."""
        return 100 * self.finished // self.invited if self.invited else 0


def rates(turnout: Turnout, threshold: int) -> Rates:
    """Return the rates of a wave."""
    everyone = (turnout.invited, turnout.finished)
    columns = (_column(everyone, column, groups, threshold) for column, groups in turnout.columns.items())
    return Rates(
        *everyone,
        by_door=turnout.by_door,
        finished_by_door=turnout.finished_by_door,
        columns=tuple(each for each in columns if each[1]),
    )


def in_steps(number: int, threshold: int) -> int:
    """Return a number as those are told it who may not watch single answers arrive."""
    return number - number % threshold


def _column(
    everyone: tuple[int, int], column: str, held: Mapping[str, tuple[int, int]], threshold: int
) -> tuple[str, tuple[Rate, ...], int]:
    groups: dict[str, tuple[int, int]] = {}
    for name, (invited, done) in held.items():
        before = groups.get(name or NOT_STATED, (0, 0))
        groups[name or NOT_STATED] = (before[0] + invited, before[1] + done)
    names = sorted(groups, key=lambda name: (name == NOT_STATED, name.casefold(), name))
    if names in ([], [NOT_STATED]):
        return column, (), 0
    counts, finished = np.array([everyone, *(groups[name] for name in names)]).T
    people = Tally(
        capabilities=(),
        sets=(("", ""), *((column, name) for name in names)),
        people=counts,
        codes=np.zeros((len(counts), 0, len(QUESTIONS), CODES), dtype=np.int64),
        pairs=np.zeros((len(counts), 0, 5, 5), dtype=np.int64),
        asked=np.zeros((0, len(QUESTIONS)), dtype=bool),
    )
    shown = visible_sets(people, threshold)
    told = visible_cells(people, finished[:, None], shown, threshold)[:, 0]
    rows = tuple(
        Rate(name, int(counts[row]), int(finished[row]) if told[row] else None)
        for row, name in enumerate(names, 1)
        if shown[row]
    )
    return column, rows, int(counts[1:][~shown[1:]].sum())
