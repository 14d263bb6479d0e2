"""Make answers.xlsx, the answers of the demonstration engagement: `python -m workshop.demo.generate`.

The result depends on the profile, the comments and the pack alone, and is stored in the repository.
"""

import datetime
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from questionnaires.loading import shipped_pack
from questionnaires.pack import Capability, MethodPack
from workshop.demo import FILE_NAME, client_name, pack_name
from workshop.demo.drawing import Cell, draw_people, draw_ratings, give_remarks
from workshop.demo.profile import read_profile, read_remarks

PERSON_COLUMNS = ("respondent", "function", "seniority")
ASKED = {
    "current": "where we are today",
    "target": "where we want to be",
    "importance": "how much it matters",
}
COLUMNS_EACH = len(ASKED) + 1
"""How many columns a capability has: its questions and the comment."""

MADE = datetime.datetime(2026, 10, 5, 9, 0, tzinfo=datetime.UTC)
"""A fixed time of making, so that the same answers are the same file."""


@dataclass(frozen=True, slots=True)
class _Looks:
    """The cell formats of the workbook; two heads, so that a component is told from the next."""

    person: Format
    heads: tuple[Format, Format]
    answer: Format
    text: Format


def answer_rows(pack: MethodPack) -> list[list[Cell]]:
    """Return the rows of the sheet: the heads, then person, groups and answers of each respondent."""
    profile = read_profile()
    people = draw_people(profile)
    ratings = {person.id: draw_ratings(profile, pack, person) for person in people}
    comments = give_remarks(profile, people, ratings, read_remarks())
    heads = [f"{each.id}.{question}" for each in pack.capabilities for question in (*ASKED, "comment")]
    rows: list[list[Cell]] = [[*PERSON_COLUMNS, *heads]]
    for person in people:
        row: list[Cell] = [person.id, person.function, person.seniority]
        for capability, given in ratings[person.id].items():
            row += [*given, comments.get((person.id, capability), "")]
        rows.append(row)
    return rows


def workbook(pack: MethodPack, rows: Sequence[Sequence[Cell]]) -> bytes:
    """Return the rows as an XLSX workbook with frozen heads, a filter, and lists of the allowed values."""
    memory = io.BytesIO()
    book = xlsxwriter.Workbook(memory, {"in_memory": True})
    book.set_properties(
        {"title": f"{pack.title}: answers", "company": client_name(), "created": MADE.replace(tzinfo=None)}
    )
    sheet = book.add_worksheet("Answers")
    looks = _looks(book)
    last = len(rows) - 1
    for column, head in enumerate(PERSON_COLUMNS):
        sheet.write_string(0, column, head, looks.person)
    sheet.set_column(0, len(PERSON_COLUMNS) - 1, 13)
    for place, capability in enumerate(pack.capabilities):
        component = pack.components.index(pack.component_of[capability.id])
        _head_capability(sheet, place, capability, last, looks.heads[component % 2])
    for number, row in enumerate(rows[1:], start=1):
        _write_row(sheet, number, row, looks)
    sheet.set_row(0, 20)
    sheet.freeze_panes(1, len(PERSON_COLUMNS))
    sheet.autofilter(0, 0, last, len(rows[0]) - 1)
    book.close()
    return memory.getvalue()


def main() -> None:
    """Write answers.xlsx beside this module and say so."""
    pack = shipped_pack(pack_name())
    rows = answer_rows(pack)
    path = Path(__file__).with_name(FILE_NAME)
    path.write_bytes(workbook(pack, rows))
    print(f"{len(rows) - 1} respondents in {path}")


def _looks(book: xlsxwriter.Workbook) -> _Looks:
    head = {"bold": True, "valign": "vcenter", "bottom": 1, "bottom_color": "#98A3AD"}
    return _Looks(
        person=book.add_format({**head, "font_color": "#FFFFFF", "bg_color": "#12395B"}),
        heads=(
            book.add_format({**head, "font_color": "#12395B", "bg_color": "#D6E3EE"}),
            book.add_format({**head, "font_color": "#12395B", "bg_color": "#F2F5F8"}),
        ),
        answer=book.add_format({"align": "center", "valign": "top"}),
        text=book.add_format({"valign": "top", "text_wrap": True}),
    )


def _head_capability(sheet: Worksheet, place: int, capability: Capability, last: int, look: Format) -> None:
    """Head the columns of a capability; selecting a head shows what is asked and what is allowed."""
    start = len(PERSON_COLUMNS) + COLUMNS_EACH * place
    for column, (question, meaning) in enumerate(ASKED.items(), start=start):
        sheet.write_string(0, column, f"{capability.id}.{question}", look)
        message = f"{capability.name}: {meaning}. Allowed: 1 to 5, NA, DK or empty."
        sheet.data_validation(0, column, 0, column, {"validate": "any", "input_message": message})
    comment = start + len(ASKED)
    sheet.write_string(0, comment, f"{capability.id}.comment", look)
    allowed = {"validate": "list", "source": [1, 2, 3, 4, 5, "NA", "DK"]}
    sheet.data_validation(1, start, last, comment - 1, allowed)
    sheet.set_column(start, comment - 1, 15)
    sheet.set_column(comment, comment, 44)


def _write_row(sheet: Worksheet, number: int, row: Sequence[Cell], looks: _Looks) -> None:
    """Write one respondent; an empty answer has no cell."""
    for column, cell in enumerate(row):
        written = column < len(PERSON_COLUMNS) or (column - len(PERSON_COLUMNS)) % COLUMNS_EACH == len(ASKED)
        if isinstance(cell, int):
            sheet.write_number(number, column, cell, looks.answer)
        elif cell:
            sheet.write_string(number, column, cell, looks.text if written else looks.answer)


if __name__ == "__main__":
    main()
