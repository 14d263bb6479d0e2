"""How long the server takes for each page of a consultant, in a consultancy with some years behind it.

The pages of a sponsor, and saving in the matrix, in a worksheet and in an interview, are measured beside
them: all in processor time, which is the same while a machine does other things too.
"""

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

from flask import Flask, render_template, session
from flask.testing import FlaskClient
from flask_wtf.csrf import generate_csrf
from jinja2 import DictLoader
from werkzeug.routing import BuildError

from workshop import create_app
from workshop.accounts import presence
from workshop.commands.bench_deeds import Refused, deeds
from workshop.commands.bench_office import Office, Size, fill, today
from workshop.commands.bench_strategy import RARE
from workshop.commands.serving import keep_for_good
from workshop.commands.timing import medians
from workshop.database import connect

SIZE = Size()
REPEATS = 7
BOUND = 0.1
"""Seconds that a page may take on the server, so that it feels as if it had been there."""

ORDERED = (
    ("people.index", {"sort": "function", "page": 3}),
    ("people.index", {"find": "berg"}),
    ("assessments.capabilities", {"sort": "gap"}),
    ("themes.search", {"q": "customers"}),
    ("themes.search", {"q": RARE}),
    ("themes.search", {"q": '"marketing sales"'}),
    ("themes.search", {"q": "ma"}),
    ("themes.search", {"q": "nowhere"}),
)
"""Pages that look at more than they show when they are asked to; a search finds much, little or nothing."""

LIVE = (
    "running.wave",
    "engagements.overview",
    "assessments.assessment",
    "assessments.results",
    "assessments.capabilities",
    "people.index",
    "people.person",
)
"""Pages that look at more while people are answering."""

SPONSORED = (
    "engagements.overview",
    "assessments.results",
    "assessments.capabilities",
    "assessments.capability",
    "assessments.comments",
    "comparisons.groups",
    "comparisons.soundness",
    "blueprints.blueprints",
)
"""Pages that the client's sponsor has, of what was released."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page or deed that was measured: its view, its size in bytes, its seconds and those of a bare page."""

    view: str
    size: int
    seconds: float
    floor: float


def table() -> Iterator[str]:
    """Yield the lines of the table of pages, the slowest first, and what was not measured."""
    with TemporaryDirectory(prefix="roadcrew-bench-") as folder, quiet():
        app = create_app(Path(folder))
        db = connect(app.config["DATABASE"])
        try:
            with app.app_context():
                office = fill(db, SIZE, today())
        finally:
            db.close()
        keep_for_good()  # as a server does
        try:
            pages, others = measured(app, office)
        finally:
            gc.unfreeze()
            app.extensions["connections"].close_here()
    yield f"Pages of a consultant with {office.told}"
    yield f"{'page':58}{'size':>11}{'subject':>11}{'floor':>11}{'ratio':>8}{'bound':>8}"
    for page in sorted(pages, key=lambda each: -each.seconds):
        verdict = "holds" if page.seconds <= BOUND else "does not hold"
        seconds = "".join(f"{each * 1000:>8,.2f} ms" for each in (page.seconds, page.floor))
        ratio, bound = page.seconds / page.floor, f"{BOUND * 1000:.0f} ms"
        yield f"{page.view:58}{page.size / 1000:>8,.0f} kB{seconds}{ratio:>8.1f}{bound:>8}  {verdict}"
    yield f"No pages, or not of a consultant: {', '.join(others)}"


def measured(app: Flask, office: Office) -> tuple[list[Page], list[str]]:
    """Return every page that the consultant of an office can open, and the views that show them none.

    What saves comes after the pages, since those would show what it has done.
    """
    client, token = signed_in(app, office.consultant)
    bare = bare_app().test_client()
    pages, others = [], []
    for view, address in addresses(app, office):
        is_file = "." in address.rpartition("/")[2]
        answer = client.get(address) if address and not is_file else None
        if answer is None or answer.status_code != 200 or answer.mimetype != "text/html":
            others.append(view)
            continue
        pages.append(_measured(view, partial(_get, client, address), bare, len(answer.data)))
    sponsor, _ = signed_in(app, office.sponsor)
    for view, address in addresses(app, office):
        if view in SPONSORED:
            size = _get(sponsor, address)
            pages.append(_measured(f"{view} (the sponsor)", partial(_get, sponsor, address), bare, size))
    for name, deed in deeds(app, client, office, token, app.extensions["connections"].here()):
        pages.append(_measured(name, deed, bare, deed()))
    return pages, others


def _measured(view: str, subject: Callable[[], int], bare: FlaskClient, size: int) -> Page:
    seconds, floor = medians([subject, partial(_get, bare, f"/{size}")], REPEATS, process_time)
    return Page(view, size, seconds, floor)


def addresses(app: Flask, office: Office) -> Iterator[tuple[str, str]]:
    """Yield each view that answers GET with its address; "" where that needs more than the office has."""
    views = {rule.endpoint: rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    del views["static"]
    with app.test_request_context():
        for view, rule in sorted(views.items()):
            held = office.values | (office.planned if view.startswith("plans.") else {})
            given = {name: value for name, value in held.items() if name in rule.arguments}
            try:
                yield view, app.url_for(view, **given)  # type: ignore[arg-type]
            except BuildError:
                yield view, ""
        for view, asked in ORDERED:
            told = ", ".join(f"{name} {value}" for name, value in asked.items())
            values = {"engagement_id": office.values["engagement_id"], **asked}
            yield f"{view} ({told})", app.url_for(view, **values)  # type: ignore[arg-type]
        for view in LIVE:
            given = {name: value for name, value in office.live.items() if name in views[view].arguments}
            yield f"{view} (a wave is open)", app.url_for(view, **given)  # type: ignore[arg-type]


def bare_app() -> Flask:
    """Return an app whose one view renders a page of a size and nothing else: no page can be quicker."""
    app = Flask("bare")
    app.jinja_loader = DictLoader({"page": "{{ text }}"})

    @app.get("/<int:size>")
    def page(size: int) -> str:
        """Show so many letters."""
        return render_template("page", text="x" * size)

    return app


def signed_in(app: Flask, account: int) -> tuple[FlaskClient, str]:
    """Return a browser in which someone is signed in, with the token that its forms send."""
    client = app.test_client()
    with app.test_request_context():
        presence.begin(account, today())
        token: str = generate_csrf()
        signed = dict(session)
    with client.session_transaction() as cookie:
        cookie.update(signed)
    return client, token


def _get(client: FlaskClient, address: str) -> int:
    answer = client.get(address)
    if answer.status_code != 200:
        raise Refused(f"{address}: {answer.status_code}")
    return len(answer.data)


@contextmanager
def quiet() -> Iterator[None]:
    """Keep the log of requests off the table; it is written to what is the standard error at that moment."""
    with open(os.devnull, "w", encoding="utf-8") as nowhere, redirect_stderr(nowhere):
        yield
