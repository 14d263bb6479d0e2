"""Serve the app on this machine until Ctrl-C."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from workshop.commands.numbers import whole_number
from workshop.commands.serving import HOST, WORKERS, folder_argument, port_argument, serve


def arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("--host", default=HOST, help="the address to listen on (default: %(default)s)")
    port_argument(parser)
    folder_argument(parser)
    parser.add_argument(
        "--workers",
        metavar="N",
        type=whole_number(1, 64),
        default=WORKERS,
        help="processes that answer, each with eight threads (default: %(default)s)",
    )


def run(options: Namespace) -> int:
    """Serve until told to stop, then return 0."""
    data: Path = options.data
    return serve(data, options.host, options.port, options.workers)
