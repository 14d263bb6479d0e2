"""Times that can be compared: medians of subjects that take turns."""

from collections.abc import Callable, Sequence
from statistics import median
from time import perf_counter


def medians(subjects: Sequence[Callable[[], object]], repeats: int) -> list[float]:
    """Return the median seconds of each subject; they take turns, so that a busy moment touches all alike."""
    times: list[list[float]] = [[] for _ in subjects]
    for repeat in range(repeats + 1):
        for subject, taken in zip(subjects, times, strict=True):
            start = perf_counter()
            subject()
            if repeat:  # the first round only warms up
                taken.append(perf_counter() - start)
    return [median(taken) for taken in times]
