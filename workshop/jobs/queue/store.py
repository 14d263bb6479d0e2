"""What the database keeps of jobs, and how a worker gets one for itself alone."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Literal

from sqlite_utils import Database

from workshop.dates import as_text, from_text

State = Literal["queued", "running", "done", "failed", "cancelled"]


@dataclass(frozen=True, slots=True)
class Job:
    """Something to be done about a subject: of a kind, such as "count", the number of a row as text.

    `done` of `total` steps are behind it; `told` is a sentence for people, and `reference` stands in the log
    beside what went wrong. Moments are None for what has not happened.
    """

    id: int
    kind: str
    subject: str
    engagement_id: int
    state: State
    lease: str
    attempts: int
    done: int
    total: int
    cancelling: bool
    told: str
    reference: str
    started_at: datetime | None
    ended_at: datetime | None

    @property
    def is_under_way(self) -> bool:
        """Return whether it waits or runs."""
        return self.state in ("queued", "running")

    @property
    def percent(self) -> int | None:
        """Return how much of it is done; None while nobody knows."""
        return min(100, 100 * self.done // self.total) if self.total else None


_COLUMNS = ", ".join(each.name for each in fields(Job))


def _job(row: dict[str, object]) -> Job:
    moments = {key: from_text(str(row[key])) if row[key] else None for key in ("started_at", "ended_at")}
    return Job(**{**row, **moments, "cancelling": bool(row["cancelling"])})  # type: ignore[arg-type]


def job(db: Database, job_id: int) -> Job | None:
    """Return a job, or None."""
    return _first(db, "id = :id", {"id": job_id})


def under_way(db: Database, kind: str, subject: int | str) -> Job | None:
    """Return the job of a kind about a subject that runs, else the one that waits, or None."""
    named = {"kind": kind, "subject": str(subject)}
    found: Job | None = None
    for state in ("running", "queued"):
        found = found or _first(db, f"kind = :kind AND subject = :subject AND state = '{state}'", named)
    return found


def latest_ended(db: Database, kind: str, subject: int | str) -> Job | None:
    """Return the job of a kind about a subject that ended last, or None."""
    return _first(
        db,
        "kind = :kind AND subject = :subject AND ended_at IS NOT NULL ORDER BY ended_at DESC, id DESC",
        {"kind": kind, "subject": str(subject)},
    )


def _first(db: Database, where: str, values: dict[str, object]) -> Job | None:
    rows = db.query(f"SELECT {_COLUMNS} FROM job WHERE {where} LIMIT 1", values)
    return next((_job(row) for row in list(rows)), None)


def next_id(db: Database, kinds: Iterable[str], now: datetime, *, first: str = "") -> int | None:
    """Return the number of a job of these kinds that somebody may take: due, or left by who had it.

    One that was asked for after a job of the kind `first` in the same engagement waits for it, as long as
    that one is done or may be taken; one that failed and rests until it is tried again holds up nothing.
    """
    known = {f"kind_{place}": kind for place, kind in enumerate(sorted(kinds))}
    holes = ", ".join(f":{name}" for name in known)
    row = db.execute(
        f"""
        SELECT id FROM job WHERE kind IN ({holes})
            AND (state = 'running' AND lease_until <= :now OR state = 'queued' AND start_at <= :now
                 AND NOT EXISTS (SELECT 1 FROM job AS other WHERE other.kind = job.kind
                                 AND other.subject = job.subject AND other.state = 'running'))
            AND NOT EXISTS (SELECT 1 FROM deletion WHERE deletion.engagement_id = job.engagement_id)
            AND NOT EXISTS (SELECT 1 FROM job AS before WHERE before.engagement_id = job.engagement_id
                            AND before.kind = :first AND before.kind <> job.kind AND before.id < job.id
                            AND (before.state = 'running'
                                 OR before.state = 'queued' AND before.start_at <= :now))
        ORDER BY start_at, id LIMIT 1""",
        {**known, "now": as_text(now), "first": first},
    ).fetchone()
    return None if row is None else int(row[0])


def file_of(db: Database) -> str:
    """Return the file that a connection reads."""
    return str(db.execute("PRAGMA database_list").fetchone()[2])


# What follows is called inside write().


def put(db: Database, kind: str, subject: int | str, engagement_id: int, now: datetime) -> int:
    """Store that something is to be done, and return its job: one that waits already takes a wish in."""
    row = db.execute(
        """
        INSERT INTO job (kind, subject, engagement_id, state, created_at, start_at)
        VALUES (:kind, :subject, :engagement, 'queued', :now, :now)
        ON CONFLICT (kind, subject) WHERE state = 'queued'
        DO UPDATE SET start_at = min(start_at, excluded.start_at) RETURNING id""",
        {"kind": kind, "subject": str(subject), "engagement": engagement_id, "now": as_text(now)},
    ).fetchone()
    return int(row[0])


def lease(db: Database, job_id: int, token: str, now: datetime, until: datetime) -> Job | None:
    """Give a job to who asks, until a moment; None where another has it, or runs its twin."""
    taken = db.execute(
        """
        UPDATE job SET state = 'running', lease = :token, lease_until = :until, attempts = attempts + 1,
            done = 0, started_at = :now
        WHERE id = :id AND (state = 'running' AND lease_until <= :now OR state = 'queued' AND NOT EXISTS
            (SELECT 1 FROM job AS other WHERE other.kind = job.kind AND other.subject = job.subject
             AND other.state = 'running')) RETURNING id""",
        {"id": job_id, "token": token, "now": as_text(now), "until": as_text(until)},
    ).fetchall()
    return job(db, job_id) if taken else None


def renew(db: Database, held: Job, done: int, total: int, until: datetime) -> Job | None:
    """Store how far a job is, and let its lease last longer; None where it is held no more."""
    kept = db.execute(
        """
        UPDATE job SET done = :done, total = :total, lease_until = :until
        WHERE id = :id AND state = 'running' AND lease = :token RETURNING id""",
        {"id": held.id, "token": held.lease, "done": done, "total": total, "until": as_text(until)},
    ).fetchall()
    return job(db, held.id) if kept else None


def still_held(db: Database, held: Job) -> Job | None:
    """Return a job as it is now; None where its lease is held no more."""
    found = job(db, held.id)
    return found if found is not None and (found.state, found.lease) == ("running", held.lease) else None


def end(db: Database, held: Job, state: State, told: str, now: datetime, reference: str = "") -> None:
    """Store what became of a job that is still held."""
    db.execute(
        """
        UPDATE job SET state = :state, told = :told, reference = :reference, ended_at = :now, lease = '',
            lease_until = NULL, done = CASE WHEN :state = 'done' THEN total ELSE done END
        WHERE id = :id AND state = 'running' AND lease = :token""",
        {"id": held.id, "token": held.lease, "state": state, "told": told, "reference": reference}
        | {"now": as_text(now)},
    )


def give_back(db: Database, held: Job, start_at: datetime, *, attempts: int, told: str = "") -> None:
    """Let a job that is still held wait again, or join the one that waits by now."""
    values = {"id": held.id, "token": held.lease, "start": as_text(start_at), "attempts": attempts}
    named = {"kind": held.kind, "subject": held.subject}
    twin = db.execute(
        """
        UPDATE job SET attempts = :attempts, start_at = :start
        WHERE kind = :kind AND subject = :subject AND state = 'queued' RETURNING id""",
        {"attempts": attempts, "start": as_text(start_at), **named},
    ).fetchall()
    if twin:
        db.execute("DELETE FROM job WHERE id = :id AND lease = :token", {"id": held.id, "token": held.lease})
        return
    db.execute(
        """
        UPDATE job SET state = 'queued', lease = '', lease_until = NULL, started_at = NULL, done = 0,
            attempts = :attempts, start_at = :start, told = :told
        WHERE id = :id AND state = 'running' AND lease = :token""",
        {**values, "told": told},
    )


def cancel(db: Database, job_id: int, now: datetime) -> None:
    """End a job that waits, and ask the worker of one that runs to stop."""
    values = {"id": job_id, "now": as_text(now)}
    db.execute(
        "UPDATE job SET state = 'cancelled', ended_at = :now WHERE id = :id AND state = 'queued'", values
    )
    db.execute("UPDATE job SET cancelling = 1 WHERE id = :id AND state = 'running'", {"id": job_id})


def tidy(db: Database, before: datetime) -> int:
    """Delete the jobs that ended before a moment, and return how many."""
    gone = db.execute(
        "DELETE FROM job WHERE ended_at < :before RETURNING id", {"before": as_text(before)}
    ).fetchall()
    return len(gone)
