"""What the database keeps of the session as it is planned."""

from dataclasses import dataclass
from datetime import time

from sqlite_utils import Database

HALF_DAY, FULL_DAY = 240, 420
"""Minutes of half a day and of a full one."""


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """How many minutes the session has, when it begins, and how many take part; None where that is open.

    Its day is the engagement's.
    """

    minutes: int = HALF_DAY
    starts_at: time | None = None
    participants: int | None = None


def session_plan(db: Database, engagement_id: int) -> SessionPlan:
    """Return how an engagement's session is planned; half a day where nobody said."""
    row = db.execute(
        "SELECT minutes, starts_at, participants FROM session_plan WHERE engagement_id = :engagement",
        {"engagement": engagement_id},
    ).fetchone()
    if row is None:
        return SessionPlan()
    return SessionPlan(int(row[0]), time.fromisoformat(row[1]) if row[1] else None, row[2])


# What follows is called inside write().


def put_session_plan(db: Database, engagement_id: int, plan: SessionPlan) -> None:
    """Store how an engagement's session is planned."""
    db.execute(
        """
        INSERT INTO session_plan (engagement_id, minutes, starts_at, participants)
        VALUES (:engagement, :minutes, :starts, :participants)
        ON CONFLICT (engagement_id) DO UPDATE SET minutes = excluded.minutes,
            starts_at = excluded.starts_at, participants = excluded.participants""",
        {
            "engagement": engagement_id,
            "minutes": plan.minutes,
            "starts": plan.starts_at.strftime("%H:%M") if plan.starts_at else None,
            "participants": plan.participants,
        },
    )
