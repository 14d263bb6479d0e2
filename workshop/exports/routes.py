"""The files in which scores are taken along: sponsors get those of a wave whose results were released."""

from io import BytesIO

from flask import Blueprint, send_file
from werkzeug import Response

from reports.scores_table import HEADER, scores_table
from reports.workbook import workbook as written
from workshop.addresses import ENGAGEMENT
from workshop.assessments.guard import OpenedResults, opened_results
from workshop.database import database
from workshop.downloads import file_name
from workshop.exports.assembly import export_of
from workshop.spreadsheets import CSV, XLSX, as_csv

bp = Blueprint("exports", __name__)


@bp.get(f"{ENGAGEMENT}/scores.xlsx")
def workbook(engagement_id: int) -> Response:
    """Hand out the scores, with what stands beside them, as a workbook."""
    found = opened_results(engagement_id)
    return _hand_out(found, written(export_of(database(), found)), "xlsx", XLSX)


@bp.get(f"{ENGAGEMENT}/scores.csv")
def csv(engagement_id: int) -> Response:
    """Hand out the scores as one tidy table."""
    found = opened_results(engagement_id)
    return _hand_out(found, as_csv(HEADER, scores_table(found.wave.pack, found.scores)), "csv", CSV)


def _hand_out(found: OpenedResults, data: bytes, ending: str, media_type: str) -> Response:
    engagement = found.access.engagement
    name = file_name(engagement.client, engagement.id, "scores", ending)
    return send_file(BytesIO(data), mimetype=media_type, as_attachment=True, download_name=name)
