"""The line under a figure or table: which data, when, from how many people."""

from reports.dossier import Dossier
from reports.evidence import answered


def source(dossier: Dossier, *notes: str) -> str:
    """Return the source line, with notes that explain what the figure shows; empty ones are left out."""
    parts = [f"Capability assessment, {dossier.assessed}; {answered(dossier.scores)}", *filter(None, notes)]
    return ". ".join(part.removesuffix(".") for part in parts) + "."
