"""The engagement's functions and seniorities, as the people in it need them."""

from sqlite_utils import Database

from workshop.engagements.groups import store
from workshop.engagements.groups.store import Choice
from workshop.people.preview import GROUPS, Group

Groups = dict[Group, tuple[Choice, ...]]


def groups_of(db: Database, engagement_id: int) -> Groups:
    """Return the functions and seniorities to choose from, each in its order."""
    return {column: store.choices(db, engagement_id, column) for column in GROUPS}


def names(groups: Groups) -> dict[Group, list[str]]:
    """Return the groups by their names alone."""
    return {column: [choice.name for choice in choices] for column, choices in groups.items()}


def numbers(groups: Groups) -> dict[Group, dict[str, int]]:
    """Return the number of each group by its name."""
    return {column: {each.name: each.id for each in choices} for column, choices in groups.items()}
