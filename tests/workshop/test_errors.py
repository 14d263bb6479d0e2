"""Pages for what goes wrong: which status, what to do, and who is shown a way on."""

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from io import BytesIO
from threading import Event, Thread

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient
from werkzeug.exceptions import TooManyRequests

from tests.bounded import PATIENCE, ended
from tests.workshop import people
from tests.workshop.visits import links
from workshop import database
from workshop.access import open_to_anyone
from workshop.database import connect, write
from workshop.dates import as_text
from workshop.uploads import LIMITS, MEGABYTE, ORDINARY, Limit, read_to_the_end

HEAD = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
TAIL = b"\r\n--x--\r\n"


def sending(token: str) -> dict[str, object]:
    return {"content_type": "multipart/form-data; boundary=x", "headers": {"X-CSRFToken": token}}


def form_of(size: int) -> bytes:
    return HEAD + b"1" * (size - len(HEAD) - len(TAIL)) + TAIL


@pytest.fixture
def aborting(app: Flask) -> Callable[[int], str]:
    """Return the address of a page, open to anyone, that aborts with a status."""

    @app.get("/aborts/<int:code>")
    @open_to_anyone
    def aborts(code: int) -> str:
        if code == 429:
            raise TooManyRequests(retry_after=120)
        abort(code)

    return "/aborts/{}".format


@pytest.mark.parametrize("code", [400, 404, 405, 408, 411, 413, 415, 418, 421, 422, 429, 503])
def test_every_status_has_a_page_with_a_remedy(client: FlaskClient, aborting, code: int) -> None:
    answer = client.get(aborting(code))
    assert answer.status_code == code
    page = links(answer.text)
    assert page.forbidden == []
    assert "/" in page.found
    said = answer.text.split('class="trouble"')[1]
    assert f">{code}<" in said
    assert said.count("<p>") == 1
    assert "All engagements" in said
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("code", [400, 405, 413, 421, 429, 503])
def test_whoever_comes_by_a_link_is_shown_no_way_into_the_app(app: Flask, aborting, code: int) -> None:
    page = links(app.test_client().get(aborting(code)).text)
    assert {each.split("?")[0] for each in page.found} == {"#content", "/style.css", "/static/mark.svg"}


def test_a_sponsor_is_led_to_the_one_engagement(app: Flask, aborting) -> None:
    page = people.signed_in(app, people.LARS).get(aborting(400)).text
    assert "Your engagement" in page
    assert "All engagements" not in page


def test_a_wrong_method_is_told_the_right_ones(client: FlaskClient, engagement: int) -> None:
    answer = client.delete(f"/engagements/{engagement}/history")
    assert answer.status_code == 405
    assert "This address does not take that." in answer.text
    assert {"GET", "HEAD"} <= set(answer.headers["Allow"].split(", "))


def test_who_is_too_fast_is_told_when_to_come_back(client: FlaskClient, aborting) -> None:
    assert client.get(aborting(429)).headers["Retry-After"] == "120"


# Too large


@pytest.mark.parametrize(
    ("address", "limit"),
    [
        ("/sign-in", ORDINARY),
        ("/engagements/{}/assessment", LIMITS["assessments.add_answers"]),
        ("/engagements/{}/settings", LIMITS["engagements.change"]),
        ("/engagements/new", LIMITS["engagements.create"]),
        ("/engagements/{}/people/import", LIMITS["people.read"]),
        ("/engagements/{}/releases", ORDINARY),
    ],
)
def test_each_page_names_its_own_limit(
    client: FlaskClient, engagement: int, token: str, address: str, limit: Limit
) -> None:
    address = address.format(engagement)
    answer = client.post(address, data=form_of(limit.size + 1), **sending(token))
    assert answer.status_code == 413
    assert f"This page takes up to {limit.megabytes} MB." in answer.text
    assert limit.advice in answer.text
    fits = client.post(address, data=form_of(limit.size), **sending(token))
    assert fits.status_code in (200, 303, 404, 422), fits.status_code


def test_a_file_of_exactly_the_limit_is_taken(client: FlaskClient, engagement: int, token: str) -> None:
    body = HEAD + b"1" * 8 * MEGABYTE + TAIL
    assert (
        client.post(f"/engagements/{engagement}/assessment", data=body, **sending(token)).status_code == 422
    )


def test_what_does_not_declare_its_length_is_refused_unread(client: FlaskClient, token: str) -> None:
    answer = client.post(
        "/sign-in",
        input_stream=BytesIO(b"email=" + b"1" * ORDINARY.size),
        environ_base={"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input_terminated": True},
        content_type="application/x-www-form-urlencoded",
        headers={"X-CSRFToken": token},
    )
    assert answer.status_code == 411
    assert "Nothing was stored." in answer.text


def test_a_form_of_too_many_fields_is_not_called_too_large(client: FlaskClient, token: str) -> None:
    fields = b"".join(
        b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n' for _ in range(ORDINARY.parts + 1)
    )
    answer = client.post("/sign-in", data=fields + b"--x--\r\n", **sending(token))
    assert answer.status_code == 413
    assert "too many fields" in answer.text


def test_every_limit_belongs_to_a_view(app: Flask) -> None:
    assert set(LIMITS) <= set(app.view_functions)


@pytest.mark.parametrize("beside_a_file", [False, True])
def test_five_thousand_people_can_be_pasted(
    client: FlaskClient, engagement: int, token: str, beside_a_file: bool
) -> None:
    rows = "".join(f"Person {number:04}\tp{number}@alder.example\t{'x' * 370}\n" for number in range(5000))
    assert len(rows) > 2_000_000
    place = f"/engagements/{engagement}/people/import"
    if beside_a_file:
        part = '--x\r\nContent-Disposition: form-data; name="pasted"\r\n\r\n'
        answer = client.post(place, data=part.encode() + rows.encode() + TAIL, **sending(token))
    else:
        answer = client.post(place, data={"pasted": rows, "csrf_token": token})
    assert answer.status_code in (303, 422)


class Sender(BytesIO):
    """A request that blocks for ever, as a socket would, where more is read than was declared."""

    def __init__(self, size: int) -> None:
        super().__init__(b"1" * size)
        self.size = size

    def read(self, size: int | None = -1) -> bytes:
        assert size is not None
        assert 0 <= size <= self.size - self.tell()
        return super().read(size)


@pytest.mark.parametrize("taken", [0, 10, 100_000])
def test_what_nobody_read_is_read_before_the_answer(taken: int) -> None:
    sent = Sender(100_000)

    def app(environ, start):
        environ["wsgi.input"].read(taken)
        return [b"too large"]

    read_to_the_end(app)({"CONTENT_LENGTH": "100000", "wsgi.input": sent}, None)
    assert sent.tell() == 100_000


@pytest.mark.parametrize("length", ["many", "-5", "1" * 40])
def test_a_length_that_is_none_is_no_reason_to_wait(length: str) -> None:
    sent = BytesIO(b"1" * 10)
    app = read_to_the_end(lambda environ, start: [b"done"])
    assert app({"CONTENT_LENGTH": length, "wsgi.input": sent}, None) == [b"done"]


def test_who_cannot_store_while_others_do_is_told_to_come_back(
    app: Flask, client: FlaskClient, engagement: int, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Phones keep in their outbox what is answered so, and pages are shown meanwhile."""
    with closing(connect(app.config["DATABASE"])) as db, write(db):
        db.execute(
            "UPDATE sign_in SET seen_at = :at", {"at": as_text(datetime.now(UTC) - timedelta(hours=1))}
        )
    begun, told = Event(), Event()

    def store() -> None:
        with closing(app.extensions["connections"].here()) as db, write(db):
            begun.set()
            told.wait(PATIENCE)

    storing = Thread(target=store, daemon=True)
    storing.start()
    try:
        assert begun.wait(PATIENCE), "nothing was begun"
        monkeypatch.setattr(database, "WAIT_SECONDS", 0.01)
        answer = client.post(f"/engagements/{engagement}/people/new", data={"csrf_token": token, "name": "X"})
        assert client.get(f"/engagements/{engagement}/people").status_code == 200
    finally:
        told.set()
        ended([storing])
    assert answer.status_code == 503
    assert "Nothing of yours was stored" in answer.text
    assert int(answer.headers["Retry-After"]) > 0
