"""The pages of documents: the list of them; the others are added by the modules named here."""

from flask import request

from workshop.access import consulted
from workshop.database import database
from workshop.documents import editing, handing, importing, store
from workshop.documents.files import told_size
from workshop.documents.listing import NONE, Search, found
from workshop.documents.room import DOCUMENTS, MOST, bp
from workshop.documents.sheet import in_order, kinds, review
from workshop.engagements.frame import framed
from workshop.engagements.packs import engagement_pack

__all__ = ["bp", "editing", "handing", "importing"]


@bp.get(DOCUMENTS)
def documents(engagement_id: int) -> str:
    """Show the documents that were reviewed, and what they are evidence for."""
    access = consulted(engagement_id)
    db = database()
    pack, sheet = engagement_pack(db, access.engagement), review(db, access.engagement)
    component_of = {each.id: component.id for component in pack.components for each in component.capabilities}
    every = store.documents(db, engagement_id)
    search = Search.asked_for(request.args)
    held = {each.kind for each in every}
    shown_by = {capability for each in every for capability in each.capabilities}
    return framed(
        "documents/documents.html",
        access,
        documents=every,
        page=found(every, search, component_of),
        search=search,
        kinds=[*(each for each in kinds(sheet) if each in held), *sorted(held - {*kinds(sheet)})],
        components={**sheet.known.components, NONE: "No capability"},
        capabilities=sheet.known.capabilities,
        covered=len(shown_by & {*component_of}),
        in_order=lambda each: in_order(each.capabilities, sheet),
        told_size=told_size,
        is_full=len(every) >= MOST,
        most=MOST,
    )
