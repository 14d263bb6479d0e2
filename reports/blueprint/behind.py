"""What stands behind each component: groups, judgements, what people write, documents and worksheets."""

from questionnaires.pack import Component
from reports.blueprint.comments import comments_of, write_comments
from reports.blueprint.component_wording import between_groups, missing
from reports.blueprint.evidence_marks import answers_today, marked
from reports.blueprint.facts import has_facts, write_facts
from reports.blueprint.judgements import judged_of, write_judgements
from reports.blueprint.measures import write_flow
from reports.blueprint.sources import source
from reports.charts.heatmap import heatmap
from reports.dossier import Dossier
from reports.evidence import first_column, rated
from reports.facts.read import Facts
from reports.word.document import WordDocument
from reports.word.runs import wording
from reports.wording import counted, listed, lowered, raised


def write_behind(document: WordDocument, dossier: Dossier) -> None:
    """Write the appendix with a part for each component of which there is something; nothing without any."""
    parts = [each for each in dossier.pack.components if _has_more(dossier, each)]
    if not parts:
        return
    document.chapter("What stands behind each component", finding(dossier))
    for each in parts:
        _write_part(document, dossier, each)


def finding(dossier: Dossier) -> str:
    """Return what there is beside ratings."""
    facts = dossier.facts or Facts()
    remarks = sum(len(each) for each in dossier.comments.values())
    judged = len(judged_of(dossier, dossier.pack.capabilities))
    parts = [
        *([counted(len(facts.documents), "document")] if facts.documents else []),
        *([counted(len(facts.sayings), "worksheet")] if facts.sayings else []),
        *([f"judgements on {counted(judged, 'capability')}"] if judged else []),
        *([counted(remarks, "remark")] if remarks else []),
    ]
    if not parts:
        return "Groups that may be shown stand beside each other."
    return f"{raised(listed(parts))} stand behind the ratings."


def _has_more(dossier: Dossier, component: Component) -> bool:
    is_rated = bool(rated(component.capabilities, dossier.scores))
    return (
        has_facts(dossier, component)
        or bool(judged_of(dossier, component.capabilities))
        or bool(comments_of(dossier, component))
        or (is_rated and (first_column(dossier.scores) is not None or bool(missing(dossier, component))))
    )


def _write_part(document: WordDocument, dossier: Dossier, component: Component) -> None:
    document.write("Heading 2", component.name)
    column = first_column(dossier.scores)
    if rated(component.capabilities, dossier.scores):
        if component.id in dossier.layout.aside:
            if column:
                picture = heatmap(dossier.pack, dossier.scores, component.id, column)
                document.figure(picture, source(dossier, "Hatched = hidden, to protect those who answered"))
            write_flow(document, dossier, component)
        if column:
            rests = answers_today(dossier, rated(component.capabilities, dossier.scores), component.name)
            seen = marked(document, between_groups(dossier, component, column), rests)
            document.labelled(f"By {lowered(column)}", seen)
        if wording(lacking := missing(dossier, component)):
            document.labelled("What is missing", lacking)
    write_judgements(document, dossier, component)
    write_comments(document, dossier, component)
    write_facts(document, dossier, component)
