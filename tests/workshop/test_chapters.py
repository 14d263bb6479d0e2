"""Chapters of the blueprint: their order, and paragraphs that are flagged when a figure changes."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.workshop import people
from tests.workshop.drafting import worked
from workshop.blueprints.chapters import store
from workshop.database import connect, write

KEY = "capability.C3.current"


def at(engagement: int, rest: str = "") -> str:
    return f"/engagements/{engagement}/blueprint/chapters{rest}"


def send(client: FlaskClient, address: str, **sent: object) -> int:
    return client.post(address, data={"csrf_token": people.csrf(client), **sent}).status_code


def held(app: Flask, engagement: int) -> list[store.OwnParagraph]:
    db = connect(app.config["DATABASE"])
    try:
        return store.paragraphs(db, engagement)
    finally:
        db.close()


def names(client: FlaskClient, engagement: int) -> list[str]:
    return re.findall(r'id="chapter-(\w+)"', client.get(at(engagement)).text)


def test_chapters_are_moved_and_switched_off(client: FlaskClient, engagement: int) -> None:
    first, second, *_ = names(client, engagement)
    assert send(client, at(engagement, f"/{second}/move"), way="up") == 303
    assert names(client, engagement)[:2] == [second, first]
    assert send(client, at(engagement, f"/{second}/move"), way="up") == 303  # at the end it stays
    assert names(client, engagement)[:2] == [second, first]
    assert send(client, at(engagement, f"/{first}/switch"), to="off") == 303
    assert re.search(rf'is-off" id="chapter-{first}"', client.get(at(engagement)).text)
    for wrong in ("/summary/move", "/nothing/move", "/nothing/switch", "/nothing"):
        assert send(client, at(engagement, wrong), way="up", to="off") == 404


def test_a_paragraph_is_flagged_until_it_is_confirmed(
    app: Flask, client: FlaskClient, engagement: int
) -> None:
    assert send(client, at(engagement, "/C"), text="Ours.\n\nAnd more.", figures=[KEY, "made.up"]) == 303
    (one,) = held(app, engagement)
    assert [each.key for each in one.figures] == [KEY]
    now = one.figures[0].shown
    assert now == "3.0"
    db = connect(app.config["DATABASE"])
    with write(db):
        db.execute("UPDATE own_paragraph_figure SET shown = '2.4'")
    db.close()
    page = client.get(at(engagement, "/C")).text
    assert "1 paragraph leans on figures that changed." in page
    assert "was 2.4, is 3.0." in page
    assert send(client, at(engagement, f"/C/{one.id}/confirmation")) == 303
    assert held(app, engagement)[0].figures[0].shown == now
    assert "Look at it again." not in client.get(at(engagement, "/C")).text


def test_nothing_typed_is_lost_where_two_write_at_once(
    app: Flask, client: FlaskClient, engagement: int
) -> None:
    send(client, at(engagement, "/gaps"), text="First.")
    (one,) = held(app, engagement)
    place = at(engagement, f"/gaps/{one.id}")
    assert send(client, place, text="Second.", revision=str(one.revision)) == 303
    sent = {"csrf_token": people.csrf(client), "text": "Third.", "revision": str(one.revision)}
    answer = client.post(place, data=sent)
    assert answer.status_code == 422
    assert "Second." in answer.text
    assert "Third." in answer.text
    assert held(app, engagement)[0].text == "Second."
    again = re.search(r'name="revision"[^>]*value="(\d+)"', answer.text)
    assert again is not None
    assert send(client, place, text="Third.", revision=again[1]) == 303
    assert held(app, engagement)[0].text == "Third."
    assert send(client, at(engagement, f"/summary/{one.id}"), text="Elsewhere.", revision="3") == 404
    assert send(client, f"{place}/removal") == 303
    assert held(app, engagement) == []


@pytest.mark.parametrize(("text", "said"), [("", "Write the paragraph"), ("x" * 5_001, "Shorten it")])
def test_faults_keep_what_was_typed(client: FlaskClient, engagement: int, text: str, said: str) -> None:
    token = people.csrf(client)
    answer = client.post(at(engagement, "/gaps"), data={"csrf_token": token, "text": text, "figures": [KEY]})
    assert answer.status_code == 422
    assert said in answer.text
    assert text in answer.text
    assert re.search(rf'value="{KEY}" checked', answer.text)


def test_the_session_is_planned(client: FlaskClient, engagement: int) -> None:
    place = f"/engagements/{engagement}/blueprint/session"
    assert send(client, place, length="own", own="90") == 422
    assert send(client, place, length="240", starts_at="nonsense") == 422
    assert send(client, place, length="own", own="300", starts_at="09:30", participants="12") == 303
    page = client.get(place).text
    assert "The session has 300 minutes." in page
    assert 'value="09:30"' in page


def test_charts_come_as_files(app: Flask, client: FlaskClient, engagement: int) -> None:
    place = f"/engagements/{engagement}/blueprint/charts"
    assert "No charts are drawn yet." in client.get(place).text
    for _ in range(2):  # asked for twice, drawn once
        assert client.post(place, data={"csrf_token": people.csrf(client)}).status_code == 303
    assert "The charts are being drawn." in client.get(place).text
    assert client.get(f"{place[:-7]}/progress").json["charts"]["percent"] == 0
    worked(app)
    ids = re.findall(r"/charts/([\w-]+)\.png", client.get(place).text)
    assert ids
    assert client.get(f"{place}/{ids[0]}.png").data.startswith(b"\x89PNG")
    drawn = client.get(f"{place}/{ids[0]}.svg")
    assert b"<svg" in drawn.data
    assert drawn.data == client.get(f"{place}/{ids[0]}.svg").data
    assert client.get(f"{place}/none.svg").status_code == 404
