"""The pages for participants in another language: no English is left on them, and English stays as it was."""

import json
import re
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from babel import Locale
from flask import Flask
from flask.testing import FlaskClient

from tests.workshop import interviewed, invited, people, pseudo, quoted
from tests.workshop.asked import Wave, post, save, wave
from tests.workshop.people import csrf
from tests.workshop.world import pack
from workshop import languages, translating
from workshop.languages import Language, language_of
from workshop.links import hash_of
from workshop.scripted import Scripted

CODE = "K7MPW4XZ"
SHORT = [(each, question) for each in ("A1", "A2", "B1") for question in ("current", "target", "importance")]
KNOWN = (
    pack(), "Karin Ahl", "Alder & Sons", "Fenwick Hale Advisory", "Ines Okafor", "marketing operations",
    "Roadcrew", "AS", "Sales", "localhost", "http://",
)  # fmt: skip


@pytest.fixture
def phone(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def spoken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Language:
    return pseudo.spoken(tmp_path / "translations", monkeypatch)


def check(page: str, *known: object) -> None:
    assert pseudo.said(page, *KNOWN, *known) == []
    assert '<html lang="ar" dir="rtl"' in page


def through(phone: FlaskClient, *places: str, known: tuple[object, ...] = ()) -> None:
    for place in places:
        answer = phone.get(place)
        assert answer.status_code == 200, place
        check(answer.text, *known)


def asked(app: Flask, **more: object) -> tuple[Wave, str]:
    made = wave(app, SHORT, picks=3, charter=True, **more)  # type: ignore[arg-type]
    return made, made.join("Karin Ahl")


@pytest.mark.usefixtures("spoken")
def test_no_english_is_left_on_a_questionnaire(app: Flask, phone: FlaskClient) -> None:
    _, place = asked(app)
    rest = [f"{place}/{each}" for each in ("A", "B", "picks", "charter", "review", "yours")]
    through(phone, place, *rest)
    values = {"current-A1": "4", "target-A1": "2", "importance-A1": "3", "instead-A2": "na", "why-A2": "x"}
    post(phone, f"{place}/A", {**values, "comment-A1": "x"})
    post(phone, f"{place}/B", {"instead-B1": "dk"})
    through(phone, place, *rest)
    assert phone.post(f"{place}/submit").status_code == 303
    through(phone, place, *rest)


@pytest.mark.usefixtures("spoken")
def test_none_is_left_where_something_is_refused(app: Flask, phone: FlaskClient) -> None:
    _, place = asked(app)
    long = post(phone, f"{place}/A", {"comment-A1": "7" * 2001, "why-A2": "7" * 301})
    assert long.status_code == 422
    check(long.text)
    place = wave(app, picks=2).join("Karin Ahl")
    many = phone.post(f"{place}/picks", data={"pick": [each.id for each in pack().capabilities]})
    assert many.status_code == 422
    check(many.text)


@pytest.mark.usefixtures("spoken")
def test_none_is_left_when_there_is_nothing_to_answer(app: Flask, phone: FlaskClient) -> None:
    made, place = asked(app)
    made.close()
    through(phone, place, f"{place}/A", f"{place}/yours")
    check(phone.post(f"{place}/A", data={}).text)
    made.seal()
    through(phone, place)
    _, place = asked(app, opens=timedelta(days=2), client="Alder & Sons")
    through(phone, place, f"{place}/A")
    _, place = asked(app, mode="named", closes=None)
    through(phone, place, f"{place}/A")


@pytest.mark.usefixtures("spoken")
def test_none_is_left_at_the_open_door(app: Flask, phone: FlaskClient) -> None:
    made, _ = asked(app)
    made.room.function("Sales")
    values = {"wave": made.id, "code": CODE, "asked": made.questionnaire}
    made.room.put("INSERT INTO open_door VALUES (:wave, :code, :asked)", **values)
    through(phone, "/join", f"/join/{CODE}")
    for code in ("", "AAAAAAAA"):
        check(phone.post("/join", data={"csrf_token": csrf(phone), "code": code}).text)
    check(phone.post(f"/join/{CODE}", data={"csrf_token": csrf(phone), "function": "Nobody"}).text)
    page = phone.get(f"/join/{CODE}").text
    once = page.split('name="once"', 1)[1].split('value="', 1)[1].split('"', 1)[0]
    body = {"csrf_token": csrf(phone), "once": once, "function": "Sales"}
    own = phone.post(f"/join/{CODE}", data=body).location
    assert own
    token = own.rpartition("/")[2]
    check(phone.get(own).text, token)


@pytest.mark.usefixtures("spoken")
def test_no_english_is_left_on_an_interview(app: Flask, phone: FlaskClient) -> None:
    talk = interviewed.talk(app)
    known = (interviewed.OWN_TEXT, interviewed.PRIORITIES, "Said by the board in spring", "Room")
    parts = re.findall(r'data-part="([^"]+)"', phone.get(f"{talk.here}/charter").text)
    places = [talk.link, *(f"{talk.here}/{each}" for each in (*parts, "review", "yours"))]
    assert len(places) > 6
    through(phone, *places, known=known)
    values = {"text-G1": "x", "consent-G1": "role", "shown-G1": "0.0.none"}
    assert phone.post(f"{talk.here}/{parts[0]}", data=values).status_code == 303
    [job, *_] = re.findall(r'data-subject="([^"]+)"', phone.get(f"{talk.here}/charter").text)
    phone.post(f"{talk.here}/charter", data={f"current-{job}": "2", f"target-{job}": "4"})
    one, other, *_ = talk.priorities
    for given in ({one: "99"}, {one: "99", other: "2"}, {one: "x"}):
        typed = {f"points-{each}": points for each, points in given.items()}
        refused = phone.post(f"{talk.here}/points", data=typed)
        assert refused.status_code == 422
        check(refused.text, *known)
    long = phone.post(f"{talk.here}/{parts[0]}", data={**values, "text-G1": "7" * 5001})
    assert long.status_code == 422
    check(long.text, *known)
    phone.post(f"{talk.here}/points", data={f"points-{one}": "40", f"points-{other}": "60"})
    through(phone, *places, known=known)
    assert phone.post(f"{talk.here}/hand-in").status_code == 303
    plan = "UPDATE interview SET starts_at = '2026-12-01T09:00:00Z', place = 'Room' WHERE id = :id"
    talk.room.put(plan, id=talk.id)
    through(phone, *places, known=known)
    talk.done()
    through(phone, talk.link, f"{talk.here}/review", f"{talk.here}/yours", known=known)
    check(phone.post(f"{talk.here}/{parts[0]}", data=values).text, *known)


@pytest.mark.usefixtures("spoken")
def test_none_is_left_where_quotes_are_approved(app: Flask, client: FlaskClient, phone: FlaskClient) -> None:
    talk = quoted.said(app)
    place, known = f"{talk.talk.link}/quotes", (quoted.NOTE, quoted.ANSWER, "Head of Sales")
    through(phone, place, known=known)
    passage = talk.mark("We buy tools first.")
    body = {"csrf_token": csrf(client), "person": talk.person, "counted": "1"}
    chosen = re.findall(r'name="person" value="([^"]+)"', client.get(f"{talk.home}/quotes/asking").text)
    assert client.post(f"{talk.home}/quotes/asking", data={**body, "person": chosen}).status_code == 303
    known = (*known, "We buy tools first.")
    through(phone, place, known=known)
    [seen] = re.findall(rf'name="seen-{passage}" value="(\w+)"', phone.get(place).text)
    for said, mark in (("change", seen), ("yes", "0"), ("yes", seen)):
        answer = {f"answer-{passage}": said, f"remark-{passage}": "", f"seen-{passage}": mark}
        check(phone.post(place, data=answer).text, *known)


@pytest.mark.usefixtures("spoken")
@pytest.mark.parametrize("purpose", ["questionnaire", "interview", "session"])
def test_none_is_left_where_a_link_leads_nowhere_or_not_yet(
    app: Flask, client: FlaskClient, phone: FlaskClient, purpose: str
) -> None:
    room = invited.room(app, people.INES, "Alder & Sons")
    karin = room.person("Karin Ahl", roles=("respondent", "interviewee", "participant"))
    first = invited.make_link(client, room, karin, purpose)
    through(phone, f"/p/{first}")
    room.put("UPDATE engagement SET session_on = '2099-01-01'")
    through(phone, f"/p/{first}")
    for reason in ("replaced", "revoked", "sealed"):
        token = reason.ljust(22, "x")
        ended = "INSERT INTO ended_link VALUES (:hash, :e, :reason, '2026-11-22T09:00:00Z')"
        room.put(ended, hash=hash_of(token), e=room.number, reason=reason)
        check(phone.get(f"/p/{token}").text)
    check(phone.get(f"/p/{'A' * 22}").text)
    room.put("INSERT INTO archive VALUES (:id, '2026-11-22T09:00:00Z', NULL)", id=room.number)
    check(phone.get(f"/p/{first}").text)


@pytest.mark.usefixtures("spoken")
def test_those_who_plan_see_the_pages_as_they_will_be(app: Flask, client: FlaskClient) -> None:
    made, _ = asked(app)
    page = client.get(f"/engagements/{made.room.number}/waves/1/preview").text
    assert pseudo.pseudo("Who sees what") in page
    assert pseudo.pseudo("Settings") not in client.get(f"/engagements/{made.room.number}/settings").text
    assert '<html lang="en"' in client.get(f"/engagements/{made.room.number}/settings").text


def test_scripts_have_their_words_with_the_page(app: Flask, phone: FlaskClient, spoken: Language) -> None:
    _, place = asked(app)
    page = phone.get(f"{place}/A").text
    words = json.loads(unescape(page.split('data-words="', 1)[1].split('"', 1)[0]))
    assert words["Saved"] == pseudo.pseudo("Saved")
    many = words["about %(num)s minute left"]
    assert set(many) == {"zero", "one", "two", "few", "many", "other"}
    assert all("%(num)s" in each for each in many.values())
    assert save(phone, place, 1, items=[("A1", "current", 2)], show="B").text.count("data-words") == 1


def test_plurals_take_the_form_of_their_number(spoken: Language) -> None:
    class Forms(languages.NullTranslations):
        def ngettext(self, one: str, many: str, number: int) -> str:
            return one if number == 1 else many

    found = Scripted(Locale("en"), Forms()).said("%(num)s part", "%(num)s parts")
    assert found == {"one": "%(num)s part", "other": "%(num)s parts"}


def test_english_needs_no_words_and_reads_as_ever(app: Flask, phone: FlaskClient) -> None:
    made, place = asked(app)
    made.room.put("UPDATE engagement SET manner = 'en_US'")
    page = phone.get(f"{place}/A").text
    assert "data-words" not in page
    assert '<html lang="en" class=' in page
    assert "0 of 2 answered" in page


def test_a_translation_with_other_names_or_markup_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, app: Flask
) -> None:
    place = tmp_path / "sv" / "LC_MESSAGES"
    place.mkdir(parents=True)
    messages = {
        "Saved": "Sparat",
        "Choose %(number)s": "Välj %(antal)s",
        "Clear": "<b>Rensa</b>",
        "Today: %(text)s": "Idag: %(text)s",
        "Review": "",
    }
    body = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n'
    for one, other in messages.items():
        body += f'\nmsgid "{one}"\nmsgstr "{other}"\n'
    (place / "participants.po").write_text(body, encoding="utf-8")
    monkeypatch.setattr(languages, "FOLDER", tmp_path)
    language_of.cache_clear()
    found = language_of("sv_SE")
    language_of.cache_clear()
    said = [found.messages.gettext(each) for each in messages]
    assert said == ["Sparat", "Choose %(number)s", "Clear", "Idag: %(text)s", "Review"]
    assert languages.languages() == ("en", "sv")


@pytest.mark.parametrize("manner", ["en_GB", "en_US", "xx", "", "../etc", "sv_SE"])
def test_a_language_without_a_file_is_english(manner: str) -> None:
    assert language_of(manner).is_english


def test_the_template_holds_every_message() -> None:
    remedy = "bring it up to date: .venv/bin/python -m workshop.translating"
    assert translating.template_ids() == translating.ids_of(translating.messages()), remedy
