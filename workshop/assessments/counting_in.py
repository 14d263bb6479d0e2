"""How much a capability counts in its component, and its component in the whole."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from questionnaires.pack import MethodPack
from questionnaires.scores import CapabilityScore, Distribution, Gap, Hidden, RollUp, Scores


@dataclass(frozen=True, slots=True)
class Counting:
    """The shares, from 0 to 1, of a capability in its component's figure and of the component in the whole.

    `figure` is that of the component and `whole` that of all; a share is None where there is no such figure.
    """

    in_component: float | None
    figure: float | None
    in_whole: float | None
    whole: float | None


def counting_in(pack: MethodPack, scores: Scores, identity: str, question: str) -> Counting | None:
    """Return how a capability counts; None for importance, which is not rolled up.

    Weights are renormalised over what has a figure to show, so that shares rest on nothing that is hidden.
    """
    if question == "importance":
        return None
    part = pack.component_of[identity]
    cells = {each.id: _mean(scores.capabilities[each.id], question) for each in part.capabilities}
    rolls = {each.id: _of(scores.components[each.id], question) for each in pack.components}
    figure, whole = rolls[part.id], _of(scores.overall, question)
    return Counting(
        in_component=_share(identity, cells, scores.weights.capabilities) if figure is not None else None,
        figure=figure,
        in_whole=_share(part.id, rolls, scores.weights.components) if whole is not None else None,
        whole=whole,
    )


def _share(identity: str, values: Mapping[str, float | None], weights: Mapping[str, float]) -> float:
    """Return the share of one among those that have a figure; 0 for one that has none."""
    known = [key for key, value in values.items() if value is not None]
    total = _sum(weights[key] for key in known)
    return weights[identity] / total if identity in known and total else 0.0


def _sum(weights: Iterable[float]) -> float:
    return float(sum(weights))


def _mean(score: CapabilityScore, question: str) -> float | None:
    cell = {"current": score.current, "target": score.target, "gap": score.gap}[question]
    return cell.mean if isinstance(cell, Distribution | Gap) else None


def _of(roll: RollUp | Hidden, question: str) -> float | None:
    if isinstance(roll, Hidden):
        return None
    return {"current": roll.current, "target": roll.target, "gap": roll.gap}[question]
