"""What the database keeps of a client's own template."""

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from workshop.dates import as_text, from_text
from workshop.history.store import Actor


@dataclass(frozen=True, slots=True)
class KeptTemplate:
    """A template that is kept: what its file is called, how large it is, and who put it there when."""

    name: str
    size: int
    by: str
    at: datetime


def kept_template(db: Database, engagement_id: int) -> KeptTemplate | None:
    """Return what is known of an engagement's template without its bytes, or None."""
    row = db.execute(
        """
        SELECT name, length(docx), put_by, put_at FROM client_template
        WHERE engagement_id = :engagement""",
        {"engagement": engagement_id},
    ).fetchone()
    return KeptTemplate(row[0], int(row[1]), row[2], from_text(row[3])) if row else None


def template_docx(db: Database, engagement_id: int) -> bytes | None:
    """Return the template of an engagement, or None."""
    row = db.execute(
        "SELECT docx FROM client_template WHERE engagement_id = :engagement", {"engagement": engagement_id}
    ).fetchone()
    return None if row is None else bytes(row[0])


# What follows is called inside write().


def put_template(db: Database, engagement_id: int, name: str, docx: bytes, by: Actor, now: datetime) -> None:
    """Store a template in place of the one before."""
    db.execute(
        """
        INSERT INTO client_template (engagement_id, name, docx, account_id, put_by, put_at)
        VALUES (:engagement, :name, :docx, :account, :by, :now)
        ON CONFLICT (engagement_id) DO UPDATE SET name = excluded.name, docx = excluded.docx,
            account_id = excluded.account_id, put_by = excluded.put_by, put_at = excluded.put_at""",
        {"engagement": engagement_id, "name": name, "docx": docx, "account": by.account_id, "by": by.name}
        | {"now": as_text(now)},
    )


def remove_template(db: Database, engagement_id: int) -> None:
    """Forget an engagement's template."""
    db.execute("DELETE FROM client_template WHERE engagement_id = :engagement", {"engagement": engagement_id})
