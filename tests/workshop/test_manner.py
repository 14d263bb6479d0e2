"""How days are written in the manner of an engagement's country, and whose clock is named."""

from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database

from workshop.database import connect, write
from workshop.manner import Manner


@pytest.fixture
def db(app: Flask) -> Iterator[Database]:
    with connect(app.config["DATABASE"]) as opened:
        yield opened


@pytest.mark.parametrize(
    ("locale", "short", "long"),
    [
        ("en_GB", "Fri 27 Nov", "27 Nov 2026"),
        ("en_SE", "Fri 27 Nov", "27 Nov 2026"),
        ("en_US", "Fri, Nov 27", "Nov 27, 2026"),
        ("en_CA", "Fri, Nov 27", "Nov 27, 2026"),
    ],
)
def test_short_days_keep_the_order_of_long_ones(locale: str, short: str, long: str) -> None:
    day = date(2026, 11, 27)
    assert (Manner(locale).short_day(day), Manner(locale).day(day)) == (short, long)


def test_a_time_zone_is_named_by_its_place(client: FlaskClient, engagement: int, db: Database) -> None:
    with write(db):
        db.execute("UPDATE engagement SET time_zone = 'America/New_York'")
    page = client.get(f"/engagements/{engagement}/interviews/new").text
    assert "Times are those of New York." in page
    assert "America/New" not in page
