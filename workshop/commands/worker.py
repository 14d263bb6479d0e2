"""The process beside the server: started with it, started again if it ends, ended with it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Lock, Thread

from flask import Flask

from workshop.config import ROOT

PATIENCE_SECONDS = 5
"""How long it may finish what it is at."""
_PAUSE_SECONDS = 2


@contextmanager
def work_beside(app: Flask) -> Iterator[None]:
    """Keep time for the app's waves and send its mail for as long as the block runs."""
    worker = _Worker(app.config["DATA_FOLDER"])
    try:
        yield
    finally:
        worker.end()


@contextmanager
def _deaf_to_the_terminal() -> Iterator[None]:
    """Let what is started in the block never see Ctrl-C, not even before its own first line runs.

    The process inherits the mask; a signal that waits behind it is dropped once the process ignores it.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Worker:
    """The running process, and the thread that replaces it when it ends by itself."""

    def __init__(self, folder: Path) -> None:
        self._command = [sys.executable, "-m", "workshop.jobs.process", str(folder), str(os.getpid())]
        self._ended = Event()
        self._turn = Lock()
        self._running = self._started()
        Thread(target=self._replace, daemon=True).start()

    def end(self) -> None:
        """Let the process finish what it is at, and wait for its end; one that takes too long is killed."""
        with self._turn:
            self._ended.set()
        self._running.terminate()
        try:
            self._running.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            # A mail it was at is claimed for a while; whatever else it was at was never begun.
            self._running.kill()
            self._running.wait()

    def _started(self) -> subprocess.Popen[bytes]:
        with _deaf_to_the_terminal():
            return subprocess.Popen(self._command, cwd=ROOT, stdin=subprocess.DEVNULL)

    def _replace(self) -> None:
        while True:
            self._running.wait()
            self._ended.wait(_PAUSE_SECONDS)
            with self._turn:
                if self._ended.is_set():
                    return
                self._running = self._started()
