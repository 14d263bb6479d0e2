"""Words looked for in the notes and written answers of one engagement, by the database's index of words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from workshop.themes.spoken.query import Term

MOST = 100
"""How many notes and answers are shown at once."""
_OPEN, _CLOSE = "\x02", "\x03"
_MARKS = re.compile(f"({_OPEN}|{_CLOSE})")
_AROUND = 32
"""How many words a snippet has."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a snippet; `looked_for` says whether it is what was looked for."""

    text: str
    looked_for: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A note or written answer in which all that was looked for stands; `interviewer` is "" for an answer."""

    interview_id: int
    question: str
    interviewer: str
    interviewer_id: int | None
    pieces: tuple[Piece, ...]


def found(db: Database, engagement_id: int, terms: Sequence[Term]) -> list[Found]:
    """Return where terms stand together in what was said in an engagement, by interview; [] without terms."""
    if not terms:
        return []
    rows = db.execute(
        """
        SELECT rowid, snippet(spoken, 1, :open, :close, '…', :around) FROM spoken
        WHERE spoken MATCH :match ORDER BY rowid LIMIT :most""",
        {
            "open": _OPEN,
            "close": _CLOSE,
            "around": _AROUND,
            "match": _match(engagement_id, terms),
            "most": MOST,
        },
    ).fetchall()
    places = _places(db, engagement_id) if rows else {}
    return [Found(*places[number], _pieces(text)) for number, text in rows if number in places]


def number_found(db: Database, engagement_id: int, terms: Sequence[Term]) -> int:
    """Return in how many notes and answers of an engagement terms stand together."""
    row = db.execute(
        "SELECT count(*) FROM spoken WHERE spoken MATCH :match", {"match": _match(engagement_id, terms)}
    ).fetchone()
    return int(row[0])


def _match(engagement_id: int, terms: Sequence[Term]) -> str:
    """Return what the index is asked; terms stand between quotes and mean nothing but their words."""
    return f"belongs : e{int(engagement_id)} AND text : ({' AND '.join(each.match for each in terms)})"


def _places(db: Database, engagement_id: int) -> dict[int, tuple[int, str, str, int | None]]:
    """Return where each note and answer of an engagement belongs, by its number in the index."""
    rows = db.execute(
        """
        SELECT note.id * 2, note.interview_id, question, interviewer.name, interviewer.id
        FROM note JOIN interview ON interview.id = note.interview_id
        JOIN interviewer ON interviewer.id = note.interviewer_id
        WHERE engagement_id = :engagement
        UNION ALL
        SELECT written_answer.id * 2 + 1, interview_id, question, '', NULL
        FROM written_answer JOIN interview ON interview.id = interview_id
        WHERE engagement_id = :engagement""",
        {"engagement": engagement_id},
    ).fetchall()
    return {number: tuple(place) for number, *place in rows}


def _pieces(snippet: str) -> tuple[Piece, ...]:
    pieces, inside = [], False
    for text in _MARKS.split(snippet):
        if text in (_OPEN, _CLOSE):
            inside = text == _OPEN
        elif text:
            pieces.append(Piece(text, inside))
    return tuple(pieces)
