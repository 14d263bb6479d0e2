"""What the database keeps of the words that may be shown of each capability, apart from who wrote them."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
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
    """What someone wrote of a capability: a comment, or the reason why it is not applicable.

    `by` is whose it is, for consultants: empty where nobody agreed to be named.
    """

    kind: Kind
    text: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """Words with the participant who agreed to be named beside them, None for everybody else."""

    words: Words
    participant: int | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """Some of what is shown of a capability, and how much there is of each kind in all.

    `names_kept_back` says that people agreed to be named, and are not, since it would tell of the others.
    """

    words: tuple[Words, ...]
    comments: int
    reasons: int
    names_kept_back: bool = False

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


def shown(
    db: Database, wave_id: int, capability: str, first: int, most: int, *, named: bool = False
) -> Shown:
    """Return so many of the words that are shown of a capability, from a place on: comments, then reasons.

    With `named`, which is for consultants, with the names of those who agreed to it.
    """
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
        SELECT kind, drawn, text FROM shown_words
        WHERE wave_id = :wave AND capability = :capability
        ORDER BY kind, drawn LIMIT :most OFFSET :first""",
        {**which, "most": most, "first": first},
    )
    said_by = names(db, wave_id, capability) if named else {}
    words = tuple(
        Words(row["kind"], row["text"], (said_by or {}).get((row["kind"], row["drawn"]), "")) for row in rows
    )
    return Shown(words, counts.get("comment", 0), counts.get("reason", 0), said_by is None)


def comments(db: Database, wave_id: int, most: int) -> dict[str, tuple[str, ...]]:
    """Return the first so many comments that are shown of each capability; of one without any, no entry."""
    found: dict[str, list[str]] = {}
    for capability, text in db.execute(
        """
        SELECT capability, text FROM (
            SELECT capability, text, drawn,
                row_number() OVER (PARTITION BY capability ORDER BY drawn) AS place
            FROM shown_words WHERE wave_id = :wave AND kind = 'comment')
        WHERE place <= :most ORDER BY capability, drawn""",
        {"wave": wave_id, "most": most},
    ).fetchall():
        found.setdefault(capability, []).append(text)
    return {capability: tuple(texts) for capability, texts in found.items()}


def totals(db: Database, wave_id: int) -> dict[str, int]:
    """Return how many words are shown of each capability of a wave, of both kinds; of none, no entry."""
    rows = db.execute(
        "SELECT capability, count(*) FROM shown_words WHERE wave_id = :wave GROUP BY capability",
        {"wave": wave_id},
    ).fetchall()
    return dict(rows)


def names(db: Database, wave_id: int, capability: str) -> dict[tuple[str, str], str] | None:
    """Return the names beside what is shown of a capability, by kind and key, in a wave that promised them.

    None where the words of the others could be told apart by them: where others wrote, as many people must
    have rated without agreeing to be named as must have rated before words are shown at all. They are those
    of the count that the words were taken up with, since who came later wrote none of these.
    """
    which: dict[str, object] = {"wave": wave_id, "capability": capability}
    rows = db.execute(
        """
        SELECT kind, drawn, person.name FROM words_said_by
        JOIN sheet_holder ON sheet_holder.participant_id = words_said_by.participant_id AND named = 1
        JOIN participant ON participant.id = words_said_by.participant_id
        JOIN person ON person.id = participant.person_id
        WHERE words_said_by.wave_id = :wave AND capability = :capability""",
        which,
    ).fetchall()
    if not rows:
        return None if _wrote_by_name(db, which) else {}
    words, others, enough = db.execute(
        """
        SELECT
            (SELECT count(*) FROM shown_words WHERE wave_id = :wave AND capability = :capability),
            (SELECT rated FROM words_taken_up WHERE wave_id = :wave AND capability = :capability)
                - (SELECT count(DISTINCT sheet.id) FROM sheet
                    JOIN sheet_holder ON sheet_holder.sheet_id = sheet.id AND named = 1
                    JOIN answer ON answer.sheet_id = sheet.id AND answer.capability = :capability
                        AND question IN ('current', 'target') AND code BETWEEN 1 AND 5
                    WHERE wave_id = :wave),
            (SELECT comment_threshold FROM wave WHERE id = :wave)""",
        which,
    ).fetchone()
    if words > len(rows) and others < enough:
        return None
    return {(kind, drawn): name for kind, drawn, name in rows}


def _wrote_by_name(db: Database, which: Mapping[str, object]) -> bool:
    """Return whether somebody wrote of a capability, and agreed to be named, in a wave that promised it."""
    found: int = db.execute(
        """
        SELECT EXISTS (
            SELECT 1 FROM sheet JOIN wave_launch ON wave_launch.wave_id = sheet.wave_id AND names_words = 1
            JOIN sheet_holder ON sheet_holder.sheet_id = sheet.id AND named = 1
            WHERE sheet.wave_id = :wave AND (
                EXISTS (SELECT 1 FROM comment WHERE sheet_id = sheet.id AND capability = :capability)
                OR EXISTS (SELECT 1 FROM reason WHERE sheet_id = sheet.id AND capability = :capability)))""",
        which,
    ).fetchone()[0]
    return bool(found)


def named_beside(db: Database, wave_id: int, capability: str) -> frozenset[int]:
    """Return the participants whose names stand beside what is shown of a capability."""
    if not names(db, wave_id, capability):
        return frozenset()
    rows = db.execute(
        "SELECT participant_id FROM words_said_by WHERE wave_id = :wave AND capability = :capability",
        {"wave": wave_id, "capability": capability},
    ).fetchall()
    return frozenset(row[0] for row in rows)


def written(db: Database, wave_id: int) -> dict[str, list[Written]]:
    """Return what all sheets of a wave hold by capability, of what their questionnaires ask about.

    Whose words they are is told of a wave that promised names alone, and of those alone who agreed.
    """
    found: dict[str, list[Written]] = {}
    for row in db.query(
        """
        WITH asked AS (
            SELECT DISTINCT questionnaire_id, capability FROM questionnaire_item
            JOIN questionnaire ON questionnaire.id = questionnaire_id WHERE wave_id = :wave),
        agreed AS (
            SELECT sheet_id, participant_id FROM sheet_holder
            WHERE named = 1 AND EXISTS (SELECT 1 FROM wave_launch WHERE wave_id = :wave AND names_words = 1))
        SELECT 'comment' AS kind, comment.capability, text, participant_id FROM sheet
        LEFT JOIN agreed ON agreed.sheet_id = sheet.id
        JOIN comment ON comment.sheet_id = sheet.id
        JOIN asked ON asked.questionnaire_id = sheet.questionnaire_id
            AND asked.capability = comment.capability
        WHERE wave_id = :wave
        UNION ALL
        SELECT 'reason', reason.capability, text, participant_id FROM sheet
        LEFT JOIN agreed ON agreed.sheet_id = sheet.id
        JOIN reason ON reason.sheet_id = sheet.id
        JOIN asked ON asked.questionnaire_id = sheet.questionnaire_id
            AND asked.capability = reason.capability
        WHERE wave_id = :wave""",
        {"wave": wave_id},
    ):
        words = Written(Words(row["kind"], row["text"]), row["participant_id"])
        found.setdefault(row["capability"], []).append(words)
    return found


# What follows is called inside write().


def take_up(db: Database, wave_id: int, capability: str, rated: Rated, words: Sequence[Written]) -> None:
    """Store these words in place of those that were shown, in an order of chance that stays."""
    which = {"wave": wave_id, "capability": capability}
    db.execute(
        """
        INSERT INTO words_taken_up (wave_id, capability, rated, filed)
        VALUES (:wave, :capability, :here, :filed)
        ON CONFLICT (wave_id, capability) DO UPDATE SET rated = excluded.rated, filed = excluded.filed""",
        {**which, "here": rated.here, "filed": rated.filed},
    )
    for table in ("words_said_by", "shown_words"):
        db.execute(f"DELETE FROM {table} WHERE wave_id = :wave AND capability = :capability", which)
    drawn = _drawn(words)
    db.conn.executemany(
        "INSERT INTO shown_words (wave_id, capability, kind, drawn, text) VALUES (?, ?, ?, ?, ?)",
        [(wave_id, capability, each.words.kind, key, each.words.text) for key, each in drawn],
    )
    db.conn.executemany(
        """
        INSERT INTO words_said_by (wave_id, capability, kind, drawn, participant_id)
        VALUES (?, ?, ?, ?, ?)""",
        [
            (wave_id, capability, each.words.kind, key, each.participant)
            for key, each in drawn
            if each.participant is not None
        ],
    )


def keep_names_back(db: Database, wave_id: int, capability: str) -> None:
    """Forget whose the words are that are shown of a capability."""
    db.execute(
        "DELETE FROM words_said_by WHERE wave_id = :wave AND capability = :capability",
        {"wave": wave_id, "capability": capability},
    )


def _drawn(words: Iterable[Written]) -> list[tuple[str, Written]]:
    """Return words with a key drawn for each: they are stored, and shown, in the order of the keys."""
    keyed = [(secrets.token_hex(_KEY_BYTES), each) for each in words]
    return sorted(keyed, key=lambda pair: (pair[1].words.kind, pair[0]))
