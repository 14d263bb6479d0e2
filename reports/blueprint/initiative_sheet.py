"""Initiative sheets: one page each, with what and why, what it takes, and fields for who does it by when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import zip_longest
from math import fsum

from questionnaires.roadmap.plan import Initiative
from questionnaires.roadmap.value import Part
from questionnaires.roadmap.value_told import FORMULA, UNROUNDED, reach_told, worth_told
from questionnaires.rounding import shown
from questionnaires.scores import Distribution, Hidden
from reports.blueprint.fitting import write_what_fits
from reports.blueprint.programme import NO_PLACE, Programme, programme_of
from reports.dossier import Dossier
from reports.facts.saying import brief
from reports.word.document import WordDocument
from reports.word.geometry import TEXT_WIDTH
from reports.word.runs import BREAK, Prose, Run, quiet, strong
from reports.word.tables import Column
from reports.wording import listed, lowered, plural, raised, set_apart, spelled, spelled_out

SHEETS = "sheets"
"""The key by which the table of all sheets is referred to."""
_LONGEST = 130
_MOST_LINES = 6


@dataclass(frozen=True, slots=True)
class _Cut:
    """How many of its lines a list shows on a sheet, how many deliverables, and how long a paragraph is."""

    lines: int
    deliverables: int
    characters: int


_CUTS = (
    _Cut(6, 6, 420), _Cut(4, 6, 420), _Cut(3, 6, 320), _Cut(3, 4, 240), _Cut(2, 4, 240), _Cut(2, 3, 180),
    _Cut(1, 6, 180), _Cut(1, 4, 150), _Cut(1, 3, 150), _Cut(1, 2, 150), _Cut(1, 1, 150),
)  # fmt: skip
"""What a sheet keeps to, the first that leaves it on one page; what will exist is the last to give way."""
_SPARE = 8.0
"""How many points stay free at its foot for programs that set its tables and its form higher."""
_TARGETS = {"agreed": "agreed", "wanted": "wanted", "hidden": "hidden", "none": "no target"}
_TODAY, _WANTED = "\N{BLACK CIRCLE}", "\N{WHITE DIAMOND}"
"""The marks of today and of what is wanted, as charts have them."""
_DATA = {True: "", False: "no data yet", None: ""}


def write_sheets(document: WordDocument, dossier: Dossier) -> None:
    """Write a chapter with a page for each initiative; nothing where there are none."""
    found = programme_of(dossier)
    if found is None:
        return
    number = len(found.roadmap.initiatives)
    document.chapter(
        "Initiative sheets",
        f"{raised(spelled_out(number, 'initiative'))}, one sheet each: what, why, and what it takes.",
    )
    document.labelled("How value comes about", f"{FORMULA} {worth_told(found.worths)} {UNROUNDED}")
    document.labelled("In all", reach_told(found.reach, number))
    _write_index(document, found)
    for each in found.roadmap.initiatives:
        write_what_fits(document, dossier, partial(_write_sheet, found, each), _CUTS, spare=_SPARE)


def _write_index(document: WordDocument, found: Programme) -> None:
    columns = (
        Column("", 8, True),
        Column("Initiative", TEXT_WIDTH - 8 - 52 - 13 - 20 - 13),
        Column("Component", 52),
        Column("Value", 13, True),
        Column("Per 10 days", 20, True),
        Column("Rank", 13, True),
    )
    rows: list[list[Prose]] = []
    for each in found.roadmap.initiatives:
        value = found.values[each.id]
        rows.append(
            [
                str(found.numbers[each.id]),
                found.title(each),
                _component(found, each),
                shown(value.total),
                "" if value.ratio is None else shown(value.ratio, 2),
                str(found.rank(each)),
            ]
        )
    note = "Per 10 days = value for ten person-days, beside the value and not a part of it."
    document.table("The sheets in order", columns, rows, note, key=SHEETS)


def _write_sheet(found: Programme, each: Initiative, document: WordDocument, cut: _Cut) -> None:
    document.part(f"Initiative {found.numbers[each.id]}: {found.title(each)}", finding(found, each))
    document.key_figures(_key_figures(found, each))
    for place, (label, prose) in enumerate(_told_first(found, each, cut)):
        document.labelled(label, prose, before=8 if place == 0 else None)
    _write_lifts(document, found, each)
    if told := found.without_value(each):
        document.labelled("Value", told, before=6)
    if each.deliverables:
        document.labelled("What will exist", _lines(each.deliverables, cut.deliverables), before=6)
    _write_milestones(document, found, each, max(3, cut.lines))
    for place, (label, prose) in enumerate(_told_last(found, each, cut)):
        document.labelled(label, prose, before=8 if place == 0 else None)
    _write_form(document, found, each)


def finding(found: Programme, each: Initiative) -> str:
    """Return what it raises, the part worth most first."""
    parts = sorted(found.values[each.id].parts, key=lambda one: -one.value)
    names = found.dossier.pack.capability
    if not parts:
        return "It is not said yet which capabilities it raises."
    first = parts[0]
    name = lowered(names[first.capability].name) if first.capability in names else first.capability
    said = f"It raises {name} from {shown(first.origin)} to {shown(first.to)}"
    more = len(parts) - 1
    return f"{said}, and {spelled(more)} more {plural(more, 'capability')}." if more else f"{said}."


def _key_figures(found: Programme, each: Initiative) -> list[tuple[str, str]]:
    start = found.roadmap.start(each.id)
    value = found.values[each.id]
    ranked = f"value, rank {found.rank(each)} of {len(found.ranked)}"
    return [
        (found.roadmap.capacity.name(start) if start else "open", "starts" if start else NO_PLACE),
        (str(each.quarters), f"{plural(each.quarters, 'quarter')} long"),
        (shown(each.days, 0) if each.days > 0 else "open", "person-days"),
        (found.amount(each.one_off), "one-off"),
        (shown(value.total), ranked),
    ]


def _told_first(found: Programme, each: Initiative, cut: _Cut) -> list[tuple[str, Prose]]:
    told: list[tuple[str, Prose]] = [
        ("Why", brief(each.why.strip(), cut.characters)),
        ("Answers", _findings(found, each)),
        ("Serves", _serves(found, each)),
        ("Rests on", _rests_on(found, each)),
    ]
    return [(label, prose) for label, prose in told if prose]


def _told_last(found: Programme, each: Initiative, cut: _Cut) -> list[tuple[str, Prose]]:
    told: list[tuple[str, Prose]] = [
        ("Effort", _effort(each)),
        ("Cost", _cost(found, each)),
        ("Supplier", brief(set_apart(each.supplier.strip()), _LONGEST)),
        ("Risks", _risks(each, cut.lines)),
        ("What would stop it", brief(each.stops_if.strip(), cut.characters)),
    ]
    return [(label, prose) for label, prose in told if prose]


def _findings(found: Programme, each: Initiative) -> Prose:
    """Return the accepted findings that it answers; those that are no longer accepted are left out."""
    known = {one.key: one for one in found.dossier.findings if one.key}
    titles = [brief(set_apart(known[key].title), _LONGEST) for key in each.findings if key in known]
    return _lines(titles, 3) if titles else ""


def _serves(found: Programme, each: Initiative) -> str:
    names = found.dossier.priority_names
    served = [f"“{brief(set_apart(names[one]), 60)}”" for one in each.priorities if one in names]
    told = [f"{raised(plural(len(served), 'priority'))} {listed(served)}"] if served else []
    objective = found.dossier.objective_names.get(each.objective or 0)
    if objective:
        told.append(f"the objective “{brief(set_apart(objective), 90)}”")
    return f"{raised('; '.join(told))}." if told else ""


def _rests_on(found: Programme, each: Initiative) -> str:
    before = [one for one in each.prerequisites if one in found.numbers]
    after = [one.id for one in found.roadmap.initiatives if each.id in one.prerequisites]
    told = []
    if before:
        those = listed([found.called(one) for one in before[:_MOST_LINES]])
        told.append(f"{raised(plural(len(before), 'initiative'))} {those}")
    if after:
        opens = f"opens the way for {listed([str(found.numbers[one]) for one in after])}"
        told.append(opens if told else f"No other; {opens}")
    return f"{'; '.join(told)}." if told else ""


def _write_lifts(document: WordDocument, found: Programme, each: Initiative) -> None:
    parts = found.values[each.id].parts
    if not parts:
        return
    columns = (
        Column("Raises", TEXT_WIDTH - 17 - 12 - 11 - 36 - 16 - 16 - 15),
        Column(f"Today {_TODAY}", 17, True),
        Column("From", 12, True),
        Column("To", 11, True),
        Column(f"Target {_WANTED}", 36),
        Column("Counted", 16, True),
        Column("Worth", 16, True),
        Column("Value", 15, True),
    )
    rows = [_lift(found, part) for part in parts]
    document.plain_table(columns, rows, "What it raises, and what that is worth")


def _lift(found: Programme, part: Part) -> list[Prose]:
    names = found.dossier.pack.capability
    target = _TARGETS[part.which]
    value = target if part.target is None else f"{_WANTED} {shown(part.target)} {target}"
    return [
        names[part.capability].name if part.capability in names else part.capability,
        _today(found, part.capability),
        shown(part.origin),
        shown(part.to),
        value,
        shown(part.levels, 2),
        f"\N{MULTIPLICATION SIGN} {shown(part.worth, 2)}",
        [strong(shown(part.value, 2))],
    ]


def _today(found: Programme, capability: str) -> Prose:
    """Return the mean of today with its mark, or the word that stands where there is none."""
    cell = found.dossier.scores.capabilities.get(capability)
    if cell is None or not isinstance(cell.current, Distribution) or cell.current.mean is None:
        hidden = cell is not None and isinstance(cell.current, Hidden)
        return [quiet("hidden" if hidden else "no rating")]
    return f"{_TODAY} {shown(cell.current.mean)}"


def _write_milestones(document: WordDocument, found: Programme, each: Initiative, most: int) -> None:
    if not (each.milestones or each.measures):
        return
    columns = (
        Column("Milestone", 62),
        Column("By the end of", 24),
        Column("Measure of success", TEXT_WIDTH - 62 - 24 - 22),
        Column("Tier", 22),
    )
    start = found.roadmap.start(each.id)
    rows: list[list[Prose]] = []
    milestones = sorted(each.milestones, key=lambda one: one.quarter)
    for milestone, measure in zip_longest(milestones[:most], each.measures[:most]):
        row: list[Prose] = ["", "", "", ""]
        if milestone:
            at = milestone.quarter
            when = found.roadmap.capacity.name(start + at - 1) if start else f"quarter {at}"
            row[:2] = [brief(milestone.text, _LONGEST), when]
        if measure:
            lacking = _DATA[measure.has_data]
            name = brief(measure.name, _LONGEST)
            row[2:] = [[name, BREAK, quiet(lacking)] if lacking else name, measure.tier]
        rows.append(row)
    more = [
        f"and {len(those) - most} more" if len(those) > most else "" for those in (milestones, each.measures)
    ]
    if any(more):
        rows.append([[quiet(more[0])], "", [quiet(more[1])], ""])
    document.plain_table(columns, rows, "Milestones, and how success is measured")


def _effort(each: Initiative) -> str:
    roles: dict[str, float] = {}
    for one in each.effort:
        roles[one.role] = fsum((roles.get(one.role, 0.0), one.days))
    named = sorted(((role, days) for role, days in roles.items() if days > 0), key=lambda one: -one[1])
    said = [f"{set_apart(role)} {shown(days, 0)}" for role, days in named]
    return f"{raised(', '.join(said))}; in person-days." if said else ""


def _cost(found: Programme, each: Initiative) -> str:
    told = [f"{found.span(each.one_off)} once"] if each.one_off.high > 0 else []
    if each.running.high > 0:
        told.append(f"{found.span(each.running)} a year from its end on")
    return f"{raised('; '.join(told))}." if told else ""


def _risks(each: Initiative, most: int) -> Prose:
    said = []
    for risk in each.risks:
        answer = brief(risk.answer.strip(), _LONGEST)
        text = brief(risk.text.strip(), _LONGEST)
        said.append(f"{text} {answer}" if answer else text)
    return _lines(said, most) if said else ""


def _lines(texts: Sequence[str], most: int) -> Prose:
    """Return the first of some short texts under each other, and how many more there are."""
    prose: list[str | Run] = []
    for text in texts[:most]:
        prose += [
            *([BREAK] if prose else []),
            f"\N{EN DASH}\N{NO-BREAK SPACE}{brief(text.strip(), _LONGEST)}",
        ]
    if len(texts) > most:
        prose += [BREAK, quiet(f"and {len(texts) - most} more")]
    return prose


def _write_form(document: WordDocument, found: Programme, each: Initiative) -> None:
    number, control = each.id, document.controlled
    owner = brief(each.owner.strip(), _LONGEST)
    due: date | str = last_day(found, each) or ""
    rows: list[list[tuple[str, Prose]]] = [
        [
            ("Owner", (control(f"owner:initiative:{number}", "Owner", value=owner),)),
            ("Done by", (control(f"due:initiative:{number}", "Done by", "date", due),)),
        ],
        [
            ("Status", (control(f"status:initiative:{number}", "Status", "status"),)),
            ("Decision", (control(f"decision:initiative:{number}", "Decision", "decision"),)),
        ],
    ]
    document.form(rows, f"Owner, date, status and decision of initiative {found.numbers[each.id]}")


def last_day(found: Programme, each: Initiative) -> date | None:
    """Return the last day of the quarter in which an initiative ends; None where it has no place."""
    end = found.roadmap.end(each.id)
    if end is None:
        return None
    begins = found.roadmap.capacity.starts_on
    months = begins.year * 12 + begins.month - 1 + 3 * end
    return date(months // 12, months % 12 + 1, 1) - timedelta(days=1)


def _component(found: Programme, each: Initiative) -> str:
    return next((one.name for one in found.dossier.pack.components if one.id == each.component), "")
