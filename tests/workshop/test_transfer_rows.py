"""Files changed by hand and sealed again: each fault is found and named, and nothing is stored."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database

from questionnaires.tally import Tally
from tests.workshop import people, whole
from tests.workshop.conftest import NOW
from tests.workshop.parcels import (
    parts_of,
    sealed,
    with_part,
    with_rows,
    with_value,
)
from tests.workshop.visits import links
from tests.workshop.whole import refused
from workshop.database import connect
from workshop.history.store import PROGRAM
from workshop.transfer import parcel, recount
from workshop.transfer.arriving import bring_in
from workshop.uploads import LIMITS, Limit

LOGO = "files/logo-1"
HOSTILE = '<script>alert("x")</script>\'"><img src=x onerror=y>'


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    app = whole.copied(tmp_path_factory.mktemp("rows") / "data")
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
    ("engagement", "client", "", "not allowed"),
    ("engagement", "client", "x" * 121, "not allowed"),
    ("engagement", "client", "two\nlines", "more than one line"),
    ("engagement", "client", " padded", "not written as a name"),
    ("engagement", "client", "turned \u202e round", "not written as a name"),
    ("engagement", "client", None, "is no text"),
    ("engagement", "client", 7, "is no text"),
    ("engagement", "manner", "en_XX", "no way to write dates"),
    ("engagement", "time_zone", "../../etc/passwd", "no time zone"),
    ("engagement", "time_zone", "", "no time zone"),
    ("engagement", "pack", "witchcraft", "not installed here"),
    ("engagement", "brand", "red", "not allowed"),
    ("engagement", "starts_on", "2026-02-30", "is no day"),
    ("engagement", "starts_on", "20260201", "is no day"),
    ("engagement", "created_at", "2026-99-99T99:99:99Z", "is no moment"),
    ("engagement", "created_at", "0001-01-01T00:00:00Z", "is no moment"),
    ("engagement", "id", 0, "no number"),
    ("engagement", "id", 2, "leads to nothing"),
    ("engagement", "id", True, "no list of names and values"),
    ("engagement", "id", 1.5, "no list of names and values"),
    ("engagement", "id", 10**30, "no number"),
    ("engagement", "id", "1", "no number"),
    ("engagement", "id", [1], "no list of names and values"),
    ("person", "engagement_id", 2, "leads to nothing"),
    ("person", "function_id", 99, "leads to nothing"),
    ("person", "function_id", 3, "leads to no function"),
    ("person", "seniority_id", 1, "leads to no seniority"),
    ("person", "id", 2, "stands for two rows"),
    ("person", "email", "nobody", "no mail address"),
    ("person", "email", "a@b.example\nBcc: c@d.example", "more than one line"),
    ("person", "name", "bell \x07", "cannot be printed"),
    ("person", "name", "\x00", "cannot be printed"),
    ("person", "name", "turned \u202e round", "name is not written as one"),
    ("person", "name", "\u200b", "name is not written as one"),
    ("person", "name", "karin@alder.example", "name is not written as one"),
    ("person", "title", "turned \u202e round", "title is not written as one"),
    ("person_role", "role", "king", "not allowed"),
    ("person_role", "person_id", 2, ""),
    ("group_choice", "place", -1, "no number"),
    ("group_choice", "place", 0, "not allowed"),
    ("group_choice", "name", "sales", "repeats an earlier row"),
    ("group_choice", "name", "turned \u202e round", "name cannot be read"),
    ("mail_template", "kind", "blackmail", "no text that a mail can be made of"),
    ("mail_template", "body", "Hello {secret_key} {link}", "no text that a mail can be made of"),
    ("mail_template", "body", "no link", "no text that a mail can be made of"),
    ("wave", "number", 2, "repeats an earlier row"),
    ("wave", "number", 2**62, "no number"),
    ("wave", "threshold", 1, "not allowed"),
    ("wave", "pack", "{}", "no method that can be read"),
    ("wave", "pack", "[" * 100_000, "no method that can be read"),
    ("wave", "pack_id", "other", "no method that can be read"),
    ("wave", "mode", "secret", "in confidence"),
    ("wave", "mode", "confidential", "in confidence"),
    ("wave", "comment_threshold", 2, "not allowed"),
    ("wave_launch", "wave_id", 3, "not sealed"),
    ("questionnaire", "wave_id", 9, "leads to nothing"),
    ("questionnaire", "wave_id", 2, "is no sheet of its wave"),
    ("questionnaire_item", "capability", "Z9", "what its method does not"),
    ("questionnaire_item", "question", "mood", "what its method does not"),
    ("questionnaire_item", "capability", "", "what its method does not"),
    ("participant", "wave_id", 2, "what another wave asks"),
    ("participant", "questionnaire_id", 2, "what another wave asks"),
    ("sheet", "questionnaire_id", None, "no sheet of its wave"),
    ("sheet", "wave_id", 2, "no sheet of its wave"),
    ("sheet_holder", "named", 0, "given in confidence"),
    ("sheet_holder", "participant_id", 3, "given in confidence"),
    ("answer", "given_ms", 5, "says when it was given"),
    ("reason", "capability", "Z9", "what its method does not ask"),
    ("pick", "capability", "Z9", "what its method does not ask"),
    ("sheet", "wave_id", 9, "leads to nothing"),
    ("sheet", "label", "", "not allowed"),
    ("sheet_group", "sheet_id", 9999, "leads to nothing"),
    ("sheet_group", "value", "\x1b[31m", "cannot be printed"),
    ("answer", "code", 0, "what was not asked"),
    ("answer", "code", 8, "what was not asked"),
    ("answer", "capability", "Z9", "what was not asked"),
    ("answer", "question", "mood", "what was not asked"),
    ("answer", "sheet_id", None, "no number"),
    ("comment", "capability", "Z9", "what its method does not ask"),
    ("comment", "text", "   ", "not allowed"),
    ("tally", "document", "{}", "no count of answers"),
    ("tally", "document", '{"capabilities":[],"sets":[],"people":[1e400]}', "no count of answers"),
    ("tally", "wave_id", 2, "repeats an earlier row"),
    ("history", "topic", "gossip", "topic is none that there is"),
    ("history", "actor", "", "not allowed"),
    ("history", "actor", "x" * 201, "says more than anyone did"),
    ("history", "deed", "x" * 20_001, "says more than anyone did"),
    ("history", "deed", "bell \x07", "cannot be printed"),
    ("history", "deed", "did this\nand that", "more than one line"),
    ("history", "at", "yesterday", "is no moment"),
    ("logo", "engagement_id", 5, "leads to nothing"),
]  # fmt: skip


_SEEN_ELSEWHERE = ("repeats", "leads to nothing", "in confidence", "not sealed", "no sheet of its wave")
"""What shows in the rows that refer to the changed one."""


@pytest.mark.parametrize(("table", "column", "value", "said"), VALUES)
def test_a_value_that_cannot_be_is_refused(
    db: Database, file: bytes, table: str, column: str, value: object, said: str
) -> None:
    changed = with_value(file, table, column, value)
    if said:
        told = refused(db, changed)
        assert said in told
        assert f"{table}.jsonl 1" in told or any(each in told for each in _SEEN_ELSEWHERE)
    else:
        assert bring_in(db, changed, PROGRAM, NOW)


def test_rows_and_columns_are_those_that_there_are(db: Database, file: bytes) -> None:
    assert "has 2 engagements" in refused(
        db, with_rows(file, "engagement", lambda rows: [*rows, {**rows[0], "id": 2}])
    )
    assert "has 0 engagements" in refused(db, with_rows(file, "engagement", lambda _: []))
    assert "named 'account_id'" in refused(
        db, with_rows(file, "history", lambda rows: rows[0].update(account_id=1))
    )
    assert "has no actor." in refused(
        db, with_rows(file, "history", lambda rows: rows[0].pop("actor") and None)
    )
    assert "repeats an earlier row" in refused(db, with_rows(file, "answer", lambda rows: [*rows, rows[0]]))
    assert "no list of names" in refused(
        db, with_part(file, "person.jsonl", lambda data: data + b"\xff\xfe\n")
    )
    assert "no list of names" in refused(db, with_part(file, "person.jsonl", lambda data: data + b"\n"))
    lone = b'{"person_id":1,"role":"\\ud800"}\n'
    assert "no list of names" in refused(db, with_part(file, "person_role.jsonl", lambda data: data + lone))


def test_rows_are_as_many_as_the_manifest_says(db: Database, file: bytes) -> None:
    part = parts_of(file)["person.jsonl"]
    assert "3 rows, of 2" in refused(db, with_part(file, "person.jsonl", lambda _: part + b"{}"))


@pytest.mark.parametrize(
    "picture", [b"", b"GIF89a", b"<svg onload=alert(1)>", b"\x89PNG\r\n\x1a\n" + b"\0" * 50]
)
def test_a_logo_is_a_picture(db: Database, file: bytes, picture: bytes) -> None:
    assert "no picture that can be read" in refused(db, with_part(file, LOGO, lambda _: picture))


def test_a_logo_and_its_row_belong_together(db: Database, file: bytes) -> None:
    parts = parts_of(file)
    assert "do not belong together" in refused(db, sealed({**parts, "logo.jsonl": b""}))
    del parts[LOGO]
    assert "do not belong together" in refused(db, sealed(parts))


def test_what_hides_in_a_logo_stays_behind(db: Database, file: bytes) -> None:
    made = bring_in(db, with_part(file, LOGO, lambda data: data + b"PAYLOAD"), PROGRAM, NOW)
    png, print_ = db.execute("SELECT png, fingerprint FROM logo WHERE engagement_id = ?", [made]).fetchone()
    assert b"PAYLOAD" not in png
    assert len(print_) == 16


def test_counts_are_made_anew(db: Database, file: bytes) -> None:
    true = [row["document"] for row in db.query("SELECT document FROM tally WHERE wave_id IN (1, 2)")]
    made = bring_in(db, with_value(file, "tally", "document", true[0], row=1), PROGRAM, NOW)
    rows = db.query(
        "SELECT document FROM tally JOIN wave ON wave.id = wave_id WHERE engagement_id = ? ORDER BY number",
        [made],
    )
    again = [row["document"] for row in rows]
    assert again[0] == true[0]
    one, other = (Tally.from_json(each) for each in (again[1], true[1]))
    assert sorted(one.sets) == sorted(other.sets)  # the order of the group columns was lost with the count
    assert (one.codes[0] == other.codes[0]).all()
    assert sorted(one.crossed_people.tolist()) == sorted(other.crossed_people.tolist())


def test_too_many_groups_or_people_are_refused(
    db: Database, file: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recount, "MAX_SETS", 2)
    assert "more groups than there is room for" in refused(db, file)
    monkeypatch.setattr(recount, "MAX_CELLS", 100)
    assert "more people than there is room for" in refused(db, file)


def test_hostile_texts_stay_texts(app: Flask, db: Database, file: bytes) -> None:
    for table, column in (
        ("engagement", "client"),
        ("person", "name"),
        ("history", "deed"),
        ("comment", "text"),
    ):
        file = with_value(file, table, column, HOSTILE)
    made = bring_in(db, file, people.account(db, people.INES).actor, NOW)
    client = people.signed_in(app, people.INES)
    for page in ("", "/results", "/people", "/history", "/export", "/delete", "/brought-in", "/assessment"):
        answer = client.get(f"/engagements/{made}{page}")
        assert answer.status_code == 200, page
        assert "<img src=x" not in answer.text
        assert "<script>alert" not in answer.text
        assert links(answer.text).forbidden in ([], ["script"])


def test_the_page_lists_the_faults_and_keeps_to_422(app: Flask, file: bytes) -> None:
    client = people.signed_in(app, people.INES)
    sent = {
        "csrf_token": people.csrf(client),
        "file": (BytesIO(with_value(file, "person", "email", "me", row=1)), HOSTILE),
    }
    answer = client.post("/engagements/import", data=sent, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "1 fault in" in answer.text
    assert 'data-label="Part">person.jsonl</td>' in answer.text
    assert "<img" not in answer.text


def test_no_file_is_said_beside_the_field(app: Flask) -> None:
    client = people.signed_in(app, people.INES)
    answer = client.post("/engagements/import", data={"csrf_token": people.csrf(client)})
    assert answer.status_code == 422
    assert "Choose the ZIP file of an export." in answer.text


def test_a_file_above_the_limit_gets_a_page(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LIMITS, "transfer.bring_in", Limit(2))
    client: FlaskClient = people.signed_in(app, people.INES)
    head = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.zip"\r\n\r\n'
    body = head + b"1" * 2_200_000 + b"\r\n--x--\r\n"
    sent = {
        "content_type": "multipart/form-data; boundary=x",
        "headers": {"X-CSRFToken": people.csrf(client)},
    }
    answer = client.post("/engagements/import", data=body, **sent)
    assert answer.status_code == 413
    assert "2 MB" in answer.text


def test_the_limits_are_those_of_the_page() -> None:
    assert LIMITS["transfer.bring_in"].megabytes * 2**20 == parcel.MAX_ZIPPED == 288 * 2**20
    assert parcel.MAX_UNZIPPED == 512 * 2**20
