"""Cells: whatever is typed becomes a value of its column or keeps its text with a fault; nothing raises."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaires.cells import LONGEST, Cell, Known, kept, read, total, typed
from questionnaires.worksheet import Column
from questionnaires.written import Writing

KNOWN = Known({"A": "Technology", "B": "Work force"}, {"A1": "One", "A2": "Two", "B1": "Three"})
BRITISH = Writing(".", False, "GBP", ("£",))
AMERICAN = Writing(".", True, "USD", ("$", "US$"))
GERMAN = Writing(",", False, "EUR", ("€",))
WRITINGS = (BRITISH, AMERICAN, GERMAN)
KINDS = (
    "text", "number", "money", "date", "choice", "person", "percentage", "component", "capabilities",
)  # fmt: skip


def column(kind: str, unit: str = "", *, required: bool = False) -> Column:
    choices = ("Yes", "No", "Not decided") if kind == "choice" else ()
    return Column(id="it", name="It", type=kind, unit=unit, choices=choices, required=required)  # type: ignore[arg-type]


COLUMNS = [*map(column, KINDS), column("number", "1 to 5"), column("text", required=True)]


def value(text: str, kind: str, writing: Writing = BRITISH, unit: str = "") -> object:
    cell = read(text, column(kind, unit), writing, KNOWN)
    assert bool(cell.fault) == (cell.value is None)
    return cell.value if cell.value is not None else cell.fault


@given(st.text() | st.from_regex(r"[\d.,'% €$/-]{1,14}"), st.sampled_from(COLUMNS), st.sampled_from(WRITINGS))
def test_nothing_raises_and_what_fits_comes_back_the_same(text: str, at: Column, writing: Writing) -> None:
    cell = read(text, at, writing, KNOWN)
    assert read(cell.text, at, writing, KNOWN).fault == cell.fault or not cell.fault
    if not cell.fault:
        assert kept(cell.text, at, writing, KNOWN) == cell
        assert read(typed(cell, at, writing), at, writing, KNOWN) == cell
        for other in WRITINGS:
            assert kept(cell.text, at, other, KNOWN) == cell
    else:
        assert cell.value is None


NUMBERS = st.decimals(min_value=0, max_value=10**11, places=4, allow_nan=False, allow_infinity=False)


@given(NUMBERS, st.sampled_from(WRITINGS))
def test_a_number_is_read_as_its_country_writes_it(number: Decimal, writing: Writing) -> None:
    grouped = f"{number:,}"
    if writing.decimal == ",":
        grouped = grouped.translate({ord(","): ".", ord("."): ","})
    assert value(grouped, "number", writing) == number


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.sampled_from(WRITINGS))
def test_a_day_is_read_in_every_way_of_writing_it(day: date, writing: Writing) -> None:
    figures = (day.month, day.day) if writing.month_first else (day.day, day.month)
    ways = (
        day.isoformat(), f"{figures[0]}/{figures[1]}/{day.year}", f"{day:%d.%m.%Y}", f"{day:%d %b %Y}",
        f"{day:%B} {day.day}, {day.year}", f"{day.isoformat()} 00:00:00",
    )  # fmt: skip
    assert {value(way, "date", writing) for way in ways} == {day}


@pytest.mark.parametrize(
    ("text", "kind", "writing", "meant"),
    [
        ("1.5", "number", GERMAN, Decimal("1.5")),
        ("1,5", "number", BRITISH, Decimal("1.5")),
        ("1.500", "number", GERMAN, Decimal(1500)),
        ("1,500", "number", BRITISH, Decimal(1500)),
        ("0,500", "number", BRITISH, Decimal("0.5")),
        ("12 500", "number", BRITISH, Decimal(12500)),
        ("12,34,567", "number", BRITISH, Decimal(1234567)),
        ("45", "percentage", BRITISH, Decimal(45)),
        ("45 %", "percentage", BRITISH, Decimal(45)),
        ("0.45", "percentage", BRITISH, Decimal(45)),
        ("0,45", "percentage", GERMAN, Decimal(45)),
        ("0.45 %", "percentage", BRITISH, Decimal("0.45")),
        ("1", "percentage", BRITISH, Decimal(1)),
        ("£68,000", "money", BRITISH, Decimal(68000)),
        ("68.000,50 €", "money", GERMAN, Decimal("68000.5")),
        ("usd 12", "money", AMERICAN, Decimal(12)),
        ("−20", "money", BRITISH, Decimal(-20)),
        ("yes", "choice", BRITISH, "Yes"),
        ("TRUE", "choice", BRITISH, "Yes"),
        ("b", "component", BRITISH, "B"),
        ("work  FORCE", "component", BRITISH, "B"),
        ("b1; A2, b1", "capabilities", BRITISH, ("B1", "A2")),
        ("Ann\n Lee", "person", BRITISH, "Ann Lee"),
        ("1/3/26", "date", BRITISH, date(2026, 3, 1)),
        ("1/3/26", "date", AMERICAN, date(2026, 1, 3)),
    ],
)
def test_what_is_meant(text: str, kind: str, writing: Writing, meant: object) -> None:
    assert value(text, kind, writing) == meant


@pytest.mark.parametrize(
    ("text", "kind", "unit", "remedy"),
    [
        ("a few", "number", "", "Write a number in figures"),
        ("-1", "number", "", "0 or more"),
        ("6", "number", "1 to 5", "Give a whole number from 1 to 5."),
        ("good", "number", "1 to 5", "Give a whole number from 1 to 5."),
        ("2.5", "number", "1 to 5", "Give a whole number from 1 to 5."),
        ("45 000", "percentage", "", "from 0 to 100"),
        ("$12", "money", "", "Amounts are in GBP. Convert this one from $."),
        ("TBD", "money", "", "Write a number in figures"),
        ("1.234", "money", "", "two decimals"),
        ("31/2/2026", "date", "", "There is no such day"),
        ("3/25/2026", "date", "", "Write 2026-03-25"),
        ("Q2 2026", "date", "", "Write a day"),
        ("maybe", "choice", "", "Choose one of these: Yes, No, Not decided."),
        ("Z", "component", "", "A Technology, B Work force"),
        ("A1, Q9", "capabilities", "", "Q9 is no capability."),
        ("...", "person", "", "can be read"),
        ("x" * (LONGEST + 1), "text", "", "2,000 characters"),
        ("9" * 13, "number", "", "too large"),
    ],
)
def test_what_does_not_fit_is_told_with_its_remedy(text: str, kind: str, unit: str, remedy: str) -> None:
    cell = read(text, column(kind, unit), BRITISH, KNOWN)
    assert remedy in cell.fault
    assert (cell.text, cell.value) == (text, None)


def test_an_empty_cell_is_a_fault_only_where_something_is_required() -> None:
    assert read(" \u0000 ", column("number"), BRITISH, KNOWN) == Cell()
    assert read("", column("number", required=True), BRITISH, KNOWN).fault == "It is missing."


def test_a_total_leaves_out_what_does_not_fit() -> None:
    cells = [read(each, column("money"), BRITISH, KNOWN) for each in ("1.10", "2,000.20", "a lot", "")]
    assert total(cells) == Decimal("2001.3")
