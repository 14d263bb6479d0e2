"""The blueprint that all pages of documents are registered with."""

from flask import Blueprint, abort

from workshop.addresses import ENGAGEMENT, NUMBER
from workshop.database import database
from workshop.documents import store
from workshop.documents.store import Document

bp = Blueprint("documents", __name__, template_folder="templates")

DOCUMENTS = f"{ENGAGEMENT}/documents"
DOCUMENT = f"{DOCUMENTS}/<{NUMBER}:document_id>"
IMPORT = f"{DOCUMENTS}/import"
DRAFT = f"{IMPORT}/<string(length=32):document_draft>"
MOST = 1_000
"""So many documents an engagement may have: each may bring a file, and all of them travel in one."""


def held(engagement_id: int, document_id: int) -> Document:
    """Return one of the engagement's documents, or 404."""
    found = store.document(database(), engagement_id, document_id)
    if found is None:
        abort(404)
    return found
