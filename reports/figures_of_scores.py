"""The figures that documents print from what people answered, and what stands beside it."""

from collections.abc import Iterator, Mapping

from questionnaires.benchmark import Comparison
from questionnaires.pack import Capability, Component
from questionnaires.rounding import signed
from questionnaires.scores import CapabilityScore, Distribution, Gap, Hidden, RollUp
from reports.dossier import Dossier
from reports.evidence import flagged, response
from reports.figure import HIDDEN, Figure, change, gap_of, mean_of, number, percent
from reports.wording import raised

MOST_APART = 12
"""So many differences between groups a document prints, the widest first."""

OVERVIEW, CHARTER, PRIORITIES, ALIGNMENT, GROUPS = "current", "charter", "priorities", "alignment", "groups"
"""The chapters that these figures belong to; those of a component belong to the room of its id."""


def of_scores(dossier: Dossier) -> Iterator[Figure]:
    """Yield the figures of the whole, of each component and capability, and of groups."""
    yield from _of_everyone(dossier)
    for part in dossier.pack.components:
        yield from _of_component(dossier, part)
        for each in part.capabilities:
            yield from _of_capability(dossier, part, each)
    yield from _of_groups(dossier)


def _made(key: str, chapter: str, label: str, shown: str) -> Iterator[Figure]:
    """Yield a figure where there is one."""
    if shown:
        yield Figure(key, chapter, label, shown)


def _of_everyone(dossier: Dossier) -> Iterator[Figure]:
    scores = dossier.scores
    asked = scores.soundness.asked
    yield Figure("answered", OVERVIEW, "People who answered", str(scores.respondents))
    yield from _made("asked", OVERVIEW, "People asked", str(asked) if asked else "")
    # Where all answered, documents say that and no share.
    share = response(scores).removeprefix("100%")
    yield from _made("response", OVERVIEW, "Response", share)
    yield from _roll("overall", OVERVIEW, "Overall", scores.overall)
    benchmark = dossier.benchmark
    if benchmark and benchmark.overall:
        yield from _other("overall", OVERVIEW, "Overall", benchmark.overall)
    alpha = number(scores.soundness.alpha.value, 2)
    yield from _made("alpha", OVERVIEW, "Krippendorff\N{RIGHT SINGLE QUOTATION MARK}s alpha", alpha)


def _roll(key: str, chapter: str, name: str, found: RollUp | Hidden) -> Iterator[Figure]:
    """Yield the figures of a component or the whole."""
    if isinstance(found, Hidden):
        yield Figure(f"{key}.current", chapter, f"{name}, today", HIDDEN)
        return
    yield from _made(f"{key}.current", chapter, f"{name}, today", number(found.current))
    yield from _made(f"{key}.target", chapter, f"{name}, wanted", number(found.target))
    yield from _made(f"{key}.gap", chapter, f"{name}, gap", change(found.gap))
    yield from _made(f"{key}.ad", chapter, f"{name}, agreement (AD)", number(found.ad, 2))
    if found.bounds:
        low, high = (number(each) for each in found.bounds)
        yield Figure(f"{key}.bounds", chapter, f"{name}, could be", f"{low} to {high}")
    yield from _made(f"{key}.coverage", chapter, f"{name}, scored", percent(found.coverage))


def _other(key: str, chapter: str, name: str, found: Comparison) -> Iterator[Figure]:
    """Yield how others do."""
    yield Figure(f"{key}.others", chapter, f"{name}, median of others", number(found.median))
    yield Figure(f"{key}.others.n", chapter, f"{name}, organisations compared with", str(found.n))


def _of_component(dossier: Dossier, part: Component) -> Iterator[Figure]:
    key, chapter = f"component.{part.id}", part.id
    yield from _roll(key, chapter, part.name, dossier.scores.components[part.id])
    if dossier.benchmark and part.id in dossier.benchmark.components:
        yield from _other(key, chapter, part.name, dossier.benchmark.components[part.id])


def _of_capability(dossier: Dossier, part: Component, each: Capability) -> Iterator[Figure]:
    key, chapter, name = f"capability.{each.id}", part.id, each.name
    score = dossier.scores.capabilities[each.id]
    yield from _of_questions(key, chapter, name, score)
    yield from _made(f"{key}.gap", chapter, f"{name}, gap", gap_of(score.gap))
    if isinstance(score.gap, Gap):
        yield from _made(f"{key}.gap.n", chapter, f"{name}, people behind its gap", _people(score.gap.n))
    if score.picked is not None:
        picked = HIDDEN if isinstance(score.picked, Hidden) else str(score.picked.people)
        yield Figure(f"{key}.picked", chapter, f"{name}, picked by", picked)
    if each.id in dossier.judgements:
        for judgement in dossier.judgements[each.id].standing:
            label = f"{name}, {judgement.name[0].lower()}{judgement.name[1:]}"
            # What people want has the key of a target already.
            kind = "agreed" if judgement.kind == "target" else judgement.kind
            yield Figure(f"{key}.{kind}", chapter, label, number(judgement.value))
    if dossier.benchmark and each.id in dossier.benchmark.capabilities:
        yield from _other(key, chapter, name, dossier.benchmark.capabilities[each.id])


_QUESTIONS: Mapping[str, str] = {"current": "today", "target": "wanted", "importance": "importance"}


def _of_questions(key: str, chapter: str, name: str, score: CapabilityScore) -> Iterator[Figure]:
    for question, word in _QUESTIONS.items():
        cell: Distribution | Hidden | None = getattr(score, question)
        yield from _made(f"{key}.{question}", chapter, f"{name}, {word}", mean_of(cell))
    if isinstance(score.current, Distribution):
        people = _people(score.current.n)
        yield from _made(f"{key}.current.n", chapter, f"{name}, people behind today", people)
        yield from _made(f"{key}.ad", chapter, f"{name}, agreement (AD)", number(score.current.ad, 2))


def _people(n: int) -> str:
    return str(n) if n else ""


def _of_groups(dossier: Dossier) -> Iterator[Figure]:
    for column, groups in dossier.scores.groups.items():
        for value, group in groups.items():
            key, name = f"group.{column}.{value}", f"{raised(column)} {value}"
            if isinstance(group, Hidden):
                yield Figure(f"{key}.n", GROUPS, f"{name}, people", HIDDEN)
                continue
            yield Figure(f"{key}.n", GROUPS, f"{name}, people", str(group.n))
    for gap in flagged(dossier.pack, dossier.scores)[:MOST_APART]:
        key, name = f"apart.{gap.column}.{gap.capability}", dossier.pack.capability[gap.capability].name
        by = f"{name}, by {gap.column}"
        yield Figure(f"{key}.high", GROUPS, f"{by}, rates higher", f"{gap.high} {number(gap.high_mean)}")
        yield Figure(f"{key}.low", GROUPS, f"{by}, rates lower", f"{gap.low} {number(gap.low_mean)}")
        yield Figure(f"{key}.levels", GROUPS, f"{by}, levels apart", number(gap.difference))
        yield Figure(f"{key}.delta", GROUPS, f"{by}, Cliff’s delta", signed(gap.delta, 2))


def of_strategy(dossier: Dossier) -> Iterator[Figure]:
    """Yield shares of priorities, strategic weights of capabilities, and the places of the charter."""
    strategy = dossier.strategy
    if strategy is not None:
        numbers = {name: number for number, name in dossier.priority_names.items()}
        for each in strategy.priorities:
            key = f"priority.{numbers.get(each.name, each.name)}"
            yield Figure(f"{key}.share", PRIORITIES, f"{each.name}, share", percent(each.share))
            points = f"{each.name}, points that leaders give"
            yield from _made(f"{key}.points", PRIORITIES, points, number(each.points, 0))
        ids = {each.name: each.id for each in dossier.pack.capabilities}
        for one in strategy.alignment.heaviest if strategy.alignment else ():
            key = f"alignment.{ids.get(one.name, one.name)}"
            yield Figure(key, ALIGNMENT, f"{one.name}, strategic weight", percent(one.share, 1))
    base = dossier.charter.base if dossier.charter else None
    if base is not None:
        for question, word, place in (("current", "today", base.current), ("target", "wanted", base.target)):
            yield from _made(f"charter.{question}", CHARTER, f"Place of the function, {word}", number(place))
