"""After a deed on one of many, the page opens there, or at what is next, and says what was done."""

import re

from flask import Flask
from flask.testing import FlaskClient

from tests.workshop import people
from tests.workshop.conftest import NOW
from tests.workshop.initiated import suggested, with_gaps
from tests.workshop.prioritised import begun, strategy
from workshop.database import connect, write
from workshop.disagreements.finding import anchor_of
from workshop.people.listing import PAGE
from workshop.people.store import add_person


def _row(page: str, start: str, end: str) -> str:
    assert start in page
    return page.partition(start)[2].partition(end)[0]


def test_a_suggestion_that_goes_leads_to_the_next(app: Flask) -> None:
    place = with_gaps(app)
    before = suggested(place.get("initiatives/suggestions"))
    sent = {"csrf_token": place.token, "key": before[0]}
    answer = place.client.post(place.at("initiatives/suggestions/dismissal"), data=sent)
    page = place.client.get(answer.location).text
    second = next(each for each in before if each in suggested(page))
    assert answer.location.endswith(f"?at={second}#suggestion-{second}")
    item = _row(page, f'<li class="suggestion" id="suggestion-{second}" tabindex="-1">', "</li>")
    assert "The suggestion is left out." in item
    assert page.count("The suggestion is left out.") == 1
    odd = place.client.get(place.at("initiatives/suggestions?at=<b>")).text
    assert "<b>" not in _row(odd, "<main", 'class="page-head"')


def test_a_disagreement_is_come_back_to_wherever_it_stands_now(app: Flask) -> None:
    place = strategy(app)
    key = f"priority:{place.priorities[0].key}"
    sent = {"csrf_token": place.token, "key": key, "reason": "Known."}
    answer = place.client.post(place.at("disagreements/dismissal"), data=sent)
    anchor = anchor_of(key)
    assert answer.location.endswith(f"#{anchor}")
    item = _row(place.client.get(answer.location).text, f'<li id="{anchor}" tabindex="-1">', "</li>")
    assert "It is left out." in item
    assert "Left out: <bdi>Known.</bdi>" in item


def test_people_documents_and_themes_are_come_back_to(
    app: Flask, client: FlaskClient, engagement: int
) -> None:
    db, token = connect(app.config["DATABASE"]), people.csrf(client)
    with write(db):
        for number in range(PAGE + 3):
            add_person(
                db, engagement, name=f"Ann {number:04}", email="", title="", function_id=None,
                seniority_id=None, roles=("respondent",), now=NOW,
            )  # fmt: skip
    db.close()
    home = f"/engagements/{engagement}"
    form = {
        "csrf_token": token,
        "name": "Zoe Last",
        "roles": ["respondent"],
        "function": "none",
        "seniority": "none",
    }
    answer = client.post(f"{home}/people/new", data=form)
    path, _, anchor = answer.location.partition("#")
    assert path == f"{home}/people?page=2"
    assert "Zoe Last" in _row(client.get(answer.location).text, f'<tr id="{anchor}" tabindex="-1">', "</tr>")
    answer = client.post(f"{home}/themes", data={"csrf_token": token, "name": "Too many tools"})
    assert answer.location.partition("#")[2].startswith("theme-")
    document = {"csrf_token": token, "title": "Plan", "kind": "Plan", "shows": "Little."}
    answer = client.post(f"{home}/documents/new", data=document)
    anchor = answer.location.partition("#")[2]
    assert "Plan" in _row(client.get(answer.location).text, f'<tr id="{anchor}" tabindex="-1">', "</tr>")


def test_no_tab_leads_nowhere_before_answers_are_counted(app: Flask) -> None:
    place = begun(app)
    for path in ("findings", "judgements", "benchmark", "weights"):
        tabs = _row(place.get(path), '<nav class="tabs"', "</nav>")
        addresses = re.findall('href="([^"]+)"', tabs)
        assert len(addresses) == 4
        assert {place.client.get(each).status_code for each in addresses} == {200}
