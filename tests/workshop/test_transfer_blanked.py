"""A sealed wave that people answered leaves in one file, and its figures are the same elsewhere."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from tests.workshop import people
from tests.workshop.conftest import NOW
from tests.workshop.launched import ITEMS, PACK, Launched, launched, put
from tests.workshop.parcels import parts_of, with_rows, with_value
from workshop import create_app
from workshop.assessments.importing import import_beside
from workshop.database import connect, write
from workshop.engagements import store as engagements
from workshop.history.store import PROGRAM
from workshop.sealing.raw import raw_answers
from workshop.sealing.sealing import seal_within
from workshop.transfer.arriving import bring_in
from workshop.transfer.faults import FileFaults
from workshop.transfer.leaving import export
from workshop.waves import store as waves

LONG_AGO = NOW - timedelta(days=300)
CLOSED = LONG_AGO + timedelta(days=11)
PAGES = ("scores.json", "results", "capabilities", f"capabilities/{PACK.capabilities[0].id}")
Rows = list[dict[str, object]]


@pytest.fixture
def db(app: Flask) -> Iterator[Database]:
    with closing(connect(app.config["DATABASE"])) as db:
        yield db


def sealed(made: Launched) -> Launched:
    with write(made.db):
        seal_within(made.db, made.wave_id, PROGRAM, CLOSED)
    return made


def file_of(db: Database, engagement: int) -> bytes:
    found = engagements.engagement(db, engagement)
    assert found is not None
    return export(db, found, PROGRAM, NOW)


def rows(data: bytes, table: str) -> Rows:
    return [json.loads(line) for line in parts_of(data)[f"{table}.jsonl"].splitlines()]


def mine(app: Flask, db: Database, engagement: int) -> FlaskClient:
    account = people.account(db, people.INES).id
    with write(db):
        engagements.add_member(db, engagement, account)
    return people.signed_in(app, people.INES)


def figures(client: FlaskClient, engagement: int) -> list[object]:
    """Return what the pages of results say, without numbers in addresses and comments, which stay behind."""
    found: list[object] = []
    for page in PAGES:
        answer = client.get(f"/engagements/{engagement}/{page}")
        text = answer.text if page == "scores.json" else answer.text.split("<main", 1)[-1]
        text = re.sub(r'<section[^>]*"words-head">.*?</section>', "", text, flags=re.DOTALL)
        found += [answer.status_code, re.sub(r'/engagements/\d+|<input[^>]*"hidden"[^>]*>', "", text)]
    return found


def small_groups(made: Launched) -> None:
    """Put one person into a group of their own, two into another, and let some leave items out."""
    with write(made.db):
        for place, value in ((0, "Legal"), (1, "IT"), (2, "IT")):
            made.db.execute(
                "UPDATE sheet_group SET value = ? WHERE group_column = 'function' AND sheet_id = ?",
                [value, made.sheets[place]],
            )
        for place in range(0, 18, 2):
            put(made, place, *ITEMS[3], 7)


def test_it_leaves_ends_and_comes_in_elsewhere_with_the_same_figures(
    app: Flask, db: Database, tmp_path: Path
) -> None:
    made = launched(db, 30, now=LONG_AGO, answering=28)
    small_groups(made)
    sealed(made)
    here, home = mine(app, db, made.engagement_id), f"/engagements/{made.engagement_id}"
    before = figures(here, made.engagement_id)
    assert 200 in before
    assert "at least 5 people share every combination" in here.get(f"{home}/export").text
    token = people.csrf(here)
    file = here.post(f"{home}/export", data={"csrf_token": token}).data
    assert (
        "of wave 1: comments, reasons, single picks and the charter, which are in no file"
        in here.get(f"{home}/delete").text
    )
    sent = {"csrf_token": token, "typed": "Alder & Sons"}
    assert here.post(f"{home}/delete", data=sent).status_code == 303
    assert here.get(home).status_code == 404
    other = create_app(tmp_path / "elsewhere", testing=True)
    with closing(connect(other.config["DATABASE"])) as there:
        arrived = bring_in(there, file, people.account(there, people.INES).actor, NOW)
        visitor = people.signed_in(other, people.INES)
        assert figures(visitor, arrived) == before
        for page in ("", "/waves/1", "/waves/1/seal", "/people", "/assessment", "/export", "/brought-in"):
            assert visitor.get(f"/engagements/{arrived}{page}").status_code == 200, page
        again = bring_in(there, file_of(there, arrived), people.account(there, people.INES).actor, NOW)
        assert figures(visitor, again) == before
        first, second = (waves.wave(there, each, 1) for each in (arrived, again))
        assert first is not None
        assert second is not None
        raw = [Counter(row[1:] for row in raw_answers(there, each, PACK).rows) for each in (first, second)]
        assert raw[0] == raw[1] != Counter()
    other.extensions["connections"].close_here()


def test_words_picks_and_numbers_stay(db: Database) -> None:
    made = launched(db, 30, now=LONG_AGO)
    with write(db):
        for sheet in made.sheets:
            db.execute("INSERT INTO pick VALUES (?, ?)", [sheet, ITEMS[0][0]])
            db.execute("INSERT INTO reason VALUES (?, ?, 'a reason of mine')", [sheet, ITEMS[0][0]])
    sealed(made)
    labels = [row["label"] for row in db.query("SELECT label FROM sheet")]
    first, second = (file_of(db, made.engagement_id) for _ in range(2))
    everything = b"".join(parts_of(first).values())
    for word in ("remark of", "a reason of mine", *labels, *made.labels):
        assert word.encode() not in everything
    for table in ("comment", "reason", "pick", "sheet_holder", "wave_import"):
        assert rows(first, table) == []
    assert {row["submitted_at"] for row in rows(first, "submission")} == {"2026-02-05T00:00:00Z"}
    assert len(rows(first, "participant_answered")) == 30
    orders = [[row["code"] for row in rows(data, "answer")] for data in (first, second)]
    assert orders[0] != orders[1]


def test_too_few_to_leave_keep_their_figures_all_the_same(app: Flask, db: Database, tmp_path: Path) -> None:
    """Three people were asked less than the others, so no sheet leaves; figures stand without any."""
    made = launched(db, 12, now=LONG_AGO)
    with write(db):
        short = waves.add_questionnaire(db, made.wave_id, "Short", ITEMS[:2])
        for sheet in made.sheets[:3]:
            db.execute("UPDATE sheet SET questionnaire_id = ? WHERE id = ?", [short, sheet])
    sealed(made)
    client = mine(app, db, made.engagement_id)
    before = figures(client, made.engagement_id)
    file = file_of(db, made.engagement_id)
    assert rows(file, "sheet") == []
    ines = people.account(db, people.INES).actor
    arrived = bring_in(db, file, ines, NOW)
    assert figures(client, arrived) == before
    assert figures(client, bring_in(db, file_of(db, arrived), ines, NOW)) == before


def test_a_named_wave_leaves_with_the_names_of_those_who_agreed(db: Database) -> None:
    made = launched(db, 20, mode="named", now=LONG_AGO)
    with write(db):
        for place in (2, 4):
            db.execute("UPDATE sheet_holder SET named = 1 WHERE sheet_id = ?", [made.sheets[place]])
    file = file_of(db, sealed(made).engagement_id)
    names = {row["id"]: row["name"] for row in rows(file, "person")}
    holders = {row["id"]: names[row["person_id"]] for row in rows(file, "participant")}
    held = {row["sheet_id"]: holders[row["participant_id"]] for row in rows(file, "sheet_holder")}
    assert sorted(held.values()) == ["Person 2", "Person 4"]
    assert len(rows(file, "sheet")) == 20
    assert rows(file, "comment") == []
    arrived = bring_in(db, file, PROGRAM, NOW)
    wave = waves.wave(db, arrived, 1)
    assert wave is not None
    assert [row[0] for row in raw_answers(db, wave, PACK).rows][:2] == ["Person 2", "Person 4"]


def test_answers_of_a_file_beside_those_given_here_leave_blanked_too(app: Flask, db: Database) -> None:
    """In Legal most answers are of the file, in Sales all but two: nobody may be told apart by that."""
    made = launched(db, 21, now=LONG_AGO)
    head = ["respondent", "function", *(f"{capability}.{question}" for capability, question in ITEMS)]
    lines = [[f"p{at}", "Legal" if at % 2 else "Sales", *["3"] * len(ITEMS)] for at in range(14)]
    with write(db):
        for sheet in made.sheets[:15]:
            db.execute("UPDATE sheet_group SET value = 'IT' WHERE sheet_id = ? AND value = 'Sales'", [sheet])
    data = "\n".join(",".join(each) for each in (head, *lines)).encode()
    assert import_beside(db, made.wave, PROGRAM, data=data, file_name="a.csv", now=LONG_AGO) == 14
    file = file_of(db, sealed(made).engagement_id)
    assert rows(file, "wave_import") == []
    assert {row["imported"] for row in rows(file, "sheet")} <= {0}
    client = mine(app, db, made.engagement_id)
    before = figures(client, made.engagement_id)
    arrived = bring_in(db, file, people.account(db, people.INES).actor, NOW)
    assert figures(client, arrived) == before


@pytest.mark.parametrize(
    "change",
    [
        lambda tally: tally["people"].append(3),
        lambda tally: tally["people"].__setitem__(0, -1),
        lambda tally: tally["codes"].__setitem__(5, 2**31),
        lambda tally: tally["codes"].__setitem__(5, 2**70),
        lambda tally: tally["pairs"].pop(),
        lambda tally: tally["sets"].__setitem__(0, ["function", "Sales"]),
        lambda tally: tally["sets"].__setitem__(1, tally["sets"][2]),
        lambda tally: tally["sets"].__setitem__(1, ["function", "bell \x07"]),
        lambda tally: tally["capabilities"].reverse(),
        lambda tally: tally.clear(),
    ],
)
def test_a_final_count_is_one(db: Database, change: object) -> None:
    file = file_of(db, sealed(launched(db, 12, now=LONG_AGO)).engagement_id)
    tally = json.loads(str(rows(file, "tally")[0]["document"]))
    change(tally)  # type: ignore[operator]
    with pytest.raises(FileFaults, match="is no count of answers"):
        bring_in(db, with_value(file, "tally", "document", json.dumps(tally)), PROGRAM, NOW)


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_results_stand_on_any_count_that_comes_in(data: st.DataObject, app: Flask, db: Database) -> None:
    if not db.execute("SELECT count(*) FROM wave").fetchone()[0]:
        sealed(launched(db, 14, now=LONG_AGO))
    file = file_of(db, 1)
    tally = json.loads(str(rows(file, "tally")[0]["document"]))
    tally.setdefault("picks", [9, 7, 3] * len(tally["capabilities"]))
    for _ in range(data.draw(st.integers(1, 30))):
        name = data.draw(st.sampled_from(["people", "codes", "pairs", "picks"]))
        place = data.draw(st.integers(0, len(tally[name]) - 1))
        tally[name][place] = data.draw(st.sampled_from([0, 1, 4, 5, 40, 2**31 - 1]))
    changed = with_value(file, "tally", "document", json.dumps(tally))
    ines, visitor, arrived = people.account(db, people.INES).actor, people.signed_in(app, people.INES), None
    with suppress(FileFaults):
        arrived = bring_in(db, changed, ines, NOW)
    for page in PAGES if arrived else ():
        assert visitor.get(f"/engagements/{arrived}/{page}").status_code == 200, page


def test_a_count_belongs_to_a_sealed_wave(db: Database) -> None:
    file = file_of(db, sealed(launched(db, 12, now=LONG_AGO)).engagement_id)
    for table in ("wave_launch", "wave_closure", "wave_seal"):
        file = with_rows(file, table, lambda _: [])
    with pytest.raises(FileFaults, match="not sealed"):
        bring_in(db, file, PROGRAM, NOW)
