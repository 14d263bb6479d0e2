"""The title page: whose document it is, what it is about, how far it is, and what it rests on."""

from reports.blueprint.fitting import write_what_fits
from reports.blueprint.said import held
from reports.blueprint.standing import day, state
from reports.charts.cover import HEIGHTS, cover
from reports.charts.picture import Picture
from reports.days import dated
from reports.dossier import Dossier
from reports.evidence import answered, asked_for_target, scored_components
from reports.layout import VARIANTS
from reports.logo import logo
from reports.strategy import Interviews
from reports.word.document import WordDocument
from reports.word.geometry import TEXT_WIDTH
from reports.word.runs import Prose, strong
from reports.word.tables import Column
from reports.wording import counted

_LABEL = 34.0


def title_of(dossier: Dossier) -> str:
    """Return what the document is called."""
    return f"Strategy blueprint for {dossier.pack.function}"


def write_title_page(document: WordDocument, dossier: Dossier) -> None:
    """Write the title page; a draft says so above its title."""
    image = logo(dossier.brand.logo, dossier.client) if dossier.brand.logo else None

    def write(page: WordDocument, height: float) -> None:
        _write(page, dossier, image, height)

    write_what_fits(document, dossier, write, HEIGHTS)


def _write(document: WordDocument, dossier: Dossier, image: Picture | None, height: float) -> None:
    document.cover(cover(dossier.pack, dossier.scores, height, f"#{document.ground}"))
    if dossier.issue is None:
        document.write("Draft Mark", f"Draft of {day(dossier)}, not issued")
    if image is not None:
        document.picture(image)
    document.write("Client", dossier.client)
    document.write("Title", title_of(dossier))
    document.write("Subtitle", _subject(dossier))
    rows: list[tuple[Prose, Prose]] = [((strong(label),), fact) for label, fact in _facts(dossier) if fact]
    columns = (Column("", _LABEL), Column("", TEXT_WIDTH - _LABEL))
    document.plain_table(columns, rows, "About this document")


def _facts(dossier: Dossier) -> tuple[tuple[str, str], ...]:
    pack, issue = dossier.pack, dossier.issue
    scope = f"{counted(len(pack.capabilities), 'capability')} in {counted(len(pack.components), 'component')}"
    facts = dossier.facts
    reviewed = len(facts.documents) if facts else 0
    issued = f"{issue.number}, of {day(dossier)}" if issue else ""
    return (
        ("Prepared for", dossier.client),
        ("Prepared by", dossier.consultancy),
        ("Status", f"{VARIANTS[dossier.layout.variant]}, {state(dossier)}{_session(dossier)}"),
        ("Issue", issued),
        ("Rests on", f"Capability assessment, {dossier.assessed}, of {scope}; {answered(dossier.scores)}"),
        ("", held(talks) if (talks := _interviews(dossier)) else ""),
        ("", f"{counted(reviewed, 'document')} reviewed" if reviewed else ""),
    )


def _session(dossier: Dossier) -> str:
    """Return for which session a pre-read is, as far as its day is known."""
    if dossier.layout.variant != "pre-read" or dossier.sitting.on is None:
        return ""
    return f", for the strategy session of {dated(dossier.sitting.on)}"


def _interviews(dossier: Dossier) -> Interviews | None:
    """Return the interviews that were held, or None without any."""
    talks = dossier.strategy.interviews if dossier.strategy else None
    return talks if talks and talks.held else None


def _subject(dossier: Dossier) -> str:
    """Return what the pages can answer."""
    where = "Where we are"
    if not scored_components(dossier.pack, dossier.scores):
        where = "Capability assessment"
    elif dossier.roadmap is not None and dossier.roadmap.initiatives:
        where = "Where we are, where we want to be, how we get there"
    elif asked_for_target(dossier.scores):
        where = "Where we are and where we want to be"
    return f"{where}, {dossier.assessed}"
