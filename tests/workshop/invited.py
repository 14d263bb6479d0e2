"""An engagement with people in it, as they stand in the database, and what their pages hold."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database

from tests.workshop import people
from tests.workshop.people import Person
from workshop.database import connect, write
from workshop.engagements.store import add_engagement, add_member
from workshop.links import hash_of

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
TOKEN = re.compile(r"/p/([\w-]{22})(?![\w-])")


@dataclass(frozen=True)
class Room:
    """One engagement, and how to look behind its pages."""

    app: Flask
    number: int

    @property
    def writing(self) -> str:
        return f"/engagements/{self.number}/mail/new?for=questionnaire"

    @property
    def access(self) -> str:
        return f"/engagements/{self.number}/access"

    def links(self, person: int) -> str:
        return f"/engagements/{self.number}/people/{person}/links"

    def rows(self, sql: str, **values: object) -> list[dict[str, object]]:
        db = connect(self.app.config["DATABASE"])
        try:
            return list(db.query(sql, values))
        finally:
            db.close()

    def put(self, sql: str, **values: object) -> None:
        db = connect(self.app.config["DATABASE"])
        try:
            with write(db):
                db.execute(sql, values)
        finally:
            db.close()

    def person(
        self,
        name: str,
        email: str | None = None,
        roles: Sequence[str] = ("respondent",),
        function: int | None = None,
    ) -> int:
        """Store one of the client's people and return their number."""
        db = connect(self.app.config["DATABASE"])
        try:
            with write(db):
                row = db.execute(
                    """INSERT INTO person (engagement_id, name, email, function_id, added_at)
                    VALUES (:number, :name, :email, :function, '2026-11-22T09:00:00Z') RETURNING id""",
                    {
                        "number": self.number,
                        "name": name,
                        "email": f"{name.split()[0].lower()}@alder.example" if email is None else email,
                        "function": function,
                    },
                ).fetchone()
                for role in roles:
                    db.execute("INSERT INTO person_role VALUES (:id, :role)", {"id": row[0], "role": role})
            return int(row[0])
        finally:
            db.close()

    def function(self, name: str, place: int = 1) -> int:
        self.put(
            """INSERT INTO group_choice (engagement_id, group_column, place, name)
            VALUES (:number, 'function', :place, :name)""",
            number=self.number,
            place=place,
            name=name,
        )
        [row] = self.rows("SELECT max(id) AS id FROM group_choice")
        return int(str(row["id"]))

    def mails(self) -> list[dict[str, object]]:
        return self.rows("SELECT * FROM mail WHERE engagement_id = :number ORDER BY id", number=self.number)

    def deeds(self) -> list[str]:
        rows = self.rows("SELECT deed FROM history WHERE engagement_id = :n ORDER BY id", n=self.number)
        return [str(row["deed"]) for row in rows]


def room(app: Flask, who: Person, client: str, session_on: date | None = None) -> Room:
    """Store an engagement that someone runs."""
    db = connect(app.config["DATABASE"])
    try:
        account = people.account(db, who)
        with write(db):
            number = _engagement(db, client)
            add_member(db, number, account.id)
            day = session_on.isoformat() if session_on else None
            db.execute("UPDATE engagement SET session_on = :day WHERE id = :id", {"day": day, "id": number})
        return Room(app, number)
    finally:
        db.close()


def _engagement(db: Database, client: str) -> int:
    return add_engagement(
        db,
        client=client,
        function_assessed="marketing operations",
        consultancy="Fenwick Hale Advisory",
        pack="marketing_operations",
        now=NOW,
    )


def values(page: str) -> list[str]:
    """Return the people of a page's list as its form sends them."""
    return re.findall(r'name="person" value="([^"]+)"', page)


def chosen(page: str) -> list[str]:
    return re.findall(r'name="person" value="([^"]+)" checked', page)


def write_to(client: FlaskClient, room: Room, chosen: Sequence[str], **more: str) -> tuple[int, str]:
    """Send the form of writing to people and return the status and the page."""
    body = {"csrf_token": people.csrf(client), "person": list(chosen), "counted": str(len(chosen)), **more}
    answer = client.post(room.writing, data=body)
    return answer.status_code, answer.text


def make_link(client: FlaskClient, room: Room, person: int, purpose: str = "questionnaire") -> str:
    """Make a link by hand, in place of an earlier one, and return its token."""
    page = client.get(room.links(person)).text
    seen = re.findall(rf'value="{purpose}">\s*<input type="hidden" name="seen" value="(\w*)"', page)
    body = {"csrf_token": people.csrf(client), "purpose": purpose, "seen": seen[0]}
    [token] = set(TOKEN.findall(client.post(room.links(person), data=body).text))
    assert room.rows("SELECT 1 FROM personal_link WHERE hash = :hash", hash=hash_of(token))
    return token
