"""What someone asks for on the page of a list: cells typed anew, and one button that was pressed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from workshop.people.columns import FIELDS, Field
from workshop.people.drafts import Draft
from workshop.people.preview import GROUPS, Group, Preview

_ROW = re.compile(r"[0-9]{1,9}")
_CELL = re.compile(r"cell-([0-9]{1,9})-([a-z]+)")


@dataclass(frozen=True, slots=True)
class Mending:
    """The cells as they were typed, by row and field, and the words of the button: take 22 email."""

    cells: Mapping[tuple[int, Field], str]
    deed: tuple[str, ...]

    @classmethod
    def asked_for(cls, form: Mapping[str, str]) -> "Mending":
        """Return what a form asks for; fields that it cannot have are passed over."""
        cells = {}
        for name, text in form.items():
            found = _CELL.fullmatch(name)
            if found and found[2] in FIELDS:
                cells[int(found[1]), cast("Field", found[2])] = text
        return cls(cells, tuple(form.get("deed", "").split(" ")))

    @property
    def row(self) -> int:
        """Return the row that the button stands in, 0 for none."""
        return int(self.deed[1]) if len(self.deed) == 3 and _ROW.fullmatch(self.deed[1]) else 0

    def type_into(self, draft: Draft) -> None:
        """Keep what was typed."""
        entries = {entry.number: entry for entry in draft.entries()}
        for (row, field), text in self.cells.items():
            draft.put(entries, row, field, text)

    def press(self, draft: Draft, preview: Preview) -> None:
        """Do what the button says to the draft."""
        if self.deed[0] == "take" and self.row and self.deed[2] in FIELDS:
            draft.mean(preview, self.row, cast("Field", self.deed[2]))
        elif self.deed[0] == "choose" and self.row:
            draft.choose(preview, self.row, self.deed[2])

    def groups(self, preview: Preview) -> tuple[Group, list[str]] | None:
        """Return the functions or seniorities that the button adds to those of the engagement, or None."""
        column = self.deed[-1]
        if self.deed[0] not in ("add", "add-all") or column not in GROUPS:
            return None
        group = cast("Group", column)
        if self.deed[0] == "add-all":
            return group, preview.missing()[group]
        line = preview.line(self.row)
        fault = line.fault(group) if line else None
        return group, [fault.addable] if fault and fault.addable else []
