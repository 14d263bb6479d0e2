"""What consultants say of capabilities beside the ratings: always theirs, with reason, evidence and date."""

from collections.abc import Mapping, Sequence

from questionnaires.judgement import NOTHING, WHICH, Judgement, Judgements, Kind, target_of
from questionnaires.pack import Capability, Component
from questionnaires.rounding import rounded, shown
from questionnaires.scores import CapabilityScore, Distribution, Hidden
from reports.blueprint.sources import source
from reports.days import dated
from reports.dossier import Dossier
from reports.evidence import answers_today
from reports.facts.saying import brief
from reports.marks import Evidence
from reports.word.document import WordDocument
from reports.word.geometry import TEXT_WIDTH
from reports.word.runs import BREAK, Prose, Run, quiet, strong
from reports.word.tables import Column
from reports.wording import listed, lowered, raised, set_apart, spelled, spelled_out

_HEADS: Mapping[Kind, str] = {"evidence": "On evidence", "adjustment": "Adjusted", "target": "Agreed"}
_WHY: Mapping[Kind, str] = {
    "evidence": "On evidence",
    "adjustment": "Adjusted",
    "target": "Agreed target",
}
_LONGEST = 400
_MOST_NAMED = 3
_NOTE = (
    "Today and wanted are means of what people answered. Figures in bold are the consultants’, and are mixed "
    "into no mean. Where a target is agreed, it counts in place of the mean wanted"
)


def write_judgements(document: WordDocument, dossier: Dossier, component: Component) -> None:
    """Write what consultants say of a component's capabilities; nothing where they say nothing."""
    judged = judged_of(dossier, component.capabilities)
    if not judged:
        return
    kinds = [kind for kind in _HEADS if any(each.of(kind) for _, each in judged)]
    wanted = "target" in kinds
    figures = [Column("Today", 13, True)]
    figures += [Column(_HEADS[kind], 16, True) for kind in kinds if kind != "target"]
    figures += [Column("Wanted", 14, True), Column("Agreed", 14, True)] if wanted else []
    name = 35.0
    rest = TEXT_WIDTH - name - sum(each.width for each in figures)
    columns = [Column("Capability", name), *figures, Column("Why, by whom and when", rest)]
    rows = [_row(dossier, capability, judgements, kinds) for capability, judgements in judged]
    document.table(title(dossier, component, judged), columns, rows, source(dossier, _NOTE))


def judged_of(dossier: Dossier, capabilities: Sequence[Capability]) -> list[tuple[Capability, Judgements]]:
    """Return the capabilities of which consultants say something, in their order."""
    found = ((each, dossier.judgements.get(each.id, NOTHING)) for each in capabilities)
    return [(each, judgements) for each, judgements in found if judgements.standing]


def title(dossier: Dossier, component: Component, judged: Sequence[tuple[Capability, Judgements]]) -> str:
    """Return how ratings on evidence lie beside what people say, as a sentence without full stop."""
    pairs = compared(dossier, judged)
    lower = sum(theirs < mean for mean, theirs in pairs)
    higher = sum(theirs > mean for mean, theirs in pairs)
    if pairs and len(pairs) == lower + higher and not (lower and higher):
        name = spelled_out(len(pairs), "capability")
        return f"On evidence, {name} {_stand(len(pairs))} {'lower' if lower else 'higher'} than people say"
    if pairs:
        return f"What consultants see in {lowered(component.name)}, beside what people say"
    return f"What consultants say of {lowered(component.name)}, beside the ratings"


def in_short(dossier: Dossier) -> str:
    """Return how many capabilities were rated on evidence, and how that lies beside what people say."""
    judged = judged_of(dossier, dossier.pack.capabilities)
    rated = sum(each.evidence is not None for _, each in judged)
    if not rated:
        return ""
    said = f"Consultants rate {spelled_out(rated, 'capability')} on evidence"
    pairs = compared(dossier, judged)
    lower, higher = sum(theirs < mean for mean, theirs in pairs), sum(theirs > mean for mean, theirs in pairs)
    beside = [f"{spelled(n)} {word}" for n, word in ((lower, "lower"), (higher, "higher")) if n]
    return f"{said}, {' and '.join(beside)} than people do." if beside else f"{said}."


JUDGED = Evidence.judgement("Ratings on evidence, and targets agreed", "Consultants and client")


def seen_in_short(dossier: Dossier, component: Component) -> str:
    """Return what consultants see in a component beside what people say; empty where they say nothing."""
    judged = judged_of(dossier, component.capabilities)
    found = [(each.name, judgements) for each, judgements in judged]
    rated = [
        f"{lowered(name)} {shown(each.evidence.value)}" for name, each in found if each.evidence is not None
    ]
    agreed = [
        f"{lowered(name)} {shown(each.target.value)}" for name, each in found if each.target is not None
    ]
    parts = []
    if rated:
        parts.append(f"Consultants rate on evidence: {listed(rated[:_MOST_NAMED])}{_more(rated)}.")
    if agreed:
        parts.append(f"Targets agreed: {listed(agreed[:_MOST_NAMED])}{_more(agreed)}.")
    return " ".join(parts)


def _more(found: Sequence[str]) -> str:
    more = len(found) - _MOST_NAMED
    return f" and {spelled(more)} more" if more > 0 else ""


def agreed_in_short(dossier: Dossier) -> str:
    """Return for how many capabilities a target is agreed; empty for none."""
    agreed = sum(each.target is not None for _, each in judged_of(dossier, dossier.pack.capabilities))
    if not agreed:
        return ""
    verb = "has an agreed target" if agreed == 1 else "have agreed targets"
    return f"{raised(spelled_out(agreed, 'capability'))} {verb}."


def compared(dossier: Dossier, judged: Sequence[tuple[Capability, Judgements]]) -> list[tuple[float, float]]:
    """Return the mean of today and the rating on evidence where both are shown, as they are shown."""
    found = ((answers_today(dossier.scores, each.id), judgements) for each, judgements in judged)
    return [
        (float(rounded(seen.mean)), judgements.evidence.value)
        for seen, judgements in found
        if judgements.evidence is not None and seen is not None and seen.mean is not None
    ]


def agreed_beside(dossier: Dossier, capability: str) -> str:
    """Return the agreed target of a capability as it stands under the mean wanted; empty without one."""
    found = target_of(dossier.scores.capabilities[capability], dossier.judgements.get(capability))
    if found.which != "agreed" or found.value is None:
        return ""
    return f"{shown(found.value)} agreed"


def _row(
    dossier: Dossier, capability: Capability, judgements: Judgements, kinds: Sequence[Kind]
) -> list[Prose]:
    score = dossier.scores.capabilities[capability.id]
    cells: list[Prose] = [[strong(capability.name)], _mean(score.current)]
    cells += [_value(judgements.of(kind)) for kind in kinds if kind != "target"]
    if "target" in kinds:
        used = WHICH[target_of(score, judgements).which]
        agreed = _value(judgements.target) if judgements.target else [quiet(used)]
        cells += [_wanted(score), agreed]
    return [*cells, _why(judgements)]


def _mean(cell: Distribution | Hidden | None) -> str:
    if isinstance(cell, Hidden):
        return "hidden"
    return "no rating" if cell is None or cell.mean is None else shown(cell.mean)


def _wanted(score: CapabilityScore) -> str:
    return "\N{EN DASH}" if score.target is None else _mean(score.target)


def _value(judgement: Judgement | None) -> Prose:
    return [strong(shown(judgement.value))] if judgement else ""


def _why(judgements: Judgements) -> Prose:
    prose: list[str | Run] = []
    for kind, head in _WHY.items():
        each = judgements.of(kind)
        if each is None:
            continue
        papers = "; ".join(set_apart(one.title) for one in each.documents)
        told = [brief(text, _LONGEST) for text in (each.reason.strip(), each.evidence.strip()) if text]
        prose += [*([BREAK] if prose else []), strong(f"{head}. "), " ".join(told)]
        signed_by = f"{set_apart(each.by)}, {dated(each.at.date())}"
        prose += [BREAK, quiet(f"{signed_by}; {brief(papers, _LONGEST)}" if papers else signed_by)]
    return prose


def _stand(number: int) -> str:
    return "stands" if number == 1 else "stand"
