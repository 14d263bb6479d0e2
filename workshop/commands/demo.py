"""Make the demonstration engagement and its blueprint, then serve the app.

A fictitious client's people and answers are imported as a user would import them; a second run finds them
there. Each run gives the demonstration's consultant another password.
"""

import textwrap
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask

from questionnaires.scores import Scores
from questionnaires.scoring import score
from reports.blueprint import blueprint
from reports.dossier import Dossier
from workshop import demo
from workshop.assessments import sentences, store
from workshop.commands.files import write_file
from workshop.commands.refusal import Refused, reason
from workshop.commands.serving import folder_argument, port_argument, prepared_app, serve
from workshop.database import connect
from workshop.demo.documents import issued
from workshop.demo.furnishing import CONSULTANT, SPONSOR, furnished
from workshop.dossiers.assembly import assembled
from workshop.engagements import store as engagements
from workshop.weights.reading import weights_of


def arguments(parser: ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("--no-serve", action="store_true", help="end once the document is written")
    folder_argument(parser)
    port_argument(parser)


def run(options: Namespace) -> int:
    """Write the document, say where it is and what it says, and serve unless told not to."""
    app = prepared_app(options.data)
    now = datetime.now(UTC)
    number, password, token = furnished(app, now)
    issued(app, number, CONSULTANT[1], now)
    engagement, wave = demonstration(app, number)
    scores = _scores(app, engagement, wave)
    place = _folder(app.config["DATA_FOLDER"]) / "blueprint.docx"
    write_file(place, blueprint(_dossier(app, engagement, wave, scores, now)))
    summary = f"{sentences.title(wave.pack, scores)} {sentences.lead(wave.pack, scores)}"
    print(f"{engagement.client}: the blueprint is in {place}")
    print(textwrap.fill(summary, 100))
    name, email = CONSULTANT
    print(f"Sign in as {email} ({name}) with the password {password}")
    name, email = SPONSOR
    print(f"or, with the same password, as the sponsor of the client: {email} ({name})")
    if token:
        place = app.config["ADDRESS"] or f"http://127.0.0.1:{options.port}"
        print(f"Answer as a respondent, on a phone too: {place}/p/{token}", flush=True)
    return 0 if options.no_serve else serve(options.data, port=options.port)


def demonstration(app: Flask, number: int) -> tuple[engagements.Engagement, store.Counted]:
    """Return the demonstration's engagement and its wave."""
    # A connection of its own, closed before any worker starts.
    db = connect(app.config["DATABASE"])
    try:
        engagement = engagements.engagement(db, number)
        wave = store.latest_counted(db, number)
    finally:
        db.close()
    if engagement is None or wave is None:
        raise Refused(
            f"The engagement of {demo.client_name()} has no answers; name another folder with --data."
        )
    return engagement, wave


def _scores(app: Flask, engagement: engagements.Engagement, wave: store.Counted) -> Scores:
    db = connect(app.config["DATABASE"])
    try:
        with app.app_context():
            weights = weights_of(db, engagement, wave.pack)
    finally:
        db.close()
    return score(wave.pack, wave.tally, wave.threshold, weights)


def _dossier(
    app: Flask, engagement: engagements.Engagement, wave: store.Counted, scores: Scores, now: datetime
) -> Dossier:
    db = connect(app.config["DATABASE"])
    try:
        with app.app_context():
            return assembled(db, engagement, wave, scores, engagement.manner.today(now))
    finally:
        db.close()


def _folder(data: Path) -> Path:
    folder = data / "demo"
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise Refused(
            f"The folder {folder} cannot be made ({reason(error)}); name another with --data."
        ) from error
    return folder
