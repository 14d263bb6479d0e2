"""What is kept between pages and never told too late: scores, and what worksheets say."""

from dataclasses import replace
from datetime import timedelta
from unittest.mock import patch

from flask import Flask
from flask.testing import FlaskClient

from questionnaires.tally import count
from questionnaires.weights import own
from tests.workshop import people, world
from tests.workshop.at_the_grid import begun, cell, hand
from tests.workshop.conftest import NOW
from workshop.assessments import scored as room
from workshop.assessments.scored import scored
from workshop.assessments.store import latest_counted, store_tally
from workshop.commands.bench_figures import made_up
from workshop.database import connect, database, write
from workshop.engagements import store as engagements
from workshop.facts.reading import Read, read


def test_the_same_count_is_scored_once_and_another_one_anew(app: Flask, engagement: int) -> None:
    db = connect(app.config["DATABASE"])
    found = latest_counted(db, engagement)
    again = latest_counted(db, engagement)
    assert found is not None
    assert again is not None
    first = scored(found)
    with patch.object(room, "score", side_effect=AssertionError("it is kept")):
        assert scored(again) is first
    pack = found.pack
    weights = own(pack, {pack.components[0].id: 9.0}, {}, "It leads")
    assert scored(found, weights).weights == weights
    assert scored(replace(found, threshold=7)).threshold == 7
    assert scored(found) is first
    with write(db):
        store_tally(db, found.id, count(made_up(pack, 30)), NOW)
    counted = latest_counted(db, engagement)
    db.close()
    assert counted is not None
    assert scored(counted).respondents == 30
    assert first.respondents == len(list(world.everyone()))


def test_a_page_tells_of_the_latest_count(app: Flask, client: FlaskClient, engagement: int) -> None:
    address = f"/engagements/{engagement}/results"
    before = client.get(address).text
    db = connect(app.config["DATABASE"])
    found = latest_counted(db, engagement)
    assert found is not None
    with write(db):
        store_tally(db, found.id, count(made_up(found.pack, 40)), NOW)
    db.close()
    after = client.get(address).text
    assert "40 people" in after
    assert before != after


def test_what_a_worksheet_says_follows_each_change(app: Flask) -> None:
    number = begun(app)
    tools = hand(app, people.INES, number)

    def told(days: int = 0) -> Read:
        with app.app_context():
            found = engagements.engagement(database(), number)
            assert found is not None
            return read(database(), found, NOW.date() + timedelta(days=days))[0]

    assert told().rows == 0
    tools.save(cell("tool", "Mailer"), name="save-the-first")
    one = told()
    assert one.rows == 1
    assert told() is one
    assert told(days=1) is not one
    tools.save({"row": "b" * 16, "do": "add"}, cell("tool", "Planner", row="b" * 16), name="save-the-next")
    assert told().rows == 2
