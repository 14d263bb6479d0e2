"""The strategic weight of each capability, for whatever is worked out from it."""

from collections.abc import Mapping

from sqlite_utils import Database

from workshop.alignment.matrix import matrix
from workshop.engagements.store import Engagement


def strategic_weights(db: Database, engagement: Engagement) -> Mapping[str, float] | None:
    """Return the share of each capability in the priorities, by its id; they sum to 1.

    None where there is no alignment to speak of: no priority is named, or no capability supports one that
    weighs anything. Whoever asks then falls back on something else, and says so.
    """
    found = matrix(db, engagement)
    if not found.priorities or found.weights.alike or not found.weights.shares:
        return None
    return found.weights.shares
