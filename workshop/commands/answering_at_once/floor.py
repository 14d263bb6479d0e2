"""The floor: a server like ours whose one view keeps a page of answers and returns a page that never changes.

Started as a process: `python -m workshop.commands.answering_at_once.floor FOLDER PORT SIZE CAPABILITIES`.
"""

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from flask import Flask, Response, request
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from workshop.commands.answering_at_once import store
from workshop.commands.serving import HOST, PATIENCE_SECONDS, THREADS, WORKERS
from workshop.config import DATABASE_NAME
from workshop.database import Connections, connect, write


def floor_app(folder: Path, size: int, capabilities: Sequence[str]) -> Flask:
    """Return the app over a folder in which the table is; its page has so many bytes."""
    app = Flask("floor")
    connections = Connections(folder / DATABASE_NAME)
    page = b"x" * size

    @app.post("/<int:respondent>")
    def save(respondent: int) -> Response:
        """Keep what the form holds for each capability."""
        form = request.form
        rows = [
            (respondent, each, int(form[f"current-{each}"]), int(form[f"target-{each}"]))
            for each in capabilities
        ]
        db = connections.here()
        with write(db):
            store.keep(db, rows)
        return Response(page, mimetype="text/html")

    return app


def main(folder: Path, port: int, size: int, capabilities: Sequence[str]) -> None:
    """Serve the floor as `serve` serves the app, until ended."""
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
    ).serve(target_loader=partial(_worker_app, folder, size, capabilities), wrap_loader=False)


def _worker_app(folder: Path, size: int, capabilities: Sequence[str]) -> Flask:
    return floor_app(folder, size, capabilities)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4].split(","))
