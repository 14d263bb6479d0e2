"""The page of one capability as values: its levels, who said what, and how its figures came about."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from questionnaires.benchmark import Comparison
from questionnaires.comparison import widest
from questionnaires.judgement import Judgements
from questionnaires.pack import LEVELS, Capability, Component, MethodPack
from questionnaires.scores import CapabilityScore, Distribution, Gap, GroupScores, Hidden, Picked, Scores
from workshop.assessments import sentences
from workshop.assessments.beside import Beside
from workshop.assessments.counting_in import Counting, counting_in
from workshop.assessments.figures import Line, capability_line
from workshop.assessments.groups import in_order
from workshop.charts import Piece, stack

Question = Literal["current", "target", "importance", "gap"]
QUESTIONS: Mapping[str, Question] = {
    "today": "current",
    "wanted": "target",
    "importance": "importance",
    "gap": "gap",
}
"""What the page can tell of, by the word that stands for it in addresses and on the page."""


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
    """Everything the page of a capability shows for one of its questions.

    `spread` is what everyone answered to it, None for the gap, which is no answer; `total` is the sum of the
    levels, or of the gaps of all who gave both. `pairs_only` says that just these count for today and wanted:
    the ratings of a few others may count as blank.
    """

    capability: Capability
    component: Component
    line: Line
    levels: tuple[LevelText, ...]
    questions: tuple[str, ...]
    asked: bool
    hidden: bool
    spread: Distribution | None
    total: int
    columns: tuple[tuple[str, tuple[GroupRow, ...]], ...]
    everyone: GroupRow
    gap: Gap | None
    importance: Distribution | None
    picked: Picked | None
    counting: Counting | None
    difference: str | None
    pairs_only: bool
    others: Comparison | None
    percentile: int | None
    judgements: Judgements
    before: Capability | None
    after: Capability | None

    @property
    def hides(self) -> bool:
        """Return whether a group is hidden."""
        return any(row.hidden for _, rows in self.columns for row in rows)


def capability_page(
    pack: MethodPack, scores: Scores, identity: str, question: Question, beside: Beside | None = None
) -> CapabilityPage:
    """Return the page of a capability; KeyError where the pack has none with that id."""
    beside = beside or Beside()
    capability, score = pack.capability[identity], scores.capabilities[identity]
    answers = _answers(score, question)
    spread = answers if isinstance(answers, Distribution) else None
    gap = score.gap if isinstance(score.gap, Gap) else None
    line = capability_line(capability, score, beside=beside)
    found = widest(scores, identity) if question == "current" else None
    before, after = _neighbours(pack, capability)
    return CapabilityPage(
        capability=capability,
        component=pack.component_of[identity],
        line=line,
        levels=tuple(_level(pack, capability, level) for level in LEVELS),
        questions=_questions(score),
        asked=answers is not None,
        hidden=isinstance(answers, Hidden),
        spread=spread,
        total=_total(gap if question == "gap" else spread),
        columns=_columns(scores, identity, question),
        everyone=_row("Everyone", None if isinstance(answers, Gap) else answers),
        gap=gap,
        importance=_importance(score),
        picked=score.picked if isinstance(score.picked, Picked) and score.picked.n else None,
        counting=counting_in(pack, scores, identity, question),
        difference=sentences.difference(found) if found else None,
        pairs_only=question in ("current", "target") and _pairs_only(score),
        others=line.others,
        percentile=line.others.percentile(line.today.value) if line.others else None,
        judgements=beside.judged(identity),
        before=before,
        after=after,
    )


def _answers(score: CapabilityScore, question: Question) -> Distribution | Gap | Hidden | None:
    if question == "gap":
        both = score.current is not None and score.target is not None
        return score.gap if both else None
    of: dict[str, Distribution | Hidden | None] = {
        "current": score.current,
        "target": score.target,
        "importance": score.importance,
    }
    return of[question]


def _questions(score: CapabilityScore) -> tuple[str, ...]:
    """Return what the page can be asked to tell of: today and wanted always, the others where asked."""
    more = {"importance": score.importance is not None, "gap": _answers(score, "gap") is not None}
    return tuple(word for word, question in QUESTIONS.items() if more.get(question, True))


def _pairs_only(score: CapabilityScore) -> bool:
    """Return whether as many gave each of today and wanted as gave both."""
    told = [each for each in (score.current, score.target, score.gap) if isinstance(each, Distribution | Gap)]
    return len(told) == len(("today", "wanted", "gap")) and len({each.n for each in told}) == 1


def _total(figure: Distribution | Gap | None) -> int:
    """Return the sum of all levels, or of all gaps, which is whole."""
    if isinstance(figure, Distribution):
        return sum(level * count for level, count in enumerate(figure.counts, 1))
    return round(figure.mean * figure.n) if figure and figure.mean is not None else 0


def _level(pack: MethodPack, capability: Capability, level: int) -> LevelText:
    return LevelText(level, pack.level_name(level), capability.levels[level])


def _columns(
    scores: Scores, identity: str, question: Question
) -> tuple[tuple[str, tuple[GroupRow, ...]], ...]:
    """Return what each group answered, by column; importance and gaps are told of everyone only."""
    if question not in ("current", "target"):
        return ()
    return tuple((column, _rows(scores, column, identity, question)) for column in scores.groups)


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
