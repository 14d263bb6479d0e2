"""YAML nodes held against the types of a pack: plain values, and every fault with its line."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml
from msgspec import NODEFAULT, inspect

from questionnaires.scalar import UnfitText, length_problem, read_scalar


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
    unreadable: frozenset[str] = frozenset()
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
            case inspect.UnionType() if any(isinstance(each, inspect.StructType) for each in kind.types):
                part = next(each for each in kind.types if isinstance(each, inspect.StructType))
                return self._struct(place, part, path)
        return self._scalar(place, kind, path)

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
            self._misfit(place, path, "is not a mapping", "write keys with values, one a line")
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
        place = self._included(place, path)
        if not isinstance(place.node, yaml.SequenceNode):
            remedy = "write each entry on a line of its own after a dash"
            return self._misfit(place, path, "is not a list", remedy)
        entries = [
            each for node in place.node.value for each in self._spliced(Located(place.file, node), path)
        ]
        if wrong := length_problem(len(entries), "entry", "entries", kind.min_length, kind.max_length):
            self.fault(place, path, wrong.problem, wrong.remedy)
        return [self.read(each, kind.item_type, f"{path}[{number}]") for number, each in enumerate(entries)]

    def _spliced(self, place: Located, path: str) -> list[Located]:
        """Return the entries of the file that the node names, where that file holds a list; else the node."""
        name = place.node.value if isinstance(place.node, yaml.ScalarNode) else None
        if name is None or not isinstance(self.parts.get(name), yaml.SequenceNode) or name in self.used:
            return [place]
        inner = self._included(place, path)
        return [Located(inner.file, node) for node in inner.node.value]

    def _misfit(self, place: Located, path: str, problem: str, remedy: str) -> Any:
        """Record that a node does not have the form of its place, or that the file it names is missing."""
        name = place.node.value if isinstance(place.node, yaml.ScalarNode) else ""
        # What is wrong with a file that cannot be read has been said once.
        if name in self.unreadable:
            return BROKEN
        if name.endswith((".yaml", ".yml")):
            problem, remedy = f"there is no file {name!r} left", "write the file, or name each once"
        return self.fault(place, path, problem, remedy)

    def _mapping(self, place: Located, kind: inspect.DictType, path: str) -> Any:
        values: dict[Any, Any] = {}
        for name, each in (self._entries(place, path) or {}).items():
            try:
                key = read_scalar(name, kind.key_type)
            except UnfitText as unfit:
                self.fault(each, _under(path, name), f"the key {unfit.problem}", unfit.remedy)
                continue
            if key in values:
                self.fault(each, _under(path, name), "the key stands here twice", "keep one of them")
            values[key] = self.read(each, kind.value_type, _under(path, name))
        return values

    def _scalar(self, place: Located, kind: inspect.Type, path: str) -> Any:
        if not isinstance(place.node, yaml.ScalarNode):
            return self.fault(place, path, "is not a single value", "write one text or number here")
        try:
            return read_scalar(place.node.value.strip(), kind)
        except UnfitText as unfit:
            return self.fault(place, path, unfit.problem, unfit.remedy)


def _under(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
