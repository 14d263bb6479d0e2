"""What a count keeps apart: the answers of a file from those given here, and who picked what."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import numpy as np
import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from questionnaires.answers import QUESTIONS
from questionnaires.refreshing import next_shown, refreshed
from questionnaires.scores import HIDDEN, Picked
from questionnaires.scoring import score
from questionnaires.tally import CHOSE, OFFERED, PICKED, Tally
from tests.questionnaires.samples import ONE, TWO, current_only
from tests.workshop.running_waves import Running, answer, running, with_owner
from tests.workshop.test_counting import NOW, fill, launched, submit
from workshop.assessments.importing import import_beside
from workshop.assessments.store import latest_counted
from workshop.database import connect, write
from workshop.history.store import PROGRAM
from workshop.waves import counting
from workshop.waves import store as waves
from workshop.waves.packs import decoded_pack
from workshop.waves.store import Wave

FILE = b"respondent,P1.current\n" + b"".join(b"p%d,5\n" % each for each in range(6))


@pytest.fixture
def db(app: Flask):
    db = connect(app.config["DATABASE"])
    yield db
    db.close()


def scores(db: Database, wave: Wave):
    held = latest_counted(db, wave.engagement_id)
    assert held is not None
    return score(held.pack, held.tally, held.threshold)


def closed(db: Database, wave: Wave, now: datetime) -> Wave:
    with write(db):
        waves.record_closure(db, wave.id, None, now)
        found = waves.wave_by_id(db, wave.id)
        assert found is not None
        counting.recount(db, found, decoded_pack(db, wave.id), now)
    return found


def test_answers_of_a_file_do_not_expose_the_few_who_answered_here(db: Database):
    with write(db):
        wave = launched(db, ONE)
        fill(db, wave, current_only([1, 2]))
    wave = closed(db, wave, NOW + timedelta(days=1))
    import_beside(db, wave, PROGRAM, data=FILE, file_name="a.csv", now=NOW + timedelta(days=2))
    tally = latest_counted(db, wave.engagement_id).tally
    assert (tally.people[0], tally.filed_people[0]) == (8, 6)
    assert scores(db, wave).capabilities["P1"].current is HIDDEN


def test_answers_of_a_file_alone_and_beside_enough_are_shown(db: Database):
    for here, expected in ((0, 6), (5, 11)):
        with write(db):
            wave = launched(db, ONE)
            fill(db, wave, current_only([1] * here or [0]))
        import_beside(db, wave, PROGRAM, data=FILE, file_name="a.csv", now=NOW)
        wave = closed(db, wave, NOW + timedelta(days=1))
        assert scores(db, wave).capabilities["P1"].current.n == expected


def test_who_comes_after_a_file_waits_until_they_are_enough(db: Database):
    with write(db):
        wave = launched(db, ONE)
        fill(db, wave, current_only([3] * 5))
    import_beside(db, wave, PROGRAM, data=FILE, file_name="a.csv", now=NOW)
    wave = closed(db, wave, NOW + timedelta(days=1))
    for more, expected in ((1, 11), (4, 16)):
        with write(db):
            fill(db, wave, current_only([1] * more))
        # A further file does not make up for them.
        import_beside(db, wave, PROGRAM, data=FILE, file_name="b.csv", now=NOW + timedelta(days=2))
        assert scores(db, wave).capabilities["P1"].current.n == expected + (12 if more == 4 else 0)


def test_a_count_is_stored_with_what_it_keeps_apart(db: Database):
    with write(db):
        wave = launched(db, ONE)
        picking(db, wave, ONE, [{"P1"}, set()])
    import_beside(db, wave, PROGRAM, data=FILE, file_name="a.csv", now=NOW)
    tally = counting.counted(db, wave, ONE)
    again = Tally.from_json(tally.as_json())
    for name in ("filed_people", "filed", "picks"):
        np.testing.assert_array_equal(getattr(again, name), getattr(tally, name))
    assert tally.filed[0, 0].tolist() == [6, 0, 0, 0, 6, 0, 0]
    older = Tally.from_json(tally.as_json().split(b',"filed_people"')[0] + b"}")
    assert not older.picks.any()
    assert not older.filed.any()


def picking(db: Database, wave: Wave, pack, chosen: list[set[str]], *, asked=None, at=NOW) -> None:
    """Store people who picked these; `asked` are the capabilities of their questionnaire, none of all."""
    items = [(each, "current") for each in asked or ()]
    questionnaire = waves.add_questionnaire(db, wave.id, "Picks", items, picks=2)
    for picks in chosen:
        holder = waves.add_participant(db, wave.id, None, questionnaire)
        sheet = waves.add_sheet(db, wave.id, questionnaire, {}, holder=holder)
        for each in picks:
            db.execute("INSERT INTO pick VALUES (:sheet, :each)", {"sheet": sheet, "each": each})
        submit(db, sheet, at)


def test_picks_are_counted_among_those_who_could_and_did_pick(db: Database):
    first, second, *rest = (each.id for each in TWO.capabilities)
    with write(db):
        wave = launched(db, TWO)
        picking(db, wave, TWO, [{first}, {first, second}, set()], asked=[first, second])
        picking(db, wave, TWO, [{first}, {second}, {rest[0]}, set()])
    tally = counting.counted(db, wave, TWO)
    told = dict(zip(tally.capabilities, tally.picks.tolist(), strict=True))
    assert told[first] == [7, 5, 3]
    assert told[second] == [7, 5, 2]
    assert told[rest[0]] == [4, 3, 1]
    found = score(TWO, tally, 5).capabilities
    assert found[first].picked == Picked(5, 3)
    assert found[rest[0]].picked is HIDDEN


def test_who_was_not_asked_to_pick_has_no_picks(db: Database):
    with write(db):
        wave = launched(db, ONE)
        fill(db, wave, current_only([3] * 6))
    assert score(ONE, counting.counted(db, wave, ONE), 5).capabilities["P1"].picked is None


def of_picks(offered: int, chose: int, picked: int) -> Tally:
    sets, shape = (("", ""),), (1, 1, len(QUESTIONS), 8)
    none = np.zeros(1, dtype=np.int64)
    picks = np.array([[offered, chose, picked]], dtype=np.int64)
    return Tally(
        ("P1",), sets, none, np.zeros(shape, dtype=np.int64), np.zeros((1, 1, 5, 5), dtype=np.int64),
        np.ones((1, len(QUESTIONS)), dtype=bool), picks=picks,
    )  # fmt: skip


numbers = st.integers(0, 12)


@given(one=numbers, more=numbers, last=numbers)
def test_picks_are_taken_up_in_steps_too(one: int, more: int, last: int) -> None:
    first, then = of_picks(40, one, one), of_picks(40, one + more, one)
    every = of_picks(40, one + more + last, one)
    shown = next_shown(None, first, then, 5)
    assert shown.picks[0, CHOSE] == (one if more >= 5 else 0)
    again = next_shown(shown, then, every, 5)
    steps = [0, *(int(each.picks[0, CHOSE]) for each in (shown, again, refreshed(again, every, 5)))]
    assert all(after == before or after - before >= 5 for before, after in pairwise(steps)
               if before)  # fmt: skip
    assert {int(each.picks[0, OFFERED]) for each in (shown, again)} == {40}
    assert all(each.picks[0, PICKED] <= each.picks[0, CHOSE] for each in (shown, again))


@pytest.fixture
def found(app: Flask, client: FlaskClient) -> Running:
    with_owner(app)
    return running(app, functions={"Marketing": 8})


def pick(db: Database, found: Running, names: list[str], capability: str) -> None:
    with write(db):
        db.execute("UPDATE questionnaire SET picks = 2 WHERE id = :id", {"id": found.questionnaire})
        for name in names:
            values = {"sheet": found.sheets[name], "capability": capability}
            db.execute("INSERT INTO pick VALUES (:sheet, :capability)", values)


def test_pages_and_json_tell_what_was_picked_and_hide_it_of_few(
    app: Flask, client: FlaskClient, found: Running, db: Database
) -> None:
    everyone = [f"Marketing {place}" for place in range(8)]
    with write(db):
        for name in everyone:
            answer(db, found, name)
    pick(db, found, everyone[:4], "A1")
    wave = waves.wave_by_id(db, found.wave)
    assert wave is not None
    closed(db, wave, datetime.now(UTC))
    home = f"/engagements/{found.engagement}"
    page = client.get(f"{home}/results").text
    assert "Hidden where fewer than 5 people picked." in page
    assert "4</b> of" not in page
    assert client.get(f"{home}/scores.json").get_json()["capabilities"]["A1"]["picked"] == {"shown": False}
    assert "Picked as" not in client.get(f"{home}/capabilities/A1").text
    pick(db, found, everyone[4:], "B1")
    closed(db, wave, datetime.now(UTC))
    page = client.get(f"{home}/results").text
    assert page.count("<b>4</b> of 8") == 2
    told = client.get(f"{home}/scores.json").get_json()["capabilities"]
    assert told["A1"]["picked"] == {"n": 8, "people": 4, "share": 0.5}
    assert told["A2"]["picked"] == {"n": 8, "people": 0, "share": 0}
    assert "50%<small>4 of 8 who picked" in client.get(f"{home}/capabilities/A1").text
