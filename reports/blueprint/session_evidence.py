"""What the items and decisions of a session rest on, as evidence that marks lead to."""

from collections.abc import Iterator, Sequence

from questionnaires.ranking import by_gap
from reports.blueprint.charter import answered
from reports.blueprint.evidence_marks import ESTIMATES, MARKED, all_answers, interviewed, marked
from reports.blueprint.gaps import asked
from reports.blueprint.initiatives import estimates
from reports.blueprint.priorities import weighed
from reports.blueprint.programme import programme_of
from reports.dossier import Dossier
from reports.evidence import answers_today
from reports.marks import Evidence
from reports.session.agenda import Agenda, Talk
from reports.session.matters import Matter, remarks
from reports.word.document import WordDocument
from reports.word.runs import Prose

_PLANNED = ("vote", "order", "initiatives", "owners", "sheets", "value")
"""The items that are about initiatives."""


def of_matter(dossier: Dossier, matter: Matter) -> Evidence:
    """Return the answers that a disagreement about a capability rests on."""
    return _answers(dossier, matter.title, matter.seen.n if matter.seen else 0)


def of_item(dossier: Dossier, key: str, talks: Sequence[Talk] = ()) -> tuple[Evidence, ...]:
    """Return what an item of the agenda rests on, and a decision that it takes; empty for none."""
    return tuple(dict.fromkeys(_of_item(dossier, key, talks)))


def _of_item(dossier: Dossier, key: str, talks: Sequence[Talk]) -> Iterator[Evidence]:
    strategy, programme = dossier.strategy, programme_of(dossier)
    if key in ("opening", "scores"):
        yield from all_answers(dossier)
    elif key == "talk":
        yield from (of_matter(dossier, each.matter) for each in talks)
    elif key == "charter" and dossier.charter and dossier.charter.base:
        yield answered(dossier.charter, dossier.charter.base)
    elif key == "leaders" and strategy:
        yield interviewed(strategy, "What leaders see differently")
    elif key == "aims" and strategy:
        yield from weighed(strategy)
    elif key == "remarks":
        for each in remarks(dossier):
            seen = answers_today(dossier.scores, each.capability) if each.capability else None
            if seen:
                yield _answers(dossier, dossier.pack.capability[each.capability].name, seen.n)
    elif key in _PLANNED and programme:
        yield estimates(programme) if key in ("initiatives", "value", "vote") else ESTIMATES
    elif key in _PLANNED and by_gap(dossier.pack, dossier.scores):
        yield asked(dossier)


def decided(document: WordDocument, dossier: Dossier, plan: Agenda, item: str, text: Prose) -> Prose:
    """Return a decision with the marks of what it rests on, in a document that lists it."""
    if dossier.layout.variant not in MARKED:
        return text
    talks = plan.talks if item == "talk" else ()
    return marked(document, text, *of_item(dossier, item, talks))


def _answers(dossier: Dossier, title: str, n: int) -> Evidence:
    return Evidence.people(n or "", f"{title}: level today", f"Capability assessment, {dossier.assessed}")
