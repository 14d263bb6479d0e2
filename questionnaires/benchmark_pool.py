"""The pool of the firm's own results: what enters it, when its figures change, and who may see which.

The rules, against those who know much and subtract. The unit is an organisation, with its latest result.

1. Only figures that an assessment shows enter, as means of everyone rounded to one decimal, with a quarter, a
   sector, a size and a region; no name does.
2. Results are alike where the pack, the capability and its five level texts are (a fingerprint of them); a
   component also in which capabilities it holds and how they weigh.
3. A figure rests on at least five organisations besides the client itself.
4. A figure that was shown gives way to a later one only when at least five organisations have come, gone or
   another mean: no two that were ever shown differ by fewer.
5. Who withdraws is in no later figure. What was shown stands until the next one, while five of those it
   rests on are still in the pool; otherwise it is taken down.
6. A part of the pool (one sector, one size or one region at a time) keeps these rules by itself, and so does
   the rest of the pool that it leaves: those of the parts that are too small hold nobody or five together.
7. Of the organisations in a figure, those whose own results the client's consultants know may be all; else at
   least five others are among them. Who knows all but one learns nothing of that one.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from questionnaires.benchmark import MEDIAN_FROM, TENTHS, Comparison, pooled, tenths, years
from questionnaires.pack import Capability, Component, MethodPack
from questionnaires.scores import Distribution, Hidden, RollUp, Scores

STEP = MEDIAN_FROM
"""By how many organisations what is shown differs from anything it could be subtracted from."""

Kind = Literal["overall", "component", "capability"]
OVERALL = "overall"
"""The id of the whole."""
LIKENESSES = ("sector", "size", "region")
"""What organisations may be alike in."""


class Subject(NamedTuple):
    """What is compared: the whole, a component or a capability of a pack, as it is worded."""

    kind: Kind
    id: str
    fingerprint: str


class Part(NamedTuple):
    """A part of the pool by what its organisations are alike in, such as one sector; empty for all of it."""

    likeness: str = ""
    value: str = ""


Key = tuple[Subject, Part]


@dataclass(frozen=True, slots=True)
class Result:
    """What one assessment of an organisation gave to the pool, `values` in tenths of a level.

    `organisation` is the same for all assessments of one and tells nothing else.
    """

    id: int
    organisation: str
    year: int
    quarter: int
    likeness: Mapping[str, str]
    values: Mapping[Subject, int]


@dataclass(frozen=True, slots=True)
class Shown:
    """On whom a figure rests that was shown: how many, and at what tenths those still in the pool were."""

    n: int
    members: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the pool: its organisations at each of TENTHS, how many are still in, and their years."""

    counts: tuple[int, ...]
    still: int
    first: int
    last: int

    @property
    def n(self) -> int:
        """Return on how many organisations it rests."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Beside:
    """What a client brings to a figure: how many organisations in it are known, and its own tenths in it."""

    known: int = 0
    own: tuple[int, ...] = ()


def capability_fingerprint(capability: Capability) -> str:
    """Return what is the same for capabilities that have the same id and the same level texts."""
    return _digest([capability.id, *(capability.levels[level] for level in sorted(capability.levels))])


def component_fingerprint(component: Component) -> str:
    """Return what is the same for components of the same capabilities with the same weights."""
    parts = [[capability_fingerprint(each), float(each.weight)] for each in component.capabilities]
    return _digest([component.id, parts])


def whole_fingerprint(pack: MethodPack) -> str:
    """Return what is the same for packs of the same components with the same weights."""
    return _digest([[component_fingerprint(each), float(each.weight)] for each in pack.components])


def _digest(said: object) -> str:
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:32]


def subjects(pack: MethodPack) -> tuple[Subject, ...]:
    """Return what can be compared with others: the whole, then components, then capabilities."""
    return (
        Subject("overall", OVERALL, whole_fingerprint(pack)),
        *(Subject("component", each.id, component_fingerprint(each)) for each in pack.components),
        *(Subject("capability", each.id, capability_fingerprint(each)) for each in pack.capabilities),
    )


def contribution(pack: MethodPack, scores: Scores) -> dict[Subject, int]:
    """Return what scores give to the pool: the means of today that they show of everyone, in tenths.

    The scores are those with the weights of the pack, so that components weigh alike for all.
    """
    found = {}
    for subject in subjects(pack):
        mean = mean_of(scores, subject.kind, subject.id)
        if mean is not None and not isinstance(mean, Hidden):
            found[subject] = tenths(mean)
    return found


def mean_of(scores: Scores, kind: Kind, identity: str) -> float | Hidden | None:
    """Return the mean of today that scores show of everyone; None where nobody rated it."""
    if kind == "capability":
        spread = scores.capabilities[identity].current
        return spread.mean if isinstance(spread, Distribution) else spread
    roll = scores.overall if kind == "overall" else scores.components[identity]
    return roll.current if isinstance(roll, RollUp) else roll


def latest(results: Iterable[Result]) -> tuple[Result, ...]:
    """Return the latest result of each organisation, by its quarter, then by when it came in."""
    found: dict[str, Result] = {}
    for each in sorted(results, key=lambda each: (each.year, each.quarter, each.id)):
        found[each.organisation] = each
    return tuple(found.values())


def members(results: Iterable[Result]) -> dict[Key, dict[str, Result]]:
    """Return by organisation the results that each figure would rest on now: all, and the parts that may be.

    A part stands only where it and the rest of its kind are large enough; those hidden together hold nobody
    or at least five organisations, else the next smallest is hidden too.
    """
    found: dict[Key, dict[str, Result]] = defaultdict(dict)
    for result in latest(results):
        for subject in result.values:
            found[subject, Part()][result.organisation] = result
    for (subject, _), whole in list(found.items()):
        for likeness in LIKENESSES:
            for value, part in _large_enough(whole, likeness).items():
                found[subject, Part(likeness, value)] = part
    return dict(found)


def _large_enough(whole: Mapping[str, Result], likeness: str) -> dict[str, dict[str, Result]]:
    parts: dict[str, dict[str, Result]] = defaultdict(dict)
    for organisation, result in whole.items():
        parts[result.likeness.get(likeness, "")][organisation] = result
    hidden = len(parts.pop("", {}))
    shown = dict(sorted(parts.items(), key=lambda each: (-len(each[1]), each[0])))
    while shown and (0 < hidden < STEP or len(shown[next(reversed(shown))]) < MEDIAN_FROM):
        hidden += len(shown.popitem()[1])
    # One that holds everyone is no part.
    return shown if hidden or len(shown) > 1 else {}


def is_due(shown: Iterable[Shown], now: Mapping[str, int]) -> bool:
    """Return whether a figure of organisations at these tenths may follow all that were ever shown."""
    return len(now) >= MEDIAN_FROM and all(changed(each, now) >= STEP for each in shown)


def changed(shown: Shown, now: Mapping[str, int]) -> int:
    """Return how many organisations have come, gone or another mean, at the least.

    Nothing is kept of who withdrew: they may be among those who came, as they were before.
    """
    anew = sum(now[each] != shown.members[each] for each in shown.members.keys() & now.keys())
    gone, come = len(shown.members.keys() - now.keys()), len(now.keys() - shown.members.keys())
    withdrew = shown.n - len(shown.members)
    return anew + gone + abs(come - withdrew)


def tenths_of(subject: Subject, now: Mapping[str, Result]) -> dict[str, int]:
    """Return where organisations stand by their results."""
    return {organisation: result.values[subject] for organisation, result in now.items()}


def figure(subject: Subject, now: Mapping[str, Result]) -> Figure:
    """Return the figure that rests on these results."""
    counts = [0] * len(TENTHS)
    for each in now.values():
        counts[each.values[subject] - TENTHS.start] += 1
    dates = [each.year for each in now.values()]
    return Figure(tuple(counts), len(now), min(dates), max(dates))


def seen(of: Figure, beside: Beside, source: str) -> Comparison | None:
    """Return what a client sees of a figure, itself left out; None where that would tell too much."""
    if of.still < MEDIAN_FROM or not _is_safe(of.n - beside.known):
        return None
    return pooled(_without(of.counts, beside.own), source, years(of.first, of.last))


def seen_part(
    part: tuple[Figure, Beside], whole: tuple[Figure, Beside] | None, source: str
) -> Comparison | None:
    """Return what a client sees of a part of the pool, None also where the rest would tell too much."""
    if whole is None or seen(*whole, source) is None:
        return None
    rest = whole[0].n - part[0].n
    if not _is_safe(rest) or not _is_safe(rest - whole[1].known + part[1].known):
        return None
    return seen(*part, source)


def _is_safe(unknown: int) -> bool:
    """Return whether nobody, or enough, are left that a reader does not know."""
    return unknown == 0 or unknown >= STEP


def _without(counts: Sequence[int], own: Collection[int]) -> list[int]:
    left = list(counts)
    for each in own:
        left[each - TENTHS.start] -= 1
    return left
