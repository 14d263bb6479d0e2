"""The demonstration answers: made again as stored, and showing what a demonstration has to show."""

import io
from collections import Counter
from typing import TypeAlias

import numpy as np
import openpyxl
import pytest
from numpy.typing import NDArray

from questionnaires.loading import shipped_pack
from workshop import demo
from workshop.demo.generate import answer_rows, workbook

Sheet: TypeAlias = list[list[int | str]]

PACK = shipped_pack(demo.pack_name())
THRESHOLD = 5
BLIND_SPOT = 0.3
QUESTIONS = ("current", "target", "importance")


def sheet_of(data: bytes) -> Sheet:
    rows = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0].iter_rows(values_only=True)
    return [["" if cell is None else cell for cell in row] for row in rows]  # type: ignore[misc]


@pytest.fixture(scope="module")
def stored() -> Sheet:
    return sheet_of(demo.answers())


@pytest.fixture(scope="module")
def columns(stored: Sheet) -> dict[str, list[int | str]]:
    return {str(head): list(cells) for head, *cells in zip(*stored, strict=True)}


def levels(cells: list[int | str]) -> NDArray[np.float64]:
    return np.array([cell if isinstance(cell, int) else np.nan for cell in cells])


def ratings(columns: dict[str, list[int | str]]) -> list[int | str]:
    return [cell for head, cells in columns.items() if head.endswith(QUESTIONS) for cell in cells]


def test_making_them_again_gives_what_is_stored(stored: Sheet) -> None:
    rows = answer_rows(PACK)
    assert rows == stored
    assert sheet_of(workbook(PACK, rows)) == stored


def test_the_same_rows_are_the_same_file(stored: Sheet) -> None:
    assert workbook(PACK, stored) == workbook(PACK, stored)


def test_the_heads_follow_the_pack(stored: Sheet) -> None:
    heads = [f"{each.id}.{part}" for each in PACK.capabilities for part in (*QUESTIONS, "comment")]
    assert stored[0] == ["respondent", "function", "seniority", *heads]


def test_only_allowed_values_occur(columns: dict[str, list[int | str]]) -> None:
    assert set(ratings(columns)) == {1, 2, 3, 4, 5, "NA", "DK", ""}


def test_the_people_are_numbered_and_grouped(columns: dict[str, list[int | str]]) -> None:
    assert columns["respondent"] == [f"r{number:02}" for number in range(1, 49)]
    functions = Counter(columns["function"])
    assert set(functions) == {"Marketing", "Sales", "Product", "Finance", ""}
    assert set(columns["seniority"]) == {"Leadership", "Practitioner"}
    assert len(set(zip(columns["function"], columns["seniority"], strict=True))) == 2 * len(functions)


def test_one_stated_function_is_smaller_than_the_threshold(columns: dict[str, list[int | str]]) -> None:
    functions = Counter(each for each in columns["function"] if each)
    assert [name for name, people in functions.items() if people < THRESHOLD] == ["Finance"]


def test_those_who_state_no_function_keep_the_small_one_unrecoverable(
    columns: dict[str, list[int | str]],
) -> None:
    functions = Counter(columns["function"])
    assert functions["Finance"] + functions[""] >= THRESHOLD


@pytest.mark.parametrize("missing", ["NA", "DK", ""])
def test_every_way_of_not_rating_occurs(columns: dict[str, list[int | str]], missing: str) -> None:
    assert ratings(columns).count(missing) > 30


def test_some_stop_halfway(columns: dict[str, list[int | str]]) -> None:
    last_component = [cells for head, cells in columns.items() if head[0] == "F" and head.endswith(QUESTIONS)]
    stopped = [all(cell == "" for cell in cells) for cells in zip(*last_component, strict=True)]
    assert 3 <= sum(stopped) <= 8
    assert all(columns["A1.current"][place] != "" for place in np.flatnonzero(stopped))


def test_attribution_has_two_camps_by_function(columns: dict[str, list[int | str]]) -> None:
    rated = levels(columns["D5.current"])
    valid = np.isfinite(rated).sum()
    assert (rated <= 2).sum() >= valid / 3
    assert (rated >= 4).sum() >= valid / 3


@pytest.mark.parametrize("capability", ["D5", "D6"])
def test_marketing_sees_measures_higher_than_sales(
    columns: dict[str, list[int | str]], capability: str
) -> None:
    rated, function = levels(columns[f"{capability}.current"]), np.array(columns["function"])
    difference = np.nanmean(rated[function == "Marketing"]) - np.nanmean(rated[function == "Sales"])
    assert difference > 1.5


def test_one_capability_is_a_blind_spot(columns: dict[str, list[int | str]]) -> None:
    shares = {
        each.id: columns[f"{each.id}.current"].count("DK") / len(columns["respondent"])
        for each in PACK.capabilities
    }
    assert [identity for identity, share in shares.items() if share >= BLIND_SPOT] == ["D8"]


def test_one_capability_stands_above_what_is_wanted(columns: dict[str, list[int | str]]) -> None:
    gaps = {
        each.id: np.nanmean(levels(columns[f"{each.id}.target"]) - levels(columns[f"{each.id}.current"]))
        for each in PACK.capabilities
    }
    assert [identity for identity, gap in gaps.items() if gap < 0] == ["F6"]
    assert -0.6 < gaps["F6"] < -0.2


def test_components_stand_apart(columns: dict[str, list[int | str]]) -> None:
    def mean(component: str, question: str) -> float:
        chosen = [each.id for each in PACK.capabilities if PACK.component_of[each.id].id == component]
        return float(np.mean([np.nanmean(levels(columns[f"{each}.{question}"])) for each in chosen]))

    today = {each.id: mean(each.id, "current") for each in PACK.components}
    wanted = {each.id: mean(each.id, "target") for each in PACK.components}
    assert sorted(today, key=today.__getitem__)[:2] == ["D", "C"]
    assert max(today, key=today.__getitem__) == "F"
    assert all(3.4 <= level <= 4.0 for level in wanted.values())


def test_what_a_person_wants_goes_with_what_the_person_sees(columns: dict[str, list[int | str]]) -> None:
    linked = []
    for capability in PACK.capabilities:
        today, wanted = (levels(columns[f"{capability.id}.{question}"]) for question in QUESTIONS[:2])
        both = np.isfinite(today) & np.isfinite(wanted)
        linked.append(np.corrcoef(today[both], wanted[both])[0, 1])
    assert np.mean(linked) > 0.2


def test_one_person_answers_in_a_straight_line(stored: Sheet) -> None:
    answers = [[cell for cell in row[3:] if isinstance(cell, int)] for row in stored[1:]]
    assert sum(len(given) >= 10 and len(set(given)) == 1 for given in answers) == 1


def test_comments_are_many_short_and_all_different(columns: dict[str, list[int | str]]) -> None:
    comments = [
        str(cell) for head, cells in columns.items() if head.endswith("comment") for cell in cells if cell
    ]
    assert 50 <= len(comments) <= 70
    assert len(set(comments)) == len(comments)
    assert all(5 <= len(text.split()) <= 30 for text in comments)
    assert all(text[0].isupper() and text.endswith(".") for text in comments)
