"""The form of one row, for phones and for whoever has no scripts: a field for each column."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from flask_wtf import FlaskForm
from wtforms import HiddenField
from wtforms.validators import Regexp

from workshop.worksheets.changing import KEY, Change, Refusal
from workshop.worksheets.lines import Head, heads
from workshop.worksheets.reading import Row
from workshop.worksheets.sheets import Sheet


class RowForm(FlaskForm):  # type: ignore[misc]
    """The key of a new row, made with its form, so that sending it twice adds it once."""

    key = HiddenField(default=lambda: secrets.token_hex(8), validators=[Regexp(KEY)])


@dataclass(frozen=True, slots=True)
class RowField:
    """One cell as a field: what is typed in it, what stood in it when the form was made, and its fault."""

    head: Head
    text: str
    was: str
    revision: int
    fault: str

    @property
    def id(self) -> str:
        """Return the name of the field."""
        return f"cell-{self.head.column.id}"


def fields_of(sheet: Sheet, row: Row | None) -> list[RowField]:
    """Return the fields of a row, empty ones where it is new."""
    found = []
    for head in heads(sheet):
        name = head.column.id
        text = sheet.typed(row.cells[name], head.column) if row else ""
        fault = row.faults.get(name, "") if row else ""
        found.append(RowField(head, text, text, row.revisions.get(name, 0) if row else 0, fault))
    return found


def typed_fields(sheet: Sheet, sent: Mapping[str, str], refused: list[Refusal]) -> list[RowField]:
    """Return the fields as they were sent, each with why it was not stored."""
    faults = {each.field: each.said for each in refused}
    return [
        RowField(
            head,
            sent.get(f"cell-{head.column.id}", ""),
            sent.get(f"was-{head.column.id}", ""),
            _revision(sent, head.column.id),
            faults.get(head.column.id, ""),
        )
        for head in heads(sheet)
    ]


def changes_of(sheet: Sheet, key: str, sent: Mapping[str, str]) -> list[Change]:
    """Return what was changed in a form; cells that were left alone are not written again."""
    found = []
    for name in sheet.columns:
        text, was = sent.get(f"cell-{name}"), sent.get(f"was-{name}", "")
        if text is not None and _lines(text) != _lines(was):
            found.append(Change(key, field=name, text=text, was=was, revision=_revision(sent, name)))
    return found


def _revision(sent: Mapping[str, str], name: str) -> int:
    text = sent.get(f"revision-{name}", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n")
