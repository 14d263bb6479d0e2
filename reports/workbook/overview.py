"""The first sheet: components and the whole, today and wanted, with what stands beside them."""

from collections.abc import Callable, Sequence

from questionnaires.benchmark import Comparison
from questionnaires.judgement import NOTHING
from questionnaires.pack import Capability, Component
from questionnaires.phrasing import raised
from questionnaires.scores import CapabilityScore, Hidden, RollUp
from reports.palette import NAVY, SKY
from reports.workbook.cells import Absent, Cell, rolled
from reports.workbook.export import Export
from reports.workbook.sheet import Book, Column, Row

_OWN = (
    Column("Component", 34, "name"),
    Column("Weight", 9, "share"),
    Column("Today", 8, "level", "Score"),
    Column("Wanted", 9, "level", "Score"),
    Column("Gap", 8, "signed", "Score"),
    Column("Fewest", 8.5, "count", "Ratings of today"),
    Column("Most", 7, "count", "Ratings of today"),
    Column("Fewest", 8.5, "count", "Ratings for gaps"),
    Column("Most", 7, "count", "Ratings for gaps"),
    Column("AD", 7, "index", "Agreement"),
    Column("r*wg", 7, "index", "Agreement"),
    Column("Lowest", 8, "level", "Could be"),
    Column("Highest", 8.5, "level", "Could be"),
    Column("Capability", 11, "text", "Held down by"),
    Column("Level", 7, "count", "Held down by"),
    Column("Weight scored", 9, "share"),
    Column("Set", 6, "count", "Targets agreed"),
    Column("of", 6, "count", "Targets agreed"),
)
OTHERS = (
    Column("Median", 8.5, "level", "Other organisations"),
    Column("Lower quartile", 9, "level", "Other organisations"),
    Column("Upper quartile", 9, "level", "Other organisations"),
    Column("Number", 9, "count", "Other organisations"),
    Column("Source", 34, "long", "Other organisations"),
    Column("Years", 14, "text", "Other organisations"),
)
"""The columns that others() fills."""
_TODAY, _WANTED = 2, 3
"""Where these columns stand."""


def write_overview(book: Book, export: Export) -> None:
    """Write the sheet."""
    compares = bool(export.benchmark)
    columns = _OWN + OTHERS if compares else _OWN
    people = f"{export.scores.respondents:,} {'person' if export.scores.respondents == 1 else 'people'}"
    still = "The wave is open: more answers will change these figures. " if export.is_open else ""
    lead = (
        f"{raised(export.pack.function)}, wave {export.wave}: {people} answered. {still}{export.weighing} "
        "Figures are unrounded underneath; the sheet Method says how each is made."
    )
    sheet, rows = book.table(
        "Overview", export.client, lead, columns, _rows(export, compares), fixed=1, filtered=False
    )
    book.bars(sheet, rows, {_TODAY: ("Today", NAVY), _WANTED: ("Wanted", SKY)}, "Level, from 1 to 5")


def _rows(export: Export, compares: bool) -> list[Row]:
    pack, scores, benchmark = export.pack, export.scores, export.benchmark
    whole = sum(scores.weights.components.values())
    rows = []
    for part in pack.components:
        share = scores.weights.components[part.id] / whole
        cells = _score(export, part.name, share, scores.components[part.id], part.capabilities)
        rows.append(Row([*cells, *(others(benchmark.components.get(part.id)) if compares else ())]))
    cells = _score(export, "Overall", 1.0, scores.overall, pack.capabilities)
    rows.append(Row([*cells, *(others(benchmark.overall) if compares else ())], strong=True))
    return rows


def others(found: Comparison | None) -> list[Cell]:
    """Return how others do; nothing where that is not known."""
    if found is None:
        return [None] * len(OTHERS)
    low, high = (Absent.UNDEFINED if each is None else each for each in (found.low, found.high))
    return [found.median, low, high, found.n, found.source, found.dates]


def _score(
    export: Export, name: str, share: float, roll: RollUp | Hidden, held: Sequence[Capability]
) -> list[Cell]:
    agreed = sum(export.judgements.get(each.id, NOTHING).target is not None for each in held)
    targets: list[Cell] = [agreed, len(held)]
    if isinstance(roll, Hidden):
        return [name, share, *[Absent.HIDDEN] * 14, *targets]
    scores = [export.scores.capabilities[each.id] for each in held]
    n, gap_n, bounds = roll.n or (None, None), roll.gap_n or (None, None), roll.bounds or (None, None)
    known = roll.current is not None
    spread: list[Cell] = [_or_dash(each) for each in (*n, *gap_n, roll.ad, roll.rwg, *bounds)]
    gated: list[Cell] = [roll.gated.capability, roll.gated.level] if roll.gated else [Absent.UNDEFINED] * 2
    return [
        name,
        share,
        rolled(roll.current),
        _beside(known, roll.target, scores, lambda each: each.target),
        _beside(known, roll.gap, scores, lambda each: each.gap),
        *spread,
        *gated,
        roll.coverage,
        *targets,
    ]


def _beside(
    known: bool,
    value: float | None,
    scores: Sequence[CapabilityScore],
    part: Callable[[CapabilityScore], object],
) -> Cell:
    """Return a figure beside that of today, which may be missing only because its parts are hidden."""
    return rolled(value, *(part(each) for each in scores if known))


def _or_dash(value: float | None) -> Cell:
    return Absent.UNDEFINED if value is None else value


def components_of(export: Export) -> list[tuple[Component, Capability, bool]]:
    """Return every capability with its component, and whether it is the first of it."""
    return [
        (part, each, place == 0)
        for part in export.pack.components
        for place, each in enumerate(part.capabilities)
    ]
