"""A document that cannot be made: what is said meanwhile, why it was given up, and asking for it again."""

from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.workshop import people
from workshop.blueprints import making, store
from workshop.database import connect, write
from workshop.jobs.kinds import KINDS
from workshop.jobs.queue.running import ATTEMPTS, run_next


def broken(*_: object) -> bytes:
    raise ValueError("a picture is torn")


def tried(app: Flask, minutes: range) -> None:
    """Do what is due, once in each of so many minutes from now."""
    begun = datetime.now(UTC)
    with closing(connect(app.config["DATABASE"])) as db:
        for minute in minutes:
            now = begun + timedelta(minutes=minute)
            assert run_next(db, KINDS, clock=lambda at=now: at)


def home(engagement: int, rest: str = "") -> str:
    return f"/engagements/{engagement}/blueprint{rest}"


def press(client: FlaskClient, address: str, **sent: str) -> int:
    return client.post(address, data={"csrf_token": people.csrf(client), **sent}).status_code


def test_a_draft_that_fails_says_why_and_is_asked_for_again(
    app: Flask, client: FlaskClient, engagement: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(connect(app.config["DATABASE"])) as db, write(db):
        store.put_draft(db, engagement, "summary", 1, "0" * 64, b"PK: before", datetime.now(UTC))
    monkeypatch.setattr(making, "written", broken)
    assert press(client, home(engagement, "/summary/draft")) == 303
    tried(app, range(1, 2))
    told = "It went wrong and is tried again within half a minute."
    assert told in client.get(home(engagement)).text
    assert client.get(home(engagement, "/progress")).json["summary"]["told"] == told
    tried(app, range(2, ATTEMPTS + 1))
    page = client.get(home(engagement)).text
    assert "The draft could not be made." in page
    assert "The log says how (" in page
    assert "The draft from before stays." in page
    assert page.count(home(engagement, "/summary/draft") + '"') == 1  # one button makes it again
    assert client.get(home(engagement, "/summary/draft.docx")).data == b"PK: before"
    monkeypatch.setattr(making, "written", lambda *_: b"PK: made")
    assert press(client, home(engagement, "/summary/draft")) == 303
    tried(app, range(9, 10))
    assert "could not be made" not in client.get(home(engagement)).text
    assert client.get(home(engagement, "/summary/draft.docx")).data == b"PK: made"


def test_an_issue_that_fails_is_asked_for_again_with_its_number(
    app: Flask, client: FlaskClient, engagement: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "written", broken)
    assert press(client, home(engagement, "/summary/issues"), number="1") == 303
    tried(app, range(1, ATTEMPTS + 1))
    page = client.get(home(engagement)).text
    assert "Issue 1 could not be made." in page
    assert "Nothing is lost." in page
    assert "Make issue 1 again" in page
    assert 'popovertarget="issue-summary"' not in page
    monkeypatch.setattr(making, "written", lambda *_: b"PK: issue")
    assert press(client, home(engagement, "/summary/issues"), number="1") == 303
    tried(app, range(9, 10))
    assert "could not be made" not in client.get(home(engagement)).text
    assert client.get(home(engagement, "/summary/issues/1.docx")).data == b"PK: issue"


@pytest.mark.parametrize(("page", "asks"), [("", "/summary/draft"), ("/charts", "/charts")])
def test_a_script_may_ask_how_far_it_is_while_something_is_made(
    client: FlaskClient, engagement: int, page: str, asks: str
) -> None:
    """Otherwise the page would say for good that it is being made."""
    policies = []
    for _ in range(2):
        answer = client.get(home(engagement, page))
        policies.append((answer.headers["Content-Security-Policy"], "data-documents" in answer.text))
        press(client, home(engagement, asks))
    assert ["connect-src 'self'" in policy for policy, _ in policies] == [False, True]
    assert [followed for _, followed in policies] == [False, True]
