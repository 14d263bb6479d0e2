"""What a file holds of priorities, documents and worksheets: each named soundly, and known to its method."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from questionnaires.cells import tidied
from questionnaires.pack import MethodPack
from workshop.documents.room import MOST
from workshop.sources.words import one_line
from workshop.transfer.checking import Row, check_rows, rows
from workshop.transfer.faults import Faults
from workshop.transfer.parcel import Parcel
from workshop.transfer.tables import BY_NAME
from workshop.worksheets.changing import KEY, MOST_ROWS
from workshop.worksheets.sheets import DOCUMENTS

_KEY = re.compile(r"[0-9A-Za-z]{0,40}")
_DISAGREEMENT = re.compile(
    r"priority:[0-9A-Za-z]{0,40}|own:[0-9A-Za-z]{1,40}|charter:(?:statement|job):[A-Za-z0-9_-]{1,60}"
)
_ROW_KEY = re.compile(KEY)
_LONGEST_KIND = 80
_NO_CAPABILITY = "names a capability that its method does not have."


def check_planned(parcel: Parcel, pack: MethodPack, faults: Faults) -> None:
    """Add what is wrong with priorities, alignment, disagreements, documents and worksheets to the faults."""
    check_rows(parcel, _Check(parcel, pack).by_table, faults)


@dataclass
class _Check:
    """The checks, each a function that yields what is wrong with a row of its table."""

    parcel: Parcel
    pack: MethodPack
    keys: set[str] = field(default_factory=set)
    count: Counter[object] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.capabilities = {each.id for each in self.pack.capabilities}
        self.priorities = {each.id for each in self.pack.priorities}
        self.sheets = {
            each.id: {column.id for column in each.columns}
            for each in self.pack.worksheets
            if each.id != DOCUMENTS
        }
        held = rows(self.parcel, BY_NAME["worksheet_row"])
        self.sheet_of = {row["id"]: str(row["worksheet"]) for row in held}

    @property
    def by_table(self) -> Mapping[str, Callable[[Row], Iterator[str]]]:
        """Return the checks by table, in the order of the file."""
        return {
            "document": self._document,
            "document_capability": self._capability,
            "priority": self._priority,
            "alignment": self._capability,
            "conflict": self._disagreement,
            "worksheet_version": self._sheet,
            "worksheet_row": self._row,
            "worksheet_cell": self._cell,
        }

    def _document(self, row: Row) -> Iterator[str]:
        if not _is_line(row["title"]):
            yield "title is not written as one."
        if not _is_line(row["kind"]) or len(str(row["kind"])) > _LONGEST_KIND:
            yield "kind is not written as one."
        if one_line(str(row["owner"])) != row["owner"]:
            yield "owner is not written as a name."
        self.count["documents"] += 1
        if self.count["documents"] == MOST + 1:
            yield f"is one document more than the {MOST:,} that an engagement may have."

    def _capability(self, row: Row) -> Iterator[str]:
        if row["capability"] not in self.capabilities:
            yield _NO_CAPABILITY

    def _priority(self, row: Row) -> Iterator[str]:
        key = str(row["key"])
        if not _is_line(row["name"]):
            yield "name is not written as one."
        if row["pack_priority"] and row["pack_priority"] not in self.priorities:
            yield "is a priority that its method does not have."
        if not _KEY.fullmatch(key):
            yield "key is none that a priority has."
        if key and key in self.keys:
            yield "repeats an earlier row."
        self.keys.add(key)

    def _disagreement(self, row: Row) -> Iterator[str]:
        if not _DISAGREEMENT.fullmatch(str(row["key"])):
            yield "key is none that a disagreement has."

    def _sheet(self, row: Row) -> Iterator[str]:
        if row["worksheet"] not in self.sheets:
            yield "belongs to a worksheet that its method does not have."

    def _row(self, row: Row) -> Iterator[str]:
        yield from self._sheet(row)
        if not _ROW_KEY.fullmatch(str(row["key"])):
            yield "key is none that a row has."
        if row["removed_at"] is None:
            self.count[row["worksheet"]] += 1
            if self.count[row["worksheet"]] == MOST_ROWS + 1:
                yield f"is one row more than the {MOST_ROWS:,} that a worksheet takes."

    def _cell(self, row: Row) -> Iterator[str]:
        if row["field"] not in self.sheets.get(self.sheet_of[row["row_id"]], ()):
            yield "stands in a column that its worksheet does not have."
        if tidied(str(row["text"])) != row["text"]:
            yield "text is not written as a cell."


def _is_line(text: object) -> bool:
    """Return whether a text is one line that can be read, tidied as whatever is typed is."""
    return one_line(str(text)) == text and any(each.isalnum() for each in str(text))
