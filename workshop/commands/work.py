"""Do what falls due beside a server of your own: close, count and seal waves, remind people, send mail.

`serve` does this by itself; two at once do no harm.
"""

import sqlite3
from argparse import ArgumentParser, Namespace
from pathlib import Path

from workshop.commands.refusal import Refused
from workshop.commands.serving import folder_argument, prepared_app
from workshop.jobs.process import run as work


def arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    folder_argument(parser)


def run(options: Namespace) -> int:
    """Work until told to stop, then return 0."""
    data: Path | None = options.data
    app = prepared_app(data)
    print("Working beside the server. Ctrl-C ends it.", flush=True)
    try:
        work(app.config["DATA_FOLDER"])
    except sqlite3.Error as error:
        raise Refused(
            f"The database cannot be used ({error}); restore it, or name another folder."
        ) from error
    return 0
