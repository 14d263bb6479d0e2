"""YAML files become a method pack, or all of their faults at once, each with file, line and remedy."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import msgspec
import yaml

from questionnaires.consistency import check_consistency
from questionnaires.pack import MethodPack
from questionnaires.shape import Fault, Located, Shape
from questionnaires.yaml_source import UnreadableYaml, compose

MAIN = "pack.yaml"
"""The file of a pack that names the others."""
PACKS = Path(__file__).parent / "packs"


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
    parts = {name: node for name, node in nodes.items() if name != MAIN}
    shape = Shape(parts, faults, unreadable=frozenset(source.keys() - nodes.keys()))
    plain = shape.read(Located(MAIN, nodes[MAIN]), msgspec.inspect.type_info(MethodPack), "")
    unused = nodes.keys() - shape.used - {MAIN}
    remedy = "name it in pack.yaml or remove it"
    faults.extend(Fault(name, 1, "", "no part of the pack names this file", remedy) for name in unused)
    if isinstance(plain, dict):
        check_consistency(plain, shape)
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


@cache
def shipped_pack(name: str) -> MethodPack:
    """Return a pack that comes with the product; UnknownPack for any other name.

    It is read once for each process: packs change with the product, never while it runs.
    """
    if name not in shipped_names():
        known = ", ".join(shipped_names())
        raise UnknownPack(f"no pack is named {name!r}; shipped: {known}")
    return read_pack_folder(PACKS / name)
