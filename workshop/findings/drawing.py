"""What is drawn beside a finding: one row of today and wanted, the people at each level, or two marks."""

from dataclasses import dataclass

from questionnaires.findings import Evidence
from questionnaires.rounding import MINUS
from questionnaires.scores import Distribution
from workshop.assessments.figures import Line, capability_line
from workshop.charts import Column, columns
from workshop.findings.reading import Basis
from workshop.findings.standing import Standing

_LEVELS = ("gap", "strength", "opportunity", "over_investment")
_APART = ("perception", "foundation", "order")


@dataclass(frozen=True, slots=True)
class Drawing:
    """One of three: the levels of a capability, how many gave each level, or the means of two things."""

    line: Line | None = None
    counts: tuple[int, ...] = ()
    bars: tuple[Column, ...] = ()
    apart: tuple[tuple[str, float], ...] = ()


def drawing(standing: Standing, ground: Basis | None) -> Drawing | None:
    """Return what is drawn beside a finding that the data suggests, or None."""
    found = standing.finding
    if found is None or ground is None:
        return None
    if found.kind in _LEVELS:
        capability = ground.wave.pack.capability[found.capabilities[0]]
        return Drawing(line=capability_line(capability, ground.scores.capabilities[capability.id]))
    if found.kind == "disagreement":
        current = ground.scores.capabilities[found.capabilities[0]].current
        if isinstance(current, Distribution):
            return Drawing(counts=current.counts, bars=tuple(columns(current.counts)))
    if found.kind in _APART:
        return Drawing(apart=tuple((each.name, _level(each)) for each in found.evidence[-2:]))
    return None


def _level(evidence: Evidence) -> float:
    return float(evidence.shown.replace(MINUS, "-"))
