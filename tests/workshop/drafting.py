"""The worker and the blueprint in tests: what was asked for is made, and then it is there."""

from contextlib import closing

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from workshop.blueprints import making
from workshop.database import connect, write
from workshop.jobs.kinds import KINDS
from workshop.jobs.queue import running
from workshop.jobs.queue import store as jobs
from workshop.jobs.queue.progress import present


def worked(app: Flask) -> None:
    """Do what waits, as a worker does."""
    with closing(connect(app.config["DATABASE"])) as db:
        while running.run_next(db, KINDS):
            pass


def blueprint(app: Flask, client: FlaskClient, engagement: int) -> TestResponse:
    """Return the answer with the blueprint as it stands, made as by a worker where it has to be."""
    address = f"/engagements/{engagement}/blueprint.docx"
    answer = client.get(address, buffered=True)
    if answer.status_code == 303:
        with closing(connect(app.config["DATABASE"])) as db:
            waiting = jobs.under_way(db, making.DRAFT, making.subject(engagement, "full"))
            assert waiting is not None
            with write(db):
                held = running.taken(db, waiting.id, present())
            assert held is not None
            assert running.run(db, held, making.make_draft)
        answer = client.get(address, buffered=True)
    return answer
