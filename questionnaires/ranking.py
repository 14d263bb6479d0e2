"""What to look at first: capabilities ordered by gap, by disagreement, by what people do not know."""

from questionnaires.pack import MethodPack
from questionnaires.scores import Distribution, Gap, Scores
from questionnaires.statistics import disagreement

BLIND_SPOT = 0.3
"""From this share of don't-know answers on, a capability is a blind spot."""


def by_gap(pack: MethodPack, scores: Scores) -> tuple[str, ...]:
    """Return the capabilities that have a visible gap, the largest gap first."""
    gaps = {}
    for each in pack.capabilities:
        gap = scores.capabilities[each.id].gap
        if isinstance(gap, Gap) and gap.mean is not None:
            gaps[each.id] = gap.mean
    return tuple(sorted(gaps, key=lambda capability: -gaps[capability]))


def by_disagreement(pack: MethodPack, scores: Scores) -> tuple[str, ...]:
    """Return the capabilities rated by two or more people: two camps first, then by SD x ln(n + 1)."""
    order = {}
    for each in pack.capabilities:
        current = scores.capabilities[each.id].current
        if isinstance(current, Distribution) and current.sd is not None:
            order[each.id] = (not current.polarised, -disagreement(current.sd, current.n))
    return tuple(sorted(order, key=lambda capability: order[capability]))


def is_blind_spot(answers: Distribution) -> bool:
    """Return whether at least 30% of those asked say that they don't know."""
    return answers.dk >= BLIND_SPOT * answers.asked > 0


def blind_spots(pack: MethodPack, scores: Scores) -> tuple[str, ...]:
    """Return the capabilities of which at least 30% of those asked say that they don't know."""
    found = []
    for each in pack.capabilities:
        current = scores.capabilities[each.id].current
        if isinstance(current, Distribution) and is_blind_spot(current):
            found.append(each.id)
    return tuple(found)
