"""Which comments are shown, and that no single one can be seen arriving."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from questionnaires.loading import shipped_pack
from tests.workshop.conftest import add
from tests.workshop.people import INES, signed_in
from tests.workshop.running_waves import Running, answer, running, with_owner
from workshop.assessments.comments import store
from workshop.assessments.comments.store import Rated
from workshop.assessments.comments.taking import may_be_taken_up
from workshop.database import connect, write
from workshop.history.store import PROGRAM
from workshop.sealing.sealing import seal_within
from workshop.waves import counting
from workshop.waves import store as waves

PACK = shipped_pack("marketing_operations")
ENOUGH = 10
NOW = datetime.now(UTC)


@pytest.fixture
def db(app: Flask):
    db = connect(app.config["DATABASE"])
    yield db
    db.close()


@pytest.fixture
def found(app: Flask) -> Running:
    with_owner(app)
    return running(app, functions={"Marketing": 20, "Sales": 20})


def rate(db: Database, found: Running, many: int, *, said: bool = True) -> None:
    """Let so many more hand in, each with a comment of their own."""
    for name in [each for each in found.sheets if not _has_rated(db, found.sheets[each])][:many]:
        answer(db, found, name)
        if said:
            say(db, found.sheets[name], f"{name} said so")


def say(db: Database, sheet: int, text: str, table: str = "comment") -> None:
    db.execute(
        f"INSERT INTO {table} (sheet_id, capability, text) VALUES (:sheet, 'A1', :text)",
        {"sheet": sheet, "text": text},
    )


def _has_rated(db: Database, sheet: int) -> bool:
    return db.execute("SELECT 1 FROM answer WHERE sheet_id = :id", {"id": sheet}).fetchone() is not None


def close(db: Database, found: Running) -> None:
    waves.record_closure(db, found.wave, None, NOW)
    wave = waves.wave_by_id(db, found.wave)
    assert wave is not None
    counting.recount(db, wave, PACK, NOW)


def reopen(db: Database, found: Running) -> None:
    db.execute("DELETE FROM wave_closure WHERE wave_id = :wave", {"wave": found.wave})


def said(db: Database, found: Running, capability: str = "A1") -> list[str]:
    return [each.text for each in store.shown(db, found.wave, capability, 0, 100).words]


def test_words_are_shown_once_enough_have_rated(db: Database, found: Running) -> None:
    with write(db):
        rate(db, found, ENOUGH - 1)
        close(db, found)
        assert said(db, found) == []
        assert store.taken_up(db, found.wave) == {}
        reopen(db, found)
        rate(db, found, 1)
        close(db, found)
        assert said(db, found) == [], "figures rest on nine still, and so do comments"
        reopen(db, found)
        rate(db, found, 4)
        close(db, found)
        assert len(said(db, found)) == 14


def test_a_single_comment_cannot_be_seen_arriving(db: Database, found: Running) -> None:
    with write(db):
        rate(db, found, 12)
        close(db, found)
        before = said(db, found)
        assert len(before) == 12
        for more in (1, 4, 4):
            reopen(db, found)
            rate(db, found, more)
            db.execute(
                "UPDATE comment SET text = 'changed' WHERE sheet_id = :id",
                {"id": found.sheets["Marketing 0"]},
            )
            close(db, found)
            assert said(db, found) == before
        reopen(db, found)
        rate(db, found, 6)
        close(db, found)
        assert len(said(db, found)) == 27
        assert "changed" in said(db, found)


def test_the_order_tells_nothing_and_stays(db: Database, found: Running) -> None:
    with write(db):
        rate(db, found, 20)
        close(db, found)
        first = said(db, found)
        assert first == said(db, found)
        assert first != [f"Marketing {place} said so" for place in range(20)]


def test_sealing_keeps_what_is_shown(db: Database, found: Running) -> None:
    with write(db):
        rate(db, found, 12)
        say(db, found.sheets["Marketing 3"], "Not ours", "reason")
        close(db, found)
        before = said(db, found)
        assert before[-1] == "Not ours", "reasons follow comments"
        seal_within(db, found.wave, PROGRAM, NOW + timedelta(days=1))
        assert said(db, found) == before


def test_what_is_not_asked_of_someone_is_not_shown(db: Database, found: Running) -> None:
    with write(db):
        rate(db, found, 12)
        asked = waves.add_questionnaire(db, found.wave, "Other", [("B1", "current")])
        sheet = waves.add_sheet(db, found.wave, asked, {"function": "Sales"})
        say(db, sheet, "Not asked about this")
        close(db, found)
        assert len(said(db, found)) == 12


def test_who_made_a_file_sees_no_single_comment_of_others(db: Database, found: Running) -> None:
    with write(db):
        rate(db, found, 4)
        for place in range(12):
            sheet = waves.add_sheet(db, found.wave, found.questionnaire, {"function": "Sales"}, imported=True)
            found.sheets[f"filed {place}"] = sheet
            answer(db, found, f"filed {place}", submit=False)
            say(db, sheet, f"filed {place}")
        close(db, found)
        assert said(db, found) == []
        reopen(db, found)
        rate(db, found, 8)
        close(db, found)
        assert len(said(db, found)) == 24


here = st.integers(0, 60)


@given(counts=st.lists(st.tuples(here, here), max_size=12), threshold=st.integers(3, 20))
def test_no_two_states_differ_by_fewer_than_enough(counts: list[tuple[int, int]], threshold: int) -> None:
    before: Rated | None = None
    for count in counts:
        now = Rated(*count)
        if not may_be_taken_up(before, now, threshold):
            continue
        known = before or Rated(0, 0)
        assert max(now.here - known.here, now.filed - known.filed if not now.here else 0) >= threshold
        before = now


def imported(app: Flask, people: int) -> int:
    rows = "".join(f"p{n},{1 + n % 5},{'said ' + str(n) if n % 2 else ''}\n" for n in range(people))
    return add(app, "Files", f"respondent,A1.current,A1.comment\n{rows}".encode())


def test_imported_comments_are_shown_on_the_page_of_the_capability(app: Flask) -> None:
    client = signed_in(app, INES)
    shown = client.get(f"/engagements/{imported(app, 30)}/capabilities/A1").text
    assert "15 comments" in shown
    assert shown.count("<blockquote") < 15
    few = client.get(f"/engagements/{imported(app, 8)}/capabilities/A1").text
    assert "said 1" not in few
    assert "from 10 ratings on" in few


def test_many_comments_come_in_pages_without_groups(app: Flask) -> None:
    number = imported(app, 150)
    client = signed_in(app, INES)
    home = f"/engagements/{number}/capabilities/A1/comments"
    found = set()
    for page in ("", "?page=2"):
        text = client.get(home + page).text
        found |= {each for each in range(150) if f">said {each}<" in text}
    assert len(found) == 75
    for odd in ("?page=0", "?page=99", "?page=x", f"?page={2**70}"):
        assert client.get(home + odd).status_code == 200
    assert client.get(home.replace("A1", "Z9")).status_code == 404
    assert client.get(home.replace("A1", "A2")).status_code == 200


def test_no_comment_is_shown_while_the_wave_is_open(app: Flask, db: Database, found: Running) -> None:
    with write(db):
        rate(db, found, 30)
        close(db, found)
    client = signed_in(app, INES)
    home = f"/engagements/{found.engagement}/capabilities/A1"
    assert "said so" in client.get(home).text
    with write(db):
        reopen(db, found)
    for address in (home, f"{home}/comments"):
        page = client.get(address).text
        assert "said so" not in page
        assert "once the wave has closed" in page


def test_markup_in_a_comment_is_words(app: Flask) -> None:
    rows = "".join(f"p{n},3,<script>x</script> مرحبا\n" for n in range(12))
    number = add(app, "Files", f"respondent,A1.current,A1.comment\n{rows}".encode())
    page = signed_in(app, INES).get(f"/engagements/{number}/capabilities/A1/comments").text
    assert "<script>x" not in page
    assert page.count("&lt;script&gt;x") == 12
