"""Where interviewees disagree: on how much a priority counts, and on the role of the function.

Interviewees are few and named, so these are rules over single answers; people's consent decides who is told.
"""

from collections.abc import Sequence
from dataclasses import dataclass

LEAST_GIVING, LEAST_APART = 3, 30
"""So many interviewees share out points, and so many points lie between the least and the most given."""
NEAR = 10
"""So near to an end, in points, that it is the same camp."""
LEAST_RATING, LEAST_STEPS = 2, 3
"""So many interviewees rate, and so many steps lie between the lowest and the highest rating."""
RULES = (
    f"A priority is listed when {LEAST_GIVING} or more interviewees share out points, and the least and the "
    f"most given to it are {LEAST_APART} points apart or more.",
    f"A statement, today or wanted, and a job done today are listed when {LEAST_RATING} or more interviewees "
    f"rate them, and the lowest and the highest rating are {LEAST_STEPS} steps apart or more.",
    f"Two camps are a third or more at each end: within {NEAR} points of it, or at the ratings 1 and 2 "
    "against 4 and 5.",
)
"""The rules as a page says them."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How far apart answers lie: of how many people, from which to which, and whether in two camps."""

    n: int
    low: int
    high: int
    camps: bool

    @property
    def apart(self) -> int:
        """Return how much lies between the ends."""
        return self.high - self.low


def in_points(given: Sequence[int]) -> Spread | None:
    """Return how far apart people are on one priority, in points of 100; None where they are not."""
    if len(given) < LEAST_GIVING or max(given) - min(given) < LEAST_APART:
        return None
    low, high = min(given), max(given)
    below = sum(each <= low + NEAR for each in given)
    above = sum(each >= high - NEAR for each in given)
    return Spread(len(given), low, high, _are_camps(below, above, len(given)))


def in_steps(ratings: Sequence[int]) -> Spread | None:
    """Return how far apart people are who rate something from 1 to 5; None where they are not."""
    if len(ratings) < LEAST_RATING or max(ratings) - min(ratings) < LEAST_STEPS:
        return None
    below, above = sum(each <= 2 for each in ratings), sum(each >= 4 for each in ratings)
    return Spread(len(ratings), min(ratings), max(ratings), _are_camps(below, above, len(ratings)))


def _are_camps(below: int, above: int, n: int) -> bool:
    """Return whether at least a third stand at each end (the RAND/UCLA rule, as for levels)."""
    return 3 * below >= n and 3 * above >= n
