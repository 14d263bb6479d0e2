"""The threshold for don't know and not applicable, against somebody who solves equations."""

from dataclasses import replace
from itertools import combinations, pairwise

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from questionnaires.disclosure import gate
from questionnaires.refreshing import refreshed
from questionnaires.tally import Tally, count
from tests.questionnaires.samples import current_only

LEVEL, DONT_KNOW, BLANK = 3, 7, 0
Crossing = tuple[str, str]
Said = dict[Crossing, tuple[int, int, int]]
"""How many of a crossing gave a level, said that they don't know, and left it blank."""


def counted(people: Said) -> Tally:
    """Return the count of these people's answers to one question."""
    each = [
        (*crossing, code)
        for crossing, numbers in people.items()
        for code, number in zip((LEVEL, DONT_KNOW, BLANK), numbers, strict=True)
        for _ in range(number)
    ]
    rows, columns, codes = zip(*each, strict=True)
    return count(current_only(list(codes), {"function": rows, "rank": columns}))


def shown(tally: Tally, threshold: int) -> list[tuple[str, str]]:
    """Return the sets whose answers are shown."""
    seen = gate(tally, threshold).levels[:, 0, 0]
    return [each for each, is_seen in zip(tally.sets, seen.tolist(), strict=True) if is_seen]


def factors(crossings: list[Crossing], sets: list[tuple[str, str]]) -> np.ndarray:
    """Return of each sum that is shown which crossings it holds."""
    return np.array(
        [[not of or value == (row if of == "function" else column) for row, column in crossings]
         for of, value in sets], dtype=float,
    ).reshape(len(sets), len(crossings))  # fmt: skip


def few_that_follow(sums: np.ndarray, people: list[int], threshold: int) -> list[tuple[int, ...]]:
    """Return the sets of fewer people, by their places, of whom alone something follows from the sums."""
    there = [place for place, number in enumerate(people) if number]
    sums = sums[:, there]
    whole = np.linalg.matrix_rank(sums) if sums.size else 0
    few = [
        some
        for many in range(1, threshold)
        for some in combinations(range(len(there)), many)
        if sum(people[there[each]] for each in some) < threshold
    ]
    return [some for some in few if np.linalg.matrix_rank(np.delete(sums, some, axis=1)) < whole]


ALONE = {("A", "w"): (9, 0, 0), ("A", "x"): (0, 1, 0), ("B", "x"): (9, 0, 0)}
SILENT = {("A", "w"): (9, 0, 0), ("A", "x"): (0, 0, 1), ("B", "x"): (9, 0, 0)}

people = st.dictionaries(
    st.tuples(st.sampled_from("ABC"), st.sampled_from("wxy")),
    st.tuples(st.sampled_from([0, 0, 1, 5, 6]), st.sampled_from([0, 0, 1, 2, 5]), st.integers(0, 2)),
    min_size=1,
).filter(lambda each: any(sum(numbers) for numbers in each.values()))


@settings(max_examples=150, deadline=None)
@given(people=people, threshold=st.integers(2, 5))
@example(people=ALONE, threshold=5)
@example(people={("A", "w"): (9, 0, 0), ("B", "w"): (0, 2, 3), ("C", "w"): (6, 0, 0)}, threshold=5)
def test_nothing_follows_about_few_who_said_something(people: Said, threshold: int) -> None:
    sums = factors([*people], shown(counted(people), threshold))
    levels = [level for level, _, _ in people.values()]
    said = [level + instead for level, instead, _ in people.values()]
    assert few_that_follow(sums, levels, threshold) == []
    if sum(said) >= threshold:  # else nobody rated of all who were asked, and that is told
        assert few_that_follow(sums, said, threshold) == []


def values(sets: list[tuple[str, str]]) -> str:
    return "".join(value for _, value in sets)


def test_one_who_does_not_know_and_stands_alone_between_groups_hides_the_smallest() -> None:
    assert values(shown(counted(ALONE), 5)) == "AB", "A less w would be one person's answer"
    assert values(shown(counted({**ALONE, ("A", "x"): (0, 5, 0)}), 5)) == "ABwx"
    assert values(shown(counted(SILENT), 5)) == "ABwx", "who says nothing has said nothing"


def test_some_who_do_not_know_among_those_who_rate_hide_nothing() -> None:
    usual = {("A", "w"): (6, 1, 1), ("A", "x"): (3, 2, 0), ("B", "w"): (2, 2, 1), ("B", "x"): (7, 1, 0)}
    assert values(shown(counted(usual), 5)) == "ABwx"


def test_a_count_stored_before_tells_one_column_until_it_is_completed() -> None:
    tally = counted({("A", "w"): (9, 1, 0), ("B", "x"): (9, 0, 0)})
    crossed = tally.crossed.copy()
    crossed[..., 4:] = crossed[..., :3]
    assert values(shown(replace(tally, crossed=crossed), 5)) == "AB"


@settings(max_examples=150, deadline=None)
@given(first=people, then=people, threshold=st.integers(2, 4))
@example(
    first={("A", "w"): (9, 0, 0), ("B", "x"): (9, 0, 0)},
    then={("A", "w"): (5, 0, 0), ("A", "x"): (0, 1, 0)},
    threshold=4,
)
def test_nothing_follows_about_few_from_answers_kept_and_those_after(
    first: Said, then: Said, threshold: int
) -> None:
    if sum(level + instead for level, instead, _ in first.values()) < threshold:
        return
    if len({row for row, _ in first}) < 2 or len({column for _, column in first}) < 2:
        return
    looks = [counted(first), counted(_together(first, then))]
    looks[1] = refreshed(looks[0], looks[1], threshold)
    crossings = [*first, *then]
    sums = []
    for look, (before, now) in zip(looks, pairwise([None, *looks]), strict=True):
        known = {} if before is None else dict(zip(before.sets, before.codes[:, 0, 0].tolist(), strict=True))
        for each in shown(look, threshold):
            row = factors(crossings, [each])
            if look is looks[0] or now.codes[now.sets.index(each), 0, 0].tolist() == known.get(each, [0] * 8):
                row[:, len(first) :] = 0
            sums.append(row)
    matrix = np.concatenate(sums) if sums else np.zeros((0, len(crossings)))
    for many in (1, 2):
        numbers = [sum(each[:many]) for each in (*first.values(), *then.values())]
        assert few_that_follow(matrix, numbers, threshold) == []


def _together(first: Said, then: Said) -> Said:
    nobody = (0, 0, 0)
    return {
        each: tuple(a + b for a, b in zip(first.get(each, nobody), then.get(each, nobody), strict=True))
        for each in {**first, **then}
    }
