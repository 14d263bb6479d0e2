"""The sender beside a server: started with it, replaced when it dies, gone when it ends."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask

from tests.typed import command_line
from tests.workshop.mailing import Taker, bare_engagement, environment, mail_server, write_mail
from tests.workshop.test_mail_process import PATIENCE, wait_until
from workshop.commands.answering_at_once.serving import free_port


@pytest.mark.skipif(sys.platform != "linux", reason="finds processes as Linux tells of them")
def test_mail_goes_out_while_the_app_is_served(app: Flask) -> None:
    engagement, taker = bare_engagement(app), Taker()
    command = command_line(
        "serve", "--port", free_port(), "--workers", "1", "--data", app.config["DATA_FOLDER"]
    )
    with mail_server(taker) as server:
        running = subprocess.Popen(
            command, env=environment(server), stdout=subprocess.PIPE, text=True, start_new_session=True
        )
        try:
            write_mail(app, engagement, address="first@alder.example")
            wait_until(lambda: taker.addresses == ["first@alder.example"])
            [sender] = senders(running.pid)
            os.kill(sender, signal.SIGKILL)
            write_mail(app, engagement, address="second@alder.example")
            wait_until(lambda: taker.addresses[1:] == ["second@alder.example"])
            [second] = senders(running.pid)
            assert second != sender
        finally:
            running.send_signal(signal.SIGTERM)
            running.communicate(timeout=PATIENCE)
    assert running.returncode == 0
    with pytest.raises(ProcessLookupError):
        os.kill(second, 0)


def senders(parent: int) -> list[int]:
    """Return the numbers of the processes that send mail for a server."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                words = (folder / "cmdline").read_bytes().split(b"\0")
                line = (folder / "stat").read_text()
            except OSError:
                continue
            if b"workshop.jobs.process" in words and int(line.rpartition(")")[2].split()[1]) == parent:
                found.append(int(folder.name))
    return found
