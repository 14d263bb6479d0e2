"""Make the demonstration engagement and its blueprint, then serve the app.

A fictitious client's answers are imported as a user would import them; a second run finds them there.
"""

import textwrap
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask

from questionnaires.scoring import score
from reports.blueprint import blueprint
from workshop import demo
from workshop.assessments import sentences, store
from workshop.assessments.importing import import_engagement
from workshop.commands.files import write_file
from workshop.commands.refusal import Refused, reason
from workshop.commands.serving import folder_argument, port_argument, prepared_app, serve
from workshop.database import connect
from workshop.dossiers.assembly import assembled
from workshop.engagements import store as engagements


def arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("--no-serve", action="store_true", help="end once the document is written")
    folder_argument(parser)
    port_argument(parser)


def run(options: Namespace) -> int:
    """Write the document, say where it is and what it says, and serve unless told not to."""
    app = prepared_app(options.data)
    engagement, wave = demonstration(app)
    scores = score(wave.pack, wave.tally, wave.threshold)
    place = _folder(app.config["DATA_FOLDER"]) / "blueprint.docx"
    issued = datetime.now().astimezone().date()
    write_file(place, blueprint(assembled(engagement, wave, scores, issued)))
    summary = f"{sentences.title(wave.pack, scores)} {sentences.lead(wave.pack, scores)}"
    print(f"{engagement.client}: the blueprint is in {place}")
    print(textwrap.fill(summary, 100), flush=True)
    return 0 if options.no_serve else serve(options.data, port=options.port)


def demonstration(app: Flask) -> tuple[engagements.Engagement, store.Wave]:
    """Return the demonstration's engagement and wave, imported unless it is there already."""
    # A connection of its own, closed before any worker starts.
    db = connect(app.config["DATABASE"])
    try:
        engagement_id = engagements.find_engagement(db, demo.client_name())
        if engagement_id is None:
            engagement_id = import_engagement(
                db,
                client=demo.client_name(),
                consultancy=demo.consultancy_name(),
                pack_name=demo.pack_name(),
                data=demo.answers(),
                file_name=demo.FILE_NAME,
                now=datetime.now(UTC),
            )
        engagement = engagements.engagement(db, engagement_id)
        wave = store.latest_wave(db, engagement_id)
    finally:
        db.close()
    if engagement is None or wave is None:
        raise Refused(
            f"The engagement of {demo.client_name()} has no answers; name another folder with --data."
        )
    return engagement, wave


def _folder(data: Path) -> Path:
    folder = data / "demo"
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise Refused(
            f"The folder {folder} cannot be made ({reason(error)}); name another with --data."
        ) from error
    return folder
