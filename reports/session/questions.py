"""What to ask about a disagreement: worded from how people differ, argued with the level texts of the pack.

Questions ask for cases, never for who gave which level: that promise holds in the room too.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from questionnaires.pack import LEVELS, Capability
from questionnaires.rounding import shown
from questionnaires.scores import Distribution
from reports.dossier import Dossier
from reports.session.matters import Kind, Matter, Remark
from reports.wording import level_above, lowered, raised, set_apart, shortest

_HIGH = 4
_QUOTE = "“{}”"


@dataclass(frozen=True, slots=True)
class Asking:
    """A question, and when it is asked."""

    when: str
    text: str


@dataclass(frozen=True, slots=True)
class Questions:
    """What to ask about a matter, in order; `headline` states it in a line, `trap` is what goes wrong."""

    headline: str
    asked: tuple[Asking, ...]
    trap: str


def questions(dossier: Dossier, matter: Matter) -> Questions:
    """Return what to ask about a matter."""
    return _KINDS[matter.kind](dossier, matter)


def on_remark(dossier: Dossier, remark: Remark) -> str:
    """Return the question that a strength, a blind spot or an over-investment is talked about with."""
    capability = dossier.pack.capability.get(remark.capability)
    if remark.kind == "blind_spot":
        proof = f" Who has seen {_sign(capability)}?" if capability else ""
        return f"Who can speak for it, and by when?{proof}"
    if remark.kind == "over_investment":
        return "Who would miss what, if there were less of it? Where would the effort go instead?"
    return "Which initiative could use it? Who here would lend a hand?"


def _camps(dossier: Dossier, matter: Matter) -> Questions:
    capability, seen = _of(dossier, matter)
    low, high = sum(seen.counts[:2]), seen.at_or_above(_HIGH)
    asked = (
        Asking(
            "Ask first",
            f"What speaks for 4 or 5? Name a case of the last twelve months, and {_proof(capability)}.",
        ),
        Asking("Then", "What speaks for 1 or 2? What did you look for, when, and what did you find instead?"),
        Asking("Then all", _same_thing(matter)),
        _what_if(capability, seen),
    )
    return Questions(
        shortest(
            [
                f"{capability.name}: {low} say 1 or 2, {high} say 4 or 5. What does each side see?",
                f"{low} say 1 or 2, {high} say 4 or 5. What does each side see?",
            ],
            110,
        ),
        asked,
        f"The mean of {shown(seen.mean or 0)} speaks for neither camp. Do not settle in the middle: "
        "settle which case counts.",
    )


def _apart(dossier: Dossier, matter: Matter) -> Questions:
    capability, seen = _of(dossier, matter)
    given = [level for level, people in zip(LEVELS, seen.counts, strict=True) if people]
    low, high = given[0], given[-1]
    asked = (
        Asking(
            "Ask first",
            f"What speaks for {high}? Name a case of the last twelve months, and {_proof(capability)}.",
        ),
        Asking("Then", f"What speaks for {low}? In which part of the work, and when did it show last?"),
        Asking("Then all", _same_thing(matter)),
        _what_if(capability, seen),
    )
    spread = f"ratings run from {low} to {high}"
    return Questions(
        shortest(
            [f"{capability.name}: {spread}. Where is it true, and where not?", f"{raised(spread)}."], 110
        ),
        asked,
        "A wide spread often means that it differs by team. Then note both, with where each holds, and not "
        "one level.",
    )


def _groups(dossier: Dossier, matter: Matter) -> Questions:
    capability, seen = _of(dossier, matter)
    asked = [
        Asking("Ask first", _same_thing(matter)),
        Asking("Then", f"Which case of the last twelve months shows it? Who has seen {_sign(capability)}?"),
        Asking("Then all", "Who sees it from request to result, and who sees one end of it?"),
        _what_if(capability, seen),
    ]
    gap = matter.groups
    apart = (
        f"{capability.name}: groups lie {shown(gap.difference)} levels apart."
        if gap
        else f"{capability.name}."
    )
    return Questions(
        shortest(
            [f"{apart} What does each not see?", "Groups see it differently. What does each not see?"], 110
        ),
        tuple(asked),
        "Who provides something and who depends on it see different halves. Do not let one group explain the "
        "other’s rating away.",
    )


def _charter(dossier: Dossier, matter: Matter) -> Questions:
    kinds = dossier.charter.charter.archetypes if dossier.charter else ()
    ordered = sorted(kinds, key=lambda each: each.place)
    signs = [Asking(set_apart(each.name), f"{raised(each.description)}") for each in ordered]
    asked = (
        Asking("Ask first", "Which request of the last month shows which kind of function we are?"),
        Asking("Then", "Which job would stop tomorrow if we were the kind that is wanted? Who would notice?"),
        Asking("Then all", "Who has to ask us differently, and what do we stop saying yes to?"),
        *signs,
    )
    return Questions(
        f"{matter.title}: which kind of function is it, and which is wanted?",
        asked,
        "The wanted kind is easy to agree on. Ask what stops: without that nothing has been decided.",
    )


def _leaders(dossier: Dossier, matter: Matter) -> Questions:
    asked = (
        Asking("Ask first", "What would have to be true for it to count most? What, for it to count least?"),
        Asking("Then", "Which decision of this year would have gone the other way?"),
        Asking("Then all", "What do we do in the next two quarters whichever view is right?"),
    )
    return Questions(
        shortest([f"{matter.title}: what would have to be true?", "What would have to be true?"], 110),
        asked,
        "Nobody is named with a view: the point is talked about, not those who hold it.",
    )


def question_at(dossier: Dossier, matter: Matter) -> str:
    """Return which level of a capability a group argues with, as a question."""
    return f"What would we see if it were level {_argued(_of(dossier, matter)[1])}?"


def _of(dossier: Dossier, matter: Matter) -> tuple[Capability, Distribution]:
    assert matter.seen is not None
    return dossier.pack.capability[matter.capability], matter.seen


def _proof(capability: Capability) -> str:
    """Return what would show it, as it stands inside a sentence."""
    return f"what shows it, such as {_sign(capability)}"


def _sign(capability: Capability) -> str:
    return lowered(capability.evidence[0]).rstrip(".")


def _same_thing(matter: Matter) -> str:
    """Return the question whether both sides speak of the same thing, with the groups where they differ."""
    gap = matter.groups
    if gap is None:
        return "Are we rating the same thing: what is written down, or what happens every week?"
    high, low = set_apart(raised(gap.high)), set_apart(gap.low)
    return (
        f"{high} rates it {shown(gap.high_mean)}, {low} {shown(gap.low_mean)}: what does each see that the "
        "other does not?"
    )


def _argued(seen: Distribution) -> int:
    """Return the level to argue with: the lower one of the upper camp, else the next above the mean."""
    return _HIGH if seen.polarised else level_above(seen.mean or 0) or LEVELS[-1]


def _what_if(capability: Capability, seen: Distribution) -> Asking:
    """Return the question what would be seen at a level, with its text to argue with."""
    level = _argued(seen)
    said = _QUOTE.format(capability.levels[level].strip())
    return Asking("Test it", f"What would we see if it were level {level}? {said} Which half of it is true?")


_KINDS: Mapping[Kind, Callable[[Dossier, Matter], Questions]] = {
    "camps": _camps,
    "apart": _apart,
    "groups": _groups,
    "charter": _charter,
    "leaders": _leaders,
}


def procedure(minutes: int, people: int) -> tuple[str, ...]:
    """Return how a disagreement is rated again within its minutes; `people` is 0 where it is not known."""
    read, mark, rest = 2, 2, max(4, minutes - 7)
    first = rest // 2
    alike = f"At least {two_thirds(people)} of {people} alike" if people > 1 else "Two thirds alike"
    return (
        f"{read} minutes: show the distribution; all read the levels and mark, in silence.",
        f"{first} minutes: cases for the high levels, then for the low ones, on the wall.",
        f"{rest - first} minutes: all together, with the last question.",
        f"{mark} minutes: mark again, write the level on a blank card, count the cards.",
        f"{minutes - read - rest - mark} minutes: read out. {alike}: agreed. Else note both views.",
    )


def two_thirds(people: int) -> int:
    """Return how many of so many people are two thirds, rounded up."""
    return -(-2 * people // 3)
