"""Backups: one file, made of a database in use and checked before it takes its place."""

import os
import re
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

import pytest
from sqlite_utils import Database

from tests.bounded import PATIENCE, next_line, program
from tests.typed import ROOT, call
from tests.workshop.databases import NOW, add, clients, column, damage, old_database
from workshop import create_app
from workshop.backups import NotDone, store
from workshop.backups.making import back_up
from workshop.config import DATABASE_NAME
from workshop.database import connect, write

WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
sys.path[0] = sys.argv[1]
from workshop.database import connect, write
from workshop.engagements.store import add_engagement
from workshop.history.store import PROGRAM, record
db = connect(Path(sys.argv[2]))
print("begun", flush=True)
while True:
    now = datetime.now(UTC)
    with write(db):
        made = add_engagement(db, client="C", function_assessed="F", consultancy="", pack="p", now=now)
        record(db, made, PROGRAM, "engagement", "created the engagement", now)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with one client."""
    app = create_app(tmp_path / "data")
    add(app.config["DATABASE"], "Alder")
    return tmp_path / "data"


@pytest.fixture
def database(folder: Path) -> Path:
    return folder / DATABASE_NAME


@contextmanager
def writing(database: Path) -> Iterator[subprocess.Popen[str]]:
    """Run a process that adds engagements, each with its entry in the history, until the block ends."""
    command = [sys.executable, "-c", WRITER, str(ROOT), str(database)]
    with program(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as writer:
        assert next_line(writer.stdout)
        yield writer
        assert writer.poll() is None, writer.stderr and writer.stderr.read()


def test_a_backup_is_one_file_that_is_ours_alone(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "a backup.db"
    assert call("backup", place, "--data", folder) == 0
    assert re.fullmatch(rf"{re.escape(str(place))}: 1 engagement, [\d.]+ [kM]B\n", capsys.readouterr().out)
    assert {each.name for each in tmp_path.iterdir()} == {"data", "a backup.db"}
    if os.name == "posix":
        assert stat.S_IMODE(place.stat().st_mode) == 0o600
    place.chmod(0o400)
    assert clients(place) == ["Alder"]
    assert column(place, "PRAGMA journal_mode") == ["delete"]
    assert {each.name for each in tmp_path.iterdir()} == {"data", "a backup.db"}


def test_backups_are_noted_in_the_database_and_in_themselves(folder: Path, tmp_path: Path) -> None:
    for name in ("one.db", "two.db"):
        assert call("backup", tmp_path / name, "--data", folder) == 0
    made = "SELECT file_name FROM backup_made ORDER BY id"
    assert column(folder / DATABASE_NAME, made) == column(tmp_path / "two.db", made) == ["one.db", "two.db"]


def test_a_file_that_is_there_is_replaced_only_when_told(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "backup.db"
    place.write_text("precious")
    assert call("backup", place, "--data", folder) == 2
    assert "is there already; name another file, or add --force" in capsys.readouterr().err
    assert place.read_text() == "precious"
    assert call("backup", place, "--data", folder, "--force") == 0
    assert clients(place) == ["Alder"]


@pytest.mark.parametrize(
    ("file", "data", "said"),
    [
        ("nowhere/backup.db", "data", "nowhere does not exist"),
        ("data", "data", "is a folder; name the file to write."),
        ("data/workshop.db", "data", "is what is read and would be overwritten"),
        ("backup.db", "nowhere", "There is no database in"),
        (os.devnull, "data", "is there already; name another file."),
    ],
)
def test_what_cannot_be_backed_up_is_said(
    file: str,
    data: str,
    said: str,
    folder: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert call("backup", file, "--data", data, "--force") == 2
    assert said in capsys.readouterr().err
    assert {each.name for each in tmp_path.iterdir()} == {"data"}
    assert clients(folder / DATABASE_NAME) == ["Alder"]


def test_writers_go_on_while_a_backup_is_made(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without one moment held from first to last, the smallest steps would never come to an end."""
    db = connect(database)
    with write(db):
        db.execute("CREATE TABLE ballast (bytes BLOB) STRICT")
        db.execute("INSERT INTO ballast VALUES (zeroblob(2000000))")
    db.close()
    monkeypatch.setattr(store, "_PAGES", 1)
    at_one_moment = store._at_one_moment

    def deeds(place: Path) -> int:
        return int(str(column(place, "SELECT count(*) FROM history")[0]))

    with writing(database) as writer:

        @contextmanager
        def held(db: Database) -> Iterator[None]:
            with at_one_moment(db):
                before, patience = deeds(database), monotonic() + PATIENCE
                while deeds(database) == before:
                    assert writer.poll() is None
                    assert monotonic() < patience, "nobody could write while the backup was read"
                yield

        monkeypatch.setattr(store, "_at_one_moment", held)
        for number in range(2):
            place = tmp_path / f"{number}.db"
            made = back_up(database, place, NOW)
            assert made.noted
            assert clients(place).count("C") == deeds(place)
            assert made.engagements == len(clients(place)) > deeds(place)


def test_a_damaged_database_is_not_backed_up(database: Path, tmp_path: Path) -> None:
    damage(database)
    place = tmp_path / "backup.db"
    place.write_text("the last good one")
    with pytest.raises(NotDone, match="damaged"):
        back_up(database, place, NOW)
    assert place.read_text() == "the last good one"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["backup.db", "data"]


def test_a_database_of_an_older_program_is_backed_up_as_it_is(tmp_path: Path) -> None:
    database = old_database(tmp_path / DATABASE_NAME)
    made = back_up(database, tmp_path / "backup.db", NOW)
    assert (made.engagements, made.noted) == (1, True)
    tables = "SELECT name FROM sqlite_master WHERE type = 'table'"
    assert column(tmp_path / "backup.db", tables) == column(database, tables)
    assert "backup_made" not in column(database, tables)
