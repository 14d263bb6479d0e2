"""A wave that runs, for tests: Ines's engagement with people in groups, and what they have answered."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from flask import Flask
from sqlite_utils import Database

from questionnaires.loading import shipped_pack
from tests.workshop.people import INES, account
from workshop.database import connect, write
from workshop.dates import as_text
from workshop.engagements import store as engagements
from workshop.engagements.groups.store import add_choices, choices
from workshop.invitations.store import put_link
from workshop.links import new_link
from workshop.people.store import add_person
from workshop.waves import store as waves

SOME = ("A1", "A2", "B1", "B2")


@dataclass
class Running:
    """A wave: its engagement, its row, its number, and its people's sheets by name."""

    engagement: int
    wave: int
    questionnaire: int
    sheets: dict[str, int]
    number: int = 1

    @property
    def home(self) -> str:
        return f"/engagements/{self.engagement}/waves/{self.number}"


def running(app: Flask, *, functions=None, threshold=5, closes=timedelta(days=5)) -> Running:
    """Store an open wave; `functions` says how many people each has, all with a link and an address."""
    db = connect(app.config["DATABASE"])
    try:
        with write(db):
            return _running(db, app, functions or {"Marketing": 8, "Sales": 6, "Legal": 2}, threshold, closes)
    finally:
        db.close()


def _running(db: Database, app: Flask, functions, threshold: int, closes: timedelta) -> Running:
    now = datetime.now(UTC)
    pack = shipped_pack("marketing_operations")
    named = {"function_assessed": "marketing", "consultancy": "Fenwick", "pack": "marketing_operations"}
    number = engagements.add_engagement(db, client="Alder & Sons", now=now, **named)
    # The account was made before: making it writes.
    owner = db.execute("SELECT id FROM account WHERE email = :email", {"email": INES.email}).fetchone()[0]
    engagements.add_member(db, number, owner)
    add_choices(db, number, "function", list(functions))
    wave = waves.add_wave(db, number, pack, threshold=threshold, now=now)
    asked = waves.add_questionnaire(
        db, wave, "Everyone", [(each, q) for each in SOME for q in ("current", "target")]
    )
    db.execute(
        "UPDATE wave SET closes_at = :closes WHERE id = :id", {"id": wave, "closes": as_text(now + closes)}
    )
    waves.record_launch(db, wave, owner, now)
    sheets = {}
    for choice in choices(db, number, "function"):
        for place in range(functions[choice.name]):
            name = f"{choice.name} {place}"
            person = respondent(db, number, name, choice.id)
            put_link(db, person, "questionnaire", new_link(app.config["SECRET_KEY"]), now)
            holder = waves.add_participant(db, wave, person, asked)
            sheets[name] = waves.add_sheet(db, wave, asked, {"function": choice.name}, holder=holder)
    return Running(number, wave, asked, sheets)


def respondent(
    db: Database, engagement: int, name: str, function: int | None, email: str | None = None
) -> int:
    """Store someone who may be asked, and return their number."""
    return add_person(
        db, engagement, name=name, title="", function_id=function, seniority_id=None, roles=("respondent",),
        email=f"{name.replace(' ', '.').lower()}@alder.example",
        now=datetime.now(UTC),
    )  # fmt: skip


def answer(db: Database, found: Running, name: str, level: int = 3, *, submit: bool = True) -> None:
    """Store that someone gave this level to everything, and handed it in."""
    sheet = found.sheets[name]
    for capability in SOME:
        for question in ("current", "target"):
            db.execute(
                "INSERT INTO answer VALUES (:sheet, :capability, :question, :level, 0)",
                {"sheet": sheet, "capability": capability, "question": question, "level": level},
            )
    if submit:
        now = as_text(datetime.now(UTC))
        db.execute("INSERT INTO submission VALUES (:sheet, :now)", {"sheet": sheet, "now": now})


def with_owner(app: Flask) -> None:
    """See to it that Ines has her account."""
    db = connect(app.config["DATABASE"])
    account(db, INES)
    db.close()
