"""Worksheets over HTTP: the overview, rows by form, saves of the grid by several people, nothing lost."""

import re
from decimal import Decimal
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from tests.workshop import people
from tests.workshop.at_the_grid import OTHER, ROW, Hand, begun, cell, hand, read
from workshop.database import connect, database, write
from workshop.engagements import store as engagements
from workshop.engagements.packs.store import frozen_at
from workshop.worksheets import changing, store
from workshop.worksheets.reading import standing


@pytest.fixture
def db(app: Flask) -> Database:
    return connect(app.config["DATABASE"])


@pytest.fixture
def engagement(app: Flask) -> int:
    return begun(app)


@pytest.fixture
def home(engagement: int) -> str:
    return f"/engagements/{engagement}/worksheets"


@pytest.fixture
def ines(app: Flask, engagement: int) -> Hand:
    return hand(app, people.INES, engagement)


@pytest.fixture
def tom(app: Flask, db: Database, engagement: int) -> Hand:
    who = people.account(db, people.TOM)
    with write(db):
        engagements.add_member(db, engagement, who.id)
    return hand(app, people.TOM, engagement)


def test_the_overview_says_how_each_worksheet_stands(client: FlaskClient, ines: Hand, home: str) -> None:
    page = client.get(home).text
    assert "No worksheet is begun yet." in page
    assert "Documents reviewed" not in page
    assert client.get(f"{home}/documents").status_code == client.get(f"{home}/nowhere").status_code == 404
    ines.save(cell("tool", "Mailer"), cell("yearly_cost", "1,250"), cell("users", "several"))
    page = unescape(client.get(home).text)
    assert "1 of 6 worksheets is begun." in page
    assert "1 row in all, 2 cells to mend." in page
    assert "<b>1,250</b>" in page
    assert "To mend: Category (1) and Users (1)." in page


def test_what_is_typed_is_kept_and_what_fits_is_a_value(
    app: Flask, ines: Hand, db: Database, engagement: int
) -> None:
    told = ines.save(
        cell("tool", " Mailer\u0000 "), cell("yearly_cost", "€1,250.50"), cell("renewal", "1 Mar 2026"),
        cell("utilisation", "0.45"), cell("effectiveness", "9"), cell("category", "events"),
        cell("next_step", "Sell it"),
    )  # fmt: skip
    cells = told["rows"][0]["cells"]
    assert cells["yearly_cost"] == ["1250.5", 1, "1,250.5", ""]
    assert cells["utilisation"][:3] == ["45 %", 1, "45%"]
    assert cells["effectiveness"] == ["9", 1, "9", "Give a whole number from 1 to 5."]
    assert cells["next_step"][0] == "Sell it"
    assert told["totals"] == {"yearly_cost": ["1,250.5", ""]}
    (row,) = read(app, engagement).rows
    assert row.value("yearly_cost") == Decimal("1250.5")
    assert row.cells["tool"].text == "Mailer"
    assert row.value("effectiveness") is None
    assert row.cells["effectiveness"].text == "9"
    assert row.is_complete(read(app, engagement).sheet.worksheet.columns)
    assert frozen_at(db, engagement) is not None


def test_cells_that_do_not_fit_are_left_out_of_the_total_and_counted(ines: Hand) -> None:
    told = ines.save(
        cell("tool", "A"), cell("yearly_cost", "100"),
        cell("tool", "B", OTHER), cell("yearly_cost", "a lot", OTHER),
    )  # fmt: skip
    assert told["totals"] == {"yearly_cost": ["100", "1 cell is left out"]}


def test_two_writers_at_once_lose_no_row_and_the_last_one_wins(ines: Hand, tom: Hand) -> None:
    seen = ines.save(cell("tool", "Mailer"))["version"]
    told = tom.save(cell("owner", "Ann", ROW), cell("tool", "Webinars", OTHER), since=seen)
    assert {each["key"] for each in told["rows"]} == {ROW, OTHER}
    told = ines.save(cell("owner", "Bea", ROW), since=seen)
    (over,) = told["overwritten"]
    assert (over["row"], over["field"], over["was"], over["shown"]) == (ROW, "owner", "Ann", "Ann")
    assert [each["cells"]["tool"][0] for each in told["rows"]] == ["Mailer", "Webinars"]
    assert told["rows"][0]["cells"]["owner"][0] == "Bea"
    assert tom.state(told["version"]) == {"version": told["version"]}
    assert tom.state(0)["rows"][0]["cells"]["owner"][0] == "Bea"


def test_a_stale_revision_says_nothing_of_what_one_wrote_oneself(ines: Hand) -> None:
    ines.save(cell("owner", "Ann"))
    told = ines.save(cell("owner", "Ann Lee", was="Ann", revision=0))
    assert told["overwritten"] == []
    told = ines.save(cell("owner", "Ann Lee", was="", revision=0))
    assert told["overwritten"] == []
    told = ines.save(cell("owner", "Bo", was="Ann Lee", revision=2), cell("users", "3"))
    assert told["overwritten"] == []


def test_a_save_that_is_sent_again_changes_nothing(ines: Hand, tom: Hand) -> None:
    first = (cell("owner", "Ann"), {"row": OTHER, "do": "add"}, {"row": OTHER, "do": "remove"})
    ines.save(*first, name="the-first-save")
    tom.save(cell("owner", "Tom", was="Ann", revision=1), {"row": OTHER, "do": "restore"})
    told = ines.save(*first, name="the-first-save")
    owners = {each["key"]: each["cells"].get("owner", [""])[0] for each in told["rows"]}
    assert owners == {ROW: "Tom", OTHER: ""}
    assert not any(each["removed"] for each in told["rows"])


def test_rows_go_above_others_and_come_back_there(app: Flask, ines: Hand, engagement: int) -> None:
    keys = [f"row-number-{number:02}" for number in range(40)]
    ines.save(cell("tool", "last", ROW))
    for key in keys:
        # Each goes right above the same row, until there is no room between and they are spread again.
        ines.save({"row": key, "do": "add", "above": ROW}, cell("tool", key, key))
    assert [each.key for each in read(app, engagement).rows] == [*keys, ROW]
    ines.save({"row": keys[3], "do": "remove"})
    assert keys[3] not in [each.key for each in read(app, engagement).rows]
    ines.save(cell("tool", "still kept", keys[3]))
    ines.save({"row": keys[3], "do": "restore"})
    assert [each.key for each in read(app, engagement).rows] == [*keys, ROW]
    assert read(app, engagement).rows[3].cells["tool"].text == "still kept"


def test_one_save_moves_all_rows_only_so_often(
    app: Flask, ines: Hand, engagement: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved, spread = [], store.spread
    monkeypatch.setattr(store, "spread", lambda *of: (moved.append(of), spread(*of)))
    ines.save(cell("tool", "last", ROW))
    ines.save(*({"row": f"row-above-{number:04}", "do": "add", "above": ROW} for number in range(600)))
    assert len(moved) == changing.MOST_SPREADS
    assert len(read(app, engagement).every) == 601, "whoever finds no room above goes to the end"


def test_a_row_of_another_engagement_is_not_touched(app: Flask, ines: Hand, engagement: int) -> None:
    client = ines.client
    ines.save(cell("tool", "Mailer"))
    theirs = begun(app, "Birch Foods")
    at = f"/engagements/{theirs}/worksheets/technology"
    for answer in (
        client.get(f"{at}/rows/{ROW}"),
        client.post(f"{at}/rows/{ROW}", data={"csrf_token": ines.token, "cell-tool": "X"}),
        client.post(f"{at}/rows/{ROW}/remove", data={"csrf_token": ines.token}),
        client.post(f"{at}/rows/{ROW}/restore", data={"csrf_token": ines.token}),
    ):
        assert answer.status_code == 404
    Hand(client, at).save(cell("tool", "Ours"), {"row": OTHER, "do": "remove"})
    assert [each.cells["tool"].text for each in read(app, engagement).rows] == ["Mailer"]
    assert [each.cells["tool"].text for each in read(app, theirs).rows] == ["Ours"]
    stranger = people.signed_in(app, people.TOM)
    answer = stranger.post(f"{at}/save", json={}, headers={"X-CSRFToken": people.csrf(stranger)})
    assert answer.status_code == 404


UNREADABLE = (
    "", "[]", "[" * 9000, '{"name": "short", "changes": []}',
    '{"name": "save-one-two", "changes": [{"row": "a"}]}',
    '{"name": "save-one-two", "changes": [{"row": "row-number-one", "do": "destroy"}]}',
    '{"name": "save-one-two", "changes": [{"row": "row-number-one\\n"}]}',
    f'{{"name": "save-one-two", "changes": [{{"row": "{"r" * 40}\\n", "do": "add"}}]}}',
    '{"name": "save-one-two", "changes": [], "since": -1}',
    '{"name": "save-one-two", "changes": [{"row": "row-number-one", "revision": 99999999999999999999}]}',
)  # fmt: skip


def test_a_save_that_cannot_be_read_gets_a_sentence(ines: Hand) -> None:
    headers = {"X-CSRFToken": ines.token, "Content-Type": "application/json"}
    for sent in UNREADABLE:
        answer = ines.client.post(f"{ines.at}/save", data=sent, headers=headers)
        assert answer.status_code == 422, sent
        assert "cannot be read" in answer.json["fault"]
    without = ines.client.post(f"{ines.at}/save", data="{}", headers={"Content-Type": "application/json"})
    assert without.status_code == 400


def test_what_cannot_be_stored_is_refused_alone(ines: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    told = ines.save(cell("tool", "x" * 10_000), cell("nowhere", "y"), cell("owner", "Ann"))
    assert [each["field"] for each in told["refused"]] == ["tool", "nowhere"]
    assert told["refused"][0]["said"] == "Not saved. Shorten this to 2,000 characters or fewer."
    assert told["rows"][0]["cells"]["owner"][0] == "Ann"
    monkeypatch.setattr(changing, "MOST_ROWS", 1)
    told = ines.save({"row": OTHER, "do": "add"}, cell("tool", "B", OTHER))
    assert {each["said"] for each in told["refused"]} == {"A worksheet takes up to 1 rows."}


TEXTS = st.text(max_size=30) | st.sampled_from(
    ["1", "0.5", "<script>alert(1)</script>", "=1+1", "שלום", "🙂"]
)


@settings(max_examples=25, deadline=None)
@given(st.dictionaries(st.sampled_from(["tool", "users", "renewal", "utilisation", "category"]), TEXTS))
def test_whatever_is_typed_comes_back_the_same(ines: Hand, texts: dict[str, str]) -> None:
    sendable = {name: text.encode("utf-8", "ignore").decode() for name, text in texts.items()}
    told = ines.save(*(cell(name, text) for name, text in sendable.items()), {"row": ROW, "do": "add"})
    (row,) = told["rows"] or [{"cells": {}}]
    again = ines.save(
        *(cell(name, each[0], was=each[0], revision=each[1]) for name, each in row["cells"].items())
    )
    assert again["version"] == told["version"]
    page = ines.client.get(ines.at).text
    assert "<script>alert" not in page


def test_a_row_is_typed_into_a_form(app: Flask, ines: Hand, engagement: int) -> None:
    client, at = ines.client, ines.at
    page = client.get(f"{at}/new").text
    key = re.search(r'name="key"[^>]*value="([^"]+)"', page)[1]  # type: ignore[index]
    sent = {"csrf_token": ines.token, "key": key, "cell-tool": "Mailer", "cell-users": "some"}
    for _ in range(2):
        answer = client.post(f"{at}/new", data=sent)
        assert (answer.status_code, answer.location) == (303, f"{at}/rows/{key}")
    page = client.get(f"{at}/rows/{key}").text
    assert "Row 1: 3 cells to mend" in page
    assert "Write a number in figures" in page
    assert 'value="some"' in page
    sent = {
        "cell-users": "12",
        "was-users": "some",
        "revision-users": "1",
        "cell-tool": "Mailer",
        "was-tool": "Mailer",
    }
    client.post(f"{at}/rows/{key}", data={"csrf_token": ines.token, **sent})
    (row,) = read(app, engagement).rows
    assert (row.cells["users"].text, row.cells["tool"].text) == ("12", "Mailer")
    answer = client.post(f"{at}/new", data={"csrf_token": ines.token, "key": "another-key", "cell-tool": " "})
    assert answer.status_code == 422
    assert "Fill in at least one field." in answer.text
    long = {"csrf_token": ines.token, "cell-overlap": "y" * 2001, "was-overlap": ""}
    answer = client.post(f"{at}/rows/{key}", data=long)
    assert answer.status_code == 422
    assert "y" * 2001 in answer.text


def test_forms_tell_what_someone_else_wrote_meanwhile(ines: Hand, tom: Hand) -> None:
    ines.save(cell("tool", "Mailer"), cell("owner", "Ann"))
    tom.save(cell("owner", "Tom <b>", was="Ann", revision=1), cell("users", "4"))
    sent = {"cell-owner": "Bea", "was-owner": "Ann", "revision-owner": "1", "cell-users": "", "was-users": ""}
    ines.client.post(f"{ines.at}/rows/{ROW}", data={"csrf_token": ines.token, **sent})
    page = unescape(ines.client.get(f"{ines.at}/rows/{ROW}").text)
    assert "Owner had become “Tom <b>” meanwhile. Yours stands in its place now." in page
    assert 'value="4"' in page


def test_removed_rows_are_shown_and_come_back_by_a_button(app: Flask, ines: Hand, engagement: int) -> None:
    ines.save(cell("tool", "Mailer"), cell("category", "Events"), cell("yearly_cost", "1"))
    ines.client.post(f"{ines.at}/rows/{ROW}/remove", data={"csrf_token": ines.token})
    page = ines.client.get(ines.at).text
    assert "no rows yet." in page
    assert "Mailer, Events, 1" in page
    ines.client.post(f"{ines.at}/rows/{ROW}/restore", data={"csrf_token": ines.token})
    assert len(read(app, engagement).rows) == 1
    history = unescape(ines.client.get(f"/engagements/{engagement}/history").text)
    assert "removed 1 row of Tools" in history
    assert "brought 1 row back in Tools" in history


def test_looking_writes_nothing(ines: Hand, db: Database) -> None:
    version = ines.save(cell("tool", "Mailer"))["version"]
    before = db.execute("PRAGMA data_version").fetchone()
    for since in (str(version), "0", "999", "-1", "x", "9" * 30):
        assert ines.client.get(f"{ines.at}/state?since={since}").json["version"] == version
    assert ines.client.get(ines.at).headers["Content-Security-Policy"].endswith("connect-src 'self'")
    assert db.execute("PRAGMA data_version").fetchone() == before
    assert ines.state(999)["rows"]


def test_an_empty_row_counts_for_nothing(app: Flask, ines: Hand, db: Database, engagement: int) -> None:
    ines.save({"row": ROW, "do": "add"})
    found = read(app, engagement)
    assert (len(found.every), found.rows, found.faults) == (1, (), 0)
    assert store.count(db, engagement, "technology") == 1


def test_the_overview_counts_as_the_table_does(app: Flask, ines: Hand, engagement: int) -> None:
    ines.save(
        cell("tool", "A"), cell("yearly_cost", "100.10"), cell("category", "Nonsense"),
        cell("tool", "B", OTHER), cell("yearly_cost", "100.10", OTHER), cell("users", "many", OTHER),
        cell("yearly_cost", "a lot", "row-number-three"), cell("tool", "gone", "row-number-four"),
        {"row": "row-number-four", "do": "remove"}, {"row": "row-number-five", "do": "add"},
    )  # fmt: skip
    found = read(app, engagement)
    with app.app_context():
        told = standing(database(), found.sheet)
    assert (told.rows, told.faults, told.totals) == (len(found.rows), found.faults, found.totals)
    assert (told.rows, told.faults, told.totals["yearly_cost"].sum) == (3, 6, Decimal("200.2"))


def test_a_save_that_leaves_a_cell_as_it_is_tells_how_it_stands(ines: Hand) -> None:
    version = ines.save(cell("yearly_cost", "1250"))["version"]
    told = ines.save(cell("yearly_cost", "1,250.00", was="1250", revision=1), since=version)
    assert told["version"] == version
    assert [each["cells"]["yearly_cost"][:3] for each in told["rows"]] == [["1250", 1, "1,250"]]
