"""What people write about capabilities: a few of the words that may be shown, without whose they are."""

from questionnaires.pack import Component
from reports.blueprint.fitting import Told
from reports.charts.heatmap import ordered
from reports.dossier import Dossier
from reports.facts.saying import brief
from reports.word.document import WordDocument
from reports.wording import lowered

HEADING = "What people write"
_MOST = 6
_MOST_IN_BODY = 3
_LONGEST = 320


def write_comments(document: WordDocument, dossier: Dossier, component: Component) -> None:
    """Write the first comment of each of the few capabilities that need most talk; nothing without any."""
    found = comments_of(dossier, component)
    if not found:
        return
    document.write("Heading 3", HEADING)
    for each in found[:_MOST]:
        each.write(document)


def comments_of(dossier: Dossier, component: Component) -> list[Told]:
    """Return the first comment of each capability, most need of talk first, each with what it is about."""
    found: list[Told] = []
    for key in ordered(dossier.pack, dossier.scores, component.id):
        if texts := dossier.comments.get(key):
            about = f"Comment on {lowered(dossier.pack.capability[key].name)}"
            words = f"“{brief(' '.join(texts[0].split()), _LONGEST)}”"
            source = f"{about}, one of {len(texts)}" if len(texts) > 1 else about
            found.append(Told("", words, 30 - len(found), source))
    return found


def comments_in_body(dossier: Dossier, component: Component) -> list[Told]:
    """Return the few comments that a component's own pages may quote."""
    return comments_of(dossier, component)[:_MOST_IN_BODY]
