"""How one state of an initiative differs from another, field by field, in words for whoever must choose."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from questionnaires.roadmap.plan import Initiative, Span
from questionnaires.rounding import shown
from workshop.roadmap.initiatives.reading import Room


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of an initiative, and what stands in it."""

    name: str
    stands: str


_DATA = {None: "", True: ", with data", False: ", without data"}
_TOLD: Mapping[str, Callable[[Initiative, Room], str]] = {
    "Title": lambda each, _: each.title,
    "Component": lambda each, room: room.components.get(each.component, each.component),
    "Why": lambda each, _: each.why,
    "It builds on a strength": lambda each, _: "yes" if each.uses_strength else "no",
    "Owner": lambda each, _: each.owner,
    "Supplier": lambda each, _: each.supplier,
    "Capabilities it raises": lambda each, _: "; ".join(
        f"{one.capability} from {shown(one.origin)} to {shown(one.to)}" for one in each.lifts
    ),
    "Findings it answers": lambda each, room: "; ".join(
        room.findings[key].title if key in room.findings else key for key in each.findings
    ),
    "Priorities it serves": lambda each, room: "; ".join(
        room.priorities[number].name for number in each.priorities if number in room.priorities
    ),
    "Objective it serves": lambda each, room: (
        room.objectives[each.objective].text if each.objective in room.objectives else ""
    ),
    "Deliverables": lambda each, _: "; ".join(each.deliverables),
    "Quarters it takes": lambda each, _: str(each.quarters),
    "Milestones": lambda each, _: "; ".join(f"quarter {one.quarter}: {one.text}" for one in each.milestones),
    "Success measures": lambda each, _: "; ".join(
        f"{one.name} ({one.tier}{_DATA[one.has_data]})" for one in each.measures
    ),
    "Effort": lambda each, _: "; ".join(
        f"{one.role} {shown(one.days)} in quarter {one.quarter}" for one in each.effort
    ),
    "One-off cost": lambda each, _: _money(each.one_off),
    "Running cost": lambda each, _: _money(each.running),
    "It rests on": lambda each, room: "; ".join(
        room.titles[number] for number in each.prerequisites if number in room.titles
    ),
    "Risks": lambda each, _: "; ".join(
        f"{one.text} ({one.answer})" if one.answer else one.text for one in each.risks
    ),
    "What would stop or move it": lambda each, _: each.stops_if,
}


def differences(mine: Initiative, theirs: Initiative, room: Room) -> tuple[Difference, ...]:
    """Return the fields in which theirs is another than mine, with what stands in theirs."""
    return tuple(
        Difference(name, told(theirs, room) or "nothing")
        for name, told in _TOLD.items()
        if told(mine, room) != told(theirs, room)
    )


def _money(span: Span) -> str:
    return f"{span.low:,.0f} to {span.high:,.0f}" if span.high else ""
