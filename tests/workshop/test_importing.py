"""A spreadsheet becomes an engagement: whole, or not at all."""

import re
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database

from questionnaires.answers import QUESTIONS
from questionnaires.reading import AnswerFaults
from tests.workshop import world
from tests.workshop.conftest import NOW, add
from workshop.assessments import store
from workshop.database import connect
from workshop.engagements.store import find_engagement


@pytest.fixture
def db(app: Flask):
    db = connect(app.config["DATABASE"])
    yield db
    db.close()


def rows(db: Database, table: str) -> int:
    return db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def test_the_stored_answers_add_up_to_the_stored_tally(engagement: int, db: Database) -> None:
    wave = store.latest_counted(db, engagement)
    assert wave is not None
    assert wave.pack == world.pack()
    assert (wave.number, wave.threshold, wave.assessed_at) == (1, 5, NOW)
    counted = {
        (row["capability"], row["question"], row["code"]): row["people"]
        for row in db.query(
            "SELECT capability, question, code, count(*) AS people FROM answer GROUP BY 1, 2, 3"
        )
    }
    for place, capability in enumerate(wave.tally.capabilities):
        for asked, question in enumerate(QUESTIONS):
            for code in range(1, 8):
                people = wave.tally.codes[0, place, asked, code]
                assert counted.get((capability, question, code), 0) == people
    assert rows(db, "questionnaire_item") == len(wave.tally.capabilities) * 3
    assert rows(db, "sheet") == wave.tally.people[0] == 23
    assert rows(db, "sheet_group") == 23


def test_labels_of_the_file_are_not_stored(engagement: int, app: Flask) -> None:
    folder = app.config["DATA_FOLDER"]
    kept = b"".join(path.read_bytes() for path in folder.glob("workshop.db*"))
    assert b"person-1" not in kept


def test_comments_blanks_and_columns_that_are_absent_are_kept_apart(app: Flask, db: Database) -> None:
    data = b"respondent,A1.current,A1.comment,A2.current\na,NA,We should,\nb,DK,,3\n"
    add(app, "B", data)
    answers = list(db.query("SELECT capability, code FROM answer ORDER BY capability, code"))
    assert answers == [
        {"capability": "A1", "code": 6},
        {"capability": "A1", "code": 7},
        {"capability": "A2", "code": 3},
    ]
    assert [row["text"] for row in db.query("SELECT text FROM comment")] == ["We should"]
    assert rows(db, "questionnaire_item") == 2


def test_a_client_is_found_again(engagement: int, db: Database) -> None:
    assert find_engagement(db, f" {world.CLIENT} ") == engagement
    assert find_engagement(db, "Nobody") is None


def test_a_faulty_file_stores_nothing(app: Flask, db: Database) -> None:
    with pytest.raises(AnswerFaults):
        add(app, "B", b"respondent,A1.current\na,9\n")
    assert rows(db, "engagement") == rows(db, "wave") == 0


def send(
    browser: FlaskClient, engagement: int, token: str, data: bytes, threshold: str = "5", asked: str = ""
):
    form = {"csrf_token": token, "threshold": threshold, "asked": asked}
    form["answers"] = (BytesIO(data), "answers.csv")
    return browser.post(f"/engagements/{engagement}/assessment", data=form)


def test_the_form_makes_the_next_wave(client: FlaskClient, engagement: int, token: str, db: Database) -> None:
    answer = send(client, engagement, token, world.spreadsheet(), threshold="4")
    assert answer.status_code == 303
    assert "Results of wave 2" in client.get(answer.location).text
    waves = [(row["number"], row["threshold"]) for row in db.query("SELECT number, threshold FROM wave")]
    assert waves == [(1, 5), (2, 4)]
    assert "imported the answers of 23 people" in client.get(f"/engagements/{engagement}/history").text


def test_a_file_of_those_who_answered_says_how_many_were_asked(
    client: FlaskClient, engagement: int, token: str, db: Database
) -> None:
    answer = send(client, engagement, token, world.spreadsheet(), asked="30")
    assert answer.status_code == 303
    assert "23 of 30 people answered" in client.get(answer.location).text
    assert client.get(f"/engagements/{engagement}/scores.json").get_json()["soundness"]["asked"] == 30
    history = client.get(f"/engagements/{engagement}/history").text
    assert "imported the answers of 23 people, of 30 asked" in history
    for fewer, fault in (
        ("22", "There are 23 rows, each for one person asked: give 23 or more, or leave it out."),
        ("0", "Give a whole number from 1 to 1000000."),
        ("9" * 40, "Give a whole number from 1 to 1000000."),
        ("some", "Give a whole number from 1 to 1000000."),
    ):
        answer = send(client, engagement, token, world.spreadsheet(), asked=fewer)
        assert answer.status_code == 422
        assert fault in answer.text
        assert f'value="{fewer}"' in answer.text
    assert rows(db, "wave") == 2


def test_every_fault_is_listed(client: FlaskClient, engagement: int, token: str, db: Database) -> None:
    data = b"respondent,A1.current,Z9.target\na,9,1\na,2,1\n"
    answer = send(client, engagement, token, data, threshold="7")
    assert answer.status_code == 422
    assert 'value="7"' in answer.text
    assert len(re.findall(r'<td class="cell-bad"[^>]*>', answer.text)) == 3
    assert "Nothing was stored" in answer.text
    assert rows(db, "wave") == 1


def test_a_file_is_required(client: FlaskClient, engagement: int, token: str) -> None:
    answer = client.post(f"/engagements/{engagement}/assessment", data={"csrf_token": token})
    assert answer.status_code == 422
    assert "Choose the spreadsheet" in answer.text
    assert 'aria-invalid="true"' in answer.text
