"""The files that commands read, and write whole or not at all."""

import contextlib
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
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


def check_output(place: Path, source: Path | None = None) -> None:
    """Refuse, before any work, a place that cannot be written or that holds what is read."""
    with _writing(place):
        if place.is_dir():
            raise Refused(f"{place} is a folder; name the file to write.")
        _check_parent(place)
        if source and place.exists() and source.exists() and place.samefile(source):
            raise Refused(f"{place} is what is read and would be overwritten; name another file.")


def write_file(place: Path, data: bytes) -> None:
    """Write a file whole: readers see the old one or the new one, and an error leaves the old one."""
    place = place.resolve()
    with _writing(place):
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


def check_new_folder(place: Path) -> None:
    """Refuse, before any work, a folder that cannot be made or that holds something."""
    with _writing(place):
        if place.is_dir():
            if any(place.iterdir()):
                raise Refused(f"The folder {place} is not empty; name a new one.")
        elif place.exists() or place.is_symlink():
            raise Refused(f"{place} is not a folder; name a new one.")
        else:
            _check_parent(place)


def write_folder(place: Path, files: Mapping[str, bytes]) -> None:
    """Write a folder of files that is empty or not yet there: all of them, or after an error none."""
    check_new_folder(place)
    place = place.resolve()
    # An empty folder stays the one it is, since someone may be standing in it.
    there = place.exists()
    draft = (place if there else place.parent) / f".{place.name}.{os.getpid()}.part"
    moved: list[Path] = []
    with _writing(place):
        try:
            draft.mkdir()
            for name, data in files.items():
                (draft / name).write_bytes(data)
            if not there:
                os.rename(draft, place)
            for name in files if there else ():
                os.rename(draft / name, place / name)
                moved.append(place / name)
        except BaseException:
            for each in moved:
                each.unlink(missing_ok=True)
            raise
        finally:
            shutil.rmtree(draft, ignore_errors=True)


def _check_parent(place: Path) -> None:
    if not place.resolve().parent.is_dir():
        raise Refused(f"The folder {place.resolve().parent} does not exist; make it, or name another.")


@contextlib.contextmanager
def _writing(place: Path) -> Iterator[None]:
    """Refuse what the system refuses."""
    try:
        yield
    except OSError as error:
        raise Refused(
            f"{place} cannot be written ({reason(error)}); close it where it is open, or name another place."
        ) from error


def write_output(data: bytes) -> None:
    """Write bytes to the standard output."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
