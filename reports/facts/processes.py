"""What the worksheet of processes says, in words."""

from collections.abc import Sequence
from decimal import Decimal

from questionnaires.worksheet_sayings.given import Given
from questionnaires.worksheet_sayings.processes import Mending, Process, Processes, Step, processes
from questionnaires.written import rounded
from reports.facts.saying import (
    NOTHING,
    Bar,
    Bars,
    Board,
    Figures,
    Head,
    Said,
    Tone,
    and_others,
    brief,
    named,
    percent,
    shortened,
)
from reports.wording import counted, listed, raised, spelled

_DEEDS: dict[Mending, str] = {
    "remove": "Remove it",
    "effectiveness": "Do the right thing",
    "efficiency": "Do it with less",
}


def said(given: Given, figures: Figures) -> Said | None:
    """Return what is said of processes, or None where they say nothing."""
    found = processes(given)
    if found is None:
        return None
    boards = (_by_process(found, figures), _order(found, figures))
    remarks = tuple(_remarks(found, figures))
    return Said(f"{_title(found, figures)}.", found.left_out, _chart(found, figures), boards, remarks)


def _least(found: Processes) -> Process:
    """Return the process with the smallest share of value-adding time; of several, the longest."""
    return min(found.processes, key=lambda each: (each.share is None, each.share or 0, -each.elapsed))


def _title(found: Processes, figures: Figures) -> str:
    least = _least(found)
    if least.share is None:
        return "No step takes any time"
    name, whole = brief(least.name), _hours(least.elapsed, figures)
    return f"{name} takes {whole} for {_hours(least.value_time, figures)} of work that adds value"


def _chart(found: Processes, figures: Figures) -> Bars | None:
    shown = [each for each in found.processes if each.elapsed > 0]
    if not shown:
        return None
    least = _least(found)
    note = "Working hours, start to end; strong = time that adds value, faint = waiting, rework, hand-over"
    bars = tuple(_bar(each, figures, hot=each is least and len(shown) > 1) for each in shown)
    return Bars(_title(found, figures), note, "share adding value", bars)


def _bar(each: Process, figures: Figures, *, hot: bool) -> Bar:
    adding = min(each.value_time, each.elapsed)
    lengths: tuple[tuple[Tone, float], ...] = (
        ("dark", float(adding)),
        ("light", float(each.elapsed - adding)),
    )
    value, whole = figures.tenth(each.value_time), _hours(each.elapsed, figures)
    spoken = f"{each.name}: {value} of {whole} add value"
    return Bar(brief(each.name), lengths, whole, percent(each.share), spoken, value, hot)


def _by_process(found: Processes, figures: Figures) -> Board:
    heads = (
        Head("Process"),
        Head("Steps", 13, number=True),
        Head("Without value", 18, number=True),
        Head("Share", 14, number=True),
        Head("Slowest step", 52),
        Head("Outcome it serves", 32),
    )

    def row(each: Process) -> tuple[str, ...]:
        times = f"{figures.tenth(each.slowest.elapsed)} of {figures.tenth(each.elapsed)}"
        slow = f"{brief(each.slowest.name, 40)}, {times} hours"
        serves = brief(listed(each.outcomes)) or ("none" if found.asks_outcome else NOTHING)
        numbers = str(len(each.steps)), str(len(each.without_value)), percent(each.share)
        return brief(each.name), *numbers, slow, serves

    def others(those: Sequence[Process]) -> tuple[str, ...]:
        steps = sum(len(each.steps) for each in those)
        without = sum(len(each.without_value) for each in those)
        # Times of different processes are not added up.
        return and_others(len(those)), str(steps), str(without), NOTHING, NOTHING, NOTHING

    every = sum(len(each.steps) for each in found.processes)
    without = sum(len(each.without_value) for each in found.processes)
    verb = "adds" if without == 1 else "add"
    title = f"{raised(spelled(without))} of {counted(every, 'step')} {verb} no value"
    return Board(title, heads, shortened(found.processes, row, others))


def _order(found: Processes, figures: Figures) -> Board | None:
    if not found.order:
        return None
    heads = (
        Head("First to last"),
        Head("Process", 44),
        Head("What to do", 32),
        Head("Rated", 14, number=True),
        Head("Hours", 16, number=True),
    )

    def row(each: Step) -> tuple[str, ...]:
        assert each.mending is not None
        rating = {"effectiveness": each.effectiveness, "efficiency": each.efficiency}.get(each.mending)
        rated = NOTHING if rating is None else figures.number(rating)
        return brief(each.name), brief(each.process), _DEEDS[each.mending], rated, figures.tenth(each.elapsed)

    def others(those: Sequence[Step]) -> tuple[str, ...]:
        return and_others(len(those)), "", "", "", NOTHING

    return Board(_order_title(found.order), heads, shortened(found.order, row, others))


def _order_title(order: Sequence[Step]) -> str:
    """Return how many steps come first, next and last: what is right comes before what is fast."""
    number = {each: sum(step.mending == each for step in order) for each in _DEEDS}
    parts = []
    if number["remove"]:
        parts.append(f"remove {spelled(number['remove'])} {_steps(number['remove'])} without value")
    if number["effectiveness"]:
        parts.append(f"mend {spelled(number['effectiveness'])} of low effectiveness")
    if number["efficiency"]:
        parts.append(f"make {spelled(number['efficiency'])} more efficient")
    return (
        ("First " if len(parts) > 1 else "") + ", then ".join(parts) if len(parts) > 1 else raised(parts[0])
    )


def _hours(time: Decimal, figures: Figures) -> str:
    return f"{figures.tenth(time)} {'hour' if rounded(time, 1) == 1 else 'hours'}"


def _steps(number: int) -> str:
    return "step" if number == 1 else "steps"


def _remarks(found: Processes, figures: Figures) -> list[tuple[str, str]]:
    remarks = []
    if found.order and any(each.mending == "remove" for each in found.order):
        time = sum((each.elapsed for each in found.order if each.mending == "remove"), Decimal(0))
        remarks.append(
            (
                "Without value",
                f"Steps without value are removed, not made faster: {_hours(time, figures)} in all.",
            )
        )
    if found.without_outcome:
        names = named([each.name for each in found.without_outcome])
        verb = "serves" if len(found.without_outcome) == 1 else "serve"
        remarks.append(("Outcome", f"{names} {verb} no outcome that is named."))
    if found.odd:
        names = named([f"{each.name} ({each.process})" for each in found.odd])
        verb = "has" if len(found.odd) == 1 else "have"
        remarks.append(
            ("To check", f"{names} {verb} more value-adding time than the step can hold; it counts as typed.")
        )
    return remarks
