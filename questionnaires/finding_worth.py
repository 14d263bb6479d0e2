"""What a level is worth in each capability, for the order of findings: from the best that is known."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import fsum
from typing import Literal

from questionnaires.finding import Context
from questionnaires.pack import MethodPack
from questionnaires.scores import Distribution, Picked, Scores

Source = Literal["alignment", "importance", "picks", "equal"]
SAID: Mapping[Source, str] = {
    "alignment": "A capability weighs what its alignment with the priorities gives it.",
    "importance": "There is no alignment yet, so a capability weighs its mean importance.",
    "picks": "There is no alignment yet, so a capability weighs by how many people picked it.",
    "equal": "There is neither an alignment nor importance yet, so all capabilities weigh alike.",
}
"""Where weights come from, as a page says it."""


@dataclass(frozen=True, slots=True)
class Worths:
    """The weight of each capability, by id, where 1 is the average; and where the weights come from."""

    source: Source
    weights: Mapping[str, float]


def worths(pack: MethodPack, scores: Scores | None, context: Context) -> Worths:
    """Return the weights: strategic ones, else mean importance, else picks, else equal ones.

    Without scores only the first and the last are there. Of importance and picks only what is shown counts;
    a capability without a figure weighs the average. Source: the method's M6c.
    """
    ids = [each.id for each in pack.capabilities]
    if context.strategic:
        shares = {each: context.strategic.get(each, 0.0) for each in ids}
        if any(shares.values()):
            return Worths("alignment", _relative(ids, shares))
    if scores is None:
        return Worths("equal", dict.fromkeys(ids, 1.0))
    importance = {each: value for each in ids if (value := _importance(scores, each)) is not None}
    if importance:
        return Worths("importance", _relative(ids, importance))
    picks = {each: value for each in ids if (value := _picked(scores, each)) is not None}
    if any(picks.values()):
        return Worths("picks", _relative(ids, picks))
    return Worths("equal", dict.fromkeys(ids, 1.0))


def _relative(ids: Iterable[str], known: Mapping[str, float]) -> dict[str, float]:
    average = fsum(known.values()) / len(known)
    return {each: known[each] / average if each in known else 1.0 for each in ids}


def _importance(scores: Scores, capability: str) -> float | None:
    found = scores.capabilities[capability].importance
    return found.mean if isinstance(found, Distribution) else None


def _picked(scores: Scores, capability: str) -> float | None:
    found = scores.capabilities[capability].picked
    return found.share if isinstance(found, Picked) else None
