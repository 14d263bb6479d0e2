"""The pages on which a document is added, changed and removed."""

from datetime import UTC, datetime

from flask import flash, redirect, url_for
from sqlite_utils import Database
from werkzeug import Response

from workshop import erasure
from workshop.access import Opened, consulted
from workshop.database import database, write
from workshop.documents import store
from workshop.documents.files import LARGEST_TOGETHER, told_size
from workshop.documents.forms import DeedForm, DocumentForm
from workshop.documents.room import DOCUMENT, DOCUMENTS, MOST, bp, held
from workshop.documents.sheet import review
from workshop.documents.store import Document
from workshop.engagements.frame import framed
from workshop.engagements.packs import engagement_pack, freeze_pack
from workshop.history.store import record
from workshop.people import store as people

FULL = f"There are {MOST:,} documents, the most there may be. Remove one first."
"""What is said where there is no room for another document."""


@bp.get(f"{DOCUMENTS}/new")
def new(engagement_id: int) -> str:
    """Show the form of a document that is not in the list yet."""
    access = consulted(engagement_id)
    return _page(access, DocumentForm(review(database(), access.engagement), formdata=None))


@bp.post(f"{DOCUMENTS}/new")
def add(engagement_id: int) -> Response | tuple[str, int]:
    """Add a document; with faults, show the form again with all of them."""
    access = consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    form = DocumentForm(review(db, access.engagement))
    sound = form.validate_on_submit()
    with write(db):
        if sound and store.count(db, engagement_id) >= MOST:
            form.title.errors, sound = [FULL], False
        sound = sound and _has_room(db, engagement_id, form)
        if sound:
            freeze_pack(db, access.engagement, now)
            made = store.add_document(db, engagement_id, **form.details, now=now)
            _keep_file(db, made, form)
            deed = f"added the document “{form.title.data}”"
            record(db, engagement_id, access.account.actor, "document", deed, now)
    if not sound:
        form.say_file_is_gone()
        return _page(access, form), 422
    flash(f"“{form.title.data}” is added.", "documents")
    return _home(engagement_id, made)


@bp.get(DOCUMENT)
def document(engagement_id: int, document_id: int) -> str:
    """Show one document, to be changed."""
    access = consulted(engagement_id)
    known = held(engagement_id, document_id)
    data = _shown_of(known)
    data |= {"mark": DocumentForm.marks(data)}
    form = DocumentForm(review(database(), access.engagement), known.kind, formdata=None, data=data)
    return _page(access, form, known)


@bp.post(DOCUMENT)
def change(engagement_id: int, document_id: int) -> Response | tuple[str, int]:
    """Store a document as it was changed; with faults, or where two changed the same, show the form again."""
    access = consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    known = held(engagement_id, document_id)
    form = DocumentForm(review(db, access.engagement), known.kind)
    stands = _shown_of(known)
    both = form.take_over(stands)
    sound = form.validate_on_submit()
    if sound and both:
        form.ask(stands, both, access.engagement.manner)
        sound = False
    with write(db):
        known = held(engagement_id, document_id)
        if sound and _shown_of(known) != stands:
            form.look_again()
            sound = False
        sound = sound and _has_room(db, engagement_id, form, known.id)
        if sound and (form.kept is not None or form.details != _details_of(known)):
            store.change_document(db, known.id, **form.details)
            if known.file and form.kept:
                erasure.begin(db)
            _keep_file(db, known.id, form)
            deed = f"changed the document “{form.title.data}”"
            record(db, engagement_id, access.account.actor, "document", deed, now)
    if not sound:
        form.say_file_is_gone()
        return _page(access, form, known), 422
    flash(f"“{form.title.data}” is saved.", "documents")
    return _home(engagement_id, known.id)


@bp.get(f"{DOCUMENT}/removal")
def removal(engagement_id: int, document_id: int) -> str:
    """Ask whether a document is removed, and say what rests on it."""
    access = consulted(engagement_id)
    return _removal_page(access, held(engagement_id, document_id))


@bp.post(f"{DOCUMENT}/removal")
def remove(engagement_id: int, document_id: int) -> Response | tuple[str, int]:
    """Remove a document with its file; one that something rests on stays, one that is gone stays gone."""
    access = consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    with write(db):
        known = store.document(db, engagement_id, document_id)
        in_use = known is not None and bool(store.resting(db, known.id))
        if known and not in_use:
            erasure.begin(db)
            store.remove_document(db, known.id)
            deed = f"removed the document “{known.title}”"
            record(db, engagement_id, access.account.actor, "document", deed, now)
    if known and in_use:
        return _removal_page(access, known), 422
    if known:
        flash(f"“{known.title}” is removed.", "documents")
    return _home(engagement_id)


@bp.post(f"{DOCUMENT}/file/removal")
def remove_file(engagement_id: int, document_id: int) -> Response:
    """Forget the file of a document; what it shows stays."""
    access = consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    with write(db):
        known = held(engagement_id, document_id)
        if known.file:
            erasure.begin(db)
            store.remove_file(db, known.id)
            deed = f"removed the file of the document “{known.title}”"
            record(db, engagement_id, access.account.actor, "document", deed, now)
    flash(f"No file is kept of “{known.title}”.", "documents")
    return redirect(url_for(".document", engagement_id=engagement_id, document_id=known.id), code=303)


def _shown_of(known: Document) -> dict[str, object]:
    """Return a document as its form shows it, by field."""
    names = ("title", "kind", "dated_on", "owner", "shows")
    return {**{name: getattr(known, name) for name in names}, "capabilities": list(known.capabilities)}


def _details_of(known: Document) -> dict[str, object]:
    return {**_shown_of(known), "capabilities": tuple(sorted(known.capabilities))}


def _has_room(db: Database, engagement_id: int, form: DocumentForm, document_id: int = 0) -> bool:
    """Return whether the file that was sent fits beside the others; else say so beside its field."""
    if form.kept is None:
        return True
    others = store.bytes_kept(db, engagement_id, document_id)
    if others + len(form.kept.data) <= LARGEST_TOGETHER:
        return True
    said = (
        f"The files of this engagement have {told_size(others)} already, of {LARGEST_TOGETHER // 2**20} MB."
    )
    form.file.errors = [f"{said} Remove a file that is not needed, or add the document without one."]
    form.kept = None
    return False


def _keep_file(db: Database, document_id: int, form: DocumentForm) -> None:
    if form.kept is not None:
        store.put_file(db, document_id, name=form.kept.name, kind=form.kept.kind, data=form.kept.data)


def _page(access: Opened, form: DocumentForm, known: Document | None = None) -> str:
    db = database()
    return framed(
        "documents/document.html",
        access,
        form=form,
        document=known,
        chosen={*(form.capabilities.data or ())},
        components=engagement_pack(db, access.engagement).components,
        names=sorted({each.name for each in people.people(db, access.engagement.id)}),
        resting=store.resting(db, known.id) if known else [],
        told_size=told_size,
    )


def _removal_page(access: Opened, known: Document) -> str:
    return framed(
        "documents/removal.html",
        access,
        document=known,
        resting=store.resting(database(), known.id),
        told_size=told_size,
        form=DeedForm(formdata=None),
    )


def _home(engagement_id: int, document_id: int | None = None) -> Response:
    """Lead back to the list, to the document where one is named."""
    at = f"document-{document_id}" if document_id else None
    return redirect(url_for(".documents", engagement_id=engagement_id, _anchor=at), code=303)
