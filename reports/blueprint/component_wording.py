"""What a component's scores say, as sentences."""

from collections.abc import Sequence

from questionnaires.comparison import perception_gaps
from questionnaires.pack import Capability, Component
from questionnaires.ranking import is_blind_spot
from questionnaires.rounding import shown, signed
from questionnaires.scores import Distribution
from reports.dossier import Dossier
from reports.evidence import (
    Rated,
    agreed,
    columns_hiding,
    component_score,
    disputed,
    hidden_today,
    rated,
    scored_components,
    split,
)
from reports.word.runs import Prose, Run, strong
from reports.wording import (
    LEAST_FOR_PERCENTAGES,
    blind_spot,
    camps,
    counted,
    deviation,
    hidden_capabilities,
    hidden_groups,
    level_above,
    level_below,
    lowered,
    part_of,
    percentage,
    plural,
    raised,
    set_apart,
    share,
    spelled,
    spelled_out,
    stretch,
    wanted,
)

_FIRM = 3
"""From this level on a capability is something to build on."""
_MOST_CONTRASTS = 3
_MOST_CAMPS = 3


def finding(dossier: Dossier, component: Component) -> str:
    """Return the component's level and its place among the others."""
    name, score = lowered(component.name), component_score(dossier.scores, component)
    if score is None or score.current is None:
        return f"Too few capabilities are rated for a score of {name}."
    level = f"People rate {name} at {shown(score.current)} of 5"
    ranked = [part.id for part, _ in scored_components(dossier.pack, dossier.scores)]
    if len(ranked) > 2 and component.id in (ranked[0], ranked[-1]) and _stands_out(dossier, component):
        place = "lowest" if component.id == ranked[0] else "highest"
        level += f", the {place} of {spelled_out(len(ranked), 'component')}"
    return f"{level}; {wanted(shown(score.target))}." if score.target is not None else f"{level}."


def _stands_out(dossier: Dossier, component: Component) -> bool:
    """Return whether no other component shows the same level."""
    levels = [shown(score.current or 0) for _, score in scored_components(dossier.pack, dossier.scores)]
    score = component_score(dossier.scores, component)
    return score is not None and levels.count(shown(score.current or 0)) == 1


def key_figures(dossier: Dossier, component: Component) -> list[tuple[str, str]]:
    """Return the figures at the head of the chapter, each with its label."""
    score = component_score(dossier.scores, component)
    if score is None or score.current is None:
        return []
    ratings = rated(component.capabilities, dossier.scores)
    people = stretch([each.n for _, each in ratings], 0)
    figures = [(shown(score.current), f"level today (n = {people})")]
    if score.target is not None:
        figures.append((shown(score.target), "level wanted"))
    if score.gap is not None:
        figures.append((signed(score.gap), "gap, people who gave both"))
    total, firm = sum(each.n for _, each in ratings), sum(each.at_or_above(_FIRM) for _, each in ratings)
    enough = min(each.n for _, each in ratings) >= LEAST_FOR_PERCENTAGES
    reach = percentage(firm, total) if enough else f"{firm} of {total}"
    figures.append((reach, f"{'of ratings' if enough else 'ratings'} at level {_FIRM} or above"))
    return figures


def evidence(ratings: Sequence[Rated], dossier: Dossier) -> Prose:
    """Return the range of levels, where people agree and differ, and what many do not know."""
    (low, lowest), (high, highest) = ratings[0], ratings[-1]
    if len(ratings) == 1:
        prose: list[str | Run] = ["One capability is rated: ", strong(low.name), f", at {_mean(lowest)}."]
    elif _mean(lowest) == _mean(highest):
        prose = [f"Each of {counted(len(ratings), 'capability')} is rated at {_mean(lowest)}."]
    else:
        bottom = f"{_mean(lowest)} ({lowered(low.name)})"
        prose = [f"Means run from {bottom} to {_mean(highest)} ({lowered(high.name)})."]
    together = [each.ad for _, each in agreed(ratings) if each.ad is not None]
    if together and len(ratings) > 1:
        of = part_of(len(together), len(ratings), "capability")
        prose.append(f" People agree on {of} (AD {stretch(together, 2)}).")
    if apart := disputed(ratings):
        prose.append(" They differ on " if together else " People differ on ")
        prose += _strong_list([(each.name, f" ({deviation(seen)})") for each, seen in apart])
        prose.append(".")
    prose += _two_camps(split(ratings))
    for each, seen in ratings:
        if is_blind_spot(seen):
            prose += [" A blind spot is ", strong(lowered(each.name)), f": {blind_spot(seen)}."]
    return prose


def _two_camps(ratings: Sequence[Rated]) -> list[str | Run]:
    """Return both counts of the capabilities with two camps, the furthest apart first, and how many more."""
    apart = sorted(ratings, key=lambda each: -(each[1].ad or 0))
    prose: list[str | Run] = []
    for each, seen in apart[:_MOST_CAMPS]:
        name = strong(lowered(each.name))
        prose += [" There are two camps on ", name, f": {camps(seen)} ({deviation(seen)})."]
    if more := len(apart[_MOST_CAMPS:]):
        verb = "has" if more == 1 else "have"
        prose.append(f" {raised(spelled(more))} more {plural(more, 'capability')} {verb} two camps.")
    return prose


def meaning(ratings: Sequence[Rated]) -> Prose:
    """Return what the level texts say around the mean of the lowest capability."""
    capability, seen = ratings[0]
    mean = seen.mean or 0
    levels = [level for level in (level_below(mean), level_above(mean)) if level]
    lowest = _mean(seen) != _mean(ratings[-1][1])
    place = f" ({_mean(seen)}) is rated lowest. " if lowest else f" is rated at {_mean(seen)}. "
    parts = [f"Level {level} reads: {_quoted(capability, level)}" for level in levels]
    return [strong(capability.name), place, " ".join(parts)]


def build_on(ratings: Sequence[Rated]) -> Prose:
    """Return the highest capability that people agree on, and how many place it at level 3 or above."""
    together = agreed(ratings)
    if not together:
        return ""
    capability, seen = together[-1]
    firm = seen.at_or_above(_FIRM)
    which = share(firm, seen.n) if firm else f"none of {counted(seen.n, 'person')}"
    place = f"{which} {'place' if firm and seen.n > 1 else 'places'} it at level {_FIRM} or above"
    alike = [_mean(each) for _, each in together].count(_mean(seen)) > 1
    high = "as high as any" if alike else "highest"
    if 2 * firm < seen.n:
        name = strong(lowered(capability.name))
        return ["Little yet: of what people agree on, ", name, f" is {high}, at {_mean(seen)}; {place}."]
    return [strong(capability.name), f" is {high} of what people agree on, at {_mean(seen)}: {place}."]


def between_groups(dossier: Dossier, component: Component, column: str) -> Prose:
    """Return where two groups see a capability a level or more apart, the widest first."""
    own = {each.id: each.name for each in component.capabilities}
    gaps = perception_gaps(dossier.pack, dossier.scores)
    found = [each for each in gaps if each.flagged and each.column == column and each.capability in own]
    if not found:
        return "No capability is rated a level or more apart by the groups shown."
    prose: list[str | Run] = []
    for each in found[:_MOST_CONTRASTS]:
        prose += [" " if prose else "", strong(own[each.capability])]
        prose.append(
            f" is rated {shown(each.high_mean)} by {set_apart(each.high)} and {shown(each.low_mean)} by "
            f"{set_apart(each.low)}, {shown(each.difference)} apart "
            f"({each.high_n} and {counted(each.low_n, 'person')})."
        )
    if len(found) > _MOST_CONTRASTS:
        more = spelled_out(len(found) - _MOST_CONTRASTS, "capability")
        prose.append(f" On {more} more, groups lie a level or more apart.")
    return prose


def missing(dossier: Dossier, component: Component) -> Prose:
    """Return what is not known or not shown, and what would change that; empty where nothing is."""
    scores = dossier.scores
    ratings = rated(component.capabilities, scores)
    sentences = []
    unknown = max(ratings, key=lambda each: each[1].dk, default=None)
    if unknown and is_blind_spot(unknown[1]):
        sentences.append(
            f"{raised(lowered(unknown[0].name))} needs people who can speak for it: {blind_spot(unknown[1])}."
        )
    if number := hidden_today(component.capabilities, scores):
        sentences.append(hidden_capabilities(number))
    if columns := columns_hiding(component.capabilities, scores):
        sentences.append(hidden_groups(columns))
    if sentences and (number or columns):
        sentences.append("Further answers would let more be shown.")
    return " ".join(sentences)


def _strong_list(items: Sequence[tuple[str, str]]) -> list[str | Run]:
    prose: list[str | Run] = []
    for place, (name, note) in enumerate(items):
        if place:
            prose.append(" and " if place == len(items) - 1 else ", ")
        prose += [strong(lowered(name)), note]
    return prose


def _mean(answers: Distribution) -> str:
    return shown(answers.mean) if answers.mean is not None else "no rating"


def _quoted(capability: Capability, level: int) -> str:
    return f"\N{LEFT DOUBLE QUOTATION MARK}{capability.levels[level]}\N{RIGHT DOUBLE QUOTATION MARK}"
