"""Suggest initiatives: from accepted findings, the pack's catalogue, and the levels reached and wanted."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from questionnaires.initiative import Initiative as Catalogued
from questionnaires.pack import MethodPack
from questionnaires.phrasing import listed
from questionnaires.roadmap.drafted import Catalogue, Found, Ground
from questionnaires.roadmap.plan import Initiative, Lift
from questionnaires.rounding import shown

__all__ = ["Base", "Found", "Ground", "Suggestion", "suggest"]

MOST_NAMED = 2
"""So many findings or capabilities one sentence names; the traces hold all."""

Standing = Literal["drafted", "suggested", "left out", "reached", "unknown"]
"""How an initiative stands that another one rests on by the catalogue; reached is what is not wanted."""


@dataclass(frozen=True, slots=True)
class Base:
    """An initiative of the catalogue that another one rests on, and how it stands."""

    key: str
    title: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An initiative as it would be drafted, without a number and without prerequisites; and why.

    `needed_by` are the ids in the catalogue of those it was drawn in by, none for one that a finding asks
    for. `rests_on` are its prerequisites by the catalogue.
    """

    initiative: Initiative
    why: str
    needed_by: tuple[str, ...] = ()
    rests_on: tuple[Base, ...] = ()

    @property
    def key(self) -> str:
        """Return its id in the catalogue."""
        return self.initiative.key


def suggest(pack: MethodPack, ground: Ground) -> tuple[Suggestion, ...]:
    """Return the initiatives that accepted findings ask for, and those that these or drafted ones rest on.

    In the order of the findings; what is drawn in comes right behind the one that rests on it. Nothing is
    suggested where no target is above what is reached. Source: the method's M6b.
    """
    return _Drafting(pack, ground, Catalogue(pack, ground)).suggestions()


@dataclass(frozen=True)
class _Drafting:
    pack: MethodPack
    ground: Ground
    catalogue: Catalogue

    def suggestions(self) -> tuple[Suggestion, ...]:
        gone = self.ground.drafted | self.ground.left_out
        order: dict[str, list[str]] = {}
        for found in self.ground.findings:
            for each in self.pack.initiatives:
                if each.id not in gone and each.id not in order and self.catalogue.asked_for(each, found):
                    order[each.id] = []
        direct = tuple(order)
        # What is drafted already goes on asking for what it rests on.
        for key in (*direct, *(each.id for each in self.pack.initiatives if each.id in self.ground.drafted)):
            self._draw_in(key, order, gone)
        return tuple(self._suggestion(key, order) for key in _behind(direct, order))

    def _draw_in(self, start: str, order: dict[str, list[str]], gone: frozenset[str]) -> None:
        """Add what an initiative rests on and what that rests on in turn, where it is still to be reached."""
        waiting, seen = [start], {start}
        while waiting:
            key = waiting.pop(0)
            for base in self.catalogue.initiatives[key].prerequisites:
                found = self.catalogue.initiatives.get(base)
                if found is None or base in gone or not self._is_short(found):
                    continue
                needed_by = order.setdefault(base, [])
                if key not in needed_by:
                    needed_by.append(key)
                if base not in seen:
                    seen.add(base)
                    waiting.append(base)

    def _is_short(self, each: Catalogued) -> bool:
        """Return whether something that an initiative raises is shown to be below what it brings."""
        return any(lift.capability in self.ground.levels for lift in self.catalogue.lifts(each))

    def _suggestion(self, key: str, order: Mapping[str, Sequence[str]]) -> Suggestion:
        each, needed_by = self.catalogue.initiatives[key], tuple(order[key])
        made = self.catalogue.drafted(each)
        asked = [found for found in self.ground.findings if self.catalogue.asked_for(each, found)]
        why = self._asked(each, made, asked) if asked else self._drawn_in(made, needed_by)
        bases = tuple(
            Base(base, self.catalogue.initiatives[base].title, self._standing(base, order))
            for base in each.prerequisites
            if base in self.catalogue.initiatives
        )
        return Suggestion(made, why, () if asked else needed_by, bases)

    def _asked(self, each: Catalogued, made: Initiative, asked: Sequence[Found]) -> str:
        titles = listed([f"“{found.title}”" for found in asked[:MOST_NAMED]])
        if each.uses_strength:
            return f"It builds on what works: {titles}."
        wanted = frozenset().union(*(found.asks for found in asked))
        stands = self._stands([lift for lift in made.lifts if lift.capability in wanted])
        return f"It answers {titles}.{f' {stands}' if stands else ''}"

    def _drawn_in(self, made: Initiative, needed_by: Sequence[str]) -> str:
        titles = listed([f"“{self.catalogue.initiatives[key].title}”" for key in needed_by[:MOST_NAMED]])
        rest = "rests" if len(needed_by[:MOST_NAMED]) == 1 else "rest"
        stands = self._stands([lift for lift in made.lifts if lift.capability in self.ground.levels])
        return f"{titles} {rest} on it. {stands}"

    def _stands(self, lifts: Sequence[Lift]) -> str:
        """Return how the first of the capabilities stand that are raised, as one sentence."""
        told = []
        for lift in lifts[:MOST_NAMED]:
            target = self.ground.targets.get(lift.capability)
            parts = []
            if lift.capability in self.ground.levels:
                parts.append(f"stands at {shown(lift.origin)}")
            if target is not None and target.value is not None:
                wanted = "is agreed to reach" if target.which == "agreed" else "is wanted at"
                parts.append(f"{wanted} {shown(target.value)}")
            if parts:
                told.append(f"{lift.capability} {' and '.join(parts)}")
        return f"{'; '.join(told)}." if told else ""

    def _standing(self, key: str, order: Mapping[str, Sequence[str]]) -> Standing:
        if key in self.ground.drafted:
            return "drafted"
        if key in self.ground.left_out:
            return "left out"
        if key in order:
            return "suggested"
        rises = self.catalogue.initiatives[key].raises
        return "reached" if all(map(self.catalogue.is_reached, rises)) else "unknown"


def _behind(direct: Iterable[str], order: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield what findings ask for in its order, each followed by what was drawn in by it first."""
    told: set[str] = set()

    def after(key: str) -> Iterator[str]:
        waiting = [key]
        while waiting:
            one = waiting.pop(0)
            if one in told:
                continue
            told.add(one)
            yield one
            waiting += [other for other in order if order[other] and order[other][0] == one]

    for key in direct:
        if not order[key]:
            yield from after(key)
    for key in order:
        yield from after(key)
