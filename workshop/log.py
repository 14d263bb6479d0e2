"""The log: a line of JSON for each request and each crash, on the standard error.

It tells which page was asked for, what became of it and how long it took. It holds no address, no name, no
mail, no answer and no link. Nobody is in it but by the number of the account that was signed in: those who
come by a link of their own are nowhere in it.
"""

import json
import secrets
import sqlite3
import sys
import traceback
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from time import perf_counter
from types import TracebackType
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import msgspec
from flask import Flask, Response, g, request

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]
UNLOGGED = frozenset({"static", "stylesheet"})
"""The views of the files that belong to every page."""
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"})
_FACTS = "roadcrew.facts"
_DEEPEST = 40
_ROOT = Path(__file__).resolve().parent.parent
_WRITING = Lock()
"""Held for each line, so that those of two threads do not mix."""


def keep_log(app: Flask) -> None:
    """Log the app's requests and crashes; belongs after everything that answers or refuses."""
    app.log_exception = _log_crash  # type: ignore[method-assign]
    app.after_request(_note_facts)
    app.wsgi_app = logged(app.wsgi_app, raises=app.testing)  # type: ignore[assignment, method-assign]


def logged(app: WSGIApplication, *, raises: bool = False) -> WSGIApplication:
    """Return a WSGI application that logs each request of another one, and answers for it where it cannot.

    With `raises`, as in tests, what it raises goes on.
    """

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        began, status = perf_counter(), 500

        def start(line: str, headers: list[tuple[str, str]], exc_info: object = None) -> object:
            nonlocal status
            status = int(line.partition(" ")[0])
            return start_response(line, headers, exc_info)  # type: ignore[arg-type]

        try:
            return app(environ, start)  # type: ignore[arg-type]
        except Exception as error:
            if raises:
                raise
            reference = _crashed(error, environ)
            start("500 Internal Server Error", [("Content-Type", "text/plain")], sys.exc_info())
            return [f"Something went wrong here; the log tells what. Reference {reference}.\n".encode()]
        finally:
            _log_request(environ, status, perf_counter() - began)

    return answer


def _log_crash(exc_info: ExcInfo | tuple[None, None, None]) -> None:
    """Write what Flask could not handle to the log, under the reference that the error's page shows."""
    if exc_info[1] is not None:
        g.reference = _crashed(exc_info[1], request.environ)


def _crashed(error: BaseException, environ: WSGIEnvironment) -> str:
    """Write an exception to the log and return its reference; what it says may quote data and is left out."""
    reference = secrets.token_hex(4)
    cause = error.__cause__ or error.__context__
    line: dict[str, object] = {
        "time": _now(),
        "reference": reference,
        "crash": type(error).__qualname__,
        "stack": _stack(error),
    }
    if isinstance(error, sqlite3.Error):
        line["message"] = str(error)  # names tables and columns, never what stands in them
    if cause is not None:
        line |= {"cause": type(cause).__qualname__, "cause_stack": _stack(cause)[-5:]}
    environ.setdefault(_FACTS, {})["reference"] = reference
    _write(json.dumps(line))  # what an error says may be no text that can be encoded
    return reference


def _note_facts(response: Response) -> Response:
    """Keep what the log tells of a request, while that is known."""
    found = g.get("sign_in")
    facts = {
        "route": request.endpoint or "-",
        "engagement": (request.view_args or {}).get("engagement_id"),
        "user": found.account.id if found else None,
    }
    if "reference" in g:
        facts["reference"] = g.reference
    request.environ[_FACTS] = facts
    return response


def _log_request(environ: WSGIEnvironment, status: int, seconds: float) -> None:
    facts = environ.get(_FACTS, {})
    if facts.get("route") in UNLOGGED:
        return
    method = environ.get("REQUEST_METHOD", "")
    line = {
        "time": _now(),
        "method": method if method in _METHODS else "-",
        "route": "-",
        "status": status,
        "ms": round(seconds * 1000, 1),
        "engagement": None,
        "user": None,
    }
    _write(msgspec.json.encode(line | facts).decode())


def _write(line: str) -> None:
    """Write a line at once and whole, to what is the standard error at that moment.

    The library's loggers ask where they were called from and by whom, which takes several times as long.
    """
    # Where nobody reads it any more, requests are answered all the same.
    with _WRITING, suppress(OSError, ValueError):
        sys.stderr.write(line + "\n")
        sys.stderr.flush()


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _stack(error: BaseException) -> list[str]:
    """Return where an exception came from, as file:line function, the innermost last."""
    frames = traceback.extract_tb(error.__traceback__)[-_DEEPEST:]
    return [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]


def _short(file_name: str) -> str:
    """Return a file's name without the folder that the program or its packages are in."""
    _, packages, within = file_name.rpartition("site-packages/")
    if packages:
        return within
    path = Path(file_name)
    return path.relative_to(_ROOT).as_posix() if path.is_relative_to(_ROOT) else path.name
