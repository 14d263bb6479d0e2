"""Counting, against counting one by one."""

from dataclasses import replace

import msgspec
import numpy as np
import pytest
from hypothesis import given

from questionnaires.answers import NOT_STATED, AnswerTable
from questionnaires.crossings import crossings_of
from questionnaires.tally import Tally, count, tally_of
from tests.questionnaires.samples import ONE, TWO, table, tables


def members(answers: AnswerTable, column: str, value: str) -> list[int]:
    everyone = range(len(answers.respondents))
    if not column:
        return list(everyone)
    return [person for person in everyone if (answers.groups[column][person] or NOT_STATED) == value]


@given(tables())
def test_every_count_is_what_one_gets_by_hand(answers):
    tally = count(answers)
    assert tally.sets[0] == ("", "")
    for row, (column, value) in enumerate(tally.sets):
        people = members(answers, column, value)
        rated = (answers.codes[:, :, people] % 7 % 6 > 0).any(axis=(0, 1))
        assert tally.people[row] == rated.sum()
        for capability in range(len(TWO.capabilities)):
            given = answers.codes[capability][:, people]
            for question in range(3):
                expected = [int((given[question] == code).sum()) for code in range(8)]
                assert tally.codes[row, capability, question].tolist() == expected
            for today in range(1, 6):
                for wanted in range(1, 6):
                    both = int(((given[0] == today) & (given[1] == wanted)).sum())
                    assert tally.pairs[row, capability, today - 1, wanted - 1] == both


@given(tables())
def test_groups_of_a_column_add_up_to_everyone(answers):
    tally = count(answers)
    for rows in tally.columns.values():
        assert (tally.codes[list(rows)].sum(axis=0) == tally.codes[0]).all()


@given(tables())
def test_a_stored_tally_comes_back_as_it_was(answers):
    tally = count(answers)
    back = Tally.from_json(tally.as_json())
    assert (back.capabilities, back.sets) == (tally.capabilities, tally.sets)
    assert (back.crossings, back.alike_people) == (tally.crossings, tally.alike_people)
    for name in ("people", "codes", "pairs", "asked", "crossed", "crossed_people", "alike"):
        np.testing.assert_array_equal(getattr(back, name), getattr(tally, name))


@given(tables())
def test_crossings_add_up_to_the_groups_and_are_counted_by_the_database_alike(answers):
    tally = count(answers)
    for row in range(len(tally.sets)):
        held = [place for place, each in enumerate(tally.crossings) if not row or row in each]
        assert (tally.crossed[held].sum(axis=0) == tally.ratings[row]).all()
        assert tally.crossed_people[held].sum() == tally.people[row]
    people = range(len(answers.respondents))
    values = [tuple(each[person] for each in answers.groups.values()) for person in people]
    alone = [count(alone_of(answers, person)) for person in people]
    if not alone:
        return
    counts = (np.stack([getattr(each, name)[0] for each in alone]) for name in ("people", "codes", "pairs"))
    built = tally_of(crossings_of([*answers.groups], values), tally.capabilities, *counts, tally.asked)
    for name in ("sets", "people", "codes", "pairs", "crossings", "crossed", "crossed_people"):
        np.testing.assert_array_equal(getattr(built, name), getattr(tally, name))


def alone_of(answers: AnswerTable, person: int) -> AnswerTable:
    codes = answers.codes[:, :, [person]]
    return AnswerTable((answers.respondents[person],), {}, answers.capabilities, codes, answers.asked)


def test_ten_ratings_that_are_all_the_same_are_told():
    codes = [[[3, 3, 3]] * 5, [[3, 3, 3]] * 4 + [[3, 3, 2]], [[3, 3, 3]] * 3 + [[0, 0, 0]] * 2]
    codes += [[[2, 2, 0]] * 5, [[6, 7, 0]] * 5]
    tally = count(table(TWO, codes))
    assert tally.alike_people == 2
    assert tally.alike[0].tolist() == [[0, 1, 1, 0, 0], [0, 1, 1, 0, 0], [0, 0, 1, 0, 0]]


def test_a_crossing_names_a_row_of_each_column():
    tally = count(table(ONE, [[[1, 2, 3]]], {"function": ("A",), "rank": ("B",)}))
    assert tally.crossings == ((1, 2),)
    for wrong in (((2, 1),), ((1,),), ((1, 2), (1, 0))):
        with pytest.raises(ValueError, match="crossing"):
            replace(tally, crossings=wrong)


def test_what_is_no_tally_is_refused():
    with pytest.raises(msgspec.DecodeError):
        Tally.from_json(b'{"capabilities": 3}')


def test_without_group_columns_there_is_only_everyone():
    tally = count(table(ONE, [[[1, 2, 3]], [[5, 7, 0]]]))
    assert tally.sets == (("", ""),)
    assert tally.people.tolist() == [2]


def test_many_group_columns_stay_apart():
    people = 40
    groups = {f"column {n}": tuple(f"v{person % (n + 2)}" for person in range(people)) for n in range(12)}
    tally = count(table(ONE, [[[3, 4, 5]]] * people, groups))
    assert len(tally.sets) == 1 + sum(n + 2 for n in range(12))
    assert all(tally.people[list(rows)].sum() == people for rows in tally.columns.values())


def test_a_table_whose_parts_do_not_fit_is_refused():
    good = table(ONE, [[[1, 2, 3]]])
    with pytest.raises(ValueError, match="shapes"):
        AnswerTable(("a", "b"), {}, good.capabilities, good.codes, good.asked)
    with pytest.raises(ValueError, match="one value for each"):
        AnswerTable(("a",), {"function": ()}, good.capabilities, good.codes, good.asked)
