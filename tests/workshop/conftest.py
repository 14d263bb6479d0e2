"""The app over a real database file, with one engagement in it: that of Ines."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.workshop import people, world
from tests.workshop.compiled import made_once
from workshop import create_app
from workshop.assessments.importing import import_engagement
from workshop.database import connect

__all__ = ["made_once"]

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    app = create_app(tmp_path / "data with a space", testing=True)
    yield app
    app.extensions["connections"].close_here()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Ines's browser."""
    return people.signed_in(app, people.INES)


@pytest.fixture
def engagement(app: Flask) -> int:
    return add(app, world.CLIENT, world.spreadsheet())


def add(app: Flask, client: str, data: bytes, consultancy: str = "Fenwick Hale Advisory") -> int:
    """Store an engagement as the form would and return its number."""
    db = connect(app.config["DATABASE"])
    try:
        return import_engagement(
            db,
            client=client,
            consultancy=consultancy,
            pack_name=world.PACK,
            data=data,
            file_name="answers.csv",
            now=NOW,
            actor=people.actor(app, people.INES),
        )
    finally:
        db.close()


@pytest.fixture
def token(client: FlaskClient) -> str:
    """A CSRF token of the client's session."""
    return people.csrf(client)
