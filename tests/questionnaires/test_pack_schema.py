"""The JSON Schema: what loads is valid by it, and an editor would mark what is wrong."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from questionnaires.loading import MAIN, PACKS, load_pack, shipped_pack
from questionnaires.pack_files import to_yaml
from questionnaires.pack_schema import PARTS, pack_schema
from questionnaires.pack_starter import STARTER

FOLDERS = sorted([*(path.parent for path in PACKS.glob(f"*/{MAIN}")), STARTER])


class EditorLoader(yaml.SafeLoader):
    """Reads YAML as editors do, by the rules of version 1.2: dates and `no` are texts."""


EditorLoader.yaml_implicit_resolvers = {}
for kind, pattern, first in (
    ("bool", r"true|false", "tf"),
    ("null", r"null|~|", ["n", "~", ""]),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?[0-9]*\.[0-9]+", "-+.0123456789"),
):
    EditorLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{kind}", re.compile(f"(?:{pattern})$"), list(first)
    )


def plain(data: bytes) -> Any:
    """Return what JSON could hold: keys become texts."""

    def keyed(value: Any) -> Any:
        if isinstance(value, dict):
            return {str(key): keyed(each) for key, each in value.items()}
        return [keyed(each) for each in value] if isinstance(value, list) else value

    return keyed(yaml.load(data, Loader=EditorLoader))


def wrong(value: Any, part: str = "pack") -> list[str]:
    return [error.message for error in Draft7Validator(pack_schema(part)).iter_errors(value)]


def parts_of(files: dict[str, bytes]) -> dict[str, str]:
    """Return what each file of a pack holds, by its name."""
    main = plain(files[MAIN])
    held = {MAIN: "pack"} | dict.fromkeys(main["components"], "component")
    for name in PARTS:
        named = main.get(name, [])
        held |= dict.fromkeys([named] if isinstance(named, str) else named, name)
    return held


@pytest.mark.parametrize("part", PARTS)
def test_it_is_a_schema(part: str) -> None:
    Draft7Validator.check_schema(pack_schema(part))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_file_that_is_shipped_is_valid(folder: Path) -> None:
    files = {path.name: path.read_bytes() for path in folder.glob("*.yaml")}
    held = parts_of(files)
    assert held.keys() == files.keys()
    assert [(name, said) for name, data in files.items() for said in wrong(plain(data), held[name])] == []


def test_every_file_that_is_written_is_valid() -> None:
    files = to_yaml(shipped_pack("marketing_operations"))
    held = parts_of(files)
    assert [(name, said) for name, data in files.items() for said in wrong(plain(data), held[name])] == []


def test_a_pack_in_one_file_is_valid() -> None:
    assert wrong(whole()) == []


CHANGES: dict[str, Callable[[Any], object]] = {
    "a key too many": lambda pack: pack.update(surprise="yes"),
    "a missing key": lambda pack: pack.pop("title"),
    "an id that is none": lambda pack: pack.update(id="two words"),
    "four levels": lambda pack: pack["components"][0]["capabilities"][0]["levels"].pop("4"),
    "six levels": lambda pack: pack["components"][0]["capabilities"][0]["levels"].update({"6": "Text."}),
    "a level without text": lambda pack: pack["components"][0]["capabilities"][0]["levels"].update(
        {"3": None}
    ),
    "one piece of evidence": lambda pack: pack["components"][0]["capabilities"][0]["evidence"].pop(),
    "a question too long": lambda pack: pack["components"][0]["capabilities"][0].update(question="x" * 161),
    "a weight of 0": lambda pack: pack["components"][0].update(weight=0),
    "a strength that is none": lambda pack: pack["components"][0]["capabilities"][0].update(
        serves={"a": "big"}
    ),
    "a truth that is none": lambda pack: pack["components"][0]["capabilities"][0].update(short_form="maybe"),
    "a part that is no file": lambda pack: pack.update(guide="guide.docx"),
    "a type that is none": lambda pack: pack["worksheets"][0]["columns"][0].update(type="colour"),
    "no components": lambda pack: pack.update(components=[]),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_wrong_is_marked(change: str) -> None:
    pack = whole()
    CHANGES[change](pack)
    assert wrong(pack)


def test_a_value_without_quotes_is_a_text_where_one_is_asked() -> None:
    pack = whole()
    pack |= {"version": 1.1, "function": False}
    assert wrong(pack) == []
    assert load_pack({MAIN: yaml.safe_dump(pack).encode()}).version == "1.1"


def whole() -> Any:
    """Return the starter as one value, each part in its place."""
    files = {path.name: path.read_bytes() for path in STARTER.glob("*.yaml")}
    pack = plain(files[MAIN])
    pack["components"] = [plain(files[name]) for name in pack["components"]]
    pack["initiatives"] = plain(files[pack["initiatives"][0]])
    for name in ("priorities", "guide", "worksheets"):
        pack[name] = plain(files[pack[name]])
    return pack
