"""Files that were damaged, packed by others, or made to do harm: refused in words, and nothing is stored."""

import struct
import zipfile
from collections.abc import Iterator
from io import BytesIO

import pytest
from flask import Flask
from sqlite_utils import Database

from tests.workshop import whole
from tests.workshop.conftest import NOW
from tests.workshop.parcels import (
    MANIFEST,
    parts_of,
    sealed,
    with_manifest,
    with_part,
    zipped,
)
from tests.workshop.whole import refused
from workshop.database import connect
from workshop.history.store import PROGRAM
from workshop.transfer import parcel
from workshop.transfer.arriving import bring_in
from workshop.transfer.faults import MOST, FileFaults


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    app = whole.copied(tmp_path_factory.mktemp("archives") / "data")
    yield app
    app.extensions["connections"].close_here()


@pytest.fixture(scope="module")
def db(app: Flask) -> Iterator[Database]:
    db = connect(app.config["DATABASE"])
    yield db
    db.close()


@pytest.fixture(scope="module")
def file(db: Database) -> bytes:
    return whole.exported(db)


def test_what_is_no_such_file_is_said_to_be_none(db: Database, file: bytes) -> None:
    spreadsheet = zipped({"xl/workbook.xml": b"<workbook/>"})
    no_manifest = zipped({name: data for name, data in parts_of(file).items() if name != MANIFEST})
    for data in (b"", b"PK", b"hello", b"\0" * 100, spreadsheet, no_manifest, b"%PDF-1.7 ..."):
        assert "This is not the file of an engagement." in refused(db, data)


@pytest.mark.parametrize("cut", [1, 30, 3000])
def test_a_file_cut_short_is_damaged(db: Database, file: bytes, cut: int) -> None:
    assert "damaged" in refused(db, file[:-cut])


def test_a_flipped_byte_is_found(db: Database, file: bytes) -> None:
    for place in range(60, len(file), len(file) // 40):
        flipped = bytearray(file)
        flipped[place] ^= 0x55
        before = whole.everything(db)
        try:
            bring_in(db, bytes(flipped), PROGRAM, NOW)
        except FileFaults:
            assert whole.everything(db) == before


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "C:\\x", "account.jsonl", "mail.jsonl", "a/"]
)
def test_a_strange_member_is_refused(db: Database, file: bytes, name: str) -> None:
    assert "which no export writes" in refused(db, sealed({**parts_of(file), name: b"x"}))
    assert "which no export writes" in refused(db, zipped({**parts_of(file), name: b"x"}))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_member_that_is_there_twice_is_refused(db: Database, file: bytes) -> None:
    out = BytesIO(file)
    with zipfile.ZipFile(out, "a") as box:
        box.writestr("person.jsonl", b"")
    assert "not the file" in refused(db, out.getvalue())


def test_thousands_of_members_are_refused(db: Database, file: bytes) -> None:
    assert "not the file" in refused(db, zipped({**parts_of(file), **{f"{n}": b"" for n in range(5000)}}))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_to_pack_are_refused(db: Database, file: bytes, method: int) -> None:
    assert "packed again by another program" in refused(db, zipped(parts_of(file), method))


def test_a_stored_file_is_as_good(db: Database, file: bytes) -> None:
    assert bring_in(db, zipped(parts_of(file), zipfile.ZIP_STORED), PROGRAM, NOW)


def test_a_locked_file_is_refused(db: Database, file: bytes) -> None:
    locked = bytearray(file)
    place = locked.find(b"PK\x01\x02")
    while place >= 0:
        locked[place + 8] |= 1
        place = locked.find(b"PK\x01\x02", place + 4)
    assert "locked with a password" in refused(db, bytes(locked))


def test_a_bomb_is_refused_before_it_is_unpacked(
    db: Database, file: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    bomb = sealed({**parts_of(file), "comment.jsonl": b"\n" * 5_000_000})
    monkeypatch.setattr(parcel, "MAX_UNZIPPED", 2_000_000)
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_: pytest.fail("it was unpacked"))
    assert "larger than" in refused(db, bomb)


def test_a_bomb_that_lies_about_its_size_is_refused(db: Database, file: bytes) -> None:
    bomb = bytearray(sealed({**parts_of(file), "comment.jsonl": b"\n" * 5_000_000}))
    place = bomb.find(b"PK\x01\x02")
    while place >= 0:
        if b"comment.jsonl" in bomb[place : place + 70]:
            struct.pack_into("<L", bomb, place + 24, 10)
        place = bomb.find(b"PK\x01\x02", place + 4)
    assert "damaged" in refused(db, bytes(bomb))


def test_millions_of_empty_rows_end_at_the_first_few(db: Database, file: bytes) -> None:
    assert refused(db, with_part(file, "comment.jsonl", lambda _: b"\n" * 3_000_000)).count("no list") == MOST


def test_a_file_that_is_too_large_is_refused(
    db: Database, monkeypatch: pytest.MonkeyPatch, file: bytes
) -> None:
    monkeypatch.setattr(parcel, "MAX_ZIPPED", 1000)
    assert "larger than" in refused(db, file)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"format": 2, "parts": "elsewhere"}, "later version"),
        ({"format": 0}, "not the file"),
        ({"format": "1"}, "not the file"),
        ({"format": None}, "not the file"),
        ({"changes": ["m001_engagements_and_waves", "m999_of_the_future"]}, "later version"),
        ({"changes": 4}, "not the file"),
        ({"parts": {}}, "missing from the file, or from its manifest"),
        ({"parts": {"person.jsonl": {"rows": 1}}}, "not the file"),
        ({"parts": []}, "not the file"),
    ],
)
def test_a_manifest_is_held_to_its_word(
    db: Database, file: bytes, changed: dict[str, object], said: str
) -> None:
    assert said in refused(db, with_manifest(file, **changed))


@pytest.mark.parametrize("manifest", [b"", b"[]", b"{", b"\xff", b"[" * 100_000, b'{"a":' * 100_000, b"null"])
def test_a_manifest_may_be_anything(db: Database, file: bytes, manifest: bytes) -> None:
    assert "not the file" in refused(db, zipped({**parts_of(file), MANIFEST: manifest}))


def test_a_part_that_was_changed_is_named(db: Database, file: bytes) -> None:
    parts = parts_of(file)
    parts["person.jsonl"] = parts["person.jsonl"].replace(b"Ola", b"Ada")
    assert "person.jsonl  is not as it was" in refused(db, zipped(parts))


def test_a_table_that_is_missing_is_named(db: Database, file: bytes) -> None:
    parts = parts_of(file)
    del parts["history.jsonl"]
    assert "history.jsonl  is missing" in refused(db, sealed(parts))


def test_a_file_of_before_a_table_was_made_comes_in(db: Database, file: bytes) -> None:
    parts = parts_of(file)
    del parts["mail_template.jsonl"]
    older = with_manifest(sealed(parts), changes=["m001_engagements_and_waves"])
    assert bring_in(db, older, PROGRAM, NOW)
