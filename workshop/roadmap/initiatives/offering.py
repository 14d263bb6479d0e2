"""What there is to choose from in the form of an initiative."""

from collections.abc import Mapping
from dataclasses import dataclass

from questionnaires.roadmap.drafted import role_name
from workshop.roadmap.initiatives.reading import Room
from workshop.roadmap.initiatives.store import Kept

_SHORT = 90
"""An objective of several sentences is told by its beginning."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What may be chosen, by value with its label; capabilities stand under the names of their components."""

    components: Mapping[str, str]
    capabilities: Mapping[str, Mapping[str, str]]
    findings: Mapping[str, str]
    priorities: Mapping[str, str]
    objectives: Mapping[str, str]
    initiatives: Mapping[str, str]
    roles: tuple[str, ...]


def offer_of(room: Room, found: Kept | None = None) -> Offer:
    """Return what there is to choose from for an initiative, or for a new one.

    What it holds already stays on offer, even where a finding is not accepted any more or where the method
    does not know a capability any more.
    """
    components = {each.id: each.name for each in room.pack.components}
    capabilities = {
        part.name: {each.id: f"{each.id} {each.name}" for each in part.capabilities}
        for part in room.pack.components
    }
    findings = {key: each.title for key, each in room.findings.items()}
    if found:
        held = found.initiative
        components.setdefault(held.component, held.component)
        strange = [each.capability for each in held.lifts if each.capability not in room.pack.capability]
        if strange:
            capabilities["Not in the method any more"] = {each: each for each in strange}
        for key in held.findings:
            findings.setdefault(key, f"A finding that is not accepted any more ({key})")
    return Offer(
        components,
        capabilities,
        findings,
        {str(each.id): each.name for each in room.priorities.values()},
        {str(each.id): _short(each.text) for each in room.objectives.values()},
        {str(each.id): each.initiative.title for each in room.kept if not found or each.id != found.id},
        _roles(room),
    )


def _roles(room: Room) -> tuple[str, ...]:
    """Return the roles that are named anywhere: here, and in the catalogue."""
    here = [each.role for kept in room.kept for each in kept.initiative.effort]
    catalogue = [role_name(role) for each in room.pack.initiatives for role in each.effort]
    return tuple(sorted({*here, *catalogue}, key=str.casefold))


def _short(text: str) -> str:
    bare = " ".join(text.split())
    return bare if len(bare) <= _SHORT else f"{bare[:_SHORT].rsplit(' ', 1)[0]} …"
