"""The threshold, against somebody who adds and subtracts."""

from dataclasses import replace

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from questionnaires.scores import HIDDEN, Distribution, GroupScores
from questionnaires.scoring import score
from questionnaires.tally import count
from tests.questionnaires.samples import ONE, TWO, current_only, table, tables


def groups_of(*sizes: int):
    """Return the groups of one column with so many people each, all of whom rated."""
    values = tuple(letter for letter, size in zip("ABCDEFGH", sizes, strict=False) for _ in range(size))
    answers = current_only([1 + n % 5 for n in range(len(values))], {"function": values})
    return score(ONE, count(answers), 5).groups.get("function", {})


def shown(groups) -> str:
    return "".join(value for value, group in groups.items() if isinstance(group, GroupScores))


def test_a_group_below_the_threshold_takes_the_next_smallest_with_it():
    assert shown(groups_of(6, 5, 1)) == "A"


def test_hidden_groups_that_protect_each_other_are_enough():
    assert shown(groups_of(9, 3, 3)) == "A"


def test_all_are_hidden_where_the_rest_would_tell():
    assert shown(groups_of(9, 2, 2)) == ""


def test_groups_at_the_threshold_are_shown():
    assert shown(groups_of(5, 5, 7)) == "ABC"


def test_a_hidden_group_is_only_said_to_be_hidden():
    assert groups_of(9, 6, 4)["C"] is HIDDEN


def test_an_item_is_hidden_by_its_own_number_of_ratings():
    ratings = [3] * 6 + [4] * 6 + [2] * 2 + [7] * 4
    values = ("A",) * 6 + ("B",) * 6 + ("C",) * 6
    answers = table(ONE, [[[each, 3, 0]] for each in ratings], {"function": values})
    groups = score(ONE, count(answers), 5).groups["function"]
    assert shown(groups) == "ABC"
    cells = {value: group.capabilities["P1"].current for value, group in groups.items()}
    assert cells["C"] is HIDDEN
    assert cells["A"] is HIDDEN, "with A shown, C would be everyone less A and B"
    assert isinstance(cells["B"], Distribution)


def test_a_group_that_nobody_rated_in_is_no_rating():
    ratings = [3] * 6 + [7] * 6
    values = ("A",) * 6 + ("B",) * 6
    groups = score(ONE, count(current_only(ratings, {"function": values})), 5).groups["function"]
    assert groups["B"].capabilities["P1"].current.n == 0
    assert groups["A"].capabilities["P1"].current.n == 6


def test_of_few_who_were_asked_nobody_is_told_to_have_no_rating():
    scores = score(ONE, count(current_only([7] * 3)), 5)
    assert scores.capabilities["P1"].current is HIDDEN
    assert score(ONE, count(current_only([7] * 5)), 5).capabilities["P1"].current.dk == 5


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(0, 14), min_size=1, max_size=8))
@example([6, 5, 1])
def test_no_few_people_remain_when_groups_are_taken_from_everyone(sizes):
    groups = groups_of(*sizes)
    everyone = sum(sizes)
    if everyone < 5:
        assert shown(groups) == ""
        return
    rest = everyone - sum(group.n for group in groups.values() if isinstance(group, GroupScores))
    assert rest == 0 or rest >= 5


@settings(max_examples=100, deadline=None)
@given(tables(), st.integers(2, 6))
def test_nothing_is_shown_of_few_people_and_nothing_recoverable_within_a_column(answers, threshold):
    scores = score(TWO, count(answers), threshold)
    for capability, everyone in scores.capabilities.items():
        for question in ("current", "target"):
            whole = getattr(everyone, question)
            if not isinstance(whole, Distribution):
                continue
            assert whole.n == 0 or whole.n >= threshold
            for groups in scores.groups.values():
                cells = [
                    getattr(group.capabilities[capability], question)
                    for group in groups.values()
                    if isinstance(group, GroupScores)
                ]
                known = [cell.n for cell in cells if isinstance(cell, Distribution)]
                assert all(n == 0 or n >= threshold for n in known)
                rest = whole.n - sum(known)
                assert rest == 0 or rest >= threshold
        assert everyone.gap is HIDDEN or everyone.gap.n == 0 or everyone.gap.n >= threshold


def beside_a_file(here: list[tuple[int, str]], filed: list[tuple[int, str]]):
    """Return the count of people's levels by group, of which some came from a file that somebody knows."""
    answers, values = zip(*here, *filed, strict=True)
    tally = count(current_only(answers, {"function": values}))
    known = [count(current_only([code], {"function": (value,)})) for code, value in filed]
    rows = {each: row for row, each in enumerate(tally.sets)}
    people, ratings = np.zeros_like(tally.people), np.zeros_like(tally.ratings)
    for each in known:
        for row, held in enumerate(each.sets):
            people[rows[held]] += each.people[row]
            ratings[rows[held]] += each.ratings[row]
    return replace(tally, filed_people=people, filed=ratings)


def figure(scores, value=None):
    if value is None:
        return scores.capabilities["P1"].current
    group = scores.groups["function"][value]
    return group if group is HIDDEN else group.capabilities["P1"].current


def test_one_person_among_known_answers_is_hidden():
    scores = score(ONE, beside_a_file([(2, "A")], [(3, "A")] * 8), 5)
    assert figure(scores) is HIDDEN
    assert figure(scores, "A") is HIDDEN


def test_a_figure_rests_on_enough_people_or_on_the_file_alone():
    scores = score(ONE, beside_a_file([(2, "A")] * 5, [(3, "B")] * 6), 5)
    assert (figure(scores).n, figure(scores, "A").n, figure(scores, "B").n) == (11, 5, 6)


answered = st.lists(st.tuples(st.integers(1, 7), st.sampled_from("ABCD")), max_size=16)


@settings(max_examples=200, deadline=None)
@given(here=answered, filed=answered.filter(bool), threshold=st.integers(2, 6))
@example(here=[(1, "A")] * 5 + [(1, "B")], filed=[(1, "B")] * 6, threshold=5)
def test_nothing_is_left_of_few_people_when_a_file_is_subtracted(here, filed, threshold):
    tally = beside_a_file(here, filed)
    scores = score(ONE, tally, threshold)
    for known in (lambda row: 0, lambda row: int(tally.filed[row, 0, 0])):
        shown = {
            row: figure(scores, value or None).n - known(row)
            for row, (_, value) in enumerate(tally.sets)
            if isinstance(figure(scores, value or None), Distribution)
        }
        assert all(n == 0 or n >= threshold for n in shown.values())
        if 0 in shown:
            rest = shown[0] - sum(n for row, n in shown.items() if row)
            assert rest == 0 or rest >= threshold
