"""Several initiatives as one, and one as two: nothing that was said of them is lost on the way."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from questionnaires.roadmap.plan import Effort, Initiative, Lift, Measure, Span

TENTH = 10
HUNDRED = 100
Part = TypeVar("Part")


def merged(parts: Sequence[Initiative], title: str, component: str) -> Initiative:
    """Return the union of initiatives, in the order of the first that holds each part; its number is 0.

    A capability is raised from the lowest origin to the highest level, effort and money are added up, it
    lasts as long as the longest. It rests on whatever one of them rested on outside of them.
    """
    inside = {each.id for each in parts}
    return Initiative(
        id=0,
        title=title,
        component=component,
        why="\n\n".join(_once(each.why for each in parts)),
        lifts=_lifts(parts),
        findings=_once(key for each in parts for key in each.findings),
        priorities=_once(number for each in parts for number in each.priorities),
        objective=next((each.objective for each in parts if each.objective is not None), None),
        deliverables=_once((text for each in parts for text in each.deliverables), str.casefold),
        milestones=tuple(
            sorted(
                _once(one for each in parts for one in each.milestones),
                key=lambda one: one.quarter,
            )
        ),
        measures=_measures(parts),
        owner=" and ".join(_once(each.owner for each in parts)),
        supplier=" and ".join(_once(each.supplier for each in parts)),
        quarters=max(each.quarters for each in parts),
        effort=_effort(parts),
        one_off=_sum(each.one_off for each in parts),
        running=_sum(each.running for each in parts),
        prerequisites=_once(
            number for each in parts for number in each.prerequisites if number not in inside
        ),
        risks=_once((one for each in parts for one in each.risks), lambda one: one.text.casefold()),
        stops_if="\n\n".join(_once(each.stops_if for each in parts)),
        uses_strength=any(each.uses_strength for each in parts),
    )


@dataclass(frozen=True, slots=True)
class Going:
    """What goes from an initiative to a second one: places in its lists, and percent of effort and money.

    `findings` are the keys of those that only the second one answers, `shared` of those that both do.
    """

    title: str
    component: str
    lifts: frozenset[int] = frozenset()
    deliverables: frozenset[int] = frozenset()
    milestones: frozenset[int] = frozenset()
    measures: frozenset[int] = frozenset()
    risks: frozenset[int] = frozenset()
    findings: frozenset[str] = frozenset()
    shared: frozenset[str] = frozenset()
    percent: int = 50


def parted(whole: Initiative, going: Going) -> tuple[Initiative, Initiative]:
    """Return the first, which keeps its number, and the second, whose number is 0.

    Both keep why, priorities, objective, supplier, prerequisites, length and what would stop them; the
    owner stays with the first. Of effort and money each row is split, and nothing is lost by rounding.
    """
    second = replace(
        whole,
        id=0,
        key="",
        title=going.title,
        component=going.component,
        lifts=_at(whole.lifts, going.lifts),
        findings=tuple(key for key in whole.findings if key in going.findings | going.shared),
        deliverables=_at(whole.deliverables, going.deliverables),
        milestones=_at(whole.milestones, going.milestones),
        measures=_at(whole.measures, going.measures),
        risks=_at(whole.risks, going.risks),
        owner="",
        effort=_share(whole.effort, going.percent),
        one_off=_part(whole.one_off, going.percent),
        running=_part(whole.running, going.percent),
    )
    taken = {(each.role, each.quarter): each.days for each in second.effort}
    rest = [(each, _tenths(each.days - taken.get((each.role, each.quarter), 0.0))) for each in whole.effort]
    first = replace(
        whole,
        lifts=_but(whole.lifts, going.lifts),
        findings=tuple(key for key in whole.findings if key not in going.findings),
        deliverables=_but(whole.deliverables, going.deliverables),
        milestones=_but(whole.milestones, going.milestones),
        measures=_but(whole.measures, going.measures),
        risks=_but(whole.risks, going.risks),
        effort=tuple(replace(each, days=tenths / TENTH) for each, tenths in rest if tenths > 0),
        one_off=_less(whole.one_off, second.one_off),
        running=_less(whole.running, second.running),
    )
    return first, second


def _once(items: Iterable[Part], key: Callable[[Part], Hashable] | None = None) -> tuple[Part, ...]:
    """Return items that say something, each the first time only."""
    found: dict[Hashable, Part] = {}
    for each in items:
        if each or each == 0:
            found.setdefault(key(each) if key else each, each)
    return tuple(found.values())


def _lifts(parts: Sequence[Initiative]) -> tuple[Lift, ...]:
    found: dict[str, Lift] = {}
    for each in (lift for part in parts for lift in part.lifts):
        held = found.get(each.capability, each)
        found[each.capability] = Lift(each.capability, min(held.origin, each.origin), max(held.to, each.to))
    return tuple(found.values())


def _measures(parts: Sequence[Initiative]) -> tuple[Measure, ...]:
    """Return each measure once; whether there are data, whoever looked first says."""
    found: dict[str, Measure] = {}
    for each in (measure for part in parts for measure in part.measures):
        held = found.setdefault(each.name.casefold(), each)
        if held.has_data is None:
            found[each.name.casefold()] = replace(held, has_data=each.has_data)
    return tuple(found.values())


def _effort(parts: Sequence[Initiative]) -> tuple[Effort, ...]:
    roles: dict[str, str] = {}
    found: dict[tuple[str, int], int] = {}
    for each in (effort for part in parts for effort in part.effort):
        role = roles.setdefault(each.role.casefold(), each.role)
        found[role, each.quarter] = found.get((role, each.quarter), 0) + _tenths(each.days)
    order = {role: place for place, role in enumerate(roles.values())}
    inside = sorted(found.items(), key=lambda item: (order[item[0][0]], item[0][1]))
    return tuple(Effort(role, quarter, tenths / TENTH) for (role, quarter), tenths in inside)


def _sum(spans: Iterable[Span]) -> Span:
    each = tuple(spans)
    return Span(sum(one.low for one in each), sum(one.high for one in each))


def _tenths(days: float) -> int:
    return round(days * TENTH)


def _share(effort: Sequence[Effort], percent: int) -> tuple[Effort, ...]:
    tenths = ((each, _tenths(each.days) * percent // HUNDRED) for each in effort)
    return tuple(replace(each, days=part / TENTH) for each, part in tenths if part > 0)


def _part(span: Span, percent: int) -> Span:
    return Span(float(span.low * percent // HUNDRED), float(span.high * percent // HUNDRED))


def _less(span: Span, gone: Span) -> Span:
    return Span(span.low - gone.low, span.high - gone.high)


def _at(items: Sequence[Part], places: frozenset[int]) -> tuple[Part, ...]:
    return tuple(each for place, each in enumerate(items) if place in places)


def _but(items: Sequence[Part], places: frozenset[int]) -> tuple[Part, ...]:
    return tuple(each for place, each in enumerate(items) if place not in places)
