"""The bytes of a Word file to its text, line by line. Reads one part of it, and resolves nothing."""

import io
import zipfile
from typing import IO
from xml.parsers import expat

MAX_BYTES = 8 * 1024 * 1024
MAX_UNPACKED = 16 * 1024 * 1024
"""Bytes of the part that holds the text, unpacked."""
MAX_TEXT = 1_000_000
"""Letters of all lines together."""
MAX_LINES = 100_000

_BODY = "word/document.xml"
_WORD = frozenset(
    {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    }
)
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_TOO_MUCH = "The file holds too much text. Paste the part with the notes instead."
_UNREAD = frozenset({"del", "moveFrom", "instrText", "Fallback"})
"""What is not seen in the text: deleted words, what fields are made from, drawings for old programs."""


class NotAWordFile(Exception):
    """The bytes are no Word file; the message says what was found and what to do."""


def read_lines(data: bytes) -> tuple[str, ...]:
    """Return the paragraphs of a .docx, those in tables too, in their order; a line break makes two of one.

    Headers, footers, notes and comments are not read. NotAWordFile otherwise.
    """
    if not data.startswith(b"PK\x03\x04"):
        raise NotAWordFile("This is not a Word file (.docx). Save it as .docx, or paste its text.")
    if len(data) > MAX_BYTES:
        raise NotAWordFile(f"The file is larger than {MAX_BYTES // 2**20} MB. Paste its text instead.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            body = parts.getinfo(_BODY)
            if body.file_size > MAX_UNPACKED:
                raise NotAWordFile("The file unpacks to far more than its text. Paste its text instead.")
            with parts.open(body) as opened:
                return _Text().read(opened)
    except NotAWordFile:
        raise
    except KeyError:
        raise NotAWordFile(
            "This file holds no Word text. Save it as .docx in Word, or paste its text."
        ) from None
    except Exception as error:
        # What is packed badly shows in many ways; to the reader they mean the same.
        reason = type(error).__name__
        raise NotAWordFile(
            f"The file is damaged ({reason}). Save it again as .docx, or paste its text."
        ) from error


class _Text:
    """Collects the lines while the part is read from one end to the other."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._open: list[list[str]] = []
        self._unread = self._size = self._begun = 0
        self._in_text = False

    def read(self, opened: IO[bytes]) -> tuple[str, ...]:
        """Return the lines of a part."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._started, self._ended
        parser.CharacterDataHandler = self._said
        parser.StartDoctypeDeclHandler = self._declared
        parser.ParseFile(opened)
        return tuple(line for text in self._lines for line in text.split("\n"))

    def _started(self, name: str, _attributes: object) -> None:
        space, _, local = name.rpartition(" ")
        if local in _UNREAD:
            self._unread += 1
        if space not in _WORD:
            return
        if local == "p":
            self._begun += 1
            if self._begun > MAX_LINES:
                raise NotAWordFile(_TOO_MUCH)
            self._open.append([])
        elif local == "t":
            self._in_text = True
        elif local in _SIGNS:
            self._add(_SIGNS[local])

    def _ended(self, name: str) -> None:
        space, _, local = name.rpartition(" ")
        if local in _UNREAD:
            self._unread -= 1
        if space not in _WORD:
            return
        if local == "t":
            self._in_text = False
        elif local == "p" and self._open:
            line = self._open.pop()
            if not self._unread:
                self._lines.append("".join(line))

    def _said(self, text: str) -> None:
        if self._in_text:
            self._add(text)

    def _add(self, text: str) -> None:
        if self._open and not self._unread:
            self._size += len(text)
            if self._size > MAX_TEXT:
                raise NotAWordFile(_TOO_MUCH)
            self._open[-1].append(text)

    def _declared(self, *_declaration: object) -> None:
        raise NotAWordFile(
            "The file declares things of its own, which Word never does. Paste its text instead."
        )
