"""All scores of a component as a table."""

from collections.abc import Callable

from questionnaires.pack import Capability, Component
from questionnaires.rounding import shown, signed
from questionnaires.scores import CapabilityScore, Distribution, Gap, Hidden
from reports.blueprint.sources import source
from reports.dossier import Dossier
from reports.evidence import asked_for_importance, asked_for_target
from reports.word.document import WordDocument
from reports.word.geometry import TEXT_WIDTH
from reports.word.tables import Column
from reports.wording import LEAST_FOR_PERCENTAGES, lowered, percentage

HIDDEN_CELL = "hidden"
NO_RATING = "no rating"
NOTHING = "\N{EN DASH}"

# Words too long for their columns divide at the soft hyphen.
_IMPORTANCE = "Impor\N{SOFT HYPHEN}tance"
_NOT_APPLICABLE = "Not applic\N{SOFT HYPHEN}able"


def write_scores(document: WordDocument, dossier: Dossier, component: Component) -> None:
    """Write the table, a row for each capability in the order of the questionnaire."""
    filled = _columns(dossier)
    width = TEXT_WIDTH - sum(column.width for column, _ in filled)
    columns = [Column("Capability", width), *(column for column, _ in filled)]
    rows = [_row(each, dossier.scores.capabilities[each.id], filled) for each in component.capabilities]
    title = f"All scores of {lowered(component.name)}"
    notes = "n = people who rated today. Gap = wanted minus today of people who gave both; n of gap = these"
    document.table(title, columns, rows, source(dossier, notes), key=key_of(component))


def key_of(component: Component) -> str:
    """Return by which key the table of a component's scores is referred to."""
    return f"scores:{component.id}"


Reader = Callable[[CapabilityScore], str]


def _columns(dossier: Dossier) -> list[tuple[Column, Reader]]:
    """Return the columns that the questions asked give, each with what fills it."""
    columns: list[tuple[Column, Reader]] = [
        (Column("n", 11, True), lambda score: _of(score.current, lambda seen: str(seen.n))),
        (Column("Today", 11.5, True), lambda score: _mean(score.current)),
    ]
    if asked_for_target(dossier.scores):
        columns.append((Column("Wanted", 13, True), lambda score: _mean(score.target)))
        columns.append((Column("Gap", 11, True), lambda score: _gap(score.gap)))
        columns.append((Column("n of gap", 11, True), lambda score: _gap_people(score.gap)))
    columns.append((Column("AD", 11, True), lambda score: _of(score.current, _deviation)))
    if asked_for_importance(dossier.scores):
        columns.append((Column(_IMPORTANCE, 13, True), lambda score: _mean(score.importance)))
    columns += [
        (Column("Level 3 or above", 14.5, True), lambda score: _of(score.current, _firm)),
        (Column("Don’t know", 11.5, True), lambda score: _of(score.current, lambda seen: str(seen.dk))),
        (Column(_NOT_APPLICABLE, 12.5, True), lambda score: _of(score.current, lambda seen: str(seen.na))),
        (Column("No answer", 12.5, True), lambda score: _of(score.current, lambda seen: str(seen.blank))),
    ]
    return columns


def _row(capability: Capability, score: CapabilityScore, filled: list[tuple[Column, Reader]]) -> list[str]:
    return [capability.name, *(read(score) for _, read in filled)]


def _of(cell: Distribution | Hidden | None, read: Callable[[Distribution], str]) -> str:
    """Return what is read from visible answers; hidden and missing are told apart."""
    if isinstance(cell, Hidden):
        return HIDDEN_CELL
    return NOTHING if cell is None else read(cell)


def _mean(cell: Distribution | Hidden | None) -> str:
    return _of(cell, lambda seen: NO_RATING if seen.mean is None else shown(seen.mean))


def _gap(gap: Gap | Hidden) -> str:
    if isinstance(gap, Hidden):
        return HIDDEN_CELL
    return NOTHING if gap.mean is None else signed(gap.mean)


def _gap_people(gap: Gap | Hidden) -> str:
    if isinstance(gap, Hidden):
        return HIDDEN_CELL
    return str(gap.n) if gap.n else NOTHING


def _deviation(seen: Distribution) -> str:
    return NOTHING if seen.ad is None else shown(seen.ad, 2)


def _firm(seen: Distribution) -> str:
    firm = seen.at_or_above(3)
    return percentage(firm, seen.n) if seen.n >= LEAST_FOR_PERCENTAGES else f"{firm} of {seen.n}"
