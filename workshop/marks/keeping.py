"""Counts that a process keeps, each with the mark of what was counted: while that is the same, it holds."""

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Generic, TypeVar

_Count = TypeVar("_Count")

LARGE = 3_000
"""From so many people on, a wave that runs is not counted anew for each page while they finish one by one."""
_REST = 10
"""A count of such a wave rests for so many times what it took."""
_KEPT = 500


@dataclass(frozen=True, slots=True)
class Mark:
    """What tells the present state of something from all others; `runs` says that it changes all the time."""

    numbers: tuple[int, ...]
    runs: bool = False


@dataclass(frozen=True, slots=True)
class _Held(Generic[_Count]):
    numbers: tuple[int, ...]
    count: _Count
    until: float


class Kept(Generic[_Count]):
    """Counts by the number of what was counted; `many` returns how many people a count is of."""

    def __init__(self, many: Callable[[_Count], int]) -> None:
        """Keep nothing yet."""
        self._many = many
        self._held: OrderedDict[int, _Held[_Count]] = OrderedDict()
        self._turn = Lock()

    def counts(
        self, marks: Mapping[int, Mark], count: Callable[[list[int]], Iterable[tuple[int, _Count]]]
    ) -> dict[int, _Count]:
        """Return the counts of what has these marks; those that are not known are counted, and kept.

        The marks must have been read before the rows are: what changes in between has another mark.
        """
        found = {number: held.count for number, mark in marks.items() if (held := self._known(number, mark))}
        missing = [number for number in marks if number not in found]
        if missing:
            began = time.monotonic()
            counted = dict(count(missing))
            now = time.monotonic()
            for number, each in counted.items():
                rests = marks[number].runs and self._many(each) > LARGE
                self._keep(number, _Held(marks[number].numbers, each, now + _REST * (now - began) * rests))
            found.update(counted)
        return found

    def _known(self, number: int, mark: Mark) -> _Held[_Count] | None:
        with self._turn:
            held = self._held.get(number)
        if held is None:
            return None
        holds = held.numbers == mark.numbers or (mark.runs and time.monotonic() < held.until)
        return held if holds else None

    def _keep(self, number: int, held: _Held[_Count]) -> None:
        with self._turn:
            self._held[number] = held
            self._held.move_to_end(number)
            while len(self._held) > _KEPT:
                self._held.popitem(last=False)
