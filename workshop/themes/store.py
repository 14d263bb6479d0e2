"""What the database keeps of themes, and the frozen records it gives back."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class Theme:
    """Something that comes up in interviews; `meaning` says what belongs to it, and may be empty."""

    id: int
    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Held:
    """An interview with words in it, and the groups of its speaker, "" where not stated."""

    interview_id: int
    function: str
    seniority: str


def themes(db: Database, engagement_id: int) -> list[Theme]:
    """Return the themes of an engagement by name."""
    rows = db.query(
        "SELECT id, name, meaning FROM theme WHERE engagement_id = :engagement ORDER BY name",
        {"engagement": engagement_id},
    )
    return [Theme(**row) for row in rows]


def theme(db: Database, engagement_id: int, theme_id: int) -> Theme | None:
    """Return one of an engagement's themes, or None where it has no such one."""
    row = db.execute(
        "SELECT id, name, meaning FROM theme WHERE id = :id AND engagement_id = :engagement",
        {"id": theme_id, "engagement": engagement_id},
    ).fetchone()
    return Theme(*row) if row else None


def interviews_held(db: Database, engagement_id: int) -> list[Held]:
    """Return the interviews of an engagement in which there is a word."""
    rows = db.query(
        """
        SELECT interview.id AS interview_id, coalesce(function.name, '') AS function,
            coalesce(seniority.name, '') AS seniority
        FROM interview JOIN person ON person.id = person_id
        LEFT JOIN group_choice AS function ON function.id = function_id
        LEFT JOIN group_choice AS seniority ON seniority.id = seniority_id
        WHERE interview.engagement_id = :engagement AND (
            EXISTS (SELECT 1 FROM note WHERE note.interview_id = interview.id AND trim(note.text) <> '')
            OR EXISTS (SELECT 1 FROM written_answer
                       WHERE written_answer.interview_id = interview.id AND trim(written_answer.text) <> '')
            OR EXISTS (SELECT 1 FROM passage WHERE passage.interview_id = interview.id))
        ORDER BY function.place, seniority.place, interview.id""",
        {"engagement": engagement_id},
    )
    return [Held(**row) for row in rows]


def interviews_by_theme(db: Database, engagement_id: int) -> dict[int, frozenset[int]]:
    """Return for each theme with a passage the interviews that have one."""
    rows = db.execute(
        """
        SELECT theme_id, interview_id FROM passage_theme JOIN passage ON passage.id = passage_id
        WHERE engagement_id = :engagement""",
        {"engagement": engagement_id},
    ).fetchall()
    found: dict[int, set[int]] = {}
    for theme_id, interview_id in rows:
        found.setdefault(theme_id, set()).add(interview_id)
    return {theme_id: frozenset(interviews) for theme_id, interviews in found.items()}


def passages_by_theme(db: Database, engagement_id: int) -> dict[int, int]:
    """Return how many passages each theme has, for those that have any."""
    rows = db.execute(
        """
        SELECT theme_id, count(*) FROM passage_theme JOIN theme ON theme.id = theme_id
        WHERE engagement_id = :engagement GROUP BY theme_id""",
        {"engagement": engagement_id},
    ).fetchall()
    return dict(rows)


# What follows is called inside write().


def add_theme(db: Database, engagement_id: int, name: str, meaning: str = "") -> int:
    """Store a theme and return its number; the name must be free."""
    row = db.execute(
        """
        INSERT INTO theme (engagement_id, name, meaning) VALUES (:engagement, :name, :meaning)
        RETURNING id""",
        {"engagement": engagement_id, "name": name, "meaning": meaning},
    ).fetchone()
    number: int = row[0]
    return number


def change_theme(db: Database, theme_id: int, name: str, meaning: str) -> None:
    """Store another name and meaning of a theme; the name must be free."""
    db.execute(
        "UPDATE theme SET name = :name, meaning = :meaning WHERE id = :id",
        {"id": theme_id, "name": name, "meaning": meaning},
    )


def merge_theme(db: Database, theme_id: int, into: int) -> None:
    """Move the passages of a theme to another one of the same engagement, and delete it."""
    moved = {"from": theme_id, "into": into}
    db.execute(
        """
        INSERT INTO passage_theme (passage_id, theme_id)
        SELECT passage_id, :into FROM passage_theme WHERE theme_id = :from
        ON CONFLICT (passage_id, theme_id) DO NOTHING""",
        moved,
    )
    remove_theme(db, theme_id)


def remove_theme(db: Database, theme_id: int) -> None:
    """Delete a theme; its passages stay."""
    which = {"id": theme_id}
    db.execute("DELETE FROM passage_theme WHERE theme_id = :id", which)
    db.execute("DELETE FROM theme WHERE id = :id", which)


def tag(db: Database, passage_ids: Collection[int], theme_id: int) -> int:
    """Give passages a theme of their engagement, and return how many did not have it."""
    added = 0
    for passage_id in passage_ids:
        row = db.execute(
            """
            INSERT INTO passage_theme (passage_id, theme_id) VALUES (:passage, :theme)
            ON CONFLICT (passage_id, theme_id) DO NOTHING RETURNING passage_id""",
            {"passage": passage_id, "theme": theme_id},
        ).fetchone()
        added += row is not None
    return added


def untag(db: Database, passage_id: int, theme_id: int) -> bool:
    """Take a theme from a passage, and return whether the passage had it."""
    row = db.execute(
        """
        DELETE FROM passage_theme WHERE passage_id = :passage AND theme_id = :theme
        RETURNING passage_id""",
        {"passage": passage_id, "theme": theme_id},
    ).fetchone()
    return row is not None
