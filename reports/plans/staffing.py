"""What the staffing plan says, in words."""

from dataclasses import dataclass

from questionnaires.roadmap.known import Known
from questionnaires.roadmap.plan import Roadmap
from questionnaires.roadmap.staffing import POST_DAYS, TENTHS, Staffing, StaffingPlan, staffing_plan
from questionnaires.rounding import shown
from reports.money import Money
from reports.plans.grid import Grid, Line, grid
from reports.plans.naming import role_name, several
from reports.wording import counted, listed, lowered, raised, spelled_out

_MOST_NAMED = 3
POSTS = f"A full-time post is {POST_DAYS} days in a quarter, {4 * POST_DAYS} in a year"


@dataclass(frozen=True, slots=True)
class StaffingTold:
    """The staffing plan as it is told; the grid is in whole days, `posts` full-time posts by quarter.

    `shares` are the days of each quarter, 0 to 1 of the most.
    """

    plan: StaffingPlan
    grid: Grid
    finding: str
    title: str
    note: str
    shares: tuple[float, ...]
    posts: tuple[str, ...]
    remarks: tuple[tuple[str, str], ...]

    @property
    def peak(self) -> int:
        """Return the place of the quarter with the largest figure."""
        return self.grid.sums.index(max(self.grid.sums))


def staffing_told(roadmap: Roadmap, money: Money, known: Known | None = None) -> StaffingTold | None:
    """Return what the staffing plan says; None where nothing that has a place takes anybody's days."""
    plan = staffing_plan(roadmap, known)
    if not plan.total:
        return None
    rows = [
        Line(role_name(each.role), each.tenths, frozenset(each.over), _posts_of(each)) for each in plan.roles
    ]
    table = grid(plan.names, plan.years, rows, TENTHS)
    peak = table.sums.index(max(table.sums))
    days = f"{money.bare(table.sums[peak])} person-days"
    most = shown(table.sums[peak] / POST_DAYS)
    finding = (
        f"The programme takes {money.bare(table.total)} person-days and at most "
        f"{most} full-time {_posts(most)}, in {plan.names[peak]}."
    )
    remarks = [
        ("Evidence", _evidence(plan, table)),
        ("Against what is there", _against(plan)),
        ("Full-time posts", f"{POSTS}."),
    ]
    if beside := _beside(plan):
        remarks.append(("Posts today", beside))
    return StaffingTold(
        plan,
        table,
        finding,
        f"People are asked for most in {plan.names[peak]}, {days}",
        "Person-days by quarter and role; bold = more than is there",
        tuple(each / max(plan.tenths) for each in plan.tenths),
        tuple(shown(each / POST_DAYS) for each in table.sums),
        tuple(remarks),
    )


def _posts(number: str) -> str:
    return "post" if number == "1.0" else "posts"


def _posts_of(each: Staffing) -> str:
    """Return the posts of a role by the worksheet, empty where it does not name it."""
    return "" if each.filled is None else f"{shown(each.filled)} {_posts(shown(each.filled))} today"


def _evidence(plan: StaffingPlan, table: Grid) -> str:
    lines = sorted(table.lines, key=lambda each: -each.total)[:_MOST_NAMED]
    said = listed([f"{lowered(each.name)} ({counted(each.total, 'day')})" for each in lines])
    number = raised(spelled_out(len(plan.roles), "role"))
    if len(plan.roles) == 1:
        return f"One role gives all of them: {said}."
    return f"{number} {'take' if len(plan.roles) > 1 else 'takes'} part; most is asked of {said}."


def _against(plan: StaffingPlan) -> str:
    limited = [each for each in plan.roles if each.there is not None]
    reserve = f"{shown(100 * plan.reserve, 0)}%"
    if not limited:
        return "Nobody said how many days each role has, so nothing is compared. Set them on the roadmap."
    without = len(plan.roles) - len(limited)
    open_ = f" For {spelled_out(without, 'role')} no limit is set." if without else ""
    if not plan.over:
        return f"Every role stays within its days less the reserve of {reserve}.{open_}"
    worst = [f"{lowered(role_name(each.role))} in {plan.names[each.over[0]]}" for each in plan.over]
    said = several(worst, "role", _MOST_NAMED)
    return f"More is asked for than the days less the reserve of {reserve} leave: {said}.{open_}"


def _beside(plan: StaffingPlan) -> str:
    """Return the posts of the worksheet of roles beside what the programme asks of them at most."""
    known = [each for each in plan.roles if each.filled is not None][:_MOST_NAMED]
    if not known:
        return ""
    said = [
        f"{lowered(role_name(each.role))}, {shown(each.filled or 0)} filled of {shown(each.needed or 0)} "
        f"needed, gives up to {shown(max(each.tenths) / TENTHS / POST_DAYS)}"
        for each in known
    ]
    return f"By the worksheet of roles: {'; '.join(said)}."
