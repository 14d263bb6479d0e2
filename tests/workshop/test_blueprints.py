"""Documents: drafts made by a job, issues that stay as they are, and what a sponsor gets of them."""

import json
import re
import sqlite3
from datetime import UTC, datetime
from io import BytesIO

import pytest
from docx import Document
from flask import Flask
from flask.testing import FlaskClient

from questionnaires.scores_json import as_plain
from reports.dossier import Dossier
from tests.workshop import people
from tests.workshop.drafting import worked
from workshop.assessments import store as answers
from workshop.assessments.scored import scored
from workshop.blueprints import making, store
from workshop.blueprints.chapters import store as chapters
from workshop.database import connect, write
from workshop.history.store import entries
from workshop.invitations.members import store as members
from workshop.jobs.queue.progress import Progress

VARIANT = "summary"
"""The shortest one: documents take seconds."""


def home(engagement: int, rest: str = "") -> str:
    return f"/engagements/{engagement}/blueprint{rest}"


def press(client: FlaskClient, address: str, **sent: str) -> int:
    return client.post(address, data={"csrf_token": people.csrf(client), **sent}).status_code


@pytest.fixture
def lars(app: Flask, engagement: int) -> FlaskClient:
    """The browser of the client's sponsor."""
    client = people.signed_in(app, people.LARS)
    db = connect(app.config["DATABASE"])
    with write(db):
        members.add_sponsor(db, engagement, people.account(db, people.LARS).id)
    db.close()
    return client


def issued(app: Flask, client: FlaskClient, engagement: int, number: int = 1) -> bytes:
    assert press(client, home(engagement, f"/{VARIANT}/issues"), number=str(number)) == 303
    worked(app)
    answer = client.get(home(engagement, f"/{VARIANT}/issues/{number}.docx"))
    assert answer.status_code == 200
    return answer.data


def released(app: Flask, engagement: int, variant: str) -> bytes:
    """Store two issues of a document, release both, and return the later one."""
    db, now = connect(app.config["DATABASE"]), datetime.now(UTC)
    by = people.account(db, people.INES)
    files = (b"PK: first", b"PK: second")
    with write(db):
        for number, docx in enumerate(files, 1):
            added = store.add_issue(
                db, engagement, variant, number, wave=1, on=now.date(), by=by.actor, dossier="{}",
                docx=docx, changes=(), now=now,
            )  # fmt: skip
            store.release(db, added, by.id, now)
    db.close()
    return files[-1]


def test_a_draft_is_asked_for_made_and_fetched(app: Flask, client: FlaskClient, engagement: int) -> None:
    page = client.get(home(engagement)).text
    assert "No document has been issued yet." in page
    address = home(engagement, f"/{VARIANT}/draft")
    assert client.get(f"{address}.docx").status_code == 404
    for _ in range(2):  # asked for twice, made once
        assert press(client, address) == 303
    page = client.get(home(engagement)).text
    assert "It begins within a few seconds." in page
    assert '<noscript><meta http-equiv="refresh" content="5"></noscript>' in page
    assert client.get(home(engagement, "/progress")).json[VARIANT]["percent"] == 0
    worked(app)
    assert client.get(home(engagement, "/progress")).json == {}
    first = client.get(f"{address}.docx")
    assert first.headers["Content-Disposition"] == "attachment; filename=Alder-Sons-summary-draft.docx"
    assert "draft" in str(Document(BytesIO(first.data)).core_properties.title).lower()
    press(client, address)
    worked(app)
    assert client.get(f"{address}.docx").data == first.data  # the same dossier gives the same bytes


def test_the_blueprint_is_the_draft_while_nothing_changes(
    app: Flask, client: FlaskClient, engagement: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No request waits for a document: where something changed, one is asked for and its page is shown."""
    files = iter((b"PK: first", b"PK: second"))
    monkeypatch.setattr(making, "written", lambda *_: next(files))
    address = f"{home(engagement)}.docx"
    for _ in range(2):
        answer = client.get(address)
        assert (answer.status_code, answer.location) == (303, f"{home(engagement)}#full")
    worked(app)
    assert {client.get(address).data for _ in range(2)} == {b"PK: first"}
    db = connect(app.config["DATABASE"])
    with write(db):
        by = people.account(db, people.INES).actor
        chapters.add_paragraph(db, engagement, "summary", "Begin with the data.", (), by, datetime.now(UTC))
    db.close()
    assert client.get(address).status_code == 303
    worked(app)
    assert client.get(address).data == b"PK: second"


def test_what_is_being_made_can_be_stopped(app: Flask, client: FlaskClient, engagement: int) -> None:
    press(client, home(engagement, f"/{VARIANT}/issues"), number="1")
    assert press(client, home(engagement, f"/{VARIANT}/stop")) == 303
    worked(app)
    assert "No document has been issued yet." in client.get(home(engagement)).text


def test_an_issue_never_changes_and_the_next_one_says_what_did(
    app: Flask, client: FlaskClient, engagement: int
) -> None:
    first = issued(app, client, engagement)
    db = connect(app.config["DATABASE"])
    with write(db):
        wave = answers.latest_counted(db, engagement)
        assert wave is not None
        by = people.account(db, people.INES).actor
        chapters.add_paragraph(db, engagement, "summary", "Begin with the data.", (), by, datetime.now(UTC))
    told = json.loads(client.get(home(engagement, f"/{VARIANT}/issues/1.json")).data)
    assert {each["key"]: each["shown"] for each in told["figures"]}["answered"] == "23"
    gated = json.dumps(as_plain(scored(wave, None)), sort_keys=True)
    assert '"shown": false' in gated
    assert json.dumps(told["scores"], sort_keys=True) == gated  # as pages show it, and nothing behind it
    assert press(client, home(engagement, f"/{VARIANT}/issues"), number="1") == 422  # somebody was faster
    press(client, home(engagement, f"/{VARIANT}/issues/1/release"))
    issued(app, client, engagement, 2)
    assert client.get(home(engagement, f"/{VARIANT}/issues/1.docx")).data == first
    page = client.get(home(engagement)).text
    assert "1 thing changed since issue 1" in page
    told_too = "It says what changed since issue 1, with the figures of then. Sponsors have not got issue 1."
    assert told_too not in page
    press(client, home(engagement, f"/{VARIANT}/issues/1/release"), withdraw="y")
    assert told_too in client.get(home(engagement)).text
    assert "The consultants’ own words in “Summary for the board” are others." in page
    with pytest.raises(sqlite3.IntegrityError, match="cannot be changed"), write(db):
        db.execute("UPDATE issue SET docx = x'00' WHERE number = 1")
    with pytest.raises(sqlite3.IntegrityError, match="cannot be deleted alone"), write(db):
        db.execute("DELETE FROM issue WHERE number = 1")
    deeds = [each.deed for each in entries(db, engagement, topic="document")]
    assert deeds[:2] == ["issued the two-page summary, issue 2", "issued the two-page summary, issue 1"]
    db.close()


def test_of_many_changes_the_page_names_the_first_and_counts_the_others(
    app: Flask, client: FlaskClient, engagement: int
) -> None:
    db, now = connect(app.config["DATABASE"]), datetime.now(UTC)
    by = people.account(db, people.INES).actor
    with write(db):
        for number, many in ((1, 0), (2, 61)):
            store.add_issue(
                db, engagement, VARIANT, number, wave=1, on=now.date(), by=by, dossier="{}", docx=b"PK",
                changes=[f"Change {each}." for each in range(1, many + 1)], now=now,
            )  # fmt: skip
    db.close()
    page = client.get(home(engagement)).text
    assert "61 things changed since issue 1" in page
    assert "Change 60." in page
    assert "Change 61." not in page
    assert "1 more thing; its data tells all of them." in page


def test_an_issue_tells_what_changed_since_the_last_one_that_the_client_has(
    app: Flask, client: FlaskClient, lars: FlaskClient, engagement: int
) -> None:
    db = connect(app.config["DATABASE"])
    by = people.account(db, people.INES).actor

    def write_in(chapter: str) -> None:
        with write(db):
            chapters.add_paragraph(db, engagement, chapter, "Begin there.", (), by, datetime.now(UTC))

    def told(number: int) -> dict:
        return json.loads(client.get(home(engagement, f"/{VARIANT}/issues/{number}.json")).data)["issue"]

    issued(app, client, engagement)
    write_in("summary")
    issued(app, client, engagement, 2)
    # Nobody at the client has read anything yet; who wrote it is told beside it what changed.
    assert (told(2)["since"], told(2)["changes"], len(told(2)["meanwhile"])) == (None, [], 1)
    page = client.get(home(engagement)).text
    assert "It says nothing of what changed: no issue before it was released." in page
    assert "For you: 1 thing changed since issue 1, not released then" in page
    press(client, home(engagement, f"/{VARIANT}/issues/1/release"))
    write_in("gaps")
    issued(app, client, engagement, 3)
    assert told(3)["since"]["number"] == 1
    assert [len(told(3)[each]) for each in ("changes", "meanwhile")] == [2, 1]
    press(client, home(engagement, f"/{VARIANT}/issues/3/release"))
    pages = [each.get(home(engagement)).text for each in (client, lars)]
    assert ["2 things changed since issue 1" in each for each in pages] == [True, True]
    assert ["changed since issue 2" in each for each in pages] == [True, False]
    write_in("findings")
    issued(app, client, engagement, 4)
    assert (told(4)["since"]["number"], len(told(4)["changes"]), told(4)["meanwhile"]) == (3, 1, [])
    db.close()


def test_an_issue_is_made_anew_where_another_one_is_released_meanwhile(
    app: Flask, client: FlaskClient, engagement: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    issued(app, client, engagement)
    written, made = making.written, []

    def releasing(dossier: Dossier, progress: Progress) -> bytes:
        if not made:
            press(client, home(engagement, f"/{VARIANT}/issues/1/release"))
        made.append(dossier.issue)
        return written(dossier, progress)

    monkeypatch.setattr(making, "written", releasing)
    issued(app, client, engagement, 2)
    assert [each and each.since and each.since.number for each in made] == [None, 1]


def test_a_sponsor_gets_released_issues_and_nothing_else(
    app: Flask, client: FlaskClient, lars: FlaskClient, engagement: int
) -> None:
    press(client, home(engagement, f"/{VARIANT}/draft"))
    data = issued(app, client, engagement)
    one = home(engagement, f"/{VARIANT}/issues/1")
    kept_back = [
        home(engagement),
        f"{home(engagement)}.docx",
        home(engagement, f"/{VARIANT}/draft.docx"),
        home(engagement, "/progress"),
        home(engagement, "/chapters"),
        home(engagement, "/session"),
        home(engagement, "/charts"),
        f"{one}.docx",
        f"{one}.json",
    ]
    assert {lars.get(each).status_code for each in kept_back} == {404}
    assert press(lars, f"{one}/release") == 404
    assert press(client, f"{one}/release") == 303
    page = lars.get(home(engagement)).text
    assert "1 document is here for you." in page
    assert re.findall(r'href="([^"]*\.(?:docx|json))"', page) == [f"{one}.docx"]
    assert lars.get(f"{one}.docx").data == data
    assert lars.get(f"{home(engagement)}.docx").status_code == 404  # that is the full one
    whole = released(app, engagement, "full")
    assert lars.get(f"{home(engagement)}.docx").data == whole
    assert {lars.get(each).status_code for each in kept_back[2:7]} == {404}
    assert lars.get(f"{one}.json").status_code == 404
    press(client, f"{one}/release", withdraw="y")
    assert lars.get(f"{one}.docx").status_code == 404


def test_nothing_is_issued_while_answers_come_in(
    app: Flask, client: FlaskClient, engagement: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "is_open", lambda *_: True)
    assert press(client, home(engagement, f"/{VARIANT}/issues"), number="1") == 422
    assert "Issue it" not in client.get(home(engagement)).text


@pytest.mark.parametrize(
    "rest",
    ["/none/draft", "/summary/issues/9/release", "/summary/issues/9223372036854775808/release"],
)
def test_addresses_that_lead_nowhere(client: FlaskClient, engagement: int, rest: str) -> None:
    assert press(client, home(engagement, rest)) == 404
