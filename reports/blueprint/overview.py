"""Where we are: all components in one picture, and the largest gaps of all capabilities."""

from collections.abc import Sequence

from questionnaires.pack import Component
from questionnaires.ranking import by_gap
from questionnaires.rounding import shown
from questionnaires.scores import RollUp
from reports.blueprint.evidence_marks import all_answers, marked
from reports.blueprint.sources import source
from reports.charts.native_gap_bars import native_gap_bars
from reports.charts.native_radar import native_radar
from reports.charts.radar import FEWEST
from reports.dossier import Dossier
from reports.evidence import (
    Rated,
    agreement_on,
    apart_on,
    components_by_gap,
    furthest_to_go,
    rated,
    scored_components,
    standing_out,
)
from reports.marks import Evidence
from reports.others import ahead, behind, beside_others, others_source
from reports.word.document import WordDocument
from reports.word.runs import Prose
from reports.wording import counted, listed, lowered, raised, set_apart, spelled, stretch

_COMPARED = ("Ahead of others", "Behind others")
_MANY = 4
_WIDE = 2
"""Levels from which on a gap is called wide."""


def write_overview(document: WordDocument, dossier: Dossier) -> None:
    """Write the chapter; nothing without any score of a component."""
    pack, scores = dossier.pack, dossier.scores
    components = scored_components(pack, scores)
    if not components:
        return
    document.chapter("Where we are", finding(components))
    told = beside(dossier, components)
    texts = [(label, marked(document, text, *_rests(dossier, label))) for label, text in told]
    if len(pack.components) >= FEWEST:
        picture = native_radar(pack, scores, dossier.benchmark)
        said = others_source(dossier.benchmark) if "others" in picture.note else ""
        document.figure_beside(picture, source(dossier, said), texts)
    else:
        for label, text in texts:
            document.labelled(label, text)
    if by_gap(pack, scores):
        both = source(dossier, "n = people who rated both today and wanted")
        document.figure(native_gap_bars(pack, scores), both)


def _rests(dossier: Dossier, label: str) -> list[Evidence]:
    """Return what a text beside the picture rests on."""
    others = dossier.benchmark
    if label in _COMPARED and others is not None:
        return [
            Evidence.others(each.n, "Levels of the components", f"{set_apart(each.source)}, {each.dates}")
            for each in others.sources
        ]
    return all_answers(dossier) if label == "Agreement" else []


def finding(components: Sequence[tuple[Component, RollUp]]) -> str:
    """Return the range of levels today and of those wanted; components come lowest first."""
    (lowest, low), (highest, high) = components[0], components[-1]
    targets = [score.target for _, score in components if score.target is not None]
    wanted = stretch(targets) if targets else ""
    if _level(low) == _level(high):
        name = raised(lowest.name) if len(components) == 1 else "Every component"
        level = f"{name} is rated at {_level(low)} of 5 today"
        return f"{level}; {wanted} is wanted." if wanted else f"{level}."
    levels = f"from {_level(low)} in {lowered(lowest.name)} to {_level(high)} in {lowered(highest.name)}"
    if not wanted:
        return f"Levels today run {levels}."
    return f"Levels today run {levels}; wanted levels {'from' if ' to ' in wanted else 'are'} {wanted}."


def beside(dossier: Dossier, components: list[tuple[Component, RollUp]]) -> list[tuple[str, Prose]]:
    """Return the short texts beside the picture, each with its head."""
    pack, scores = dossier.pack, dossier.scores
    ratings = rated(pack.capabilities, scores)
    texts: list[tuple[str, Prose]] = []
    compared = beside_others(pack, scores, dossier.benchmark)
    if compared:
        texts += [("Ahead of others", seen)] if (seen := ahead(compared)) else []
        texts += [("Behind others", seen)] if (seen := behind(compared)) else []
    elif len(components) > 2:
        texts += [("Highest today", seen)] if (seen := _standing_out(components[::-1])) else []
        texts += [("Lowest today", seen)] if (seen := _standing_out(components)) else []
    if furthest := furthest_to_go(components_by_gap(pack, scores)):
        texts.append(("Furthest to go", raised(furthest)))
    if weakest := held_down(ratings):
        texts.append(("Held down by", weakest))
    if ratings:
        agreement, (differ, camps) = [raised(agreement_on(ratings))], apart_on(ratings)
        if differ:
            agreement.append(f"differ on {spelled(differ)}")
        if camps:
            agreement.append(f"are in two camps on {spelled(camps)}")
        texts.append(("Agreement", listed(agreement)))
    return texts


def held_down(ratings: Sequence[Rated]) -> str:
    """Return the two lowest capabilities; empty where there are too few for that to say anything."""
    if len(ratings) < _MANY or stretch([seen.mean or 0 for _, seen in ratings]) == shown(
        ratings[0][1].mean or 0
    ):
        return ""
    lowest = [(each.name, seen.mean) for each, seen in ratings[:2] if seen.mean is not None]
    names = listed([f"{lowered(name)} ({shown(mean)})" for name, mean in lowest])
    return f"{raised(names)}, the lowest of {counted(len(ratings), 'capability')}"


def _level(score: RollUp) -> str:
    return shown(score.current) if score.current is not None else "no rating"


def _standing_out(components: Sequence[tuple[Component, RollUp]]) -> str:
    """Return the first components, as far as their level stands apart from that of the others."""
    apart = components[: standing_out([score.current or 0 for _, score in components])]
    return raised(listed([f"{lowered(part.name)} ({_level(score)})" for part, score in apart]))
