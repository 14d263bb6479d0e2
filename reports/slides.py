"""The charts of the blueprint, one by one: what each is called, and how it is drawn for a slide."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from questionnaires.roadmap.plan import Roadmap
from questionnaires.roadmap.plans import plans
from questionnaires.roadmap.value import targets_of
from reports.charts.capital_plan import capital_plan
from reports.charts.charter_range import charter_range
from reports.charts.dumbbell import dumbbell
from reports.charts.gap_bars import gap_bars
from reports.charts.heatmap import heatmap
from reports.charts.measure_flow import measure_flow
from reports.charts.part_bars import part_bars
from reports.charts.picture import Picture
from reports.charts.radar import radar
from reports.charts.return_curve import return_curve
from reports.charts.roadmap import roadmap_parts
from reports.charts.spread import spread
from reports.charts.staffing import staffing
from reports.charts.timeline import timeline
from reports.charts.value_effort import value_effort
from reports.charts.value_items import items_of
from reports.dossier import Dossier
from reports.evidence import (
    answered,
    asked_for_target,
    components_by_gap,
    first_column,
    rated,
    scored_components,
)
from reports.plans.capital import capital_told
from reports.plans.measures import measures_told
from reports.plans.returns import return_told
from reports.plans.staffing import staffing_told
from reports.plans.suppliers import suppliers_told
from reports.plans.technology import technology_told


@dataclass(frozen=True, slots=True)
class Slide:
    """A chart: its id in addresses, its name, what it belongs to, and what draws it."""

    id: str
    name: str
    group: str
    draw: Callable[[], Picture]


def slides(dossier: Dossier) -> tuple[Slide, ...]:
    """Return the charts that a dossier has data for, in the order of the document; none is drawn yet."""
    return (*_of_whole(dossier), *_of_components(dossier), *_of_facts(dossier), *_of_roadmap(dossier))


def source_of(dossier: Dossier) -> str:
    """Return the line at the foot of a slide: which data, when, from how many people."""
    return f"Capability assessment, {dossier.assessed}; {answered(dossier.scores)}."


def _of_whole(dossier: Dossier) -> Iterator[Slide]:
    pack, scores, group = dossier.pack, dossier.scores, "The whole"
    scored = scored_components(pack, scores)
    if scored:
        drawn = partial(dumbbell, pack, scores, dossier.benchmark)
        yield Slide("components", "Components today and wanted", group, drawn)
    if len(scored) > 2:
        drawn = partial(radar, pack, scores, dossier.benchmark)
        yield Slide("balance", "Balance of the components", group, drawn)
    if asked_for_target(scores) and components_by_gap(pack, scores):
        yield Slide("gaps", "Largest gaps", group, partial(gap_bars, pack, scores))
    if dossier.charter is not None and dossier.charter.base is not None:
        yield Slide("charter", "Charter of the function", group, partial(charter_range, dossier.charter))


def _of_components(dossier: Dossier) -> Iterator[Slide]:
    pack, scores, column = dossier.pack, dossier.scores, first_column(dossier.scores)
    for part in pack.components:
        if not rated(part.capabilities, scores):
            continue
        drawn = partial(spread, pack, scores, part.id)
        yield Slide(f"answers-{part.id}", "Answers by capability", part.name, drawn)
        if column is not None:
            seen = partial(heatmap, pack, scores, part.id, column)
            yield Slide(f"groups-{part.id}", f"Capabilities by {column}", part.name, seen)


def _of_facts(dossier: Dossier) -> Iterator[Slide]:
    if dossier.facts is None:
        return
    names = {part.id: part.name for part in dossier.pack.components}
    for number, each in enumerate(dossier.facts.sayings, 1):
        group = names.get(each.component, "Worksheets")
        if each.chart is not None:
            yield Slide(f"worksheet-{number}", each.title, group, partial(part_bars, each.chart))
        if each.flow is not None:
            yield Slide(f"measures-{number}", "From data to report", group, partial(measure_flow, each.flow))


def _of_roadmap(dossier: Dossier) -> Iterator[Slide]:
    found, group = dossier.roadmap, "Roadmap"
    if found is None or not found.initiatives:
        return
    if dossier.worths is not None:
        targets = targets_of(dossier.pack, dossier.scores, dossier.judgements)
        items = items_of(found, dossier.worths, targets)
        yield Slide("value", "Value and effort", group, partial(value_effort, items, dossier.money))
    if found.in_order:
        for number, draw in enumerate(roadmap_parts(dossier.pack, found), 1):
            name = "Roadmap" if number == 1 else f"Roadmap, part {number}"
            yield Slide(f"roadmap-{number}", name, group, draw)
        yield from _of_plans(dossier, found, group)


def _of_plans(dossier: Dossier, found: Roadmap, group: str) -> Iterator[Slide]:
    pack, money = dossier.pack, dossier.money
    if spent := capital_told(pack, found, money, dossier.known):
        yield Slide("capital", "Capital by quarter", group, partial(capital_plan, spent))
    if people := staffing_told(found, money, dossier.known):
        yield Slide("staffing", "People by quarter", group, partial(staffing, people, money))
    by_component = plans(pack, found, dossier.known)
    lines = (
        ("suppliers", "Suppliers", suppliers_told(pack, found, by_component, money)),
        ("deployment", "Measures deployed", measures_told(by_component)),
        ("technology", "Technology", technology_told(found, by_component, money)),
    )
    for key, name, told in lines:
        if told and told.timeline.strips:
            yield Slide(key, name, group, partial(timeline, told.timeline))
    if dossier.assumptions is not None:
        reckoned = return_told(found, dossier.assumptions, money, dossier.priority_names)
        if reckoned.found is not None:
            yield Slide("return", "Return of the programme", group, partial(return_curve, reckoned))
