"""What each priority weighs, as it counts; and what the interviewees give it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor, fsum

from sqlite_utils import Database

from questionnaires.alignment import shares
from questionnaires.concordance import kendalls_w, reading
from workshop.priorities import store
from workshop.priorities.store import Given, Priority, Weighting

MOST_WEIGHT = 100


@dataclass(frozen=True, slots=True)
class Opinion:
    """What interviewees give one priority, in points of 100: of how many, the mean, the least, the most."""

    n: int
    mean: float
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Weighed:
    """The priorities of an engagement with their shares, which sum to 1, and what interviewees give them.

    `weighting` is None where they weigh alike because nobody said otherwise; `alike` also where all weights
    are zero. `agreement` is Kendall's W over those who shared points among all priorities that anyone was
    asked about, `asked` how many those are.
    """

    priorities: tuple[Priority, ...]
    weighting: Weighting | None
    shares: Mapping[int, float]
    alike: bool
    given: tuple[Given, ...]
    opinions: Mapping[int, Opinion]
    agreement: float | None
    asked: int

    @property
    def reading(self) -> str:
        """Return the agreement in words."""
        return reading(self.agreement) if self.agreement is not None else ""

    @property
    def means(self) -> dict[int, int]:
        """Return the means of the points as whole weights, half up; 0 where nobody gave any."""
        return {
            each.id: floor(self.opinions[each.id].mean + 0.5) if each.id in self.opinions else 0
            for each in self.priorities
        }


def weighed(db: Database, engagement_id: int) -> Weighed:
    """Return the priorities of an engagement with what they weigh."""
    found = store.priorities(db, engagement_id)
    weighting = store.weighting(db, engagement_id)
    given = store.given(db, engagement_id)
    opinions = {each.id: opinion for each in found if (opinion := _opinion(each, given))}
    whole = [
        [each.points[one] for one in opinions] for each in given if opinions.keys() <= each.points.keys()
    ]
    return Weighed(
        tuple(found),
        weighting,
        shares_of(found, weighting),
        weighting is None or not any(each.weight for each in found),
        tuple(given),
        opinions,
        kendalls_w(whole),
        len(whole),
    )


def shares_of(found: Sequence[Priority], weighting: Weighting | None) -> dict[int, float]:
    """Return the shares of priorities: their weights where those were set, else equal ones."""
    return shares({each.id: float(each.weight if weighting else 1) for each in found})


def _opinion(priority: Priority, given: Sequence[Given]) -> Opinion | None:
    points = [each.points[priority.id] for each in given if priority.id in each.points]
    return Opinion(len(points), fsum(points) / len(points), min(points), max(points)) if points else None
