"""Where it leads: the vision, the environment to be ready for, and the objectives with their dates."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from reports.blueprint.evidence_marks import marked, named
from reports.blueprint.said import held, sources_cell, sources_said, write_quotes
from reports.days import dated
from reports.strategy import Objective, Strategy, Written
from reports.word.document import WordDocument
from reports.word.geometry import TEXT_WIDTH
from reports.word.runs import Prose, quiet, strong
from reports.word.tables import Column
from reports.wording import part_of, raised, set_apart, spelled_out

_NO_DATE = "No date yet"
_NO_PRIORITY = "No priority yet"
_NO_INITIATIVE = "No initiative yet"
_MOST_NAMED = 3


def write_outlook(
    document: WordDocument, strategy: Strategy, reached_by: Mapping[str, Sequence[str]] = MappingProxyType({})
) -> None:
    """Write the chapter; nothing where neither a vision nor objectives are written.

    `reached_by` names the initiatives that lead to an objective, by its text.
    """
    if not (strategy.vision.text or strategy.future.text or strategy.objectives):
        return
    document.chapter("Where it leads", finding(strategy))
    for label, written in (("Vision", strategy.vision), ("Future environment", strategy.future)):
        _write(document, label, written)
    if strategy.objectives:
        columns = (
            Column("By", 26),
            Column("Objective", TEXT_WIDTH - 96 - (36 if reached_by else 0)),
            Column("Serves", 34),
            *([Column("Initiatives", 36)] if reached_by else []),
            Column("Rests on", 36),
        )
        rows = [_row(strategy, each, reached_by) for each in in_order(strategy.objectives)]
        document.table(_title(strategy.objectives), columns, rows, f"{held(strategy.interviews)}.")
    if lacking := " ".join(filter(None, (missing(strategy), unreached(strategy, reached_by)))):
        document.labelled("What is missing", lacking)


def finding(strategy: Strategy) -> str:
    """Return how many objectives have a date, and which is the first."""
    dates = sorted(each.due_on for each in strategy.objectives if each.due_on)
    number = len(strategy.objectives)
    if not number:
        there = "The vision" if strategy.vision.text else "The future environment"
        return f"{there} is written; no objective is named yet."
    if not dates:
        verb = "is named, without a date" if number == 1 else "are named, none with a date"
        return f"{raised(spelled_out(number, 'objective'))} {verb} yet."
    return f"{_dated(len(dates), number)}; {_due(dates)}."


def missing(strategy: Strategy) -> str:
    """Return what is not known yet and how to get it; empty where nothing is missing."""
    told, found = [], strategy.objectives
    for name, written in (("vision", strategy.vision), ("future environment", strategy.future)):
        if not written.text:
            told.append(f"The {name} is not written yet: ask the leadership for it.")
    if not found:
        told.append("No objective is named: agree in the session on what is reached by when.")
    if bare := sum(each.due_on is None for each in found):
        told.append(f"{_which(bare, 'has', 'have')} no date: agree on it in the session.")
    if bare := sum(each.serves is None for each in found):
        told.append(f"{_which(bare, 'serves', 'serve')} no priority: name one, or leave the objective out.")
    if bare := sum(not each.sources for each in found):
        told.append(f"{_which(bare, 'has', 'have')} no source: name who said so, or where it is written.")
    return " ".join(told)


def unreached(strategy: Strategy, reached_by: Mapping[str, Sequence[str]]) -> str:
    """Return how many objectives no initiative leads to; empty where each has one, or there is none yet."""
    bare = sum(not reached_by.get(each.text) for each in strategy.objectives) if reached_by else 0
    if not bare:
        return ""
    which = raised(part_of(bare, len(strategy.objectives), "objective"))
    return f"{which} {'is' if bare == 1 else 'are'} named by no initiative."


def in_order(found: Sequence[Objective]) -> list[Objective]:
    """Return objectives by their date, those without one last."""
    return sorted(found, key=lambda each: each.due_on or date.max)


def _write(document: WordDocument, label: str, written: Written) -> None:
    first, *rest = [line.strip() for line in written.text.split("\n") if line.strip()] or [""]
    if not first:
        return
    document.labelled(label, marked(document, first, *named(written.sources)))
    for line in rest:
        document.write("Body Text", line)
    rests = "; ".join(sources_said(written.sources)) or "No source is named"
    document.write("Body Text", (quiet(rests),))
    write_quotes(document, written.quotes)


def _row(strategy: Strategy, each: Objective, reached_by: Mapping[str, Sequence[str]]) -> list[Prose]:
    serves: Prose = _NO_PRIORITY
    if each.serves is not None:
        serves = f"{each.serves + 1} {set_apart(strategy.priorities[each.serves].name)}"
    when: Prose = (strong(dated(each.due_on)),) if each.due_on else _NO_DATE
    titles = reached_by.get(each.text, ())
    told = titles if len(titles) <= _MOST_NAMED else [*titles[: _MOST_NAMED - 1], f"{len(titles) - 2} more"]
    named = [_NO_INITIATIVE if not titles else "; ".join(told)] if reached_by else []
    return [when, each.text, serves, *named, sources_cell(each.sources)]


def _title(found: Sequence[Objective]) -> str:
    serving = sum(each.serves is not None for each in found)
    if len(found) == 1:
        return "The objective serves a priority" if serving else "The objective serves no priority yet"
    verb = "serves" if serving == 1 else "serve"
    return f"{raised(part_of(serving, len(found), 'objective'))} {verb} a priority"


def _dated(dates: int, number: int) -> str:
    if number == 1:
        return "One objective is dated"
    told = raised(part_of(dates, number, "objective"))
    return f"{told} {'is' if dates == 1 else 'are'} dated"


def _due(dates: Sequence[date]) -> str:
    if len(dates) == 1:
        return f"it is due by {dated(dates[0])}"
    if dates[0] == dates[-1]:
        return f"they are due by {dated(dates[0])}"
    return f"the first is due by {dated(dates[0])}, the last by {dated(dates[-1])}"


def _which(number: int, one: str, more: str) -> str:
    return f"{raised(spelled_out(number, 'objective'))} {one if number == 1 else more}"
