"""Releasing results to the client's sponsors, from their page."""

import re
from io import BytesIO

from flask import Flask
from flask.testing import FlaskClient

from tests.workshop import people, world
from workshop.database import connect, write
from workshop.engagements import store as engagements
from workshop.history.store import entries
from workshop.invitations.members import store as members


def buttons(client: FlaskClient, engagement: int) -> list[str]:
    part = client.get(f"/engagements/{engagement}/results").text.split('id="release"', 1)[1]
    return re.findall(r'<button class="button button-small" type="submit">([^<]+)<', part)


def press(client: FlaskClient, engagement: int, **more: str) -> None:
    sent = {"csrf_token": people.csrf(client), "wave": "1", **more}
    answer = client.post(f"/engagements/{engagement}/releases", data=sent)
    assert answer.headers["Location"] == f"/engagements/{engagement}/results#release"


def test_the_results_page_releases_and_withdraws(app: Flask, client: FlaskClient, engagement: int) -> None:
    assert buttons(client, engagement) == ["Release the results"]
    for _ in range(2):  # a second press changes nothing, and tells nothing
        press(client, engagement)
    assert buttons(client, engagement) == ["Withdraw the results"]
    press(client, engagement, withdraw="y")
    assert buttons(client, engagement) == ["Release the results"]
    db = connect(app.config["DATABASE"])
    deeds = [each.deed for each in entries(db, engagement)]
    db.close()
    assert deeds[:2] == ["withdrew the results of wave 1", "released the results of wave 1"]
    assert deeds.count("released the results of wave 1") == 1


def test_a_sponsor_gets_no_button_and_no_link_to_what_is_not_released(
    app: Flask, client: FlaskClient, engagement: int
) -> None:
    lars = people.signed_in(app, people.LARS)
    db = connect(app.config["DATABASE"])
    with write(db):
        members.add_sponsor(db, engagement, people.account(db, people.LARS).id)
    assert engagements.facts(db, engagement).sponsors == 1
    db.close()
    assert "1 sponsor sees what is released" in client.get(f"/engagements/{engagement}/results").text
    press(client, engagement)
    page = lars.get(f"/engagements/{engagement}/results").text
    assert "/releases" not in page
    assert "blueprint.docx" not in page
    assert f'href="/engagements/{engagement}/blueprint"' not in page
    assert lars.get(f"/engagements/{engagement}/blueprint").status_code == 404


def test_what_was_read_is_released_and_no_later_wave(
    app: Flask, client: FlaskClient, engagement: int
) -> None:
    sent = {"csrf_token": people.csrf(client), "wave": "1"}
    data = (BytesIO(world.spreadsheet()), "later.csv")
    answers = {"csrf_token": sent["csrf_token"], "threshold": "5", "answers": data}
    assert client.post(f"/engagements/{engagement}/assessment", data=answers).status_code == 303
    answer = client.post(f"/engagements/{engagement}/releases", data=sent)
    assert answer.status_code == 409
    assert "Someone was faster." in answer.text
    assert buttons(client, engagement) == ["Release the results"]
