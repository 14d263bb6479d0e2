"""The workbook inside a chart: what Word opens on "Edit data"."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name

from reports.word.plain_text import plain

SHEET = "Data"
_SAME_DAY = datetime(1980, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that is worked out: the formula, `{row}` for the number of its row, and its value."""

    formula: str
    value: str | float


Value = str | int | float | Formula | None


@dataclass(frozen=True, slots=True)
class ChartColumn:
    """A column of the sheet: its head and its values; None leaves a cell blank."""

    head: str
    values: Sequence[Value]
    width: int = 12


@dataclass(frozen=True, slots=True)
class ChartSheet:
    """The columns behind a chart, in their order; a head names a column once."""

    columns: Sequence[ChartColumn]

    def place(self, head: str) -> int:
        """Return which column has a head."""
        return [each.head for each in self.columns].index(head)

    def range(self, head: str) -> str:
        """Return the reference to the values of a column."""
        name, last = xl_col_to_name(self.place(head), True), len(self.columns[0].values) + 1
        return f"{SHEET}!{name}$2:{name}${last}"

    def title(self, head: str) -> str:
        """Return the reference to the head of a column."""
        return f"{SHEET}!{xl_col_to_name(self.place(head), True)}$1"

    def values(self, head: str) -> list[str | int | float | None]:
        """Return what the cells of a column show."""
        cells = self.columns[self.place(head)].values
        return [each.value if isinstance(each, Formula) else each for each in cells]

    def workbook(self) -> bytes:
        """Return the file; the same columns give the same bytes. No text is read as a formula."""
        file = BytesIO()
        book = Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
        book.set_properties({"created": _SAME_DAY})
        sheet = book.add_worksheet(SHEET)
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        bold = book.add_format({"bold": True, "bottom": 1})
        for place, column in enumerate(self.columns):
            sheet.set_column(place, place, column.width)
            sheet.write_string(0, place, _cell(column.head), bold)
            for row, value in enumerate(column.values, start=1):
                if isinstance(value, Formula):
                    formula = f"={value.formula.format(row=row + 1)}"
                    shown = value.value if isinstance(value.value, float) else _cell(str(value.value))
                    sheet.write_formula(row, place, formula, wrapped, shown)
                elif isinstance(value, str):
                    sheet.write_string(row, place, _cell(value), wrapped)
                elif value is not None:
                    sheet.write_number(row, place, value)
        sheet.freeze_panes(1, 0)
        book.close()
        return file.getvalue()


def _cell(text: str) -> str:
    """Return a text as a cell can hold it; its lines stay lines."""
    return "\n".join(plain(line) for line in text.split("\n"))[:32_000]
