"""YAML nodes held against the types of a pack: plain values, and every fault with its line."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml
from msgspec import NODEFAULT, inspect


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing wrong with a pack: where, what, and what to do."""

    file: str
    line: int
    path: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        """Return the fault as one line."""
        return f"{self.file}:{self.line}: {self.path or 'the file'}: {self.problem}; {self.remedy}"


@dataclass(frozen=True, slots=True)
class Located:
    """A node and the file that it stands in."""

    file: str
    node: yaml.Node

    @property
    def line(self) -> int:
        """Return the line, counted from 1."""
        return int(self.node.start_mark.line) + 1


BROKEN = object()
"""What a value becomes that has a fault: it is left out of further checks."""


@dataclass
class Shape:
    """Holds nodes against types. A text in the place of a part names the file that the part stands in."""

    parts: Mapping[str, yaml.Node]
    faults: list[Fault] = field(default_factory=list)
    places: dict[str, Located] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def fault(self, place: Located, path: str, problem: str, remedy: str) -> Any:
        """Record a fault and return BROKEN."""
        self.faults.append(Fault(place.file, place.line, path, problem, remedy))
        return BROKEN

    def read(self, place: Located, kind: inspect.Type, path: str) -> Any:
        """Return the plain value of a node, or BROKEN with at least one fault recorded."""
        self.places[path] = place
        match kind:
            case inspect.StructType():
                return self._struct(place, kind, path)
            case inspect.VarTupleType():
                return self._sequence(place, kind, path)
            case inspect.DictType():
                return self._mapping(place, kind, path)
            case inspect.StrType() | inspect.IntType() | inspect.FloatType():
                return self._scalar(place, kind, path)
        raise TypeError(f"a pack cannot hold {kind}")

    def _struct(self, place: Located, kind: inspect.StructType, path: str) -> Any:
        place = self._included(place, path)
        entries = self._entries(place, path)
        if entries is None:
            return BROKEN
        fields = {each.encode_name: each for each in kind.fields}
        for name in entries.keys() - fields.keys():
            allowed = ", ".join(fields)
            self.fault(entries[name], _under(path, name), f"unknown key {name!r}", f"use one of {allowed}")
        values = {}
        for name, each in fields.items():
            if name in entries:
                values[name] = self.read(entries[name], each.type, _under(path, name))
            elif each.default is NODEFAULT and each.default_factory is NODEFAULT:
                self.fault(place, _under(path, name), "is missing", f"add the key {name!r}")
        return values

    def _included(self, place: Located, path: str) -> Located:
        """Return the part itself where the node only names the file that it stands in."""
        if not isinstance(place.node, yaml.ScalarNode):
            return place
        name = place.node.value
        if name not in self.parts or name in self.used:
            return place
        self.used.add(name)
        self.places[path] = Located(name, self.parts[name])
        return self.places[path]

    def _entries(self, place: Located, path: str) -> dict[str, Located] | None:
        if not isinstance(place.node, yaml.MappingNode):
            if isinstance(place.node, yaml.ScalarNode) and place.node.value.endswith((".yaml", ".yml")):
                problem, remedy = (
                    f"there is no file {place.node.value!r} left",
                    "write the file, or name each once",
                )
            else:
                problem, remedy = "is not a mapping", "write keys with values, one a line"
            self.fault(place, path, problem, remedy)
            return None
        entries: dict[str, Located] = {}
        for key, value in place.node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.fault(Located(place.file, key), path, "a key is not a text", "write a plain key")
            elif key.value in entries:
                at = Located(place.file, key)
                self.fault(at, _under(path, key.value), "the key stands here twice", "keep one of them")
            else:
                entries[key.value] = Located(place.file, value)
        return entries

    def _sequence(self, place: Located, kind: inspect.VarTupleType, path: str) -> Any:
        if not isinstance(place.node, yaml.SequenceNode):
            return self.fault(
                place, path, "is not a list", "write each entry on a line of its own after a dash"
            )
        count = len(place.node.value)
        self._length(place, path, count, "entry", "entries", kind.min_length, kind.max_length)
        return [
            self.read(Located(place.file, node), kind.item_type, f"{path}[{number}]")
            for number, node in enumerate(place.node.value)
        ]

    def _mapping(self, place: Located, kind: inspect.DictType, path: str) -> Any:
        values: dict[Any, Any] = {}
        for name, each in (self._entries(place, path) or {}).items():
            key: Any = name
            if isinstance(kind.key_type, inspect.IntType):
                if not re.fullmatch(r"\d{1,3}", name):
                    self.fault(
                        each, _under(path, name), f"the key {name!r} is not a number", "use a whole number"
                    )
                    continue
                key = int(name)
            values[key] = self.read(each, kind.value_type, _under(path, name))
        return values

    def _scalar(self, place: Located, kind: inspect.Type, path: str) -> Any:
        if not isinstance(place.node, yaml.ScalarNode):
            return self.fault(place, path, "is not a single value", "write one text or number here")
        text = place.node.value.strip()
        if isinstance(kind, inspect.StrType):
            return self._text(place, kind, path, text)
        number: int | float
        try:
            number = int(text) if isinstance(kind, inspect.IntType) else float(text)
        except ValueError:
            return self.fault(place, path, f"{text[:40]!r} is not a number", "write a number")
        assert isinstance(kind, inspect.IntType | inspect.FloatType)
        if not math.isfinite(number) or (kind.gt is not None and not number > kind.gt):
            least = "a finite number" if kind.gt is None else f"a number above {kind.gt:g}"
            return self.fault(place, path, f"is {text}", f"write {least}")
        return number

    def _text(self, place: Located, kind: inspect.StrType, path: str, text: str) -> Any:
        if kind.pattern and not re.search(kind.pattern, text):
            remedy = "use letters, digits, - and _, a letter first, 40 at most"
            return self.fault(place, path, f"{text[:40]!r} is not an id", remedy)
        self._length(place, path, len(text), "character", "characters", kind.min_length, kind.max_length)
        return text

    def _length(
        self, place: Located, path: str, count: int, one: str, many: str, least: int | None, most: int | None
    ) -> None:
        said = f"has {count} {one if count == 1 else many}"
        if least is not None and count < least:
            self.fault(place, path, said, f"write at least {least}")
        elif most is not None and count > most:
            self.fault(place, path, said, f"keep it to at most {most}")


def _under(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
