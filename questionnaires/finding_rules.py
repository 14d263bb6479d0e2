"""The rules about one capability: gap, strength, opportunity, disagreement, blind spot, over-investment.

Thresholds are compared with figures as they are shown, so that a page never contradicts itself.
"""

from collections.abc import Iterator

from questionnaires.alignment import STRONG
from questionnaires.finding import Aim, Evidence, Finding, Ground, Kind
from questionnaires.phrasing import (
    blind_spot,
    camps,
    counted,
    listed,
    lowered,
    people_agree,
    percentage,
    raised,
    share,
)
from questionnaires.ranking import is_blind_spot
from questionnaires.rounding import rounded, shown, signed
from questionnaires.scores import Distribution, Gap
from questionnaires.statistics import ACCEPTABLE_AD, disagreement

GAP_FROM = 1.0
"""A whole level: less lies within what two descriptions of neighbouring levels leave open."""
STRONG_FROM = 3.5
"""Nearer to level 4 than to level 3."""
STANDS_OUT_FROM, STANDS_OUT_BY = 3.0, 0.5
"""At the middle of the scale or above, and half a level above the whole: strong for this organisation."""
OVER_FROM = 0.3
"""Less than three tenths of a level comes and goes with a few answers."""
FEW = 10
"""With fewer ratings a disagreement is a candidate for the agenda, no more."""
UNKNOWN_LEVELS = 2.0
"""A don't know counts as half the scale: so far may a rating lie from the middle."""
MIDDLE = 3.0
MOST_NAMED = 2
"""So many priorities are named in one sentence, the heaviest ones; the evidence names all."""


def gaps(ground: Ground) -> Iterator[Finding]:
    """Yield the capabilities in which a level or more is missing."""
    for identity in _capabilities(ground):
        gap = ground.gap(identity)
        if gap is None or gap.mean is None or rounded(gap.mean) < GAP_FROM:
            continue
        today, wanted = ground.current(identity), ground.target(identity)
        name, told = ground.name(identity), []
        if today and wanted:
            told.append(f"Today it stands at {_mean(today)}, and {_mean(wanted)} is wanted.")
        if today:
            told.append(_agreement(today))
        yield _finding(
            ground,
            "gap",
            identity,
            f"{raised(name)}: {shown(gap.mean)} levels to go",
            " ".join(told).strip(),
            _levels(ground, identity),
            gap.mean,
        )


def over_investments(ground: Ground) -> Iterator[Finding]:
    """Yield the capabilities in which less is wanted than there is."""
    for identity in _capabilities(ground):
        gap = ground.gap(identity)
        if gap is None or gap.mean is None or -rounded(gap.mean) < OVER_FROM:
            continue
        wants = "wants" if gap.n == 1 or gap.negative == 1 else "want"
        yield _finding(
            ground,
            "over_investment",
            identity,
            f"{raised(ground.name(identity))}: less is wanted than there is",
            f"{share(gap.negative, gap.n)} {wants} less than they see today; "
            f"over all of them it is {shown(-gap.mean)} levels less.",
            _levels(ground, identity),
            -gap.mean,
        )


def strengths(ground: Ground) -> Iterator[Finding]:
    """Yield the capabilities that are strong and serve no heavy priority strongly."""
    for identity, today in _strong(ground):
        if not _served(ground, identity):
            yield _finding(
                ground,
                "strength",
                identity,
                f"{raised(ground.name(identity))} is a strength to build on",
                _strength(ground, today),
                _levels(ground, identity),
                _above_middle(today),
            )


def opportunities(ground: Ground) -> Iterator[Finding]:
    """Yield the capabilities that are strong and serve a heavy priority strongly."""
    for identity, today in _strong(ground):
        served = sorted(_served(ground, identity), key=lambda each: -each.share)
        if served:
            names = listed([f"“{each.name}”" for each in served[:MOST_NAMED]])
            yield _finding(
                ground,
                "opportunity",
                identity,
                f"{raised(ground.name(identity))} is a strength that serves {names}",
                f"{_strength(ground, today)} It supports {names} strongly.",
                (*_levels(ground, identity), *(weight(each) for each in served)),
                _above_middle(today),
            )


def disagreements(ground: Ground) -> Iterator[Finding]:
    """Yield the capabilities that people rate differently: two camps first, then by the agenda score."""
    found = []
    for identity in _capabilities(ground):
        today = ground.current(identity)
        if today and today.sd is not None and not people_agree(today):
            found.append((not today.polarised, -disagreement(today.sd, today.n), identity, today))
    for _, _, identity, today in sorted(found, key=lambda each: each[:2]):
        name = lowered(ground.name(identity))
        told = [f"Today it stands at {_mean(today)} on average."]
        if today.polarised:
            told.insert(0, f"{raised(camps(today))}.")
        if today.n < FEW:
            told.append(
                f"With {counted(today.n, 'rating')} it is a candidate for the agenda, not more than that."
            )
        apart = Evidence(
            "AD",
            shown(today.ad or 0.0, 2),
            today.n,
            identity,
            detail=f"mean distance from the mean; up to {shown(ACCEPTABLE_AD, 2)} counts as agreement",
        )
        both = (Evidence("Spread", "two camps", today.n, identity),) if today.polarised else ()
        yield _finding(
            ground,
            "disagreement",
            identity,
            f"There are two camps on {name}" if today.polarised else f"People differ on {name}",
            " ".join(told),
            (*both, apart, _today(identity, today)),
            today.sd or 0.0,
        )


def blind_spots(ground: Ground) -> Iterator[Finding]:
    """Yield the capabilities of which many do not know how they stand."""
    for identity in _capabilities(ground):
        found = ground.scores.capabilities[identity].current
        if not isinstance(found, Distribution) or found.asked < ground.scores.threshold:
            continue  # what a few were asked, they would be seen to have answered
        if is_blind_spot(found):
            rated = Evidence("Don’t know", percentage(found.dk, found.asked), found.asked, identity)
            yield _finding(
                ground,
                "blind_spot",
                identity,
                f"{raised(ground.name(identity))} is a blind spot",
                f"Asked about today, {blind_spot(found)}.",
                (rated, *((_today(identity, found),) if found.mean is not None else ())),
                UNKNOWN_LEVELS * found.dk / found.asked,
            )


def heavy(aims: tuple[Aim, ...]) -> tuple[Aim, ...]:
    """Return the priorities that weigh at least as much as if all weighed alike."""
    return tuple(each for each in aims if round(each.share * len(aims), 9) >= 1)


def weight(aim: Aim) -> Evidence:
    """Return the weight of a priority as evidence."""
    return Evidence(f"Weight of “{aim.name}”", f"{shown(100 * aim.share, 0)}%")


def _served(ground: Ground, capability: str) -> list[Aim]:
    return [each for each in heavy(ground.aims) if each.supports.get(capability) == STRONG]


def _strong(ground: Ground) -> Iterator[tuple[str, Distribution]]:
    """Yield the capabilities that stand high today, and on which people agree."""
    for identity in _capabilities(ground):
        today = ground.current(identity)
        if today and people_agree(today) and _is_high(ground, today):
            yield identity, today


def _is_high(ground: Ground, today: Distribution) -> bool:
    assert today.mean is not None
    mean, whole = rounded(today.mean), _whole(ground)
    if mean >= STRONG_FROM:
        return True
    return whole is not None and mean >= STANDS_OUT_FROM and rounded(today.mean - whole) >= STANDS_OUT_BY


def _strength(ground: Ground, today: Distribution) -> str:
    """Return how a strength stands, beside the whole where that is lower."""
    whole = _whole(ground)
    beside = f", where the whole stands at {shown(whole)}" if whole is not None else ""
    return f"Today it stands at {_mean(today)}{beside}, and people agree."


def _agreement(today: Distribution) -> str:
    """Return how far people agree about today, as a sentence; nothing of one rating."""
    if today.ad is None:
        return ""
    if today.polarised:
        return "About today there are two camps."
    return f"People {'agree' if people_agree(today) else 'differ'} about today."


def _whole(ground: Ground) -> float | None:
    """Return the score of the whole today, where it is shown."""
    overall = ground.scores.overall
    return getattr(overall, "current", None)


def _above_middle(today: Distribution) -> float:
    return max(0.0, (today.mean or 0.0) - MIDDLE)


def _capabilities(ground: Ground) -> Iterator[str]:
    return (each.id for each in ground.pack.capabilities)


def _mean(answers: Distribution) -> str:
    assert answers.mean is not None
    return shown(answers.mean)


def _today(capability: str, today: Distribution) -> Evidence:
    return Evidence("Today", _mean(today), today.n, capability)


def _levels(ground: Ground, capability: str) -> tuple[Evidence, ...]:
    """Return what is shown of gap, today and wanted."""
    gap, found = ground.gap(capability), []
    if isinstance(gap, Gap) and gap.mean is not None:
        found.append(Evidence("Gap", signed(gap.mean), gap.n, capability))
    today, wanted = ground.current(capability), ground.target(capability)
    if today:
        found.append(_today(capability, today))
    if wanted:
        found.append(Evidence("Wanted", _mean(wanted), wanted.n, capability))
    return tuple(found)


def _finding(
    ground: Ground,
    kind: Kind,
    capability: str,
    title: str,
    text: str,
    evidence: tuple[Evidence, ...],
    size: float,
) -> Finding:
    """Return a finding about one capability; `size` is in levels."""
    return Finding(
        key=f"{kind}:{capability}",
        kind=kind,
        capabilities=(capability,),
        component=ground.part(capability),
        title=title,
        text=text,
        evidence=evidence,
        worth=size * ground.weight(capability),
    )
