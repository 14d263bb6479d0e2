"""How others do beside an engagement, for tests: figures to enter, and a pool to compare with."""

from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database
from werkzeug.test import TestResponse

from questionnaires.benchmark import Benchmark
from questionnaires.benchmark_pool import subjects
from tests.workshop import people, world
from tests.workshop.conftest import NOW
from workshop.assessments import store as assessments
from workshop.assessments.importing import import_engagement
from workshop.benchmarks.pool import store as pool
from workshop.benchmarks.pool.giving import Gift, give
from workshop.benchmarks.reading import benchmark_of
from workshop.database import connect, write
from workshop.engagements import store as engagements

AT = "/engagements/1/benchmark"
FIGURE = {
    "id": "capability:A1", "median": "2,85", "low": "2.1", "high": "3.6", "organisations": "24",
    "source": "Trade association", "years": "2023 to 2025",
}  # fmt: skip
ALIKE = {"sector": "banking", "size": "large", "region": "europe"}
GIFT = {"organisation": world.CLIENT, "agreed": "y", **ALIKE}


def others(db: Database, number: int = 1) -> Benchmark | None:
    found = engagements.engagement(db, number)
    assert found is not None
    return benchmark_of(db, found, world.pack())


def client_of(app: Flask, name: str, person: people.Person = people.INES) -> int:
    """Store an engagement that looks on and has no answers, and return its number."""
    db = connect(app.config["DATABASE"])
    try:
        owner = people.account(db, person).id
        with write(db):
            number = engagements.add_engagement(
                db, client=name, function_assessed="marketing operations", consultancy="", pack=world.PACK,
                now=NOW,
            )  # fmt: skip
            engagements.add_member(db, number, owner)
        return number
    finally:
        db.close()


def assessed_client(app: Flask, name: str, person: people.Person = people.INES) -> int:
    """Store an engagement with answers, and return its number."""
    db = connect(app.config["DATABASE"])
    try:
        return import_engagement(
            db, client=name, pack_name=world.PACK, data=world.spreadsheet(), file_name="a.csv", now=NOW,
            actor=people.actor(app, person),
        )  # fmt: skip
    finally:
        db.close()


def give_to_pool(app: Flask, number: int, name: str, person: people.Person, stays: bool = False) -> None:
    """Let an engagement give its results under a name."""
    db = connect(app.config["DATABASE"])
    try:
        found, wave = engagements.engagement(db, number), assessments.latest_counted(db, number)
        assert found is not None
        assert wave is not None
        gift = Gift(name, ALIKE, stays)
        key = app.config["SECRET_KEY"]
        give(db, found, wave, gift, key=key, actor=people.actor(app, person), now=NOW)
    finally:
        db.close()


def strangers(db: Database, many: int, first: int = 0, tenths: int = 30, sector: str = "retail") -> None:
    """Put results into the pool that no engagement here is known to have given."""
    with write(db):
        for each in range(first, first + many):
            pool.add_result(
                db, organisation=f"{each:064d}", pack_id=world.PACK, year=2025, quarter=1,
                likeness={**ALIKE, "sector": sector}, values=dict.fromkeys(subjects(world.pack()), tenths),
            )  # fmt: skip


def send(client: FlaskClient, path: str, **values: object) -> TestResponse:
    return client.post(f"{AT}{path}", data={"csrf_token": people.csrf(client), **values})
