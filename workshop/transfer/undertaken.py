"""What a file holds of initiatives and the roadmap: of its method, as many as there may be, in no circle."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from questionnaires.pack import MethodPack
from workshop.roadmap.capacity_form import MOST_ROLES
from workshop.roadmap.initiatives.rows import MOST_ROWS, QUARTERS
from workshop.roadmap.initiatives.suggesting import MOST
from workshop.transfer.checking import Row, check_rows, rows
from workshop.transfer.faults import Faults
from workshop.transfer.parcel import Parcel, part_of
from workshop.transfer.tables import BY_NAME

_JOINED = 8
"""Initiatives that are merged into one bring their lists along."""
_LISTS = ("lift", "finding", "deliverable", "milestone", "measure", "effort", "risk", "source")
_ON = "initiative_prerequisite"


def check_undertaken(parcel: Parcel, pack: MethodPack, faults: Faults) -> None:
    """Add what is wrong with initiatives, their lists, and the roles of the roadmap to the faults."""
    check_rows(parcel, _Check(pack).by_table, faults)


def check_circles(parcel: Parcel, faults: Faults) -> None:
    """Add what initiatives rest on in a circle to the faults; there are no more than there may be of them.

    What rests on nothing that is left is taken away, again and again, and so is what nothing rests on: what
    cannot be taken away stands in circles, or between two of them.
    """
    left: dict[object, dict[object, int]] = {}
    for number, row in enumerate(rows(parcel, BY_NAME[_ON]), start=1):
        left.setdefault(row["initiative_id"], {})[row["prerequisite_id"]] = number
    while free := {one for one, those in left.items() if not left.keys() & those.keys()}:
        left = {one: those for one, those in left.items() if one not in free}
    while loose := {one for one in left if not any(one in those for those in left.values())}:
        left = {one: those for one, those in left.items() if one not in loose}
    held = (number for those in left.values() for other, number in those.items() if other in left)
    for number in sorted(held):
        faults.add("makes initiatives rest on each other in a circle.", part_of(BY_NAME[_ON]), number)


@dataclass
class _Check:
    """The checks, each a function that yields what is wrong with a row of its table."""

    pack: MethodPack
    count: Counter[object] = field(default_factory=Counter)

    @property
    def by_table(self) -> Mapping[str, Callable[[Row], Iterator[str]]]:
        """Return the checks by table, in the order of the file."""
        lists = {f"initiative_{name}": self._list(name) for name in _LISTS}
        return {"initiative": self._initiative, **lists, "roadmap_role": self._role}

    def _initiative(self, row: Row) -> Iterator[str]:
        if row["component"] not in {each.id for each in self.pack.components}:
            yield "names a component that its method does not have."
        yield from self._more("initiative", MOST, "initiatives that an engagement may have")

    def _list(self, name: str) -> Callable[[Row], Iterator[str]]:
        most = MOST_ROWS * _JOINED * (QUARTERS if name == "effort" else 1)

        def say(row: Row) -> Iterator[str]:
            if name == "lift" and row["capability"] not in self.pack.capability:
                yield "names a capability that its method does not have."
            yield from self._more((name, row["initiative_id"]), most, "rows that an initiative may have here")

        return say

    def _role(self, row: Row) -> Iterator[str]:
        yield from self._more("role", MOST_ROLES, "roles that a roadmap may have")

    def _more(self, counted: object, most: int, of_what: str) -> Iterator[str]:
        self.count[counted] += 1
        if self.count[counted] == most + 1:
            yield f"is one more than the {most:,} {of_what}."
