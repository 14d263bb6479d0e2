"""What other pages tell of a wave that runs: overview, assessment, results; to consultants and sponsors."""

import re
from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database

from tests.workshop.people import LARS, account, signed_in
from tests.workshop.running_waves import Running, answer, running, with_owner
from workshop.assessments.store import release, released
from workshop.database import connect, write
from workshop.waves import counting
from workshop.waves import store as waves
from workshop.waves.packs import decoded_pack


@pytest.fixture
def found(app: Flask, client: FlaskClient) -> Running:
    with_owner(app)
    return running(app, functions={"Marketing": 14, "Sales": 8})


@pytest.fixture
def db(app: Flask):
    db = connect(app.config["DATABASE"])
    yield db
    db.close()


@pytest.fixture
def lars(app: Flask, found: Running, db: Database) -> FlaskClient:
    """The sponsor's browser."""
    who = account(db, LARS)
    with write(db):
        db.execute("INSERT INTO sponsorship VALUES (?, ?)", [who.id, found.engagement])
    return signed_in(app, LARS)


def home(found: Running) -> str:
    return f"/engagements/{found.engagement}"


def do(db: Database, found: Running, names, level: int = 3) -> None:
    with write(db):
        for name in names:
            answer(db, found, name, level)
        wave = waves.wave_by_id(db, found.wave)
        assert wave is not None
        counting.count_if_due(db, wave, datetime.now(UTC))


def close(db: Database, found: Running) -> None:
    with write(db):
        waves.record_closure(db, found.wave, None, datetime.now(UTC))
        wave = waves.wave_by_id(db, found.wave)
        assert wave is not None
        counting.recount(db, wave, decoded_pack(db, found.wave), datetime.now(UTC))


def test_the_overview_leads_to_the_reminder_and_tells_the_days_ahead(client, found, db):
    do(db, found, [f"Marketing {n}" for n in range(7)])
    page = client.get(home(found)).text.replace("\xa0", " ")
    assert "The assessment is open." in page
    assert "7 of 22 people have finished." in page
    assert "Remind the 15 people who have not finished." in page
    assert "Assessment closes" in page
    assert "seals itself" in page
    assert client.get(f"{home(found)}/waves", follow_redirects=True).status_code == 200
    close(db, found)
    assert "Seal wave 1." in client.get(home(found)).text


def test_a_sponsor_is_told_in_steps_and_of_nobody(lars, found, db):
    do(db, found, [f"Marketing {n}" for n in range(7)])
    page = lars.get(home(found)).text.replace("\xa0", " ")
    assert "At least 5 of 22 people have finished." in page
    assert not re.search(r"\b7 of\b|\b7 answered\b", page)
    assert "Marketing 0" not in page
    assessment = lars.get(f"{home(found)}/assessment").text
    assert "7 of" not in assessment
    assert found.home not in assessment
    do(db, found, [f"Marketing {n}" for n in range(7, 9)])
    later = lars.get(home(found)).text.replace("\xa0", " ")
    # Above it stands the token of a form, another one each second.
    assert later.split("<main", 1)[1] == page.split("<main", 1)[1], "nothing moves before five more finished"


def test_a_sponsor_is_told_in_steps_until_results_are_released(lars, found, db):
    do(db, found, [f"Marketing {n}" for n in range(12)])
    close(db, found)
    page = lars.get(home(found)).text.replace("\xa0", " ")
    assert "At least 10 of 22 have finished." in page
    assert "at least 10 of 22" in lars.get(f"{home(found)}/assessment").text.replace("\xa0", " ")
    assert not re.search(r"12 of|>12<|12 (people|have)", page)
    with write(db):
        release(db, found.wave, 1, datetime.now(UTC))
    page = lars.get(home(found)).text.replace("\xa0", " ")
    assert "12 of 22 have finished" in page
    assert "least" not in page
    assert "; 12 of" not in lars.get(f"{home(found)}/assessment").text
    assert ">12 of 22" in lars.get(f"{home(found)}/assessment").text.replace("\xa0", " ")


def test_results_of_an_open_wave_say_so_and_hold_the_latest_back(client, found, db):
    do(db, found, [f"Marketing {n}" for n in range(9)])
    assert client.get(f"{home(found)}/results").status_code == 404
    do(db, found, ["Marketing 9"])
    page = client.get(f"{home(found)}/results").text
    assert "Wave 1 is open." in page
    assert "rest on 5 people" in page
    assert client.get(f"{home(found)}/scores.json").get_json()["respondents"] == 5
    before = client.get(f"{home(found)}/scores.json").data
    do(db, found, [f"Sales {n}" for n in range(4)], level=1)
    assert client.get(f"{home(found)}/scores.json").data == before
    close(db, found)
    page = client.get(f"{home(found)}/results").text
    assert "is open" not in page
    assert client.get(f"{home(found)}/scores.json").get_json()["respondents"] == 14


def test_nothing_of_an_open_wave_is_released(client, token, lars, found, db):
    do(db, found, [f"Marketing {n}" for n in range(12)])
    sent = {"csrf_token": token, "wave": "1"}
    told = client.post(f"{home(found)}/releases", data=sent, follow_redirects=True)
    assert "Nothing was released" in told.text
    assert not released(db, found.wave)
    close(db, found)
    assert lars.get(f"{home(found)}/results").status_code == 404
    assert client.post(f"{home(found)}/releases", data=sent).status_code == 303
    assert lars.get(f"{home(found)}/results").status_code == 200


def test_a_later_wave_does_not_take_released_results_away(app, client, token, lars, found, db):
    do(db, found, [f"Marketing {n}" for n in range(12)])
    close(db, found)
    with write(db):
        release(db, found.wave, 1, datetime.now(UTC))
        later = waves.add_wave(
            db, found.engagement, decoded_pack(db, found.wave), threshold=5, now=datetime.now(UTC)
        )
        waves.record_launch(db, later, None, datetime.now(UTC))
        waves.record_closure(db, later, None, datetime.now(UTC))
        wave = waves.wave_by_id(db, later)
        assert wave is not None
        counting.recount(db, wave, decoded_pack(db, later), datetime.now(UTC))
    assert "Results of wave 2" in client.get(f"{home(found)}/results").text
    assert "Results of wave 1" in lars.get(f"{home(found)}/results").text


def test_the_assessment_page_leads_to_every_wave(client, found, db):
    page = client.get(f"{home(found)}/assessment").text
    assert "The assessment is open." in page
    assert f'href="{found.home}"' in page
    assert "Plan the next wave" not in page
    close(db, found)
    assert "Plan the next wave" in client.get(f"{home(found)}/assessment").text
