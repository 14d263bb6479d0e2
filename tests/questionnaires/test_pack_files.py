"""A pack written as YAML files: they load as the same pack, and people can read them."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import inspect

from questionnaires.loading import load_pack, read_pack_folder, shipped_names, shipped_pack
from questionnaires.pack import MethodPack
from questionnaires.pack_files import to_yaml
from questionnaires.pack_starter import starter_files
from tests.questionnaires.samples import TWO, capability

TINY_PACKS = Path(__file__).parents[1] / "packs"
STARTER = load_pack(starter_files())
PACKS = {
    **{name: shipped_pack(name) for name in shipped_names()},
    **{folder.name: read_pack_folder(folder) for folder in sorted(TINY_PACKS.iterdir())},
    "starter": STARTER,
    "sample": TWO,
}
AWKWARD = (
    "no",
    "1.10",
    "null",
    "~",
    "2026-01-01",
    "0x1F",
    "1e3",
    "- a dash",
    "# not a comment",
    "key: value",
    "trailing:",
    "'single'",
    '"double"',
    "%percent",
    "*star",
    "&anchor",
    "!tag",
    "{brace}",
    "[bracket, two]",
    "<<",
    "=",
    "?",
    "a " * 30 + "long text",
    "\u2028line\u2029ends",
    "\ufeffmark",
    "emoji \U0001f600, العربية",
    "pack.yaml",
    "priorities.yaml",
)

SETTINGS = settings(max_examples=60, deadline=None)


@pytest.mark.parametrize("name", PACKS)
def test_what_is_written_loads_as_the_same_pack(name: str) -> None:
    files = to_yaml(PACKS[name])
    assert load_pack(files) == PACKS[name]
    assert to_yaml(load_pack(files)) == files


@pytest.mark.parametrize("text", AWKWARD)
def test_an_awkward_text_comes_back(text: str) -> None:
    pack = reworded(STARTER, lambda _: " ".join(text.split()))
    assert load_pack(to_yaml(pack)) == pack


@SETTINGS
@given(st.data())
def test_any_text_comes_back(data: st.DataObject) -> None:
    letters = st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")
    lines = st.text(letters, max_size=12).map(lambda text: " ".join(text.split()))
    texts = data.draw(st.lists(lines.filter(bool), min_size=1))
    pack = reworded(STARTER, lambda count: texts[count % len(texts)])
    assert load_pack(to_yaml(pack)) == pack


@SETTINGS
@given(st.floats(min_value=0, exclude_min=True, allow_infinity=False))
def test_any_weight_comes_back(weight: float) -> None:
    part = msgspec.structs.replace(TWO.components[0], weight=weight)
    pack = msgspec.structs.replace(TWO, components=(part,))
    assert load_pack(to_yaml(pack)) == pack


def test_each_component_and_each_further_part_has_a_file() -> None:
    files = to_yaml(shipped_pack("marketing_operations"))
    assert next(iter(files)) == "pack.yaml"
    assert {"technology.yaml", "work_force.yaml", "guide.yaml", "charter.yaml"} < files.keys()
    assert "initiatives_technology.yaml" in files
    assert not any(b"&id" in data or b"!!" in data for data in files.values())


def test_a_pack_without_further_parts_has_none_of_their_files() -> None:
    assert list(to_yaml(TWO)) == ["pack.yaml", "p.yaml", "q.yaml"]


@pytest.mark.parametrize("name", ["Same", "pack", "初"])
def test_components_of_one_short_name_get_files_of_their_own(name: str) -> None:
    parts = tuple(msgspec.structs.replace(part, short_name=name) for part in TWO.components)
    pack = msgspec.structs.replace(TWO, components=parts)
    files = to_yaml(pack)
    assert len(files) == 3
    assert load_pack(files) == pack


def test_initiatives_out_of_order_keep_it_in_one_file() -> None:
    first, *rest = STARTER.initiatives
    pack = msgspec.structs.replace(STARTER, initiatives=(*rest, msgspec.structs.replace(first, id="last")))
    pack = msgspec.structs.replace(pack, initiatives=tuple(without_prerequisites(pack)))
    files = to_yaml(pack)
    assert "initiatives.yaml" in files
    assert load_pack(files) == pack


def test_the_files_read_well() -> None:
    part = msgspec.structs.replace(
        TWO.components[0],
        capabilities=(capability("P1", "Planning", serves={}, weight=2.0, short_form=True),),
    )
    files = to_yaml(msgspec.structs.replace(TWO, components=(part,)))
    assert 'version: "1"\n' in files["pack.yaml"].decode()
    assert files["p.yaml"].decode() == (
        "id: P\n"
        "name: Component P\n"
        "short_name: P\n"
        "capabilities:\n"
        "  - id: P1\n"
        "    name: Planning\n"
        "    question: How is it planned?\n"
        "    levels:\n"
        "      1: The plan is not written.\n"
        "      2: The plan is in one head.\n"
        "      3: The plan is written.\n"
        "      4: The plan is followed.\n"
        "      5: The plan is reviewed each quarter.\n"
        "    evidence:\n"
        "      - The plan\n"
        "      - Minutes of the last review\n"
        "    short_form: true\n"
        "    weight: 2\n"
        "weight: 2\n"
    )


def without_prerequisites(pack: MethodPack) -> list[Any]:
    return [msgspec.structs.replace(each, prerequisites=()) for each in pack.initiatives]


def reworded(pack: MethodPack, text: Any) -> MethodPack:
    """Return the pack with every text that is no id replaced by what `text` gives for its number."""
    number = iter(range(10_000))

    def walk(value: Any, kind: inspect.Type) -> Any:
        match kind:
            case inspect.StructType():
                return {
                    each.encode_name: walk(value[each.encode_name], each.type)
                    for each in kind.fields
                    if value[each.encode_name] is not None
                }
            case inspect.VarTupleType():
                return [walk(each, kind.item_type) for each in value]
            case inspect.DictType():
                return {key: walk(each, kind.value_type) for key, each in value.items()}
            case inspect.StrType(pattern=None):
                return text(next(number))
        return value

    plain = walk(msgspec.to_builtins(pack), inspect.type_info(MethodPack))
    return msgspec.convert(plain, MethodPack)
