"""The sheets of capabilities: their figures, every figure of their answers, and what consultants say."""

from questionnaires.judgement import NOTHING, Judgement
from questionnaires.pack import Capability, Component
from questionnaires.scores import Distribution, Hidden, Picked
from reports.workbook.cells import Absent, Answers, Cell, Figure, figure, gap_figure, reading
from reports.workbook.export import Export
from reports.workbook.overview import OTHERS, components_of, others
from reports.workbook.sheet import Book, Column, Row

_NAMED = (
    Column("Id", 6, "text"),
    Column("Capability", 38, "name"),
    Column("Component", 14, "text"),
)
_SCORED = (
    Column("Weight", 8.5, "share"),
    Column("Mean", 7.5, "level", "Today"),
    Column("n", 6, "count", "Today"),
    Column("AD", 7, "index", "Today"),
    Column("Agreement", 11, "text", "Today"),
    Column("Mean", 7.5, "level", "Wanted"),
    Column("n", 6, "count", "Wanted"),
    Column("Mean", 7.5, "signed", "Gap"),
    Column("n", 6, "count", "Gap"),
    Column("Want less", 7.5, "count", "Gap"),
    Column("Mean", 7.5, "level", "Importance"),
    Column("n", 6, "count", "Importance"),
)
_PICKS = (
    Column("People", 8, "count", "Picked"),
    Column("of", 6, "count", "Picked"),
    Column("Share", 7.5, "share", "Picked"),
)
_STRATEGIC = (Column("Strategic weight", 9.5, "part"),)
_JUDGED = (
    Column("Evidence-based", 10, "level", "Consultants say"),
    Column("Agreed target", 8.5, "level", "Consultants say"),
    Column("Adjusted today", 9.5, "level", "Consultants say"),
)
_ANSWERED = (
    Column("Question", 12, "text"),
    Column("Mean", 7.5, "level", "Figures"),
    Column("Median", 8.5, "level", "Figures"),
    Column("SD", 7, "index", "Figures"),
    Column("AD", 7, "index", "Figures"),
    Column("rwg", 7, "index", "Figures"),
    Column("Consensus", 10.5, "index", "Figures"),
    Column("Agreement", 11, "text", "Figures"),
    *(Column(str(level), 6, "count", "People at level") for level in range(1, 6)),
    Column("Level 3 or above", 9, "share"),
    Column("Rated", 7.5, "count", "People"),
    Column("Asked", 7.5, "count", "People"),
    Column("Not applicable", 11, "count", "People"),
    Column("Don’t know", 8, "count", "People"),
    Column("No answer", 8.5, "count", "People"),
    Column("from", 8, "level", "95% interval"),
    Column("to", 8, "level", "95% interval"),
    Column("from", 7.5, "level", "Could be"),
    Column("to", 7.5, "level", "Could be"),
)
QUESTIONS = (("current", "Today"), ("target", "Wanted"), ("importance", "Importance"))
"""The questions by the name of their figures, with the word that stands for each on pages."""


def write_capabilities(book: Book, export: Export) -> None:
    """Write a row for each capability; columns of which nothing is known are left out."""
    scores = export.scores.capabilities
    picks = any(each.picked is not None for each in scores.values())
    judged, compared = bool(export.judgements), bool(export.benchmark.capabilities)
    columns = [*_NAMED, *_SCORED]
    for wanted, more in (
        (picks, _PICKS), (export.strategic is not None, _STRATEGIC), (judged, _JUDGED), (compared, OTHERS)
    ):  # fmt: skip
        columns += more if wanted else ()
    rows = []
    for part, each, first in components_of(export):
        cells = [*_scored(export, part, each)]
        cells += _picked(scores[each.id].picked) if picks else ()
        cells += [export.strategic.get(each.id, 0.0)] if export.strategic is not None else ()
        cells += _judged(export, each) if judged else ()
        cells += others(export.benchmark.capabilities.get(each.id)) if compared else ()
        rows.append(Row(cells, first=first))
    lead = (
        "Gap is wanted minus today among the n people who gave both, taken before rounding. AD is the mean "
        "distance from the mean, in levels; up to 0.83 people agree."
    )
    book.table("Capabilities", "Capabilities", lead, columns, rows, fixed=2)


def _scored(export: Export, part: Component, each: Capability) -> list[Cell]:
    score = export.scores.capabilities[each.id]
    weights = export.scores.weights.capabilities
    whole = sum(weights[other.id] for other in part.capabilities)
    return [
        *named(part, each),
        weights[each.id] / whole if whole else Absent.UNDEFINED,
        *mean_and_n(score.current),
        figure(score.current, lambda seen: seen.ad),
        reading(score.current),
        *mean_and_n(score.target),
        gap_figure(score, lambda gap: gap.mean),
        gap_figure(score, lambda gap: gap.n),
        gap_figure(score, lambda gap: gap.negative),
        *mean_and_n(score.importance),
    ]


def named(part: Component, each: Capability) -> tuple[str, str, str]:
    """Return what names a capability in its row."""
    return each.id, each.name, part.short_name


def mean_and_n(cell: Answers) -> tuple[Cell, Cell]:
    """Return the mean of the answers, and how many rated."""
    return figure(cell, lambda seen: seen.mean), figure(cell, lambda seen: seen.n)


def _picked(picked: Picked | Hidden | None) -> list[Cell]:
    if picked is None:
        return [Absent.UNASKED] * 3
    if isinstance(picked, Hidden):
        return [Absent.HIDDEN] * 3
    return [picked.people, picked.n, Absent.UNRATED if picked.share is None else picked.share]


def _judged(export: Export, each: Capability) -> list[Cell]:
    said = export.judgements.get(each.id, NOTHING)
    return [found.value if found else None for found in (said.evidence, said.target, said.adjustment)]


def write_distributions(book: Book, export: Export) -> None:
    """Write a row for each question about each capability, with every figure of its answers."""
    rows = []
    for part, each, first in components_of(export):
        score, begins = export.scores.capabilities[each.id], first
        for key, question in QUESTIONS:
            cell: Answers = getattr(score, key)
            if cell is not None:
                rows.append(Row([*named(part, each), question, *_every_figure(cell)], first=begins))
                begins = False
    lead = (
        "Every question by itself. An interval allows for chance among those who did not answer; there is "
        "none in a census, where everyone rated who could. Could be: had all others said level 1, or 5."
    )
    columns = [*_NAMED, *_ANSWERED]
    book.table("Distributions", "Answers to every question", lead, columns, rows, fixed=2)


def _every_figure(cell: Distribution | Hidden) -> list[Cell]:
    read: list[Cell] = [
        figure(cell, lambda seen: seen.mean),
        figure(cell, lambda seen: seen.median),
        figure(cell, lambda seen: seen.sd),
        figure(cell, lambda seen: seen.ad),
        figure(cell, lambda seen: seen.rwg),
        figure(cell, lambda seen: seen.consensus),
        reading(cell),
    ]
    read += [
        *at_levels(cell),
        figure(cell, lambda seen: seen.share_at_or_above(3)),
        figure(cell, lambda seen: seen.n),
        figure(cell, lambda seen: seen.asked),
        figure(cell, lambda seen: seen.na),
        figure(cell, lambda seen: seen.dk),
        figure(cell, lambda seen: seen.blank),
    ]
    census = isinstance(cell, Distribution) and bool(cell.n) and cell.is_census
    read += [Absent.CENSUS] * 2 if census else [_end(cell, "interval", place) for place in range(2)]
    return read + [_end(cell, "bounds", place) for place in range(2)]


def at_levels(cell: Answers) -> list[Cell]:
    """Return how many people gave each level."""
    return [_at(cell, place) for place in range(5)]


def _at(cell: Answers, place: int) -> Cell:
    return figure(cell, lambda seen: seen.counts[place])


def _end(cell: Distribution | Hidden, name: str, place: int) -> Cell:
    def read(seen: Distribution) -> Figure:
        ends: tuple[float, float] | None = getattr(seen, name)
        return ends[place] if ends else None

    return figure(cell, read)


def write_judgements(book: Book, export: Export) -> None:
    """Write who says what of a capability, and why; nothing where nobody says anything.

    What they saw or read stays with the consultants.
    """
    evidence = () if export.for_sponsor else (Column("What they saw or read", 44, "long"),)
    columns = (
        *_NAMED,
        Column("What", 22, "text"),
        Column("Level", 8, "level"),
        Column("Why", 60, "long"),
        *evidence,
        Column("By", 22, "long"),
        Column("On", 13, "day"),
    )
    rows = []
    before = ""
    for part, each, _ in components_of(export):
        for said in export.judgements.get(each.id, NOTHING).standing:
            seen = [_seen(said)] if evidence else []
            cells: list[Cell] = [*named(part, each), said.name, said.value, said.reason]
            cells += [*seen, said.by, said.at.date()]
            rows.append(Row(cells, first=part.id != before))
            before = part.id
    if rows:
        lead = "What consultants say beside what people answered. It is never mixed into their figures."
        book.table("Judgements", "Judgements of the consultants", lead, columns, rows, fixed=2)


def _seen(said: Judgement) -> str:
    return "\n".join([*([said.evidence] if said.evidence else ()), *(each.title for each in said.documents)])
