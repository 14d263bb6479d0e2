"""The threshold against somebody who keeps all that was ever shown, and solves for what few people said."""

import random
import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import Any
from zipfile import ZipFile, is_zipfile

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.workshop import people
from tests.workshop.attacked import Attacked, lived, on
from tests.workshop.attacker import CAPABILITIES, QUESTIONS
from tests.workshop.furnished import Place, furnished
from tests.workshop.test_access import TABLE, release_all
from workshop import create_app
from workshop.assessments import store
from workshop.assessments.capabilities import SORTS
from workshop.assessments.importing import import_beside
from workshop.database import connect, write
from workshop.history.store import PROGRAM
from workshop.waves import counting
from workshop.waves.store import wave_by_id as waves_by_id

_TOKENS = re.compile(r"I[\w-]{20,}\.[\w-]{6}\.[\w-]{20,}")
_TIMES = re.compile(rb"\d{4}-\d\d-\d\dT[\d:.]+Z?")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return furnished(create_app(tmp_path_factory.mktemp("attacked"), testing=True))


@pytest.mark.parametrize("seed", [0, 1, 5, 8, 9, 11, 218])
def test_nothing_ever_follows_about_few_people(
    app: Flask, client: FlaskClient, token: str, seed: int
) -> None:
    """Each of these waves once gave somebody away."""
    wave = on(app, client, token)
    lived(wave, random.Random(seed))
    wave.db.close()
    assert wave.solved() == []


def closed(wave: Attacked, people: int = 6) -> None:
    """Let people of two functions answer, and close the wave."""
    for place in range(2 * people):
        who = wave.join({"function": "AB"[place % 2], "seniority": "X"})
        for number, (capability, question) in enumerate(product(CAPABILITIES, QUESTIONS)):
            wave.say(who, capability, question, 1 + (place + number) % 4)
    wave.close()


def scores(wave: Attacked) -> Any:
    return wave.client.get(f"{wave.home}/scores.json").get_json()


def test_who_changes_their_mind_after_the_close_is_not_seen(
    app: Flask, client: FlaskClient, token: str
) -> None:
    wave = on(app, client, token)
    closed(wave)
    before = scores(wave)
    for code in (5, 7, 0):
        wave.reopen()
        wave.say(0, "A1", "current", code)
        wave.close()
        assert scores(wave)["capabilities"]["A1"] == before["capabilities"]["A1"]
        assert scores(wave)["groups"] == before["groups"]
    wave.db.close()


def test_a_file_does_not_show_who_changed_their_mind(app: Flask, client: FlaskClient, token: str) -> None:
    wave = on(app, client, token)
    closed(wave)
    before = scores(wave)["capabilities"]
    wave.reopen()
    wave.say(0, "A1", "current", 5)
    wave.close()
    data = b"respondent,A1.current,B1.current\n" + b"".join(b"p%d,3,3\n" % each for each in range(6))
    found = waves_by_id(wave.db, wave.wave)
    assert found is not None
    import_beside(wave.db, found, PROGRAM, data=data, file_name="a.csv", now=datetime.now(UTC))
    now = scores(wave)["capabilities"]
    assert now["A1"]["current"] == before["A1"]["current"]
    assert now["B1"]["current"]["n"] == before["B1"]["current"]["n"] + 6
    wave.db.close()


def test_one_more_who_answers_all_alike_is_not_seen(app: Flask, client: FlaskClient, token: str) -> None:
    wave = on(app, client, token)
    for _ in range(4):
        who = wave.join({"function": "A", "seniority": "X"})
        for capability, question in product(CAPABILITIES, QUESTIONS):
            wave.say(who, capability, question, 2)
    closed(wave)
    assert scores(wave)["soundness"]["straight_lining"]["people"] == 4
    wave.reopen()
    who = wave.join({"function": "B", "seniority": "X"})
    for capability, question in product(CAPABILITIES, QUESTIONS):
        wave.say(who, capability, question, 5)
    wave.close()
    assert scores(wave)["soundness"]["straight_lining"]["people"] == 4
    wave.db.close()


def told(client: FlaskClient, address: str) -> object:
    """Return what an address tells, without what is new each time."""
    if "/answers." in address:  # in an order of chance, in which people are numbered
        rows = client.get(address.rsplit(".", 1)[0] + ".csv", buffered=True).text.splitlines()
        return sorted(each.partition(",")[2] for each in rows)
    answer = client.get(address, buffered=True)
    if answer.mimetype.startswith("image/"):
        return answer.data
    if not is_zipfile(BytesIO(answer.data)):  # a page, or what stands in for an issued document
        return answer.status_code, _TOKENS.sub("", answer.text)
    with ZipFile(BytesIO(answer.data)) as parcel:
        return {name: _TIMES.sub(b"", parcel.read(name)) for name in parcel.namelist()}


def swapped(folder: Path) -> Flask:
    """Return the app over a place in which two people of hidden groups have given each other's answers."""
    app = create_app(folder, testing=True)
    db = connect(app.config["DATABASE"])
    one, other = (
        db.execute(
            """
            SELECT min(sheet_id) FROM sheet_group JOIN sheet ON sheet.id = sheet_id
            JOIN wave ON wave.id = wave_id WHERE engagement_id = 1 AND value = :value""",
            {"value": value},
        ).fetchone()[0]
        for value in ("Finance", "Product")
    )
    wave = store.latest_counted(db, 1)
    assert wave is not None
    with write(db):
        for old, new in ((one, -1), (other, one), (-1, other)):
            db.execute("PRAGMA defer_foreign_keys = ON")
            db.execute("UPDATE answer SET sheet_id = :new WHERE sheet_id = :old", {"new": new, "old": old})
        before, after = wave.tally, counting.counted(db, waves_by_id(db, wave.id), wave.pack)
        assert (before.codes != after.codes).any()
        store.store_tally(db, wave.id, after, datetime.now(UTC))
    db.close()
    return app


@pytest.mark.parametrize("who", [people.INES, people.LARS], ids=lambda each: each.name)
def test_no_page_depends_on_what_is_hidden(place: Place, tmp_path: Path, who: people.Person) -> None:
    apps = [
        create_app(shutil.copytree(place.folder, tmp_path / "one"), testing=True),
        swapped(shutil.copytree(place.folder, tmp_path / "other")),
    ]
    for app in apps:
        release_all(app)
    clients = [people.signed_in(app, who) for app in apps]
    for address in addresses(place):
        one, other = (told(client, address) for client in clients)
        assert one == other, address
    for app in apps:
        app.extensions["connections"].close_here()


def addresses(place: Place) -> Iterator[str]:
    """Yield every address of the engagement that can be read, and what those of results may be asked."""
    home = "/engagements/1"
    for line in TABLE.strip().splitlines():
        method, rule, _ = line.split(maxsplit=2)
        # A new row of a worksheet has a key of chance, and nothing to do with answers.
        if method == "GET" and rule.startswith("/engagements/<engagement_id>") and "/new" not in rule:
            yield re.sub(r"<(\w+)>", lambda hole: place.values[hole[1]], rule)
    for sort, direction in product(SORTS, ("up", "down")):
        yield f"{home}/capabilities?sort={sort}&direction={direction}"
    for by, order in product(("function", "seniority"), ("", "apart")):
        yield f"{home}/comparison?by={by}&order={order}&one=Finance&other=Product"
    for group, sort in product(range(4), SORTS):
        yield f"{home}/capabilities?group={group}&sort={sort}"
    for question in ("today", "wanted", "importance"):
        yield f"{home}/capabilities/A1?question={question}"
