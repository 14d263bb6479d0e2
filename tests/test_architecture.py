"""The structure that everything is built into: who may import whom, how long things are, where SQL stands."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
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


each_file = pytest.mark.parametrize("path", FILES, ids=name)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


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
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@each_file
def test_imports_go_down_only(path: Path) -> None:
    above = {*MAY_IMPORT} - MAY_IMPORT[room(path)] - {room(path)} | {"tests"}
    found = {package for node in ast.walk(tree(path)) for package in imported(node)}
    assert not found & above, f"{name(path)} imports {sorted(found & above)}"


@each_file
def test_rooms_of_values_know_no_web_database_or_clock(path: Path) -> None:
    if room(path) in ("questionnaires", "reports"):
        found = {package for node in ast.walk(tree(path)) for package in imported(node)}
        assert not found & FOREIGN_TO_VALUES
        asked = {node.attr for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute)}
        assert not asked & {"now", "utcnow", "today"}, f"{name(path)} reads the clock"


@each_file
def test_late_imports_are_heavy_and_say_why(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    for function in functions(path):
        for node in ast.walk(function):
            packages = imported(node)
            # run.py imports late what only making the environment needs: every start pays for all else.
            if not packages or path.name == "run.py":
                continue
            place = f"{name(path)}:{node.lineno}"
            assert set(packages) <= HEAVY, f"{place} imports {packages} late"
            above = node.lineno - 2
            while lines[above].lstrip().startswith(("import ", "from ")):
                above -= 1
            said = "#" in lines[node.lineno - 1] or lines[above].lstrip().startswith("#")
            assert said, f"{place} does not say why it imports late"


@pytest.mark.parametrize("path", FILES + TESTS, ids=name)
def test_files_and_functions_are_short(path: Path) -> None:
    length = len(path.read_text(encoding="utf-8").splitlines())
    assert length <= LONGEST_FILE, f"{name(path)} has {length} lines"
    for function in functions(path):
        length = (function.end_lineno or 0) - function.lineno + 1
        assert length <= LONGEST_FUNCTION, f"{name(path)}: {function.name} has {length} lines"


def texts(node: ast.AST) -> Iterator[str]:
    """Yield the text constants of a file, f-strings with their holes; docstrings are not constants."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    for each in ast.walk(node):
        if isinstance(each, documented) and ast.get_docstring(each, clean=False) is not None:
            each.body[0].value = ast.Constant(None)  # type: ignore[attr-defined]
    for each in ast.walk(node):
        if isinstance(each, ast.Constant) and isinstance(each.value, str):
            yield each.value
        elif isinstance(each, ast.JoinedStr):
            yield ast.unparse(each)


@each_file
def test_sql_stands_in_stores_only(path: Path) -> None:
    if not SQL_FILES & {path.name, path.parent.name}:
        found = [text for text in texts(ast.parse(path.read_text(encoding="utf-8"))) if SQL.search(text)]
        assert not found, f"{name(path)} holds SQL: {found}"


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


@each_file
def test_stores_know_no_web(path: Path) -> None:
    if path.name == "store.py":
        found = {package for node in ast.walk(tree(path)) for package in imported(node)}
        assert not found & {"flask", "flask_wtf", "wtforms", "werkzeug"}


@pytest.mark.parametrize("path", FILES + TESTS, ids=name)
def test_files_are_named_for_what_they_know(path: Path) -> None:
    assert not {path.stem, *path.relative_to(ROOT).parent.parts} & VAGUE


@each_file
def test_what_is_public_is_documented(path: Path) -> None:
    assert ast.get_docstring(tree(path)), f"{name(path)} does not say what it is"
    documented = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    for node in tree(path).body:
        if isinstance(node, documented) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{name(path)}: {node.name} has no docstring"


def test_the_top_level_holds_what_was_agreed() -> None:
    found = {path.name for path in ROOT.iterdir() if not path.name.startswith((".", "__"))}
    assert not found - TOP_LEVEL


def test_what_is_imported_is_declared() -> None:
    """Guard against a package that is there only because another one needs it today."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.split(r"[^\w.-]", each)[0].lower().replace("_", "-") for each in project["dependencies"]}
    # Flask is declared, and stands for what it hands on.
    declared |= {"werkzeug", "jinja2", "markupsafe", "wtforms"}
    foreign = {package for path in FILES for node in ast.walk(tree(path)) for package in imported(node)}
    foreign -= {*sys.stdlib_module_names, *MAY_IMPORT, "msvcrt"}
    owners = packages_distributions()
    for package in sorted(foreign):
        names = {each.lower().replace("_", "-") for each in owners[package]}
        assert names & declared, f"{package} ({names}) is imported and not declared"
