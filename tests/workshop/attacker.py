"""Somebody who keeps every figure that was ever shown of a wave, and solves for what few people said.

Each level that somebody gives is a variable of its own, and a new one when they change it. A figure that is
shown is a sum of such variables: which, is found from what everybody had answered when it was counted.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
CAPABILITIES = ("A1", "B1", "C1", "D1", "E1")
"""One of each component, so that a component's figure is that of its capability."""
QUESTIONS = ("current", "target")
ALIKE = 10

Variable = tuple[int, str, str, int]
"""Whose level it is, the capability, the question, and the how manieth one that they gave."""
Item = tuple[str, str]
Row = dict[Variable, int]
Said = dict[tuple[int, str, str], tuple[int, int]]
"""What somebody says of a capability and question: the code, and the how manieth."""


@dataclass(frozen=True)
class Moment:
    """What everybody had answered when somebody counted; while it is open, those drawn, in their order."""

    said: Said
    drawn: tuple[int, ...]
    everyone: frozenset[int]
    is_open: bool
    step: int

    def pools(self) -> Iterator[frozenset[int]]:
        """Yield whose answers a figure of this moment may rest on."""
        if not self.is_open:
            yield self.everyone
            return
        for many in range(len(self.drawn) // self.step * self.step, 0, -self.step):
            yield frozenset(self.drawn[:many])

    def level(self, who: int, capability: str, question: str) -> int:
        code, _ = self.said.get((who, capability, question), (0, 0))
        return code if code in range(1, 6) else 0

    def variable(self, who: int, capability: str, question: str) -> Variable:
        return who, capability, question, self.said[who, capability, question][1]

    def both(self, who: int, capability: str) -> bool:
        return all(self.level(who, capability, each) for each in QUESTIONS)

    def alike(self, who: int) -> bool:
        levels = [self.level(who, *each) for each in product(CAPABILITIES, QUESTIONS)]
        given = [each for each in levels if each]
        return len(given) >= ALIKE and len(set(given)) == 1

    def turn(self, who: int) -> int:
        return sum(self.said.get((who, *each), (0, 0))[1] for each in product(CAPABILITIES, QUESTIONS))

    def rated(self, who: int) -> bool:
        return any(self.level(who, *each) for each in product(CAPABILITIES, QUESTIONS))


@dataclass
class Attacker:
    """All that was seen: the sums of each capability, and when something was counted.

    `groups` is by person and column.
    """

    groups: Mapping[int, Mapping[str, str]]
    moments: list[Moment] = field(default_factory=list)
    rows: dict[str, list[Row]] = field(default_factory=lambda: {each: [] for each in CAPABILITIES})
    people: list[tuple[int, Row]] = field(default_factory=list)
    """How many are said to have answered all alike, and of whom."""

    without: dict[str, list[Row]] = field(default_factory=lambda: {each: [] for each in CAPABILITIES})
    """Those who are left without whoever answered all alike."""

    def look(self, scores: Mapping[str, Any], moment: Moment, alike: Mapping[Item, tuple[int, ...]]) -> None:
        """Take down what scores.json tells; AssertionError for a figure that is no sum over people.

        `alike` is what those gave who answered all alike: it is not told, and helps to find who they are.
        """
        self.moments.append(moment)
        for capability in CAPABILITIES:
            cells = [(None, scores["capabilities"][capability])]
            for column, groups in scores["groups"].items():
                for value, group in groups.items():
                    if group["shown"]:
                        cells.append(((column, value), group["capabilities"][capability]))
            for group, cell in cells:
                for question in QUESTIONS:
                    if (cell[question] or {}).get("n"):
                        self._take(capability, self._cell(group, capability, question, cell[question]))
                if cell.get("gap", {}).get("n"):
                    self._take(capability, self._gap(group, capability, cell["gap"]))
        self._look_alike(scores, alike)

    def _look_alike(self, scores: Mapping[str, Any], alike: Mapping[Item, tuple[int, ...]]) -> None:
        found = scores["soundness"]["straight_lining"]
        if found is None or "people" not in found:
            return
        number = found["people"]
        if all(number != known for known, _ in self.people):  # else it may have stayed as it was
            self.people.append((number, self._alike(number)))
        for capability, question in product(CAPABILITIES, QUESTIONS):
            mean = (found["components"][capability[0]] or {}).get(question)
            n = (scores["capabilities"][capability][question] or {}).get("n")
            if mean is not None and number and n:
                those = alike[capability, question]
                could_be = list(self._without(capability, question, mean, n, those))
                assert could_be, f"{capability} {question}: {mean} without some is nobody's"
                if not any(each in self.without[capability] for each in could_be):
                    self.without[capability].append(could_be[0])

    def _take(self, capability: str, rows: Iterator[Row]) -> None:
        """Take down what a figure is a sum of: what follows from others anyway, or the latest it can be."""
        could_be, known = list(rows), self.rows[capability]
        assert could_be, f"a figure of {capability} is nobody's"
        if not any(follows(each, known) for each in could_be):
            known.append(could_be[0])

    def _in(self, group: tuple[str, str] | None, pool: Iterable[int]) -> list[int]:
        if group is None:
            return sorted(pool)
        return sorted(who for who in pool if (self.groups[who].get(group[0]) or "Not stated") == group[1])

    def _cell(
        self, group: tuple[str, str] | None, capability: str, question: str, cell: Any
    ) -> Iterator[Row]:
        for moment in reversed(self.moments):
            for pool, both in product(moment.pools(), (False, True)):
                who = [
                    each
                    for each in self._in(group, pool)
                    if moment.level(each, capability, question)
                    and (moment.both(each, capability) or not both)
                ]
                levels = [moment.level(each, capability, question) for each in who]
                if [levels.count(level) for level in range(1, 6)] == cell["counts"]:
                    yield {moment.variable(each, capability, question): 1 for each in who}

    def _gap(self, group: tuple[str, str] | None, capability: str, gap: Any) -> Iterator[Row]:
        for moment in reversed(self.moments):
            for pool in moment.pools():
                who = [each for each in self._in(group, pool) if moment.both(each, capability)]
                gaps = [
                    moment.level(each, capability, "target") - moment.level(each, capability, "current")
                    for each in who
                ]
                less = sum(each < 0 for each in gaps)
                if (len(who), less) == (gap["n"], gap["negative"]) and is_mean(gap["mean"], gaps):
                    row = {moment.variable(each, capability, "target"): 1 for each in who}
                    yield row | {moment.variable(each, capability, "current"): -1 for each in who}

    def _alike(self, people: int) -> Row:
        """Return of whom is told how many answer all alike: a change of mind makes somebody else of them."""
        for moment in reversed(self.moments):
            for pool in moment.pools():
                if sum(moment.alike(each) for each in pool) == people:
                    return {(each, "", "", moment.turn(each)): 1 for each in pool if moment.rated(each)}
        raise AssertionError(f"{people} who answer all alike are nobody")

    def _without(
        self, capability: str, question: str, mean: float, n: int, alike: tuple[int, ...]
    ) -> Iterator[Row]:
        """Yield the others: those who rated at some moment less those who answered alike then, or before.

        `alike` is what these gave, by level: a mean alone may be that of many.
        """
        for moment, before in product(reversed(self.moments), reversed(self.moments)):
            for pool, earlier, both in product(moment.pools(), before.pools(), (False, True)):
                row = {
                    moment.variable(each, capability, question): moment.level(each, capability, question)
                    for each in sorted(pool)
                    if moment.level(each, capability, question)
                    and (moment.both(each, capability) or not both)
                }
                gone = {
                    before.variable(each, capability, question): before.level(each, capability, question)
                    for each in earlier
                    if before.alike(each) and before.level(each, capability, question)
                }
                left, total = len(row) - len(gone), sum(row.values()) - sum(gone.values())
                same = tuple([*gone.values()].count(level) for level in range(1, 6)) == alike
                if same and len(row) == n and left and abs(total / left - mean) < 1e-9:
                    yield less(row, gone)

    def solved(self, threshold: int) -> list[tuple[str, tuple[int, ...]]]:
        """Return of whom something follows, where they are fewer than the threshold."""
        return [
            (capability, few)
            for capability, rows in [*self.rows.items(), ("alike", [row for _, row in self.people])]
            for few in few_that_follow(rows, threshold)
        ] + [
            (capability, few)
            for capability, rows in self.without.items()
            for few in few_apart(rows, self.rows[capability], threshold)
        ]


def few_apart(sums: list[Row], others: list[Row], threshold: int) -> list[tuple[int, ...]]:
    """Return the few by whom a sum holds more or less than others; nobody knows who a sum is of.

    So it tells something only where one holds all of the other.
    """
    found = []
    for one, other in product(sums, [*sums, *others]):
        if {*one.values(), *other.values()} == {1} and one.keys() < other.keys():
            few = tuple(sorted({each[0] for each in other.keys() - one.keys()}))
            found += [few] if len(few) < threshold else []
    return found


def less(row: Iterable[Variable], gone: Iterable[Variable]) -> Row:
    """Return a sum less another."""
    found = dict.fromkeys(row, 1)
    for each in gone:
        found[each] = found.get(each, 0) - 1
    return {each: factor for each, factor in found.items() if factor}


def matrix_of(rows: list[Row]) -> tuple[list[Variable], Floats]:
    """Return sums as a matrix, and the variables of its columns."""
    variables = sorted({each for row in rows for each in row})
    values = [[row.get(each, 0) for each in variables] for row in rows]
    return variables, np.array(values, dtype=np.float64).reshape(len(rows), len(variables))


def follows(row: Row, rows: list[Row]) -> bool:
    """Return whether a sum follows from others."""
    if row in rows or not row:
        return True
    _, sums = matrix_of([*rows, row])
    return bool(np.linalg.matrix_rank(sums) == np.linalg.matrix_rank(sums[:-1])) if rows else False


def is_mean(mean: float | None, values: list[int]) -> bool:
    return bool(values) and mean is not None and abs(sum(values) / len(values) - mean) < 1e-9


def few_that_follow(rows: list[Row], threshold: int) -> list[tuple[int, ...]]:
    """Return the smallest sets of people, fewer than k, of whom something follows from sums."""
    variables, sums = matrix_of(rows)
    if not variables:
        return []
    _, sizes, independent = np.linalg.svd(sums, full_matrices=False)
    independent = independent[sizes > 1e-9 * sizes[0]]
    owners = np.array([each[0] for each in variables])
    few = [some for many in range(1, threshold) for some in combinations(sorted(set(owners)), many)]
    kept = np.array([~np.isin(owners, some) for some in few])
    ranks = np.linalg.matrix_rank(independent[None] * kept[:, None, :], tol=1e-7)
    ranked = zip(few, ranks.tolist(), strict=True)
    found = [tuple(map(int, some)) for some, rank in ranked if rank < len(independent)]
    return [some for some in found if not any(set(each) < set(some) for each in found)]
