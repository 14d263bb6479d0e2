"""What the charts have in common in words and order."""

from questionnaires.pack import Component, MethodPack
from questionnaires.scores import HIDDEN, RollUp, Scores
from reports.evidence import component_score, rated

NOTHING = "No result can be shown yet"


def unscored(scores: Scores, component: str) -> str:
    """Return why a component has no score: hidden, no rating, or too little rated for a mean."""
    found = scores.components[component]
    if found is HIDDEN:
        return "hidden"
    return "too little rated" if isinstance(found, RollUp) and found.coverage else "no rating"


def people(part: Component, scores: Scores) -> int:
    """Return how many rated a component: the most who rated one of its capabilities."""
    return max((seen.n for _, seen in rated(part.capabilities, scores)), default=0)


def by_component_gap(pack: MethodPack, scores: Scores) -> list[Component]:
    """Return the components, the largest gap first, those without one after them in the order of the pack."""

    def key(part: Component) -> float:
        found = component_score(scores, part)
        return -found.gap if found and found.gap is not None else 10.0

    return sorted(pack.components, key=key)
