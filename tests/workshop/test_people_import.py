"""Importing people over HTTP: look first, mend, add once, and never across engagements."""

import io
import re
from datetime import UTC, datetime, timedelta

import openpyxl
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database
from werkzeug.test import TestResponse

from tests.workshop import people
from tests.workshop.conftest import add as add_engagement
from tests.workshop.world import spreadsheet
from workshop.database import connect, write
from workshop.engagements.groups import store as groups
from workshop.history.store import entries
from workshop.people import store
from workshop.spreadsheets import as_xlsx

HEADER = "Name\tMail\tFunction\tSeniority\tRole"
ANN = "Ann Lind\tann@alder.example\tMarketing\tHead\tRespondent"


@pytest.fixture
def db(app: Flask, engagement: int) -> Database:
    db = connect(app.config["DATABASE"])
    with write(db):
        groups.add_choices(db, engagement, "function", ["Marketing", "Sales"])
        groups.add_choices(db, engagement, "seniority", ["Head", "Lead"])
    return db


class Import:
    """What Ines does on the pages of a list."""

    def __init__(self, client: FlaskClient, engagement: int, token: str) -> None:
        self.client, self.token = client, token
        self.home = f"/engagements/{engagement}/people"
        self.draft = ""

    def send(self, address: str, **data: object) -> TestResponse:
        return self.client.post(address, data={"csrf_token": self.token, **data})

    def paste(self, *rows: str, otherwise: str = "respondent") -> str:
        answer = self.send(f"{self.home}/import", pasted="\n".join(rows), otherwise=otherwise)
        assert answer.status_code == 303, answer.text
        self.draft = answer.location
        return self.page()

    def page(self, query: str = "") -> str:
        answer = self.client.get(self.draft + query)
        assert answer.status_code == 200
        return answer.text

    def mend(self, **data: object) -> str:
        assert self.send(self.draft, **data).status_code == 303
        return self.page()

    def add(self) -> TestResponse:
        return self.send(f"{self.draft}/people")


@pytest.fixture
def list_of(client: FlaskClient, engagement: int, token: str, db: Database) -> Import:
    return Import(client, engagement, token)


def names(db: Database, engagement: int) -> list[str]:
    return [each.name for each in store.people(db, engagement)]


def deeds(db: Database, engagement: int) -> list[str]:
    return [each.deed for each in entries(db, engagement)]


def counts(page: str) -> list[int]:
    tally = page.split('class="tally"')[1].split("</nav>")[0]
    return [int(each) for each in re.findall(r"(\d+)</b>", tally)]


def test_nobody_is_added_before_it_is_said(list_of: Import, db: Database, engagement: int) -> None:
    page = list_of.paste(HEADER, ANN, "Bo Ek\tbo@alder.example\tSales\tLead\tsponsor")
    assert "2 rows read from" in page
    assert "Add 2 people" in page
    assert not names(db, engagement)
    answer = list_of.add()
    assert answer.status_code == 303
    assert "2 people are added." in list_of.client.get(answer.location).text
    assert names(db, engagement) == ["Ann Lind", "Bo Ek"]
    ann = store.people(db, engagement)[0]
    assert (ann.email, ann.function, ann.seniority, ann.roles) == (
        "ann@alder.example", "Marketing", "Head", {"respondent"},
    )  # fmt: skip
    assert deeds(db, engagement)[0] == "added 2 people from a pasted list"


def test_adding_twice_adds_once_and_says_so(list_of: Import, db: Database, engagement: int) -> None:
    list_of.paste(HEADER, ANN)
    list_of.add()
    again = list_of.add()
    assert again.status_code == 404
    assert "This list is not here any more." in again.text
    assert list_of.client.get(list_of.draft).status_code == 404
    assert names(db, engagement) == ["Ann Lind"]


def test_the_same_list_again_changes_nothing(list_of: Import, db: Database, engagement: int) -> None:
    list_of.paste(HEADER, ANN)
    list_of.add()
    page = list_of.paste(HEADER, ANN)
    assert counts(page) == [1, 0, 0, 0, 1]
    assert "Already here. Nothing changes." in page
    assert "Add 1 person" not in page
    assert list_of.add().status_code == 422
    assert len(names(db, engagement)) == 1


def test_what_happened_since_the_look_counts(list_of: Import, db: Database, engagement: int) -> None:
    list_of.paste(HEADER, ANN, "Bo Ek\tbo@alder.example")
    with write(db):
        store.add_person(
            db, engagement, name="Ann Lind", email="ANN@alder.example", title="", function_id=None,
            seniority_id=None, roles=["sponsor"], now=datetime.now(UTC),
        )  # fmt: skip
    list_of.add()
    assert names(db, engagement) == ["Ann Lind", "Bo Ek"]
    assert store.people(db, engagement)[0].roles == {"sponsor", "respondent"}
    assert deeds(db, engagement)[0] == "added 1 person and gave 1 person a further role from a pasted list"


def test_rows_at_fault_stay_when_the_others_are_added(list_of: Import, db: Database, engagement: int) -> None:
    list_of.paste(HEADER, ANN, "Bo Ek\tbo(at)alder.example")
    answer = list_of.add()
    assert answer.location == list_of.draft
    page = list_of.page()
    assert "1 person is added." in page
    assert "1 row of" in page
    assert names(db, engagement) == ["Ann Lind"]
    assert list_of.add().status_code == 422
    list_of.mend(**{"cell-3-email": "bo@alder.example"})
    assert list_of.add().location == list_of.home
    assert names(db, engagement) == ["Ann Lind", "Bo Ek"]
    assert not db["people_draft"].count


def test_what_was_left_can_be_thrown_away(list_of: Import, db: Database, engagement: int) -> None:
    list_of.paste(HEADER, ANN, "Bo Ek\tbo(at)alder.example")
    list_of.add()
    answer = list_of.send(f"{list_of.draft}/end")
    assert "The rows that were left are thrown away." in list_of.client.get(answer.location).text
    assert names(db, engagement) == ["Ann Lind"]


def test_every_row_lies_in_one_tile_and_tiles_filter(list_of: Import) -> None:
    page = list_of.paste(
        HEADER, ANN, "Bo Ek\tbo(at)alder", ANN, "\tcy@alder.example", "Di Fox\tdi@alder.example\tLegal"
    )
    assert counts(page) == [4, 1, 3, 1, 0]
    assert "Same address as row 2. The first one is kept." in page
    assert "1 row without a fault is folded away." in page
    for show, shown, hidden in (("ready", "Ann Lind", "Bo Ek"), ("fault", "Bo Ek", "Same address")):
        part = list_of.page(f"?show={show}").split("<tbody>")[1].split("</tbody>")[0]
        assert shown in part
        assert hidden not in part


def test_cells_are_mended_here(list_of: Import, db: Database, engagement: int) -> None:
    page = list_of.paste(HEADER, "Bo Ek\tbo(at)alder\tSale\tHead", "\tcy@alder.example")
    assert 'name="cell-2-email"' in page
    typed = {"cell-2-email": "bo@alder.example", "cell-2-function": "Sale", "cell-3-name": "Cy"}
    page = list_of.mend(**typed)
    assert counts(page)[:3] == [1, 1, 1]
    assert "Did you mean" in page
    page = list_of.mend(deed="take 2 function")
    assert counts(page)[:3] == [0, 2, 0]
    list_of.add()
    assert [(each.name, each.email, each.function) for each in store.people(db, engagement)] == [
        ("Bo Ek", "bo@alder.example", "Sales"), ("Cy", "cy@alder.example", ""),
    ]  # fmt: skip


def test_what_was_meant_is_taken_wherever_the_same_was_typed(list_of: Import) -> None:
    page = list_of.paste(HEADER, *(f"P{n}\tp{n}@alder.example\tMktg" for n in range(5)))
    assert counts(page)[2] == 5
    assert counts(list_of.mend(deed="take 4 function"))[:3] == [0, 5, 0]


def test_groups_of_the_list_are_added_with_one_button(list_of: Import, db: Database, engagement: int) -> None:
    rows = [f"P{n}\tp{n}@alder.example\t{team}\tVP" for n, team in enumerate(("Legal", "legal", "Risk"))]
    page = list_of.paste(HEADER, *rows)
    assert "2 functions are not in this engagement’s list:" in page
    assert "Add Legal as a function" in page
    list_of.mend(deed="add 2 function")
    list_of.mend(deed="add-all function")
    page = list_of.mend(deed="add-all seniority", **{"cell-2-name": "Pia"})
    assert counts(page)[:3] == [0, 3, 0]
    functions = [each.name for each in groups.choices(db, engagement, "function")]
    assert functions == ["Marketing", "Sales", "Legal", "Risk"]
    assert deeds(db, engagement)[:3] == [
        "added the seniority VP", "added the function Risk", "added the function Legal",
    ]  # fmt: skip
    list_of.add()
    assert [each.function for each in store.people(db, engagement)] == ["Legal", "Legal", "Risk"]


def test_there_may_be_sixty_groups_and_no_more(list_of: Import, db: Database, engagement: int) -> None:
    list_of.paste(HEADER, *(f"P{n}\tp{n}@alder.example\tTeam {n}" for n in range(70)))
    assert "12 did not fit." in list_of.mend(deed="add-all function")
    assert len(groups.choices(db, engagement, "function")) == 60


def test_who_shares_an_address_is_chosen(list_of: Import, db: Database, engagement: int) -> None:
    rows = (HEADER, "Ina Roos\ti@alder.example", "Ida Roos\ti@alder.example")
    assert "Take Ida Roos instead" in list_of.paste(*rows)
    list_of.mend(deed="choose 3 this")
    page = list_of.page()
    assert "Take Ina Roos instead" in page
    list_of.mend(deed="choose 2 this")
    assert "Take Ida Roos instead" in list_of.page()
    list_of.mend(deed="choose 3 both")
    assert "Both are kept." in list_of.page("?show=ready")
    list_of.add()
    assert names(db, engagement) == ["Ina Roos", "Ida Roos"]


def test_a_deed_that_the_page_does_not_offer_does_nothing(list_of: Import, db: Database) -> None:
    list_of.paste(HEADER, ANN, "Bo\tbo@alder.example")
    (before,) = db.query("SELECT document FROM people_draft")
    for deed in (
        "", "take", "take x email", "take 99 email", "take 2 email", "take 2 id", "take ² email",
        "drop people", "choose 2 this", "choose 2 all", "add 2 name", "add 2 function", "add 99 function",
        "add-all title", f"take {'9' * 5000} email", "take ٢ email",
    ):  # fmt: skip
        list_of.mend(deed=deed, **{"cell-99-name": "x", "cell-2-id": "7", "cell-2": "x", "cell-²-name": "x"})
        assert list(db.query("SELECT document FROM people_draft")) == [before]


def test_columns_are_matched_by_hand(list_of: Import, db: Database, engagement: int) -> None:
    page = list_of.paste("Wer\tWo\tMail", "Ann Lind\tSales\tann@alder.example")
    assert "2 columns are left out" in page
    assert "The name is missing." in page
    doubled = list_of.send(f"{list_of.draft}/columns", **{"column-0": "name", "column-1": "name"})
    assert doubled.status_code == 422
    assert "Two columns are taken as Name. Choose one of them." in doubled.text
    nobody = list_of.send(f"{list_of.draft}/columns", **{"column-0": "nonsense"})
    assert "No column holds names or addresses." in list_of.client.get(nobody.location).text
    matched = {"column-0": "name", "column-1": "function", "column-2": "email"}
    assert list_of.send(f"{list_of.draft}/columns", **matched).status_code == 303
    list_of.add()
    assert [(each.name, each.function) for each in store.people(db, engagement)] == [("Ann Lind", "Sales")]


def test_a_workbook_is_read_and_named_in_history(list_of: Import, db: Database, engagement: int) -> None:
    data = as_xlsx("People", ["First name", "Last name", "E-mail"], [["Ann", "Lind", "ann@alder.example"]])
    file = (io.BytesIO(data), "C:/lists/alder <teams>.xlsx")
    list_of.draft = list_of.send(f"{list_of.home}/import", file=file, otherwise="participant").location
    assert "alder &lt;teams&gt;.xlsx" in list_of.page()
    list_of.add()
    assert store.people(db, engagement)[0].roles == {"participant"}
    assert deeds(db, engagement)[0] == "added 1 person from alder <teams>.xlsx"


def test_the_faulty_rows_can_be_mended_elsewhere_and_come_back(
    list_of: Import, db: Database, engagement: int
) -> None:
    list_of.paste(HEADER, ANN, "=cmd|x\tbo(at)alder\tLegal\tHead\tsponsor")
    answer = list_of.client.get(f"{list_of.draft}/faults.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[1][:2] == ["=cmd|x", "bo(at)alder"]
    assert rows[1][6:] == [3, "Not a mail address. Write it as name@place. No such function here."]
    sheet["B2"], sheet["D2"] = "bo@alder.example", "Sales"
    memory = io.BytesIO()
    sheet.parent.save(memory)
    memory.seek(0)
    list_of.draft = list_of.send(
        f"{list_of.home}/import", file=(memory, "again.xlsx"), otherwise="respondent"
    ).location
    list_of.add()
    assert names(db, engagement) == ["=cmd|x"]


def test_what_cannot_be_read_is_said_beside_its_field(list_of: Import, db: Database) -> None:
    for said, data in {
        "Paste the rows here, or choose a file below.": {},
        "There is nobody in this list.": {"pasted": "Name\n"},
        "There is a file too.": {"pasted": "A", "file": (io.BytesIO(b"Name\nA"), "a.csv")},
        "The file is empty.": {"file": (io.BytesIO(b""), "a.csv")},
        "The workbook is damaged": {"file": (io.BytesIO(b"PK\x03\x04"), "a.xlsx")},
        "Not a valid choice": {"pasted": "A", "otherwise": "boss"},
    }.items():
        answer = list_of.send(f"{list_of.home}/import", **({"otherwise": "respondent"} | data))
        assert answer.status_code == 422
        assert said in answer.text
        assert 'role="alert"' in answer.text
    assert not db["people_draft"].count


def test_a_list_can_be_thrown_away(list_of: Import, db: Database, engagement: int) -> None:
    list_of.paste(HEADER, ANN)
    answer = list_of.send(f"{list_of.draft}/end")
    assert "The list is thrown away. Nobody was added." in list_of.client.get(answer.location).text
    assert list_of.send(f"{list_of.draft}/end").status_code == 303
    assert not db["people_draft"].count
    assert not names(db, engagement)


def test_old_lists_are_forgotten_when_a_new_one_comes(list_of: Import, db: Database) -> None:
    list_of.paste(HEADER, ANN)
    old = (datetime.now(UTC) - timedelta(days=2)).strftime("%Y-%m-%dT%H:%M:%SZ")
    with write(db):
        db.execute("UPDATE people_draft SET made_at = :old", {"old": old})
    list_of.paste(HEADER, ANN)
    assert db["people_draft"].count == 1


def test_many_rows_come_in_pages(list_of: Import, db: Database, engagement: int) -> None:
    page = list_of.paste(HEADER, *(f"P{n}\tp{n}@alder.example\tSales\tHead" for n in range(250)))
    assert page.count('<td data-label="Name"><bdi>P') == 100
    assert list_of.page("?show=ready&page=3").count('<td data-label="Name"><bdi>P') == 50
    assert list_of.page("?show=ready&page=99").count('<td data-label="Name"><bdi>P') == 50
    list_of.add()
    assert len(names(db, engagement)) == 250


def test_hostile_texts_are_shown_as_they_are(list_of: Import, db: Database, engagement: int) -> None:
    rows = ["<script>alert(1)</script> A\ta@alder.example", "{{ 7*7 }} B\tb\x1b@alder.example", "C" * 10_000]
    page = list_of.paste(HEADER, *rows) + list_of.page("?show=ready")
    assert "<script>alert" not in page
    assert "{{ 7*7 }} B" in page
    assert "Shorten the name to 120 characters or fewer." in page
    list_of.add()
    assert names(db, engagement) == ["<script>alert(1)</script> A"]
    assert "<script>alert" not in list_of.client.get(list_of.home).text


def test_a_list_belongs_to_its_engagement_and_its_consultants(
    app: Flask, list_of: Import, db: Database, engagement: int
) -> None:
    other = add_engagement(app, "Birch & Daughters", spreadsheet())
    list_of.paste(HEADER, ANN)
    elsewhere = list_of.draft.replace(f"/engagements/{engagement}/", f"/engagements/{other}/")
    for who in (people.INES, people.TOM, people.LARS, None):
        browser = people.signed_in(app, who)
        address = elsewhere if who == people.INES else list_of.draft
        token = people.csrf(browser)
        assert browser.get(address).status_code == 404
        assert browser.get(f"{address}/faults.xlsx").status_code == 404
        for end in ("", "/people", "/columns"):
            assert browser.post(address + end, data={"csrf_token": token}).status_code == 404
        if who != people.INES:
            assert browser.get(f"{list_of.home}/import").status_code == 404
            assert browser.post(f"{list_of.home}/import", data={"csrf_token": token}).status_code == 404
            assert browser.post(f"{address}/end", data={"csrf_token": token}).status_code == 404
    assert db["people_draft"].count == 1
    assert not names(db, engagement)
    assert people.signed_in(app, people.ADA).get(list_of.draft).status_code == 200
