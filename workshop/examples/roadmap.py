"""A made-up roadmap for the examples: one initiative is pinned, one does not fit, one has no place."""

from dataclasses import dataclass
from datetime import date

from questionnaires.loading import shipped_pack
from questionnaires.roadmap.checking import breaks
from questionnaires.roadmap.plan import HORIZONS, Capacity, Effort, Initiative, Placement, Roadmap, Span
from questionnaires.roadmap.taken import Wording
from reports.charts.value_items import Item
from workshop.manner import PLAIN
from workshop.roadmap.told import Chart, Row, Term, charts_of, rows_of, terms_of
from workshop.roadmap.value.drawing import KINDS, LINE, WIDTH, Drawing, drawing_of

CURRENCY = "EUR"
_MADE = (
    # title, component, quarters, days a quarter, money, value, start, what it rests on
    ("Agree who decides what", "B", 1, 12, 8_000, 1.4, 1, ()),
    ("Sign the lead definition with sales", "C", 2, 16, 20_000, 3.1, 2, (1,)),
    ("Define each measure once", "D", 2, 14, 14_000, 2.6, 3, (1,)),
    ("Look after the records of plants", "A", 4, 15, 45_000, 1.2, 3, (3,)),
    ("Join both systems", "A", 3, 22, 90_000, 2.9, 8, (2, 4)),
    ("Move the website", "C", 3, 30, 220_000, 0.7, 0, ()),
)
_PINNED = 4


@dataclass(frozen=True, slots=True)
class Worth:
    """What a value is made of, as far as its picture tells it."""

    total: float
    days: float


@dataclass(frozen=True, slots=True)
class Ranked:
    """An initiative with its value and the name of its horizon."""

    number: int
    initiative: Initiative
    value: Worth
    horizon: str | None


def _initiative(number: int) -> Initiative:
    title, component, quarters, days, money, _, _, before = _MADE[number - 1]
    effort = tuple(Effort("Analyst", quarter, days) for quarter in range(1, quarters + 1))
    return Initiative(
        id=number,
        title=title,
        component=component,
        quarters=quarters,
        effort=effort,
        one_off=Span(money, money),
        prerequisites=before,
    )


ROADMAP = Roadmap(
    tuple(_initiative(number) for number in range(1, len(_MADE) + 1)),
    Capacity(date(2027, 1, 1), budget=(30_000.0,) * 12, days={"Analyst": (36.0,) * 12}),
    {number: Placement(each[6], number == _PINNED) for number, each in enumerate(_MADE, 1) if each[6]},
)
WORDING = Wording(lambda amount: PLAIN.money(amount, CURRENCY), lambda days: PLAIN.number(round(days, 1)))


def rows() -> tuple[Row, ...]:
    """Return the rows of the grid."""
    pack = shipped_pack("marketing_operations")
    return rows_of(ROADMAP, pack, breaks(ROADMAP, pack, WORDING))


def terms() -> tuple[Term, ...]:
    """Return the horizons that stand above the grid."""
    return terms_of(ROADMAP)


def charts() -> tuple[Chart, ...]:
    """Return what is taken of the budget and of the days, by quarter."""
    return charts_of(ROADMAP, WORDING)


def picture() -> dict[str, object]:
    """Return what the picture of value against effort is drawn from, by the names that its macro knows."""
    ranked = {each.id: _ranked(each) for each in ROADMAP.initiatives}
    items = [
        Item(number, each.initiative.title, each.value.total, each.value.days, cost, ROADMAP.horizon(number))
        for number, each in ranked.items()
        for cost in (each.initiative.one_off.expected,)
    ]
    drawing: Drawing = drawing_of(items)
    return {"by_number": ranked, "drawing": drawing, "width": WIDTH, "line": LINE, "kinds": KINDS}


def _ranked(each: Initiative) -> Ranked:
    horizon = ROADMAP.horizon(each.id)
    return Ranked(
        each.id, each, Worth(_MADE[each.id - 1][5], each.days), HORIZONS[horizon] if horizon else None
    )
