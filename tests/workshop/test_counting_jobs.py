"""Counts that take a while: a job has them, pages tell how far it is, and nobody waits for it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from time import monotonic, sleep

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlite_utils import Database

from tests.workshop import people
from tests.workshop.running_waves import Running, answer, running, with_owner
from workshop.assessments.importing import import_beside
from workshop.database import connect, write
from workshop.history.store import PROGRAM
from workshop.jobs.kinds import KINDS
from workshop.jobs.queue import store as jobs
from workshop.jobs.queue.running import run_next
from workshop.jobs.timekeeper import keep
from workshop.sealing.sealing import seal
from workshop.waves import counting
from workshop.waves import store as waves
from workshop.waves.counting import asking, reading, store
from workshop.waves.store import Wave

MINUTE = timedelta(minutes=1)


@pytest.fixture
def db(app: Flask) -> Iterator[Database]:
    with closing(connect(app.config["DATABASE"])) as db:
        yield db


@pytest.fixture
def found(app: Flask, client: FlaskClient, db: Database, monkeypatch: pytest.MonkeyPatch) -> Running:
    """A wave of sixteen who all answered, which is large enough here to be counted by a job, in parts."""
    with_owner(app)
    made = running(app)
    with write(db):
        for name in made.sheets:
            answer(db, made, name)
    monkeypatch.setattr(asking, "AT_ONCE", 5)
    monkeypatch.setattr(reading, "AT_A_TIME", 3)
    return made


def wave_of(db: Database, found: Running) -> Wave:
    wave = waves.wave_by_id(db, found.wave)
    assert wave is not None
    return wave


def people_shown(db: Database, found: Running) -> int:
    held = store.shown(db, found.wave)
    return 0 if held is None else int(held[0].people[0])


def close(client: FlaskClient, found: Running) -> str:
    return client.post(
        f"{found.home}/close", data={"csrf_token": people.csrf(client)}, follow_redirects=True
    ).text


def work(db: Database, now: datetime | None = None) -> bool:
    return run_next(db, KINDS, clock=lambda: now or datetime.now(UTC))


def test_parts_add_up_to_the_whole(db: Database, found: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    wave, pack = wave_of(db, found), counting.decoded_pack(db, found.wave)
    parts = counting.counted(db, wave, pack)
    monkeypatch.setattr(reading, "AT_A_TIME", 1000)
    assert parts.as_json() == counting.counted(db, wave, pack).as_json()


def test_closing_a_large_wave_leaves_its_count_to_a_job_that_pages_tell_of(
    client: FlaskClient, db: Database, found: Running
) -> None:
    page = close(client, found)
    assert "its answers are being counted" in page
    assert "Counting the answers of wave 1" in page
    state = f"{found.home}/counting"
    assert client.get(state).get_json() == {"counting": True, "percent": None}
    assessment = client.get(f"/engagements/{found.engagement}/assessment").text
    assert "Counting the answers of wave 1" in assessment
    with write(db):
        job = jobs.lease(db, 1, "token", datetime.now(UTC), datetime.now(UTC) + MINUTE)
        assert job is not None
        jobs.renew(db, job, 2, 5, datetime.now(UTC) + MINUTE)
    assert client.get(state).get_json() == {"counting": True, "percent": 40}
    page = client.get(found.home)
    assert "40% are counted." in page.text
    assert "connect-src 'self'" in page.headers["Content-Security-Policy"], "a script follows it"
    assert work(db, datetime.now(UTC) + 2 * MINUTE)
    assert people_shown(db, found) == 16
    assert client.get(state).get_json() == {"counting": False, "percent": None}
    for address in (found.home, f"/engagements/{found.engagement}/results"):
        page = client.get(address)
        assert page.status_code == 200
        assert "Counting the answers" not in page.text
        assert "connect-src" not in page.headers["Content-Security-Policy"]


def test_the_process_beside_the_server_does_what_waits(
    app: Flask, client: FlaskClient, db: Database, found: Running
) -> None:
    close(client, found)
    command = [
        sys.executable,
        "-m",
        "workshop.jobs.process",
        str(app.config["DATA_FOLDER"]),
        str(os.getpid()),
    ]
    with subprocess.Popen(command) as process:
        try:
            patience = monotonic() + 60
            while asking.is_under_way(db, wave_of(db, found)) and monotonic() < patience:
                sleep(0.05)
            process.terminate()
            assert process.wait(60) == 0
        finally:
            process.kill()
    assert people_shown(db, found) == 16


def test_a_count_that_failed_is_told_and_asked_for_again_after_a_while(
    client: FlaskClient, db: Database, found: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    close(client, found)
    now = datetime.now(UTC)
    with monkeypatch.context() as patch:
        patch.setattr(counting, "read", lambda *_: 1 / 0)
        for minute in range(3):
            work(db, now + minute * MINUTE)
    assert "could not be counted" in client.get(found.home).text
    assert keep(db, now + 5 * MINUTE) == []
    assert keep(db, now + 20 * MINUTE) == [("count", found.wave)]
    assert work(db, now + 20 * MINUTE)
    assert people_shown(db, found) == 16
    assert "could not be counted" in client.get(found.home).text or not jobs.under_way(
        db, "count", found.wave
    )


def test_nobody_waits_while_a_wave_is_counted(
    app: Flask, client: FlaskClient, db: Database, found: Running
) -> None:
    close(client, found)
    steps = []

    def step(done: int, total: int) -> None:
        with closing(connect(app.config["DATABASE"])) as other, write(other):
            other.execute("DELETE FROM answer WHERE sheet_id = :id", {"id": max(found.sheets.values())})
        steps.append((done, total))

    with store.snapshot(db):
        read = counting.read(
            db, wave_of(db, found), counting.decoded_pack(db, found.wave), datetime.now(UTC), step
        )
    assert steps == [(done, 6) for done in range(7)]
    assert read is not None
    assert read.some.people[0] == 16, "what was deleted meanwhile was there when the count began"


def test_a_wave_that_is_sealed_before_its_job_had_its_turn_is_counted_by_the_sealing(
    client: FlaskClient, db: Database, found: Running
) -> None:
    close(client, found)
    assert seal(db, wave_of(db, found), PROGRAM, datetime.now(UTC) + MINUTE)
    assert people_shown(db, found) == 16
    before = store.shown(db, found.wave)
    assert work(db, datetime.now(UTC) + MINUTE)
    after = store.shown(db, found.wave)
    assert before is not None
    assert after is not None
    assert before[1] == after[1]
    last = jobs.latest_ended(db, asking.KIND, found.wave)
    assert last is not None
    assert last.state == "done"


def test_a_wave_that_is_sealed_while_its_job_counts_keeps_the_count_of_the_sealing(
    app: Flask, client: FlaskClient, db: Database, found: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    close(client, found)
    read = counting.read

    def seals_meanwhile(own: Database, wave: Wave, *rest: object) -> counting.Counted | None:
        read_before = read(own, wave, *rest)  # type: ignore[arg-type]
        monkeypatch.setattr(counting, "read", read)
        with closing(connect(app.config["DATABASE"])) as other:
            seal(other, wave, PROGRAM, datetime.now(UTC) + MINUTE, tries=1)
        return read_before

    monkeypatch.setattr(counting, "read", seals_meanwhile)
    assert work(db)
    last = jobs.latest_ended(db, asking.KIND, found.wave)
    assert last is not None
    assert "sealed" in last.told
    assert people_shown(db, found) == 16
    assert wave_of(db, found).sealed_at is not None


def test_a_wave_that_is_opened_again_while_its_job_counts_is_counted_as_it_is_then(
    client: FlaskClient, db: Database, found: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    close(client, found)
    keeps = counting.has_moved_on

    def reopened(db: Database, counted: counting.Counted, now: datetime) -> bool:
        monkeypatch.setattr(counting, "has_moved_on", keeps)
        db.execute("DELETE FROM wave_closure")
        return keeps(db, counted, now)

    monkeypatch.setattr(counting, "has_moved_on", reopened)
    assert work(db)
    assert people_shown(db, found) == 0
    waiting = jobs.under_way(db, asking.KIND, found.wave)
    assert waiting is not None
    assert (waiting.state, waiting.attempts) == ("queued", 0)


def test_a_large_wave_is_opened_again_only_once_it_is_counted(
    client: FlaskClient, db: Database, found: Running
) -> None:
    close(client, found)
    later = datetime.now(UTC) + timedelta(days=9)
    form = {
        "csrf_token": people.csrf(client),
        "closes_on": later.date().isoformat(),
        "closes_clock": "18:00",
        "reason": "One more person",
    }
    answer_ = client.post(f"{found.home}/reopen", data=form)
    assert answer_.status_code == 422
    assert "Its answers are being counted. Open it again once they are." in answer_.text
    assert work(db, datetime.now(UTC) + MINUTE)
    assert client.post(f"{found.home}/reopen", data=form).status_code == 303


def test_answers_of_a_file_that_come_during_a_count_bring_another(
    app: Flask, client: FlaskClient, db: Database, found: Running
) -> None:
    close(client, found)
    with write(db):
        held = jobs.lease(db, 1, "token", datetime.now(UTC), datetime.now(UTC) + MINUTE)
    assert held is not None
    data = b"respondent,A1.current\n" + b"".join(b"p%d,5\n" % each for each in range(6))
    import_beside(db, wave_of(db, found), PROGRAM, data=data, file_name="a.csv", now=datetime.now(UTC))
    asked = [row["state"] for row in db.query("SELECT state FROM job ORDER BY id")]
    assert asked == ["running", "queued"]


def test_while_people_answer_a_large_wave_is_not_counted_all_the_time(db: Database, found: Running) -> None:
    now = datetime.now(UTC)
    with write(db):
        job = asking.asked(db, wave_of(db, found), now)
        assert job is None
        held = jobs.lease(db, 1, "token", now, now + MINUTE)
        assert held is not None
        jobs.end(db, held, "done", "", now + MINUTE)
    wave = wave_of(db, found)
    assert counting.due(db, wave, now + 2 * MINUTE)
    assert not asking.is_wanted(db, wave, now + 2 * MINUTE)
    assert asking.is_wanted(db, wave, now + 12 * MINUTE)
    assert keep(db, now + 12 * MINUTE) == [("count", found.wave)]
    assert keep(db, now + 12 * MINUTE) == [], "it has been asked for"
    assert work(db, now + 12 * MINUTE)
    assert people_shown(db, found) == 10


def test_groups_are_told_apart_by_whatever_stands_in_them() -> None:
    for groups in ({}, {"function": "3:IT"}, {"a": "", "b": "1:x\x1f2"}, {"": "🙂", "x": "12"}):
        names = "".join(f"{len(text)}:{text}" for pair in groups.items() for text in pair)
        assert store.groups_of(names) == groups
