"""Every address and who may use it: whoever may not gets 404, as if there were nothing."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.workshop.furnished import Place, furnished
from tests.workshop.people import ADA, INES, LARS, TOM, Person, csrf, signed_in
from workshop import create_app
from workshop.assessments.store import release
from workshop.blueprints import store as documents
from workshop.database import connect, write
from workshop.history.store import PROGRAM

NOW = datetime.now(UTC)
NOBODY, HOLDER = None, "the holder of a link to another engagement"
Visitor = Person | str | None
VISITORS: tuple[Visitor, ...] = (ADA, INES, TOM, LARS, HOLDER, NOBODY)

WHO: dict[str, set[Visitor]] = {
    "anyone": set(VISITORS),
    "signed in": {ADA, INES, TOM, LARS},
    "colleagues": {ADA, INES, TOM},
    "administrators": {ADA},
    "readers": {ADA, INES, LARS},
    "readers of what is released": {ADA, INES, LARS},
    "consultants": {ADA, INES},
    "nobody any more": set(),
}

TABLE = Path(__file__).with_name("addresses.txt").read_text(encoding="utf-8")
"""Each address with who may use it, one a line."""


@dataclass(frozen=True)
class Row:
    method: str
    rule: str
    who: str

    def __str__(self) -> str:
        return f"{self.method} {self.rule}"


ROWS = [Row(*line.split(maxsplit=2)) for line in TABLE.strip().splitlines()]


@dataclass(frozen=True)
class Browser:
    """What a visitor's browser keeps: the cookie, and a token for the forms."""

    cookie: str
    token: str


Browsers = dict[Visitor, Browser]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Place, Browsers]:
    """A furnished place that nobody changes, and the browsers of all visitors, who came in once."""
    app = create_app(tmp_path_factory.mktemp("access"), testing=True)
    place = furnished(app)
    browsers = {visitor: browser(app, place, visitor) for visitor in VISITORS}
    app.extensions["connections"].close_here()
    return place, browsers


@pytest.fixture(scope="module")
def place(kept: tuple[Place, Browsers]) -> Place:
    return kept[0]


@pytest.fixture(scope="module")
def browsers(kept: tuple[Place, Browsers]) -> Browsers:
    return kept[1]


@pytest.fixture(scope="module")
def copy(place: Place, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return create_app(shutil.copytree(place.folder, tmp_path_factory.mktemp("copy") / "data"), testing=True)


@pytest.fixture
def app(copy: Flask, place: Place) -> Iterator[Flask]:
    """The app over a copy of the place, made again for each address: some of them change or delete."""
    again(copy, place)
    yield copy
    copy.extensions["connections"].close_here()


def again(app: Flask, place: Place) -> None:
    """Put everything back as it was, in the same files."""
    app.extensions["connections"].close_here()
    folder = app.config["DATA_FOLDER"]
    for path in folder.glob("*.db*"):
        path.unlink()
    for path in place.folder.glob("*.db*"):
        shutil.copy(path, folder)


def browser(app: Flask, place: Place, visitor: Visitor) -> Browser:
    client = signed_in(app, None if isinstance(visitor, str) else visitor)
    if visitor == HOLDER:
        assert client.get(f"/p/{place.tokens['birch']}").status_code == 200
    token = csrf(client)
    cookie = client.get_cookie("workshop")
    assert cookie is not None
    return Browser(cookie.value, token)


def used(app: Flask, browser: Browser | None) -> FlaskClient:
    """Return a client that goes on with a browser, or is new."""
    client = app.test_client()
    if browser:
        client.set_cookie("workshop", browser.cookie)
    return client


def address(rule: str, place: Place) -> str:
    """Return an address that the rule leads to something with."""
    which = "password" if rule.startswith("/password") else "arrive"
    which = "asked" if rule.startswith("/p/") and not rule.endswith("logo.png") else which
    written = rule.startswith("/p/<token>/interview")
    which = "interviewed" if written or rule == "/p/<token>/quotes" else which
    values = {**place.values, "token": place.tokens[which]}
    values |= {"address": "part-outcomes"} if written else {}
    filled = re.sub(r"<(\w+)>", lambda hole: values[hole[1]], rule)
    return f"{filled}?of=0F4C3A-F5B700" if rule == "/brand.css" else filled


def known_rules(app: Flask) -> set[str]:
    found = set()
    for rule in app.url_map.iter_rules():
        plain = re.sub(r"<(?:[^<>]+:)?(\w+)>", r"<\1>", rule.rule)
        if plain.startswith("/mail/"):
            plain = plain.replace("<mail_id>", "<ours_id>")
        for room, named in (("/access/sponsors/", "sponsor"), ("/access/consultants/", "member")):
            if room in plain:
                plain = plain.replace("<account_id>", f"<{named}_id>")
        if rule.endpoint != "static":
            found |= {f"{method} {plain}" for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}}
    return found


def test_every_address_has_its_row(app: Flask) -> None:
    assert known_rules(app) == {str(row) for row in ROWS}


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_whoever_may_not_finds_nothing(app: Flask, place: Place, browsers: Browsers, row: Row) -> None:
    may = WHO[row.who]
    if row.who == "readers of what is released":
        told = {visitor: visit(app, place, row, browsers, visitor) for visitor in VISITORS}
        assert {visitor for visitor, code in told.items() if code != 404} == may - {LARS}
        release_all(app)
    for visitor in sorted(VISITORS, key=lambda each: each in may):
        code = visit(app, place, row, browsers, visitor)
        assert (code != 404) == (visitor in may), (visitor, code)
        assert code < 500
        assert code not in (400, 401, 403, 405), "refused for another reason than who asks"
        if visitor in may and row.method == "POST":
            again(app, place)


def visit(app: Flask, place: Place, row: Row, browsers: Browsers, visitor: Visitor) -> int:
    where = address(row.rule, place)
    if row.method == "GET":
        client = used(app, browsers[visitor] if visitor else None)
        return client.get(where, buffered=True).status_code
    client = used(app, browsers[visitor])
    if row.rule in SENT:
        return client.post(where, data=SENT[row.rule]).status_code
    # Nothing but the token: whoever may gets as far as what is missing, and nobody else so far.
    sent = {"csrf_token": browsers[visitor].token, **FILLED.get(row.rule, {})}
    return client.post(where, data=sent).status_code


FILLED = {
    "/engagements/<engagement_id>/releases": {"wave": "1"},
    "/engagements/<engagement_id>/people/<person_id>/links": {"purpose": "questionnaire"},
    "/engagements/<engagement_id>/mail/handed-out": {"upto": "9"},
    "/engagements/<engagement_id>/mail/sheet.<ending>": {"upto": "9"},
    "/mail/handed-out": {"upto": "9"},
    "/mail/sheet.<ending>": {"upto": "9"},
}
"""What a form needs before it can say anything but that nothing is there."""


SENT = {
    "/p/<token>/save": '{"device": "phone-one", "turn": 1}',
    "/p/<token>/interview/save": '{"device": "phone-one", "turn": 1}',
}
"""What is sent as it is, where no form is taken."""


def release_all(app: Flask) -> None:
    db = connect(app.config["DATABASE"])
    with write(db):
        release(db, 1, 1, NOW)
        whole = documents.add_issue(
            db, 1, "full", 1, wave=1, on=NOW.date(), by=PROGRAM, dossier="{}", docx=b"PK", changes=(),
            now=NOW,
        )  # fmt: skip
        for issue in (1, whole):
            documents.release(db, issue, 1, NOW)
    db.close()


def test_an_address_that_leads_nowhere_looks_like_one_that_does(
    app: Flask, place: Place, browsers: Browsers
) -> None:
    for visitor in (TOM, LARS, HOLDER, NOBODY):
        client = used(app, browsers[visitor])
        there, nowhere = (
            client.get(f"/engagements/{number}/people") for number in (place.values["engagement_id"], 987)
        )
        assert there.status_code == nowhere.status_code == 404
        tokens = re.compile(r'value="[^"]{40,}"|engagements(/|%2F)\d+')
        assert tokens.sub("", there.text) == tokens.sub("", nowhere.text)
