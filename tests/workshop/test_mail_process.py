"""The process that sends mail: when it looks, what it survives, and when it ends."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from sqlite_utils import Database

from tests.workshop.mailing import (
    PUBLIC,
    Taker,
    bare_engagement,
    environment,
    mail_server,
    write_mail,
)
from workshop.config import ROOT
from workshop.database import connect
from workshop.mail.sending import process
from workshop.mail.sending.rounds import Way
from workshop.mail.settings import Smtp

PATIENCE = 120
"""Seconds for what takes two on an idle machine."""


@pytest.fixture
def engagement(app: Flask) -> int:
    return bare_engagement(app)


@pytest.fixture
def db(app: Flask) -> Iterator[Database]:
    db = connect(app.config["DATABASE"])
    yield db
    db.close()


def way(app: Flask, server: Smtp) -> Way:
    return Way(server, PUBLIC, app.config["SECRET_KEY"])


def test_the_watch_notices_what_is_written_and_what_falls_due(
    app: Flask, engagement: int, db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    rounds_held: list[int] = []
    monkeypatch.setattr(process, "send_due", lambda *_args, **_options: rounds_held.append(pauses) or 0)
    pauses = 0

    def wait(_seconds: float) -> None:
        nonlocal pauses
        pauses += 1
        if pauses == 3:
            write_mail(app, engagement)

    process.watch(db, way(app, _nowhere()), lambda: pauses >= 6, wait)
    # The first look, the one after the mail was written, and from then on, since it stays due.
    assert rounds_held == [0, 3, 4, 5]


def test_trouble_ends_no_watch_and_tells_no_text(
    app: Flask, db: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def break_down(*_args: object, **_options: object) -> int:
        raise RuntimeError("Karin Ahl's mail")

    pauses: list[float] = []
    monkeypatch.setattr(process, "send_due", break_down)
    process.watch(db, way(app, _nowhere()), lambda: len(pauses) == 2, pauses.append)
    said = capsys.readouterr().err
    assert len(said.splitlines()) == 2
    assert "RuntimeError" in said
    assert "Karin" not in said


def _nowhere() -> Smtp:
    return Smtp("127.0.0.1", 1, "", "", "if offered", "mail@roadcrew.example", "Roadcrew")


def test_the_process_sends_and_ends_when_told(app: Flask, engagement: int) -> None:
    taker = Taker()
    with mail_server(taker) as server:
        running = started(app, server, parent=None)
        try:
            write_mail(app, engagement)
            wait_until(lambda: len(taker.taken) == 1)
        finally:
            running.terminate()
            code = running.wait(PATIENCE)
        assert code == 0
    assert taker.addresses == ["karin@alder.example"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not tell when a parent is gone")
def test_the_process_ends_with_its_parent(app: Flask, engagement: int) -> None:
    running = started(app, _nowhere(), parent=1)
    assert running.wait(PATIENCE) == 0


def test_the_word_to_stop_may_come_at_any_moment() -> None:
    """Also while the main thread holds what the others are told by."""
    program = """
import os, signal
from workshop.jobs.process import told_to_stop
told = told_to_stop(["SIGTERM"])
with told._cond:
    os.kill(os.getpid(), signal.SIGTERM)
    for _ in range(1000):
        pass
told.wait()
"""
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, timeout=PATIENCE)


def started(app: Flask, server: Smtp, parent: int | None) -> subprocess.Popen[bytes]:
    folder, number = str(app.config["DATA_FOLDER"]), str(parent or os.getpid())
    command = [sys.executable, "-m", "workshop.jobs.process", folder, number]
    return subprocess.Popen(command, cwd=ROOT, env=environment(server))


def wait_until(true: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.05)


@pytest.mark.parametrize(
    ("public", "host"),
    [
        ("https://roadcrew.example:8443", "roadcrew.example"),
        ("http://192.0.2.1:8000", "[192.0.2.1]"),
        ("http://[::1]:8000", "[IPv6:::1]"),
    ],
)
def test_servers_are_greeted_with_the_public_host(public: str, host: str) -> None:
    assert Way(_nowhere(), public, "key").host == host
