"""The page of charts, and each of them as a file for slides: for consultants only."""

from datetime import UTC, datetime
from io import BytesIO

from flask import abort, after_this_request, redirect, send_file, url_for
from flask_wtf import FlaskForm
from werkzeug import Response

from workshop.access import consulted
from workshop.assessments.store import latest_counted
from workshop.blueprints.drawn import let_it_be_followed
from workshop.blueprints.page import told_of
from workshop.blueprints.room import CHARTS, bp
from workshop.blueprints.slides import drawing, store
from workshop.blueprints.slides.store import Chart, Picture
from workshop.database import database, write
from workshop.downloads import file_name
from workshop.engagements.frame import framed

MEDIA_TYPES = {"png": "image/png", "svg": "image/svg+xml"}


@bp.get(CHARTS)
def charts(engagement_id: int) -> str:
    """List the charts of the blueprint as they were drawn last, each with its files."""
    access, db = consulted(engagement_id), database()
    drawn = store.charts(db, engagement_id)
    groups: dict[str, list[Chart]] = {}
    for each in drawn:
        groups.setdefault(each.part, []).append(each)
    job = drawing.state(db, engagement_id)
    if job is not None and job.is_under_way:
        after_this_request(let_it_be_followed)
    return framed(
        "blueprints/charts.html",
        access,
        groups=groups,
        latest=drawn[0] if drawn else None,
        wave=latest_counted(db, engagement_id),
        job=job,
        told=told_of(job, *drawing.STEPS) if job else "",
        form=FlaskForm(formdata=None),
    )


@bp.post(CHARTS)
def draw_charts(engagement_id: int) -> Response:
    """Ask for the charts to be drawn as all stands; those that are being drawn are not drawn twice."""
    consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    with write(db):
        if latest_counted(db, engagement_id) is not None:
            drawing.asked(db, engagement_id, now)
    return redirect(url_for(".charts", engagement_id=engagement_id), code=303)


@bp.get(f"{CHARTS}/<chart>.<any(png, svg):picture>")
def chart(engagement_id: int, chart: str, picture: Picture) -> Response:
    """Hand out one chart at the size of a slide, its title drawn in."""
    access = consulted(engagement_id)
    data = store.picture(database(), engagement_id, chart, picture)
    if data is None:
        abort(404)
    name = file_name(access.engagement.client, engagement_id, f"chart-{chart}", picture)
    return send_file(BytesIO(data), mimetype=MEDIA_TYPES[picture], as_attachment=True, download_name=name)
