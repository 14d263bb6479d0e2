"""The results page as values: what the scores of a wave become before they are drawn."""

from dataclasses import dataclass

from questionnaires.pack import MethodPack
from questionnaires.ranking import by_disagreement
from questionnaires.scores import Distribution, Hidden, Scores
from questionnaires.statistics import ACCEPTABLE_AD
from workshop.assessments import sentences
from workshop.assessments.difference import Difference, widest
from workshop.assessments.figures import Cell, Line, component_line
from workshop.assessments.groups import in_order, people_in
from workshop.assessments.picked import Picks, most_picked
from workshop.charts import Column, Radar, columns, radar

TALK = 5
"""How many capabilities the results page brings up first."""


@dataclass(frozen=True, slots=True)
class Talk:
    """A capability to talk about, and why."""

    id: str
    name: str
    camps: bool
    difference: Difference | None
    counts: tuple[int, ...]
    columns: list[Column]
    mean: float
    deviation: float


@dataclass(frozen=True, slots=True)
class Heat:
    """The components as each group of one column sees them: rows of (component, a cell for each group)."""

    column: str
    groups: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]

    @property
    def hides(self) -> bool:
        """Return whether a cell is hidden."""
        return any(cell.hidden for _, cells in self.rows for cell in cells)


@dataclass(frozen=True, slots=True)
class Results:
    """Everything the results page shows."""

    title: str
    lead: str
    weighing: str
    components: tuple[Line, ...]
    overall: Line
    talk: tuple[Talk, ...]
    picks: Picks | None
    radar: Radar | None
    heats: tuple[Heat, ...]
    people: tuple[tuple[str, list[tuple[str, int | None]]], ...]


def results(pack: MethodPack, scores: Scores) -> Results:
    """Return the results page of a wave."""
    lines = tuple(
        component_line(
            part.id,
            part.name,
            scores.components[part.id],
            [scores.capabilities[each.id] for each in part.capabilities],
        )
        for part in pack.components
    )
    return Results(
        title=sentences.title(pack, scores),
        lead=sentences.lead(pack, scores),
        weighing=sentences.weighing(pack),
        components=lines,
        overall=component_line("", "Overall", scores.overall, list(scores.capabilities.values())),
        talk=_talk(pack, scores),
        picks=most_picked(pack, scores),
        radar=_radar(pack, lines),
        heats=tuple(_heat(pack, scores, column) for column in scores.groups),
        people=tuple((column, people_in(scores, column)) for column in scores.groups),
    )


def nearest_level(mean: float) -> int:
    """Return the level whose colour a mean takes: the nearest one, half up."""
    return min(5, max(1, int(mean + 0.5)))


def _talk(pack: MethodPack, scores: Scores) -> tuple[Talk, ...]:
    """Return what people disagree about most; nothing where they agree on everything."""
    found = []
    for identity in by_disagreement(pack, scores):
        spread = scores.capabilities[identity].current
        if not isinstance(spread, Distribution) or spread.ad is None or spread.mean is None:
            continue
        if not spread.polarised and spread.ad <= ACCEPTABLE_AD:
            continue
        found.append(
            Talk(
                id=identity,
                name=pack.capability[identity].name,
                camps=bool(spread.polarised),
                difference=widest(scores, identity),
                counts=spread.counts,
                columns=columns(spread.counts),
                mean=spread.mean,
                deviation=spread.ad,
            )
        )
        if len(found) == TALK:
            break
    return tuple(found)


def _radar(pack: MethodPack, lines: tuple[Line, ...]) -> Radar | None:
    short = {part.id: part.short_name for part in pack.components}
    scored = [
        (short[line.id], line.today.value, line.wanted.value)
        for line in lines
        if line.today.value is not None
    ]
    return radar(scored)


def _heat(pack: MethodPack, scores: Scores, column: str) -> Heat:
    groups = in_order(scores.groups[column])
    rows = []
    for part in pack.components:
        cells = []
        for _, group in groups:
            roll = group if isinstance(group, Hidden) else group.components[part.id]
            cells.append(Cell(hidden=True) if isinstance(roll, Hidden) else Cell(roll.current))
        rows.append((part.short_name, tuple(cells)))
    return Heat(column, tuple(value for value, _ in groups), tuple(rows))
