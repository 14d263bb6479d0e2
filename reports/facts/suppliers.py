"""What the worksheet of suppliers says, in words."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from questionnaires.worksheet_sayings.given import Given
from questionnaires.worksheet_sayings.suppliers import Part, Service, Supplier, Suppliers, suppliers
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
    brief,
    named,
    percent,
    shortened,
)
from reports.wording import raised, spelled, spelled_out


def said(given: Given, today: date, figures: Figures) -> Said | None:
    """Return what is said of suppliers, or None where they say nothing."""
    found = suppliers(given, today)
    if found is None:
        return None
    boards = (_by_supplier(found, figures), _contracts(found, figures))
    return Said(
        finding(found, figures),
        found.left_out,
        _chart(found, figures),
        boards,
        tuple(_remarks(found, figures)),
    )


def finding(found: Suppliers, figures: Figures) -> str:
    """Return the share of the largest supplier, or what all cost where that says nothing."""
    largest = found.suppliers[0]
    if len(found.suppliers) > 1 and largest.share is not None and largest.spend > 0:
        return f"{brief(largest.name)} receives {percent(largest.share)} of what is spent on suppliers."
    number = spelled_out(len(found.suppliers), "supplier")
    verb = "costs" if len(found.suppliers) == 1 else "cost"
    return f"{raised(number)} {verb} {figures.money(found.spend)} a year."


def _chart(found: Suppliers, figures: Figures) -> Bars | None:
    shown = [each for each in found.parts if each.spend > 0]
    if not shown:
        return None
    most = shown[0]
    title = f"{figures.component(most.component)} takes {percent(most.share)} of what is spent on suppliers"
    note = "Yearly spend by component supported; strong = the largest supplier, faint = the others"
    return Bars(title, note, "largest", tuple(_bar(each, figures, hot=each is most) for each in shown))


def _bar(each: Part, figures: Figures, *, hot: bool) -> Bar:
    first = min(each.largest.spend, each.spend)
    parts: tuple[tuple[Tone, Decimal], ...] = (("dark", first), ("light", each.spend - first))
    lengths = tuple((tone, float(value)) for tone, value in parts if value > 0)
    name, spend = figures.component(each.component), figures.money(each.spend)
    part = percent(each.largest.share)
    spoken = f"{name}: {spend}, of which {part} to {brief(each.largest.name)}"
    return Bar(name, lengths, spend, part, spoken, hot=hot)


def _by_supplier(found: Suppliers, figures: Figures) -> Board:
    heads = (
        Head("Supplier"),
        Head("Services", 20, number=True),
        Head("Yearly spend", 28, number=True),
        Head("Share", 16, number=True),
        Head("Lowest performance", 28, number=True),
    )

    def cells(name: str, those: Sequence[Supplier]) -> tuple[str, ...]:
        services = [one for each in those for one in each.services]
        spend = sum((each.spend for each in those), Decimal(0))
        rated = [each.performance for each in services if each.performance is not None]
        lowest = f"{figures.number(min(rated))} of 5" if rated else NOTHING
        part = percent(spend / found.spend) if found.spend > 0 else NOTHING
        return name, str(len(services)), figures.money(spend), part, lowest

    rows = shortened(
        found.suppliers,
        lambda each: cells(brief(each.name), [each]),
        lambda those: cells(and_others(len(those)), those),
    )
    number = len(found.suppliers)
    title = f"{raised(spelled_out(number, 'supplier'))} {'costs' if number == 1 else 'cost'} "
    total = cells("All suppliers", found.suppliers)
    return Board(f"{title}{figures.money(found.spend)} a year", heads, (*rows, total), has_total=True)


def _contracts(found: Suppliers, figures: Figures) -> Board | None:
    """Return the contracts that end within three years, and which services are needed for longer."""
    if not found.ending:
        return None
    heads = (
        Head("Supplier"),
        Head("Service", 44),
        Head("Contract ends", 27),
        Head("Needed until", 27),
        Head("Yearly spend", 26, number=True),
    )

    def row(each: Service) -> tuple[str, ...]:
        ends = figures.day(each.contract_end) if each.contract_end else NOTHING
        return (
            brief(each.supplier, 40),
            brief(each.name) or NOTHING,
            ends,
            _until(each, figures),
            figures.money(each.spend),
        )

    def others(those: Sequence[Service]) -> tuple[str, ...]:
        spend = sum((each.spend for each in those), Decimal(0))
        return and_others(len(those)), "", "", "", figures.money(spend)

    number = len(found.ending)
    verb = "ends" if number == 1 else "end"
    longer = sum(each.outlasts_contract for each in found.ending)
    more = f"; {spelled(longer)} {'is' if longer == 1 else 'are'} needed for longer" if longer else ""
    title = f"{raised(spelled_out(number, 'contract'))} {verb} within three years{more}"
    return Board(title, heads, shortened(found.ending, row, others))


def _until(service: Service, figures: Figures) -> str:
    if service.needed_until:
        return figures.day(service.needed_until)
    return "no end" if service.needed_from else NOTHING


def _remarks(found: Suppliers, figures: Figures) -> list[tuple[str, str]]:
    remarks = []
    if found.short:
        spend = sum((each.spend for each in found.short), Decimal(0))
        number = spelled_out(len(found.short), "service")
        verb = "falls" if len(found.short) == 1 else "fall"
        what = f"{raised(number)} {verb} short of what was agreed (performance below 3)"
        remarks.append(
            ("Performance", f"{what}: {_names(found.short)}. Together: {figures.money(spend)} a year.")
        )
    if found.outlasting:
        verb = "is" if len(found.outlasting) == 1 else "are"
        remarks.append(
            ("Needed for longer", f"{_names(found.outlasting)} {verb} needed after the contract ends.")
        )
    if found.ended:
        verb = "has" if len(found.ended) == 1 else "have"
        remarks.append(("To check", f"{_names(found.ended)} {verb} a contract that ended in the past."))
    return remarks


def _names(services: Sequence[Service]) -> str:
    return named(list(dict.fromkeys(each.supplier for each in services)))
