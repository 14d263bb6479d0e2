"""After sealing, the files of the database hold no way from a person to their answers."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlite_utils import Database

from tests.workshop.conftest import NOW
from tests.workshop.launched import FIRST_MOMENT, FIRST_SHEET, Launched, launched
from workshop import erasure
from workshop.backups.making import back_up
from workshop.backups.restoring import restore
from workshop.database import connect, write
from workshop.history.store import PROGRAM
from workshop.sealing.sealing import seal, seal_within

AFTER = NOW + timedelta(days=30)


@pytest.fixture
def db(app: Flask) -> Iterator[Database]:
    with closing(connect(app.config["DATABASE"])) as db:
        yield db


def varint(number: int) -> bytes:
    """Return a number as SQLite writes one that rows are found by."""
    out = [number & 0x7F]
    while number := number >> 7:
        out.append(number & 0x7F | 0x80)
    return bytes(reversed(out))


def held(app: Flask) -> bytes:
    """Return every byte of the files of the database."""
    folder = app.config["DATA_FOLDER"]
    return b"".join(path.read_bytes() for path in sorted(folder.glob("workshop.db*")))


def traces(app: Flask, patterns: dict[str, list[bytes]]) -> dict[str, int]:
    everything = held(app)
    return {name: sum(each in everything for each in those) for name, those in patterns.items()}


def patterns(made: Launched) -> dict[str, list[bytes]]:
    return {
        # Numbers that count up share their first bytes, which nothing else begins with.
        "sheets": [FIRST_SHEET.to_bytes(6, "big")[:4]],
        "rows of sheets": [varint(FIRST_SHEET)[:4]],
        "labels": [each.encode() for each in made.labels],
        "seeds": [each.seed.encode() for each in made.links],
        "devices": [f"device-{place:06}".encode() for place in range(len(made.sheets))],
        "moments": [FIRST_MOMENT.to_bytes(6, "big")[:4]],
    }


def test_no_trace_is_left_on_the_disk(app: Flask, db: Database) -> None:
    """So many people that rows move between pages, where SQLite leaves copies that it does not overwrite."""
    made = launched(db, 140, seed=5)
    looked_for = patterns(made)
    before = traces(app, looked_for)
    assert all(count > len(looked_for[name]) // 2 for name, count in before.items()), before
    assert seal(db, made.wave, PROGRAM, AFTER)
    assert traces(app, looked_for) == dict.fromkeys(looked_for, 0)
    assert not app.config["DATABASE"].with_name("workshop.db-wal").stat().st_size


def test_neither_numbers_nor_places_tell_who_came_first(app: Flask, db: Database) -> None:
    made = launched(db, 80)
    seal(db, made.wave, PROGRAM, AFTER)
    rows = list(db.query("SELECT id, sheet_id, text FROM comment"))
    people = [int(row["text"].split()[-1]) for row in rows]
    everything = held(app)
    places = [everything.index(row["text"].encode()) for row in rows]
    sheets = [row["sheet_id"] for row in rows]
    comments = [row["id"] for row in rows]
    for order in (places, sheets, comments):
        assert abs(correlation(people, order)) < 0.5
    assert abs(correlation(sheets, comments)) < 0.5
    labels = {row["id"]: row["label"] for row in db.query("SELECT id, label FROM sheet")}
    assert abs(correlation(people, [int(labels[each], 16) for each in sheets])) < 0.5


def correlation(first: list[int], second: list[int]) -> float:
    """Return how much two orders are alike, from -1 to 1."""
    many = len(first)
    ranks = [{value: rank for rank, value in enumerate(sorted(each))} for each in (first, second)]
    apart = sum((ranks[0][a] - ranks[1][b]) ** 2 for a, b in zip(first, second, strict=True))
    return 1 - 6 * apart / (many * (many**2 - 1))


def test_a_reader_in_between_does_not_keep_the_traces_for_good(app: Flask, db: Database) -> None:
    """Whoever reads an older moment holds the log back; cleaning comes to its end once they have gone."""
    made = launched(db, 12)
    looked_for = patterns(made)
    with closing(connect(app.config["DATABASE"])) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM answer").fetchone()
        assert not seal(db, made.wave, PROGRAM, AFTER, tries=1)
        reader.execute("ROLLBACK")
    assert erasure.complete(db)
    assert traces(app, looked_for) == dict.fromkeys(looked_for, 0)


def test_a_backup_that_is_put_back_is_sealed_again(app: Flask, db: Database, tmp_path: Path) -> None:
    made = launched(db, 40, answering=30)
    looked_for = patterns(made)
    database = app.config["DATABASE"]
    back_up(database, tmp_path / "before.db", NOW + timedelta(days=2))
    seal(db, made.wave, PROGRAM, AFTER)
    db.close()
    app.extensions["connections"].close_here()
    done = restore(tmp_path / "before.db", database, NOW + timedelta(days=3))
    assert done.sealed == 1
    with closing(connect(database)) as again:
        assert again.execute("SELECT count(*) FROM wave_seal").fetchone()[0] == 1
        assert again.execute("SELECT count(*) FROM participant_answered").fetchone()[0] == 30
        assert again.execute("SELECT count(*) FROM sheet_holder").fetchone()[0] == 0
        deeds = [row["deed"] for row in again.query("SELECT deed FROM history")]
    assert "sealed wave 1 again, in a backup that was put back" in deeds
    # What was there before is sealed too, so nothing in the folder leads back.
    assert traces(app, looked_for) == dict.fromkeys(looked_for, 0)


def test_a_backup_whose_grace_has_passed_is_sealed_on_a_new_machine(
    app: Flask, db: Database, tmp_path: Path
) -> None:
    launched(db, 8)
    back_up(app.config["DATABASE"], tmp_path / "before.db", NOW)
    new = tmp_path / "new" / "workshop.db"
    new.parent.mkdir()
    assert restore(tmp_path / "before.db", new, NOW + timedelta(days=23)).sealed == 0
    assert restore(tmp_path / "before.db", new, NOW + timedelta(days=25)).sealed == 1
    assert restore(tmp_path / "before.db", new, NOW + timedelta(days=1)).sealed == 1
    back_up(new, tmp_path / "after.db", NOW)
    assert restore(tmp_path / "after.db", new, NOW + timedelta(days=30)).sealed == 0


def test_a_backup_made_before_the_files_were_written_anew_holds_no_trace(
    app: Flask, db: Database, tmp_path: Path
) -> None:
    made = launched(db, 140, seed=5)
    with write(db):
        seal_within(db, made.wave_id, PROGRAM, AFTER)
    back_up(app.config["DATABASE"], tmp_path / "after.db", AFTER)
    copied = (tmp_path / "after.db").read_bytes()
    assert not any(each in copied for those in patterns(made).values() for each in those)
    assert erasure.complete(db)
