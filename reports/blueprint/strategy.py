"""The chapters of strategy, each left out where nothing is known of a strategy."""

from collections.abc import Mapping, Sequence

from reports.blueprint.alignment import write_alignment
from reports.blueprint.outlook import write_outlook
from reports.blueprint.priorities import write_priorities
from reports.blueprint.programme import programme_of
from reports.dossier import Dossier
from reports.word.document import WordDocument


def write_context(document: WordDocument, dossier: Dossier) -> None:
    """Write what is to be reached: the priorities."""
    if dossier.strategy is not None:
        write_priorities(document, dossier, dossier.strategy)


def write_leading(document: WordDocument, dossier: Dossier) -> None:
    """Write where it leads: the vision, the future environment and the objectives."""
    if dossier.strategy is not None:
        write_outlook(document, dossier.strategy, reached_by(dossier))


def reached_by(dossier: Dossier) -> Mapping[str, Sequence[str]]:
    """Return the initiatives that lead to an objective, by its text; empty where none names one."""
    found: dict[str, list[str]] = {}
    programme = programme_of(dossier)
    for each in programme.roadmap.initiatives if programme else ():
        name = dossier.objective_names.get(each.objective) if each.objective is not None else None
        if programme and name is not None:
            found.setdefault(name, []).append(programme.called(each.id))
    return found


def write_aligned(document: WordDocument, dossier: Dossier) -> None:
    """Write which capabilities the priorities rest on."""
    if dossier.strategy is not None:
        write_alignment(document, dossier.strategy)
