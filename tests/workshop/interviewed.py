"""An interview as it stands in the database, and the link by which its interviewee comes in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Flask
from sqlite_utils import Database

from tests.workshop import invited, people
from tests.workshop.invited import Room
from tests.workshop.people import INES, Person
from workshop.database import connect, write
from workshop.engagements import store as engagements
from workshop.engagements.packs import freeze_pack
from workshop.invitations.store import put_link
from workshop.links import NewLink, new_link

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
OWN = "own:1"
OWN_TEXT = "What would you ask us?"
PRIORITIES = ("Grow in the Nordics", "Keep the customers we have", "Lower the cost of selling")


@dataclass(frozen=True)
class Talk:
    """An interview with Karin Ahl, and how to look behind its pages."""

    room: Room
    id: int
    token: str
    priorities: tuple[int, ...]

    @property
    def link(self) -> str:
        return f"/p/{self.token}"

    @property
    def here(self) -> str:
        return f"/p/{self.token}/interview"

    @property
    def page(self) -> str:
        return f"/engagements/{self.room.number}/interviews/{self.id}"

    def answers(self) -> dict[str, tuple[str, str, int]]:
        rows = self.room.rows(
            "SELECT question, text, consent, revision FROM written_answer WHERE interview_id = :id",
            id=self.id,
        )
        return {str(each["question"]): (each["text"], each["consent"], each["revision"]) for each in rows}  # type: ignore[misc]

    def ratings(self) -> dict[tuple[str, str], int]:
        rows = self.room.rows("SELECT * FROM interview_rating WHERE interview_id = :id", id=self.id)
        return {(str(each["subject"]), str(each["question"])): int(str(each["code"])) for each in rows}

    def points(self) -> dict[int, int]:
        rows = self.room.rows("SELECT * FROM interview_points WHERE interview_id = :id", id=self.id)
        return {int(str(each["priority_id"])): int(str(each["points"])) for each in rows}

    def notes(self) -> dict[str, str]:
        rows = self.room.rows("SELECT question, text FROM note WHERE interview_id = :id", id=self.id)
        return {str(each["question"]): str(each["text"]) for each in rows}

    def done(self) -> None:
        self.room.put("UPDATE interview SET done_at = '2026-11-22T12:00:00Z' WHERE id = :id", id=self.id)


def talk(
    app: Flask,
    *,
    client: str = "Alder & Sons",
    name: str = "Karin Ahl",
    questions: Sequence[str] = ("G1", "G4", "G2"),
    who: Person = INES,
    room: Room | None = None,
) -> Talk:
    """Store an interview with questions of the guide and one of its own, the charter and the points."""
    room = room or invited.room(app, who, client)
    person = room.person(name, roles=("interviewee",))
    link: NewLink = new_link(app.config["SECRET_KEY"])
    db = connect(app.config["DATABASE"])
    try:
        account = people.account(db, who)
        engagement = engagements.engagement(db, room.number)
        assert engagement is not None
        with write(db):
            freeze_pack(db, engagement, NOW)
            put_link(db, person, "interview", link, NOW)
            number = _interview(db, room.number, person, (*questions, OWN))
            db.execute(
                "INSERT INTO interviewer (interview_id, account_id, name) VALUES (:id, :account, :name)",
                {"id": number, "account": account.id, "name": account.name},
            )
            made = _priorities(db, room.number)
        return Talk(room, number, link.token, made)
    finally:
        db.close()


def _interview(db: Database, engagement: int, person: int, questions: Sequence[str]) -> int:
    row = db.execute(
        """INSERT INTO interview (engagement_id, person_id, charter, points, added_at)
        VALUES (:engagement, :person, 1, 1, '2026-11-22T09:00:00Z') RETURNING id""",
        {"engagement": engagement, "person": person},
    ).fetchone()
    for place, each in enumerate(questions, start=1):
        db.execute(
            "INSERT INTO interview_question VALUES (:id, :question, :place, :text)",
            {"id": row[0], "question": each, "place": place, "text": OWN_TEXT if each == OWN else ""},
        )
    return int(row[0])


def _priorities(db: Database, engagement: int) -> tuple[int, ...]:
    made = [
        db.execute(
            """INSERT INTO priority (engagement_id, place, name, outcome)
            VALUES (:engagement, :place, :name, 'Said by the board in spring') RETURNING id""",
            {"engagement": engagement, "place": place, "name": each},
        ).fetchone()
        for place, each in enumerate(PRIORITIES, start=1)
    ]
    return tuple(int(each[0]) for each in made)
