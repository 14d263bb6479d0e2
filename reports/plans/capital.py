"""What the capital plan says, in words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from questionnaires.pack import MethodPack
from questionnaires.roadmap.capital import CapitalPlan, Year, capital_plan
from questionnaires.roadmap.known import Known
from questionnaires.roadmap.plan import Roadmap
from questionnaires.roadmap.plans import component_of
from questionnaires.rounding import rounded
from reports.money import Money, unit_for
from reports.plans.grid import Grid, Line, grid
from reports.plans.naming import quoted
from reports.wording import listed, lowered, raised, spelled_out

_MOST_NAMED = 2
_HEADROOM = 1.25
"""How far above the largest quarter a picture reaches, for a limit."""
ROUNDED = "Rounded so that rows and columns add up"


@dataclass(frozen=True, slots=True)
class Tranche:
    """What a calendar year spends, in whole money, and the numbers of the initiatives that begin in it."""

    year: int
    one_off: int
    running: int
    begins: tuple[int, ...]

    @property
    def total(self) -> int:
        """Return both."""
        return self.one_off + self.running


@dataclass(frozen=True, slots=True)
class CapitalTold:
    """The capital plan as it is told: a finding, a title without full stop, the grid and remarks.

    `shares` are the parts of each quarter, one-off and running, 0 to 1 of the largest, for its bar; `limit`
    is where the budget less its reserve lies beside them, None without one.
    """

    plan: CapitalPlan
    money: Money
    grid: Grid
    finding: str
    title: str
    note: str
    shares: tuple[tuple[float, float], ...]
    limit: tuple[float, ...] | None
    tranches: tuple[Tranche, ...]
    remarks: tuple[tuple[str, str], ...]

    @property
    def peak(self) -> int:
        """Return the place of the quarter in which most is spent."""
        return self.plan.peak

    def bare(self, figure: int) -> str:
        """Return a figure of the grid as it stands there: 173."""
        return self.money.bare(figure)


def capital_told(
    pack: MethodPack, roadmap: Roadmap, money: Money, known: Known | None = None
) -> CapitalTold | None:
    """Return what the capital plan says; None where nothing that has a place costs anything."""
    plan = capital_plan(roadmap, [each.id for each in pack.components])
    if not plan.whole.total:
        return None
    names = {each.id: each.short_name for each in pack.components}
    rows = [Line(names.get(key, key), each.both) for key, each in plan.by_component.items()]
    unit = unit_for(max(plan.whole.total, *plan.whole.both))
    table = grid(plan.names, plan.years, rows, unit)
    top = max(plan.whole.both)
    # A limit far above all spending would press the bars flat: what lies higher is not drawn.
    high = max([top, *(min(each, _HEADROOM * top) for each in plan.limit or ())])
    pairs = zip(plan.whole.one_off, plan.whole.running, strict=True)
    shares = tuple((once / high, running / high) for once, running in pairs)
    limit = tuple(each / high for each in plan.limit) if plan.limit else None
    largest = money.shown(plan.whole.both[plan.peak])
    title = f"The programme’s spending peaks in {plan.names[plan.peak]} at {largest}"
    whole = money.shown(plan.whole.total)
    years = spelled_out(len(plan.names) // 4, "year")
    finding = f"The programme costs {whole} in {years} and peaks in {plan.names[plan.peak]} at {largest}."
    told = CapitalTold(
        plan,
        money,
        table,
        finding,
        title,
        f"Programme spending by quarter and component, {money.named(unit)}; "
        "faint = one-off, strong = running",
        shares,
        limit,
        tuple(_tranches(plan, roadmap)),
        (),
    )
    return _with_remarks(told, pack, roadmap, known or Known())


def _tranches(plan: CapitalPlan, roadmap: Roadmap) -> list[Tranche]:
    return [
        Tranche(
            year.year,
            sum(plan.whole.one_off[year.quarters]),
            sum(plan.whole.running[year.quarters]),
            _begins(roadmap, year),
        )
        for year in plan.years
    ]


def _rounded(value: float) -> int:
    return int(rounded(value, 0))


def _begins(roadmap: Roadmap, year: Year) -> tuple[int, ...]:
    places = range(year.quarters.start + 1, year.quarters.stop + 1)
    return tuple(each.id for each in roadmap.in_order if roadmap.placements[each.id].start in places)


def _with_remarks(told: CapitalTold, pack: MethodPack, roadmap: Roadmap, known: Known) -> CapitalTold:
    planned = ""
    if known.planned is not None and component_of("capital", pack):
        there = told.money.shown(known.planned)
        planned = f" The worksheet of spending plans {there} in the same quarters."
    remarks = [
        ("Evidence", f"{_split(told)} {_span(told, roadmap)}"),
        ("What it means", _meaning(told, roadmap)),
        ("Budget", f"{_budget(told)}{planned}"),
        ("Not in here", _outside(told)),
    ]
    kept = tuple((label, text) for label, text in remarks if text)
    return replace(told, remarks=kept)


def _split(told: CapitalTold) -> str:
    once, running = sum(each.one_off for each in told.tranches), sum(each.running for each in told.tranches)
    parts = sorted(told.grid.lines, key=lambda each: -each.total)[:_MOST_NAMED]
    share = _rounded(100 * sum(each.total for each in parts) / max(told.grid.total, 1))
    names = listed([lowered(each.name) for each in parts])
    verb = "take" if len(parts) > 1 else "takes"
    split = f"{told.money.shown(once)} is one-off and {told.money.shown(running)} is running cost."
    return split if len(told.grid.lines) == 1 else f"{split} {raised(names)} {verb} {share}%."


def _meaning(told: CapitalTold, roadmap: Roadmap) -> str:
    most = told.plan.most(told.peak)
    where = f"Most of {told.plan.names[told.peak]} goes to " if most is not None else ""
    named = f"{where}{quoted(roadmap.initiative[most].title)}. " if most is not None else ""
    last = told.plan.whole.running[-1] * 4
    if not last:
        return f"{named}Nothing is left to pay once the last initiative has ended.".strip()
    after = told.money.shown(last)
    return f"{named}After the last quarter {after} a year stay as running cost."


def _budget(told: CapitalTold) -> str:
    plan, percent = told.plan, f"{_rounded(100 * told.plan.reserve)}%"
    if plan.limit is None:
        return "No budget is set by quarter, so spending is not compared with one. Set it on the roadmap."
    if not plan.over:
        return f"Every quarter stays within its budget less the reserve of {percent}."
    limit = plan.limit
    worst = max(plan.over, key=lambda each: plan.whole.both[each] - limit[each])
    more = told.money.shown(plan.whole.both[worst] - limit[worst])
    verb = "asks" if len(plan.over) == 1 else "ask"
    number = raised(spelled_out(len(plan.over), "quarter"))
    return (
        f"{number} {verb} for more than the budget less the reserve of {percent} leaves, "
        f"{plan.names[worst]} for most: {more} more."
    )


def _span(told: CapitalTold, roadmap: Roadmap) -> str:
    low, high = (capital_plan(roadmap, case=case).whole.total for case in ("low", "high"))
    if low == high:
        return "Every cost is one estimate, without a lower and an upper end."
    ends = [told.money.shown(each) for each in (low, high)]
    return f"Estimates are the middle of their spans; all at their ends, {ends[0]} to {ends[1]}."


def _outside(told: CapitalTold) -> str:
    said = []
    if told.plan.unplaced:
        whole = sum(each.one_off.expected for each in told.plan.unplaced)
        number = len(told.plan.unplaced)
        verb = "has" if number == 1 else "have"
        said.append(
            f"{raised(spelled_out(number, 'initiative'))} {verb} no place on the roadmap; "
            f"one-off cost of {told.money.shown(whole)}."
        )
    if told.plan.beyond:
        said.append(f"{told.money.shown(told.plan.beyond)} fall after the last quarter.")
    return " ".join(said)


def rows_of(told: CapitalTold) -> Sequence[tuple[str, tuple[str, ...], str]]:
    """Return the rows of the grid as they are written, a dot where nothing is spent, and their totals."""
    return [
        (each.name, tuple(told.bare(cell) if cell else NONE for cell in each.cells), told.bare(each.total))
        for each in told.grid.lines
    ]


NONE = "\N{MIDDLE DOT}"
"""What stands where nothing is spent."""
