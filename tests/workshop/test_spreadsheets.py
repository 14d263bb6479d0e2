"""Spreadsheets that leave the workshop: they hold what they were given, and compute nothing."""

import csv
import io

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workshop.spreadsheets import as_csv, as_xlsx

SIGNS = "\uff1d\uff0b\uff0d\uff20"
DANGEROUS = (
    "=1+1",
    "+1",
    "-1+2",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\uff1d1",
    "\uff0b1",
    "\uff0d1",
    "\uff201",
    " =1",
)


def read_csv(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_formula_in_csv_is_text(text: str) -> None:
    rows = read_csv(as_csv([text], [[text, "plain"]]))
    # A tab or a line break may begin a cell of its own in another program, so what follows it is marked too.
    marked = f"'{text}" if text[0] not in "\t\r" else f"'{text[0]}'{text[1:]}"
    assert rows == [[marked], [marked, "plain"]]


def test_a_program_with_another_separator_finds_no_formula_either() -> None:
    data = as_csv(["Name"], [["Ann;=1+1"], ["Ann\n=1+1"], ["A list:\n- one\n- two"]])
    assert [row[0] for row in read_csv(data)[1:]] == ["Ann;'=1+1", "Ann\n'=1+1", "A list:\n- one\n- two"]


@pytest.mark.parametrize("text", [*DANGEROUS, "https://x.example", "mailto:a@x.example", "007", "{=1}"])
def test_a_text_in_a_workbook_stays_the_same_text(text: str) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx("People", ["Name"], [[text]]))).worksheets[0]
    cell = sheet["A2"]
    assert cell.data_type == "s"
    assert cell.hyperlink is None
    assert str(cell.value).replace("\r", "") in {text.replace("\r", ""), text.replace("\r", "_x000D_")}


def test_a_workbook_has_a_head_that_stays_and_columns_that_fit() -> None:
    data = as_xlsx("People", ["Name", "Mails"], [["A name of some length", 3], [None, 2.5], ["x" * 500, 1]])
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    assert [[cell.value for cell in row] for row in sheet.iter_rows(max_row=3)] == [
        ["Name", "Mails"], ["A name of some length", 3], [None, 2.5],
    ]  # fmt: skip
    assert sheet["A1"].font.b
    assert sheet.freeze_panes == "A2"
    assert 8 <= sheet.column_dimensions["B"].width < sheet.column_dimensions["A"].width <= 61


@pytest.mark.parametrize("name", ["History", "A/B: [c]*?\\", "'", "", "n" * 90, "Row\x00s"])
def test_any_name_of_a_sheet_is_made_to_fit(name: str) -> None:
    assert len(openpyxl.load_workbook(io.BytesIO(as_xlsx(name, ["A"], []))).sheetnames[0]) <= 31


def test_a_long_text_is_cut_and_not_dropped() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx("A", ["A"], [["y" * 40_000]]))).worksheets[0]
    assert len(sheet["A2"].value) == 32_767


@settings(deadline=None)
@given(st.lists(st.lists(st.text(), min_size=2, max_size=2), max_size=5))
def test_csv_gives_back_every_text_but_for_apostrophes(rows: list[list[str]]) -> None:
    found = read_csv(as_csv(["A", "B"], rows))[1:]
    assert [[cell.replace("'", "") for cell in row] for row in found] == [
        [cell.replace("'", "") for cell in row] for row in rows
    ]
    assert not [cell for row in found for cell in row if cell.strip()[:1] in {*"=+-@", "\uff1d", "\uff0b"}]
