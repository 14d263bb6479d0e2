"""Every figure that documents print, under a key that stays: one source for flags, changes and reading back.

A figure is told as it is printed. One that is hidden says so and nothing else; one that is not there is left
out, as where nobody rated.
"""

from reports.dossier import Dossier
from reports.figure import HIDDEN, Figure
from reports.figures_of_roadmap import of_roadmap
from reports.figures_of_scores import of_scores, of_strategy

__all__ = ["HIDDEN", "Figure", "figures"]


def figures(dossier: Dossier) -> tuple[Figure, ...]:
    """Return every figure of a dossier; no key stands twice."""
    found: dict[str, Figure] = {}
    for source in (of_scores, of_strategy, of_roadmap):
        for each in source(dossier):
            found.setdefault(each.key, each)
    return tuple(found.values())
