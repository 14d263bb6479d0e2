"""What pages never show, and how they say that something is not shown."""

import json
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.workshop import world
from tests.workshop.conftest import add
from tests.workshop.visits import pages


def test_hidden_figures_are_nowhere(client: FlaskClient, engagement: int) -> None:
    home = f"/engagements/{engagement}"
    scores = json.loads(client.get(f"{home}/scores.json").data)
    assert scores["groups"]["function"]["Finance"] == {"shown": False}
    for address in pages(engagement):
        page = client.get(address).text
        assert "4.67" not in page
        assert not re.search(r"Finance</bdi></th>\s*<td[^>]*>\s*(<svg|\d)", page)
    who = client.get(f"{home}/results").text.split("Who answered")[1]
    row = who.split(">Finance<")[1].split("</tr>")[0]
    assert ">hidden<" in row
    assert "<svg" not in row


def test_a_hidden_group_is_not_said_to_be_small(client: FlaskClient, engagement: int) -> None:
    # Product, with six people, is hidden too, so that Finance cannot be worked out.
    home = f"/engagements/{engagement}"
    scores = json.loads(client.get(f"{home}/scores.json").data)
    assert scores["groups"]["function"]["Product"] == {"shown": False}
    for address in (f"{home}/results", f"{home}/capabilities/C3"):
        page = client.get(address).text
        assert "under 5" not in page
        assert "Hidden: fewer than 5 ratings, or a figure that would give such a group away." in page


def test_a_gap_that_is_hidden_is_not_said_to_be_missing(app: Flask, client: FlaskClient) -> None:
    halves = [("Marketing", ("3", "" if place % 2 else "4")) for place in range(8)]
    more = [("Marketing", ("", "5")), ("Marketing", ("", "5"))]
    number = add(app, "Halves", world.answers(halves + more))
    scores = json.loads(client.get(f"/engagements/{number}/scores.json").data)
    assert scores["overall"]["target"] == pytest.approx(26 / 6)
    assert scores["overall"]["gap"] is None
    rows = client.get(f"/engagements/{number}/results").text.split('data-label="Gap">')[1:]
    assert len(rows) == 7
    assert all(">hidden<" in row.split("</td>")[0] for row in rows)


def test_too_few_answers_are_said_in_words(app: Flask, client: FlaskClient) -> None:
    number = add(app, "Few", world.answers([("Marketing", ("3", "4"))] * 3))
    for address in pages(number)[:-1]:
        assert client.get(address).status_code == 200
    page = client.get(f"/engagements/{number}/results").text
    assert "There are too few answers to show yet." in page
    assert "3 people answered" in page
    capability = client.get(f"/engagements/{number}/capabilities/A1").text
    assert "Fewer than 5 people gave a level" in capability
