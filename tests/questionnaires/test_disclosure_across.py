"""The threshold across two group columns, against somebody who solves equations, with any factors."""

from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from questionnaires.crossings import crossings_of
from questionnaires.disclosure import gate, visible_without
from questionnaires.refreshing import refreshed
from questionnaires.tally import Tally, count, tally_of
from tests.questionnaires.samples import ONE, table

NOBODY = (0, 0, 0)
Cell = tuple[int, int, int]
"""How many of a crossing gave today only, wanted only, and both."""


@dataclass(frozen=True)
class Kind:
    """People who stand in the same groups and rated the same, by how many there are."""

    row: str
    column: str
    rated: tuple[bool, bool]
    filed: bool
    people: int


def kinds(here: dict[tuple[str, str], Cell], filed: dict[tuple[str, str], Cell]) -> list[Kind]:
    """Return the kinds of people that there are."""
    said = ((True, False), (False, True), (True, True))
    return [
        Kind(row, column, rated, of_file, people)
        for of_file, cells in ((False, here), (True, filed))
        for (row, column), cell in cells.items()
        for rated, people in zip(said, cell, strict=True)
        if people
    ]


def counted(people: list[Kind], columns: int = 2) -> Tally:
    """Return the count of these people, who all gave the same levels."""

    def of(some: list[Kind]) -> Tally:
        codes = [[[2 * each.rated[0], 3 * each.rated[1], 0]] for each in some for _ in range(each.people)]
        groups = {
            "function": tuple(each.row for each in some for _ in range(each.people)),
            "rank": tuple(each.column for each in some for _ in range(each.people)),
        }
        return count(table(ONE, codes, dict([*groups.items()][:columns])))

    tally = of(people)
    known = of(
        [replace(each, rated=(each.rated[0] and each.filed, each.rated[1] and each.filed)) for each in people]
    )
    return replace(
        tally,
        filed_people=known.people,
        filed=known.ratings,
        crossed_filed_people=known.crossed_people,
        crossed_filed=known.crossed,
    )


def told(people: list[Kind], tally: Tally, threshold: int) -> np.ndarray:
    """Return the sums that are shown: for each the factor of every kind's level today, and wanted."""
    held = gate(tally, threshold)
    # Lone ratings are left out of all sums, or of none.
    alone = held.tally.ratings[0, 0, 0] + held.tally.ratings[0, 0, 1] > 2 * held.tally.ratings[0, 0, 3]
    sums = []
    for place, (column, value) in enumerate(tally.sets):
        belongs = [
            not column or value == (each.row if column == "function" else each.column) for each in people
        ]
        for shown, today, wanted in (
            (held.levels[place, 0, 0], 1, 0),
            (held.levels[place, 0, 1], 0, 1),
            (held.gaps[place, 0], -1, 1),
        ):
            both_only = not alone or (today and wanted)
            counts = [
                here and (all(each.rated) if both_only else True)
                for here, each in zip(belongs, people, strict=True)
            ]
            if shown:
                factors = [
                    (today * each.rated[0] * ours, wanted * each.rated[1] * ours)
                    for each, ours in zip(people, counts, strict=True)
                ]
                sums.append(np.array(factors).ravel())
    return np.array(sums).reshape(len(sums), 2 * len(people))


def few_that_follow(people: list[Kind], sums: np.ndarray, threshold: int) -> list[list[Kind]]:
    """Return the sets of fewer people of which something follows from the sums, and of no others with it."""
    sizes = [each.people for each in people]
    sets = [
        some
        for size in range(1, threshold)
        for some in combinations(range(len(people)), size)
        if sum(sizes[each] for each in some) < threshold
    ]
    sums = sums[:, [factor for place in range(len(people)) for factor in (2 * place, 2 * place + 1)]]
    whole = np.linalg.matrix_rank(sums) if sums.size else 0
    if not sets or not whole:
        return []
    others = np.ones((len(sets), len(people)), dtype=bool)
    for place, some in enumerate(sets):
        others[place, list(some)] = False
    left = sums[None] * np.repeat(others, 2, axis=1)[:, None, :]
    ranks = np.linalg.matrix_rank(left)
    return [[people[each] for each in sets[place]] for place in np.flatnonzero(ranks < whole)]


def check(people: list[Kind], threshold: int, columns: int = 2) -> None:
    tally = counted(people, columns)
    sums = told(people, tally, threshold)
    assert few_that_follow(people, sums, threshold) == []
    here = [not each.filed for each in people]
    if all(here):
        return
    ours = [each for each in people if not each.filed]
    assert few_that_follow(ours, sums[:, np.repeat(here, 2)], threshold) == [], "whoever knows the file"


def cells(most: int, rows: str = "ABC", columns: str = "wxyz") -> st.SearchStrategy[dict]:
    number = st.integers(0, most)
    lone = st.sampled_from([0, 0, 0, 1, 2, most])
    cell = st.tuples(lone, lone, number) | st.just(NOBODY) | st.tuples(st.just(0), st.just(0), number)
    where = st.tuples(st.sampled_from(rows), st.sampled_from(columns))
    return st.dictionaries(where, cell, max_size=len(rows) * len(columns))


PAIRED = {("A", "w"): (0, 0, 10), ("B", "x"): (0, 0, 10), ("A", "x"): (0, 0, 1), ("B", "w"): (0, 0, 1)}
LEADERS = {("A", "w"): (1, 0, 12), ("B", "w"): (30, 0, 0)}
"""All but one of the leaders gave both, and no one else was asked what is wanted."""
BUNCHED = {("A", "w"): (0, 0, 9), ("B", "w"): (0, 0, 9), ("C", "w"): (5, 0, 2)}


@settings(max_examples=400, deadline=None)
@given(here=cells(6), threshold=st.integers(2, 3))
@example(here=PAIRED, threshold=3)
def test_nothing_follows_about_few_people(here, threshold):
    check(kinds(here, {}), threshold)


@settings(max_examples=200, deadline=None)
@given(here=cells(8, "AB", "wxy"), threshold=st.integers(4, 5))
def test_nothing_follows_about_few_people_at_the_usual_threshold(here, threshold):
    check(kinds(here, {}), threshold)


@settings(max_examples=200, deadline=None)
@given(here=cells(10, "ABCD", "w"), threshold=st.integers(3, 5))
@example(here=LEADERS, threshold=5)
@example(here=BUNCHED, threshold=5)
def test_nothing_follows_about_few_people_within_one_column(here, threshold):
    check(kinds(here, {}), threshold, 1)


@settings(max_examples=200, deadline=None)
@given(
    here=cells(5, "AB", "wx"),
    filed=cells(5, "AB", "wx"),
    threshold=st.integers(2, 4),
    columns=st.integers(1, 2),
)
def test_nothing_follows_about_few_people_for_whoever_made_a_file(here, filed, threshold, columns):
    check(kinds(here, filed), threshold, columns)


def visible(here: dict[tuple[str, str], Cell], threshold: int = 5) -> str:
    """Return the groups whose ratings of today are shown."""
    tally = counted(kinds(here, {}))
    shown = gate(tally, threshold).levels[:, 0, 0]
    return "".join(value for (_, value), seen in zip(tally.sets, shown.tolist(), strict=True) if seen)


def of(**groups: int) -> dict[tuple[str, str], Cell]:
    """Return so many people in each crossing, named like Aw, who all gave both."""
    return {(name[0], name[1]): (0, 0, people) for name, people in groups.items()}


def test_two_who_stand_across_hide_the_second_column():
    assert visible(PAIRED) == "AB", "A less w would be one person less another"
    assert visible(of(Aw=10, Bx=10, Ax=3, Bw=3)) == "ABwx"


def test_groups_within_groups_are_shown_where_each_is_large_enough():
    teams = of(Aw=6, Ax=7, By=5, Bz=9)
    assert visible(teams) == "ABwxyz"
    assert visible({**teams, ("A", "v"): (0, 0, 2)}) == "ABxyz", "v takes the smallest team of all with it"


def test_a_path_of_groups_is_parted_nowhere_by_few():
    assert visible(of(Aw=9, Bw=8, Bx=7, Cx=6)) == "ABCwx"
    assert visible(of(Aw=9, Bw=2, Bx=7)) == "ABC"[:2], "A and w differ by two people"


def test_groups_shown_in_one_column_may_hide_those_of_the_other():
    assert visible(of(Aw=4, Ax=4, Bw=4, Bx=4)) == "ABwx"
    assert visible(of(Aw=6, Ax=0, Bw=6, Bx=1)) == "AB"


large = st.sampled_from([0, 3, 4, 9])


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(st.tuples(st.sampled_from("ABCD"), st.sampled_from("wxyz")), large))
def test_nothing_is_hidden_where_every_crossing_is_large_enough(people):
    held = gate(counted(kinds({each: (0, 0, n) for each, n in people.items()}, {})), 3)
    assert held.sets.all()
    assert held.levels.all()
    assert held.gaps.all()


def test_few_who_gave_only_one_of_both_are_left_out_of_it():
    tally = counted(kinds({("A", "w"): (3, 1, 12), ("B", "w"): (0, 0, 9)}, {}))
    held = gate(tally, 5)
    assert held.levels[:, 0, :2].all()
    assert held.gaps.all()
    codes = held.tally.codes[0, 0]
    assert codes[:2, 1:6].sum(axis=1).tolist() == [21, 21]
    assert (codes.sum(axis=-1) == tally.codes[0, 0].sum(axis=-1)).all(), "what they said counts as blank"
    enough = counted(kinds({("A", "w"): (3, 2, 12), ("B", "w"): (0, 0, 9)}, {}))
    held = gate(enough, 5)
    assert held.tally.codes[0, 0, :2, 1:6].sum(axis=1).tolist() == [24, 23]
    assert held.gaps[0, 0]


def test_a_gap_that_would_tell_who_gave_only_one_of_both_is_hidden():
    for people in (LEADERS, BUNCHED):
        held = gate(counted(kinds(people, {}), 1), 5)
        assert held.levels[0, 0, :2].all()
        assert not held.gaps.any()
    asked_apart = {("A", "w"): (0, 0, 12), ("B", "w"): (30, 0, 0)}
    held = gate(counted(kinds(asked_apart, {}), 1), 5)
    assert held.levels[:, 0, :2].all()
    assert held.gaps.all()


def test_of_more_columns_the_first_two_are_told_apart():
    values = [("A", "w", "m"), ("B", "x", "n")]
    shape = (2, 1, 3, 8)
    codes, pairs = np.zeros(shape, dtype=np.int64), np.zeros((2, 1, 5, 5), dtype=np.int64)
    codes[..., 2] = 9
    nine, asked = np.full(2, 9), np.ones((1, 3), dtype=bool)
    tally = tally_of(crossings_of(("a", "b", "c"), values), ("P1",), nine, codes, pairs, asked)
    assert gate(tally, 5).sets.tolist() == [True] * 5 + [False] * 2
    assert not gate(tally, 5).levels[5:].any()
    older = replace(tally, crossings=(), crossed=np.zeros(0), crossed_people=np.zeros(0))
    assert gate(older, 5).sets.tolist() == [True] * 3 + [False] * 4, "without crossings the first alone"


def test_those_who_answered_all_alike_are_told_apart_from_enough_others_only():
    for alike, others, expected in ((0, 9, True), (5, 9, True), (4, 9, False), (5, 4, False), (9, 0, True)):
        people = counted(kinds({("A", "w"): (0, 0, alike + others)}, {}))
        levels = np.zeros((1, 3, 5), dtype=np.int64)
        levels[0, 0, 1] = levels[0, 1, 2] = alike
        found = visible_without(replace(people, alike=levels, alike_people=alike), 5)
        assert found[0, :2].tolist() == [expected] * 2


crowds = st.dictionaries(st.tuples(st.sampled_from("AB"), st.sampled_from("wxy")), st.integers(0, 7))


@settings(max_examples=200, deadline=None)
@given(first=crowds, then=crowds, threshold=st.integers(2, 4))
def test_nothing_follows_about_few_people_from_figures_kept_and_those_after(first, then, threshold):
    early, new = (kinds({each: (0, 0, n) for each, n in some.items()}, {}) for some in (first, then))
    if len({each.row for each in early}) < 2 or len({each.column for each in early}) < 2:
        return
    before = counted(early)
    after = refreshed(before, counted([*early, *new]), threshold)
    people = [*early, *new]
    sums = [
        row for tally in (before, after) for row in sums_over(people, len(early), before, tally, threshold)
    ]
    assert few_that_follow(people, np.array(sums).reshape(len(sums), 2 * len(people)), threshold) == []


def sums_over(people, early, before, tally, threshold):
    """Yield the factors of each sum shown, of those who came early, or of all where it took them up."""
    held = gate(tally, threshold)
    known = {each: int(before.ratings[row, 0, 0]) for row, each in enumerate(before.sets)}
    for place, (column, value) in enumerate(tally.sets):
        stays = tally.ratings[place, 0, 0] == known.get((column, value), 0)
        ours = [
            (not column or value == (each.row if column == "function" else each.column))
            and (at < early or not stays)
            for at, each in enumerate(people)
        ]
        if held.levels[place, 0, 0]:
            yield np.array([(int(each), 0) for each in ours]).ravel()
