"""A method pack as YAML files that people read and edit; what `loading` reads back is the same pack."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

import msgspec
import yaml

from questionnaires.initiative import Cost, Initiative, Raise
from questionnaires.loading import MAIN
from questionnaires.pack import Horizons, MethodPack
from questionnaires.parts import Part

ON_ONE_LINE = (Cost, Horizons, Raise)
"""Parts that are a few words long, whatever they hold."""
IN_FILES = ("priorities", "guide", "charter", "worksheets")
"""What gets a file of its own, besides each component and the initiatives."""

_WORD = re.compile(r"[\w.-]{1,40}")
_WIDEST = 90
_RESOLVER = yaml.resolver.Resolver()
_STR, _SEQ, _MAP = (f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map"))


def to_yaml(pack: MethodPack) -> dict[str, bytes]:
    """Return the files of a pack by name: pack.yaml first, a file for each component, then the rest."""
    files = _Files(pack)
    main: list[tuple[object, yaml.Node]] = []
    for name, value in _given(pack):
        if name == "components":
            node = _sequence([files.moved(part.short_name, part) for part in pack.components])
        elif name == "initiatives":
            node = _sequence([files.moved(stem, part) for stem, part in _catalogue(pack)])
        elif name in IN_FILES:
            node = files.moved(name, value)
        else:
            node = _node(value)
        main.append((name, node))
    return {MAIN: _text(_mapping(main)), **files.written}


class _Files:
    """The files beside pack.yaml, each under a name that nothing else in the pack is or reads as."""

    def __init__(self, pack: MethodPack) -> None:
        self.written: dict[str, bytes] = {}
        self.taken = {MAIN, *_texts(pack)}

    def moved(self, stem: str, value: object) -> yaml.Node:
        """Write a part to a file of its own and return what stands in its place."""
        plain = re.sub(r"[^a-z0-9]+", "_", stem.lower()).strip("_") or "part"
        name, number = f"{plain}.yaml", 1
        while name in self.taken:
            number += 1
            name = f"{plain}_{number}.yaml"
        self.taken.add(name)
        self.written[name] = _text(_node(value))
        return _scalar(name)


def _catalogue(pack: MethodPack) -> list[tuple[str, tuple[Initiative, ...]]]:
    """Return the initiatives by file: one for each component where their order allows it, else one in all."""

    def component(each: Initiative) -> str:
        return pack.component_of[each.raises[0].capability].id

    runs = [(identity, tuple(run)) for identity, run in groupby(pack.initiatives, key=component)]
    if len(runs) == 1 or len({identity for identity, _ in runs}) < len(runs):
        return [("initiatives", pack.initiatives)]
    short_name = {part.id: part.short_name for part in pack.components}
    return [(f"initiatives_{short_name[identity]}", run) for identity, run in runs]


def _given(part: Part) -> Iterator[tuple[str, object]]:
    """Yield key and value of what a part says beyond its defaults."""
    for each in msgspec.structs.fields(part):
        value = getattr(part, each.name)
        default = each.default
        if each.default_factory is not msgspec.NODEFAULT:
            default = each.default_factory()
        if value != default:
            yield each.encode_name, value


def _texts(value: object) -> Iterator[str]:
    """Yield every text of a part: one that equals a file's name would be taken for the file."""
    if isinstance(value, str):
        yield value.strip()
    elif isinstance(value, Part):
        yield from (text for _, inner in _given(value) for text in _texts(inner))
    elif isinstance(value, Mapping):
        yield from (text for inner in value.values() for text in _texts(inner))
    elif isinstance(value, Sequence):
        yield from (text for inner in value for text in _texts(inner))


def _node(value: object) -> yaml.Node:
    """Return the node of a part, a list, a mapping or a single value."""
    if isinstance(value, Part):
        return _mapping(
            [(name, _node(inner)) for name, inner in _given(value)], short=isinstance(value, ON_ONE_LINE)
        )
    if isinstance(value, Mapping):
        short = sum(len(f"{key}: {inner}, ") for key, inner in value.items()) < _WIDEST
        short = short and all(isinstance(key, str) and _is_word(value[key]) for key in value)
        return _mapping([(key, _node(inner)) for key, inner in value.items()], short)
    if isinstance(value, tuple):
        short = all(map(_is_word, value)) and sum(len(f"{inner}, ") for inner in value) < _WIDEST
        return _sequence([_node(inner) for inner in value], short)
    return _scalar(value)


def _is_word(value: object) -> bool:
    return isinstance(value, int | float) or (isinstance(value, str) and bool(_WORD.fullmatch(value)))


def _scalar(value: object) -> yaml.ScalarNode:
    """Return the node of a single value; a text that reads as something else gets quotes."""
    if isinstance(value, str):
        return yaml.ScalarNode(_STR, value, style=None if _read_as(value) == _STR else '"')
    if isinstance(value, bool):
        return _bare("true" if value else "false")
    whole = isinstance(value, float) and value.is_integer() and abs(value) < 1e15
    return _bare(f"{value:.0f}" if whole else repr(value))


def _bare(text: str) -> yaml.ScalarNode:
    """Return the node of a number or truth value, which never gets quotes."""
    return yaml.ScalarNode(_read_as(text), text)


def _read_as(text: str) -> str:
    return str(_RESOLVER.resolve(yaml.ScalarNode, text, (True, False)))  # type: ignore[no-untyped-call]


def _sequence(nodes: Sequence[yaml.Node], short: bool = False) -> yaml.Node:
    return yaml.SequenceNode(_SEQ, list(nodes), flow_style=short)


def _mapping(entries: Sequence[tuple[object, yaml.Node]], short: bool = False) -> yaml.Node:
    return yaml.MappingNode(_MAP, [(_scalar(key), node) for key, node in entries], flow_style=short)


class _Readable(yaml.SafeDumper):
    """Writes lists indented under their key."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, indentless=False)


def _text(node: yaml.Node) -> bytes:
    """Return a file; long texts stay on one line, so that a changed wording is one changed line."""
    return yaml.serialize(node, Dumper=_Readable, allow_unicode=True, width=float("inf"), encoding="utf-8")
