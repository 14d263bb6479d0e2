"""The scores as one tidy table: a row for each capability, set of people and question, with all figures."""

from collections.abc import Iterator

from questionnaires.pack import Capability, Component, MethodPack
from questionnaires.scores import (
    HIDDEN,
    CapabilityScore,
    Distribution,
    Gap,
    GroupScores,
    Hidden,
    Picked,
    Scores,
)

Value = str | int | float | None

HEADER = (
    "capability", "name", "component", "by", "group", "question", "figures",
    "n", "asked", "not_applicable", "dont_know", "no_answer",
    "level_1", "level_2", "level_3", "level_4", "level_5", "at_or_above_3",
    "mean", "median", "sd", "ad", "rwg", "consensus", "two_camps",
    "interval_low", "interval_high", "census", "could_be_low", "could_be_high",
    "want_less", "picked_by", "picked_share",
)  # fmt: skip
"""The columns. `by` and `group` are empty for everyone; `figures` is shown, hidden or no rating."""

_FIGURES = HEADER[HEADER.index("figures") + 1 :]
_QUESTIONS = (("today", "current"), ("wanted", "target"))
Named = tuple[str, str, str, str, str, str]


def scores_table(pack: MethodPack, scores: Scores) -> Iterator[tuple[Value, ...]]:
    """Yield the rows of HEADER, unrounded; a question that was not asked has none.

    Importance, gap and picks are of everyone only.
    """
    for part in pack.components:
        for each in part.capabilities:
            yield from _everyone(part, each, scores.capabilities[each.id])
            for column, groups in scores.groups.items():
                for value, group in groups.items():
                    named = (each.id, each.name, part.name, column, value)
                    yield from _group(named, scores.capabilities[each.id], group)


def _everyone(part: Component, each: Capability, score: CapabilityScore) -> Iterator[tuple[Value, ...]]:
    def named(question: str) -> Named:
        return each.id, each.name, part.name, "", "", question

    for question, key in (*_QUESTIONS, ("importance", "importance")):
        yield from _answers(named(question), getattr(score, key))
    if score.current is not None and score.target is not None:
        yield _gap(named("gap"), score.gap)
    if score.picked is not None:
        yield _picked(named("picked"), score.picked)


def _group(
    named: tuple[str, str, str, str, str], everyone: CapabilityScore, group: GroupScores | Hidden
) -> Iterator[tuple[Value, ...]]:
    """Yield what a group said of a capability; a hidden one has a row for each question that was asked."""
    held = everyone if isinstance(group, Hidden) else group.capabilities[named[0]]
    for question, key in _QUESTIONS:
        cell = getattr(held, key)
        hides = isinstance(group, Hidden) and cell is not None
        yield from _answers((*named, question), HIDDEN if hides else cell)


def _answers(named: Named, cell: Distribution | Hidden | None) -> Iterator[tuple[Value, ...]]:
    if cell is None:
        return
    if isinstance(cell, Hidden):
        yield _row(named, "hidden")
        return
    interval, bounds = cell.interval or (None, None), cell.bounds or (None, None)
    figures: dict[str, Value] = {
        "n": cell.n,
        "asked": cell.asked,
        "not_applicable": cell.na,
        "dont_know": cell.dk,
        "no_answer": cell.blank,
        **{f"level_{level}": count for level, count in enumerate(cell.counts, 1)},
        "at_or_above_3": cell.share_at_or_above(3),
        "mean": cell.mean,
        "median": cell.median,
        "sd": cell.sd,
        "ad": cell.ad,
        "rwg": cell.rwg,
        "consensus": cell.consensus,
        "two_camps": None if cell.polarised is None else _yes(cell.polarised),
        "interval_low": interval[0],
        "interval_high": interval[1],
        "census": _yes(cell.is_census),
        "could_be_low": bounds[0],
        "could_be_high": bounds[1],
    }
    yield _row(named, "shown" if cell.n else "no rating", figures)


def _gap(named: Named, gap: Gap | Hidden) -> tuple[Value, ...]:
    if isinstance(gap, Hidden):
        return _row(named, "hidden")
    figures: dict[str, Value] = {"n": gap.n, "mean": gap.mean, "want_less": gap.negative}
    return _row(named, "shown" if gap.n else "no rating", figures)


def _picked(named: Named, picked: Picked | Hidden) -> tuple[Value, ...]:
    if isinstance(picked, Hidden):
        return _row(named, "hidden")
    figures: dict[str, Value] = {"n": picked.n, "picked_by": picked.people, "picked_share": picked.share}
    return _row(named, "shown" if picked.n else "no rating", figures)


def _row(named: Named, state: str, figures: dict[str, Value] | None = None) -> tuple[Value, ...]:
    known = figures or {}
    return (*named, state, *(known.get(name) for name in _FIGURES))


def _yes(value: bool) -> str:
    return "yes" if value else "no"
