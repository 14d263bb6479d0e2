"""A list of people after it was read and before it is added: rows, columns, and what was mended."""

from collections.abc import Collection, Mapping, Sequence
from typing import cast

import msgspec

from questionnaires.spreadsheet import column_letters
from workshop.people.cells import cleaned
from workshop.people.checking import check
from workshop.people.columns import HELD, Field, Held, by_content, by_header, values
from workshop.people.preview import Choice, Entry, Group, Known, Preview
from workshop.people.reading import Table
from workshop.people.roles import Role

_EXAMPLES = 3
_LONGEST_EXAMPLE = 40

Groups = Mapping[Group, Collection[str]]


class Draft(msgspec.Struct):
    """A list as it is kept: `rows` are numbers with cells, `mended` and `choices` are by the rows' numbers.

    `header` is empty where there is none; `otherwise` is the role of those who have none. With `left` its
    rows are those that stayed when the others were added.
    """

    header: list[str]
    rows: list[tuple[int, list[str]]]
    held: list[Held]
    otherwise: Role
    mended: dict[int, dict[Field, str]] = {}
    choices: dict[int, Choice] = {}
    left: bool = False

    @classmethod
    def of(cls, table: Table, groups: Groups, otherwise: Role) -> "Draft":
        """Return a draft of a list that was just read, its columns taken for what they seem to be."""
        cells = [row.cells for row in table.rows]
        held = by_header(table.header) if table.header else by_content(cells, groups)
        held += [""] * (table.width - len(held))
        return cls(list(table.header), [(row.number, list(row.cells)) for row in table.rows], held, otherwise)

    @classmethod
    def from_json(cls, document: str) -> "Draft":
        """Return the draft that to_json wrote."""
        return msgspec.json.decode(document, type=cls)

    def to_json(self) -> str:
        """Return the draft as it is stored."""
        return msgspec.json.encode(self).decode()

    def entries(self) -> list[Entry]:
        """Return the rows as fields, with what was mended."""
        nothing: dict[Field, str] = {}
        return [
            Entry(number, values(cells, self.held, self.mended.get(number, nothing)))
            for number, cells in self.rows
        ]

    def preview(self, groups: Groups, known: Sequence[Known]) -> Preview:
        """Return what adding the list would do today."""
        return check(self.entries(), groups, known, self.choices, self.otherwise)

    def column_name(self, column: int) -> str:
        """Return the header of a column, or its letter."""
        header = self.header[column] if column < len(self.header) else ""
        return header or f"Column {column_letters(column)}"

    def examples(self, column: int) -> list[str]:
        """Return some of the texts of a column."""
        found: dict[str, None] = {}
        for _, cells in self.rows:
            if column < len(cells) and cells[column]:
                found.setdefault(cells[column][:_LONGEST_EXAMPLE])
            if len(found) == _EXAMPLES:
                break
        return list(found)

    def rematch(self, held: Sequence[str]) -> None:
        """Take the columns for something else; what is no choice leaves a column out."""
        wanted = [*held, *[""] * len(self.held)][: len(self.held)]
        self.held = [cast("Held", each) if each in HELD else "" for each in wanted]

    def leave(self, numbers: Collection[int]) -> None:
        """Let go of all rows but some: the others were added."""
        self.rows = [(number, cells) for number, cells in self.rows if number in numbers]
        self.mended = {number: cells for number, cells in self.mended.items() if number in numbers}
        self.choices = {}
        self.left = True

    def put(self, entries: Mapping[int, Entry], row: int, field: Field, text: str) -> None:
        """Keep what was typed into a cell, if it differs from what stands there."""
        text = cleaned(text)
        if row in entries and text != entries[row].values[field]:
            self.mended.setdefault(row, {})[field] = text

    def mean(self, preview: Preview, row: int, field: Field) -> None:
        """Take what was probably meant in a cell, and in every other one where the same was typed."""
        asked = preview.line(row)
        fault = asked.fault(field) if asked else None
        if asked is None or fault is None or not fault.meant:
            return
        for line in preview.lines:
            if line.fault(field) and line.values[field] == asked.values[field]:
                self.mended.setdefault(line.number, {})[field] = fault.meant

    def choose(self, preview: Preview, row: int, choice: str) -> None:
        """Keep a row beside the one that it looks like, or in its place, or undo that."""
        line = preview.line(row)
        if line is None or choice not in (*line.choices, "none"):
            return
        if choice == "none":
            self.choices.pop(row, None)
            return
        if choice == "this" and self.choices.get(line.twin) == "this":
            del self.choices[line.twin]  # of the rows at one address, the one chosen last is kept
        self.choices[row] = cast("Choice", choice)
