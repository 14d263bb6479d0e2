"""The page of what the worksheets say, and the facts that reach the blueprint."""

from datetime import date
from html import unescape
from io import BytesIO

from docx import Document
from flask import Flask
from flask.testing import FlaskClient

from tests.workshop import people
from tests.workshop.at_the_grid import begun, cell, hand
from tests.workshop.conftest import NOW
from tests.workshop.drafting import blueprint
from tests.workshop.filled_sheets import SHEETS, fill
from workshop.database import connect, write
from workshop.documents.store import add_document
from workshop.priorities.store import add_priority


def filled(app: Flask, engagement: int) -> str:
    for name, rows in SHEETS.items():
        fill(hand(app, people.INES, engagement, name), rows)
    return f"/engagements/{engagement}"


def test_the_page_says_one_finding_a_worksheet_and_what_is_left_out(app: Flask, client: FlaskClient) -> None:
    engagement = begun(app)
    home = filled(app, engagement)
    db = connect(app.config["DATABASE"])
    with write(db):
        add_priority(db, engagement, name="Lower cost to serve")
    db.close()
    page = unescape(client.get(f"{home}/facts").text).replace("\N{NO-BREAK SPACE}", " ")
    assert "6 of 6 worksheets say something." in page
    assert "€208,800 of the yearly cost of tools pays for what is not used." in page
    assert "2 of 9 rows are left out: no yearly cost (1), yearly cost does not fit (1)." in page
    assert "Budget change request takes 88 hours for 1 hour of work that adds value." in page
    assert "Lower cost to serve" in page
    assert 'id="suppliers"' in page
    assert f'href="{home}/facts#technology"' in client.get(f"{home}/worksheets/technology").text
    assert f'href="{home}/facts"' in client.get(f"{home}/worksheets").text


def test_before_any_row_the_page_says_where_to_begin(app: Flask, client: FlaskClient) -> None:
    filled(app, begun(app))
    number = begun(app, "Birch Foods")
    page = client.get(f"/engagements/{number}/facts").text
    assert "The worksheets say nothing yet." in page
    assert f'href="/engagements/{number}/worksheets"' in page
    assert "Media agency" not in page


def test_a_sheet_whose_rows_cannot_be_used_says_so(app: Flask, client: FlaskClient) -> None:
    number = begun(app)
    hand(app, people.INES, number).save(cell("tool", "Mailer"), name="save-the-first")
    capital = hand(app, people.INES, number, "suppliers")
    capital.save(*(cell(*each) for each in (
        ("supplier", "<script>alert(1)</script>"), ("service", "\u202ex"), ("component", "A"), ("spend", "9"),
    )), name="save-the-second")  # fmt: skip
    page = client.get(f"/engagements/{number}/facts").text
    assert "1 of 6 worksheets says something." in page
    assert "no row has all that it takes" in page
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_blueprint_shows_documents_and_worksheets(
    app: Flask, client: FlaskClient, engagement: int
) -> None:
    filled(app, engagement)
    db = connect(app.config["DATABASE"])
    with write(db):
        add_document(
            db, engagement, title="Plan for the board", kind="Plan", dated_on=date(2026, 3, 1),
            shows="No goal names a measure.", capabilities=["C1"], now=NOW,
        )  # fmt: skip
    db.close()
    answer = blueprint(app, client, engagement)
    assert answer.status_code == 200
    found = Document(BytesIO(answer.data)).element.body.xpath("string(.)").replace("\N{NO-BREAK SPACE}", " ")
    assert "What the documents and worksheets show" in found
    assert "Plan for the board" in found
    assert "1 March 2026" in found
    assert "Spending already planned peaks in" in found
