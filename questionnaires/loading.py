"""YAML files become a method pack, or all of their faults at once, each with file, line and remedy."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec
import yaml

from questionnaires.pack import LEVELS, MethodPack
from questionnaires.shape import BROKEN, Fault, Located, Shape
from questionnaires.yaml_source import UnreadableYaml, compose

MAIN = "pack.yaml"
"""The file of a pack that names the others."""
PACKS = Path(__file__).parent / "packs"
ANCHORED = (1, 3, 5)
"""The levels that need a text of their own."""


class PackFaults(Exception):
    """Everything that is wrong with a pack."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        """Hold the faults, by file and line."""
        super().__init__(f"{len(faults)} faults")
        self.faults = tuple(faults)


class UnknownPack(LookupError):
    """No pack of that name is shipped; the message names those that are."""


def load_pack(source: Mapping[str, bytes]) -> MethodPack:
    """Return the pack in these files, relative name to bytes, one of them pack.yaml; PackFaults otherwise."""
    faults: list[Fault] = []
    nodes: dict[str, yaml.Node] = {}
    for name, data in source.items():
        try:
            nodes[name] = compose(data)
        except UnreadableYaml as error:
            faults.append(Fault(name, error.line, "", error.problem, error.remedy))
    if MAIN not in source:
        faults.append(Fault(MAIN, 0, "", "the file is missing", "every pack has one; see a shipped pack"))
    if MAIN not in nodes:
        raise PackFaults(faults)
    shape = Shape({name: node for name, node in nodes.items() if name != MAIN}, faults)
    plain = shape.read(Located(MAIN, nodes[MAIN]), msgspec.inspect.type_info(MethodPack), "")
    unused = nodes.keys() - shape.used - {MAIN}
    remedy = "name it in pack.yaml or remove it"
    faults.extend(Fault(name, 1, "", "no part of the pack names this file", remedy) for name in unused)
    if isinstance(plain, dict):
        _check_ids(plain, shape)
        _check_levels(plain, shape)
    if faults:
        raise PackFaults(sorted(set(faults)))
    return msgspec.convert(plain, MethodPack)


def read_pack_folder(folder: Path) -> MethodPack:
    """Return the pack in a folder, its YAML files at any depth; PackFaults or OSError otherwise."""
    paths = sorted(path for path in folder.rglob("*") if path.suffix in {".yaml", ".yml"} and path.is_file())
    return load_pack({path.relative_to(folder).as_posix(): path.read_bytes() for path in paths})


def shipped_names() -> tuple[str, ...]:
    """Return the names of the packs that come with the product."""
    return tuple(sorted(path.parent.name for path in PACKS.glob(f"*/{MAIN}")))


def shipped_pack(name: str) -> MethodPack:
    """Return a pack that comes with the product; UnknownPack for any other name."""
    if name not in shipped_names():
        known = ", ".join(shipped_names())
        raise UnknownPack(f"no pack is named {name!r}; shipped: {known}")
    return read_pack_folder(PACKS / name)


def _check_ids(plain: dict[str, Any], shape: Shape) -> None:
    """Refuse an id that stands twice, among components or among capabilities."""
    for named in (_components(plain), _capabilities(plain)):
        first: dict[str, Located] = {}
        for path, each in named:
            identity = each.get("id", BROKEN)
            if identity is BROKEN:
                continue
            place = shape.places[f"{path}.id"]
            if identity in first:
                there = f"{first[identity].file}:{first[identity].line}"
                shape.fault(
                    place, f"{path}.id", f"the id {identity!r} is taken ({there})", "give it another id"
                )
            first.setdefault(identity, place)


def _check_levels(plain: dict[str, Any], shape: Shape) -> None:
    """Refuse a capability without a text for each anchored level, or with one for a sixth level."""
    for path, each in _capabilities(plain):
        levels = each.get("levels")
        if not isinstance(levels, dict):
            continue
        place = shape.places[f"{path}.levels"]
        for level in (each for each in ANCHORED if each not in levels):
            shape.fault(place, f"{path}.levels", f"level {level} has no text", f"describe level {level}")
        for level in (each for each in levels if each not in LEVELS):
            shape.fault(
                place, f"{path}.levels.{level}", f"there is no level {level}", "levels go from 1 to 5"
            )


def _components(plain: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield from _each(plain.get("components"), "components")


def _capabilities(plain: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, part in _components(plain):
        yield from _each(part.get("capabilities"), f"{path}.capabilities")


def _each(values: object, path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, value in enumerate(values if isinstance(values, list) else ()):
        if isinstance(value, dict):
            yield f"{path}[{number}]", value
