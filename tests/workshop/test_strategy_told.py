"""What the blueprint tells of strategy: no word and no name leaves against the consent of who said it."""

import io
import zipfile
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from reports.strategy import Strategy
from tests.workshop import prioritised
from tests.workshop.drafting import blueprint
from tests.workshop.invited import Room
from tests.workshop.quoted import Said, said
from workshop.alignment.matrix import matrix
from workshop.database import connect, write
from workshop.dossiers.sources import BROADER
from workshop.dossiers.strategy import strategy_of
from workshop.engagements import store as engagements
from workshop.quotes.store import passage as stored

NOTE = "Kestrel budgets are a lottery. Kestrel tools are bought twice. Ask Karin of kestrel plans."
ANSWER = "Kestrel launches come as a surprise."
SECRETS = ("kestrel", "karin", "head of sales")


@pytest.fixture
def talk(app: Flask, engagement: int) -> Said:
    """An interview with Karin Ahl, the one head of sales, in an engagement that has answers."""
    return said(app, room=Room(app, engagement), note=NOTE, answer=ANSWER, consent="attributed")


def told(talk: Said) -> Strategy:
    db = connect(talk.room.app.config["DATABASE"])
    try:
        found = engagements.engagement(db, talk.room.number)
        assert found is not None
        with talk.room.app.app_context():
            strategy = strategy_of(db, found, matrix(db, found))
        assert strategy is not None
        return strategy
    finally:
        db.close()


def rests(talk: Said, *, of: str = "priority", consent: str = "none", **on: int | str) -> None:
    """Name something as a source of the first priority, of an objective or of the vision."""
    number: int | object = talk.talk.priorities[0]
    if of != "priority":
        columns, values = ("kind", "'vision'") if of == "outlook" else ("place", "1")
        talk.room.put(
            f"INSERT INTO {of} (engagement_id, {columns}, text) VALUES (:e, {values}, 'Lead')",
            e=talk.room.number,
        )
        number = talk.room.rows(f"SELECT max(id) AS id FROM {of}")[0]["id"]
    [(column, value)] = on.items()
    talk.room.put(
        f"""INSERT INTO strategy_source (engagement_id, {of}_id, {column}, consent)
        VALUES (:e, :of, :v, :consent)""",
        e=talk.room.number, of=number, v=value, consent=consent,
    )  # fmt: skip


def asked(talk: Said, passage: int, state: str, fingerprint: str) -> None:
    talk.room.put(
        """INSERT INTO passage_approval (passage_id, state, at, fingerprint)
        VALUES (:id, :state, '2026-11-22T10:00:00Z', :seen)""",
        id=passage, state=state, seen=fingerprint,
    )  # fmt: skip


def refused_consent(talk: Said) -> int:
    return talk.mark("Kestrel budgets", consent="none")


def one_holder(talk: Said) -> int:
    return talk.mark("Kestrel budgets", consent="role")


def title_in_other_words(talk: Said) -> int:
    return talk.mark("Kestrel budgets", consent="role", shown_as="Sales, head of")


def name_as_a_role(talk: Said) -> int:
    return talk.mark("Kestrel budgets", consent="role", shown_as="Karin from sales")


def name_in_the_words(talk: Said) -> int:
    return talk.mark("Ask Karin of kestrel plans", consent="role", shown_as="A leader")


def not_answered(talk: Said) -> int:
    passage = talk.mark("Kestrel budgets", consent="attributed")
    asked(talk, passage, "asked", fingerprint_of(talk, passage))
    return passage


def refused(talk: Said) -> int:
    passage = talk.mark("Kestrel budgets", consent="attributed")
    asked(talk, passage, "refused", fingerprint_of(talk, passage))
    return passage


def approved_other_words(talk: Said) -> int:
    passage = talk.mark("Kestrel budgets", consent="attributed")
    asked(talk, passage, "approved", "0" * 64)
    return passage


def never_said(talk: Said) -> int:
    return talk.mark("Kestrel never said so", consent="attributed")


def taken_back(talk: Said) -> int:
    passage = talk.mark("Kestrel launches", written=True, consent="attributed")
    talk.room.put("UPDATE written_answer SET text = 'Nothing.'")
    return passage


def narrowed_since(talk: Said) -> int:
    passage = talk.mark("Kestrel launches", written=True, consent="attributed")
    talk.room.put("UPDATE written_answer SET consent = 'none'")
    return passage


def fingerprint_of(talk: Said, passage: int) -> str:
    db = connect(talk.room.app.config["DATABASE"])
    try:
        found = stored(db, talk.room.number, passage)
        assert found is not None
        return found.fingerprint
    finally:
        db.close()


WAYS = (
    refused_consent, one_holder, title_in_other_words, name_as_a_role, name_in_the_words, not_answered,
    refused, approved_other_words, never_said, taken_back, narrowed_since,
)  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_what_may_not_be_quoted_is_neither_quoted_nor_named(talk: Said, way: Callable[[Said], int]) -> None:
    passage = way(talk)
    for of in ("priority", "objective", "outlook"):
        rests(talk, of=of, passage_id=passage, consent="attributed")
    strategy = told(talk)
    assert not [each for each in SECRETS if each in repr(strategy).casefold()]
    found = (strategy.priorities[0], strategy.vision, strategy.objectives[0])
    assert [(each.sources.unnamed, each.sources.heard) for each in found] == [(1, ())] * 3


def test_what_may_be_quoted_is_with_what_may_stand_beside_it(talk: Said) -> None:
    rests(talk, passage_id=talk.mark("Kestrel budgets", consent="attributed"))
    rests(talk, passage_id=talk.mark("Kestrel tools", consent="role", shown_as="A leader"))
    first = told(talk).priorities[0]
    assert [(each.text, each.attribution) for each in first.quotes] == [
        ("Kestrel budgets", "Karin Ahl, Head of Sales"), ("Kestrel tools", "A leader"),
    ]  # fmt: skip
    assert [each.attribution for each in first.sources.heard] == ["Karin Ahl, Head of Sales", "A leader"]


def test_a_quote_is_told_once(talk: Said) -> None:
    passage = talk.mark("Kestrel budgets", consent="attributed")
    rests(talk, passage_id=passage)
    rests(talk, of="outlook", passage_id=passage)
    assert len(told(talk).priorities[0].quotes) == 1
    assert told(talk).vision.quotes == ()


@pytest.mark.parametrize(
    ("consent", "attribution"),
    [("none", None), ("role", BROADER), ("attributed", "Karin Ahl, Head of Sales")],
)
def test_an_interview_is_named_as_far_as_its_consent_allows(
    talk: Said, consent: str, attribution: str | None
) -> None:
    rests(talk, interview_id=talk.talk.id, consent=consent)
    strategy = told(talk)
    basis = strategy.priorities[0].sources
    assert [each.attribution for each in basis.heard] == [attribution] * (attribution is not None)
    assert basis.unnamed == (attribution is None)
    if consent != "attributed":
        assert not [each for each in SECRETS if each in repr(strategy).casefold()]


def test_a_role_that_several_have_is_the_role(talk: Said) -> None:
    second = talk.room.person("Bo Ek", roles=("interviewee",))
    talk.room.put("UPDATE person SET title = 'Head of Sales' WHERE id = :id", id=second)
    rests(talk, interview_id=talk.talk.id, consent="role")
    assert told(talk).priorities[0].sources.heard[0].attribution == "Head of Sales"


def test_the_document_holds_nothing_that_may_not_be_quoted(
    app: Flask, client: FlaskClient, talk: Said
) -> None:
    for way in WAYS[:6]:
        rests(talk, passage_id=way(talk), consent="attributed")
    rests(talk, interview_id=talk.talk.id, consent="role")
    talk.room.put("UPDATE written_answer SET text = 'Nothing.'")
    with zipfile.ZipFile(io.BytesIO(blueprint(app, client, 1).data)) as parts:
        whole = " ".join(parts.read(each).decode("utf-8", "replace") for each in parts.namelist())
    assert BROADER in whole
    assert not [each for each in SECRETS if each in whole.casefold()]


def test_what_interviewees_give_is_told_as_means_of_three_or_more(app: Flask) -> None:
    made = prioritised.strategy(app)
    talk_db = made.db
    with app.app_context():
        whole = strategy_of(talk_db, made.engagement, matrix(talk_db, made.engagement))
        assert whole is not None
        assert whole.opinions is not None
        assert [each.points for each in whole.priorities] == [37.5, 35.0, 27.5]
        assert whole.opinions.agreement is not None
        topics = [each.text for each in whole.disputes]
        assert topics
        assert not [each for each in topics if "from" in each or "100 points" in each]
        with write(talk_db):
            talk_db.execute("DELETE FROM interview_points WHERE interview_id > 501")
            talk_db.execute("DELETE FROM interview_rating WHERE interview_id > 501")
        few = strategy_of(talk_db, made.engagement, matrix(talk_db, made.engagement))
    assert few is not None
    assert few.opinions is not None
    assert few.opinions.agreement is None
    assert [each.points for each in few.priorities] == [None] * 3
    assert few.disputes == ()
    assert few.withheld == 1


def test_words_saved_as_they_were_suggested_are_not_told(app: Flask) -> None:
    made = prioritised.strategy(app)
    key = f"priority:{made.priorities[0].key}"
    page = made.get("disagreements")
    start = page.index("How much “")
    suggested = page[start : page.index(".", start) + 1]
    made.post("disagreements/words", key=key, text=suggested)
    assert made.count("conflict") == 0
    with app.app_context():
        whole = strategy_of(made.db, made.engagement, matrix(made.db, made.engagement))
    assert whole is not None
    assert not [each for each in whole.disputes if "100 points" in each.text]


def test_nothing_known_is_no_strategy(app: Flask) -> None:
    made = prioritised.begun(app)
    with app.app_context():
        assert strategy_of(made.db, made.engagement, matrix(made.db, made.engagement)) is None


def test_each_thing_is_told_as_it_is_stored(app: Flask) -> None:
    made = prioritised.strategy(app)
    first = made.priorities[0]
    made.post("outlook/objectives", text="Two offices", due_on="2027-05-01", priority_id=str(first.id))
    db = made.db
    with write(db):
        db.execute(
            "INSERT INTO strategy_source (engagement_id, priority_id, document_id) VALUES (:e, :p, 800)",
            {"e": made.engagement_id, "p": first.id},
        )
        db.execute("UPDATE interview SET done_at = '2026-11-20T10:00:00Z' WHERE id IN (500, 501)")
        db.execute("UPDATE interview SET begun_at = '2026-11-21T10:00:00Z' WHERE id = 502")
    with app.app_context():
        whole = strategy_of(db, made.engagement, matrix(db, made.engagement))
    assert whole is not None
    talks = whole.interviews
    assert (talks.held, talks.done, talks.under_way, talks.planned) == (3, 2, 1, 4)
    assert str(whole.interviews.first) == "2026-11-20"
    assert (whole.objectives[0].serves, str(whole.objectives[0].due_on)) == (0, "2027-05-01")
    assert whole.priorities[0].sources.papers[0].title == "Strategy 2027"
    assert whole.alignment is not None
    assert whole.alignment.capabilities[0].share == max(each.share for each in whole.alignment.capabilities)
