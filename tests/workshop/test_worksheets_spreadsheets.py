"""Worksheets as spreadsheets: handed out with typed cells, and read in with every fault shown before."""

import io
import re
from html import unescape

import openpyxl
import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.workshop import people
from tests.workshop.at_the_grid import Hand, begun, cell, hand, read
from workshop.spreadsheets import as_xlsx

CSV = (
    b"Our tools\n,,,\n"
    b"Tool,CATEGORY *,Yearly cost,Utilisation,Renewal,Colour\n"
    b'Mailer,events,"1,250",0.45,1/3/2026,red\n'
    b'=cmd|calc,Nonsense,a lot,1,soon,"<script>alert(1)</script>"\n'
    b"\n"
)


@pytest.fixture
def engagement(app: Flask) -> int:
    return begun(app)


@pytest.fixture
def ines(app: Flask, engagement: int) -> Hand:
    return hand(app, people.INES, engagement)


def bring(hand: Hand, data: bytes, name: str = "tools.csv", status: int = 303) -> str:
    """Send a file and return where it leads, or the page that refuses it."""
    sent = {"csrf_token": hand.token, "file": (io.BytesIO(data), name)}
    answer = hand.client.post(f"{hand.at}/import", data=sent)
    assert answer.status_code == status, answer.text
    return answer.location if status == 303 else unescape(answer.text)


def add(hand: Hand, draft: str, deed: str = "add") -> str:
    answer = hand.client.post(draft, data={"csrf_token": hand.token, "deed": deed})
    assert answer.status_code == 303
    return answer.location


def tools(app: Flask, engagement: int) -> list[str]:
    return [each.cells["tool"].text for each in read(app, engagement).rows]


def test_every_fault_is_shown_before_a_row_is_added(app: Flask, ines: Hand, engagement: int) -> None:
    draft = bring(ines, CSV, "C:/lists/tools.csv")
    page = unescape(ines.client.get(draft).text)
    assert "2 rows read from <b><bdi>tools.csv</bdi></b>. Nothing is stored yet." in page
    assert "1 column is left out: <bdi>Colour</bdi>." in page
    assert "Yearly cost: Write a number in figures" in page
    assert "Renewal: Write a day" in page
    assert tools(app, engagement) == []
    where = add(ines, draft)
    assert add(ines, draft) == where
    (mailer, other) = read(app, engagement).rows
    assert mailer.faults == {}
    assert [mailer.cells[name].text for name in ("category", "yearly_cost", "utilisation", "renewal")] == [
        "Events", "1250", "45", "2026-03-01",
    ]  # fmt: skip
    assert other.cells["utilisation"].text == "100"
    assert other.cells["yearly_cost"].text == "a lot"
    assert "2 rows are imported." in ines.client.get(where).text
    assert ines.client.get(draft).status_code == 303


def test_replacing_keeps_what_was_there_and_is_undone(app: Flask, ines: Hand, engagement: int) -> None:
    ines.save(cell("tool", "Old one"))
    draft = bring(ines, CSV)
    assert "Replace the 1 row there" in ines.client.get(draft).text
    where = add(ines, draft, "replace")
    assert tools(app, engagement) == ["Mailer", "=cmd|calc"]
    assert "in the place of 1 row." in ines.client.get(where).text
    for _ in range(2):
        answer = ines.client.post(f"{draft}/undo", data={"csrf_token": ines.token})
        assert answer.status_code in (303, 404)
    assert tools(app, engagement) == ["Old one"]
    history = unescape(ines.client.get(f"/engagements/{engagement}/history").text)
    assert "replaced 1 row of Tools with 2 rows from tools.csv" in history
    assert "undid the import of tools.csv into Tools" in history


def test_a_draft_of_another_worksheet_is_not_found(ines: Hand) -> None:
    draft = bring(ines, CSV)
    elsewhere = draft.replace("/technology/", "/capital/")
    token = {"csrf_token": ines.token}
    assert ines.client.get(elsewhere).status_code == 404
    assert ines.client.post(elsewhere, data=token).status_code == 404
    assert ines.client.post(f"{elsewhere}/undo", data=token).status_code == 404
    ines.client.post(f"{elsewhere}/end", data=token)
    assert ines.client.get(draft).status_code == 200
    ines.client.post(f"{draft}/end", data=token)
    assert ines.client.get(draft).status_code == 404


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "The file is empty."),
        (b"\x00\x01\xff\xfe", "not UTF-8"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"One,Two\na,b\n", "No row names the columns."),
        (b"Tool,Category\n", "There are no rows"),
        (b"Tool,Category\n" + b"a,b\n" * 2001, "more than 2,000 rows"),
        (b"Tool,Category" + b",x" * 80 + b"\na,b\n", "more than 60 columns"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(ines: Hand, data: bytes, said: str) -> None:
    assert said in bring(ines, data, status=422)


def test_the_cells_of_a_workbook_are_values_in_every_manner(app: Flask, ines: Hand, engagement: int) -> None:
    manner = {
        "csrf_token": ines.token,
        "client": "Alder & Sons",
        "function_assessed": "m",
        "pack": "marketing_operations",
    }
    more = {"currency": "EUR", "page_size": "A4", "manner": "en_DE", "time_zone": "UTC"}
    answer = ines.client.post(f"/engagements/{engagement}/settings", data={**manner, **more})
    assert answer.status_code == 303
    rows = [("A", 1234.125, 0.1 + 0.2, "x" * 3000), ("B", 1.125, 1, "")]
    draft = bring(ines, as_xlsx("T", ("Tool", "Users", "Utilisation", "Overlap"), rows), "t.xlsx")
    add(ines, draft)
    first, second = read(app, engagement).rows
    assert (first.cells["users"].text, second.cells["users"].text) == ("1234.125", "1.125")
    assert (first.cells["utilisation"].text, second.cells["utilisation"].text) == ("30", "100")
    assert len(first.cells["overlap"].text) == 2000


def test_what_is_handed_out_can_be_read_in_again(
    app: Flask, client: FlaskClient, ines: Hand, engagement: int
) -> None:
    ines.save(
        cell("tool", "=1+1"), cell("category", "Events"), cell("yearly_cost", "1250.5"),
        cell("renewal", "2026-03-01"), cell("utilisation", "100"), cell("users", "several"),
        cell("overlap", "one\ntwo"),
    )  # fmt: skip
    data = client.get(f"{ines.at}.xlsx").data
    page = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    assert page.freeze_panes == "B2"
    head = [each.value for each in page[1]]
    found = dict(zip(head, page[2]))
    assert (found["Tool"].value, found["Tool"].data_type) == ("=1+1", "s")
    assert (found["Yearly cost"].value, found["Renewal"].is_date) == (1250.5, True)
    add(ines, bring(ines, data, "again.xlsx"))
    first, second = read(app, engagement).rows
    assert {name: each.text for name, each in first.cells.items()} == {
        name: each.text for name, each in second.cells.items()
    }
    whole = openpyxl.load_workbook(io.BytesIO(client.get(f"/engagements/{engagement}/worksheets.xlsx").data))
    assert whole.sheetnames[0] == "Tools"
    assert len(whole.sheetnames) == 7


def test_the_template_says_what_goes_where(client: FlaskClient, engagement: int) -> None:
    for name in ("technology", "capital", "suppliers", "processes", "measures", "work_force"):
        answer = client.get(f"/engagements/{engagement}/worksheets/{name}/template.xlsx")
        book = openpyxl.load_workbook(io.BytesIO(answer.data))
        assert len(book.sheetnames) == 2
        told = [[each.value for each in row] for row in book.worksheets[1].iter_rows()]
        assert [each[0] for each in told[1:]] == [each.value for each in book.worksheets[0][1]]
        assert re.fullmatch(
            r"Alder-Sons-[a-z-]+-template\.xlsx", answer.headers["Content-Disposition"].split("=")[1]
        )
