"""Round amounts along an axis of money."""

from itertools import count
from math import ceil, floor

_MOST = 6


def ticks(low: float, high: float) -> tuple[int, ...]:
    """Return round amounts from at or below `low` to at or above `high`, nought among them, at most seven."""
    low, high = min(low, 0), max(high, 0)
    span = max(high - low, 1)
    for power in count():
        for step in (10**power, 2 * 10**power, 5 * 10**power):
            if span / step <= _MOST - 1:
                return tuple(range(floor(low / step) * step, (ceil(high / step) + 1) * step, step))
    raise AssertionError
