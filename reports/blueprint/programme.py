"""The initiatives of a dossier with their numbers and values, as several chapters tell them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from questionnaires.finding_worth import Worths
from questionnaires.judgement import Target
from questionnaires.roadmap.plan import HORIZONS, Initiative, Roadmap, Span
from questionnaires.roadmap.value import Reach, Value, by_value, reach_of, targets_of, value_of
from questionnaires.rounding import rounded
from reports.charts.roadmap import numbers_of
from reports.charts.value_items import Item, items_of
from reports.dossier import Dossier
from reports.facts.saying import brief
from reports.figures_of_roadmap import worths_of
from reports.word.plain_text import plain
from reports.wording import listed, plural, set_apart

LONGEST_TITLE = 90
OPEN = "open"
"""What stands for an owner or a supplier that is not named yet."""
NO_PLACE = "no place yet"


@dataclass(frozen=True)
class Programme:
    """Initiatives, what they are worth, and what they are called in this document."""

    dossier: Dossier
    roadmap: Roadmap
    worths: Worths

    @cached_property
    def targets(self) -> Mapping[str, Target]:
        """Return the target of every capability."""
        return targets_of(self.dossier.pack, self.dossier.scores, self.dossier.judgements)

    @cached_property
    def numbers(self) -> Mapping[int, int]:
        """Return the number of each initiative in documents, by its own."""
        return numbers_of(self.roadmap)

    @cached_property
    def values(self) -> Mapping[int, Value]:
        """Return the value of each initiative."""
        return {each.id: value_of(each, self.worths, self.targets) for each in self.roadmap.initiatives}

    @cached_property
    def ranked(self) -> Sequence[Initiative]:
        """Return the initiatives, the one worth most first."""
        return [self.roadmap.initiative[each.initiative] for each in by_value(list(self.values.values()))]

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Return what the value/effort picture shows."""
        return items_of(self.roadmap, self.worths, self.targets)

    @cached_property
    def reach(self) -> Reach:
        """Return what all of them raise together."""
        return reach_of(self.roadmap.initiatives, self.worths, self.targets)

    def title(self, initiative: Initiative) -> str:
        """Return its title, cut where it is very long."""
        return brief(set_apart(plain(initiative.title)), LONGEST_TITLE)

    def called(self, number: int) -> str:
        """Return an initiative as text refers to it: 7 (Build one dictionary)."""
        return f"{self.numbers[number]} ({self.title(self.roadmap.initiative[number])})"

    def rank(self, initiative: Initiative) -> int:
        """Return its place by value, from 1."""
        return 1 + [each.id for each in self.ranked].index(initiative.id)

    def without_value(self, initiative: Initiative) -> str:
        """Return why an initiative has no value, and what to do about it; empty where it has some."""
        value = self.values[initiative.id]
        if rounded(value.total, 2) > 0 or not value.parts:
            return ""
        why, remedy = "what it raises stands at its target", "Agree a higher target"
        if any(part.levels > 0 for part in value.parts):
            why, remedy = "what it raises weighs nothing", "Name what else it raises"
            if self.worths.source == "alignment":
                why, remedy = (
                    "in the alignment, no priority leans on what it raises",
                    "Say there which one does",
                )
        numbers = [
            str(self.numbers[each.id])
            for each in self.roadmap.initiatives
            if initiative.id in each.prerequisites
        ]
        verb = "rests" if len(numbers) == 1 else "rest"
        which = f"{plural(len(numbers), 'initiative')} {listed(numbers)}, which {verb} on it"
        keep = f", keep it for {which}," if numbers else ""
        return f"None: {why}. {remedy}{keep} or drop it."

    def when(self, initiative: Initiative) -> str:
        """Return the quarters in which it is worked at."""
        start, end = self.roadmap.start(initiative.id), self.roadmap.end(initiative.id)
        if start is None or end is None:
            return NO_PLACE
        name = self.roadmap.capacity.name
        return name(start) if start == end else f"{name(start)} to {name(end)}"

    def horizon(self, initiative: Initiative) -> str:
        """Return the horizon in which it ends."""
        found = self.roadmap.horizon(initiative.id)
        return HORIZONS[found] if found else NO_PLACE

    def amount(self, span: Span) -> str:
        """Return what an amount is reckoned with: the middle of its range."""
        return self.dossier.money.shown(span.expected)

    def span(self, span: Span) -> str:
        """Return an amount from and to."""
        low, high = (self.dossier.money.shown(each) for each in (span.low, span.high))
        return low if low == high else f"{low} to {high}"


def programme_of(dossier: Dossier) -> Programme | None:
    """Return the initiatives of a dossier, None where there are none."""
    found = dossier.roadmap
    if found is None or not found.initiatives:
        return None
    return Programme(dossier, found, worths_of(dossier))


def proposed(dossier: Dossier) -> bool:
    """Return whether initiatives are still proposals: before the session decides on them."""
    return dossier.layout.variant == "pre-read"
