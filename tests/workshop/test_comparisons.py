"""The pages that compare groups and that say how sound the figures are: what they show and hide."""

import csv
import io
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.workshop import people, world
from tests.workshop.conftest import add
from workshop.database import connect, write
from workshop.invitations.members import store as members

CAPABILITIES = [each.id for each in world.pack().capabilities]


def spreadsheet(*groups: tuple[str, str, str, int]) -> bytes:
    """Return answers of groups given as (function, seniority, level today, people), A1 a level higher."""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(["respondent", "function", "seniority", *(f"{each}.current" for each in CAPABILITIES)])
    number = 0
    for function, seniority, level, count in groups:
        for _ in range(count):
            number += 1
            rows.writerow(
                [number, function, seniority, str(int(level) + 1), *[level] * (len(CAPABILITIES) - 1)]
            )
    return text.getvalue().encode()


APART = spreadsheet(("Sales", "Board", "4", 6), ("IT", "Staff", "2", 7), ("Legal", "Staff", "1", 2))


def page(client: FlaskClient, engagement: int, rest: str) -> str:
    answer = client.get(f"/engagements/{engagement}/{rest}")
    assert answer.status_code == 200
    return answer.text


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_groups_far_apart_are_listed_with_their_delta(app: Flask, client: FlaskClient) -> None:
    text = words(page(client, add(app, "Birch", APART), "comparison?by=seniority"))
    assert (
        f"Groups see {len(CAPABILITIES)} of {len(CAPABILITIES)} capabilities a level or more apart." in text
    )
    assert "Board 5.0 of 6 ratings" in text
    assert "+1.00 large" in text


def test_hidden_groups_are_hatched_and_cannot_be_chosen(app: Flask, client: FlaskClient) -> None:
    number = add(app, "Birch", APART)
    html = page(client, number, "comparison?by=function")
    # Two in Legal are too few, and IT would give them away.
    assert "There are no two groups that can be compared." in html
    assert "hidden" in html
    assert "<option" not in html
    asked = page(client, number, "comparison?by=function&one=Legal&other=Sales")
    assert asked.count("Legal") == html.count("Legal")
    assert "1.0" not in words(asked).split("Every capability")[1].split("A1")[1][:60]


def test_two_groups_are_chosen_and_default_to_top_and_bottom(app: Flask, client: FlaskClient) -> None:
    data = spreadsheet(("Sales", "Aide", "2", 6), ("Sales", "Board", "3", 6), ("IT", "Chief", "4", 6))
    number = add(app, "Birch", data)
    assert "Aide beside Chief" in words(page(client, number, "comparison?by=seniority"))
    chosen = page(client, number, "comparison?by=seniority&one=Board&other=Aide")
    assert "Board beside Aide" in words(chosen)
    assert "+1.0 a level or more" in words(chosen)
    assert "−1.0" in page(client, number, "comparison?by=seniority&one=Aide&other=Board")


@pytest.mark.parametrize(
    "asked",
    ["by=nobody", "by=function&one=Sales&other=Sales", "order=%00&one=%F0%9F%92%A5", "by=" + "x" * 10_000],
)
def test_what_an_address_makes_up_counts_as_not_asked(app: Flask, client: FlaskClient, asked: str) -> None:
    number = add(app, "Birch", APART)
    assert words(page(client, number, f"comparison?{asked}")) == words(page(client, number, "comparison"))


def test_names_of_groups_are_text(app: Flask, client: FlaskClient) -> None:
    name = '<script>"&\u202e'
    data = spreadsheet((name, "Board", "4", 6), ("IT", "Staff", "2", 7))
    for rest in ("comparison", "soundness"):
        assert "<script>&#34;" not in page(client, add(app, f"Birch {rest}", data), rest)


def test_without_groups_the_page_says_what_to_do(app: Flask, client: FlaskClient) -> None:
    number = add(app, "Birch", b"respondent,A1.current\n" + b"".join(b"%d,3\n" % each for each in range(6)))
    text = page(client, number, "comparison")
    assert "The answers name no groups." in text
    assert f"/engagements/{number}/results" in text
    assert "All 6 answered." in page(client, number, "soundness")


def test_soundness_says_what_the_figures_rest_on(app: Flask, client: FlaskClient) -> None:
    text = words(page(client, add(app, "Birch", APART), "soundness"))
    assert "All 15 answered." in text
    assert f"Census {len(CAPABILITIES)}" in text
    assert "Krippendorff’s alpha" in text
    assert "It takes three groups" in text
    assert "Nobody gave ten or more ratings" in text
    assert "The method’s own." in text


def test_straight_lining_is_told_with_and_without(app: Flask, client: FlaskClient) -> None:
    plain = APART.decode().splitlines()
    same = [f"s{each},Sales,Board," + ",".join(["5"] * len(CAPABILITIES)) for each in range(6)]
    few = words(page(client, add(app, "Birch", "\n".join([*plain, *same[:3]]).encode()), "soundness"))
    assert "as many others" in few
    assert "3 people" not in few
    many = words(page(client, add(app, "Cedar", "\n".join([*plain, *same]).encode()), "soundness"))
    assert "6 people of 21 gave ten or more ratings" in many


def test_sponsors_see_both_once_results_are_released(app: Flask, client: FlaskClient) -> None:
    number = add(app, "Birch", APART)
    lars = people.signed_in(app, people.LARS)
    db = connect(app.config["DATABASE"])
    with write(db):
        members.add_sponsor(db, number, people.account(db, people.LARS).id)
    db.close()
    places = [f"/engagements/{number}/{each}" for each in ("comparison", "soundness")]
    assert [lars.get(each).status_code for each in places] == [404, 404]
    sent = {"csrf_token": people.csrf(client), "wave": "1"}
    client.post(f"/engagements/{number}/releases", data=sent)
    for each in places:
        answer = lars.get(each)
        assert answer.status_code == 200
        assert "/weights" not in answer.text
    assert people.signed_in(app, people.TOM).get(places[0]).status_code == 404
