"""What the database keeps of the vision, the future environment and the objectives."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlite_utils import Database

Aspect = Literal["vision", "future"]
ASPECTS: tuple[Aspect, ...] = ("vision", "future")


@dataclass(frozen=True, slots=True)
class Outlook:
    """The vision or the future environment, as it is written; it keeps its sources while it is empty."""

    id: int
    aspect: Aspect
    text: str


@dataclass(frozen=True, slots=True)
class Objective:
    """Something to be reached, by which day, and for which priority; None where that is open."""

    id: int
    place: int
    text: str
    due_on: date | None
    priority_id: int | None


def outlook(db: Database, engagement_id: int) -> dict[Aspect, Outlook]:
    """Return what is written of the vision and the future environment."""
    rows = db.execute(
        "SELECT id, kind, text FROM outlook WHERE engagement_id = :engagement", {"engagement": engagement_id}
    ).fetchall()
    return {row[1]: Outlook(*row) for row in rows}


_OBJECTIVE = "SELECT id, place, text, due_on, priority_id FROM objective"


def objectives(db: Database, engagement_id: int) -> list[Objective]:
    """Return the objectives of an engagement in their order."""
    rows = db.execute(
        f"{_OBJECTIVE} WHERE engagement_id = :engagement ORDER BY place, id", {"engagement": engagement_id}
    ).fetchall()
    return [_objective(row) for row in rows]


def objective(db: Database, engagement_id: int, objective_id: int) -> Objective | None:
    """Return one of an engagement's objectives, or None where it has no such one."""
    row = db.execute(
        f"{_OBJECTIVE} WHERE id = :id AND engagement_id = :engagement",
        {"id": objective_id, "engagement": engagement_id},
    ).fetchone()
    return _objective(row) if row else None


def _objective(row: tuple[int, int, str, str | None, int | None]) -> Objective:
    return Objective(row[0], row[1], row[2], date.fromisoformat(row[3]) if row[3] else None, row[4])


# What follows is called inside write().


def put_outlook(db: Database, engagement_id: int, aspect: Aspect, text: str) -> None:
    """Store what is written of the vision or the future environment."""
    db.execute(
        """
        INSERT INTO outlook (engagement_id, kind, text) VALUES (:engagement, :aspect, :text)
        ON CONFLICT (engagement_id, kind) DO UPDATE SET text = excluded.text""",
        {"engagement": engagement_id, "aspect": aspect, "text": text},
    )


def add_objective(
    db: Database, engagement_id: int, *, text: str, due_on: date | None, priority_id: int | None
) -> int:
    """Store an objective as the last one and return its number."""
    row = db.execute(
        """
        INSERT INTO objective (engagement_id, place, text, due_on, priority_id)
        SELECT :engagement, coalesce(max(place), 0) + 1, :text, :due, :priority
        FROM objective WHERE engagement_id = :engagement RETURNING id""",
        {
            "engagement": engagement_id,
            "text": text,
            "due": due_on.isoformat() if due_on else None,
            "priority": priority_id,
        },
    ).fetchone()
    return int(row[0])


def change_objective(
    db: Database, objective_id: int, *, text: str, due_on: date | None, priority_id: int | None
) -> None:
    """Store what is said of an objective."""
    db.execute(
        "UPDATE objective SET text = :text, due_on = :due, priority_id = :priority WHERE id = :id",
        {
            "id": objective_id,
            "text": text,
            "due": due_on.isoformat() if due_on else None,
            "priority": priority_id,
        },
    )


def put_in_order(db: Database, numbers: list[int]) -> None:
    """Store the order of an engagement's objectives."""
    db.conn.executemany("UPDATE objective SET place = ? WHERE id = ?", list(enumerate(numbers, 1)))  # type: ignore[arg-type]


def remove_objective(db: Database, objective_id: int) -> None:
    """Forget an objective with its sources."""
    db.execute("DELETE FROM strategy_source WHERE objective_id = :id", {"id": objective_id})
    db.execute("DELETE FROM objective WHERE id = :id", {"id": objective_id})
