"""How cells look: one typeface, thin rules, figures in the format that every page and document shows."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Literal

import xlsxwriter
from xlsxwriter.format import Format

from questionnaires.rounding import MINUS, rounded
from reports.palette import GREY, INK, MID, NAVY, RULE, TINT
from reports.workbook.cells import Absent, Cell

Look = Literal[
    "text", "long", "name", "count", "level", "index", "signed", "share", "part", "day"
]  # fmt: skip
"""What a column holds: levels to one decimal, indices to two, differences with their sign, shares in whole
per cent and parts of a whole in tenths of one."""

TEXTS: tuple[Look, ...] = ("text", "long", "name")
WRAPPED: tuple[Look, ...] = ("long", "name")
FIGURES: tuple[Look, ...] = ("count", "level", "index", "signed", "share", "part")
"""What stands on the left, what of it goes on over several lines, and what stands on the right."""

FONT, TITLE_FONT = "Calibri", "Cambria"
_DIGITS: Mapping[str, int] = {"level": 1, "signed": 1, "index": 2}
_DECIMALS: Mapping[str, int] = {**_DIGITS, "share": 2, "part": 3}
"""How many decimals of a figure decide what is shown of it."""
_PER_CENT: Mapping[str, str] = {"share": "0%", "part": "0.0%"}
_LIGHT_UP = 14
"""The number of the pattern of thin slanting lines."""


class Looks:
    """The formats of a workbook, each made when it is first asked for."""

    def __init__(self, book: xlsxwriter.Workbook, day: str) -> None:
        """Take the workbook that the formats are for, and how it writes days."""
        self._book, self._day = book, day
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def of(
        self,
        look: Look,
        value: Cell,
        *,
        strong: bool = False,
        first: bool = False,
        left: bool = False,
        indent: int = 0,
        tall: bool = False,
    ) -> Format:
        """Return the format of a cell.

        `strong` is a total, `first` begins a part of a table, `tall` stands in a row of several lines; `left`
        puts figures on the left. What stands there is indented.
        """
        said: dict[str, Any] = {"valign": "top" if tall else "vcenter"}
        said |= {"bottom": 1, "bottom_color": f"#{RULE}"}
        if first:
            said |= {"top": 1, "top_color": f"#{MID}"}
        if strong:
            said |= {"bold": True, "top": 2, "top_color": f"#{NAVY}", "bg_color": f"#{TINT}"}
        said |= _absent(look, value) if isinstance(value, Absent) else self._present(look, value)
        if left or said["align"] == "left":
            said |= {"align": "left", "indent": indent}
        return self.made(**said)

    def made(self, **said: Any) -> Format:
        """Return a format of the house's typeface with these properties."""
        whole = {"font_name": FONT, "font_size": 10, "font_color": f"#{INK}"} | said
        key = tuple(sorted(whole.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(whole)
        return self._made[key]

    def _present(self, look: Look, value: Cell) -> dict[str, Any]:
        if isinstance(value, str) or look in TEXTS:
            # The format of a text keeps it one when somebody edits the cell.
            said = {"num_format": "@", "align": "left", "text_wrap": look in WRAPPED}
            return said | ({"bold": True} if look == "name" else {})
        if look == "day":
            return {"num_format": self._day, "align": "left"}
        return {"num_format": number_format(look, value), "align": "right"}


def settled(look: Look, value: Cell) -> Cell:
    """Return a figure such that every program rounds it as pages do.

    A sum that should be 0.475 may arrive as 0.4749999999999999. Pages take that for what it should be, and a
    spreadsheet does not; such a figure, and no other, is written with nine decimals.
    """
    if not isinstance(value, float) or look not in _DECIMALS:
        return value
    digits = _DECIMALS[look]
    written = Decimal(repr(value)).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    return value if written == rounded(value, digits) else round(value, 9)


def number_format(look: Look, value: Cell) -> str:
    """Return the format in which a spreadsheet shows a figure as pages do."""
    if look in _PER_CENT:
        return _PER_CENT[look]
    if look not in _DIGITS:
        return "#,##0"
    digits = _DIGITS[look]
    plain = f"0.{'0' * digits}"
    if not isinstance(value, int | float) or not rounded(value, digits):
        return f"{plain};{plain}"  # what is shown as zero has no sign
    return f"{'+' if look == 'signed' else ''}{plain};{MINUS}{plain}"


def _absent(look: Look, why: Absent) -> dict[str, Any]:
    said: dict[str, Any] = {
        "align": "right" if look in FIGURES else "left",
        "font_color": f"#{GREY}",
        "italic": True,
    }
    if why is Absent.HIDDEN:
        said |= {"pattern": _LIGHT_UP, "fg_color": f"#{MID}", "bg_color": "#FFFFFF"}
    return said
