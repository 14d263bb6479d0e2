"""What a document says of the charter, frozen: how groups and the leadership see the function."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from questionnaires.charter import Charter, Job, job_item
from questionnaires.charter_place import Place
from questionnaires.charter_reading import TODAY, WANTED, Seen
from questionnaires.disagreement import LEAST_GIVING
from questionnaires.scores import HIDDEN, Distribution, Hidden
from reports.wording import raised

LEAST_INTERVIEWS = LEAST_GIVING
"""From so many interviewees on a document shows what they rated together: each can subtract their own."""
EVERYONE, LEADERSHIP = "All who answered", "Leadership interviews"


@dataclass(frozen=True, slots=True)
class Row:
    """A set of people under the name that it is shown by, and where it places the function."""

    label: str
    seen: Seen
    together: bool = False

    @property
    def n(self) -> str:
        """Return how many rated, as it is read: 12, or 10 to 12 where that differs by item; may be empty."""
        people = self.seen.people
        if people is None:
            return ""
        return str(people[0]) if people[0] == people[1] else f"{people[0]} to {people[1]}"

    @property
    def current(self) -> float | None:
        """Return the place today where it may be shown."""
        return number(self.seen.current)

    @property
    def target(self) -> float | None:
        """Return the place that is wanted where it may be shown."""
        return number(self.seen.target)


@dataclass(frozen=True, slots=True)
class JobRow:
    """A job, and how far a set of people sees it with the function, on the steps from 1 to 5."""

    job: Job
    current: Distribution | Hidden | None
    target: Distribution | Hidden | None

    @property
    def change(self) -> float | None:
        """Return the mean wanted less the mean today; None where one of them is not shown."""
        today, wanted = mean(self.current), mean(self.target)
        return None if today is None or wanted is None else wanted - today


@dataclass(frozen=True, slots=True, kw_only=True)
class CharterRead:
    """The charter of an engagement as a document reads it.

    `everyone` and `groups` are of the wave (None and none where it did not ask the charter), `leadership` is
    of all interviewees together, never of one. `assessed` says when people answered: "October 2026".
    """

    charter: Charter
    everyone: Seen | None = None
    groups: tuple[Seen, ...] = ()
    leadership: Seen | None = None
    assessed: str = ""

    @property
    def rows(self) -> tuple[Row, ...]:
        """Return everyone, the groups of one column by their place today, then the leadership."""
        return tuple(self._rows())

    @property
    def base(self) -> Row | None:
        """Return whose view leads: that of everyone, or of the leadership; None where none has a place."""
        whole = (each for each in self.rows if not each.seen.column)
        return next((each for each in whole if each.seen.is_placed), None)

    @property
    def column(self) -> str:
        """Return what the groups are groups of, empty where there are none."""
        return self.groups[0].column if self.groups else ""

    def jobs(self, seen: Seen) -> list[JobRow]:
        """Return the jobs as a set of people sees them, those that should grow most first."""
        rows = [
            JobRow(each, *(seen.rated(job_item(each.id), question) for question in (TODAY, WANTED)))
            for each in self.charter.jobs
        ]
        return sorted(rows, key=lambda each: -each.change if each.change is not None else 10.0)

    def _rows(self) -> Iterator[Row]:
        if self.everyone is not None:
            yield Row(EVERYONE, self.everyone, together=True)
        named = [Row(raised(each.value), each) for each in self.groups]
        yield from sorted(named, key=lambda row: (row.seen.current is HIDDEN, -(row.current or 0.0)))
        if self.leadership is not None and self.leadership.people:
            yield Row(LEADERSHIP, self.leadership, together=True)


def charter_read(
    charter: Charter, seen: Sequence[Seen] = (), leadership: Seen | None = None, assessed: str = ""
) -> CharterRead | None:
    """Return what a document reads, with the groups of the first column; None where there is no place yet.

    `seen` is everyone and then the groups of a wave, `leadership` what at least LEAST_INTERVIEWS rated.
    """
    first = next((each.column for each in seen if each.column), "")
    groups = tuple(each for each in seen if each.column == first) if first else ()
    everyone = seen[0] if seen else None
    read = CharterRead(
        charter=charter, everyone=everyone, groups=groups, leadership=leadership, assessed=assessed
    )
    return read if read.base else None


def number(place: Place | Hidden) -> float | None:
    """Return a place as a number where there is one to show."""
    return None if isinstance(place, Hidden) else place.place


def mean(cell: Distribution | Hidden | None) -> float | None:
    """Return the mean of what people rated where it may be shown."""
    return cell.mean if isinstance(cell, Distribution) else None
