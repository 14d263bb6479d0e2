"""Servers that are measured: a port for each, and the moment from which it listens."""

import socket
import subprocess
from time import sleep

from workshop.commands.serving import HOST

_STARTING_SECONDS = 20


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def wait_for(server: "subprocess.Popen[bytes]", port: int) -> None:
    """Return once a server listens. Raises RuntimeError if it ends or takes too long."""
    pause = 0.05
    for _ in range(round(_STARTING_SECONDS / pause)):
        if server.poll() is not None:
            break
        try:
            socket.create_connection((HOST, port), timeout=1).close()
        except OSError:
            sleep(pause)
        else:
            return
    raise RuntimeError("a server to be measured did not start")
