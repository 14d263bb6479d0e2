"""Which pack a command works on: one that is shipped, a folder, or a workbook."""

from pathlib import Path

from questionnaires.loading import MAIN, PackFaults, read_pack_folder, shipped_names, shipped_pack
from questionnaires.pack import MethodPack
from questionnaires.pack_sheets import from_workbook
from workshop.commands.files import read_file
from workshop.commands.refusal import Refused, reason, refused_faults

WHICH = f"a folder, a workbook (.xlsx), or one that is shipped ({', '.join(shipped_names())})"
"""How the arguments of commands describe a pack."""


def named_pack(name: str) -> MethodPack:
    """Return the pack of that name; Refused with every fault of it."""
    try:
        return read_pack(name)
    except PackFaults as faults:
        raise refused_faults(f"The pack in {name}", faults.faults) from faults


def read_pack(name: str) -> MethodPack:
    """Return the pack of that name; PackFaults where it has any, Refused where there is none."""
    if name in shipped_names():
        return shipped_pack(name)
    try:
        return _read_place(name, Path(name))
    except OSError as error:
        raise Refused(
            f"The pack in {name} cannot be read ({reason(error)}); check the name and who may read it."
        ) from error


def _read_place(name: str, place: Path) -> MethodPack:
    if not name or not place.exists():
        known = ", ".join(shipped_names())
        raise Refused(
            f"There is no pack {name!r}; name a shipped one ({known}), a folder with a {MAIN}, "
            "or a workbook (.xlsx)."
        )
    if not place.is_dir():
        if place.suffix.lower() == ".xlsx":
            return from_workbook(read_file(place))
        raise Refused(f"{name} is neither a folder nor a workbook (.xlsx); name the folder of the pack.")
    if not (place / MAIN).is_file():
        raise Refused(f"The folder {name} holds no {MAIN}; name the folder of a pack, or make one: pack new.")
    return read_pack_folder(place)
