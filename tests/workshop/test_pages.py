"""What pages say, what they send along, and what they never show."""

import json
import re
import subprocess
import sys
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from flask import Flask
from flask.testing import FlaskClient
from markupsafe import escape

from tests.workshop import world
from tests.workshop.conftest import add
from tests.workshop.drafting import blueprint
from tests.workshop.visits import links, pages
from workshop.database import connect, write
from workshop.uploads import LIMITS

HOSTILE = '<script>alert("x")</script>\'"><img src=x onerror=y>'


def test_every_link_leads_somewhere_and_nothing_is_inline(client: FlaskClient, engagement: int) -> None:
    to_see, seen = {"/"}, set()
    while to_see:
        address = to_see.pop()
        seen.add(address)
        answer = client.get(address, buffered=True)
        assert answer.status_code == 200, address
        if answer.mimetype == "text/html":
            page = links(answer.text)
            assert page.forbidden == [], address
            assert "#" not in page.found
            to_see |= {each.split("#")[0] for each in page.found if not each.startswith("#")} - seen
    assert f"/engagements/{engagement}/blueprint" in seen
    assert f"/engagements/{engagement}/capabilities/F9" in seen


def test_results_say_what_the_scores_say(client: FlaskClient, engagement: int) -> None:
    page = client.get(f"/engagements/{engagement}/results").text
    scores = json.loads(client.get(f"/engagements/{engagement}/scores.json").data)
    assert f"Overall {scores['overall']['current']:.1f} today" in page
    assert "Two camps" in page
    assert page.count("<tr") > 12


def test_a_capability_shows_how_its_mean_came_about(client: FlaskClient, engagement: int) -> None:
    page = " ".join(client.get(f"/engagements/{engagement}/capabilities/C3").text.split())
    today = [int(level) for level in "11111224444555222333455"]
    assert f"{sum(today)} / {len(today)} = {sum(today) / len(today):.2f}" in page
    shown = world.pack().capability["C3"]
    assert all(escape(text) in page for text in (shown.question, *shown.levels.values()))
    wanted = client.get(f"/engagements/{engagement}/capabilities/C3?question=wanted").text
    assert "Answers by group, wanted" in wanted


def test_sorting_is_told_to_everyone(client: FlaskClient, engagement: int) -> None:
    page = client.get(f"/engagements/{engagement}/capabilities?sort=gap").text
    assert re.findall(r'aria-sort="(\w+)"', page) == ["none", "none", "descending", "none", "none"]
    assert "sort=gap&amp;direction=up" in page
    plain = client.get(f"/engagements/{engagement}/capabilities?sort=nonsense").text
    assert set(re.findall(r'aria-sort="(\w+)"', plain)) == {"none"}


def test_a_client_may_be_called_anything(app: Flask, client: FlaskClient) -> None:
    number = add(app, HOSTILE, world.spreadsheet())
    for address in pages(number):
        page = client.get(address)
        assert links(page.text).forbidden == [], address
        assert "<img" not in page.text
    disposition = client.get(f"/engagements/{number}/scores.json").headers["Content-Disposition"]
    assert disposition == "attachment; filename=script-alert-x-script-img-src-x-onerror-y-scores.json"


def test_a_group_may_be_called_anything(app: Flask, client: FlaskClient) -> None:
    names = (HOSTILE, "مبيعات")
    people = [(name, (level, "4")) for name, level in zip(names, "15", strict=True) for _ in range(6)]
    number = add(app, "Names", world.answers(people))
    for address in pages(number):
        assert links(client.get(address).text).forbidden == [], address
    # The figure after a name from right to left keeps its own direction.
    assert "<bdi>مبيعات</bdi> 5.0" in client.get(f"/engagements/{number}/results").text
    assert "مبيعات\u200e at 5.0" in client.get(f"/engagements/{number}/capabilities/A1").text


@pytest.mark.parametrize("name", ["株式会社", "../../etc/passwd", "a\\b:c*d", "."])
def test_file_names_are_safe(app: Flask, client: FlaskClient, name: str) -> None:
    number = add(app, name, world.spreadsheet())
    disposition = client.get(f"/engagements/{number}/scores.json").headers["Content-Disposition"]
    assert re.fullmatch(r"attachment; filename=[A-Za-z0-9-]+\.json", disposition)


def test_the_blueprint_is_a_word_document(app: Flask, client: FlaskClient, engagement: int) -> None:
    answer = blueprint(app, client, engagement)
    assert answer.headers["Content-Disposition"] == "attachment; filename=Alder-Sons-blueprint.docx"
    assert answer.mimetype.endswith("wordprocessingml.document")
    with ZipFile(BytesIO(answer.data)) as parts:
        assert "Alder &amp; Sons" in parts.read("word/document.xml").decode()


def test_a_blueprint_needs_no_firm_on_it(app: Flask, client: FlaskClient) -> None:
    number = add(app, "Quiet Ltd", world.spreadsheet(), consultancy="")
    assert blueprint(app, client, number).status_code == 200


def test_answers_without_groups_or_wishes(app: Flask, client: FlaskClient) -> None:
    rows = "".join(f"p{place},{1 + place % 5},DK\n" for place in range(10))
    number = add(app, "Plain", f"respondent,A1.current,A2.current\n{rows}".encode())
    for address in pages(number)[:-1]:
        assert client.get(address).status_code == 200
    assert "The answers name no groups." in client.get(f"/engagements/{number}/results").text
    assert "no rating" in client.get(f"/engagements/{number}/capabilities/A2").text
    assert "not put to anyone" in client.get(f"/engagements/{number}/capabilities/A3").text


def test_a_file_that_is_too_large_gets_a_page(client: FlaskClient, engagement: int, token: str) -> None:
    head = b'--x\r\nContent-Disposition: form-data; name="answers"; filename="a.csv"\r\n\r\n'
    body = head + b"1" * LIMITS["assessments.add_answers"].size + b"\r\n--x--\r\n"
    sent = {"content_type": "multipart/form-data; boundary=x", "headers": {"X-CSRFToken": token}}
    answer = client.post(f"/engagements/{engagement}/assessment", data=body, **sent)
    assert answer.status_code == 413
    assert "up to 8 MB" in answer.text


@pytest.mark.parametrize("threshold", ["", "2", "11", "five", "9" * 400, "9" * 5000])
def test_a_threshold_out_of_range_is_said_once(
    client: FlaskClient, engagement: int, token: str, threshold: str
) -> None:
    sent = {"csrf_token": token, "threshold": threshold}
    answer = client.post(f"/engagements/{engagement}/assessment", data=sent)
    assert answer.status_code == 422
    assert answer.text.count("Give a whole number from 3 to 10.") == 1
    assert "Not a valid integer" not in answer.text


@pytest.mark.parametrize(
    "address",
    [
        "/engagements/99",
        "/engagements/99/blueprint.docx",
        "/engagements/1/capabilities/Z1",
        "/engagements/1/capabilities/A1?question=mood",
        "/engagements/99999999999999999999",
    ],
)
def test_what_is_not_there_gets_a_page(client: FlaskClient, engagement: int, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "There is nothing at this address." in answer.text


def test_importing_the_workshop_leaves_charts_and_word_alone() -> None:
    look = "import sys, workshop; print(*sorted({'matplotlib', 'docx', 'highspy'} & set(sys.modules)))"
    found = subprocess.run(
        [sys.executable, "-c", look], capture_output=True, text=True, check=True, timeout=120
    )
    assert found.stdout.split() == []


def test_the_blueprint_is_on_the_client_s_paper(app: Flask, client: FlaskClient, engagement: int) -> None:
    db = connect(app.config["DATABASE"])
    with write(db):
        db.execute("UPDATE engagement SET page_size = 'Letter'")
    db.close()
    page = docx.Document(BytesIO(blueprint(app, client, engagement).data)).sections[0]
    assert round(page.page_width.inches, 1) == 8.5
