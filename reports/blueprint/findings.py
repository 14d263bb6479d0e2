"""Findings: what the consultants accepted, in their order, each with marks and the figures it rests on."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from questionnaires.findings import NAMES, Evidence
from reports.blueprint.priorities import weighed
from reports.blueprint.sources import source
from reports.dossier import Dossier
from reports.facts.saying import brief
from reports.finding_read import OWN, FindingRead
from reports.marks import Evidence as Marked
from reports.word.document import WordDocument
from reports.word.geometry import TEXT_WIDTH
from reports.word.runs import BREAK, Piece, Prose, Run, quiet, strong
from reports.word.tables import Column
from reports.wording import NBSP, listed, lowered, raised, set_apart, spelled, spelled_out, stretch

_LABELS: Mapping[str, str] = {
    **{str(kind): name for kind, name in NAMES.items()},
    "unsupported": "Without support",
    "order": "Order of steps",
    OWN: "Consultants’ own",
}
"""The kinds of findings, short enough for the margin."""
_SEVERAL = "Several together"
_LONGEST = 600
_EARLIER = "Figures of an earlier state, not of this issue"
_NO_FIGURE = "Named by the consultants, without a figure"
_PRIORITIES = "Business priorities"
_NOTE = "n = people who answered. AD = mean distance from the mean in levels; above 0.83 people differ"
_EXPLAINED = ("AD",)
"""Figures whose details the line under the table gives."""
_MOST_NAMED = 3
_GAP = "\N{EN SPACE}"
_BOTH = ("gap", "wanted")
"""Figures that rest on the level wanted as well as on that of today."""


def write_findings(document: WordDocument, dossier: Dossier) -> None:
    """Write the chapter; nothing where no finding was accepted."""
    found = by_kind(dossier.findings)
    if not found:
        return
    document.chapter("Findings", finding(dossier))
    before = ""
    for number, each in found:
        name = label(each)
        document.labelled("" if name == before else name, _told(document, dossier, number, each), before=4)
        before = name
    _write_evidence(document, dossier, found)


def by_kind(found: Iterable[FindingRead]) -> list[tuple[str, FindingRead]]:
    """Return findings with their numbers: kinds as their first one comes, in each of them as they stand."""
    kinds: dict[str, list[FindingRead]] = {}
    for each in found:
        kinds.setdefault(label(each), []).append(each)
    ordered = [each for those in kinds.values() for each in those]
    return [(str(number), each) for number, each in enumerate(ordered, start=1)]


def label(each: FindingRead) -> str:
    """Return what its kind is called in the margin."""
    return _SEVERAL if each.parts else _LABELS.get(each.kind, _LABELS[OWN])


def finding(dossier: Dossier) -> str:
    """Return how many findings there are, and which component most of them are about."""
    found = dossier.findings
    said = f"{raised(spelled_out(len(found), 'finding'))} {'is' if len(found) == 1 else 'are'} accepted"
    about = Counter(part for each in found for part in _components(dossier, each))
    first = about.most_common(2)
    if len(found) > 1 and first and first[0][1] > 1 and (len(first) == 1 or first[0][1] > first[1][1]):
        name = next(part.name for part in dossier.pack.components if part.id == first[0][0])
        each = "all" if first[0][1] == len(found) else spelled(first[0][1])
        return f"{said}; {each} of them are about {lowered(name)}."
    return f"{said}."


def _components(dossier: Dossier, each: FindingRead) -> list[str]:
    """Return the components that a finding is about, each once."""
    known = {part.id for part in dossier.pack.components}
    of = dossier.pack.component_of
    parts = [each.component, *(of[one].id for one in each.capabilities if one in of)]
    return [part for part in dict.fromkeys(parts) if part in known]


def _told(document: WordDocument, dossier: Dossier, number: str, each: FindingRead) -> Prose:
    title = f"{number}{_GAP}{set_apart(brief(each.title, _LONGEST))}"
    prose: list[Piece] = [strong(title), document.mark(*rests_on(dossier, each))]
    if each.text.strip():
        prose += [BREAK, brief(each.text, _LONGEST)]
    named = dossier.pack.capability
    about = [lowered(named[one].name) for one in each.capabilities if one in named]
    if about and (each.kind == OWN or each.parts):
        more = len(about) - _MOST_NAMED
        names = [*about[:_MOST_NAMED], *([f"{more} more"] if more > 0 else [])]
        prose += [BREAK, quiet(f"About {listed(names)}")]
    return prose


def _write_evidence(
    document: WordDocument, dossier: Dossier, found: Iterable[tuple[str, FindingRead]]
) -> None:
    subject = 70.0
    columns = (
        Column("No.", 13),
        Column("About", subject),
        Column("Rests on", TEXT_WIDTH - 13 - subject),
    )
    rows = [row for number, each in found for row in _rows(dossier, number, each)]
    weights = "Weights of priorities are those of the alignment" if _weighs(dossier.findings) else ""
    document.table("What the findings rest on", columns, rows, source(dossier, _NOTE, weights))


def rests_on(dossier: Dossier, each: FindingRead) -> list[Marked]:
    """Return what a finding rests on: one thing for each that its figures are about, or who named it."""
    if not each.figures:
        return [Marked.judgement("Findings of the consultants, without a figure", "Findings")]
    found = []
    for subject, figures in _by_subject(dossier, each).items():
        if subject == _PRIORITIES:
            found += weighed(dossier.strategy) if dossier.strategy else []
            continue
        both = any(word in _name(dossier, one) for one in figures for word in _BOTH)
        n = stretch([one.n for one in figures if one.n is not None], 0)
        asked = f"{subject}: level today{' and wanted' if both else ''}"
        found.append(Marked.people(n, asked, f"Capability assessment, {dossier.assessed}"))
    return found


def _rows(dossier: Dossier, number: str, each: FindingRead) -> list[list[Prose]]:
    """Return a row for each thing that figures are about; the number stands in the first of them."""
    if not each.figures:
        said = _EARLIER if each.gone else _NO_FIGURE
        return [[[strong(number)], said, ""]]
    rows: list[list[Prose]] = []
    for subject, figures in _by_subject(dossier, each).items():
        rows.append(["" if rows else [strong(number)], subject, _figures(dossier, figures)])
    return rows


def _by_subject(dossier: Dossier, each: FindingRead) -> dict[str, list[Evidence]]:
    """Return the figures of a finding by what they are about."""
    about: dict[str, list[Evidence]] = {}
    for one in each.figures:
        about.setdefault(_subject(dossier, one), []).append(one)
    return about


def _subject(dossier: Dossier, one: Evidence) -> str:
    named = dossier.pack.capability
    if one.capability in named:
        return named[one.capability].name
    return next((part.name for part in dossier.pack.components if part.id == one.component), _PRIORITIES)


def _figures(dossier: Dossier, figures: Sequence[Evidence]) -> Prose:
    """Return figures in a line, each with its n, or with one n at the end where it is the same of all."""
    numbers = {one.n for one in figures if one.n is not None}
    alike = len(numbers) == 1
    prose: list[str | Run] = []
    for one in figures:
        name = _name(dossier, one)
        prose += ["; " if prose else "", f"{name} ", strong(one.shown)]
        prose.append(f" {one.detail}" if one.detail and one.name not in _EXPLAINED else "")
        prose.append("" if alike or one.n is None else f" (n{NBSP}={NBSP}{one.n})")
    if alike:
        prose.append(f"; n{NBSP}={NBSP}{numbers.pop()}")
    return prose


def _name(dossier: Dossier, one: Evidence) -> str:
    """Return what a figure is called; a group keeps its name as it is."""
    groups = {set_apart(each) for column in dossier.scores.groups.values() for each in column}
    name = one.name.removeprefix(f"{one.capability} ") if one.capability else one.name
    if one.component and not one.capability:
        name = name.rpartition(", ")[2]
    return name if name in groups else set_apart(lowered(name))


def _weighs(found: Iterable[FindingRead]) -> bool:
    return any(
        not one.capability and not one.component and one.name.startswith("Weight of ")
        for each in found
        for one in each.figures
    )
