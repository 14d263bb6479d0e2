"""How others do, in words: always with how many organisations, the years and the source."""

from collections.abc import Iterable, Sequence

from questionnaires.benchmark import BAND_FROM, MEDIAN_FROM, PERCENTILE_FROM, Benchmark, Comparison
from questionnaires.pack import Component, MethodPack
from questionnaires.rounding import rounded, shown
from questionnaires.scores import Scores
from reports.evidence import scored_components
from reports.wording import counted, listed, lowered, raised, set_apart, spelled

_MOST_NAMED = 3
RULES = (
    f"Others are shown from {spelled(MEDIAN_FROM)} organisations on, as their median; with quartiles from "
    f"{BAND_FROM}, and with the place among them from {PERCENTILE_FROM} where each of them is known. Each "
    "counts once, with its latest result, and the client is left out."
)


def organisations(found: Iterable[Comparison]) -> str:
    """Return how many organisations stand behind some figures: 46 organisations, 14 to 46 organisations."""
    numbers = sorted({each.n for each in found})
    if not numbers:
        return ""
    most = counted(numbers[-1], "organisation")
    return most if len(numbers) == 1 else f"{numbers[0]} to {most}"


def others_source(benchmark: Benchmark | None) -> str:
    """Return where the figures of others come from; empty without any."""
    found = benchmark.sources if benchmark else ()
    said = (f"{counted(each.n, 'organisation')}, {each.dates}, {set_apart(each.source)}" for each in found)
    return f"Others: {'; '.join(said)}" if found else ""


def apart(current: float, other: Comparison) -> float:
    """Return how many levels a mean lies above the median of others, below zero where it lies below.

    Of the two as they are shown: others are known to a tenth of a level, and no better.
    """
    return float(rounded(current) - rounded(other.median))


def beside_others(
    pack: MethodPack, scores: Scores, benchmark: Benchmark | None
) -> list[tuple[Component, float]]:
    """Return the components that can be compared, with how far they lie above others, the highest first."""
    found = benchmark.components if benchmark else {}
    compared = [
        (part, apart(score.current, found[part.id]))
        for part, score in scored_components(pack, scores)
        if part.id in found and score.current is not None
    ]
    return sorted(compared, key=lambda each: -each[1])


def ahead(compared: Sequence[tuple[Component, float]]) -> str:
    """Return the components that show above others, the furthest first; empty without any."""
    return _named([(part, by) for part, by in compared if rounded(by) > 0])


def behind(compared: Sequence[tuple[Component, float]]) -> str:
    """Return the components that show below others, the furthest first; empty without any."""
    return _named([(part, -by) for part, by in reversed(compared) if rounded(by) < 0])


def _named(found: Sequence[tuple[Component, float]]) -> str:
    first = found[:_MOST_NAMED]
    names = [f"{lowered(part.name)} by {shown(by)}" for part, by in first]
    if more := len(found) - len(first):
        names.append(f"{spelled(more)} more")
    return raised(listed(names))
