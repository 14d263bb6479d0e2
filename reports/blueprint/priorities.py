"""What the business wants to reach: its priorities, what they weigh and why, and what leaders say of them."""

from questionnaires.concordance import reading
from questionnaires.rounding import rounded, shown
from reports.blueprint.evidence_marks import interviewed, marked
from reports.blueprint.fitting import write_what_fits
from reports.blueprint.said import MOST_QUOTES, held, one_line, sources_cell, write_quotes
from reports.days import span
from reports.dossier import Dossier
from reports.marks import Evidence
from reports.strategy import Priority, Strategy
from reports.word.document import WordDocument
from reports.word.geometry import TEXT_WIDTH
from reports.word.runs import Prose, strong
from reports.word.tables import Column
from reports.wording import listed, part_of, plural, raised, set_apart, spelled, spelled_out

_LONGEST_NAMED = 60
"""A longer name would make a finding of more than two lines."""
_MOST_NAMED = 3
_MOST_QUOTES = 9
_POINTS = "mean given out of 100"
_NOT_SAID = "Not said yet"


def write_priorities(document: WordDocument, dossier: Dossier, strategy: Strategy) -> None:
    """Write the chapter, with as many quotes as a page has room for."""

    def write(page: WordDocument, most: int) -> None:
        _write(page, strategy, most)

    write_what_fits(document, dossier, write, range(_MOST_QUOTES, -1, -1), "priorities")


def _write(document: WordDocument, strategy: Strategy, most: int) -> None:
    document.chapter("Strategic context and priorities", finding(strategy))
    document.key_figures(key_figures(strategy))
    if strategy.priorities:
        given = any(each.points is not None for each in strategy.priorities)
        rows = [_row(place, each, given) for place, each in enumerate(strategy.priorities, start=1)]
        notes = "Weight = share of all weights"
        notes += f"; points = {_POINTS}" if given else ""
        document.table(_title(strategy), _columns(given), rows, f"{held(strategy.interviews)}. {notes}.")
        document.labelled("How they weigh", marked(document, how_they_weigh(strategy), *weighed(strategy)))
        if agreed := what_leaders_give(strategy):
            n = strategy.opinions.n if strategy.opinions else 0
            points = interviewed(strategy, "Points given among the priorities", n)
            document.labelled("What leaders give", marked(document, agreed, points))
    if lacking := missing(strategy):
        document.labelled("What is missing", lacking)
    quoted = [
        (each, quote)
        for each in range(len(strategy.priorities))
        for quote in strategy.priorities[each].quotes[:MOST_QUOTES]
    ]
    # The first quote of each priority comes before the second of any.
    first = sorted(quoted, key=lambda one: strategy.priorities[one[0]].quotes.index(one[1]))[:most]
    if first:
        document.write("Heading 2", "What leaders say")
    for place, quote in quoted:
        if (place, quote) in first:
            on = f"on priority {place + 1}" if len(strategy.priorities) > 1 else ""
            write_quotes(document, [quote], on)


def finding(strategy: Strategy) -> str:
    """Return how many priorities there are, and which weighs most."""
    found = strategy.priorities
    if not found:
        return "No business priority is named yet."
    if len(found) == 1:
        return f"One business priority is named{_named(found[0], ': ')}."
    stands = raised(spelled_out(len(found), "business priority"))
    if strategy.weighting.basis != "set":
        return f"{stands} are named, and each counts the same."
    first, second = sorted(found, key=lambda each: -each.share)[:2]
    if percent(first.share) == percent(second.share):
        return f"{stands} are named; none weighs more than {percent(first.share)}."
    name = _named(first, ", ")
    return f"{stands} are named; the heaviest{name and f'{name},'} weighs {percent(first.share)}."


def key_figures(strategy: Strategy) -> list[tuple[str, str]]:
    """Return the interviews, the priorities with a source and the dated objectives, each with its label."""
    talks, found = strategy.interviews, strategy.priorities
    figures = []
    if talks.planned:
        days = f", {span(talks.first, talks.last)}" if talks.first and talks.last else ""
        how = f"done, {talks.under_way} under way" if talks.under_way else "held"
        figures.append((f"{talks.done} of {talks.planned}", f"interviews {how}{days}"))
    bare = sum(not each.sources for each in found)
    rest = "" if not found else ", all with a source" if not bare else f", {bare} without a source"
    rest = ", with a source" if len(found) == 1 and not bare else rest
    figures.append((str(len(found)), f"{plural(len(found), 'priority')}{rest}"))
    dates = sum(each.due_on is not None for each in strategy.objectives)
    if of := len(strategy.objectives):
        figures.append((f"{dates} of {of}", f"{plural(of, 'objective')} with a date"))
    return figures


def how_they_weigh(strategy: Strategy) -> str:
    """Return how the weights came about."""
    number = len(strategy.priorities)
    if strategy.weighting.basis == "alike":
        if number == 1:
            return "There is one priority, so it holds all the weight."
        return f"Nobody set weights, so each of the {spelled(number)} counts the same."
    reason = f"The reason given: {one_line(strategy.weighting.reason)}"
    if strategy.weighting.basis == "zero":
        return f"Every weight was set to 0, so each counts the same. {reason}"
    return f"Weights from 0 to 100 were set; each is shown as its share of their sum. {reason}"


def weighed(strategy: Strategy) -> list[Evidence]:
    """Return what the weights of the priorities rest on; nothing where nobody set any."""
    if strategy.weighting.basis == "alike":
        return []
    return [Evidence.judgement("Weights of the business priorities", held(strategy.interviews))]


def what_leaders_give(strategy: Strategy) -> str:
    """Return how far the points of interviewees agree; empty where nobody gave any."""
    opinions = strategy.opinions
    if opinions is None:
        return ""
    verb = "shares" if opinions.n == 1 else "share"
    told = f"{raised(spelled_out(opinions.n, 'interviewee'))} {verb} out 100 points among the priorities."
    given = sorted(
        ((each.points, each.name) for each in strategy.priorities if each.points is not None),
        key=lambda each: -each[0],
    )
    if not given:
        return f"{told} Means are shown from three interviewees on, to protect those who gave the points."
    most = [name for points, name in given if rounded(points, 0) == rounded(given[0][0], 0)]
    if len(most) == 1 and len(given) > 1:
        told += f" “{set_apart(most[0])}” has the highest mean, {shown(given[0][0], 0)}."
    if opinions.agreement is not None:
        w = f"Kendall’s W {shown(opinions.agreement, 2)}, n = {opinions.ranked}"
        told += f" {raised(reading(opinions.agreement))} ({w}; 1 is the same order, 0 none in common)."
    return told


def missing(strategy: Strategy) -> str:
    """Return what is not known yet and how to get it; empty where nothing is missing."""
    found, talks = strategy.priorities, strategy.interviews
    told = []
    if not found:
        told.append("Name the priorities from a strategy document, or ask the leadership for them.")
    if bare := [each for each in found if not each.sources]:
        told.append(f"{_which(bare, 'has', 'have')} no source: name who said so, or where it is written.")
    if bare := [each for each in found if not each.measured_by.strip()]:
        told.append(f"{_which(bare, 'is', 'are')} not measured yet: agree in the session on how.")
    if open_still := talks.planned - talks.held:
        verb = "is" if open_still == 1 else "are"
        told.append(f"{raised(spelled_out(open_still, 'planned interview'))} {verb} still to be held.")
    if not (strategy.vision.text or strategy.future.text or strategy.objectives):
        told.append("Neither a vision nor objectives are written: agree on them in the session.")
    if found and strategy.alignment is None:
        told.append(
            "No capability is said to support a priority that weighs anything, so none has a strategic "
            "weight: say in the alignment which do."
        )
    return " ".join(told)


def percent(part: float, digits: int = 0) -> str:
    """Return a share of a weight in per cent."""
    return f"{shown(100 * part, digits)}%"


def _columns(given: bool) -> tuple[Column, ...]:
    points = (Column("Points", 13, True),) if given else ()
    left = TEXT_WIDTH - 8 - 31 - 15 - 13 * len(points)
    return (
        Column("No.", 8),
        Column("Priority", 31),
        Column("What it brings", left * 0.32),
        Column("How it is measured", left * 0.29),
        Column("Weight", 15, True),
        *points,
        Column("Rests on", left * 0.39),
    )


def _row(place: int, each: Priority, given: bool) -> list[Prose]:
    points = [shown(each.points, 0) if each.points is not None else ""] if given else []
    return [
        str(place),
        (strong(set_apart(each.name)),),
        one_line(each.outcome) or _NOT_SAID,
        one_line(each.measured_by) or _NOT_SAID,
        percent(each.share),
        *points,
        sources_cell(each.sources),
    ]


def _title(strategy: Strategy) -> str:
    found = strategy.priorities
    rests = sum(bool(each.sources) for each in found)
    verb = "names" if rests == 1 else "name"
    if len(found) == 1:
        return "The priority names its source" if rests else "The priority names no source"
    return f"{raised(part_of(rests, len(found), 'priority'))} {verb} a source"


def _named(priority: Priority, before: str) -> str:
    """Return the name of a priority behind some sign, or nothing where it is too long for a finding."""
    name = set_apart(priority.name)
    return f"{before}“{name}”" if len(name) <= _LONGEST_NAMED else ""


def _which(found: list[Priority], one: str, more: str) -> str:
    """Return which priorities are meant, with the verb: by name where they are few."""
    verb = one if len(found) == 1 else more
    if len(found) > _MOST_NAMED:
        return f"{raised(spelled_out(len(found), 'priority'))} {verb}"
    return f"{listed([f'“{set_apart(each.name)}”' for each in found])} {verb}"
