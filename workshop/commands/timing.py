"""Times that can be compared: medians of subjects that take turns."""

from collections.abc import Callable, Sequence
from statistics import median
from time import perf_counter


def medians(
    subjects: Sequence[Callable[[], object]], repeats: int, clock: Callable[[], float] = perf_counter
) -> list[float]:
    """Return the median seconds of each subject; they take turns, so that a busy moment touches all alike."""
    times: list[list[float]] = [[] for _ in subjects]
    for repeat in range(repeats + 1):
        for subject, taken in zip(subjects, times, strict=True):
            start = clock()
            subject()
            if repeat:  # the first round only warms up
                taken.append(clock() - start)
    return [median(taken) for taken in times]
