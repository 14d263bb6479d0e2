"""What each choice of weights does to the scores of components, side by side."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlite_utils import Database

from questionnaires.pack import Component, MethodPack
from questionnaires.scores import Scores
from questionnaires.weights import Weights
from workshop.assessments.figures import Cell, of_component
from workshop.assessments.scored import scored
from workshop.assessments.store import Counted, latest_counted
from workshop.engagements.packs import engagement_pack
from workshop.engagements.store import Engagement
from workshop.weights.reading import weights_by_kind, weights_of
from workshop.weights.store import KINDS, Kind


@dataclass(frozen=True, slots=True)
class Effect:
    """What one choice of weights makes: the share of a component in the whole, and the score of today."""

    share: float
    today: Cell


@dataclass(frozen=True, slots=True)
class Row:
    """A component under each choice of weights; `component` is None for the whole."""

    component: Component | None
    effects: Mapping[Kind, Effect]


@dataclass(frozen=True, slots=True)
class Effects:
    """Every choice there is, and the scores under it; `wave` is None before any count."""

    pack: MethodPack
    wave: Counted | None
    counting: Weights
    choices: Mapping[Kind, Weights]
    rows: tuple[Row, ...]


def judged_pack(db: Database, engagement: Engagement) -> tuple[MethodPack, Counted | None]:
    """Return the method of the latest wave that was counted, and the wave; else the engagement's method."""
    wave = latest_counted(db, engagement.id)
    return (wave.pack if wave else engagement_pack(db, engagement)), wave


def effects(db: Database, engagement: Engagement, typed: Weights | None = None) -> Effects:
    """Return the choices of weights with what they do; `typed` stands for the own ones, stored or not."""
    pack, wave = judged_pack(db, engagement)
    choices: dict[Kind, Weights] = {}
    for kind in KINDS:
        weights = typed if kind == "own" and typed else weights_by_kind(db, engagement, pack, kind)
        if weights is not None:
            choices[kind] = weights
    found = {kind: scored(wave, each) for kind, each in choices.items() if wave}
    rows = [
        Row(part, {kind: _of_part(part, each, found.get(kind)) for kind, each in choices.items()})
        for part in pack.components
    ]
    whole = Row(None, {kind: Effect(1.0, of_component(scores.overall)) for kind, scores in found.items()})
    return Effects(pack, wave, weights_of(db, engagement, pack), choices, (*rows, whole))


def _of_part(part: Component, weights: Weights, scored: Scores | None) -> Effect:
    total = sum(weights.components.values())
    return Effect(
        weights.components[part.id] / total, of_component(scored.components[part.id]) if scored else Cell()
    )
