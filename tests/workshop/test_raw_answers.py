"""Raw answers: after sealing, shuffled, nobody alone; with names where people agreed, never to sponsors."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database

from questionnaires.disclosure import gate
from questionnaires.reading import read_answers
from questionnaires.tally import count
from tests.workshop import people
from tests.workshop.conftest import NOW
from tests.workshop.launched import ITEMS, PACK, Launched, launched, put
from workshop.database import connect, write
from workshop.engagements.store import add_member
from workshop.history.store import PROGRAM
from workshop.sealing.raw import leaving, raw_answers
from workshop.sealing.sealing import seal
from workshop.waves import counting
from workshop.waves.counting.store import shown
from workshop.waves.store import add_questionnaire

LONG_AGO = NOW - timedelta(days=300)
CLOSED = LONG_AGO + timedelta(days=11)


@pytest.fixture
def db(app: Flask) -> Iterator[Database]:
    with closing(connect(app.config["DATABASE"])) as db:
        yield db


def mine(app: Flask, db: Database, made: Launched) -> FlaskClient:
    account = people.account(db, people.INES).id
    with write(db):
        add_member(db, made.engagement_id, account)
    return people.signed_in(app, people.INES)


def address(made: Launched, ending: str = "csv") -> str:
    return f"/engagements/{made.engagement_id}/waves/1/answers.{ending}"


def rows_of(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def test_a_confidential_wave_keeps_its_answers_until_it_is_sealed(app: Flask, db: Database) -> None:
    made = launched(db, 30, now=LONG_AGO)
    client = mine(app, db, made)
    for ending in ("csv", "xlsx"):
        refused = client.get(address(made, ending))
        assert (refused.status_code, refused.location) == (
            303,
            f"/engagements/{made.engagement_id}/waves/1/seal",
        )
    assert "They leave after sealing" in client.get(refused.location).text
    seal(db, made.wave, PROGRAM, CLOSED)
    for ending in ("csv", "xlsx"):
        answer = client.get(address(made, ending))
        assert answer.status_code == 200
        table = read_answers(answer.data, PACK)
        assert len(table.respondents) == 30
        assert table.comments == ()
        # What the file adds up to is what the pages show.
        own = counting.counted(db, made.wave, PACK)
        assert (count(table).codes[0, :, :2] == own.codes[0, :, :2]).all()
        assert (count(table).pairs[0] == own.pairs[0]).all()


def test_rows_tell_neither_who_nor_in_which_order(app: Flask, db: Database) -> None:
    made = launched(db, 40, now=LONG_AGO)
    with write(db):
        for place in range(40):
            put(made, place, *ITEMS[0], place % 5 + 1)
            put(made, place, *ITEMS[1], place // 5 % 5 + 1)
    seal(db, made.wave, PROGRAM, CLOSED)
    client = mine(app, db, made)
    first, second = (client.get(address(made)).data for _ in range(2))
    for word in ("Person", "alder.example", "remark", *made.labels):
        assert word not in first.decode()
    names = [f"{capability}.{question}" for capability, question in ITEMS[:2]]
    orders = [[tuple(row[name] for name in names) for row in rows_of(data)] for data in (first, second)]
    assert orders[0] != orders[1]
    assert Counter(orders[0]) == Counter(orders[1])
    assert [row["respondent"] for row in rows_of(first)][:2] == ["r001", "r002"]


def test_small_combinations_are_left_blank(app: Flask, db: Database) -> None:
    made = launched(db, 26, now=LONG_AGO)
    with write(db):
        db.execute(
            "UPDATE sheet_group SET value = 'Legal' WHERE group_column = 'function' AND sheet_id = ?",
            [made.sheets[0]],
        )
    seal(db, made.wave, PROGRAM, CLOSED)
    rows = rows_of(mine(app, db, made).get(address(made)).data)
    combinations = Counter((row["function"], row["seniority"]) for row in rows)
    assert min(combinations.values()) >= 5
    assert "Legal" not in {row["function"] for row in rows}
    assert len(combinations) > 1


def test_fewer_than_the_threshold_stay_here(app: Flask, db: Database) -> None:
    made = launched(db, 12, answering=4, now=LONG_AGO)
    seal(db, made.wave, PROGRAM, CLOSED)
    client = mine(app, db, made)
    answer = client.get(address(made))
    assert answer.status_code == 303
    assert "Fewer than 5 people answered" in client.get(answer.location).text


def test_what_people_were_asked_tells_nobody_apart(db: Database) -> None:
    """Two people were asked something else: their rows, and enough others with them, are left out."""
    made = launched(db, 20, now=LONG_AGO)
    with write(db):
        other = add_questionnaire(db, made.wave_id, "Short", ITEMS[:2])
        for place in (3, 4):
            sheet = made.sheets[place]
            db.execute("UPDATE sheet SET questionnaire_id = ? WHERE id = ?", [other, sheet])
    seal(db, made.wave, PROGRAM, CLOSED)
    raw = raw_answers(db, made.wave, PACK)
    assert (len(raw.rows), raw.left_out) == (0, 20)


def agree(made: Launched, *places: int) -> None:
    for place in places:
        made.db.execute("UPDATE sheet_holder SET named = 1 WHERE sheet_id = ?", [made.sheets[place]])


def test_a_named_wave_hands_out_the_names_of_those_who_agreed(app: Flask, db: Database) -> None:
    made = launched(db, 20, mode="named", now=LONG_AGO)
    with write(db):
        agree(made, 2, 4)
        db.execute("UPDATE person SET name = 'Person 2' WHERE id = ?", [made.people[4]])
    client = mine(app, db, made)
    refused = client.get(address(made))
    assert refused.status_code == 303, "somebody may still change their mind"
    assert "with the names of those who agreed" in client.get(refused.location).text
    seal(db, made.wave, PROGRAM, CLOSED)
    after = rows_of(client.get(address(made)).data)
    assert len(after) == 20
    assert [row["respondent"] for row in after[:2]] == ["Person 2", "Person 2 (2)"]
    assert all(row["respondent"].startswith("r0") for row in after[2:])
    assert "remark" not in str(after)


@pytest.mark.parametrize("silent", [1, 4, 9])
def test_the_few_who_did_not_agree_cannot_be_worked_out(db: Database, silent: int) -> None:
    """Figures less the answers with a name are about nobody else, or about five people or more."""
    made = launched(db, 30, mode="named", now=LONG_AGO)
    with write(db):
        for place in range(30):
            for capability, question in ITEMS:
                put(made, place, capability, question, 1 + (place + len(capability)) % 5)
        agree(made, *range(silent, 30))
    seal(db, made.wave, PROGRAM, CLOSED)
    found, tally = leaving(db, made.wave, PACK), shown(db, made.wave_id)
    assert found.named, "most of them leave"
    assert tally is not None
    held = gate(tally[0], made.wave.threshold)
    for row, (column, value) in enumerate(tally[0].sets):
        known = [each for each in found.named if not row or each.groups.get(column) == value]
        for place, capability in enumerate(tally[0].capabilities):
            for number, question in enumerate(("current", "target")):
                if held.levels[row, place, number]:
                    given = sum((capability, question) in each.codes for each in known)
                    left = tally[0].ratings[row, place, number] - given
                    assert left == 0 or left >= made.wave.threshold


def test_sponsors_and_others_find_nothing(app: Flask, db: Database) -> None:
    made = launched(db, 20, now=LONG_AGO)
    seal(db, made.wave, PROGRAM, CLOSED)
    lars = people.account(db, people.LARS).id
    with write(db):
        db.execute("INSERT INTO sponsorship VALUES (?, ?)", [lars, made.engagement_id])
    for who, code in ((people.LARS, 404), (people.TOM, 404), (None, 404), (people.ADA, 200)):
        visitor = people.signed_in(app, who)
        assert visitor.get(address(made)).status_code == code
        assert visitor.get(address(made).replace("answers.csv", "seal")).status_code == code


def test_names_that_look_like_formulas_stay_text(app: Flask, db: Database) -> None:
    made = launched(db, 20, mode="named", now=LONG_AGO)
    with write(db):
        agree(made, 0)
        db.execute("UPDATE person SET name = '=HYPERLINK(1)' WHERE id = ?", [made.people[0]])
    seal(db, made.wave, PROGRAM, CLOSED)
    client = mine(app, db, made)
    assert rows_of(client.get(address(made)).data)[0]["respondent"] == "'=HYPERLINK(1)"
