"""What a page says in words: sentences made from the figures, which claim no more than the figures carry."""

from questionnaires.benchmark import Comparison
from questionnaires.comparison import PerceptionGap
from questionnaires.pack import Component, MethodPack
from questionnaires.rounding import rounded, shown
from questionnaires.scores import Distribution, RollUp, Scores
from questionnaires.statistics import ACCEPTABLE_AD, agreement_label
from questionnaires.weights import Weights
from reports.wording import listed, lowered, set_apart
from workshop.assessments.counting_in import Counting

_MANY = 2
"""A title names at most so many components."""


def title(pack: MethodPack, scores: Scores) -> str:
    """Return the finding that leads the results: where the gap is largest."""
    gaps = [(part, roll.gap) for part, roll in _scored(pack, scores) if roll.gap is not None]
    if not gaps:
        return _without_gaps(pack, scores)
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


def _without_gaps(pack: MethodPack, scores: Scores) -> str:
    """Return what leads the results where no gap is known: where today stands, or why nothing is known."""
    today = [roll.current for _, roll in _scored(pack, scores) if roll.current is not None]
    if today:
        low, high = shown(min(today)), shown(max(today))
        where = f"between {low} and {high}" if low != high else f"at {low}"
        return f"{'Components stand' if len(today) > 1 else 'One component stands'} {where} today."
    if not scores.respondents:
        return "There are no figures to show."
    if _with_a_figure(scores):
        return "Too few capabilities are rated to score a component."
    return "There are too few answers to show yet."


def _with_a_figure(scores: Scores) -> int:
    """Return how many capabilities have a figure of today or wanted."""
    each = ((score.current, score.target) for score in scores.capabilities.values())
    return sum(any(isinstance(cell, Distribution) and cell.n for cell in cells) for cells in each)


def lead(pack: MethodPack, scores: Scores) -> str:
    """Return the two sentences under the title: the overall figures, and where today and wanted stand out."""
    people = f"{answered(scores)}."
    overall = scores.overall
    if not isinstance(overall, RollUp) or overall.current is None:
        if figures := _with_a_figure(scores):
            have = "1 has a figure" if figures == 1 else f"{figures} have a figure"
            return f"{people} Of {len(scores.capabilities)} capabilities {have}; the list shows which."
        return f"{people} Figures appear from {scores.threshold} ratings on."
    parts = [f"Overall {shown(overall.current)} today"]
    if overall.target is not None:
        parts.append(f" and {shown(overall.target)} wanted")
    parts.append(f", on a scale from 1 to {len(pack.level_names)}. ")
    lowest = _lowest_today(pack, scores)
    if lowest:
        parts.append(f"Today is lowest in {listed(lowest)}. ")
    return "".join(parts) + people


def answered(scores: Scores) -> str:
    """Return how many answered, and of how many where that is known; who gave no level is not among them."""
    asked = scores.soundness.asked
    if not scores.respondents:
        return f"None of {asked:,} people gave a level" if asked and asked > 1 else "Nobody gave a level"
    if asked:
        return f"{scores.respondents:,} of {asked:,} {'person' if asked == 1 else 'people'} answered"
    return f"{scores.respondents:,} {'person' if scores.respondents == 1 else 'people'} answered"


def response(scores: Scores) -> str:
    """Return the share of those asked who answered, in whole per cent; empty where that is not known.

    Rounded down: while somebody is missing, it is not 100%.
    """
    asked = scores.soundness.asked
    return f"{100 * scores.respondents // asked}%" if asked else ""


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


def weighing(weights: Weights) -> str:
    """Return how components and capabilities are weighted."""
    if weights.kind == "strategic":
        return (
            "Capabilities and components count by their strategic weight, which follows from the alignment."
        )
    if weights.kind == "own":
        return "Components and capabilities are weighted by the consultant."
    if len(set(weights.components.values())) == len(set(weights.capabilities.values())) == 1:
        return "Components weigh alike, and so do the capabilities within each."
    return "Components and capabilities are weighted as the method says."


def others(found: Comparison) -> str:
    """Return whom a comparison is with: how many organisations, whose figures, and of when."""
    what = "Median" if found.low is None else "Median and middle half"
    return f"{what} of {found.n:,} organisations, {set_apart(found.source)}, {found.dates}"


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


def certainty(spread: Distribution, *, open_ended: bool = False) -> str | None:
    """Return how sure the mean is: the whole of those asked, an interval, or nothing that can be said."""
    if open_ended:
        return "An open link took people in, so nobody knows how many were asked: the mean has no interval."
    if spread.n and spread.n == spread.asked - spread.na:
        return "Everyone who could rate it did, so the mean is no estimate."
    if spread.interval is None:
        return None
    low, high = spread.interval
    return f"Had everyone answered, the mean would most likely lie between {shown(low)} and {shown(high)}."


def worst_cases(spread: Distribution) -> str | None:
    """Return between what the mean lies whatever the others would say; None where there are no others."""
    missing = spread.asked - spread.na - spread.n
    if spread.bounds is None or missing <= 0:
        return None
    low, high = spread.bounds
    others = "one other person" if missing == 1 else f"{missing:,} others"
    return f"Whatever the {others} would say, it lies between {shown(low)} and {shown(high)}."


def counting(found: Counting, component: str) -> str:
    """Return how much a capability counts in its component, and that in the whole."""
    name = lowered(component)
    if found.figure is None or found.in_component is None:
        return f"Too little of {name} has a figure, so it has none of its own."
    if not found.in_component:
        return f"It does not count in {name} ({shown(found.figure)})."
    inside = f"It counts for {share(found.in_component)} of {name} ({shown(found.figure)})"
    if found.whole is None or found.in_whole is None:
        return f"{inside}."
    if not found.in_whole:
        return f"{inside}, which does not count in the whole."
    return f"{inside}, and that for {share(found.in_whole)} of the whole ({shown(found.whole)})."


def share(value: float) -> str:
    """Return a share in whole per cent; one that is smaller than that is told apart from none."""
    return "under 1%" if 0 < value < 0.005 else f"{shown(100 * value, 0)}%"


def difference(found: PerceptionGap) -> str:
    """Return a perception gap between two groups as a sentence, with Cliff's delta and its word."""
    low, high = set_apart(found.low), set_apart(found.high)
    means = f"{low} sees this at {shown(found.low_mean)}, {high} at {shown(found.high_mean)}."
    article = "an" if found.size[0] in "aeiou" else "a"
    return f"{means} Cliff’s delta is {shown(found.delta, 2)}, {article} {found.size} difference."
