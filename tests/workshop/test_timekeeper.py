"""The timekeeper: each thing is done once, on its day, whoever else keeps time and whenever one is killed."""

from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from threading import Barrier, Thread

import pytest
from flask import Flask
from sqlite_utils import Database

from tests.bounded import PATIENCE, together
from tests.workshop.conftest import NOW
from tests.workshop.launched import Launched, hand_in, launched, put
from workshop import erasure
from workshop.database import connect, write
from workshop.jobs import timekeeper
from workshop.jobs.process import keep_time
from workshop.jobs.timekeeper import keep
from workshop.mail.store import mails
from workshop.sealing import store as sealing

DAY = timedelta(days=1)
PUBLIC = "https://roadcrew.example"


@pytest.fixture
def db(app: Flask) -> Iterator[Database]:
    with closing(connect(app.config["DATABASE"])) as db:
        yield db


def quiet(db: Database, many: int = 12, **how: int) -> Launched:
    """Return a wave in which nobody has answered, with reminders five days and one day before its closing."""
    made = launched(db, many, answering=0, **how)  # type: ignore[arg-type]
    with write(db):
        for days in (5, 1):
            db.execute("INSERT INTO reminder_day VALUES (?, ?)", [made.wave_id, days])
    return made


def at(day: int, hour: int = 9, minute: int = 0) -> datetime:
    """Return a moment so many days after the launch, which was on a day at half past nine."""
    return (NOW + day * DAY).replace(hour=hour, minute=minute)


def names(done: list[tuple[str, int]]) -> list[str]:
    return [name for name, _ in done]


def reminders(db: Database, made: Launched) -> int:
    return sum(each.kind == "reminder" for each in mails(db, made.engagement_id, limit=10_000))


def test_a_wave_goes_its_way_by_the_clock(db: Database) -> None:
    made = quiet(db)
    told = {}
    for hours in range(26 * 24):
        for name, _ in keep(db, NOW + timedelta(hours=hours), PUBLIC):
            told.setdefault(name, []).append(hours)  # type: ignore[attr-defined]
    # Reminders at nine, on the fifth day and the last one before closing.
    assert told.pop("count")[0] == 240
    assert told == {"remind": [120, 216], "close": [240], "seal": [576]}
    assert made.wave.closed_at == NOW + 10 * DAY
    assert made.wave.sealed_at == NOW + 24 * DAY
    deeds = [row["deed"] for row in db.query("SELECT deed FROM history ORDER BY id")]
    assert deeds == [
        "reminded 12 people of wave 1 who had not finished",
        "reminded 12 people of wave 1 who had not finished",
        "closed wave 1 as planned",
        "sealed wave 1, 14 days after it closed",
    ]


def test_reminders_go_to_those_who_have_not_finished(db: Database) -> None:
    made = quiet(db)
    with write(db):
        for place in range(5):
            hand_in(made, place, NOW)
        put(made, 6, "A1", "current", 3)  # begun is not finished
        db.execute("UPDATE person SET email = '' WHERE id = ?", [made.people[7]])
        db.execute("DELETE FROM personal_link WHERE person_id = ?", [made.people[8]])
    assert names(keep(db, at(5, 9), PUBLIC)) == ["remind"]
    written = [each for each in mails(db, made.engagement_id) if each.kind == "reminder"]
    assert {each.person_id for each in written} == {made.people[place] for place in (5, 6, 9, 10, 11)}
    by_person = {each.person_id: each for each in written}
    assert by_person[made.people[5]].seed == made.links[5].seed
    assert "https://roadcrew.example/p/{token}" in by_person[made.people[5]].body
    assert "Wed 2 Dec" in by_person[made.people[5]].body
    assert keep(db, at(5, 10), PUBLIC) == []


def test_the_link_in_a_reminder_is_the_one_they_have(db: Database) -> None:
    made = quiet(db, 2)
    with write(db):
        db.execute("UPDATE mail SET body = 'Hello, http://10.1.2.3:8000/p/{token}.'")
    keep(db, at(6), "")
    assert all("http://10.1.2.3:8000/p/{token}" in each.body for each in mails(db, made.engagement_id))


def test_days_that_went_by_unseen_bring_one_mail(db: Database) -> None:
    made = quiet(db)
    assert names(keep(db, at(9, 12), PUBLIC)) == ["remind"]
    assert reminders(db, made) == 12
    assert keep(db, at(9, 13), PUBLIC) == []
    held = {row["days_before"]: row["people"] for row in db.query("SELECT * FROM reminder_round")}
    assert held == {5: 0, 1: 12}


def test_whoever_was_invited_after_the_moment_is_not_reminded_of_it(db: Database) -> None:
    made = quiet(db, closes_in=3)
    assert keep(db, NOW + timedelta(hours=1), PUBLIC) == []
    assert names(keep(db, at(2, 9), PUBLIC)) == ["remind"]
    assert reminders(db, made) == 12


def test_a_later_closing_brings_its_own_reminder(db: Database) -> None:
    made = quiet(db)
    keep(db, at(9, 12), PUBLIC)
    with write(db):
        db.execute("UPDATE wave SET closes_at = '2026-12-20T18:00:00Z'")
    assert names(keep(db, at(23), PUBLIC)) == ["remind"]
    assert reminders(db, made) == 24


def test_nobody_is_reminded_in_an_archived_engagement(db: Database) -> None:
    made = quiet(db)
    with write(db):
        db.execute("INSERT INTO archive VALUES (?, '2026-11-23T00:00:00Z', NULL)", [made.engagement_id])
    assert keep(db, at(6), PUBLIC) == []
    assert names(keep(db, at(11), PUBLIC)) == ["close", "count"]


def test_a_wave_that_was_opened_again_is_not_sealed(db: Database) -> None:
    made = quiet(db)
    keep(db, at(11), PUBLIC)
    with write(db):
        db.execute("DELETE FROM wave_closure")
        db.execute("UPDATE wave SET closes_at = '2027-01-20T18:00:00Z'")
    assert "seal" not in names(keep(db, at(40), PUBLIC))
    assert made.wave.sealed_at is None


def test_answers_are_counted_in_steps(db: Database) -> None:
    made = launched(db, 20, answering=0)
    counted = []
    for place in range(20):
        with write(db):
            put(made, place, "A1", "current", 3)
            hand_in(made, place, NOW + timedelta(minutes=place))
        counted.append("count" in names(keep(db, NOW + timedelta(minutes=place + 1), PUBLIC)))
    assert [place for place, was in enumerate(counted, start=1) if was] == [10, 15, 20]


@pytest.mark.parametrize("step", ["close", "count", "remind", "seal"])
@pytest.mark.parametrize("when", [5, 10, 24])
def test_whatever_breaks_half_way_is_done_whole_next_time(
    db: Database, monkeypatch: pytest.MonkeyPatch, step: str, when: int
) -> None:
    made = quiet(db, 4)
    now = at(when, 12)

    def broken(record: object) -> object:
        def deed(*given: object) -> None:
            record(*given)  # type: ignore[operator]
            raise OSError("no room on the disk")

        return deed

    due = [
        timekeeper.Due(each.name, each.due, broken(each.do) if each.name == step else each.do)  # type: ignore[arg-type]
        for each in timekeeper.DUE
    ]
    with monkeypatch.context() as patch:
        patch.setattr(timekeeper, "DUE", due)
        try:
            keep(db, now, PUBLIC)
        except OSError:
            assert not db.conn.in_transaction
    keep(db, now, PUBLIC)
    assert keep(db, now, PUBLIC) == []
    assert reminders(db, made) == (4 if when == 5 else 0)
    assert (made.wave.closed_at is not None) == (when >= 10)
    assert (made.wave.sealed_at is not None) == (when >= 24)


def test_two_timekeepers_do_everything_once(app: Flask, db: Database) -> None:
    made = quiet(db)
    for moment in (at(5), at(9), at(10, 12), at(24, 12)):
        start, done = Barrier(4), []

        def work(moment: datetime = moment, start: Barrier = start, done: list[str] = done) -> None:
            with closing(connect(app.config["DATABASE"])) as own:
                start.wait(PATIENCE)
                done += names(keep(own, moment, PUBLIC))

        threads = [Thread(target=work) for _ in range(4)]
        together(threads)
        assert len(done) == len(set(done)), moment
    assert reminders(db, made) == 24
    assert made.wave.sealed_at is not None
    deeds = [row["deed"] for row in db.query("SELECT deed FROM history")]
    assert len(deeds) == 4


def test_the_clock_goes_on_after_trouble_and_cleans_what_was_left(
    db: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = quiet(db, 4)
    looks: list[float] = []
    trouble = iter([RuntimeError("Person 3's answers")])

    def clock() -> datetime:
        error = next(trouble, None)
        if error:
            raise error
        return at(30)

    keep_time(db, PUBLIC, lambda: len(looks) == 2, looks.append, clock)
    assert made.wave.sealed_at is not None
    assert not erasure.pending(db)
    said = capsys.readouterr().err
    assert "timekeeper" in said
    assert "Person" not in said


def test_trouble_with_one_wave_keeps_no_other_waiting(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = quiet(db, 4), quiet(db, 4)
    kept = sealing.keep_who_answered

    def trouble(db: Database, wave_id: int) -> None:
        if wave_id == first.wave_id:
            raise ValueError("the two were counted with different packs")
        kept(db, wave_id)

    monkeypatch.setattr(sealing, "keep_who_answered", trouble)
    with pytest.raises(ValueError, match="different packs"):
        keep(db, at(30), PUBLIC)
    assert first.wave.closed_at is not None
    assert first.wave.sealed_at is None
    assert second.wave.sealed_at is not None
