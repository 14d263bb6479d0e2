"""The page of value: every figure explained, nothing of another engagement, nothing that is hidden."""

import re
from datetime import UTC, datetime
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from questionnaires.roadmap.plan import Effort, Initiative, Lift, Placement, Span
from tests.workshop import people, world
from workshop.database import connect, write
from workshop.roadmap.initiatives import store
from workshop.roadmap.store import put_placements

FIRST, SECOND = (each.id for each in world.pack().capabilities[:2])


@pytest.fixture
def home(engagement: int) -> str:
    return f"/engagements/{engagement}/roadmap/value"


def plan(app: Flask, engagement: int, *those: Initiative) -> list[int]:
    """Store initiatives, the first with a place, and return their numbers."""
    db = connect(app.config["DATABASE"])
    by, now = people.actor(app, people.INES), datetime.now(UTC)
    try:
        with write(db):
            made = [store.add(db, engagement, each, "own", by, now) for each in those]
            put_placements(db, engagement, {made[0]: Placement(1)} if made else {})
    finally:
        db.close()
    return made


def initiative(title: str, *lifts: Lift, days: float = 0.0, cost: float = 0.0) -> Initiative:
    effort = (Effort("Analyst", 1, days),) if days else ()
    return Initiative(id=0, title=title, component="A", lifts=lifts, effort=effort, one_off=Span(cost, cost))


def said(page: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub("<[^>]*>", " ", page)))


def test_an_empty_page_leads_to_the_initiatives(client: FlaskClient, engagement: int, home: str) -> None:
    page = client.get(home).text
    assert "There are no initiatives to weigh yet." in page
    assert f'href="/engagements/{engagement}/initiatives"' in page


def test_every_value_is_explained_and_leads_to_its_initiative(
    app: Flask, client: FlaskClient, engagement: int, home: str
) -> None:
    numbers = plan(
        app,
        engagement,
        initiative("Agree one <b>charter</b>", Lift(FIRST, 1, 2), days=20, cost=12_000),
        initiative("Write it again", Lift(FIRST, 1, 2), Lift(SECOND, 4.9, 5), days=40),
        initiative("Think about it"),
    )
    page = client.get(home).text
    text = said(page)
    assert "<b>charter</b>" not in page.replace("&lt;b&gt;", "")
    assert all(f"/engagements/{engagement}/initiatives/{each}" in page for each in numbers)
    assert "1.00 levels ×" in text
    assert "so it adds nothing." in text
    assert "It raises no capability yet" in text
    assert "levels of the same capability that two or more raise count once" in text
    assert "No effort is stated of 1 initiative." in text
    assert "12,000" in text
    assert page.count('class="worth-spot"') == 3
    for target in re.findall(r'href="#(value-\d+)"', page):
        assert f'id="{target}"' in page


def test_others_find_no_page(app: Flask, client: FlaskClient, engagement: int, home: str) -> None:
    plan(app, engagement, initiative("Agree one charter", Lift(FIRST, 1, 2), days=20))
    assert people.signed_in(app, people.TOM).get(home).status_code == 404
    assert people.signed_in(app, None).get(home).status_code != 200
    assert client.get("/engagements/9223372036854775808/roadmap/value").status_code == 404
