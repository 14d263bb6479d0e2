"""How much each capability counts in its component, and each component in the whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import fsum, isfinite
from typing import Literal

from questionnaires.pack import MethodPack

Kind = Literal["pack", "strategic", "own"]
KINDS: tuple[Kind, ...] = ("pack", "strategic", "own")
HEAVIEST = 1_000_000.0
"""No weight is above this: only their proportions count."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The weight of every component and capability of a pack, by id; only their proportions count.

    `kind` says where they come from: the pack, the strategic weights of the alignment, or a consultant's own
    with their `reason`. A weight of zero leaves its part out of the mean that it belongs to.
    """

    kind: Kind
    components: Mapping[str, float]
    capabilities: Mapping[str, float]
    reason: str = ""


def pack_weights(pack: MethodPack) -> Weights:
    """Return the weights that a pack gives."""
    return Weights(
        "pack",
        {part.id: part.weight for part in pack.components},
        {each.id: each.weight for each in pack.capabilities},
    )


def strategic(pack: MethodPack, shares: Mapping[str, float]) -> Weights:
    """Return strategic weights: each capability counts by its share, a component by the sum of its shares.

    A capability without a share has none. Where those of a component are all zero, it does not count in the
    whole, and its capabilities weigh within it as in the pack, so that it keeps a score of its own. Raises
    ValueError for a share of an unknown capability, a negative one or no number, and where all are zero.
    """
    _refuse_unknown(shares, pack.capability)
    capabilities: dict[str, float] = {}
    components: dict[str, float] = {}
    for part in pack.components:
        own = {each.id: shares.get(each.id, 0.0) for each in part.capabilities}
        components[part.id] = fsum(own.values())
        nothing = not components[part.id]
        capabilities |= {each.id: each.weight for each in part.capabilities} if nothing else own
    return _checked(Weights("strategic", components, capabilities))


def own(
    pack: MethodPack, components: Mapping[str, float], capabilities: Mapping[str, float], reason: str
) -> Weights:
    """Return a consultant's own weights; what is left out weighs as in the pack.

    Raises ValueError for an unknown id, for a weight that is negative, no number or above a million, and
    where no component weighs anything.
    """
    of_pack = pack_weights(pack)
    _refuse_unknown(components, of_pack.components)
    _refuse_unknown(capabilities, of_pack.capabilities)
    return _checked(
        Weights("own", {**of_pack.components, **components}, {**of_pack.capabilities, **capabilities}, reason)
    )


def _refuse_unknown(weights: Mapping[str, float], known: Mapping[str, object]) -> None:
    unknown = next((each for each in weights if each not in known), None)
    if unknown is not None:
        raise ValueError(f"the pack has no {unknown}")


def _checked(weights: Weights) -> Weights:
    """Return weights that can be weighed with; ValueError for others."""
    every = [*weights.components.values(), *weights.capabilities.values()]
    if any(not isfinite(each) or not 0 <= each <= HEAVIEST for each in every):
        raise ValueError("a weight is a number from 0 to 1,000,000")
    if not any(weights.components.values()):
        raise ValueError("at least one component weighs something")
    return weights
