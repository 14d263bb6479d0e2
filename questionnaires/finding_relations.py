"""The rules about several things at once: two groups, what rests on what, a priority, two components."""

from collections.abc import Iterator

from questionnaires.answers import NOT_STATED
from questionnaires.comparison import PerceptionGap, perception_gaps
from questionnaires.finding import Evidence, Finding, Ground
from questionnaires.finding_rules import weight
from questionnaires.pack import Component
from questionnaires.phrasing import lowered, raised, set_apart
from questionnaires.rounding import rounded, shown
from questionnaires.scores import RollUp

AHEAD_FROM = 1.0
"""A capability is far ahead of one that it rests on by a whole level,"""
DEFINED = 3.0
"""while that one stands below the middle of the scale: what is defined and followed carries something."""
COMPONENT_AHEAD_FROM = 0.5
"""Means over many capabilities lie closer together: between components half a level is much."""
TECHNOLOGY, PROCESSES = "technology", "processes"
"""The worksheets that say which component of a pack is technology, and which is processes."""
UNSUPPORTED_LEVELS = 2.0
"""A priority without any support counts as half the scale missing, times its weight among priorities."""


def perceptions(ground: Ground) -> Iterator[Finding]:
    """Yield the capabilities that two groups of a column see a level or more apart: the widest pair."""
    for gap in perception_gaps(ground.pack, ground.scores):
        if not gap.flagged:
            continue
        name, low, high = lowered(ground.name(gap.capability)), _group(gap.low), _group(gap.high)
        yield Finding(
            key=f"perception:{gap.capability}:{gap.column}",
            kind="perception",
            capabilities=(gap.capability,),
            component=ground.part(gap.capability),
            title=f"{raised(low)} and {high} see {name} differently",
            text=f"{raised(low)} puts today at {shown(gap.low_mean)}, {high} at {shown(gap.high_mean)}: "
            f"{shown(gap.difference)} levels apart, a {gap.size} difference (Cliff’s delta "
            f"{shown(gap.delta, 2)}).",
            evidence=_sides(gap),
            worth=gap.difference * ground.weight(gap.capability),
        )


def foundations(ground: Ground) -> Iterator[Finding]:
    """Yield the capabilities that stand far ahead of one that they rest on."""
    for each in ground.pack.capabilities:
        today = ground.current(each.id)
        for base_id in each.rests_on:
            base = ground.current(base_id)
            if not today or not base or today.mean is None or base.mean is None:
                continue
            ahead = today.mean - base.mean
            if rounded(ahead) < AHEAD_FROM or rounded(base.mean) >= DEFINED:
                continue
            name, under = ground.name(each.id), ground.name(base_id)
            yield Finding(
                key=f"foundation:{each.id}:{base_id}",
                kind="foundation",
                capabilities=(each.id, base_id),
                component=ground.part(base_id),
                title=f"{raised(name)} is ahead of {lowered(under)}",
                text=f"{raised(name)} stands at {shown(today.mean)} today, {lowered(under)} at "
                f"{shown(base.mean)}. By the method the first rests on the second.",
                evidence=(
                    Evidence(f"{each.id} today", shown(today.mean), today.n, each.id),
                    Evidence(f"{base_id} today", shown(base.mean), base.n, base_id),
                ),
                worth=ahead * ground.weight(each.id, base_id),
            )


def unsupported(ground: Ground) -> Iterator[Finding]:
    """Yield the priorities that weigh something and that no capability supports."""
    for aim in ground.aims:
        if aim.share > 0 and not any(aim.supports.values()):
            yield Finding(
                key=f"unsupported:{aim.key}",
                kind="unsupported",
                capabilities=(),
                component="",
                title=f"No capability supports “{aim.name}”",
                text=f"It weighs {shown(100 * aim.share, 0)}% of the priorities, and the alignment names no "
                "capability that supports it.",
                evidence=(weight(aim),),
                worth=UNSUPPORTED_LEVELS * aim.share * len(ground.aims),
            )


def orders(ground: Ground) -> Iterator[Finding]:
    """Yield technology where it stands ahead of processes: people, then process, then technology."""
    technology, processes = (_component(ground, each) for each in (TECHNOLOGY, PROCESSES))
    if technology is None or processes is None or technology == processes:
        return
    ahead, behind = ground.component(technology.id), ground.component(processes.id)
    if not ahead or not behind or ahead.current is None or behind.current is None:
        return
    size = ahead.current - behind.current
    if rounded(size) < COMPONENT_AHEAD_FROM:
        return
    yield Finding(
        key=f"order:{technology.id}:{processes.id}",
        kind="order",
        capabilities=(),
        component=technology.id,
        title=f"{raised(technology.name)} stands ahead of {lowered(processes.name)}",
        text=f"{raised(technology.name)} stands at {shown(ahead.current)} today, "
        f"{lowered(processes.name)} at {shown(behind.current)}. "
        "By the method processes come before the tools that carry them.",
        evidence=(_score(technology, ahead), _score(processes, behind)),
        worth=size * _average(ground, technology, processes),
    )


def _component(ground: Ground, worksheet: str) -> Component | None:
    """Return the component that a worksheet of the pack is about."""
    found = next((each.component for each in ground.pack.worksheets if each.id == worksheet), None)
    return next((each for each in ground.pack.components if each.id == found), None)


def _average(ground: Ground, *parts: Component) -> float:
    """Return the mean weight of the capabilities of components."""
    weights = [ground.weights[each.id] for part in parts for each in part.capabilities]
    return sum(weights) / len(weights)


def _score(component: Component, found: RollUp) -> Evidence:
    assert found.current is not None
    return Evidence(f"{component.short_name}, today", shown(found.current), component=component.id)


def _group(value: str) -> str:
    """Return a group as it stands in a sentence."""
    return "whoever gave no group" if value == NOT_STATED else set_apart(value)


def _sides(gap: PerceptionGap) -> tuple[Evidence, ...]:
    return (
        Evidence("Apart", shown(gap.difference), None, gap.capability, detail=f"by {lowered(gap.column)}"),
        Evidence(_group(gap.low), shown(gap.low_mean), gap.low_n, gap.capability),
        Evidence(_group(gap.high), shown(gap.high_mean), gap.high_n, gap.capability),
    )
