"""Lanes: what takes long holds up nothing of another lane, and what is to tell of a count waits for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest
from flask import Flask
from sqlite_utils import Database

from tests.bounded import PATIENCE, ended
from tests.workshop.conftest import NOW
from tests.workshop.test_jobs import SECOND, client_id, db, noted, wish
from workshop.database import write
from workshop.engagements.store import add_engagement
from workshop.jobs import process
from workshop.jobs.kinds import FIRST, KINDS, LANES
from workshop.jobs.queue import store
from workshop.jobs.queue.progress import Progress
from workshop.jobs.queue.running import Effect, Work, taken
from workshop.jobs.queue.store import Job

__all__ = ["client_id", "db"]


@contextmanager
def at_work(app: Flask, *lanes: dict[str, Work]) -> Iterator[Event]:
    told = Event()
    thread = Thread(
        target=process.work, args=(Path(app.config["DATABASE"]), told.is_set, told, lanes), daemon=True
    )
    thread.start()
    try:
        yield told
    finally:
        told.set()
        ended([thread])


def test_a_long_job_holds_up_no_other_lane(app: Flask, db: Database, client_id: int) -> None:
    short_is_done, begun = Event(), Event()

    def long(_db: Database, _job: Job, _told: Progress) -> Effect:
        begun.set()
        assert short_is_done.wait(PATIENCE)
        return noted("long")

    def short(_db: Database, _job: Job, _told: Progress) -> Effect:
        return noted("short")

    first = wish(db, client_id, kind="long")
    with at_work(app, {"long": long}, {"short": short}):
        assert begun.wait(PATIENCE)
        second = wish(db, client_id, kind="short")
        until(lambda: state(db, second) == "done")
        assert state(db, first) == "running"
        short_is_done.set()
        until(lambda: state(db, first) == "done")


def test_a_lane_that_breaks_off_ends_all_so_that_all_begin_anew(
    app: Flask, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    do = process.do_jobs

    def watched(db: Database, kinds: dict[str, Work], *more: object, **named: object) -> None:
        if "broken" in kinds:
            raise OSError("no such database")
        do(db, kinds, *more, **named)

    monkeypatch.setattr(process, "do_jobs", watched)
    with at_work(app, {"whole": KINDS[FIRST]}, {"broken": KINDS[FIRST]}) as told:
        assert told.wait(PATIENCE)
    assert '"crash": "OSError"' in capsys.readouterr().err


def test_what_is_asked_for_after_a_count_waits_for_it(db: Database, client_id: int) -> None:
    documents = LANES[2]
    draft = next(iter(documents))
    before = wish(db, client_id, kind=draft, subject="before")
    count = wish(db, client_id, kind=FIRST)
    after = wish(db, client_id, kind=draft, subject="after")
    assert next_document(db) == before
    end(db, before)
    assert next_document(db) is None
    with write(db):
        assert taken(db, count, NOW) is not None
    assert next_document(db) is None
    with write(db):
        db.execute(
            "UPDATE job SET state = 'queued', lease = '', lease_until = NULL, "
            "start_at = '2099-01-01T00:00:00Z' WHERE id = :id",
            {"id": count},
        )
    assert next_document(db) == after, "a count that rests after a failure holds up nothing"


def test_a_count_of_another_engagement_holds_up_nothing(db: Database, client_id: int) -> None:
    named = {"function_assessed": "x", "consultancy": "", "pack": "marketing_operations", "now": NOW}
    with write(db):
        other = add_engagement(db, client="Brook", **named)
    wish(db, other, kind=FIRST)
    document = wish(db, client_id, kind=next(iter(LANES[2])))
    assert next_document(db) == document


def test_every_kind_has_one_lane(app: Flask) -> None:
    assert sorted(kind for lane in LANES for kind in lane) == sorted(KINDS)


def next_document(db: Database) -> int | None:
    return store.next_id(db, LANES[2], NOW + SECOND, first=FIRST)


def end(db: Database, job_id: int) -> None:
    with write(db):
        db.execute("DELETE FROM job WHERE id = :id", {"id": job_id})


def state(db: Database, job_id: int) -> str:
    found = store.job(db, job_id)
    return found.state if found else "gone"


def until(holds) -> None:
    pause = Event()
    for _ in range(PATIENCE * 20):
        if holds():
            return
        pause.wait(0.05)
    raise AssertionError("it did not come about")
