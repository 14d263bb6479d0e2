"""The files that are kept of documents: told by what is in them, named safely, handed out and never shown."""

import io
from contextlib import suppress
from dataclasses import dataclass
from html import unescape

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from tests.workshop import papers_kept, people
from tests.workshop.papers_kept import KEPT, PDF, REFUSED
from tests.workshop.prioritised import Strategy, begun
from workshop import erasure
from workshop.documents import editing, files, packages, store
from workshop.documents.files import MEDIA_TYPES, NoFile, kept, kind_of, safe_name

FIELDS = {"title": "Marketing plan", "kind": "Plan", "shows": "Four goals with figures."}


@dataclass
class Room:
    """The documents of an engagement, with Ines in front of them."""

    strategy: Strategy

    def send(self, name: str, data: bytes, at: str = "documents/new", **fields: str) -> TestResponse:
        file = FileStorage(io.BytesIO(data), name)
        sent = {"csrf_token": self.strategy.token, **FIELDS, **fields, "file": file}
        boundary, body = encode_multipart(sent)
        kind = f'multipart/form-data; boundary="{boundary}"'
        return self.strategy.client.post(self.strategy.at(at), data=body, content_type=kind)

    def documents(self) -> list[store.Document]:
        return store.documents(self.strategy.db, self.strategy.engagement_id)

    def file(self, document_id: int = 1) -> TestResponse:
        return self.strategy.client.get(self.strategy.at(f"documents/{document_id}/file"))


@pytest.fixture
def room(app: Flask) -> Room:
    return Room(begun(app))


@pytest.mark.parametrize("name", KEPT)
def test_what_is_taken_is_told_by_its_content(name: str) -> None:
    data, kind = KEPT[name]
    found = kept(name, data)
    assert (found.kind, found.data) == (kind, data)
    assert found.name == name.replace(".JPG", ".jpg")


@pytest.mark.parametrize("name", REFUSED)
def test_anything_else_is_refused_with_a_remedy(name: str) -> None:
    with pytest.raises(NoFile) as raised:
        kept(name, REFUSED[name])
    remedies = ("Choose a PDF, DOCX", "Save it again", "save it as DOCX", "Make it smaller")
    assert any(each in str(raised.value) for each in remedies)


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = papers_kept.package("docx", bomb_xml=b"\0" * 2_000_000)
    monkeypatch.setattr(packages, "MAX_UNPACKED", 1_000_000)
    monkeypatch.setattr("zipfile.ZipFile.open", lambda *_: pytest.fail("it was unpacked"))
    with pytest.raises(NoFile, match="unpacks to more than"):
        kept("bomb.docx", bomb)


def test_a_document_that_declares_entities_is_refused() -> None:
    billion = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><Types>&a;</Types>'
    out = io.BytesIO()
    with packages.zipfile.ZipFile(out, "w") as box:
        box.writestr("[Content_Types].xml", billion)
    with pytest.raises(NoFile):
        kept("x.docx", out.getvalue())


@given(st.binary(max_size=400), st.sampled_from([*files._LOOKS, b""]), st.text(max_size=20))
def test_any_bytes_are_taken_or_refused_in_words(data: bytes, start: bytes, name: str) -> None:
    with suppress(NoFile):
        assert kind_of(start + data, name) in MEDIA_TYPES


@given(st.text(max_size=300), st.sampled_from(sorted(MEDIA_TYPES)))
def test_names_are_safe_and_stay_as_they_are(name: str, kind: str) -> None:
    safe = safe_name(name, kind)
    assert safe == safe_name(safe, kind)
    assert 5 <= len(safe) <= 120
    assert safe.isprintable()
    assert not set(safe) & set('/\\:*?"<>|;%')
    assert not safe.startswith((".", "-", " "))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Temp\\Plan 2026.PDF", "Plan 2026.pdf"),
        ("invoice\u202efdp.exe", "invoice fdp.exe.pdf"),
        ('a"; filename="b.exe', "a-- filename=-b.exe.pdf"),
        ("con.pdf", "document-con.pdf"),
        (".pdf", "document.pdf"),
        ("计划.pdf", "计划.pdf"),
        ("x" * 400 + ".pdf", "x" * 100 + ".pdf"),
    ],
)
def test_hostile_names_become_plain_ones(name: str, said: str) -> None:
    assert safe_name(name, "pdf") == said


def test_a_file_is_handed_out_and_never_shown(room: Room) -> None:
    assert room.send('…/Plan <b>"2026".pdf', PDF).status_code == 303
    answer = room.file()
    assert answer.data == PDF
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["Cache-Control"] == "no-store"
    assert room.send("a.txt", b"A plan.\n", "documents/1").status_code == 303
    assert room.file().headers["Content-Type"] == "text/plain; charset=utf-8"


def test_a_refused_file_is_said_beside_its_field_and_nothing_typed_is_lost(room: Room) -> None:
    answer = room.send("plan.pdf", papers_kept.HTML, owner="Bo Ek", capabilities="D1")
    page = unescape(answer.text)
    assert answer.status_code == 422
    assert "This kind of file is not kept. Choose a PDF, DOCX, XLSX, PPTX, CSV, TXT, PNG or JPEG" in page
    assert 'value="Bo Ek"' in page
    assert 'value="D1" checked' in page
    assert room.documents() == []
    assert "Choose it again before you send." in unescape(room.send("plan.pdf", PDF, title=" ").text)


def test_a_file_that_is_too_large_is_refused(room: Room) -> None:
    body = PDF[:-7] + b"0" * files.LARGEST + b"\n%%EOF\n"
    answer = room.send("large.pdf", body)
    assert answer.status_code == 422
    assert "more than 10 MB" in answer.text
    answer = room.send("larger.pdf", body + b"0" * 6_000_000)
    assert answer.status_code == 413
    assert "up to 10 MB" in answer.text
    assert room.documents() == []


def test_all_files_together_have_a_limit(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(editing, "LARGEST_TOGETHER", 2 * len(PDF))
    for title in ("One", "Two"):
        assert room.send("a.pdf", PDF, title=title).status_code == 303
    answer = room.send("a.pdf", PDF, title="Three")
    assert answer.status_code == 422
    assert "The files of this engagement have" in answer.text
    assert room.send("b.pdf", PDF, "documents/1", title="One").status_code == 303  # takes its own place
    assert len(room.documents()) == 2


def test_a_file_is_replaced_kept_and_removed(room: Room) -> None:
    room.send("a.pdf", PDF)
    room.strategy.post("documents/1", **FIELDS | {"title": "Renamed"})
    (document,) = room.documents()
    assert document.title == "Renamed"
    assert document.file == store.File("a.pdf", "pdf", len(PDF))
    room.send("b.docx", KEPT["Plan.docx"][0], "documents/1")
    assert room.file().mimetype == MEDIA_TYPES["docx"]
    page = room.strategy.post("documents/1/file/removal")
    assert "No file is kept of" in page
    assert erasure.pending(room.strategy.db)  # until the timekeeper has written the files anew
    assert room.file().status_code == 404


def test_files_are_for_the_consultants_of_the_engagement(app: Flask, room: Room) -> None:
    room.send("a.pdf", PDF)
    tom = begun(app, people.TOM)
    address = room.strategy.at("documents/1/file")
    for person in (people.TOM, people.LARS, None):
        assert people.signed_in(app, person).get(address).status_code == 404
    assert tom.client.get(tom.at("documents/1/file")).status_code == 404
    assert people.signed_in(app, people.ADA).get(address).status_code == 200
