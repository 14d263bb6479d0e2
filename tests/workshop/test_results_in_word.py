"""The blueprint over HTTP holds what consultants made of the results, as far as it may be told."""

from io import BytesIO

import pytest
from docx import Document
from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database

from tests.workshop.conftest import NOW
from tests.workshop.drafting import blueprint
from workshop.assessments.comments import store as comments
from workshop.assessments.comments.store import Rated, Words, Written
from workshop.assessments.store import latest_counted
from workshop.benchmarks.store import Entered, put_entered
from workshop.database import connect, write
from workshop.dossiers.results import comments_told, judgements_told
from workshop.engagements import store as engagements
from workshop.engagements.store import Engagement
from workshop.findings.store import OWN, Decided, put
from workshop.history.store import PROGRAM
from workshop.judgements.store import add_entry

FINDING = "Nobody owns <the> tools"
REASON = "There is a list, and nobody works by it."
COMMENT = "We buy the same tool twice."
WORDS = [Written(Words("comment", COMMENT)), Written(Words("reason", "No"))]


@pytest.fixture
def db(app: Flask, engagement: int):
    db = connect(app.config["DATABASE"])
    yield db
    db.close()


def words(app: Flask, client: FlaskClient, engagement: int) -> str:
    answer = blueprint(app, client, engagement)
    assert answer.status_code == 200
    body = Document(BytesIO(answer.data)).element.body
    paragraphs = ("".join(p.itertext("{*}t")) for p in body.iter("{*}p"))
    return "\n".join(paragraphs).replace("\u00a0", " ")


def stored(db: Database, number: int) -> Engagement:
    found = engagements.engagement(db, number)
    assert found is not None
    return found


def decide(db: Database, number: int, title: str, wave: int) -> None:
    decided = Decided(f"{OWN}:{title}", OWN, "", ("A2",), title, "", "", "", "accepted", wave=wave)
    put(db, number, decided, PROGRAM, NOW)


def test_the_document_holds_what_was_made_of_the_results(
    app: Flask, client: FlaskClient, engagement: int, db: Database
):
    wave = latest_counted(db, engagement)
    assert wave is not None
    before = words(app, client, engagement)
    with write(db):
        decide(db, engagement, FINDING, wave.number)
        decide(db, engagement, "Of a later wave", wave.number + 1)
        add_entry(
            db, engagement, capability="A2", kind="evidence", tenths=20, reason=REASON, evidence="",
            documents=[], wave_id=None, account_id=None, by="Ines Ortega", now=NOW,
        )  # fmt: skip
        put_entered(db, engagement, Entered("component", "A", 260, None, None, 14, "Survey", 2025, 2025))
        comments.take_up(db, wave.id, "A2", Rated(20, 0), WORDS)
    told = words(app, client, engagement)
    for each in (
        FINDING,
        REASON,
        f"“{COMMENT}”",
        "Others: 14 organisations, 2025, Survey",
        "How sound this is",
    ):
        assert each in told
    assert "Of a later wave" not in told
    for each in (FINDING, "Others:", "What people write", "On evidence"):
        assert each not in before


def test_words_wait_until_the_wave_has_closed(engagement: int, db: Database):
    wave = latest_counted(db, engagement)
    assert wave is not None
    with write(db):
        comments.take_up(db, wave.id, "A2", Rated(20, 0), WORDS)
    assert comments_told(db, wave) == {"A2": (COMMENT,)}
    with write(db):
        db.execute("DELETE FROM wave_closure")
        db.execute("DELETE FROM wave_seal")
    assert comments_told(db, wave) == {}


def test_judgements_carry_the_day_it_was_at_the_client(engagement: int, db: Database):
    wave = latest_counted(db, engagement)
    assert wave is not None
    late = NOW.replace(hour=23, minute=30)
    with write(db):
        add_entry(
            db, engagement, capability="A2", kind="target", tenths=35, reason=REASON, evidence="",
            documents=[], wave_id=None, account_id=None, by="Ines Ortega", now=late,
        )  # fmt: skip
        db.execute("UPDATE engagement SET time_zone = 'Asia/Tokyo'")
    told = judgements_told(db, stored(db, engagement), wave)
    assert told["A2"].target is not None
    assert told["A2"].target.at.date().day == NOW.day + 1
