"""Speakers are asked about their quotes, and no quote goes past what they say."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database

from tests.workshop import people
from tests.workshop.quoted import Said, said
from workshop.quotes import approving


@pytest.fixture
def talk(app: Flask) -> Said:
    return said(app)


def values(page: str) -> list[str]:
    return re.findall(r'name="person" value="([^"]+)"', page)


def ask(client: FlaskClient, talk: Said, chosen: list[str] | None = None, counted: int | None = None) -> int:
    address = f"{talk.home}/quotes/asking"
    found = values(client.get(address).text) if chosen is None else chosen
    body = {
        "csrf_token": people.csrf(client),
        "person": found,
        "counted": str(len(found) if counted is None else counted),
    }
    return client.post(address, data=body).status_code


def reply(
    app: Flask, talk: Said, passage: int, said_of_it: str, remark: str = "", seen: str = ""
) -> tuple[int, str]:
    nobody = app.test_client()
    page = nobody.get(f"{talk.talk.link}/quotes").text
    shown = re.findall(rf'name="seen-{passage}" value="(\w+)"', page)
    body = {
        f"answer-{passage}": said_of_it,
        f"remark-{passage}": remark,
        f"seen-{passage}": seen or (shown or [""])[0],
    }
    answer = nobody.post(f"{talk.talk.link}/quotes", data=body)
    return answer.status_code, answer.text


def change(client: FlaskClient, talk: Said, passage: int, **changed: str) -> int:
    row = talk.row(passage)
    body = {name: str(row[name]) for name in ("text", "consent", "shown_as")} | changed
    address = f"{talk.home}/quotes/{passage}"
    return client.post(address, data={"csrf_token": people.csrf(client), **body}).status_code


def test_what_is_asked_about_waits_for_a_yes(app: Flask, client: FlaskClient, talk: Said) -> None:
    passage = talk.mark("We buy tools first.")
    assert len(talk.showable()) == 1
    assert "Ask 1 person" in client.get(f"{talk.home}/quotes").text
    assert ask(client, talk) == 303
    assert talk.showable() == []
    [mail] = talk.room.mails()
    assert mail["kind"] == "quotes"
    assert "/p/{token}/quotes" in str(mail["body"])
    read = client.get(f"{talk.home}/mail/{mail['id']}").text
    assert f"{talk.talk.link}/quotes" in read, "the link that the speaker has stays good"
    assert "Look at your quotes" in read
    page = app.test_client().get(f"{talk.talk.link}/quotes").text
    assert "We buy tools first." in page
    assert "Karin Ahl, Head of Sales" in page
    status, page = reply(app, talk, passage, "yes")
    assert (status, "Your answers are saved." in page) == (200, True)
    [quote] = talk.showable()
    assert quote.attribution == "Karin Ahl, Head of Sales"
    assert "answered about 1 quote" in talk.room.deeds()


def test_sending_no_answer_says_that_nothing_is_saved(app: Flask, client: FlaskClient, talk: Said) -> None:
    passage = talk.mark("We buy tools first.")
    ask(client, talk)
    status, page = reply(app, talk, passage, "")
    assert status == 200
    assert "Nothing is saved yet." in page
    assert f'href="#quote-{passage}"' in page
    assert "Nothing is saved yet." not in reply(app, talk, passage, "yes")[1]


@pytest.mark.parametrize(
    "changed",
    [{"text": "We buy tools […]"}, {"consent": "role"}, {"shown_as": "A leader", "consent": "role"}],
)
def test_any_change_ends_an_approval(
    app: Flask, client: FlaskClient, talk: Said, changed: dict[str, str]
) -> None:
    passage = talk.mark("We buy tools first.")
    ask(client, talk)
    reply(app, talk, passage, "yes")
    assert change(client, talk, passage, **changed) == 303
    assert talk.showable() == []
    assert "Changed since asked" in client.get(f"{talk.home}/quotes").text
    assert "We buy tools" not in app.test_client().get(f"{talk.talk.link}/quotes").text


def test_a_new_title_ends_an_approval_that_named_it(app: Flask, client: FlaskClient, talk: Said) -> None:
    passage = talk.mark("We buy tools first.")
    ask(client, talk)
    reply(app, talk, passage, "yes")
    talk.room.put("UPDATE person SET title = 'Chief executive'")
    assert talk.showable() == []


def test_a_refusal_outlives_a_change(app: Flask, client: FlaskClient, talk: Said) -> None:
    passage = talk.mark("We buy tools first.")
    ask(client, talk)
    assert reply(app, talk, passage, "no")[0] == 200
    assert talk.showable() == []
    change(client, talk, passage, text="We buy tools […]")
    assert talk.showable() == []
    change(client, talk, passage, text="We buy tools first.")
    assert talk.showable() == []
    assert values(client.get(f"{talk.home}/quotes/asking").text) == [], "a no is not asked away"


def test_a_refusal_is_not_marked_away(app: Flask, client: FlaskClient, talk: Said) -> None:
    passage = talk.mark("We buy tools first.")
    ask(client, talk)
    reply(app, talk, passage, "no")
    page = client.get(f"{talk.home}/quotes/{passage}").text
    assert "Remove the quote" not in page
    answer = client.post(f"{talk.home}/quotes/{passage}/removal", data={"csrf_token": people.csrf(client)})
    assert "its speaker refused it" in client.get(answer.location).text
    for words in ("We buy tools first. Then we ask", "tools first. Then", "We […] first."):
        body = {
            "csrf_token": people.csrf(client),
            "question": "G1",
            "interviewer": str(talk.interviewer),
            "text": words,
            "consent": "attributed",
        }
        assert client.post(talk.marking, data=body).status_code == 303
    other = talk.mark("Nobody owns the data")
    assert [each.passage_id for each in talk.showable()] == [other], "other words are free"
    assert change(client, talk, other, text="We buy tools first.") == 303
    assert talk.showable() == []
    assert "asked about some of these words" in client.get(f"{talk.home}/quotes/{other}").text
    ask(client, talk)
    reply(app, talk, other, "yes")
    assert [each.passage_id for each in talk.showable()] == [other], "a yes outlives the no before it"


def test_a_consent_is_narrowed_and_never_widened(app: Flask, client: FlaskClient, talk: Said) -> None:
    passage = talk.mark("We buy tools first.", shown_as="A member of the leadership team")
    ask(client, talk)
    page = app.test_client().get(f"{talk.talk.link}/quotes").text
    assert "Below it stands: A member of the leadership team" in page
    reply(app, talk, passage, "role")
    assert talk.row(passage)["consent"] == "role"
    [quote] = talk.showable()
    assert quote.attribution == "A member of the leadership team"
    # Whoever sends what the page does not offer changes nothing.
    reply(app, talk, passage, "attributed")
    assert talk.row(passage)["consent"] == "role"


def test_another_wording_reaches_the_consultant(app: Flask, client: FlaskClient, talk: Said) -> None:
    passage = talk.mark("We buy tools first.")
    ask(client, talk)
    status, page = reply(app, talk, passage, "change")
    assert (status, "Write how it should read" in page) == (422, True)
    wording = "We buy tools <i>before</i> we ask."
    assert reply(app, talk, passage, "change", wording)[0] == 200
    assert talk.showable() == []
    page = client.get(f"{talk.home}/quotes/{passage}").text
    assert "We buy tools &lt;i&gt;before&lt;/i&gt; we ask." in page
    assert change(client, talk, passage, text="We buy tools never.") == 422
    assert change(client, talk, passage, text=wording) == 303, "the speaker’s own words may stand"
    assert talk.showable() == []


def test_a_yes_to_something_else_is_not_stored(app: Flask, client: FlaskClient, talk: Said) -> None:
    passage = talk.mark("We buy tools first.")
    ask(client, talk)
    before = re.findall(
        r'name="seen-\d+" value="(\w+)"', app.test_client().get(f"{talk.talk.link}/quotes").text
    )[0]
    change(client, talk, passage, text="We buy […] first.")
    talk.room.put("UPDATE passage_approval SET state = 'asked'")
    assert ask(client, talk) == 303
    status, page = reply(app, talk, passage, "yes", seen=before)
    assert (status, "changed while you had this page open" in page) == (200, True)
    assert talk.showable() == []


def test_nobody_answers_for_another(app: Flask, client: FlaskClient, talk: Said) -> None:
    passage = talk.mark("We buy tools first.")
    other = said(app, name="Bo Ek", room=talk.room)
    elsewhere = said(app, client="Birch Foods", who=people.TOM)
    ask(client, talk)
    fingerprint = str((talk.answer(passage) or {})["fingerprint"])
    for who in (other, elsewhere):
        page = app.test_client().get(f"{who.talk.link}/quotes").text
        assert "We buy tools first." not in page
        reply(app, who, passage, "yes", seen=fingerprint)
        assert (talk.answer(passage) or {})["state"] == "asked"
    for token in ("guess", "A" * 22, "%00" * 8):
        assert app.test_client().get(f"/p/{token}/quotes").status_code == 404
        assert app.test_client().post(f"/p/{token}/quotes").status_code == 404


def test_a_link_that_is_revoked_meanwhile_answers_nothing(
    app: Flask, client: FlaskClient, talk: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    passage = talk.mark("We buy tools first.")
    ask(client, talk)
    fingerprint = str((talk.answer(passage) or {})["fingerprint"])

    begun = approving.write

    @contextmanager
    def late(db: Database) -> Iterator[Database]:
        with begun(db):
            db.execute("DELETE FROM personal_link")
        with begun(db):
            yield db

    monkeypatch.setattr(approving, "write", late)
    status = reply(app, talk, passage, "yes", seen=fingerprint)[0]
    assert (status, (talk.answer(passage) or {})["state"]) == (404, "asked")


def test_a_link_to_something_else_shows_no_quotes(app: Flask, client: FlaskClient, talk: Said) -> None:
    talk.mark("We buy tools first.")
    ask(client, talk)
    talk.room.put("UPDATE personal_link SET purpose = 'questionnaire'")
    assert app.test_client().get(f"{talk.talk.link}/quotes").status_code == 404
    talk.room.put("UPDATE personal_link SET purpose = 'interview'")
    talk.room.put("INSERT INTO archive VALUES (:e, '2026-11-22T10:00:00Z', NULL)", e=talk.room.number)
    assert app.test_client().get(f"{talk.talk.link}/quotes").status_code == 404


def test_only_what_could_be_shown_is_asked_about(client: FlaskClient, talk: Said) -> None:
    talk.mark("We buy tools first.", consent="none")
    talk.mark("Nobody owns the data", consent="role")
    assert values(client.get(f"{talk.home}/quotes/asking").text) == []
    assert ask(client, talk, ["1-abc"]) == 422
    assert talk.room.mails() == []


def test_asking_says_what_stands_in_the_way(client: FlaskClient, talk: Said) -> None:
    passage = talk.mark("We buy tools first.")
    chosen = values(client.get(f"{talk.home}/quotes/asking").text)
    assert ask(client, talk, chosen, counted=2) == 422
    assert ask(client, talk, []) == 422
    change(client, talk, passage, text="We buy tools […]")
    assert ask(client, talk, chosen) == 422, "the page showed another quote"
    assert talk.room.mails() == []
    assert ask(client, talk) == 303
    assert ask(client, talk, chosen) == 422
    assert len(talk.room.mails()) == 1
