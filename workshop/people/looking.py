"""What the pages of a list of people show."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import abort, make_response, request
from flask_wtf import FlaskForm

from workshop.access import Opened
from workshop.database import database
from workshop.engagements.frame import framed
from workshop.people import store, wording
from workshop.people.adding import checked
from workshop.people.columns import HELD, Held, names_someone
from workshop.people.drafts import Draft
from workshop.people.forms import ListForm
from workshop.people.groups import groups_of, names
from workshop.people.preview import Line, Preview, Tile
from workshop.people.reading import MOST_ROWS
from workshop.people.store import StoredDraft

PAGE = 100
"""How many rows are shown at once."""
SHOWN: dict[str, tuple[Tile, ...]] = {
    "first": ("fault", "twice", "here"),
    "ready": ("ready",),
    "fault": ("fault",),
    "twice": ("twice",),
    "here": ("here",),
}
"""The filters, each with the tiles that it shows."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a list: what it is called, what it is taken for, and some of what stands in it."""

    name: str
    held: Held
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """The rows on a page: by which filter, which part of how many."""

    by: str
    lines: Sequence[Line]
    page: int
    first: int
    total: int

    @property
    def last(self) -> int:
        """Return the place of the last row that is shown."""
        return self.first + len(self.lines) - 1


def stored_draft(access: Opened, draft_id: str) -> StoredDraft:
    """Return a list that was read for an engagement, or else a page that says what became of it."""
    found = store.draft(database(), access.engagement.id, draft_id)
    if found is None:
        abort(make_response(framed("people/gone.html", access), 404))
    return found


def list_page(access: Opened, form: ListForm) -> str:
    """Return the page that takes a list."""
    groups = names(groups_of(database(), access.engagement.id))
    return framed("people/list.html", access, form=form, groups=groups, most=MOST_ROWS)


def preview_page(access: Opened, stored: StoredDraft, draft: Draft, fault: str = "") -> str:
    """Return the page of a list; `fault` says what is wrong with how its columns are taken."""
    db = database()
    found = checked(db, access.engagement.id, draft)
    columns = [
        Column(draft.column_name(at), held, tuple(draft.examples(at))) for at, held in enumerate(draft.held)
    ]
    return framed(
        "people/preview.html",
        access,
        draft_id=stored.id,
        source=stored.source,
        found=found,
        shown=shown(found),
        filters=SHOWN,
        button=wording.button(found),
        missing={column: its for column, its in found.missing().items() if its},
        groups=names(groups_of(db, access.engagement.id)),
        columns=columns,
        left_out=[each for each in columns if not each.held and each.examples],
        held=HELD,
        names_someone=names_someone(draft.held),
        has_titles="title" in draft.held,
        left=draft.left,
        fault=fault,
        form=FlaskForm(),
    )


def shown(found: Preview) -> Shown:
    """Return the rows that the address asks for; what is to be looked at first, if it asks for none."""
    by = request.args.get("show", "")
    if by not in SHOWN:
        by = "first" if found.count(*SHOWN["first"]) else "ready"
    lines = [line for line in found.lines if line.tile in SHOWN[by]]
    asked = request.args.get("page", "")
    page = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
    page = max(1, min(page, -(-len(lines) // PAGE)))
    start = (page - 1) * PAGE
    return Shown(by, lines[start : start + PAGE], page, start + 1, len(lines))
