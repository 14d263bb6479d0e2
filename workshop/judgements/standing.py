"""What stands in an engagement for its consultants: the method judged by, scores, and the latest entries."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlite_utils import Database

from questionnaires.judgement import KINDS, Judgements, Kind, Target, target_of
from questionnaires.pack import Capability, MethodPack
from questionnaires.scores import Scores
from workshop.assessments.figures import Cell, of
from workshop.assessments.scored import scored
from workshop.assessments.store import Counted, latest_counted
from workshop.engagements.packs import engagement_pack
from workshop.engagements.store import Engagement
from workshop.judgements import store
from workshop.judgements.store import Entry

Place = tuple[str, Kind]
"""Where a judgement stands: the id of its capability, and its kind."""


@dataclass(frozen=True, slots=True)
class Line:
    """One capability: what people said of today and of what they want, and what consultants say."""

    capability: Capability
    today: Cell
    wanted: Cell
    judgements: Judgements
    target: Target


@dataclass(frozen=True, slots=True)
class Standing:
    """The latest entry at each place, with the scores they stand beside; `wave` is None before any count.

    `seen` is the number of the last entry there was.
    """

    pack: MethodPack
    wave: Counted | None
    scores: Scores | None
    entries: Mapping[Place, Entry]
    seen: int

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """Return what may be said: a score can be adjusted once there is one."""
        return tuple(kind for kind in KINDS if kind != "adjustment" or self.wave)

    def value(self, place: Place) -> float | None:
        """Return the figure that stands at a place."""
        entry = self.entries.get(place)
        return entry.value if entry else None

    def line(self, capability: Capability) -> Line:
        """Return a capability with what stands beside its figures."""
        held = {
            kind: self.entries[capability.id, kind].judgement
            for kind in KINDS
            if (capability.id, kind) in self.entries
        }
        judgements = Judgements(held.get("evidence"), held.get("target"), held.get("adjustment"))
        said = self.scores.capabilities[capability.id] if self.scores else None
        return Line(
            capability,
            of(said.current) if said else Cell(),
            of(said.target) if said else Cell(),
            judgements,
            target_of(said, judgements),
        )


def standing(db: Database, engagement: Engagement) -> Standing:
    """Return what stands in an engagement beside the latest wave that was counted."""
    wave = latest_counted(db, engagement.id)
    return Standing(
        wave.pack if wave else engagement_pack(db, engagement),
        wave,
        scored(wave) if wave else None,
        by_place(store.latest(db, engagement.id, wave.id if wave else None)),
        store.last_entry(db, engagement.id),
    )


def by_place(entries: list[Entry]) -> dict[Place, Entry]:
    """Return entries by where they stand."""
    return {(each.capability, each.kind): each for each in entries}
