"""Every way out that there is: what may not be quoted reaches nobody but the engagement's consultants."""

import io
import re
import zipfile
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.workshop import people
from tests.workshop.conftest import NOW
from tests.workshop.invited import Room
from tests.workshop.people import LARS, TOM
from tests.workshop.quoted import Said, said
from workshop.assessments.store import release
from workshop.database import connect, write

NOTE = "Kestrel budgets are a lottery. Kestrel tools are bought twice. Kestrel plans are secret."
ANSWER = "Kestrel launches come as a surprise."
SECRET = "kestrel"


@pytest.fixture
def talk(app: Flask, engagement: int) -> Said:
    """An interview of an engagement whose results were released to Lars; all may be quoted."""
    talk = said(app, room=Room(app, engagement), note=NOTE, answer=ANSWER, consent="attributed")
    talk.sponsor()
    db = connect(app.config["DATABASE"])
    with write(db):
        release(db, 1, 1, NOW)
    db.close()
    return talk


def whole(data: bytes) -> str:
    """Return what stands in an answer, with the parts of a zip such as a document."""
    if not data.startswith(b"PK"):
        return data.decode("utf-8", "replace").casefold()
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return " ".join(whole(parts.read(name)) for name in parts.namelist())


def addresses(app: Flask, talk: Said, passage: int) -> Iterator[str]:
    """Yield every address that can be read, as far as it can be filled in."""
    known = {
        "engagement_id": talk.room.number, "interview_id": talk.talk.id, "passage_id": passage, "theme_id": 1,
        "capability_id": "C3", "number": 1, "person_id": talk.person(), "ending": "csv", "kind": "quotes",
        "priority_id": talk.talk.priorities[0], "mail_id": 1, "worksheet": "technology", "name": "technology",
    }  # fmt: skip
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and "/engagements/<" in rule.rule and {*known} >= rule.arguments:
            yield re.sub(r"<(?:[^<>]+:)?(\w+)>", lambda hole: str(known[hole[1]]), rule.rule)


def test_nobody_but_the_consultants_reads_what_was_said(app: Flask, client: FlaskClient, talk: Said) -> None:
    for text, consent in (
        ("Kestrel budgets", "none"),
        ("Kestrel tools", "role"),
        ("Kestrel plans", "attributed"),
    ):
        passage = talk.mark(text, consent=consent)
    body = {"csrf_token": people.csrf(client), "name": "Kestrel theme"}
    client.post(f"{talk.home}/quotes/{passage}/themes", data=body)
    seen = [
        each
        for each in addresses(app, talk, passage)
        if SECRET in whole(client.get(each, buffered=True).data)
    ]
    assert f"{talk.home}/quotes" in seen
    visitors = {
        "sponsor": people.signed_in(app, LARS),
        "elsewhere": people.signed_in(app, TOM),
        "nobody": app.test_client(),
    }
    for name, visitor in visitors.items():
        for each in (*addresses(app, talk, passage), f"{talk.home}/search?q=kestrel"):
            answer = visitor.get(each, buffered=True)
            assert SECRET not in whole(answer.data).replace("q=kestrel", ""), (name, each)
            if each in seen or "search" in each:
                assert answer.status_code == 404, (name, each)
    assert visitors["sponsor"].get(f"{talk.home}/scores.json").status_code == 200


def test_a_sponsor_changes_nothing(app: Flask, talk: Said) -> None:
    passage = talk.mark("Kestrel tools", consent="none")
    lars = people.signed_in(app, LARS)
    body = {
        "csrf_token": people.csrf(lars), "text": "Kestrel tools", "consent": "attributed", "shown_as": "",
        "question": "G1", "interviewer": str(talk.interviewer), "name": "x", "person": "1-x", "counted": "1",
    }  # fmt: skip
    home = f"{talk.home}/quotes"
    for address in (
        talk.marking, f"{home}/{passage}", f"{home}/{passage}/removal", f"{home}/{passage}/themes",
        f"{home}/asking", f"{talk.home}/themes",
    ):  # fmt: skip
        assert lars.post(address, data=body).status_code == 404
    assert talk.row(passage)["consent"] == "none"
    assert talk.room.rows("SELECT 1 FROM theme") == []


@pytest.mark.parametrize("state", ["asked", "refused"])
def test_what_leaves_passes_the_gate(talk: Said, state: str) -> None:
    kept = talk.mark("Kestrel plans", consent="attributed")
    talk.mark("Kestrel budgets", consent="none")
    talk.mark("Kestrel tools", consent="role")
    talk.mark("never said", consent="attributed")
    written = talk.mark("Kestrel launches", written=True, consent="attributed")
    assert {each.passage_id for each in talk.showable()} == {kept, written}
    talk.room.put(
        "INSERT INTO passage_approval (passage_id, state, at) VALUES (:id, :state, '2026-11-22T10:00:00Z')",
        id=kept, state=state,
    )  # fmt: skip
    talk.room.put("UPDATE written_answer SET text = 'Nothing at all.'")
    assert talk.showable() == []


def test_an_approval_of_unknown_words_is_none(talk: Said) -> None:
    kept = talk.mark("Kestrel plans", consent="attributed")
    talk.room.put(
        """INSERT INTO passage_approval (passage_id, state, at, fingerprint)
        VALUES (:id, 'approved', '2026-11-22T10:00:00Z', '')""",
        id=kept,
    )
    assert talk.showable() == []


def test_a_quote_that_leaves_carries_nothing_of_its_speaker_but_what_is_shown(talk: Said) -> None:
    talk.mark("Kestrel plans", consent="role", shown_as="A member of the leadership team")
    [quote] = talk.showable()
    assert "Karin" not in repr(quote)
    assert "Head of Sales" not in repr(quote)
