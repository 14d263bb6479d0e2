"""What the database keeps of worksheets: rows, their cells, and with which change each row changed last."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlite_utils import Database

from workshop.dates import as_text

STEP = 1 << 20
"""The distance of rows that are added at the end, so that others fit between them."""
_AT_ONCE = 500
"""How many names one statement takes."""


@dataclass(frozen=True, slots=True)
class StoredRow:
    """A row: its place among the others, its cells as text with revisions, the moment it was removed."""

    id: int
    key: str
    place: int
    removed_at: str | None
    cells: dict[str, tuple[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StoredDraft:
    """A spreadsheet that was read for a worksheet: where it came from, and what it holds as JSON."""

    id: str
    worksheet: str
    source: str
    document: str


def version(db: Database, engagement_id: int, worksheet: str) -> int:
    """Return how often a worksheet was changed."""
    row = db.execute(
        """
        SELECT version FROM worksheet_version
        WHERE engagement_id = :engagement AND worksheet = :worksheet""",
        {"engagement": engagement_id, "worksheet": worksheet},
    ).fetchone()
    return row[0] if row else 0


def rows(db: Database, engagement_id: int, worksheet: str) -> list[StoredRow]:
    """Return the rows of a worksheet in their order, without those that were removed."""
    return _rows(
        db,
        "removed_at IS NULL AND engagement_id = :engagement AND worksheet = :worksheet",
        {"engagement": engagement_id, "worksheet": worksheet},
    )


def changed_rows(db: Database, engagement_id: int, worksheet: str, since: int) -> list[StoredRow]:
    """Return the rows that changed after a version, removed ones too."""
    return _rows(
        db,
        "engagement_id = :engagement AND worksheet = :worksheet AND changed > :since",
        {"engagement": engagement_id, "worksheet": worksheet, "since": since},
    )


def removed_rows(db: Database, engagement_id: int, worksheet: str, most: int) -> list[StoredRow]:
    """Return the rows that were removed lately, the latest first."""
    found = _rows(
        db,
        """worksheet_row.id IN (
            SELECT id FROM worksheet_row
            WHERE engagement_id = :engagement AND worksheet = :worksheet AND removed_at IS NOT NULL
            ORDER BY removed_at DESC, changed DESC, id LIMIT :most)""",
        {"engagement": engagement_id, "worksheet": worksheet, "most": most},
    )
    return sorted(found, key=lambda each: each.removed_at or "", reverse=True)


def rows_by_key(
    db: Database, engagement_id: int, worksheet: str, keys: Collection[str]
) -> dict[str, StoredRow]:
    """Return the rows of a worksheet that have some keys, removed ones too."""
    found: dict[str, StoredRow] = {}
    for some in _parted(keys):
        names = {f"k{place}": key for place, key in enumerate(some)}
        where = (
            "engagement_id = :engagement AND worksheet = :worksheet"
            f" AND key IN ({', '.join(f':{each}' for each in names)})"
        )
        named = {"engagement": engagement_id, "worksheet": worksheet, **names}
        found |= {each.key: each for each in _rows(db, where, named)}
    return found


def count(db: Database, engagement_id: int, worksheet: str) -> int:
    """Return how many rows a worksheet has."""
    number: int = db.execute(
        """
        SELECT count(*) FROM worksheet_row
        WHERE engagement_id = :engagement AND worksheet = :worksheet AND removed_at IS NULL""",
        {"engagement": engagement_id, "worksheet": worksheet},
    ).fetchone()[0]
    return number


def text_counts(
    db: Database, engagement_id: int, worksheet: str, fields: Collection[str]
) -> list[tuple[str, str, int]]:
    """Return the texts of some columns of a worksheet, each with how many of the column's cells hold it."""
    names = {f"f{place}": each for place, each in enumerate(fields)}
    return db.execute(
        f"""
        SELECT field, text, count(*) FROM worksheet_cell JOIN worksheet_row ON worksheet_row.id = row_id
        WHERE engagement_id = :engagement AND worksheet = :worksheet AND removed_at IS NULL AND text <> ''
            AND field IN ({", ".join(f":{each}" for each in names)})
        GROUP BY field, text""",
        {"engagement": engagement_id, "worksheet": worksheet, **names},
    ).fetchall()


def filled(
    db: Database, engagement_id: int, worksheet: str, fields: Collection[str]
) -> tuple[int, dict[str, int]]:
    """Return how many rows of a worksheet hold something, and how many of them in each of some columns."""
    names = {f"f{place}": each for place, each in enumerate(fields)}
    there = f"""
        FROM worksheet_cell JOIN worksheet_row ON worksheet_row.id = row_id
        WHERE engagement_id = :engagement AND worksheet = :worksheet AND removed_at IS NULL AND text <> ''
            AND field IN ({", ".join(f":{each}" for each in names)})"""
    named = {"engagement": engagement_id, "worksheet": worksheet, **names}
    rows: int = db.execute(f"SELECT count(DISTINCT row_id) {there}", named).fetchone()[0]
    return rows, dict(db.execute(f"SELECT field, count(*) {there} GROUP BY field", named).fetchall())


def place_before(db: Database, engagement_id: int, worksheet: str, place: int) -> int:
    """Return the place of the row before a place, 0 where there is none; removed rows count."""
    found: int = db.execute(
        """
        SELECT coalesce(max(place), 0) FROM worksheet_row
        WHERE engagement_id = :engagement AND worksheet = :worksheet AND place < :place""",
        {"engagement": engagement_id, "worksheet": worksheet, "place": place},
    ).fetchone()[0]
    return found


def is_saved(db: Database, engagement_id: int, name: str) -> bool:
    """Return whether a save of this name came before."""
    return (
        db.execute(
            "SELECT 1 FROM worksheet_save WHERE engagement_id = :engagement AND name = :name",
            {"engagement": engagement_id, "name": name},
        ).fetchone()
        is not None
    )


def draft(db: Database, engagement_id: int, worksheet: str, draft_id: str) -> StoredDraft | None:
    """Return a spreadsheet that was read for a worksheet, or None where it is gone or never was."""
    row = db.execute(
        """
        SELECT id, worksheet, source, document FROM worksheet_draft
        WHERE id = :id AND engagement_id = :engagement AND worksheet = :worksheet""",
        {"id": draft_id, "engagement": engagement_id, "worksheet": worksheet},
    ).fetchone()
    return StoredDraft(*row) if row else None


# What follows is called inside write().


def next_version(db: Database, engagement_id: int, worksheet: str) -> int:
    """Count one more change of a worksheet and return its version."""
    number: int = db.execute(
        """
        INSERT INTO worksheet_version (engagement_id, worksheet, version)
        VALUES (:engagement, :worksheet, 1)
        ON CONFLICT (engagement_id, worksheet) DO UPDATE SET version = version + 1 RETURNING version""",
        {"engagement": engagement_id, "worksheet": worksheet},
    ).fetchone()[0]
    return number


def record_save(db: Database, engagement_id: int, name: str, now: datetime, before: datetime) -> None:
    """Remember a save, and forget those before a moment."""
    db.execute("DELETE FROM worksheet_save WHERE saved_at < :before", {"before": as_text(before)})
    db.execute(
        "INSERT INTO worksheet_save (engagement_id, name, saved_at) VALUES (:engagement, :name, :now)",
        {"engagement": engagement_id, "name": name, "now": as_text(now)},
    )


def add_row(db: Database, engagement_id: int, worksheet: str, key: str, place: int) -> StoredRow:
    """Store a row without cells and return it."""
    row = db.execute(
        """
        INSERT INTO worksheet_row (engagement_id, worksheet, place, key)
        VALUES (:engagement, :worksheet, :place, :key) RETURNING id""",
        {"engagement": engagement_id, "worksheet": worksheet, "place": place, "key": key},
    ).fetchone()
    return StoredRow(row[0], key, place, None)


def spread(db: Database, engagement_id: int, worksheet: str, changed: int) -> None:
    """Put all rows of a worksheet at even distances again, in the order that they have."""
    db.execute(
        """
        UPDATE worksheet_row SET place = turn.number * :step, changed = :changed
        FROM (
            SELECT id, row_number() OVER (ORDER BY place, id) AS number FROM worksheet_row
            WHERE engagement_id = :engagement AND worksheet = :worksheet) AS turn
        WHERE worksheet_row.id = turn.id""",
        {"engagement": engagement_id, "worksheet": worksheet, "step": STEP, "changed": changed},
    )


def put_cells(db: Database, cells: Sequence[tuple[int, str, str]]) -> None:
    """Store the texts of cells, each with its row and column, and count their revisions."""
    db.conn.executemany(
        """
        INSERT INTO worksheet_cell (row_id, field, text, revision) VALUES (?, ?, ?, 1)
        ON CONFLICT (row_id, field) DO UPDATE SET text = excluded.text, revision = revision + 1""",
        cells,
    )


def mark_removed(db: Database, row_id: int, now: datetime | None) -> None:
    """Remove a row, or bring it back where no moment is given; its cells stay as they are."""
    db.execute(
        "UPDATE worksheet_row SET removed_at = :now WHERE id = :id",
        {"id": row_id, "now": as_text(now) if now else None},
    )


def mark_changed(db: Database, row_ids: Iterable[int], changed: int) -> None:
    """Say with which version rows changed."""
    db.conn.executemany(
        "UPDATE worksheet_row SET changed = ? WHERE id = ?", [(changed, each) for each in row_ids]
    )


def add_draft(
    db: Database,
    engagement_id: int,
    worksheet: str,
    draft_id: str,
    *,
    source: str,
    document: str,
    now: datetime,
    before: datetime,
) -> None:
    """Store a spreadsheet that was read, and forget those that were read before a moment."""
    db.execute("DELETE FROM worksheet_draft WHERE made_at < :before", {"before": as_text(before)})
    db.execute(
        """
        INSERT INTO worksheet_draft (id, engagement_id, worksheet, source, document, made_at)
        VALUES (:id, :engagement, :worksheet, :source, :document, :now)""",
        {
            "id": draft_id,
            "engagement": engagement_id,
            "worksheet": worksheet,
            "source": source,
            "document": document,
            "now": as_text(now),
        },
    )


def change_draft(db: Database, draft_id: str, document: str) -> None:
    """Store what became of a spreadsheet that was read."""
    db.execute(
        "UPDATE worksheet_draft SET document = :document WHERE id = :id",
        {"id": draft_id, "document": document},
    )


def remove_draft(db: Database, draft_id: str) -> None:
    """Forget a spreadsheet that was read."""
    db.execute("DELETE FROM worksheet_draft WHERE id = :id", {"id": draft_id})


def _rows(db: Database, where: str, named: dict[str, object]) -> list[StoredRow]:
    """Return rows with their cells, by a condition on worksheet_row."""
    found = {
        row[0]: StoredRow(*row)
        for row in db.execute(
            f"SELECT id, key, place, removed_at FROM worksheet_row WHERE {where} ORDER BY place, id", named
        ).fetchall()
    }
    cells = db.execute(
        f"""
        SELECT row_id, field, text, revision FROM worksheet_cell
        JOIN worksheet_row ON worksheet_row.id = row_id WHERE {where}""",
        named,
    ).fetchall()
    for row_id, column, text, revision in cells:
        found[row_id].cells[column] = (text, revision)
    return list(found.values())


def _parted(keys: Collection[str]) -> list[list[str]]:
    every = list(dict.fromkeys(keys))
    return [every[start : start + _AT_ONCE] for start in range(0, len(every), _AT_ONCE)]
