"""Those who always gave the same level: how many, and the scores without them as far as may be told."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questionnaires.scores import HIDDEN, StraightLining
from questionnaires.scoring import score
from questionnaires.tally import count
from tests.questionnaires.samples import pack, table

MANY = pack((1, (1,) * 3), (2, (1, 1, 2)))
"""Six capabilities with three questions each, so that ten ratings can be given."""
CODES = 3 * len(MANY.capabilities)


def person(level: int, other: int | None = None):
    """Return someone who gives one level to everything, or another one to what is wanted."""
    return [[level, other or level, level]] * len(MANY.capabilities)


def found(people, groups=None, threshold=5):
    scores = score(MANY, count(table(MANY, people, groups)), threshold)
    return scores, scores.soundness.straight_lining


def test_the_scores_without_them_are_those_of_the_others():
    scores, straight = found([person(5)] * 5 + [person(2, 4)] * 6)
    assert straight.people == 5
    assert (straight.overall.current, straight.overall.target) == (2, 4)
    assert straight.components["Q"].current == 2
    assert scores.overall.current == pytest.approx((5 * 5 + 6 * 2) / 11)


def test_nobody_leaves_the_scores_as_they_are():
    scores, straight = found([person(2, 4)] * 6)
    assert straight.people == 0
    assert (straight.overall.current, straight.overall.target) == (
        scores.overall.current,
        scores.overall.target,
    )


@pytest.mark.parametrize(("alike", "others"), [(1, 9), (4, 9), (9, 4), (9, 1)])
def test_too_few_on_either_side_are_not_told(alike, others):
    assert found([person(5)] * alike + [person(2, 4)] * others)[1] is HIDDEN


def test_a_group_that_is_all_of_them_but_one_hides_the_scores():
    people = [person(5)] * 6 + [person(2, 4)] + [person(2, 4)] * 8
    groups = {"function": ("Sales",) * 7 + ("IT",) * 8}
    straight = found(people, groups)[1]
    assert straight == StraightLining(6, HIDDEN, {"P": HIDDEN, "Q": HIDDEN})
    assert found(people)[1].overall.current == 2


def test_an_item_that_few_of_them_rated_hides_its_component_only():
    few = [[[0, 0, 0], *person(5)[1:]]] * 4
    people = [person(5)] * 4 + few + [person(2, 4)] * 8
    straight = found(people)[1]
    assert straight.people == 8
    assert straight.components["P"] is straight.overall is HIDDEN
    assert straight.components["Q"].current == 2


def test_beside_answers_of_a_file_it_is_not_told():
    tally = count(table(MANY, [person(5)] * 6 + [person(2, 4)] * 8))
    filed = np.zeros_like(tally.people)
    filed[0] = 5
    assert score(MANY, replace(tally, filed_people=filed)).soundness.straight_lining is HIDDEN


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.integers(1, 5), st.integers(0, 2), st.booleans()), min_size=1, max_size=30),
    st.integers(3, 5),
)
def test_what_is_shown_leaves_out_and_keeps_enough_of_every_group(people, threshold):
    codes = [person(level, level % 5 + 1 if mixed else None) for level, _, mixed in people]
    groups = tuple(("Sales", "IT", "Finance")[group] for _, group, _ in people)
    scores, straight = found(codes, {"function": groups}, threshold)
    alike = {place for place, (_, _, mixed) in enumerate(people) if not mixed}
    if straight is HIDDEN:
        return
    assert len(alike) == straight.people
    if not alike or straight.overall is HIDDEN or straight.overall.current is None:
        return
    for name, group in scores.groups["function"].items():
        if group is not HIDDEN:
            members = {place for place, each in enumerate(groups) if each == name}
            for inner, outer in (
                (alike, members),
                (members, alike),
                (members, set(range(len(people))) - alike),
            ):
                if inner <= outer:
                    assert not 0 < len(outer - inner) < threshold
