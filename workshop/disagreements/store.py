"""What the database keeps of disagreements: what consultants decided, and the answers they are found in."""

from dataclasses import dataclass
from typing import Literal

from sqlite_utils import Database

State = Literal["listed", "dismissed"]


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided on one disagreement: other words, unless `text` is empty; or a dismissal and why."""

    key: str
    text: str
    state: State
    reason: str


@dataclass(frozen=True, slots=True)
class Rating:
    """One interviewee's rating, 1 to 5, of a statement or job of the charter, today or wanted."""

    interview_id: int
    name: str
    subject: str
    question: str
    code: int


def decisions(db: Database, engagement_id: int) -> dict[str, Decision]:
    """Return what was decided, by key, in the order in which it was first decided."""
    rows = db.execute(
        "SELECT key, text, state, reason FROM conflict WHERE engagement_id = :engagement ORDER BY id",
        {"engagement": engagement_id},
    ).fetchall()
    return {row[0]: Decision(*row) for row in rows}


def ratings(db: Database, engagement_id: int) -> list[Rating]:
    """Return how interviewees rate the charter; what they declined to rate is left out."""
    rows = db.execute(
        """
        SELECT interview.id, person.name, subject, question, code
        FROM interview_rating JOIN interview ON interview.id = interview_id
        JOIN person ON person.id = person_id
        WHERE interview.engagement_id = :engagement AND code BETWEEN 1 AND 5
        ORDER BY person.name COLLATE NOCASE, interview.id""",
        {"engagement": engagement_id},
    ).fetchall()
    return [Rating(*row) for row in rows]


# What follows is called inside write().


def put_decision(db: Database, engagement_id: int, decision: Decision) -> None:
    """Store a decision in the place of the one before."""
    db.execute(
        """
        INSERT INTO conflict (engagement_id, key, text, state, reason)
        VALUES (:engagement, :key, :text, :state, :reason)
        ON CONFLICT (engagement_id, key) DO UPDATE
        SET text = excluded.text, state = excluded.state, reason = excluded.reason""",
        {
            "engagement": engagement_id,
            "key": decision.key,
            "text": decision.text,
            "state": decision.state,
            "reason": decision.reason,
        },
    )


def forget_decision(db: Database, engagement_id: int, key: str) -> None:
    """Forget a decision: what is suggested stands as it is suggested, one's own is gone."""
    db.execute(
        "DELETE FROM conflict WHERE engagement_id = :engagement AND key = :key",
        {"engagement": engagement_id, "key": key},
    )
