"""The floor: a view that keeps a page of answers and returns a page that never changes.

It stands on the same server as the product, with all that stands before every view: who may come in, headers,
limits, the log of requests. With "bare" it stands in a Flask application that has nothing else.

Started as a process: `python -m workshop.commands.answering_at_once.floor FOLDER PORT SIZE server|bare`.
"""

import sys
from functools import partial
from pathlib import Path

import msgspec
from flask import Flask, Response, request
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from workshop import create_app
from workshop.access import open_to_anyone
from workshop.commands.answering_at_once import store
from workshop.commands.serving import HOST, PATIENCE_SECONDS, THREADS, WORKERS
from workshop.config import DATABASE_NAME
from workshop.database import Connections, connect, write


class _Item(msgspec.Struct):
    of: str
    q: str
    code: int


class _Batch(msgspec.Struct):
    items: list[_Item]


def floor_app(folder: Path, size: int, bare: bool) -> Flask:
    """Return the app over a folder in which the table is; its page has so many bytes."""
    app = Flask("floor") if bare else create_app(folder)
    connections = Connections(folder / DATABASE_NAME)
    decoder = msgspec.json.Decoder(_Batch)
    page = b"x" * size

    def keep(respondent: int) -> Response:
        """Keep what the batch holds for each capability: today and wanted in one row."""
        levels: dict[str, dict[str, int]] = {}
        for each in decoder.decode(request.get_data()).items:
            levels.setdefault(each.of, {})[each.q] = each.code
        rows = [(respondent, of, given["current"], given["target"]) for of, given in levels.items()]
        db = connections.here()
        with write(db):
            store.keep(db, rows)
        return Response(page, mimetype="text/html")

    if not bare:
        app.extensions["csrf"].exempt(open_to_anyone(keep))
    app.add_url_rule("/floor/<int:respondent>", view_func=keep, methods=["POST"])
    return app


def main(folder: Path, port: int, size: int, bare: bool) -> None:
    """Serve the floor as `serve` serves the app, until ended."""
    floor_app(folder, size, bare)  # makes the database where there is to be one
    db = connect(folder / DATABASE_NAME)
    with write(db):
        store.prepare(db)
    db.close()
    Granian(
        target="workshop.commands.answering_at_once.floor:floor_app",
        address=HOST,
        port=port,
        interface=Interfaces.WSGI,
        workers=WORKERS,
        blocking_threads=THREADS,
        workers_kill_timeout=PATIENCE_SECONDS,
        log_level=LogLevels.error,
    ).serve(target_loader=partial(floor_app, folder, size, bare), wrap_loader=False)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4] == "bare")
