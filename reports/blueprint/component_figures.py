"""All components in figures, and what others report beside them and beside single capabilities."""

from collections.abc import Sequence

from questionnaires.benchmark import Benchmark, Comparison
from questionnaires.rounding import rounded, shown, signed
from questionnaires.scores import Hidden, RollUp
from reports.blueprint.sources import source
from reports.dossier import Dossier
from reports.evidence import answers_today, asked_for_target
from reports.others import apart, beside_others, others_source
from reports.word.document import WordDocument
from reports.word.geometry import TEXT_WIDTH
from reports.word.runs import Prose, strong
from reports.word.tables import Column
from reports.wording import NBSP, part_of, raised, spelled_out, stretch

_NOTHING = "\N{EN DASH}"
_NOTE = "n = fewest and most people who rated a capability of it. AD = mean distance from the mean in levels"
_RWG = "r*wg = agreement over the capabilities, 1 where all agree"
_WHOLE = "All components"


def write_component_figures(document: WordDocument, dossier: Dossier) -> None:
    """Write the table of components, and one of the capabilities that others report on."""
    others = dossier.benchmark or Benchmark()
    wide = bool(others.components or others.overall)
    columns = [Column("n", 16, True), Column("Today", 13, True)]
    if asked_for_target(dossier.scores):
        columns += [Column("Wanted", 15, True), Column("Gap", 12, True)]
    columns += [Column("AD", 12, True), Column("r*wg", 13, True)]
    columns += _other_columns(dossier) if wide else []
    name = TEXT_WIDTH - sum(each.width for each in columns)
    rows = [
        _row(dossier, part.name, dossier.scores.components[part.id], others.components.get(part.id), wide)
        for part in dossier.pack.components
    ]
    if len(rows) > 1:
        whole = _row(dossier, _WHOLE, dossier.scores.overall, others.overall, wide)
        rows.append([[strong(each)] if isinstance(each, str) else each for each in whole])
    notes = [_NOTE, _RWG, *([_others_note(dossier), others_source(dossier.benchmark)] if wide else [])]
    document.table(title(dossier), [Column("Component", name), *columns], rows, source(dossier, *notes))
    if others.capabilities:
        _write_capabilities(document, dossier, others)


def title(dossier: Dossier) -> str:
    """Return how many components lie below others, as a sentence without full stop."""
    compared = beside_others(dossier.pack, dossier.scores, dossier.benchmark)
    below = sum(rounded(by) < 0 for _, by in compared)
    if not compared:
        return "All components in figures"
    if not below:
        return "No component stands below the median of others"
    return f"{raised(part_of(below, len(compared), 'component'))} {_stand(below)} below the median of others"


def _write_capabilities(document: WordDocument, dossier: Dossier, others: Benchmark) -> None:
    figures = [Column("n", 16, True), Column("Today", 13, True), *_other_columns(dossier)]
    name = TEXT_WIDTH - sum(each.width for each in figures)
    rows: list[list[Prose]] = []
    below = 0
    for each in dossier.pack.capabilities:
        if each.id in others.capabilities:
            cell, other = dossier.scores.capabilities[each.id].current, others.capabilities[each.id]
            seen = answers_today(dossier.scores, each.id)
            mean = seen.mean if seen else None
            below += mean is not None and rounded(apart(mean, other)) < 0
            missing = "hidden" if isinstance(cell, Hidden) else "no rating"
            first = [str(seen.n) if seen else "", missing if mean is None else shown(mean)]
            rows.append([each.name, *first, *_other(dossier, other, mean)])
    title = f"Others report on {spelled_out(len(rows), 'capability')}"
    title += (
        f"; {part_of(below, len(rows), 'capability').split(NBSP)[0]} {_stand(below)} below them"
        if below
        else ""
    )
    notes = ("n = people who rated today", _others_note(dossier), others_source(dossier.benchmark))
    document.table(title, [Column("Capability", name), *figures], rows, source(dossier, *notes))


def _other_columns(dossier: Dossier) -> list[Column]:
    columns = [Column("Others", 13, True), Column("Quartiles", 20, True), Column("Apart", 12, True)]
    return [*columns, *([Column("Place", 11, True)] if _ranked(dossier) else [])]


def _ranked(dossier: Dossier) -> bool:
    """Return whether the place among others can be told of anything."""
    found = dossier.benchmark or Benchmark()
    every = (*found.components.values(), *found.capabilities.values(), *filter(None, [found.overall]))
    return any(each.counts for each in every)


def _others_note(dossier: Dossier) -> str:
    place = "; place = percentile of today among them, to the nearest 5" if _ranked(dossier) else ""
    return f"Others = their median; apart = today less that median{place}"


def _row(
    dossier: Dossier, name: str, found: RollUp | Hidden, other: Comparison | None, wide: bool
) -> list[Prose]:
    roll = None if isinstance(found, Hidden) else found
    current = roll.current if roll else None
    row: list[Prose] = [name]
    if roll is None or current is None:
        why = "hidden" if roll is None else "too little rated" if roll.coverage else "no rating"
        row += ["", why]
    else:
        row += [stretch(roll.n, 0) if roll.n else "", shown(current)]
    figures = (roll.target, roll.gap, roll.ad, roll.rwg) if roll and current is not None else (None,) * 4
    target, gap, ad, rwg = figures
    if asked_for_target(dossier.scores):
        row += ["" if target is None else shown(target), "" if gap is None else signed(gap)]
    row += ["" if ad is None else shown(ad, 2), "" if rwg is None else shown(rwg, 2)]
    return [*row, *_other(dossier, other, current)] if wide else row


def _other(dossier: Dossier, other: Comparison | None, current: float | None) -> Sequence[str]:
    ranked = _ranked(dossier)
    if other is None:
        return (_NOTHING, "", "", *([""] if ranked else []))
    low, high = other.low, other.high
    band = f"{shown(low)} to {shown(high)}" if low is not None and high is not None else "none"
    place = other.percentile(current)
    told = ["" if place is None else str(place)] if ranked else []
    return (shown(other.median), band, "" if current is None else signed(apart(current, other)), *told)


def _stand(number: int) -> str:
    return "stands" if number == 1 else "stand"
