"""How groups see it: where two groups rate a capability a level or more apart, and how far they overlap."""

from collections.abc import Sequence

from questionnaires.comparison import LEAST_PEOPLE, PerceptionGap
from questionnaires.rounding import shown, signed
from questionnaires.scores import Hidden
from reports.blueprint.evidence_marks import all_answers, marked
from reports.blueprint.sources import source
from reports.charts.heatmap import heatmap, in_order
from reports.dossier import Dossier
from reports.evidence import flagged
from reports.figures_of_scores import MOST_APART
from reports.word.document import WordDocument
from reports.word.geometry import TEXT_WIDTH
from reports.word.runs import BREAK, Prose, quiet, strong
from reports.word.tables import Column
from reports.wording import counted, lowered, part_of, plural, raised, set_apart, spelled, spelled_out

_READING = (
    "Cliff’s delta sets each person of the higher group beside each of the lower: how often the first rates "
    "higher, less how often the second does. At +1.00 everyone in the higher group rates higher, at 0 "
    "neither group tends to. A difference says where to ask, and gives no cause."
)


def write_groups(document: WordDocument, dossier: Dossier) -> None:
    """Write the chapter; nothing where no two groups that can be shown lie a level or more apart."""
    gaps = far_apart(dossier)
    if not gaps:
        return
    document.chapter("How groups see it", finding(dossier, gaps))
    for column in dict.fromkeys(each.column for each in gaps):
        rows = [each.capability for each in gaps if each.column == column][:MOST_APART]
        part = dossier.pack.component_of[rows[0]].id
        picture = heatmap(dossier.pack, dossier.scores, part, column, rows)
        hatched = "Hatched = hidden, to protect those who answered" if _hides(dossier, column, rows) else ""
        document.figure(picture, source(dossier, hatched))
    _write_gaps(document, dossier, gaps)
    document.labelled("How to read it", marked(document, _READING, *all_answers(dossier)))


def far_apart(dossier: Dossier) -> list[PerceptionGap]:
    """Return the widest gap of each capability and column that is worth talking about, the widest first."""
    return flagged(dossier.pack, dossier.scores)


def finding(dossier: Dossier, gaps: Sequence[PerceptionGap]) -> str:
    """Return on how many capabilities groups lie apart, and on which furthest."""
    of = part_of(len({each.capability for each in gaps}), len(dossier.pack.capabilities), "capability")
    first = gaps[0]
    name = lowered(dossier.pack.capability[first.capability].name)
    said = f"Groups see {of} a level or more apart"
    if len({each.capability for each in gaps}) == 1:
        return f"Groups see one capability a level or more apart: {name} ({shown(first.difference)})."
    return f"{said}, most of all {name} ({shown(first.difference)})."


def _hides(dossier: Dossier, column: str, rows: Sequence[str]) -> bool:
    """Return whether a cell of the picture is hidden."""
    groups = in_order(dossier.scores, column).values()
    return any(
        isinstance(each, Hidden) or any(isinstance(each.capabilities[key].current, Hidden) for key in rows)
        for each in groups
    )


def _write_gaps(document: WordDocument, dossier: Dossier, gaps: Sequence[PerceptionGap]) -> None:
    several = len({each.column for each in gaps}) > 1
    group = 33.0
    columns = [
        Column("Capability", TEXT_WIDTH - 2 * group - 32 - 26),
        Column("Rates higher", group),
        Column("Rates lower", group),
        Column("Apart", 14, True),
        Column("Cliff’s delta", 18, True),
        Column("Which is", 26),
    ]
    rows = [_row(dossier, each, several=several) for each in gaps[:MOST_APART]]
    large = sum(each.size == "large" for each in gaps)
    which = f"{raised(spelled_out(len(gaps), 'difference'))} between groups"
    title = f"{which}, {spelled(large) if large < len(gaps) else 'all'} of them large" if large else which
    more = len(gaps) - len(rows)
    notes = [
        "The two groups furthest apart on each capability; level today and people who rated, at least "
        f"{spelled(LEAST_PEOPLE)} in each. Apart = levels between the two means",
        f"{raised(spelled(more))} {plural(more, 'difference')} of less than these not listed" if more else "",
    ]
    document.table(title, columns, rows, source(dossier, *notes))


def _row(dossier: Dossier, gap: PerceptionGap, *, several: bool) -> list[Prose]:
    capability = dossier.pack.capability[gap.capability]
    by = (
        f"by {lowered(gap.column)}"
        if several
        else lowered(dossier.pack.component_of[capability.id].short_name)
    )
    return [
        (strong(capability.name), BREAK, quiet(by)),
        _side(gap.high, gap.high_mean, gap.high_n),
        _side(gap.low, gap.low_mean, gap.low_n),
        shown(gap.difference),
        signed(gap.delta, 2),
        gap.size,
    ]


def _side(name: str, mean: float, n: int) -> Prose:
    return (f"{set_apart(name)} ", strong(shown(mean)), BREAK, quiet(counted(n, "person")))
