"""The way from data to metric to report, as a picture in the chapter of the component that measures."""

from questionnaires.pack import Component
from reports.charts.measure_flow import measure_flow
from reports.days import dated
from reports.dossier import Dossier
from reports.facts.flow import Flow
from reports.facts.read import Facts
from reports.facts.saying import Saying
from reports.word.document import WordDocument
from reports.wording import counted


def has_flow(dossier: Dossier, component: Component) -> bool:
    """Return whether a worksheet of the component says where figures come from and where they go."""
    return _of(dossier, component) is not None


def write_flow(
    document: WordDocument, dossier: Dossier, component: Component, *, new_page: bool = False
) -> None:
    """Write the picture; nothing where no worksheet says it."""
    found = _of(dossier, component)
    if found is None:
        return
    saying, flow = found
    day = dossier.facts.read_on if dossier.facts else None
    when = f", as of {dated(day)}" if day else ""
    rows = counted(saying.rows, "row")
    document.figure(measure_flow(flow), f"Worksheet “{saying.title}”, {rows}{when}.", new_page=new_page)


def _of(dossier: Dossier, component: Component) -> tuple[Saying, Flow] | None:
    facts = dossier.facts or Facts()
    return next(((each, each.flow) for each in facts.of(component.id) if each.flow), None)
