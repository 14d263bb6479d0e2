"""The page of the charter as values: the range, the jobs and statements, and how each place came about."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from questionnaires.charter import Charter, Job, Statement, job_item, statement_item
from questionnaires.charter_place import Place
from questionnaires.charter_reading import TODAY, WANTED, Seen
from questionnaires.scores import Distribution, Hidden
from reports.charter_read import EVERYONE, LEADERSHIP, Row, mean, number
from reports.charter_wording import leads, view
from reports.wording import listed, raised
from workshop.assessments.figures import Cell, of
from workshop.charts import Piece, stack


@dataclass(frozen=True, slots=True)
class Line:
    """One set of people on the range; `named` are the archetypes today and wanted, empty without a place."""

    name: str
    today: Cell
    wanted: Cell
    people: str
    named: tuple[str, str]
    places: tuple[Place | Hidden, Place | Hidden]

    @property
    def all_hidden(self) -> bool:
        """Return whether neither place may be shown."""
        return self.today.hidden and self.wanted.hidden

    @property
    def statements(self) -> int:
        """Return how many statements were rated today, as far as that is shown."""
        return next((each.statements for each in self.places if isinstance(each, Place)), 0)

    @property
    def lacking(self) -> bool:
        """Return whether there is no place because too few statements were rated."""
        cells = (self.today, self.wanted)
        return all(each.value is None and not each.hidden for each in cells) and bool(self.people)


@dataclass(frozen=True, slots=True)
class JobLine:
    """A job as those see it whose view is open; `leaders` are those who want the function to lead it."""

    job: Job
    name: str
    today: Cell
    wanted: Cell
    change: Cell
    people: str
    leaders: tuple[str, ...]

    @property
    def all_hidden(self) -> bool:
        """Return whether neither mean may be shown."""
        return self.today.hidden and self.wanted.hidden


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered to a statement, today or wanted, with the bar of its steps."""

    name: str
    spread: Distribution | None
    hidden: bool
    pieces: list[Piece]


@dataclass(frozen=True, slots=True)
class StatementLine:
    """A statement with its words by archetype, from the lowest place, and both its answers."""

    statement: Statement
    words: tuple[tuple[str, str], ...]
    answers: tuple[Answers, Answers]


@dataclass(frozen=True, slots=True)
class Page:
    """Everything the page shows; `by` says whose jobs and statements are open, of those in `views`."""

    title: str
    lead: str
    whole: tuple[Line, ...]
    columns: tuple[tuple[str, tuple[Line, ...]], ...]
    each: tuple[Line, ...]
    views: dict[str, str]
    by: str
    jobs: tuple[JobLine, ...]
    heads: tuple[str, ...]
    table: tuple[tuple[str, tuple[tuple[Cell, Cell], ...]], ...]
    statements: tuple[StatementLine, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """Return all lines but those of single people."""
        return (*self.whole, *(line for _, lines in self.columns for line in lines))

    @property
    def hides(self) -> bool:
        """Return whether something is hidden."""
        return any(line.today.hidden or line.wanted.hidden for line in self.lines)

    @property
    def lacks(self) -> bool:
        """Return whether some of these have no place because too few statements were rated."""
        return any(line.lacking for line in (*self.lines, *self.each))


def page(
    charter: Charter,
    everyone: Sequence[Seen],
    leadership: Seen | None,
    each: Iterable[tuple[str, Seen]],
    *,
    by: str,
    show: Callable[[float], str],
) -> Page:
    """Return the page; `everyone` is of a wave with its groups after it, `each` the interviewees by name."""
    views = {"everyone": everyone[0]} if everyone else {}
    views |= {"interviews": leadership} if leadership is not None else {}
    names = {"everyone": EVERYONE, "interviews": LEADERSHIP}
    chosen = by if by in views else next(iter(views), "")
    groups = everyone[1:]
    sets = [*((names[key], held) for key, held in views.items()), *_named(groups)]
    return Page(
        title=_title(views, show),
        lead=_lead(views, show),
        whole=tuple(_line(names[key], held) for key, held in views.items()),
        columns=tuple(
            (column, tuple(_line(*named) for named in _named(one for one in groups if one.column == column)))
            for column in dict.fromkeys(one.column for one in groups)
        ),
        each=tuple(_line(name, held) for name, held in each),
        views={key: names[key] for key in views},
        by=chosen,
        jobs=_jobs(charter, views[chosen], sets) if chosen else (),
        heads=tuple(name for name, _ in sets),
        table=tuple((job.name, tuple(_cells(held, job) for _, held in sets)) for job in charter.jobs),
        statements=_statements(charter, views[chosen]) if chosen else (),
    )


def _named(groups: Iterable[Seen]) -> list[tuple[str, Seen]]:
    return [(raised(each.value), each) for each in groups]


def _title(views: dict[str, Seen], show: Callable[[float], str]) -> str:
    return next(iter(_sentences(views, show)), "There is no place on the range yet.")


def _lead(views: dict[str, Seen], show: Callable[[float], str]) -> str:
    """Return the view of the others, and how many rated."""
    told = _sentences(views, show)[1:]
    nouns = {
        "interviews": ("interviewee", "interviewees"),
        "everyone": ("person of a wave", "people of a wave"),
    }
    people = {key: Row("", held).n for key, held in views.items()}
    rated = [f"{people[key]} {noun[people[key] != '1']}" for key, noun in nouns.items() if people.get(key)]
    return " ".join([*told, *([f"Rated by {listed(rated)}."] if rated else [])])


def _sentences(views: dict[str, Seen], show: Callable[[float], str]) -> list[str]:
    """Return how the leadership sees the function, and how those do who answered a wave."""
    who = {"interviews": ("The leadership", False), "everyone": ("Those who answered", True)}
    found = [
        view(name, views[key].current, views[key].target, many=many, show=show)
        for key, (name, many) in who.items()
        if key in views
    ]
    return [each for each in found if each]


def _line(name: str, held: Seen) -> Line:
    places = (held.current, held.target)
    today, wanted = (Cell(number(each), isinstance(each, Hidden)) for each in places)
    named = (_archetype(held.current), _archetype(held.target))
    return Line(name, today, wanted, Row(name, held).n, named, places)


def _archetype(place: Place | Hidden) -> str:
    return "" if isinstance(place, Hidden) or place.archetype is None else place.archetype.name


def _cells(held: Seen, job: Job) -> tuple[Cell, Cell]:
    item = job_item(job.id)
    return of(held.rated(item, TODAY)), of(held.rated(item, WANTED))


def _jobs(charter: Charter, held: Seen, sets: Sequence[tuple[str, Seen]]) -> tuple[JobLine, ...]:
    """Return the jobs, those that should grow most first."""
    lines = []
    for job in charter.jobs:
        item = job_item(job.id)
        today, wanted = _cells(held, job)
        ratings = [held.rated(item, question) for question in (TODAY, WANTED)]
        both = today.value is not None and wanted.value is not None
        change = (wanted.value or 0) - (today.value or 0) if both else None
        numbers = sorted({each.n for each in ratings if isinstance(each, Distribution)})
        people = " to ".join(map(str, numbers)) if any(numbers) else ""
        lead = tuple(
            name for name, one in sets if (wish := mean(one.rated(item, WANTED))) is not None and leads(wish)
        )
        hidden = today.hidden or wanted.hidden
        lines.append(JobLine(job, job.name, today, wanted, Cell(change, hidden), people, lead))
    return tuple(sorted(lines, key=lambda each: 10.0 if each.change.value is None else -each.change.value))


def _statements(charter: Charter, held: Seen) -> tuple[StatementLine, ...]:
    archetypes = sorted(charter.archetypes, key=lambda each: each.place)
    return tuple(
        StatementLine(
            each,
            tuple((one.name, each.behaviours[one.id]) for one in archetypes if one.id in each.behaviours),
            (
                _answers("Today", held.rated(statement_item(each.id), TODAY)),
                _answers("Wanted", held.rated(statement_item(each.id), WANTED)),
            ),
        )
        for each in charter.statements
    )


def _answers(name: str, cell: Distribution | Hidden | None) -> Answers:
    spread = cell if isinstance(cell, Distribution) and cell.n else None
    return Answers(name, spread, isinstance(cell, Hidden), stack(spread.counts) if spread else [])
