"""A pack from YAML: what loads, and each thing that can be wrong with it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import inspect

from questionnaires.loading import (
    PackFaults,
    UnknownPack,
    load_pack,
    read_pack_folder,
    shipped_names,
    shipped_pack,
)
from questionnaires.scalar import UnfitText, read_scalar

MAIN = """\
id: tiny
version: 1.10
title: Tiny
function: no
level_names: [Ad hoc, Emerging, Defined, Managed, Optimised]
components:
  - part.yaml
"""
PART = """\
id: P
name: Part
short_name: Part
capabilities:
  - id: P1
    name: Planning
    question: How is work planned?
    weight: 2
    evidence: [The plan, Minutes of its review]
    levels:
      1: Nothing is planned.
      2: A plan is in one head.
      3: A plan is written.
      4: The plan is followed.
      5: The plan is reviewed.
"""


def faults(main: str | bytes = MAIN, part: str | bytes | None = PART, **more: str) -> list[str]:
    files = {"pack.yaml": main, **({} if part is None else {"part.yaml": part}), **more}
    with pytest.raises(PackFaults) as caught:
        load_pack({name: text if isinstance(text, bytes) else text.encode() for name, text in files.items()})
    return [str(each) for each in caught.value.faults]


def test_a_pack_loads_and_its_texts_stay_texts():
    pack = load_pack({"pack.yaml": MAIN.encode(), "part.yaml": PART.encode()})
    assert (pack.version, pack.function) == ("1.10", "no")
    assert pack.capability["P1"].weight == 2.0
    assert pack.capability["P1"].levels[3] == "A plan is written."
    assert pack.component_of["P1"].id == "P"
    assert pack.level_name(5) == "Optimised"


def test_a_part_may_stand_in_the_main_file():
    inline = MAIN.replace("  - part.yaml\n", "  - " + PART.replace("\n", "\n    ").rstrip() + "\n")
    assert load_pack({"pack.yaml": inline.encode()}).capabilities[0].id == "P1"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("id: P1\n", "id: 1P\n"), "part.yaml:5: components[0].capabilities[0].id: '1P' is not an id"),
        (
            ("    name: Planning\n", ""),
            "part.yaml:5: components[0].capabilities[0].name: is missing; add the key",
        ),
        (
            ("weight: 2", "weight: 0"),
            "part.yaml:8: components[0].capabilities[0].weight: is 0; write a number above 0",
        ),
        (("weight: 2", "weight: .inf"), "weight: '.inf' is not a number"),
        (("weight: 2", "weight: inf"), "weight: is inf; write a finite number"),
        (("weight: 2", "weight: two"), "weight: 'two' is not a number; write a number"),
        (("weight: 2", "weight: [2]"), "weight: is not a single value"),
        (
            ("weight: 2", "wieght: 2"),
            "unknown key 'wieght'; use one of id, name, question, levels, evidence, help, ",
        ),
        (("      3: A plan is written.\n", ""), "levels: level 3 has no text; describe level 3"),
        (("      3:", "      6:"), "levels.6: there is no level 6; levels go from 1 to 5"),
        (("      3:", "      three:"), "levels.three: the key 'three' is not a whole number"),
        (
            ("      3:", "      1:"),
            "part.yaml:13: components[0].capabilities[0].levels.1: the key stands here twice",
        ),
        (("A plan is written.", "x" * 400), "has 400 characters; keep it to at most 320"),
        (("A plan is written.", "''"), "has 0 characters; write at least 1"),
        (("name: Part\n", "name: &a Part\n"), "part.yaml:2: the file: anchors and aliases are not allowed"),
        (("id: P\n", "id: P\n: :\n  - ["), "part.yaml:"),
        ((PART, ""), "part.yaml:1: the file: the file is empty"),
        ((PART, "- a\n- b\n"), "part.yaml:1: components[0]: is not a mapping"),
        ((PART[PART.index("  - id: P1") :], ""), "capabilities: is not a list"),
    ],
)
def test_each_fault_has_its_file_line_and_remedy(change, said):
    assert said in "\n".join(faults(part=PART.replace(*change)))


def test_every_fault_is_reported_at_once():
    broken = (
        PART.replace("id: P1", "id: 1P").replace("weight: 2", "weight: -1").replace("name: Part", "name: ''")
    )
    found = faults(MAIN.replace("title: Tiny\n", ""), broken, **{"spare.yaml": PART})
    assert len(found) == 6
    assert found[0].startswith("pack.yaml:1: title: is missing")
    assert (
        found[-1]
        == "spare.yaml:1: the file: no part of the pack names this file; name it in pack.yaml or remove it"
    )


def test_an_id_stands_once():
    twice = PART + PART[PART.index("  - id: P1") :]
    assert (
        "the id 'P1' is taken by another capability (part.yaml:5); give it another id"
        in faults(part=twice)[0]
    )
    two_parts = MAIN + "  - more.yaml\n"
    assert any("the id 'P' is taken" in each for each in faults(two_parts, **{"more.yaml": PART}))


def test_a_file_that_is_not_there_is_named():
    assert "there is no file 'part.yaml' left; write the file, or name each once" in faults(part=None)[0]
    assert "there is no file 'part.yaml' left" in faults(MAIN + "  - part.yaml\n")[0]
    with pytest.raises(PackFaults, match="1 faults"):
        load_pack({})


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"a: " + b"[" * 200_000, "nested more than 20 deep"),
        (b"a: &x [1, 1]\nb: [*x, *x]\n", "anchors and aliases"),
        (b"a: " + b"x" * 10_000_000, "10,000,003 bytes"),
        (b"a: " + b"x" * 30_000, "a text has 30,000 characters"),
        (b"a: [" + b"1," * 150_000 + b"1]", "more than 100,000 entries"),
        (b"\xff\xfe", "not UTF-8"),
        (b"a: \x01", "remove the character"),
        (b"!!python/object/apply:os.system [echo]", "is not a mapping"),
    ],
)
def test_hostile_yaml_is_refused_in_a_sentence(data, said):
    assert said in "\n".join(faults(data))


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_give_a_pack_or_faults(data):
    with pytest.raises(PackFaults) as caught:
        load_pack({"pack.yaml": data})
    assert caught.value.faults


def test_a_shipped_pack_is_found_by_name():
    assert "marketing_operations" in shipped_names()
    assert shipped_pack("marketing_operations").id == "marketing_operations"
    with pytest.raises(UnknownPack, match="shipped: "):
        shipped_pack("../marketing_operations")


def test_a_folder_is_read_with_its_files(tmp_path: Path):
    (tmp_path / "pack.yaml").write_text(MAIN.replace("part.yaml", "parts/part.yaml"))
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "part.yaml").write_text(PART)
    assert read_pack_folder(tmp_path).id == "tiny"


def test_a_whole_number_of_hundreds_of_digits_is_refused():
    with pytest.raises(UnfitText) as caught:
        read_scalar("9" * 400, inspect.IntType())
    assert caught.value.remedy == "write a number of at most 1,000,000,000,000,000,000"
