"""The sheets of a workbook held against the layout of a pack: which sheets and columns are there."""

from collections.abc import Iterable, Mapping, Sequence

from questionnaires.shape import Fault
from questionnaires.sheet_layout import KEYS, README, Sheet, layout
from questionnaires.sheet_nodes import Cell, CellMark, Record
from questionnaires.spreadsheet import NamedRows, Row, column_letters

SEE = "compare with the workbook of a shipped pack"


class Tables:
    """Reads the sheets of a pack; `faults` is everything that is wrong, `records` the parts by sheet."""

    def __init__(self, sheets: Iterable[NamedRows]) -> None:
        """Read every sheet. Where `broken` is true, a sheet or a column is missing."""
        self.faults: list[Fault] = []
        self.records: dict[str, list[Record]] = {}
        self.broken = False
        wanted = {each.title.casefold(): each for each in layout()}
        for given in sheets:
            name = given.name.strip().casefold()
            if name in wanted:
                self._read(wanted.pop(name), given)
            elif name != README.casefold():
                remedy = f"rename or remove it; {SEE}"
                self.faults.append(Fault(given.name[:40], 0, "", "a pack has no sheet of this name", remedy))
        for each in wanted.values():
            remedy = "add it with its header row, and nothing below where the pack has no such part"
            self._break(Fault(each.title, 0, "", "the sheet is missing", remedy))

    def _break(self, fault: Fault) -> None:
        self.faults.append(fault)
        self.broken = True

    def _read(self, sheet: Sheet, given: NamedRows) -> None:
        rows = sorted(
            {each.number: each for each in (*_computed_rows(given), *given.rows)}.values(),
            key=lambda each: each.number,
        )
        at = self._header(sheet, rows[0] if rows else Row(1, ()))
        if not all(each in at for each in sheet.headers):
            return
        reader = self._keys if sheet.form == "keys" else self._rows
        self.records[sheet.title] = reader(sheet, rows[1:], at, given.computed)

    def _header(self, sheet: Sheet, row: Row) -> Mapping[str, int]:
        """Return the columns of the headers, counted from 0."""
        known = {each.casefold(): each for each in sheet.headers}
        at: dict[str, int] = {}
        for place, text in enumerate(row.cells):
            header = known.get(" ".join(text.split()).casefold())
            mark = CellMark(sheet.title, row.number, f"column {column_letters(place)}")
            if header in at:
                self.faults.append(mark.fault(f"the header {header!r} stands here twice", "keep one of them"))
            elif header:
                at[header] = place
            elif text:
                remedy = "use one of " + ", ".join(sheet.headers)
                self.faults.append(mark.fault(f"unknown header {text[:40]!r}", remedy))
        for header in sheet.headers:
            if header not in at:
                self._break(
                    Fault(sheet.title, row.number, header, "the column is missing", "add it with this header")
                )
        return at

    def _cell(self, mark: CellMark, row: Row, place: int) -> Cell:
        if mark.known:
            self.faults.append(
                mark.fault("holds a formula or an error", "copy the cell and paste its value as text")
            )
        return Cell(row.cells[place] if place < len(row.cells) else "", mark)

    def _rows(
        self, sheet: Sheet, rows: Sequence[Row], at: Mapping[str, int], computed: frozenset[tuple[int, int]]
    ) -> list[Record]:
        records = []
        for row in rows:
            cells = {}
            for header, place in at.items():
                said = f"column {column_letters(place)} ({header})"
                mark = CellMark(sheet.title, row.number, said, (row.number, place) in computed)
                cells[header] = self._cell(mark, row, place)
            for place, text in enumerate(row.cells):
                if text and place not in at.values():
                    mark = CellMark(sheet.title, row.number, f"column {column_letters(place)}")
                    self.faults.append(mark.fault("the column has no header", "remove the text or move it"))
            owner = cells.pop(sheet.owner_header) if sheet.owner_header else None
            records.append(Record(CellMark(sheet.title, row.number, "the row"), cells, owner))
        return records

    def _keys(
        self, sheet: Sheet, rows: Sequence[Row], at: Mapping[str, int], computed: frozenset[tuple[int, int]]
    ) -> list[Record]:
        """Return the one part of a sheet of keys and values."""
        known = {each.header.casefold(): each.header for each in sheet.columns}
        cells: dict[str, Cell] = {}
        for row in rows:
            key, value = (at[each] for each in KEYS)
            name = row.cells[key] if key < len(row.cells) else ""
            header = known.get(" ".join(name.split()).casefold())
            here = CellMark(sheet.title, row.number, f"column {column_letters(key)} (Key)")
            if header is None:
                remedy = "use one of " + ", ".join(known.values())
                self.faults.append(here.fault(f"unknown key {name[:40]!r}", remedy))
            elif header in cells:
                self.faults.append(here.fault(f"the key {header!r} stands here twice", "keep one of them"))
            else:
                said = f"column {column_letters(value)} ({header})"
                mark = CellMark(sheet.title, row.number, said, (row.number, value) in computed)
                cells[header] = self._cell(mark, row, value)
        for header in known.values():
            if header not in cells:
                self._break(Fault(sheet.title, 0, header, "the key is missing", "add a row with this key"))
        return [Record(CellMark(sheet.title, 1, ""), cells)]


def _computed_rows(given: NamedRows) -> list[Row]:
    """Return an empty row for each that holds formulas only, which would pass for an empty one."""
    return [Row(number, ()) for number in {number for number, _ in given.computed}]
