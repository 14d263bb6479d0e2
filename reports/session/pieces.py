"""The pieces that a session is made of: how many minutes each needs, and which go in as time allows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reports.dossier import Dossier
from reports.session.matters import Matter, of_leaders, of_the_charter, rated_apart, remarks

STEP = 5
"""Minutes are given in steps of five, so that clock times can be kept."""
LEAST_RESERVE = 10
LEADERS_LEAST = 10
"""So many minutes one point takes on which leaders disagree."""
_MOST_POINTS = 3
"""So many of these points always have time."""
CORE_TALKS = 3
"""For so many disagreements other items are shortened."""
MOST_TALKS = 6
"""More disagreements than that tire a group out, whatever time it has."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a session: the fewest minutes that it works with, a good number, and the most it can use.

    `matter` is set where it is the talk about one disagreement.
    """

    key: str
    least: int
    good: int
    most: int
    matter: Matter | None = None


_ALWAYS = (
    Piece("opening", 10, 15, 20),
    Piece("scores", 10, 20, 40),
    Piece("initiatives", 15, 45, 70),
    Piece("vote", 10, 10, 15),
    Piece("value", 10, 15, 30),
    Piece("owners", 15, 25, 45),
    Piece("decisions", 10, 10, 15),
)
_ORDER = (
    "opening", "scores", "aims", "talk", "charter", "leaders", "remarks", "initiatives", "sheets", "vote",
    "value", "order", "owners", "reserve", "decisions",
)  # fmt: skip
"""The pieces as they come; talks in the order of their matters."""
_FIRST_RAISED = (
    "talk", "owners", "initiatives", "value", "order", "scores", "charter", "leaders", "sheets", "remarks",
    "aims", "opening", "decisions", "vote",
)  # fmt: skip
"""Who gets the next five minutes first."""


def pieces(dossier: Dossier, budget: int) -> tuple[tuple[tuple[Piece, int], ...], tuple[Piece, ...]]:
    """Return the pieces that fit into so many minutes of work, with their minutes, and those that do not.

    The minutes add up to the budget: what nothing can use is a reserve.
    """
    talks = [_talk(each) for each in rated_apart(dossier)]
    chosen = [*_ALWAYS, *talks[:1]]
    left: list[Piece] = []
    asked = [Piece("order", 10, 15, 40), *_to_settle(dossier)]
    core = [*asked, *talks[1:CORE_TALKS]]
    for place, each in enumerate([*core, *_wanted(dossier, talks[CORE_TALKS:MOST_TALKS])]):
        # Without an order there is no roadmap, without disagreements no talk: for these all make room.
        keen = "least" if place < len(asked) else "middle" if place < len(core) else "good"
        fits = _minutes([*chosen, each], keen) <= budget
        (chosen if fits else left).append(each)
    given = _shared_out(chosen, budget)
    in_order = sorted(given, key=lambda each: _ORDER.index(each[0].key))
    return tuple(in_order), (*left, *talks[MOST_TALKS:])


def _minutes(these: Sequence[Piece], keen: str) -> float:
    """Return what pieces take: their fewest minutes, good ones, or the middle of both."""
    least, good = sum(each.least for each in these), sum(each.good for each in these)
    return {"least": float(least), "middle": (least + good) / 2, "good": float(good)}[keen]


def _to_settle(dossier: Dossier) -> list[Piece]:
    """Return what is asked beside the roadmap: the kind of function, and what leaders dispute."""
    role, points = of_the_charter(dossier), min(len(of_leaders(dossier)), _MOST_POINTS)
    found = [Piece("charter", 15, 20, 30, role)] if role else []
    if points:
        found.append(Piece("leaders", LEADERS_LEAST * points, 5 + LEADERS_LEAST * points, 40))
    return found


def _wanted(dossier: Dossier, talks: Sequence[Piece]) -> list[Piece]:
    """Return what is wanted where all have good minutes, what matters most first."""
    more: list[Piece | None] = [
        Piece("remarks", 10, 15, 30) if remarks(dossier) else None,
        Piece("sheets", 30, 45, 90) if dossier.roadmap and dossier.roadmap.initiatives else None,
        *talks[:1],
        Piece("aims", 10, 15, 30) if dossier.strategy and dossier.strategy.priorities else None,
        *talks[1:],
    ]
    return [each for each in more if each]


def _talk(matter: Matter) -> Piece:
    good = 20 if matter.kind == "camps" else 15
    return Piece("talk", 15, good, good + 10, matter)


def _shared_out(chosen: Sequence[Piece], budget: int) -> list[tuple[Piece, int]]:
    """Return the pieces with their minutes: the least of each, then five by five up to good, then to most."""
    minutes = {place: each.least for place, each in enumerate(chosen)}
    turns = sorted(minutes, key=lambda place: _FIRST_RAISED.index(chosen[place].key))
    for goal in ("good", "most"):
        raised = True
        while raised:
            raised = _raise(chosen, minutes, turns, goal, budget)
    given = [(each, minutes[place]) for place, each in enumerate(chosen)]
    left = budget - sum(minutes.values())
    if left >= LEAST_RESERVE:
        return [*given, (Piece("reserve", LEAST_RESERVE, left, left), left)]
    # A few minutes that are no step of five go where decisions are read back: there they are never too many.
    return [(each, now + left if each.key == "decisions" else now) for each, now in given]


def _raise(
    chosen: Sequence[Piece], minutes: dict[int, int], turns: Sequence[int], goal: str, budget: int
) -> bool:
    """Give each piece five minutes more in its turn, up to its goal; return whether any was given."""
    given = False
    for place in turns:
        goals: Mapping[str, int] = {"good": chosen[place].good, "most": chosen[place].most}
        if minutes[place] + STEP <= goals[goal] and sum(minutes.values()) + STEP <= budget:
            minutes[place] += STEP
            given = True
    return given
