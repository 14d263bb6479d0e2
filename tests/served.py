"""The server in a process group of its own, and saves sent to it as a phone sends them."""

import http.client
import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.typed import command_line


@dataclass(frozen=True)
class Served:
    """A server that answers: its port, and the number of its process group."""

    port: int
    group: int

    def kill(self) -> None:
        """End everything at once, as a power cut would: no process gets to finish anything."""
        os.killpg(self.group, signal.SIGKILL)


@contextmanager
def served(data: Path) -> Iterator[Served]:
    """Serve a data folder with two workers for a block."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    running = subprocess.Popen(
        command_line("serve", "--port", port, "--workers", 2, "--data", data),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait(running, port)
        yield Served(port, running.pid)
    finally:
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGKILL)
        running.wait()


def _wait(running: "subprocess.Popen[bytes]", port: int) -> None:
    for _ in range(300):
        assert running.poll() is None, "the server ended by itself"
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the server did not start")


def post(
    connection: http.client.HTTPConnection, address: str, batch: dict[str, object]
) -> tuple[int, dict[str, object]]:
    """Send a batch and return the status and what the server tells. Raises OSError or HTTPException."""
    connection.request("POST", f"{address}/save", json.dumps(batch), {"Content-Type": "application/json"})
    answer = connection.getresponse()
    body = answer.read()
    return answer.status, json.loads(body) if answer.status == 200 else {}
