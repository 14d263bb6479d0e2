"""Where people meet: the web application and its storage. create_app wires the parts together."""

from collections.abc import Sequence
from pathlib import Path

from flask import Flask
from flask_wtf import CSRFProtect

from workshop import access, config, errors, headers, hosts, presentation
from workshop.accounts import routes as accounts
from workshop.assessments import routes as assessments
from workshop.database import join_database
from workshop.engagements import routes as engagements
from workshop.history import routes as history
from workshop.mail import routes as mail
from workshop.migrations import migrate
from workshop.people import routes as people

FEATURES = (accounts, engagements, people, mail, history, assessments)
"""The rooms that have pages."""


def create_app(data: Path | None = None, testing: bool = False, names: Sequence[str] | None = None) -> Flask:
    """Return the application over a data folder, whose database it makes or brings up to date.

    `data` defaults to `instance` beside the program. With `names`, requests for any other host are refused.
    No connection is open when this returns, so that servers may start their workers from it. Raises OSError
    if the folder cannot be written.
    """
    folder = config.data_folder(data)
    app = Flask("workshop")
    app.config.update(config.settings(folder, testing=testing))
    migrate(app.config["DATABASE"])
    join_database(app)
    if names is not None:
        hosts.answer_to(app, names)
    access.guard(app)
    CSRFProtect(app)
    headers.protect(app)
    errors.answer_errors(app)
    presentation.present(app)
    for feature in FEATURES:
        app.register_blueprint(feature.bp)
    return app
