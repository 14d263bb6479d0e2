"""The firm's own pool: who is in it, what it shows of others, and whom it gives away: nobody."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database

from tests.workshop import people, world
from tests.workshop.compared import (
    AT,
    FIGURE,
    GIFT,
    assessed_client,
    client_of,
    give_to_pool,
    others,
    send,
    strangers,
)
from tests.workshop.conftest import NOW
from workshop.benchmarks.pool import store as pool
from workshop.benchmarks.pool.giving import withdraw
from workshop.database import connect, write
from workshop.engagements import store as engagements
from workshop.history.store import entries
from workshop.migrations import pooled


@pytest.fixture
def db(app: Flask, engagement: int) -> Iterator[Database]:
    db = connect(app.config["DATABASE"])
    yield db
    db.close()


def test_giving_asks_for_consent_and_is_withdrawn(app: Flask, client: FlaskClient, db: Database) -> None:
    answer = send(client, "/share", organisation="", sector="nonsense")
    assert answer.status_code == 422
    for said in ("Name the organisation", "Choose its sector", "Choose its size", "Ask the client first"):
        assert said in answer.text
    assert pool.organisations(db) == 0
    assert send(client, "/share", **GIFT).status_code == 303
    assert send(client, "/share", **GIFT).status_code == 303
    assert pool.organisations(db) == 1, "a second time takes the place of the first"
    assert "Wave 1 is in it since" in client.get(AT).text
    text = " ".join(
        str(row) for name in ("pool_result", "pool_value") for row in db.query(f"SELECT * FROM {name}")
    )
    assert world.CLIENT not in text
    assert "2026" in text
    assert send(client, "/withdraw").status_code == 303
    assert send(client, "/withdraw").status_code == 303
    assert pool.organisations(db) == 0
    deeds = [each.deed for each in entries(db, 1)]
    assert deeds.count("gave wave 1 to the pool of organisations") == 2
    assert deeds.count("withdrew from the pool of organisations") == 1


def test_five_others_make_a_median_and_the_client_is_none_of_them(app: Flask, db: Database) -> None:
    strangers(db, 4)
    give_to_pool(app, 1, world.CLIENT, people.INES)
    assert others(db) is None, "four others"
    assert others(db, client_of(app, "Birch Foods", people.TOM)) is not None, "five for someone else"
    withdraw_all(app, db)
    strangers(db, 5, first=10)
    give_to_pool(app, 1, world.CLIENT, people.INES)
    found = others(db)
    assert found.overall.n == 9
    assert (found.components["A"].median, found.components["A"].dates) == (3.0, "2025 to 2026")
    assert found.components["A"].low is None


def withdraw_all(app: Flask, db: Database, number: int = 1) -> None:
    found = engagements.engagement(db, number)
    assert found is not None
    assert withdraw(db, found, people.actor(app, people.INES), NOW + timedelta(days=1))


def test_another_engagement_of_the_same_client_is_none_of_the_others(app: Flask, db: Database) -> None:
    again = assessed_client(app, "ALDER  and sons")
    strangers(db, 6)
    give_to_pool(app, again, "alder & SONS", people.INES)
    assert others(db).overall.n == 6
    assert others(db, again).overall.n == 6
    give_to_pool(app, 1, world.CLIENT, people.INES)
    assert pool.organisations(db) == 7, "one organisation, whatever its engagements"


def test_a_client_that_others_assessed_too_is_left_out_once_it_is_in_the_pool(
    app: Flask, db: Database
) -> None:
    strangers(db, 6)
    give_to_pool(app, assessed_client(app, world.CLIENT, people.TOM), world.CLIENT, people.TOM)
    assert others(db).overall.n == 7, "a name alone tells nothing"
    give_to_pool(app, 1, world.CLIENT, people.INES)
    assert others(db).overall.n == 6


def test_figures_wait_for_five_organisations(app: Flask, db: Database) -> None:
    strangers(db, 5)
    give_to_pool(app, 1, world.CLIENT, people.INES)
    reader = assessed_client(app, "Birch Foods", people.TOM)
    assert others(db, reader).overall.n == 6
    strangers(db, 4, first=50, tenths=50)
    give_to_pool(app, reader, "Birch Foods", people.TOM)
    assert others(db).overall.n == 10, "five have come"
    assert others(db, reader).overall.n == 10


def test_those_who_know_most_of_the_pool_learn_nothing_of_the_rest(app: Flask, db: Database) -> None:
    strangers(db, 3)
    for each in ("Cedar Works", "Dunlin Bank"):
        give_to_pool(app, assessed_client(app, each), each, people.INES)
    assert others(db) is None, "Ines knows all but three"
    assert others(db, client_of(app, "Birch Foods", people.TOM)) is not None
    with write(db):
        db.execute("DELETE FROM pool_result WHERE id <= 3")
    strangers(db, 6, first=20)
    give_to_pool(app, 1, world.CLIENT, people.INES)
    assert others(db) is None, "three of those who have come may be those who withdrew"
    strangers(db, 1, first=30)
    give_to_pool(app, 1, world.CLIENT, people.INES)
    assert others(db).overall.n == 9


def test_who_withdraws_is_out_of_what_comes_next(app: Flask, db: Database) -> None:
    strangers(db, 5)
    give_to_pool(app, 1, world.CLIENT, people.INES)
    reader = client_of(app, "Birch Foods", people.TOM)
    before = others(db, reader)
    withdraw_all(app, db)
    assert others(db, reader) == before, "before and after tell nothing"
    assert others(db).overall.n == 5, "and the client is still none of the others"
    with write(db):
        db.execute("DELETE FROM pool_result WHERE id = 1")
    assert others(db, reader) is None, "four are left of those it rests on"


def test_giving_the_same_again_does_not_make_up_for_who_has_not_come(app: Flask, db: Database) -> None:
    strangers(db, 5)
    own = {assessed_client(app, name): name for name in ("Cedar", "Dunlin", "Elder", "Fir")}
    for number, name in own.items():
        give_to_pool(app, number, name, people.INES)
    reader = client_of(app, "Birch Foods", people.TOM)
    assert others(db, reader).overall.n == 6, "three more have come since"
    strangers(db, 2, first=20, tenths=50)
    for number, name in own.items():
        give_to_pool(app, number, name, people.INES)
    assert others(db, reader).overall.n == 11, "five have come"
    strangers(db, 1, first=30, tenths=50)
    for number, name in own.items():
        give_to_pool(app, number, name, people.INES)
    for number in own:
        withdraw_all(app, db, number)
    for number, name in own.items():
        give_to_pool(app, number, name, people.INES)
    assert others(db, reader).overall.n == 11, "one has come, and four are as they were"


def test_an_entered_figure_counts_before_the_pool(app: Flask, client: FlaskClient, db: Database) -> None:
    strangers(db, 6)
    give_to_pool(app, 1, world.CLIENT, people.INES)
    send(client, "/figure", **FIGURE)
    found = others(db)
    assert (found.capabilities["A1"].origin, found.capabilities["A2"].origin) == ("entered", "pool")
    page = client.get(AT).text
    assert "Organisations assessed with the same questions" in page
    assert "Trade association" in page


def test_a_part_of_the_pool_is_shown_where_the_rest_is_large_enough(
    app: Flask, client: FlaskClient, db: Database
) -> None:
    strangers(db, 6, sector="energy", tenths=40)
    strangers(db, 5, first=50)
    give_to_pool(app, 1, world.CLIENT, people.INES)
    page = client.get(AT).text
    assert "Energy and utilities" in page
    assert "Retail and wholesale" not in page, "with it the one bank could be told"
    assert "4.0" in client.get(f"{AT}?with=sector:energy").text
    for asked in ("sector:retail", "sector:banking", "sector", "nonsense:x"):
        assert client.get(f"{AT}?with={asked}").status_code == 404


def test_another_wording_is_not_compared(app: Flask, db: Database) -> None:
    strangers(db, 6)
    give_to_pool(app, 1, world.CLIENT, people.INES)
    with write(db):
        db.execute("UPDATE pool_figure SET fingerprint = :other WHERE subject = 'A1'", {"other": "0" * 32})
    assert "A1" not in others(db).capabilities
    assert "A2" in others(db).capabilities


@pytest.mark.parametrize("stays", [False, True])
def test_with_its_engagement_a_result_goes_unless_it_may_stay(
    app: Flask, client: FlaskClient, db: Database, stays: bool
) -> None:
    give_to_pool(app, 1, world.CLIENT, people.INES, stays)
    token = people.csrf(client)
    assert client.post("/engagements/1/export", data={"csrf_token": token}).status_code == 200
    sent = {"csrf_token": token, "typed": world.CLIENT}
    assert client.post("/engagements/1/delete", data=sent).status_code == 303
    assert engagements.engagement(db, 1) is None
    assert pool.organisations(db) == int(stays)


def test_only_administrators_learn_how_many_are_in_the_pool(
    app: Flask, client: FlaskClient, db: Database
) -> None:
    strangers(db, 3)
    assert "3 organisations are in it" in people.signed_in(app, people.ADA).get(AT).text
    assert "organisations are in it" not in client.get(AT).text


def test_an_open_wave_gives_nothing(client: FlaskClient, db: Database) -> None:
    with write(db):
        for name in ("wave_seal", "wave_closure"):
            db.execute(f"DELETE FROM {name}")
    answer = send(client, "/share", **GIFT)
    assert answer.status_code == 422
    assert "no wave is closed yet" in answer.text
    assert pool.organisations(db) == 0


def test_what_stood_before_it_was_kept_is_taken_up(app: Flask, db: Database) -> None:
    strangers(db, 5)
    give_to_pool(app, 1, world.CLIENT, people.INES)
    before = pool.shown(db, world.PACK)
    assert {each.n for shown in before.values() for each in shown} == {6}
    with write(db):
        db.execute("DELETE FROM pool_shown")
        pooled.take_up(db)
    assert pool.shown(db, world.PACK) == before
