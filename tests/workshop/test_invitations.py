"""Writing to people: who is offered, what is written, and what a form sent late or twice does."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from flask.testing import FlaskClient

from questionnaires.effort import minutes_needed
from tests.workshop import invited, people
from tests.workshop.invited import Room, chosen, values, write_to
from tests.workshop.running_waves import SOME, running
from workshop.invitations import choosing
from workshop.links import hash_of, token_of


@pytest.fixture
def room(app: Flask, client: FlaskClient) -> Room:
    return invited.room(app, people.INES, "Alder & Sons")


@pytest.fixture
def three(room: Room) -> list[int]:
    return [room.person(name) for name in ("Hanna Berg", "Karin Ahl", "Oskar Lind")]


def test_who_has_the_role_and_an_address_is_offered_and_chosen(client: FlaskClient, room: Room) -> None:
    there = room.person("Karin Ahl")
    room.person("Jon Holm", email="")
    room.person("Lars Lind", roles=["sponsor", "interviewee"])
    page = client.get(room.writing).text
    assert chosen(page) == values(page) == [f"{there}-new"]
    assert "Write to 1 person</button>" in page
    assert "1 person has no mail address" in page
    assert f'{room.links(there + 1)}"' in page
    assert "Lars Lind" not in page
    assert "Lars Lind" in client.get(room.writing.replace("questionnaire", "interview")).text


def test_people_stand_by_function_and_one_function_can_be_chosen(client: FlaskClient, room: Room) -> None:
    sales, product = room.function("Sales", 2), room.function("Product", 1)
    first, last = room.person("Ida Falk", function=sales), room.person("Per Berg")
    middle = room.person("Zoe Ek", function=product)
    page = client.get(room.writing).text
    assert values(page) == [f"{middle}-new", f"{first}-new", f"{last}-new"]
    assert page.index("Product") < page.index("Sales") < page.index("Without a function")
    assert chosen(client.get(f"{room.writing}&choose={sales}").text) == [f"{first}-new"]
    assert chosen(client.get(f"{room.writing}&choose=none").text) == []


def test_of_very_many_those_of_a_function_are_chosen_together(
    client: FlaskClient, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choosing, "LISTED", 2)
    sales, product = room.function("Sales", 2), room.function("Product", 1)
    for name in ("Ida Falk", "Zoe Ek"):
        room.person(name, function=sales)
    first = room.person("Per Berg", function=product)
    page = client.get(room.writing).text
    assert [each[:5] for each in values(page)] == ["many-", "many-"]
    assert "2 people without a link" in page
    assert "Write to 3 people</button>" in page
    opened = client.get(f"{room.writing}&of={product}").text
    assert [each for each in values(opened) if not each.startswith("many-")] == [f"{first}-new"]
    late = room.person("Jo Lund", function=sales)
    status, said = write_to(client, room, chosen(page), counted="3")
    assert status == 422
    assert "since you opened this page" in said
    assert not room.mails()
    picked = chosen(client.get(f"{room.writing}&of={product}").text)
    assert write_to(client, room, picked, counted="4")[0] == 303
    assert len(room.mails()) == 4
    assert write_to(client, room, picked, counted="4")[0] == 422
    assert len(room.mails()) == 4
    assert f'value="{late}-new"' not in client.get(room.writing).text


def test_each_person_gets_a_mail_with_a_link_that_opens_their_page(
    client: FlaskClient, room: Room, three: list[int]
) -> None:
    assert write_to(client, room, chosen(client.get(room.writing).text))[0] == 303
    mails = room.mails()
    assert [each["person_id"] for each in mails] == three
    assert {each["kind"] for each in mails} == {"questionnaire"}
    assert len({each["seed"] for each in mails}) == 3
    key = client.application.config["SECRET_KEY"]
    for mail, name in zip(mails, ("Hanna Berg", "Karin Ahl", "Oskar Lind")):
        assert "/p/{token}" in str(mail["body"])
        token = token_of(str(mail["seed"]), key)
        assert token not in str(mail["body"])
        assert name in client.get(f"/p/{token}").text
    assert room.deeds() == ["wrote to 3 people: invitation to the questionnaire"]


def test_an_invitation_tells_how_long_it_takes_and_until_when(app: Flask, client: FlaskClient) -> None:
    wave = running(app, functions={"Sales": 2})
    room = Room(app, wave.engagement)
    room.person("Karin Ahl")  # who is not asked in the wave
    everyone = f"{room.writing}&choose=all"
    assert write_to(client, room, chosen(client.get(everyone).text))[0] == 303
    *asked, other = (str(mail["body"]) for mail in room.mails())
    assert len(asked) == 2
    for body in asked:
        assert f"- It takes about {minutes_needed(len(SOME), 2 * len(SOME))} minutes, also on" in body
        assert re.search(r"- The last day to answer is \w{3} \d{1,2} \w{3}\.\n", body)
    assert not re.search(r"minutes|last day", other)
    room.put("INSERT INTO wave_closure VALUES (:wave, '2026-11-22T09:00:00Z', NULL)", wave=wave.wave)
    assert "You can stop and go on later" in (page := client.get(everyone).text)
    assert not re.search(r"It takes about|The last day", page)


def test_a_form_sent_twice_writes_once(client: FlaskClient, room: Room, three: list[int]) -> None:
    picked = chosen(client.get(room.writing).text)
    before = write_to(client, room, picked)
    links = room.rows("SELECT * FROM personal_link")
    assert write_to(client, room, picked)[0] == before[0] == 303
    assert room.rows("SELECT * FROM personal_link") == links
    assert len(room.mails()) == 3
    assert len(room.deeds()) == 1


def test_a_form_sent_many_times_at_once_writes_once(app: Flask, room: Room, three: list[int]) -> None:
    browsers = [people.signed_in(app, people.INES) for _ in range(4)]
    picked = chosen(browsers[0].get(room.writing).text)
    bodies = [{"csrf_token": people.csrf(each), "person": picked, "counted": "3"} for each in browsers]

    def send(place: int) -> int:
        try:
            return browsers[place].post(room.writing, data=bodies[place]).status_code
        finally:
            app.extensions["connections"].close_here()

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(send, range(4))) == {303}
    assert len(room.mails()) == 3
    assert len(room.deeds()) == 1


def test_who_was_invited_is_left_out_and_can_be_invited_again(
    client: FlaskClient, room: Room, three: list[int]
) -> None:
    page = client.get(room.writing).text
    write_to(client, room, [f"{three[0]}-new"])
    [old] = room.mails()
    page = client.get(room.writing).text
    assert f"{three[0]}-new" not in page
    assert len(chosen(page)) == 2
    assert "Invited on" in page
    again = next(each for each in values(page) if each.startswith(f"{three[0]}-"))
    assert write_to(client, room, [again])[0] == 303
    token = token_of(str(old["seed"]), client.application.config["SECRET_KEY"])
    assert "replaced by a newer one" in client.get(f"/p/{token}").text
    assert room.deeds()[-1] == ("wrote to 1 person: invitation to the questionnaire; 1 earlier link replaced")


def test_the_earlier_link_for_another_purpose_stays(client: FlaskClient, room: Room) -> None:
    both = room.person("Karin Ahl", roles=["respondent", "interviewee"])
    token = invited.make_link(client, room, both, "interview")
    write_to(client, room, [f"{both}-new"])
    assert client.get(f"/p/{token}").status_code == 200
    assert len(room.rows("SELECT 1 FROM personal_link")) == 2


def test_what_changed_since_the_page_was_opened_is_told_and_nothing_written(
    app: Flask, client: FlaskClient, room: Room, three: list[int]
) -> None:
    picked = chosen(client.get(room.writing).text)
    write_to(people.signed_in(app, people.ADA), room, picked[:1])
    status, page = write_to(client, room, picked)
    assert status == 422
    assert "Nothing was written" in page
    assert "since you opened this page" in page
    assert chosen(page) == picked[1:]
    assert "Write to 2 people</button>" in page
    assert len(room.mails()) == 1


def test_who_was_removed_since_is_told_and_nothing_written(
    client: FlaskClient, room: Room, three: list[int]
) -> None:
    picked = chosen(client.get(room.writing).text)
    room.put("DELETE FROM person_role WHERE person_id = :id", id=three[1])
    status, page = write_to(client, room, picked)
    assert status == 422
    assert "people were changed" in page
    assert room.mails() == []


def test_a_link_made_by_hand_is_no_mail(client: FlaskClient, room: Room, three: list[int]) -> None:
    picked = chosen(client.get(room.writing).text)
    invited.make_link(client, room, three[0])
    assert write_to(client, room, picked[:1])[0] == 422
    page = client.get(room.writing).text
    assert "Has a link since" in page
    assert len(chosen(page)) == 2


def test_a_button_that_named_another_number_writes_nothing(
    client: FlaskClient, room: Room, three: list[int]
) -> None:
    picked = chosen(client.get(room.writing).text)
    status, page = write_to(client, room, picked[:2], counted="3")
    assert status == 422
    assert "2 people are chosen now" in page
    assert chosen(page) == picked[:2]
    assert "Write to 2 people</button>" in page
    assert write_to(client, room, picked[:2], counted="lots")[0] == 422
    assert room.mails() == []


def test_nobody_chosen_is_told(client: FlaskClient, room: Room, three: list[int]) -> None:
    status, page = write_to(client, room, [])
    assert status == 422
    assert "Choose at least one person." in page
    assert chosen(page) == []


@pytest.mark.parametrize("value", ["1", "x", "-new", "9999-new", "1-new\0", "1" * 40 + "-new", "١-new"])
def test_a_value_of_nobody_here_writes_nothing(
    client: FlaskClient, room: Room, three: list[int], value: str
) -> None:
    assert write_to(client, room, [*chosen(client.get(room.writing).text), value])[0] == 422
    assert room.mails() == []


def test_people_of_another_engagement_are_not_written_to(app: Flask, client: FlaskClient, room: Room) -> None:
    other = invited.room(app, people.TOM, "Birch")
    stranger = other.person("Nils Lund")
    assert write_to(client, room, [f"{stranger}-new"])[0] == 422
    assert client.get(other.writing).status_code == 404
    assert write_to(client, other, [f"{stranger}-new"])[0] == 404
    assert other.mails() == []


@pytest.mark.parametrize("purpose", ["reminder", "password", "", "Questionnaire", "x" * 5000])
def test_there_is_no_other_purpose(client: FlaskClient, room: Room, purpose: str) -> None:
    assert client.get(f"/engagements/{room.number}/mail/new?for={purpose}").status_code == 404


def test_names_are_only_ever_text(client: FlaskClient, room: Room) -> None:
    name = "<b>Eve</b> {token} {link} \u202eevil"
    room.person(name, email="eve@alder.example")
    page = client.get(room.writing).text
    assert "<b>Eve</b>" not in page
    write_to(client, room, chosen(page))
    [mail] = room.mails()
    assert str(mail["body"]).count("{token}") == 1
    assert "{token}" not in str(mail["subject"])


def test_own_words_are_used(client: FlaskClient, room: Room, three: list[int]) -> None:
    room.put(
        "INSERT INTO mail_template VALUES (:id, 'questionnaire', 'For {first_name}', 'Dear {name}: {link}')",
        id=room.number,
    )
    page = client.get(room.writing).text
    assert "For Hanna" in page
    assert "Dear Hanna Berg: " in page
    write_to(client, room, chosen(page))
    assert [each["subject"] for each in room.mails()] == ["For Hanna", "For Karin", "For Oskar"]


def test_an_archived_engagement_writes_to_nobody(client: FlaskClient, room: Room, three: list[int]) -> None:
    picked = chosen(client.get(room.writing).text)
    room.put("INSERT INTO archive VALUES (:id, '2026-11-22T09:00:00Z', NULL)", id=room.number)
    assert values(client.get(room.writing).text) == []
    status, page = write_to(client, room, picked)
    assert status == 422
    assert "archived" in page
    assert room.mails() == []


def test_without_people_the_page_says_what_to_do(client: FlaskClient, room: Room) -> None:
    page = client.get(room.writing).text
    assert "Nobody is a respondent yet." in page
    assert "Go to People" in page
    room.person("Jon Holm", email="")
    page = client.get(room.writing).text
    assert "Nobody here has a mail address." in page
    assert "<button" not in page.split("<main", 1)[1]


def test_a_hash_and_no_token_is_kept(client: FlaskClient, room: Room, three: list[int]) -> None:
    token = invited.make_link(client, room, three[0])
    app = client.application
    for file in app.config["DATA_FOLDER"].glob("workshop.db*"):
        assert token.encode() not in file.read_bytes()
    assert room.rows("SELECT hash FROM personal_link") == [{"hash": hash_of(token)}]


@pytest.mark.parametrize("who", [people.TOM, people.LARS, None])
def test_others_find_nothing(app: Flask, room: Room, three: list[int], who: people.Person | None) -> None:
    if who is people.LARS:
        people.actor(app, people.LARS)
        room.put("INSERT INTO sponsorship SELECT id, :n FROM account WHERE role = 'sponsor'", n=room.number)
    browser = people.signed_in(app, who)
    assert browser.get(room.writing).status_code == 404
    assert write_to(browser, room, [f"{three[0]}-new"])[0] == 404
    assert room.mails() == []
