"""The initiatives: what each is worth against what it takes, and which come first."""

from math import fsum

from questionnaires.roadmap.plan import Initiative
from questionnaires.roadmap.value_told import FORMULA, reach_told, without_target_told, worth_told
from questionnaires.rounding import shown
from reports.blueprint.evidence_marks import ESTIMATES, marked
from reports.blueprint.fitting import Told, fitting
from reports.blueprint.programme import NO_PLACE, OPEN, Programme, programme_of, proposed
from reports.charts.value_effort import value_effort
from reports.charts.value_items import CORNERS, field, middle
from reports.dossier import Dossier
from reports.facts.saying import brief
from reports.marks import Evidence
from reports.word.document import WordDocument
from reports.word.geometry import TEXT_WIDTH
from reports.word.runs import BREAK, TAB, Prose, Run, quiet
from reports.word.tables import Column
from reports.wording import counted, listed, lowered, part_of, raised, set_apart, spelled, spelled_out

MOST, MOST_PROPOSED = 16, 5
"""So many initiatives the table names, and so many a pre-read's."""
_LONGEST_OWNER = 40
_LONGEST_FINDING = 120
_DECISION = 62.0
"""Points that the decision needs at the foot of the page."""


def write_initiatives(document: WordDocument, dossier: Dossier) -> None:
    """Write the chapter; nothing where there are no initiatives."""
    found = programme_of(dossier)
    if found is None:
        return
    document.chapter("Proposed initiatives" if proposed(dossier) else "Initiatives", finding(found))
    document.figure(value_effort(found.items, dossier.money), _source(found), key="value-effort")
    means = f"{reach_told(found.reach, len(found.roadmap.initiatives))} {_costs(found)}"
    document.labelled("What it means", marked(document, means, estimates(found), ESTIMATES))
    if proposed(dossier):
        _write_proposed(document, found)
        return
    how = f"{FORMULA} {worth_told(found.worths)}"
    document.labelled("How value comes about", marked(document, how, estimates(found)))
    if lacking := missing(found):
        document.labelled("What is missing", lacking)
    _write_table(document, found)


def finding(found: Programme) -> str:
    """Return how many initiatives give much for little, and which is worth most."""
    number = len(found.roadmap.initiatives)
    best = found.ranked[0]
    thresholds = middle(found.items)
    if thresholds is None:
        on_it = "is on the roadmap" if found.roadmap.in_order else "is drafted"
        is_one = "is proposed" if proposed(found.dossier) else on_it
        return f"One initiative {is_one}: {lowered(found.title(best))}."
    first = sum(field(each, thresholds) == CORNERS[0] for each in found.items)
    give = "gives" if first == 1 else "give"
    said = f"{raised(part_of(first, number, 'initiative'))} {give} much for little"
    names = (f"“{found.title(best)}”", f"initiative {found.numbers[best.id]}")
    return next(
        (told for each in names if len(told := f"{said}; {each} is worth most.") <= _LONGEST_FINDING),
        f"{said}.",
    )


def missing(found: Programme) -> str:
    """Return what is not known of the initiatives and how to get it; empty where nothing is missing."""
    those = found.roadmap.initiatives
    told = []
    open_ = sum(not each.owner.strip() for each in those)
    if open_:
        has = "has" if open_ == 1 else "have"
        told.append(
            f"{raised(part_of(open_, len(those), 'initiative'))} {has} no owner yet: the session names "
            f"{'one' if open_ == 1 else 'them'}."
        )
    if bare := sum(each.days <= 0 for each in those):
        told.append(f"Of {counted(bare, 'initiative')} no effort is stated: estimate it with its owner.")
    told.append(_without_value(found))
    names = {each.id: each.name for each in found.dossier.pack.capabilities}
    told.append(without_target_told(list(found.values.values()), names))
    return " ".join(filter(None, told))


def _without_value(found: Programme) -> str:
    """Return which initiatives have no value, and where it is said what to do; empty where all have some."""
    numbers = [str(found.numbers[each.id]) for each in found.ranked if found.without_value(each)]
    if not numbers:
        return ""
    if len(numbers) == 1:
        why = next(filter(None, map(found.without_value, found.ranked))).removeprefix("None: ")
        return f"Initiative {numbers[0]} has no value by itself: {why}"
    # A pre-read has no sheets.
    where = "each sheet in the blueprint" if proposed(found.dossier) else "each sheet"
    return f"Initiatives {listed(numbers)} have no value by themselves; {where} says why, and what to do."


def estimates(found: Programme) -> Evidence:
    """Return what the values of initiatives rest on."""
    how = {
        "alignment": "Weights of capabilities for the priorities",
        "importance": "Mean importance of capabilities",
        "picks": "How many people picked each capability",
        "equal": "Capabilities weighed alike",
    }[found.worths.source]
    return Evidence.estimate(f"Value of initiatives: {lowered(how)}; levels up to the target", "Roadmap")


def _costs(found: Programme) -> str:
    those = found.roadmap.initiatives
    days = fsum(each.days for each in those)
    once = fsum(each.one_off.expected for each in those)
    they = "It takes" if len(those) == 1 else "They take"
    if days <= 0 and once <= 0:
        return "Neither effort nor cost is stated yet."
    work = f"{shown(days, 0)} person-days" if days > 0 else "an effort that is not stated yet"
    if once <= 0:
        return f"{they} {work}; no one-off cost is stated."
    each = "its" if len(those) == 1 else "each"
    return f"{they} {work} and {found.dossier.money.shown(once)} once, the middle of {each} range."


def _write_proposed(document: WordDocument, found: Programme) -> None:
    """Write what a pre-read has room for: the initiatives worth most, and what is to be decided."""
    columns = (
        Column("", 8, True),
        Column("Proposed initiative", TEXT_WIDTH - 8 - 14 - 14 - 24 - 22 - 24),
        Column("Value", 14, True),
        Column("Days", 14, True),
        Column("One-off", 24, True),
        Column("Rests on", 22),
        Column("Starts", 24),
    )
    those = found.ranked[:MOST_PROPOSED]
    more = len(found.ranked) - len(those)
    rest = f" {raised(counted(more, 'more initiative'))} on the roadmap." if more else ""
    title = f"The {spelled(len(those))} with most value, in order" if more else "In the order of their value"
    value = "Value = levels raised times the worth of a level"
    note = f"{value}. Days = person-days. One-off = the middle of its range.{rest}"
    document.table(title, columns, [_proposed_row(found, each) for each in those], note, key="initiatives")
    how = marked(document, f"{FORMULA} {worth_told(found.worths)}", estimates(found))
    told = [Told("What is missing", missing(found), 2), Told("How value comes about", how, 1)]
    for each in fitting(told, document.left - _DECISION):
        each.write(document)
    number = len(found.ranked)
    which = f"each of the {spelled_out(number, 'initiative')}" if more else "each of these initiatives"
    which = which if number > 1 else "this initiative"
    asked = f"Confirm, change or drop {which}, and name who owns it."
    document.write("Decision", (Run("Decision asked", "Margin Label"), TAB, asked))


def _proposed_row(found: Programme, each: Initiative) -> list[Prose]:
    start = found.roadmap.start(each.id)
    rests = [str(found.numbers[one]) for one in each.prerequisites if one in found.numbers]
    return [
        str(found.numbers[each.id]),
        found.title(each),
        shown(found.values[each.id].total),
        shown(each.days, 0) if each.days > 0 else "",
        found.amount(each.one_off),
        ", ".join(rests),
        found.roadmap.capacity.name(start) if start else [quiet(NO_PLACE)],
    ]


def _write_table(document: WordDocument, found: Programme) -> None:
    those = found.ranked[:MOST]
    columns = (
        Column("", 7, True),
        Column("Initiative", TEXT_WIDTH - 7 - 12 - 12 - 19 - 38 - 26),
        Column("Value", 12, True),
        Column("Days", 12, True),
        Column("One-off", 19, True),
        Column("When", 38),
        Column("Owner", 26),
    )
    more = len(found.ranked) - len(those)
    title = f"The {spelled(MOST)} with most value" if more else "All initiatives, the one worth most first"
    rest = f" {raised(counted(more, 'more initiative'))} on the roadmap." if more else ""
    note = "Days = person-days. One-off = the middle of its range. When = quarters, and where it ends."
    rows = [_row(found, each) for each in those]
    document.table(title, columns, rows, f"{note}{rest}", key="initiatives", whole=False)


def _row(found: Programme, each: Initiative) -> list[Prose]:
    part = next((one.name for one in found.dossier.pack.components if one.id == each.component), "")
    name: list[str | Run] = [found.title(each)]
    if part:
        name += [BREAK, quiet(part)]
    when: list[str | Run] = [found.when(each)]
    if found.roadmap.horizon(each.id):
        when += [BREAK, quiet(found.horizon(each).lower())]
    owner = brief(set_apart(each.owner.strip()), _LONGEST_OWNER)
    return [
        str(found.numbers[each.id]),
        name,
        shown(found.values[each.id].total),
        shown(each.days, 0) if each.days > 0 else "",
        found.amount(each.one_off),
        when,
        owner or [quiet(OPEN)],
    ]


def _source(found: Programme) -> str:
    said = f"Scores of {found.dossier.assessed}; effort and cost as estimated for the roadmap"
    if any(found.roadmap.horizon(each.id) for each in found.roadmap.initiatives):
        said += ". Tone = horizon in which an initiative ends"
    return f"{said}."
