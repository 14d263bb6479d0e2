"""Servers that are measured: a port for each, and the moment from which it listens."""

import os
import socket
import subprocess
from contextlib import suppress
from itertools import count
from time import sleep

from workshop.commands.serving import HOST

_STARTING_SECONDS = 60
_FIRST_PORT, _PORTS = 15_000, 15_000
_numbers = count(os.getpid() * 61)


def free_port() -> int:
    """Return a port that nobody listens on, another one each time.

    It is none of those that a system gives to whoever asks for any, as somebody may before a server listens;
    and processes that look for some at the same time begin far from each other.
    """
    for _ in range(_PORTS):
        port = _FIRST_PORT + next(_numbers) % _PORTS
        with socket.socket() as probe, suppress(OSError):
            probe.bind((HOST, port))
            return port
    raise RuntimeError("no port is free on this machine")


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
