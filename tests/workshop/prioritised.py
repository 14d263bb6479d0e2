"""An engagement with priorities that interviewees disagree about, for the tests of the pages of strategy."""

from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database

from tests.workshop import people, world
from workshop.database import connect, write
from workshop.dates import as_text
from workshop.engagements import store as engagements
from workshop.engagements.methods import shipped
from workshop.engagements.packs import freeze_pack
from workshop.engagements.store import Engagement
from workshop.priorities import store
from workshop.priorities.store import Priority

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
POINTS = {"Karin Ahl": (60, 40, 0), "Bo Ek": (20, 30, 50), "Ida Holm": (15, 25, 60), "Per Sand": (55, 45, 0)}
"""What the interviewees give the first three priorities."""
RATED = {"Karin Ahl": 5, "Bo Ek": 1, "Ida Holm": 2}
"""How they rate the first statement of the charter today."""


@dataclass(frozen=True)
class Strategy:
    """The app with an engagement, and Ines's browser in it."""

    app: Flask
    client: FlaskClient
    engagement_id: int
    token: str

    def at(self, path: str) -> str:
        return f"/engagements/{self.engagement_id}/{path}"

    def get(self, path: str) -> str:
        answer = self.client.get(self.at(path))
        assert answer.status_code == 200, answer.status
        return answer.text

    def post(self, path: str, expected: int = 303, **fields: object) -> str:
        """Send a form and return the page that it leads to, or the one that it is answered with."""
        answer = self.client.post(self.at(path), data={"csrf_token": self.token, **fields})
        assert answer.status_code == expected, answer.text
        return self.client.get(answer.location).text if answer.status_code == 303 else answer.text

    def save(self, **cell: object) -> dict[str, object]:
        """Send a cell of the matrix as its script does, and return the answer with its status."""
        answer = self.client.post(self.at("alignment/cells"), json=cell, headers={"X-CSRFToken": self.token})
        return {"status": answer.status_code, **(answer.json or {})}

    @property
    def db(self) -> Database:
        return connect(self.app.config["DATABASE"])

    @property
    def engagement(self) -> Engagement:
        found = engagements.engagement(self.db, self.engagement_id)
        assert found is not None
        return found

    @property
    def priorities(self) -> list[Priority]:
        return store.priorities(self.db, self.engagement_id)

    def count(self, table: str, where: str = "1") -> int:
        return int(self.db.execute(f"SELECT count(*) FROM {table} WHERE {where}").fetchone()[0])


def begun(app: Flask, owner: people.Person = people.INES) -> Strategy:
    """Make an engagement of someone's, in which nothing was done yet."""
    db = connect(app.config["DATABASE"])
    account = people.account(db, owner)
    with write(db):
        made = engagements.add_engagement(
            db, client=world.CLIENT, function_assessed="marketing operations",
            consultancy="Fenwick Hale Advisory", pack=world.PACK, now=NOW,
        )  # fmt: skip
        engagements.add_member(db, made, account.id)
    client = people.signed_in(app, owner)
    return Strategy(app, client, made, people.csrf(client))


def strategy(app: Flask, *, priorities: int = 3) -> Strategy:
    """Name the method's first priorities, and let four people be interviewed about them."""
    made = begun(app)
    db, engagement = made.db, made.engagement
    with write(db):
        freeze_pack(db, engagement, NOW)
        for each in shipped(engagement.pack).priorities[:priorities]:
            store.add_priority(db, engagement.id, name=each.name, outcome=each.meaning, pack_priority=each.id)
        put_interviews(db, engagement.id)
    return made


def put_interviews(db: Database, engagement_id: int) -> None:
    """Store interviews with points, ratings and a quote; inside write()."""
    found = store.priorities(db, engagement_id)
    for place, (name, points) in enumerate(POINTS.items()):
        person, values = 500 + place, {"e": engagement_id, "now": as_text(NOW), "name": name}
        db.execute(
            f"""
            INSERT INTO person (id, engagement_id, name, email, title, added_at)
            VALUES ({person}, :e, :name, '', 'Head of {place}', :now)""",
            values,
        )
        db.execute(
            f"""
            INSERT INTO interview (id, engagement_id, person_id, added_at)
            VALUES ({person}, :e, {person}, :now)""",
            {"e": engagement_id, "now": as_text(NOW)},
        )
        for each, given in zip(found, points, strict=False):
            db.execute(f"INSERT INTO interview_points VALUES ({person}, {each.id}, {given})")
        if name in RATED:
            db.execute(
                "INSERT INTO interview_rating VALUES (:id, 'charter:statement:priorities', 'current', :code)",
                {"id": person, "code": RATED[name]},
            )
    db.execute(
        """
        INSERT INTO passage (id, engagement_id, interview_id, question, text, consent, shown_as, made_at)
        VALUES (700, :e, 500, '', 'We grow or we go.', 'role', 'A head of sales', :now)""",
        {"e": engagement_id, "now": as_text(NOW)},
    )
    db.execute(
        """
        INSERT INTO document (id, engagement_id, title, kind, dated_on, added_at)
        VALUES (800, :e, 'Strategy 2027', 'plan', '2026-03-01', :now)""",
        {"e": engagement_id, "now": as_text(NOW)},
    )
