"""The outline of a pack, as a terminal shows it."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from textwrap import wrap

from questionnaires.pack import Capability, Component, MethodPack
from workshop.commands.refusal import printable

GAP = 2
WIDEST = 46
"""How wide a column but the last may be."""


def counts(pack: MethodPack) -> str:
    """Return how much a pack holds, for use within a sentence."""
    said = [
        _number(len(pack.components), "component", "components"),
        _number(len(pack.capabilities), "capability", "capabilities")
        + f" ({len(pack.short_form)} in the short form)",
    ]
    optional = (
        (len(pack.priorities), "priority", "priorities"),
        (sum(len(each.questions) for each in pack.guide), "interview question", "interview questions"),
        (len(pack.charter.jobs) if pack.charter else 0, "job in its charter", "jobs in its charter"),
        (len(pack.worksheets), "worksheet", "worksheets"),
        (len(pack.initiatives), "initiative", "initiatives"),
    )
    said += [_number(number, one, many) for number, one, many in optional if number]
    return f"{', '.join(said[:-1])} and {said[-1]}"


def outline(pack: MethodPack, width: int) -> str:
    """Return the outline in lines of at most that many characters."""
    ends = pack.horizons
    head = [
        f"{pack.title} ({pack.id}, version {pack.version})",
        f"For {pack.function}. Levels: {', '.join(pack.level_names)}.",
        f"Short term to quarter {ends.short}, medium to {ends.medium}, long to {ends.long}."
        + (" A star marks the short form." if pack.short_form else ""),
    ]
    blocks = [
        [line for text in head for line in wrap(printable(text), width)],
        *(_component(part, width) for part in pack.components),
        _block(_guide_title(pack), _guide(pack), width),
        _block("Charter", _charter(pack), width),
        _block("Worksheets", _worksheets(pack), width),
        _block("Priorities", [(each.id, each.name) for each in pack.priorities], width),
        _block("Initiatives, by the capability that they raise", _initiatives(pack), width),
    ]
    return "\n\n".join("\n".join(lines) for lines in blocks if lines)


def _component(part: Component, width: int) -> list[str]:
    rows = [(each.id, "*" if each.short_form else "", each.name, _marks(each)) for each in part.capabilities]
    return _block(f"{part.id}  {part.name}, weight {part.weight:g}", rows, width)


def _marks(each: Capability) -> str:
    """Return what a capability rests on, and its weight where that is not the usual one."""
    said = [f"rests on {', '.join(each.rests_on)}"] if each.rests_on else []
    said += [f"weight {each.weight:g}"] if each.weight != 1 else []
    return "; ".join(said)


def _guide_title(pack: MethodPack) -> str:
    core = [each for section in pack.guide for each in section.questions if each.core]
    short = f"; {len(core)} core in {sum(each.minutes for each in core)} minutes" if core else ""
    return f"Interview guide{short}"


def _guide(pack: MethodPack) -> Iterator[Sequence[str]]:
    for section in pack.guide:
        minutes = sum(each.minutes for each in section.questions)
        many = _number(len(section.questions), "question", "questions")
        yield section.id, section.title, f"{many}, {_number(minutes, 'minute', 'minutes')}"


def _charter(pack: MethodPack) -> Iterator[Sequence[str]]:
    if pack.charter:
        yield "jobs", ", ".join(each.name for each in pack.charter.jobs)
        yield "statements", ", ".join(each.topic for each in pack.charter.statements)
        yield "archetypes", ", ".join(each.name for each in pack.charter.archetypes)


def _worksheets(pack: MethodPack) -> Iterator[Sequence[str]]:
    for each in pack.worksheets:
        yield each.component or "", each.title, _number(len(each.columns), "column", "columns")


def _initiatives(pack: MethodPack) -> Iterator[Sequence[str]]:
    if not pack.initiatives:
        return
    for capability in pack.capabilities:
        shown = capability.id
        for each in pack.initiatives:
            for step in each.raises:
                if step.capability == capability.id:
                    yield shown, f"{step.origin} to {step.to}", each.id, each.title
                    shown = ""
        if shown:
            yield shown, "none"


def _number(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


def _block(title: str, rows: Sequence[Sequence[str]] | Iterator[Sequence[str]], width: int) -> list[str]:
    """Return a title with its rows in columns, indented; nothing where there are no rows."""
    shown = [[printable(cell) for cell in row] for row in rows]
    if not shown:
        return []
    columns = [max(1, *map(len, column)) for column in zip_longest(*shown, fillvalue="")]
    widths = [min(each, WIDEST) for each in columns]
    widths[-1] = max(20, width - sum(each + GAP for each in widths[:-1]) - GAP)
    return [*wrap(printable(title), width), *(line for row in shown for line in _row(row, widths))]


def _row(row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    cells = [wrap(cell, each) for cell, each in zip(row, widths)]
    for parts in zip_longest(*cells, fillvalue=""):
        line = "".join(part.ljust(each + GAP) for part, each in zip(parts, widths))
        yield (" " * GAP + line).rstrip()
