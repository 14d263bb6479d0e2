"""How many people an engagement has, counted again only once they have changed: every page tells it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from workshop.marks import store as marks
from workshop.marks.keeping import Kept


@dataclass(frozen=True, slots=True)
class PeopleCounts:
    """How many people there are, have a role, and have a personal link.

    `functions` says how many respondents each function has, in the engagement's order, "" for none.
    """

    people: int
    respondents: int
    interviewees: int
    linked: int
    functions: tuple[tuple[str, int], ...]


_KEPT: Kept[PeopleCounts] = Kept(lambda each: each.people)


def people_counts(db: Database, engagement_ids: Sequence[int]) -> dict[int, PeopleCounts]:
    """Return how many people each of these engagements has."""
    return _KEPT.counts(marks.of_people(db, engagement_ids), lambda missing: _counted(db, missing))


def respondents_by_function(db: Database, engagement_id: int) -> tuple[tuple[str, int], ...]:
    """Return how many people of each function are to answer, in the engagement's order, "" for none."""
    return people_counts(db, [engagement_id])[engagement_id].functions


def _counted(db: Database, engagement_ids: list[int]) -> Iterator[tuple[int, PeopleCounts]]:
    holes = ", ".join("?" * len(engagement_ids))
    functions: dict[int, list[tuple[str, int]]] = {}
    for engagement, *rest in db.execute(
        f"""
        SELECT person.engagement_id, coalesce(choice.name, ''), count(*)
        FROM person JOIN person_role ON person_role.person_id = person.id AND role = 'respondent'
        LEFT JOIN group_choice AS choice ON choice.id = person.function_id
        WHERE person.engagement_id IN ({holes}) GROUP BY person.engagement_id, choice.id
        ORDER BY choice.id IS NULL, choice.place, choice.id""",
        engagement_ids,
    ).fetchall():
        functions.setdefault(engagement, []).append((rest[0], rest[1]))
    for engagement, *counts in db.execute(
        f"""
        SELECT engagement.id,
            (SELECT count(*) FROM person WHERE person.engagement_id = engagement.id),
            (SELECT count(*) FROM person JOIN person_role ON person_role.person_id = person.id
             WHERE person.engagement_id = engagement.id AND role = 'respondent'),
            (SELECT count(*) FROM person JOIN person_role ON person_role.person_id = person.id
             WHERE person.engagement_id = engagement.id AND role = 'interviewee'),
            (SELECT count(DISTINCT person_id) FROM person JOIN personal_link ON person_id = person.id
             WHERE person.engagement_id = engagement.id)
        FROM engagement WHERE engagement.id IN ({holes})""",
        engagement_ids,
    ).fetchall():
        yield engagement, PeopleCounts(*counts, tuple(functions.get(engagement, ())))
