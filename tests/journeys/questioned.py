"""A wave that is open to be answered in a browser: who holds its links, and what is on their sheets."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from flask import Flask
from playwright.sync_api import Page, expect

from tests.workshop import invited, people
from tests.workshop.invited import Room
from tests.workshop.world import pack
from workshop.database import connect, write
from workshop.dates import as_text
from workshop.waves import store

SHORT = ("A1", "A2", "A3", "B1", "B2")
"""What is asked of most: enough for two parts, one of them with a middle."""
SAVED = "Saved"
UNSENT = "Not sent yet. Kept on this"
DENIED = """
    Object.defineProperty(window, "localStorage", {
        get() { throw new DOMException("no", "SecurityError"); },
    });"""
"""What keeps a page from keeping anything on its device."""


@dataclass
class Questioned:
    """An engagement whose wave asks `capabilities` of everyone who is given a link."""

    app: Flask
    address: str = ""
    room: Room = field(init=False)
    wave: int = field(init=False)
    number: int = 0

    def __post_init__(self) -> None:
        self.room = invited.room(self.app, people.INES, "Lindqvist Motion")
        db = connect(self.app.config["DATABASE"])
        now = datetime.now(UTC)
        with write(db):
            self.wave = store.add_wave(db, self.room.number, pack(), threshold=5, now=now)
            db.execute(
                "UPDATE wave SET message = 'We ask everyone.', closes_at = :at WHERE id = :wave",
                {"at": as_text(now + timedelta(days=9)), "wave": self.wave},
            )
            store.record_launch(db, self.wave, None, now)
        db.close()

    def questionnaire(
        self,
        capabilities: tuple[str, ...] = SHORT,
        *,
        picks: int = 0,
        charter: bool = False,
        weigh: bool = False,
    ) -> int:
        """Store a questionnaire and return its number."""
        questions = ("current", "target", "importance") if weigh else ("current", "target")
        items = [(each, question) for each in capabilities for question in questions]
        db = connect(self.app.config["DATABASE"])
        with write(db):
            self.number += 1
            made = store.add_questionnaire(
                db, self.wave, f"Number {self.number}", items, picks=picks, charter=charter
            )
        db.close()
        return made

    def link(self, questionnaire: int, name: str = "Karin Ahl") -> str:
        """Return the address of somebody new who is asked a questionnaire."""
        self.number += 1
        person = self.room.person(f"{name} {self.number}", email=f"p{self.number}@alder.example")
        db = connect(self.app.config["DATABASE"])
        with write(db):
            participant = store.add_participant(db, self.wave, person, questionnaire)
            store.add_sheet(db, self.wave, questionnaire, {"function": "Sales"}, holder=participant)
        db.close()
        client = people.signed_in(self.app, people.INES)
        return f"{self.address}/p/{invited.make_link(client, self.room, person)}"

    def close(self) -> None:
        """Close the wave."""
        db = connect(self.app.config["DATABASE"])
        with write(db):
            store.record_closure(db, self.wave, None, datetime.now(UTC))
        db.close()

    def reopen(self) -> None:
        """Open the wave again."""
        db = connect(self.app.config["DATABASE"])
        with write(db):
            db.execute("DELETE FROM wave_closure WHERE wave_id = :wave", {"wave": self.wave})
        db.close()

    def stored(self) -> dict[str, int]:
        """Return what is on the latest sheet, as A1.current: code; what was taken back is left out."""
        rows = self.room.rows(
            "SELECT capability || '.' || question AS item, code FROM answer"
            " WHERE sheet_id = (SELECT max(id) FROM sheet) AND code > 0 ORDER BY item"
        )
        return {str(row["item"]): int(str(row["code"])) for row in rows}

    def texts(self, table: str) -> dict[str, str]:
        """Return the comments or reasons of the latest sheet by capability."""
        rows = self.room.rows(
            f"SELECT capability, text FROM {table} WHERE sheet_id = (SELECT max(id) FROM sheet)"
        )
        return {str(row["capability"]): str(row["text"]) for row in rows}


def choose(page: Page, item: str, level: int | str) -> None:
    """Press what stands for an answer: choose(page, "current-A1", 2), or "instead-A1" and "na"."""
    page.locator(f'label:has([name="{item}"][value="{level}"])').click()


def expect_saved(page: Page) -> None:
    # Before the script is there the line says so too, but is hidden.
    expect(page.locator("#saved:visible")).to_have_text(SAVED)


def expect_unsent(page: Page) -> None:
    expect(page.locator("#saved")).to_contain_text(UNSENT)


def chosen(page: Page, item: str) -> str | None:
    """Return the value that is chosen of an item on a page, or None."""
    value: str | None = page.evaluate(
        "name => document.querySelector(`[name='${name}']:checked`)?.value ?? null", item
    )
    return value
