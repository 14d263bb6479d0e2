"""Restoring: a backup comes in the place of a database whole or not at all, and only a sound one."""

import os
import re
import shutil
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask

from tests.typed import ROOT, call
from tests.workshop import people
from tests.workshop.databases import NOW, add, clients, column, damage, old_database
from workshop import create_app
from workshop.backups import NotDone, in_use, restoring, store
from workshop.backups.making import back_up
from workshop.backups.restoring import restore
from workshop.config import DATABASE_NAME
from workshop.database import connect, write
from workshop.mail.store import add_mail, mails
from workshop.migrations import changes, migrate


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with one client."""
    app = create_app(tmp_path / "data")
    add(app.config["DATABASE"], "Alder")
    return tmp_path / "data"


@pytest.fixture
def database(folder: Path) -> Path:
    return folder / DATABASE_NAME


def test_a_backup_comes_back_as_it_was(
    folder: Path, database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "backup.db"
    back_up(database, place, NOW)
    add(database, "Birch")
    app = create_app(folder, testing=True)
    browser = people.signed_in(app, people.INES)
    assert browser.get("/account").status_code != 404 or browser.get("/").status_code == 200
    app.extensions["connections"].close_here()

    assert call("restore", place, "--data", folder) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"Restored 1 engagement as of 22 Nov 2026, 09:30 UTC from {place}.")
    assert clients(database) == ["Alder"]
    kept = re.search(r"kept as (.+/workshop\.db\.replaced-\d{8}T\d{6}Z);", said)
    assert kept
    assert clients(Path(kept[1])) == ["Alder", "Birch"]
    names = {each.name for each in folder.iterdir()}
    assert names == {"in-use", "limits.db", "secret_key", DATABASE_NAME, Path(kept[1]).name} & names
    if os.name == "posix":
        assert {stat.S_IMODE(each.stat().st_mode) for each in folder.iterdir()} == {0o600}


def test_sign_ins_of_the_past_end_with_a_restore(app: Flask, tmp_path: Path) -> None:
    database = app.config["DATABASE"]
    browser = people.signed_in(app, people.INES)
    assert "Sign out" in browser.get("/").text
    back_up(database, tmp_path / "backup.db", NOW)
    app.extensions["connections"].close_here()
    restore(tmp_path / "backup.db", database, NOW)
    assert column(database, "SELECT count(*) FROM sign_in") == [0]
    assert "Sign out" not in browser.get("/").text
    deeds = column(database, "SELECT deed FROM history WHERE engagement_id IS NULL")
    assert "restored a backup made on 2026-11-22 at 09:30 UTC; every sign-in ended" in deeds


def test_mails_that_may_have_gone_out_since_are_held_back(
    database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    db = connect(database)
    wrote = {
        "engagement_id": 1, "person_id": None, "account_id": None, "kind": "reminder", "name": "Ida Roos",
        "address": "ida@alder.example", "subject": "S", "body": "B", "seed": "", "now": NOW,
    }  # fmt: skip
    with write(db):
        waits, tried, went, failed = (add_mail(db, **wrote) for _ in range(4))
        db.execute("INSERT INTO mail_delivery VALUES (:id, 'sent', '2026-11-22T09:00:00Z')", {"id": went})
        attempt = "INSERT INTO mail_attempt VALUES (:id, 2, 'it was busy', :next)"
        db.execute(attempt, {"id": tried, "next": "2026-11-22T10:00:00Z"})
        db.execute(attempt, {"id": failed, "next": None})
    db.close()
    back_up(database, tmp_path / "backup.db", NOW)
    assert call("restore", tmp_path / "backup.db", "--data", database.parent) == 0
    assert "Held back in the outbox: 2 mails" in capsys.readouterr().out
    db = connect(database)
    now = {each.id: (each.state, each.reason) for each in mails(db, 1)}
    db.close()
    assert now[went] == ("sent", "")
    assert now[failed] == ("failed", "it was busy")
    assert now[waits] == now[tried]
    assert now[waits][0] == "failed"
    assert "may have gone out" in now[waits][1]


def test_an_older_backup_is_brought_up_to_date(tmp_path: Path) -> None:
    backup = old_database(tmp_path / "old.db")
    (tmp_path / "data").mkdir()
    database = tmp_path / "data" / DATABASE_NAME
    done = restore(backup, database, NOW)
    assert (done.engagements, done.made_at, done.kept) == (1, None, None)
    db = connect(database)
    assert changes.pending(db) == []
    db.close()


def test_what_a_log_beside_the_file_holds_comes_too(database: Path, tmp_path: Path) -> None:
    """A database copied by hand while it is open has its latest pages in a second file."""
    held = connect(database)
    add(database, "Birch")
    for ending in ("", "-wal"):
        shutil.copyfile(f"{database}{ending}", tmp_path / f"copied.db{ending}")
    held.close()
    (tmp_path / "new").mkdir()
    restore(tmp_path / "copied.db", tmp_path / "new" / DATABASE_NAME, NOW)
    assert clients(tmp_path / "new" / DATABASE_NAME) == ["Alder", "Birch"]


def foreign(place: Path) -> None:
    db = sqlite3.connect(place)
    db.execute("CREATE TABLE engagement (id INTEGER)")
    db.close()


def newer(place: Path) -> None:
    migrate(place)
    db = connect(place)
    with write(db):
        db["_sqlite_migrations"].insert(  # type: ignore[union-attr]
            {"migration_set": "workshop", "name": "m999_of_tomorrow", "applied_at": "2027"}
        )
    store.fold(db)
    db.close()


def damaged(place: Path) -> None:
    migrate(place)
    damage(place)


def without_its_references(place: Path) -> None:
    migrate(place)
    db = sqlite3.connect(place)
    db.execute("INSERT INTO membership (engagement_id, account_id) VALUES (7, 7)")
    db.commit()
    db.close()


def cut_short(place: Path) -> None:
    migrate(place)
    place.write_bytes(place.read_bytes()[: place.stat().st_size // 2])


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda place: place.write_text("not a database" * 1000), "is no backup of Roadcrew"),
        (lambda place: place.touch(), "is no backup of Roadcrew"),
        (foreign, "is no backup of Roadcrew"),
        (newer, "was made by a newer Roadcrew (this one does not know m999_of_tomorrow)"),
        (damaged, "is damaged"),
        (cut_short, "is damaged"),
        (without_its_references, "rows refer to something gone, the first in membership"),
        (lambda place: None, "is no file; name a backup."),
        (lambda place: place.mkdir(), "is no file; name a backup."),
    ],
)
def test_what_is_no_sound_backup_changes_nothing(
    make, said: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "backup.db"
    make(place)
    before = {each.name for each in folder.iterdir()}
    assert call("restore", place, "--data", folder) == 2
    assert said in capsys.readouterr().err
    assert {each.name for each in folder.iterdir()} - before <= {"in-use"}
    assert clients(folder / DATABASE_NAME) == ["Alder"]


def test_the_database_is_no_backup_of_itself(database: Path) -> None:
    with pytest.raises(NotDone, match="is the database itself"):
        restore(database, database, NOW)


def test_a_database_in_use_is_not_replaced(
    folder: Path, database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "backup.db"
    back_up(database, place, NOW)
    with in_use.shared(folder), in_use.shared(folder):
        assert call("restore", place, "--data", folder) == 2
        assert f"Roadcrew uses {folder} now; end it there first" in capsys.readouterr().err
    # A server of another kind holds no lock of ours, but it has the database open.
    other = connect(database)
    other.execute("SELECT count(*) FROM engagement").fetchone()
    assert call("restore", place, "--data", folder) == 2
    assert "Some program has" in capsys.readouterr().err
    other.close()
    assert call("restore", place, "--data", folder) == 0


def test_nobody_uses_a_folder_that_someone_has_alone(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with in_use.alone(folder):
        with pytest.raises(in_use.InUse), in_use.alone(folder):
            pass
        assert call("backup", tmp_path / "backup.db", "--data", folder) == 2
        assert call("serve", "--data", folder) == 2
    refused = capsys.readouterr().err
    assert refused.count("A backup is being restored in") == 2


def broken(database: Path) -> Path:
    """Leave nothing of a database and its log but what might be saved by hand, and return the log."""
    log = database.with_name(f"{DATABASE_NAME}-wal")
    database.write_bytes(b"nothing of the old one is left" * 1000)
    log.write_bytes(b"nor of its log")
    return log


def test_a_database_that_cannot_be_opened_is_not_held_open(database: Path) -> None:
    log = broken(database)
    with pytest.raises(sqlite3.DatabaseError) as told:
        connect(database)
    # SQLite deletes a log that says nothing to it when the last one closes its database.
    assert not log.exists(), f"closed at any time later, whoever holds {told}"


def test_a_database_beyond_repair_is_replaced_and_kept(database: Path, tmp_path: Path) -> None:
    place = tmp_path / "backup.db"
    back_up(database, place, NOW)
    broken(database)
    done = restore(place, database, NOW)
    assert clients(database) == ["Alder"]
    assert done.kept is not None
    assert done.kept.read_bytes().startswith(b"nothing of the old one")
    assert done.kept.with_name(f"{done.kept.name}-wal").read_bytes() == b"nor of its log"


def test_a_database_beyond_repair_keeps_its_log_where_nothing_is_restored(
    database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unwilling(_: Path) -> None:
        raise sqlite3.OperationalError("no room on the disk")

    place = tmp_path / "backup.db"
    back_up(database, place, NOW)
    log = broken(database)
    monkeypatch.setattr(restoring, "migrate", unwilling)
    with pytest.raises(NotDone, match="no room on the disk"):
        restore(place, database, NOW)
    assert log.read_bytes() == b"nor of its log"
    assert {each.name for each in database.parent.glob("workshop.db*")} == {database.name, log.name}


def test_two_restores_in_a_second_keep_both_of_what_they_replace(database: Path, tmp_path: Path) -> None:
    back_up(database, tmp_path / "backup.db", NOW)
    kept = {restore(tmp_path / "backup.db", database, NOW).kept for _ in range(3)}
    assert len(kept) == 3
    assert all(each is not None and clients(each) == ["Alder"] for each in kept)


def test_without_the_key_a_sentence_tells_what_is_missing(
    folder: Path, database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    back_up(database, tmp_path / "backup.db", NOW)
    assert call("restore", tmp_path / "backup.db", "--data", tmp_path / "new machine") == 0
    assert "copy secret_key from the former data folder into" in capsys.readouterr().out
    assert call("restore", tmp_path / "backup.db", "--data", folder) == 0
    assert "secret_key" not in capsys.readouterr().out


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and signals")
def test_a_restore_that_is_killed_leaves_the_old_or_the_new(database: Path, tmp_path: Path) -> None:
    backup, room = tmp_path / "backup.db", tmp_path / "room"
    back_up(database, backup, NOW)
    add(database, "Birch")
    db = connect(database)
    store.fold(db)
    db.close()
    room.mkdir()
    command = [sys.executable, "-m", "tests.workshop.killed_restore", backup, database, room]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    *killed, last = done.stdout.splitlines()
    assert last == "done Alder then Alder"
    assert set(killed) == {"killed Alder Birch then Alder", "killed Alder then Alder"}
    assert killed == sorted(killed, reverse=True, key=len)
    assert len(killed) > 12
