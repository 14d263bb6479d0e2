"""Who has access to an engagement: its consultants and its sponsors, given and taken away."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.workshop import invited, people
from tests.workshop.invited import Room
from tests.workshop.people import Person
from workshop.accounts import store as accounts
from workshop.accounts.store import Account
from workshop.database import connect, write
from workshop.links import hash_of, token_of

LINK = re.compile(r"/password/([\w-]{22})(?![\w-])")
NEW = {"name": "Lars Lind", "email": "lars@alder.example"}


@pytest.fixture
def room(app: Flask, client: FlaskClient) -> Room:
    return invited.room(app, people.INES, "Alder & Sons")


def post(client: FlaskClient, address: str, **body: str) -> tuple[int, str]:
    answer = client.post(address, data={"csrf_token": people.csrf(client), **body})
    return answer.status_code, answer.text


def account_of(room: Room, email: str) -> Account | None:
    db = connect(room.app.config["DATABASE"])
    try:
        return accounts.account_by_email(db, email)
    finally:
        db.close()


def number_of(room: Room, person: Person) -> int:
    return people.actor(room.app, person).account_id or 0


def sponsor(client: FlaskClient, room: Room, **who: str) -> Account:
    """Give someone access and return their account, with the password of the test world."""
    who = {**NEW, **who}
    assert post(client, f"{room.access}/sponsors", **who)[0] == 200
    made = account_of(room, who["email"])
    assert made is not None
    db = connect(room.app.config["DATABASE"])
    with write(db):
        accounts.set_password(db, made.id, "scrypt:test", invited.NOW)
    db.close()
    return made


def signed_in(room: Room, account: Account) -> FlaskClient:
    return people.signed_in(room.app, Person(account.name, account.email, account.role))


def test_the_page_says_who_has_access_and_what_a_sponsor_sees(client: FlaskClient, room: Room) -> None:
    page = client.get(room.access).text
    assert "1 consultant runs this, no sponsor looks on." in page
    assert "Ines Okafor (you)" in page
    assert (
        "A sponsor sees how far the work is, and the results and the blueprint once you release them" in page
    )
    assert "The last one stays" in page


def test_a_colleague_is_added_and_removed(app: Flask, client: FlaskClient, room: Room) -> None:
    tom, browser = number_of(room, people.TOM), people.signed_in(app, people.TOM)
    assert browser.get(room.access).status_code == 404
    assert post(client, f"{room.access}/consultants", account=str(tom))[0] == 303
    assert browser.get(room.access).status_code == 200
    assert post(client, f"{room.access}/consultants", account=str(tom))[0] == 422
    assert post(client, f"{room.access}/consultants/{tom}/end")[0] == 303
    assert browser.get(room.access).status_code == 404
    assert post(client, f"{room.access}/consultants/{tom}/end")[0] == 404
    assert room.deeds() == [
        "made Tom Reyes a consultant of the engagement",
        "removed Tom Reyes from the consultants of the engagement",
    ]


def test_the_last_consultant_who_can_sign_in_stays(client: FlaskClient, room: Room) -> None:
    ines, tom = number_of(room, people.INES), number_of(room, people.TOM)
    status, page = post(client, f"{room.access}/consultants/{ines}/end")
    assert status == 422
    assert "The last consultant who can sign in stays." in page
    post(client, f"{room.access}/consultants", account=str(tom))
    room.put("INSERT INTO account_closure VALUES (:id, '2026-11-22T09:00:00Z')", id=tom)
    assert post(client, f"{room.access}/consultants/{ines}/end")[0] == 422
    assert post(client, f"{room.access}/consultants/{tom}/end")[0] == 303


def test_who_leaves_is_led_away(client: FlaskClient, room: Room) -> None:
    ines, ada = number_of(room, people.INES), number_of(room, people.ADA)
    post(client, f"{room.access}/consultants", account=str(ada))
    answer = client.post(f"{room.access}/consultants/{ines}/end", data={"csrf_token": people.csrf(client)})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert client.get(room.access).status_code == 404


@pytest.mark.parametrize("value", ["", "0", "999", "x", "٢", "-1", "9" * 40])
def test_only_a_colleague_can_become_a_consultant(client: FlaskClient, room: Room, value: str) -> None:
    status, page = post(client, f"{room.access}/consultants", account=value)
    assert status == 422
    assert "There is no colleague to add." in page
    people.actor(room.app, people.TOM)
    status, page = post(client, f"{room.access}/consultants", account=value)
    assert status == 422
    assert "Choose a colleague from the list." in page
    assert len(room.rows("SELECT 1 FROM membership")) == 1


def test_neither_sponsors_nor_closed_accounts_become_consultants(client: FlaskClient, room: Room) -> None:
    tom, lars = number_of(room, people.TOM), number_of(room, people.LARS)
    room.put("INSERT INTO account_closure VALUES (:id, '2026-11-22T09:00:00Z')", id=tom)
    for number in (tom, lars):
        assert post(client, f"{room.access}/consultants", account=str(number))[0] == 422
    assert len(room.rows("SELECT 1 FROM membership")) == 1


def test_a_sponsor_gets_an_account_a_link_and_a_mail(client: FlaskClient, room: Room) -> None:
    status, page = post(client, f"{room.access}/sponsors", name=" Lars  Lind", email="Lars@Alder.example ")
    assert status == 200
    [token] = set(LINK.findall(page))
    made = account_of(room, "lars@alder.example")
    assert made is not None
    assert (made.name, made.role, made.has_password) == ("Lars Lind", "sponsor", False)
    [kept] = room.rows("SELECT hash, account_id FROM password_link")
    assert kept == {"hash": hash_of(token), "account_id": made.id}
    [mail] = room.mails()
    assert (mail["kind"], mail["account_id"], mail["address"]) == ("password", made.id, "lars@alder.example")
    assert token_of(str(mail["seed"]), client.application.config["SECRET_KEY"]) == token
    assert str(mail["body"]).count("/password/{token}") == 1
    assert token not in str(mail["body"]) + str(mail["subject"])
    assert "Alder & Sons" in str(mail["subject"])
    assert room.deeds() == ["gave Lars Lind access as a sponsor"]
    assert LINK.findall(client.get(room.access).text) == []
    assert "Has yet to choose a password" in client.get(room.access).text


def test_a_sponsor_sees_the_engagement_and_not_this_page(client: FlaskClient, room: Room) -> None:
    browser = signed_in(room, sponsor(client, room))
    assert browser.get(f"/engagements/{room.number}").status_code == 200
    assert browser.get(room.access).status_code == 404
    assert post(browser, f"{room.access}/sponsors", name="Eve", email="eve@alder.example")[0] == 404


def test_access_is_taken_away_at_once_and_can_come_back(client: FlaskClient, room: Room) -> None:
    made = sponsor(client, room)
    browser = signed_in(room, made)
    assert post(client, f"{room.access}/sponsors/{made.id}/end")[0] == 303
    assert browser.get(f"/engagements/{room.number}").status_code == 404
    assert room.rows("SELECT 1 FROM sponsorship") == []
    assert account_of(room, made.email).closed  # type: ignore[union-attr]
    assert post(client, f"{room.access}/sponsors/{made.id}/end")[0] == 404
    assert "no sponsor looks on" in client.get(room.access).text

    status, page = post(client, f"{room.access}/sponsors", **NEW)
    assert status == 200
    assert len(set(LINK.findall(page))) == 1
    assert not account_of(room, made.email).closed  # type: ignore[union-attr]
    assert browser.get(f"/engagements/{room.number}").status_code == 404
    assert signed_in(room, made).get(f"/engagements/{room.number}").status_code == 200
    assert room.deeds()[1:] == [
        "took the access of the sponsor Lars Lind away",
        "gave Lars Lind access as a sponsor",
    ]


def test_a_form_sent_twice_gives_access_once(client: FlaskClient, room: Room) -> None:
    assert post(client, f"{room.access}/sponsors", **NEW)[0] == 200
    status, page = post(client, f"{room.access}/sponsors", **NEW)
    assert status == 422
    assert "This address has access already." in page
    assert 'value="lars@alder.example"' in page
    assert len(room.mails()) == len(room.deeds()) == 1


def test_an_address_with_another_account_is_refused(app: Flask, client: FlaskClient, room: Room) -> None:
    people.actor(app, people.TOM)
    elsewhere = invited.room(app, people.ADA, "Birch")
    sponsor(people.signed_in(app, people.ADA), elsewhere, name="Nils", email="nils@birch.example")
    for email in ("tom@fenwick.example", "ines@fenwick.example", "Nils@birch.example"):
        status, page = post(client, f"{room.access}/sponsors", name="Nils", email=email)
        assert status == 422
        assert "a sponsor’s account belongs to one engagement only" in page
    assert room.rows("SELECT 1 FROM sponsorship WHERE engagement_id = :n", n=room.number) == []
    assert room.mails() == []


def test_a_sponsor_whom_an_administrator_closed_does_not_come_back_elsewhere(
    app: Flask, client: FlaskClient, room: Room
) -> None:
    elsewhere = invited.room(app, people.ADA, "Birch")
    nils = sponsor(people.signed_in(app, people.ADA), elsewhere, name="Nils", email="nils@birch.example")
    room.put("INSERT INTO account_closure VALUES (:id, '2026-11-22T09:00:00Z')", id=nils.id)
    assert post(client, f"{room.access}/sponsors", name="Nils", email=nils.email)[0] == 422
    assert account_of(room, nils.email).closed  # type: ignore[union-attr]


def test_a_new_password_link_ends_the_earlier_one(client: FlaskClient, room: Room) -> None:
    made = sponsor(client, room)
    links = []
    for _ in range(2):
        status, page = post(client, f"{room.access}/sponsors/{made.id}/link")
        assert status == 200
        links += set(LINK.findall(page))
    assert room.rows("SELECT hash FROM password_link") == [{"hash": hash_of(links[-1])}]
    assert len(room.mails()) == 3
    assert room.deeds()[-1] == "made a new password link for the sponsor Lars Lind"


@pytest.mark.parametrize(
    ("name", "email", "told"),
    [
        ("", "", "Give the sponsor’s name."),
        ("Lars", "lars(at)alder", "Not a mail address."),
        ("Lars", "a@b.example\r\nBcc: x@y.example", "Not a mail address."),
        ("L" * 121, "l@alder.example", "Shorten the name"),
        ("L", "l" * 250 + "@alder.example", "Shorten the address"),
        ("\0\x07", "l@alder.example", "Use a name that can be read"),
        ("<b>", "<b>@x", "mail"),
    ],
)
def test_faults_are_told_and_nothing_is_stored(
    client: FlaskClient, room: Room, name: str, email: str, told: str
) -> None:
    status, page = post(client, f"{room.access}/sponsors", name=name, email=email)
    assert status == 422
    assert told in page
    assert "<b>@" not in page
    assert room.rows("SELECT 1 FROM account WHERE role = 'sponsor'") == []
    assert room.mails() == []


def test_the_client_s_sponsors_are_offered_until_they_have_access(client: FlaskClient, room: Room) -> None:
    room.person("Lars Lind", email="Lars@alder.example", roles=["sponsor"])
    room.person("Greta Holt", email="", roles=["sponsor"])
    room.person("Karin Ahl")
    page = client.get(room.access).text
    assert 'name="email" value="Lars@alder.example"' in page
    assert "Greta Holt" in page
    assert "Karin Ahl" not in page
    sponsor(client, room, email="Lars@alder.example")
    page = client.get(room.access).text
    assert 'value="Lars@alder.example"' not in page
    assert "1 sponsor looks on" in page


def test_accounts_are_looked_for_in_their_engagement_only(
    app: Flask, client: FlaskClient, room: Room
) -> None:
    other = invited.room(app, people.TOM, "Birch")
    browser = people.signed_in(app, people.TOM)
    nils = sponsor(browser, other, name="Nils", email="nils@birch.example")
    tom = number_of(room, people.TOM)
    for address in (
        f"{room.access}/sponsors/{nils.id}/end",
        f"{room.access}/sponsors/{nils.id}/link",
        f"{room.access}/consultants/{tom}/end",
        f"{room.access}/consultants/{nils.id}/end",
        f"{other.access}/sponsors/{nils.id}/end",
        f"{other.access}/sponsors/{nils.id}/link",
        f"{other.access}/consultants/{tom}/end",
        f"{other.access}/sponsors",
        f"{other.access}/consultants",
    ):
        assert post(client, address, **NEW)[0] == 404
    assert client.get(other.access).status_code == 404
    assert browser.get(other.access).status_code == 200
    assert "Nils" in browser.get(other.access).text
    assert other.deeds() == ["gave Nils access as a sponsor"]


@pytest.mark.parametrize("who", [people.TOM, None])
def test_others_find_nothing(app: Flask, client: FlaskClient, room: Room, who: Person | None) -> None:
    made, browser = sponsor(client, room), people.signed_in(app, who)
    assert browser.get(room.access).status_code == 404
    for address in ("sponsors", "consultants", f"sponsors/{made.id}/end", f"sponsors/{made.id}/link"):
        assert post(browser, f"{room.access}/{address}", name="E", email="e@x.example")[0] == 404
    assert len(room.deeds()) == 1


def test_an_administrator_may_do_what_consultants_may(app: Flask, client: FlaskClient, room: Room) -> None:
    ada = people.signed_in(app, people.ADA)
    assert ada.get(room.access).status_code == 200
    made = sponsor(ada, room)
    assert post(ada, f"{room.access}/sponsors/{made.id}/end")[0] == 303
