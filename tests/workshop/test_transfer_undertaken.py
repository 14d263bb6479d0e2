"""Initiatives, the roadmap, chapters and issues travel; what cannot be is refused, and nothing is stored."""

import json
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from sqlite_utils import Database

from tests.workshop import whole
from tests.workshop.conftest import NOW
from tests.workshop.parcels import Parts, parts_of, sealed, with_part, with_rows, with_value
from tests.workshop.whole import refused
from workshop.database import connect
from workshop.engagements import store as engagements
from workshop.history.store import PROGRAM
from workshop.transfer.arriving import bring_in
from workshop.transfer.leaving import export

Rows = list[dict[str, object]]
HUGE = 2**63 - 1
ISSUE = "files/issue-1"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    app = whole.copied(tmp_path_factory.mktemp("undertaken") / "data")
    yield app
    app.extensions["connections"].close_here()


@pytest.fixture(scope="module")
def db(app: Flask) -> Iterator[Database]:
    db = connect(app.config["DATABASE"])
    yield db
    db.close()


@pytest.fixture(scope="module")
def file(db: Database) -> bytes:
    return whole.exported(db)


VALUES = [
    ("initiative", "component", "Z", "a component that its method does not have"),
    ("initiative", "title", 7, "is no text"),
    ("initiative", "title", " ", "not allowed"),
    ("initiative", "why", "bell \x07", "cannot be printed"),
    ("initiative", "one_off_high", HUGE, "no number that it could be"),
    ("initiative", "one_off_low", 10**13, "not allowed"),
    ("initiative", "quarters", 13, "not allowed"),
    ("initiative", "quarters", "2", "no number that it could be"),
    ("initiative", "objective_id", 99, "leads to nothing"),
    ("initiative_lift", "capability", "Z9", "a capability that its method does not have"),
    ("initiative_lift", "target", 60, "not allowed"),
    ("initiative_lift", "initiative_id", 2**40, "leads to nothing"),
    ("initiative_priority", "priority_id", 77, "leads to nothing"),
    ("initiative_prerequisite", "prerequisite_id", 3, "leads to nothing"),
    ("initiative_prerequisite", "prerequisite_id", 1, "in a circle"),
    ("initiative_effort", "tenths", 0, "not allowed"),
    ("initiative_measure", "tier", "best", "not allowed"),
    ("roadmap", "reserve", 91, "not allowed"),
    ("roadmap", "starts_on", "2027-02-30", "is no day"),
    ("roadmap_days", "tenths", 2**31, "no number that it could be"),
    ("roadmap_role", "day_rate", -1, "no number that it could be"),
    ("placement", "start", 13, "not allowed"),
    ("placement", "initiative_id", 9, "leads to nothing"),
    ("placement", "initiative_id", 2, "repeats an earlier row"),
    ("return_outcome", "expected", HUGE, "no number that it could be"),
    ("return_outcome", "low", 10**11, "not allowed"),
    ("return_outcome", "priority_id", 50, "leads to nothing"),
    ("return_outcome_initiative", "outcome_id", 5, "leads to nothing"),
    ("return_figure", "kind", "luck", "not allowed"),
    ("blueprint_chapter", "chapter", "../x", "names no chapter"),
    ("blueprint_chapter", "place", 0, "not allowed"),
    ("own_paragraph", "text", "two  blanks ", "not written as a paragraph"),
    ("own_paragraph_figure", "paragraph_id", 4, "leads to nothing"),
    ("issue", "number", 61, "number is none that an issue has"),
    ("issue", "number", 0, "number is none that an issue has"),
    ("issue", "variant", "long", "not allowed"),
    ("issue", "dossier", "[]", "dossier is none of an issue"),
    ("issue", "dossier", '{"figures": [' * 9, "dossier is none of an issue"),
    ("issue", "issued_on", "2026-13-01", "is no day"),
    ("issue_change", "issue_id", 2, "leads to nothing"),
    ("session_plan", "minutes", 100_000, "not allowed"),
    ("client_template", "name", "../x.docx", "none that a file is kept under"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "column", "value", "said"), VALUES)
def test_a_value_that_cannot_be_is_refused(
    db: Database, file: bytes, table: str, column: str, value: object, said: str
) -> None:
    told = refused(db, with_value(file, table, column, value))
    assert said in told
    assert f"{table}.jsonl" in told


def initiatives(file: bytes, number: int, links: list[tuple[int, int]]) -> bytes:
    """Return the file with so many initiatives, each resting on what the links say."""

    def grown(rows: Rows) -> Rows:
        return [{**rows[0], "id": each, "place": each} for each in range(1, number + 1)]

    def linked(_rows: Rows) -> Rows:
        return [{"initiative_id": one, "prerequisite_id": other} for one, other in links]

    return with_rows(with_rows(file, "initiative", grown), "initiative_prerequisite", linked)


@pytest.mark.parametrize("length", [2, 3, 120])
def test_circles_are_refused_and_chains_are_not(db: Database, file: bytes, length: int) -> None:
    chain = [(each, each + 1) for each in range(1, length)]
    told = refused(db, initiatives(file, length, [*chain, (length, 1)]))
    assert "makes initiatives rest on each other in a circle" in told
    assert bring_in(db, initiatives(file, length, chain), PROGRAM, NOW)


def test_only_the_circle_is_named(db: Database, file: bytes) -> None:
    """Not what rests on it, nor what it rests on."""
    told = refused(db, initiatives(file, 5, [(5, 3), (2, 3), (3, 2), (3, 1), (4, 1)]))
    assert [f"initiative_prerequisite.jsonl {row}" in told for row in range(1, 6)] == [0, 1, 1, 0, 0]


TOO_MANY: list[tuple[str, Callable[[Rows], Rows], str]] = [
    ("initiative", lambda rows: [{**rows[0], "id": each} for each in range(1, 122)], "than the 120 init"),
    (
        "initiative_deliverable",
        lambda rows: [{**rows[0], "place": each} for each in range(1, 322)],
        "than the 320 rows",
    ),
    (
        "roadmap_role",
        lambda rows: [{**rows[0], "id": each, "name": f"Role {each}"} for each in range(1, 52)],
        "than the 50 roles",
    ),
    ("own_paragraph", lambda rows: [{**rows[0], "id": each} for each in range(1, 42)], "than the 40"),
    (
        "own_paragraph_figure",
        lambda rows: [{**rows[0], "place": each, "key": f"k{each}"} for each in range(1, 22)],
        "than the 20",
    ),
]


@pytest.mark.parametrize(("table", "grown", "said"), TOO_MANY, ids=[each[0] for each in TOO_MANY])
def test_more_than_there_may_be_is_refused(
    db: Database, file: bytes, table: str, grown: Callable[[Rows], Rows], said: str
) -> None:
    assert said in refused(db, with_rows(file, table, grown))


def without(parts: Parts, name: str) -> Parts:
    return {key: data for key, data in parts.items() if key != name}


def test_an_issue_and_its_file_belong_together(db: Database, file: bytes) -> None:
    parts = parts_of(file)
    assert "do not belong together" in refused(db, sealed(without(parts, ISSUE)))
    assert "do not belong together" in refused(db, sealed({**parts, "files/issue-2": parts[ISSUE]}))
    for data in (b"", b"<html>", parts[ISSUE][:-30]):
        assert ISSUE in refused(db, with_part(file, ISSUE, lambda _, data=data: data))


def test_hostile_rows_are_no_rows(db: Database, file: bytes) -> None:
    """Numbers as words, lists, deep nesting, names there are not, and half a line."""
    for line in (
        b'{"initiative_id": [1], "prerequisite_id": 2}\n',
        b'{"initiative_id": 1.0, "prerequisite_id": 2}\n',
        b'{"initiative_id": true, "prerequisite_id": 2}\n',
        b'{"initiative_id": 1e400, "prerequisite_id": 2}\n',
        b'{"initiative_id": 1, "prerequisite_id": 2, "id": 3}\n',
        b"[" * 5000 + b"\n",
        b'{"initiative_id": 1, "prere',
    ):
        told = refused(db, with_part(file, "initiative_prerequisite.jsonl", lambda _, line=line: line))
        assert "initiative_prerequisite.jsonl 1" in told


def test_it_all_arrives_as_it_left(db: Database, file: bytes) -> None:
    made = bring_in(db, file, PROGRAM, NOW)
    found = engagements.engagement(db, made)
    assert found is not None
    parts, again = parts_of(file), parts_of(export(db, found, PROGRAM, NOW))
    for name in parts:
        if name.startswith(("initiative", "roadmap", "placement", "return_", "own_paragraph", "issue")):
            assert [json.loads(each) for each in parts[name].splitlines()] == [
                json.loads(each) for each in again[name].splitlines()
            ], name
    assert parts[ISSUE] == again[ISSUE]
