"""run.py: the environment is made once, made again when it must be, and every obstacle is one sentence."""

import ast
import os
import subprocess
import sys
import threading
import tomllib
from collections.abc import Callable, Sequence
from importlib import util
from pathlib import Path

import pytest

import run
from workshop import commands

ROOT = Path(__file__).resolve().parent.parent
SOURCE = (ROOT / "run.py").read_text(encoding="utf-8")
DECLARATION = """
[project]
dependencies = ["Alpha>=1,<2", "Beta"]
[project.optional-dependencies]
test = ["Gamma"]
"""


class Programs:
    """Stands in for pip and venv: notes what was asked, and answers as told."""

    def __init__(self) -> None:
        self.asked: list[list[str]] = []
        self.answer: Callable[[Sequence[str]], tuple[bool, str]] = lambda command: (False, "")

    def __call__(self, command: list[str]) -> tuple[bool, str]:
        self.asked.append(command)
        if command[1:3] == ["-m", "venv"]:
            interpreter = Path(run.Environment(str(Path(command[-1]).parent)).interpreter)
            interpreter.parent.mkdir(parents=True, exist_ok=True)
            interpreter.touch()
        return self.answer(command)

    def kinds(self) -> list[str]:
        return [command[2] for command in self.asked]


@pytest.fixture
def programs(monkeypatch: pytest.MonkeyPatch) -> Programs:
    stand_in = Programs()
    monkeypatch.setattr(run, "_run", stand_in)
    return stand_in


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "a place"
    folder.mkdir()
    (folder / "pyproject.toml").write_text(DECLARATION, encoding="utf-8")
    return folder


@pytest.fixture
def environment(place: Path) -> run.Environment:
    return run.Environment(str(place))


def test_an_old_python_can_parse_it() -> None:
    ast.parse(SOURCE, feature_version=(3, 6))


def test_an_old_python_gets_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 6, 15))
    with pytest.raises(SystemExit) as ended:
        exec(compile(SOURCE, "run.py", "exec"), {"__name__": "__main__"})
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("Roadcrew needs Python 3.11 or newer, and this is Python 3.6;")


def test_the_oldest_python_is_the_declared_one() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["requires-python"] == f">={'.'.join(map(str, run.OLDEST))}"


@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["help"], []])
def test_help_names_every_command_and_makes_nothing(arguments: list[str], tmp_path: Path) -> None:
    (tmp_path / "run.py").write_text(SOURCE, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "run.py", *arguments],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert all(f"  {command} " in done.stdout for command in run.COMMANDS)
    assert [path.name for path in tmp_path.iterdir()] == ["run.py"]


def test_an_unknown_command_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    (tmp_path / "run.py").write_text(SOURCE, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "run.py", "scroe"], cwd=tmp_path, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 2
    assert done.stderr.startswith("There is no command 'scroe'; choose one of: demo, serve, ")
    assert len(done.stderr.splitlines()) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["run.py"]


def test_both_sides_know_the_same_commands() -> None:
    assert tuple(run.COMMANDS) == commands.COMMANDS


def test_the_first_run_builds_and_installs(environment: run.Environment, programs: Programs) -> None:
    environment.make_ready(run.PLAIN)
    assert programs.kinds() == ["venv", "pip"]
    assert programs.asked[0][-2:] == ["--clear", environment.folder]
    assert programs.asked[1][-2:] == ["Alpha>=1,<2", "Beta"]
    assert environment.serves(run.PLAIN)
    assert not environment.serves(run.TEST)


def test_a_second_run_does_nothing(environment: run.Environment, programs: Programs) -> None:
    environment.make_ready(run.PLAIN)
    programs.asked.clear()
    environment.make_ready(run.PLAIN)
    assert programs.asked == []


def test_an_environment_with_the_test_extra_serves_both(
    environment: run.Environment, programs: Programs
) -> None:
    environment.make_ready(run.TEST)
    assert programs.asked[1][-3:] == ["Alpha>=1,<2", "Beta", "Gamma"]
    assert environment.serves(run.PLAIN)
    assert environment.serves(run.TEST)


def test_the_test_extra_is_added_without_building_again(
    environment: run.Environment, programs: Programs
) -> None:
    environment.make_ready(run.PLAIN)
    programs.asked.clear()
    environment.make_ready(run.TEST)
    assert programs.kinds() == ["pip"]


def test_a_changed_declaration_is_installed_and_the_test_extra_kept(
    environment: run.Environment, programs: Programs, place: Path
) -> None:
    environment.make_ready(run.TEST)
    programs.asked.clear()
    (place / "pyproject.toml").write_text(DECLARATION.replace("Beta", "Delta"), encoding="utf-8")
    environment.make_ready(run.PLAIN)
    assert programs.kinds() == ["pip"]
    assert programs.asked[0][-3:] == ["Alpha>=1,<2", "Delta", "Gamma"]


@pytest.mark.parametrize("change", ["python", "interpreter", "stamp", "half a stamp", "place"])
def test_what_cannot_be_mended_is_built_again(
    change: str, environment: run.Environment, programs: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment.make_ready(run.PLAIN)
    programs.asked.clear()
    match change:
        case "python":
            monkeypatch.setattr(sys, "version_info", (3, 99, 0))
        case "interpreter":
            os.remove(environment.interpreter)
        case "stamp":
            os.remove(environment.stamp)
        case "half a stamp":
            Path(environment.stamp).write_text("abc", encoding="ascii")
        case "place":
            moved = environment.root + " moved"
            os.rename(environment.root, moved)
            environment = run.Environment(moved)
    environment.make_ready(run.PLAIN)
    assert programs.kinds() == ["venv", "pip"]


@pytest.mark.parametrize(
    ("output", "said"),
    [
        ("WARNING: Retrying ... NewConnectionError('...')\nERROR: No matching", "index cannot be reached"),
        ("ERROR: No space left on device.\n\n", "could not be installed (No space left on device); put"),
        ("", "could not be installed (no reason given); put"),
    ],
)
def test_a_failed_installation_is_one_sentence_and_starts_over(
    output: str, said: str, environment: run.Environment, programs: Programs
) -> None:
    programs.answer = lambda command: ("pip" in command, output)
    with pytest.raises(run.Refusal) as refused:
        environment.make_ready(run.PLAIN)
    assert said in str(refused.value)
    assert len(str(refused.value).splitlines()) == 1
    assert not environment.serves(run.PLAIN)
    programs.asked.clear()
    programs.answer = lambda command: (False, "")
    environment.make_ready(run.PLAIN)
    assert programs.kinds() == ["venv", "pip"]


@pytest.mark.parametrize("missing", ["venv", "ensurepip"])
def test_a_python_without_venv_is_told_what_to_install(
    missing: str, environment: run.Environment, programs: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(util, "find_spec", lambda name: None if name == missing else object())
    with pytest.raises(
        run.Refusal, match=r"lacks its venv module; install it .*apt install python3\.\d+-venv"
    ):
        environment.make_ready(run.PLAIN)
    assert programs.asked == []


@pytest.mark.parametrize("problem", [PermissionError(13, "Permission denied"), OSError(30, "Read-only")])
def test_a_folder_that_cannot_be_written_is_named(
    problem: OSError, environment: run.Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(turn: run.Turn) -> None:
        raise problem

    monkeypatch.setattr(run.Turn, "__enter__", refuse)
    with pytest.raises(run.Refusal) as refused:
        environment.make_ready(run.PLAIN)
    assert environment.folder in str(refused.value)
    assert problem.strerror in str(refused.value)


@pytest.mark.parametrize("text", ["[", "", "[project]\ndependencies = []"])
def test_a_broken_declaration_is_refused(
    text: str, environment: run.Environment, programs: Programs, place: Path
) -> None:
    (place / "pyproject.toml").write_text(text, encoding="utf-8")
    with pytest.raises(run.Refusal, match=r"pyproject\.toml does not say what to install"):
        environment.make_ready(run.TEST)


def test_a_missing_declaration_is_refused(environment: run.Environment, place: Path) -> None:
    (place / "pyproject.toml").unlink()
    with pytest.raises(run.Refusal, match="needs the whole project around it"):
        environment.make_ready(run.PLAIN)


def test_two_first_runs_at_once_make_it_once(
    environment: run.Environment, programs: Programs, monkeypatch: pytest.MonkeyPatch
) -> None:
    started, waits, finish = threading.Event(), threading.Event(), threading.Event()
    monkeypatch.setattr(run, "say", lambda sentence: "waiting for it" in sentence and waits.set())

    def slow(command: Sequence[str]) -> tuple[bool, str]:
        started.set()
        assert finish.wait(20)
        return False, ""

    programs.answer = slow
    first, second = (
        threading.Thread(target=environment.make_ready, args=(run.PLAIN,), daemon=True) for _ in range(2)
    )
    first.start()
    assert started.wait(20)
    second.start()
    assert waits.wait(20)
    finish.set()
    first.join(20)
    second.join(20)
    assert programs.kinds() == ["venv", "pip"]


def test_it_starts_again_inside_the_environment(place: Path) -> None:
    """Run the real thing in a folder with a space, over an environment that needs no installing."""
    (place / "run.py").write_text(SOURCE, encoding="utf-8")
    inside = place / "workshop" / "commands"
    inside.mkdir(parents=True)
    (inside.parent / "__init__.py").touch()
    tell = (
        "import sys\n\ndef main(given):\n    print(sys.prefix, sys.path[0], given, sep='|')\n    return 7\n"
    )
    (inside / "__init__.py").write_text(tell, encoding="utf-8")
    environment = run.Environment(str(place))
    base = getattr(sys, "_base_executable", sys.executable)
    subprocess.run([base, "-m", "venv", "--without-pip", environment.folder], check=True, timeout=120)
    Path(environment.stamp).write_text(" ".join(environment.wanted(run.PLAIN)), encoding="ascii")
    done = subprocess.run(
        [base, place / "run.py", "score", "two words", "--pack"],
        cwd=place.parent,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.stderr == ""
    assert done.stdout.strip().split("|") == [
        environment.folder,
        str(place),
        str(["score", "two words", "--pack"]),
    ]
    assert done.returncode == 7


@pytest.mark.skipif(os.name != "posix", reason="links are those of POSIX")
def test_an_environment_that_is_a_link_is_left_alone(tmp_path: Path) -> None:
    others = tmp_path / "others"
    others.mkdir()
    (others / "kept").touch()
    (tmp_path / ".venv").symlink_to(others)
    with pytest.raises(run.Refusal, match=r"\.venv is a link; remove it"):
        run.Environment(str(tmp_path))._build()
    assert (others / "kept").exists()
