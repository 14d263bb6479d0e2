"""The line under a figure or table: which data, when, from how many people."""

from reports.dossier import Dossier
from reports.wording import counted


def source(dossier: Dossier, *notes: str) -> str:
    """Return the source line, with notes that explain what the figure shows."""
    asked = counted(dossier.scores.respondents, "person")
    parts = [f"Capability assessment, {dossier.assessed}; {asked} asked", *notes]
    return ". ".join(parts) + "."
