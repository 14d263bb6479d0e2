"""The scores of counted waves: those asked for last are kept, for many pages tell of the same ones."""

from dataclasses import dataclass
from functools import lru_cache

from questionnaires.scores import Scores
from questionnaires.scoring import score
from questionnaires.weights import Weights, pack_weights
from workshop.assessments.store import Counted

_KEPT = 16


@dataclass(frozen=True, slots=True, eq=False)
class _Basis:
    """Everything that scores follow from: the same basis is the same count and pack, weighed alike.

    A count and a pack are the same where they are one object: the store gives out one for the same text.
    """

    counted: Counted
    weights: Weights

    def __hash__(self) -> int:
        return hash((id(self.counted.tally), self.counted.threshold))

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _Basis)
            and self.counted.tally is other.counted.tally
            and self.counted.pack is other.counted.pack
            and self.counted.threshold == other.counted.threshold
            and self.weights == other.weights
        )


def scored(counted: Counted, weights: Weights | None = None) -> Scores:
    """Return the scores of a count, weighed as its pack says where no other weights are given."""
    return _scored(_Basis(counted, weights or pack_weights(counted.pack)))


@lru_cache(maxsize=_KEPT)
def _scored(basis: _Basis) -> Scores:
    counted = basis.counted
    return score(counted.pack, counted.tally, counted.threshold, basis.weights)
