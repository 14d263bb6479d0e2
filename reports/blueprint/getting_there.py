"""How we get there, in short: what each horizon begins with, and what it takes in all."""

from questionnaires.roadmap.capital import capital_plan
from questionnaires.roadmap.plan import HORIZONS, Horizon
from reports.blueprint.programme import Programme, proposed
from reports.facts.saying import brief
from reports.word.runs import BREAK, Prose, Run, strong
from reports.wording import lowered, raised, spelled, spelled_out

_LONGEST = 60
_MOST_NAMED = 2


def how_we_get_there(programme: Programme, most: int = _MOST_NAMED) -> Prose:
    """Return the initiatives worth most by horizon, at most so many of each, and the money that all take."""
    prose: list[str | Run] = [f"{_number(programme)}."]
    for horizon, name in HORIZONS.items():
        if told := _told(programme, horizon, min(most, _MOST_NAMED)):
            prose += [BREAK, strong(f"{name}: "), told]
    if programme.roadmap.in_order:
        plan = capital_plan(programme.roadmap)
        if plan.whole.total > 0:
            prose += [BREAK, f"{programme.dossier.money.shown(plan.whole.total)} in all to {plan.names[-1]}."]
    return prose


def _number(programme: Programme) -> str:
    roadmap = programme.roadmap
    all_of_them = spelled_out(len(roadmap.initiatives), "initiative")
    placed = len(roadmap.in_order)
    are = "is" if len(roadmap.initiatives) == 1 else "are"
    if not placed:
        none = "it has no quarter yet" if len(roadmap.initiatives) == 1 else "none has its quarter yet"
        return f"{raised(all_of_them)} {are} drafted; {none}"
    stands = "proposed" if proposed(programme.dossier) else "planned"
    if placed == len(roadmap.initiatives):
        return f"{raised(all_of_them)} {are} {stands}"
    have = "has" if placed == 1 else "have"
    return f"{raised(all_of_them)} {stands}; {spelled(placed)} {have} a place"


def _told(programme: Programme, horizon: Horizon, most: int) -> str:
    """Return what a horizon holds: the titles of those worth most, and how many more."""
    ranked = [each for each in programme.ranked if programme.roadmap.horizon(each.id) == horizon]
    if not ranked:
        return ""
    titles = [brief(programme.title(each), _LONGEST) for each in ranked[:most]]
    named = [titles[0], *(lowered(each) for each in titles[1:])]
    more = len(ranked) - len(named)
    said = "; ".join(named)
    return f"{said}; and {spelled(more)} more." if more else f"{said}."
