"""Who says only one of today and wanted: what is wanted less what is today less the gaps is about them alone.

Where these are fewer than k of an item, their ratings of it count as blank. Where they are more, gaps are
shown only as far as no sum of what is shown of today, wanted and gaps tells about 1 to k - 1 people. Such a
sum gives each crossing of groups a factor a for today, b for wanted and g for gaps. It holds all who gave
both unless a = g = -b, and all lone people if so; at the least the fewer of the two wherever g is not 0. So
it is safe where these add up to k, and where nobody is lone: there it is a sum of today and one of wanted.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from questionnaires.answers import BLANK
from questionnaires.cuts import Graph, bound_together, joined, merged
from questionnaires.tally import Tally

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
TODAY, WANTED, BOTH, SAID = 0, 1, 3, 4
"""The places of these in the last axis of ratings; from SAID on, whatever was said to each question."""


def lone(ratings: Ints) -> Ints:
    """Return how many gave only one of today and wanted, from ratings whose last axis has the four counts."""
    return np.asarray(ratings[..., TODAY] + ratings[..., WANTED] - 2 * ratings[..., BOTH])


def left_out(tally: Tally, threshold: int) -> Bools:
    """Return the capabilities, (capabilities,), of which the few lone ratings are left out."""
    few = np.zeros(len(tally.capabilities), dtype=bool)
    shown = np.ones(len(tally.capabilities), dtype=bool)
    for each in _measures(tally.ratings[0], tally.filed[0]):
        number = lone(each)
        few |= (number > 0) & (number < threshold)
        shown &= (each[..., BOTH] == 0) | (each[..., BOTH] >= threshold)
    return np.asarray(few & shown & (tally.ratings[0][..., BOTH] > 0))


def without_lone(tally: Tally, threshold: int) -> Tally:
    """Return a tally in which the few lone ratings that would be told are blank."""
    return both_only(tally, left_out(tally, threshold), threshold)


def both_only(tally: Tally, out: Bools, threshold: int) -> Tally:
    """Return a tally in which the lone ratings of some capabilities, (capabilities,), are blank."""
    if not out.any():
        return tally
    codes = tally.codes.copy()
    for question, axis in ((TODAY, -1), (WANTED, -2)):
        kept = tally.pairs[:, out].sum(axis=axis)
        codes[:, out, question, BLANK] += codes[:, out, question, 1:6].sum(axis=-1) - kept.sum(axis=-1)
        codes[:, out, question, 1:6] = kept
    return replace(
        tally,
        codes=codes,
        filed=_both_only(tally.filed, out),
        crossed=_both_only(tally.crossed, out),
        crossed_filed=_both_only(tally.crossed_filed, out),
        ahead=_both_only(tally.ahead, out),
        alike=_alike(tally, out, threshold),
    )


def _measures(ratings: Ints, filed: Ints) -> list[Ints]:
    return [ratings, ratings - filed] if filed.any() else [ratings]


def _both_only(ratings: Ints, out: Bools) -> Ints:
    """Return ratings of those only who gave both, of some capabilities."""
    found = ratings.copy()
    for question in (TODAY, WANTED):
        found[:, out, SAID + question] -= ratings[:, out, question] - ratings[:, out, BOTH]
        found[:, out, question] = ratings[:, out, BOTH]
    return found


def _alike(tally: Tally, out: Bools, threshold: int) -> Ints:
    """Return what those gave who answered all alike; of what is left out, where they gave both or neither.

    Someone who answers all alike gives the same level to both, so that others show in different counts.
    Where they do, they are told as too few.
    """
    found = tally.alike.copy()
    differ = out & (tally.alike[:, TODAY] != tally.alike[:, WANTED]).any(axis=-1)
    found[differ, : WANTED + 1] = 0
    found[differ, : WANTED + 1, 0] = threshold - 1
    return found


def linked(ratings: Sequence[Ints]) -> Bools:
    """Return of which capabilities some gave only one of the two, from each measure's (crossings, c, 4)."""
    return np.asarray(lone(ratings[0]).any(axis=0) & ratings[0][..., BOTH].any(axis=0))


def safe_gap(graph: Graph, measures: Sequence[Ints], hidden: Bools, threshold: int) -> Bools:
    """Return of which capabilities the gap over everyone may be shown beside today and wanted.

    `measures` are (crossings, capabilities, 4), `hidden` is (vertices, capabilities, today and wanted).
    """
    safe = np.ones(hidden.shape[1], dtype=bool)
    today, wanted = hidden[..., TODAY], hidden[..., WANTED]
    shared, either = merged(graph, today & wanted), merged(graph, today | wanted)
    for each in measures:
        alone, both = (graph.matrices(counts) for counts in (lone(each), each[..., BOTH]))
        one, other = joined(alone, shared), joined(both, shared)
        # What is bound together by k people who gave both is parted by a sum about k or more.
        tied = bound_together(both, shared, threshold)
        one = np.where(tied[:, :, None] == tied[:, None, :], one, np.minimum(one, other))
        fewer = one.sum(axis=(1, 2)) // 2
        parted = np.minimum(*(joined(counts, either).sum(axis=2) for counts in (alone, both))) > 0
        # Groups in which all, or none, gave both: then the gap is a sum over the groups that are shown.
        by_group = ~(parted & graph.second).any(axis=1) | ~(parted & ~graph.second).any(axis=1)
        safe &= (fewer >= threshold) | by_group | ~lone(each).any(axis=0)
    return safe


def of_gaps(graph: Graph, measures: Sequence[Ints], hidden: Bools) -> tuple[list[Ints], Bools]:
    """Return by what else gaps of groups are held to the rule, and of which capabilities none may be shown.

    These are (crossings, capabilities) each, and (capabilities,). `hidden` is like that of safe_gap.
    """
    cannot = np.zeros(hidden.shape[1], dtype=bool)
    found = []
    one_column = np.count_nonzero(graph.second) == 1
    free = one_column & ~(hidden[..., TODAY] | hidden[..., WANTED])[graph.edges[:, 0]]
    for each in measures:
        alone, both = lone(each), each[..., BOTH]
        # A group shown of which nobody gave both has no gap, and stands apart.
        cannot |= ((both == 0) & (alone > 0) & ~free).any(axis=0)
        found.append(np.minimum(alone, both))
    return found, cannot
