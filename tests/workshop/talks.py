"""An interview in the engagement of Ines, for the tests of what is planned and said."""

from datetime import UTC, datetime

from flask import Flask
from flask.testing import FlaskClient

from tests.workshop import people
from workshop.database import connect, write
from workshop.interviews import store
from workshop.interviews.store import Interview
from workshop.people.roles import Role
from workshop.people.store import add_person

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def person(app: Flask, engagement: int, name: str = "Mara Lindqvist", role: Role = "interviewee") -> int:
    db = connect(app.config["DATABASE"])
    try:
        with write(db):
            return add_person(
                db, engagement, name=name, email="", title="Chief executive", function_id=None,
                seniority_id=None, roles={role}, now=NOW,
            )  # fmt: skip
    finally:
        db.close()


def plan(client: FlaskClient, engagement: int, *who: int, **given: object) -> int:
    """Plan interviews as the form does; return the answer's status."""
    sent = {"guide": "core", "minutes": "45", "people": [str(each) for each in who]} | given
    sent["csrf_token"] = people.csrf(client)
    return client.post(f"/engagements/{engagement}/interviews/new", data=sent).status_code


def planned(app: Flask, client: FlaskClient, engagement: int, **given: object) -> int:
    """Plan an interview with Mara by Ines; return its number."""
    who = person(app, engagement)
    assert plan(client, engagement, who, interviewers=[f"a{account(app, people.INES)}"], **given) == 303
    found = of(app, engagement)[-1]
    return next(each.id for each in of(app, engagement) if each.person_id == who) if found else 0


def account(app: Flask, who: people.Person) -> int:
    db = connect(app.config["DATABASE"])
    try:
        return people.account(db, who).id
    finally:
        db.close()


def of(app: Flask, engagement: int) -> list[Interview]:
    db = connect(app.config["DATABASE"])
    try:
        return store.interviews(db, engagement)
    finally:
        db.close()


def only(app: Flask, engagement: int) -> Interview:
    (found,) = of(app, engagement)
    return found
