"""What the database keeps of figures that a consultant entered, and of spreadsheets with them."""

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from questionnaires.benchmark_pool import Kind
from workshop.dates import as_text

HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Entered:
    """How others do in one component or capability, as somebody reported it; levels in hundredths."""

    kind: Kind
    subject: str
    median: int
    low: int | None
    high: int | None
    n: int
    source: str
    first_year: int
    last_year: int


@dataclass(frozen=True, slots=True)
class StoredDraft:
    """A spreadsheet of figures that waits to be looked at: its name and, as JSON, its rows."""

    id: str
    source: str
    document: str


_COLUMNS = "kind, subject, median, low, high, organisations AS n, source, first_year, last_year"


def entered(db: Database, engagement_id: int) -> list[Entered]:
    """Return the figures entered in an engagement."""
    rows = db.query(
        f"SELECT {_COLUMNS} FROM benchmark_figure WHERE engagement_id = :engagement ORDER BY kind, subject",
        {"engagement": engagement_id},
    )
    return [Entered(**row) for row in rows]


def draft(db: Database, engagement_id: int, draft_id: str) -> StoredDraft | None:
    """Return a spreadsheet that was read in an engagement, or None."""
    rows = db.query(
        "SELECT id, source, document FROM benchmark_draft WHERE id = :id AND engagement_id = :engagement",
        {"id": draft_id, "engagement": engagement_id},
    )
    return next((StoredDraft(**row) for row in list(rows)), None)


# What follows is called inside write().


def put_entered(db: Database, engagement_id: int, each: Entered) -> None:
    """Store a figure, in the place of an earlier one of the same component or capability."""
    db.execute(
        """
        INSERT INTO benchmark_figure
            (engagement_id, kind, subject, median, low, high, organisations, source, first_year, last_year)
        VALUES (:engagement, :kind, :subject, :median, :low, :high, :n, :source, :first, :last)
        ON CONFLICT (engagement_id, kind, subject) DO UPDATE SET
            median = excluded.median, low = excluded.low, high = excluded.high,
            organisations = excluded.organisations, source = excluded.source,
            first_year = excluded.first_year, last_year = excluded.last_year""",
        {
            "engagement": engagement_id,
            "kind": each.kind,
            "subject": each.subject,
            "median": each.median,
            "low": each.low,
            "high": each.high,
            "n": each.n,
            "source": each.source,
            "first": each.first_year,
            "last": each.last_year,
        },
    )


def remove_entered(db: Database, engagement_id: int, kind: str, subject: str) -> bool:
    """Delete a figure and return whether it was there."""
    found = db.execute(
        """
        DELETE FROM benchmark_figure
        WHERE engagement_id = :engagement AND kind = :kind AND subject = :subject RETURNING subject""",
        {"engagement": engagement_id, "kind": kind, "subject": subject},
    )
    return bool(found.fetchall())


def add_draft(
    db: Database, engagement_id: int, draft_id: str, *, source: str, document: str, now: datetime
) -> None:
    """Store a spreadsheet that waits to be looked at."""
    db.execute(
        """
        INSERT INTO benchmark_draft (id, engagement_id, source, document, made_at)
        VALUES (:id, :engagement, :source, :document, :now)""",
        {
            "id": draft_id,
            "engagement": engagement_id,
            "source": source,
            "document": document,
            "now": as_text(now),
        },
    )


def remove_draft(db: Database, draft_id: str) -> None:
    """Delete a spreadsheet that waited."""
    db.execute("DELETE FROM benchmark_draft WHERE id = :id", {"id": draft_id})


def forget_old_drafts(db: Database, before: datetime) -> None:
    """Delete the spreadsheets that have waited since before a moment."""
    db.execute("DELETE FROM benchmark_draft WHERE made_at < :before", {"before": as_text(before)})
