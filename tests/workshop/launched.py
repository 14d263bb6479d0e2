"""A wave that people have answered, stored row by row: what sealing and the timekeeper are tried on."""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlite_utils import Database

from questionnaires.loading import shipped_pack
from tests.workshop.conftest import NOW
from workshop.database import write
from workshop.dates import as_text
from workshop.engagements import store as engagements
from workshop.invitations.store import put_link
from workshop.links import NewLink, new_link
from workshop.mail.store import add_mail, deliver
from workshop.waves import store as waves
from workshop.waves.store import Wave

PACK = shipped_pack("customer_success_operations")
FIRST_SHEET = 0x51EE7A000000
"""Sheets are numbered from here: a number whose bytes stand nowhere by chance."""
FIRST_MOMENT = 0x19A5C3000000
"""Answers are given from here on, in milliseconds."""
FUNCTIONS = ("Sales", "Marketing", "Finance")
SENIORITIES = ("Head", "Staff")
ITEMS = [(each.id, question) for each in PACK.capabilities for question in ("current", "target")]


@dataclass
class Launched:
    """A wave, and what was noted of it before it ended, by the place of the person in the list."""

    db: Database
    wave_id: int
    engagement_id: int
    people: list[int] = field(default_factory=list)
    participants: list[int] = field(default_factory=list)
    sheets: list[int] = field(default_factory=list)
    links: list[NewLink] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)

    @property
    def wave(self) -> Wave:
        found = waves.wave_by_id(self.db, self.wave_id)
        assert found is not None
        return found


def launched(
    db: Database,
    many: int = 30,
    *,
    mode: str = "confidential",
    answering: int | None = None,
    seed: int = 1,
    now: datetime = NOW,
    closes_in: int = 10,
    grace: int = 14,
    key: str = "key",
) -> Launched:
    """Store an engagement with people, a launched wave, links and mails; most people answer, some hand in."""
    chance = random.Random(seed)
    with write(db):
        engagement = engagements.add_engagement(
            db, client="Alder & Sons", function_assessed="service", consultancy="Fenwick",
            pack="customer_success_operations", now=now,
        )  # fmt: skip
        made = Launched(db, _wave(db, engagement, mode, now, closes_in, grace), engagement)
        for place in range(many):
            _person(made, place, now, key)
        db.execute("DELETE FROM sheet WHERE label = 'first'")
    answer(made, chance, range(many if answering is None else answering), now)
    return made


def _wave(db: Database, engagement: int, mode: str, now: datetime, closes_in: int, grace: int) -> int:
    wave = waves.add_wave(db, engagement, PACK, threshold=5, now=now)
    db.execute(
        "UPDATE wave SET mode = :mode, closes_at = :closes, grace_days = :grace WHERE id = :id",
        {"id": wave, "mode": mode, "closes": as_text(now + timedelta(days=closes_in)), "grace": grace},
    )
    questionnaire = waves.add_questionnaire(db, wave, "Everyone", ITEMS)
    waves.record_launch(db, wave, None, now)
    db.execute(
        """
        INSERT INTO sheet (id, wave_id, label, questionnaire_id)
        SELECT max(:id, coalesce(max(id) + 1, 0)), :wave, 'first', :asked FROM sheet""",
        {"id": FIRST_SHEET, "wave": wave, "asked": questionnaire},
    )
    return wave


def _person(made: Launched, place: int, now: datetime, key: str) -> None:
    db = made.db
    person = db.execute(
        """
        INSERT INTO person (engagement_id, name, email, added_at)
        VALUES (:e, :name, :email, :now) RETURNING id""",
        {"e": made.engagement_id, "name": f"Person {place}", "email": f"p{place}@alder.example",
         "now": as_text(now)},
    ).fetchone()[0]  # fmt: skip
    link = new_link(key)
    put_link(db, person, "questionnaire", link, now)
    asked = waves.questionnaires(db, made.wave_id)[0].id
    participant = waves.add_participant(db, made.wave_id, person, asked)
    groups = {"function": FUNCTIONS[place % 3], "seniority": SENIORITIES[place % 2]}
    sheet = waves.add_sheet(db, made.wave_id, asked, groups, holder=participant)
    mail = add_mail(
        db, engagement_id=made.engagement_id, person_id=person, account_id=None, kind="questionnaire",
        name=f"Person {place}", address=f"p{place}@alder.example", subject="S",
        body="Hello,\n\nhttps://roadcrew.example/p/{token}\n", seed=link.seed, now=now,
    )  # fmt: skip
    if place % 2:
        deliver(db, mail, "sent", now)
    label = db.execute("SELECT label FROM sheet WHERE id = :id", {"id": sheet}).fetchone()[0]
    for kept, value in (
        (made.people, person), (made.participants, participant), (made.sheets, sheet), (made.links, link),
        (made.labels, label),
    ):  # fmt: skip
        kept.append(value)


def answer(made: Launched, chance: random.Random, places: range, now: datetime) -> None:
    """Store answers as they come: everyone's in between each other's, changed, commented, handed in."""
    db = made.db
    given = [(place, *item) for place in places for item in ITEMS]
    chance.shuffle(given)
    for start in range(0, len(given), 50):
        with write(db):
            for count, (place, capability, question) in enumerate(given[start : start + 50], start):
                put(made, place, capability, question, chance.randint(1, 5), FIRST_MOMENT + count)
    with write(db):
        for place in places:
            sheet = made.sheets[place]
            values = {"sheet": sheet, "text": f"remark of {place:03}", "device": f"device-{place:06}"}
            db.execute(
                "INSERT INTO comment (sheet_id, capability, text) VALUES (:sheet, :c, :text)",
                {"sheet": sheet, "c": ITEMS[0][0], "text": values["text"]},
            )
            db.execute(
                "INSERT INTO device_save (sheet_id, device, turn) VALUES (:sheet, :device, 3)",
                {"sheet": sheet, "device": values["device"]},
            )
            if place % 6:
                hand_in(made, place, now + timedelta(days=place % 4, hours=place % 7, seconds=place))


def put(made: Launched, place: int, capability: str, question: str, code: int, given_ms: int = 1) -> None:
    made.db.execute(
        """
        INSERT INTO answer (sheet_id, capability, question, code, given_ms)
        VALUES (:sheet, :capability, :question, :code, :given)
        ON CONFLICT (sheet_id, capability, question) DO UPDATE
        SET code = excluded.code, given_ms = excluded.given_ms""",
        {"sheet": made.sheets[place], "capability": capability, "question": question, "code": code,
         "given": given_ms},
    )  # fmt: skip


def hand_in(made: Launched, place: int, at: datetime) -> None:
    made.db.execute(
        "INSERT INTO submission (sheet_id, submitted_at) VALUES (:sheet, :at)",
        {"sheet": made.sheets[place], "at": as_text(at)},
    )
