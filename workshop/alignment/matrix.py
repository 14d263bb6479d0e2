"""The matrix of an engagement: how strongly each capability supports each priority, and what follows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlite_utils import Database

from questionnaires.alignment import NONE, Weights, strategic_weights, suggested
from questionnaires.pack import Capability, Component
from workshop.alignment import store
from workshop.engagements.packs import engagement_pack
from workshop.engagements.store import Engagement
from workshop.priorities.store import Priority
from workshop.priorities.weighing import Weighed, weighed


@dataclass(frozen=True, slots=True)
class Support:
    """One cell: how strongly a capability supports a priority, what the method says, and its saves."""

    priority_id: int
    capability: str
    strength: int
    suggested: int
    revision: int

    @property
    def own(self) -> bool:
        """Return whether it was chosen otherwise than the method says."""
        return self.strength != self.suggested


@dataclass(frozen=True, slots=True)
class Row:
    """One capability: its cells in the order of the priorities."""

    capability: Capability
    cells: tuple[Support, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one component."""

    component: Component
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The whole matrix, with the strategic weights of the capabilities."""

    weighed: Weighed
    parts: tuple[Part, ...]
    weights: Weights

    @property
    def priorities(self) -> tuple[Priority, ...]:
        """Return the priorities, which are its columns."""
        return self.weighed.priorities

    @property
    def rows(self) -> tuple[Row, ...]:
        """Return the rows of all components."""
        return tuple(row for part in self.parts for row in part.rows)

    @property
    def cells(self) -> dict[tuple[int, str], Support]:
        """Return the cells by priority and capability."""
        return {(each.priority_id, each.capability): each for row in self.rows for each in row.cells}

    @property
    def own(self) -> tuple[Support, ...]:
        """Return the cells that say otherwise than the method."""
        return tuple(each for row in self.rows for each in row.cells if each.own)

    @property
    def supported(self) -> dict[int, int]:
        """Return for each priority how many capabilities support it."""
        counts = {each.id: 0 for each in self.priorities}
        for row in self.rows:
            for cell in row.cells:
                counts[cell.priority_id] += cell.strength != NONE
        return counts

    @property
    def strategic(self) -> Mapping[str, float] | None:
        """Return the share of each capability in the priorities, by its id; they sum to 1.

        None where there is no alignment to speak of: no priority is named, or no capability supports one that
        weighs anything. Whoever asks then falls back on something else, and says so.
        """
        if not self.priorities or self.weights.alike or not self.weights.shares:
            return None
        return self.weights.shares

    @property
    def greatest(self) -> float:
        """Return the greatest share of a capability, 0 where there is none."""
        return max(self.weights.shares.values(), default=0.0)


def matrix(db: Database, engagement: Engagement) -> Matrix:
    """Return the matrix of an engagement: what was saved, and what the method says of everything else."""
    pack = engagement_pack(db, engagement)
    found = weighed(db, engagement.id)
    saved = store.cells(db, engagement.id)
    says = {each.id: suggested(pack, each.pack_priority) for each in found.priorities}
    parts = tuple(
        Part(
            component,
            tuple(
                Row(each, _cells(each.id, found.priorities, says, saved)) for each in component.capabilities
            ),
        )
        for component in pack.components
    )
    strengths: dict[int, dict[str, int]] = {each.id: {} for each in found.priorities}
    for part in parts:
        for row in part.rows:
            for cell in row.cells:
                strengths[cell.priority_id][cell.capability] = cell.strength
    ids = [each.id for each in pack.capabilities]
    return Matrix(found, parts, strategic_weights(found.shares, strengths, ids))


def _cells(
    capability: str,
    priorities: Iterable[Priority],
    says: Mapping[int, Mapping[str, int]],
    saved: Mapping[tuple[int, str], store.Cell],
) -> tuple[Support, ...]:
    made = []
    for each in priorities:
        method = says[each.id].get(capability, NONE)
        cell = saved.get((each.id, capability))
        strength, revision = (cell.strength, cell.revision) if cell else (method, 0)
        made.append(Support(each.id, capability, strength, method, revision))
    return tuple(made)
