"""The capital plan in the body, and in an appendix the same initiatives seen from the other components."""

from collections.abc import Mapping, Sequence

from questionnaires.roadmap.plans import Plans, plans
from reports.blueprint.evidence_marks import ESTIMATES, marked
from reports.blueprint.fitting import write_what_fits
from reports.blueprint.initiative_sheet import SHEETS
from reports.blueprint.programme import proposed
from reports.charts.capital_plan import capital_plan
from reports.charts.picture import Picture
from reports.charts.roadmap import numbers_of
from reports.charts.staffing import staffing
from reports.charts.timeline import timeline
from reports.dossier import Dossier
from reports.plans.capital import ROUNDED, CapitalTold, Tranche, capital_told
from reports.plans.measures import MeasureRow, MeasuresTold, measures_told
from reports.plans.staffing import staffing_told
from reports.plans.suppliers import SuppliersTold, suppliers_told
from reports.plans.technology import TechnologyTold, technology_told
from reports.word.document import WordDocument
from reports.word.geometry import TEXT_WIDTH
from reports.word.runs import BREAK, TAB, Inline, Prose, Run, quiet, strong
from reports.word.tables import Column
from reports.wording import listed, spelled_out

_SHEETS = "Initiative sheets; costs are the middle of their spans"
_MOST_MEASURES = 40


def write_plans(document: WordDocument, dossier: Dossier) -> None:
    """Write the capital plan; nothing without initiatives, one sentence while none has a place."""
    roadmap = dossier.roadmap
    if roadmap is None or not roadmap.initiatives:
        return
    told = capital_told(dossier.pack, roadmap, dossier.money, dossier.known)
    if told is None:
        missing = (
            "No initiative has a place on the roadmap yet: once the schedule is drafted, this chapter shows "
            "what is spent in which quarter."
            if not roadmap.in_order
            else "No initiative on the roadmap has a cost yet: give each its one-off and running cost."
        )
        document.chapter("Capital plan", "Spending by quarter is not planned yet.")
        document.labelled("What is missing", missing)
        return
    picture, numbers = capital_plan(told), numbers_of(roadmap)

    def write(page: WordDocument, most: int) -> None:
        page.chapter("Capital plan", told.finding)
        page.figure(picture, f"{_SHEETS}. {ROUNDED}.", key="capital")
        for place, (label, text) in enumerate(told.remarks[:most]):
            page.labelled(label, marked(page, text, *([ESTIMATES] if not place else [])))
        if not proposed(dossier):
            _write_tranches(page, told, numbers)
            page.write("Decision", (Run("Decision asked", "Margin Label"), TAB, _asked(told)))

    options = range(len(told.remarks), 1, -1) or [len(told.remarks)]
    write_what_fits(document, dossier, write, options, "plans")


def _write_tranches(document: WordDocument, told: CapitalTold, numbers: Mapping[int, int]) -> None:
    columns = (
        Column("Year", 16),
        Column("One-off", 27, True),
        Column("Running", 27, True),
        Column("Total", 27, True),
        Column("Initiatives that begin", TEXT_WIDTH - 97),
    )
    bare = told.money.bare
    rows: list[list[Prose]] = [
        [str(each.year), bare(each.one_off), bare(each.running), bare(each.total), _begins(each, numbers)]
        for each in told.tranches
    ]
    once, running = sum(each.one_off for each in told.tranches), sum(each.running for each in told.tranches)
    rows.append([[strong(text)] for text in ("All", bare(once), bare(running), bare(once + running), "")])
    title = f"{spelled_out(len(told.tranches), 'tranche').capitalize()}"
    title += ", each released on what came before" if len(told.tranches) > 1 else ""
    document.table(title, columns, rows, f"In {told.money.named(1)}. {_SHEETS}.")


def _begins(tranche: Tranche, numbers: Mapping[int, int]) -> str:
    those = [str(each) for each in sorted(numbers[each] for each in tranche.begins)]
    return listed(those) if those else "none"


def _asked(told: CapitalTold) -> str:
    """Return which spending is to be released, and what waits for it."""
    spending = [each for each in told.tranches if each.total]
    first = f"Release {told.money.shown(spending[0].total)} for {spending[0].year}."
    if len(spending) == 1:
        return first
    following = told.money.shown(spending[1].total)
    return f"{first} The {following} of {spending[1].year} follow once its milestones are reached."


def write_component_plans(document: WordDocument, dossier: Dossier) -> None:
    """Write the plans of people, suppliers, measures and technology; nothing while none has anything."""
    roadmap = dossier.roadmap
    if roadmap is None or not roadmap.in_order:
        return
    found = plans(dossier.pack, roadmap, dossier.known)
    people = staffing_told(roadmap, dossier.money, dossier.known)
    engaged = suppliers_told(dossier.pack, roadmap, found, dossier.money)
    measured = measures_told(found)
    tools = technology_told(roadmap, found, dossier.money)
    number = sum(each is not None for each in (people, engaged, measured, tools))
    if not number:
        return
    document.chapter("Plans by component", _finding(number, found))
    if people:
        source = f"Initiative sheets. {ROUNDED}."
        picture = staffing(people, dossier.money)
        _write_part(document, "People", people.finding, people.remarks, picture, source)
    if engaged:
        _write_suppliers(document, engaged)
    if measured:
        _write_measures(document, measured)
    if tools:
        _write_technology(document, tools)


def _finding(number: int, found: Plans) -> str:
    placed = len(found.capital.by_initiative)
    those = "The initiative" if placed == 1 else f"The {spelled_out(placed, 'initiative')}"
    seen = spelled_out(number, "component" if number == 1 else "side")
    return f"{those} on the roadmap, seen from {seen}."


def _write_part(
    document: WordDocument,
    name: str,
    finding: str,
    remarks: Sequence[tuple[str, str]],
    picture: Picture | None,
    source: str,
) -> None:
    document.write("Heading 2", name)
    # A picture whose title says the finding is not told it a second time.
    if not picture or f"{picture.title}." != finding:
        document.write("Heading 3", finding)
    if picture:
        document.figure(picture, source)
    for place, (label, text) in enumerate(remarks):
        document.labelled(label, marked(document, text, *([ESTIMATES] if not place else [])))


def _write_suppliers(document: WordDocument, told: SuppliersTold) -> None:
    source = "Initiative sheets and supplier worksheet."
    _write_part(document, "Suppliers", told.finding, told.remarks, timeline(told.timeline), source)
    columns = (
        Column("Supplier", 36),
        Column("Works on", 30),
        Column("When", 34),
        Column("Initiatives", TEXT_WIDTH - 36 - 30 - 34 - 26),
        Column("Their cost", 26, True),
    )
    rows: list[list[Prose]] = [
        [[strong(each.name)], each.kind, each.when, each.works, each.spent] for each in told.rows
    ]
    note = "Their cost = what these initiatives spend within the roadmap, whoever gets it."
    document.table("Each supplier with its work", columns, rows, f"{note} {_SHEETS}.")


def _write_measures(document: WordDocument, told: MeasuresTold) -> None:
    picture = timeline(told.timeline) if told.timeline.strips else None
    _write_part(document, "Measures", told.finding, told.remarks, picture, "Initiative sheets.")
    known = any(each.status for each in told.rows)
    columns = (
        Column("Measure", TEXT_WIDTH - (110 if known else 86)),
        Column("Tier", 22),
        Column("Defined", 20),
        Column("Data", 24),
        Column("Deployed", 20),
        *([Column("Status today", 24)] if known else []),
    )
    rows = [_measure(each, known=known) for each in told.rows[:_MOST_MEASURES]]
    more = len(told.rows) - len(rows)
    note: list[str | Inline] = [
        "Defined = its initiative begins; deployed = it ends. Bold = primary, data not known."
    ]
    if more > 0:
        rest = f" {spelled_out(more, 'measure').capitalize()} more stand on the sheets"
        note += [rest, document.see(SHEETS, " of "), "."]
    document.table("Measures in the order in which they are deployed", columns, rows, note)


def _measure(each: MeasureRow, *, known: bool) -> list[Prose]:
    name: Prose = [strong(each.name) if each.flagged else Run(each.name), BREAK, quiet(each.initiative)]
    data: Prose = [strong(each.data)] if each.flagged else each.data
    status = [each.status or "not in the worksheet"] if known else []
    return [name, each.tier, each.defined, data, each.deployed, *status]


def _write_technology(document: WordDocument, told: TechnologyTold) -> None:
    source = f"{_SHEETS}; worksheet of tools."
    _write_part(document, "Technology", told.finding, told.remarks, timeline(told.timeline), source)
    if not told.rows:
        return
    columns = (
        Column("Tool", 42),
        Column("Renews", 30),
        Column("Yearly cost", 26, True),
        Column("Next step", 26),
        Column("Work under way then", TEXT_WIDTH - 124),
    )
    rows: list[list[Prose]] = [
        [[strong(each.tool)], each.when, each.cost, each.next_step, each.during] for each in told.rows
    ]
    document.table("Tools that renew within the roadmap", columns, rows, "Worksheet of tools.")
