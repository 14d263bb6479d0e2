"""The server as a person starts and stops it."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.bounded import next_line
from tests.typed import call, command_line
from workshop.commands.answering_at_once.serving import free_port
from workshop.commands.serving import names

ENOUGH = 60
"""Seconds for what takes one on an idle machine."""
PATIENT = "from workshop.commands import serving; serving.PATIENCE_SECONDS = 300; "
"""Makes a server wait longer for a worker that does not end than any test waits for the server."""


@pytest.fixture
def served(tmp_path: Path) -> Iterator[SimpleNamespace]:
    port = free_port()
    program, option, code, *rest = command_line("serve", "--port", port, "--data", tmp_path / "data")
    running = subprocess.Popen(
        [program, option, code.replace("sys.exit", f"{PATIENT}sys.exit"), *rest],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        yield SimpleNamespace(process=running, port=port, welcome=next_line(running.stdout), data=tmp_path)
    finally:
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGKILL)
        running.communicate()


def fetch(port: int) -> int:
    """Return the status of the first page, once the workers are up."""
    for attempt in range(100):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=ENOUGH) as answer:
                return int(answer.status)
        except OSError:
            if attempt == 99:
                raise
            time.sleep(0.1)
    raise AssertionError


@pytest.mark.skipif(sys.platform == "win32", reason="signals to process groups are POSIX")
@pytest.mark.parametrize("how", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_serve_answers_and_ends_cleanly(how: str, served: SimpleNamespace) -> None:
    assert served.welcome == f"Roadcrew is at http://127.0.0.1:{served.port} (Ctrl-C ends it).\n"
    assert next_line(served.process.stdout).startswith(
        "There is no account yet. This link makes the first one"
    )
    link = rf"http://127\.0\.0\.1:{served.port}/set-up/[\w-]{{43}}\n"
    assert re.fullmatch(link, next_line(served.process.stdout))
    assert fetch(served.port) == 200
    assert (served.data / "data" / "workshop.db").is_file()
    # A terminal sends its signals to the whole group, workers included; a supervisor sends SIGTERM to one.
    send = os.kill if how == "SIGTERM" else os.killpg
    send(served.process.pid, getattr(signal, how))
    out, err = served.process.communicate(timeout=ENOUGH)
    assert out == ""
    assert [json.loads(line)["status"] for line in err.splitlines()] == [200]
    assert served.process.returncode == 0
    with pytest.raises(ProcessLookupError):
        os.killpg(served.process.pid, 0)


@pytest.mark.skipif(sys.platform == "win32", reason="signals to process groups are POSIX")
def test_a_backup_is_made_while_served_and_restored_once_the_last_worker_has_gone(
    served: SimpleNamespace, tmp_path: Path
) -> None:
    assert fetch(served.port) == 200
    backup, data = tmp_path / "backup.db", served.data / "data"
    assert call("backup", backup, "--data", data) == 0
    assert call("restore", backup, "--data", data) == 2
    served.process.kill()  # the workers, which nobody ends now, go on
    served.process.wait(ENOUGH)
    assert fetch(served.port) == 200
    assert call("restore", backup, "--data", data) == 2
    os.killpg(served.process.pid, signal.SIGKILL)
    until = time.monotonic() + ENOUGH
    while call("restore", backup, "--data", data) != 0:
        assert time.monotonic() < until, "the lock outlived the workers"
        time.sleep(0.1)


def test_a_taken_port_is_one_sentence(served: SimpleNamespace) -> None:
    command = command_line("serve", "--port", served.port, "--data", served.data / "other")
    done = subprocess.run(command, capture_output=True, text=True, timeout=ENOUGH)
    assert (done.returncode, done.stdout) == (2, "")
    said = done.stderr
    assert said.startswith(f"Port {served.port} on 127.0.0.1 is taken")
    assert f"--port {served.port + 1}" in said
    assert len(said.splitlines()) == 1


def test_another_name_for_this_machine_is_refused(served: SimpleNamespace) -> None:
    assert fetch(served.port) == 200
    asked = urllib.request.Request(f"http://127.0.0.1:{served.port}/", headers={"Host": "evil.example"})
    with pytest.raises(urllib.error.HTTPError, match="421"):
        urllib.request.urlopen(asked, timeout=ENOUGH)


@pytest.mark.parametrize(
    ("host", "address", "known"),
    [
        ("127.0.0.1", "127.0.0.1", True),
        ("localhost", "::1", True),
        ("192.0.2.1", "192.0.2.1", False),
        ("0.0.0.0", "0.0.0.0", False),
    ],
)
def test_names_are_known_where_only_this_machine_is_served(host: str, address: str, known: bool) -> None:
    found = names(host, address)
    assert (found is not None and host in found and "localhost" in found) == known
    assert known or found is None


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--port", "0"], "is not a whole number from 1 to 65535"),
        (["--workers", "none"], "is not a whole number from 1 to 64"),
        (["--host", "nowhere.invalid"], "is not an address of this machine"),
        (["--host", "192.0.2.1"], "is not an address of this machine"),
        (["--data", "a file"], "The data folder a file cannot be used"),
        (["--data", "broken"], "The database in broken cannot be used"),
    ],
)
def test_serve_refuses_in_a_sentence(
    arguments: list[str],
    said: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a file").touch()
    Path("broken").mkdir()
    Path("broken", "workshop.db").write_bytes(b"not a database, certainly not" * 100)
    port = ["--port", str(free_port())]
    assert call("serve", *port, *arguments) == 2
    assert said in capsys.readouterr().err
