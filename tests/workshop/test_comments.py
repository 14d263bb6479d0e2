"""Which comments are shown, and that no single one can be seen arriving."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import openpyxl
import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from questionnaires.loading import shipped_pack
from tests.workshop.conftest import add
from tests.workshop.people import INES, LARS, account, signed_in
from tests.workshop.running_waves import Running, answer, running, with_owner
from workshop.answering import store as answering
from workshop.assessments.comments import store
from workshop.assessments.comments.store import Rated
from workshop.assessments.comments.taking import may_be_taken_up
from workshop.assessments.store import release
from workshop.database import connect, write
from workshop.history.store import PROGRAM
from workshop.invitations.members.store import add_sponsor
from workshop.sealing.sealing import seal_within
from workshop.waves import counting
from workshop.waves import store as waves
from workshop.waves.promise import promise, promise_of

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


def agree(db: Database, found: Running, *names: str, named: bool = True) -> None:
    """Let people agree that consultants see their names, or take it back."""
    for name in names:
        holder = "SELECT participant_id FROM sheet_holder WHERE sheet_id = :sheet"
        number = db.execute(holder, {"sheet": found.sheets[name]}).fetchone()[0]
        answering.agree(db, number, named)


def by_name(db: Database, found: Running) -> dict[str, str]:
    """Return the names that consultants read beside comments, by the words."""
    return {each.text: each.by for each in store.shown(db, found.wave, "A1", 0, 100, named=True).words}


def relaunch(db: Database, found: Running) -> None:
    """Let the wave be one that was launched as a named one."""
    db.execute("UPDATE wave SET mode = 'named' WHERE id = :wave", {"wave": found.wave})
    db.execute("DELETE FROM wave_launch WHERE wave_id = :wave", {"wave": found.wave})
    waves.record_launch(db, found.wave, None, NOW)


def test_a_named_wave_says_who_said_it_to_whom_it_was_promised(db: Database, found: Running) -> None:
    with write(db):
        relaunch(db, found)
        agree(db, found, "Marketing 0", "Marketing 1")
        rate(db, found, 12)
        close(db, found)
        said_by = by_name(db, found)
        assert said_by["Marketing 0 said so"] == "Marketing 0"
        assert {name for name in said_by.values() if name} == {"Marketing 0", "Marketing 1"}
        plain = store.shown(db, found.wave, "A1", 0, 100).words
        assert not any(each.by for each in plain), "documents and sponsors get none"
        agree(db, found, "Marketing 0", named=False)
        assert by_name(db, found)["Marketing 0 said so"] == "", "taken back, it is gone at once"
        seal_within(db, found.wave, PROGRAM, NOW + timedelta(days=1))
        assert {name for name in by_name(db, found).values() if name} == {"Marketing 1"}
        left = db.execute("SELECT count(*) FROM words_said_by").fetchone()[0]
        assert left == 1, "sealing leaves nothing of those who did not agree"


def test_no_name_where_the_others_could_be_told_apart_by_it(db: Database, found: Running) -> None:
    with write(db):
        relaunch(db, found)
        agree(db, found, *(f"Marketing {place}" for place in range(4)))
        rate(db, found, 13)
        close(db, found)
        assert not any(by_name(db, found).values()), "nine others are fewer than ten"
        assert store.shown(db, found.wave, "A1", 0, 1, named=True).names_kept_back
        reopen(db, found)
        rate(db, found, 7)
        close(db, found)
        assert len(said(db, found)) == 13
        assert not any(by_name(db, found).values()), "who came later wrote none of these"
        reopen(db, found)
        rate(db, found, 6)
        close(db, found)
        assert len(said(db, found)) == 26
        assert not any(by_name(db, found).values()), "those of before would be the nine others'"


def test_names_stand_where_nobody_else_wrote_until_one_takes_it_back(db: Database, found: Running) -> None:
    with write(db):
        relaunch(db, found)
        rate(db, found, 12)
        agree(db, found, *(each for each in found.sheets if _has_rated(db, found.sheets[each])))
        close(db, found)
        assert len([name for name in by_name(db, found).values() if name]) == 12
        reopen(db, found)
        agree(db, found, "Marketing 0", named=False)
        rate(db, found, 9)
        close(db, found)
        assert len(said(db, found)) == 12
        assert not any(by_name(db, found).values()), "one word without a name would be theirs"


def test_a_name_that_came_later_tells_nobody_apart(db: Database, found: Running) -> None:
    with write(db):
        relaunch(db, found)
        rate(db, found, 12)
        first = [each for each in found.sheets if _has_rated(db, found.sheets[each])]
        agree(db, found, *first[:2])
        close(db, found)
        before = said(db, found)
        reopen(db, found)
        agree(db, found, *first[2:9])
        rate(db, found, 19)
        agree(db, found, *[each for each in found.sheets if _has_rated(db, found.sheets[each])][12:21])
        close(db, found)
        now = by_name(db, found)
        assert len(now) == 31
        assert {text for text, name in now.items() if name} <= {f"{each} said so" for each in first[:2]}
        assert {*before} <= {*now}


def test_a_confidential_wave_and_one_that_promised_no_names_never_say_who(
    db: Database, found: Running
) -> None:
    with write(db):
        agree(db, found, "Marketing 0")
        db.execute("UPDATE wave SET mode = 'named' WHERE id = :wave", {"wave": found.wave})
        rate(db, found, 20)
        close(db, found)
        assert not any(by_name(db, found).values()), "it was launched without that promise"
    wave = waves.wave_by_id(db, found.wave)
    assert wave is not None
    assert "without a name" in promise_of(wave)[2], "and respondents are told so still"
    with write(db):
        relaunch(db, found)
    wave = waves.wave_by_id(db, found.wave)
    assert wave is not None
    assert "The consultants see your name beside yours if you agree to it" in promise_of(wave)[2]
    assert "without a name" in promise_of(wave, by_door=True)[2]
    assert "without a name" in promise("confidential", 5, 10)[2]


def test_consultants_read_names_on_pages_and_in_the_workbook_and_sponsors_do_not(
    app: Flask, db: Database, found: Running
) -> None:
    with write(db):
        relaunch(db, found)
        agree(db, found, "Marketing 0")
        rate(db, found, 12)
        close(db, found)
        release(db, found.wave, account(db, INES).id, NOW)
    number = account(db, LARS).id
    with write(db):
        add_sponsor(db, found.engagement, number)
    ines, lars = signed_in(app, INES), signed_in(app, LARS)
    home = f"/engagements/{found.engagement}"
    page = f"{home}/capabilities/A1/comments"
    assert "<bdi>Marketing 0</bdi>" in ines.get(page).text
    assert "<bdi>Marketing 0</bdi>" not in lars.get(page).text
    sheets = openpyxl.load_workbook(BytesIO(ines.get(f"{home}/scores.xlsx").data))
    cells = [cell.value for row in sheets["Comments"].iter_rows() for cell in row]
    assert "Marketing 0" in cells
    assert "Who" in cells
    assert "Comments" not in openpyxl.load_workbook(BytesIO(lars.get(f"{home}/scores.xlsx").data)).sheetnames
