"""One component: its level, how its ratings spread and what that means; on a second page, who sees it how."""

from questionnaires.pack import Component
from reports.blueprint.comments import comments_in_body
from reports.blueprint.component_table import key_of
from reports.blueprint.component_wording import (
    between_groups,
    build_on,
    evidence,
    finding,
    key_figures,
    meaning,
    missing,
)
from reports.blueprint.evidence_marks import answers_today, marked
from reports.blueprint.facts import facts_finding, has_facts, shown_in_short
from reports.blueprint.fitting import Told, write_fitting
from reports.blueprint.judgements import JUDGED, seen_in_short
from reports.blueprint.measures import has_flow, write_flow
from reports.blueprint.own_words import room_for
from reports.blueprint.sources import source
from reports.charts.heatmap import heatmap
from reports.charts.native_spread import native_spread
from reports.dossier import Dossier
from reports.evidence import Rated, first_column, rated
from reports.word.document import WordDocument
from reports.word.runs import pieces
from reports.wording import lowered


def write_component(document: WordDocument, dossier: Dossier, component: Component) -> None:
    """Write the component's page, and a second one unless that is set aside; nothing without rating or fact.

    Each holds what is most important; tables and all that is said stand in the appendices.
    """
    ratings = rated(component.capabilities, dossier.scores)
    if not ratings:
        if has_facts(dossier, component):
            document.part(title(component), facts_finding(dossier, component))
            write_fitting(document, shown_in_short(document, dossier, component, 3))
            write_flow(document, dossier, component)
        return
    document.part(title(component), finding(dossier, component))
    if figures := key_figures(dossier, component):
        document.key_figures(figures)
    note = "AD = mean distance from the mean in levels; above 0.83 people differ"
    document.figure(native_spread(dossier.pack, dossier.scores, component.id), source(dossier, note))
    first = _first_page(document, dossier, component, ratings)
    if component.id in dossier.layout.aside or not has_second_page(dossier, component):
        kept = room_for(dossier, component.id)
        write_fitting(document, [*first, *_second_page(document, dossier, component, ratings)], kept)
        return
    rest = write_fitting(document, first)
    _write_second_page(
        document, dossier, component, [*rest, *_second_page(document, dossier, component, ratings)]
    )


def title(component: Component) -> str:
    """Return how the part is called."""
    return f"Current state: {lowered(component.name)}"


def has_second_page(dossier: Dossier, component: Component) -> bool:
    """Return whether there is a picture for a second page: of groups, or of the way of measures."""
    if not rated(component.capabilities, dossier.scores):
        return False
    return first_column(dossier.scores) is not None or has_flow(dossier, component)


def _first_page(
    document: WordDocument, dossier: Dossier, component: Component, ratings: list[Rated]
) -> list[Told]:
    rests = answers_today(dossier, ratings, component.name)
    scores = document.see(key_of(component), " All figures are in ", ".")
    return [
        Told("Evidence", [*pieces(marked(document, evidence(ratings, dossier), rests)), scores], 90),
        Told("What it means", marked(document, meaning(ratings), rests), 80),
        Told("Build on", marked(document, build_on(ratings), rests), 70),
        *shown_in_short(document, dossier, component, 2),
    ]


def _second_page(
    document: WordDocument, dossier: Dossier, component: Component, ratings: list[Rated]
) -> list[Told]:
    column = first_column(dossier.scores)
    by = []
    if column:
        rests = answers_today(dossier, ratings, component.name)
        seen = marked(document, between_groups(dossier, component, column), rests)
        by = [Told(f"By {lowered(column)}", seen, 50)]
    judged = marked(document, seen_in_short(dossier, component), JUDGED)
    return [
        *by,
        Told("On evidence", judged, 55),
        Told("What is missing", missing(dossier, component), 40),
        *comments_in_body(document, dossier, component),
    ]


def _write_second_page(
    document: WordDocument, dossier: Dossier, component: Component, told: list[Told]
) -> None:
    flows = has_flow(dossier, component)
    if flows:
        write_flow(document, dossier, component, new_page=True)
    if column := first_column(dossier.scores):
        picture = heatmap(dossier.pack, dossier.scores, component.id, column)
        hatched = source(dossier, "Hatched = hidden, to protect those who answered")
        if not flows or document.holds(picture, hatched):
            document.figure(picture, hatched, new_page=not flows)
    write_fitting(document, told, room_for(dossier, component.id))
