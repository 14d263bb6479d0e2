"""What the database keeps of an engagement's method."""

from datetime import datetime

from sqlite_utils import Database

from workshop.dates import as_text


def frozen_at(db: Database, engagement_id: int) -> str | None:
    """Return the moment from which an engagement's method stays as it was, as UTC text, or None."""
    row = db.execute(
        "SELECT frozen_at FROM engagement_method WHERE engagement_id = :engagement",
        {"engagement": engagement_id},
    ).fetchone()
    return row[0] if row else None


def pack_text(db: Database, engagement_id: int) -> str:
    """Return the kept pack as JSON; LookupError where none is kept."""
    row = db.execute(
        "SELECT pack FROM engagement_method WHERE engagement_id = :engagement", {"engagement": engagement_id}
    ).fetchone()
    if row is None:
        raise LookupError(f"engagement {engagement_id} has no method of its own yet")
    text: str = row[0]
    return text


# What follows is called inside write().


def put_pack(
    db: Database, engagement_id: int, pack_id: str, pack_version: str, text: str, now: datetime
) -> None:
    """Keep a pack, as JSON, for an engagement that has none."""
    db.execute(
        """
        INSERT INTO engagement_method (engagement_id, pack_id, pack_version, pack, frozen_at)
        VALUES (:engagement, :pack_id, :version, :pack, :now)
        ON CONFLICT (engagement_id) DO NOTHING""",
        {
            "engagement": engagement_id,
            "pack_id": pack_id,
            "version": pack_version,
            "pack": text,
            "now": as_text(now),
        },
    )
