"""The files in a file: the client's logo, made again, and those of documents, looked at as if just sent."""

from collections.abc import Mapping

from workshop.documents.files import LARGEST_TOGETHER, MEDIA_TYPES, NoFile, kind_of, safe_name
from workshop.engagements.logos.picture import NoLogo, logo_of
from workshop.engagements.logos.store import fingerprint_of
from workshop.transfer.checking import rows
from workshop.transfer.faults import Faults
from workshop.transfer.parcel import Parcel, file_of, part_of
from workshop.transfer.tables import BY_NAME


def remade(parcel: Parcel, faults: Faults) -> dict[tuple[str, int], Mapping[str, object]]:
    """Return what takes the place of what some rows hold, by table and row; wrong files become faults."""
    _check_documents(parcel, faults)
    return _logos(parcel, faults)


def _logos(parcel: Parcel, faults: Faults) -> dict[tuple[str, int], Mapping[str, object]]:
    """Return the logo as if it had been sent by itself; what else the picture holds is left behind."""
    table, made = BY_NAME["logo"], {}
    for number, _ in enumerate(rows(parcel, table), start=1):
        name = file_of(table, number)
        try:
            png = logo_of(parcel.files.read(name))
        except NoLogo:
            faults.add("is no picture that can be read.", name)
        else:
            made[table.name, number] = {"png": png, "fingerprint": fingerprint_of(png)}
    return made


def _check_documents(parcel: Parcel, faults: Faults) -> None:
    table, total = BY_NAME["document_file"], 0
    for number, row in enumerate(rows(parcel, table), start=1):
        name, called, kind = file_of(table, number), str(row["name"]), str(row["kind"])
        total += parcel.files.size(name)
        if kind not in MEDIA_TYPES or safe_name(called, kind) != called:
            faults.add("name is none that a file is kept under.", part_of(table), number)
            continue
        try:
            if kind_of(parcel.files.read(name), called) != kind:
                faults.add(f"is no file of the kind {kind}.", name)
        except NoFile as fault:
            faults.add(f"is not kept of a document. {fault}", name)
    if total > LARGEST_TOGETHER:
        said = f"has files of more than {LARGEST_TOGETHER // 2**20} MB together."
        faults.add(said, part_of(table))
