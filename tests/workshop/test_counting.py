"""Counting a wave in the database: the same as counting its answers, and in steps while it is open."""

from datetime import UTC, datetime, timedelta
from itertools import count as numbers

import numpy as np
import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from questionnaires.answers import QUESTIONS, AnswerTable
from questionnaires.refreshing import next_shown, refreshed
from questionnaires.tally import Tally, count
from tests.questionnaires.samples import ONE, TWO, current_only, tables
from workshop.database import connect, write
from workshop.dates import as_text
from workshop.engagements.store import add_engagement
from workshop.waves import counting
from workshop.waves import store as waves
from workshop.waves.counting import store
from workshop.waves.store import Wave

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
_CLIENTS = numbers()


@pytest.fixture
def db(app: Flask):
    db = connect(app.config["DATABASE"])
    yield db
    db.close()


def launched(db: Database, pack=TWO) -> Wave:
    """Return an open wave in an engagement of its own."""
    named = {"function_assessed": "x", "consultancy": "", "pack": "marketing_operations", "now": NOW}
    engagement = add_engagement(db, client=f"Client {next(_CLIENTS)}", **named)
    made = waves.add_wave(db, engagement, pack, threshold=5, now=NOW)
    db.execute("UPDATE wave SET closes_at = '2026-12-01T00:00:00Z' WHERE id = :id", {"id": made})
    waves.record_launch(db, made, None, NOW)
    return waves.wave_by_id(db, made)


def fill(db: Database, wave: Wave, table: AnswerTable, *, submitted=True, at=NOW) -> list[int]:
    """Store the answers of a table as those of people who were invited; the items it asks are all asked."""
    items = [
        (each, question)
        for place, each in enumerate(table.capabilities)
        for asked, question in enumerate(QUESTIONS)
        if table.asked[place, asked]
    ]
    asked = waves.add_questionnaire(db, wave.id, "Everyone", items)
    sheets = []
    for person in range(len(table.respondents)):
        holder = waves.add_participant(db, wave.id, None, asked)
        groups = {
            column: values[person] for column, values in table.groups.items() if values[person] or not person
        }
        sheet = waves.add_sheet(db, wave.id, asked, groups, holder=holder)
        sheets.append(sheet)
        for capability, question in items:
            code = table.codes[table.capabilities.index(capability), QUESTIONS.index(question), person]
            if code or person % 2:  # nothing said, or taken back: it makes no difference
                db.execute(
                    "INSERT INTO answer VALUES (:sheet, :capability, :question, :code, 0)",
                    {"sheet": sheet, "capability": capability, "question": question, "code": int(code)},
                )
        if submitted:
            submit(db, sheet, at)
    return sheets


def submit(db: Database, sheet: int, at: datetime) -> None:
    db.execute("INSERT INTO submission VALUES (:sheet, :at)", {"sheet": sheet, "at": as_text(at)})


def same(one: Tally, other: Tally) -> bool:
    assert one.sets == other.sets
    assert np.array_equal(one.codes[:, one.asked], other.codes[:, one.asked])
    crossed = ("crossings", "crossed_people", "crossed", "alike", "alike_people")
    for name in ("people", "pairs", "asked", *crossed):
        assert np.array_equal(getattr(one, name), getattr(other, name)), name
    return one.capabilities == other.capabilities


@settings(max_examples=25, deadline=None)
@given(table=tables(), submitted=st.booleans())
def test_the_database_counts_what_the_answers_add_up_to(db: Database, table: AnswerTable, submitted: bool):
    with write(db):
        wave = launched(db)
        fill(db, wave, table, submitted=submitted)
        expected = count(table)
        if not table.respondents:
            return
        assert same(counting.counted(db, wave, TWO), expected)


def test_only_who_holds_an_item_was_asked_it(db: Database):
    with write(db):
        wave = launched(db, ONE)
        short = waves.add_questionnaire(db, wave.id, "Short", [("P1", "current")])
        none = waves.add_questionnaire(db, wave.id, "None", [("charter:x", "current")])
        for asked in (short, short, none):
            sheet = waves.add_sheet(db, wave.id, asked, {"function": "IT"})
        # An answer to what this questionnaire does not ask is nobody's answer.
        db.execute("INSERT INTO answer VALUES (:sheet, 'P1', 'current', 4, 0)", {"sheet": sheet})
        db.execute("INSERT INTO answer VALUES (:sheet, 'charter:x', 'current', 4, 0)", {"sheet": sheet})
        tally = counting.counted(db, wave, ONE)
    assert tally.codes[0, 0, 0].tolist() == [2, 0, 0, 0, 0, 0, 0, 0]
    assert tally.people.tolist() == [0, 0]
    assert tally.asked.tolist() == [[True, False, False]]


def held_of(db: Database, wave: Wave) -> Tally:
    held = store.shown(db, wave.id)
    assert held is not None
    return held[0]


def ratings(db: Database, wave: Wave) -> int:
    held = store.shown(db, wave.id)
    return 0 if held is None else int(held[0].codes[0, 0, 0, 1:6].sum())


def test_an_open_wave_is_counted_in_steps_that_hold_the_last_ones_back(db: Database):
    with write(db):
        wave = launched(db, ONE)
        sheets = fill(db, wave, current_only([1, 2, 3, 4, 5] * 5, {"function": ("A",) * 25}), submitted=False)
        shown = []
        for place, sheet in enumerate(sheets[:23]):
            now = NOW + timedelta(minutes=place)
            submit(db, sheet, now)
            counting.count_if_due(db, wave, now + timedelta(seconds=1))
            assert not counting.due(db, wave, now + timedelta(seconds=2))
            shown.append(ratings(db, wave))
        assert shown == [0] * 9 + [5] * 5 + [10] * 5 + [15] * 4
        assert held_of(db, wave).sets == (("", ""),), "no groups while it is open"
        ended = NOW + timedelta(days=30)
        assert counting.due(db, wave, ended)
        counting.count_if_due(db, wave, ended)
        assert ratings(db, wave) == 25, "what was begun and not handed in counts in the end"
        assert not counting.due(db, wave, ended + timedelta(days=1))


def settled_sheets(db: Database) -> set[int]:
    return {row["sheet_id"] for row in db.query("SELECT sheet_id FROM settled_sheet")}


def test_on_whom_figures_rest_while_a_wave_is_open_is_drawn_by_chance(db: Database):
    drawn = set()
    for _ in range(8):
        with write(db):
            db.execute("DELETE FROM settled_sheet")
            wave = launched(db, ONE)
            sheets = fill(db, wave, current_only([1, 2, 3, 4, 5] * 5), submitted=False)
            seen: set[int] = set()
            for place, sheet in enumerate(sheets):
                submit(db, sheet, NOW + timedelta(minutes=place))
                counting.count_if_due(db, wave, NOW + timedelta(minutes=place, seconds=1))
                now = settled_sheets(db)
                assert seen <= now <= set(sheets[: place + 1]), "who is in stays in"
                assert len(now) == counting.settled(place + 1, 5)
                seen = now
            levels = [1 + sheets.index(each) % 5 for each in seen]
            held = held_of(db, wave).codes[0, 0, 0, 1:6].tolist()
            assert held == [levels.count(level) for level in range(1, 6)]
            drawn.add(frozenset(sheets.index(each) for each in seen))
    assert len(drawn) > 1, "not always the first"


def test_an_item_that_few_answer_waits_for_the_closing(db: Database):
    codes = [[[4, 0, 0]]] * 4 + [[[0, 3, 0]]] * 16
    with write(db):
        wave = launched(db, ONE)
        table = current_only([1] * 20)
        table.codes[0] = np.array(codes)[:, 0, :].T
        fill(db, wave, table)
        counting.recount(db, wave, ONE, NOW)
        assert ratings(db, wave) == 0
        counting.recount(db, wave, ONE, NOW + timedelta(days=30))
        assert ratings(db, wave) == 4


def test_reopened_for_one_person_the_figures_do_not_tell_what_they_said(db: Database):
    with write(db):
        wave = launched(db, ONE)
        fill(db, wave, current_only([3] * 12, {"function": ("A",) * 6 + ("B",) * 6}))
        ended = NOW + timedelta(days=30)
        counting.recount(db, wave, ONE, ended)
        fill(db, wave, current_only([1], {"function": ("A",)}))
        counting.recount(db, wave, ONE, ended + timedelta(hours=1))
        assert held_of(db, wave).codes[:, 0, 0, 1:6].sum(axis=1).tolist() == [12, 6, 6]
        fill(db, wave, current_only([1] * 5, {"function": ("A",) * 5}))
        counting.recount(db, wave, ONE, ended + timedelta(hours=2))
        assert held_of(db, wave).codes[:, 0, 0, 1:6].sum(axis=1).tolist() == [18, 12, 6]


def test_a_sealed_wave_is_not_counted_again(db: Database):
    with write(db):
        wave = launched(db, ONE)
        fill(db, wave, current_only([3] * 6))
        waves.record_closure(db, wave.id, None, NOW)
        counting.recount(db, waves.wave_by_id(db, wave.id), ONE, NOW)
        waves.record_seal(db, wave.id, None, NOW)
        sealed = waves.wave_by_id(db, wave.id)
        db.execute("DELETE FROM answer")
        assert not counting.due(db, sealed, NOW)
        counting.recount(db, sealed, ONE, NOW)
        assert ratings(db, wave) == 6


people = st.lists(st.tuples(st.integers(0, 7), st.sampled_from("ABC")), max_size=30)


def tally_of(answers: list[tuple[int, str]]) -> Tally:
    kinds = [*answers, (0, "A"), (0, "B"), (0, "C")]
    return count(current_only([code for code, _ in kinds], {"function": tuple(kind for _, kind in kinds)}))


@given(first=people, later=people)
def test_no_two_counts_differ_by_fewer_than_the_threshold(first, later):
    before, now = tally_of(first), refreshed(tally_of(first), tally_of(first + later), 5)
    grown = (now.codes - before.codes)[:, 0, 0, 1:6].sum(axis=1)
    known = before.codes[:, 0, 0, 1:6].sum(axis=1) >= 5  # of fewer nothing was shown to subtract
    assert all(more == 0 or more >= 5 for more in grown[known].tolist())
    if known.all():  # and what is left over beside the groups shown anew
        left = grown[0] - grown[1:].sum()
        assert left == 0 or left >= 5 or grown[0] == 0


@given(first=people, later=people)
def test_what_is_shown_while_open_leaves_enough_for_the_end(first, later):
    alone = [(code, "A") for code, _ in first], [(code, "A") for code, _ in later]
    some, every = _alone(alone[0]), _alone(alone[0] + alone[1])
    shown = next_shown(None, some, every, 5)
    given_, ever = (each.codes[0, 0, 0, 1:6].sum() for each in (shown, every))
    assert given_ == 0 or ever - given_ >= 5
    assert shown.codes.sum() == some.codes.sum()


def _alone(answers: list[tuple[int, str]]) -> Tally:
    return count(current_only([code for code, _ in answers]))
