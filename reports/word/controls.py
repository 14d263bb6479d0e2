"""Fields to fill in: content controls that keep their tag, whatever is typed into them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

from docx.oxml.xmlchemy import BaseOxmlElement

from reports.days import dated, day_pattern
from reports.word.elements import node, valued
from reports.word.plain_text import plain
from reports.word.runs import Inline, Run, run_element, run_with

Kind = Literal["text", "date", "status", "decision", "check"]
CHOICES: Mapping[Kind, Sequence[str]] = {
    "status": ("Not begun", "Under way", "Done", "Stopped"),
    "decision": ("Agreed", "Agreed with changes", "Put off", "Not agreed"),
}
"""What can be chosen in a field of a kind."""

EMPTY = "\N{EM SPACE}" * 6
"""What stands in an empty field: nothing that shows in print, but wide enough to be clicked."""
EMPTY_FIELD = "EmptyField"
"""The building block that a field shows when it is empty."""
_MOST = 64
"""Most characters of a tag and of a title that Word takes."""
_UNTICKED, _TICKED = "\N{BALLOT BOX}", "\N{BALLOT BOX WITH X}"


class Controls:
    """The fields of a document in the making."""

    def __init__(self) -> None:
        """Begin without any; `empty` says whether one of them holds nothing."""
        self._number, self.empty = 0, False

    def add(self, tag: str, label: str, kind: Kind = "text", value: str | date = "") -> Inline:
        """Return a field to fill in, for a paragraph, a cell of a table or one of a form.

        It is named after its label, and its tag, such as owner:initiative:12, stays whatever is typed.
        ValueError for a tag without or with more than 64 characters, and for a choice that there is not.
        """
        self._number += 1
        self.empty |= not value
        return _control(self._number, tag, label, kind, value)


def _control(number: int, tag: str, label: str, kind: Kind, value: str | date) -> Inline:
    if not 0 < len(tag) <= _MOST or plain(tag) != tag:
        raise ValueError(f"A tag has 1 to {_MOST} characters on one line, not {tag!r}.")
    if isinstance(value, str) and value and value not in CHOICES.get(kind, (value,)):
        raise ValueError(f"{value!r} is no choice of a {kind}.")
    shown = _shown(kind, value)
    parts = [
        valued("w:alias", plain(label)[:_MOST]),
        valued("w:tag", tag),
        valued("w:id", number),
        valued("w:lock", "sdtLocked"),
    ]
    if not shown:
        parts += [node("w:placeholder", None, valued("w:docPart", EMPTY_FIELD)), node("w:showingPlcHdr")]
    properties = node("w:sdtPr", None, *parts, _kind(kind, value))
    content = run_element(Run(shown)) if shown else run_element(Run(EMPTY, "Placeholder Text"))
    if kind == "check":
        content = run_with(_box())
    element = node("w:sdt", None, properties, node("w:sdtContent", None, content))
    return Inline(shown or EMPTY, (element,))


def _shown(kind: Kind, value: str | date) -> str:
    if kind == "check":
        return _UNTICKED
    return dated(value) if isinstance(value, date) else plain(value)


def _kind(kind: Kind, value: str | date) -> BaseOxmlElement:
    """Return what can be put into the field."""
    if kind == "date":
        day = {"w:fullDate": f"{value.isoformat()}T00:00:00Z"} if isinstance(value, date) else {}
        details = (
            valued("w:dateFormat", day_pattern()), valued("w:lid", "en-GB"),
            valued("w:storeMappedDataAs", "dateTime"), valued("w:calendar", "gregorian"),
        )  # fmt: skip
        return node("w:date", day, *details)
    if kind == "check":
        marks = (("w14:checkedState", _TICKED), ("w14:uncheckedState", _UNTICKED))
        states = (
            node(name, {"w14:val": f"{ord(mark):04X}", "w14:font": "Segoe UI Symbol"}) for name, mark in marks
        )
        return node("w14:checkbox", None, node("w14:checked", {"w14:val": "0"}), *states)
    if kind in CHOICES:
        items = (node("w:listItem", {"w:displayText": each, "w:value": each}) for each in CHOICES[kind])
        return node("w:dropDownList", None, *items)
    return node("w:text", {"w:multiLine": "1"})


def _box() -> BaseOxmlElement:
    text = node("w:t")
    text.text = _UNTICKED
    return text
