"""What the database keeps of the documents that were reviewed, and the frozen records it gives back."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sqlite_utils import Database

from workshop.dates import as_text

Of = Literal["priority", "objective", "vision", "future"]


@dataclass(frozen=True, slots=True)
class File:
    """The file that is kept of a document: its name, its kind as docx or pdf, its size in bytes."""

    name: str
    kind: str
    size: int


@dataclass(frozen=True, slots=True)
class Document:
    """A document: what it shows, and the ids of the capabilities that it is evidence for.

    `dated_on` is None and `owner` empty where nobody said so; `file` is None where no file is kept.
    """

    id: int
    title: str
    kind: str
    dated_on: date | None
    owner: str
    shows: str
    capabilities: tuple[str, ...]
    file: File | None


@dataclass(frozen=True, slots=True)
class Resting:
    """What rests on a document: a priority or objective with its number and name, the vision, the future."""

    of: Of
    of_id: int
    name: str


# The length of a blob is told by the head of its row: no byte of a file is read for it.
_DOCUMENT = """
    SELECT document.id, title, document.kind AS kind, dated_on, owner, shows,
        document_file.name AS file_name, document_file.kind AS file_kind, length(bytes) AS size
    FROM document LEFT JOIN document_file ON document_id = document.id
    WHERE engagement_id = :engagement"""


def documents(db: Database, engagement_id: int) -> list[Document]:
    """Return the documents of an engagement by title, without the bytes of their files."""
    values = {"engagement": engagement_id}
    evidence: dict[int, list[str]] = {}
    for document_id, capability in db.execute(
        """
        SELECT document_id, capability FROM document_capability
        JOIN document ON document.id = document_id
        WHERE engagement_id = :engagement ORDER BY document_id, capability""",
        values,
    ).fetchall():
        evidence.setdefault(document_id, []).append(capability)
    rows = list(db.query(f"{_DOCUMENT} ORDER BY title COLLATE NOCASE, document.id", values))
    return [_document(row, evidence.get(row["id"], ())) for row in rows]


def document(db: Database, engagement_id: int, document_id: int) -> Document | None:
    """Return one of an engagement's documents, or None where it has no such one."""
    values = {"engagement": engagement_id, "id": document_id}
    rows = list(db.query(f"{_DOCUMENT} AND document.id = :id", values))
    if not rows:
        return None
    found = db.execute(
        "SELECT capability FROM document_capability WHERE document_id = :id ORDER BY capability", values
    ).fetchall()
    return _document(rows[0], [each for (each,) in found])


def file_bytes(db: Database, document_id: int) -> bytes | None:
    """Return the file of a document, or None; whose it is is not asked here."""
    row = db.execute(
        "SELECT bytes FROM document_file WHERE document_id = :id", {"id": document_id}
    ).fetchone()
    return None if row is None else bytes(row[0])


def bytes_kept(db: Database, engagement_id: int, but: int = 0) -> int:
    """Return the bytes of all files of an engagement, but for that of one document."""
    total: int = db.execute(
        """
        SELECT coalesce(sum(length(bytes)), 0) FROM document_file JOIN document ON document.id = document_id
        WHERE engagement_id = :engagement AND document_id <> :but""",
        {"engagement": engagement_id, "but": but},
    ).fetchone()[0]
    return total


def count(db: Database, engagement_id: int) -> int:
    """Return how many documents an engagement has."""
    number: int = db.execute(
        "SELECT count(*) FROM document WHERE engagement_id = :engagement", {"engagement": engagement_id}
    ).fetchone()[0]
    return number


def resting(db: Database, document_id: int) -> list[Resting]:
    """Return what names a document as its source."""
    rows = db.execute(
        """
        SELECT CASE WHEN priority.id IS NOT NULL THEN 'priority'
                    WHEN objective.id IS NOT NULL THEN 'objective' ELSE outlook.kind END,
            coalesce(priority.id, objective.id, outlook.id), coalesce(priority.name, objective.text, '')
        FROM strategy_source
        LEFT JOIN priority ON priority.id = strategy_source.priority_id
        LEFT JOIN objective ON objective.id = strategy_source.objective_id
        LEFT JOIN outlook ON outlook.id = strategy_source.outlook_id
        WHERE document_id = :id ORDER BY 1, 2""",
        {"id": document_id},
    ).fetchall()
    return [Resting(*row) for row in rows]


def _document(row: Mapping[str, object], capabilities: Collection[str]) -> Document:
    dated, name = row["dated_on"], row["file_name"]
    return Document(
        int(str(row["id"])),
        str(row["title"]),
        str(row["kind"]),
        date.fromisoformat(str(dated)) if dated else None,
        str(row["owner"]),
        str(row["shows"]),
        tuple(capabilities),
        File(str(name), str(row["file_kind"]), int(str(row["size"]))) if name is not None else None,
    )


# What follows is called inside write().


def add_document(
    db: Database,
    engagement_id: int,
    *,
    title: str,
    kind: str,
    dated_on: date | None = None,
    owner: str = "",
    shows: str = "",
    capabilities: Collection[str] = (),
    now: datetime,
) -> int:
    """Store a document and return its number."""
    document_id: int = db.execute(
        """
        INSERT INTO document (engagement_id, title, kind, dated_on, owner, shows, added_at)
        VALUES (:engagement, :title, :kind, :dated_on, :owner, :shows, :now) RETURNING id""",
        {
            "engagement": engagement_id,
            "title": title,
            "kind": kind,
            "dated_on": dated_on.isoformat() if dated_on else None,
            "owner": owner,
            "shows": shows,
            "now": as_text(now),
        },
    ).fetchone()[0]
    _put_capabilities(db, document_id, capabilities)
    return document_id


def change_document(
    db: Database,
    document_id: int,
    *,
    title: str,
    kind: str,
    dated_on: date | None,
    owner: str,
    shows: str,
    capabilities: Collection[str],
) -> None:
    """Store a document as it was changed."""
    db.execute(
        """
        UPDATE document
        SET title = :title, kind = :kind, dated_on = :dated_on, owner = :owner, shows = :shows
        WHERE id = :id""",
        {
            "id": document_id,
            "title": title,
            "kind": kind,
            "dated_on": dated_on.isoformat() if dated_on else None,
            "owner": owner,
            "shows": shows,
        },
    )
    db.execute("DELETE FROM document_capability WHERE document_id = :id", {"id": document_id})
    _put_capabilities(db, document_id, capabilities)


def put_file(db: Database, document_id: int, *, name: str, kind: str, data: bytes) -> None:
    """Keep the file of a document in place of an earlier one."""
    db.execute(
        """
        INSERT INTO document_file (document_id, name, kind, bytes) VALUES (:id, :name, :kind, :data)
        ON CONFLICT (document_id) DO UPDATE SET
            name = excluded.name, kind = excluded.kind, bytes = excluded.bytes""",
        {"id": document_id, "name": name, "kind": kind, "data": data},
    )


def remove_file(db: Database, document_id: int) -> None:
    """Forget the file of a document."""
    db.execute("DELETE FROM document_file WHERE document_id = :id", {"id": document_id})


def remove_document(db: Database, document_id: int) -> None:
    """Forget a document with its file; nothing may rest on it."""
    remove_file(db, document_id)
    db.execute("DELETE FROM document_capability WHERE document_id = :id", {"id": document_id})
    db.execute("DELETE FROM document WHERE id = :id", {"id": document_id})


def _put_capabilities(db: Database, document_id: int, capabilities: Collection[str]) -> None:
    for each in dict.fromkeys(capabilities):
        db.execute(
            "INSERT INTO document_capability (document_id, capability) VALUES (:id, :capability)",
            {"id": document_id, "capability": each},
        )
