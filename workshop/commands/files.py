"""The files that commands read, and write whole or not at all."""

import contextlib
import os
import sys
from pathlib import Path

from workshop.commands.refusal import Refused, reason


def read_file(place: Path) -> bytes:
    """Return the bytes of a file; Refused where that cannot be."""
    if place.is_dir():
        raise Refused(f"{place} is a folder; name a file.")
    try:
        return place.read_bytes()
    except OSError as error:
        raise Refused(
            f"{place} cannot be read ({reason(error)}); check the name and who may read it."
        ) from error


def check_output(place: Path, source: Path) -> None:
    """Refuse, before any work, a place that cannot be written or that holds what is read."""
    if place.is_dir():
        raise Refused(f"{place} is a folder; name the file to write.")
    if not place.resolve().parent.is_dir():
        raise Refused(f"The folder {place.resolve().parent} does not exist; make it, or name another.")
    if place.exists() and source.exists() and place.samefile(source):
        raise Refused(f"{place} holds the answers and would be overwritten; name another file.")


def write_file(place: Path, data: bytes) -> None:
    """Write a file whole: readers see the old one or the new one, and an error leaves the old one."""
    place = place.resolve()
    try:
        if place.exists() and not place.is_file():
            place.write_bytes(data)  # a device or a pipe is written to, not replaced
            return
        draft = place.with_name(f".{place.name}.{os.getpid()}.part")
        try:
            with draft.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(draft, place)
        finally:
            with contextlib.suppress(OSError):
                draft.unlink(missing_ok=True)
    except OSError as error:
        raise Refused(
            f"{place} cannot be written ({reason(error)}); close it where it is open, or name another place."
        ) from error


def write_output(data: bytes) -> None:
    """Write bytes to the standard output."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
