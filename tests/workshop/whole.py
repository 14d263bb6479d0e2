"""An engagement with something in every table: that of Alder & Sons, run by Ines, whose sponsor is Lars."""

import atexit
import csv
import io
import shutil
import tempfile
from functools import cache
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image
from sqlite_utils import Database

from questionnaires.loading import shipped_pack
from tests.workshop import people, world
from tests.workshop.conftest import NOW
from tests.workshop.papers_kept import PDF, package
from tests.workshop.whole_said import METHOD, SAID, named
from workshop import create_app
from workshop.accounts.store import put_password_link
from workshop.assessments import store as assessments
from workshop.assessments.importing import import_answers, import_engagement
from workshop.database import connect, write
from workshop.dates import as_text
from workshop.engagements import store as engagements
from workshop.engagements.logos.picture import logo_of
from workshop.engagements.logos.store import put_logo
from workshop.history.store import PROGRAM
from workshop.transfer.arriving import bring_in
from workshop.transfer.faults import FileFaults
from workshop.transfer.leaving import export
from workshop.transfer.tables import BELONGING

PACK = "customer_success_operations"
CAPABILITY = shipped_pack(PACK).capabilities[0].id
ENGAGEMENT = 1
SECRETS = (
    "Ragnhild Quist",
    "ragnhild@alder.example",
    "Zeppelin works",
    "the ledger is a shambles",
    "f00dface",
)
"""Words that stand in nothing but this engagement: a person, an address, a function, a comment, a seed."""


def copied(folder: Path) -> Flask:
    """Return an app over a copy of a folder in which engagement 1 is filled, made once for all tests."""
    shutil.copytree(_prepared(), folder)
    return create_app(folder, testing=True)


@cache
def _prepared() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="whole-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    app = create_app(folder, testing=True)
    db = connect(app.config["DATABASE"])
    try:
        made = import_engagement(
            db,
            client=world.CLIENT,
            consultancy="Fenwick Hale Advisory",
            pack_name=PACK,
            data=answers(),
            file_name="answers.csv",
            now=NOW,
            actor=people.account(db, people.INES).actor,
        )
        assert made == ENGAGEMENT
        _fill(db)
    finally:
        db.close()
    return folder


def answers() -> bytes:
    """Return what the people of the world answer, of a method with few capabilities."""
    return world.answers(list(world.everyone()), method=shipped_pack(PACK))


def sheet() -> bytes:
    """Return the same with a second group column, in an order of its own, and a comment."""
    head, *rows = csv.reader(io.StringIO(answers().decode()))
    text = io.StringIO()
    out = csv.writer(text)
    out.writerow([head[0], "seniority", *head[1:], f"{CAPABILITY}.comment"])
    for place, row in enumerate(rows):
        out.writerow([row[0], "Staff" if place % 2 else "Head", *row[1:], SECRETS[3] if place == 4 else ""])
    return text.getvalue().encode()


def _fill(db: Database) -> None:
    """Put something into every table, and a second wave whose groups stand in two columns."""
    ines, tom, lars = (people.account(db, each) for each in (people.INES, people.TOM, people.LARS))
    found = engagements.engagement(db, ENGAGEMENT)
    assert found is not None
    import_answers(db, found, ines.actor, data=sheet(), file_name="w.csv", now=NOW)
    wave = assessments.latest_counted(db, ENGAGEMENT)
    assert wave is not None
    with write(db):
        engagements.add_member(db, ENGAGEMENT, tom.id)
        put_logo(db, ENGAGEMENT, logo_of(picture()))
        assessments.release(db, wave.id, tom.id, NOW)
        put_password_link(db, lars.id, seed="f00dface" * 4, hash="2" * 64, now=NOW, good_for=NOW - NOW)
        given = {"e": ENGAGEMENT, "lars": lars.id, "tom": tom.id, "now": as_text(NOW), "pack": METHOD}
        for sql in _ROWS:
            db.execute(sql, named(sql, {**given, "pdf": PDF, "docx": package("docx")}))


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 20), (200, 30, 60)).save(out, "PNG")
    return out.getvalue()


def exported(db: Database) -> bytes:
    """Return the file of the engagement."""
    found = engagements.engagement(db, ENGAGEMENT)
    assert found is not None
    return export(db, found, PROGRAM, NOW)


def refused(db: Database, data: bytes) -> str:
    """Return what is said of a file that must be refused whole."""
    before = everything(db)
    with pytest.raises(FileFaults) as raised:
        bring_in(db, data, PROGRAM, NOW)
    assert everything(db) == before
    return " ".join(f"{each.part} {each.row or ''} {each.said}" for each in raised.value.faults)


def everything(db: Database) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table."""
    names = [each["name"] for each in db.query("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {name: sorted(db.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr) for name in names}


def belonging_rows(db: Database) -> int:
    """Return how many rows there are in tables that belong to engagements, but for history of none."""
    counts = (
        db.execute(f'SELECT count(*) FROM "{each.name}"').fetchone()[0]
        for each in BELONGING
        if each.name != "history"
    )
    return sum(counts) + db.execute("SELECT count(*) FROM history WHERE engagement_id > 0").fetchone()[0]


_ROWS = (
    "INSERT INTO group_choice VALUES (501, :e, 'function', 1, 'Zeppelin works')",
    "INSERT INTO group_choice VALUES (502, :e, 'function', 2, 'Sales')",
    "INSERT INTO group_choice VALUES (503, :e, 'seniority', 1, 'Head')",
    "INSERT INTO person VALUES (71, :e, 'Ragnhild Quist', 'ragnhild@alder.example', 'Head', 501, 503, :now)",
    "INSERT INTO person VALUES (75, :e, 'Ola', '', '', NULL, NULL, :now)",
    "INSERT INTO person_role VALUES (71, 'respondent')",
    "INSERT INTO person_role VALUES (71, 'sponsor')",
    "INSERT INTO people_draft VALUES ('" + "a" * 32 + "', :e, 'paste', 'Ragnhild Quist', :now)",
    "INSERT INTO personal_link VALUES (71, 'questionnaire', '"
    + "f00dface" * 4
    + "', '"
    + "b" * 64
    + "', :now)",
    "INSERT INTO ended_link VALUES ('" + "c" * 64 + "', :e, 'revoked', :now)",
    "INSERT INTO mail_template VALUES (:e, 'reminder', 'Still open', 'Zeppelin works asks: {link}')",
    "INSERT INTO mail VALUES (91, :e, 71, :tom, 'reminder', 'Ragnhild Quist', 'ragnhild@alder.example', 'S',"
    " 'B', '" + "f00dface" * 4 + "', :now)",
    "INSERT INTO mail VALUES (92, NULL, NULL, :lars, 'password', 'Lars', 'lars@alder.example', 'S',"
    " 'Zeppelin works awaits you', '" + "f00dface" * 4 + "', :now)",
    "INSERT INTO mail_delivery VALUES (91, 'sent', :now)",
    "INSERT INTO mail_attempt VALUES (92, 1, 'ragnhild@alder.example was refused', :now)",
    "INSERT INTO sponsorship VALUES (:lars, :e)",
    "INSERT INTO archive VALUES (:e, :now, :tom)",
    # In the first wave one of those who took part agreed to be named; a third wave is planned.
    "UPDATE wave SET mode = 'named' WHERE engagement_id = :e AND number = 1",
    "INSERT INTO wave SELECT 900, :e, 3, pack_id, pack_version, 5, 10, 'confidential', 'Hello', NULL,"
    " '2027-01-01T00:00:00Z', 14, :now, pack FROM wave WHERE engagement_id = :e AND number = 1",
    "INSERT INTO reminder_day VALUES (900, 5)",
    "INSERT INTO reminder_round VALUES (1, -1, :now, 2)",
    "INSERT INTO questionnaire VALUES (901, 900, 1, 'Heads', 5, 1)",
    "INSERT INTO questionnaire_item SELECT 901, capability, question FROM questionnaire_item LIMIT 3",
    "INSERT INTO questionnaire_group VALUES (901, 503)",
    "INSERT INTO participant SELECT 902, 1, 71, id FROM questionnaire WHERE wave_id = 1",
    "INSERT INTO participant SELECT 903, 1, NULL, id FROM questionnaire WHERE wave_id = 1",
    "INSERT INTO participant VALUES (904, 900, 75, 901)",
    "INSERT INTO participant_answered VALUES (902)",
    "INSERT INTO participant SELECT 905, 1, NULL, id FROM questionnaire WHERE wave_id = 1",
    "INSERT INTO participant_removed VALUES (905)",
    "INSERT INTO participant_link VALUES (903, '" + "d" * 64 + "')",
    "INSERT INTO open_door SELECT 1, 'ABCDEFGH', id FROM questionnaire WHERE wave_id = 1",
    "INSERT INTO sheet_holder SELECT min(id), 902, 1 FROM sheet WHERE wave_id = 1",
    "INSERT INTO submission SELECT min(id), '2026-11-22T00:00:00Z' FROM sheet WHERE wave_id = 1",
    "INSERT INTO reason SELECT min(id), '" + CAPABILITY + "', 'Not ours' FROM sheet WHERE wave_id = 1",
    "INSERT INTO pick SELECT min(id), '" + CAPABILITY + "' FROM sheet WHERE wave_id = 1",
    "INSERT INTO device_save SELECT min(id), 'device-0001', 3, 7 FROM sheet WHERE wave_id = 1",
    "INSERT INTO settled_sheet SELECT min(id) FROM sheet WHERE wave_id = 1",
    "INSERT INTO picks_given SELECT min(id), 5 FROM sheet WHERE wave_id = 1",
    "INSERT INTO reason_given SELECT min(id), '" + CAPABILITY + "', 5 FROM sheet WHERE wave_id = 1",
    *SAID,
)
