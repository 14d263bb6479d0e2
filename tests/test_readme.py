"""The README: its commands are those there are, and its chapter on packs is played through as written."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

import run
from questionnaires.loading import read_pack_folder
from tests.typed import ROOT, call

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMAND = "python3 run.py "


def chapter(title: str) -> str:
    """Return the text of a chapter, up to the next one."""
    return README.split(f"\n## {title}\n")[1].split("\n## ")[0]


def blocks(text: str) -> Iterator[tuple[str, str]]:
    """Yield the kind of each block, `command`, `yaml` or `output`, with what it holds."""
    for language, held in BLOCK.findall(text):
        yield language or ("command" if held.startswith(COMMAND) else "output"), held


def test_the_table_of_commands_is_complete() -> None:
    before_its_sections, *_ = chapter("Go on with your own answers").split("\n### ")
    table = re.findall(r"^\| `([a-z]+)` \| \S", before_its_sections, re.MULTILINE)
    assert table == list(run.COMMANDS)


def test_the_chapter_on_packs_works_as_it_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    kinds = []
    for kind, held in blocks(chapter("Write your own pack")):
        kinds.append(kind)
        if kind == "yaml":
            first, _, _ = held.partition("\n")
            Path(first.removeprefix("# ")).write_text(held, encoding="utf-8")
            # What follows shows how the pack stands now, whether or not a command is written between.
            call("pack", "check", "my_pack")
            written = capsys.readouterr().out
        elif kind == "command":
            for line in held.splitlines():
                assert call(*shlex.split(line.removeprefix(COMMAND))) == 0, line
                written = capsys.readouterr().out
        else:
            assert written == held
    assert kinds.count("yaml") == kinds.count("output") - 1 == 2
    assert kinds.count("command") >= 4
    made = {path.name for path in tmp_path.iterdir()}
    assert made == {"my_pack", "my_pack.xlsx", "my_pack_edited"}
    assert read_pack_folder(tmp_path / "my_pack_edited") == read_pack_folder(tmp_path / "my_pack")
