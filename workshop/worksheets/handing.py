"""Worksheets handed out as workbooks: one, all of them, and an empty one to fill in elsewhere."""

from io import BytesIO

from flask import send_file
from werkzeug import Response

from workshop.access import Opened, consulted
from workshop.database import database
from workshop.downloads import file_name
from workshop.spreadsheets import XLSX
from workshop.worksheets.opening import opened_sheet
from workshop.worksheets.reading import Table, table_of
from workshop.worksheets.room import WORKSHEET, WORKSHEETS, bp
from workshop.worksheets.sheets import sheets
from workshop.worksheets.workbook import as_workbook

_BLANK_LINES = 200


@bp.get(f"{WORKSHEETS}.xlsx")
def download_all(engagement_id: int) -> Response:
    """Hand out every worksheet in one workbook."""
    access, db = consulted(engagement_id), database()
    tables = [table_of(db, each) for each in sheets(db, access.engagement)]
    return _sent(access, as_workbook(tables, explained=True), "worksheets")


@bp.get(f"{WORKSHEET}.xlsx")
def download(engagement_id: int, worksheet: str) -> Response:
    """Hand out one worksheet."""
    access = consulted(engagement_id)
    sheet = opened_sheet(access, worksheet)
    return _sent(access, as_workbook([table_of(database(), sheet)]), sheet.id.replace("_", "-"))


@bp.get(f"{WORKSHEET}/template.xlsx")
def template(engagement_id: int, worksheet: str) -> Response:
    """Hand out an empty worksheet that says what goes where."""
    access = consulted(engagement_id)
    sheet = opened_sheet(access, worksheet)
    data = as_workbook([Table(sheet, ())], explained=True, blank_lines=_BLANK_LINES)
    return _sent(access, data, f"{sheet.id.replace('_', '-')}-template")


def _sent(access: Opened, data: bytes, kind: str) -> Response:
    name = file_name(access.engagement.client, access.engagement.id, kind, "xlsx")
    return send_file(BytesIO(data), mimetype=XLSX, as_attachment=True, download_name=name)
