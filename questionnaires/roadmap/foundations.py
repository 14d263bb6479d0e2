"""What an initiative rests on by the method's own order: staffing, then processes, then technology."""

from collections.abc import Iterable, Mapping, Sequence

from questionnaires.pack import MethodPack
from questionnaires.roadmap.plan import Initiative


def foundations(pack: MethodPack, initiatives: Sequence[Initiative]) -> Mapping[int, tuple[int, ...]]:
    """Return for each initiative the numbers of those it rests on, in their order; often none.

    It rests on another where a capability that it raises rests, by the pack, on one that the other raises
    and it does not raise itself. Two that rest on each other by this are told both ways. Source: the
    method's M6d.
    """
    raised = {each.id: frozenset(lift.capability for lift in each.lifts) for each in initiatives}
    below = {each.id: frozenset(each.rests_on) for each in pack.capabilities}
    found: dict[int, tuple[int, ...]] = {}
    for each in initiatives:
        own = raised[each.id]
        wanted = frozenset(part for name in own for part in below.get(name, ())) - own
        found[each.id] = tuple(
            other.id for other in initiatives if other.id != each.id and raised[other.id] & wanted
        )
    return found


def leads_to(links: Mapping[int, Iterable[int]], start: int, goal: int) -> bool:
    """Return whether the links lead from one number to another one, or to itself."""
    waiting, seen = [start], set[int]()
    while waiting:
        for other in links.get(waiting.pop(), ()):
            if other == goal:
                return True
            if other not in seen:
                seen.add(other)
                waiting.append(other)
    return False
