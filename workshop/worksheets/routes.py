"""The pages of worksheets: all of them, and one as a grid."""

from flask import Response, make_response, request
from flask_wtf import FlaskForm

from workshop.access import consulted
from workshop.database import database
from workshop.engagements.frame import framed
from workshop.headers import SAVING
from workshop.people import store as people
from workshop.worksheets import handing, importing, rows, saving, store, wording
from workshop.worksheets.drafts import undoable
from workshop.worksheets.lines import heads, lines
from workshop.worksheets.opening import opened_sheet
from workshop.worksheets.reading import row_of, standing, table_of
from workshop.worksheets.room import WORKSHEET, WORKSHEETS, bp
from workshop.worksheets.sheets import Sheet, sheets
from workshop.worksheets.showing import shown
from workshop.worksheets.store import StoredRow
from workshop.worksheets.telling import said

__all__ = ["bp", "handing", "importing", "rows", "saving"]

_REMOVED = 100
"""How many removed rows are shown; the others are there, and come up as these are brought back."""


@bp.get(WORKSHEETS)
def worksheets(engagement_id: int) -> str:
    """Show how each worksheet stands."""
    access = consulted(engagement_id)
    db = database()
    found = [standing(db, each) for each in sheets(db, access.engagement)]
    title, lead = wording.overview(found)
    return framed(
        "worksheets/worksheets.html",
        access,
        found=found,
        title=title,
        lead=lead,
        missing=wording.missing,
        said=said,
    )


@bp.get(WORKSHEET)
def worksheet(engagement_id: int, worksheet: str) -> Response:
    """Show one worksheet: a table that scripts turn into a grid, its sums, and what was removed."""
    access = consulted(engagement_id)
    sheet, db = opened_sheet(access, worksheet), database()
    # The version comes first: a change that falls between is told again, and none is passed over.
    version = store.version(db, engagement_id, sheet.id)
    table = table_of(db, sheet)
    page = framed(
        "worksheets/worksheet.html",
        access,
        sheet=sheet,
        table=table,
        version=version,
        heads=heads(sheet),
        lines=lines(table),
        opening=wording.opening(table),
        totals={name: said(sheet, each) for name, each in table.totals.items()},
        removed=[_title(sheet, each) for each in store.removed_rows(db, engagement_id, sheet.id, _REMOVED)],
        names=sorted({each.name for each in people.people(db, engagement_id)}),
        undoable=undoable(db, sheet, request.args.get("imported", "")),
        form=FlaskForm(),
    )
    answer = make_response(page)
    answer.headers["Content-Security-Policy"] = SAVING
    return answer


def _title(sheet: Sheet, stored: StoredRow) -> tuple[str, str]:
    """Return the key of a removed row and what stands in its first cells."""
    row = row_of(sheet, stored)
    texts = [shown(row.cells[each.id], each, sheet) for each in sheet.worksheet.columns]
    return stored.key, ", ".join([each[:80] for each in texts if each][:3])
