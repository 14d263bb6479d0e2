"""How far a document is: a draft until it is issued, then an issue with number and day."""

from reports.days import dated
from reports.dossier import Dossier
from reports.layout import VARIANTS
from reports.wording import lowered


def state(dossier: Dossier) -> str:
    """Return what the document is: draft, or issue 2."""
    return f"issue {dossier.issue.number}" if dossier.issue else "draft"


def day(dossier: Dossier) -> str:
    """Return the day of the issue, or of the draft."""
    return dated(dossier.issue.on if dossier.issue else dossier.issued)


def title_told(dossier: Dossier, title: str) -> str:
    """Return what the file says it is: the title, the variant if it is not the blueprint, the state."""
    variant = dossier.layout.variant
    told = title if variant == "full" else f"{title}, {lowered(VARIANTS[variant])}"
    return f"{told}, {state(dossier)} of {day(dossier)}"


def header(dossier: Dossier, title: str) -> tuple[str, str]:
    """Return what stands above each page at the left and at the right."""
    variant = dossier.layout.variant
    named = state(dossier).capitalize() if variant == "full" else f"{VARIANTS[variant]}, {state(dossier)}"
    return f"{dossier.client} \N{MIDDLE DOT} {title}", f"{named}, {day(dossier)}"
