"""What the database keeps of chapters: their order, which are off, and the consultants' own paragraphs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from workshop.dates import as_text, from_text
from workshop.history.store import Actor


@dataclass(frozen=True, slots=True)
class Leaning:
    """A figure that a paragraph leans on, as it was shown when a consultant last said that it holds."""

    key: str
    label: str
    shown: str


@dataclass(frozen=True, slots=True)
class OwnParagraph:
    """A consultant's own words in a chapter; `revision` grows with every change."""

    id: int
    chapter: str
    place: int
    text: str
    revision: int
    by: str
    at: datetime
    figures: tuple[Leaning, ...] = ()


@dataclass(frozen=True, slots=True)
class Placed:
    """The chapters that have a place of the consultants' choice, in order, and those that are off."""

    order: tuple[str, ...] = ()
    off: frozenset[str] = frozenset()


def placed(db: Database, engagement_id: int) -> Placed:
    """Return the order of an engagement's chapters, and which are off."""
    rows = list(
        db.query(
            """
            SELECT chapter, off FROM blueprint_chapter
            WHERE engagement_id = :engagement ORDER BY place, chapter""",
            {"engagement": engagement_id},
        )
    )
    return Placed(
        tuple(row["chapter"] for row in rows), frozenset(row["chapter"] for row in rows if row["off"])
    )


_PARAGRAPH = """
    SELECT id, chapter, place, text, revision, written_by, written_at FROM own_paragraph
    WHERE engagement_id = :engagement"""


def paragraphs(db: Database, engagement_id: int) -> list[OwnParagraph]:
    """Return an engagement's own paragraphs, chapter by chapter, in their order."""
    leaning: dict[int, list[Leaning]] = {}
    for row in db.query(
        """
        SELECT paragraph_id, key, label, shown FROM own_paragraph_figure
        JOIN own_paragraph ON own_paragraph.id = paragraph_id
        WHERE engagement_id = :engagement ORDER BY paragraph_id, own_paragraph_figure.place""",
        {"engagement": engagement_id},
    ):
        leaning.setdefault(row["paragraph_id"], []).append(Leaning(row["key"], row["label"], row["shown"]))
    rows = db.query(f"{_PARAGRAPH} ORDER BY chapter, place, id", {"engagement": engagement_id})
    return [_paragraph(row, leaning.get(row["id"], [])) for row in rows]


def paragraph(db: Database, engagement_id: int, paragraph_id: int) -> OwnParagraph | None:
    """Return one of an engagement's own paragraphs, or None."""
    return next((each for each in paragraphs(db, engagement_id) if each.id == paragraph_id), None)


def _paragraph(row: dict[str, str], leaning: Sequence[Leaning]) -> OwnParagraph:
    return OwnParagraph(
        id=int(row["id"]),
        chapter=row["chapter"],
        place=int(row["place"]),
        text=row["text"],
        revision=int(row["revision"]),
        by=row["written_by"],
        at=from_text(row["written_at"]),
        figures=tuple(leaning),
    )


# What follows is called inside write().


def put_chapters(db: Database, engagement_id: int, order: Sequence[str], off: Iterable[str]) -> None:
    """Store the order of all chapters, and which are off."""
    switched_off = set(off)
    db.execute(
        "DELETE FROM blueprint_chapter WHERE engagement_id = :engagement", {"engagement": engagement_id}
    )
    db.conn.executemany(
        "INSERT INTO blueprint_chapter (engagement_id, chapter, place, off) VALUES (?, ?, ?, ?)",
        [
            (engagement_id, each, place, int(each in switched_off))  # type: ignore[misc]
            for place, each in enumerate(order, 1)
        ],
    )


def add_paragraph(
    db: Database, engagement_id: int, chapter: str, text: str, figures: Sequence[Leaning], by: Actor,
    now: datetime,
) -> int:  # fmt: skip
    """Store a paragraph as the last one of its chapter, and return its number."""
    row = db.execute(
        """
        INSERT INTO own_paragraph (engagement_id, chapter, place, text, revision, account_id, written_by,
            written_at)
        SELECT :engagement, :chapter, coalesce(max(place), 0) + 1, :text, 1, :account, :by, :now
        FROM own_paragraph WHERE engagement_id = :engagement AND chapter = :chapter RETURNING id""",
        {"engagement": engagement_id, "chapter": chapter, "text": text}
        | {"account": by.account_id, "by": by.name, "now": as_text(now)},
    ).fetchone()
    put_figures(db, int(row[0]), figures)
    return int(row[0])


def change_paragraph(
    db: Database, paragraph_id: int, text: str, figures: Sequence[Leaning], by: Actor, now: datetime
) -> None:
    """Store a paragraph as it was changed, with what it leans on now."""
    db.execute(
        """
        UPDATE own_paragraph SET text = :text, revision = revision + 1, account_id = :account,
            written_by = :by, written_at = :now
        WHERE id = :id""",
        {"id": paragraph_id, "text": text, "account": by.account_id, "by": by.name, "now": as_text(now)},
    )
    put_figures(db, paragraph_id, figures)


def confirm_paragraph(db: Database, paragraph_id: int, figures: Sequence[Leaning]) -> None:
    """Store that a paragraph still holds beside the figures as they are shown now."""
    db.execute("UPDATE own_paragraph SET revision = revision + 1 WHERE id = :id", {"id": paragraph_id})
    put_figures(db, paragraph_id, figures)


def put_figures(db: Database, paragraph_id: int, figures: Sequence[Leaning]) -> None:
    """Store what a paragraph leans on, in place of what it leaned on before."""
    db.execute("DELETE FROM own_paragraph_figure WHERE paragraph_id = :id", {"id": paragraph_id})
    db.conn.executemany(
        """
        INSERT INTO own_paragraph_figure (paragraph_id, place, key, label, shown)
        VALUES (?, ?, ?, ?, ?)""",
        [
            (paragraph_id, place, each.key, each.label, each.shown)  # type: ignore[misc]
            for place, each in enumerate(figures, 1)
        ],
    )


def put_in_order(db: Database, numbers: Sequence[int]) -> None:
    """Store the order of the paragraphs of a chapter."""
    db.conn.executemany("UPDATE own_paragraph SET place = ? WHERE id = ?", list(enumerate(numbers, 1)))  # type: ignore[arg-type]


def remove_paragraph(db: Database, paragraph_id: int) -> None:
    """Forget a paragraph."""
    put_figures(db, paragraph_id, ())
    db.execute("DELETE FROM own_paragraph WHERE id = :id", {"id": paragraph_id})
