"""Who uses a data folder: servers share it, and whoever replaces what is in it must be alone.

Each holds a lock on the file `in-use`, which the system takes back when a process ends, however it ends.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

NAME = "in-use"
_PLACES = 1024
"""How many can share a folder where the system knows no shared locks: each locks a byte of its own."""


class InUse(RuntimeError):
    """Says that the folder cannot be had now: others use it, or someone has it alone."""


@contextmanager
def shared(folder: Path) -> Iterator[None]:
    """Use a folder beside others for a block; InUse while someone has it alone."""
    with _held(folder, alone=False):
        yield


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Have a folder alone for a block; InUse while anyone uses it."""
    with _held(folder, alone=True):
        yield


def share_until_the_end(folder: Path) -> None:
    """Use a folder beside others until this process ends; InUse while someone has it alone."""
    _take(folder, alone=False)


@contextmanager
def _held(folder: Path, *, alone: bool) -> Iterator[None]:
    handle = _take(folder, alone=alone)
    try:
        yield
    finally:
        os.close(handle)


def _take(folder: Path, *, alone: bool) -> int:
    handle = os.open(folder / NAME, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _lock(handle, alone=alone)
    except OSError as error:
        os.close(handle)
        raise InUse(f"{folder} is in use") from error
    return handle


if sys.platform == "win32":

    def _lock(handle: int, *, alone: bool) -> None:
        if alone:
            os.lseek(handle, 0, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, _PLACES)
            return
        for place in range(_PLACES):
            os.lseek(handle, place, os.SEEK_SET)
            try:
                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            except OSError:
                continue
            return
        raise OSError("every place is taken")

else:

    def _lock(handle: int, *, alone: bool) -> None:
        fcntl.flock(handle, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
