"""What a first-time user is told where something waits, or cannot be shown: why, and where to go on."""

import re
from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database

from tests.workshop import people
from tests.workshop.conftest import add
from tests.workshop.running_waves import Running, answer, running, with_owner
from tests.workshop.test_comparisons import spreadsheet
from workshop.blueprints.template.checking import faults_of
from workshop.database import connect, write
from workshop.mail import store as mails


@pytest.fixture
def db(app: Flask):
    db = connect(app.config["DATABASE"])
    yield db
    db.close()


@pytest.fixture
def found(app: Flask, client: FlaskClient) -> Running:
    with_owner(app)
    return running(app)


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def invite(db: Database, found: Running, names: list[str]) -> None:
    with write(db):
        for row in db.query(
            "SELECT person.id, name, email, seed FROM person JOIN personal_link ON person_id = person.id"
        ):
            if row["name"] in names:
                mails.add_mail(
                    db, engagement_id=found.engagement, person_id=row["id"], account_id=None,
                    kind="questionnaire", name=row["name"], address=row["email"], subject="Asked",
                    body="{token}", seed=row["seed"], now=datetime.now(UTC),
                )  # fmt: skip


def test_without_a_mail_server_the_wave_leads_to_invitations_that_wait(app, client, found, db):
    invite(db, found, ["Marketing 0", "Marketing 1"])
    page = client.get(found.home).text
    assert "Pass on the invitations of 2 people." in page
    assert "mail?state=waits&amp;kind=questionnaire" in page
    assert "Remind 16 people all the same" in page
    with write(db):
        answer(db, found, "Marketing 0", 3)
    assert "Pass on the invitation of one person." in client.get(found.home).text
    app.config["SMTP"] = object()
    assert "Pass on" not in client.get(found.home).text
    assert "Remind 15 people" in client.get(found.home).text


def test_when_all_invitations_wait_nobody_is_reminded_yet(client, found, db):
    invite(db, found, list(found.sheets))
    page = client.get(found.home).text
    assert "Pass on 16 invitations" in page
    assert "/remind" not in page
    with write(db):
        for each in mails.mails(db, found.engagement):
            mails.deliver(db, each.id, "handed out", datetime.now(UTC))
    assert "Remind 16 people" in client.get(found.home).text


def test_the_overview_and_the_card_ask_for_the_invitations_before_a_reminder(app, client, found, db):
    invite(db, found, ["Marketing 0", "Marketing 1"])
    home = f"/engagements/{found.engagement}"
    page = client.get(home).text
    assert "Pass on the invitations of 2 people." in page
    assert f'href="{home}/mail?state=waits&amp;kind=questionnaire"' in page
    assert "Remind the" not in page
    assert "Pass on the invitations of 2 people" in client.get("/").text
    with write(db):
        for each in mails.mails(db, found.engagement):
            mails.deliver(db, each.id, "handed out", datetime.now(UTC))
    assert "Remind the 16 people who have not finished." in client.get(home).text
    assert "Remind the 16 people who have not finished" in client.get("/").text


def test_with_a_mail_server_the_overview_asks_for_no_invitation_by_hand(app, client, found, db):
    invite(db, found, ["Marketing 0"])
    app.config["SMTP"] = object()
    assert "Remind the 16 people" in client.get(f"/engagements/{found.engagement}").text


def test_too_small_groups_say_why_once_and_how_to_combine_them(app: Flask, client: FlaskClient) -> None:
    number = add(app, "Birch", spreadsheet(("Sales", "Staff", "4", 3), ("IT", "Staff", "2", 4)))
    page = client.get(f"/engagements/{number}/comparison?by=function").text
    assert "No group by function can be shown. A group shows from 5 people on" in words(page)
    assert f'href="/engagements/{number}/people"' in page.split("To combine small groups")[1][:200]
    folded = page.split('id="map"')[1]
    assert "hidden" in folded
    assert "hidden" not in words(page.split('id="map"')[0].split("<main")[1])
    assert "Where groups are far apart" not in page


def test_cells_of_a_list_of_people_name_their_column(client: FlaskClient, engagement: int) -> None:
    token = people.csrf(client)
    sent = client.post(
        f"/engagements/{engagement}/people/import",
        data={"csrf_token": token, "pasted": "Name\tMail\tFunction\nAnn Lind\tann@@x\tMarketing"},
        follow_redirects=True,
    )
    assert sent.status_code == 200
    row = sent.text.split("<tbody>")[1]
    assert re.findall(r'data-label="([^"]+)"', row) == [
        "Row", "Name", "Mail", "Function", "Seniority", "Role",
    ]  # fmt: skip


@pytest.mark.parametrize("data", [b"hello", b"%PDF-1.7 and more", b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_word_document_is_told_so_and_no_other_kind_is_offered(data: bytes) -> None:
    assert faults_of(data) == ("This is no Word document. Save it as .docx and choose that.",)
    assert "PDF" not in "".join(faults_of(b"PK\x03\x04 broken"))
