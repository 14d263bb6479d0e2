"""What `serve` and `demo` share: the app over a data folder, and the server that answers for it."""

import errno
import gc
import ipaddress
import os
import signal
import socket
import sqlite3
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from threading import Thread, main_thread
from time import monotonic, sleep

from flask import Flask
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from workshop import create_app
from workshop.backups import in_use
from workshop.commands.first_start import set_up_sentence
from workshop.commands.numbers import whole_number
from workshop.commands.refusal import Refused, reason
from workshop.commands.welcome import welcome
from workshop.commands.worker import work_beside
from workshop.config import data_folder
from workshop.hosts import LOOPBACK
from workshop.wrong_setting import WrongSetting

HOST = "127.0.0.1"
PORT = 8000
HIGHEST_PORT = 65535
WORKERS = 2
THREADS = 8
"""How many requests each worker answers at a time."""
PATIENCE_SECONDS = 10
"""How long a worker may take to finish before it is ended."""


def port_argument(parser: ArgumentParser) -> None:
    """Add the port to listen on."""
    kind = whole_number(1, HIGHEST_PORT)
    parser.add_argument(
        "--port", metavar="N", type=kind, default=PORT, help="the port to listen on (default: %(default)s)"
    )


def folder_argument(parser: ArgumentParser) -> None:
    """Add the folder that holds everything the workshop keeps."""
    parser.add_argument(
        "--data", metavar="DIR", type=Path, help="the folder to keep everything in (default: instance)"
    )


def prepared_app(data: Path | None) -> Flask:
    """Return the app over a data folder that is made and brought up to date; Refused where it cannot be."""
    try:
        in_use.share_until_the_end(data_folder(data))
        return create_app(data)
    except in_use.InUse as error:
        raise Refused(
            f"A backup is being restored in {data or 'instance'}; wait until that is done, then start again."
        ) from error
    except WrongSetting as wrong:
        raise Refused(str(wrong)) from wrong
    except OSError as error:
        raise Refused(
            f"The data folder {data or 'instance'} cannot be used ({reason(error)}); name another "
            "with --data."
        ) from error
    except sqlite3.Error as error:
        raise Refused(
            f"The database in {data or 'instance'} cannot be used ({error}); restore it, or name another "
            "folder with --data."
        ) from error


def serve(data: Path | None, host: str = HOST, port: int = PORT, workers: int = WORKERS) -> int:
    """Serve the app until Ctrl-C and return 0; Refused where the port or the data cannot be had."""
    address = free_address(host, port)
    app = prepared_app(data)  # an app that cannot start is found here, with a sentence, not in each worker
    sentences = (welcome(host, address, port, app.config), set_up_sentence(app, host, address, port))
    greeting = "\n".join(filter(None, sentences))
    hung_up_ignored = hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    server = Granian(
        target="workshop:create_app",
        address=address,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        workers_kill_timeout=PATIENCE_SECONDS,
        log_level=LogLevels.error,
    )

    @server.on_startup
    def started() -> None:
        # The server takes a closed terminal for a request to reload, and would stay behind unseen.
        if hasattr(signal, "SIGHUP") and not hung_up_ignored:
            signal.signal(signal.SIGHUP, server.signal_handler_interrupt)
        Thread(target=_greet, args=(greeting, address, port), daemon=True).start()

    _keep_word_over_forks()
    with _claimed(address, port), work_beside(app):
        server.serve(target_loader=partial(_worker_app, data, names(host, address)), wrap_loader=False)
    return 0


def names(host: str, address: str) -> Sequence[str] | None:
    """Return what the app may be called in a request; None where a network may know it by any name."""
    return (host, *LOOPBACK) if ipaddress.ip_address(address).is_loopback else None


def _worker_app(data: Path | None, known: Sequence[str] | None) -> Flask:
    """Return the app of a worker, which is ended by its parent only.

    A terminal sends its signals to parent and workers, and the parent's own follows at once: of two in a row,
    the worker's handler may wait for itself for ever.
    """
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGHUP, signal.SIGTERM})
        Thread(target=_end_when_told, args=(signal.getsignal(signal.SIGTERM),), daemon=True).start()
    in_use.share_until_the_end(data_folder(data))  # workers go on serving when only their parent is killed
    app = create_app(data, names=known)
    keep_for_good()
    return app


def _end_when_told(parents: object) -> None:
    """Wait for the parent's word, then for the moment in which the worker serves, and hand the word on.

    The server loses a signal that comes between a worker's fork and the end of its start, and the worker
    would be killed after all patience. Once it serves, it has a handler of its own in place of its parent's,
    and its main thread waits in Python's own `wait`.
    """
    signal.sigwait({signal.SIGTERM})
    until = monotonic() + PATIENCE_SECONDS / 2
    while monotonic() < until:
        waits = sys._current_frames()[main_thread().ident or 0].f_code.co_name == "wait"
        if waits and signal.getsignal(signal.SIGTERM) is not parents:
            break
        sleep(0.01)
    sleep(0.05)
    handler = signal.getsignal(signal.SIGTERM)
    if callable(handler):
        handler(signal.SIGTERM, None)


def _keep_word_over_forks() -> None:
    """Let a worker be born deaf to SIGTERM, which then waits for it until it listens."""
    if hasattr(os, "register_at_fork"):
        mask = signal.pthread_sigmask
        os.register_at_fork(
            before=lambda: mask(signal.SIG_BLOCK, {signal.SIGTERM}),
            after_in_parent=lambda: mask(signal.SIG_UNBLOCK, {signal.SIGTERM}),
        )


def keep_for_good() -> None:
    """Take what is there now, which is the program, out of what Python looks through for things to let go.

    Looking through all of it takes as long as several pages, and falls on whoever asks for a large one.
    """
    gc.collect()
    gc.freeze()


def _greet(sentence: str, address: str, port: int) -> None:
    """Print a sentence once the first worker listens; the server tells of nothing but its own start."""
    while True:
        try:
            socket.create_connection((address, port), timeout=1).close()
        except OSError:
            sleep(0.02)
        else:
            print(sentence, flush=True)
            return


@contextmanager
def _claimed(address: str, port: int) -> Iterator[None]:
    """Hold the port from before the workers listen, so that no second server slips in while they start."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as claim:
        # Only where each worker binds the port for itself can it be shared with a claim.
        if sys.platform == "linux":
            claim.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
            with suppress(OSError):
                claim.bind((address, port))
        yield


def free_address(host: str, port: int) -> str:
    """Return the address behind a host name; Refused where the port on it cannot be had.

    The server itself would not notice: a second one on the same port starts and shares the traffic.
    """
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
            else:
                # Ports that wait out the connections of a server just stopped are free.
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
            probe.listen(1)
    except socket.gaierror as error:
        raise Refused(f"{host!r} is not an address of this machine; try --host {HOST}.") from error
    except PermissionError as error:
        raise Refused(f"Port {port} needs more rights; choose another, as in --port 8000.") from error
    except OSError as error:
        if error.errno == errno.EADDRNOTAVAIL:
            raise Refused(f"{host} is not an address of this machine; try --host {HOST}.") from error
        another = port + 1 if port < HIGHEST_PORT else PORT
        raise Refused(
            f"Port {port} on {host} is taken ({reason(error)}); if Roadcrew is running already, open "
            f"http://{host}:{port}, else choose another port, as in --port {another}."
        ) from error
    return str(place[0])
