"""An initiative of the catalogue as it is drafted: from the levels of today on, and what it answers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from questionnaires.alignment import STRONG
from questionnaires.finding import Aim
from questionnaires.initiative import Initiative as Catalogued
from questionnaires.initiative import Raise
from questionnaires.judgement import Target
from questionnaires.pack import MethodPack
from questionnaires.phrasing import raised
from questionnaires.roadmap.plan import Effort, Initiative, Lift, Measure, Milestone, Risk, Span
from questionnaires.rounding import rounded

THOUSAND = 1000
"""The catalogue gives money in thousands."""
NEAR = 0.5
"""A later stage of a capability is for whoever stands at most half a level below where it begins."""
_SHORT_WORDS = {"it": "IT", "hr": "HR", "pr": "PR", "bi": "BI", "ai": "AI", "qa": "QA"}


@dataclass(frozen=True, slots=True)
class Found:
    """An accepted finding; `parts` are those that were merged into it, `kind` is own for a consultant's."""

    key: str
    kind: str
    title: str
    capabilities: tuple[str, ...] = ()
    parts: tuple["Found", ...] = ()

    @property
    def asks(self) -> frozenset[str]:
        """Return the capabilities that it asks to raise: of a foundation the one below, of some none."""
        if self.parts:
            return frozenset().union(*(each.asks for each in self.parts))
        if self.kind in ("gap", "own"):
            return frozenset(self.capabilities)
        return frozenset(self.capabilities[1:]) if self.kind == "foundation" else frozenset()

    @property
    def strengths(self) -> frozenset[str]:
        """Return the capabilities that it calls strong."""
        if self.parts:
            return frozenset().union(*(each.strengths for each in self.parts))
        return frozenset(self.capabilities) if self.kind in ("strength", "opportunity") else frozenset()


@dataclass(frozen=True, slots=True)
class Ground:
    """What is drafted from, beside the catalogue.

    `levels` are means of today that may be shown, by capability; one that is hidden is missing as if nobody
    had been asked. `aims` are the priorities and `numbers` their numbers by key; `objectives` are numbers
    of objectives with that of the priority that each serves, in their order. `drafted` are the ids in the
    catalogue of what there is already, `left_out` of what is not to be suggested.
    """

    levels: Mapping[str, float] = field(default_factory=dict)
    targets: Mapping[str, Target] = field(default_factory=dict)
    findings: Sequence[Found] = ()
    aims: Sequence[Aim] = ()
    numbers: Mapping[str, int] = field(default_factory=dict)
    objectives: Sequence[tuple[int, int | None]] = ()
    drafted: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Catalogue:
    """The catalogue of a pack, seen from where an engagement stands."""

    pack: MethodPack
    ground: Ground

    @cached_property
    def initiatives(self) -> Mapping[str, Catalogued]:
        """Return the initiatives by id."""
        return {each.id: each for each in self.pack.initiatives}

    @cached_property
    def _first_stage(self) -> Mapping[str, int]:
        """Return the lowest level that anything of the catalogue begins at, by capability."""
        found: dict[str, int] = {}
        for each in self.pack.initiatives:
            for rise in each.raises:
                found[rise.capability] = min(rise.origin, found.get(rise.capability, rise.origin))
        return found

    def drafted(self, each: Catalogued) -> Initiative:
        """Return an initiative with what the catalogue says of it, from the levels of today on."""
        lifts = self.lifts(each)
        lifted = frozenset(lift.capability for lift in lifts)
        priorities = self._served(lifted)
        return Initiative(
            id=0,
            key=each.id,
            title=each.title,
            component=self.pack.component_of[each.raises[0].capability].id,
            why=each.why,
            lifts=lifts,
            findings=tuple(found.key for found in self.ground.findings if self._traces(each, lifted, found)),
            priorities=priorities,
            objective=next((number for number, aim in self.ground.objectives if aim in priorities), None),
            deliverables=each.deliverables,
            milestones=tuple(Milestone(one.quarter, one.text) for one in each.milestones),
            measures=tuple(Measure.of(one) for one in each.measures),
            quarters=each.quarters,
            effort=tuple(_effort(each)),
            one_off=_money(each.cost.one_off),
            running=_money(each.cost.running),
            risks=tuple(Risk(one) for one in each.risks),
            stops_if=each.stops_if,
            uses_strength=each.uses_strength,
        )

    def _traces(self, each: Catalogued, lifted: frozenset[str], found: Found) -> bool:
        """Return whether it answers a finding: it raises what that asks for, or uses a strength."""
        return bool(lifted & found.asks) or (each.uses_strength and self.asked_for(each, found))

    def _served(self, lifted: frozenset[str]) -> tuple[int, ...]:
        """Return the priorities that what is raised supports strongly, or else at all, the heaviest first."""
        for least in (STRONG, 1):
            found = [
                aim
                for aim in sorted(self.ground.aims, key=lambda each: -each.share)
                if any(aim.supports.get(each, 0) >= least for each in lifted)
            ]
            if found:
                return tuple(self.ground.numbers[aim.key] for aim in found if aim.key in self.ground.numbers)
        return ()

    def asked_for(self, each: Catalogued, found: Found) -> bool:
        """Return whether a finding asks for an initiative that raises something."""
        lifted = {lift.capability for lift in self.lifts(each)}
        if each.uses_strength:
            return bool(lifted and found.strengths & self._around(each))
        return bool(lifted & found.asks)

    def _around(self, each: Catalogued) -> set[str]:
        """Return the capabilities that an initiative raises, and those that these rest on."""
        own = {rise.capability for rise in each.raises}
        return own.union(*(self.pack.capability[one].rests_on for one in own))

    def lifts(self, each: Catalogued) -> tuple[Lift, ...]:
        """Return what an initiative raises from today on; nothing where it is reached, or not wanted."""
        return tuple(lift for rise in each.raises if (lift := self._lift(rise)) is not None)

    def is_reached(self, rise: Raise) -> bool:
        """Return whether what is raised is shown to be there already, or to be as much as is wanted."""
        level = self.ground.levels.get(rise.capability)
        if level is None:
            return False
        target = self.ground.targets.get(rise.capability)
        enough = target is not None and target.value is not None and rounded(target.value) <= rounded(level)
        return enough or rounded(level) >= rise.to

    def _lift(self, rise: Raise) -> Lift | None:
        """Return what is raised from today on, by at most as many levels as the catalogue says, if any."""
        level = self.ground.levels.get(rise.capability)
        is_first = rise.origin == self._first_stage[rise.capability]
        if not is_first and (level is None or level < rise.origin - NEAR):
            return None
        origin = float(rise.origin) if level is None else float(rounded(level))
        target = self.ground.targets.get(rise.capability)
        if target is not None and target.value is not None and float(rounded(target.value)) <= origin:
            return None
        to = float(rounded(min(rise.to, origin + rise.to - rise.origin)))
        return Lift(rise.capability, origin, to) if to > origin else None


def role_name(identifier: str) -> str:
    """Return what a role of the catalogue is called: operations_lead is Operations lead."""
    words = [_SHORT_WORDS.get(word, word) for word in identifier.replace("-", "_").split("_") if word]
    return raised(" ".join(words)) if words else identifier


def spread(days: int, quarters: int) -> tuple[int, ...]:
    """Return days by quarter, whole and as even as can be, the earlier ones first; their sum stays."""
    each, more = divmod(days, quarters)
    return tuple(each + (place < more) for place in range(quarters))


def _effort(each: Catalogued) -> Iterator[Effort]:
    for role, days in each.effort.items():
        for quarter, share in enumerate(spread(days, each.quarters), 1):
            if share:
                yield Effort(role_name(role), quarter, float(share))


def _money(limits: Sequence[float]) -> Span:
    low, high = sorted(round(each * THOUSAND) for each in limits)
    return Span(float(low), float(high))
