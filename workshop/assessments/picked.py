"""What people picked as mattering most, as a results page lists it."""

from dataclasses import dataclass

from questionnaires.pack import MethodPack
from questionnaires.scores import Distribution, Hidden, Picked, Scores

MOST = 10
"""How many capabilities the list holds; how many more were picked is told in a number."""


@dataclass(frozen=True, slots=True)
class Pick:
    """A capability that `people` of the `n` who picked chose; `importance` is its mean where it was rated."""

    id: str
    name: str
    people: int
    n: int
    importance: float | None


@dataclass(frozen=True, slots=True)
class Picks:
    """The most picked capabilities first; `others` were picked too; `hidden`: some are hidden."""

    rows: tuple[Pick, ...]
    others: int
    hidden: bool

    @property
    def rated(self) -> bool:
        """Return whether importance was rated beside, and is shown."""
        return any(each.importance is not None for each in self.rows)


def most_picked(pack: MethodPack, scores: Scores) -> Picks | None:
    """Return what was picked by the most, in shares of those who could; None where nobody was asked to."""
    held = {each.id: scores.capabilities[each.id] for each in pack.capabilities}
    if all(each.picked is None for each in held.values()):
        return None
    found = [
        Pick(key, pack.capability[key].name, each.picked.people, each.picked.n, _mean(each.importance))
        for key, each in held.items()
        if isinstance(each.picked, Picked) and each.picked.people
    ]
    found.sort(key=lambda each: -each.people / each.n)  # what is level keeps the order of the method
    hidden = any(isinstance(each.picked, Hidden) for each in held.values())
    return Picks(tuple(found[:MOST]), len(found[MOST:]), hidden)


def _mean(importance: Distribution | Hidden | None) -> float | None:
    return importance.mean if isinstance(importance, Distribution) else None
