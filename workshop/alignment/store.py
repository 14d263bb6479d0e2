"""What the database keeps of the alignment of capabilities with priorities: what was set by hand."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class Cell:
    """How strongly a capability supports a priority, and how often that was saved."""

    priority_id: int
    capability: str
    strength: int
    revision: int


def cells(db: Database, engagement_id: int) -> dict[tuple[int, str], Cell]:
    """Return what was saved, by priority and capability; the method's own strengths hold for the rest."""
    rows = db.execute(
        """
        SELECT priority_id, capability, strength, revision
        FROM alignment JOIN priority ON priority.id = priority_id WHERE engagement_id = :engagement""",
        {"engagement": engagement_id},
    ).fetchall()
    return {(row[0], row[1]): Cell(*row) for row in rows}


# What follows is called inside write().


def put_cells(db: Database, saved: Iterable[tuple[int, str, int]]) -> None:
    """Store strengths, each as priority, capability and strength, and count each save."""
    db.conn.executemany(
        """
        INSERT INTO alignment (priority_id, capability, strength, revision) VALUES (?, ?, ?, 1)
        ON CONFLICT (priority_id, capability) DO UPDATE
        SET strength = excluded.strength, revision = revision + 1""",
        list(saved),  # type: ignore[arg-type]
    )
