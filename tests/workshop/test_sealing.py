"""Sealing: once, for good, and only a closed wave; what goes, what stays, and who may ask for it."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database

from questionnaires.tally import Tally
from tests.workshop import people
from tests.workshop.conftest import NOW
from tests.workshop.launched import FUNCTIONS, ITEMS, Launched, hand_in, launched, put
from workshop import erasure
from workshop.backups.store import record_backup
from workshop.database import connect, write
from workshop.engagements.store import add_member
from workshop.history.store import PROGRAM
from workshop.invitations.store import behind
from workshop.mail.store import mails
from workshop.sealing import sealing, store
from workshop.sealing.sealing import NotSealed, Ready, counted_ahead, due_at, made_ready, seal, seal_within
from workshop.waves import counting
from workshop.waves.packs import decoded_pack

CLOSED = NOW + timedelta(days=10)
LONG_AGO = NOW.replace(year=2020)


@pytest.fixture
def db(app: Flask) -> Iterator[Database]:
    with closing(connect(app.config["DATABASE"])) as db:
        yield db


@pytest.fixture(params=["at once", "beforehand"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Number the sheets anew within the seal, as of few people, or before it, as of many."""
    if request.param == "beforehand":
        monkeypatch.setattr(sealing, "AT_A_TIME", 3)
        monkeypatch.setattr(sealing, "_PAUSE_SECONDS", 0)
        monkeypatch.setattr(sealing, "_LATE", timedelta(0))


def count(db: Database, table: str) -> int:
    return int(db.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])


def everything(db: Database) -> dict[str, list[tuple[object, ...]]]:
    return {
        name: sorted(db.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr) for name in db.table_names()
    }


def test_only_a_closed_wave_is_sealed(db: Database) -> None:
    made = launched(db, 6)
    before = everything(db)
    with pytest.raises(NotSealed, match="Close this one first"):
        seal(db, made.wave, PROGRAM, CLOSED - timedelta(seconds=1))
    assert everything(db) == before
    assert seal(db, made.wave, PROGRAM, CLOSED)
    assert made.wave.closed_at == CLOSED
    assert made.wave.state(NOW) == "sealed"


def test_a_plan_is_not_sealed(db: Database) -> None:
    made = launched(db, 3)
    with write(db):
        db.execute("DELETE FROM wave_launch")
    with pytest.raises(NotSealed, match="not launched"):
        seal(db, made.wave, PROGRAM, CLOSED)


@pytest.mark.usefixtures("way")
def test_the_second_seal_changes_nothing(db: Database) -> None:
    made = launched(db, 6)
    seal(db, made.wave, PROGRAM, CLOSED)
    after = everything(db)
    seal(db, made.wave, PROGRAM, CLOSED + timedelta(days=3))
    assert everything(db) == after


def answers_of(db: Database) -> list[tuple[tuple[object, ...], ...]]:
    """Return what each sheet holds, without its number, in an order of its own."""
    sheets = [row["id"] for row in db.query("SELECT id FROM sheet")]
    tables = (
        ("sheet_group", "group_column, value"),
        ("answer", "capability, question, code"),
        ("comment", "capability, text"),
    )
    found = [
        tuple(
            tuple(sorted(db.execute(f"SELECT {what} FROM {table} WHERE sheet_id = ?", [sheet]).fetchall()))
            for table, what in tables
        )
        for sheet in sheets
    ]
    return sorted(found, key=repr)


@pytest.mark.usefixtures("way")
def test_the_answers_stay_and_what_leads_to_people_goes(db: Database) -> None:
    made = launched(db, 20, answering=17)
    with write(db):
        for place in (17, 18):
            for table in ("reason", "pick"):
                columns = "(sheet_id, capability, text)" if table == "reason" else "(sheet_id, capability)"
                values = [made.sheets[place], ITEMS[0][0], "why"][: columns.count(",") + 1]
                db.execute(f"INSERT INTO {table} {columns} VALUES ({', '.join('?' * len(values))})", values)
        put(made, 19, *ITEMS[0], 0)
        put(made, 19, *ITEMS[1], 6)
    before = [row for row in answers_of(db) if not any(each[2] == 0 for each in row[1])]
    seal(db, made.wave, PROGRAM, CLOSED)
    after = answers_of(db)
    assert [row for row in before if row not in after] == []
    assert len(after) == 20
    assert {
        count(db, each) for each in ("sheet_holder", "device_save", "settled_sheet", "personal_link")
    } == {0}
    assert {row[0] for row in db.execute("SELECT given_ms FROM answer")} == {0}
    # Those with a level or a pick answered; not applicable alone is no answer.
    answered = {row[0] for row in db.execute("SELECT participant_id FROM participant_answered")}
    assert answered == {made.participants[place] for place in range(19)}
    sheets = {row[0] for row in db.execute("SELECT id FROM sheet")}
    assert not sheets & set(made.sheets)
    labels = {row[0] for row in db.execute("SELECT label FROM sheet")}
    assert len(labels) == 20
    assert not labels & set(made.labels)
    assert list(db.query("PRAGMA foreign_key_check")) == []


@pytest.mark.usefixtures("way")
def test_days_are_all_that_is_left_of_moments(db: Database) -> None:
    made = launched(db, 60)
    seal(db, made.wave, PROGRAM, CLOSED)
    days = [row[0] for row in db.execute("SELECT submitted_at FROM submission")]
    assert len(days) == 60
    assert all(day.endswith("T00:00:00Z") for day in days)
    rows = db.query("""
        SELECT submitted_at, count(*) AS people FROM submission
        JOIN sheet_group AS f ON f.sheet_id = submission.sheet_id AND f.group_column = 'function'
        JOIN sheet_group AS s ON s.sheet_id = submission.sheet_id AND s.group_column = 'seniority'
        GROUP BY f.value, s.value, submitted_at""")
    assert min(row["people"] for row in rows) >= 5


@pytest.mark.usefixtures("way")
def test_whoever_did_not_finish_cannot_be_told_from_the_rest(db: Database) -> None:
    made = launched(db, 12)
    with write(db):
        db.execute("DELETE FROM submission")
        for place in range(1, 12):
            hand_in(made, place, NOW)
    seal(db, made.wave, PROGRAM, CLOSED)
    assert {row[0] for row in db.execute("SELECT submitted_at FROM submission")} == {"2026-12-02T00:00:00Z"}
    assert count(db, "submission") == 12


def test_links_end_and_say_so(db: Database) -> None:
    made = launched(db, 4)
    seal(db, made.wave, PROGRAM, CLOSED)
    ended = {behind(db, each.hash).reason for each in made.links}  # type: ignore[union-attr]
    assert ended == {"sealed"}
    assert {each.seed for each in mails(db, made.engagement_id)} == {"", "0" * 32}
    written = mails(db, made.engagement_id)
    assert {each.state for each in written} == {"ended", "sent"}
    assert not any("{token}" in each.body or each.link_opens for each in written)
    assert all("The link ended when the answers were sealed." in each.body for each in written)


def test_a_link_that_leads_to_a_later_wave_stays(db: Database) -> None:
    made = launched(db, 4)
    with write(db):
        db.execute(
            """
            INSERT INTO wave SELECT 77, engagement_id, 2, pack_id, pack_version, 5, 10, 'confidential',
                '', NULL, NULL, 14, created_at, pack FROM wave""")  # fmt: skip
        db.execute("INSERT INTO wave_launch (wave_id, launched_at) VALUES (77, '2026-11-30T00:00:00Z')")
        db.execute("INSERT INTO questionnaire VALUES (78, 77, 1, 'All', 0, 0)")
        db.execute("INSERT INTO participant VALUES (79, 77, ?, 78)", [made.people[2]])
    seal(db, made.wave, PROGRAM, CLOSED)
    assert [row[0] for row in db.execute("SELECT person_id FROM personal_link")] == [made.people[2]]
    kept = [each for each in mails(db, made.engagement_id) if each.seed == made.links[2].seed]
    assert len(kept) == 1


@pytest.mark.usefixtures("way")
def test_those_who_agreed_stay_named_and_nobody_else(db: Database) -> None:
    made = launched(db, 12, mode="named")
    with write(db):
        for place in (2, 5, 7):
            db.execute("UPDATE sheet_holder SET named = 1 WHERE sheet_id = ?", [made.sheets[place]])
    seal(db, made.wave, PROGRAM, CLOSED)
    rows = list(
        db.query("""
        SELECT participant_id, named, text FROM sheet_holder
        JOIN comment ON comment.sheet_id = sheet_holder.sheet_id""")
    )
    assert {row["participant_id"]: row["text"] for row in rows} == {
        made.participants[place]: f"remark of {place:03}" for place in (2, 5, 7)
    }
    assert {row["named"] for row in rows} == {1}


@pytest.mark.usefixtures("way")
def test_agreeing_counts_for_nothing_in_a_confidential_wave(db: Database) -> None:
    made = launched(db, 6)
    with write(db):
        db.execute("UPDATE sheet_holder SET named = 1")
    seal(db, made.wave, PROGRAM, CLOSED)
    assert count(db, "sheet_holder") == 0


@pytest.mark.usefixtures("way")
def test_other_waves_are_left_alone(db: Database) -> None:
    made, other = launched(db, 6), launched(db, 5, seed=9)
    before = sheets_of(db, other)
    seal(db, made.wave, PROGRAM, CLOSED)
    assert sheets_of(db, other) == before
    assert store.links(db, other.wave_id).all == 5


def sheets_of(db: Database, made: Launched) -> list[tuple[object, ...]]:
    return db.execute(
        "SELECT * FROM sheet JOIN answer ON answer.sheet_id = sheet.id WHERE wave_id = ? ORDER BY 1, 7, 8",
        [made.wave_id],
    ).fetchall()


@pytest.mark.usefixtures("way")
def test_the_figures_are_those_of_the_end(db: Database) -> None:
    made = launched(db, 20)
    seal(db, made.wave, PROGRAM, CLOSED)
    document = db.execute("SELECT document FROM tally").fetchone()[0]
    counted = counting.counted(db, made.wave, decoded_pack(db, made.wave_id))
    assert document == counted.as_json().decode()
    assert {value for column, value in counted.sets if column == "function"} == set(FUNCTIONS)


def mine(app: Flask, db: Database, made: Launched) -> FlaskClient:
    account = people.account(db, people.INES).id
    with write(db):
        add_member(db, made.engagement_id, account)
    return people.signed_in(app, people.INES)


def test_a_wave_is_sealed_by_hand(app: Flask, db: Database) -> None:
    made = launched(db, 30, now=LONG_AGO, grace=90)
    with write(db):
        db.execute("UPDATE wave SET closes_at = NULL")
        record_backup(db, "before.db", LONG_AGO + timedelta(days=1))
        record_backup(db, "older.db", LONG_AGO - timedelta(days=1))
    client, home = mine(app, db, made), f"/engagements/{made.engagement_id}/waves/1"
    sent = {"csrf_token": people.csrf(client)}
    early = client.post(f"{home}/seal", data=sent)
    assert early.status_code == 422
    assert "Close this one first" in early.text
    assert client.get(f"{home}/answers.csv").status_code == 303
    with write(db):
        db.execute("INSERT INTO wave_closure VALUES (?, '2020-11-29T00:00:00Z', NULL)", [made.wave_id])
    page = client.get(f"{home}/seal").text
    assert "closed, and not sealed" in page
    assert "before.db" in page
    assert "older.db" not in page
    done = client.post(f"{home}/seal", data=sent)
    assert (done.status_code, done.location) == (303, f"{home}/seal")
    page = client.get(f"{home}/seal").text
    assert "Wave 1 is sealed." in page
    assert "delete them" in page
    assert "Person " not in page
    assert client.post(f"{home}/seal", data=sent).status_code == 303
    assert [row[0] for row in db.execute("SELECT deed FROM history WHERE topic = 'answers'")] == [
        "sealed wave 1"
    ]
    assert not erasure.pending(db)


def test_a_wave_of_another_engagement_is_none_here(app: Flask, db: Database) -> None:
    made = launched(db, 3, now=LONG_AGO)
    client = mine(app, db, made)
    for path in ("2/seal", "2/answers.csv", "99999999999999999999/seal", "0/seal"):
        assert client.get(f"/engagements/{made.engagement_id}/waves/{path}").status_code == 404
    assert client.get("/engagements/9/waves/1/seal").status_code == 404


def test_a_wave_without_an_end_is_never_due(db: Database) -> None:
    made = launched(db, 3)
    assert due_at(made.wave) == CLOSED + timedelta(days=14)
    with write(db):
        db.execute("UPDATE wave SET closes_at = NULL")
    assert due_at(made.wave) is None


def test_an_engagement_leaves_and_ends_only_with_sealed_waves(app: Flask, db: Database) -> None:
    made = launched(db, 12, now=LONG_AGO, grace=90)
    client, home = mine(app, db, made), f"/engagements/{made.engagement_id}"
    sent = {"csrf_token": people.csrf(client), "typed": "Alder & Sons"}
    with write(db):
        db.execute("INSERT INTO export VALUES (?, '2020-11-23T00:00:00Z', NULL)", [made.engagement_id])
    for page in ("export", "delete"):
        refused = client.post(f"{home}/{page}", data=sent)
        assert refused.status_code == 422
        assert "Wave 1 is not sealed" in refused.text
        assert "Close and seal it first." in refused.text
    seal(db, made.wave, PROGRAM, NOW)
    assert client.post(f"{home}/export", data=sent).status_code == 200
    assert client.post(f"{home}/delete", data=sent).status_code == 303
    assert [row[0] for row in db.execute("SELECT engagement_id FROM wave")] == []


def figures(db: Database) -> Tally:
    return Tally.from_json(db.execute("SELECT document FROM tally").fetchone()[0])


def test_what_was_counted_before_others_had_to_wait_is_not_counted_again(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, now = launched(db, 20), CLOSED + timedelta(hours=1)
    whole = counting.counted(db, made.wave, decoded_pack(db, made.wave_id))
    monkeypatch.setattr(counting, "recount", None)
    seal(db, made.wave, PROGRAM, now)
    assert figures(db).as_json() == whole.as_json()


def test_what_comes_in_after_that_is_counted_too(db: Database) -> None:
    made, now = launched(db, 20, answering=18), CLOSED + timedelta(hours=1)
    ahead = counted_ahead(db, made.wave, now)
    assert ahead is not None
    with write(db):
        for item in ITEMS:
            put(made, 19, *item, 4)
        hand_in(made, 19, CLOSED)
    with write(db):
        assert seal_within(db, made.wave_id, PROGRAM, now, ready=Ready(ahead))
    counted = counting.counted(db, made.wave, decoded_pack(db, made.wave_id))
    assert figures(db).as_json() == counted.as_json()
    assert figures(db).as_json() != ahead.found.some.as_json()


def test_nothing_is_counted_ahead_while_somebody_may_be_saving_yet(db: Database) -> None:
    made = launched(db, 20)
    assert counted_ahead(db, made.wave, CLOSED) is None
    assert counted_ahead(db, made.wave, CLOSED - timedelta(days=1)) is None


def of_people(db: Database) -> dict[int, tuple[object, ...]]:
    """Return what each participant's sheet holds."""
    tables = (
        ("sheet_group", "group_column, value"),
        ("answer", "capability, question, code"),
        ("comment", "id, capability, text"),
        ("reason", "capability, text"),
        ("pick", "capability"),
        ("submission", "submitted_at"),
        ("sheet_holder", "named"),
        ("device_save", "device, turn"),
        ("settled_sheet", "sheet_id > 0"),
    )
    return {
        participant: tuple(
            tuple(sorted(db.execute(f"SELECT {what} FROM {table} WHERE sheet_id = ?", [sheet]).fetchall()))
            for table, what in tables
        )
        for sheet, participant in db.execute("SELECT sheet_id, participant_id FROM sheet_holder").fetchall()
    }


def test_a_wave_that_was_made_ready_and_not_sealed_is_whole(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it is where the power fails before the seal, or somebody opens the wave again."""
    monkeypatch.setattr(sealing, "AT_A_TIME", 3)
    made = launched(db, 20, answering=17)
    now = CLOSED + timedelta(minutes=5)
    before, numbers = of_people(db), set(store.sheets(db, made.wave_id))
    ready = made_ready(db, made.wave, now)
    assert of_people(db) == before
    assert ready.renumbered == set(store.sheets(db, made.wave_id))
    assert not numbers & ready.renumbered
    made_ready(db, made.wave, now)  # the next time begins anew
    assert of_people(db) == before
    assert seal(db, made.wave, PROGRAM, now)
    assert of_people(db) == {}
    assert not ready.renumbered & set(store.sheets(db, made.wave_id))


def test_sheets_are_left_alone_once_their_wave_is_open_again(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealing, "AT_A_TIME", 3)
    made = launched(db, 20, answering=17)
    before = everything(db)
    assert made_ready(db, made.wave, CLOSED - timedelta(days=1)) == Ready()
    assert everything(db) == before
