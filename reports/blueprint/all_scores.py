"""All scores: the components beside each other and beside others, then each capability of each."""

from reports.blueprint.component_figures import write_component_figures
from reports.blueprint.component_table import write_scores
from reports.dossier import Dossier
from reports.evidence import rated
from reports.word.document import WordDocument
from reports.wording import NBSP, part_of, plural


def write_all_scores(document: WordDocument, dossier: Dossier) -> None:
    """Write the appendix; nothing where no rating can be shown."""
    pack, scores = dossier.pack, dossier.scores
    ratings = rated(pack.capabilities, scores)
    if not ratings:
        return
    document.chapter("All scores", finding(dossier))
    write_component_figures(document, dossier)
    for part in pack.components:
        if rated(part.capabilities, scores):
            write_scores(document, dossier, part)


def finding(dossier: Dossier) -> str:
    """Return how many capabilities have figures, and how many ratings these rest on."""
    ratings = rated(dossier.pack.capabilities, dossier.scores)
    of = len(dossier.pack.capabilities)
    figures = f"Figures are shown of {part_of(len(ratings), of, 'capability')}"
    number = sum(each.n for _, each in ratings)
    return f"{figures}; they rest on {number:,}{NBSP}{plural(number, 'rating')}."
