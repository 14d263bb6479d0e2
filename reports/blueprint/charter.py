"""Charter and operating model: which kind of function people see and want, and which jobs it does."""

from questionnaires.charter_place import Place
from questionnaires.rounding import rounded, shown, signed
from questionnaires.scores import HIDDEN, Distribution, Hidden
from reports.blueprint.evidence_marks import marked
from reports.charter_read import LEADERSHIP, LEAST_INTERVIEWS, CharterRead, JobRow, Row, mean
from reports.charter_wording import finding, to_lead, view
from reports.charts.charter_range import charter_range
from reports.dossier import Dossier
from reports.marks import Evidence
from reports.word.document import WordDocument
from reports.word.geometry import TEXT_WIDTH
from reports.word.runs import Prose, Run, strong
from reports.word.tables import Column
from reports.wording import (
    listed,
    lowered,
    percentage,
    raised,
    spelled,
    spelled_out,
    stretch,
)

_WIDE = 1
"""A job whose mean should change by so many steps is named."""


def write_charter(document: WordDocument, dossier: Dossier) -> None:
    """Write the chapter; nothing where nobody was asked, or no place can be shown."""
    read = dossier.charter
    if read is None or read.base is None:
        return
    document.chapter("Charter and operating model", finding(read))
    hides = any(_is_hidden(row) for row in read.rows)
    notes = ["n = people who rated", *(["hatched = hidden, to protect those who answered"] if hides else [])]
    document.figure(charter_range(read), source(read, "; ".join(notes)))
    rests = answered(read, read.base)
    if groups := evidence(read):
        document.labelled("Evidence", marked(document, groups, rests))
    if jobs := to_lead(read):
        document.labelled("Should lead", marked(document, f"{jobs}, on steps from 1 to 5.", rests))
    if lacking := missing(read):
        document.labelled("What is missing", lacking)
    document.labelled("How it comes about", marked(document, steps(read.base), rests))
    document.write("Source", f"The rule. {read.charter.rule.text}", before=4)
    _write_jobs(document, read, read.base)


def source(read: CharterRead, *notes: str) -> str:
    """Return the source line of a figure or table of the charter."""
    said = [f"Charter questions, {read.assessed}"] if read.everyone is not None else []
    if any(row.label == LEADERSHIP for row in read.rows):
        said.append("interviews are counted apart" if said else LEADERSHIP)
    return ". ".join(("; ".join(said), *notes)) + "."


def answered(read: CharterRead, base: Row) -> Evidence:
    """Return the answers that the place of the function rests on."""
    what = "Charter: statements and jobs, today and wanted"
    if base.seen is read.leadership:
        return Evidence("words", what, base.n, LEADERSHIP)
    return Evidence.people(base.n, what, f"Charter questions, {read.assessed}")


def evidence(read: CharterRead) -> str:
    """Return how far groups lie apart today and in what they want, and how the leadership sees it."""
    groups = [row for row in read.rows if row.seen.column]
    today = [(row.current, row.label) for row in groups if row.current is not None]
    wanted = [row.target for row in groups if row.target is not None]
    parts = []
    if len(today) > 1:
        (high, above), (low, below) = max(today), min(today)
        if shown(high) == shown(low):
            parts.append(f"All groups that can be shown see {shown(low)} today.")
        else:
            parts.append(f"Today runs from {shown(low)} ({below}) to {shown(high)} ({above}).")
    if len(wanted) > 1:
        parts.append(
            f"What is wanted {'runs from' if ' to ' in stretch(wanted) else 'is'} {stretch(wanted)}."
        )
    base, leaders = read.base, read.leadership
    if leaders is not None and leaders.is_placed and base is not None and base.seen is not leaders:
        parts.append(view("The leadership", leaders.current, leaders.target, many=False))
    return " ".join(parts)


def steps(base: Row) -> Prose:
    """Return the steps of the rule with the figures of those who lead."""
    prose: list[str | Run] = []
    for word, place in (("Today", base.seen.current), ("Wanted", base.seen.target)):
        if isinstance(place, Place) and place.start is not None and place.place is not None:
            prose += [" " if prose else "", strong(f"{word}: "), _steps(place)]
    return prose


def _steps(place: Place) -> str:
    assert place.start is not None
    assert place.place is not None
    start, share = shown(place.start, 2), percentage(round(1000 * place.share), 1000)
    if not place.jobs_known:
        return (
            f"statements {start}; the odd jobs are not known, so nothing is taken off: {shown(place.place)}."
        )
    off = f"odd jobs are {share} of what all jobs count, which takes off {shown(place.taken_off, 2)}"
    return f"statements {start}; {off}: {shown(place.place)}."


def missing(read: CharterRead) -> str:
    """Return what nobody rated and how to get it, empty where nothing is; what is hidden the figure says."""
    parts = []
    few = [row for row in read.rows if not _is_hidden(row) and row.current is None and row.target is None]
    if few:
        needed = spelled_out(read.charter.rule.statements_needed, "statement")
        names = listed([row.label for row in few])
        parts.append(
            f"{names} {'has' if len(few) == 1 else 'have'} no place: fewer than {needed} were rated."
        )
    if read.everyone is None:
        parts.append("Only the leadership was asked. The next wave can put the charter to everyone.")
    elif read.leadership is None or not read.leadership.people:
        least = spelled(LEAST_INTERVIEWS)
        parts.append(f"What the leadership says is shown from {least} interviews with the charter on.")
    return " ".join(parts)


def _write_jobs(document: WordDocument, read: CharterRead, base: Row) -> None:
    rows = read.jobs(base.seen)
    leaders = read.leadership if base.seen is not read.leadership else None
    beside = {each.job.id: each for each in read.jobs(leaders)} if leaders and leaders.people else {}
    columns = [
        Column("Job", 0),
        Column("Today", 16, True),
        Column("Wanted", 18, True),
        Column("Change", 18, True),
        Column("n", 16, True),
    ]
    if beside:
        columns += [Column("Leadership today", 22, True), Column("Leadership wants", 22, True)]
    columns[0] = Column("Job", TEXT_WIDTH - sum(each.width for each in columns))
    scale = read.charter.job_scale
    low, high = lowered(scale[0].name), lowered(scale[-1].name)
    note = f"Mean step from 1 ({low}) to 5 ({high}); n = people who rated today"
    document.table(
        jobs_title(rows), columns, [_job(each, beside.get(each.job.id)) for each in rows], source(read, note)
    )


def jobs_title(rows: list[JobRow]) -> str:
    """Return how many jobs should grow or shrink by a step or more, as a sentence without full stop."""
    changes = [(each.job.name, rounded(each.change)) for each in rows if each.change is not None]
    grow = [name for name, by in changes if by >= _WIDE]
    shrink = [lowered(name) for name, by in changes if by <= -_WIDE]
    parts = []
    if grow:
        parts.append(f"{raised(spelled_out(len(grow), 'job'))} should grow by a step or more")
    if shrink:
        less = shrink[0] if len(shrink) == 1 else spelled_out(len(shrink), "job")
        parts.append(f"{less} should shrink")
    return raised("; ".join(parts)) or "No job should change by a step or more"


def _job(each: JobRow, beside: JobRow | None) -> list[Prose]:
    n = str(each.current.n) if isinstance(each.current, Distribution) and each.current.n else ""
    change = each.change
    cells: list[Prose] = [[strong(each.job.name)], _figure(each.current), _figure(each.target)]
    cells += ["" if change is None else signed(change), n]
    return [*cells, _figure(beside.current), _figure(beside.target)] if beside else cells


def _figure(cell: Distribution | Hidden | None) -> str:
    if cell is HIDDEN:
        return "hidden"
    value = mean(cell)
    return "no rating" if value is None else shown(value)


def _is_hidden(row: Row) -> bool:
    return row.seen.current is HIDDEN or row.seen.target is HIDDEN
