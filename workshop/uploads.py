"""How much each page takes, and what becomes of the rest of a request that was refused."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import IO
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask, abort, request

MEGABYTE = 1024 * 1024
_AROUND = 64 * 1024
"""What comes with a file in its form; a file of exactly the limit is taken."""
_PATIENCE = 320 * MEGABYTE
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Limit:
    """How many megabytes and how many fields a form may have, and what to do about a file with more."""

    megabytes: int
    parts: int = 1_000
    advice: str = ""

    @property
    def size(self) -> int:
        """Return the most bytes that a request may have."""
        return self.megabytes * MEGABYTE + _AROUND


_LEANER = (
    "Save it as CSV, or as a workbook with this one sheet, without pictures and without formatting of empty "
    "rows."
)
ORDINARY = Limit(1)
_ANSWERS = Limit(8, advice=_LEANER)
# A list of 5,000 people is pasted whole, and mended on a page that sends its cells again.
_PEOPLE = Limit(8, parts=20_000, advice=_LEANER)
# Twice what a logo may have: one that is somewhat too large is told so beside its field, and nothing is lost.
_LOGO = Limit(8, advice="Save the logo with fewer pixels; 512 across are plenty.")
_DOCUMENT = Limit(14, advice="Keep a smaller file, of up to 10 MB, or none.")
LIMITS = {
    "assessments.add_answers": _ANSWERS,
    "running.add_answers": _ANSWERS,
    "papers.read": Limit(8, advice="Paste the text of the paper instead of choosing its file."),
    "people.read": _PEOPLE,
    "people.mend": _PEOPLE,
    "people.rematch": _PEOPLE,
    "people.add": _PEOPLE,
    "engagements.create": _LOGO,
    "engagements.change": _LOGO,
    "worksheets.read_table": Limit(8, advice=_LEANER),
    # Rows that are pasted at once.
    "worksheets.save": Limit(8),
    # Somewhat more than a file may have: one that is too large is told so beside its field.
    "documents.add": _DOCUMENT,
    "documents.change": _DOCUMENT,
    "documents.read_list": Limit(8, advice=_LEANER),
    "documents.mend_list": Limit(8, parts=20_000),
    "benchmarks.read_list": Limit(8, advice=_LEANER),
    "blueprints.put_template": _DOCUMENT,
    "transfer.bring_in": Limit(288),
}
"""The limits by view; whatever is not named here takes what is ordinary."""


def limit_uploads(app: Flask) -> None:
    """Hold every request to its page's limit, and read what a refused one still sends.

    Belongs before anything that reads forms.
    """
    app.config.update(
        MAX_CONTENT_LENGTH=ORDINARY.size, MAX_FORM_MEMORY_SIZE=ORDINARY.size, MAX_FORM_PARTS=ORDINARY.parts
    )
    app.before_request(_hold_to_limit)
    app.wsgi_app = read_to_the_end(app.wsgi_app)  # type: ignore[assignment, method-assign]


def limit_here() -> Limit:
    """Return the limit of the page that this request is for."""
    return LIMITS.get(request.endpoint or "", ORDINARY)


def read_to_the_end(app: WSGIApplication) -> WSGIApplication:
    """Return a WSGI application that has read each request when it answers.

    A browser that is cut off while it sends shows no page at all, so what nobody wanted is read too.
    """

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if not (environ.get("CONTENT_LENGTH") or environ.get("HTTP_TRANSFER_ENCODING")):
            return app(environ, start_response)
        counted = environ["wsgi.input"] = _Counted(environ["wsgi.input"])
        try:
            return app(environ, start_response)
        finally:
            with suppress(OSError, ValueError):  # whoever sends has gone, or never meant the length
                counted.read_rest(environ)

    return answer


def _hold_to_limit() -> None:
    if "HTTP_TRANSFER_ENCODING" in request.environ and request.content_length is None:
        abort(411)  # no browser sends a form without its length, and one too long would be cut, not refused
    limit = limit_here()
    if limit is ORDINARY:
        return  # as the app's settings have it
    request.max_content_length = limit.size
    request.max_form_memory_size = limit.size
    request.max_form_parts = limit.parts


class _Counted:
    """What a request sends, and how much of it has been read."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._count = 0

    def read(self, size: int = -1) -> bytes:
        return self._counted(self._stream.read(size))

    def readline(self, size: int = -1) -> bytes:
        return self._counted(self._stream.readline(size))

    def __iter__(self) -> "_Counted":
        return self

    def __next__(self) -> bytes:
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def read_rest(self, environ: WSGIEnvironment) -> None:
        """Read what is left, within patience; beyond its declared length a stream may wait for ever."""
        length = int(environ.get("CONTENT_LENGTH") or _PATIENCE)
        ends = bool(environ.get("wsgi.input_terminated"))
        left = min(_PATIENCE, length - self._count) if not ends else _PATIENCE
        while left > 0:
            piece = self._stream.read(min(left, 1 << 16))
            if not piece:
                return
            left -= len(piece)

    def _counted(self, piece: bytes) -> bytes:
        self._count += len(piece)
        return piece


def plain_name(file: str) -> str:
    """Return the name of a file as it can be printed, without the folder that some browsers send."""
    printed = "".join(each if each.isprintable() else " " for each in file.replace("\\", "/"))
    return " ".join(printed.rpartition("/")[2].split())[-_LONGEST_NAME:] or "a file"
