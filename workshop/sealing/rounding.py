"""What is left of the moment that someone handed in: a day, and only where many others share it."""

from collections import Counter
from collections.abc import Hashable, Mapping
from datetime import date


def rounded(
    days: Mapping[int, date | None], groups: Mapping[int, Hashable], k: int, closing: date
) -> dict[int, date]:
    """Return a day for each sheet; `days` are those on which they were handed in, None for never.

    Among the sheets of one combination of groups a day stays where at least k share it; all others get the
    closing day, and where those are fewer than k, the next smallest day goes the same way. So no day tells
    apart fewer than k of those who are alike in everything else, not even to someone who watched them finish.
    """
    alike: dict[Hashable, list[int]] = {}
    for sheet in days:
        alike.setdefault(groups[sheet], []).append(sheet)
    found: dict[int, date] = {}
    for sheets in alike.values():
        kept = _kept(Counter(days[sheet] for sheet in sheets), k, closing)
        for sheet in sheets:
            day = days[sheet]
            found[sheet] = day if day is not None and day in kept else closing
    return found


def _kept(counts: Counter[date | None], k: int, closing: date) -> set[date]:
    """Return the days that stay; the closing day is where all others go."""
    kept = {day for day, people in counts.items() if day not in (None, closing) and people >= k}
    rest = counts.total() - sum(counts[day] for day in kept)
    for day in sorted(kept, key=lambda day: (counts[day], day)):
        if rest == 0 or rest >= k:
            break
        kept.discard(day)
        rest += counts[day]
    return {day for day in kept if day is not None}
