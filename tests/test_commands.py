"""The commands as a person types them: what they write, and what they say when they cannot."""

import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import docx
import pytest

from questionnaires.loading import shipped_pack
from questionnaires.reading import read_answers
from questionnaires.scores_json import scores_json
from questionnaires.scoring import score
from questionnaires.tally import count
from tests.typed import ROOT, call, command_line
from workshop import demo
from workshop.commands import bench_figures, files
from workshop.commands.refusal import Refused
from workshop.commands.test import ALL_TESTS
from workshop.database import connect

PACK = "marketing_operations"
HEAD = "respondent,function,A1.current,A1.target,A2.current\n"
GOOD = HEAD + "".join(f"p{number},Sales,{number % 5 + 1},5,NA\n" for number in range(6))
BAD = HEAD + "p1,Sales,6,5,\np1,Sales,1,x,DK\n"


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    place = tmp_path / "the answers.csv"
    place.write_text(GOOD, encoding="utf-8")
    return place


def test_scores_go_to_a_file(
    answers: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    out = tmp_path / "scores.json"
    assert call("score", answers, "--pack", PACK, "--json", out) == 0
    pack = shipped_pack(PACK)
    assert out.read_bytes() == scores_json(score(pack, count(read_answers(answers.read_bytes(), pack))))
    assert out.stat().st_mode & 0o777 == answers.stat().st_mode & 0o777
    assert sorted(path.name for path in tmp_path.iterdir()) == ["scores.json", "the answers.csv"]


def test_without_a_file_the_output_is_the_scores_and_nothing_else(
    answers: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert call("score", answers, "--pack", PACK) == 0
    written = capsysbinary.readouterr()
    assert json.loads(written.out)["respondents"] == 6
    assert written.err == b""


def test_the_threshold_reaches_the_scores(answers: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert call("score", answers, "--pack", PACK, "--threshold", "7") == 0
    scores = json.loads(capsysbinary.readouterr().out)
    assert scores["threshold"] == 7
    assert scores["capabilities"]["A1"]["current"] == {"shown": False}


@pytest.mark.parametrize("threshold", ["0", "-1", "101", "2.5", "five", "", "9" * 5000])
def test_an_impossible_threshold_is_refused(
    threshold: str, answers: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("score", answers, "--pack", PACK, f"--threshold={threshold}") == 2
    assert "is not a whole number from 1 to 100" in capsys.readouterr().err


def test_who_gave_no_answer_may_be_told_instead_of_having_a_row(
    answers: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    def printed() -> dict[str, object]:
        return json.loads(capsysbinary.readouterr().out)

    assert call("score", answers, "--pack", PACK, "--asked", "9") == 0
    told = printed()
    answers.write_text(GOOD + "".join(f"q{number},Away,,,\n" for number in range(3)), encoding="utf-8")
    assert call("score", answers, "--pack", PACK) == 0
    with_rows = printed()
    assert told["soundness"]["asked"] == with_rows["soundness"]["asked"] == 9
    for key in ("respondents", "overall", "components", "capabilities"):
        assert told[key] == with_rows[key]
    current = told["groups"]["function"]["Sales"]["capabilities"]["A1"]["current"]
    assert (current["n"], current["interval"], current["bounds"]) == (6, None, None)


def test_fewer_asked_than_rows_is_refused(answers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("score", answers, "--pack", PACK, "--asked", "5") == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "--asked 5: There are 6 rows" in said.err


def test_a_pack_may_be_a_folder(answers: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    folder = ROOT / "questionnaires" / "packs" / PACK
    assert call("score", answers, "--pack", folder) == 0
    assert json.loads(capsysbinary.readouterr().out)["pack"]["id"] == PACK


@pytest.mark.parametrize("command", ["score", "blueprint"])
def test_every_fault_of_the_answers_is_listed_and_nothing_written(
    command: str, answers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers.write_text(BAD, encoding="utf-8")
    out = tmp_path / "out.docx"
    out.write_text("as it was", encoding="utf-8")
    target = ["--json", out] if command == "score" else ["-o", out, "--client", "Tarnfield Controls"]
    assert call(command, answers, "--pack", PACK, *target) == 2
    said = capsys.readouterr()
    assert said.out == ""
    head, *faults = said.err.splitlines()
    assert head == f"{answers} has 3 faults; nothing was written."
    assert len(faults) == 3
    assert any("row 2" in fault and "A1.current" in fault and "'6'" in fault for fault in faults)
    assert any("row 3" in fault and "A1.target" in fault and "'x'" in fault for fault in faults)
    assert any("row 3" in fault and "'p1'" in fault for fault in faults)
    assert out.read_text(encoding="utf-8") == "as it was"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.docx", "the answers.csv"]


def test_every_fault_of_a_pack_is_listed(
    answers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "pack.yaml").write_text("id: 1 2 3\nversion: '1'\nsurprise: yes\n", encoding="utf-8")
    assert call("score", answers, "--pack", folder) == 2
    head, *faults = capsys.readouterr().err.splitlines()
    assert head.startswith(f"The pack in {folder} has ")
    assert len(faults) > 2
    assert all("pack.yaml:" in fault for fault in faults)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"answers": "missing.csv"}, "missing.csv cannot be read (no such file or directory);"),
        ({"answers": "."}, ". is a folder; name a file."),
        ({"--pack": "unknown"}, "There is no pack 'unknown'; name a shipped one (customer_success"),
        ({"--pack": "empty"}, "The folder empty holds no pack.yaml; name the folder of a pack"),
        ({"--json": "nowhere/out.json"}, "/nowhere does not exist; make it, or name another."),
        ({"--json": "empty"}, "empty is a folder; name the file to write."),
        ({"--json": "the answers.csv"}, "would be overwritten; name another file."),
        ({"--json": "same.csv"}, "would be overwritten; name another file."),
        ({"answers": "bad\x1b[2Jname.csv"}, "bad\\x1b[2Jname.csv cannot be read"),
    ],
)
def test_what_cannot_be_read_or_written_is_one_sentence(
    change: dict[str, str],
    said: str,
    answers: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("empty").mkdir()
    Path("same.csv").symlink_to(answers)
    given = {"answers": answers.name, "--pack": PACK, "--json": "out.json"} | change
    assert call("score", given["answers"], "--pack", given["--pack"], "--json", given["--json"]) == 2
    output = capsys.readouterr()
    assert said in output.err
    assert output.out == ""
    assert not Path("out.json").exists()
    assert answers.read_text(encoding="utf-8") == GOOD


def test_a_failed_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "out.json"
    place.write_bytes(b"old")

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(Refused, match=r"out\.json cannot be written \(no space left on device\)"):
        files.write_file(place, b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]
    assert place.read_bytes() == b"old"


def test_a_link_and_a_device_stay_what_they_are(tmp_path: Path) -> None:
    link = tmp_path / "link.json"
    link.symlink_to(tmp_path / "real.json")
    files.write_file(link, b"new")
    assert link.is_symlink()
    assert (tmp_path / "real.json").read_bytes() == b"new"
    files.write_file(Path(os.devnull), b"new")
    assert not Path(os.devnull).is_file()


def test_a_reader_who_leaves_early_causes_no_traceback(answers: Path) -> None:
    command = command_line("score", answers, "--pack", PACK)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""


def test_the_blueprint_is_a_word_document(
    answers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "blueprint.docx"
    assert call("blueprint", answers, "--pack", PACK, "--client", "Tarnfield & Söhne", "-o", out) == 0
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(out)).paragraphs)
    assert "Tarnfield & Söhne" in text
    assert str(out) in capsys.readouterr().out


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--client", "", "is not a name of 1 to 120 printable characters"),
        ("--client", "a\x00b", "is not a name of 1 to 120 printable characters"),
        ("--client", "x" * 121, "is not a name of 1 to 120 printable characters"),
        ("-o", "blueprint.pdf", "must end in .docx"),
        ("--page", "A3", "invalid choice"),
    ],
)
def test_an_impossible_document_is_refused(
    option: str, value: str, said: str, answers: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = {"--pack": PACK, "--client": "Tarnfield", "-o": str(tmp_path / "b.docx")} | {option: value}
    assert call("blueprint", answers, *(part for pair in given.items() for part in pair)) == 2
    assert said in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == [answers.name]


def test_the_demo_may_run_twice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = tmp_path / "kept here"
    for _ in range(2):
        assert call("demo", "--no-serve", "--data", data) == 0
        said = capsys.readouterr().out
        assert str(data / "demo" / "blueprint.docx") in said
        assert demo.client_name() in said
    docx.Document(str(data / "demo" / "blueprint.docx"))
    db = connect(data / "workshop.db")
    try:
        assert db["engagement"].count == 2
    finally:
        db.close()


@pytest.mark.parametrize(
    ("module", "heavy"),
    [("workshop", ["matplotlib", "docx"]), ("workshop.commands.score", ["matplotlib", "docx", "granian"])],
)
def test_only_documents_wait_for_charts_and_word(module: str, heavy: list[str]) -> None:
    tell = f"import sys, {module}; print(sorted(set({heavy}) & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", tell], cwd=ROOT, capture_output=True, text=True, check=True, timeout=120
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("given", "passed"),
    [([], list(ALL_TESTS)), (["-x", "--help"], ["-x", "--help"])],
)
def test_arguments_go_on_to_pytest(
    given: list[str], passed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def note(command: list[str], **_: object) -> SimpleNamespace:
        asked.append(command)
        return SimpleNamespace(returncode=5)

    monkeypatch.setattr(subprocess, "run", note)
    assert call("test", *given) == 5
    assert asked == [[sys.executable, "-m", "pytest", *passed]]


def test_bench_tells_each_ratio_with_its_bound(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    medians = bench_figures.medians
    monkeypatch.setattr(bench_figures, "PEOPLE", (20, 40))
    monkeypatch.setattr(bench_figures, "medians", lambda subjects, repeats: medians(subjects, 1))
    assert call("bench", "figures") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(",")[0] for line in lines[1:]] == [
        "scoring 40 respondents",
        "counting 40 respondents",
        "the blueprint",
    ]
    assert all(line.endswith(("hold", "holds")) for line in lines[1:])
