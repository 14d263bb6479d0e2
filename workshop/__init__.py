"""Where people meet: the web application and its storage. create_app wires the parts together."""

from collections.abc import Sequence
from pathlib import Path

from flask import Flask
from flask_wtf import CSRFProtect

from workshop import access, config, errors, headers, hosts, log, presentation, uploads
from workshop.accounts import routes as accounts
from workshop.alignment import routes as alignment
from workshop.answering import routes as answering
from workshop.assessments import routes as assessments
from workshop.benchmarks import routes as benchmarks
from workshop.blueprints import routes as blueprints
from workshop.charter import routes as charter
from workshop.comparisons import routes as comparisons
from workshop.database import join_database
from workshop.disagreements import routes as disagreements
from workshop.documents import routes as documents
from workshop.engagements import routes as engagements
from workshop.examples import routes as examples
from workshop.exports import routes as exports
from workshop.facts import routes as facts
from workshop.findings import routes as findings
from workshop.history import routes as history
from workshop.interviews import routes as interviews
from workshop.interviews.papers import routes as papers
from workshop.interviews.written import routes as written
from workshop.invitations import routes as invitations
from workshop.judgements import routes as judgements
from workshop.mail import routes as mail
from workshop.migrations import migrate
from workshop.outlook import routes as outlook
from workshop.people import routes as people
from workshop.priorities import routes as priorities
from workshop.proxy import believe_proxies
from workshop.quotes import routes as quotes
from workshop.roadmap import routes as roadmap
from workshop.roadmap.initiatives import routes as initiatives
from workshop.roadmap.plans import routes as component_plans
from workshop.roadmap.returns import routes as returns
from workshop.roadmap.value import routes as value
from workshop.sealing import routes as sealing
from workshop.session_cookie import WhereBrought
from workshop.sources import routes as sources
from workshop.themes import routes as themes
from workshop.transfer import routes as transfer
from workshop.waves.plans import routes as plans
from workshop.waves.running import routes as running
from workshop.weights import routes as weights
from workshop.worksheets import routes as worksheets

FEATURES = (
    accounts,
    engagements,
    people,
    invitations,
    answering,
    written,
    papers,
    mail,
    history,
    assessments,
    transfer,
    plans,
    running,
    sealing,
    interviews,
    priorities,
    sources,
    outlook,
    alignment,
    charter,
    disagreements,
    themes,
    quotes,
    worksheets,
    documents,
    facts,
    comparisons,
    benchmarks,
    findings,
    judgements,
    initiatives,
    weights,
    roadmap,
    value,
    component_plans,
    returns,
    exports,
    blueprints,
)
"""The rooms that have pages."""


def create_app(data: Path | None = None, testing: bool = False, names: Sequence[str] | None = None) -> Flask:
    """Return the application over a data folder, whose database it makes or brings up to date.

    `data` defaults to `instance` beside the program. With `names`, requests for any other host are refused,
    save that of the public address. No connection is open when this returns, so that servers may start their
    workers from it. Raises OSError if the folder cannot be written, WrongSetting for one of the environment.
    """
    folder = config.data_folder(data)
    app = Flask("workshop")
    app.session_interface = WhereBrought()
    app.config.update(config.settings(folder, testing=testing))
    migrate(app.config["DATABASE"])
    join_database(app)
    # What a request is refused for, in this order; none of its form is read before it has passed them all.
    hosts.answer_to(app, names)
    uploads.limit_uploads(app)
    access.guard(app)
    CSRFProtect(app)
    headers.protect(app)
    errors.answer_errors(app)
    presentation.present(app)
    for feature in FEATURES:
        app.register_blueprint(feature.bp)
    if examples.wanted(testing):
        app.register_blueprint(examples.bp)
    log.keep_log(app)
    app.wsgi_app = believe_proxies(app.wsgi_app, app.config["TRUSTED_PROXIES"])  # type: ignore[assignment, method-assign]
    return app
