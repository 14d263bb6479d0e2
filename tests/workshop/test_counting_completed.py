"""Counts that were stored before combinations of groups were."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlite_utils import Database

from questionnaires.scores import GroupScores
from questionnaires.scoring import score
from workshop import demo
from workshop.assessments.importing import import_engagement
from workshop.assessments.store import latest_counted
from workshop.database import connect, write
from workshop.waves import store as waves
from workshop.waves.counting import completing

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
LATER = ("crossings", "crossed_people", "crossed", "alike", "alike_people")


@pytest.fixture
def db(app: Flask) -> Iterator[Database]:
    db = connect(app.config["DATABASE"])
    yield db
    db.close()


@pytest.fixture
def engagement(db: Database) -> int:
    """The demonstration's answers, with their count as an earlier version stored it."""
    made = import_engagement(
        db,
        client="Alder",
        pack_name=demo.pack_name(),
        data=demo.answers(),
        file_name="answers.xlsx",
        now=NOW,
    )
    held = json.loads(db.execute("SELECT document FROM tally").fetchone()[0])
    with write(db):
        earlier = json.dumps({key: each for key, each in held.items() if key not in LATER})
        db.execute("UPDATE tally SET document = :document", {"document": earlier})
    return made


def groups_shown(db: Database, engagement: int) -> dict[str, int]:
    found = latest_counted(db, engagement)
    scores = score(found.pack, found.tally, found.threshold)
    return {
        column: sum(isinstance(each, GroupScores) for each in groups.values())
        for column, groups in scores.groups.items()
    }


def test_they_are_completed_and_nothing_else_changes(db: Database, engagement: int) -> None:
    before = latest_counted(db, engagement)
    assert groups_shown(db, engagement)["seniority"] == 0, "nobody knows who is in which two groups"
    completed = completing.complete(db)
    after = latest_counted(db, engagement)
    assert completed == [after.id]
    assert groups_shown(db, engagement)["seniority"] == 2
    assert (after.tally.codes == before.tally.codes).all()
    assert after.assessed_at == before.assessed_at
    assert completing.complete(db) == []


def test_a_count_that_comes_out_otherwise_stays(db: Database, engagement: int) -> None:
    with write(db):
        db.execute("DELETE FROM answer WHERE sheet_id = (SELECT min(sheet_id) FROM answer)")
    before = db.execute("SELECT document FROM tally").fetchone()[0]
    assert completing.complete(db) == []
    assert db.execute("SELECT document FROM tally").fetchone()[0] == before


def test_what_groups_said_instead_of_levels_is_added_too(db: Database, engagement: int) -> None:
    completing.complete(db)
    held = json.loads(db.execute("SELECT document FROM tally").fetchone()[0])
    each = [held["crossed"][at : at + 7] for at in range(0, len(held["crossed"]), 7)]
    with write(db):
        earlier = json.dumps(held | {"crossed": [number for one in each for number in one[:4]]})
        db.execute("UPDATE tally SET document = :document", {"document": earlier})
        db.execute("DELETE FROM wave_seal")
    assert groups_shown(db, engagement)["seniority"] == 0
    with write(db):
        db.execute("DELETE FROM wave_closure")
    assert completing.complete(db) == [], "answers still come in"
    with write(db):
        waves.record_closure(db, latest_counted(db, engagement).id, None, NOW)
    assert completing.complete(db) == [latest_counted(db, engagement).id]
    assert groups_shown(db, engagement)["seniority"] == 2
