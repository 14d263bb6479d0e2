"""What may be shown: nothing about fewer than k people, and nothing from which it could be worked out.

The rule is constructive. Cells below the threshold are hidden, then further ones until no sum that can be
made of the cells shown, with any factors and across both group columns, tells about 1 to k - 1 people: see
questionnaires.cuts. Columns beyond the first two are hidden as a whole, and so is the second of a count that
does not hold how the columns cross. Today, wanted and gaps are linked: see questionnaires.lone_ratings.

Where answers of a file stand among those that people gave here, the rule holds for all of them, and again for
those given here alone: whoever made the file knows what is in it, and can subtract it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from questionnaires.all_but_few import could_be
from questionnaires.crossings import COMPARED
from questionnaires.cuts import Graph, bound_together, protected
from questionnaires.lone_ratings import BOTH, SAID, WANTED, linked, of_gaps, safe_gap, without_lone
from questionnaires.tally import Tally

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Gate:
    """What of a tally may be shown, at a threshold.

    `tally` is the one to make figures of: lone ratings that would tell about too few are blank in it. `sets`
    is (sets,), `levels` (sets, capabilities, questions) and `gaps` (sets, capabilities): which may be shown.
    """

    tally: Tally
    sets: Bools
    levels: Bools
    gaps: Bools


def gate(tally: Tally, threshold: int, with_gaps: bool = True) -> Gate:
    """Return what of a tally may be shown; where no gaps are, nothing is withheld on account of them."""
    if tally.told.size:
        held = _as_told(tally, threshold)
        return held if with_gaps else replace(held, gaps=np.zeros_like(held.gaps))
    sets = visible_sets(tally, threshold)
    settled = without_lone(tally, threshold) if with_gaps else tally
    cells = _Cells(settled)
    measures = cells.measures(settled.ratings, settled.filed, settled.crossed, settled.crossed_filed)
    measures += _of_before(measures, threshold)
    levels = [each[..., :BOTH] for each in measures]
    hidden = cells.hide(
        [*levels, *_said_instead(measures)], cells.unseen(sets, levels[0].shape[1:]), threshold
    )
    if with_gaps:
        gaps = _gaps(cells, measures, hidden[..., : WANTED + 1], sets, threshold)
    else:
        gaps = np.zeros((len(sets), len(tally.capabilities)), dtype=bool)
    shown = cells.visible(levels, hidden, threshold) & sets[:1] & ~_few_asked(settled, threshold)
    return Gate(settled, sets, shown, gaps & sets[:1])


def _said_instead(measures: Sequence[Ints]) -> list[Ints]:
    """Return by what don't know and not applicable are held to the rule, where levels alone would not do.

    It takes a crossing in which some said these and nobody gave a level: a sum that leaves out all levels
    tells of these alone.
    """
    found = []
    for each in measures:
        levels, said = each[..., :BOTH], each[..., SAID:]
        alone = ((levels == 0) & (said > 0)).any(axis=0)
        found.append(np.where(alone, said, 0))
    return [each for each in found if each.any()]


def _few_asked(tally: Tally, threshold: int) -> Bools:
    """Return where nobody rated of the few who were asked: that, and what else they said, is theirs."""
    asked = tally.codes.sum(axis=-1)
    asked[0] -= tally.absent * tally.asked
    return np.asarray((tally.ratings[..., :BOTH] == 0) & (asked > 0) & (asked < threshold))


def _of_before(measures: Sequence[Ints], threshold: int) -> list[Ints]:
    """Return the counts without those in everyone alone: before they came, it was shown without them."""
    found = []
    for each in measures:
        before = np.concatenate([each[:-1], np.zeros_like(each[-1:])])
        found.append(np.where((before.sum(axis=0) >= threshold) & (each[-1] > 0), before, 0))
    return [each for each in found if each.any()]


def _as_told(tally: Tally, threshold: int) -> Gate:
    """Return what a tally says itself that it holds, and nothing of too few all the same."""
    ratings = tally.ratings[..., : BOTH + 1]
    shown = tally.told_ratings & ((ratings == 0) | (ratings >= threshold)) & tally.told[:, None, None]
    return Gate(tally, tally.told, shown[..., :BOTH], shown[..., BOTH])


def visible_sets(tally: Tally, threshold: int) -> Bools:
    """Return which sets of the tally may be shown at all, by the people in them; everyone is the first."""
    if tally.told.size:
        return tally.told
    cells = _Cells(tally)
    measures = cells.measures(
        tally.people, tally.filed_people, tally.crossed_people, tally.crossed_filed_people
    )
    return cells.visible(measures, cells.hide(measures, cells.unseen(None, ()), threshold), threshold)


def visible_cells(tally: Tally, valid: Ints, sets: Bools, threshold: int, filed: Ints | None = None) -> Bools:
    """Return which cells of the visible sets may be shown, from the valid ratings, shape (sets, items).

    A cell that nobody rated is visible, as "no rating", unless its set or the whole item is hidden. `filed`
    are those of the ratings that came from files beside others. Only the first column is told apart.
    """
    cells = _Cells(tally, crossed=False)
    measures = cells.measures(valid, np.zeros_like(valid) if filed is None else filed)
    hidden = cells.hide(measures, cells.unseen(sets, valid.shape[1:]), threshold)
    return cells.visible(measures, hidden, threshold) & sets[:1]


def visible_without(tally: Tally, threshold: int) -> Bools:
    """Return of which items figures over everyone may be shown without those who answered all alike.

    See without_alike.
    """
    return without_alike(gate(tally, threshold), threshold)


def without_alike(held: Gate, threshold: int) -> Bools:
    """Return where figures may be shown without those who answered all alike, (capabilities, questions).

    Neither these people nor all others are 1 to k - 1, and no group that is shown could be all but a few of
    them. Beside answers of a file nothing is: its maker knows who of it answered all alike.
    """
    tally = held.tally
    everyone, alike = tally.codes[0, ..., 1:6], tally.alike
    left = everyone - alike
    enough = [(each == 0) | (each >= threshold) for each in (alike.sum(axis=-1), left.sum(axis=-1))]
    found = np.asarray(held.levels[0] & np.all(enough, axis=0) & (left >= 0).all(axis=-1))
    found &= not (tally.filed.any() or tally.filed_people.any())
    for place, question in np.argwhere(found & alike.any(axis=-1)).tolist():
        columns = []
        for rows in tally.columns.values():
            shown = [row for row in rows if held.sets[row] and held.levels[row, place, question]]
            columns.append(tally.codes[shown, place, question, 1:6])
        at = place, question
        found[at] = not could_be(alike[at], everyone[at], columns, threshold)
    return found


def visible_growth(
    tally: Tally, grown: tuple[Ints, Ints, Ints, Ints], changed: Ints, threshold: int, crossed: bool = True
) -> Bools:
    """Return of which items, (items,), all cells may be shown anew, by how many ratings each has more.

    Who keeps the figures of before subtracts them: the difference is held to the rule like any other count.
    `grown` are (sets, items), of them those from files, and both by crossing. Where any of these is negative,
    nothing may: counts that only grow differ from all that were ever shown by no fewer than from the last.
    `changed`, (sets, items, answers), is by how many each answer was given more often here: where nobody came
    that is what somebody changed. Unless `crossed`, the first column only is compared.
    """
    cells = _Cells(tally, crossed)
    measures = cells.measures(*grown)
    fewer = np.any([(each < 0).any(axis=0) for each in measures], axis=0)
    hidden = cells.hide(measures, cells.unseen(None, grown[0].shape[1:]), threshold)
    shown = cells.visible(measures, hidden, threshold)[0]
    changed_apart = cells.differ(np.abs(measures[-1]), changed)
    return np.asarray(shown & ~fewer & ~(hidden & cells.named[:, None]).any(axis=0) & ~changed_apart)


def _gaps(cells: "_Cells", measures: Sequence[Ints], hidden: Bools, sets: Bools, threshold: int) -> Bools:
    """Return which gaps may be shown, (sets, capabilities); `hidden` is of today and wanted, by vertex."""
    both = [each[..., BOTH] for each in measures]
    unseen, link = cells.unseen(sets, both[0].shape[1:]), linked(measures)
    safe = np.ones(len(link), dtype=bool)
    further: list[Ints] = []
    if link.any() and threshold > 1:
        safe[link] = safe_gap(cells.graph, [each[:, link] for each in measures], hidden[:, link], threshold)
        further, cannot = of_gaps(cells.graph, measures, hidden)
        further = [np.where(link, each, 0) for each in further]
        few = [(each.sum(axis=0) > 0) & (each.sum(axis=0) < threshold) for each in further]
        unseen |= link & (hidden.any(axis=-1) | cannot | np.any(few, axis=0)) & cells.named[:, None]
        further = [np.where(np.any(few, axis=0), 0, each) for each in further]
    found = cells.visible(both, cells.hide([*both, *further], unseen, threshold), threshold)
    return found & safe


def _is_crossed(tally: Tally) -> bool:
    """Return whether a tally holds how its columns cross, and how the answers of files do."""
    if not tally.crossings:
        return False
    held = np.zeros((len(tally.sets), len(tally.crossings)), dtype=np.int64)
    for rows in np.array(tally.crossings).T:
        held[rows, np.arange(len(rows))] = 1
    held[0] = 0
    compared = held.any(axis=1)
    counts = (
        (tally.crossed_people, tally.people),
        (tally.crossed_filed_people, tally.filed_people),
        (tally.crossed, tally.ratings),
        (tally.crossed_filed, tally.filed),
    )
    return all(
        np.array_equal(np.tensordot(held, by_crossing, axes=1)[compared], by_set[compared])
        for by_crossing, by_set in counts
    )


class _Cells:
    """The groups of a tally that are compared, as a graph, and their places among its sets."""

    def __init__(self, tally: Tally, crossed: bool = True) -> None:
        columns = list(tally.columns.values())
        self._crosses = crossed and len(columns) >= COMPARED and _is_crossed(tally)
        compared = columns[: COMPARED if self._crosses else 1]
        rows = [row for each in compared for row in each]
        self._rows = np.array(rows, dtype=np.int64)
        self._sets = len(tally.sets)
        vertex = {row: place for place, row in enumerate(rows)}
        # Who is in no group of a column stands at a place of its own, which for lack of a column is everyone.
        nowhere = len(rows), len(rows) + 1
        crossings = tally.crossings if self._crosses else [(row,) for row in rows]
        ends = [
            [vertex.get(row, alone) for row, alone in zip((*each, 0, 0), nowhere, strict=False)]
            for each in crossings
        ]
        second = [place >= len(compared[0]) for place in range(len(rows))] + [False, True]
        self.graph = Graph(np.array(second), np.array([*ends, nowhere], dtype=np.int64))
        self.named = np.array([True] * len(rows) + [False, False])
        self._nowhere = [place for place, column in zip(nowhere, range(COMPARED)) if column < len(compared)]

    def leftover(self, crossed: Ints, everyone: Ints) -> Ints:
        """Return counts of each edge: of each crossing, and of those of everyone who stand in none."""
        return np.concatenate([crossed, (everyone - crossed.sum(axis=0))[None]])

    def measures(
        self, counts: Ints, filed: Ints, crossed: Ints | None = None, crossed_filed: Ints | None = None
    ) -> list[Ints]:
        """Return by what cells are held to the rule, by edge: by everyone, and by those who answered here."""
        if not self._crosses or crossed is None or crossed_filed is None:
            crossed, crossed_filed = counts[self._rows], filed[self._rows]
        every = self.leftover(crossed, counts[0])
        return [every, every - self.leftover(crossed_filed, filed[0])] if filed.any() else [every]

    def unseen(self, sets: Bools | None, shape: tuple[int, ...]) -> Bools:
        """Return what is hidden from the beginning, (vertices, *items): the sets that are not visible."""
        hidden = np.zeros(len(self.named), dtype=bool)
        if sets is not None:
            hidden[: len(self._rows)] = ~sets[self._rows]
        hidden[self._nowhere] = True
        return np.broadcast_to(hidden.reshape(-1, *[1] * len(shape)), (len(hidden), *shape)).copy()

    def differ(self, grown: Ints, changed: Ints) -> Bools:
        """Return of which items, (items,), answers changed among groups that nobody joined or left.

        `grown` is (edges, items). What hangs together by those who came cannot be parted without them: its
        groups of either column have the same in common, and changes that stand across would show.
        """
        rows = [np.flatnonzero(self.graph.second == each) for each in (False, True)]
        at = np.zeros((len(self.named), *changed.shape[1:]), dtype=np.int64)
        at[: len(self._rows)] = changed[self._rows]
        for place, column in zip((len(self._rows), len(self._rows) + 1), rows, strict=True):
            at[place] = changed[0] - at[column[column != place]].sum(axis=0)
        at[self.graph.second] *= -1
        alone = np.tile(np.arange(len(self.named)), (grown.shape[1], 1))
        parts = bound_together(self.graph.matrices(grown), alone, 1)
        belongs = parts[:, None, :] == np.arange(len(self.named))[None, :, None]
        left = np.einsum("ipv,viw->ipw", belongs.astype(np.int64), at)
        return np.asarray(left.any(axis=(1, 2)))

    def hide(self, measures: Sequence[Ints], hidden: Bools, threshold: int) -> Bools:
        """Return what is hidden in the end, (vertices, *items)."""
        flat = [np.maximum(each, 0).reshape(len(each), -1) for each in measures]
        found = protected(self.graph, flat, hidden.reshape(len(hidden), -1), threshold)
        return found.reshape(hidden.shape)

    def visible(self, measures: Sequence[Ints], hidden: Bools, threshold: int) -> Bools:
        """Return which cells may be shown, (sets, *items)."""
        found = np.zeros((self._sets, *hidden.shape[1:]), dtype=bool)
        everyone = [each.sum(axis=0) for each in measures]
        found[0] = np.all([(each == 0) | (each >= threshold) for each in everyone], axis=0)
        found[self._rows] = ~hidden[: len(self._rows)] & found[0]
        return found
