"""Files of every kind that is kept of documents, and of some that are not."""

import io
import struct
import zipfile
import zlib

from PIL import Image

_TYPE = "application/vnd.openxmlformats-officedocument.{}.main+xml"
MAIN = {
    "docx": _TYPE.format("wordprocessingml.document"),
    "xlsx": _TYPE.format("spreadsheetml.sheet"),
    "pptx": _TYPE.format("presentationml.presentation"),
}
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
HTML = b"<!DOCTYPE html><script>alert(1)</script>"


def package(kind: str = "docx", **parts: bytes) -> bytes:
    """Return a package of Office with some parts more, named as word_bin for word.bin."""
    return packed(MAIN[kind], {name.replace("_", "."): data for name, data in parts.items()})


def packed(main: str, parts: dict[str, bytes] | None = None) -> bytes:
    out = io.BytesIO()
    types = f'<Types><Override PartName="/main.xml" ContentType="{main}"/></Types>'
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        box.writestr("[Content_Types].xml", types)
        box.writestr("main.xml", "<main/>")
        for name, data in (parts or {}).items():
            box.writestr(name, data)
    return out.getvalue()


def picture(kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (6, 4), (20, 90, 60)).save(out, kind)
    return out.getvalue()


def lying(data: bytes) -> bytes:
    """Return a package whose last part says that it has 10 bytes, whatever it unpacks to."""
    bomb = bytearray(data)
    place = bomb.rfind(b"PK\x01\x02")
    struct.pack_into("<L", bomb, place + 24, 10)
    return bytes(bomb)


def huge_picture() -> bytes:
    """Return a PNG whose head claims far more pixels than it has bytes."""
    head = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    out = b"\x89PNG\r\n\x1a\n"
    for name, data in ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0")), (b"IEND", b"")):
        out += struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    return out


KEPT = {
    "Plan.pdf": (PDF, "pdf"),
    "Plan.docx": (package("docx"), "docx"),
    "Sums.xlsx": (package("xlsx"), "xlsx"),
    "Talk.pptx": (package("pptx"), "pptx"),
    "list.csv": (b"a;b\n1;2\n", "csv"),
    "list.tsv": (b"\xef\xbb\xbfa\tb\n", "csv"),
    "note.txt": ("Übersicht\r\n=1+1\n".encode(), "txt"),
    "wall.png": (picture(), "png"),
    "wall.JPG": (picture("JPEG"), "jpeg"),
}
REFUSED = {
    "plan.pdf": HTML,
    "cut.pdf": PDF[:30],
    "both.pdf": PDF + packed(MAIN["docx"]),
    "text.pdf": b"only words",
    "page.txt": b"  \n" + HTML,
    "sign.txt": b"<svg onload='alert(1)'>",
    "run.txt": b"#!/bin/sh\nrm -rf /\n",
    "bell.txt": b"a\x07b",
    "latin.csv": "Größe;1".encode("latin-1"),
    "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "run.exe": b"MZ\x90\0" + b"\0" * 100,
    "film.gif": b"GIF89a" + b"\0" * 20,
    "box.zip": packed("application/zip"),
    "macro.docm": packed("application/vnd.ms-word.document.macroEnabled.main+xml"),
    "macro.docx": package("docx", vbaProject_bin=b"x"),
    "sheet.xlsx": packed(MAIN["xlsx"], {"xl/macrosheets/sheet1.xml": b"<x/>"}),
    "two.docx": packed(MAIN["docx"], {"[content_types].xml": b""})[:-5],
    "behind.docx": package("docx") + HTML,
    "before.docx": HTML + package("docx"),
    "liar.docx": lying(package("docx", word_bin=b"\0" * 100_000)),
    "wall.png": picture() + HTML,
    "huge.png": huge_picture(),
    "wall.jpg": picture("JPEG") + package("docx"),
    "none.txt": b"",
}
