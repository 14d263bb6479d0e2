"""What the timeline of measures says, in words: defined, data, deployed."""

from collections.abc import Sequence
from dataclasses import dataclass

from questionnaires.roadmap.plans import TIERS, Deployed, Plans
from reports.facts.saying import brief
from reports.plans.naming import named, quoted, several
from reports.plans.timeline import Bar, Mark, Strip, Timeline
from reports.wording import counted, listed, raised, set_apart, spelled_out

NO_PLACE = "no place yet"
DATA = {True: "there", False: "missing", None: "not looked at"}
"""What is said of the data of a measure."""
_MOST_NAMED = 3
ORDER = "Reports are defined first, then their data, then the tools that show them"


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure: its tier, from when it is defined, whether its data are there, when it is deployed."""

    name: str
    tier: str
    defined: str
    data: str
    deployed: str
    initiative: str
    status: str
    flagged: bool


@dataclass(frozen=True, slots=True)
class MeasuresTold:
    """The timeline of measures as it is told."""

    finding: str
    timeline: Timeline
    rows: tuple[MeasureRow, ...]
    remarks: tuple[tuple[str, str], ...]


def measures_told(plans: Plans) -> MeasuresTold | None:
    """Return what the timeline says; None where no initiative has a measure."""
    if not plans.measures:
        return None
    rows = tuple(_row(each, plans) for each in plans.measures)
    placed = [(each, row) for each, row in zip(plans.measures, rows, strict=True) if each.end]
    note = "From the first to the last quarter of its initiative; mark = deployed, in rust: data not known"
    strips = tuple(_strip(each, row, plans) for each, row in placed)
    title = _title(plans.measures)
    timeline = Timeline(plans.capital.names, plans.capital.years, title, note, strips, "data")
    return MeasuresTold(f"{title}.", timeline, rows, (("Order", _order(plans)), *_remarks(plans.measures)))


def _title(measures: Sequence[Deployed]) -> str:
    primary = [each for each in measures if each.measure.tier == "primary"]
    lacking = [each for each in primary if each.lacks_data]
    whole = counted(len(measures), "measure")
    if not primary:
        return f"{whole} show whether initiatives succeed, none of them primary"
    said = f"{len(primary)} of {whole} {'is' if len(primary) == 1 else 'are'} primary"
    if not lacking:
        return f"{said}, and the data of {'it' if len(primary) == 1 else 'all of them'} are there"
    which = "its data are" if len(primary) == 1 else f"the data of {_part(len(lacking), len(primary))} are"
    return f"{said}; {which} not known to be there"


def _part(part: int, whole: int) -> str:
    return "all of them" if part == whole else f"{part} of them"


def _row(each: Deployed, plans: Plans) -> MeasureRow:
    return MeasureRow(
        set_apart(brief(each.measure.name, 90)),
        raised(each.measure.tier),
        _quarter(each.start, plans),
        DATA[each.measure.has_data],
        _quarter(each.end, plans),
        set_apart(brief(each.initiative.title)),
        each.status,
        each.lacks_data,
    )


def _quarter(quarter: int | None, plans: Plans) -> str:
    names = plans.capital.names
    if quarter is None:
        return NO_PLACE
    return names[quarter - 1] if quarter <= len(names) else f"after {names[-1]}"


def _strip(each: Deployed, row: MeasureRow, plans: Plans) -> Strip:
    assert each.start is not None
    assert each.end is not None
    last = len(plans.capital.names)
    marks = (Mark(each.end, "warning" if each.lacks_data else "end"),) if each.end <= last else ()
    tone = {"primary": "dark", "secondary": "middle", "tertiary": "light"}[each.measure.tier]
    said = f"{row.name}, {each.measure.tier}: deployed in {row.deployed}, data {row.data}"
    bar = Bar(each.start, min(each.end, last), tone)  # type: ignore[arg-type]
    return Strip(row.name, row.tier, said, (bar,), marks, row.data, hot=each.lacks_data)


def _order(plans: Plans) -> str:
    """Return whether tools wait for the reporting that is wanted."""
    if not plans.technology:
        return f"{ORDER}. No initiative works on tools."
    if not plans.reporting:
        return f"{ORDER}; no initiative on measures has a place, so nothing says yet what tools are to show."
    first = _quarter(min(each.end for each in plans.reporting), plans)
    if not plans.early:
        return f"{ORDER}: reporting is first defined by {first}, and work on tools begins after that."
    names = named([each.initiative.title for each in plans.early])
    verb = "begins" if len(plans.early) == 1 else "begin"
    return f"{ORDER}; {names} {verb} before any reporting is defined, in {first}."


def _remarks(measures: Sequence[Deployed]) -> list[tuple[str, str]]:
    remarks = []
    lacking = [each for each in measures if each.lacks_data]
    if lacking:
        names = several([quoted(each.measure.name) for each in lacking], "measure", _MOST_NAMED)
        remarks.append(("Data first", f"Look for the data of {names} before a tool is chosen to show them."))
    used = sum(each.status == "In use" for each in measures)
    if used:
        remarks.append(("In use today", f"{used} of {counted(len(measures), 'measure')} by the worksheet."))
    counts = [(tier, sum(each.measure.tier == tier for each in measures)) for tier in TIERS]
    remarks.append(("Tiers", f"{raised(listed([f'{number} {tier}' for tier, number in counts if number]))}."))
    without = sum(each.end is None for each in measures)
    if without:
        verb = "belongs to an initiative" if without == 1 else "belong to initiatives"
        remarks.append(("No place", f"{raised(spelled_out(without, 'measure'))} {verb} without a place."))
    return remarks
