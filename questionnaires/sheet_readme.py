"""The first sheet of a pack's workbook, which explains the others."""

from collections.abc import Mapping

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from questionnaires.pack import MethodPack
from questionnaires.sheet_layout import layout

INTRODUCTION = (
    "This workbook holds a whole method pack. Change texts, add rows and remove rows, but keep the names of "
    "the sheets and the headers. The order of the rows is the order of the parts in the pack.",
    "A row that belongs to another part begins with the id of that part, as a help text does with the id of "
    "its capability. That id must stand on the sheet of that part.",
    "A cell with a list holds one entry on each line; Alt+Enter begins a line. A cell with a mapping holds "
    "'key: value' on each line, such as 'growth: strong'. No other text keeps its line breaks.",
    "An empty cell says nothing. Where something is needed, the fault is reported with sheet, row and column "
    "when the workbook is read. Formulas are not read.",
    "An id has letters, digits, - and _, at most 40 of them, a letter first. Keep the ids when you change a "
    "wording, and give the pack a new version.",
)


def write_readme(target: Worksheet, pack: MethodPack, looks: Mapping[str, Format]) -> None:
    """Write what an editor must know, and a list of the sheets."""
    target.set_column(0, 0, 26, looks["text"])
    target.set_column(1, 1, 70, looks["text"])
    target.set_column(2, 2, 30, looks["text"])
    target.write_string(0, 0, f"{pack.title}: the method pack", looks["title"])
    row = 1
    for row, text in enumerate(INTRODUCTION, start=2):
        target.merge_range(row, 0, row, 2, "", looks["text"])
        target.write_string(row, 0, text, looks["text"])
        target.set_row(row, 46)
    row += 2
    for place, head in enumerate(("Sheet", "What one part of it is", "Belongs to the part on the sheet")):
        target.write_string(row, place, head, looks["head"])
    for number, sheet in enumerate(layout(), start=1):
        target.write_url(row + number, 0, f"internal:'{sheet.title}'!A1", looks["text"], sheet.title)
        target.write_string(row + number, 1, sheet.about, looks["text"])
        target.write_string(row + number, 2, sheet.owner.title if sheet.owner else "", looks["text"])
    target.hide_gridlines(2)
