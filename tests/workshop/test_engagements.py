"""The list of engagements, where one stands, and who sees which of it."""

import re
from datetime import UTC, datetime, timedelta
from itertools import chain

import pytest
from flask import Flask
from flask.testing import FlaskClient
from markupsafe import escape
from werkzeug.test import TestResponse

from tests.workshop import people, world
from tests.workshop.conftest import add
from tests.workshop.documented import documented
from tests.workshop.visits import links
from workshop.assessments import store as assessments
from workshop.blueprints import store as documents
from workshop.database import connect, write
from workshop.engagements import store

HOSTILE = '<script>alert("x")</script>\'"><img src=x onerror=y>'
PAGES = ("", "/settings", "/groups", "/copy")
WRITES = ("/settings", "/groups", "/copy", "/archive", "/archive/end", "/logo/removal")


def post(client: FlaskClient, address: str, /, **form: str) -> TestResponse:
    return client.post(address, data={"csrf_token": people.csrf(client), **form})


def sponsor(app: Flask, engagement: int, *, released: bool = False) -> FlaskClient:
    """Return the browser of Lars, the engagement's sponsor, to whom the results may be released."""
    db = connect(app.config["DATABASE"])
    try:
        lars, ines = people.account(db, people.LARS), people.account(db, people.INES)
        wave = assessments.latest_counted(db, engagement)
        with write(db):
            db.execute(
                """
                INSERT INTO sponsorship (account_id, engagement_id) VALUES (:account, :engagement)
                ON CONFLICT (account_id) DO NOTHING""",
                {"account": lars.id, "engagement": engagement},
            )
            if released:
                assert wave is not None
                assessments.release(db, wave.id, ines.id, datetime.now(UTC))
    finally:
        db.close()
    return people.signed_in(app, people.LARS)


def dated(app: Flask, engagement: int, **days: int) -> None:
    """Set days of an engagement, counted from today."""
    db = connect(app.config["DATABASE"])
    try:
        found = store.engagement(db, engagement)
        assert found is not None
        today = datetime.now(UTC).date()
        given = {name: today + timedelta(days=number) for name, number in days.items()}
        with write(db):
            settings = {name: getattr(found, name) for name in store.Settings.__dataclass_fields__}
            store.change_engagement(db, engagement, store.Settings(**(settings | given)))
    finally:
        db.close()


def test_the_first_page_says_how_to_begin(client: FlaskClient) -> None:
    page = client.get("/").text
    assert "No engagement is open to you yet." in page
    assert "Begin with a client." in page
    assert 'href="/engagements/new"' in page


def test_a_card_tells_where_its_engagement_stands(app: Flask, client: FlaskClient, engagement: int) -> None:
    dated(app, engagement, session_on=3)
    page = client.get("/").text
    assert "Your engagement needs you this week." in page
    assert escape(world.CLIENT) in page
    assert "Results to read" in page
    assert "23 have answered" in page
    assert "Decide on the findings" in page
    assert 'chip-soon">' in page
    assert "Step 3 of 7" in page


def test_what_is_late_says_so(app: Flask, client: FlaskClient) -> None:
    post(client, "/engagements/new", client="Birch", pack=world.PACK)
    dated(app, 1, starts_on=-2)
    assert "2\N{NO-BREAK SPACE}days late" in client.get("/").text
    page = client.get("/engagements/1").text
    assert "Nobody is in yet." in page
    assert page.index(">Late</h2>") < page.index(">Coming up</h2>")


def test_the_shelves_are_counted_and_kept_apart(app: Flask, client: FlaskClient, engagement: int) -> None:
    over = add(app, "Calloway", world.spreadsheet())
    dated(app, over, session_on=-3)
    aside = add(app, "Dunmore", world.spreadsheet())
    assert post(client, f"/engagements/{aside}/archive").status_code == 303
    page = client.get("/").text
    counts = re.findall(r'(Running|In review|Archived) <span class="number">(\d+)', page)
    assert counts == [("Running", "1"), ("In review", "1"), ("Archived", "1")]
    for address, there in (
        ("/", world.CLIENT),
        ("/?show=review", "Calloway"),
        ("/?show=archived", "Dunmore"),
    ):
        shown = client.get(address).text
        assert str(escape(there)) in shown
        assert sum(str(escape(name)) in shown for name in (world.CLIENT, "Calloway", "Dunmore")) == 1
    assert str(escape(world.CLIENT)) in client.get("/?show=nonsense&page=x").text


def test_a_client_is_found_by_part_of_its_name(app: Flask, client: FlaskClient, engagement: int) -> None:
    add(app, "Calloway", world.spreadsheet())
    page = client.get("/?find=ALDER+%26").text
    assert str(escape(world.CLIENT)) in page
    assert "Calloway" not in page
    assert 'value="ALDER &amp;"' in page
    nobody = client.get("/", query_string={"find": HOSTILE}).text
    assert "No client of that name here." in nobody
    assert links(nobody).forbidden == []


def test_many_engagements_come_in_pages_and_few_queries(app: Flask, client: FlaskClient) -> None:
    db = connect(app.config["DATABASE"])
    ines = people.account(db, people.INES)
    with write(db):
        for number in range(60):
            made = store.add_engagement(
                db,
                client=f"Client {number}",
                function_assessed="sales",
                consultancy="",
                pack=world.PACK,
                now=datetime.now(UTC),
            )
            store.add_member(db, made, ines.id)
    db.close()
    pages = [client.get(f"/?page={number}").text for number in (1, 2, 3)]
    assert [page.count('class="engagement ') for page in pages] == [24, 24, 12]
    assert "25 to 48 of 60" in pages[1]
    asked: list[str] = []
    connection = app.extensions["connections"].here().conn
    connection.set_trace_callback(asked.append)
    client.get("/?page=2")
    connection.set_trace_callback(None)
    assert len(asked) < 14


def test_an_engagement_is_for_its_consultants(app: Flask, engagement: int) -> None:
    home = f"/engagements/{engagement}"
    ines = people.signed_in(app, people.INES)
    for browser, status in (
        (ines, 200),
        (people.signed_in(app, people.ADA), 200),
        (people.signed_in(app, people.TOM), 404),
        (people.signed_in(app, people.LARS), 404),
        (people.signed_in(app, None), 404),
    ):
        for page in PAGES:
            assert browser.get(home + page).status_code == status, page
        if status == 404:
            for address in WRITES:
                assert post(browser, home + address, client="Taken").status_code == 404, address
    assert str(escape(world.CLIENT)) in ines.get("/").text
    assert str(escape(world.CLIENT)) not in people.signed_in(app, people.TOM).get("/").text


def test_a_sponsor_sees_progress_and_what_was_released(
    app: Flask, client: FlaskClient, engagement: int
) -> None:
    home = f"/engagements/{engagement}"
    lars = sponsor(app, engagement)
    answer = lars.get("/")
    assert (answer.status_code, answer.headers["Location"]) == (303, home)
    page = lars.get(home).text
    assert "The answers are in." in page
    assert "The results stand here once Fenwick Hale Advisory releases them." in page
    for hidden in (
        "Lately",
        "Ines",
        "Next thing",
        "/people",
        "/settings",
        "/history",
        "/results",
        "Settings",
    ):
        assert hidden not in page, hidden
    for address in chain(PAGES[1:], WRITES, ["/history"]):
        assert lars.get(home + address).status_code in (404, 405), address
    for address in WRITES:
        assert post(lars, home + address, client="Taken").status_code == 404, address
    assert lars.get("/engagements/new").status_code == 404
    assert post(lars, "/engagements/new", client="Taken", pack=world.PACK).status_code == 404
    lars = sponsor(app, engagement, released=True)
    documented(app, engagement, datetime.now(UTC))
    db = connect(app.config["DATABASE"])
    with write(db):
        documents.release(db, 1, people.account(db, people.INES).id, datetime.now(UTC))
    db.close()
    page = lars.get(home).text
    assert "The results are here." in page
    assert f'href="{home}/results"' in page
    assert f'href="{home}/blueprint"' in page


def test_a_sponsor_without_an_engagement_is_told_whom_to_ask(app: Flask) -> None:
    page = people.signed_in(app, people.LARS).get("/").text
    assert "Ask the consultant who invited you" in page
    assert "/engagements/new" not in page


def test_the_overview_tells_what_was_done_lately(app: Flask, client: FlaskClient, engagement: int) -> None:
    post(people.signed_in(app, people.ADA), f"/engagements/{engagement}/archive")
    page = " ".join(client.get(f"/engagements/{engagement}").text.split())
    assert "<bdi>You</bdi> created the engagement" in page
    assert "<bdi>Ada Brandt</bdi> archived the engagement" in page
    assert f'href="/engagements/{engagement}/history"' in page


def test_archiving_says_so_on_every_page_and_ends(client: FlaskClient, engagement: int) -> None:
    home = f"/engagements/{engagement}"
    for _ in range(2):  # a second press changes nothing
        assert post(client, f"{home}/archive").status_code == 303
    for page in PAGES:
        assert "engagement is archived." in client.get(home + page).text
    assert client.get(f"{home}/results").status_code == 200
    assert client.get(home).text.count("archived the engagement") == 1
    for _ in range(2):
        assert post(client, f"{home}/archive/end").status_code == 303
    page = client.get(home).text
    assert "engagement is archived." not in page
    assert page.count("took the engagement out of the archive") == 1


@pytest.mark.parametrize("name", [HOSTILE, "مبيعات", "株式会社", "Ødegård 🚧 & Söhne", "W" * 120])
def test_a_client_may_be_called_anything_that_can_be_read(client: FlaskClient, name: str) -> None:
    answer = post(client, "/engagements/new", client=name, pack=world.PACK)
    assert answer.status_code == 303
    for address in ("/", *(f"/engagements/1{page}" for page in PAGES)):
        page = client.get(address).text
        assert str(escape(name)) in page
        assert "<img src=x" not in page
        assert links(page).forbidden == []
