"""Ratings of the charter as they stand in the database: in interviews, and in a wave by function."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from sqlite_utils import Database

from questionnaires.charter import charter_items
from tests.workshop.prioritised import NOW, Strategy
from tests.workshop.world import pack
from workshop.dates import as_text
from workshop.engagements.packs import freeze_pack
from workshop.waves import counting, store
from workshop.waves.packs import decoded_pack
from workshop.waves.store import Wave

CHARTER = pack().charter
assert CHARTER is not None
ITEMS = charter_items(CHARTER)
Rate = Callable[[str, str, int], int]
"""How somebody rates: item, today or wanted, and who, to a step; 0 for none."""


def steady(today: int = 3, wanted: int = 5, odd: tuple[int, int] = (3, 1)) -> Rate:
    """Rate every statement and job alike, odd jobs apart."""

    def rate(item: str, question: str, person: int) -> int:
        if item == "charter:job:odd_jobs":
            return odd[question == "target"]
        return wanted if question == "target" else today

    return rate


def put_interviews(
    db: Database, place: Strategy, names: Sequence[str], rate: Rate, items: Sequence[str] = ITEMS
) -> None:
    """Store interviews whose charter was rated; inside write()."""
    number = place.engagement_id
    freeze_pack(db, place.engagement, NOW)
    for at, name in enumerate(names):
        values = {"e": number, "now": as_text(NOW), "name": name, "title": f"Head of {at}"}
        [person] = db.execute(
            """
            INSERT INTO person (engagement_id, name, email, title, added_at)
            VALUES (:e, :name, '', :title, :now) RETURNING id""",
            values,
        ).fetchone()
        [talk] = db.execute(
            """
            INSERT INTO interview (engagement_id, person_id, charter, added_at)
            VALUES (:e, :person, 1, :now) RETURNING id""",
            {"e": number, "person": person, "now": as_text(NOW)},
        ).fetchone()
        for item in items:
            for question in ("current", "target"):
                db.execute(
                    "INSERT INTO interview_rating VALUES (:id, :item, :question, :code)",
                    {"id": talk, "item": item, "question": question, "code": rate(item, question, at)},
                )


def put_wave(
    db: Database, engagement_id: int, functions: Mapping[str, tuple[int, Rate]], *, threshold: int = 5
) -> Wave:
    """Store an open wave that asks the charter, answered and handed in by people of each function."""
    made = store.add_wave(db, engagement_id, pack(), threshold=threshold, now=NOW)
    ends = as_text(NOW + timedelta(days=10))
    db.execute("UPDATE wave SET closes_at = :ends WHERE id = :id", {"ends": ends, "id": made})
    items = [("A1", "current"), ("A1", "target")]
    asked = store.add_questionnaire(db, made, "Everyone", items, charter=True)
    store.record_launch(db, made, None, NOW)
    for name, (people, rate) in functions.items():
        for person in range(people):
            answer(db, made, asked, {"function": name} if name else {}, rate, person)
    wave = store.wave_by_id(db, made)
    assert wave is not None
    return wave


def answer(
    db: Database, wave: int, asked: int, groups: dict[str, str], rate: Rate, person: int, at: datetime = NOW
) -> None:
    """Store a sheet with the charter rated, handed in."""
    holder = store.add_participant(db, wave, None, asked)
    sheet = store.add_sheet(db, wave, asked, groups, holder=holder)
    for item in ("A1", *ITEMS):
        for question in ("current", "target"):
            code = 3 if item == "A1" else rate(item, question, person)
            if code:
                db.execute(
                    "INSERT INTO answer VALUES (:sheet, :item, :question, :code, 0)",
                    {"sheet": sheet, "item": item, "question": question, "code": code},
                )
    db.execute("INSERT INTO submission VALUES (:sheet, :at)", {"sheet": sheet, "at": as_text(at)})


def count(db: Database, wave: Wave, now: datetime = NOW + timedelta(days=11)) -> None:
    """Count a wave at a moment, after its end unless another is named."""
    counting.recount(db, wave, decoded_pack(db, wave.id), now)
