"""Saving as JSON: what the grid sends, deed by deed, and what it is told of others' changes."""

from datetime import UTC, datetime
from typing import Annotated, Any

import msgspec
from flask import Response, request
from msgspec import Meta

from workshop.access import consulted
from workshop.database import database, write
from workshop.history.store import record
from workshop.worksheets.changing import KEY, MOST_CHANGES, Change, Outcome, save
from workshop.worksheets.opening import opened_sheet
from workshop.worksheets.room import WORKSHEET, bp
from workshop.worksheets.sheets import Sheet
from workshop.worksheets.showing import shown
from workshop.worksheets.telling import state
from workshop.worksheets.wording import deeds


class _Save(msgspec.Struct):
    name: Annotated[str, Meta(pattern=KEY)]
    changes: Annotated[list[Change], Meta(max_length=MOST_CHANGES)]
    since: Annotated[int, Meta(ge=0, le=2**53)] = 0


_decoder = msgspec.json.Decoder(_Save)


@bp.post(f"{WORKSHEET}/save", endpoint="save")
def save_changes(engagement_id: int, worksheet: str) -> Response:
    """Save what was done in the grid, and tell what is stored now."""
    access = consulted(engagement_id)
    sheet = opened_sheet(access, worksheet)
    try:
        asked = _decoder.decode(request.get_data())
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return _answer({"fault": "This save cannot be read. Reload the page and type it again."}, 422)
    db, now = database(), datetime.now(UTC)
    with write(db):
        outcome = save(db, sheet, asked.name, asked.changes, now)
        for deed in deeds(sheet, outcome):
            record(db, engagement_id, access.account.actor, "answers", deed, now)
    # Rows that were left as they are come too: 1250.0 is written over 1250, and stands there as 1,250.
    keys = {each.row for each in asked.changes}
    return _answer(state(db, sheet, asked.since, keys) | _found(sheet, outcome))


@bp.get(f"{WORKSHEET}/state")
def changes(engagement_id: int, worksheet: str) -> Response:
    """Tell what changed since a version."""
    sheet = opened_sheet(consulted(engagement_id), worksheet)
    asked = request.args.get("since", "")
    since = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 16 else -1
    return _answer(state(database(), sheet, since))


def _found(sheet: Sheet, outcome: Outcome) -> dict[str, Any]:
    """Return what others had written where something was overwritten, and what was not stored."""
    return {
        "overwritten": [
            {
                "row": each.row,
                "field": each.column.id,
                "was": sheet.typed(each.was, each.column),
                "shown": shown(each.was, each.column, sheet),
            }
            for each in outcome.overwritten
        ],
        "refused": [{"row": each.row, "field": each.field, "said": each.said} for each in outcome.refused],
    }


def _answer(told: dict[str, Any], status: int = 200) -> Response:
    return Response(msgspec.json.encode(told), status, mimetype="application/json")
