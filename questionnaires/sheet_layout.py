"""The sheets of a pack's workbook and their columns, made from the types of a pack."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from msgspec import inspect

from questionnaires.pack import MethodPack
from questionnaires.parts import LEVELS

README = "Read me"
"""The sheet that explains the others; nothing is read from it."""
KEYS = ("Key", "Value")
"""The columns of a sheet that holds one part only, one row for each of its fields."""

CellForm = Literal["one", "lines", "pairs", "slot"]
"""A single value; a list, one entry a line; a mapping, one `key: value` a line; one place of a fixed list."""
SheetForm = Literal["keys", "rows", "entries"]
"""One part in rows of key and value; a part in each row; an entry of a mapping in each row."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: where its value stands within a part, and what kind of value it is."""

    header: str
    path: tuple[str, ...]
    kind: inspect.Type
    form: CellForm
    required: bool
    slot: int | None = None
    """The place in a list (from 0), or the key in a mapping of levels."""
    levels: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: the parts that it holds, and the sheet of the parts that they belong to."""

    title: str
    part: str
    about: str
    form: SheetForm
    path: tuple[str, ...]
    """The keys that lead from the owner to these parts."""
    columns: tuple[Column, ...]
    required: bool
    owner: "Sheet | None"

    @property
    def owner_header(self) -> str | None:
        """Return the header of the first column, the owner's id; None where there is one owner only."""
        return self.owner.part if self.owner and self.owner.form == "rows" else None

    @property
    def headers(self) -> tuple[str, ...]:
        """Return the headers in the order of the columns."""
        if self.form == "keys":
            return KEYS
        own = tuple(each.header for each in self.columns)
        return (self.owner_header, *own) if self.owner_header else own


@dataclass(frozen=True, slots=True)
class _Inner:
    """Parts within a part that get a sheet of their own."""

    path: tuple[str, ...]
    kind: inspect.StructType | inspect.DictType
    form: SheetForm
    required: bool


@cache
def layout() -> tuple[Sheet, ...]:
    """Return the sheets in their order, an owner before the sheets of its parts."""
    kind = inspect.type_info(MethodPack)
    assert isinstance(kind, inspect.StructType)
    sheets = tuple(_sheets(_Inner((), kind, "keys", True), "Pack", None))
    titles = [each.title.casefold() for each in sheets]
    assert len(titles) == len(set(titles)), "two sheets have one title"
    for each in sheets:
        assert len(each.headers) == len(set(each.headers)), f"two columns of {each.title} have one header"
    return sheets


def inner_sheets(sheet: Sheet) -> tuple[Sheet, ...]:
    """Return the sheets whose rows belong to the parts of this one."""
    return tuple(each for each in layout() if each.owner is sheet)


def _sheets(inner: _Inner, title: str, owner: Sheet | None) -> Iterator[Sheet]:
    if isinstance(inner.kind, inspect.DictType):
        pair = (
            Column("Key", ("key",), inner.kind.key_type, "one", True),
            Column("Text", ("text",), inner.kind.value_type, "one", True),
        )
        about = "A text under a key, an id within the part that it belongs to."
        yield Sheet(title, title, about, "entries", inner.path, pair, inner.required, owner)
        return
    fields = list(_fields(inner.kind, (), True))
    columns = tuple(each for each in fields if isinstance(each, Column))
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", inner.kind.cls.__name__).capitalize()
    about = (inner.kind.cls.__doc__ or "").splitlines()[0]
    sheet = Sheet(title, name, about, inner.form, inner.path, columns, inner.required, owner)
    yield sheet
    for each in fields:
        if isinstance(each, _Inner):
            yield from _sheets(each, _words(each.path[-1:]), sheet)


def _fields(kind: inspect.StructType, above: tuple[str, ...], required: bool) -> Iterator[Column | _Inner]:
    """Yield the columns of a part and what has a sheet of its own; a part that stands once is columns."""
    for each in kind.fields:
        path, needed = (*above, each.encode_name), required and each.required
        match each.type:
            case inspect.StructType() as part:
                yield from _fields(part, path, needed)
            case inspect.VarTupleType(item_type=inspect.StructType() as part):
                yield _Inner(path, part, "rows", needed)
            case inspect.DictType(value_type=inspect.StrType(max_length=None)) as texts:
                yield _Inner(path, texts, "entries", needed)
            case inspect.UnionType() as union if part_of(union):
                yield _Inner(path, part_of(union)[0], "keys", needed)
            case _:
                yield from _columns(path, each.type, needed)


def part_of(union: inspect.UnionType) -> list[inspect.StructType]:
    """Return the part that may stand in an optional place, in a list of one, or none."""
    return [each for each in union.types if isinstance(each, inspect.StructType)]


def _columns(path: tuple[str, ...], kind: inspect.Type, required: bool) -> Iterator[Column]:
    one = _words(path).removesuffix("s")
    match kind:
        case inspect.VarTupleType(min_length=int(least), max_length=most) if least == most:
            pair = least == 2 and isinstance(kind.item_type, inspect.IntType | inspect.FloatType)
            for place in range(least):
                header = f"{_words(path)} {('from', 'to')[place]}" if pair else f"{one} {place + 1}"
                yield Column(header, path, kind.item_type, "slot", required, place)
        case inspect.VarTupleType():
            yield Column(_words(path), path, kind.item_type, "lines", required)
        case inspect.DictType(key_type=inspect.IntType()):
            for level in LEVELS:
                yield Column(f"{one} {level}", path, kind.value_type, "slot", required, level, levels=True)
        case inspect.DictType():
            yield Column(_words(path), path, kind.value_type, "pairs", required)
        case _:
            yield Column(_words(path), path, kind, "one", required)


def _words(path: tuple[str, ...]) -> str:
    return " ".join(path).replace("_", " ").capitalize()
