"""What a file holds of findings: each about what its method has, merged into one that is made of others."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from questionnaires.findings import KINDS
from questionnaires.pack import MethodPack
from workshop.findings.store import OWN
from workshop.transfer.checking import Row, check_rows, rows
from workshop.transfer.faults import Faults
from workshop.transfer.parcel import Parcel
from workshop.transfer.tables import BY_NAME

_KEY = re.compile(rf"(?:{'|'.join((*KINDS, OWN))}):\S.*")


def check_found(parcel: Parcel, pack: MethodPack, faults: Faults) -> None:
    """Add what is wrong with findings to the faults."""
    check_rows(parcel, _Check(parcel, pack).by_table, faults)


@dataclass
class _Check:
    """The checks, each a function that yields what is wrong with a row of its table."""

    parcel: Parcel
    pack: MethodPack

    def __post_init__(self) -> None:
        held = list(rows(self.parcel, BY_NAME["finding"]))
        self.own = {row["id"] for row in held if row["kind"] == OWN}
        self.parts = {row["finding_id"] for row in rows(self.parcel, BY_NAME["finding_merger"])}

    @property
    def by_table(self) -> Mapping[str, Callable[[Row], Iterator[str]]]:
        """Return the checks by table, in the order of the file."""
        return {
            "finding": self._finding,
            "finding_capability": self._capability,
            "finding_merger": self._merger,
        }

    def _finding(self, row: Row) -> Iterator[str]:
        key = str(row["key"])
        if not _KEY.fullmatch(key) or key.partition(":")[0] != row["kind"]:
            yield "key is none that a finding has."
        if row["component"] and row["component"] not in {each.id for each in self.pack.components}:
            yield "names a component that its method does not have."

    def _capability(self, row: Row) -> Iterator[str]:
        if row["capability"] not in self.pack.capability:
            yield "names a capability that its method does not have."

    def _merger(self, row: Row) -> Iterator[str]:
        if row["into_id"] not in self.own or row["into_id"] in self.parts:
            yield "is merged into a finding that is not made of others."
