"""What a page says in words: sentences made from the figures, which claim no more than the figures carry."""

from questionnaires.pack import Component, MethodPack
from questionnaires.rounding import rounded, shown
from questionnaires.scores import Distribution, RollUp, Scores
from questionnaires.statistics import ACCEPTABLE_AD, agreement_label
from reports.wording import listed, lowered, set_apart
from workshop.assessments.difference import Difference

_MANY = 2
"""A title names at most so many components."""


def title(pack: MethodPack, scores: Scores) -> str:
    """Return the finding that leads the results: where the gap is largest."""
    gaps = [(part, roll.gap) for part, roll in _scored(pack, scores) if roll.gap is not None]
    if not gaps:
        return "There are too few answers to show yet."
    largest = max(rounded(gap) for _, gap in gaps)
    if largest <= 0:
        return "Nowhere is more wanted than there is today."
    leaders = [lowered(part.name) for part, gap in gaps if rounded(gap) == largest]
    if len(leaders) > _MANY:
        return "The largest gaps are about the same in several components."
    known = len(gaps) == sum(roll.current is not None for _, roll in _scored(pack, scores))
    where = f"{'is' if len(leaders) == 1 else 'are'} in {listed(leaders)}."
    if not known:
        return f"Of the gaps that can be shown, the largest {where}"
    return f"The largest {'gap' if len(leaders) == 1 else 'gaps'} {where}"


def lead(pack: MethodPack, scores: Scores) -> str:
    """Return the two sentences under the title: the overall figures, and where today and wanted stand out."""
    people = f"{scores.respondents:,} {'person' if scores.respondents == 1 else 'people'} answered."
    overall = scores.overall
    if not isinstance(overall, RollUp) or overall.current is None:
        return f"{people} Figures appear from {scores.threshold} ratings on."
    parts = [f"Overall {shown(overall.current)} today"]
    if overall.target is not None:
        parts.append(f" and {shown(overall.target)} wanted")
    parts.append(f", on a scale from 1 to {len(pack.level_names)}. ")
    lowest = _lowest_today(pack, scores)
    if lowest:
        parts.append(f"Today is lowest in {listed(lowest)}. ")
    return "".join(parts) + people


def _lowest_today(pack: MethodPack, scores: Scores) -> list[str]:
    """Return the lowest components, or none where that would be most of them."""
    today = [
        (lowered(part.name), rounded(roll.current)) for part, roll in _scored(pack, scores) if roll.current
    ]
    lowest = min((value for _, value in today), default=None)
    names = [name for name, value in today if value == lowest]
    return names if len(names) <= _MANY and len(names) < len(today) else []


def _scored(pack: MethodPack, scores: Scores) -> list[tuple[Component, RollUp]]:
    scored = ((part, scores.components[part.id]) for part in pack.components)
    return [(part, roll) for part, roll in scored if isinstance(roll, RollUp)]


def weighing(pack: MethodPack) -> str:
    """Return how components and capabilities are weighted."""
    parts = {part.weight for part in pack.components}
    inside = {each.weight for each in pack.capabilities}
    if len(parts) == len(inside) == 1:
        return "Components weigh alike, and so do the capabilities within each."
    return "Components and capabilities are weighted as the method says."


def agreement(spread: Distribution) -> str | None:
    """Return in bold words how far people agree, or None where one rating or none was given."""
    if spread.ad is None:
        return None
    if spread.polarised:
        return "There are two camps."
    return "Agreement is acceptable." if spread.ad <= ACCEPTABLE_AD else "People disagree."


def agreement_detail(spread: Distribution) -> str:
    """Return the figure behind the agreement; only where there is one."""
    assert spread.ad is not None
    distance = (
        f"On average people are {shown(spread.ad, 2)} levels from the mean; up to 0.83 counts as agreement."
    )
    if spread.polarised:
        low, high = spread.n - spread.at_or_above(3), spread.at_or_above(4)
        return f"{low} of {spread.n} say level 1 or 2, {high} say 4 or 5. {distance}"
    return distance


def rwg_word(rwg: float) -> str:
    """Return the agreement word that goes with an rwg."""
    return f"{agreement_label(rwg)} agreement" if agreement_label(rwg) != "none" else "no agreement"


def certainty(spread: Distribution) -> str | None:
    """Return how sure the mean is: the whole of those asked, an interval, or nothing that can be said."""
    if spread.n and spread.n == spread.asked - spread.na:
        return "Everyone who could rate it did, so the mean is no estimate."
    if spread.interval is None:
        return None
    low, high = spread.interval
    return f"Had everyone answered, the mean would most likely lie between {shown(low)} and {shown(high)}."


def difference(found: Difference) -> str:
    """Return a perception gap between two groups as a sentence."""
    low, high = set_apart(found.low), set_apart(found.high)
    return f"{low} sees this at {shown(found.low_mean)}, {high} at {shown(found.high_mean)}."
