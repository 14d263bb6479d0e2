"""Where we are: all components together, then each on pages of its own."""

from reports.blueprint.component import write_component
from reports.blueprint.overview import write_overview
from reports.blueprint.own_words import write_own_words
from reports.dossier import Dossier
from reports.word.document import WordDocument


def write_current_state(document: WordDocument, dossier: Dossier) -> None:
    """Write the chapter and a part for each component; a pre-read has those only that it has room for."""
    write_overview(document, dossier)
    write_own_words(document, dossier, "current")
    layout = dossier.layout
    for part in dossier.pack.components:
        if layout.variant == "full" or part.id not in layout.aside:
            write_component(document, dossier, part)
            write_own_words(document, dossier, part.id)
