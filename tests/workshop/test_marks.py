"""What pages tell of many people is counted once, and again as soon as it has changed."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database

from tests.workshop.running_waves import Running, answer, respondent, running, with_owner
from workshop.database import connect, write
from workshop.history.store import PROGRAM
from workshop.marks.keeping import LARGE, Kept, Mark
from workshop.people.counting.store import people_counts
from workshop.people.store import people
from workshop.sealing.sealing import seal_within
from workshop.waves import store as waves
from workshop.waves.running import store
from workshop.waves.running.attending import store as attending
from workshop.waves.running.attending.store import Attendance, Turnout


@pytest.fixture
def found(app: Flask, client: FlaskClient) -> Running:
    with_owner(app)
    return running(app, functions={"Marketing": 8, "Sales": 6})


@pytest.fixture
def db(app: Flask):
    db = connect(app.config["DATABASE"])
    yield db
    db.close()


def holds(db: Database, found: Running) -> Attendance:
    """Compare every count with one of the people themselves, and return the attendance."""
    asked = store.participants(db, found.wave)
    named = [each for each in asked if each.person_id is not None]
    door = [each for each in asked if each.by_door]
    left = [each for each in named if each.progress != "finished"]
    done = len(named) - len(left)
    there = attending.attendance(db, [found.wave])[found.wave]
    assert there == Attendance(
        len(named),
        done,
        sum(bool(each.seed and each.email) for each in left),
        sum(not each.seed for each in left),
    )
    assert there.unreachable == sum(bool(each.seed) and not each.email for each in left)
    columns = {}
    for column in attending.COLUMNS:
        invited = Counter(each.groups.get(column, "") for each in named)
        finished = Counter(each.groups.get(column, "") for each in named if each.progress == "finished")
        columns[column] = {name: (invited[name], finished[name]) for name in invited}
    by_door = sum(each.progress == "finished" for each in door)
    assert attending.turnout(db, found.wave) == Turnout(len(named), done, len(door), by_door, columns)
    begun = sum(each.progress == "begun" for each in named)
    removed = sum(each.is_removed and each.progress != "not begun" for each in asked)
    assert attending.under_way(db, found.wave) == (begun, removed)
    counts, all_people = people_counts(db, [found.engagement])[found.engagement], people(db, found.engagement)
    assert counts.people == len(all_people)
    answering = [each.function for each in all_people if "respondent" in each.roles]
    assert counts.respondents == len(answering)
    assert dict(counts.functions) == Counter(answering)
    links = db.execute("SELECT count(DISTINCT person_id) FROM personal_link").fetchone()[0]
    assert counts.linked == links
    sheets = db.execute("SELECT count(*) FROM submission").fetchone()[0]
    assert attending.handed_in(db, [found.wave]) == {found.wave: sheets}
    return there


def removed(client: FlaskClient, token: str, db: Database, found: Running, name: str) -> None:
    person = next(each.id for each in people(db, found.engagement) if each.name == name)
    page = f"/engagements/{found.engagement}/people/{person}/removal"
    assert client.post(page, data={"csrf_token": token}).status_code == 303


def test_counts_follow_whatever_happens_to_a_wave(client, token, found, db):
    def remove(name: str) -> None:
        removed(client, token, db, found, name)

    def told(finished: int, invited: int) -> None:
        assert f"{finished} of {invited} people have finished" in client.get(found.home).text

    assert holds(db, found).invited == 14
    with write(db):
        for number in range(8):
            answer(db, found, f"Marketing {number}")
        answer(db, found, "Sales 0", submit=False)
    assert holds(db, found) == Attendance(14, 8, 6, 0)
    assert client.post(f"{found.home}/close", data={"csrf_token": token}).status_code == 303
    holds(db, found)
    told(8, 14)
    remove("Marketing 7")
    remove("Sales 0")
    assert holds(db, found) == Attendance(12, 7, 5, 0)
    told(7, 12)
    day = str((datetime.now(UTC) + timedelta(days=3)).date())
    why = {"closes_on": day, "closes_clock": "18:00", "reason": "Leave", "csrf_token": token}
    assert client.post(f"{found.home}/reopen", data=why).status_code == 303
    with write(db):
        answer(db, found, "Sales 1")
        stranger = waves.add_participant(db, found.wave, None, found.questionnaire)
        waves.add_sheet(db, found.wave, found.questionnaire, {}, holder=stranger)
    assert holds(db, found) == Attendance(12, 8, 4, 0)
    told(8, 12)
    with write(db):
        waves.record_closure(db, found.wave, None, datetime.now(UTC))
        assert seal_within(db, found.wave, PROGRAM, datetime.now(UTC) + timedelta(seconds=1))
    asked = [each for each in store.participants(db, found.wave) if each.person_id is not None]
    assert holds(db, found).finished == sum(each.progress == "finished" for each in asked) == 8
    remove("Marketing 0")
    assert holds(db, found).finished == 7


def test_counts_follow_what_happens_to_people(found, db):
    for change in (
        "UPDATE person SET email = '' WHERE name = 'Sales 1'",
        "DELETE FROM personal_link WHERE person_id = (SELECT id FROM person WHERE name = 'Sales 2')",
        "UPDATE group_choice SET name = 'Field sales' WHERE name = 'Sales'",
        "UPDATE person SET function_id = NULL WHERE name = 'Sales 3'",
        "DELETE FROM person_role WHERE person_id = (SELECT id FROM person WHERE name = 'Sales 4')",
        "DELETE FROM sheet_holder",
    ):
        holds(db, found)
        with write(db):
            db.execute(change)
    with write(db):
        respondent(db, found.engagement, "Nia", None)
    assert holds(db, found) == Attendance(14, 0, 12, 1)
    assert "Sales" not in attending.turnout(db, found.wave).columns["function"]


def test_what_was_rolled_back_is_not_kept(found, db):
    before = holds(db, found)

    def tried() -> None:
        with write(db):
            answer(db, found, "Sales 0")
            assert holds(db, found).finished == 1
            raise RuntimeError

    with pytest.raises(RuntimeError):
        tried()
    assert holds(db, found) == before
    with write(db):
        answer(db, found, "Sales 1")
    assert holds(db, found).finished == 1


def test_only_a_large_wave_that_runs_rests_before_it_is_counted_again(monkeypatch):
    clock = iter(range(1_000))
    monkeypatch.setattr("workshop.marks.keeping.time.monotonic", lambda: next(clock))

    def seen(many: int, mark: Mark, later: Mark) -> int:
        kept: Kept[int] = Kept(int)
        assert kept.counts({1: mark}, lambda _: [(1, many)]) == {1: many}
        return kept.counts({1: later}, lambda _: [(1, many + 1)])[1] - many

    runs, changed, over = Mark((1,), runs=True), Mark((2,), runs=True), Mark((2,))
    assert seen(LARGE, runs, runs) == 0
    assert seen(LARGE, runs, changed) == 1
    assert seen(LARGE + 1, runs, changed) == 0
    assert seen(LARGE + 1, runs, over) == 1, "once it has closed its count is exact at once"
