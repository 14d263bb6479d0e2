"""What pages say, what they send along, and what they never show."""

import json
import os
import re
import stat
import subprocess
import sys
from html.parser import HTMLParser
from io import BytesIO
from zipfile import ZipFile

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.workshop import world
from tests.workshop.conftest import add
from workshop import create_app
from workshop.config import UPLOAD_LIMIT

HOSTILE = '<script>alert("x")</script>\'"><img src=x onerror=y>'


class Links(HTMLParser):
    """Collects where a page leads, and whatever is forbidden on it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.forbidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.forbidden += [name for name, _ in attrs if name == "style" or name.startswith("on")]
        if tag in ("script", "style"):
            self.forbidden.append(tag)
        if tag in ("a", "link"):
            self.found.add(dict(attrs).get("href") or "")


def links(page: str) -> Links:
    parser = Links()
    parser.feed(page)
    return parser


def pages(number: int) -> list[str]:
    home = f"/engagements/{number}"
    return [
        "/",
        "/engagements/new",
        home,
        f"{home}/capabilities",
        f"{home}/capabilities?sort=gap&direction=up",
        f"{home}/capabilities/C3",
        f"{home}/capabilities/C3?question=wanted",
        "/nowhere",
    ]


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
    assert f"/engagements/{engagement}/blueprint.docx" in seen
    assert f"/engagements/{engagement}/capabilities/F9" in seen


def test_the_first_page_says_what_to_do(client: FlaskClient) -> None:
    page = client.get("/").text
    assert "No engagement yet." in page
    assert 'href="/engagements/new"' in page


def test_the_list_tells_what_is_next(client: FlaskClient, engagement: int) -> None:
    page = client.get("/").text
    assert "Alder &amp; Sons" in page
    assert "23 people answered" in page
    assert "22 Nov 2026" in page
    assert "Read the results" in page


def test_results_say_what_the_scores_say(client: FlaskClient, engagement: int) -> None:
    page = client.get(f"/engagements/{engagement}").text
    scores = json.loads(client.get(f"/engagements/{engagement}/scores.json").data)
    assert f"Overall {scores['overall']['current']:.1f} today" in page
    assert "Two camps" in page
    assert page.count("<tr") > 12


def test_a_capability_shows_how_its_mean_came_about(client: FlaskClient, engagement: int) -> None:
    page = " ".join(client.get(f"/engagements/{engagement}/capabilities/C3").text.split())
    today = [int(level) for level in "11111224444555222333455"]
    assert f"{sum(today)} / {len(today)} = {sum(today) / len(today):.2f}" in page
    assert "Between ad hoc and defined." in page
    wanted = client.get(f"/engagements/{engagement}/capabilities/C3?question=wanted").text
    assert "Answers by group, wanted" in wanted


def test_sorting_is_told_to_everyone(client: FlaskClient, engagement: int) -> None:
    page = client.get(f"/engagements/{engagement}/capabilities?sort=gap").text
    assert re.findall(r'aria-sort="(\w+)"', page) == ["none", "none", "descending", "none"]
    assert "sort=gap&amp;direction=up" in page
    plain = client.get(f"/engagements/{engagement}/capabilities?sort=nonsense").text
    assert set(re.findall(r'aria-sort="(\w+)"', plain)) == {"none"}


def test_hidden_figures_are_nowhere(client: FlaskClient, engagement: int) -> None:
    home = f"/engagements/{engagement}"
    scores = json.loads(client.get(f"{home}/scores.json").data)
    assert scores["groups"]["function"]["Finance"] == {"shown": False}
    for address in pages(engagement):
        page = client.get(address).text
        assert "4.67" not in page
        assert not re.search(r"Finance</th>\s*<td[^>]*>\s*(<svg|\d)", page)
    who = client.get(home).text.split("Who answered")[1]
    row = who.split(">Finance</th>")[1].split("</tr>")[0]
    assert "under 5" in row
    assert "<svg" not in row


def test_a_client_may_be_called_anything(app: Flask, client: FlaskClient) -> None:
    number = add(app, HOSTILE, world.spreadsheet())
    for address in pages(number):
        page = client.get(address)
        assert links(page.text).forbidden == [], address
        assert "<img" not in page.text
    disposition = client.get(f"/engagements/{number}/scores.json").headers["Content-Disposition"]
    assert disposition == "attachment; filename=script-alert-x-script-img-src-x-onerror-y-scores.json"


@pytest.mark.parametrize("name", ["株式会社", "../../etc/passwd", "a\\b:c*d", "."])
def test_file_names_are_safe(app: Flask, client: FlaskClient, name: str) -> None:
    number = add(app, name, world.spreadsheet())
    disposition = client.get(f"/engagements/{number}/scores.json").headers["Content-Disposition"]
    assert re.fullmatch(r"attachment; filename=[A-Za-z0-9-]+\.json", disposition)


def test_the_blueprint_is_a_word_document(client: FlaskClient, engagement: int) -> None:
    answer = client.get(f"/engagements/{engagement}/blueprint.docx")
    assert answer.headers["Content-Disposition"] == "attachment; filename=Alder-Sons-blueprint.docx"
    assert answer.mimetype.endswith("wordprocessingml.document")
    with ZipFile(BytesIO(answer.data)) as parts:
        assert "Alder &amp; Sons" in parts.read("word/document.xml").decode()


def test_a_blueprint_needs_no_firm_on_it(app: Flask, client: FlaskClient) -> None:
    number = add(app, "Quiet Ltd", world.spreadsheet(), consultancy="")
    assert client.get(f"/engagements/{number}/blueprint.docx").status_code == 200


def test_too_few_answers_are_said_in_words(app: Flask, client: FlaskClient) -> None:
    number = add(app, "Few", world.answers([("Marketing", ("3", "4"))] * 3))
    for address in pages(number)[:-1]:
        assert client.get(address).status_code == 200
    page = client.get(f"/engagements/{number}").text
    assert "There are too few answers to show yet." in page
    assert "3 people answered" in page
    capability = client.get(f"/engagements/{number}/capabilities/A1").text
    assert "Fewer than 5 people gave a level" in capability


def test_answers_without_groups_or_wishes(app: Flask, client: FlaskClient) -> None:
    rows = "".join(f"p{place},{1 + place % 5},DK\n" for place in range(10))
    number = add(app, "Plain", f"respondent,A1.current,A2.current\n{rows}".encode())
    for address in pages(number)[:-1]:
        assert client.get(address).status_code == 200
    assert "The file named no groups." in client.get(f"/engagements/{number}").text
    assert "no rating" in client.get(f"/engagements/{number}/capabilities/A2").text
    assert "not put to anyone" in client.get(f"/engagements/{number}/capabilities/A3").text


def test_headers_go_with_every_response(client: FlaskClient, engagement: int) -> None:
    for address in [*pages(engagement), "/static/style/ground.css", f"/engagements/{engagement}/scores.json"]:
        headers = client.get(address, buffered=True).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
    assert client.get("/").headers["Cache-Control"] == "no-store"


def test_styles_are_kept_until_they_change(client: FlaskClient) -> None:
    styles = [each for each in links(client.get("/").text).found if "/style/" in each]
    assert len(styles) > 3
    for address in styles:
        assert "immutable" in client.get(address, buffered=True).headers["Cache-Control"]


@pytest.mark.parametrize("body", [{}, {"csrf_token": "guessed"}])
def test_a_write_without_its_token_is_refused(client: FlaskClient, body: dict[str, str]) -> None:
    answer = client.post("/engagements/new", data={**body, "client": "B"})
    assert answer.status_code == 400
    assert "This form has lost its place." in answer.text


def test_a_file_that_is_too_large_gets_a_page(client: FlaskClient, token: str) -> None:
    head = b'--x\r\nContent-Disposition: form-data; name="answers"; filename="a.csv"\r\n\r\n'
    body = head + b"1" * UPLOAD_LIMIT + b"\r\n--x--\r\n"
    sent = {"content_type": "multipart/form-data; boundary=x", "headers": {"X-CSRFToken": token}}
    answer = client.post("/engagements/new", data=body, **sent)
    assert answer.status_code == 413
    assert "up to 8 MB" in answer.text


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


def test_a_fault_of_ours_can_be_found_in_the_log(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False

    @app.get("/broken")
    def broken() -> str:
        raise ZeroDivisionError("secret detail")

    answer = app.test_client().get("/broken")
    assert answer.status_code == 500
    reference = re.search(r"<code>(\w+)</code>", answer.text)
    assert reference
    assert reference.group(1) in caplog.text
    assert "secret detail" in caplog.text
    assert "secret detail" not in answer.text


def test_the_key_is_made_once_and_is_ours_alone(app: Flask) -> None:
    folder = app.config["DATA_FOLDER"]
    again = create_app(folder)
    assert again.config["SECRET_KEY"] == app.config["SECRET_KEY"]
    assert len(app.config["SECRET_KEY"]) == 64
    if os.name == "posix":
        assert stat.S_IMODE((folder / "secret_key").stat().st_mode) == 0o600
    assert {path.name.split("-")[0] for path in folder.iterdir()} == {"secret_key", "workshop.db"}


def test_importing_the_workshop_leaves_charts_and_word_alone() -> None:
    look = "import sys, workshop; print(*sorted({'matplotlib', 'docx', 'reports.charts'} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert found.stdout.split() == []
