"""The return of the programme: what it costs against what it brings, with every assumption in a table."""

from reports.blueprint.evidence_marks import marked
from reports.blueprint.programme import proposed
from reports.charts.return_curve import return_curve
from reports.dossier import Dossier
from reports.marks import Evidence
from reports.plans.returns import ReturnTold, return_told
from reports.word.document import WordDocument
from reports.word.geometry import TEXT_WIDTH
from reports.word.runs import BREAK, Prose, pieces, quiet, strong
from reports.word.tables import Column
from reports.wording import spelled_out

_SOURCE = "Initiative sheets and the assumptions of this chapter."
_NOT = "not "
_RESTS_ON = "assumptions"
_DEFINED = (
    "Net is outcome less investment. The return on the programme is net as a share of the investment. Payback"
    " is the quarter from whose end on the cumulated net is never below zero."
)
"""How a payback begins that does not come."""
_ASSUMED = Evidence.estimate("Assumptions of the return", "Table of assumptions")


def write_returns(document: WordDocument, dossier: Dossier) -> None:
    """Write the chapter; nothing without initiatives or before anything is assumed."""
    roadmap = dossier.roadmap
    if roadmap is None or not roadmap.initiatives or dossier.assumptions is None:
        return
    told = return_told(roadmap, dossier.assumptions, dossier.money, dossier.priority_names)
    if told.found is None:
        document.chapter("Return", "The return of the programme is not reckoned yet.")
        for text in told.lacking[:1]:
            document.labelled("What is missing", text)
        return
    document.chapter("Return", told.finding)
    _write_key_figures(document, told)
    document.figure(return_curve(told), _SOURCE, key="return")
    for place, (label, text) in enumerate(told.remarks):
        if place:
            document.labelled(label, text)
            continue
        first = pieces(marked(document, text, _ASSUMED))
        rests = document.see(_RESTS_ON, " Every figure follows from ", ".")
        document.labelled(label, [*first, rests, document.footnote(_DEFINED)])
    if told.lacking:
        document.labelled("What is missing", " ".join(told.lacking))
    if not proposed(dossier):
        _write_cases(document, told)
        _write_years(document, told)
    _write_assumptions(document, told)


def _write_key_figures(document: WordDocument, told: ReturnTold) -> None:
    expected = next(each for each in told.cases if each.name == "Expected")
    figures = [(expected.net, "net as expected"), (expected.investment, "investment as expected")]
    if expected.payback:
        never = expected.payback.startswith(_NOT)
        span = expected.payback.removeprefix(_NOT)
        figures.append(("none", f"payback {span}") if never else (span, "payback as expected"))
    if expected.share:
        figures.append((expected.share, "return on the programme"))
    document.key_figures(figures)


def _write_cases(document: WordDocument, told: ReturnTold) -> None:
    rest = (TEXT_WIDTH - 51) / 3
    columns = (Column("", 51), *(Column(each.name, rest, True) for each in told.cases))
    lines = (
        ("Set against each other", "meaning"),
        ("Outcome", "outcome"),
        ("Investment", "investment"),
        ("Net", "net"),
        ("Return on the programme", "share"),
        ("Payback", "payback"),
        ("Net, discounted", "present"),
        ("Return on marketing, last year", "on_marketing"),
    )
    rows: list[list[Prose]] = []
    for name, field in lines:
        cells = [getattr(each, field) for each in told.cases]
        if any(cells):
            rows.append([name, *([strong(each)] if field == "net" else each for each in cells)])
    years = spelled_out(len(told.found.years), "year") if told.found else ""
    title = f"What the programme costs and brings in {years}, low, expected and high"
    note = "Return on the programme = net as a share of the investment."
    document.table(title, columns, rows, f"{note} {_SOURCE}")


def _write_years(document: WordDocument, told: ReturnTold) -> None:
    wide = (TEXT_WIDTH - 18) / 6
    heads = ("One-off", "Running", "People", "Outcome", "Net", "Cumulated")
    columns = (Column("Year", 18), *(Column(each, wide, True) for each in heads))
    rows: list[list[Prose]] = []
    for each in told.years:
        cells = (
            each.year, each.one_off, each.running, each.people, each.outcome, each.net, each.cumulated,
        )  # fmt: skip
        rows.append([[strong(cell)] for cell in cells] if each is told.years[-1] else list(cells))
    note = f"Expected case, in {told.money.named(1)}. People = person-days at the day rates given."
    document.table("The expected case by year", columns, rows, f"{note} {_SOURCE}")


def _write_assumptions(document: WordDocument, told: ReturnTold) -> None:
    columns = (
        Column("Assumption", TEXT_WIDTH - 122),
        Column("Low", 18, True),
        Column("Expected", 18, True),
        Column("High", 18, True),
        Column("Counts", 13, True),
        Column("Why, and who says so", 55),
    )
    rows: list[list[Prose]] = []
    for each in told.assumptions:
        why: Prose = [each.reason, BREAK, quiet(each.said)] if each.said else each.reason
        name: Prose = [strong(each.name), BREAK, quiet(each.comes)] if each.comes else [strong(each.name)]
        rows.append([name, each.low, each.expected, each.high, each.counts, why])
    note = "Outcomes are money a year at full effect; Counts = the share of it that counts as return."
    document.table("Everything the return rests on, to be argued with", columns, rows, note, key=_RESTS_ON)
