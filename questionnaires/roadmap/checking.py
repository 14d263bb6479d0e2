"""What a roadmap breaks: prerequisites, the method's order, limits, its end; and what to look at."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from questionnaires.pack import MethodPack
from questionnaires.phrasing import listed, set_apart
from questionnaires.roadmap.foundations import foundations
from questionnaires.roadmap.plan import Initiative, Roadmap
from questionnaires.roadmap.taken import PLAIN, Load, Wording, taken

Kind = Literal["prerequisite", "foundation", "capacity", "reserve", "end", "measure"]
"""Foundations, reserves and measures are to be looked at; the others cannot be done as they stand."""


@dataclass(frozen=True, slots=True)
class Break:
    """One thing that a roadmap breaks, as a sentence.

    `initiative` is the one it is about and `other` what that needs, None for limits; `quarters` are those in
    which it breaks. `pinned` says that the initiative stays where it is since somebody pinned it.
    """

    kind: Kind
    text: str
    initiative: int | None = None
    other: int | None = None
    quarters: tuple[int, ...] = ()
    pinned: bool = False

    @property
    def is_broken(self) -> bool:
        """Return whether it cannot be done as it stands; else it is to be looked at."""
        return self.kind in ("prerequisite", "capacity", "end")


def breaks(roadmap: Roadmap, pack: MethodPack, wording: Wording = PLAIN) -> tuple[Break, ...]:
    """Return what a roadmap breaks, in the order of its initiatives, then of its roles and its budget."""
    rests_on = foundations(pack, roadmap.initiatives)
    loads = taken(roadmap)
    found = [
        one
        for each in roadmap.in_order
        for one in (
            *_end(roadmap, each),
            *_prerequisites(roadmap, each),
            *_foundations(roadmap, pack, each, rests_on[each.id]),
            *_measures(roadmap, each),
        )
    ]
    return (
        *found,
        *(one for each in loads for one in _over(roadmap, each, wording)),
        *(one for each in loads for one in _reserve(roadmap, each, wording)),
    )


def named(initiative: Initiative) -> str:
    """Return the title of an initiative as a sentence quotes it."""
    return f"“{set_apart(initiative.title)}”"


def _end(roadmap: Roadmap, each: Initiative) -> Iterator[Break]:
    end, last = roadmap.end(each.id) or 0, roadmap.capacity.quarters
    if end > last:
        place = roadmap.placements[each.id]
        name = roadmap.capacity.name
        text = f"{named(each)} would end in {name(end)}; the roadmap ends with {name(last)}."
        yield Break("end", text, each.id, None, (end,), place.pinned)


def _prerequisites(roadmap: Roadmap, each: Initiative) -> Iterator[Break]:
    for other in each.prerequisites:
        if other in roadmap.initiative and (late := _late(roadmap, each, roadmap.initiative[other])):
            text = f"{named(each)} begins in {_start(roadmap, each)} and needs {late}."
            yield _of("prerequisite", text, roadmap, each, other)


def _foundations(
    roadmap: Roadmap, pack: MethodPack, each: Initiative, rests_on: tuple[int, ...]
) -> Iterator[Break]:
    short = {part.id: part.short_name for part in pack.components}
    for number in rests_on:
        other = roadmap.initiative[number]
        late = "" if number in each.prerequisites else _late(roadmap, each, other)
        if late:
            apart = each.component != other.component
            order = (
                f": {short.get(each.component, each.component)} before"
                f" {short.get(other.component, other.component)}"
            )
            begins = f"{named(each)} begins in {_start(roadmap, each)} and rests on {late}"
            yield _of("foundation", f"{begins}{order if apart else ''}.", roadmap, each, number)


def _of(kind: Kind, text: str, roadmap: Roadmap, each: Initiative, other: int) -> Break:
    place = roadmap.placements[each.id]
    return Break(kind, text, each.id, other, (place.start,), place.pinned)


def _start(roadmap: Roadmap, each: Initiative) -> str:
    return roadmap.capacity.name(roadmap.placements[each.id].start)


def _late(roadmap: Roadmap, each: Initiative, other: Initiative) -> str:
    """Return what of another initiative is too late for one, empty where it has ended before."""
    end = roadmap.end(other.id)
    if end is None:
        return f"{named(other)}, which has no place"
    if end < roadmap.placements[each.id].start:
        return ""
    return f"{named(other)}, which ends in {roadmap.capacity.name(end)}"


def _measures(roadmap: Roadmap, each: Initiative) -> Iterator[Break]:
    """Yield the primary measures whose figures cannot be had, or of which nobody knows whether they can."""
    primary = [measure for measure in each.measures if measure.tier == "primary"]
    without = [f"“{set_apart(one.name)}”" for one in primary if one.has_data is False]
    unknown = [f"“{set_apart(one.name)}”" for one in primary if one.has_data is None]
    told = []
    if without:
        told.append(f"there are no figures for {listed(without)}")
    if unknown:
        told.append(f"nobody has looked whether there are figures for {listed(unknown)}")
    if told:
        text = f"{named(each)} begins in {_start(roadmap, each)}, and {listed(told)}, by which it is to show."
        place = roadmap.placements[each.id]
        yield Break("measure", text, each.id, None, (place.start,), place.pinned)


def _over(roadmap: Roadmap, load: Load, wording: Wording) -> Iterator[Break]:
    quarters = tuple(each for each in range(1, len(load.taken) + 1) if load.over(each))
    if quarters:
        parts = [
            f"{wording.amount(load, load.over(each))} over in {roadmap.capacity.name(each)}"
            for each in quarters
        ]
        text = f"{wording.name(load)}: {listed(parts)}, the reserve included."
        yield Break("capacity", text, quarters=quarters)


def _reserve(roadmap: Roadmap, load: Load, wording: Wording) -> Iterator[Break]:
    quarters = tuple(each for each in range(1, len(load.taken) + 1) if load.from_reserve(each))
    if quarters:
        parts = [
            f"{wording.amount(load, load.from_reserve(each))} in {roadmap.capacity.name(each)}"
            for each in quarters
        ]
        yield Break("reserve", f"{wording.name(load)}: the reserve gives {listed(parts)}.", quarters=quarters)
