"""How the value of initiatives is put into words, on pages and in documents alike."""

from collections.abc import Mapping, Sequence

from questionnaires.finding_worth import Worths
from questionnaires.judgement import Which
from questionnaires.phrasing import listed, lowered
from questionnaires.roadmap.value import DAYS_APART, Part, Reach, Value
from questionnaires.rounding import rounded, shown

FORMULA = (
    "Value is the levels that an initiative raises, each times the worth of a level in its capability, added "
    "up. Levels count up to the target and not beyond it. Effort is the other axis and does not divide it."
)
UNROUNDED = "All figures are worked out before they are rounded."
_WORTH: Mapping[str, str] = {
    "alignment": "Worth of a level: the capability’s weight for the priorities, where 1 is the average.",
    "importance": "Worth of a level: the capability’s mean importance, where 1 is the average, since there "
    "is no alignment with priorities yet.",
    "picks": "Worth of a level: how many people picked the capability, where 1 is the average, since there "
    "is no alignment with priorities yet.",
    "equal": "A level is worth 1 in every capability, since there is neither an alignment with priorities "
    "nor importance yet.",
}
_ENDS: Mapping[Which, str] = {
    "agreed": "the agreed target",
    "wanted": "the mean wanted",
}


def worth_told(worths: Worths) -> str:
    """Return where the worth of a level comes from."""
    return _WORTH[worths.source]


def target_told(part: Part) -> str:
    """Return up to where a part counts, and which figure that is."""
    if part.target is not None:
        return f"{_ENDS[part.which]}, {shown(part.target)}"
    if part.which == "hidden":
        return f"{shown(part.to)}, since its target is hidden to protect those who answered"
    return f"{shown(part.to)}, since it has no target yet"


def part_told(part: Part, name: str) -> str:
    """Return how one capability adds to a value, as a sentence."""
    what = f"{name} is raised from {shown(part.origin)} to {shown(part.to)}"
    if part.levels <= 0:
        return f"{what}; it counts up to {target_told(part)}, so it adds nothing."
    sum_ = f"{shown(part.levels, 2)} levels × {shown(part.worth, 2)} = {shown(part.value, 2)}"
    return f"{what}; it counts up to {target_told(part)}: {sum_}."


def without_target_told(values: Sequence[Value], names: Mapping[str, str]) -> str:
    """Return which capabilities count without a target, and what to do; empty where all have one."""
    keys = list(dict.fromkeys(key for each in values for key in each.without_target))
    if not keys:
        return ""
    shown_names = [lowered(names.get(key, key)) for key in keys[:3]]
    if len(keys) > 3:
        shown_names.append(f"{len(keys) - 3} more")
    return (
        f"No target can be shown of {listed(shown_names)}: every level raised counts there. "
        "Agree a target to count no further than is wanted."
    )


def reach_told(reach: Reach, initiatives: int) -> str:
    """Return what a programme of so many initiatives is worth, and what was counted once."""
    if initiatives == 1:
        return f"It is worth {shown(reach.total)}."
    said = f"Together they are worth {shown(reach.total)}"
    if rounded(reach.shared) <= 0:
        return f"{said}; no level is raised by two of them."
    alone = shown(reach.total + reach.shared)
    return (
        f"{said}, not {alone}: levels of the same capability that two or more raise count once "
        f"({shown(reach.shared)})."
    )


RATIO_NAME = f"Value for {DAYS_APART} person-days"
