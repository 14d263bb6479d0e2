"""Personal links: what they open, for whom, and what is told where they lead nowhere."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from sqlite_utils import Database

from tests.workshop import invited, people
from tests.workshop.invited import Room, make_link
from tests.workshop.visits import links as links_in
from workshop.database import connect, write
from workshop.engagements.logos.store import put_logo
from workshop.engagements.store import add_engagement
from workshop.invitations import store
from workshop.links import hash_of, new_link
from workshop.migrations import migrate

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
ALL = ("respondent", "interviewee", "participant")


@pytest.fixture
def room(app: Flask, client: FlaskClient) -> Room:
    return invited.room(app, people.INES, "Alder & Sons")


@pytest.fixture
def karin(room: Room) -> int:
    return room.person("Karin Ahl", roles=ALL)


@pytest.fixture
def visitor(app: Flask) -> FlaskClient:
    """The browser of someone who holds a link and nothing else."""
    return app.test_client()


def revoke(client: FlaskClient, room: Room, person: int, purpose: str = "questionnaire") -> int:
    [link] = [
        each
        for each in room.rows("SELECT * FROM personal_link WHERE person_id = :id", id=person)
        if each["purpose"] == purpose
    ]
    tag = store.PersonalLink(person, "questionnaire", str(link["seed"]), NOW).tag
    body = {"csrf_token": people.csrf(client), "purpose": purpose, "seen": tag}
    return client.post(f"{room.links(person)}/end", data=body).status_code


@pytest.mark.parametrize(
    ("purpose", "asked"), [("questionnaire", "rate"), ("interview", "talk about"), ("session", "decide")]
)
def test_the_page_says_who_asks_whom_for_what(
    client: FlaskClient, visitor: FlaskClient, room: Room, karin: int, purpose: str, asked: str
) -> None:
    page = visitor.get(f"/p/{make_link(client, room, karin, purpose)}")
    assert page.status_code == 200
    assert f"Fenwick Hale Advisory asks you to {asked}" in page.text
    for said in ("Karin Ahl", "Ines Okafor", "Alder &amp; Sons", "marketing operations", "Nothing to answer"):
        assert said in page.text
    assert "This link stays the same" in page.text


def test_the_day_of_the_session_is_told_until_it_has_passed(
    app: Flask, client: FlaskClient, visitor: FlaskClient
) -> None:
    ahead = invited.room(app, people.INES, "Alder", session_on=date(2199, 12, 10))
    page = visitor.get(f"/p/{make_link(client, ahead, ahead.person('K', roles=ALL), 'session')}").text
    assert "It takes place on 10 Dec 2199." in page
    passed = invited.room(app, people.INES, "Birch", session_on=date(2001, 1, 1))
    page = visitor.get(f"/p/{make_link(client, passed, passed.person('K', roles=ALL), 'session')}").text
    assert "2001" not in page
    assert "Nothing to answer yet." in page


def test_the_page_needs_no_cookie_and_tells_the_token_to_nobody(
    client: FlaskClient, visitor: FlaskClient, room: Room, karin: int
) -> None:
    token = make_link(client, room, karin)
    page = visitor.get(f"/p/{token}")
    assert "Set-Cookie" not in page.headers
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["Cache-Control"] == "no-store"
    title = page.text.split("<title>", 1)[1].split("</title>", 1)[0]
    assert title == "Questionnaire – Alder &amp; Sons"
    assert token not in page.text
    assert "<form" not in page.text


def test_the_page_weighs_little_and_carries_the_client_s_colours(
    client: FlaskClient, visitor: FlaskClient, room: Room, karin: int
) -> None:
    room.put("UPDATE engagement SET brand = '#5B2A62', accent = '#F0A04B' WHERE id = :id", id=room.number)
    page = visitor.get(f"/p/{make_link(client, room, karin)}")
    assert 'class="brand-5B2A62-F0A04B"' in page.text
    found = links_in(page.text)
    assert found.forbidden == []
    parts = [visitor.get(each, buffered=True) for each in found.found if "content" not in each]
    assert {each.status_code for each in parts} == {200}
    assert any("#5B2A62" in each.text for each in parts)
    assert len(page.data) + sum(len(each.data) for each in parts) < 60_000


def test_the_logo_comes_with_the_link(
    client: FlaskClient, visitor: FlaskClient, room: Room, karin: int
) -> None:
    token = make_link(client, room, karin)
    assert visitor.get(f"/p/{token}/logo.png").status_code == 404
    assert "logo.png" not in visitor.get(f"/p/{token}").text
    picture = BytesIO()
    Image.new("RGB", (8, 8), "#5B2A62").save(picture, "PNG")
    db = connect(client.application.config["DATABASE"])
    with write(db):
        put_logo(db, room.number, picture.getvalue())
    db.close()
    assert f"/p/{token}/logo.png?v=" in visitor.get(f"/p/{token}").text
    answer = visitor.get(f"/p/{token}/logo.png")
    assert (answer.status_code, answer.mimetype, answer.data) == (200, "image/png", picture.getvalue())
    revoke(client, room, karin)
    assert visitor.get(f"/p/{token}/logo.png").status_code == 404
    assert visitor.get(f"/p/{'x' * 22}/logo.png").status_code == 404


def test_guesses_all_get_the_same_answer(visitor: FlaskClient, room: Room, karin: int) -> None:
    guesses = ["x", "x" * 22, "x" * 5000, "%00", "ü", "%ff", "a b", "<b>", "-" * 22, hash_of("x")]
    answers = {(each.status_code, each.text) for each in map(visitor.get, (f"/p/{it}" for it in guesses))}
    [(status, page)] = answers
    assert status == 404
    assert "This link leads nowhere." in page
    assert "Alder" not in page


@pytest.mark.parametrize("behind", ["/", ".", ")", "%20", "%3E."])
def test_what_was_copied_along_does_no_harm(
    client: FlaskClient, visitor: FlaskClient, room: Room, karin: int, behind: str
) -> None:
    assert visitor.get(f"/p/{make_link(client, room, karin)}{behind}").status_code == 200


def test_a_hash_or_a_seed_opens_nothing(
    client: FlaskClient, visitor: FlaskClient, room: Room, karin: int
) -> None:
    make_link(client, room, karin)
    [link] = room.rows("SELECT seed, hash FROM personal_link")
    for value in link.values():
        assert "leads nowhere" in visitor.get(f"/p/{value}").text


def test_a_replaced_link_leads_to_the_newer_one(
    client: FlaskClient, visitor: FlaskClient, room: Room, karin: int
) -> None:
    old = make_link(client, room, karin)
    new = make_link(client, room, karin)
    assert old != new
    assert visitor.get(f"/p/{new}").status_code == 200
    answer = visitor.get(f"/p/{old}")
    assert answer.status_code == 404
    assert "replaced by a newer one" in answer.text
    assert "Ines Okafor" in answer.text
    assert "Karin" not in answer.text


def test_a_revoked_link_opens_nothing_and_says_whom_to_ask(
    client: FlaskClient, visitor: FlaskClient, room: Room, karin: int
) -> None:
    token = make_link(client, room, karin)
    other = make_link(client, room, karin, "session")
    assert revoke(client, room, karin) == 303
    answer = visitor.get(f"/p/{token}")
    assert answer.status_code == 404
    assert "taken back" in answer.text
    assert "Ines Okafor" in answer.text
    assert visitor.get(f"/p/{other}").status_code == 200
    assert room.deeds()[-1] == "revoked the link of 1 person to the questionnaire"


def test_a_revocation_sent_late_leaves_the_newer_link_alone(
    client: FlaskClient, visitor: FlaskClient, room: Room, karin: int
) -> None:
    make_link(client, room, karin)
    [seen] = room.rows("SELECT seed FROM personal_link")
    tag = store.PersonalLink(karin, "questionnaire", str(seen["seed"]), NOW).tag
    newer = make_link(client, room, karin)
    body = {"csrf_token": people.csrf(client), "purpose": "questionnaire", "seen": tag}
    assert client.post(f"{room.links(karin)}/end", data=body).status_code == 303
    assert visitor.get(f"/p/{newer}").status_code == 200


def test_the_links_of_an_archived_engagement_say_that_it_is_over(
    client: FlaskClient, visitor: FlaskClient, room: Room, karin: int
) -> None:
    token = make_link(client, room, karin)
    room.put("INSERT INTO archive VALUES (:id, '2026-11-22T09:00:00Z', NULL)", id=room.number)
    answer = visitor.get(f"/p/{token}")
    assert answer.status_code == 404
    assert "is over" in answer.text
    assert "Karin" not in answer.text
    body = {"csrf_token": people.csrf(client), "purpose": "interview", "seen": ""}
    assert client.post(room.links(karin), data=body).status_code == 422
    assert len(room.rows("SELECT 1 FROM personal_link")) == 1


def test_a_link_is_made_once_however_often_its_form_is_sent(
    client: FlaskClient, room: Room, karin: int
) -> None:
    body = {"csrf_token": people.csrf(client), "purpose": "questionnaire", "seen": ""}
    first, again = (client.post(room.links(karin), data=body) for _ in range(2))
    assert first.status_code == again.status_code == 200
    assert invited.TOKEN.findall(first.text) == invited.TOKEN.findall(again.text)
    assert "was made already" in again.text
    assert room.deeds() == ["made a link to the questionnaire for 1 person, to hand it over"]
    assert invited.TOKEN.findall(client.get(room.links(karin)).text) == []


def test_a_link_that_stands_in_a_mail_is_not_shown(client: FlaskClient, room: Room, karin: int) -> None:
    invited.write_to(client, room, [f"{karin}-new"])
    body = {"csrf_token": people.csrf(client), "purpose": "questionnaire", "seen": ""}
    answer = client.post(room.links(karin), data=body)
    assert answer.status_code == 422
    assert "Nothing was made." in answer.text
    assert invited.TOKEN.findall(answer.text) == []
    assert "In a mail" in answer.text


def test_links_are_made_for_what_a_person_is_asked_for(client: FlaskClient, room: Room) -> None:
    lars = room.person("Lars Lind", roles=["sponsor"])
    assert "No role that needs a link." in client.get(room.links(lars)).text
    for purpose in ("questionnaire", "reminder", ""):
        body = {"csrf_token": people.csrf(client), "purpose": purpose, "seen": ""}
        assert client.post(room.links(lars), data=body).status_code == 404
    assert room.rows("SELECT 1 FROM personal_link") == []


def test_a_person_is_looked_for_in_their_engagement_only(
    app: Flask, client: FlaskClient, room: Room, karin: int
) -> None:
    other = invited.room(app, people.TOM, "Birch")
    stranger = other.person("Nils Lund")
    token = make_link(people.signed_in(app, people.TOM), other, stranger)
    body = {"csrf_token": people.csrf(client), "purpose": "questionnaire", "seen": ""}
    for address in (room.links(stranger), other.links(stranger), other.links(karin), room.links(999)):
        assert client.get(address).status_code == 404
        assert client.post(address, data=body).status_code == 404
        assert client.post(f"{address}/end", data=body).status_code == 404
    page = client.get(f"/p/{token}").text
    assert "Birch" in page
    assert "Alder" not in page


@pytest.mark.parametrize("who", [people.TOM, people.LARS, None])
def test_others_neither_see_nor_make_nor_revoke(
    app: Flask, client: FlaskClient, room: Room, karin: int, who: people.Person | None
) -> None:
    make_link(client, room, karin)
    before = room.rows("SELECT * FROM personal_link")
    if who is people.LARS:
        people.actor(app, people.LARS)
        room.put("INSERT INTO sponsorship SELECT id, :n FROM account WHERE role = 'sponsor'", n=room.number)
    browser = people.signed_in(app, who)
    seed = str(before[0]["seed"])
    tag = store.PersonalLink(karin, "questionnaire", seed, NOW).tag
    body = {"csrf_token": people.csrf(browser), "purpose": "questionnaire", "seen": tag}
    assert browser.get(room.links(karin)).status_code == 404
    assert browser.post(room.links(karin), data=body).status_code == 404
    assert browser.post(f"{room.links(karin)}/end", data=body).status_code == 404
    assert room.rows("SELECT * FROM personal_link") == before


def test_a_name_on_the_page_is_only_ever_text(client: FlaskClient, visitor: FlaskClient, room: Room) -> None:
    eve = room.person("<script>alert(1)</script>", email="")
    page = visitor.get(f"/p/{make_link(client, room, eve)}").text
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_every_link_of_a_person_ends_at_once(client: FlaskClient, room: Room, karin: int) -> None:
    tokens = [make_link(client, room, karin, each) for each in ("questionnaire", "session")]
    db = connect(client.application.config["DATABASE"])
    with write(db):
        assert store.revoke_all(db, karin, NOW) == 2
        assert store.revoke_all(db, karin, NOW) == 0
    db.close()
    assert ["taken back" in client.get(f"/p/{each}").text for each in tokens] == [True, True]


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    path = tmp_path_factory.mktemp("links") / "workshop.db"
    migrate(path)
    db = connect(path)
    yield db
    db.close()


def two_people(db: Database) -> tuple[int, list[int]]:
    """Store an engagement with two people."""
    with write(db):
        number = add_engagement(
            db, client="A", function_assessed="a", consultancy="", pack="marketing_operations", now=NOW
        )
        added = """INSERT INTO person (engagement_id, name, email, added_at)
            VALUES (:number, 'K', '', '2026-11-22T09:00:00Z') RETURNING id"""
        return number, [db.execute(added, {"number": number}).fetchone()[0] for _ in range(2)]


@settings(max_examples=40, deadline=None)
@given(deeds=st.lists(st.tuples(st.integers(0, 1), st.sampled_from(["put", "revoke"])), max_size=10))
def test_links_keep_to_a_model(db: Database, deeds: list[tuple[int, str]]) -> None:
    """Whatever is made and ended in which order, each hash leads where the last deed left it."""
    number, persons = two_people(db)
    current: dict[int, str] = {}
    told: dict[str, str] = {}
    for place, deed in deeds:
        person = persons[place]
        old = current.pop(person, None)
        if old is not None:
            told[old] = "replaced" if deed == "put" else "revoked"
        with write(db):
            if deed == "put":
                link = new_link("key")
                store.put_link(db, person, "interview", link, NOW)
                current[person] = link.hash
            else:
                assert store.revoke(db, person, "interview", NOW) == (old is not None)
    for person, hashed in current.items():
        assert store.behind(db, hashed) == store.Arrival(person, "K", number, "interview")
    for hashed, reason in told.items():
        assert store.behind(db, hashed) == store.Ended(reason, number)
    assert set(store.links_of(db, number)) == set(current)
    assert store.behind(db, hash_of("guess")) is None


def test_a_link_that_ended_with_the_sealing_promises_no_more_than_was_promised(
    client: FlaskClient, visitor: FlaskClient, room: Room, karin: int
) -> None:
    """Those who agreed to be named stay linked to their answers."""
    token = make_link(client, room, karin)
    room.put("DELETE FROM personal_link")
    room.put(
        "INSERT INTO ended_link VALUES (:hash, :id, 'sealed', '2026-11-22T09:00:00Z')",
        hash=hash_of(token), id=room.number,
    )  # fmt: skip
    page = visitor.get(f"/p/{token}").text
    assert "What linked people to their answers is destroyed, as it was promised to them." in page
