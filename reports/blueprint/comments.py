"""What people write about capabilities: a few of the words that may be shown, without whose they are."""

from dataclasses import replace

from questionnaires.pack import Component
from reports.blueprint.evidence_marks import marked
from reports.blueprint.fitting import Told
from reports.charts.heatmap import ordered
from reports.dossier import Dossier
from reports.facts.saying import brief
from reports.marks import Evidence
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
    rests = _rests(dossier, component)
    for each in found[:_MOST]:
        replace(each, prose=marked(document, each.prose, rests)).write(document)


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


def comments_in_body(document: WordDocument, dossier: Dossier, component: Component) -> list[Told]:
    """Return the few comments that a component's own pages may quote."""
    rests = _rests(dossier, component)
    found = comments_of(dossier, component)[:_MOST_IN_BODY]
    return [replace(each, prose=marked(document, each.prose, rests)) for each in found]


def _rests(dossier: Dossier, component: Component) -> Evidence:
    """Return the comments of a component as evidence; whose they are nobody is told."""
    asked = f"Capability assessment, {dossier.assessed}"
    return Evidence("words", f"Comments on {lowered(component.name)}", source=asked)
