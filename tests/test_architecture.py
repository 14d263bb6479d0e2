"""The structure that everything is built into: who may import whom, how long things are, where SQL stands."""

import ast
import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("questionnaires", "reports", "workshop")
FILES = sorted([ROOT / "run.py", *(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))])
TESTS = sorted((ROOT / "tests").rglob("*.py"))

MAY_IMPORT = {
    "questionnaires": set(),
    "reports": {"questionnaires"},
    "workshop": {"questionnaires", "reports"},
    "run": {"workshop"},
}
FOREIGN_TO_VALUES = {"flask", "flask_wtf", "wtforms", "granian", "sqlite3", "sqlite_utils", "time", "socket"}
"""What the rooms of values know nothing of."""
HEAVY = {"matplotlib", "docx", "highspy", "reports"}
"""What may be imported late, in a function, with a comment that says why."""
SQL_FILES = {"store.py", "database.py", "migrations"}
SQL = re.compile(
    r"\b(SELECT\s.+\sFROM|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|CREATE\s+(UNIQUE\s+)?"
    r"(TABLE|INDEX)|BEGIN\s+IMMEDIATE|PRAGMA\s+\w+)\b",
    re.DOTALL,
)
VAGUE = {"util", "utils", "helper", "helpers", "manager", "managers", "misc", "common"}
TOP_LEVEL = {
    "questionnaires",
    "reports",
    "workshop",
    "tests",
    "run.py",
    "pyproject.toml",
    "README.md",
    "CHANGELOG.md",
    "LICENSE",
    "instance",
}
LONGEST_FILE, LONGEST_FUNCTION = 400, 40


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


Rule = Callable[[Path], Iterable[str]]
"""Yields what is wrong with a file."""


def assert_kept(rule: Rule, files: Sequence[Path] = FILES) -> None:
    """Fail with every fault in every file: a test for each file would take longer than to read it."""
    faults = [f"{name(path)}: {fault}" for path in files for fault in rule(path)]
    assert not faults, "\n".join(faults)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(tree(path)))


def room(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imported(node: ast.AST) -> list[str]:
    """Return the top-level packages that a statement imports."""
    if isinstance(node, ast.Import):
        return [each.name.split(".")[0] for each in node.names]
    if isinstance(node, ast.ImportFrom):
        return [node.module.split(".")[0]] if node.module and not node.level else []
    return []


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in nodes(path):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@cache
def packages(path: Path) -> set[str]:
    """Return the top-level packages that a file imports."""
    return {package for node in nodes(path) for package in imported(node)}


def test_imports_go_down_only() -> None:
    def faults(path: Path) -> Iterator[str]:
        above = {*MAY_IMPORT} - MAY_IMPORT[room(path)] - {room(path)} | {"tests"}
        yield from (f"imports {each}" for each in packages(path) & above)

    assert_kept(faults)


def test_rooms_of_values_know_no_web_database_or_clock() -> None:
    def faults(path: Path) -> Iterator[str]:
        if room(path) in ("questionnaires", "reports"):
            yield from (f"imports {each}" for each in packages(path) & FOREIGN_TO_VALUES)
            asked = {node.attr for node in nodes(path) if isinstance(node, ast.Attribute)}
            yield from (f"reads the clock with {each}" for each in asked & {"now", "utcnow", "today"})

    assert_kept(faults)


def test_late_imports_are_heavy_and_say_why() -> None:
    assert_kept(faults_of_late_imports)


def faults_of_late_imports(path: Path) -> Iterator[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    for node in (node for function in functions(path) for node in ast.walk(function)):
        found = imported(node)
        # run.py imports late what only making the environment needs: every start pays for all else.
        if not found or path.name == "run.py":
            continue
        if not set(found) <= HEAVY:
            yield f"line {node.lineno} imports {found} late"
        above = node.lineno - 2
        while lines[above].lstrip().startswith(("import ", "from ")):
            above -= 1
        if not ("#" in lines[node.lineno - 1] or lines[above].lstrip().startswith("#")):
            yield f"line {node.lineno} does not say why it imports late"


def test_files_and_functions_are_short() -> None:
    def faults(path: Path) -> Iterator[str]:
        length = len(path.read_text(encoding="utf-8").splitlines())
        if length > LONGEST_FILE:
            yield f"has {length} lines"
        for function in functions(path):
            length = (function.end_lineno or 0) - function.lineno + 1
            if length > LONGEST_FUNCTION:
                yield f"{function.name} has {length} lines"

    assert_kept(faults, FILES + TESTS)


def texts(path: Path) -> Iterator[str]:
    """Yield the text constants of a file, f-strings with their holes; docstrings are not constants."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(each.body[0].value)  # type: ignore[attr-defined]
        for each in nodes(path)
        if isinstance(each, documented) and ast.get_docstring(each, clean=False) is not None
    }
    for each in nodes(path):
        if isinstance(each, ast.Constant) and isinstance(each.value, str) and id(each) not in docstrings:
            yield each.value
        elif isinstance(each, ast.JoinedStr):
            yield ast.unparse(each)


def test_sql_stands_in_stores_only() -> None:
    def faults(path: Path) -> Iterator[str]:
        if not SQL_FILES & {path.name, path.parent.name}:
            yield from (f"holds SQL: {text}" for text in texts(path) if SQL.search(text))

    assert_kept(faults)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT id FROM wave",
        "\n  SELECT count(*)\n  FROM answer",
        "INSERT INTO wave (id) VALUES (:id)",
        "DELETE FROM wave",
        "UPDATE wave SET number = 2",
        "CREATE TABLE wave (id)",
        "BEGIN IMMEDIATE",
    ],
)
def test_sql_is_recognised(text: str) -> None:
    assert SQL.search(text)


def test_stores_know_no_web() -> None:
    def faults(path: Path) -> Iterator[str]:
        if path.name == "store.py":
            web = {"flask", "flask_wtf", "wtforms", "werkzeug"}
            yield from (f"imports {each}" for each in packages(path) & web)

    assert_kept(faults)


def test_files_are_named_for_what_they_know() -> None:
    def faults(path: Path) -> Iterator[str]:
        yield from {path.stem, *path.relative_to(ROOT).parent.parts} & VAGUE

    assert_kept(faults, FILES + TESTS)


def test_what_is_public_is_documented() -> None:
    def faults(path: Path) -> Iterator[str]:
        if not ast.get_docstring(tree(path)):
            yield "does not say what it is"
        documented = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
        for node in tree(path).body:
            if isinstance(node, documented) and not node.name.startswith("_") and not ast.get_docstring(node):
                yield f"{node.name} has no docstring"

    assert_kept(faults)


def test_the_top_level_holds_what_was_agreed() -> None:
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith((".", "__"))}
    assert not found - TOP_LEVEL


def test_what_is_imported_is_declared() -> None:
    """Guard against a package that is there only because another one needs it today."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.split(r"[^\w.-]", each)[0].lower().replace("_", "-") for each in project["dependencies"]}
    # Flask is declared, and stands for what it hands on.
    declared |= {"werkzeug", "jinja2", "markupsafe", "wtforms"}
    foreign = {package for path in FILES for package in packages(path)}
    foreign -= {*sys.stdlib_module_names, *MAY_IMPORT, "msvcrt"}
    owners = packages_distributions()
    for package in sorted(foreign):
        names = {each.lower().replace("_", "-") for each in owners[package]}
        assert names & declared, f"{package} ({names}) is imported and not declared"
