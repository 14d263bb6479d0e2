"""`run.py pack` as a person types it: what it writes, and what it says when it cannot."""

import json
import os
from pathlib import Path

import openpyxl
import pytest

from questionnaires.loading import PACKS, read_pack_folder, shipped_pack
from questionnaires.pack_schema import PARTS, pack_schema
from questionnaires.pack_sheets import from_workbook
from questionnaires.pack_starter import starter_files
from tests.typed import call
from workshop.commands import files
from workshop.commands.refusal import Refused

PACK = "marketing_operations"
SHORT = "customer_success_operations"
Output = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test stands in an empty folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


def said(output: Output) -> list[str]:
    """Return what was refused, which is all that was said."""
    written = output.readouterr()
    assert written.out == ""
    return written.err.splitlines()


def everything(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def workbook(pack: str = SHORT) -> Path:
    assert call("pack", "to-xlsx", pack, "pack.xlsx") == 0
    return Path("pack.xlsx")


@pytest.mark.parametrize("pack", [PACK, str(PACKS / PACK)])
def test_a_pack_without_fault_is_told_with_its_counts(pack: str, capsys: Output) -> None:
    assert call("pack", "check", pack) == 0
    written = capsys.readouterr()
    found = shipped_pack(PACK)
    assert written.out.startswith(f"No fault in {found.title} ({PACK}, version {found.version}).\n")
    assert "6 components, 52 capabilities (12 in the short form)" in written.out
    assert f"and {len(found.initiatives)} initiatives." in written.out
    assert written.err == ""


def test_every_fault_is_a_line_of_its_own(capsys: Output) -> None:
    assert call("pack", "new", "mine") == 0
    process, data = Path("mine/process.yaml"), Path("mine/data.yaml")
    process.write_text(process.read_text("utf-8").replace("rests_on: [P1]", "rests_on: [P1, P9]"), "utf-8")
    data.write_text(data.read_text("utf-8").replace("weight: 1", "weight: 0\x1b[2J"), "utf-8")
    Path("mine/spare.yaml").write_text("id: spare\n", "utf-8")
    capsys.readouterr()
    assert call("pack", "check", "mine") == 2
    written = capsys.readouterr()
    *faults, total = written.out.splitlines()
    assert total == f"{len(faults)} faults in mine." if len(faults) > 1 else "One fault in mine."
    assert all(fault.startswith(("process.yaml:", "data.yaml:", "spare.yaml:")) for fault in faults)
    assert "\x1b" not in written.out
    assert written.err == ""


def test_a_reference_that_leads_nowhere_is_a_fault_with_line_and_remedy(capsys: Output) -> None:
    assert call("pack", "new", "mine") == 0
    process = Path("mine/process.yaml")
    process.write_text(process.read_text("utf-8").replace("rests_on: [P1]", "rests_on: [P9]"), "utf-8")
    line = process.read_text("utf-8").splitlines().index("    rests_on: [P9]") + 1
    capsys.readouterr()
    assert call("pack", "check", "mine") == 2
    fault, total = capsys.readouterr().out.splitlines()
    place = f"process.yaml:{line}: components[0].capabilities[1].rests_on[0]"
    problem, _, remedy = fault.partition("; ")
    assert problem == f"{place}: there is no capability 'P9'"
    assert remedy
    assert total == "One fault in mine."


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: &a [x]\nb: [*a, *a]\n", "anchors and aliases are not allowed"),
        ("id: " + "[" * 200_000, "nested more than"),
        ("id: " + "x" * 1_900_000, "a text has 1,900,000 characters"),
        ("id: " + "x" * 10_000_000, "the file has 10,000,004 bytes"),
        ("id: [1, 2\n", "expected"),
        ("", "the file is empty"),
    ],
    ids=["alias", "nested", "long text", "long file", "no YAML", "empty"],
)
def test_a_hostile_file_is_refused_with_a_sentence(text: str, problem: str, capsys: Output) -> None:
    Path("mine").mkdir()
    Path("mine/pack.yaml").write_text(text, "utf-8")
    assert call("pack", "check", "mine") == 2
    fault, total = capsys.readouterr().out.splitlines()
    assert fault.startswith("pack.yaml:")
    assert problem in fault
    assert total == "One fault in mine."


def test_a_new_pack_is_valid_and_explains_every_key(folder: Path, capsys: Output) -> None:
    assert call("pack", "new", "mine") == 0
    assert "mine: a small pack in 7 files" in capsys.readouterr().out
    assert everything(folder) == {"mine", *(f"mine/{name}" for name in starter_files())}
    pack = read_pack_folder(folder / "mine")
    assert (len(pack.components), len(pack.capabilities), len(pack.worksheets)) == (2, 4, 1)
    assert {step.capability for each in pack.initiatives for step in each.raises} == pack.capability.keys()
    text = b"\n".join(starter_files().values()).decode()
    untold = {"Charter", "Anchor", "Job", "Archetype", "Statement", "Bound", "CharterRule"}
    for name, definition in pack_schema()["definitions"].items():
        if name not in untold:
            missing = [
                key for key in definition["properties"] if f"{key}:" not in text and f"{key} " not in text
            ]
            assert not missing, f"the starter does not show {missing} of {name}"


def test_a_new_pack_may_go_to_an_empty_folder_where_one_stands(folder: Path) -> None:
    before = folder.stat().st_ino
    assert call("pack", "new", ".") == 0
    assert everything(folder) == set(starter_files())
    assert folder.stat().st_ino == before


@pytest.mark.parametrize("place", ["mine", "."])
def test_after_an_error_nothing_half_written_stays(
    place: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = os.rename

    def refuse(source: Path, target: Path) -> None:
        if target.name in (place, "process.yaml"):
            raise OSError(28, "No space left on device")
        rename(source, target)

    monkeypatch.setattr(os, "rename", refuse)
    with pytest.raises(Refused, match=r"cannot be written \(no space left on device\)"):
        files.write_folder(Path(place), starter_files())
    assert everything(folder) == set()


@pytest.mark.parametrize("width", [40, 80, 100, 300])
@pytest.mark.parametrize("pack", [PACK, SHORT])
def test_an_outline_fits_the_terminal(
    pack: str, width: int, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    assert call("pack", "show", pack) == 0
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= max(80, min(100, width))
    assert all(line == line.rstrip() for line in lines)
    outlined = " ".join(" ".join(lines).split())
    found = shipped_pack(pack)
    for part in found.components:
        assert f"{part.id} {part.name}, weight {part.weight:g}" in outlined
    for each in found.capabilities:
        assert f"{each.id} {'* ' if each.short_form else ''}{each.name}" in outlined
    for initiative in found.initiatives:
        assert f" {initiative.id} " in outlined


def test_an_outline_tells_sections_worksheets_and_horizons(capsys: Output) -> None:
    assert call("pack", "new", "mine") == 0
    assert call("pack", "show", "mine") == 0
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert "Short term to quarter 4, medium to 8, long to 12. A star marks the short form." in lines
    assert "P2 Interviews rests on P1" in lines
    assert "today Recruiting today 2 questions, 11 minutes" in lines
    assert "P Open posts 5 columns" in lines
    assert "P1 1 to 3 I-P1 Agree on every post in writing" in lines


def test_a_pack_goes_into_a_workbook_and_comes_back(folder: Path, capsys: Output) -> None:
    place = workbook()
    assert from_workbook(place.read_bytes()) == shipped_pack(SHORT)
    assert call("pack", "from-xlsx", place, "back") == 0
    assert read_pack_folder(folder / "back") == shipped_pack(SHORT)
    assert "back: Customer success operations 1.0 in" in capsys.readouterr().out


def test_a_workbook_stands_for_its_pack(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    place = workbook()
    assert call("pack", "check", place) == 0
    assert call("pack", "show", place) == 0
    Path("answers.csv").write_text("respondent,D1.current\np1,3\n", "utf-8")
    capsysbinary.readouterr()
    assert call("score", "answers.csv", "--pack", place) == 0
    assert json.loads(capsysbinary.readouterr().out)["pack"]["id"] == SHORT


@pytest.mark.parametrize("part", PARTS)
def test_the_schema_is_json(part: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert call("pack", "schema", "--part", part) == 0
    assert json.loads(capsysbinary.readouterr().out) == pack_schema(part)
    assert call("pack", "schema", "made.json", "--part", part) == 0
    assert json.loads(Path("made.json").read_bytes()) == pack_schema(part)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("check nowhere", "There is no pack 'nowhere'; name a shipped one ("),
        ("check nowhere.xlsx", "There is no pack 'nowhere.xlsx'; name a shipped one ("),
        ("show empty", "The folder empty holds no pack.yaml; name the folder of a pack"),
        ("check full/note.txt", "full/note.txt is neither a folder nor a workbook (.xlsx);"),
        ("check full/note.txt/deeper", "There is no pack 'full/note.txt/deeper'; name a shipped one"),
        (f"check {'x' * 300}", "cannot be read (file name too long);"),
        ("new full", "The folder full is not empty; name a new one."),
        ("new full/note.txt", "full/note.txt is not a folder; name a new one."),
        ("new dangling", "dangling is not a folder; name a new one."),
        ("new nowhere/mine", "nowhere does not exist; make it, or name another."),
        (f"new {'x' * 300}", "cannot be written (file name too long);"),
        (f"to-xlsx {SHORT} pack.ods", "pack.ods must end in .xlsx;"),
        (f"to-xlsx {SHORT} nowhere/pack.xlsx", "nowhere does not exist; make it, or name another."),
        (f"to-xlsx {SHORT} folder.xlsx", "folder.xlsx is a folder; name the file to write."),
        ("to-xlsx nowhere pack.xlsx", "There is no pack 'nowhere'; name a shipped one ("),
        ("to-xlsx other.xlsx other.xlsx", "other.xlsx is what is read and would be overwritten;"),
        ("from-xlsx nowhere.xlsx mine", "nowhere.xlsx cannot be read (no such file or directory);"),
        ("from-xlsx folder.xlsx mine", "folder.xlsx is a folder; name a file."),
        ("from-xlsx other.xlsx full", "The folder full is not empty; name a new one."),
        ("schema empty", "empty is a folder; name the file to write."),
        ("schema nowhere/schema.json", "nowhere does not exist; make it, or name another."),
    ],
)
def test_what_cannot_be_done_is_one_sentence(typed: str, sentence: str, folder: Path, capsys: Output) -> None:
    for name in ("empty", "full", "folder.xlsx"):
        Path(name).mkdir()
    Path("full/note.txt").write_text("A note.", "utf-8")
    Path("other.xlsx").write_bytes(b"not a workbook")
    Path("dangling").symlink_to("nowhere")
    before = everything(folder)
    assert call("pack", *typed.split()) == 2
    (line,) = said(capsys)
    assert sentence in line
    assert everything(folder) == before


@pytest.mark.parametrize("data", [b"", b"not a workbook", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0 old"])
@pytest.mark.parametrize("action", ["check", "show", "from-xlsx", "to-xlsx"])
def test_what_is_no_workbook_is_said_in_a_line(
    data: bytes, action: str, folder: Path, capsys: Output
) -> None:
    Path("other.xlsx").write_bytes(data)
    target = {"from-xlsx": ["mine"], "to-xlsx": ["made.xlsx"]}.get(action, [])
    assert call("pack", action, "other.xlsx", *target) == 2
    written = capsys.readouterr()
    assert len((written.out + written.err).splitlines()) <= 2
    assert "Traceback" not in written.err
    assert everything(folder) == {"other.xlsx"}


def test_a_workbook_that_is_there_is_replaced_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    place = workbook()
    before = place.read_bytes()

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", refuse)
        assert call("pack", "to-xlsx", PACK, place) == 2
    assert place.read_bytes() == before
    assert call("pack", "to-xlsx", PACK, place) == 0
    assert from_workbook(place.read_bytes()).id == PACK


def test_every_fault_of_a_workbook_is_told_by_sheet_and_row(folder: Path, capsys: Output) -> None:
    place = workbook()
    book = openpyxl.load_workbook(place)
    head = [cell.value for cell in book["Capabilities"][1]]
    book["Capabilities"].cell(3, head.index("Question") + 1).value = "x" * 161
    book["Components"].cell(2, 4).value = 0
    book.save(place)
    capsys.readouterr()
    assert call("pack", "check", place) == 2
    *faults, total = capsys.readouterr().out.splitlines()
    assert [fault.split(": ")[0] for fault in faults] == ["Components:2", "Capabilities:3"]
    assert total == "2 faults in pack.xlsx."
    assert call("pack", "from-xlsx", place, "mine") == 2
    assert said(capsys)[0] == "The pack in pack.xlsx has 2 faults; nothing was written."
    assert everything(folder) == {"pack.xlsx"}


def test_a_text_that_no_cell_can_hold_is_refused(folder: Path, capsys: Output) -> None:
    assert call("pack", "new", "mine") == 0
    main = Path("mine/pack.yaml")
    main.write_text(main.read_text("utf-8").replace("title: Recruiting", "title: a _x000D_"), "utf-8")
    before = everything(folder)
    capsys.readouterr()
    assert call("pack", "to-xlsx", "mine", "made.xlsx") == 2
    (line,) = said(capsys)
    assert "mine" in line
    assert everything(folder) == before
