"""Interviews with notes, written answers and passages, as they stand in the database."""

from dataclasses import dataclass

from flask import Flask

from tests.workshop import interviewed, people
from tests.workshop.interviewed import Talk
from tests.workshop.invited import Room
from tests.workshop.people import INES, LARS, Person
from workshop.database import connect
from workshop.quotes.showing import Quote, showable

NOTE = (
    "We buy tools first.\nThen we ask  what for.\n\nNobody owns the data, and <b>that</b> costs us a month."
)
ANSWER = "Marketing hears of a launch two weeks before it happens."


@dataclass(frozen=True)
class Said:
    """An interview in which something was noted on G1 and written on G4, and what was marked there."""

    talk: Talk
    interviewer: int

    @property
    def room(self) -> Room:
        return self.talk.room

    @property
    def home(self) -> str:
        return f"/engagements/{self.room.number}"

    @property
    def marking(self) -> str:
        return f"{self.home}/interviews/{self.talk.id}/passages"

    def mark(
        self, text: str, *, written: bool = False, consent: str = "attributed", shown_as: str = ""
    ) -> int:
        """Store a passage and return its number."""
        self.room.put(
            """INSERT INTO passage (engagement_id, interview_id, interviewer_id, question, text, consent,
                shown_as, made_at)
            VALUES (:e, :i, :who, :question, :text, :consent, :shown_as, '2026-11-22T10:00:00Z')""",
            e=self.room.number, i=self.talk.id, who=None if written else self.interviewer,
            question="G4" if written else "G1", text=text, consent=consent, shown_as=shown_as,
        )  # fmt: skip
        return int(str(self.room.rows("SELECT max(id) AS id FROM passage")[0]["id"]))

    def person(self) -> int:
        rows = self.room.rows("SELECT person_id FROM interview WHERE id = :id", id=self.talk.id)
        return int(str(rows[0]["person_id"]))

    def row(self, passage: int) -> dict[str, object]:
        return self.room.rows("SELECT * FROM passage WHERE id = :id", id=passage)[0]

    def answer(self, passage: int) -> dict[str, object] | None:
        rows = self.room.rows("SELECT * FROM passage_approval WHERE passage_id = :id", id=passage)
        return rows[0] if rows else None

    def themes(self, passage: int) -> set[str]:
        rows = self.room.rows(
            """SELECT name FROM passage_theme JOIN theme ON theme.id = theme_id
            WHERE passage_id = :id""",
            id=passage,
        )
        return {str(each["name"]) for each in rows}

    def showable(self) -> list[Quote]:
        db = connect(self.room.app.config["DATABASE"])
        try:
            return showable(db, self.room.number)
        finally:
            db.close()

    def sponsor(self) -> None:
        """Let Lars be the engagement's sponsor."""
        lars = people.actor(self.room.app, LARS).account_id
        self.room.put("INSERT INTO sponsorship VALUES (:lars, :e)", lars=lars, e=self.room.number)


def said(
    app: Flask,
    *,
    client: str = "Alder & Sons",
    name: str = "Karin Ahl",
    title: str = "Head of Sales",
    who: Person = INES,
    room: Room | None = None,
    note: str = NOTE,
    answer: str = ANSWER,
    consent: str = "role",
) -> Said:
    """Store an interview with a note and a written answer."""
    talk = interviewed.talk(app, client=client, name=name, who=who, room=room)
    talk.room.put(
        "UPDATE person SET title = :title WHERE id = (SELECT person_id FROM interview WHERE id = :id)",
        title=title, id=talk.id,
    )  # fmt: skip
    [row] = talk.room.rows("SELECT id FROM interviewer WHERE interview_id = :id", id=talk.id)
    interviewer = int(str(row["id"]))
    talk.room.put(
        """INSERT INTO note (interview_id, interviewer_id, question, text, revision, saved_at)
        VALUES (:i, :who, 'G1', :text, 1, '2026-11-22T10:00:00Z')""",
        i=talk.id, who=interviewer, text=note,
    )  # fmt: skip
    talk.room.put(
        """INSERT INTO written_answer (interview_id, question, text, consent, revision, saved_at)
        VALUES (:i, 'G4', :text, :consent, 1, '2026-11-22T10:00:00Z')""",
        i=talk.id, text=answer, consent=consent,
    )  # fmt: skip
    return Said(talk, interviewer)
