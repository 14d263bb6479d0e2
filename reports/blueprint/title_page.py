"""The title page: whose document it is, what it is about and what it rests on."""

from reports.blueprint.said import held
from reports.charts.cover import cover
from reports.dossier import Dossier
from reports.evidence import answered, asked_for_target, rated, scored_components
from reports.strategy import Interviews
from reports.word.document import WordDocument
from reports.word.geometry import TEXT_WIDTH
from reports.word.runs import Prose, strong
from reports.word.tables import Column
from reports.wording import counted, dated

_LABEL = 34.0


def write_title_page(document: WordDocument, dossier: Dossier) -> None:
    """Write the title page."""
    pack, scores = dossier.pack, dossier.scores
    document.cover(cover(pack, scores))
    document.write("Client", dossier.client)
    document.write("Title", f"Strategy blueprint for {pack.function}")
    document.write("Subtitle", f"{_subject(dossier)}, {dossier.assessed}")
    results = rated(pack.capabilities, scores)
    kind = "scores and findings, before decisions" if results else "method, before results"
    scope = f"{counted(len(pack.capabilities), 'capability')} in {counted(len(pack.components), 'component')}"
    facts = (
        ("Prepared for", dossier.client),
        ("Prepared by", dossier.consultancy),
        ("Status", f"Pre-read: {kind}"),
        ("Issue date", dated(dossier.issued)),
        ("Rests on", f"Capability assessment, {dossier.assessed}, of {scope}; {answered(scores)}"),
        ("", held(talks) if (talks := _interviews(dossier)) else ""),
    )
    rows: list[tuple[Prose, Prose]] = [((strong(label),), fact) for label, fact in facts if fact]
    columns = (Column("", _LABEL), Column("", TEXT_WIDTH - _LABEL))
    document.plain_table(columns, rows, "About this document")


def _interviews(dossier: Dossier) -> Interviews | None:
    """Return the interviews that were held, or None without any."""
    talks = dossier.strategy.interviews if dossier.strategy else None
    return talks if talks and talks.held else None


def _subject(dossier: Dossier) -> str:
    """Return what the pages can answer."""
    if not scored_components(dossier.pack, dossier.scores):
        return "Capability assessment"
    return "Where we are and where we want to be" if asked_for_target(dossier.scores) else "Where we are"
