"""How others do as somebody reported it: figures that are entered, and imported from a spreadsheet."""

import io
from collections.abc import Iterator

import openpyxl
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database
from werkzeug.test import TestResponse

from tests.workshop import people, world
from tests.workshop.compared import AT, FIGURE, client_of, others, send
from workshop.database import connect
from workshop.history.store import entries


@pytest.fixture
def db(app: Flask, engagement: int) -> Iterator[Database]:
    db = connect(app.config["DATABASE"])
    yield db
    db.close()


def table(client: FlaskClient, text: str, name: str = "others.csv") -> TestResponse:
    answer = send(client, "/list", file=(io.BytesIO(text.encode()), name))
    return client.get(answer.location) if answer.status_code == 303 else answer


def test_a_figure_is_entered_changed_and_removed(client: FlaskClient, db: Database) -> None:
    assert "Nothing to compare with yet" in client.get(AT).text
    assert send(client, "/figure", **FIGURE).status_code == 303
    found = others(db)
    assert found is not None
    said = found.capabilities["A1"]
    assert (said.median, said.low, said.high, said.n) == (2.85, 2.1, 3.6, 24)
    assert (said.source, said.dates) == ("Trade association", "2023 to 2025")
    page = client.get(AT).text
    assert "24 organisations, 2023 to 2025. <bdi>Trade association</bdi>" in page
    assert 'value="2.85"' in client.get(f"{AT}/figure?of=capability:A1").text
    send(client, "/figure", **{**FIGURE, "median": "3"})
    assert others(db).capabilities["A1"].median == 3
    assert send(client, "/figure/end", id="capability:A1").status_code == 303
    assert others(db) is None
    assert send(client, "/figure/end", id="capability:A1").status_code == 303
    deeds = [each.deed for each in entries(db, 1)]
    assert sum(each.startswith("entered how others do in A1") for each in deeds) == 2
    assert sum(each.startswith("removed how others do in A1") for each in deeds) == 1


@pytest.mark.parametrize(
    ("name", "text", "remedy"),
    [
        ("id", "capability:ZZ9", "no such id"),
        ("id", "", "Give the id"),
        ("median", "5.1", "from 1 to 5"),
        ("median", "1e0", "from 1 to 5"),
        ("median", "٣", "from 1 to 5"),
        ("low", "3.0", "above the median"),
        ("high", "2", "below the median"),
        ("low", "", "both quartiles"),
        ("organisations", "4", "at least 5"),
        ("organisations", "19", "Quartiles need 20"),
        ("organisations", "9" * 40, "at least 5"),
        ("source", "\u200b", "where the figure comes from"),
        ("source", "x" * 161, "Shorten it to 160"),
        ("years", "soon", "Give a year"),
        ("years", "2025 to 2023", "Give a year"),
        ("years", "2999", "Give a year"),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field(
    client: FlaskClient, db: Database, name: str, text: str, remedy: str
) -> None:
    answer = send(client, "/figure", **{**FIGURE, name: text})
    assert answer.status_code == 422
    assert remedy in answer.text
    assert "Trade association" in answer.text or name == "source", "what was typed stays"
    assert others(db) is None


def test_a_source_is_text_and_nothing_else(client: FlaskClient, db: Database) -> None:
    send(client, "/figure", **{**FIGURE, "source": "<script>x</script> & Söhne \u202egnp"})
    page = client.get(AT).text
    assert "<script>x" not in page
    assert "&lt;script&gt;x&lt;/script&gt; &amp; Söhne gnp" in page


def test_a_spreadsheet_is_looked_at_before_it_is_entered(client: FlaskClient, db: Database) -> None:
    send(client, "/figure", **FIGURE)
    text = "Id;Value;Low;High;n;Source;Date;Remark\nA1;3,1;;;9;Peers;2025-06-30;x\nA;2.5;;;7;Peers;2024;\n"
    text += "A1;4;;;9;Peers;2025;\nXX;9;2;;3;;never;\n"
    page = table(client, text)
    assert "1 column is left out" in page.text
    assert "Takes the place of 2.9 from" in page.text
    for said in (
        "Row 2 has the same id",
        "no such id",
        "from 1 to 5",
        "both quartiles",
        "at least 5",
        "Say where",
    ):
        assert said in page.text
    assert others(db).capabilities["A1"].median == 2.85, "nothing is entered by looking"
    where = page.request.path.removeprefix(AT)
    assert "Enter 2 figures" in page.text
    assert send(client, f"{where}/figures").status_code == 303
    found = others(db)
    assert (found.capabilities["A1"].median, found.capabilities["A1"].dates) == (3.1, "2025")
    assert found.components["A"].n == 7
    assert client.get(page.request.path).status_code == 404
    assert entries(db, 1)[0].deed == "entered 2 figures of others from others.csv"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty"),
        ("hello\nworld", "No row names the columns"),
        ("id,median\nA1,3", "These columns are missing: Organisations, Source, Years"),
        ("id,median,n,source,years\n", "no rows under"),
        ("id,median,n,source,years\nA1,,,,\n", "No row holds a figure"),
        ("%PDF-1.7", "not a spreadsheet"),
    ],
)
def test_a_file_that_is_no_table_of_figures_is_refused(
    client: FlaskClient, engagement: int, text: str, said: str
) -> None:
    answer = table(client, text)
    assert answer.status_code == 422
    assert said in answer.text


def test_only_faults_leave_nothing_to_enter(client: FlaskClient, db: Database) -> None:
    page = table(client, "id,median,n,source,years\nA1,9,9,Peers,2025\n")
    where = page.request.path.removeprefix(AT)
    assert "Choose the file again" in page.text
    assert send(client, f"{where}/figures").status_code == 422
    assert send(client, f"{where}/end").status_code == 303
    assert others(db) is None


def test_the_template_comes_back_as_it_went(client: FlaskClient, db: Database) -> None:
    send(client, "/figure", **FIGURE)
    before = others(db)
    data = client.get(f"{AT}/figures.xlsx").data
    rows = list(openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True))
    assert len(rows) == 2 + len(world.pack().components) + len(world.pack().capabilities)
    sent = {"csrf_token": people.csrf(client), "file": (io.BytesIO(data), "others.xlsx")}
    page = client.get(client.post(f"{AT}/list", data=sent).location)
    assert "1 row is ready" in page.text
    send(client, f"{page.request.path.removeprefix(AT)}/figures")
    assert others(db) == before


def test_a_spreadsheet_of_another_engagement_is_not_there(
    app: Flask, client: FlaskClient, db: Database
) -> None:
    page = table(client, "id,median,n,source,years\nA1,3,9,Peers,2025\n")
    other = client_of(app, "Birch Foods")
    where = page.request.path.replace("/engagements/1/", f"/engagements/{other}/")
    assert client.get(where).status_code == 404
    sent = {"csrf_token": people.csrf(client)}
    assert client.post(f"{where}/figures", data=sent).status_code == 404
    assert client.post(f"{where}/end", data=sent).status_code == 303
    assert client.get(page.request.path).status_code == 200
