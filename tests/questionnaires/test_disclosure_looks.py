"""Figures that were shown at several times, against somebody who keeps all of them and solves equations."""

from dataclasses import dataclass, replace
from itertools import combinations, zip_longest

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from questionnaires.disclosure import gate
from questionnaires.refreshing import refreshed
from questionnaires.tally import Tally, count
from tests.questionnaires.samples import current_only
from tests.questionnaires.test_disclosure_said import few_that_follow

Crossing = tuple[str, str]


@dataclass
class Crowd:
    """People of one crossing who came together and say the same; whether they have taken it back."""

    crossing: Crossing
    people: int
    level: int
    filed: bool
    is_in: bool = True


Step = tuple[list[tuple[Crossing, int, bool]], list[int]]
"""Who comes before a look, here or from a file, and which of those who came earlier take back what they said
or say it again."""


@dataclass(frozen=True)
class Look:
    """What was shown at a time: of each set which crowds it holds, as factors."""

    sums: dict[tuple[str, str], list[int]]


def counted(crowds: list[Crowd]) -> Tally:
    """Return the count; who took back what they said leaves it blank."""
    tally, known = (
        _counted([(one, one.is_in and (one.filed or not only)) for one in crowds]) for only in (False, True)
    )
    return replace(
        tally,
        filed_people=known.people,
        filed=known.ratings,
        filed_levels=known.codes[..., 1:6],
        crossed_filed_people=known.crossed_people,
        crossed_filed=known.crossed,
    )


def _counted(crowds: list[tuple[Crowd, bool]]) -> Tally:
    each = [(*one.crossing, one.level * is_in) for one, is_in in crowds for _ in range(one.people)]
    rows, columns, codes = zip(*each, strict=True)
    return count(current_only(list(codes), {"function": rows, "rank": columns}))


def lived(steps: list[Step], threshold: int, *, comes_back: bool = True) -> tuple[list[Crowd], list[Look]]:
    """Return who came, and what was shown after each step."""
    crowds: list[Crowd] = []
    looks: list[Look] = []
    held: Tally | None = None
    known: dict[tuple[str, str], tuple[list[int], list[int]]] = {}
    for at, (come, turn) in enumerate(steps):
        for place in turn:
            if crowds:
                one = crowds[place % len(crowds)]
                one.is_in = one.filed or (comes_back and not one.is_in)
        crowds += [Crowd(crossing, people, 1 + at % 5, filed) for crossing, people, filed in come]
        if not crowds:
            continue
        held = refreshed(held, counted(crowds), threshold)
        for row, each in enumerate(held.sets):
            levels = held.codes[row, 0, 0, 1:6].tolist()
            if known.get(each, ([0] * 5, []))[0] != levels:
                known[each] = levels, [int(one.is_in and _is_of(one, each)) for one in crowds]
        seen = gate(held, threshold).levels[:, 0, 0].tolist()
        shown = {each for each, is_seen in zip(held.sets, seen, strict=True) if is_seen}
        looks.append(Look({each: known[each][1] for each in shown if each in known}))
    return crowds, looks


def _is_of(one: Crowd, each: tuple[str, str]) -> bool:
    column, value = each
    return not column or value == one.crossing[column == "rank"]


def told(crowds: list[Crowd], looks: list[Look], threshold: int) -> list[tuple[int, ...]]:
    """Return the few of whom alone something follows from these looks, also where a file is known."""
    rows = [row + [0] * (len(crowds) - len(row)) for look in looks for row in look.sums.values()]
    sums = np.array(rows, dtype=float).reshape(len(rows), len(crowds))
    here = [place for place, one in enumerate(crowds) if not one.filed]
    return few_that_follow(sums, [one.people for one in crowds], threshold) + few_that_follow(
        sums[:, here], [crowds[each].people for each in here], threshold
    )


crossings = st.tuples(st.sampled_from("AB"), st.sampled_from("wx"))
numbers = st.sampled_from([1, 1, 2, 3, 4, 6])
coming = st.lists(st.tuples(crossings, numbers, st.sampled_from([False, False, False, True])), max_size=4)
steps = st.lists(st.tuples(coming, st.lists(st.integers(0, 9), max_size=3)), min_size=2, max_size=5)

OUT_AND_IN = [
    ([(("A", "w"), 9, False), (("A", "w"), 6, False)], []),
    ([], [1]),
    ([(("A", "w"), 1, False)], [1]),
]
"""Six take back what they said; when they say it again, somebody has come."""
APART_AND_TOGETHER = [
    ([(("A", "w"), 9, False), (("B", "w"), 9, False)], []),
    ([(("A", "w"), 3, False), (("B", "w"), 1, False)], []),
    ([(("A", "w"), 1, False), (("B", "w"), 3, False)], []),
]
"""Everyone has moved on by four, then by four, and each group by four."""


def test_groups_follow_everyone_once_enough_have_come_to_them_twice() -> None:
    def came(*numbers: int) -> Step:
        return [((group, "w"), many, False) for group, many in zip("AB", numbers, strict=True) if many], []

    for then, expected in ((came(4, 4), [54, 27, 27]), (came(9, 1), [56, 20, 20])):
        crowds, looks = lived([came(20, 20), came(3, 3), then], 5)
        sums = [looks[-1].sums[each] for each in (("", ""), ("function", "A"), ("function", "B"))]
        people = [sum(one.people for one, is_in in zip(crowds, row, strict=False) if is_in) for row in sums]
        assert people == expected


@settings(max_examples=100, deadline=None)
@given(steps=steps, threshold=st.integers(2, 4))
@example(steps=OUT_AND_IN, threshold=4)
def test_a_figure_differs_by_enough_from_all_that_it_ever_was(steps: list[Step], threshold: int) -> None:
    crowds, looks = lived(steps, threshold)
    for before, now in combinations(looks, 2):
        for each in before.sums.keys() & now.sums.keys():
            both = zip_longest(crowds, before.sums[each], now.sums[each], fillvalue=0)
            differ = [one for one, was, is_ in both if was != is_]
            for some in (differ, [one for one in differ if not one.filed]):
                people = sum(one.people for one in some)
                assert people == 0 or people >= threshold


@settings(max_examples=100, deadline=None)
@given(steps=steps, threshold=st.integers(2, 4))
@example(steps=APART_AND_TOGETHER, threshold=4)
def test_all_looks_together_tell_nothing_about_few(steps: list[Step], threshold: int) -> None:
    crowds, looks = lived(steps, threshold, comes_back=False)
    assert told(crowds, looks, threshold) == []
