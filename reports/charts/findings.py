"""What the charts have in common in words and order."""

from collections.abc import Sequence

from questionnaires.pack import Component, MethodPack
from questionnaires.scores import HIDDEN, Distribution, Hidden, RollUp, Scores

NOTHING = "No result can be shown yet"


def roll_up(scores: Scores, component: str) -> RollUp | None:
    """Return the score of a component that has one and may be shown."""
    found = scores.components[component]
    return None if isinstance(found, Hidden) or found.current is None else found


def unscored(scores: Scores, component: str) -> str:
    """Return why a component has no score: hidden, no rating, or too little rated for a mean."""
    found = scores.components[component]
    if found is HIDDEN:
        return "hidden"
    return "too little rated" if isinstance(found, RollUp) and found.coverage else "no rating"


def today(scores: Scores, capability: str) -> Distribution | None:
    """Return the answers to a capability today, where they may be shown and somebody rated."""
    found = scores.capabilities[capability].current
    return found if isinstance(found, Distribution) and found.n else None


def people(part: Component, scores: Scores) -> int:
    """Return how many rated a component: the most who rated one of its capabilities."""
    answers = (today(scores, each.id) for each in part.capabilities)
    return max((each.n for each in answers if each), default=0)


def by_component_gap(pack: MethodPack, scores: Scores) -> list[Component]:
    """Return the components, the largest gap first, those without one after them in the order of the pack."""

    def key(part: Component) -> float:
        found = roll_up(scores, part.id)
        return -found.gap if found and found.gap is not None else 10.0

    return sorted(pack.components, key=key)


def shortest(options: Sequence[str], most: int = 88) -> str:
    """Return the first title that is short enough, or the last one, cut at a word."""
    for option in options:
        if len(option) <= most:
            return option
    return options[-1][:most].rsplit(" ", 1)[0] + "\N{HORIZONTAL ELLIPSIS}"
