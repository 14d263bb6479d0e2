"""Judgements: a record beside the answers that only grows, typed in a table or on one capability."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from questionnaires.judgement import KINDS, Judgements
from tests.workshop import people, world
from tests.workshop.conftest import NOW, add
from workshop.assessments.store import latest_counted, release
from workshop.database import connect, write
from workshop.documents.store import add_document, remove_document
from workshop.engagements.store import add_member
from workshop.judgements.levels import tenths_of
from workshop.judgements.reading import judgements_of
from workshop.judgements.store import last_entry, record_of

HOSTILE = '<script>alert(1)</script> \u202e "O\'Brien" 🚀 =1+1'
LONG = "x" * 601


@pytest.fixture
def db(app: Flask, engagement: int) -> Database:
    return connect(app.config["DATABASE"])


def home(engagement: int) -> str:
    return f"/engagements/{engagement}/judgements"


def hidden(page: str) -> dict[str, str]:
    """Return the values of a page's hidden fields."""
    found = {}
    for tag in re.findall(r"<input[^>]*>", page):
        if 'type="hidden"' in tag:
            value = re.search(r'value="([^"]*)"', tag)
            name = re.search(r'name="([^"]*)"', tag)
            if name:
                found[name[1]] = value[1] if value else ""
    return found


def judge(client: FlaskClient, at: str, page: str | None = None, **said: object) -> tuple[int, str]:
    """Send a form as it stands on a page, with what is typed into it."""
    page = client.get(at).text if page is None else page
    answer = client.post(at, data={**hidden(page), **said})
    return answer.status_code, answer.text


def stands(db: Database, engagement: int, capability: str = "C3") -> Judgements:
    return judgements_of(db, engagement).get(capability, Judgements())


def test_a_judgement_stands_beside_the_score_and_changes_none(
    client: FlaskClient, engagement: int, db: Database
) -> None:
    before = client.get(f"/engagements/{engagement}/scores.json").data
    at = f"{home(engagement)}/C3"
    with write(db):
        document = add_document(db, engagement, title="Plan", kind="Plan", now=NOW)
    said = {"reason": "Seen in use", "evidence": "61 of 90 requests"}
    assert judge(client, at, kind="evidence", value="2,5", documents=[str(document)], **said)[0] == 303
    assert judge(client, at, kind="target", value="3.5", reason="Agreed")[0] == 303
    assert judge(client, at, kind="adjustment", value="2.8", reason="Sales was away")[0] == 303
    held = stands(db, engagement)
    assert [(each.kind, each.value, each.wave) for each in held.standing] == [
        ("evidence", 2.5, None),
        ("target", 3.5, None),
        ("adjustment", 2.8, 1),
    ]
    assert held.evidence is not None
    assert (held.evidence.by, held.evidence.evidence) == (people.INES.name, "61 of 90 requests")
    assert [each.title for each in held.evidence.documents] == ["Plan"]
    assert client.get(f"/engagements/{engagement}/scores.json").data == before
    assert "judged the agreed target of C3 as 3.5" in client.get(f"/engagements/{engagement}/history").text


def test_the_record_keeps_what_was_withdrawn_and_documents_that_went(
    client: FlaskClient, engagement: int, db: Database
) -> None:
    at = f"{home(engagement)}/C3"
    with write(db):
        document = add_document(db, engagement, title="Plan of May", kind="Plan", now=NOW)
    assert judge(client, at, kind="target", value="3", reason="First", documents=[str(document)])[0] == 303
    assert judge(client, at, kind="target", withdraw="y", reason="Too early")[0] == 303
    assert stands(db, engagement).target is None
    with write(db):
        remove_document(db, document)
    page = client.get(at).text
    for words in ("First", "Too early", "withdrawn", "Plan of May", "(removed)"):
        assert words in page
    assert [each.value for each in record_of(db, engagement, "C3")] == [None, 3.0]
    status, page = judge(client, at, kind="target", withdraw="y", reason="Again")
    assert (status, "There is none to withdraw." in page) == (422, True)


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({"kind": "evidence", "value": "2.3", "reason": "x1"}, "in halves"),
        ({"kind": "target", "value": "5.5", "reason": "x1"}, "in halves"),
        ({"kind": "target", "value": "٣", "reason": "x1"}, "in halves"),
        ({"kind": "adjustment", "value": "2.25", "reason": "x1"}, "at most one decimal"),
        ({"kind": "adjustment", "value": "nan", "reason": "x1"}, "at most one decimal"),
        ({"kind": "target", "value": "3", "reason": " \u200b "}, "Say in a sentence why"),
        ({"kind": "target", "value": "3", "reason": LONG}, "Shorten it to 600"),
        ({"kind": "target", "value": "3", "reason": "x1", "evidence": "y" * 2001}, "Shorten it to 2,000"),
        ({"kind": "opinion", "value": "3", "reason": "x1"}, "Choose what you judge."),
        ({"kind": "target", "value": "3", "reason": "x1", "documents": [str(2**63)]}, "not here any more"),
        ({"kind": "target", "value": "3", "reason": "x1", "documents": ["<b>"]}, "not here any more"),
    ],
)
def test_what_cannot_be_is_refused_and_kept(
    client: FlaskClient, engagement: int, db: Database, said: dict[str, object], fault: str
) -> None:
    status, page = judge(client, f"{home(engagement)}/C3", **said)
    assert (status, fault in page) == (422, True)
    assert str(said["value"]) in page
    assert last_entry(db, engagement) == 0


def test_faults_come_back_on_the_page_where_the_form_stood(client: FlaskClient, engagement: int) -> None:
    at = f"{home(engagement)}/C3"
    sent = {
        **hidden(client.get(at).text),
        "at": "capability",
        "kind": "target",
        "value": "9",
        "reason": "Why",
    }
    answer = client.post(at, data=sent)
    assert answer.status_code == 422
    assert "How this number came about" in answer.text
    sent["value"] = "3"
    answer = client.post(at, data=sent)
    assert answer.location.endswith("/capabilities/C3#judgements")


def test_hostile_words_stay_words(client: FlaskClient, engagement: int, db: Database) -> None:
    at = f"{home(engagement)}/C3"
    assert judge(client, at, kind="target", value="3", reason=HOSTILE, evidence=HOSTILE)[0] == 303
    page = client.get(at).text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_who_did_not_see_the_latest_is_asked_again(
    app: Flask, client: FlaskClient, engagement: int, db: Database
) -> None:
    second = people.account(db, people.TOM)
    with write(db):
        add_member(db, engagement, second.id)
    tom, at = people.signed_in(app, people.TOM), f"{home(engagement)}/C3"
    opened = tom.get(at).text
    assert judge(client, at, kind="target", value="3", reason="Agreed")[0] == 303
    status, page = judge(tom, at, opened, kind="target", value="4", reason="I think so")
    assert (status, f"{people.INES.name} said 3.0 meanwhile" in page) == (422, True)
    assert judge(tom, at, opened, kind="evidence", value="2", reason="Another kind")[0] == 303
    assert judge(tom, at, page, kind="target", value="4", reason="I think so")[0] == 303
    held = stands(db, engagement)
    assert held.target is not None
    assert (held.target.value, held.target.by) == (4.0, people.TOM.name)


def test_a_form_that_comes_twice_is_recorded_once(client: FlaskClient, engagement: int, db: Database) -> None:
    at = f"{home(engagement)}/C3"
    page = client.get(at).text
    for _ in range(2):
        assert judge(client, at, page, kind="target", value="3", reason="Agreed")[0] == 303
    page, sent = client.get(home(engagement)).text, {"target_C4": "3", "reason": "Agreed"}
    for _ in range(2):
        assert judge(client, home(engagement), page, **sent)[0] == 303
    assert len(record_of(db, engagement, "C3")) == len(record_of(db, engagement, "C4")) == 1


def test_a_table_records_what_differs_and_nothing_else(
    client: FlaskClient, engagement: int, db: Database
) -> None:
    at = home(engagement)
    typed = {"evidence_C3": "2.5", "target_C3": "4", "adjustment_C4": "2,8", "reason_C4": "Sales was away"}
    status, page = judge(client, at, **typed)
    assert (status, "every judgement has a reason" in page) == (422, True)
    assert last_entry(db, engagement) == 0
    assert judge(client, at, page, **typed, reason="Agreed with the board")[0] == 303
    held = judgements_of(db, engagement)
    assert {(key, each.kind, each.value, each.reason) for key in held for each in held[key].standing} == {
        ("C3", "evidence", 2.5, "Agreed with the board"),
        ("C3", "target", 4.0, "Agreed with the board"),
        ("C4", "adjustment", 2.8, "Sales was away"),
    }
    last = last_entry(db, engagement)
    assert judge(client, at, evidence_C3="2.5", target_C3="4.0", adjustment_C4="2.8")[0] == 303
    assert last_entry(db, engagement) == last
    assert judge(client, at, evidence_C3="", target_C3="4", reason="Wrong tool")[0] == 303
    assert [each.kind for each in stands(db, engagement).standing] == ["target"]


def test_the_table_shows_why_and_comes_back_to_what_was_changed(client: FlaskClient, engagement: int) -> None:
    at = home(engagement)
    said = {
        "target_C3": "3.5",
        "reason_C3": "Agreed <b>with</b> the board",
        "target_D1": "4",
        "reason": "Asked",
    }
    answer = client.post(at, data={**hidden(client.get(at).text), **said})
    assert answer.location.endswith("#row-C3")
    page = client.get(answer.location).text
    row = page.partition('<tr id="row-C3" tabindex="-1">')[2].partition("</tr>")[0]
    assert "Agreed &lt;b&gt;with&lt;/b&gt; the board" in row
    assert people.INES.name in row
    assert "Recorded" in row
    assert page.count("Recorded") == 2, "that of the other row as well"


def test_a_table_with_a_fault_stores_nothing_and_keeps_what_was_typed(
    client: FlaskClient, engagement: int, db: Database
) -> None:
    sent = {"target_C3": "4", "target_C4": "six", "reason": "Agreed"}
    status, page = judge(client, home(engagement), **sent)
    assert (status, 'value="six"' in page, "in halves" in page) == (422, True, True)
    assert last_entry(db, engagement) == 0


def test_two_tables_at_once_undo_nothing(
    app: Flask, client: FlaskClient, engagement: int, db: Database
) -> None:
    second = people.account(db, people.TOM)
    with write(db):
        add_member(db, engagement, second.id)
    tom, at = people.signed_in(app, people.TOM), home(engagement)
    opened = tom.get(at).text
    said = {"target_C3": "3", "target_C4": "3", "reason": "Agreed"}
    assert judge(client, at, **said)[0] == 303
    # Tom's page still shows both empty: what he did not touch stays, what he did is asked again.
    status, page = judge(tom, at, opened, target_C3="4", target_C4="", target_D1="2", reason="Mine")
    assert (status, f"{people.INES.name} said 3.0 meanwhile" in page) == (422, True)
    kept = {name: re.search(f'name="target_{name}"[^>]*value="([^"]*)"', page) for name in ("C3", "C4")}
    assert {name: found and found[1] for name, found in kept.items()} == {"C3": "4", "C4": "3.0"}
    assert judge(tom, at, page, target_C3="4", target_C4="3.0", target_D1="2", reason="Mine")[0] == 303
    held = judgements_of(db, engagement)
    values = {key: held[key].target for key in ("C3", "C4", "D1")}
    assert {key: each and each.value for key, each in values.items()} == {"C3": 4.0, "C4": 3.0, "D1": 2.0}


def test_an_adjustment_is_of_one_wave(client: FlaskClient, engagement: int, db: Database) -> None:
    at = f"{home(engagement)}/C3"
    first = latest_counted(db, engagement)
    assert first is not None
    opened = client.get(at).text
    assert judge(client, at, kind="adjustment", value="2.8", reason="Sales was away")[0] == 303
    with write(db):
        wave = _wave_like(db, first.id)
    status, page = judge(client, at, opened, kind="adjustment", value="3.1", reason="Once more")
    assert (status, "counted meanwhile" in page) == (422, True)
    assert stands(db, engagement).adjustment is None
    of_first = judgements_of(db, engagement, first.id)["C3"].adjustment
    assert of_first is not None
    assert (of_first.value, of_first.wave) == (2.8, 1)
    assert "C3" not in judgements_of(db, engagement, wave)


def _wave_like(db: Database, wave_id: int) -> int:
    """Store a second counted wave, a copy of the first."""
    columns = [each.name for each in db["wave"].columns if each.name not in ("id", "number")]
    names = ", ".join(columns)
    row = db.execute(
        f"INSERT INTO wave (number, {names}) SELECT 2, {names} FROM wave WHERE id = :id RETURNING id",
        {"id": wave_id},
    ).fetchone()
    held = [each.name for each in db["tally"].columns if each.name != "wave_id"]
    names = ", ".join(held)
    db.execute(
        f"INSERT INTO tally (wave_id, {names}) SELECT :new, {names} FROM tally WHERE wave_id = :id",
        {"new": row[0], "id": wave_id},
    )
    return int(row[0])


def test_nothing_tells_a_hidden_figure(app: Flask, client: FlaskClient) -> None:
    """An adjustment of a hidden score is taken like any other, and the page shows no more for it."""
    few = [("Marketing", ("2", "4"))] * 4
    number = add(app, "Cedar", world.answers(few))
    at = home(number)
    page = client.get(at).text
    assert page.count("under 5") == 2 * len(world.pack().capabilities)
    assert judge(client, at, page, adjustment_C3="4.9", reason="Everyone says so")[0] == 303
    assert client.get(at).text.count("under 5") == 2 * len(world.pack().capabilities)
    assert "the mean wanted is hidden" in client.get(f"{at}/C3").text


def test_a_sponsor_reads_what_stands_with_released_results_and_says_nothing(
    app: Flask, client: FlaskClient, engagement: int, db: Database
) -> None:
    lars, ours = people.account(db, people.LARS), f"/engagements/{engagement}"
    first = latest_counted(db, engagement)
    assert first is not None
    with write(db):
        document = add_document(db, engagement, title="Plan of May", kind="Plan", now=NOW)
        db.execute("INSERT INTO sponsorship VALUES (:lars, :ours)", {"lars": lars.id, "ours": engagement})
    said = {"reason": "Sales was away", "evidence": "Seen in their own diary", "documents": [str(document)]}
    assert judge(client, f"{home(engagement)}/C3", kind="adjustment", value="2.8", **said)[0] == 303
    browser = people.signed_in(app, people.LARS)
    assert browser.get(f"{ours}/capabilities/C3").status_code == 404
    with write(db):
        release(db, first.id, people.account(db, people.INES).id, NOW)
    page = browser.get(f"{ours}/capabilities/C3").text
    assert "What the consultants judge" in page
    assert "Sales was away" in page
    for words in ("Seen in their own diary", "Plan of May", 'name="reason"'):
        assert words not in page
    for at in (home(engagement), f"{home(engagement)}/C3"):
        assert browser.get(at).status_code == 404
    # What is said of a later wave waits until that one is released.
    with write(db):
        _wave_like(db, first.id)
    assert judge(client, f"{home(engagement)}/C3", kind="adjustment", value="4.4", reason="Secret")[0] == 303
    page = browser.get(f"{ours}/capabilities/C3").text
    assert "Sales was away" in page
    assert "Secret" not in page


def test_of_another_engagement_nothing_is_found(app: Flask, client: FlaskClient, engagement: int) -> None:
    tom = people.signed_in(app, people.TOM)
    sent = {"csrf_token": people.csrf(tom), "kind": "target", "value": "3", "reason": "Mine"}
    for at in (home(engagement), f"{home(engagement)}/C3"):
        assert tom.get(at).status_code == 404
        assert tom.post(at, data=sent).status_code == 404
    sent["csrf_token"] = people.csrf(client)
    assert client.post(f"{home(engagement)}/Z9", data=sent).status_code == 404
    assert client.get(f"{home(engagement)}/Z9").status_code == 404


def test_a_document_of_another_engagement_is_none(
    app: Flask, client: FlaskClient, engagement: int, db: Database
) -> None:
    other = add(app, "Cedar", world.spreadsheet())
    with write(db):
        theirs = add_document(db, other, title="Their secret plan", kind="Plan", now=NOW)
    said = {"kind": "target", "value": "3", "reason": "Mine", "documents": [str(theirs)]}
    status, page = judge(client, f"{home(engagement)}/C3", **said)
    assert (status, "Their secret plan" in page) == (422, False)


@given(st.text(max_size=8), st.sampled_from(list(KINDS)))
def test_any_text_is_a_figure_in_range_or_refused(typed: str, kind: str) -> None:
    try:
        tenths = tenths_of(typed, kind)  # type: ignore[arg-type]
    except ValueError:
        return
    assert 10 <= tenths <= 50
    assert kind == "adjustment" or tenths % 5 == 0
