"""The largest gaps: what people want beyond today, and the level texts on both sides of today's mean."""

from collections import Counter

from questionnaires.ranking import by_gap
from questionnaires.rounding import rounded, shown, signed
from questionnaires.scores import Gap
from reports.blueprint.evidence_marks import marked
from reports.blueprint.judgements import agreed_beside
from reports.blueprint.sources import source
from reports.dossier import Dossier
from reports.evidence import answers, gap_of
from reports.marks import Evidence
from reports.word.document import WordDocument
from reports.word.geometry import TEXT_WIDTH
from reports.word.runs import BREAK, Prose, Run, quiet, strong
from reports.word.tables import Column
from reports.wording import (
    counted,
    level_above,
    level_below,
    listed,
    lowered,
    part_of,
    plural,
    raised,
    share,
    spelled,
    spelled_out,
    stretch,
)

_MOST = 6
_WIDE = 2
_MOST_OVER = 3
_READING = (
    "On the left stands the level below today’s mean, on the right the one above. A mean between them does "
    "not say that the lower one is reached."
)


def write_gaps(document: WordDocument, dossier: Dossier) -> None:
    """Write the chapter; nothing where no gap is visible and above zero."""
    gaps = largest(dossier)
    if not gaps:
        return
    document.chapter("Largest gaps", finding(dossier, gaps))
    name = 36.0
    rest = (TEXT_WIDTH - name - 43) / 2
    columns = (
        Column("Capability", name),
        Column("Today", 12, True),
        Column("Wanted", 14, True),
        Column("Gap", 10, True),
        Column("n", 7, True),
        Column("Below today\N{RIGHT SINGLE QUOTATION MARK}s mean", rest + 2),
        Column("Above today\N{RIGHT SINGLE QUOTATION MARK}s mean", rest - 2),
    )
    rows = [_row(dossier, key, gap) for key, gap in gaps]
    notes = "Gap and n: people who rated both today and wanted. Level texts are those of the questionnaire"
    if any(agreed_beside(dossier, key) for key, _ in gaps):
        notes += ". Agreed = target agreed with the client, which counts in place of the mean wanted"
    document.table(_title(dossier, gaps), columns, rows, source(dossier, notes))
    document.labelled("Evidence", marked(document, where_they_lie(dossier), asked(dossier)))
    document.labelled("How to read it", _READING)
    if over := above_what_is_wanted(dossier):
        document.labelled("Where less would do", marked(document, over, asked(dossier)))


def largest(dossier: Dossier) -> list[tuple[str, Gap]]:
    """Return the capabilities with the largest visible gaps above zero."""
    found = [(key, gap_of(dossier.scores, key)) for key in by_gap(dossier.pack, dossier.scores)[:_MOST]]
    return [(key, gap) for key, gap in found if gap and (gap.mean or 0) > 0]


def finding(dossier: Dossier, gaps: list[tuple[str, Gap]]) -> str:
    """Return the largest gap, and how many are wide."""
    key, gap = gaps[0]
    name = lowered(dossier.pack.capability[key].name)
    keys = by_gap(dossier.pack, dossier.scores)
    means = [seen.mean for each in keys if (seen := gap_of(dossier.scores, each))]
    wide = sum(mean is not None and rounded(mean) >= _WIDE for mean in means)
    size = signed(gap.mean or 0)
    if wide > 1:
        return f"{raised(spelled_out(wide, 'gap'))} reach two levels; the largest is in {name} ({size})."
    if len(means) == 1:
        return f"The one gap that can be shown is in {name} ({size})."
    alike = [signed(mean or 0) for mean in means].count(size)
    if alike == len(means):
        return f"Each of {counted(len(means), 'gap')} is {size}."
    if alike > 1:
        return f"{raised(spelled(alike))} of {counted(len(means), 'gap')} are as large as any, {size}."
    return f"The largest of {counted(len(means), 'gap')} is in {name} ({size})."


def where_they_lie(dossier: Dossier) -> str:
    """Return how many gaps are wide, and in which components they lie."""
    pack = dossier.pack
    means = {
        key: gap.mean or 0 for key in by_gap(pack, dossier.scores) if (gap := gap_of(dossier.scores, key))
    }
    wide = Counter(pack.component_of[key].name for key, mean in means.items() if rounded(mean) >= _WIDE)
    total = counted(len(means), "gap")
    if not wide:
        largest_gap = signed(max(means.values()))
        if len(means) == 1:
            return f"The one gap is below {spelled(_WIDE)} levels."
        which = "each" if len({signed(mean) for mean in means.values()}) == 1 else "the largest"
        return f"None of {total} reaches {spelled(_WIDE)} levels; {which} is {largest_gap}."
    where = listed([f"{lowered(name)} ({number})" for name, number in wide.items()])
    verb = "reaches" if wide.total() == 1 else "reach"
    which = f"{spelled(wide.total())} of {total}"
    if wide.total() == len(means):
        which = part_of(len(means), len(means), "gap")
    return f"{raised(which)} {verb} {spelled(_WIDE)} levels: {where}."


def asked(dossier: Dossier) -> Evidence:
    """Return what the gaps rest on."""
    found = [gap_of(dossier.scores, key) for key in by_gap(dossier.pack, dossier.scores)]
    people = stretch([gap.n for gap in found if gap], 0)
    return Evidence.people(
        people, "Every gap: level wanted less level today", f"Capability assessment, {dossier.assessed}"
    )


def above_what_is_wanted(dossier: Dossier) -> Prose:
    """Return the capabilities rated above what is wanted, the furthest first; empty without any."""
    prose: list[str | Run] = []
    found = ((key, gap_of(dossier.scores, key)) for key in reversed(by_gap(dossier.pack, dossier.scores)))
    over = [(key, gap) for key, gap in found if gap and gap.mean is not None and rounded(gap.mean) < 0]
    for key, gap in over[:_MOST_OVER]:
        assert gap.mean is not None
        name = strong(dossier.pack.capability[key].name)
        wanting = share(gap.negative, gap.n) if gap.n > 1 else "the one person who rated both"
        prose += [" " if prose else "", name, f" is rated above what is wanted ({signed(gap.mean)}): "]
        prose.append(f"{wanting} {'wants' if gap.n == 1 else 'want'} less than they see today.")
    if more := len(over[_MOST_OVER:]):
        verb = "is" if more == 1 else "are"
        others = f"{raised(spelled(more))} more {plural(more, 'capability')}"
        prose.append(f" {others} {verb} rated above what is wanted.")
    return prose


def _title(dossier: Dossier, gaps: list[tuple[str, Gap]]) -> str:
    """Return between which levels the means of these capabilities lie."""
    levels = []
    for key, _ in gaps:
        today = answers(dossier.scores.capabilities[key].current)
        if today and today.mean is not None:
            levels += [level_below(today.mean), level_above(today.mean)]
    known = [level for level in levels if level is not None]
    if len(gaps) < 2 or len(set(known)) < 2:
        return "What the questionnaire describes around today\N{RIGHT SINGLE QUOTATION MARK}s mean"
    which = "" if len(gaps) == len(by_gap(dossier.pack, dossier.scores)) else "largest "
    return f"The {spelled(len(gaps))} {which}gaps begin between levels {min(known)} and {max(known)}"


def _row(dossier: Dossier, key: str, gap: Gap) -> list[Prose]:
    capability, scores = dossier.pack.capability[key], dossier.scores.capabilities[key]
    today, wanted = answers(scores.current), answers(scores.target)
    mean = today.mean if today else None
    below = None if mean is None else level_below(mean)
    above = None if mean is None else level_above(mean)
    component = dossier.pack.component_of[key].short_name
    return [
        (strong(capability.name), BREAK, quiet(lowered(component))),
        "" if mean is None else shown(mean),
        _wanted(dossier, key, shown(wanted.mean) if wanted and wanted.mean is not None else ""),
        signed(gap.mean or 0),
        str(gap.n),
        "" if below is None else (strong(f"Level {below}. "), capability.levels[below]),
        "" if above is None else (strong(f"Level {above}. "), capability.levels[above]),
    ]


def _wanted(dossier: Dossier, key: str, mean: str) -> Prose:
    """Return the mean wanted, with the agreed target under it where there is one."""
    agreed = agreed_beside(dossier, key)
    return (mean, BREAK, quiet(agreed)) if agreed else mean
