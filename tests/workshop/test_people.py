"""The people of an engagement over HTTP: listed, found, added, changed, removed, taken along."""

import csv
import io
import re
from collections.abc import Sequence
from datetime import UTC, datetime

import openpyxl
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database

from tests.workshop import people
from tests.workshop.conftest import add as add_engagement
from tests.workshop.visits import links
from tests.workshop.world import spreadsheet
from workshop import erasure
from workshop.database import connect, write
from workshop.engagements.groups import store as groups
from workshop.history.store import entries
from workshop.invitations import store as invitations
from workshop.links import hash_of, new_link
from workshop.mail import store as mail
from workshop.people import store
from workshop.people.listing import PAGE, Search, found
from workshop.people.roles import Role

NOW = datetime(2026, 11, 16, 9, tzinfo=UTC)


@pytest.fixture
def db(app: Flask, engagement: int) -> Database:
    db = connect(app.config["DATABASE"])
    with write(db):
        groups.add_choices(db, engagement, "function", ["Sales", "Marketing"])
        groups.add_choices(db, engagement, "seniority", ["Head", "Lead"])
    return db


@pytest.fixture
def home(db: Database, engagement: int) -> str:
    return f"/engagements/{engagement}/people"


def group(db: Database, engagement: int, name: str) -> int:
    both = (*groups.choices(db, engagement, "function"), *groups.choices(db, engagement, "seniority"))
    return next(each.id for each in both if each.name == name)


def put(
    db: Database,
    engagement: int,
    name: str,
    *,
    email: str = "",
    function: str = "",
    seniority: str = "",
    roles: Sequence[Role] = ("respondent",),
) -> int:
    with write(db):
        return store.add_person(
            db,
            engagement,
            name=name,
            email=email,
            title="",
            function_id=group(db, engagement, function) if function else None,
            seniority_id=group(db, engagement, seniority) if seniority else None,
            roles=roles,
            now=NOW,
        )


def shown(page: str) -> list[str]:
    return re.findall(r'<th scope="row"><a [^>]+><bdi>([^<]+)</bdi>', page)


def form(token: str, **changes: object) -> dict[str, object]:
    return {"csrf_token": token, "name": "Ann Lind", "roles": ["respondent"]} | changes


def test_an_empty_engagement_says_what_to_do_first(client: FlaskClient, home: str) -> None:
    page = client.get(home).text
    assert "Nobody is in this engagement yet." in page
    assert f"{home}/import" in links(page).found
    assert "<table" not in page


def test_the_list_shows_everyone_with_counts_and_links(
    app: Flask, client: FlaskClient, db: Database, engagement: int, home: str
) -> None:
    ann = put(db, engagement, "Ann Lind", function="Sales", seniority="Head", roles=["sponsor", "respondent"])
    put(db, engagement, "Bo Ek")
    with write(db):
        invitations.put_link(db, ann, "questionnaire", new_link(app.config["SECRET_KEY"]), NOW)
    page = client.get(home).text
    assert "2 people are in this engagement." in page
    assert "2 respondents, 1 sponsor." in page
    assert "Respondent, sponsor" in page
    assert "Questionnaire, Mon 16 Nov" in page
    assert page.count("No link") == 1
    assert shown(page) == ["Ann Lind", "Bo Ek"]


def test_people_are_found_filtered_and_ordered(
    client: FlaskClient, db: Database, engagement: int, home: str
) -> None:
    put(db, engagement, "Åsa Öhman", function="Sales", seniority="Lead")
    put(db, engagement, "Bo Ek", email="ek@alder.example", function="Marketing", seniority="Head")
    put(db, engagement, "ann lind", roles=["sponsor"])
    sales = group(db, engagement, "Sales")
    for query, expected in {
        "": ["ann lind", "Åsa Öhman", "Bo Ek"],
        "?order=-name": ["Bo Ek", "Åsa Öhman", "ann lind"],
        "?order=function": ["Bo Ek", "Åsa Öhman", "ann lind"],
        "?order=-function": ["Åsa Öhman", "Bo Ek", "ann lind"],
        "?order=seniority": ["Bo Ek", "Åsa Öhman", "ann lind"],
        "?find=asa+ohm": ["Åsa Öhman"],
        "?find=EK@alder": ["Bo Ek"],
        f"?function={sales}": ["Åsa Öhman"],
        "?function=none": ["ann lind"],
        "?role=sponsor": ["ann lind"],
        "?role=boss&order=id&page=-1": ["ann lind", "Åsa Öhman", "Bo Ek"],
        "?find=nobody": [],
    }.items():
        page = client.get(home + query).text
        assert shown(page) == expected, query
    assert "Nobody fits." in page
    head = client.get(f"{home}?order=-function&role=respondent").text
    assert 'aria-sort="descending"' in head
    assert "2 people fit, of 3." in head
    assert any("order=name" in each and "role=respondent" in each for each in links(head).found)


def test_a_long_list_comes_in_pages(client: FlaskClient, db: Database, engagement: int, home: str) -> None:
    with write(db):
        for number in range(PAGE + 5):
            store.add_person(
                db, engagement, name=f"P{number:03}", email="", title="", function_id=None,
                seniority_id=None, roles=["respondent"], now=NOW,
            )  # fmt: skip
    first = client.get(f"{home}?find=p").text
    assert len(shown(first)) == PAGE
    following = next(each for each in links(first).found if "page=2" in each)
    assert shown(client.get(following.replace("&amp;", "&")).text) == [f"P{PAGE + n}" for n in range(5)]
    assert len(shown(client.get(f"{home}?page=9999").text)) == 5
    assert client.get(f"{home}?page=²").status_code == 200


def test_a_page_beyond_the_last_is_the_last() -> None:
    assert found([], Search(page=7), {}).number == 1


def test_a_person_is_added(client: FlaskClient, db: Database, engagement: int, home: str, token: str) -> None:
    typed = form(
        token, name=" Ann\u00a0Lind ", email="Ann <ann@alder.example>", title="CMO",
        function_id=group(db, engagement, "Sales"), roles=["sponsor", "interviewee"],
    )  # fmt: skip
    answer = client.post(f"{home}/new", data=typed)
    assert answer.status_code == 303
    assert "Ann Lind is added as interviewee and sponsor." in client.get(answer.location).text
    (ann,) = store.people(db, engagement)
    assert (ann.name, ann.email, ann.title, ann.function, ann.seniority) == (
        "Ann Lind", "ann@alder.example", "CMO", "Sales", "",
    )  # fmt: skip
    assert ann.roles == {"sponsor", "interviewee"}
    assert entries(db, engagement)[0].deed == "added 1 person"


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    app: Flask, client: FlaskClient, db: Database, engagement: int, home: str, token: str
) -> None:
    other = add_engagement(app, "Birch & Daughters", spreadsheet())
    with write(db):
        groups.add_choices(db, other, "function", ["Theirs"])
    theirs = group(db, other, "Theirs")
    for said, changes in {
        "The name is missing.": {"name": "\u200b "},
        "Use a name that can be read": {"name": "A\x1bB"},
        "Shorten the name to 120": {"name": "A" * 10_000},
        "Write it as name@place.": {"email": "ann(at)alder"},
        "Shorten the title": {"title": "A" * 121},
        "This function is not in the list any more.": {"function_id": theirs},
        "This seniority is not in the list any more.": {"seniority_id": group(db, engagement, "Sales")},
        "Choose at least one.": {"roles": []},
    }.items():
        answer = client.post(f"{home}/new", data=form(token, **changes))
        assert answer.status_code == 422
        assert said in answer.text
        if "name" not in changes:
            assert 'value="Ann Lind"' in answer.text
    odd = client.post(f"{home}/new", data=form(token, roles=["respondent", "boss"]))
    assert odd.status_code == 422
    assert not store.people(db, engagement)


def test_someone_alike_is_added_only_when_it_is_meant(
    client: FlaskClient, db: Database, engagement: int, home: str, token: str
) -> None:
    put(db, engagement, "Ann Lind", email="ann@alder.example")
    same = client.post(f"{home}/new", data=form(token, email="ANN@alder.example", all_the_same="y"))
    assert same.status_code == 422
    assert "Ann Lind is here already with this address." in same.text
    for changes in ({"email": ""}, {"name": "Bo Ek", "email": "ann@alder.example"}):
        doubt = client.post(f"{home}/new", data=form(token, **changes))
        assert "Ann Lind (ann@alder.example) is here already." in doubt.text
        assert 'name="all_the_same"' in doubt.text
        meant = client.post(f"{home}/new", data=form(token, all_the_same="y", **changes))
        assert meant.status_code == 303
    assert [each.name for each in store.people(db, engagement)] == ["Ann Lind", "Ann Lind", "Bo Ek"]


def test_a_person_is_changed(
    client: FlaskClient, db: Database, engagement: int, home: str, token: str
) -> None:
    ann = put(db, engagement, "Ann Lind", email="ann@alder.example", function="Sales")
    page = client.get(f"{home}/{ann}").text
    assert 'value="ann@alder.example"' in page
    assert re.search(r"<option selected value=\"\d+\">Sales</option>", page)
    before = len(entries(db, engagement))
    same = form(token, email="ann@alder.example", function_id=group(db, engagement, "Sales"))
    assert client.post(f"{home}/{ann}", data=same).status_code == 303
    assert len(entries(db, engagement)) == before
    assert client.post(f"{home}/{ann}", data=form(token, name="Ann Ek", roles=["sponsor"])).status_code == 303
    (changed,) = store.people(db, engagement)
    assert (changed.id, changed.name, changed.email, changed.roles) == (ann, "Ann Ek", "", {"sponsor"})
    assert entries(db, engagement)[0].deed == "changed the details of 1 person"


def test_a_person_goes_with_links_and_mails_and_history_names_nobody(
    app: Flask, client: FlaskClient, db: Database, engagement: int, home: str, token: str
) -> None:
    ann = put(db, engagement, "Annabel Quist", email="quist@alder.example", roles=["sponsor", "respondent"])
    bo = put(db, engagement, "Bo Ek")
    link = new_link(app.config["SECRET_KEY"])
    with write(db):
        invitations.put_link(db, ann, "questionnaire", link, NOW)
        number = mail.add_mail(
            db, engagement_id=engagement, person_id=ann, account_id=None, kind="questionnaire",
            name="Annabel Quist", address="quist@alder.example", subject="Hello", body="{token}",
            seed=link.seed, now=NOW,
        )  # fmt: skip
        mail.deliver(db, number, "handed out", NOW)
    asked = client.get(f"{home}/{ann}/removal").text
    assert "Remove Annabel Quist?" in asked
    assert "1 personal link, which opens nothing" in asked
    assert "1 mail under Mail." in asked
    for _ in range(2):
        answer = client.post(f"{home}/{ann}/removal", data={"csrf_token": token})
        assert answer.status_code == 303
    assert [each.id for each in store.people(db, engagement)] == [bo]
    assert isinstance(invitations.behind(db, hash_of(link.token)), invitations.Ended)
    assert [each.deed for each in entries(db, engagement)].count("removed 1 person") == 1
    assert client.get(f"{home}/{ann}").status_code == 404
    assert erasure.complete(db)  # as the timekeeper does
    db.close()
    for file in app.config["DATABASE"].parent.glob("workshop.db*"):
        assert b"Quist" not in file.read_bytes()


def test_everyone_can_be_taken_along_and_brought_back(
    client: FlaskClient, db: Database, engagement: int, home: str, token: str
) -> None:
    put(db, engagement, "=HYPERLINK(1)", email="+a@alder.example", function="Sales", seniority="Lead")
    put(db, engagement, "Ann Lind", roles=["sponsor", "participant"])
    answer = client.get(f"{home}.csv")
    data = answer.data
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert rows[0] == ["Name", "Mail", "Job title", "Function", "Seniority", "Role"]
    assert rows[1][:2] == ["'=HYPERLINK(1)", "'+a@alder.example"]
    answer = client.get(f"{home}.xlsx")
    assert "Alder-Sons-people.xlsx" in answer.headers["Content-Disposition"]
    sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).active
    assert [cell.value for cell in sheet[3]] == [
        "Ann Lind",
        None,
        None,
        None,
        None,
        "Session participant, sponsor",
    ]
    assert sheet["A2"].data_type == "s"
    for file, name in ((data, "a.csv"), (answer.data, "a.xlsx")):
        sent = {"csrf_token": token, "otherwise": "respondent", "file": (io.BytesIO(file), name)}
        page = client.get(client.post(f"{home}/import", data=sent).location).text
        assert page.count("Already here. Nothing changes.") == 2
    assert client.get(f"{home}.pdf").status_code == 404


def test_people_are_for_the_engagement_s_consultants_alone(
    app: Flask, db: Database, engagement: int, home: str
) -> None:
    other = add_engagement(app, "Birch & Daughters", spreadsheet())
    ann = put(db, engagement, "Ann Lind")
    lars = people.account(db, people.LARS).id
    with write(db):
        db.execute(
            "INSERT INTO sponsorship (account_id, engagement_id) VALUES (:account, :engagement)",
            {"account": lars, "engagement": engagement},
        )
    for who in (people.TOM, people.LARS, None):
        browser = people.signed_in(app, who)
        token = people.csrf(browser)
        for end in ("", ".csv", ".xlsx", "/new", f"/{ann}", f"/{ann}/removal", "/import"):
            assert browser.get(home + end).status_code == 404
        for end in ("/new", f"/{ann}", f"/{ann}/removal", "/import"):
            assert browser.post(home + end, data=form(token)).status_code == 404
    ines, elsewhere = people.signed_in(app, people.INES), f"/engagements/{other}/people"
    token = people.csrf(ines)
    for end in (f"/{ann}", f"/{ann}/removal", f"/{2**63 - 1}", f"/{2**63}"):
        assert ines.get(elsewhere + end).status_code == 404
    assert ines.post(f"{elsewhere}/{ann}", data=form(token)).status_code == 404
    ines.post(f"{elsewhere}/{ann}/removal", data={"csrf_token": token})
    assert [each.name for each in store.people(db, engagement)] == ["Ann Lind"]
    assert people.signed_in(app, people.ADA).get(home).status_code == 200
    assert not links(ines.get(home).text).forbidden
