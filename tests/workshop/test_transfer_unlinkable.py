"""Files of sealed waves, as somebody looks at them who knows the people, their groups, and who answered."""

import json
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from questionnaires.published import published
from questionnaires.scores import Distribution, GroupScores
from questionnaires.scoring import score
from questionnaires.tally import Tally
from tests.workshop.conftest import NOW
from tests.workshop.launched import ITEMS, PACK
from tests.workshop.parcels import parts_of
from workshop.database import connect, write
from workshop.engagements import store as engagements
from workshop.engagements.groups.store import add_choices, choices
from workshop.history.store import PROGRAM
from workshop.people.store import add_person
from workshop.sealing.raw import leaving
from workshop.sealing.sealing import seal_within
from workshop.transfer.leaving import export
from workshop.waves import store as waves

LONG_AGO = NOW - timedelta(days=300)
CLOSED = LONG_AGO + timedelta(days=11)
GROUPS = {"function": ("Sales", "Legal", "IT"), "seniority": ("Head", "Staff")}
Plan = list[tuple[int, str, str, bool, bool]]
"""Of each person: the questionnaire, function, seniority, if they answer, and if that came from a file."""
Rows = list[dict[str, object]]


@pytest.fixture
def db(app: Flask) -> Iterator[Database]:
    with closing(connect(app.config["DATABASE"])) as db:
        yield db


def rows(data: bytes, table: str) -> Rows:
    return [json.loads(line) for line in parts_of(data)[f"{table}.jsonl"].splitlines()]


ASKS = (ITEMS[:4], ITEMS[2:6], ITEMS[:4], ITEMS[:1])
"""What questionnaires ask: some the same, some in part, one very little."""
PLAN = st.lists(
    st.tuples(
        st.sampled_from([0, 0, 0, 0, 1, 2, 3]),
        st.sampled_from(["Sales", "Sales", "Sales", "Legal", "IT", ""]),
        st.sampled_from(["Head", "Staff", "Staff", ""]),
        st.booleans() | st.just(True),
        st.sampled_from([False, False, False, True]),
    ),
    max_size=36,
)


def planned(db: Database, plan: Plan, k: int) -> int:
    """Store a sealed wave whose people hold these questionnaires, groups, and answered or did not."""
    chance = random.Random(len(plan))
    with write(db):
        engagement = engagements.add_engagement(
            db, client="Alder & Sons", function_assessed="service", consultancy="Fenwick", pack=PACK.id,
            now=LONG_AGO,
        )  # fmt: skip
        wave = waves.add_wave(db, engagement, PACK, threshold=k, now=LONG_AGO)
        asked = [waves.add_questionnaire(db, wave, f"Q{at}", each) for at, each in enumerate(ASKS)]
        for column, names in GROUPS.items():
            add_choices(db, engagement, column, names)
        numbers = {each.name: each.id for column in GROUPS for each in choices(db, engagement, column)}
        waves.record_launch(db, wave, None, LONG_AGO)
        for place, (which, function, seniority, answers, filed) in enumerate(plan):
            holder = None
            if not filed:
                person = add_person(
                    db, engagement, name=f"Person {place}", email="", title="", roles=["respondent"],
                    function_id=numbers.get(function), seniority_id=numbers.get(seniority), now=LONG_AGO,
                )  # fmt: skip
                holder = waves.add_participant(db, wave, person, asked[which])
            groups = {"function": function, "seniority": seniority}
            sheet = waves.add_sheet(db, wave, asked[which], groups, holder=holder, imported=filed)
            for capability, question in ASKS[which] if answers else ():
                db.execute(
                    "INSERT INTO answer VALUES (?, ?, ?, ?, 5)",
                    [sheet, capability, question, chance.randint(1, 5)],
                )
        waves.record_closure(db, wave, None, CLOSED)
        seal_within(db, wave, PROGRAM, CLOSED)
    return engagement


@settings(max_examples=120, deadline=None)
@given(plan=PLAN, k=st.integers(3, 6))
def test_nobody_can_be_linked_with_a_sheet(db: Database, plan: Plan, k: int) -> None:
    found = engagements.engagement(db, planned(db, plan, k))
    assert found is not None
    file = export(db, found, PROGRAM, NOW)
    groups: dict[object, dict[str, str]] = {row["id"]: {} for row in rows(file, "sheet")}
    for row in rows(file, "sheet_group"):
        groups[row["sheet_id"]][str(row["group_column"])] = str(row["value"])
    everything_told_is_told_by_many(file, groups, k)
    everyone_fits_many_or_none(file, groups, k)
    nothing_lies_between_figures_and_sheets(file, groups, k)
    answered_here_are_many_by_themselves(db, found.id, k)
    assert len(rows(file, "participant")) == sum(not filed for *_, filed in plan)
    assert rows(file, "sheet_holder") == rows(file, "comment") == []


def answered_here_are_many_by_themselves(db: Database, engagement: int, k: int) -> None:
    """Whoever made a file knows its answers, and takes them away: k others are still alike."""
    wave = waves.wave(db, engagement, 1)
    assert wave is not None
    told = Counter(
        (each.questionnaire_id, *sorted(each.groups.items()))
        for each in leaving(db, wave, PACK).others
        if not each.imported
    )
    assert all(count >= k for count in told.values())


def everything_told_is_told_by_many(file: bytes, groups: dict[object, dict[str, str]], k: int) -> None:
    """Whatever a sheet says beside its answers, it says together with k - 1 others."""
    days = {row["sheet_id"]: row["submitted_at"] for row in rows(file, "submission")}
    told = Counter(
        (row["questionnaire_id"], row["imported"], days[row["id"]], *sorted(groups[row["id"]].items()))
        for row in rows(file, "sheet")
    )
    assert all(count >= k for count in told.values())


def everyone_fits_many_or_none(file: bytes, groups: dict[object, dict[str, str]], k: int) -> None:
    """Nobody, whatever is known of them, fits fewer than k sheets, unless it is none at all."""
    items = {row["id"]: frozenset[object]() for row in rows(file, "questionnaire")}
    for row in rows(file, "questionnaire_item"):
        items[row["questionnaire_id"]] |= {(row["capability"], row["question"])}
    names = {row["id"]: row["name"] for row in rows(file, "group_choice")}
    known = {row["id"]: row for row in rows(file, "person")}
    sheets = [(items[row["questionnaire_id"]], groups[row["id"]]) for row in rows(file, "sheet")]
    for row in rows(file, "participant"):
        person = known[row["person_id"]]
        fits = [
            asked == items[row["questionnaire_id"]]
            and all(names.get(person[f"{column}_id"]) == value for column, value in told.items())
            for asked, told in sheets
        ]
        assert not any(fits) or sum(fits) >= k


def nothing_lies_between_figures_and_sheets(
    file: bytes, groups: dict[object, dict[str, str]], k: int
) -> None:
    """What figures say beyond the sheets, of everyone or of a group named there, is of nobody or k people."""
    tally = Tally.from_json(str(rows(file, "tally")[0]["document"]))
    assert tally.as_json() == published(tally, k).as_json()  # what is hidden is not there
    scores = score(PACK, tally, k)
    sheets = Counter(
        (at, str(row["capability"]), str(row["question"]))
        for row in rows(file, "answer")
        for at in (("", ""), *groups[row["sheet_id"]].items())
    )
    for (at, capability, question), number in sheets.items():
        held = scores.groups[at[0]][at[1]] if at[0] else scores
        if isinstance(held, GroupScores) or not at[0]:
            cell = getattr(held.capabilities[capability], question)  # type: ignore[union-attr]
            if isinstance(cell, Distribution):
                assert cell.n == number or cell.n - number >= k
