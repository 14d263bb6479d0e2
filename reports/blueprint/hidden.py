"""What is hidden and why, without saying which groups or how few."""

from reports.dossier import Dossier
from reports.evidence import columns_hiding, hidden_today
from reports.wording import counted, hidden_capabilities, hidden_groups

_PUBLISHED = "Everything shown for a component is made of figures that may be shown."


def hidden_said(dossier: Dossier) -> str:
    """Return the rule, and what it hides in this document."""
    pack, scores = dossier.pack, dossier.scores
    least = counted(scores.threshold, "rating")
    sentences = [
        f"A figure is shown where it rests on at least {least}, and where no smaller number of people can "
        f"be worked out from it and the figures beside it. {_PUBLISHED}"
    ]
    if number := hidden_today(pack.capabilities, scores):
        sentences.append(hidden_capabilities(number))
    if columns := columns_hiding(pack.capabilities, scores):
        sentences.append(hidden_groups(columns))
    return " ".join(sentences)
