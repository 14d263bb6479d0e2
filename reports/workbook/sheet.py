"""A sheet made of a title, a sentence and a table: heads that stay, filters, and pages for the printer."""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby
from math import ceil

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from reports.palette import GREY, MID, NAVY, RULE, SKY
from reports.word.plain_text import plain
from reports.workbook.cells import Absent, Cell
from reports.workbook.export import Export
from reports.workbook.looks import FIGURES, FONT, TITLE_FONT, WRAPPED, Look, Looks, settled

_MOST = 32_767
"""The characters that a cell can hold."""
_MOST_IN_HEADER = 90
_PAPERS = {"A4": 9, "Letter": 1}
_TITLE, _LEAD, _BANDS, _HEAD = range(4)
"""The rows above a table: it has a head of one row, and above that the names of columns that go together."""
_FITS = 1.3
"""Characters that stand in a unit of width: it is that of a digit, and most letters are narrower."""
_FEW = 3
"""In a row of more lines than this everything stands at the top, in others in the middle."""
_LINE, _ROOM, _HIGHEST = 13, 4.5, 400
"""The height of a line of text and the room around it, and the most of a row, in points."""


class Exact(float):
    """A number that is written with all its digits: XlsxWriter formats to 16, and some need 17."""

    def __format__(self, _specification: str) -> str:
        """Return the shortest text that is read back as the same number."""
        return repr(float(self))


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head, its width in characters, what it holds, and with which others."""

    head: str
    width: float
    look: Look = "level"
    band: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; `first` begins a part of it, `strong` is a total.

    `looks` are what its cells hold where they differ from their columns; figures then stand on the left.
    """

    cells: Sequence[Cell]
    first: bool = False
    strong: bool = False
    looks: Sequence[Look] = ()


class Book:
    """A workbook as it grows, sheet by sheet."""

    def __init__(self, export: Export) -> None:
        """Begin the workbook of an export, with its properties and nothing else."""
        self._memory = io.BytesIO()
        self._export = export
        self._book = xlsxwriter.Workbook(self._memory, {"in_memory": True})
        self.looks = Looks(self._book, export.day)
        created = datetime.combine(export.issued, time())
        self._book.set_properties(
            {
                "title": f"Scores of {plain(export.client)}, wave {export.wave}",
                "subject": plain(export.pack.title),
                "author": plain(export.consultancy),
                "company": plain(export.consultancy),
                "created": created,
            }
        )
        self._book.set_size(2400, 1500)

    def bytes(self) -> bytes:
        """Return the file."""
        self._book.close()
        return self._memory.getvalue()

    def table(
        self,
        name: str,
        title: str,
        lead: str,
        columns: Sequence[Column],
        rows: Iterable[Row],
        *,
        fixed: int = 0,
        filtered: bool = True,
    ) -> tuple[Worksheet, range]:
        """Add a sheet with a table, whose first `fixed` columns stay in sight; return it with its rows."""
        sheet = self._begun(name, title, lead)
        self._head(sheet, columns, filtered)
        held = list(rows)
        for line, row in enumerate(held, start=_HEAD + 1):
            self._row(sheet, line, columns, row)
        last = _HEAD + len(held)
        sheet.freeze_panes(_HEAD + 1, fixed)
        sheet.repeat_rows(_BANDS, _HEAD)
        if filtered and held:
            sheet.autofilter(_HEAD, 0, last, len(columns) - 1)
        return sheet, range(_HEAD + 1, last + 1)

    def bars(self, sheet: Worksheet, rows: range, series: Mapping[int, tuple[str, str]], scale: str) -> None:
        """Draw bars below a table: for each column in `series` its name and colour, by the first column."""
        chart = self._book.add_chart({"type": "bar"})
        first, last = rows[0], rows[-1]
        for place, (name, colour) in series.items():
            chart.add_series(
                {
                    "name": name,
                    "categories": [sheet.get_name(), first, 0, last, 0],
                    "values": [sheet.get_name(), first, place, last, place],
                    "fill": {"color": f"#{colour}"},
                    "gap": 60,
                    "data_labels": {"value": True, "num_format": "0.0", "font": {"name": FONT, "size": 9}},
                }
            )
        font = {"name": FONT, "size": 9, "color": f"#{GREY}"}
        line = {"color": f"#{RULE}"}
        grid = {"visible": True, "line": line}
        chart.set_x_axis(
            {"min": 1, "max": 5, "major_unit": 1, "num_font": font, "line": line, "major_gridlines": grid,
             "num_format": "0", "name": scale, "name_font": {**font, "bold": False}}
        )  # fmt: skip
        chart.set_y_axis({"reverse": True, "num_font": {**font, "size": 10}, "line": line, "crossing": "max"})
        chart.set_legend({"position": "top", "font": font})
        chart.set_chartarea({"border": {"none": True}})
        chart.set_size({"width": 900, "height": 90 + 50 * len(rows)})
        sheet.insert_chart(last + 2, 0, chart, {"description": f"{scale}, as in the table above"})

    def shade(self, sheet: Worksheet, rows: range, columns: range) -> None:
        """Shade levels from 1, which stays white, to 5."""
        scale = {"min_type": "num", "min_value": 1, "max_type": "num", "max_value": 5}
        colours = {"type": "2_color_scale", "min_color": "#FFFFFF", "max_color": f"#{SKY}"}
        sheet.conditional_format(rows[0], columns[0], rows[-1], columns[-1], {**colours, **scale})

    def _row(self, sheet: Worksheet, line: int, columns: Sequence[Column], row: Row) -> None:
        looks = row.looks or [column.look for column in columns]
        lines = max(
            _lines(value, column.width) if isinstance(value, str) and look in WRAPPED else 1
            for column, look, value in zip(columns, looks, row.cells, strict=True)
        )
        sheet.set_row(line, min(_HIGHEST, _LINE * lines + _ROOM))
        for place, (look, value) in enumerate(zip(looks, row.cells, strict=True)):
            form = self.looks.of(
                look,
                value,
                strong=row.strong,
                first=row.first,
                left=bool(row.looks),
                indent=int(place > 0),
                tall=lines > _FEW,
            )
            _put(sheet, line, place, settled(look, value), form)

    def _begun(self, name: str, title: str, lead: str) -> Worksheet:
        sheet = self._book.add_worksheet(name)
        sheet.hide_gridlines(2)
        made = self.looks.made
        big = made(font_name=TITLE_FONT, font_size=17, font_color=f"#{NAVY}", valign="vcenter")
        sheet.write_string(_TITLE, 0, title[:_MOST], big)
        sheet.set_row(_TITLE, 30)
        sheet.write_string(_LEAD, 0, lead[:_MOST], made(font_color=f"#{GREY}", valign="top"))
        sheet.set_row(_LEAD, 21)
        self._print_set_up(sheet)
        return sheet

    def _head(self, sheet: Worksheet, columns: Sequence[Column], filtered: bool) -> None:
        rule = {"bottom": 2, "bottom_color": f"#{NAVY}"}
        bold = {"bold": True, "font_color": f"#{NAVY}"}
        place = 0
        for band, held in groupby(columns, key=lambda each: each.band):
            width = len(list(held))
            if band:
                form = self.looks.made(**bold, align="center", bottom=1, bottom_color=f"#{MID}")
                last = place + width - 1
                if width > 1:
                    sheet.merge_range(_BANDS, place, _BANDS, last, band, form)
                else:
                    sheet.write_string(_BANDS, place, band, form)
            place += width
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
            side = (
                {"align": "right"} if column.look in FIGURES else {"align": "left", "indent": int(place > 0)}
            )
            form = self.looks.made(**bold, **rule, **side, valign="top", text_wrap=True)
            sheet.write_string(_HEAD, place, column.head, form)
        # The signs of filters stand in a line of their own.
        lines = max(_lines(each.head, each.width) for each in columns) + filtered
        sheet.set_row(_HEAD, _LINE * lines + _ROOM)

    def _print_set_up(self, sheet: Worksheet) -> None:
        export = self._export
        sheet.set_landscape()
        sheet.set_paper(_PAPERS.get(export.page, _PAPERS["A4"]))
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
        title = f"Scores, wave {export.wave}"
        foot = f"{_in_header(export.consultancy)}, confidential" if export.consultancy else "Confidential"
        sheet.set_header(f"&L&8 {_in_header(export.client)}&R&8 {title}")
        sheet.set_footer(f"&L&8 {foot}&C&8 &A&R&8 Page &P of &N")


def _put(sheet: Worksheet, row: int, place: int, value: Cell, form: Format) -> None:
    """Write one cell; a text stays one whatever it begins with."""
    if isinstance(value, Absent):
        sheet.write_string(row, place, value.value, form)
    elif isinstance(value, str):
        sheet.write_string(row, place, value[:_MOST], form)
    elif isinstance(value, date):
        sheet.write_datetime(row, place, value, form)
    elif value is None:
        sheet.write_blank(row, place, None, form)
    else:
        sheet.write_number(row, place, Exact(value), form)


def _lines(text: str, width: float) -> int:
    """Return about how many lines a text takes in a column of so many characters."""
    return sum(_wrapped(each, max(1.0, _FITS * width - 1)) for each in text.split("\n"))


def _wrapped(text: str, room: float) -> int:
    lines, used = 1, 0.0
    for word in text.split():
        if used and used + 1 + len(word) > room:
            lines, used = lines + 1, 0.0
        lines += max(0, ceil(len(word) / room) - 1)
        used += len(word) + bool(used)
    return lines


def _in_header(name: str) -> str:
    """Return a name as it can stand in the head of a printed page, where & begins a code."""
    text = plain(name).strip()
    cut = text if len(text) <= _MOST_IN_HEADER else f"{text[:_MOST_IN_HEADER]}\N{HORIZONTAL ELLIPSIS}"
    return cut.replace("&", "&&")
