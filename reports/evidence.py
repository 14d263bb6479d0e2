"""What the scores let a reader see: visible figures in the order in which a report speaks of them."""

from collections.abc import Sequence

from questionnaires.comparison import PerceptionGap, perception_gaps
from questionnaires.pack import Capability, Component, MethodPack
from questionnaires.rounding import rounded, signed
from questionnaires.scores import (
    Distribution,
    Gap,
    GroupCapability,
    GroupScores,
    Hidden,
    RollUp,
    Scores,
)
from reports.wording import LEAST_FOR_PERCENTAGES, counted, listed, lowered, part_of, people_agree

Rated = tuple[Capability, Distribution]
"""A capability with the visible answers about its level today, at least one."""


def answered(scores: Scores) -> str:
    """Return how many answered, and of how many where that is known: 48 of 61 people asked answered."""
    asked = scores.soundness.asked
    if not scores.respondents:
        return "nobody gave a rating"
    if not asked:
        return f"{counted(scores.respondents, 'person')} answered"
    if scores.respondents == asked:
        everyone = f"all {counted(asked, 'person')}" if asked > 1 else "the one person"
        return f"{everyone} asked answered"
    return f"{scores.respondents} of {counted(asked, 'person')} asked answered"


def response(scores: Scores) -> str:
    """Return the share of those asked who answered, in whole per cent; empty where that is not known.

    Rounded down: while somebody is missing, it is not 100%.
    """
    asked = scores.soundness.asked
    if not asked or asked < LEAST_FOR_PERCENTAGES:
        return ""
    return f"{100 * scores.respondents // asked}%"


def component_score(scores: Scores, component: Component) -> RollUp | None:
    """Return the component's score, None where it is hidden or rests on too little."""
    return _scored(scores.components[component.id])


def overall_score(scores: Scores) -> RollUp | None:
    """Return the score of the whole, None where it is hidden or rests on too little."""
    return _scored(scores.overall)


def scored_components(pack: MethodPack, scores: Scores) -> list[tuple[Component, RollUp]]:
    """Return the components that have a score today, the lowest first."""
    found = [(part, score) for part in pack.components if (score := component_score(scores, part))]
    return sorted(found, key=lambda each: each[1].current or 0)


def components_by_gap(pack: MethodPack, scores: Scores) -> list[tuple[Component, float]]:
    """Return the components that have a gap, the largest first."""
    found = [(part, score.gap) for part, score in scored_components(pack, scores) if score.gap is not None]
    return sorted(found, key=lambda each: -each[1])


def standing_out(values: Sequence[float], most: int = 2) -> int:
    """Return how many of the first values stand apart from all that follow: at most `most`, no tie cut."""
    seen = [rounded(each) for each in values]
    apart = (n for n in range(min(most, len(seen) - 1), 0, -1) if seen[n - 1] != seen[n])
    return next(apart, 0)


def furthest_to_go(gaps: Sequence[tuple[Component, float]]) -> str:
    """Return the one or two components whose gaps stand out above zero, the largest first; else nothing."""
    apart = gaps[: standing_out([gap for _, gap in gaps])] if len(gaps) > 2 else []
    return listed([f"{lowered(part.name)} ({signed(gap)})" for part, gap in apart if rounded(gap) > 0])


def answers(cell: Distribution | Hidden | None) -> Distribution | None:
    """Return what is visible of a question, None where it is hidden, was not asked or has no rating."""
    return cell if isinstance(cell, Distribution) and cell.n else None


def answers_today(scores: Scores, capability: str) -> Distribution | None:
    """Return what is visible of a capability today, as `answers` does of a question."""
    return answers(scores.capabilities[capability].current)


def gap_of(scores: Scores, capability: str) -> Gap | None:
    """Return the visible gap of a capability that somebody rated twice."""
    gap = scores.capabilities[capability].gap
    return gap if isinstance(gap, Gap) and gap.mean is not None else None


def rated(capabilities: Sequence[Capability], scores: Scores) -> list[Rated]:
    """Return the capabilities with visible ratings of today, the lowest mean first."""
    found = [(each, seen) for each in capabilities if (seen := answers_today(scores, each.id))]
    return sorted(found, key=lambda each: each[1].mean or 0)


def agreed(ratings: Sequence[Rated]) -> list[Rated]:
    """Return the capabilities that people agree on."""
    return [each for each in ratings if people_agree(each[1])]


def split(ratings: Sequence[Rated]) -> list[Rated]:
    """Return the capabilities with two camps."""
    return [each for each in ratings if each[1].polarised]


def disputed(ratings: Sequence[Rated]) -> list[Rated]:
    """Return the capabilities on which people differ without being in two camps."""
    return [
        each
        for each in ratings
        if each[1].ad is not None and not each[1].polarised and not people_agree(each[1])
    ]


def agreement_on(ratings: Sequence[Rated]) -> str:
    """Return on how many capabilities people agree, as a clause: people agree on 47 of 52 capabilities."""
    if all(seen.ad is None for _, seen in ratings):
        return "too few people rate the same to say whether they agree"
    if len(ratings) == 1 and not agreed(ratings):
        return f"people {'stand in two camps' if split(ratings) else 'differ'} on the one capability"
    return f"people agree on {part_of(len(agreed(ratings)), len(ratings), 'capability')}"


def apart_on(ratings: Sequence[Rated]) -> tuple[int, int]:
    """Return on how many people differ, and on how many they are in two camps, beside `agreement_on`."""
    return (len(disputed(ratings)), len(split(ratings))) if len(ratings) > 1 else (0, 0)


def flagged(pack: MethodPack, scores: Scores) -> list[PerceptionGap]:
    """Return where two groups lie worth talking about, the widest of each capability and column first."""
    return [each for each in perception_gaps(pack, scores) if each.flagged]


def hidden_today(capabilities: Sequence[Capability], scores: Scores) -> int:
    """Return how many capabilities are hidden altogether."""
    return sum(isinstance(scores.capabilities[each.id].current, Hidden) for each in capabilities)


def columns_hiding(capabilities: Sequence[Capability], scores: Scores) -> list[str]:
    """Return the group columns in which something about these capabilities is hidden that the total shows."""
    return [column for column in scores.groups if _hides(column, capabilities, scores)]


def first_column(scores: Scores) -> str | None:
    """Return the first group column with two or more groups that may be shown, None without one."""
    return next((column for column in scores.groups if len(shown_groups(scores, column)) > 1), None)


def shown_groups(scores: Scores, column: str) -> dict[str, GroupScores]:
    """Return the groups of a column that may be shown, by name."""
    return {name: group for name, group in scores.groups[column].items() if isinstance(group, GroupScores)}


def asked_for_target(scores: Scores) -> bool:
    """Return whether a wanted level was asked for at all."""
    return any(each.target is not None for each in scores.capabilities.values())


def asked_for_importance(scores: Scores) -> bool:
    """Return whether importance was asked for at all."""
    return any(each.importance is not None for each in scores.capabilities.values())


def _scored(score: RollUp | Hidden) -> RollUp | None:
    return score if isinstance(score, RollUp) and score.current is not None else None


def _hides(column: str, capabilities: Sequence[Capability], scores: Scores) -> bool:
    for each in capabilities:
        whole = scores.capabilities[each.id]
        for group in scores.groups[column].values():
            cell = GroupCapability(group, group) if isinstance(group, Hidden) else group.capabilities[each.id]
            if isinstance(cell.current, Hidden) and answers(whole.current):
                return True
            if isinstance(cell.target, Hidden) and answers(whole.target):
                return True
    return False
