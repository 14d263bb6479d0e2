"""Which initiatives the list shows: of one component, with the owner open, lacking something."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from questionnaires.pack import MethodPack
from workshop.roadmap.initiatives.missing import LACKS, missing
from workshop.roadmap.initiatives.store import Kept

LACKING: Mapping[str, str] = {"any": "Anything missing", **LACKS}
"""What the list can be narrowed to, by the word in the address."""
OTHER = ""
"""Stands for a component that the method does not know any more."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the list is narrowed to; empty is everything."""

    component: str = ""
    lacking: str = ""

    @classmethod
    def asked_for(cls, asked: Mapping[str, str], pack: MethodPack) -> "Narrowing":
        """Return what an address asks for; what it does not know counts as everything."""
        component, lacking = asked.get("component", ""), asked.get("lacking", "")
        known = {each.id for each in pack.components}
        return cls(component if component in known else "", lacking if lacking in LACKING else "")

    @property
    def is_everything(self) -> bool:
        """Return whether nothing is left out."""
        return not self.component and not self.lacking

    def fits(self, each: Kept, needed: Container[int] = ()) -> bool:
        """Return whether an initiative is shown; others rest on those that are `needed`."""
        if self.component and each.initiative.component != self.component:
            return False
        lacks = missing(each.initiative, needed)
        return not self.lacking or (bool(lacks) if self.lacking == "any" else self.lacking in lacks)


def by_component(found: Sequence[Kept], pack: MethodPack) -> tuple[tuple[str, tuple[Kept, ...]], ...]:
    """Return initiatives with the id of their component, in the order of the pack, unknown ones last."""
    order = {each.id: place for place, each in enumerate(pack.components)}

    def of(each: Kept) -> str:
        return each.initiative.component if each.initiative.component in order else OTHER

    inside = sorted(found, key=lambda each: order.get(each.initiative.component, len(order)))
    return tuple((component, tuple(those)) for component, those in groupby(inside, key=of))
