"""What a questionnaire asks for as a matrix: each component whole, its short form, some of it, or nothing."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from questionnaires.pack import Capability, Component, MethodPack

Part = Literal["all", "short", "some", "none"]
PARTS: tuple[Part, ...] = ("all", "short", "some", "none")


@dataclass(frozen=True, slots=True)
class Row:
    """A component with what is chosen of it, and the ids of the capabilities that are."""

    component: Component
    chosen: Part
    ticked: frozenset[str]

    @property
    def short(self) -> tuple[Capability, ...]:
        """Return its capabilities of the short form."""
        return tuple(each for each in self.component.capabilities if each.short_form)

    @property
    def offered(self) -> dict[Part, str]:
        """Return what can be chosen of it."""
        many, few = len(self.component.capabilities), len(self.short)
        short: dict[Part, str] = {"short": f"The short form: {few}"} if 0 < few < many else {}
        return {"all": f"All {many}", **short, "some": "Those ticked", "none": "Nothing"}


def rows_of(pack: MethodPack, capabilities: Collection[str]) -> list[Row]:
    """Return the matrix in which some capabilities are chosen."""
    rows = []
    for component in pack.components:
        ids = frozenset(each.id for each in component.capabilities)
        ticked = ids & frozenset(capabilities)
        rows.append(Row(component, _named(component, ticked), ticked))
    return rows


def rows_from(pack: MethodPack, form: Mapping[str, str], ticked: Collection[str]) -> list[Row]:
    """Return the matrix that a form holds.

    Where the choice for a component was changed it counts, else the ticks do: they were shown with it.
    """
    capabilities: set[str] = set()
    for component in pack.components:
        ids = {each.id for each in component.capabilities}
        choice = form.get(f"part-{component.id}", "")
        if choice == form.get(f"shown-{component.id}", "") or choice not in ("all", "short", "none"):
            capabilities |= ids & set(ticked)
        elif choice != "none":
            capabilities |= {each.id for each in component.capabilities if choice == "all" or each.short_form}
    return rows_of(pack, capabilities)


def ticked_in(rows: Sequence[Row]) -> frozenset[str]:
    """Return the capabilities that are chosen."""
    return frozenset().union(*(row.ticked for row in rows))


def _named(component: Component, ticked: frozenset[str]) -> Part:
    if not ticked:
        return "none"
    if len(ticked) == len(component.capabilities):
        return "all"
    short = {each.id for each in component.capabilities if each.short_form}
    return "short" if ticked == short else "some"
