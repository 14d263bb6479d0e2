"""Suggest findings from scores, by rules that are written down: few that matter, the weightiest first."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from questionnaires import finding_relations, finding_rules
from questionnaires.finding import KINDS, NAMES, Aim, Context, Evidence, Finding, Ground, Kind
from questionnaires.finding_worth import Worths, worths
from questionnaires.pack import MethodPack
from questionnaires.phrasing import percentage
from questionnaires.ranking import BLIND_SPOT
from questionnaires.rounding import shown
from questionnaires.scores import Scores
from questionnaires.statistics import ACCEPTABLE_AD

__all__ = [
    "KINDS",
    "MOST",
    "NAMES",
    "RULES",
    "Aim",
    "Context",
    "Evidence",
    "Finding",
    "Kind",
    "Worths",
    "every_finding",
    "suggest",
    "worths",
]

MOST: Mapping[Kind, int] = {
    "gap": 5,
    "strength": 3,
    "opportunity": 3,
    "disagreement": 4,
    "perception": 3,
    "blind_spot": 3,
    "over_investment": 3,
    "foundation": 3,
    "unsupported": 3,
    "order": 1,
}
"""So many of each kind are suggested: a session talks about a dozen things, and someone chooses them."""

_RULES: Mapping[Kind, Callable[[Ground], Iterator[Finding]]] = {
    "gap": finding_rules.gaps,
    "strength": finding_rules.strengths,
    "opportunity": finding_rules.opportunities,
    "disagreement": finding_rules.disagreements,
    "perception": finding_relations.perceptions,
    "blind_spot": finding_rules.blind_spots,
    "over_investment": finding_rules.over_investments,
    "foundation": finding_relations.foundations,
    "unsupported": finding_relations.unsupported,
    "order": finding_relations.orders,
}
_IN_THEIR_ORDER = ("disagreement",)
"""The kinds whose rule says which come first; of the others the weightiest do."""

RULES: Mapping[Kind, str] = {
    "gap": f"The gap is {shown(finding_rules.GAP_FROM)} levels or more.",
    "strength": f"Today is {shown(finding_rules.STRONG_FROM)} or more, or "
    f"{shown(finding_rules.STANDS_OUT_FROM)} or more and {shown(finding_rules.STANDS_OUT_BY)} above the "
    "whole, and people agree.",
    "opportunity": "A strength that strongly supports a priority which weighs at least as much as if all "
    "priorities weighed alike.",
    "disagreement": f"AD is above {shown(ACCEPTABLE_AD, 2)}, or a third or more rate it 1 or 2 and a third "
    "or more 4 or 5. Two camps come first, then the larger agenda score: SD times ln(n + 1).",
    "perception": "The means of two groups of five ratings or more each are a level or more apart.",
    "blind_spot": f"{percentage(round(100 * BLIND_SPOT), 100)} or more of those asked do not know.",
    "over_investment": f"What is wanted lies {shown(finding_rules.OVER_FROM)} levels or more below today.",
    "foundation": f"A capability stands {shown(finding_relations.AHEAD_FROM)} level or more above one that "
    f"it rests on by the method, and that one stands below {shown(finding_relations.DEFINED)}.",
    "unsupported": "A priority weighs something, and the alignment names no capability that supports it.",
    "order": f"Technology stands {shown(finding_relations.COMPONENT_AHEAD_FROM)} levels or more above "
    "processes.",
}
"""The rules as a page says them; figures are compared as they are shown."""


def suggest(pack: MethodPack, scores: Scores, context: Context) -> tuple[Finding, ...]:
    """Return the findings to decide on, at most so many of each kind, the one with the most worth first."""
    return narrowed(every_finding(pack, scores, context))


def narrowed(every: Mapping[str, Finding]) -> tuple[Finding, ...]:
    """Return which of all findings are suggested."""
    chosen: list[Finding] = []
    for kind in _RULES:
        found = [each for each in every.values() if each.kind == kind]
        first = found if kind in _IN_THEIR_ORDER else in_order(found)
        chosen += first[: MOST[kind]]
    return tuple(in_order(chosen))


def every_finding(pack: MethodPack, scores: Scores, context: Context) -> dict[str, Finding]:
    """Return all that the rules find, by key: decisions rest on what holds, not only on what is suggested."""
    ground = Ground(pack, scores, worths(pack, scores, context).weights, context.aims)
    return {each.key: each for rule in _RULES.values() for each in rule(ground)}


def in_order(found: Iterable[Finding]) -> list[Finding]:
    """Return findings with the most worth first; where that is the same, by kind, in the method's order."""
    return sorted(found, key=lambda each: (-round(each.worth, 9), KINDS.index(each.kind)))
