"""Files that are kept of documents: what each is, told by what is in it, and a name that is safe anywhere."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from workshop.documents.packages import NoPackage, kind_of_package
from workshop.presentation import counted

LARGEST = 10 * 1024 * 1024
LARGEST_TOGETHER = 200 * 1024 * 1024
"""Bytes of one file, and of all those of an engagement."""

TAKEN = "Choose a PDF, DOCX, XLSX, PPTX, CSV, TXT, PNG or JPEG, without macros."
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "csv": "text/csv",
    "txt": "text/plain",
    "png": "image/png",
    "jpeg": "image/jpeg",
}
"""The kinds of file, as they are stored, and the media type that each is handed out with.

Flask adds to each text that it is UTF-8.
"""

_ENDINGS = {
    "pdf": ("pdf",), "docx": ("docx",), "xlsx": ("xlsx",), "pptx": ("pptx",), "csv": ("csv", "tsv"),
    "txt": ("txt",), "png": ("png",), "jpeg": ("jpg", "jpeg"),
}  # fmt: skip
_LONGEST_STEM = 100
_NOT_IN_A_NAME = re.compile(r"[<>:\"/\\|?*%;]")
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_MARKUP = re.compile(r"<(?:!|\?|/?[a-z])|\{\\rtf|%PDF|#!", re.IGNORECASE)
_UNPRINTED = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


class NoFile(ValueError):
    """Says why a file is not kept, and which are."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that was looked at and can be kept."""

    name: str
    kind: str
    data: bytes


def kept(name: str, data: bytes) -> Kept:
    """Return a file as it is kept; `name` is what its sender calls it. Raises NoFile."""
    if not data:
        raise NoFile(f"This file is empty. {TAKEN}")
    if len(data) > LARGEST:
        raise NoFile(f"This file has more than {LARGEST // 2**20} MB. Keep a smaller one, or none.")
    kind = kind_of(data, name)
    return Kept(safe_name(name, kind), kind, data)


def kind_of(data: bytes, name: str) -> str:
    """Return the kind of a file by what is in it; text is CSV or TXT by its name. Raises NoFile."""
    for sign, look in _LOOKS.items():
        if data.startswith(sign):
            return look(data)
    return _text(data, name)


def safe_name(name: str, kind: str) -> str:
    """Return a name that every file system and header takes, with the ending of the kind."""
    printed = "".join(each if each.isprintable() else " " for each in unicodedata.normalize("NFC", name))
    printed = _NOT_IN_A_NAME.sub("-", printed.replace("\\", "/").rpartition("/")[2])
    stem, dot, ending = printed.rpartition(".")
    if not (dot and ending.strip().lower() in _ENDINGS[kind]):
        stem, ending = printed, _ENDINGS[kind][0]
    stem = " ".join(stem.split()).strip(" .-~")[:_LONGEST_STEM].rstrip(" .-~")
    if not any(each.isalnum() for each in stem) or _DEVICE.fullmatch(stem):
        stem = f"document-{stem}".rstrip("-") if stem.isascii() else "document"
    return f"{stem}.{ending.strip().lower()}"


def told_size(size: int) -> str:
    """Return the size of a file in words: 340 kB, 1.2 MB."""
    if size < 1000:
        return counted(size, "byte", "bytes")
    return f"{max(1, round(size / 1e3)):,} kB" if size < 999_500 else f"{size / 1e6:.1f} MB"


def _pdf(data: bytes) -> str:
    if b"%%EOF" not in data[-2048:] or _has_a_package_behind(data):
        raise NoFile("This PDF is cut short, or something hangs behind its end. Save it again as PDF.")
    return "pdf"


def _package(data: bytes) -> str:
    try:
        return kind_of_package(data)
    except NoPackage as fault:
        raise NoFile(f"{fault} {TAKEN}") from fault


def _png(data: bytes) -> str:
    if not data.endswith(b"IEND\xaeB`\x82"):
        raise NoFile("This PNG is cut short, or something hangs behind its end. Save it again.")
    return _picture(data, "png")


def _jpeg(data: bytes) -> str:
    if b"\xff\xd9" not in data or _has_a_package_behind(data):
        raise NoFile("This JPEG is cut short, or something hangs behind its end. Save it again.")
    return _picture(data, "jpeg")


def _picture(data: bytes, kind: str) -> str:
    """Return the kind where the head of a picture can be read; its pixels are not unpacked."""
    try:
        Image.open(BytesIO(data), formats=(kind.upper(),)).close()
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise NoFile("This picture has more pixels than many programs can show. Make it smaller.") from error
    except Exception as error:  # a broken file leads decoders to errors of every kind
        raise NoFile(f"This is no picture that can be read. {TAKEN}") from error
    return kind


def _older(_data: bytes) -> str:
    raise NoFile(
        "This file is locked with a password, or of an older Office. Unlock it, or save it as DOCX, XLSX or "
        "PPTX."
    )


_LOOKS: dict[bytes, Callable[[bytes], str]] = {
    b"%PDF-": _pdf,
    b"PK\x03\x04": _package,
    b"\x89PNG\r\n\x1a\n": _png,
    b"\xff\xd8\xff": _jpeg,
    b"\xd0\xcf\x11\xe0": _older,
}
"""How files begin, and what then looks at the rest."""


def _text(data: bytes, name: str) -> str:
    """Return whether a text is CSV or TXT; it is one only if it is called so, and is no markup or program."""
    ending = name.rpartition(".")[2].strip().lower()
    kind = next((each for each in ("csv", "txt") if ending in _ENDINGS[each]), "")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        said = "This text is not UTF-8. Save it as UTF-8." if kind else "This kind of file is not kept."
        raise NoFile(f"{said} {TAKEN}") from None
    if _MARKUP.match(text.lstrip()[:64]) or _UNPRINTED.search(text):
        raise NoFile(f"This kind of file is not kept. {TAKEN}")
    if not kind:
        raise NoFile(f"This file holds plain text and is not called .txt or .csv. {TAKEN}")
    return kind


def _has_a_package_behind(data: bytes) -> bool:
    """Return whether a file ends as a ZIP does, which some programs would open it as."""
    start = max(0, len(data) - 65_557)
    place = data.rfind(b"PK\x05\x06", start)
    return place >= 0 and place + 22 + int.from_bytes(data[place + 20 : place + 22], "little") == len(data)
