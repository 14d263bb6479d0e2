"""The strategic weight of each capability, for whatever is worked out from it."""

from collections.abc import Mapping

from sqlite_utils import Database

from workshop.alignment.matrix import matrix
from workshop.engagements.store import Engagement


def strategic_weights(db: Database, engagement: Engagement) -> Mapping[str, float] | None:
    """Return the share of each capability in the priorities as the matrix has it, None without."""
    return matrix(db, engagement).strategic
