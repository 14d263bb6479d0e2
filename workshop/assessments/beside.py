"""What stands beside the scores of a wave: other organisations, judgements, and what a level is worth."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlite_utils import Database

from questionnaires.benchmark import Benchmark
from questionnaires.judgement import NOTHING, Judgements
from questionnaires.pack import Component
from workshop.alignment.weights import strategic_weights
from workshop.assessments.guard import OpenedResults
from workshop.benchmarks.reading import benchmark_of
from workshop.judgements.reading import judgements_of


@dataclass(frozen=True, slots=True)
class Beside:
    """What is known besides answers; `strategic` are the shares of capabilities, None without alignment."""

    benchmark: Benchmark = field(default_factory=Benchmark)
    judgements: Mapping[str, Judgements] = field(default_factory=dict)
    strategic: Mapping[str, float] | None = None

    def judged(self, capability: str) -> Judgements:
        """Return the judgements of a capability that stand."""
        return self.judgements.get(capability, NOTHING)

    def agreed(self, capability: str) -> float | None:
        """Return the agreed target of a capability, None where nothing was agreed."""
        target = self.judged(capability).target
        return target.value if target else None

    def agreed_in(self, component: Component) -> int:
        """Return of how many capabilities of a component the target is agreed."""
        return sum(self.agreed(each.id) is not None for each in component.capabilities)


def beside(db: Database, found: OpenedResults) -> Beside:
    """Return what stands beside the scores that a visitor opened.

    A sponsor is told nothing of the strategy here: that is released with the blueprint.
    """
    engagement = found.access.engagement
    return Beside(
        benchmark_of(db, engagement, found.wave.pack) or Benchmark(),
        judgements_of(db, engagement.id, found.wave.id),
        None if found.access.by_sponsor else strategic_weights(db, engagement),
    )
