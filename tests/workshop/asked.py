"""An engagement whose wave is launched: people with links of their own, and what they send."""

import json
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database
from werkzeug.test import TestResponse

from tests.workshop import invited, people
from tests.workshop.invited import Room
from tests.workshop.world import pack
from workshop.database import connect, write
from workshop.dates import as_text
from workshop.invitations.store import put_link
from workshop.links import new_link
from workshop.waves import store

NOW = datetime.now(UTC)
ITEMS = [(each.id, question) for each in pack().capabilities for question in ("current", "target")]


@dataclass
class Wave:
    """A wave of an engagement, and how to look behind its pages."""

    room: Room
    id: int
    questionnaire: int
    tokens: dict[str, str] = field(default_factory=dict)
    sheets: dict[str, int] = field(default_factory=dict)

    @property
    def app(self) -> Flask:
        return self.room.app

    def join(self, name: str, **groups: str) -> str:
        """Let someone take part and return the address of their link."""
        person = self.room.person(name)
        link = new_link(self.app.config["SECRET_KEY"])
        db = connect(self.app.config["DATABASE"])
        with write(db):
            put_link(db, person, "questionnaire", link, NOW)
            participant = store.add_participant(db, self.id, person, self.questionnaire)
            sheet = store.add_sheet(db, self.id, self.questionnaire, groups, holder=participant)
        db.close()
        self.tokens[name], self.sheets[name] = link.token, sheet
        return f"/p/{link.token}"

    def answers(self, name: str) -> dict[tuple[str, str], int]:
        rows = self.room.rows("SELECT * FROM answer WHERE sheet_id = :id AND code > 0", id=self.sheets[name])
        return {(str(row["capability"]), str(row["question"])): int(str(row["code"])) for row in rows}

    def texts(self, table: str, name: str) -> dict[str, str]:
        rows = self.room.rows(
            f"SELECT capability, text FROM {table} WHERE sheet_id = :id",
            id=self.sheets[name],
        )
        return {str(row["capability"]): str(row["text"]) for row in rows}

    def do(self, deed: Any, *values: Any) -> None:
        """Do something of the store to this wave."""
        db = connect(self.app.config["DATABASE"])
        with write(db):
            deed(db, self.id, *values)
        db.close()

    def close(self) -> None:
        self.do(store.record_closure, None, NOW)

    def seal(self) -> None:
        def seal(db: Database, wave: int) -> None:
            db.execute("DELETE FROM sheet_holder WHERE sheet_id IN (SELECT id FROM sheet)")
            store.record_seal(db, wave, None, NOW)

        self.do(seal)


def wave(
    app: Flask,
    items: Any = ITEMS,
    *,
    picks: int = 0,
    charter: bool = False,
    launched: bool = True,
    opens: timedelta | None = None,
    closes: timedelta | None = timedelta(days=10),
    mode: str = "confidential",
    client: str = "Alder & Sons",
) -> Wave:
    """Store an engagement of Ines with a wave that asks everyone the same."""
    room = invited.room(app, people.INES, client)
    db = connect(app.config["DATABASE"])
    with write(db):
        made = store.add_wave(db, room.number, pack(), threshold=5, now=NOW)
        db.execute(
            "UPDATE wave SET mode = :mode, opens_at = :opens, closes_at = :closes WHERE id = :id",
            {
                "id": made,
                "mode": mode,
                "opens": as_text(NOW + opens) if opens else None,
                "closes": as_text(NOW + closes) if closes else None,
            },
        )
        asked = store.add_questionnaire(db, made, "Everyone", items, picks=picks, charter=charter)
        if launched:
            store.record_launch(db, made, None, NOW)
    db.close()
    return Wave(room, made, asked)


def filled(page: str) -> dict[str, Any]:
    """Return what a browser would send from a page as it stands, without any button."""
    form = page.split('id="answers"', 1)[1].split("</form>", 1)[0]
    found: dict[str, Any] = {}
    for attributes in re.findall(r"<input ([^>]*)>", form):
        name = re.search(r'name="([^"]*)"', attributes)
        value = re.search(r'value="([^"]*)"', attributes)
        kind = re.search(r'type="(radio|checkbox)"', attributes)
        if name and (not kind or attributes.endswith(" checked")):
            text = unescape(value[1]) if value else ""
            found[name[1]] = [*found.get(name[1], []), text] if kind and kind[1] == "checkbox" else text
    for name, text in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>\n?(.*?)</textarea>', form, re.DOTALL):
        found[name] = unescape(text)
    return found


def post(client: FlaskClient, address: str, changes: dict[str, Any], page: str | None = None) -> TestResponse:
    """Change a page as it stands (or as it stood) and send it."""
    form = filled(page if page is not None else client.get(address).text)
    for name, value in changes.items():
        form[name] = value
    return client.post(address, data={name: value for name, value in form.items() if value is not None})


def save(
    client: FlaskClient, address: str, turn: int, device: str = "phone-one", **batch: Any
) -> TestResponse:
    """Send a batch as the script does; items are (capability, question, code, age in ms)."""
    items = [dict(zip(("of", "q", "code", "age"), each, strict=False)) for each in batch.pop("items", ())]
    body = {"device": device, "turn": turn, "items": items, **batch}
    return client.post(f"{address}/save", data=json.dumps(body), content_type="application/json")
