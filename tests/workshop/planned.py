"""An engagement with respondents in functions and seniorities, and what is sent to the plan of its wave."""

from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database
from werkzeug.test import TestResponse

from tests.workshop import people, world
from workshop.database import connect, write
from workshop.engagements import store as engagements
from workshop.engagements.groups.store import add_choices, choices
from workshop.people.store import add_person
from workshop.waves import store
from workshop.waves.store import Questionnaire, Wave

NOW = datetime.now(UTC)
FUNCTIONS = ("Marketing", "Sales", "IT")
SENIORITIES = ("Executive", "Manager")
TEAM = [(function, rank) for function in FUNCTIONS for rank in ("Executive", *["Manager"] * 4)]
"""One leader and four practitioners in each function: 15 people."""


@dataclass
class Planning:
    """An engagement of Ines with its people, and her browser."""

    app: Flask
    client: FlaskClient
    engagement: int
    groups: dict[str, int]
    persons: list[int]
    token: str

    @property
    def db(self) -> Database:
        return connect(self.app.config["DATABASE"])

    def at(self, path: str = "plan", number: int = 1) -> str:
        return f"/engagements/{self.engagement}/waves/{number}/{path}"

    def post(self, path: str, number: int = 1, **sent: object) -> TestResponse:
        """Send a form to a page of the wave; names with a dash come in `fields`."""
        fields = sent.pop("fields", {})
        assert isinstance(fields, dict)
        return self.client.post(self.at(path, number), data={"csrf_token": self.token, **sent, **fields})

    def new(self) -> TestResponse:
        sent = {"csrf_token": self.token}
        return self.client.post(f"/engagements/{self.engagement}/waves/new", data=sent)

    def page(self, path: str = "plan", number: int = 1) -> str:
        answer = self.client.get(self.at(path, number))
        assert answer.status_code == 200, answer.status_code
        return answer.text.replace("\N{NO-BREAK SPACE}", " ")

    def wave(self, number: int = 1) -> Wave:
        found = store.wave(self.db, self.engagement, number)
        assert found is not None
        return found

    def questionnaires(self, number: int = 1) -> list[Questionnaire]:
        return store.questionnaires(self.db, self.wave(number).id)

    def named(self, name: str) -> Questionnaire:
        return next(each for each in self.questionnaires() if each.name == name)

    def count(self, table: str) -> int:
        found: int = self.db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        return found


def planning(app: Flask, team: list[tuple[str, str]] | None = None) -> Planning:
    """Make the engagement, with no wave yet."""
    client = people.signed_in(app, people.INES)
    db = connect(app.config["DATABASE"])
    with write(db):
        made = engagements.add_engagement(
            db, client=world.CLIENT, function_assessed="marketing operations", consultancy="",
            pack=world.PACK, now=NOW,
        )  # fmt: skip
        engagements.add_member(db, made, people.account(db, people.INES).id)
        add_choices(db, made, "function", FUNCTIONS)
        add_choices(db, made, "seniority", SENIORITIES)
        found = [*choices(db, made, "function"), *choices(db, made, "seniority")]
        groups = {each.name: each.id for each in found}
        persons = [
            add_person(
                db, made, name=f"Person {place}", email=f"p{place}@alder.example", title="", now=NOW,
                function_id=groups.get(function), seniority_id=groups.get(rank), roles=["respondent"],
            )
            for place, (function, rank) in enumerate(TEAM if team is None else team)
        ]  # fmt: skip
    db.close()
    return Planning(app, client, made, groups, persons, people.csrf(client))
