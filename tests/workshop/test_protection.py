"""What guards the app: headers, tokens, the rights of its files, and the names it answers to."""

import os
import stat
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.workshop.visits import links, pages
from workshop import create_app
from workshop.hosts import LOOPBACK


def test_headers_go_with_every_response(client: FlaskClient, engagement: int) -> None:
    for address in [*pages(engagement), "/static/style/ground.css", f"/engagements/{engagement}/scores.json"]:
        headers = client.get(address, buffered=True).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
    assert client.get("/").headers["Cache-Control"] == "no-store"


def test_styles_are_kept_until_they_change(client: FlaskClient) -> None:
    [address] = [each for each in links(client.get("/").text).found if "style" in each]
    answer = client.get(address)
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.mimetype == "text/css"
    assert "--brand" in answer.text
    assert "immutable" not in client.get("/style.css?v=another").headers["Cache-Control"]


@pytest.mark.parametrize("body", [{}, {"csrf_token": "guessed"}])
def test_a_write_without_its_token_is_refused(client: FlaskClient, body: dict[str, str]) -> None:
    answer = client.post("/engagements/new", data={**body, "client": "B"})
    assert answer.status_code == 400
    assert "This form has lost its place." in answer.text


def test_the_key_is_made_once_and_is_ours_alone(app: Flask) -> None:
    folder = app.config["DATA_FOLDER"]
    again = create_app(folder)
    assert again.config["SECRET_KEY"] == app.config["SECRET_KEY"]
    assert len(app.config["SECRET_KEY"]) == 64
    if os.name == "posix":
        assert stat.S_IMODE((folder / "secret_key").stat().st_mode) == 0o600
    assert {path.name.split("-")[0] for path in folder.iterdir()} == {"secret_key", "workshop.db"}


@pytest.mark.skipif(os.name != "posix", reason="rights are those of POSIX")
def test_the_answers_are_ours_alone_even_in_a_folder_that_was_there(tmp_path: Path) -> None:
    folder = tmp_path / "open to all"
    folder.mkdir(mode=0o755)
    client = create_app(folder, testing=True).test_client()
    assert client.get("/").status_code == 200
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8000", "[::1]:8000", "LOCALHOST:1"])
def test_this_machine_is_answered(tmp_path: Path, host: str) -> None:
    client = create_app(tmp_path, testing=True, names=LOOPBACK).test_client()
    assert client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example:8000", "[::1", ""])
def test_a_foreign_name_that_leads_here_is_refused(tmp_path: Path, host: str) -> None:
    client = create_app(tmp_path, testing=True, names=LOOPBACK).test_client()
    for address in ("/", "/engagements/1/scores.json", "/static/mark.svg", "/nowhere"):
        answer = client.get(address, headers={"Host": host})
        assert answer.status_code == 421
        assert "Roadcrew does not answer to this name." in answer.text
