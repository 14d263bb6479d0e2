"""One component: its level, how its ratings spread, what that means, how groups see it, all its scores."""

from questionnaires.pack import Component
from reports.blueprint.comments import write_comments
from reports.blueprint.component_table import write_scores
from reports.blueprint.component_wording import (
    between_groups,
    build_on,
    evidence,
    finding,
    key_figures,
    meaning,
    missing,
)
from reports.blueprint.facts import facts_finding, has_facts, write_facts
from reports.blueprint.judgements import write_judgements
from reports.blueprint.sources import source
from reports.charts.heatmap import heatmap
from reports.charts.spread import spread
from reports.dossier import Dossier
from reports.evidence import first_column, rated
from reports.word.document import WordDocument
from reports.wording import lowered


def write_component(document: WordDocument, dossier: Dossier, component: Component) -> None:
    """Write the component's pages: its visible ratings, and the facts; nothing where there are neither."""
    scores = dossier.scores
    ratings = rated(component.capabilities, scores)
    if not ratings:
        if has_facts(dossier, component):
            title = f"Current state: {lowered(component.name)}"
            document.part(title, facts_finding(dossier, component))
            write_facts(document, dossier, component)
        return
    document.part(f"Current state: {lowered(component.name)}", finding(dossier, component))
    if figures := key_figures(dossier, component):
        document.key_figures(figures)
    note = "AD = mean distance from the mean in levels; above 0.83 people differ"
    document.figure(spread(dossier.pack, scores, component.id), source(dossier, note))
    document.labelled("Evidence", evidence(ratings, dossier))
    document.labelled("What it means", meaning(ratings))
    if strength := build_on(ratings):
        document.labelled("Build on", strength)
    column = first_column(scores)
    if column:
        picture = heatmap(dossier.pack, scores, component.id, column)
        document.figure(
            picture, source(dossier, "Hatched = hidden, to protect those who answered"), new_page=True
        )
        if contrasts := between_groups(dossier, component, column):
            document.labelled(f"By {lowered(column)}", contrasts)
    write_scores(document, dossier, component, new_page=column is None)
    write_judgements(document, dossier, component)
    if lacking := missing(dossier, component):
        document.labelled("What is missing", lacking)
    write_comments(document, dossier, component)
    write_facts(document, dossier, component)
