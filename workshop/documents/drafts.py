"""A spreadsheet of documents that was read and is not in the list yet: its rows, and what is ready."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from questionnaires.cells import Cell
from workshop.documents.forms import LONGEST_TITLE
from workshop.documents.sheet import kinds
from workshop.documents.store import Document
from workshop.engagements.days import EARLIEST, LATEST
from workshop.people.cells import folded
from workshop.sources.words import one_line, paragraphs
from workshop.worksheets.drafts import Draft
from workshop.worksheets.sheets import Sheet


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the spreadsheet: its number there, its cells, what is wrong by column, or why it is left."""

    number: int
    cells: Mapping[str, Cell]
    faults: Mapping[str, str]
    said: str

    @property
    def is_ready(self) -> bool:
        """Return whether it can be added."""
        return not self.faults and not self.said

    @property
    def details(self) -> dict[str, Any]:
        """Return a row that is ready as the store takes it."""
        return {
            "title": one_line(self.cells["title"].text),
            "kind": self.cells["kind"].text,
            "dated_on": self.cells["date"].value,
            "owner": one_line(self.cells["owner"].text),
            "shows": paragraphs(self.cells["shows"].text),
            "capabilities": self.cells["capabilities"].value or (),
        }


def lines(draft: Draft, sheet: Sheet, documents: Sequence[Document]) -> list[Line]:
    """Return the rows of a draft as they stand against the documents that are there at this moment."""
    there = {_sign(each.title, each.dated_on) for each in documents}
    found: list[Line] = []
    seen: dict[tuple[str, object], int] = {}
    for row in draft.checked(sheet):
        faults = _faults(row.cells, row.faults, sheet)
        sign = _sign(row.cells["title"].text, row.cells["date"].value)
        said = ""
        if not faults and sign in there:
            said = "Is in the list already, with the same title and date."
        elif not faults and sign in seen:
            said = f"Is the same as row {seen[sign]}, with the same title and date."
        elif not faults:
            seen[sign] = row.number
        found.append(Line(row.number, row.cells, faults, said))
    return found


def mend(draft: Draft, sheet: Sheet, typed: Mapping[str, str]) -> None:
    """Put what was typed into the cells of a draft, named as cell-4-kind."""
    at = {name: place for place, name in enumerate(draft.held) if name}
    for number, cells in draft.rows:
        for name in sheet.columns:
            text = typed.get(f"cell-{number}-{name}")
            if text is None:
                continue
            if name not in at:  # the spreadsheet has no such column yet
                at[name] = len(draft.held)
                draft.held.append(name)
                draft.header.append(sheet.columns[name].name)
            cells.extend([""] * (at[name] + 1 - len(cells)))
            cells[at[name]] = paragraphs(text)


def leave(draft: Draft, numbers: Collection[int]) -> None:
    """Keep only some rows of a draft."""
    draft.rows = [row for row in draft.rows if row[0] in numbers]


def _faults(cells: Mapping[str, Cell], faults: Mapping[str, str], sheet: Sheet) -> dict[str, str]:
    """Return what is wrong with a row: what does not fit its column, or not where documents are kept."""
    found = dict(faults)
    title, day = one_line(cells["title"].text), cells["date"].value
    if not any(each.isalnum() for each in title):
        found.setdefault("title", "Write the title as it stands on the document.")
    if len(title) > LONGEST_TITLE:
        found.setdefault("title", f"Shorten the title to {LONGEST_TITLE} characters or fewer.")
    if cells["kind"].text not in kinds(sheet):
        found.setdefault("kind", "Choose what kind of document it is.")
    if isinstance(day, date) and not EARLIEST <= day.year <= LATEST:
        found.setdefault("date", f"Give a year from {EARLIEST} to {LATEST}.")
    return found


def _sign(title: str, day: object) -> tuple[str, object]:
    return folded(one_line(title)), day
