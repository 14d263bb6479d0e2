"""The shipped pack: complete, within the lengths that pages and charts allow, and worded by the rules."""

import re
from pathlib import Path

import pytest

from questionnaires.loading import read_pack_folder, shipped_names, shipped_pack
from questionnaires.pack import Capability, MethodPack

PACK = shipped_pack("marketing_operations")
TINY_PACKS = Path(__file__).parents[1] / "packs"
COMPONENTS = {"A": 9, "B": 8, "C": 9, "D": 9, "E": 8, "F": 9}
IDS = [f"{component}{number}" for component, many in COMPONENTS.items() for number in range(1, many + 1)]
ANCHORED = (1, 3, 5)
LONGEST_NAME = 45
LONGEST_LEVEL = 240

# A level says what can be observed, so it does not judge; abbreviations that need explaining stay out.
FORBIDDEN = re.compile(
    r"\b(good|better|best|excellent|poor|bad|worse|worst|world-class|effectively|appropriate|properly|adequate"
    r"|MOps|MAP|SLAs?|QA|ROI|KPIs?|etc)\b|[!;…]|\.\.",
)


def each_capability() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("capability", PACK.capabilities, ids=lambda each: each.id)


def test_it_is_shipped() -> None:
    assert "marketing_operations" in shipped_names()


def test_its_head() -> None:
    assert (PACK.id, PACK.version, PACK.title) == ("marketing_operations", "1.0", "Marketing operations")
    assert PACK.function == "marketing operations"
    assert PACK.level_names == ("Ad hoc", "Emerging", "Defined", "Managed", "Optimised")


def test_it_has_the_six_components_of_the_method_in_order() -> None:
    assert [(each.id, each.name, each.short_name) for each in PACK.components] == [
        ("A", "Technology, systems and tools", "Technology"),
        ("B", "Work force", "Work force"),
        ("C", "Processes", "Processes"),
        ("D", "Performance measures", "Measures"),
        ("E", "Capital allocation", "Capital"),
        ("F", "Supplier management", "Suppliers"),
    ]


def test_it_has_all_52_capabilities_under_their_component() -> None:
    assert len(IDS) == 52
    assert [each.id for each in PACK.capabilities] == IDS
    assert all(PACK.component_of[identity].id == identity[0] for identity in IDS)


def test_everything_counts_alike() -> None:
    assert {each.weight for each in (*PACK.components, *PACK.capabilities)} == {1}


def test_names_are_told_apart() -> None:
    names = [each.name.casefold() for each in PACK.capabilities]
    assert len(set(names)) == len(names)


def test_level_texts_are_told_apart() -> None:
    texts = [text.casefold() for each in PACK.capabilities for text in each.levels.values()]
    assert len(set(texts)) == len(texts)


@each_capability()
def test_a_name_fits_a_chart_and_is_in_sentence_case(capability: Capability) -> None:
    assert len(capability.name) <= LONGEST_NAME
    first, *others = capability.name.split()
    assert first[0].isupper()
    assert all(word.islower() or word.isupper() for word in others)


@each_capability()
def test_the_anchored_levels_are_whole_sentences(capability: Capability) -> None:
    assert set(capability.levels) == set(ANCHORED)
    for text in capability.levels.values():
        sentences = re.split(r"(?<=\.) ", text)
        assert len(text) <= LONGEST_LEVEL
        assert len(sentences) <= 2
        assert all(re.fullmatch(r"[A-Z][^.]+\.", each) for each in sentences), text
        assert text == " ".join(text.split())


@each_capability()
def test_no_wording_judges_or_abbreviates(capability: Capability) -> None:
    for text in (capability.name, *capability.levels.values()):
        assert not FORBIDDEN.search(text), text


@pytest.mark.parametrize(
    ("name", "components", "capabilities"),
    [
        ("one_capability", {"T": 1}, {"T1": 1}),
        ("two_components", {"D": 2, "S": 1}, {"D1": 1, "D2": 3, "S1": 1, "S2": 3}),
    ],
)
def test_the_tiny_packs_hold_what_they_say(
    name: str, components: dict[str, float], capabilities: dict[str, float]
) -> None:
    pack: MethodPack = read_pack_folder(TINY_PACKS / name)
    assert pack.id == name
    assert {each.id: each.weight for each in pack.components} == components
    assert {each.id: each.weight for each in pack.capabilities} == capabilities
