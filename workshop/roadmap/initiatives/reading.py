"""What stands around the initiatives of an engagement: findings, levels, targets, priorities, objectives."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from sqlite_utils import Database

from questionnaires.judgement import Target, target_of
from questionnaires.pack import MethodPack
from questionnaires.roadmap.drafting import Found, Ground, Suggestion, suggest
from questionnaires.rounding import rounded
from questionnaires.scores import Distribution, Scores
from workshop.engagements.packs import engagement_pack
from workshop.engagements.store import Engagement
from workshop.findings.reading import Accepted, accepted, basis, context_of
from workshop.judgements.reading import judgements_of
from workshop.outlook.store import Objective, objectives
from workshop.priorities.store import Priority, priorities
from workshop.roadmap.initiatives import store
from workshop.roadmap.initiatives.store import Dismissal, Kept


@dataclass(frozen=True)
class Room:
    """The initiatives of an engagement, and all that they are traced to.

    `levels` are the means of today that may be shown, `targets` what is wanted, both by capability; `wave`
    is the number of the wave that they are of, 0 where nothing was counted yet.
    """

    pack: MethodPack
    kept: tuple[Kept, ...]
    findings: Mapping[str, Accepted]
    priorities: Mapping[int, Priority]
    objectives: Mapping[int, Objective]
    levels: Mapping[str, float]
    targets: Mapping[str, Target]
    wave: int
    dismissals: Mapping[str, Dismissal]
    ground: Ground

    @cached_property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """Return what is suggested beside what there is."""
        return suggest(self.pack, self.ground)

    @cached_property
    def titles(self) -> Mapping[int, str]:
        """Return the titles by number."""
        return {each.id: each.initiative.title for each in self.kept}

    @cached_property
    def links(self) -> Mapping[int, tuple[int, ...]]:
        """Return what each initiative rests on, by its number."""
        return {each.id: each.initiative.prerequisites for each in self.kept}

    @cached_property
    def components(self) -> Mapping[str, str]:
        """Return the names of the components by id."""
        return {each.id: each.name for each in self.pack.components}

    @cached_property
    def needed(self) -> frozenset[int]:
        """Return the numbers of those that others rest on."""
        return frozenset(number for those in self.links.values() for number in those)

    def one(self, number: int) -> Kept | None:
        """Return one of the initiatives, or None."""
        return next((each for each in self.kept if each.id == number), None)

    def resting_on(self, number: int) -> tuple[Kept, ...]:
        """Return the initiatives that rest on one."""
        return tuple(each for each in self.kept if number in each.initiative.prerequisites)

    def capability_name(self, identifier: str) -> str:
        """Return the name of a capability; of one that the method does not know any more its id."""
        found = self.pack.capability.get(identifier)
        return found.name if found else identifier

    def usual_origin(self, capability: str) -> float | None:
        """Return the level that a capability is raised from: today's to one decimal, where it is shown."""
        level = self.levels.get(capability)
        return None if level is None else float(rounded(level))


def room_of(db: Database, engagement: Engagement) -> Room:
    """Return the initiatives of an engagement with all that stands around them."""
    ground = basis(db, engagement)
    pack = ground.wave.pack if ground else engagement_pack(db, engagement)
    kept, left_out = store.kept(db, engagement.id), store.dismissals(db, engagement.id)
    scores = ground.scores if ground else None
    found = accepted(db, engagement.id, ground)
    aims = ground.context.aims if ground else context_of(db, engagement).aims
    held = {each.id: each for each in priorities(db, engagement.id)}
    led_to = {each.id: each for each in objectives(db, engagement.id)}
    targets = _targets(db, engagement, pack, scores)
    levels = _levels(pack, scores)
    return Room(
        pack,
        kept,
        {each.key: each for each in found},
        held,
        led_to,
        levels,
        targets,
        ground.wave.number if ground else 0,
        left_out,
        Ground(
            levels=levels,
            targets=targets,
            findings=tuple(_found(each) for each in found),
            aims=aims,
            numbers={each.key: each.id for each in held.values()},
            objectives=tuple((each.id, each.priority_id) for each in led_to.values()),
            drafted=frozenset().union(*(each.keys for each in kept)),
            left_out=frozenset(left_out),
        ),
    )


def _found(each: Accepted) -> Found:
    return Found(each.key, each.kind, each.title, each.capabilities, tuple(map(_found, each.parts)))


def _levels(pack: MethodPack, scores: Scores | None) -> Mapping[str, float]:
    """Return the means that are shown; a hidden one is missing just as if nobody had been asked."""
    found = {}
    for each in pack.capabilities if scores else ():
        current = scores.capabilities[each.id].current if scores else None
        if isinstance(current, Distribution) and current.mean is not None:
            found[each.id] = current.mean
    return found


def _targets(
    db: Database, engagement: Engagement, pack: MethodPack, scores: Scores | None
) -> Mapping[str, Target]:
    said = judgements_of(db, engagement.id)
    return {
        each.id: target_of(scores.capabilities[each.id] if scores else None, said.get(each.id))
        for each in pack.capabilities
    }
