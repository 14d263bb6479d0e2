"""The return: cumulated net by quarter, low, expected and high, with the quarter of payback marked."""

from dataclasses import dataclass

from matplotlib.path import Path

from questionnaires.roadmap.returns import CASES, Reckoned, Return
from questionnaires.roadmap.spending import Case
from reports.charts.house import BLUE, GREY, INK, MID, NAVY, RULE, RUST, WHITE, WIDTH, Sheet
from reports.charts.ink import Stroke, width_of
from reports.charts.picture import Picture
from reports.money import Money, unit_for
from reports.palette import SKY
from reports.plans.returns import ReturnTold
from reports.plans.ticks import ticks

_LEFT, _RIGHT, _TOP, _HIGH, _FOOT = 16.0, 30.0, 9.0, 60.0, 7.0
_TONES: dict[Case, str] = {"low": BLUE, "expected": NAVY, "high": f"#{SKY}"}
_WORDS: dict[Case, str] = {"low": BLUE, "expected": NAVY, "high": GREY}
_APART = 7.6


@dataclass(frozen=True, slots=True)
class _Field:
    """Where amounts and quarters lie, in millimetres."""

    low: float
    high: float
    quarters: int

    def x(self, quarter: float) -> float:
        return _LEFT + (WIDTH - _LEFT - _RIGHT) * quarter / self.quarters

    def y(self, amount: float) -> float:
        return _TOP + _HIGH * (self.high - amount) / (self.high - self.low)


def return_curve(told: ReturnTold) -> Picture:
    """Draw the three cases from nought to the end of each quarter; ValueError where nothing is known."""
    found = told.found
    if found is None:
        raise ValueError("no return can be shown; leave the chart out")
    every = [0, *(amount for each in found.cases.values() for amount in each.cumulated)]
    steps = ticks(min(every), max(every))
    low, high = min(steps[0], *every), max(steps[-1], *every)
    # Where nothing is spent and nothing gained there is one line, and it lies somewhere.
    field = _Field(low, max(high, low + 1), len(found.names))
    sheet = Sheet(_TOP + _HIGH + _FOOT)
    unit = unit_for(max(abs(each) for each in steps) * 10)
    _axes(sheet, found, field, steps, told.money, unit)
    for case in ("high", "low", "expected"):
        _line(sheet, found.cases[case], field)
    _label(sheet, found, field, told.money)
    _payback(sheet, found, field)
    return sheet.picture(
        told.title, told.note.replace(told.money.named(1), told.money.named(unit)), _said(told, found)
    )


def _axes(
    sheet: Sheet, found: Return, field: _Field, steps: tuple[int, ...], money: Money, unit: int
) -> None:
    for amount in steps:
        y, nought = field.y(amount), amount == 0
        sheet.line([_LEFT, WIDTH - _RIGHT], [y, y], INK if nought else RULE, 0.9 if nought else 0.5)
        sheet.text(_LEFT - 2, y, money.bare(amount / unit), 8, color=GREY, align="right")
    for year in found.years:
        x = field.x(year.quarters.start)
        sheet.text(x + 0.6, 3, str(year.year), 9.5, color=NAVY, weight="bold")
        if year.quarters.start:
            sheet.line([x, x], [2, _TOP + _HIGH], MID, 0.5, dashes=(2, 2))
    for place, name in enumerate(found.names):
        text = name.partition(" ")[0]
        sheet.text(field.x(place + 1), _TOP + _HIGH + 3.6, text, 7.5, color=GREY, align="center")


def _line(sheet: Sheet, each: Reckoned, field: _Field) -> None:
    amounts = (0, *each.cumulated)
    xs = [field.x(place) for place in range(len(amounts))]
    ys = [field.y(amount) for amount in amounts]
    expected = each.case == "expected"
    sheet.line(xs, ys, _TONES[each.case], 2.4 if expected else 1.6, above=5 if expected else 4)


def _label(sheet: Sheet, found: Return, field: _Field, money: Money) -> None:
    """Write each case at its end, one above the other without touching."""
    ends = sorted((field.y(each.total), case) for case, each in found.cases.items())
    places: list[float] = []
    for y, _ in ends:
        places.append(max(y, places[-1] + _APART) if places else y)
    over = places[-1] + 3.5 - (_TOP + _HIGH + _FOOT)
    if over > 0:
        places = [each - over for each in places]
    for (_, case), y in zip(ends, places, strict=True):
        x = WIDTH - _RIGHT + 2.5
        sheet.text(x, y - 1.6, CASES[case], 8.5, color=_WORDS[case], weight="bold")
        sheet.text(x, y + 1.8, money.shown(found.cases[case].total), 8.5, color=INK)


def _payback(sheet: Sheet, found: Return, field: _Field) -> None:
    """Mark where each case pays back; the expected one with its quarter in words."""
    for case, each in found.cases.items():
        if not each.payback:
            continue
        x, y = field.x(each.payback), field.y(each.cumulated[each.payback - 1])
        hot = case == "expected"
        size = 1.7 if hot else 1.2
        circle = Path.circle((x, y), size)
        sheet.drawing.strokes.append(
            Stroke(circle, 7, RUST if hot else WHITE, WHITE if hot else _WORDS[case], 1.0)
        )
        if hot:
            text = f"pays back in {found.names[each.payback - 1]}"
            left = x - width_of(text, 8.5, "bold") - 3 > _LEFT
            sheet.text(
                x - 3 if left else x + 3, y - 4.2, text, 8.5, color=RUST, weight="bold", halo=True,
                align="right" if left else "left",
            )  # fmt: skip


def _said(told: ReturnTold, found: Return) -> str:
    parts = [f"{each.name.lower()} {each.net}" for each in told.cases]
    return f"{told.title}. Net after {len(found.names)} quarters: {', '.join(parts)}."
