"""What the worksheet of planned spending says, in words."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from questionnaires.worksheet_sayings.capital import (
    APPROVED,
    FIRMNESS,
    Capital,
    Part,
    Spending,
    capital,
)
from questionnaires.worksheet_sayings.given import Given
from questionnaires.worksheet_sayings.months import Quarter
from reports.facts.saying import (
    NOTHING,
    Bar,
    Bars,
    Board,
    Figures,
    Head,
    Said,
    Tone,
    and_others,
    shortened,
)


def said(given: Given, today: date, figures: Figures) -> Said | None:
    """Return what is said of planned spending, or None where it says nothing."""
    found = capital(given, today)
    if found is None:
        return None
    boards = (_by_component(found, figures),)
    remarks = tuple(_remarks(found, figures))
    return Said(f"{_title(found, figures)}.", found.left_out, _chart(found, figures), boards, remarks)


def _title(found: Capital, figures: Figures) -> str:
    peak = found.peak
    if peak.total <= 0:
        return "None of the spending already planned falls into the next three years"
    return f"Spending already planned peaks in {_quarter(peak.quarter)} at {figures.money(peak.total)}"


def _chart(found: Capital, figures: Figures) -> Bars | None:
    if found.peak.total <= 0:
        return None
    note = "Planned spending by quarter, whatever its status; strong = running cost, faint = one-off"
    bars = tuple(_bar(each, figures, hot=each is found.peak) for each in found.quarters)
    return Bars(_title(found, figures), note, "running", bars)


def _bar(each: Spending, figures: Figures, *, hot: bool) -> Bar:
    parts: tuple[tuple[Tone, Decimal], ...] = (("dark", each.running), ("light", each.one_off))
    lengths = tuple((tone, float(value)) for tone, value in parts if value > 0)
    whole, running = figures.money(each.total), figures.money(each.running) if each.running else NOTHING
    name = _quarter(each.quarter)
    spoken = f"{name}: {whole}" + (f", of which {running} running" if each.running else "")
    return Bar(name, lengths, whole, running, spoken, hot=hot)


def _by_component(found: Capital, figures: Figures) -> Board:
    heads = [Head("Component"), Head("One-off", 25, number=True), Head("Running, a year", 25, number=True)]
    if found.asks_status:
        heads += [Head(each, 25, number=True) for each in FIRMNESS]

    def cells(name: str, those: Sequence[Part]) -> tuple[str, ...]:
        kinds = [
            sum((each.one_off for each in those), Decimal(0)),
            sum((each.running for each in those), Decimal(0)),
        ]
        if found.asks_status:
            kinds += [
                sum((each.by_status.get(status, Decimal(0)) for each in those), Decimal(0))
                for status in FIRMNESS
            ]
        return name, *(figures.money(each) if each else NOTHING for each in kinds)

    rows = shortened(
        found.parts,
        lambda each: cells(figures.component(each.component), [each]),
        lambda those: cells(and_others(len(those)), those),
    )
    title = f"{figures.money(found.whole.total)} is planned, a full year of what runs included"
    if found.parts and found.whole.total > 0:
        most = found.parts[0]
        title = f"{figures.component(most.component)} asks for most, {figures.money(most.total)}"
    return Board(title, tuple(heads), (*rows, cells("All components", [found.whole])), has_total=True)


def _remarks(found: Capital, figures: Figures) -> list[tuple[str, str]]:
    remarks = []
    if found.asks_status and found.whole.total > 0:
        firm = found.whole.by_status.get(APPROVED, Decimal(0))
        unstated = found.whole.by_status.get("", Decimal(0))
        more = f" For {figures.money(unstated)} no status is stated." if unstated else ""
        whole = figures.money(found.whole.total)
        remarks.append(
            (
                "How firm",
                f"{figures.money(firm)} of {whole} is approved, a full year of what runs included.{more}",
            )
        )
    if found.planned > 0:
        first, last = found.quarters[0].quarter, found.quarters[-1].quarter
        whole = figures.money(found.planned)
        remarks.append(
            (
                "Three years",
                f"{_quarter(first)} to {_quarter(last)} add up to {whole}, running cost every quarter.",
            )
        )
    outside = [f"{figures.money(found.before)} before"] if found.before else []
    outside += [f"{figures.money(found.after)} after"] if found.after else []
    if outside:
        remarks.append(("Outside", f"Planned {' and '.join(outside)} these three years."))
    return remarks


def _quarter(quarter: Quarter) -> str:
    return f"Q{quarter.number} {quarter.year}"
