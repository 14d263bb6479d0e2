"""Someone at the grid of a worksheet: what they save, and what is stored then."""

from secrets import token_hex

from flask import Flask
from flask.testing import FlaskClient

from tests.workshop import people, world
from tests.workshop.conftest import NOW
from workshop.database import connect, database, write
from workshop.engagements import store as engagements
from workshop.worksheets.reading import Table, table

ROW, OTHER = "row-number-one", "row-number-two"


class Hand:
    """Someone at the grid of a worksheet."""

    def __init__(self, client: FlaskClient, at: str) -> None:
        self.client, self.at, self.token = client, at, people.csrf(client)

    def save(self, *changes: dict[str, object], name: str = "", since: int = 0) -> dict:
        sent = {"name": name or f"save-{token_hex(6)}", "since": since, "changes": list(changes)}
        answer = self.client.post(f"{self.at}/save", json=sent, headers={"X-CSRFToken": self.token})
        assert answer.status_code == 200, answer.text
        return answer.json

    def state(self, since: int) -> dict:
        return self.client.get(f"{self.at}/state?since={since}").json


def hand(app: Flask, person: people.Person, engagement: int, name: str = "technology") -> Hand:
    return Hand(people.signed_in(app, person), f"/engagements/{engagement}/worksheets/{name}")


def cell(field: str, text: str, row: str = ROW, was: str = "", revision: int = 0) -> dict[str, object]:
    return {"row": row, "field": field, "text": text, "was": was, "revision": revision}


def begun(app: Flask, client: str = world.CLIENT) -> int:
    """Return an engagement of Ines's in which nobody has answered yet."""
    db = connect(app.config["DATABASE"])
    ines = people.account(db, people.INES)
    with write(db):
        number = engagements.add_engagement(
            db, client=client, function_assessed="marketing operations",
            consultancy="Fenwick Hale Advisory", pack=world.PACK, now=NOW,
        )  # fmt: skip
        engagements.add_member(db, number, ines.id)
    db.close()
    return number


def read(app: Flask, engagement: int, name: str = "technology") -> Table:
    with app.app_context():
        found = engagements.engagement(database(), engagement)
        assert found is not None
        return table(database(), found, name)
