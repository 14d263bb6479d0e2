"""What the database keeps of business priorities, and the frozen records it gives back."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from workshop.dates import as_text, from_text


@dataclass(frozen=True, slots=True)
class Priority:
    """A business objective; `pack_priority` is its id in the method, empty for one of the client's own.

    `key` names it wherever the engagement goes. `weight` counts only where weights were set.
    """

    id: int
    key: str
    place: int
    pack_priority: str
    name: str
    outcome: str
    measured_by: str
    weight: int


@dataclass(frozen=True, slots=True)
class Weighting:
    """That the priorities weigh what the consultants say: why, who said so (empty if unknown), and when."""

    reason: str
    by: str
    set_at: datetime


@dataclass(frozen=True, slots=True)
class Given:
    """What one interviewee gives the priorities, by the priority's number; what was not asked is missing."""

    interview_id: int
    name: str
    title: str
    points: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Dependants:
    """How much hangs on a priority."""

    sources: int
    interviews: int
    cells: int
    objectives: int


_PRIORITY = "SELECT id, key, place, pack_priority, name, outcome, measured_by, weight FROM priority"


def priorities(db: Database, engagement_id: int) -> list[Priority]:
    """Return the priorities of an engagement in their order."""
    rows = db.execute(
        f"{_PRIORITY} WHERE engagement_id = :engagement ORDER BY place, id", {"engagement": engagement_id}
    ).fetchall()
    return [Priority(*row) for row in rows]


def priority(db: Database, engagement_id: int, priority_id: int) -> Priority | None:
    """Return one of an engagement's priorities, or None where it has no such one."""
    row = db.execute(
        f"{_PRIORITY} WHERE id = :id AND engagement_id = :engagement",
        {"id": priority_id, "engagement": engagement_id},
    ).fetchone()
    return Priority(*row) if row else None


def weighting(db: Database, engagement_id: int) -> Weighting | None:
    """Return how the weights came about, or None where all priorities weigh alike."""
    row = db.execute(
        """
        SELECT reason, coalesce(account.name, ''), set_at
        FROM priority_weighting LEFT JOIN account ON account.id = account_id
        WHERE engagement_id = :engagement""",
        {"engagement": engagement_id},
    ).fetchone()
    return Weighting(row[0], row[1], from_text(row[2])) if row else None


def given(db: Database, engagement_id: int) -> list[Given]:
    """Return what the interviewees give the priorities, by name, leaving out those who gave nothing."""
    rows = db.execute(
        """
        SELECT interview.id, person.name, person.title, priority_id, interview_points.points
        FROM interview_points JOIN interview ON interview.id = interview_id
        JOIN person ON person.id = person_id
        WHERE interview.engagement_id = :engagement
        ORDER BY person.name COLLATE NOCASE, interview.id""",
        {"engagement": engagement_id},
    ).fetchall()
    found: dict[int, Given] = {}
    points: dict[int, dict[int, int]] = {}
    for interview_id, name, title, priority_id, number in rows:
        found.setdefault(interview_id, Given(interview_id, name, title, points.setdefault(interview_id, {})))
        points[interview_id][priority_id] = number
    return list(found.values())


def dependants(db: Database, priority_id: int) -> Dependants:
    """Return how much would go, or lose its priority, with one."""
    row = db.execute(
        """
        SELECT (SELECT count(*) FROM strategy_source WHERE priority_id = :id),
            (SELECT count(*) FROM interview_points WHERE priority_id = :id),
            (SELECT count(*) FROM alignment WHERE priority_id = :id),
            (SELECT count(*) FROM objective WHERE priority_id = :id)""",
        {"id": priority_id},
    ).fetchone()
    return Dependants(*row)


# What follows is called inside write().


def add_priority(
    db: Database,
    engagement_id: int,
    *,
    name: str,
    outcome: str = "",
    measured_by: str = "",
    pack_priority: str = "",
) -> int:
    """Store a priority as the last one, which weighs nothing where weights were set; return its number."""
    row = db.execute(
        """
        INSERT INTO priority (engagement_id, key, place, pack_priority, name, outcome, measured_by, weight)
        SELECT :engagement, :key, coalesce(max(place), 0) + 1, :pack_priority, :name, :outcome, :measured_by,
            CASE WHEN EXISTS (SELECT 1 FROM priority_weighting WHERE engagement_id = :engagement)
            THEN 0 ELSE 1 END
        FROM priority WHERE engagement_id = :engagement RETURNING id""",
        {
            "engagement": engagement_id,
            "key": secrets.token_hex(6),
            "pack_priority": pack_priority,
            "name": name,
            "outcome": outcome,
            "measured_by": measured_by,
        },
    ).fetchone()
    return int(row[0])


def change_priority(db: Database, priority_id: int, *, name: str, outcome: str, measured_by: str) -> None:
    """Store what is said of a priority."""
    db.execute(
        """
        UPDATE priority SET name = :name, outcome = :outcome, measured_by = :measured_by WHERE id = :id""",
        {"id": priority_id, "name": name, "outcome": outcome, "measured_by": measured_by},
    )


def put_in_order(db: Database, numbers: list[int]) -> None:
    """Store the order of an engagement's priorities."""
    db.conn.executemany("UPDATE priority SET place = ? WHERE id = ?", list(enumerate(numbers, 1)))  # type: ignore[arg-type]


def remove_priority(db: Database, found: Priority) -> None:
    """Forget a priority, with its sources, points, alignment and disagreement; objectives stay without it."""
    values = {"id": found.id, "key": f"priority:{found.key}"}
    for table in ("strategy_source", "interview_points", "alignment"):
        db.execute(f"DELETE FROM {table} WHERE priority_id = :id", {"id": found.id})
    db.execute("UPDATE objective SET priority_id = NULL WHERE priority_id = :id", {"id": found.id})
    db.execute(
        """
        DELETE FROM conflict WHERE key = :key
        AND engagement_id = (SELECT engagement_id FROM priority WHERE id = :id)""",
        values,
    )
    db.execute("DELETE FROM priority WHERE id = :id", {"id": found.id})


def set_weights(
    db: Database,
    engagement_id: int,
    weights: Mapping[int, int],
    *,
    reason: str,
    account_id: int | None,
    now: datetime,
) -> None:
    """Store weights from 0 to 100 by the priority's number, and why they are so."""
    for number, weight in weights.items():
        db.execute(
            "UPDATE priority SET weight = :weight WHERE id = :id AND engagement_id = :engagement",
            {"weight": weight, "id": number, "engagement": engagement_id},
        )
    db.execute(
        """
        INSERT INTO priority_weighting (engagement_id, reason, account_id, set_at)
        VALUES (:engagement, :reason, :account, :now)
        ON CONFLICT (engagement_id) DO UPDATE
        SET reason = excluded.reason, account_id = excluded.account_id, set_at = excluded.set_at""",
        {"engagement": engagement_id, "reason": reason, "account": account_id, "now": as_text(now)},
    )


def weigh_alike(db: Database, engagement_id: int) -> None:
    """Let all priorities weigh alike again."""
    db.execute(
        "DELETE FROM priority_weighting WHERE engagement_id = :engagement", {"engagement": engagement_id}
    )
    db.execute(
        "UPDATE priority SET weight = 1 WHERE engagement_id = :engagement", {"engagement": engagement_id}
    )
