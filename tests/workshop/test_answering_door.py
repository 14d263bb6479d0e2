"""The open door: a code, a sheet for each device, and the way back to it."""

import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.workshop.asked import Wave, post, wave
from tests.workshop.people import csrf
from workshop import limits
from workshop.answering import door
from workshop.limits import Rule

SHORT = [(each, question) for each in ("A1", "B1") for question in ("current", "target")]
CODE = "K7MPW4XZ"


@pytest.fixture
def phone(app: Flask) -> FlaskClient:
    return app.test_client()


def opened(app: Flask, **more: Any) -> Wave:
    made = wave(app, SHORT, **more)
    made.room.function("Sales & <Service>")
    made.room.put(
        "INSERT INTO open_door VALUES (:wave, :code, :asked)",
        wave=made.id,
        code=CODE,
        asked=made.questionnaire,
    )
    return made


def once(page: str) -> str:
    [found] = re.findall(r'name="once"[^>]* value="(\w+)"', page)
    return str(found)


def come_in(phone: FlaskClient, **form: str) -> str:
    """Come in by the door and return the address of one's own."""
    page = phone.get(f"/join/{CODE}").text
    body = {"csrf_token": csrf(phone), "once": once(page), "function": "", **form}
    answer = phone.post(f"/join/{CODE}", data=body)
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def test_a_code_leads_to_the_door(app: Flask, phone: FlaskClient) -> None:
    opened(app)
    assert "eight letters and digits" in phone.get("/join").text
    for typed in (CODE, "k7mp-w4xz", " K7MP W4XZ "):
        answer = phone.post("/join", data={"csrf_token": csrf(phone), "code": typed})
        assert (answer.status_code, answer.location) == (303, f"/join/{CODE}")
    assert phone.get("/join/k7mp-w4xz").location == f"/join/{CODE}"


@pytest.mark.parametrize("code", ["", "AAAAAAAA", "short", "x" * 500, "K7MPW4X\x00"])
def test_a_code_that_leads_nowhere_says_so(app: Flask, phone: FlaskClient, code: str) -> None:
    opened(app)
    answer = phone.post("/join", data={"csrf_token": csrf(phone), "code": code})
    assert answer.status_code == 422
    assert "code" in answer.text
    assert phone.get("/join/AAAAAAAA").status_code == 404


@pytest.mark.parametrize("code", ["---", "- -", "AAAAAAAA", "x" * 500])
def test_the_page_of_a_code_that_leads_nowhere_asks_for_it_again(
    app: Flask, phone: FlaskClient, code: str
) -> None:
    opened(app)
    answer = phone.get(f"/join/{code}", follow_redirects=True)
    assert answer.status_code == 404
    assert "No questionnaire has this code." in answer.text
    [action] = re.findall(r'<form[^>]* action="([^"]*)"', answer.text)
    again = phone.post(action, data={"csrf_token": csrf(phone), "code": CODE})
    assert (again.status_code, again.location) == (303, f"/join/{CODE}")
    assert phone.get("/join/").status_code == 200


def test_where_others_may_be_named_whoever_comes_by_a_code_stays_unnamed(
    app: Flask, phone: FlaskClient
) -> None:
    made = opened(app, mode="named")
    place = ""
    for page in (phone.get(f"/join/{CODE}").text, phone.get(place := come_in(phone)).text):
        assert "nobody asks for your name" in page
        assert "only if you agree" not in page
        assert "the names of those who agreed" not in page
        assert 'name="named"' not in page
    phone.post(place, data={"named": "yes"})
    assert [row["named"] for row in made.room.rows("SELECT named FROM sheet_holder")] == [0]


def test_whoever_comes_in_gets_a_sheet_and_an_address_to_keep(app: Flask, phone: FlaskClient) -> None:
    made = opened(app)
    page = phone.get(f"/join/{CODE}").text
    assert "Sales &amp; &lt;Service&gt;" in page
    assert "at least 5" in page
    place = come_in(phone, function="Sales & <Service>")
    assert f"http://localhost{place}" in phone.get(place).text
    assert "Keep this address" in phone.get(place).text
    assert post(phone, f"{place}/A", {"current-A1": "3", "go": "next"}).location == "B"
    rows = made.room.rows("SELECT sheet_id, group_column, value FROM sheet_group")
    assert [(row["group_column"], row["value"]) for row in rows] == [("function", "Sales & <Service>")]
    assert [row["code"] for row in made.room.rows("SELECT code FROM answer")] == [3]


def test_the_same_device_comes_back_to_its_own(app: Flask, phone: FlaskClient) -> None:
    made = opened(app)
    place = come_in(phone)
    assert phone.get(f"/join/{CODE}").location == place
    assert len(made.room.rows("SELECT 1 FROM participant")) == 1
    assert come_in(app.test_client()) != place
    assert len(made.room.rows("SELECT 1 FROM participant")) == 2


def test_a_form_sent_twice_makes_one_sheet(app: Flask, phone: FlaskClient) -> None:
    made = opened(app)
    body = {"csrf_token": csrf(phone), "once": once(phone.get(f"/join/{CODE}").text), "function": ""}
    places = {phone.post(f"/join/{CODE}", data=body).location for _ in range(2)}
    assert len(places) == 1
    assert len(made.room.rows("SELECT 1 FROM sheet")) == 1


@pytest.mark.parametrize("bad", [{"function": "Other"}, {"once": "x"}, {"once": ""}])
def test_what_is_not_on_the_form_is_refused(app: Flask, phone: FlaskClient, bad: dict[str, str]) -> None:
    made = opened(app)
    body = {"csrf_token": csrf(phone), "once": once(phone.get(f"/join/{CODE}").text), "function": ""}
    assert phone.post(f"/join/{CODE}", data=body | bad).status_code == 422
    assert made.room.rows("SELECT 1 FROM participant") == []


def test_a_door_without_its_form_s_token_stays_shut(app: Flask, phone: FlaskClient) -> None:
    made = opened(app)
    body = {"once": once(phone.get(f"/join/{CODE}").text), "function": ""}
    assert phone.post(f"/join/{CODE}", data=body).status_code == 400
    assert made.room.rows("SELECT 1 FROM participant") == []


def test_nobody_comes_in_before_it_opens_or_after_it_closed(app: Flask, phone: FlaskClient) -> None:
    made = opened(app, opens=timedelta(days=1))
    assert "not open yet" in phone.get(f"/join/{CODE}").text
    made.close()
    assert "is closed" in phone.get(f"/join/{CODE}").text
    assert phone.post(f"/join/{CODE}", data={"csrf_token": csrf(phone)}).status_code == 409
    assert made.room.rows("SELECT 1 FROM participant") == []


def test_codes_are_not_tried_for_ever(
    app: Flask, phone: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(app)
    monkeypatch.setattr(door, "JOIN_CODE", Rule("few", 3, 900))
    told = [phone.get(f"/join/AAAAAAA{place}").status_code for place in range(5)]
    assert told == [404, 404, 404, 429, 429]
    assert phone.get(f"/join/{CODE}").status_code == 200
    assert limits.LINK.most > 3


def test_a_room_behind_one_address_comes_in_up_to_a_limit(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(app)
    monkeypatch.setattr(door, "JOIN", Rule("two", 2, 900))
    for _ in range(2):
        come_in(app.test_client())
    phone = app.test_client()
    body = {"csrf_token": csrf(phone), "once": once(phone.get(f"/join/{CODE}").text), "function": ""}
    assert phone.post(f"/join/{CODE}", data=body).status_code == 429


def test_a_device_that_is_in_comes_to_its_own_sheet_also_by_a_form_of_before(
    app: Flask, phone: FlaskClient
) -> None:
    made = opened(app)
    before = once(phone.get(f"/join/{CODE}").text)
    place = come_in(phone)
    for each in (before, "0" * 32, ""):
        body = {"csrf_token": csrf(phone), "once": each, "function": ""}
        answer = phone.post(f"/join/{CODE}", data=body)
        assert (answer.status_code, answer.location) == (303, place)
    assert len(made.room.rows("SELECT 1 FROM participant")) == 1
    made.close()
    assert phone.post(f"/join/{CODE}", data={"csrf_token": csrf(phone)}).location == place
