"""Waits that end: what a test waits for comes, or the test fails in a sentence."""

import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from os import PathLike
from threading import Thread
from typing import IO, Any

PATIENCE = 120
"""Seconds after which something will not come any more, on a machine that does much else beside."""


def together(threads: Sequence[Thread]) -> None:
    """Run threads and wait until all have ended. One that hangs does not keep the program from ending."""
    for each in threads:
        each.daemon = True
        each.start()
    ended(threads)


def ended(threads: Sequence[Thread]) -> None:
    """Wait until threads have ended."""
    for each in threads:
        each.join(PATIENCE)
        assert not each.is_alive(), f"a thread still runs after {PATIENCE} seconds"


def next_line(stream: IO[str] | None) -> str:
    """Wait for the next line that a program says; an empty text is its end."""
    assert stream is not None
    said: list[str] = []
    reader = Thread(target=lambda: said.append(stream.readline()), daemon=True)
    reader.start()
    reader.join(PATIENCE)
    assert said, f"a program said nothing for {PATIENCE} seconds"
    return said[0]


@contextmanager
def program(command: Sequence[str | PathLike[str]], **options: Any) -> Iterator["subprocess.Popen[str]"]:
    """Run a program for a block, and end it with the block, also where that fails."""
    with subprocess.Popen(command, text=True, **options) as process:
        try:
            yield process
        finally:
            process.kill()
