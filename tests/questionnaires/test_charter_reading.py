"""The charter's places against somebody who adds and subtracts: none rests on, or tells of, fewer than k."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires.answers import AnswerTable
from questionnaires.charter import charter_items, job_item, statement_item
from questionnaires.charter_place import Place, placed
from questionnaires.charter_reading import TODAY, WANTED, Seen, rated_by, seen
from questionnaires.loading import shipped_pack
from questionnaires.published import published
from questionnaires.scores import HIDDEN, Distribution
from questionnaires.tally import Tally, count

CHARTER = shipped_pack("marketing_operations").charter
assert CHARTER is not None
ITEMS = charter_items(CHARTER)
ASKED = np.tile(np.array([True, True, False]), (len(ITEMS), 1))


def table(codes: np.ndarray, groups: dict[str, tuple[str, ...]]) -> AnswerTable:
    """Return codes of shape (items, 2, people) as answers."""
    whole = np.zeros((len(ITEMS), 3, codes.shape[2]), dtype=np.uint8)
    whole[:, :2] = codes
    people = tuple(f"r{n}" for n in range(codes.shape[2]))
    return AnswerTable(people, groups, ITEMS, whole, ASKED)


def of_groups(sizes: dict[str, int], level: int = 3) -> tuple[Seen, ...]:
    values = tuple(name for name, size in sizes.items() for _ in range(size))
    codes = np.full((len(ITEMS), 2, len(values)), level)
    return seen(CHARTER, count(table(codes, {"function": values})), 5)


@st.composite
def answered(draw: st.DrawFn) -> AnswerTable:
    """Draw people of random groups who leave out random items, some of them many."""
    sizes = draw(st.lists(st.integers(0, 13), min_size=1, max_size=6))
    values = tuple(letter for letter, size in zip("ABCDEF", sizes, strict=False) for _ in range(size))
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    codes = rng.integers(1, 6, (len(ITEMS), 2, len(values)))
    codes[rng.random(codes.shape) < draw(st.sampled_from([0.0, 0.02, 0.1]))] = 0
    few = draw(st.integers(0, len(ITEMS) - 1))
    codes[few, :, rng.random(len(values)) < draw(st.sampled_from([0.0, 0.5, 1.0]))] = 0
    ranks = tuple(rng.choice(["Lead", "Staff", ""], len(values)))
    return table(codes, {"function": values, "seniority": ranks})


def numbers(each: Seen, question: str) -> list[int]:
    """Return of how many ratings each item of a set is made; -1 where that is hidden."""
    cells = [each.rated(item, question) for item in ITEMS]
    return [cell.n if isinstance(cell, Distribution) else -1 for cell in cells]


def is_known(place: object) -> bool:
    return isinstance(place, Place) and (place.place is not None or place.start is not None)


@settings(max_examples=150, deadline=None)
@given(answers=answered(), threshold=st.integers(3, 7))
def test_no_place_rests_on_few_people_and_none_can_be_worked_out(
    answers: AnswerTable, threshold: int
) -> None:
    every = seen(CHARTER, count(answers), threshold)
    for question in (TODAY, WANTED):
        for each in every:
            place = each.current if question == TODAY else each.target
            made_of = numbers(each, question)
            assert (place is HIDDEN) == (-1 in made_of), "hidden with any of its items"
            if is_known(place):
                assert all(n == 0 or n >= threshold for n in made_of)
        everyone, *groups = every
        for column in {each.column for each in groups}:
            known = [numbers(each, question) for each in groups if each.column == column]
            for whole, parts in zip(numbers(everyone, question), zip(*known, strict=True), strict=True):
                rest = whole - sum(n for n in parts if n > 0)
                assert whole == -1 or rest == 0 or rest >= threshold


def without_gaps(tally: Tally) -> Tally:
    """Return the count as a wave's charter is counted: nobody asks who gave both."""
    crossed = tally.crossed.copy()
    crossed[..., -1] = 0
    return replace(tally, pairs=np.zeros_like(tally.pairs), crossed=crossed)


@settings(max_examples=40, deadline=None)
@given(answers=answered())
def test_a_place_is_that_of_the_means_that_are_shown(answers: AnswerTable) -> None:
    tally = without_gaps(count(answers))
    shown = seen(CHARTER, tally, 5)
    for each in shown:
        if each.current is HIDDEN:
            continue
        means = {item: cell.mean for item in ITEMS if (cell := each.rated(item, TODAY)) and cell.n}
        jobs = {one.id: means[job_item(one.id)] for one in CHARTER.jobs if job_item(one.id) in means}
        words = [one.id for one in CHARTER.statements if statement_item(one.id) in means]
        assert each.current == placed(CHARTER, jobs, {one: means[statement_item(one)] for one in words})
    assert seen(CHARTER, published(tally, 5), 5) == shown, "a count that leaves shows the same"


def test_a_small_group_has_no_place_and_takes_the_next_smallest_with_it() -> None:
    everyone, *groups = of_groups({"Sales": 9, "IT": 6, "Board": 2})
    assert everyone.people == (17, 17)
    assert [(each.value, each.is_placed, each.people) for each in groups] == [
        ("Board", False, None),
        ("IT", False, None),
        ("Sales", True, (9, 9)),
    ]


def test_one_item_that_few_of_a_group_rated_hides_its_place() -> None:
    values = ("A",) * 8 + ("B",) * 20
    codes = np.full((len(ITEMS), 2, 28), 4)
    codes[0, 0, :4] = 0
    everyone, small, large = seen(CHARTER, count(table(codes, {"function": values})), 5)
    assert (small.current, large.current) == (HIDDEN, HIDDEN), "with B shown, A would be everyone less B"
    assert isinstance(small.target, Place)
    assert everyone.people == (24, 28)


def test_an_item_that_nobody_rated_is_left_out_of_the_place() -> None:
    codes = np.full((len(ITEMS), 2, 8), 4)
    codes[ITEMS.index(job_item("odd_jobs"))] = 0
    [everyone] = seen(CHARTER, count(table(codes, {})), 5)
    assert isinstance(everyone.current, Place)
    assert (everyone.current.place, everyone.current.jobs_known) == (4.0, False)


def test_ratings_one_by_one_are_counted_apart_from_what_was_declined() -> None:
    given = [(7, item, question, 4) for item in ITEMS for question in (TODAY, WANTED)]
    given += [(9, item, TODAY, 0) for item in ITEMS] + [(9, "charter:job:of another version", TODAY, 5)]
    [both] = seen(CHARTER, rated_by(CHARTER, given), 1)
    assert both.people == (1, 1)
    assert both.rated("charter:job:of another version", TODAY) is None
    assert isinstance(both.current, Place)
    assert both.current.start == 4.0


def test_a_count_of_something_else_is_refused() -> None:
    tally = count(table(np.full((len(ITEMS), 2, 3), 1), {}))
    object.__setattr__(tally, "capabilities", ("P1",))
    with pytest.raises(ValueError, match="another charter"):
        seen(CHARTER, tally, 5)
