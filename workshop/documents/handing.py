"""What is handed out of documents: the file of one, their list as a workbook, an empty one to fill in."""

from io import BytesIO

from flask import abort, send_file
from werkzeug import Response

from workshop.access import Opened, consulted
from workshop.database import database
from workshop.documents import store
from workshop.documents.files import MEDIA_TYPES
from workshop.documents.room import DOCUMENT, DOCUMENTS, bp, held
from workshop.documents.sheet import review, table
from workshop.downloads import file_name
from workshop.spreadsheets import XLSX
from workshop.worksheets.workbook import as_workbook

_BLANK_LINES = 200
_ALONE = "default-src 'none'; sandbox"
"""Whatever a file says, it may do nothing in a browser that shows it all the same."""


@bp.get(f"{DOCUMENT}/file")
def file(engagement_id: int, document_id: int) -> Response:
    """Hand out the file that is kept of a document, to be stored and never to be shown."""
    consulted(engagement_id)
    kept = held(engagement_id, document_id).file
    data = store.file_bytes(database(), document_id)
    if kept is None or data is None:
        abort(404)
    answer = send_file(
        BytesIO(data),
        mimetype=MEDIA_TYPES.get(kept.kind, "application/octet-stream"),
        as_attachment=True,
        download_name=kept.name,
    )
    answer.headers["Content-Security-Policy"] = _ALONE
    return answer


@bp.get(f"{DOCUMENTS}.xlsx")
def download(engagement_id: int) -> Response:
    """Hand out the list of documents, as it can be imported again."""
    access, db = consulted(engagement_id), database()
    sheet = review(db, access.engagement)
    return _sent(access, as_workbook([table(sheet, store.documents(db, engagement_id))]), "documents")


@bp.get(f"{DOCUMENTS}/template.xlsx")
def template(engagement_id: int) -> Response:
    """Hand out an empty list that says what goes where."""
    access = consulted(engagement_id)
    sheet = review(database(), access.engagement)
    data = as_workbook([table(sheet, [])], explained=True, blank_lines=_BLANK_LINES)
    return _sent(access, data, "documents-template")


def _sent(access: Opened, data: bytes, kind: str) -> Response:
    name = file_name(access.engagement.client, access.engagement.id, kind, "xlsx")
    return send_file(BytesIO(data), mimetype=XLSX, as_attachment=True, download_name=name)
