"""What the value/effort picture shows of each initiative, and what it says of them all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from questionnaires.finding_worth import Worths
from questionnaires.judgement import Target
from questionnaires.roadmap.plan import Horizon, Roadmap
from questionnaires.roadmap.value import value_of
from questionnaires.rounding import shown
from reports.wording import listed, raised, set_apart, shortest, spelled_out

CORNERS = ("Do first", "Plan with care", "Fit in", "Think again")
"""What the four fields are called: much for little, much for much, little for little, little for much."""
_MOST_NAMED = 2


@dataclass(frozen=True, slots=True)
class Item:
    """An initiative in the picture; `cost` is one-off, `horizon` None where it has no place."""

    number: int
    name: str
    value: float
    days: float
    cost: float
    horizon: Horizon | None = None


def middle(items: Sequence[Item]) -> tuple[float, float] | None:
    """Return value and person-days of the middle of all initiatives, the thresholds; None below two."""
    if len(items) < 2:
        return None
    return median(each.value for each in items), median(each.days for each in items)


def field(item: Item, thresholds: tuple[float, float]) -> str:
    """Return the name of the field that an initiative lies in; on a threshold the better one."""
    much, little = item.value >= thresholds[0], item.days <= thresholds[1]
    return CORNERS[(0 if much else 2) + (0 if little else 1)]


def items_of(
    roadmap: Roadmap, worths: Worths, targets: Mapping[str, Target], numbers: Sequence[int] = ()
) -> tuple[Item, ...]:
    """Return the initiatives as the picture shows them: numbered as listed, with their value and effort."""
    return tuple(
        Item(
            number,
            set_apart(each.title),
            value_of(each, worths, targets).total,
            each.days,
            each.one_off.expected,
            roadmap.horizon(each.id),
        )
        for number, each in enumerate(roadmap.initiatives, 1)
        if not numbers or each.id in numbers
    )


def title(items: Sequence[Item]) -> str:
    """Return which initiatives give much for little, as a sentence without full stop."""
    thresholds = middle(items)
    if thresholds is None:
        return f"One initiative is worth {shown(items[0].value)}" if items else "There are no initiatives yet"
    first = sorted(
        (each for each in items if field(each, thresholds) == CORNERS[0]), key=lambda each: -each.value
    )
    if not first:
        return "No initiative gives much for little: what is worth most also takes most"
    much = f"{raised(spelled_out(len(first), 'initiative'))} {'gives' if len(first) == 1 else 'give'} much"
    names = [f"“{each.name}”" for each in first]
    named = listed(names) if len(names) <= _MOST_NAMED else f"first of all {names[0]}"
    return shortest([f"{much} for little: {named}", f"{much} for little"])
