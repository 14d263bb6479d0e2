"""The first row of a sheet of answers: which column holds what."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from questionnaires.answers import QUESTIONS
from questionnaires.pack import MethodPack
from questionnaires.spreadsheet import Row, column_letters

RESPONDENT = "respondent"
COMMENT = "comment"
MAX_FAULTS = 1000
"""More faults than this mean the wrong file: the rest is counted, not listed."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a spreadsheet: where, what was found, and what is allowed."""

    row: int | None
    column: str | None
    found: str
    allowed: str

    def __str__(self) -> str:
        """Return the fault as one line."""
        places = (f"row {self.row}" if self.row else "", f"column {self.column}" if self.column else "")
        place = ", ".join(each for each in places if each)
        return f"{place + ': ' if place else ''}{self.found}; {self.allowed}"


class AnswerFaults(Exception):
    """Everything that is wrong with a spreadsheet of answers; `unlisted` further faults are only counted."""

    def __init__(self, faults: Sequence[Fault], unlisted: int = 0) -> None:
        """Hold the faults in the order of the sheet."""
        super().__init__(f"{len(faults) + unlisted} faults")
        self.faults = tuple(faults)
        self.unlisted = unlisted


@dataclass
class Faults:
    """Collects faults, the first ones in full."""

    listed: list[Fault] = field(default_factory=list)
    unlisted: int = 0

    def add(self, row: int | None, column: str | None, found: str, allowed: str) -> None:
        """Record one fault."""
        if len(self.listed) < MAX_FAULTS:
            self.listed.append(Fault(row, column, found, allowed))
        else:
            self.unlisted += 1

    def raise_if_any(self) -> None:
        """Raise AnswerFaults where there is a fault."""
        if self.listed:
            raise AnswerFaults(self.listed, self.unlisted)


@dataclass
class Columns:
    """Places of the columns by what they hold: items by (capability, question), comments by capability id."""

    names: tuple[str, ...]
    respondent: int | None = None
    groups: dict[str, int] = field(default_factory=dict)
    items: dict[tuple[int, int], int] = field(default_factory=dict)
    comments: dict[str, int] = field(default_factory=dict)

    def label(self, number: int) -> str:
        """Return a column as a person finds it: letters and name."""
        return f"{column_letters(number)} ({self.names[number]})"


def read_header(header: Row, pack: MethodPack, faults: Faults) -> Columns:
    """Return the columns sorted by what they hold; what does not fit is added to the faults."""
    columns = Columns(header.cells)
    seen: dict[str, int] = {}
    for number, name in enumerate(header.cells):
        if not name:
            continue
        if name in seen:
            found = f"the name stands in column {column_letters(seen[name])} too"
            faults.add(header.number, columns.label(number), found, "name each column once")
            continue
        seen[name] = number
        _sort(number, name, header, columns, pack, faults)
    if columns.respondent is None:
        near = next((name for name in header.cells if name.lower() == RESPONDENT), None)
        allowed = f"rename {near!r}" if near else "add it, with a label of its own for each row"
        faults.add(header.number, None, f"the column {RESPONDENT!r} is missing", allowed)
    if not columns.items and not faults.listed:
        allowed = f"name at least one like {pack.capabilities[0].id}.current"
        faults.add(header.number, None, "no column holds ratings", allowed)
    return columns


def _sort(number: int, name: str, header: Row, columns: Columns, pack: MethodPack, faults: Faults) -> None:
    """Put one column where it belongs."""
    capability, dot, question = name.rpartition(".")
    asked = question in QUESTIONS or question == COMMENT
    if name == RESPONDENT:
        columns.respondent = number
    elif dot and asked and capability not in pack.capability:
        known = f"{pack.capabilities[0].id} to {pack.capabilities[-1].id}"
        allowed = f"use a capability of the pack {pack.id} ({known}) or remove the column"
        faults.add(header.number, columns.label(number), f"unknown capability {capability[:40]!r}", allowed)
    elif dot and capability in pack.capability and not asked:
        allowed = "use " + ", ".join(f"{capability}.{each}" for each in (*QUESTIONS, COMMENT))
        faults.add(header.number, columns.label(number), f"unknown question {question[:40]!r}", allowed)
    elif not dot or not asked:
        columns.groups[name] = number
    elif question == COMMENT:
        columns.comments[capability] = number
    else:
        place = list(pack.capability).index(capability)
        columns.items[place, QUESTIONS.index(question)] = number
