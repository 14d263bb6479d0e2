"""The method that what is said in a file rests on: its own, frozen, or the one that is installed here."""

from questionnaires.pack import MethodPack
from workshop.engagements.methods import shipped
from workshop.transfer.checking import rows
from workshop.transfer.faults import Faults
from workshop.transfer.parcel import Parcel, part_of
from workshop.transfer.recount import stored_pack
from workshop.transfer.tables import BY_NAME


def method_of(parcel: Parcel, faults: Faults) -> MethodPack:
    """Return the method of a file; raises FileFaults where it cannot be read."""
    table = BY_NAME["engagement_method"]
    for number, row in enumerate(rows(parcel, table), start=1):
        pack = stored_pack(row)
        if pack is not None:
            return pack
        faults.add("has no method that can be read.", part_of(table), number)
        faults.raise_if_any()
    engagement = next(iter(rows(parcel, BY_NAME["engagement"])))
    return shipped(str(engagement["pack"]))
