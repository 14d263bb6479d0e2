"""The results page as values: what the scores of a wave become before they are drawn."""

from collections.abc import Mapping
from dataclasses import dataclass

from questionnaires.benchmark import Comparison
from questionnaires.comparison import PerceptionGap, widest
from questionnaires.pack import MethodPack
from questionnaires.ranking import by_disagreement, by_gap
from questionnaires.scores import Distribution, Hidden, Scores
from questionnaires.statistics import ACCEPTABLE_AD
from workshop.assessments import sentences
from workshop.assessments.beside import Beside
from workshop.assessments.figures import Cell, Line, capability_line, component_line, of_component
from workshop.assessments.groups import in_order, people_in
from workshop.assessments.picked import Picks, most_picked
from workshop.charts import Column, Radar, columns, radar

TALK = 5
"""How many capabilities the results page brings up first, to talk about and by their gap."""


@dataclass(frozen=True, slots=True)
class Talk:
    """A capability to talk about, and why."""

    id: str
    name: str
    camps: bool
    difference: PerceptionGap | None
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
    """Everything the results page shows.

    `agreed` says of how many capabilities of a component the target is agreed, where it is of any; `others`
    names each source of the comparison once; `widest` are the capabilities with the largest gaps; `spread`
    says that of some it is known how far people agree.
    """

    title: str
    lead: str
    weighing: str
    answered: str
    components: tuple[Line, ...]
    agreed: Mapping[str, int]
    overall: Line
    others: tuple[Comparison, ...]
    widest: tuple[Line, ...]
    talk: tuple[Talk, ...]
    spread: bool
    picks: Picks | None
    radar: Radar | None
    heats: tuple[Heat, ...]
    people: tuple[tuple[str, list[tuple[str, int | None]]], ...]


def results(pack: MethodPack, scores: Scores, beside: Beside | None = None) -> Results:
    """Return the results page of a wave, with what stands beside its scores."""
    beside = beside or Beside()
    lines = tuple(
        component_line(
            part.id,
            part.name,
            scores.components[part.id],
            [scores.capabilities[each.id] for each in part.capabilities],
            beside.benchmark.components.get(part.id),
        )
        for part in pack.components
    )
    overall = component_line(
        "", "Overall", scores.overall, list(scores.capabilities.values()), beside.benchmark.overall
    )
    return Results(
        title=sentences.title(pack, scores),
        lead=sentences.lead(pack, scores),
        weighing=sentences.weighing(scores.weights),
        answered=sentences.answered(scores),
        components=lines,
        agreed={part.id: many for part in pack.components if (many := beside.agreed_in(part))},
        overall=overall,
        others=_sources((*lines, overall)),
        widest=_widest(pack, scores, beside),
        talk=_talk(pack, scores),
        spread=bool(by_disagreement(pack, scores)),
        picks=most_picked(pack, scores),
        radar=_radar(pack, lines),
        heats=tuple(_heat(pack, scores, column) for column in scores.groups),
        people=tuple((column, people_in(scores, column)) for column in scores.groups),
    )


def nearest_level(mean: float) -> int:
    """Return the level whose colour a mean takes: the nearest one, half up."""
    return min(5, max(1, int(mean + 0.5)))


def _sources(lines: tuple[Line, ...]) -> tuple[Comparison, ...]:
    """Return one comparison for each source, number of organisations and time that the lines rest on."""
    found = {(each.source, each.n, each.dates): each for line in lines if (each := line.others)}
    return tuple(found.values())


def _widest(pack: MethodPack, scores: Scores, beside: Beside) -> tuple[Line, ...]:
    """Return the capabilities with the largest gaps that are any, the largest first."""
    lines = (
        capability_line(
            pack.capability[each],
            scores.capabilities[each],
            pack.component_of[each].short_name,
            beside,
        )
        for each in by_gap(pack, scores)[:TALK]
    )
    return tuple(line for line in lines if line.gap.value and line.gap.value > 0)


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
            cells.append(of_component(group if isinstance(group, Hidden) else group.components[part.id]))
        rows.append((part.short_name, tuple(cells)))
    return Heat(column, tuple(value for value, _ in groups), tuple(rows))
