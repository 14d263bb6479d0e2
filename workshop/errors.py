"""Pages for what goes wrong: in the same style, in plain words, with what to do next."""

import secrets
from dataclasses import dataclass
from types import TracebackType

from flask import Flask, current_app, g, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError, NotFound, RequestEntityTooLarge

from workshop.config import UPLOAD_LIMIT

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]
_PATIENCE = 8 * UPLOAD_LIMIT


@dataclass(frozen=True, slots=True)
class Trouble:
    """What an error page says: one sentence, what to do, and for faults of ours a number to quote."""

    code: int
    title: str
    remedy: str
    reference: str | None = None


def answer_errors(app: Flask) -> None:
    """Give the app its error pages, and a log that can be searched for what they quote."""
    app.log_exception = _log  # type: ignore[method-assign]
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(NotFound, _not_found)
    app.register_error_handler(RequestEntityTooLarge, _too_large)
    app.register_error_handler(421, _foreign_name)
    app.register_error_handler(InternalServerError, _our_fault)
    app.register_error_handler(HTTPException, _other)


def _page(trouble: Trouble) -> tuple[str, int]:
    return render_template("trouble.html", trouble=trouble), trouble.code


def _stale_form(_error: CSRFError) -> tuple[str, int]:
    remedy = (
        "Nothing was saved. Go back, reload the form and send it again; your browser must accept cookies."
    )
    return _page(Trouble(400, "This form has lost its place.", remedy))


def _not_found(_error: NotFound) -> tuple[str, int]:
    return _page(
        Trouble(404, "There is nothing at this address.", "It may be mistyped, or what it named is gone.")
    )


def _too_large(_error: RequestEntityTooLarge) -> tuple[str, int]:
    _drain()
    limit = UPLOAD_LIMIT // (1024 * 1024)
    remedy = (
        f"Nothing was stored. A file may have up to {limit} MB. Save the answers as CSV, or as a workbook "
        "with this one sheet, without pictures and without formatting of empty rows."
    )
    return _page(Trouble(413, "This file is too large.", remedy))


def _foreign_name(_error: HTTPException) -> tuple[str, int]:
    remedy = "Open the address that was printed when the program started. It serves this machine only."
    return _page(Trouble(421, "Roadcrew does not answer to this name.", remedy))


def _drain() -> None:
    """Read the rest of a refused upload: a browser that is cut off while sending shows no page at all."""
    length = request.content_length or 0
    if length <= UPLOAD_LIMIT:
        return  # refused while it was being read, for one of its parts; what is left is soon sent
    stream, left = request.environ["wsgi.input"], min(length, _PATIENCE)
    while left > 0:
        piece = stream.read(min(left, 1 << 16))
        if not piece:
            return
        left -= len(piece)


def _log(exc_info: ExcInfo | tuple[None, None, None]) -> None:
    """Write the fault to the log once, under the reference that its page shows."""
    g.reference = secrets.token_hex(4)
    place = (g.reference, request.method, request.path)
    current_app.logger.error("reference %s: %s %s failed", *place, exc_info=exc_info)


def _our_fault(_error: InternalServerError) -> tuple[str, int]:
    remedy = "The fault is ours and is written in the log. Try again; if it comes back, quote the reference."
    return _page(Trouble(500, "Something went wrong here.", remedy, g.get("reference")))


def _other(error: HTTPException) -> tuple[str, int]:
    code = error.code or 500
    return _page(Trouble(code, f"{error.name}.", "Go back and try another way."))
