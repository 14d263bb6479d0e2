"""The chapters of strategy, in reading order: what is to be reached, where it leads, what it rests on."""

from reports.blueprint.alignment import write_alignment
from reports.blueprint.outlook import write_outlook
from reports.blueprint.priorities import write_priorities
from reports.dossier import Dossier
from reports.word.document import WordDocument


def write_strategy(document: WordDocument, dossier: Dossier) -> None:
    """Write the chapters; nothing where nothing is known of a strategy."""
    if dossier.strategy is None:
        return
    write_priorities(document, dossier.strategy)
    write_outlook(document, dossier.strategy)
    write_alignment(document, dossier.strategy)
