"""The history of an engagement: told day by day, handed out whole, and never changed."""

import csv
import io
import re
import sqlite3
from datetime import UTC, date, datetime, timedelta

import openpyxl
import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from tests.workshop import people
from tests.workshop.conftest import NOW
from tests.workshop.visits import links
from workshop.database import connect, write
from workshop.history.days import TOPICS, by_day, clock_of, named
from workshop.history.routes import ON_PAGE
from workshop.history.store import PROGRAM, Actor, Entry, Topic, entries, first_entry, record, totals
from workshop.manner import Manner

HOSTILE = '<script>alert("x")</script>=1+1\u202e'


@pytest.fixture
def db(app: Flask):
    db = connect(app.config["DATABASE"])
    yield db
    db.close()


def tell(
    db: Database,
    engagement: int | None,
    deed: str,
    *,
    actor: Actor = PROGRAM,
    topic: Topic = "people",
    at: datetime = NOW,
) -> None:
    with write(db):
        record(db, engagement, actor, topic, deed, at)


def deeds(page: str) -> list[str]:
    """Return what a page says was done, in its order."""
    return re.findall(r"<p><b>.*?</b> <bdi>(.*?)</bdi></p>", page)


def address(engagement: int, rest: str = "") -> str:
    return f"/engagements/{engagement}/history{rest}"


def test_deeds_are_told_the_latest_first(client: FlaskClient, engagement: int, db: Database) -> None:
    tom = people.account(db, people.TOM).actor
    tell(db, engagement, "added 61 people", actor=tom)
    tell(db, engagement, "counted", actor=PROGRAM, topic="answers")
    page = client.get(address(engagement)).text
    assert deeds(page)[:2] == ["counted", "added 61 people"]
    assert "<b><bdi>Tom Reyes</bdi></b>" in page
    assert "<b><bdi>Roadcrew</bdi></b>" in page
    assert "<b>You</b>" in page  # Ines made the engagement


def test_deeds_elsewhere_are_not_told_here(client: FlaskClient, engagement: int, db: Database) -> None:
    tell(db, None, "added an account")
    assert "added an account" not in client.get(address(engagement)).text


def test_days_and_times_are_those_of_the_engagement(
    client: FlaskClient, engagement: int, db: Database
) -> None:
    with write(db):
        db.execute("UPDATE engagement SET manner = 'en_US', time_zone = 'Asia/Tokyo'")
    tell(db, engagement, "late", at=datetime(2026, 3, 9, 15, 30, tzinfo=UTC))
    page = " ".join(client.get(address(engagement)).text.split())
    assert '<h2 id="day-2026-03-10">Tuesday <span>Mar 10, 2026</span></h2>' in page
    assert "12:30 AM</time>" in page
    assert "in Tokyo time" in page


def test_a_long_history_comes_in_pages(client: FlaskClient, engagement: int, db: Database) -> None:
    before = len(entries(db, engagement))
    for number in range(ON_PAGE * 2):
        tell(db, engagement, f"deed {number}")
    seen, page, visited = [], client.get(address(engagement)).text, 0
    while True:
        visited += 1
        seen += deeds(page)
        older = [each for each in links(page).found if "before=" in each]
        if not older:
            break
        assert len(deeds(page)) == ON_PAGE
        page = client.get(older[0]).text
        assert f'href="{address(engagement)}"' in page
    assert visited == 3
    assert seen[: ON_PAGE * 2] == [f"deed {number}" for number in reversed(range(ON_PAGE * 2))]
    assert len(seen) == ON_PAGE * 2 + before


def test_one_topic_at_a_time(client: FlaskClient, engagement: int, db: Database) -> None:
    for number in range(ON_PAGE + 1):
        tell(db, engagement, f"wrote {number}", topic="mail")
        tell(db, engagement, "added 1 person")
    page = client.get(address(engagement, "?topic=mail")).text
    assert {each.split()[0] for each in deeds(page)} == {"wrote"}
    older = next(each for each in links(page).found if "before=" in each)
    assert "topic=mail" in older
    assert deeds(client.get(older.replace("&amp;", "&")).text) == ["wrote 0"]
    assert 'aria-current="true">Mail <span class="count">101</span>' in page
    assert "Releases" not in page  # nothing was released, so there is nothing to choose
    assert "Nothing is done about this yet." in client.get(address(engagement, "?topic=release")).text


@pytest.mark.parametrize(
    "query", ["topic=mood", "before=0", "before=-1", "before=x", f"before={1 << 62}", "before=" + "9" * 5000]
)
def test_what_no_link_asks_for_is_not_there(client: FlaskClient, engagement: int, query: str) -> None:
    assert client.get(address(engagement, f"?{query}")).status_code == 404


def test_nothing_is_older_than_the_first(client: FlaskClient, engagement: int) -> None:
    page = client.get(address(engagement, "?before=1")).text
    assert "Nothing older." in page
    assert deeds(page) == []


def test_names_and_deeds_may_be_anything(client: FlaskClient, engagement: int, db: Database) -> None:
    tell(db, engagement, HOSTILE, actor=Actor(None, HOSTILE))
    page = client.get(address(engagement)).text
    assert links(page).forbidden == []
    assert page.count("<bdi>&lt;script&gt;") == 2


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_whole_of_it_comes_as_a_spreadsheet(
    client: FlaskClient, engagement: int, db: Database, ending: str
) -> None:
    for number in range(ON_PAGE + 1):
        tell(db, engagement, f"deed {number}")
    tell(db, engagement, "=cmd()", actor=Actor(None, "@Ada"), topic="release")
    answer = client.get(address(engagement, f".{ending}"))
    assert answer.headers["Content-Disposition"] == f"attachment; filename=Alder-Sons-history.{ending}"
    if ending == "csv":
        rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    else:
        sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).worksheets[0]
        rows = [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s"}
    assert rows[0] == ["Day", "Time", "Who", "What", "About"]
    assert len(rows) == 1 + len(entries(db, engagement, limit=1000))
    mark = "'" if ending == "csv" else ""
    assert rows[-1] == ["2026-11-22", "09:30:00 UTC", f"{mark}@Ada", f"{mark}=cmd()", "Releases"]
    assert rows[-2][3] == f"deed {ON_PAGE}"


@pytest.mark.parametrize("rest", ["", ".csv", ".xlsx", "?topic=people"])
def test_who_may_see_a_history(app: Flask, engagement: int, db: Database, rest: str) -> None:
    lars = people.account(db, people.LARS)
    with write(db):
        db.execute("INSERT INTO sponsorship VALUES (:account, :id)", {"account": lars.id, "id": engagement})
    allowed = {people.INES: 200, people.ADA: 200, people.TOM: 404, people.LARS: 404, None: 404}
    for person, status in allowed.items():
        browser = people.signed_in(app, person)
        assert browser.get(address(engagement, rest), buffered=True).status_code == status, person
        assert browser.get(address(engagement + 1, rest)).status_code == 404


@pytest.mark.parametrize(
    "attempt",
    [
        "UPDATE history SET deed = 'nothing'",
        "UPDATE history SET at = at",
        "UPDATE OR REPLACE history SET id = id + 1",
        "DELETE FROM history",
        "DELETE FROM history WHERE engagement_id IS NULL",
        "INSERT OR REPLACE INTO history SELECT id, engagement_id, at, NULL, 'X', topic, deed FROM history",
        "REPLACE INTO history (id, at, actor, topic, deed) SELECT id, at, 'Nobody', topic, 'x' FROM history",
    ],
)
def test_the_database_lets_nobody_change_it(engagement: int, db: Database, attempt: str) -> None:
    tell(db, None, "added an account")
    before = entries(db, engagement), entries(db, None)
    with pytest.raises(sqlite3.IntegrityError, match="history"), write(db):
        db.execute(attempt)
    assert (entries(db, engagement), entries(db, None)) == before


def test_a_deed_and_its_entry_are_one(engagement: int, db: Database) -> None:
    before = entries(db, engagement)

    def fail_after_the_entry() -> None:
        record(db, engagement, PROGRAM, "people", "added 61 people", NOW)
        raise KeyError("the deed itself failed")

    with pytest.raises(KeyError), write(db):
        fail_after_the_entry()
    assert entries(db, engagement) == before


def test_totals_and_the_first_deed(engagement: int, db: Database) -> None:
    tell(db, engagement, "wrote to 24 people", topic="mail")
    found = totals(db, engagement)
    assert found["mail"] == 1
    assert sum(found.values()) == len(entries(db, engagement))
    assert first_entry(db, engagement) == entries(db, engagement)[-1]
    assert first_entry(db, 99) is None


def test_every_topic_has_a_name() -> None:
    assert set(TOPICS) == set(Topic.__args__)  # type: ignore[attr-defined]


@given(
    st.lists(st.integers(-40_000, 40_000).map(lambda hours: NOW + timedelta(hours=hours)), max_size=40),
    st.sampled_from(["UTC", "Asia/Tokyo", "America/St_Johns", "Pacific/Kiritimati"]),
)
def test_days_hold_every_entry_once_and_in_order(moments: list[datetime], zone: str) -> None:
    told = [
        Entry(number, at, None, "A", "people", "did")
        for number, at in enumerate(sorted(moments, reverse=True))
    ]
    manner = Manner("en_GB", zone)
    days = by_day(told, manner, NOW)
    assert [entry for day in days for entry in day.entries] == told
    assert [day.on for day in days] == sorted({manner.here(at).date() for at in moments}, reverse=True)


def test_days_near_are_named() -> None:
    today = date(2026, 11, 22)
    assert [named(today - timedelta(days=days), today) for days in range(3)] == [
        "Today",
        "Yesterday",
        "Friday",
    ]
    assert clock_of(Manner()) == "UTC"
    assert clock_of(Manner("en_US", "America/New_York")) == "New York time"
