"""What the database keeps of the sources of strategy, and the frozen records it gives back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlite_utils import Database

Consent = Literal["attributed", "role", "none"]
Of = Literal["priority", "objective", "outlook"]
OF: tuple[Of, ...] = ("priority", "objective", "outlook")
"""What a source can be of."""
Kind = Literal["interview", "passage", "document", "words"]


@dataclass(frozen=True, slots=True)
class Source:
    """What something rests on: an interview, a passage of one, a document, or words that were typed in.

    `of` and `of_id` say what rests on it. `text` is the passage, the document's title or the typed words;
    `name` and `title` are those of the interviewee, `shown_as` the role that a passage may be shown with.
    `consent` is the passage's own, or that of the interview; documents and typed words need none.
    """

    id: int
    of: Of
    of_id: int
    kind: Kind
    kind_id: int
    text: str
    name: str
    title: str
    shown_as: str
    consent: Consent
    dated_on: date | None


@dataclass(frozen=True, slots=True)
class Speaker:
    """An interview that can be named as a source."""

    id: int
    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that can be named as a source, with who said it."""

    id: int
    text: str
    name: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that can be named as a source."""

    id: int
    title: str


_SOURCE = """
    SELECT strategy_source.id, priority_id, objective_id, outlook_id,
        strategy_source.interview_id, passage_id, document_id, words,
        coalesce(passage.text, document.title, words) AS text,
        coalesce(person.name, '') AS name, coalesce(person.title, '') AS title,
        coalesce(passage.shown_as, '') AS shown_as,
        coalesce(passage.consent, strategy_source.consent) AS consent, dated_on
    FROM strategy_source
    LEFT JOIN passage ON passage.id = passage_id
    LEFT JOIN document ON document.id = document_id
    LEFT JOIN interview ON interview.id = coalesce(strategy_source.interview_id, passage.interview_id)
    LEFT JOIN person ON person.id = person_id
    WHERE strategy_source.engagement_id = :engagement"""


def sources(db: Database, engagement_id: int, of: Of) -> dict[int, list[Source]]:
    """Return the sources of an engagement's priorities, objectives or outlook, by the number of each."""
    found: dict[int, list[Source]] = {}
    for row in db.query(
        f"{_SOURCE} AND {of}_id IS NOT NULL ORDER BY strategy_source.id", {"engagement": engagement_id}
    ):
        source = _source(row)
        found.setdefault(source.of_id, []).append(source)
    return found


def source(db: Database, engagement_id: int, source_id: int) -> Source | None:
    """Return one of an engagement's sources, or None where it has no such one."""
    rows = db.query(f"{_SOURCE} AND strategy_source.id = :id", {"engagement": engagement_id, "id": source_id})
    return next((_source(row) for row in list(rows)), None)


def speakers(db: Database, engagement_id: int) -> list[Speaker]:
    """Return the interviews of an engagement by the names of those who are interviewed."""
    rows = db.execute(
        """
        SELECT interview.id, name, title FROM interview JOIN person ON person.id = person_id
        WHERE interview.engagement_id = :engagement ORDER BY name COLLATE NOCASE, interview.id""",
        {"engagement": engagement_id},
    ).fetchall()
    return [Speaker(*row) for row in rows]


def passages(db: Database, engagement_id: int) -> list[Passage]:
    """Return the passages that were marked in an engagement's interviews, by who said them."""
    rows = db.execute(
        """
        SELECT passage.id, text, name FROM passage
        JOIN interview ON interview.id = interview_id JOIN person ON person.id = person_id
        WHERE passage.engagement_id = :engagement ORDER BY name COLLATE NOCASE, passage.id""",
        {"engagement": engagement_id},
    ).fetchall()
    return [Passage(*row) for row in rows]


def papers(db: Database, engagement_id: int) -> list[Paper]:
    """Return the documents that were reviewed, by title."""
    rows = db.execute(
        """
        SELECT id, title FROM document
        WHERE engagement_id = :engagement ORDER BY title COLLATE NOCASE, id""",
        {"engagement": engagement_id},
    ).fetchall()
    return [Paper(*row) for row in rows]


def _source(row: Mapping[str, object]) -> Source:
    of = next(each for each in OF if row[f"{each}_id"] is not None)
    kinds: tuple[Kind, ...] = ("interview", "passage", "document")
    kind: Kind = next((each for each in kinds if row[f"{each}_id"] is not None), "words")
    dated = row["dated_on"]
    return Source(
        int(str(row["id"])),
        of,
        int(str(row[f"{of}_id"])),
        kind,
        0 if kind == "words" else int(str(row[f"{kind}_id"])),
        str(row["text"]),
        str(row["name"]),
        str(row["title"]),
        str(row["shown_as"]),
        row["consent"],  # type: ignore[arg-type]
        date.fromisoformat(str(dated)) if dated else None,
    )


# What follows is called inside write().


def add_source(
    db: Database,
    engagement_id: int,
    of: Of,
    of_id: int,
    *,
    kind: Kind,
    kind_id: int = 0,
    words: str = "",
    consent: Consent = "none",
) -> bool:
    """Store a source unless the same one is there already; return whether it was new."""
    values = {
        "engagement": engagement_id,
        "of": of_id,
        "interview": kind_id if kind == "interview" else None,
        "passage": kind_id if kind == "passage" else None,
        "document": kind_id if kind == "document" else None,
        "words": words if kind == "words" else "",
        "consent": consent if kind == "interview" else "none",
    }
    return bool(
        db.execute(
            f"""
            INSERT INTO strategy_source
                (engagement_id, {of}_id, interview_id, passage_id, document_id, words, consent)
            SELECT :engagement, :of, :interview, :passage, :document, :words, :consent
            WHERE NOT EXISTS (
                SELECT 1 FROM strategy_source WHERE {of}_id = :of AND interview_id IS :interview
                AND passage_id IS :passage AND document_id IS :document AND words = :words)
            RETURNING id""",
            values,
        ).fetchall()
    )


def remove_source(db: Database, engagement_id: int, source_id: int) -> None:
    """Forget that something rests on a source; the interview, the quote or the document stays."""
    db.execute(
        "DELETE FROM strategy_source WHERE id = :id AND engagement_id = :engagement",
        {"id": source_id, "engagement": engagement_id},
    )
