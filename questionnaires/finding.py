"""A finding that data suggests, what it rests on, and the ground that the rules stand on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from questionnaires.pack import MethodPack
from questionnaires.scores import Distribution, Gap, RollUp, Scores

Kind = Literal[
    "gap", "strength", "opportunity", "disagreement", "perception", "blind_spot", "over_investment",
    "foundation", "unsupported", "order",
]  # fmt: skip
KINDS: tuple[Kind, ...] = get_args(Kind)
NAMES: Mapping[Kind, str] = {
    "gap": "Gap",
    "strength": "Strength",
    "opportunity": "Opportunity",
    "disagreement": "Disagreement",
    "perception": "Perception gap",
    "blind_spot": "Blind spot",
    "over_investment": "Over-investment",
    "foundation": "Foundation missing",
    "unsupported": "Priority without support",
    "order": "Technology before process",
}
"""What each kind is called."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A figure that a finding rests on: its name, as it is shown, and of how many people, None for a roll-up.

    `capability` or `component` is the id of what the figure is about, both empty for a priority. `detail`
    says more in words. Of the evidence of one finding each has a name of its own.
    """

    name: str
    shown: str
    n: int | None = None
    capability: str = ""
    component: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What the data suggests; `key` stays the same for the same kind of thing about the same thing.

    `worth` is its size in levels times the weight of what it is about, where 1 is the average weight.
    """

    key: str
    kind: Kind
    capabilities: tuple[str, ...]
    component: str
    title: str
    text: str
    evidence: tuple[Evidence, ...]
    worth: float


@dataclass(frozen=True, slots=True)
class Aim:
    """A business priority: a key that stays, its share of all, and how strongly capabilities support it."""

    key: str
    name: str
    share: float
    supports: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Context:
    """What findings rest on beside the scores: the priorities, and the strategic weights they give.

    `strategic` is None where there is no alignment to speak of.
    """

    strategic: Mapping[str, float] | None = None
    aims: tuple[Aim, ...] = ()


@dataclass(frozen=True, slots=True)
class Ground:
    """Pack, scores and priorities, as the rules read them: whatever is hidden is not there."""

    pack: MethodPack
    scores: Scores
    weights: Mapping[str, float]
    aims: tuple[Aim, ...]

    def current(self, capability: str) -> Distribution | None:
        """Return the ratings of a capability today, None where there are none to be shown."""
        found = self.scores.capabilities[capability].current
        return found if isinstance(found, Distribution) and found.mean is not None else None

    def target(self, capability: str) -> Distribution | None:
        """Return the ratings of what is wanted, None where there are none to be shown."""
        found = self.scores.capabilities[capability].target
        return found if isinstance(found, Distribution) and found.mean is not None else None

    def gap(self, capability: str) -> Gap | None:
        """Return the gap of a capability, None where there is none to be shown."""
        found = self.scores.capabilities[capability].gap
        return found if isinstance(found, Gap) and found.mean is not None else None

    def component(self, component: str) -> RollUp | None:
        """Return the score of a component, None where there is none to be shown."""
        found = self.scores.components[component]
        return found if isinstance(found, RollUp) and found.current is not None else None

    def name(self, capability: str) -> str:
        """Return the name of a capability."""
        return self.pack.capability[capability].name

    def part(self, capability: str) -> str:
        """Return the id of the component that holds a capability."""
        return self.pack.component_of[capability].id

    def weight(self, *capabilities: str) -> float:
        """Return the greatest of the weights of capabilities."""
        return max(self.weights[each] for each in capabilities)
