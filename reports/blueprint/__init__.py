"""The blueprint: the Word document that the client reads, one module a chapter, in reading order."""

from reports.blueprint.charter import write_charter
from reports.blueprint.component import write_component
from reports.blueprint.disagreements import write_disagreements
from reports.blueprint.findings import write_findings
from reports.blueprint.gaps import write_gaps
from reports.blueprint.groups import write_groups
from reports.blueprint.method_note import write_method_note
from reports.blueprint.overview import write_overview
from reports.blueprint.soundness import write_soundness
from reports.blueprint.strategy import write_strategy
from reports.blueprint.summary import write_summary
from reports.blueprint.title_page import write_title_page
from reports.dossier import Dossier
from reports.word.document import WordDocument
from reports.word.template import Properties
from reports.wording import dated


def blueprint(dossier: Dossier) -> bytes:
    """Return the .docx of a dossier; the same dossier gives the same bytes."""
    title = f"Strategy blueprint for {dossier.pack.function}"
    properties = Properties(title, dossier.client, dossier.consultancy, dossier.issued, dossier.language)
    document = WordDocument(properties, dossier.page)
    write_title_page(document, dossier)
    document.contents()
    write_summary(document, dossier)
    write_strategy(document, dossier)
    write_charter(document, dossier)
    write_overview(document, dossier)
    for part in dossier.pack.components:
        write_component(document, dossier, part)
    write_gaps(document, dossier)
    write_disagreements(document, dossier)
    write_groups(document, dossier)
    write_findings(document, dossier)
    write_method_note(document, dossier)
    write_soundness(document, dossier)
    head = (f"{dossier.client} \N{MIDDLE DOT} {title}", f"Issued {dated(dossier.issued)}")
    foot = " \N{MIDDLE DOT} ".join(part for part in (dossier.consultancy, "Confidential") if part)
    return document.save(head=head, foot=foot)
