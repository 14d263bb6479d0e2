"""What the database keeps of the words that may be shown of each capability, apart from who wrote them."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlite_utils import Database

Kind = Literal["comment", "reason"]
_KEY_BYTES = 8


@dataclass(frozen=True, slots=True)
class Rated:
    """How many had rated a capability: those who answered here, and those from files beside them."""

    here: int
    filed: int


@dataclass(frozen=True, slots=True)
class Words:
    """What someone wrote of a capability: a comment, or the reason why it is not applicable."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Shown:
    """Some of what is shown of a capability, and how much there is of each kind in all."""

    words: tuple[Words, ...]
    comments: int
    reasons: int

    @property
    def total(self) -> int:
        """Return how much there is of both."""
        return self.comments + self.reasons


def taken_up(db: Database, wave_id: int) -> dict[str, Rated]:
    """Return how many had rated each capability when its words were taken up last."""
    rows = db.query(
        "SELECT capability, rated, filed FROM words_taken_up WHERE wave_id = :wave", {"wave": wave_id}
    )
    return {row["capability"]: Rated(row["rated"], row["filed"]) for row in rows}


def shown(db: Database, wave_id: int, capability: str, first: int, most: int) -> Shown:
    """Return so many of the words that are shown of a capability, from a place on: comments, then reasons."""
    which: dict[str, object] = {"wave": wave_id, "capability": capability}
    counts = dict(
        db.execute(
            """
            SELECT kind, count(*) FROM shown_words
            WHERE wave_id = :wave AND capability = :capability GROUP BY kind""",
            which,
        ).fetchall()
    )
    rows = db.query(
        """
        SELECT kind, text FROM shown_words WHERE wave_id = :wave AND capability = :capability
        ORDER BY kind, drawn LIMIT :most OFFSET :first""",
        {**which, "most": most, "first": first},
    )
    words = tuple(Words(row["kind"], row["text"]) for row in rows)
    return Shown(words, counts.get("comment", 0), counts.get("reason", 0))


def totals(db: Database, wave_id: int) -> dict[str, int]:
    """Return how many words are shown of each capability of a wave, of both kinds; of none, no entry."""
    rows = db.execute(
        "SELECT capability, count(*) FROM shown_words WHERE wave_id = :wave GROUP BY capability",
        {"wave": wave_id},
    ).fetchall()
    return dict(rows)


def written(db: Database, wave_id: int) -> dict[str, list[Words]]:
    """Return what all sheets of a wave hold by capability, of what their questionnaires ask about."""
    found: dict[str, list[Words]] = {}
    for row in db.query(
        """
        WITH asked AS (
            SELECT DISTINCT questionnaire_id, capability FROM questionnaire_item
            JOIN questionnaire ON questionnaire.id = questionnaire_id WHERE wave_id = :wave)
        SELECT 'comment' AS kind, comment.capability, text FROM sheet
        JOIN comment ON comment.sheet_id = sheet.id
        JOIN asked ON asked.questionnaire_id = sheet.questionnaire_id
            AND asked.capability = comment.capability
        WHERE wave_id = :wave
        UNION ALL
        SELECT 'reason', reason.capability, text FROM sheet
        JOIN reason ON reason.sheet_id = sheet.id
        JOIN asked ON asked.questionnaire_id = sheet.questionnaire_id
            AND asked.capability = reason.capability
        WHERE wave_id = :wave""",
        {"wave": wave_id},
    ):
        found.setdefault(row["capability"], []).append(Words(row["kind"], row["text"]))
    return found


# What follows is called inside write().


def take_up(db: Database, wave_id: int, capability: str, rated: Rated, words: Sequence[Words]) -> None:
    """Store these words in place of those that were shown, in an order of chance that stays."""
    which = {"wave": wave_id, "capability": capability}
    db.execute(
        """
        INSERT INTO words_taken_up (wave_id, capability, rated, filed)
        VALUES (:wave, :capability, :here, :filed)
        ON CONFLICT (wave_id, capability) DO UPDATE SET rated = excluded.rated, filed = excluded.filed""",
        {**which, "here": rated.here, "filed": rated.filed},
    )
    db.execute("DELETE FROM shown_words WHERE wave_id = :wave AND capability = :capability", which)
    db.conn.executemany(
        "INSERT INTO shown_words (wave_id, capability, kind, drawn, text) VALUES (?, ?, ?, ?, ?)",
        [(wave_id, capability, *row) for row in sorted(_drawn(words))],
    )


def _drawn(words: Iterable[Words]) -> list[tuple[str, str, str]]:
    """Return words with a key drawn for each: they are stored, and shown, in the order of the keys."""
    return [(each.kind, secrets.token_hex(_KEY_BYTES), each.text) for each in words]
