"""The documents reviewed in an engagement, for the chapters and pages that rest on them."""

from collections.abc import Iterable

from sqlite_utils import Database

from workshop.documents.store import Document, documents


def reviewed(db: Database, engagement_id: int) -> tuple[Document, ...]:
    """Return the documents of an engagement by title, each with its capabilities and no bytes of its file."""
    return tuple(documents(db, engagement_id))


def evidence(reviewed: Iterable[Document]) -> dict[str, tuple[Document, ...]]:
    """Return the documents by the ids of the capabilities that they are evidence for."""
    found: dict[str, list[Document]] = {}
    for document in reviewed:
        for capability in document.capabilities:
            found.setdefault(capability, []).append(document)
    return {capability: tuple(its) for capability, its in found.items()}
