"""The groups of a column in the order pages show them."""

from collections.abc import Mapping

from questionnaires.answers import NOT_STATED
from questionnaires.scores import GroupScores, Hidden, Scores


def in_order(groups: Mapping[str, GroupScores | Hidden]) -> list[tuple[str, GroupScores | Hidden]]:
    """Return the groups by name, those who did not say last: the file's order would tell who came first."""
    return sorted(groups.items(), key=lambda each: (each[0] == NOT_STATED, each[0].casefold(), each[0]))


def people_in(scores: Scores, column: str) -> list[tuple[str, int | None]]:
    """Return the groups of a column with their people, None where that is hidden."""
    return [
        (value, None if isinstance(group, Hidden) else group.n)
        for value, group in in_order(scores.groups[column])
    ]
