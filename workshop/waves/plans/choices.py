"""The ready choices: whole plans of who is asked what, made from an engagement's groups and its pack."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from questionnaires.effort import LONGEST, minutes_needed
from questionnaires.pack import MethodPack
from reports.wording import listed
from workshop.engagements.groups.store import Choice
from workshop.waves.plans.asking import PICKS, Asking, Draft, capabilities_of, items_of

Ready = Literal["practice", "everything", "short", "own"]

READY: dict[Ready, str] = {
    "practice": "Leaders short, practitioners their components",
    "everything": "Everyone everything",
    "short": "The short form for everyone",
    "own": "Your own",
}
"""The ready choices in the order in which they are offered."""

LONGEST_NAME = 80
_LEADS = re.compile(
    r"\b(executives?|chief|c.?level|c.?suite|heads?|(senior |vice )?(vp|president)|directors?|board|owners?"
    r"|partners?|lead(er(ship)?|s)?)\b",
    re.IGNORECASE,
)
_AFFINITIES = (
    (r"\b(it|technology|data|systems?|engineering|digital)\b", r"technolog|system|data|tool"),
    (r"\b(hr|human resources|people|talent)\b", r"work ?force|people|skill|staff"),
    (r"\b(finance|controlling|accounting)\b", r"capital|budget|financ|cost|spend"),
    (r"\b(procurement|purchasing|buying|legal)\b", r"supplier|vendor|partner"),
    (r"\b(analytics|insights?|research|sales)\b", r"measure|metric|report"),
    (r"\b(operations?|quality|service)\b", r"process"),
)
"""Words in the names of functions, and those in the names of components that such a function works in."""


@dataclass(frozen=True, slots=True)
class Split:
    """Which seniorities lead, and in which components each function works, by their numbers and ids."""

    leaders: frozenset[int]
    works: Mapping[int, tuple[str, ...]]


def usual_split(functions: Sequence[Choice], seniorities: Sequence[Choice], pack: MethodPack) -> Split:
    """Return the split to begin with: those who lead by name, and few components for each function.

    A function gets as many as fit into the time that people give, and every component is somebody's.
    """
    leaders = {each.id for each in seniorities if _LEADS.search(each.name)}
    if not leaders and len(seniorities) > 1:
        leaders = {seniorities[0].id}
    works: dict[int, list[str]] = {each.id: [] for each in functions}
    covered = {part.id: 0 for part in pack.components}

    def fits(ids: Sequence[str]) -> bool:
        asked = sum(len(part.capabilities) for part in pack.components if part.id in ids)
        return minutes_needed(asked, 2 * asked) <= LONGEST

    for function in functions:
        mine = works[function.id]
        wanted = _akin(function.name, pack) + sorted(covered, key=lambda each: covered[each])
        for part in wanted:
            if part not in mine and (not mine or fits([*mine, part])):
                mine.append(part)
                covered[part] += 1
    largest = max(functions, key=lambda each: each.people, default=None)
    if largest is not None:
        works[largest.id] += [part for part, times in covered.items() if not times]
    return Split(frozenset(leaders), {number: _ordered(ids, pack) for number, ids in works.items()})


def ready(
    choice: Ready, pack: MethodPack, functions: Sequence[Choice], split: Split, *, charter: bool = False
) -> list[Draft]:
    """Return the questionnaires of a ready choice."""
    whole, short = pack.capabilities, pack.short_form or pack.capabilities
    if choice == "short":
        return [Draft("Everyone", items_of(short), picks=_picks(pack), charter=charter)]
    if choice == "everything":
        return [Draft("Everyone", items_of(whole, importance=True), charter=charter)]
    if choice == "own":
        return [Draft("Everyone", items_of(whole), charter=charter)]
    leaders = Draft("Leaders", items_of(short), split.leaders, picks=_picks(pack), charter=charter)
    others = Draft("Everyone else", items_of(short), charter=charter)
    practice = [*([leaders] if split.leaders else []), *_practitioners(pack, functions, split, charter)]
    return [*practice, others]


def split_of(
    questionnaires: Sequence[Asking], functions: Sequence[Choice], pack: MethodPack, usual: Split
) -> Split:
    """Return the split that questionnaires were made by; where they were made otherwise, the usual one."""
    numbers = {each.id for each in functions}
    by_function = [each for each in questionnaires if each.groups and each.groups <= numbers]
    if not by_function:
        return usual
    works: dict[int, tuple[str, ...]] = dict.fromkeys(numbers, ())
    for each in reversed(by_function):
        held = capabilities_of(each)
        parts = [part.id for part in pack.components if held & {one.id for one in part.capabilities}]
        works |= dict.fromkeys(each.groups, tuple(parts))
    leading = [each.groups for each in questionnaires if each.groups and not each.groups & numbers]
    return Split(leading[0] if leading else frozenset(), works)


def chosen(
    questionnaires: Sequence[Asking], pack: MethodPack, functions: Sequence[Choice], split: Split
) -> Ready:
    """Return which ready choice questionnaires still are; what was changed since is one's own."""
    charter = bool(questionnaires) and all(each.charter for each in questionnaires)
    held = [_values(each) for each in questionnaires]
    for choice in READY:
        if held == [_values(each) for each in ready(choice, pack, functions, split, charter=charter)]:
            return choice
    return "own"


def _practitioners(pack: MethodPack, functions: Sequence[Choice], split: Split, charter: bool) -> list[Draft]:
    """Return a questionnaire for each set of components that some functions work in."""
    together: dict[tuple[str, ...], list[Choice]] = {}
    for function in functions:
        parts = _ordered(split.works.get(function.id, ()), pack)
        if parts:
            together.setdefault(parts, []).append(function)
    return [
        Draft(
            _short(listed([each.name for each in those])),
            items_of(each for part in pack.components if part.id in parts for each in part.capabilities),
            frozenset(each.id for each in those),
            charter=charter,
        )
        for parts, those in together.items()
    ]


def _akin(function: str, pack: MethodPack) -> list[str]:
    """Return the components whose name says that a function works in them."""
    patterns = [named for words, named in _AFFINITIES if re.search(words, function, re.IGNORECASE)]
    return [
        part.id
        for part in pack.components
        if any(re.search(each, f"{part.name} {part.short_name}", re.IGNORECASE) for each in patterns)
    ]


def _picks(pack: MethodPack) -> int:
    return min(PICKS, len(pack.capabilities))


def _ordered(ids: Collection[str], pack: MethodPack) -> tuple[str, ...]:
    return tuple(part.id for part in pack.components if part.id in ids)


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"


def _values(each: Asking) -> tuple[object, ...]:
    return (each.name, each.items, each.groups, each.picks, each.charter)
