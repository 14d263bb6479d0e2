"""Roadmaps for the tests of every room: a plain one of ten initiatives, and as many as a test asks for."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from questionnaires.initiative import Initiative as Catalogued
from questionnaires.loading import shipped_pack
from questionnaires.pack import MethodPack
from questionnaires.roadmap.drafted import role_name
from questionnaires.roadmap.plan import (
    Capacity,
    Effort,
    Initiative,
    LeftOut,
    Lift,
    Measure,
    Milestone,
    Placement,
    Risk,
    Roadmap,
    Span,
)

STARTS_ON = date(2027, 1, 1)
QUARTERS = 12
LEFT_OUT = 11
"""The one initiative of the plain roadmap that has no place."""

_PLAIN: Sequence[tuple[str, int, tuple[int, ...], str, str]] = (
    # key, start, prerequisites, owner, supplier
    ("I-B1", 1, (), "Ines Duarte", ""),
    ("I-B2", 3, (1,), "Ines Duarte", ""),
    ("I-C9", 5, (1, 2), "", ""),
    ("I-C1", 7, (2, 3), "", "Halden Process Works"),
    ("I-D4", 3, (1,), "Tom Berger", ""),
    ("I-D2", 5, (5,), "Tom Berger", ""),
    ("I-A5", 7, (2, 6), "", "Norrland Data"),
    ("I-A7", 10, (5, 6, 7), "", "Norrland Data"),
    ("I-E2", 5, (5,), "Marta Lind", ""),
    ("I-F2", 9, (2,), "", ""),
    ("I-D6", 0, (3, 6, 8), "", ""),
)
_DAYS: tuple[str, ...] = (
    "Operations lead",
    "Analyst",
    "Technologist",
    "Marketer",
    "Process owner",
    "Data steward",
)


def roadmap(pack: MethodPack | None = None) -> Roadmap:
    """Return ten initiatives over twelve quarters from January 2027, and an eleventh that found no place."""
    method = pack or shipped_pack("marketing_operations")
    catalogue = {each.id: each for each in method.initiatives}
    made, places = [], {}
    for number, (key, start, before, owner, supplier) in enumerate(_PLAIN, 1):
        drafted = drawn_from(method, catalogue[key], number)
        served = ((1, 2), (2,), ())[number % 3]
        rests = {
            "owner": owner,
            "supplier": supplier,
            "prerequisites": before,
            "priorities": served,
            "findings": (f"gap:{drafted.lifts[0].capability}",),
            "objective": 1 if number in (5, 8) else None,
        }
        made.append(replace(drafted, **rests))
        if start:
            places[number] = Placement(start, pinned=number == 1)
    why = "Its three prerequisites end in Q4 2029, the last quarter of the roadmap."
    return Roadmap(tuple(made), capacity(), places, (LeftOut(LEFT_OUT, why),), method.horizons)


def capacity() -> Capacity:
    """Return budget and days that the plain roadmap stays within."""
    return Capacity(
        starts_on=STARTS_ON,
        quarters=QUARTERS,
        budget=(60_000.0,) * QUARTERS,
        days=dict.fromkeys(_DAYS, (40.0,) * QUARTERS),
    )


def drawn_from(pack: MethodPack, found: Catalogued, number: int) -> Initiative:
    """Return an initiative of the catalogue, its days spread evenly and its thousands in whole money."""
    quarters = found.quarters
    first = found.raises[0].capability
    return Initiative(
        id=number,
        title=found.title,
        component=pack.component_of[first].id,
        key=found.id,
        why=found.why,
        lifts=tuple(Lift(each.capability, each.origin, each.to) for each in found.raises),
        deliverables=found.deliverables,
        milestones=tuple(Milestone(each.quarter, each.text) for each in found.milestones),
        measures=tuple(Measure.of(each) for each in found.measures),
        quarters=quarters,
        effort=tuple(
            Effort(role_name(role), quarter, days / quarters)
            for role, days in found.effort.items()
            for quarter in range(1, quarters + 1)
        ),
        one_off=Span(*(1000 * each for each in found.cost.one_off)),
        running=Span(*(1000 * each for each in found.cost.running)),
        risks=tuple(Risk(each) for each in found.risks),
        stops_if=found.stops_if,
        uses_strength=found.uses_strength,
    )


def many(n: int, pack: MethodPack | None = None) -> Roadmap:
    """Return n placed initiatives of the catalogue, over and over, none before what it rests on has ended."""
    method = pack or shipped_pack("marketing_operations")
    made: list[Initiative] = []
    places: dict[int, Placement] = {}
    for place in range(n):
        number = place + 1
        found = drawn_from(method, method.initiatives[place % len(method.initiatives)], number)
        start = 1 + (place * 5) % (QUARTERS - found.quarters + 1)
        ended = [each.id for each in made if places[each.id].start + each.quarters <= start]
        made.append(replace(found, prerequisites=tuple(ended[-2:]) if place % 3 else ()))
        places[number] = Placement(start)
    return Roadmap(tuple(made), Capacity(STARTS_ON, QUARTERS), places, (), method.horizons)
