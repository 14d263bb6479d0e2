"""How many have finished: over everyone, and by group as far as that tells nothing about too few.

Who has finished is known to the consultants, who remind the others; sponsors are told in steps of k how many
and nothing more. What stands by group may be shown around, so it holds to the rule of all counts: a group of
fewer than k invited people is not told apart, nor one of which fewer than k have finished, nor the next
smallest where the rest would tell.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from questionnaires.answers import CODES, NOT_STATED, QUESTIONS
from questionnaires.disclosure import visible_cells, visible_sets
from questionnaires.tally import Tally
from workshop.waves.running.store import Participant

COLUMNS = ("function", "seniority")


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of a group were invited and have finished; None where that would tell about too few."""

    name: str
    invited: int
    finished: int | None


@dataclass(frozen=True, slots=True)
class Rates:
    """How many were invited by name, have begun and have finished; `by_door` came in without a name.

    `removed` are those who have begun, and were removed from the people since: their answers stay.
    `columns` holds the groups that are told apart, and how many people the others have together.
    """

    invited: int
    begun: int
    finished: int
    by_door: int
    finished_by_door: int
    removed: int
    columns: tuple[tuple[str, tuple[Rate, ...], int], ...]

    @property
    def unfinished(self) -> int:
        """Return how many of those who were invited have not finished."""
        return self.invited - self.finished

    @property
    def share(self) -> int:
        """Return how many per cent of those who were invited have finished."""
        return 100 * self.finished // self.invited if self.invited else 0


def rates(participants: Sequence[Participant], threshold: int) -> Rates:
    """Return the rates of a wave."""
    invited = [each for each in participants if each.person_id is not None]
    by_door = [each for each in participants if each.by_door]
    return Rates(
        invited=len(invited),
        begun=sum(each.progress == "begun" for each in invited),
        finished=_finished(invited),
        by_door=len(by_door),
        finished_by_door=_finished(by_door),
        removed=sum(each.is_removed and each.progress != "not begun" for each in participants),
        columns=tuple(filter(lambda each: each[1], (_column(invited, each, threshold) for each in COLUMNS))),
    )


def in_steps(number: int, threshold: int) -> int:
    """Return a number as those are told it who may not watch single answers arrive."""
    return number - number % threshold


def _finished(participants: Sequence[Participant]) -> int:
    return sum(each.progress == "finished" for each in participants)


def _column(invited: Sequence[Participant], column: str, threshold: int) -> tuple[str, tuple[Rate, ...], int]:
    groups: dict[str, list[Participant]] = {}
    for each in invited:
        groups.setdefault(each.groups.get(column) or NOT_STATED, []).append(each)
    names = sorted(groups, key=lambda name: (name == NOT_STATED, name.casefold(), name))
    if names in ([], [NOT_STATED]):
        return column, (), 0
    counts = np.array([len(invited), *(len(groups[name]) for name in names)])
    finished = np.array([_finished(invited), *(_finished(groups[name]) for name in names)])
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
