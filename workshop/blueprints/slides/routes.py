"""The page of charts, and each of them as a file for slides: for consultants only."""

from datetime import UTC, datetime
from io import BytesIO

from flask import abort, send_file
from werkzeug import Response

from workshop.access import consulted
from workshop.blueprints.making import dossier_of
from workshop.blueprints.room import CHARTS, bp
from workshop.database import database
from workshop.downloads import file_name
from workshop.engagements.frame import framed

MEDIA_TYPES = {"png": "image/png", "svg": "image/svg+xml"}


@bp.get(CHARTS)
def charts(engagement_id: int) -> str:
    """List the charts of the blueprint, each with its files."""
    access = consulted(engagement_id)
    found = dossier_of(database(), access.engagement, "full", datetime.now(UTC))
    groups: dict[str, list[object]] = {}
    if found:
        # Charts are drawn with matplotlib, which takes most of a second to import; few pages need it.
        from reports.slides import slides

        for each in slides(found[1]):
            groups.setdefault(each.group, []).append(each)
    return framed("blueprints/charts.html", access, groups=groups, wave=found[0] if found else None)


@bp.get(f"{CHARTS}/<chart>.<any(png, svg):picture>")
def chart(engagement_id: int, chart: str, picture: str) -> Response:
    """Hand out one chart at the size of a slide, its title drawn in."""
    access = consulted(engagement_id)
    found = dossier_of(database(), access.engagement, "full", datetime.now(UTC))
    if found is None:
        abort(404)
    # As above.
    from reports.charts.slide import slide_png, slide_svg
    from reports.slides import slides, source_of

    dossier = found[1]
    wanted = next((each for each in slides(dossier) if each.id == chart), None)
    if wanted is None:
        abort(404)
    make = slide_png if picture == "png" else slide_svg
    data = make(wanted.draw(), source_of(dossier))
    name = file_name(access.engagement.client, engagement_id, f"chart-{wanted.id}", picture)
    return send_file(BytesIO(data), mimetype=MEDIA_TYPES[picture], as_attachment=True, download_name=name)
