"""The weights that make the roll-ups of an engagement, for whoever computes its scores."""

from collections.abc import Mapping

from sqlite_utils import Database

from questionnaires.pack import Component, MethodPack
from questionnaires.weights import Weights, own, pack_weights, strategic
from workshop.alignment.weights import strategic_weights
from workshop.engagements.store import Engagement
from workshop.weights import store
from workshop.weights.store import Kind, OwnWeights

HUNDRED = 100


def weights_of(db: Database, engagement: Engagement, pack: MethodPack) -> Weights:
    """Return the weights that count in an engagement, for a pack that one of its waves was answered with.

    Strategic weights are those of the alignment as it stands now; where there is no alignment to speak of,
    and wherever nobody chose, the method's own count. `Weights.kind` says which they are.
    """
    chosen = store.weighing(db, engagement.id)
    found = weights_by_kind(db, engagement, pack, chosen.kind) if chosen else None
    return found or pack_weights(pack)


def weights_by_kind(db: Database, engagement: Engagement, pack: MethodPack, kind: Kind) -> Weights | None:
    """Return the weights of one kind as they stand now, whichever count; None where there are none."""
    if kind == "pack":
        return pack_weights(pack)
    if kind == "strategic":
        shares = strategic_weights(db, engagement)
        told = {each.id: shares.get(each.id, 0.0) for each in pack.capabilities} if shares else {}
        return strategic(pack, told) if any(told.values()) else None
    chosen, held = store.weighing(db, engagement.id), store.own_weights(db, engagement.id)
    if chosen is None or held is None:
        return None
    return own_weights_for(pack, held, chosen.reason)


def own_weights_for(pack: MethodPack, held: OwnWeights, reason: str) -> Weights:
    """Return own weights for every part of a pack.

    A part that another version of the method has added weighs as the others do on average, or as the method
    says where none of them was weighed.
    """
    components = _filled({each.id: each.weight for each in pack.components}, held.components)
    capabilities = {
        key: weight for part in pack.components for key, weight in _of_part(part, held.capabilities).items()
    }
    return own(pack, components, capabilities, reason)


def _of_part(part: Component, held: Mapping[str, int]) -> dict[str, float]:
    return _filled({each.id: each.weight for each in part.capabilities}, held)


def _filled(method: Mapping[str, float], held: Mapping[str, int]) -> dict[str, float]:
    known = [held[key] / HUNDRED for key in method if key in held]
    if not any(known):
        return dict(method)
    mean = sum(known) / len(known)
    return {key: held[key] / HUNDRED if key in held else mean for key in method}
