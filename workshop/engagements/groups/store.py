"""What the database keeps of the groups of an engagement, and the frozen records it gives back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sqlite_utils import Database

Column = Literal["function", "seniority"]
COLUMNS: tuple[Column, ...] = ("function", "seniority")


@dataclass(frozen=True, slots=True)
class Choice:
    """A group that people can belong to, and how many do.

    `wave` is the number of a wave in which a questionnaire is for the group, 0 where there is none.
    """

    id: int
    name: str
    people: int
    wave: int = 0


def choices(db: Database, engagement_id: int, column: Column) -> tuple[Choice, ...]:
    """Return the functions or the seniorities of an engagement, in their order."""
    rows = db.query(
        """
        SELECT id, name,
            (SELECT count(*) FROM person WHERE person.function_id = choice.id)
            + (SELECT count(*) FROM person WHERE person.seniority_id = choice.id) AS people,
            (SELECT coalesce(max(number), 0) FROM questionnaire_group
             JOIN questionnaire ON questionnaire.id = questionnaire_id JOIN wave ON wave.id = wave_id
             WHERE group_choice_id = choice.id) AS wave
        FROM group_choice AS choice
        WHERE engagement_id = :engagement AND group_column = :column ORDER BY place, id""",
        {"engagement": engagement_id, "column": column},
    )
    return tuple(Choice(row["id"], row["name"], row["people"], row["wave"]) for row in rows)


# What follows is called inside write().


def add_choices(db: Database, engagement_id: int, column: Column, names: Sequence[str]) -> None:
    """Store further groups after those that are there; their names must be new."""
    for name in names:
        db.execute(
            """
            INSERT INTO group_choice (engagement_id, group_column, place, name)
            SELECT :engagement, :column, coalesce(max(place), 0) + 1, :name FROM group_choice
            WHERE engagement_id = :engagement AND group_column = :column""",
            {"engagement": engagement_id, "column": column, "name": name},
        )


def rename_choices(db: Database, engagement_id: int, names: dict[int, str]) -> None:
    """Store new names of groups, by number; two may change their names with each other."""
    for number in names:  # out of each other's way first: every name stands once at any moment
        _name(db, engagement_id, number, f"\N{WORD JOINER}{number}")
    for number, name in names.items():
        _name(db, engagement_id, number, name)


def order_choices(db: Database, engagement_id: int, numbers: Sequence[int]) -> None:
    """Store in which order groups stand."""
    for place, number in enumerate(numbers, start=1):
        db.execute(
            "UPDATE group_choice SET place = :place WHERE id = :id AND engagement_id = :engagement",
            {"place": place, "id": number, "engagement": engagement_id},
        )


def remove_choice(db: Database, engagement_id: int, number: int) -> None:
    """Forget a group that nobody belongs to, and that no questionnaire is for."""
    db.execute(
        "DELETE FROM group_choice WHERE id = :id AND engagement_id = :engagement",
        {"id": number, "engagement": engagement_id},
    )


def _name(db: Database, engagement_id: int, number: int, name: str) -> None:
    db.execute(
        "UPDATE group_choice SET name = :name WHERE id = :id AND engagement_id = :engagement",
        {"name": name, "id": number, "engagement": engagement_id},
    )
