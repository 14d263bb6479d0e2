"""Which capability supports which business priority, and the strategic weight that each has from it."""

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from math import fsum, isfinite
from typing import TypeVar

from questionnaires.pack import MethodPack

Key = TypeVar("Key", bound=Hashable)

NONE, SOME, STRONG = 0, 1, 3
STRENGTHS = {NONE: "none", SOME: "some", STRONG: "strong"}
"""How much a capability may support a priority, and what each strength is called."""
_OF_WORDS = {word: strength for strength, word in STRENGTHS.items()}


@dataclass(frozen=True, slots=True)
class Weights:
    """Shares that sum to 1, or nothing where there is nothing to weigh; `alike` says that all are equal
    because nothing tells them apart, and `raw` what they were before."""

    raw: Mapping[str, float]
    shares: Mapping[str, float]
    alike: bool


def suggested(pack: MethodPack, priority: str) -> dict[str, int]:
    """Return how strongly each capability supports one of the pack's priorities, none being left out."""
    return {
        each.id: _OF_WORDS[each.serves[priority]] for each in pack.capabilities if priority in each.serves
    }


def shares(weights: Mapping[Key, float]) -> dict[Key, float]:
    """Return weights as shares that sum to 1; where all are zero, equal ones.

    Raises ValueError for a weight that is negative or no number.
    """
    if any(each < 0 or not isfinite(each) for each in weights.values()):
        raise ValueError("a weight is zero or more")
    top = max(weights.values(), default=0)
    if not top:
        return {key: 1 / len(weights) for key in weights}
    # Taken to the largest one first: the sum of very large weights would not be a number any more.
    parts = {key: each / top for key, each in weights.items()}
    whole = fsum(parts.values())
    return {key: each / whole for key, each in parts.items()}


def strategic_weights(
    priorities: Mapping[Key, float],
    strengths: Mapping[Key, Mapping[str, int]],
    capabilities: Collection[str],
) -> Weights:
    """Return the strategic weight of each capability: sum over priorities of weight x strength, normalised.

    `priorities` holds the share of each, `strengths` what is above none by priority and capability. Where no
    capability supports a priority that weighs anything, all weigh alike. Source: the method's M4d.
    """
    raw = {
        each: fsum(share * strengths.get(key, {}).get(each, NONE) for key, share in priorities.items())
        for each in capabilities
    }
    return Weights(raw, shares(raw), bool(raw) and not any(raw.values()))
