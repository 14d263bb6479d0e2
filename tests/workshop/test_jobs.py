"""Jobs: each is done once, whoever else works, and whoever is killed, stalls or fails on the way."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from threading import Barrier, Event, Thread

import pytest
from flask import Flask
from sqlite_utils import Database

from tests.bounded import next_line, program, together
from tests.workshop.conftest import NOW
from tests.workshop.killed_job import PATIENCE, STARTED
from workshop.database import connect, write
from workshop.dates import from_text
from workshop.engagements.store import add_engagement
from workshop.history.store import PROGRAM, record
from workshop.jobs.queue import progress, running, store
from workshop.jobs.queue.progress import LEASE, Progress
from workshop.jobs.queue.running import Effect, Work, run, run_next, taken, watch
from workshop.jobs.queue.store import Job

AFTER = NOW + LEASE
SECOND = timedelta(seconds=1)


@pytest.fixture
def db(app: Flask) -> Iterator[Database]:
    with closing(connect(app.config["DATABASE"])) as db:
        yield db


@pytest.fixture
def client_id(db: Database) -> int:
    with write(db):
        return add_engagement(
            db, client="Alder", function_assessed="x", consultancy="", pack="marketing_operations", now=NOW
        )


def wish(db: Database, client_id: int, subject: str = "1", kind: str = "note", now: datetime = NOW) -> int:
    with write(db):
        return store.put(db, kind, subject, client_id, now)


def noted(deed: str) -> Effect:
    def effect(db: Database, now: datetime) -> str:
        record(db, next(iter(db.query("SELECT id FROM engagement")))["id"], PROGRAM, "answers", deed, now)
        return f"Noted {deed}."

    return effect


def note(_db: Database, job: Job, told: Progress) -> Effect:
    told.step(1, 2)
    return noted(f"subject {job.subject}")


def deeds(db: Database) -> list[str]:
    return sorted(row["deed"] for row in db.query("SELECT deed FROM history"))


def work(db: Database, one: Work = note, now: datetime = NOW) -> bool:
    return run_next(db, {"note": one}, clock=lambda: now)


def take(db: Database, job_id: int, now: datetime = NOW) -> Job:
    with write(db):
        held = taken(db, job_id, now)
    assert held is not None
    return held


def state(db: Database, job_id: int) -> str:
    found = store.job(db, job_id)
    return found.state if found else "gone"


def test_a_job_is_done_and_tells_what_was_done(db: Database, client_id: int) -> None:
    made = wish(db, client_id)
    assert work(db)
    assert not work(db)
    found = store.job(db, made)
    assert found is not None
    assert (found.state, found.told, found.attempts) == ("done", "Noted subject 1.", 1)
    assert deeds(db) == ["subject 1"]


def test_a_second_wish_joins_the_first_and_one_during_a_run_queues_another(
    db: Database, client_id: int
) -> None:
    first = wish(db, client_id)
    assert wish(db, client_id) == first
    held = take(db, first)
    again = wish(db, client_id)
    assert again != first
    assert wish(db, client_id) == again
    assert not work(db), "it waits for the one that runs"
    assert store.under_way(db, "note", 1) == store.job(db, first)
    assert run(db, held, note, clock=lambda: NOW)
    assert work(db)
    assert deeds(db) == ["subject 1", "subject 1"]


def test_jobs_of_kinds_that_nobody_here_knows_wait(db: Database, client_id: int) -> None:
    wish(db, client_id, kind="from a later version")
    assert not work(db)


def test_nothing_is_done_for_an_engagement_that_is_being_deleted(db: Database, client_id: int) -> None:
    wish(db, client_id)
    with write(db):
        db.execute(
            "INSERT INTO deletion (engagement_id, begun_at) VALUES (?, '2026-11-22T09:30:00Z')", [client_id]
        )
    assert not work(db)


def test_several_workers_do_everything_once(app: Flask, db: Database, client_id: int) -> None:
    for subject in range(12):
        wish(db, client_id, str(subject))
    start = Barrier(4)

    def worker() -> None:
        with closing(connect(app.config["DATABASE"])) as own:
            start.wait(PATIENCE)
            while work(own):
                pass

    threads = [Thread(target=worker) for _ in range(4)]
    together(threads)
    assert deeds(db) == sorted(f"subject {each}" for each in range(12))


def test_the_job_of_a_killed_worker_is_taken_again_after_its_lease(
    app: Flask, db: Database, client_id: int
) -> None:
    made = wish(db, client_id)
    command = [sys.executable, "-m", "tests.workshop.killed_job", app.config["DATABASE"]]
    with program(command, stdout=subprocess.PIPE) as worker:
        assert next_line(worker.stdout).strip() == STARTED
        worker.send_signal(signal.SIGKILL)
        worker.wait(PATIENCE)
    assert state(db, made) == "running"
    [[until]] = db.execute("SELECT lease_until FROM job").fetchall()
    assert not work(db, now=from_text(until) - SECOND), "its lease lasts"
    assert work(db, now=from_text(until))
    assert deeds(db) == ["subject 1"]
    assert state(db, made) == "done"


def test_a_worker_that_stalled_changes_nothing_when_it_wakes_up(
    app: Flask, db: Database, client_id: int
) -> None:
    made = wish(db, client_id)
    held = take(db, made)

    def stalls(own: Database, job: Job, told: Progress) -> Effect:
        with closing(connect(app.config["DATABASE"])) as other:
            assert work(other, now=AFTER)
        return noted("what came too late")

    assert not run(db, held, stalls, clock=lambda: AFTER)
    assert deeds(db) == ["subject 1"]
    assert state(db, made) == "done"


def test_what_an_effect_did_is_undone_where_it_breaks(db: Database, client_id: int) -> None:
    made = wish(db, client_id)

    def breaks(db: Database, now: datetime) -> str:
        noted("half")(db, now)
        raise OSError("no room on the disk")

    work(db, lambda *_: breaks)
    assert (deeds(db), state(db, made)) == ([], "queued")
    assert work(db, now=NOW + timedelta(minutes=1))
    assert deeds(db) == ["subject 1"]


def test_what_fails_is_tried_again_and_then_given_up(
    db: Database, client_id: int, capsys: pytest.CaptureFixture[str]
) -> None:
    made, tries = wish(db, client_id), []

    def fails(_db: Database, job: Job, _told: Progress) -> Effect:
        tries.append(job.attempts)
        raise ValueError("Person 3's answers")

    for minute in range(10):
        work(db, fails, NOW + timedelta(minutes=minute))
    found = store.job(db, made)
    assert found is not None
    assert (tries, found.state) == ([1, 2, 3], "failed")
    assert "log" in found.told
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [line["process"] for line in lines] == ["job note"] * 3
    assert lines[-1]["reference"] == found.reference
    assert "Person" not in str(lines)


def test_a_job_at_which_the_program_always_ends_is_given_up(db: Database, client_id: int) -> None:
    made = wish(db, client_id)
    for time in range(3):
        take(db, made, NOW + time * LEASE)
    assert work(db, now=NOW + 3 * LEASE)
    found = store.job(db, made)
    assert found is not None
    assert (found.state, deeds(db)) == ("failed", [])
    assert found.told


def test_what_waits_is_cancelled_at_once(db: Database, client_id: int) -> None:
    made = wish(db, client_id)
    with write(db):
        store.cancel(db, made, NOW)
    assert not work(db)
    assert state(db, made) == "cancelled"


def test_what_runs_is_cancelled_in_the_middle_of_a_query(
    app: Flask, db: Database, client_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "BEAT_SECONDS", 0.05)
    made, enough = wish(db, client_id), Event()

    ended = []

    def endless(own: Database, _job: Job, told: Progress) -> Effect:
        told.step(1, 3)
        with closing(connect(app.config["DATABASE"])) as other, write(other):
            store.cancel(other, made, NOW)
        while told.halted is None:  # where the first word of it comes between two queries
            enough.wait(0.01)
        own.execute(
            "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 300000000)"
            " SELECT count(*) FROM n"
        ).fetchall()
        ended.append(True)
        return noted("what was cancelled")

    assert work(db, endless)
    assert (state(db, made), deeds(db), ended) == ("cancelled", [], [])
    assert not work(db, now=AFTER)


def test_a_cancel_between_the_last_step_and_the_effect_still_counts(
    app: Flask, db: Database, client_id: int
) -> None:
    made = wish(db, client_id)

    def late(_db: Database, _job: Job, _told: Progress) -> Effect:
        with closing(connect(app.config["DATABASE"])) as other, write(other):
            store.cancel(other, made, NOW)
        return noted("what was cancelled")

    work(db, late)
    assert (state(db, made), deeds(db)) == ("cancelled", [])


def test_a_cancelled_job_whose_worker_is_gone_is_not_taken_again(db: Database, client_id: int) -> None:
    made = wish(db, client_id)
    take(db, made)
    with write(db):
        store.cancel(db, made, NOW)
    work(db, now=AFTER)
    assert (state(db, made), deeds(db)) == ("cancelled", [])


def test_progress_is_told_and_keeps_the_lease(
    app: Flask, db: Database, client_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "BEAT_SECONDS", 0.02)
    made = wish(db, client_id, now=progress.present() - 2 * LEASE)
    seen, enough = list[int | None](), Event()

    def slow(_db: Database, job: Job, told: Progress) -> Effect:
        for each in (1, 2):
            told.step(each, 4)
            with closing(connect(app.config["DATABASE"])) as other:
                while (found := store.job(other, job.id)) is None or found.done < each:
                    enough.wait(0.01)
                seen.append(found.percent)
        return noted("slow")

    work(db, slow, progress.present() - LEASE)
    assert seen == [25, 50]
    assert state(db, made) == "done"


def test_what_is_stopped_waits_for_the_next_worker_and_lost_no_attempt(
    db: Database, client_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "BEAT_SECONDS", 0.02)
    made = wish(db, client_id)

    def long(_db: Database, _job: Job, told: Progress) -> Effect:
        while True:
            told.step(0, 1)

    run_next(db, {"note": long}, clock=lambda: NOW, stopped=lambda: True)
    found = store.job(db, made)
    assert found is not None
    assert (found.state, found.attempts) == ("queued", 0)
    assert work(db)


def test_what_moved_on_is_done_again(db: Database, client_id: int) -> None:
    made, turns = wish(db, client_id), iter([True, False])

    def moves(_db: Database, _job: Job, _told: Progress) -> Effect:
        def effect(db: Database, now: datetime) -> str:
            noted("moved")(db, now)
            if next(turns):
                raise running.Again
            return ""

        return effect

    work(db, moves)
    assert (state(db, made), deeds(db)) == ("queued", [])
    work(db, moves)
    assert (state(db, made), deeds(db)) == ("done", ["moved"])


def test_what_is_given_back_joins_a_wish_that_came_meanwhile(db: Database, client_id: int) -> None:
    held = take(db, wish(db, client_id))
    twin = wish(db, client_id)
    run(db, held, lambda *_: 1 / 0, clock=lambda: NOW)  # type: ignore[arg-type]
    assert state(db, held.id) == "gone"
    found = store.job(db, twin)
    assert found is not None
    assert (found.state, found.attempts) == ("queued", 1)


def test_jobs_that_ended_long_ago_are_tidied_away(db: Database, client_id: int) -> None:
    made = wish(db, client_id)
    work(db)
    waiting = wish(db, client_id, "2")
    now = NOW + running.KEPT + SECOND
    pauses: list[float] = []
    with write(db):
        db.execute("UPDATE job SET start_at = '2027-01-01T00:00:00Z' WHERE id = ?", [waiting])
    watch(db, {"note": note}, lambda: bool(pauses), pauses.append, lambda: now)
    assert (state(db, made), state(db, waiting)) == ("gone", "queued")
    assert pauses == [running.EVERY_SECONDS]
