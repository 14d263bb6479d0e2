"""What follows from sums over groups: cuts of a graph, and none of them may hold a few people only.

Take a vertex for each group of two columns, and an edge for each crossing of them, as heavy as people stand
in it. Every sum that can be made of what is shown gives each crossing one number for its row and one for its
column; those that leave out as many people as possible are the cuts of that graph (it is a graphic matroid:
Oxley, Matroid Theory, 1992). So nothing follows about 1 to k - 1 people, whatever is added, subtracted or
multiplied, if and only if no cut of a connected part weighs 1 to k - 1. Groups of a column that are hidden
are one vertex: what they have together is everyone less the others. With one column, everyone stands for the
other.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
_NEVER = np.iinfo(np.int64).max // 4


@dataclass(frozen=True, eq=False)
class Graph:
    """Groups and their crossings: `second` is (vertices,), whether a group is of the second column.

    `edges` is (crossings, 2): the vertex of the first column and that of the second.
    """

    second: Bools
    edges: Ints

    def around(self, weights: Ints) -> Ints:
        """Return the weight of each vertex, (vertices, items), from that of the edges, (crossings, items)."""
        return self._ends @ weights

    def matrices(self, weights: Ints) -> Ints:
        """Return the weights between vertices, (items, vertices, vertices), symmetric."""
        size = len(self.second)
        found = np.zeros((weights.shape[1], size, size), dtype=np.int64)
        one, other = self.edges.T
        for edge, (row, column) in enumerate(zip(one.tolist(), other.tolist(), strict=True)):
            found[:, row, column] += weights[edge]
            found[:, column, row] += weights[edge]
        return found

    @property
    def _ends(self) -> Ints:
        found = np.zeros((len(self.second), len(self.edges)), dtype=np.int64)
        found[self.edges.T, np.arange(len(self.edges))] = 1
        return found


def protected(graph: Graph, measures: Sequence[Ints], hidden: Bools, threshold: int) -> Bools:
    """Return which groups are to be hidden, (vertices, items), so that no cut holds few people.

    `measures` are (crossings, items) each, all of which are held to the rule; `hidden` is what is hidden
    already. All are where everyone are few. Of a column that a cut parts, the smallest group on either side
    is hidden; of two such columns that where fewer people are hidden by it, and of equal ones the second.
    Which ones are hidden tells the order of sizes within a column, and nothing of who said what.
    """
    found = hidden.copy()
    around = [graph.around(each) for each in measures]
    for each in around:
        found |= (each > 0) & (each < threshold)
    everyone = np.array([each.sum(axis=0) for each in measures])
    gone = ((everyone > 0) & (everyone < threshold)).any(axis=0)
    found[:, gone] = True
    active = np.flatnonzero(~gone)
    matrices = [graph.matrices(each) for each in measures]
    while len(active):
        again: list[Ints] = []
        for sizes, weights in zip(around, matrices, strict=True):
            labels = merged(graph, found[:, active])
            cut, whole, bad = few_cut(weights[active], labels, threshold)
            short = active[bad]
            if len(short):
                found[:, short] |= _to_hide(graph, found[:, short].T, sizes[:, short].T, cut, whole).T
                again.append(short)
        active = np.unique(np.concatenate(again)) if again else active[:0]
    return found


def merged(graph: Graph, hidden: Bools) -> Ints:
    """Return the label of each vertex, (items, vertices): those hidden in one column have the same."""
    labels = np.tile(np.arange(len(graph.second)), (hidden.shape[1], 1))
    for column in (graph.second, ~graph.second):
        ours = np.asarray(hidden.T & column)
        labels = np.where(ours, ours.argmax(axis=1)[:, None], labels)
    return labels


def _to_hide(graph: Graph, hidden: Bools, sizes: Ints, cut: Bools, whole: Bools) -> Bools:
    """Return what is to be hidden beside, (items, vertices): of one column, the smallest on either side."""
    costs, choices = [], []
    for column in (~graph.second, graph.second):
        of_cut = [_smallest(side & column, hidden, sizes) for side in (cut, whole & ~cut)]
        costs.append(of_cut[0][0] + of_cut[1][0])
        choices.append(of_cut[0][1] | of_cut[1][1])
    found = np.where((costs[1] <= costs[0])[:, None], choices[1], choices[0])
    apart = np.minimum(*costs) >= _NEVER
    if apart.any():  # neither column is parted within: the part is joined to what lies outside
        sides = [(column, joined) for column in (~graph.second, graph.second) for joined in (True, False)]
        beside = [
            _smallest(column & (whole if joined else ~whole), hidden, sizes, joined)[1]
            for column, joined in sides
        ]
        found = np.where(apart[:, None], np.any(beside, axis=0), found)
    return np.asarray(found, dtype=np.bool_)


def _smallest(where: Bools, hidden: Bools, sizes: Ints, joined: bool = True) -> tuple[Ints, Bools]:
    """Return how many people the smallest shown group has, and which it is; nobody where some are hidden."""
    free = where & ~hidden & (sizes > 0)
    many = np.where(free, sizes, _NEVER)
    at = many.argmin(axis=1)
    cost = many[np.arange(len(many)), at]
    which = free & (np.arange(where.shape[1]) == at[:, None])
    done = np.asarray((where & hidden & (sizes > 0) & joined).any(axis=1))
    return np.where(done, 0, cost), which & ~done[:, None]


def few_cut(weights: Ints, labels: Ints, threshold: int) -> tuple[Bools, Bools, Bools]:
    """Return a cut of 1 to k - 1 of each graph that has one.

    `weights` is (items, vertices, vertices), `labels` (items, vertices): vertices of the same label are one.
    The result is one side of the cut and the connected part that it cuts, as vertices, (those items,
    vertices), and which of the items these are. Maximum adjacency orders, in which the last vertex is a
    least cut to the one before (Stoer and Wagner 1997), and vertices that follow each other with k or more
    to those before are never parted by fewer (Nagamochi and Ibaraki 1992).
    """
    items, size = labels.shape
    cut, whole = np.zeros((items, size), dtype=bool), np.zeros((items, size), dtype=bool)
    bad = np.zeros(items, dtype=bool)
    active, labels = np.arange(items), labels.copy()
    while len(active):
        held = labels[active]
        order, attached = _in_order(joined(weights[active], held), held)
        begins = attached == 0
        ends = np.concatenate([begins[:, 1:], np.ones((len(active), 1), dtype=bool)], axis=1)
        few = (attached > 0) & (attached < threshold)
        final = few & ends
        has = final.any(axis=1)
        _tell(active[has], order[has], begins[has], final[has], held[has], cut, whole)
        bad[active[has]] = True
        labels[active] = _contracted(order, attached >= threshold, held)
        active = active[few.any(axis=1) & ~has]
    return cut[bad], whole[bad], bad


def bound_together(weights: Ints, labels: Ints, threshold: int) -> Ints:
    """Return labels in which vertices are one that no cut of fewer than k parts, as far as is soon found."""
    labels = labels.copy()
    active = np.arange(len(labels))
    while len(active):
        order, attached = _in_order(joined(weights[active], labels[active]), labels[active])
        labels[active] = _contracted(order, attached >= threshold, labels[active])
        active = active[(attached >= threshold).any(axis=1)]
    return labels


def joined(weights: Ints, labels: Ints) -> Ints:
    """Return the weights between labels, nothing from a label to itself."""
    size = labels.shape[1]
    one_hot = (labels[:, :, None] == np.arange(size)).astype(np.float64)
    found: Ints = (one_hot.swapaxes(1, 2) @ weights.astype(np.float64) @ one_hot).astype(np.int64)
    found[:, np.arange(size), np.arange(size)] = 0
    return found


def _in_order(weights: Ints, labels: Ints) -> tuple[Ints, Ints]:
    """Return each graph's vertices, always the one next that hangs most on those before, and how much."""
    items, size = labels.shape
    every = np.arange(items)
    # A vertex that is part of another label comes last, tied to nothing.
    free = labels == np.arange(size)
    hangs = np.where(free, 0, -1)
    order, attached = np.empty((items, size), dtype=np.int64), np.empty((items, size), dtype=np.int64)
    for place in range(size):
        chosen = hangs.argmax(axis=1)
        order[:, place] = chosen
        attached[:, place] = np.maximum(hangs[every, chosen], 0)
        hangs += np.where(hangs >= 0, weights[every, chosen], 0)
        hangs[every, chosen] = -2
    return order, attached


def _contracted(order: Ints, strong: Bools, labels: Ints) -> Ints:
    """Return labels in which a vertex that hangs strongly on those before is one with the one before it."""
    places = np.where(strong, 0, np.arange(order.shape[1]))
    first = np.maximum.accumulate(places, axis=1)
    renamed = np.empty_like(order)
    np.put_along_axis(renamed, order, np.take_along_axis(order, first, axis=1), axis=1)
    return np.take_along_axis(renamed, labels, axis=1)


def _tell(
    items: Ints, order: Ints, begins: Bools, final: Bools, labels: Ints, cut: Bools, whole: Bools
) -> None:
    """Enter the first cut that was found of each item, and the part that it cuts."""
    last = final.argmax(axis=1)
    every = np.arange(len(items))
    cut[items] = labels == order[every, last][:, None]
    part = begins.cumsum(axis=1)
    ours = part == part[every, last][:, None]
    in_part = np.zeros_like(ours)
    np.put_along_axis(in_part, order, ours, axis=1)
    whole[items] = np.take_along_axis(in_part, labels, axis=1)
