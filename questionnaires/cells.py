"""The cells of a worksheet: what was typed to a value of the column's type, or to what is wrong with it.

What fits is kept in one canonical text that no manner changes (1234.5, 2026-03-01, 45 for 45 %, the id of a
component); what does not fit is kept as it was typed.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from questionnaires.worksheet import Column, Kind
from questionnaires.written import Unwritten, Writing, day_of, in_figures, number_of, plain

LONGEST = 2_000
LONGEST_NAME = 120
"""The characters that a cell, and a person's name, may have."""
_LONGEST_NUMBER = 24
_NAMED = 6
"""How many choices a remedy names."""

Value = str | Decimal | date | tuple[str, ...] | None

_RANGE = re.compile(r"(\d{1,3}) to (\d{1,3})", re.ASCII)
_CANONICAL = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?", re.ASCII)
_UNPRINTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_SIGNS = re.compile(r"[$\u00a2-\u00a5\u20a0-\u20cf]|(?<![A-Za-z])[A-Za-z]{3}(?![A-Za-z])")
_PARTED = re.compile(r"[\s,;]+")


@dataclass(frozen=True, slots=True)
class Known:
    """What cells may name: the components by id with their names, and the ids of the capabilities."""

    components: Mapping[str, str]
    capabilities: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its canonical text and its value; or, with a `fault`, the text as typed and no value."""

    text: str = ""
    value: Value = None
    fault: str = ""


EMPTY = Cell()


def tidied(text: str) -> str:
    """Return a text without what cannot be printed and without blanks around it; its lines stay lines."""
    if text.isascii() and text.isprintable():
        return text.strip()
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return unicodedata.normalize("NFC", _UNPRINTED.sub("", text)).strip()


def read(text: str, column: Column, writing: Writing, known: Known) -> Cell:
    """Return what was typed into a cell as its column takes it; it never raises."""
    text = tidied(text)
    if not text:
        return _empty(column)
    if len(text) > LONGEST:
        return Cell(text, None, f"Shorten this to {LONGEST:,} characters or fewer.")
    try:
        value = _READERS[column.type](text, column, writing, known)
    except Unwritten as fault:
        return Cell(text, None, str(fault))
    return Cell(canonical(value), value)


def kept(text: str, column: Column, writing: Writing, known: Known) -> Cell:
    """Return the cell of a stored text: canonical, or else as it was typed when it did not fit."""
    if not text:
        return _empty(column)
    try:
        value = _of_canonical(text, column, known)
    except ValueError:
        value = None
    return read(text, column, writing, known) if value is None else Cell(text, value)


def canonical(value: Value) -> str:
    """Return the text that a value is kept in."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{plain(value):f}"
    if isinstance(value, date):
        return value.isoformat()
    return ", ".join(value) if isinstance(value, tuple) else value


def typed(cell: Cell, column: Column, writing: Writing) -> str:
    """Return the text that a cell is edited in; read() gives the same cell for it."""
    if isinstance(cell.value, Decimal):
        return in_figures(cell.value, writing) + (" %" if column.type == "percentage" else "")
    return cell.text


def total(cells: Iterable[Cell]) -> Decimal:
    """Return the sum of the cells whose value is a number; the others are left out."""
    return plain(sum((each.value for each in cells if isinstance(each.value, Decimal)), Decimal(0)))


def range_of(column: Column) -> tuple[int, int] | None:
    """Return the whole numbers that a column goes from and to, as its unit says: 1 to 5; None for others."""
    return _ends(column.unit) if column.type == "number" else None


@cache
def _ends(unit: str) -> tuple[int, int] | None:
    found = _RANGE.fullmatch(unit)
    return (int(found[1]), int(found[2])) if found else None


def _empty(column: Column) -> Cell:
    return Cell("", None, f"{column.name} is missing.") if column.required else EMPTY


def _text(text: str, _column: Column, _writing: Writing, _known: Known) -> Value:
    return text


def _number(text: str, column: Column, writing: Writing, _known: Known) -> Value:
    try:
        found = number_of(text, writing)
    except Unwritten:
        if range_of(column) is None:
            raise
        found = Decimal(-1)  # which no range goes to: the remedy is the same as for a number outside of it
    return _bounded(found, column)


def _bounded(found: Decimal, column: Column) -> Decimal:
    """Return a number that its column takes; Unwritten for any other."""
    ends = range_of(column)
    if ends and not (found == int(found) and ends[0] <= found <= ends[1]):
        raise Unwritten(f"Give a whole number from {ends[0]} to {ends[1]}.")
    if column.type == "percentage" and not 0 <= found <= 100:
        raise Unwritten("Give a percentage from 0 to 100.")
    if column.type == "number" and found < 0:
        raise Unwritten("Give a number of 0 or more.")
    if column.type == "money" and found != round(found, 2):
        raise Unwritten("Give no more than two decimals.")
    return found


def _money(text: str, column: Column, writing: Writing, _known: Known) -> Value:
    ours = {writing.currency.lower(), *(each.lower() for each in writing.signs)} - {""}
    foreign = []

    def without(found: re.Match[str]) -> str:
        if found[0].lower() not in ours:
            foreign.append(found[0])
        return ""

    for sign in sorted(writing.signs, key=len, reverse=True):
        text = text.replace(sign, "")
    found = number_of(_SIGNS.sub(without, text), writing)
    if foreign and writing.currency:
        raise Unwritten(f"Amounts are in {writing.currency}. Convert this one from {foreign[0]}.")
    return _bounded(found, column)


def _percentage(text: str, column: Column, writing: Writing, _known: Known) -> Value:
    """Return so many per hundred; a fraction without the sign, such as 0.45, is taken for its share: 45."""
    bare = text.removesuffix("%").rstrip()
    found = number_of(bare, writing)
    is_share = bare == text and 0 < found < 1
    return _bounded(plain(found * 100) if is_share else found, column)


def _day(text: str, _column: Column, writing: Writing, _known: Known) -> Value:
    return day_of(text, writing)


def _choice(text: str, column: Column, _writing: Writing, _known: Known) -> Value:
    wanted = _folded({"TRUE": "Yes", "FALSE": "No"}.get(text, text))
    for each in column.choices:
        if _folded(each) == wanted:
            return each
    raise Unwritten(f"Choose one of these: {_some(column.choices)}.")


def _person(text: str, _column: Column, _writing: Writing, _known: Known) -> Value:
    name = " ".join(text.split())
    if len(name) > LONGEST_NAME:
        raise Unwritten(f"Shorten the name to {LONGEST_NAME} characters or fewer.")
    if not any(each.isalnum() for each in name):
        raise Unwritten("Write a name that can be read.")
    return name


def _component(text: str, _column: Column, _writing: Writing, known: Known) -> Value:
    wanted = _folded(text)
    for identity, name in known.components.items():
        if wanted in (_folded(identity), _folded(name)):
            return identity
    names = _some([f"{identity} {name}" for identity, name in known.components.items()])
    raise Unwritten(f"Choose a component: {names}.")


def _capabilities(text: str, _column: Column, _writing: Writing, known: Known) -> Value:
    by_folded = {_folded(each): each for each in known.capabilities}
    such = f"Write ids of capabilities, such as {_some(known.capabilities, 3)}."
    found: dict[str, None] = {}
    for word in filter(None, _PARTED.split(text)):
        if _folded(word) not in by_folded:
            raise Unwritten(f"{word[:40]} is no capability. {such}")
        found[by_folded[_folded(word)]] = None
    if not found:
        raise Unwritten(such)
    return tuple(found)


_READERS: Mapping[Kind, Callable[[str, Column, Writing, Known], Value]] = {
    "text": _text,
    "number": _number,
    "money": _money,
    "percentage": _percentage,
    "date": _day,
    "choice": _choice,
    "person": _person,
    "component": _component,
    "capabilities": _capabilities,
}


def _of_canonical(text: str, column: Column, known: Known) -> Value:
    """Return the value of a canonical text, None for any other; ValueError where the column refuses it."""
    kind = column.type
    if kind == "text":
        return text
    if kind == "choice":
        return text if text in column.choices else None
    if kind == "component":
        return text if text in known.components else None
    if kind in ("number", "money", "percentage"):
        is_number = len(text) <= _LONGEST_NUMBER and _CANONICAL.fullmatch(text)
        return _bounded(Decimal(text), column) if is_number else None
    value = date.fromisoformat(text) if kind == "date" else _READERS[kind](text, column, Writing(), known)
    return value if canonical(value) == text else None


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _some(names: Iterable[str], most: int = _NAMED) -> str:
    """Return the first few names, and that there are more."""
    every = list(names)
    return ", ".join(every[:most]) + (" and others" if len(every) > most else "")
