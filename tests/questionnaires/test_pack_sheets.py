"""A pack through a workbook and back: nothing is lost, and each thing that can be wrong is said."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from questionnaires.loading import PackFaults, load_pack, read_pack_folder, shipped_names, shipped_pack
from questionnaires.pack import MethodPack
from questionnaires.pack_sheets import UnwritableText, from_workbook, to_workbook
from questionnaires.shape import Fault
from questionnaires.sheet_layout import layout
from tests.questionnaires import samples
from tests.questionnaires.random_packs import ODD, packs

TINY = Path(__file__).parent.parent / "packs"
RICH = "customer_success_operations"
CHARTERED = "marketing_operations"
SMALL = to_workbook(samples.ONE)


def said(data: bytes) -> list[str]:
    """Return the faults of a workbook that is no pack."""
    with pytest.raises(PackFaults) as caught:
        from_workbook(data)
    assert caught.value.faults
    return [str(each) for each in caught.value.faults]


def outcome(read: Callable[[Any], MethodPack], source: Any) -> MethodPack | tuple[Fault, ...]:
    """Return what reading gives: a pack or its faults, and nothing else."""
    try:
        return read(source)
    except PackFaults as faults:
        return faults.faults


def changed(change: Callable[[Any], object], name: str = RICH) -> bytes:
    """Return the workbook of a shipped pack after somebody has edited it."""
    book = openpyxl.load_workbook(io.BytesIO(to_workbook(shipped_pack(name))))
    change(book)
    memory = io.BytesIO()
    book.save(memory)
    return memory.getvalue()


def put(sheet: str, cell: str, value: object) -> Callable[[Any], object]:
    return lambda book: book[sheet].__setitem__(cell, value)


@pytest.mark.parametrize("name", shipped_names())
def test_a_shipped_pack_comes_back_as_it_was(name):
    pack = shipped_pack(name)
    data = to_workbook(pack)
    assert from_workbook(data) == pack
    assert to_workbook(pack) == data, "the same pack gives the same bytes"


def test_a_pack_comes_back_from_another_program_that_saved_it():
    assert from_workbook(changed(lambda book: None, CHARTERED)) == shipped_pack(CHARTERED)


@pytest.mark.parametrize("folder", sorted(TINY.iterdir()), ids=lambda path: path.name)
def test_a_tiny_pack_comes_back_as_it_was(folder):
    pack = read_pack_folder(folder)
    assert from_workbook(to_workbook(pack)) == pack


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
@given(packs())
def test_any_pack_comes_back_as_it_was(pack):
    assert from_workbook(to_workbook(pack)) == pack


@given(st.sampled_from(ODD) | st.text(min_size=1, max_size=160))
@example("a\r\nb")
@example("one\ttwo")
@example(" \u00a0 ends\u2028")
@example("bell\a")
@settings(deadline=None, max_examples=40)
def test_a_text_reads_the_same_from_both_kinds_of_file(text):
    """Whatever is loaded from YAML comes back from a workbook; what neither can hold is a fault."""
    main = (TINY / "one_capability" / "pack.yaml").read_text()
    quoted = '"' + "".join(f"\\U{ord(each):08X}" for each in text) + '"'
    source = re.sub(r"(?m)^title: .*$", lambda _: f"title: {quoted}", main)
    found = outcome(load_pack, {"pack.yaml": source.encode()})
    if isinstance(found, MethodPack):
        assert from_workbook(to_workbook(found)) == found
    else:
        assert all(each.path == "title" for each in found)


def test_a_number_of_seventeen_digits_is_kept():
    pack = samples.pack((0.1 + 0.2, (1e12, 5e-324, 123456789.0)))
    assert from_workbook(to_workbook(pack)) == pack


def test_what_looks_like_a_formula_is_written_as_text():
    pack = replace(samples.TWO, title="=HYPERLINK(1)", function="@SUM(1)", version="-1+1")
    data = to_workbook(pack)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/")]
    assert not any(b"<f>" in each or b"<f " in each for each in sheets)
    assert from_workbook(data) == pack


@pytest.mark.parametrize("text", ["x005F_", "a_x000D_b", "x" * 40_000])
def test_a_text_that_no_cell_can_hold_is_refused(text):
    with pytest.raises(UnwritableText, match=r"Pack B4: the text .* no cell can hold it"):
        to_workbook(replace(samples.ONE, title=text))


def test_a_workbook_can_be_edited():
    book = openpyxl.load_workbook(io.BytesIO(to_workbook(shipped_pack(CHARTERED))))
    assert book.sheetnames == ["Read me", *(each.title for each in layout())]
    sheet = book["Capabilities"]
    assert sheet.freeze_panes == "C2"
    assert sheet["D2"].alignment.wrap_text
    assert sheet["D2"].number_format == "@"
    assert [each.value for each in sheet[1]] == [
        *("Component", "Id", "Name", "Question", "Level 1", "Level 2", "Level 3", "Level 4", "Level 5"),
        *("Evidence", "Serves", "Rests on", "Short form", "Weight"),
    ]
    offered = {
        str(each.sqref).split(":")[0]: each.formula1
        for name in ("Measures", "Columns", "Capabilities")
        for each in book[name].data_validations.dataValidation
        if each.type == "list"
    }
    assert offered["C2"] == '"primary,secondary,tertiary"'
    assert offered["M2"] == '"yes,no"'
    assert "choice" in offered["D2"]
    assert offered["A2"] == "'Components'!$A$2:$A$307"


def test_rows_may_stand_in_any_place_and_sheets_in_any_order():
    def shuffle(book):
        book.move_sheet("Initiatives", -10)
        sheet = book["Capabilities"]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        # One component's rows first; within a component the order of the rows is the order in the pack.
        rows.sort(key=lambda row: row[0], reverse=True)
        for at, row in enumerate(rows, start=2):
            for place, value in enumerate(row, start=1):
                sheet.cell(at, place, value)

    assert from_workbook(changed(shuffle)) == shipped_pack(RICH)


def test_what_a_spreadsheet_program_makes_of_a_cell_is_understood():
    def edit(book):
        sheet = book["Capabilities"]
        sheet["M2"], sheet["N2"] = True, 2
        sheet["J2"] = "Plan\r\n\r\n  Minutes  \n"
        book["Pack"]["B3"] = 1.5

    pack = from_workbook(changed(edit))
    first = pack.capabilities[0]
    assert (first.short_form, first.weight, first.evidence) == (True, 2.0, ("Plan", "Minutes"))
    assert pack.version == "1.5"


def test_a_pack_without_charter_has_empty_sheets_and_comes_back_without():
    assert shipped_pack(RICH).charter is None
    assert from_workbook(to_workbook(shipped_pack(RICH))).charter is None


def capability_row(book: Any, **values: object) -> None:
    """Add a row under the capabilities that repeats the first one but for these columns."""
    sheet = book["Capabilities"]
    row = {head.value: cell.value for head, cell in zip(sheet[1], sheet[2])}
    sheet.append(list((row | {name.replace("_", " "): each for name, each in values.items()}).values()))


FIRST = shipped_pack(RICH).capabilities[0].id
FAULTS = {
    "empty text": (put("Capabilities", "D2", None), "Capabilities:2: column D (Question): has 0 characters"),
    "long text": (put("Capabilities", "E3", "x" * 321), "Capabilities:3: column E (Level 1): has 321 char"),
    "no level": (put("Capabilities", "G2", ""), "Capabilities:2: column G (Level 3): has 0 characters"),
    "one evidence": (put("Capabilities", "J2", "Plan"), "Capabilities:2: column J (Evidence): has 1 entry"),
    "long line": (put("Capabilities", "J2", "Plan\n" + "x" * 161), "column J (Evidence), line 2: has 161"),
    "no colon": (
        put("Capabilities", "K2", "growth strong"),
        "column K (Serves), line 1: 'growth strong' has",
    ),
    "no strength": (put("Capabilities", "K2", "x: much"), "column K (Serves), line 1: 'much' is not allowed"),
    "no priority": (put("Capabilities", "K2", "x: some"), "column K (Serves), line 1: there is no priority"),
    "key twice": (
        put("Capabilities", "K2", "x: some\nx: some"),
        "(Serves), line 2: the key stands here twice",
    ),
    "no capability": (put("Capabilities", "L2", "nowhere"), "column L (Rests on), line 1: there is no capab"),
    "circle": (put("Capabilities", "L2", FIRST), f"(Rests on): {FIRST} rests on itself"),
    "no truth": (
        put("Capabilities", "M2", "x"),
        "Capabilities:2: column M (Short form): 'x' is neither true",
    ),
    "no number": (put("Capabilities", "N2", "heavy"), "column N (Weight): 'heavy' is not a number"),
    "no weight": (put("Capabilities", "N2", 0), "column N (Weight): is 0; write a number above 0"),
    "no id": (put("Capabilities", "B2", "1 a"), "Capabilities:2: column B (Id): '1 a' is not an id"),
    "no owner": (put("Capabilities", "A2", None), "column A (Component): names no component; use an id of"),
    "unknown owner": (put("Capabilities", "A2", "X"), "column A (Component): there is no component 'X'"),
    "id twice": (capability_row, f"column B (Id): the id '{FIRST}' is taken by another"),
    "no header": (put("Capabilities", "P4", "note"), "Capabilities:4: column P: the column has no header"),
    "unknown header": (put("Capabilities", "O1", "Note"), "Capabilities:1: column O: unknown header 'Note'"),
    "header twice": (put("Capabilities", "O1", "Id"), "column O: the header 'Id' stands here twice"),
    "missing column": (put("Capabilities", "D1", None), "Capabilities:1: Question: the column is missing"),
    "formula": (put("Capabilities", "D2", "=A1"), "column D (Question): holds a formula or an error; copy"),
    "error": (put("Capabilities", "D2", "#REF!"), "column D (Question): holds a formula or an error"),
    "unknown sheet": (lambda book: book.create_sheet("Notes"), "Notes:0: the file: a pack has no sheet of"),
    "missing sheet": (lambda book: book.remove(book["Guide"]), "Guide:0: the file: the sheet is missing"),
    "empty sheet": (lambda book: book["Components"].delete_rows(2, 99), "the sheet 'Components': has 0 ent"),
    "no columns": (lambda book: book["Columns"].delete_rows(2, 99), "the sheet 'Columns': has 0 entries"),
    "unknown key": (put("Pack", "A2", "Ident"), "Pack:2: column A (Key): unknown key 'Ident'; use one of Id"),
    "key of a part twice": (
        put("Pack", "A3", "id"),
        "Pack:3: column A (Key): the key 'Id' stands here twice",
    ),
    "missing key": (lambda book: book["Pack"].delete_rows(3), "Pack:0: Version: the key is missing"),
    "horizons": (
        put("Pack", "B12", 1),
        "Pack:11: column B (Horizons short): horizons do not follow each other",
    ),
    "half a charter": (
        put("Charter", "B2", "A rule."),
        "Charter:3: column B (Rule odd job): '' is not an id",
    ),
    "raise": (put("Raises", "C2", 5), "Raises:2: the row: raises from 5 to"),
    "milestone": (
        put("Milestones", "B2", 12),
        "Milestones:2: column B (Quarter): quarter 12 is after the end",
    ),
    "cost": (put("Initiatives", "G2", 9999), "Initiatives:2: column G (Cost one off from): goes from 9999"),
    "role": (put("Initiatives", "E2", "a b: 3"), "column E (Effort), line 1: the key 'a b' is not an id"),
    "tier": (put("Measures", "C2", "main"), "column C (Tier): 'main' is not allowed; use one of primary"),
    "example": (put("Example", "B2", "nothing"), "Example:2: column C (Text): there is no column 'nothing'"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_each_fault_has_its_sheet_row_column_and_remedy(name):
    change, expected = FAULTS[name]
    found = said(changed(change))
    assert any(expected in each for each in found), found
    assert all("; " in each for each in found)


def test_every_fault_is_said_at_once_in_the_order_of_the_sheets():
    def edit(book):
        for sheet, cell in (
            ("Measures", "C2"),
            ("Pack", "B2"),
            ("Capabilities", "D3"),
            ("Capabilities", "D2"),
        ):
            book[sheet][cell] = ""

    assert [each.split(": ")[0] for each in said(changed(edit))] == [
        *("Pack:2", "Capabilities:2", "Capabilities:3", "Measures:2"),
    ]


def test_an_id_that_stands_twice_is_one_fault_and_not_two():
    twice = changed(lambda book: book["Components"].append(["P", "Again", "Again", 1]))
    assert [each.split(";")[0] for each in said(twice)] == [
        "Components:5: column A (Id): the id 'P' is taken by another component (Components:3)"
    ]


def test_a_formula_is_one_fault_and_not_two():
    assert len(said(changed(put("Pack", "B4", "=1")))) == 1


def bomb() -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", b" " * 64 * 1024 * 1024)
    return memory.getvalue()


def altered(name: str, old: bytes, new: bytes) -> bytes:
    """Return the workbook of a pack with other bytes in one of its files."""
    memory = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(SMALL)) as given_parts,
        zipfile.ZipFile(memory, "w") as parts,
    ):
        for each in given_parts.namelist():
            data = given_parts.read(each)
            assert each != name or old in data
            parts.writestr(each, data.replace(old, new) if each == name else data)
    return memory.getvalue()


HOSTILE = {
    "nothing": (b"", "not an XLSX workbook; Save it as XLSX"),
    "csv": (b"a,b\n1,2\n", "not an XLSX workbook"),
    "zip of nothing": (b"PK\x03\x04", "damaged"),
    "large": (b"PK\x03\x04" + b"\0" * 9_000_000, "larger than 8 MB"),
    "bomb": (bomb(), "unpacks to more than 32 MB"),
    "row far away": (
        altered("xl/worksheets/sheet2.xml", b'<row r="3"', b'<row r="999999999999"'),
        "rows or more",
    ),
    "no such string": (altered("xl/worksheets/sheet2.xml", b't="s"><v>', b't="s"><v>999'), "damaged"),
    "broken sheet": (altered("xl/worksheets/sheet2.xml", b"</sheetData>", b""), "damaged"),
    "no sheets": (altered("xl/workbook.xml", b"<sheets>", b"<nosheets>"), "damaged"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_a_sentence(name):
    data, expected = HOSTILE[name]
    found = said(data)
    assert len(found) == 1
    assert expected in found[0]


def test_one_text_shown_in_many_cells_is_refused():
    def edit(book):
        for _ in range(400):
            book["Help"].append([FIRST, "x" * 30_000])

    assert "holds too much text" in said(changed(edit))[0]


@settings(deadline=None, max_examples=60)
@given(st.data())
def test_damaged_bytes_give_a_pack_or_faults(data):
    whole = bytearray(SMALL)
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    del whole[data.draw(st.integers(len(whole) // 2, len(whole))) :]
    assert outcome(from_workbook, bytes(whole))


@settings(deadline=None, max_examples=20)
@given(st.data())
def test_any_text_in_any_cell_gives_a_pack_or_faults(data):
    book = openpyxl.load_workbook(io.BytesIO(SMALL))
    for _ in range(data.draw(st.integers(1, 4))):
        sheet = book[data.draw(st.sampled_from(book.sheetnames[1:]))]
        cell = sheet.cell(data.draw(st.integers(1, 8)), data.draw(st.integers(1, 15)))
        plain = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12)
        cell.value = data.draw(
            st.none() | st.sampled_from([*ODD, "a: b\nc"]) | plain | st.floats(allow_nan=False)
        )
    memory = io.BytesIO()
    book.save(memory)
    assert outcome(from_workbook, memory.getvalue())
