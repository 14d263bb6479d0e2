"""What is said, planned and kept in an engagement travels with it, and is looked at where it arrives."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlite_utils import Database

from tests.workshop import people, whole
from tests.workshop.conftest import NOW
from tests.workshop.papers_kept import HTML, KEPT, PDF, REFUSED
from tests.workshop.parcels import MANIFEST, parts_of, sealed, with_part, with_rows, with_value
from tests.workshop.whole import refused
from workshop import create_app
from workshop.database import connect
from workshop.demo.furnishing import furnished
from workshop.documents import files as kept_files
from workshop.documents.reading import reviewed
from workshop.engagements.store import engagement
from workshop.history.store import PROGRAM
from workshop.quotes.store import passages
from workshop.transfer import kept, parcel
from workshop.transfer.arriving import bring_in
from workshop.transfer.leaving import export
from workshop.worksheets import store as worksheets

FIRST, SECOND = "files/document_file-1", "files/document_file-2"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    app = whole.copied(tmp_path_factory.mktemp("said") / "data")
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
    ("engagement_method", "pack", "{}", "no method that can be read"),
    ("engagement_method", "pack_version", "9", "no method that can be read"),
    ("interview", "person_id", 2, "repeats an earlier row"),
    ("interview", "minutes", 5, "not allowed"),
    ("interview", "starts_at", "soon", "is no moment"),
    ("interview", "place", "two\nlines", "more than one line"),
    ("interviewer", "name", " Tom", "name is not written as one"),
    ("interviewer", "name", "\u202e", "name is not written as one"),
    ("interviewer", "interview_id", 2, "an interviewer of another interview"),
    ("interview_calendar", "uid", "a b;c", "none that a calendar would keep"),
    ("interview_question", "question", "Z9", "no guide of its method has"),
    ("interview_question", "text", "words of its own", "no guide of its method has"),
    ("note", "question", "Z9", "no guide of its method has"),
    ("note", "interviewer_id", 2, "an interviewer of another interview"),
    ("note", "text", "bell \x07", "cannot be printed"),
    ("note", "text", "x" * 20_001, "not allowed"),
    ("note", "revision", 0, "not allowed"),
    ("written_answer", "question", "", "no guide of its method has"),
    ("written_answer", "consent", "all", "not allowed"),
    ("interview_rating", "subject", "charter:statement:none", "does not ask"),
    ("interview_rating", "question", "mood", "not allowed"),
    ("interview_rating", "code", 6, "not allowed"),
    ("interview_points", "points", 71, "more than 100 points"),
    ("interview_points", "priority_id", 9, "leads to nothing"),
    ("passage", "interviewer_id", 2, "no note or written answer"),
    ("passage", "question", "G3", "no note or written answer"),
    ("passage", "text", "two  blanks", "not written as a passage"),
    ("passage", "shown_as", "\u200b", "not written as a role"),
    ("passage", "consent", "any", "not allowed"),
    ("passage_approval", "fingerprint", "<b>", "fingerprint is none of a quote"),
    ("passage_approval", "state", "maybe", "not allowed"),
    ("theme", "name", "a  b", "name is not written as one"),
    ("document", "title", "a\tb", "more than one line"),
    ("document", "title", " a", "title is not written as one"),
    ("document", "kind", "x" * 81, "kind is not written as one"),
    ("document", "owner", "\u202eBo", "owner is not written as a name"),
    ("document", "dated_on", "2026-02-30", "is no day"),
    ("document_capability", "capability", "Z9", "a capability that its method does not have"),
    ("document_file", "name", "../x.pdf", "none that a file is kept under"),
    ("document_file", "name", "Plan.exe", "none that a file is kept under"),
    ("document_file", "kind", "exe", "none that a file is kept under"),
    ("document_file", "document_id", 2, "repeats an earlier row"),
    ("priority", "name", "\n", "more than one line"),
    ("priority", "pack_priority", "fame", "a priority that its method does not have"),
    ("priority", "key", "b1b2c3d4e5f6", "repeats an earlier row"),
    ("priority", "key", "<b>", "key is none that a priority has"),
    ("priority", "weight", 101, "not allowed"),
    ("alignment", "capability", "Z9", "a capability that its method does not have"),
    ("alignment", "strength", 2, "not allowed"),
    ("outlook", "kind", "past", "not allowed"),
    ("strategy_source", "consent", "any", "not allowed"),
    ("strategy_source", "words", "", "not allowed"),
    ("conflict", "key", "charter:mood:x", "key is none that a disagreement has"),
    ("conflict", "reason", "", "not allowed"),
    ("finding", "key", "gap", "key is none that a finding has"),
    ("finding", "kind", "gap", "key is none that a finding has"),
    ("finding", "component", "Z", "a component that its method does not have"),
    ("finding", "pinned", 2, "not allowed"),
    ("finding_capability", "capability", "Z9", "a capability that its method does not have"),
    ("finding_merger", "into_id", 3, "a finding that is not made of others"),
    ("worksheet_version", "worksheet", "documents", "a worksheet that its method does not have"),
    ("worksheet_row", "worksheet", "tools", "a worksheet that its method does not have"),
    ("worksheet_row", "key", "short", "key is none that a row has"),
    ("worksheet_row", "place", 2**62, "no number that it could be"),
    ("worksheet_cell", "field", "colour", "a column that its worksheet does not have"),
    ("worksheet_cell", "text", " padded", "text is not written as a cell"),
]  # fmt: skip
_SHOWS_ELSEWHERE = ("repeats", "another interview", "100 points", "no note or written")


@pytest.mark.parametrize(("table", "column", "value", "said"), VALUES)
def test_a_value_that_cannot_be_is_refused(
    db: Database, file: bytes, table: str, column: str, value: object, said: str
) -> None:
    told = refused(db, with_value(file, table, column, value))
    assert said in told
    assert f"{table}.jsonl 1" in told or any(each in said for each in _SHOWS_ELSEWHERE)


def test_too_many_rows_are_refused(db: Database, file: bytes) -> None:
    def many(rows: list[dict[str, object]]) -> list[dict[str, object]]:
        return [{**rows[0], "id": number, "key": f"row-number-{number}"} for number in range(1, 2_003)]

    assert "more than the 2,000 that a worksheet takes" in refused(db, with_rows(file, "worksheet_row", many))
    assert "more than the 1,000" in refused(
        db, with_rows(file, "document", lambda rows: [{**rows[0], "id": each} for each in range(1, 1_002)])
    )


def test_two_files_arrive_as_they_left(db: Database, file: bytes) -> None:
    parts = parts_of(file)
    assert parts[FIRST] == PDF
    assert json.loads(parts[MANIFEST])["parts"][SECOND]["rows"] == 1
    made = bring_in(db, file, PROGRAM, NOW)
    ours, theirs = reviewed(db, whole.ENGAGEMENT), reviewed(db, made)
    assert [(each.title, each.file, each.capabilities) for each in theirs] == [
        (each.title, each.file, each.capabilities) for each in ours
    ]
    rows = db.execute(
        "SELECT bytes FROM document_file JOIN document ON document.id = document_id WHERE engagement_id = ?",
        [made],
    ).fetchall()
    assert sorted(bytes(each) for (each,) in rows) == sorted((parts[FIRST], parts[SECOND]))
    assert {each.text for each in passages(db, made)} == {"Growth first.", "We lose renewals."}
    assert [each.place for each in worksheets.rows(db, made, "renewals")] == [1048576]


def test_a_file_and_its_row_belong_together(db: Database, file: bytes) -> None:
    parts = parts_of(file)
    third = {**parts, "files/document_file-3": PDF}
    assert "files/document_file-3  and its row do not belong together" in refused(db, sealed(third))
    del parts[SECOND]
    assert "files/document_file-2  and its row do not belong together" in refused(db, sealed(parts))


@pytest.mark.parametrize(
    "data", [b"", HTML, REFUSED["macro.docx"], REFUSED["liar.docx"], KEPT["wall.png"][0], PDF + HTML * 90]
)
def test_a_file_is_looked_at_again(db: Database, file: bytes, data: bytes) -> None:
    assert FIRST in refused(db, with_part(file, FIRST, lambda _: data))


def test_files_that_are_too_large_are_refused(
    db: Database, file: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "LARGEST_TOGETHER", len(PDF))
    assert "has files of more than" in refused(db, file)
    monkeypatch.setattr(parcel, "LARGEST", 50)
    assert "is larger than 0 MB" in refused(db, file)
    assert kept_files.LARGEST == 10 * 2**20
    assert kept_files.LARGEST_TOGETHER == 200 * 2**20


@pytest.mark.parametrize(
    "name",
    [
        "files/person-1",
        "files/document_file-0",
        "files/document_file-01",
        "files/logo",
        "files/../x-1",
        "files/",
    ],
)
def test_strange_files_are_refused(db: Database, file: bytes, name: str) -> None:
    assert "which no export writes" in refused(db, sealed({**parts_of(file), name: PDF}))


def test_a_file_of_before_files_had_parts_of_their_own_comes_in(db: Database, file: bytes) -> None:
    parts = parts_of(file)
    older = sealed({"logo.png" if name == "files/logo-1" else name: data for name, data in parts.items()})
    made = bring_in(db, older, PROGRAM, NOW)
    assert db.execute("SELECT count(*) FROM logo WHERE engagement_id = ?", [made]).fetchone()[0] == 1
    assert "not the file" in refused(db, sealed({**parts, "logo.png": parts["files/logo-1"]}))


def test_a_passage_whose_note_went_on_comes_in_and_stays_unquoted(db: Database, file: bytes) -> None:
    made = bring_in(db, with_value(file, "note", "text", "All new."), PROGRAM, NOW)
    spoken, written = sorted(passages(db, made), key=lambda each: each.text)
    assert (spoken.stretch, written.stretch) == (None, "We lose renewals.")


def test_hostile_words_stay_words(app: Flask, db: Database, file: bytes) -> None:
    words = "<script>alert(1)</script>"
    for table, column in (
        ("note", "text"), ("written_answer", "text"), ("theme", "name"), ("document", "title"),
        ("document", "owner"), ("priority", "name"), ("objective", "text"), ("worksheet_cell", "text"),
    ):  # fmt: skip
        file = with_value(file, table, column, words)
    made = bring_in(db, file, people.account(db, people.INES).actor, NOW)
    client = people.signed_in(app, people.INES)
    for page in (
        "interviews",
        "themes",
        "quotes",
        "priorities",
        "outlook",
        "documents",
        "worksheets/renewals",
    ):
        answer = client.get(f"/engagements/{made}/{page}")
        assert answer.status_code == 200, page
        assert words not in answer.text


def test_the_demonstration_travels(tmp_path: Path) -> None:
    app = create_app(tmp_path, testing=True)
    number, _, _ = furnished(app, NOW)
    db = connect(app.config["DATABASE"])
    try:
        found = engagement(db, number)
        assert found is not None
        made = bring_in(db, export(db, found, PROGRAM, NOW), PROGRAM, NOW)
        assert [replace(each, id=0) for each in reviewed(db, made)] == [
            replace(each, id=0) for each in reviewed(db, number)
        ]
    finally:
        db.close()
        app.extensions["connections"].close_here()
