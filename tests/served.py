"""The server in a process group of its own, and saves sent to it as a phone sends them."""

import http.client
import json
import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.typed import command_line
from workshop.commands.answering_at_once.serving import free_port, wait_for


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
    port = free_port()
    running = subprocess.Popen(
        command_line("serve", "--port", port, "--workers", 2, "--data", data),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        wait_for(running, port)
        yield Served(port, running.pid)
    finally:
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGKILL)
        running.wait()


def post(
    connection: http.client.HTTPConnection, address: str, batch: dict[str, object]
) -> tuple[int, dict[str, object]]:
    """Send a batch and return the status and what the server tells. Raises OSError or HTTPException."""
    connection.request("POST", f"{address}/save", json.dumps(batch), {"Content-Type": "application/json"})
    answer = connection.getresponse()
    body = answer.read()
    return answer.status, json.loads(body) if answer.status == 200 else {}
