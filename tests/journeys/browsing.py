"""The app behind a real port, for a browser to visit."""

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from io import BytesIO
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import Flask
from playwright.sync_api import Page, Route
from werkzeug.serving import make_server
from werkzeug.wsgi import ClosingIterator

from tests.bounded import ended, together


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """Serve the app on a free port of this machine and yield its address."""
    server = make_server("127.0.0.1", 0, heard_out(app), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        together([threading.Thread(target=server.shutdown)])
        ended([thread])
        server.server_close()


def heard_out(app: WSGIApplication) -> WSGIApplication:
    """Return an application that is called once all that is sent is here, and ends before its answer leaves.

    This server would answer what is too large while it still comes, and cut off whoever is slow to send it.
    Where a browser hangs up, it would leave the file open that it was to send.
    """

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        size = int(environ.get("CONTENT_LENGTH") or 0)
        environ["wsgi.input"] = BytesIO(environ["wsgi.input"].read(size))
        with closing(ClosingIterator(app(environ, start_response))) as parts:
            return list(parts)

    return answer


def hold(held: list[Route], route: Route) -> None:
    """Let a request hang."""
    held.append(route)


def held_up(page: Page, requests: Sequence[Route]) -> Route:
    """Wait until a request is among those that are held up, and return the first of them."""
    for _ in range(6_000):
        if requests:
            return requests[0]
        page.wait_for_timeout(10)
    raise AssertionError("nothing was asked for")
