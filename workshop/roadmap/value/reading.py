"""The values of an engagement's initiatives, in the order of what they are worth."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from sqlite_utils import Database

from questionnaires.finding_worth import Worths, worths
from questionnaires.judgement import Target
from questionnaires.pack import MethodPack
from questionnaires.roadmap.plan import HORIZONS, Initiative, Roadmap
from questionnaires.roadmap.value import Reach, Value, by_value, reach_of, targets_of, value_of
from reports.charts.value_items import Item, field, items_of, middle
from workshop.engagements.packs import engagement_pack
from workshop.engagements.store import Engagement
from workshop.findings.reading import basis, context_of
from workshop.judgements.reading import judgements_of
from workshop.roadmap.reading import roadmap_of


@dataclass(frozen=True, slots=True)
class Ranked:
    """An initiative with its value: its number on this page, its rank, its field and its horizon."""

    number: int
    rank: int
    initiative: Initiative
    value: Value
    field: str
    horizon: str


@dataclass(frozen=True)
class Programme:
    """The initiatives of an engagement, and what their value rests on."""

    pack: MethodPack
    roadmap: Roadmap
    worths: Worths
    targets: Mapping[str, Target]

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Return what the picture shows."""
        return items_of(self.roadmap, self.worths, self.targets)

    @cached_property
    def reach(self) -> Reach:
        """Return what all of them raise together."""
        return reach_of(self.roadmap.initiatives, self.worths, self.targets)

    @cached_property
    def thresholds(self) -> tuple[float, float] | None:
        """Return value and person-days of the middle of all initiatives."""
        return middle(self.items)

    @cached_property
    def ranked(self) -> tuple[Ranked, ...]:
        """Return the initiatives, the one worth most first."""
        items = dict(zip((each.id for each in self.roadmap.initiatives), self.items, strict=True))
        values = [value_of(each, self.worths, self.targets) for each in self.roadmap.initiatives]
        made = []
        for rank, value in enumerate(by_value(values), 1):
            item = items[value.initiative]
            horizon = self.roadmap.horizon(value.initiative)
            made.append(
                Ranked(
                    item.number,
                    rank,
                    self.roadmap.initiative[value.initiative],
                    value,
                    field(item, self.thresholds) if self.thresholds else "",
                    HORIZONS[horizon] if horizon else "",
                )
            )
        return tuple(made)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Return the names of capabilities by id."""
        return {each.id: each.name for each in self.pack.capabilities}


def programme_of(db: Database, engagement: Engagement) -> Programme:
    """Return the initiatives of an engagement with all that their value rests on."""
    ground = basis(db, engagement)
    pack = ground.wave.pack if ground else engagement_pack(db, engagement)
    scores = ground.scores if ground else None
    found = ground.worths if ground else worths(pack, None, context_of(db, engagement))
    targets = targets_of(pack, scores, judgements_of(db, engagement.id))
    return Programme(pack, roadmap_of(db, engagement), found, targets)
