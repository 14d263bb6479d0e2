"""The benchmark page as values: what others show beside each component and capability."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from questionnaires.benchmark import Benchmark, Comparison, tenths
from questionnaires.benchmark_pool import OVERALL, Kind, mean_of
from questionnaires.pack import Fact, MethodPack
from questionnaires.scores import Hidden, Scores
from workshop.assessments.figures import Cell


@dataclass(frozen=True, slots=True)
class Row:
    """One component or capability: how it stands today, and how others do, None where nothing is known."""

    id: str
    name: str
    today: Cell
    others: Comparison | None

    @property
    def percentile(self) -> int | None:
        """Return where today stands among the others, in steps of 5; None below 40 organisations."""
        return self.others.percentile(self.today.value) if self.others else None

    @property
    def above(self) -> bool | None:
        """Return whether today stands above the median of others, as both are shown; None where unknown."""
        if self.others is None or self.today.value is None:
            return None
        return tenths(self.today.value) > tenths(self.others.median)


@dataclass(frozen=True, slots=True)
class Compared:
    """What the page shows of others: its title, all components, and the capabilities that have a figure."""

    title: str
    overall: Row
    components: tuple[Row, ...]
    capabilities: tuple[tuple[str, tuple[Row, ...]], ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """Return every row that has a figure of others."""
        every = (self.overall, *self.components, *(row for _, rows in self.capabilities for row in rows))
        return tuple(row for row in every if row.others)

    @property
    def usual(self) -> Comparison | None:
        """Return a figure that rests on what most of them do; the others say on what they rest."""
        found = Counter(_rests_on(row.others) for row in self.rows if row.others)
        most = found.most_common(1)[0][0] if found else None
        return next((row.others for row in self.rows if row.others and _rests_on(row.others) == most), None)

    def is_usual(self, others: Comparison) -> bool:
        """Return whether a figure rests on what most of them do."""
        return self.usual is not None and _rests_on(self.usual) == _rests_on(others)

    @property
    def all_usual(self) -> bool:
        """Return whether all figures rest on the same."""
        return all(self.is_usual(row.others) for row in self.rows if row.others)

    @property
    def has_band(self) -> bool:
        """Return whether any figure has quartiles."""
        return any(row.others and row.others.low is not None for row in self.rows)

    @property
    def has_percentile(self) -> bool:
        """Return whether today can be placed among the others anywhere."""
        return any(row.percentile is not None for row in self.rows)


def compared(pack: MethodPack, scores: Scores | None, others: Benchmark) -> Compared:
    """Return scores beside others; without scores only what others show."""
    components = tuple(
        Row(part.id, part.name, _today(scores, "component", part.id), others.components.get(part.id))
        for part in pack.components
    )
    capabilities = []
    for part in pack.components:
        rows = tuple(
            Row(each.id, each.name, _today(scores, "capability", each.id), others.capabilities[each.id])
            for each in part.capabilities
            if each.id in others.capabilities
        )
        if rows:
            capabilities.append((part.name, rows))
    overall = Row("", "Overall", _today(scores, "overall", OVERALL), others.overall)
    rows = tuple(row for row in components if row.others)
    every = tuple(row for _, found in capabilities for row in found)
    title = (
        _title(rows, "component", "components")
        or _title(every, "capability", "capabilities")
        or ("Others have a figure for the whole." if others else "There is nobody to compare with yet.")
    )
    return Compared(title, overall, components, tuple(capabilities))


def facts(pack: MethodPack) -> list[tuple[str, str, Sequence[Fact]]]:
    """Return what was published about capabilities: id, name and facts of those that have any."""
    return [(each.id, each.name, each.facts) for each in pack.capabilities if each.facts]


def names(pack: MethodPack) -> Mapping[tuple[str, str], str]:
    """Return the names of components and capabilities, by kind and id."""
    return {
        ("overall", OVERALL): "Overall",
        **{("component", each.id): each.name for each in pack.components},
        **{("capability", each.id): f"{each.id} {each.name}" for each in pack.capabilities},
    }


def _title(rows: Sequence[Row], one: str, many: str) -> str:
    if not rows:
        return ""
    known = [row for row in rows if row.above is not None]
    of = f"{len(rows)} {one if len(rows) == 1 else many}"
    if not known:
        return f"Others have a figure for {of}."
    above = sum(bool(row.above) for row in known)
    among = f"{len(known)} {one if len(known) == 1 else many}"
    return f"Today is above the median of others in {above or 'none'} of {among}."


def _rests_on(others: Comparison) -> tuple[int, str, str]:
    return others.n, others.source, others.dates


def _today(scores: Scores | None, kind: Kind, identity: str) -> Cell:
    mean = mean_of(scores, kind, identity) if scores else None
    return Cell(hidden=True) if isinstance(mean, Hidden) else Cell(mean)
