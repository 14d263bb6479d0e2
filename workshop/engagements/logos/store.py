"""What the database keeps of logos."""

import hashlib

from sqlite_utils import Database


def logo_png(db: Database, engagement_id: int) -> bytes | None:
    """Return the logo of an engagement's client as PNG, or None; who may see it is not asked here."""
    row = db.execute(
        "SELECT png FROM logo WHERE engagement_id = :engagement", {"engagement": engagement_id}
    ).fetchone()
    return None if row is None else bytes(row[0])


def fingerprint_of(png: bytes) -> str:
    """Return what changes when a logo does."""
    return hashlib.sha256(png).hexdigest()[:16]


# What follows is called inside write().


def put_logo(db: Database, engagement_id: int, png: bytes) -> None:
    """Store the logo of an engagement's client in place of an earlier one."""
    db.execute(
        """
        INSERT INTO logo (engagement_id, png, fingerprint) VALUES (:engagement, :png, :fingerprint)
        ON CONFLICT (engagement_id) DO UPDATE SET png = excluded.png, fingerprint = excluded.fingerprint""",
        {"engagement": engagement_id, "png": png, "fingerprint": fingerprint_of(png)},
    )


def remove_logo(db: Database, engagement_id: int) -> None:
    """Forget the logo of an engagement's client."""
    db.execute("DELETE FROM logo WHERE engagement_id = :engagement", {"engagement": engagement_id})
