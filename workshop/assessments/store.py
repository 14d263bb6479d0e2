"""What the database keeps of waves and their answers, and the frozen records it gives back."""

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import msgspec
from sqlite_utils import Database

from questionnaires.answers import BLANK, QUESTIONS, AnswerTable
from questionnaires.pack import MethodPack
from questionnaires.tally import Tally
from workshop.dates import as_text, from_text

What = Literal["results", "blueprint"]
RELEASED: tuple[What, ...] = ("results", "blueprint")


@dataclass(frozen=True, slots=True)
class Wave:
    """One round of an engagement's assessment, with the pack as it was then and the stored counts."""

    id: int
    number: int
    threshold: int
    pack: MethodPack
    tally: Tally
    imported_at: datetime


def latest_wave(db: Database, engagement_id: int) -> Wave | None:
    """Return the latest wave of an engagement that has been counted, or None."""
    rows = db.query(
        """
        SELECT wave.id, number, threshold, pack, document, imported_at
        FROM wave JOIN tally ON tally.wave_id = wave.id
        WHERE engagement_id = :engagement ORDER BY number DESC LIMIT 1""",
        {"engagement": engagement_id},
    )
    return next((_wave(row) for row in list(rows)), None)


@dataclass(frozen=True, slots=True)
class WaveLine:
    """A wave as a list shows it."""

    number: int
    file_name: str
    imported_at: datetime
    threshold: int
    pack_version: str
    answered: int


def waves(db: Database, engagement_id: int) -> list[WaveLine]:
    """Return the waves of an engagement, the latest first."""
    rows = db.query(
        """
        SELECT number, file_name, imported_at, threshold, pack_version,
               (SELECT count(*) FROM sheet WHERE sheet.wave_id = wave.id) AS answered
        FROM wave WHERE engagement_id = :engagement ORDER BY number DESC""",
        {"engagement": engagement_id},
    )
    return [
        WaveLine(
            row["number"],
            row["file_name"],
            from_text(row["imported_at"]),
            row["threshold"],
            row["pack_version"],
            row["answered"],
        )
        for row in rows
    ]


def released(db: Database, wave_id: int) -> frozenset[str]:
    """Return what of a wave a consultant has released to the client's sponsors."""
    rows = db.query("SELECT what FROM release WHERE wave_id = :wave", {"wave": wave_id})
    return frozenset(row["what"] for row in rows)


def _wave(row: dict[str, str]) -> Wave:
    return Wave(
        id=int(row["id"]),
        number=int(row["number"]),
        threshold=int(row["threshold"]),
        pack=msgspec.json.decode(row["pack"], type=MethodPack),
        tally=Tally.from_json(row["document"]),
        imported_at=from_text(row["imported_at"]),
    )


# What follows is called inside write().


def add_wave(
    db: Database, engagement_id: int, pack: MethodPack, *, threshold: int, file_name: str, now: datetime
) -> int:
    """Store an engagement's next wave, with pack and threshold frozen into it, and return its number."""
    return _added(
        db,
        """
        INSERT INTO wave
            (engagement_id, number, threshold, pack_id, pack_version, pack, file_name, imported_at)
        SELECT :engagement, coalesce(max(number), 0) + 1, :threshold, :pack_id, :version, :pack, :file, :now
        FROM wave WHERE engagement_id = :engagement RETURNING id""",
        {
            "engagement": engagement_id,
            "threshold": threshold,
            "pack_id": pack.id,
            "version": pack.version,
            "pack": msgspec.json.encode(pack).decode(),
            "file": file_name,
            "now": as_text(now),
        },
    )


def add_answers(db: Database, wave_id: int, table: AnswerTable) -> None:
    """Store the answers of a wave, a sheet for each respondent under a random label, not that of the file."""
    sheets = [_add_sheet(db, wave_id) for _ in table.respondents]
    put = db.conn.executemany
    put("INSERT INTO asked (wave_id, capability, question) VALUES (?, ?, ?)", _asked(wave_id, table))
    put("INSERT INTO sheet_group (sheet_id, group_column, value) VALUES (?, ?, ?)", _groups(sheets, table))
    put(
        "INSERT INTO answer (sheet_id, capability, question, code) VALUES (?, ?, ?, ?)", _codes(sheets, table)
    )
    put(
        "INSERT INTO comment (sheet_id, capability, text) VALUES (?, ?, ?)",
        ((sheets[each.respondent], each.capability, each.text) for each in table.comments),
    )


def store_tally(db: Database, wave_id: int, tally: Tally, now: datetime) -> None:
    """Store what the answers of a wave add up to, in place of an earlier count."""
    db.execute(
        """
        INSERT INTO tally (wave_id, counted_at, document) VALUES (:wave, :now, :document)
        ON CONFLICT (wave_id) DO UPDATE SET counted_at = excluded.counted_at, document = excluded.document""",
        {"wave": wave_id, "now": as_text(now), "document": tally.as_json().decode()},
    )


def release(db: Database, wave_id: int, what: What, account_id: int, now: datetime) -> None:
    """Store that sponsors may see something of a wave from now on."""
    db.execute(
        """
        INSERT INTO release (wave_id, what, released_at, account_id) VALUES (:wave, :what, :now, :account)
        ON CONFLICT (wave_id, what) DO NOTHING""",
        {"wave": wave_id, "what": what, "now": as_text(now), "account": account_id},
    )


def withdraw(db: Database, wave_id: int, what: What) -> None:
    """Take back what was released; whoever has read it has read it."""
    db.execute("DELETE FROM release WHERE wave_id = :wave AND what = :what", {"wave": wave_id, "what": what})


def _added(db: Database, sql: str, values: dict[str, object]) -> int:
    identity: int = db.execute(sql, values).fetchone()[0]
    return identity


def _add_sheet(db: Database, wave_id: int) -> int:
    return _added(
        db,
        "INSERT INTO sheet (wave_id, label) VALUES (:wave, :label) RETURNING id",
        {"wave": wave_id, "label": secrets.token_hex(8)},
    )


def _asked(wave_id: int, table: AnswerTable) -> Iterator[tuple[int, str, str]]:
    for capability, questions in zip(table.capabilities, table.asked.tolist(), strict=True):
        for question, put in zip(QUESTIONS, questions, strict=True):
            if put:
                yield wave_id, capability, question


def _groups(sheets: Sequence[int], table: AnswerTable) -> Iterator[tuple[int, str, str]]:
    for column, values in table.groups.items():
        for sheet, value in zip(sheets, values, strict=True):
            yield sheet, column, value


def _codes(sheets: Sequence[int], table: AnswerTable) -> Iterator[tuple[int, str, str, int]]:
    for capability, questions in zip(table.capabilities, table.codes, strict=True):
        for question, codes in zip(QUESTIONS, questions, strict=True):
            for sheet, code in zip(sheets, codes.tolist(), strict=True):
                if code != BLANK:
                    yield sheet, capability, question, code
