"""What people write about capabilities: a few of the words that may be shown, without whose they are."""

from questionnaires.pack import Component
from reports.charts.heatmap import ordered
from reports.dossier import Dossier
from reports.facts.saying import brief
from reports.word.document import WordDocument
from reports.wording import lowered

HEADING = "What people write"
_MOST = 3
_LONGEST = 320


def write_comments(document: WordDocument, dossier: Dossier, component: Component) -> None:
    """Write the first comment of each of the few capabilities that need most talk; nothing without any."""
    found = [
        (key, dossier.comments[key]) for key in _in_order(dossier, component) if dossier.comments.get(key)
    ]
    if not found:
        return
    document.write("Heading 2", HEADING)
    for key, texts in found[:_MOST]:
        document.write("Quote", f"“{brief(' '.join(texts[0].split()), _LONGEST)}”")
        name = lowered(dossier.pack.capability[key].name)
        document.write(
            "Quote Source",
            f"Comment on {name}, one of {len(texts)}" if len(texts) > 1 else f"Comment on {name}",
        )


def _in_order(dossier: Dossier, component: Component) -> list[str]:
    return ordered(dossier.pack, dossier.scores, component.id)
