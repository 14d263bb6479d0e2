"""The page of one capability as values: its levels, who said what, and how its mean came about."""

from dataclasses import dataclass
from typing import Literal

from questionnaires.pack import LEVELS, Capability, Component, MethodPack
from questionnaires.scores import CapabilityScore, Distribution, Gap, GroupScores, Hidden, Picked, Scores
from workshop.assessments import sentences
from workshop.assessments.difference import widest
from workshop.assessments.figures import Line, capability_line
from workshop.assessments.groups import in_order
from workshop.charts import Piece, stack

Question = Literal["current", "target"]
QUESTIONS: dict[str, Question] = {"today": "current", "wanted": "target"}


@dataclass(frozen=True, slots=True)
class LevelText:
    """A level as the pack describes it for this capability."""

    level: int
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class GroupRow:
    """What one group answered; hidden, or with nobody's rating, it has no pieces."""

    name: str
    hidden: bool
    spread: Distribution | None
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class CapabilityPage:
    """Everything the page of a capability shows for one of its two questions."""

    capability: Capability
    component: Component
    line: Line
    levels: tuple[LevelText, ...]
    asked: bool
    hidden: bool
    spread: Distribution | None
    total: int
    columns: tuple[tuple[str, tuple[GroupRow, ...]], ...]
    everyone: GroupRow
    gap: Gap | None
    importance: Distribution | None
    picked: Picked | None
    difference: str | None
    before: Capability | None
    after: Capability | None

    @property
    def hides(self) -> bool:
        """Return whether a group is hidden."""
        return any(row.hidden for _, rows in self.columns for row in rows)


def capability_page(pack: MethodPack, scores: Scores, identity: str, question: Question) -> CapabilityPage:
    """Return the page of a capability; KeyError where the pack has none with that id."""
    capability = pack.capability[identity]
    score = scores.capabilities[identity]
    answers = score.current if question == "current" else score.target
    spread = answers if isinstance(answers, Distribution) else None
    found = widest(scores, identity) if question == "current" else None
    before, after = _neighbours(pack, capability)
    return CapabilityPage(
        capability=capability,
        component=pack.component_of[identity],
        line=capability_line(capability, score),
        levels=tuple(_level(pack, capability, level) for level in LEVELS),
        asked=answers is not None,
        hidden=isinstance(answers, Hidden),
        spread=spread,
        total=sum(level * count for level, count in enumerate(spread.counts, 1)) if spread else 0,
        columns=tuple((column, _rows(scores, column, identity, question)) for column in scores.groups),
        everyone=_row("Everyone", answers),
        gap=score.gap if isinstance(score.gap, Gap) else None,
        importance=_importance(score),
        picked=score.picked if isinstance(score.picked, Picked) and score.picked.n else None,
        difference=sentences.difference(found) if found else None,
        before=before,
        after=after,
    )


def _level(pack: MethodPack, capability: Capability, level: int) -> LevelText:
    return LevelText(level, pack.level_name(level), capability.levels[level])


def _rows(scores: Scores, column: str, identity: str, question: Question) -> tuple[GroupRow, ...]:
    rows = []
    for value, group in in_order(scores.groups[column]):
        if isinstance(group, GroupScores):
            cell = group.capabilities[identity]
            rows.append(_row(value, cell.current if question == "current" else cell.target))
        else:
            rows.append(_row(value, group))
    return tuple(rows)


def _row(name: str, answers: Distribution | Hidden | None) -> GroupRow:
    spread = answers if isinstance(answers, Distribution) else None
    return GroupRow(name, isinstance(answers, Hidden), spread, stack(spread.counts) if spread else [])


def _importance(score: CapabilityScore) -> Distribution | None:
    held = score.importance
    return held if isinstance(held, Distribution) and held.n else None


def _neighbours(pack: MethodPack, capability: Capability) -> tuple[Capability | None, Capability | None]:
    every = pack.capabilities
    place = every.index(capability)
    return every[place - 1] if place else None, every[place + 1] if place + 1 < len(every) else None
