"""Files that appear in their place whole or not at all, whatever ends the program meanwhile."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

LOGS = ("-wal", "-journal")
"""What may lie beside a database, and belongs to what it holds."""
BESIDE = (*LOGS, "-shm")
"""What a database may have beside its file while it is open."""


@contextmanager
def drafted(draft: Path) -> Iterator[Path]:
    """Make an empty file that is ours alone for a block; what is left of it at the end is deleted."""
    os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        yield draft
    finally:
        remove(draft)


def remove(database: Path) -> None:
    """Delete a database that is not open, and what may lie beside it."""
    for ending in ("", *BESIDE):
        with suppress(OSError):
            database.with_name(database.name + ending).unlink(missing_ok=True)


def put(draft: Path, place: Path) -> None:
    """Move a finished file into its place, where it replaces what is there, and see to it that it stays."""
    settle(draft)
    os.replace(draft, place)
    _settle_folder(place.parent)


def keep(file: Path, name: Path) -> None:
    """Give a file a second name, or where the file system knows no such thing, a copy under it."""
    try:
        os.link(file, name)
    except FileExistsError:
        raise
    except OSError:
        with drafted(name.with_name(f"{name.name}.part")) as draft:
            shutil.copyfile(file, draft)
            put(draft, name)
    _settle_folder(name.parent)


def settle(file: Path) -> None:
    """Wait until a file's content would survive a power cut."""
    handle = os.open(file, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _settle_folder(folder: Path) -> None:
    if os.name == "nt":
        return  # where a folder cannot be opened, and names are settled with their files
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
