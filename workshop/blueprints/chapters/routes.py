"""The pages of chapters: put in order, switched off and on, and what consultants write in them."""

from datetime import UTC, datetime

from flask import abort, flash, redirect, request, url_for
from werkzeug import Response

from workshop.access import Opened, consulted
from workshop.addresses import NUMBER
from workshop.blueprints.chapters import store
from workshop.blueprints.chapters.forms import MOST_FIGURES, DeedForm, ParagraphForm
from workshop.blueprints.chapters.page import Book, book_of, order_of
from workshop.blueprints.chapters.store import OwnParagraph
from workshop.blueprints.room import CHAPTERS, bp
from workshop.database import database, write
from workshop.engagements.frame import framed
from workshop.history.store import record
from workshop.priorities.ordering import moved

CHAPTER = f"{CHAPTERS}/<chapter>"
PARAGRAPH = f"{CHAPTER}/<{NUMBER}:paragraph_id>"
MOST = 40
"""So many paragraphs a chapter may have."""


@bp.get(CHAPTERS)
def chapters(engagement_id: int) -> str:
    """List the chapters in their order, with what consultants wrote in them."""
    access = consulted(engagement_id)
    return framed("blueprints/chapters.html", access, book=_book(access), form=DeedForm(formdata=None))


@bp.post(f"{CHAPTER}/move")
def move_chapter(engagement_id: int, chapter: str) -> Response:
    """Put a chapter a place further up or down among those of the body, or of the appendix."""
    access = consulted(engagement_id)
    db, now, way = database(), datetime.now(UTC), request.form.get("way", "")
    with write(db):
        order, placed = order_of(db, engagement_id)
        title, place = next(((each[1], each[2]) for each in order if each[0] == chapter), ("", ""))
        if not title:
            abort(404)
        those = [each[0] for each in order if each[2] == place]
        numbers = moved(range(len(those)), those.index(chapter), way)
        if numbers:
            inside = [those[each] for each in numbers]
            others = [each[0] for each in order if each[2] != place]
            keys = [*inside, *others] if place == "body" else [*others, *inside]
            store.put_chapters(db, engagement_id, keys, placed.off)
            deed = f"moved the chapter “{title}” {way}"
            record(db, engagement_id, access.account.actor, "document", deed, now)
    return _back(engagement_id, f"chapter-{chapter}")


@bp.post(f"{CHAPTER}/switch")
def switch_chapter(engagement_id: int, chapter: str) -> Response:
    """Switch a chapter off, or on again; what is written in it stays."""
    access = consulted(engagement_id)
    db, now, to = database(), datetime.now(UTC), request.form.get("to", "")
    with write(db):
        order, placed = order_of(db, engagement_id)
        title = next((each[1] for each in order if each[0] == chapter), "")
        if not title:
            abort(404)
        off = placed.off | {chapter} if to == "off" else placed.off - {chapter}
        if to in ("on", "off") and off != placed.off:
            store.put_chapters(db, engagement_id, [each[0] for each in order], off)
            deed = f"switched the chapter “{title}” {to}"
            record(db, engagement_id, access.account.actor, "document", deed, now)
    return _back(engagement_id, f"chapter-{chapter}")


@bp.get(CHAPTER)
def chapter(engagement_id: int, chapter: str) -> str:
    """Show what consultants wrote in a chapter, and the form for another paragraph."""
    access = consulted(engagement_id)
    book = _book_with(access, chapter)
    return _page(access, book, chapter, ParagraphForm(formdata=None))


@bp.post(CHAPTER)
def add_paragraph(engagement_id: int, chapter: str) -> Response | tuple[str, int]:
    """Add a paragraph as the last one of a chapter; with faults, show the page again."""
    access = consulted(engagement_id)
    db, now, form = database(), datetime.now(UTC), ParagraphForm()
    sound = _sound(form)
    with write(db):
        book = _book_with(access, chapter)
        if sound and len(book.rooms[chapter].paragraphs) >= MOST:
            form.text.errors = [
                f"The chapter has {MOST} paragraphs, the most there may be. Remove one first."
            ]
            sound = False
        if sound:
            leaning, by = book.leaning(form.figures.data), access.account.actor
            store.add_paragraph(db, engagement_id, chapter, form.text.data, leaning, by, now)
            record(db, engagement_id, by, "document", f"wrote in “{book.rooms[chapter].title}”", now)
    if not sound:
        return _page(access, book, chapter, form), 422
    flash("The paragraph is added.", "chapter")
    return redirect(url_for(".chapter", engagement_id=engagement_id, chapter=chapter), code=303)


@bp.get(PARAGRAPH)
def paragraph(engagement_id: int, chapter: str, paragraph_id: int) -> str:
    """Show one paragraph, to be changed."""
    access = consulted(engagement_id)
    book = _book_with(access, chapter)
    held = _held(engagement_id, chapter, paragraph_id)
    data = {"text": held.text, "revision": held.revision, "figures": _keys(book, held)}
    return _page(access, book, chapter, ParagraphForm(formdata=None, data=data), held)


@bp.post(PARAGRAPH)
def change_paragraph(engagement_id: int, chapter: str, paragraph_id: int) -> Response | tuple[str, int]:
    """Store a paragraph as it was changed; where someone else did meanwhile, show both and store nothing."""
    access = consulted(engagement_id)
    db, now, form = database(), datetime.now(UTC), ParagraphForm()
    sound, theirs, book = _sound(form), None, _book_with(access, chapter)
    with write(db):
        held = _held(engagement_id, chapter, paragraph_id)
        if sound and form.revision.data != held.revision and form.text.data != held.text:
            sound, theirs = False, held
            form.revision.data, form.revision.raw_data = held.revision, None
        if sound:
            leaning, by = book.leaning(form.figures.data, held.figures), access.account.actor
            store.change_paragraph(db, held.id, form.text.data, leaning, by, now)
            record(db, engagement_id, by, "document", f"changed words in “{book.rooms[chapter].title}”", now)
    if not sound:
        return _page(access, book, chapter, form, held, theirs), 422
    flash("The paragraph is saved.", "chapter")
    return redirect(url_for(".chapter", engagement_id=engagement_id, chapter=chapter), code=303)


@bp.post(f"{PARAGRAPH}/confirmation")
def confirm_paragraph(engagement_id: int, chapter: str, paragraph_id: int) -> Response:
    """Say that a paragraph still holds beside the figures as they are now."""
    access = consulted(engagement_id)
    db, now, book = database(), datetime.now(UTC), _book_with(access, chapter)
    printed = book.printed
    with write(db):
        held = _held(engagement_id, chapter, paragraph_id)
        found = [(each, printed.found(each.key, each.label)) for each in held.figures]
        leaning = [store.Leaning(now.key, now.label, now.shown) for _, now in found if now is not None]
        if tuple(leaning) != held.figures:
            store.confirm_paragraph(db, held.id, leaning)
            deed = f"confirmed words in “{book.rooms[chapter].title}”"
            record(db, engagement_id, access.account.actor, "document", deed, now)
    flash("The paragraph stands beside the figures as they are now.", "chapter")
    return redirect(url_for(".chapter", engagement_id=engagement_id, chapter=chapter), code=303)


@bp.post(f"{PARAGRAPH}/move")
def move_paragraph(engagement_id: int, chapter: str, paragraph_id: int) -> Response:
    """Put a paragraph a place further up or down in its chapter."""
    access = consulted(engagement_id)
    db, now, way = database(), datetime.now(UTC), request.form.get("way", "")
    with write(db):
        held = _held(engagement_id, chapter, paragraph_id)
        numbers = [each.id for each in store.paragraphs(db, engagement_id) if each.chapter == chapter]
        order = moved(numbers, held.id, way)
        if order:
            store.put_in_order(db, order)
            record(db, engagement_id, access.account.actor, "document", f"moved a paragraph {way}", now)
    return redirect(url_for(".chapter", engagement_id=engagement_id, chapter=chapter), code=303)


@bp.post(f"{PARAGRAPH}/removal")
def remove_paragraph(engagement_id: int, chapter: str, paragraph_id: int) -> Response:
    """Remove a paragraph; one that is gone already stays gone, and issues keep what they said."""
    access = consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    with write(db):
        held = store.paragraph(db, engagement_id, paragraph_id)
        if held is not None and held.chapter == chapter:
            store.remove_paragraph(db, held.id)
            record(db, engagement_id, access.account.actor, "document", "removed a paragraph", now)
    flash("The paragraph is removed.", "chapter")
    return redirect(url_for(".chapter", engagement_id=engagement_id, chapter=chapter), code=303)


def _book(access: Opened) -> Book:
    return book_of(database(), access.engagement, datetime.now(UTC))


def _book_with(access: Opened, chapter: str) -> Book:
    """Return the chapters, or 404 where none of them, and no paragraph, has this id."""
    book = _book(access)
    if chapter not in book.rooms:
        abort(404)
    return book


def _held(engagement_id: int, chapter: str, paragraph_id: int) -> OwnParagraph:
    found = store.paragraph(database(), engagement_id, paragraph_id)
    if found is None or found.chapter != chapter:
        abort(404)
    return found


def _sound(form: ParagraphForm) -> bool:
    if not form.validate_on_submit():
        return False
    if len(form.figures.data) > MOST_FIGURES:
        form.figures.errors = [f"Choose {MOST_FIGURES} figures or fewer: those that would change your mind."]
        return False
    return True


def _keys(book: Book, held: OwnParagraph) -> list[str]:
    """Return the keys by which what a paragraph leans on is printed now."""
    found = [book.printed.found(each.key, each.label) for each in held.figures]
    return [each.key for each in found if each is not None]


def _page(
    access: Opened, book: Book, chapter: str, form: ParagraphForm, held: OwnParagraph | None = None,
    theirs: OwnParagraph | None = None,
) -> str:  # fmt: skip
    return framed(
        "blueprints/chapter.html",
        access,
        book=book,
        room=book.rooms[chapter],
        parts=book.parts(chapter),
        form=form,
        held=held,
        theirs=theirs,
        deed=DeedForm(formdata=None),
        most=MOST,
    )


def _back(engagement_id: int, part: str) -> Response:
    return redirect(url_for(".chapters", engagement_id=engagement_id, _anchor=part), code=303)
