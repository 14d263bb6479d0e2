"""What the technology roadmap says, in words: work on technology, and tools that renew meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass

from questionnaires.roadmap.plan import Roadmap
from questionnaires.roadmap.plans import Plans, Renewing
from reports.days import dated
from reports.facts.saying import NOTHING, brief
from reports.money import Money
from reports.plans.naming import named, quoted, several
from reports.plans.timeline import Bar, Mark, Strip, Timeline
from reports.wording import listed, raised, set_apart, spelled_out

_MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class RenewalRow:
    """A tool: when it renews, what it costs a year, its next step, and the work under way then."""

    tool: str
    when: str
    quarter: str
    cost: str
    next_step: str
    during: str


@dataclass(frozen=True, slots=True)
class TechnologyTold:
    """The technology roadmap as it is told; `rows` are the tools that renew within it."""

    finding: str
    timeline: Timeline
    rows: tuple[RenewalRow, ...]
    remarks: tuple[tuple[str, str], ...]


def technology_told(roadmap: Roadmap, plans: Plans, money: Money) -> TechnologyTold | None:
    """Return what the technology roadmap says; None without work on technology and without renewals."""
    if not plans.technology and not plans.renewals:
        return None
    names = plans.capital.names
    last = len(names)
    strips = [
        Strip(
            set_apart(brief(each.initiative.title, 80)),
            each.initiative.supplier and set_apart(brief(each.initiative.supplier)),
            f"{set_apart(each.initiative.title)}: {names[each.start - 1]} to "
            f"{names[min(each.end, last) - 1]}",
            (Bar(each.start, min(each.end, last), "dark"),),
            end=money.shown(each.spent),
        )
        for each in plans.technology
    ]
    strips += [_tool(each, names, money) for each in plans.renewals]
    title = _title(plans)
    note = "Dark = work on technology; mark = a tool renews"
    timeline = Timeline(names, plans.capital.years, title, note, tuple(strips), "cost")
    rows = tuple(_row(each, names, money) for each in plans.renewals)
    return TechnologyTold(f"{title}.", timeline, rows, tuple(_remarks(roadmap, plans)))


def _title(plans: Plans) -> str:
    names = plans.capital.names
    if not plans.technology:
        number = len(plans.renewals)
        verb = "renews" if number == 1 else "renew"
        return f"{raised(spelled_out(number, 'tool'))} {verb}, and no initiative works on technology"
    first = names[min(each.start for each in plans.technology) - 1]
    number = len(plans.technology)
    verb = "works" if number == 1 else "work"
    begin = "from" if number == 1 else "the first from"
    said = f"{raised(spelled_out(number, 'initiative'))} {verb} on technology, {begin} {first}"
    before = sum(each.quarter < min(one.start for one in plans.technology) for each in plans.renewals)
    if before:
        verb = "renews" if before == 1 else "renew"
        return f"{said}; {spelled_out(before, 'tool')} {verb} before that"
    return said


def _tool(each: Renewing, names: Sequence[str], money: Money) -> Strip:
    name = set_apart(brief(each.renewal.tool))
    during = bool(each.during)
    said = f"{name} renews in {names[each.quarter - 1]}{', while work is under way' if during else ''}"
    mark = Mark(each.quarter, "warning" if during else "end")
    return Strip(
        name, "renews", said, marks=(mark,), end=f"{money.shown(each.renewal.cost)} a year", hot=during
    )


def _row(each: Renewing, names: Sequence[str], money: Money) -> RenewalRow:
    return RenewalRow(
        set_apart(brief(each.renewal.tool)),
        dated(each.renewal.on),
        names[each.quarter - 1],
        money.shown(each.renewal.cost),
        each.renewal.next_step or NOTHING,
        named([one.title for one in each.during], 2) if each.during else NOTHING,
    )


def _remarks(roadmap: Roadmap, plans: Plans) -> list[tuple[str, str]]:
    remarks = []
    during = [each for each in plans.renewals if each.during]
    if during:
        tools = several([set_apart(brief(each.renewal.tool)) for each in during], "tool", _MOST_NAMED)
        verb = "renews" if len(during) == 1 else "renew"
        remarks.append(
            (
                "Renewals",
                f"{tools} {verb} while technology is being changed. "
                "Renew for a short term until it is clear what stays.",
            )
        )
    components = {each.initiative.component for each in plans.technology}
    waiting = [each for each in roadmap.initiatives if each.id not in roadmap.placements]
    late = [each for each in waiting if each.component in components]
    if late:
        verb = "has" if len(late) == 1 else "have"
        remarks.append(
            ("No place", f"{raised(listed([quoted(each.title) for each in late[:3]]))} {verb} none.")
        )
    if not plans.renewals:
        remarks.append(
            ("Tools", "No tool that renews within the roadmap is known. Fill in the technology worksheet.")
        )
    return remarks
