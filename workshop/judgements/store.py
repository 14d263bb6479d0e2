"""What the database keeps of judgements: a record that only grows, of which the latest of a kind stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from questionnaires.judgement import Judgement, Kind, Reviewed
from workshop.dates import as_text, from_text


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the record: what was said of a capability; `value` is None where it was withdrawn."""

    id: int
    capability: str
    kind: Kind
    wave: int | None
    value: float | None
    reason: str
    evidence: str
    by: str
    at: datetime
    documents: tuple[Reviewed, ...]

    @property
    def judgement(self) -> Judgement | None:
        """Return the judgement that it is, None where it withdraws one."""
        if self.value is None:
            return None
        return Judgement(
            self.id,
            self.kind,
            self.value,
            self.reason,
            self.evidence,
            self.by,
            self.at,
            self.documents,
            self.wave,
        )


_ENTRY = """
    SELECT judgement.id, capability, kind, wave.number, tenths, reason, evidence, said_by, said_at
    FROM judgement LEFT JOIN wave ON wave.id = wave_id
    WHERE judgement.engagement_id = :engagement"""


def latest(db: Database, engagement_id: int, wave_id: int | None, upto: int | None = None) -> list[Entry]:
    """Return the latest entry of each capability and kind; of adjustments, those of one wave.

    With `upto`, as it was when the entry of that number was the last.
    """
    values = {"engagement": engagement_id, "wave": wave_id, "upto": upto}
    return _entries(
        db,
        f"""
        {_ENTRY} AND (kind <> 'adjustment' OR wave_id = :wave) AND judgement.id IN (
            SELECT max(id) FROM judgement
            WHERE engagement_id = :engagement AND (:upto IS NULL OR id <= :upto)
            GROUP BY capability, kind, wave_id)
        ORDER BY judgement.id""",
        values,
    )


def record_of(db: Database, engagement_id: int, capability: str) -> list[Entry]:
    """Return everything that was said of a capability, the latest first."""
    values = {"engagement": engagement_id, "capability": capability}
    return _entries(db, f"{_ENTRY} AND capability = :capability ORDER BY judgement.id DESC", values)


def last_entry(db: Database, engagement_id: int) -> int:
    """Return the number of an engagement's last entry, 0 where there is none."""
    number: int = db.execute(
        "SELECT coalesce(max(id), 0) FROM judgement WHERE engagement_id = :engagement",
        {"engagement": engagement_id},
    ).fetchone()[0]
    return number


def latest_wave(db: Database, engagement_id: int) -> int | None:
    """Return the number of the row of the latest wave that was counted, None where there is none."""
    row = db.execute(
        """
        SELECT wave.id FROM wave JOIN tally ON tally.wave_id = wave.id
        WHERE engagement_id = :engagement ORDER BY number DESC LIMIT 1""",
        {"engagement": engagement_id},
    ).fetchone()
    return int(row[0]) if row else None


def _entries(db: Database, sql: str, values: dict[str, object]) -> list[Entry]:
    rows = db.execute(sql, values).fetchall()
    documents = _documents(db, values["engagement"]) if rows else {}
    return [
        Entry(
            id=row[0],
            capability=row[1],
            kind=row[2],
            wave=row[3],
            value=None if row[4] is None else row[4] / 10,
            reason=row[5],
            evidence=row[6],
            by=row[7],
            at=from_text(row[8]),
            documents=tuple(documents.get(row[0], ())),
        )
        for row in rows
    ]


def _documents(db: Database, engagement_id: object) -> dict[int, list[Reviewed]]:
    """Return the documents of an engagement's judgements, as they are called now, by the judgement."""
    found: dict[int, list[Reviewed]] = {}
    for judgement_id, document_id, title in db.execute(
        """
        SELECT judgement_id, document.id, coalesce(document.title, judgement_document.title)
        FROM judgement_document
        JOIN judgement ON judgement.id = judgement_id
        LEFT JOIN document ON document.id = document_id
        WHERE judgement.engagement_id = :engagement ORDER BY judgement_id, place""",
        {"engagement": engagement_id},
    ).fetchall():
        found.setdefault(judgement_id, []).append(Reviewed(document_id, title))
    return found


# What follows is called inside write().


def add_entry(
    db: Database,
    engagement_id: int,
    *,
    capability: str,
    kind: Kind,
    tenths: int | None,
    reason: str,
    evidence: str = "",
    documents: Iterable[tuple[int, str]] = (),
    wave_id: int | None = None,
    account_id: int | None,
    by: str,
    now: datetime,
) -> int:
    """Store what is said of a capability and return its number; no `tenths` withdraws what stood.

    `documents` are numbers and titles; `wave_id` is given for an adjustment, and only then.
    """
    number: int = db.execute(
        """
        INSERT INTO judgement (engagement_id, capability, kind, wave_id, tenths, reason, evidence,
            account_id, said_by, said_at)
        VALUES (:engagement, :capability, :kind, :wave, :tenths, :reason, :evidence, :account, :by, :now)
        RETURNING id""",
        {
            "engagement": engagement_id,
            "capability": capability,
            "kind": kind,
            "wave": wave_id,
            "tenths": tenths,
            "reason": reason,
            "evidence": evidence,
            "account": account_id,
            "by": by,
            "now": as_text(now),
        },
    ).fetchone()[0]
    _put_documents(db, number, list(documents))
    return number


def _put_documents(db: Database, judgement_id: int, documents: Sequence[tuple[int, str]]) -> None:
    for place, (document_id, title) in enumerate(documents, 1):
        db.execute(
            """
            INSERT INTO judgement_document (judgement_id, place, document_id, title)
            VALUES (:judgement, :place, :document, :title)""",
            {"judgement": judgement_id, "place": place, "document": document_id, "title": title},
        )
