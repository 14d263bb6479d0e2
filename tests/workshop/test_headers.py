"""What goes with every response, what may be kept, and what the session's cookie is."""

from http.cookies import SimpleCookie
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.workshop import people
from tests.workshop.drafting import blueprint
from tests.workshop.visits import pages
from workshop import create_app
from workshop.access import open_to_anyone


def test_nothing_is_framed_indexed_or_allowed(client: FlaskClient, engagement: int) -> None:
    for address in [*pages(engagement), "/static/mark.svg", "/sign-in"]:
        headers = client.get(address, buffered=True).headers
        assert headers["X-Frame-Options"] == "DENY"
        assert "noindex" in headers["X-Robots-Tag"]
        allowed = dict(each.split("=") for each in headers["Permissions-Policy"].split(", "))
        assert {"camera", "microphone", "geolocation", "payment", "usb"} <= set(allowed)
        assert set(allowed.values()) == {"()"}
        assert "Strict-Transport-Security" not in headers


def test_pages_are_never_kept(app: Flask, client: FlaskClient, engagement: int) -> None:
    assert blueprint(app, client, engagement).headers["Cache-Control"] == "no-store"
    for address in pages(engagement):
        assert client.get(address, buffered=True).headers["Cache-Control"] == "no-store", address


def test_what_changes_its_address_is_kept_for_good(client: FlaskClient) -> None:
    forever = "public, max-age=31536000, immutable"
    assert client.get("/static/mark.svg?v=1", buffered=True).headers["Cache-Control"] == forever
    assert "immutable" not in client.get("/static/mark.svg", buffered=True).headers["Cache-Control"]
    assert client.get("/brand.css?of=0F4C3A-F5B700").headers["Cache-Control"] == forever
    assert client.get("/brand.css?of=nonsense").headers["Cache-Control"] == "no-store"


def test_a_view_may_have_a_policy_of_its_own(app: Flask) -> None:
    @app.get("/as-it-is-sent")
    @open_to_anyone
    def as_it_is_sent() -> tuple[str, dict[str, str]]:
        return "", {"Content-Security-Policy": "sandbox", "X-Frame-Options": "ALLOWALL"}

    headers = app.test_client().get("/as-it-is-sent").headers
    assert headers["Content-Security-Policy"] == "sandbox"
    assert headers["X-Frame-Options"] == "DENY"


def test_over_https_browsers_are_told_to_stay_there(app: Flask) -> None:
    headers = app.test_client().get("/", base_url="https://localhost").headers
    assert headers["Strict-Transport-Security"] == "max-age=31536000"


@pytest.mark.parametrize(
    ("address", "name", "secure"),
    [
        ("", "workshop", False),
        ("http://roadcrew.example", "workshop", False),
        ("https://roadcrew.example", "__Host-workshop", True),
    ],
)
def test_the_cookie_is_as_strict_as_the_address_allows(
    address: str, name: str, secure: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROADCREW_ADDRESS", address)
    app = create_app(tmp_path, testing=True)
    answer = app.test_client().get("/sign-in", base_url=address or "http://localhost")
    [(given, cookie)] = SimpleCookie(answer.headers["Set-Cookie"]).items()
    assert given == name
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
    assert bool(cookie["secure"]) == secure
    assert not cookie["domain"]
    app.extensions["connections"].close_here()


def test_whoever_is_signed_in_stays_so_under_the_strict_cookie(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ROADCREW_ADDRESS", "https://roadcrew.example")
    app = create_app(tmp_path, testing=True)
    people.actor(app, people.INES)
    client = app.test_client()
    home = {"base_url": "https://roadcrew.example"}
    token = (
        client.get("/sign-in", **home).text.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    )
    sent = {"csrf_token": token, "email": people.INES.email, "password": people.PASSWORD}
    answer = client.post(
        "/sign-in", data=sent, headers={"Referer": "https://roadcrew.example/sign-in"}, **home
    )
    assert answer.status_code == 303
    assert people.INES.name in client.get("/", **home).text
    app.extensions["connections"].close_here()
