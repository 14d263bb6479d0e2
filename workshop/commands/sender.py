"""The process that sends mail beside the server: started with it, started again if it ends, ended with it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Lock, Thread

from flask import Flask

from workshop.config import ROOT

PATIENCE_SECONDS = 5
"""How long the sender may finish the mail that it is at."""
_PAUSE_SECONDS = 2


@contextmanager
def mail_sender(app: Flask) -> Iterator[None]:
    """Send the app's mail for as long as the block runs, if there is a server that takes it."""
    if app.config["SMTP"] is None:
        yield
        return
    sender = _Sender(app.config["DATA_FOLDER"])
    try:
        yield
    finally:
        sender.end()


class _Sender:
    """The running process, and the thread that replaces it when it ends by itself."""

    def __init__(self, folder: Path) -> None:
        self._command = [sys.executable, "-m", "workshop.mail.sending.process", str(folder), str(os.getpid())]
        self._ended = Event()
        self._turn = Lock()
        self._running = self._started()
        Thread(target=self._replace, daemon=True).start()

    def end(self) -> None:
        """Let the process finish its mail, and wait for its end; one that takes too long is killed."""
        with self._turn:
            self._ended.set()
        self._running.terminate()
        try:
            self._running.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            # What it was at is claimed for a while, and tried again by the next one.
            self._running.kill()
            self._running.wait()

    def _started(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(self._command, cwd=ROOT, stdin=subprocess.DEVNULL)

    def _replace(self) -> None:
        while True:
            self._running.wait()
            self._ended.wait(_PAUSE_SECONDS)
            with self._turn:
                if self._ended.is_set():
                    return
                self._running = self._started()
