"""What the database keeps of answers and their counts, and the frozen records it gives back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

import msgspec
from sqlite_utils import Database

from questionnaires.answers import BLANK, QUESTIONS, AnswerTable
from questionnaires.pack import MethodPack
from questionnaires.tally import Tally
from workshop.dates import as_text, from_text
from workshop.waves.store import Item, add_sheet, pack_text

_KEPT = 16
"""So many counts and packs are kept decoded in each process: the same text is the same object."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A wave that was counted, with the pack as it was then; `assessed_at` is when its answers were in."""

    id: int
    number: int
    threshold: int
    comment_threshold: int
    pack: MethodPack
    tally: Tally
    assessed_at: datetime


def latest_counted(
    db: Database, engagement_id: int, number: int | None = None, *, released: bool = False
) -> Counted | None:
    """Return the latest wave of an engagement that has been counted, or None.

    With `released`, the latest whose results were released to sponsors; with `number`, only the wave with
    that number can be it.
    """
    rows = db.query(
        """
        SELECT wave.id, number, threshold, comment_threshold, document,
            coalesce(closed_at, counted_at) AS assessed_at
        FROM wave JOIN tally ON tally.wave_id = wave.id
        LEFT JOIN wave_closure ON wave_closure.wave_id = wave.id
        WHERE engagement_id = :engagement AND (NOT :released OR EXISTS
            (SELECT 1 FROM release WHERE release.wave_id = wave.id))
            AND (:number IS NULL OR number = :number)
        ORDER BY number DESC LIMIT 1""",
        {"engagement": engagement_id, "released": released, "number": number},
    )
    return next((_counted(db, row) for row in list(rows)), None)


def released(db: Database, wave_id: int) -> bool:
    """Return whether a consultant has released the results of a wave to the client's sponsors."""
    return any(db.query("SELECT 1 FROM release WHERE wave_id = :wave", {"wave": wave_id}))


def _counted(db: Database, row: dict[str, str]) -> Counted:
    return Counted(
        id=int(row["id"]),
        number=int(row["number"]),
        threshold=int(row["threshold"]),
        comment_threshold=int(row["comment_threshold"]),
        pack=_pack(pack_text(db, int(row["id"]))),
        tally=_tally(row["document"]),
        assessed_at=from_text(row["assessed_at"]),
    )


@lru_cache(maxsize=_KEPT)
def _pack(text: str) -> MethodPack:
    return msgspec.json.decode(text, type=MethodPack)


@lru_cache(maxsize=_KEPT)
def _tally(document: str) -> Tally:
    return Tally.from_json(document)


# What follows is called inside write().


def add_answers(db: Database, wave_id: int, questionnaire_id: int, table: AnswerTable) -> None:
    """Store answers from a file, a sheet for each respondent under a random label, not that of the file."""
    put_answers(
        db, [add_sheet(db, wave_id, questionnaire_id, {}, imported=True) for _ in table.respondents], table
    )


def put_answers(db: Database, sheets: Sequence[int], table: AnswerTable) -> None:
    """Store answers, with the groups of who gave them, on empty sheets: one for each respondent."""
    put = db.conn.executemany
    put("INSERT INTO sheet_group (sheet_id, group_column, value) VALUES (?, ?, ?)", _groups(sheets, table))
    put(
        "INSERT INTO answer (sheet_id, capability, question, code) VALUES (?, ?, ?, ?)", _codes(sheets, table)
    )
    put(
        "INSERT INTO comment (sheet_id, capability, text) VALUES (?, ?, ?)",
        ((sheets[each.respondent], each.capability, each.text) for each in table.comments),
    )


def store_tally(
    db: Database, wave_id: int, tally: Tally, now: datetime, charter: Tally | None = None
) -> None:
    """Store what the answers of a wave add up to, in place of an earlier count; the charter has its own."""
    db.execute(
        """
        INSERT INTO tally (wave_id, counted_at, document, charter) VALUES (:wave, :now, :document, :charter)
        ON CONFLICT (wave_id) DO UPDATE SET counted_at = excluded.counted_at, document = excluded.document,
            charter = excluded.charter""",
        {
            "wave": wave_id,
            "now": as_text(now),
            "document": tally.as_json().decode(),
            "charter": charter.as_json().decode() if charter else "",
        },
    )
    store_answered(db, wave_id)


def store_answered(db: Database, wave_id: int) -> None:
    """Store how many sheets of a wave were handed in, or came from a file."""
    db.execute(
        """
        INSERT INTO wave_answered (wave_id, people)
        SELECT :wave, count(*) FROM sheet WHERE wave_id = :wave AND (imported = 1
            OR EXISTS (SELECT 1 FROM submission WHERE submission.sheet_id = sheet.id))
        ON CONFLICT (wave_id) DO UPDATE SET people = excluded.people""",
        {"wave": wave_id},
    )


def release(db: Database, wave_id: int, account_id: int, now: datetime) -> None:
    """Store that sponsors may see the results of a wave from now on."""
    db.execute(
        """
        INSERT INTO release (wave_id, what, released_at, account_id) VALUES (:wave, 'results', :now, :account)
        ON CONFLICT (wave_id, what) DO NOTHING""",
        {"wave": wave_id, "now": as_text(now), "account": account_id},
    )


def withdraw(db: Database, wave_id: int) -> None:
    """Take back the results of a wave; whoever has read them has read them."""
    db.execute("DELETE FROM release WHERE wave_id = :wave", {"wave": wave_id})


def items_of(table: AnswerTable) -> list[Item]:
    """Return what was asked of the people of a file."""
    return [
        (capability, question)
        for capability, questions in zip(table.capabilities, table.asked.tolist(), strict=True)
        for question, put in zip(QUESTIONS, questions, strict=True)
        if put
    ]


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
