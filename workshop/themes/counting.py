"""In how many interviews each theme comes up, in all and by the groups of the speakers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from questionnaires.splitting import Part, split
from workshop.themes.store import Held, Theme

GROUPS = {"function": "Function", "seniority": "Seniority"}


@dataclass(frozen=True, slots=True)
class Counted:
    """A theme with its counts; a split is None where it would tell what one person said."""

    theme: Theme
    passages: int
    interviews: int
    splits: Mapping[str, tuple[Part, ...] | None]

    @property
    def is_split(self) -> bool:
        """Return whether any split is shown."""
        return any(self.splits.values())


def counted_themes(
    themes: Sequence[Theme],
    held: Sequence[Held],
    interviews: Mapping[int, frozenset[int]],
    passages: Mapping[int, int],
) -> list[Counted]:
    """Return themes with their counts, the most frequent one first.

    `interviews` and `passages` are by the theme's number.
    """
    found = [
        Counted(
            each,
            passages.get(each.id, 0),
            len(interviews.get(each.id, ())),
            {name: _split(name, held, interviews.get(each.id, frozenset())) for name in GROUPS},
        )
        for each in themes
    ]
    return sorted(found, key=lambda each: (-each.interviews, -each.passages, each.theme.name.casefold()))


def _split(name: str, held: Sequence[Held], interviews: frozenset[int]) -> tuple[Part, ...] | None:
    """Return the split of a theme's interviews by one group; one that is hidden is None."""
    every = [(each.interview_id, getattr(each, name)) for each in held]
    return split((group for number, group in every if number in interviews), (group for _, group in every))
