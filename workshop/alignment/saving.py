"""Saving cells of a matrix: one at a time by a script, as JSON, or a whole form."""

from typing import Annotated

import msgspec
from flask import Response, request
from msgspec import Meta
from sqlite_utils import Database

from questionnaires.alignment import STRENGTHS
from workshop.access import consulted
from workshop.alignment import store
from workshop.alignment.matrix import Matrix, Support, matrix
from workshop.alignment.room import ALIGNMENT, bp
from workshop.database import database, write


class _Save(msgspec.Struct):
    priority: Annotated[int, Meta(ge=1, le=2**63 - 1)]
    capability: Annotated[str, Meta(max_length=80)]
    strength: int
    revision: Annotated[int, Meta(ge=0, le=2**53)]


_decoder = msgspec.json.Decoder(_Save)
_FAULT = "This save cannot be read. Reload the page and choose again."


@bp.post(f"{ALIGNMENT}/cells")
def save(engagement_id: int) -> Response:
    """Save one cell, and tell what is stored then.

    A save that began from an older state than is stored changes nothing: whoever sent it is told what there
    is, and sends it again if it is still meant. So one that arrives late or twice does no harm.
    """
    access = consulted(engagement_id)
    try:
        sent = _decoder.decode(request.get_data())
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return _answer({"fault": _FAULT}, 422)
    if sent.strength not in STRENGTHS:
        return _answer({"fault": _FAULT}, 422)
    db = database()
    with write(db):
        found = matrix(db, access.engagement)
        cell = found.cells.get((sent.priority, sent.capability))
        if cell is None:
            return _answer({"fault": "This cell is not here any more. Reload the page."}, 422)
        current = sent.revision == cell.revision
        if current and sent.strength != cell.strength:
            store.put_cells(db, [(cell.priority_id, cell.capability, sent.strength)])
            found = matrix(db, access.engagement)
            cell = found.cells[sent.priority, sent.capability]
    # Only what is committed by now is acknowledged.
    return _answer(_told(found, cell, saved=cell.strength == sent.strength), 200)


def put(db: Database, found: Matrix, chosen: dict[tuple[int, str], int]) -> int:
    """Store those strengths of a form that differ from what there is; return how many. Inside write()."""
    cells = found.cells
    changed = [
        (priority, capability, strength)
        for (priority, capability), strength in chosen.items()
        if cells[priority, capability].strength != strength
    ]
    store.put_cells(db, changed)
    return len(changed)


def _told(found: Matrix, cell: Support, *, saved: bool) -> dict[str, object]:
    return {
        "saved": saved,
        "strength": cell.strength,
        "suggested": cell.suggested,
        "revision": cell.revision,
        "own": len(found.own),
        "alike": found.weights.alike,
        "supported": found.supported[cell.priority_id],
        "weights": {key: round(100 * share, 6) for key, share in found.weights.shares.items()},
    }


def _answer(body: dict[str, object], status: int) -> Response:
    answer = Response(msgspec.json.encode(body), status, mimetype="application/json")
    answer.cache_control.no_store = True
    return answer
