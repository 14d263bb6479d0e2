"""Where people meet: the web application and its storage. create_app wires the parts together."""

from collections.abc import Sequence
from pathlib import Path

from flask import Flask
from flask_wtf import CSRFProtect

from workshop import config, errors, headers, hosts, presentation
from workshop.database import join_database
from workshop.engagements import routes as engagements
from workshop.migrations import migrate


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
    CSRFProtect(app)
    headers.protect(app)
    errors.answer_errors(app)
    presentation.present(app)
    app.register_blueprint(engagements.bp)
    return app
