"""What every worksheet of an engagement says, each by the wording of its kind."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from questionnaires.worksheet import Worksheet
from questionnaires.worksheet_sayings.given import Given
from reports.facts import capital, measures, processes, suppliers, technology, work_force
from reports.facts.saying import Figures, Said, Saying, left_out


@dataclass(frozen=True, slots=True)
class Asked:
    """What the wording of worksheets rests on beside their rows: the day, and the names of the priorities."""

    day: date
    priorities: Sequence[str]
    figures: Figures


_KINDS: Mapping[str, Callable[[Given, Asked], Said | None]] = {
    "technology": lambda given, asked: technology.said(given, asked.day, asked.figures),
    "work_force": lambda given, asked: work_force.said(given, asked.figures),
    "processes": lambda given, asked: processes.said(given, asked.figures),
    "measures": lambda given, asked: measures.said(given, asked.priorities, asked.figures),
    "capital": lambda given, asked: capital.said(given, asked.day, asked.figures),
    "suppliers": lambda given, asked: suppliers.said(given, asked.day, asked.figures),
}
"""The kinds of worksheet that something can be said of, by id."""


def is_read(worksheet: str) -> bool:
    """Return whether something can be said of worksheets of this id."""
    return worksheet in _KINDS


def sayings(given: Iterable[tuple[Worksheet, Given]], asked: Asked) -> tuple[Saying, ...]:
    """Return what worksheets say, in their order; those that say nothing are left out."""
    found = []
    for worksheet, its in given:
        said = _KINDS[worksheet.id](its, asked) if worksheet.id in _KINDS else None
        if said is None:
            continue
        found.append(
            Saying(
                worksheet=worksheet.id,
                title=worksheet.title,
                component=worksheet.component or "",
                rows=said.left_out.of - said.left_out.rows,
                finding=said.finding,
                chart=said.chart,
                boards=tuple(each for each in said.boards if each is not None),
                remarks=said.remarks,
                left_out=left_out(said.left_out),
                flow=said.flow,
            )
        )
    return tuple(found)
