"""What the database keeps of schedules: the last one, the one asked for, and one that came too late."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import Literal

from sqlite_utils import Database

from workshop.dates import as_text, from_text
from workshop.history.store import Actor

PARTS = 10_000
"""Shares are kept in hundredths of a percent."""
TRIFLE = 1e-6


@dataclass(frozen=True, slots=True)
class Made:
    """The schedule that was applied last: how far from the best it may be, and by how much it gained.

    `gap` is a share, None of a draft; `gained` is the share more than before; `revision` is that of the
    roadmap right after.
    """

    kind: Literal["draft", "improved"]
    gap: float | None
    gained: float
    seconds: float
    revision: int
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Wish:
    """A schedule that somebody asked for: the problem as it was then, as JSON, and how far its search is."""

    seconds: int
    problem: str
    fingerprint: str
    by: Actor
    at: datetime
    gap: float | None
    gained: float | None


@dataclass(frozen=True, slots=True)
class Offer:
    """A schedule that was found after the roadmap had been changed: when each initiative would begin."""

    gap: float
    gained: float
    seconds: float
    by: str
    at: datetime
    starts: Mapping[int, int]


def made(db: Database, engagement_id: int) -> Made | None:
    """Return the schedule that was applied last, None where there was none."""
    row = db.execute(
        """
        SELECT kind, gap, gained, milliseconds, revision, made_by, made_at FROM schedule
        WHERE engagement_id = :engagement""",
        {"engagement": engagement_id},
    ).fetchone()
    if row is None:
        return None
    kind, gap, gained, milliseconds, revision, by, at = row
    return Made(kind, _share(gap), gained / PARTS, milliseconds / 1_000, revision, by, from_text(at))


def wish(db: Database, engagement_id: int) -> Wish | None:
    """Return the schedule that was asked for last, None where nobody asked."""
    row = db.execute(
        """
        SELECT seconds, problem, fingerprint, account_id, asked_by, asked_at, gap, gained FROM schedule_wish
        WHERE engagement_id = :engagement""",
        {"engagement": engagement_id},
    ).fetchone()
    if row is None:
        return None
    seconds, problem, fingerprint, account, by, at, gap, gained = row
    return Wish(seconds, problem, fingerprint, Actor(account, by), from_text(at), _share(gap), _share(gained))


def offer(db: Database, engagement_id: int) -> Offer | None:
    """Return the schedule that came too late, None where there is none."""
    which = {"engagement": engagement_id}
    row = db.execute(
        """
        SELECT gap, gained, milliseconds, asked_by, made_at FROM schedule_offer
        WHERE engagement_id = :engagement""",
        which,
    ).fetchone()
    if row is None:
        return None
    starts = db.execute(
        """
        SELECT initiative_id, start FROM offered_placement
        JOIN initiative ON initiative.id = initiative_id WHERE engagement_id = :engagement""",
        which,
    ).fetchall()
    gap, gained, milliseconds, by, at = row
    return Offer(gap / PARTS, gained / PARTS, milliseconds / 1_000, by, from_text(at), dict(starts))


def _share(parts: int | None) -> float | None:
    return None if parts is None else parts / PARTS


# What follows is called inside write().


def put_made(db: Database, engagement_id: int, held: Made) -> None:
    """Store the schedule that was applied, in place of the one before."""
    db.execute(
        """
        INSERT INTO schedule (engagement_id, kind, gap, gained, milliseconds, revision, made_by, made_at)
        VALUES (:engagement, :kind, :gap, :gained, :milliseconds, :revision, :by, :at)
        ON CONFLICT (engagement_id) DO UPDATE SET kind = excluded.kind, gap = excluded.gap,
            gained = excluded.gained, milliseconds = excluded.milliseconds, revision = excluded.revision,
            made_by = excluded.made_by, made_at = excluded.made_at""",
        {
            "engagement": engagement_id,
            "kind": held.kind,
            "gap": None if held.gap is None else _parts(held.gap),
            "gained": round(held.gained * PARTS),
            "milliseconds": round(held.seconds * 1_000),
            "revision": held.revision,
            "by": held.by,
            "at": as_text(held.at),
        },
    )


def forget_made(db: Database, engagement_id: int) -> None:
    """Forget the last schedule: nothing of it is left."""
    db.execute("DELETE FROM schedule WHERE engagement_id = :engagement", {"engagement": engagement_id})


def put_wish(db: Database, engagement_id: int, held: Wish) -> None:
    """Store what is asked for, in place of what was before."""
    db.execute("DELETE FROM schedule_wish WHERE engagement_id = :engagement", {"engagement": engagement_id})
    db.execute(
        """
        INSERT INTO schedule_wish (engagement_id, seconds, problem, fingerprint, account_id, asked_by,
            asked_at)
        VALUES (:engagement, :seconds, :problem, :fingerprint, :account, :by, :at)""",
        {
            "engagement": engagement_id,
            "seconds": held.seconds,
            "problem": held.problem,
            "fingerprint": held.fingerprint,
            "account": held.by.account_id,
            "by": held.by.name,
            "at": as_text(held.at),
        },
    )


def put_way(db: Database, engagement_id: int, gap: float, gained: float) -> None:
    """Store how far the search for what was asked for is."""
    db.execute(
        "UPDATE schedule_wish SET gap = :gap, gained = :gained WHERE engagement_id = :engagement",
        {"engagement": engagement_id, "gap": _parts(gap), "gained": round(gained * PARTS)},
    )


def put_offer(db: Database, engagement_id: int, held: Offer) -> None:
    """Store a schedule that came too late; initiatives that are gone by now are no part of it."""
    forget_offer(db, engagement_id)
    db.execute(
        """
        INSERT INTO schedule_offer (engagement_id, gap, gained, milliseconds, asked_by, made_at)
        VALUES (:engagement, :gap, :gained, :milliseconds, :by, :at)""",
        {
            "engagement": engagement_id,
            "gap": _parts(held.gap),
            "gained": round(held.gained * PARTS),
            "milliseconds": round(held.seconds * 1_000),
            "by": held.by,
            "at": as_text(held.at),
        },
    )
    for number, start in held.starts.items():
        db.execute(
            """
            INSERT INTO offered_placement (initiative_id, start)
            SELECT id, :start FROM initiative WHERE id = :id AND engagement_id = :engagement""",
            {"engagement": engagement_id, "id": number, "start": start},
        )


def forget_offer(db: Database, engagement_id: int) -> None:
    """Forget the schedule that came too late."""
    which = {"engagement": engagement_id}
    db.execute("DELETE FROM schedule_offer WHERE engagement_id = :engagement", which)
    db.execute(
        """
        DELETE FROM offered_placement
        WHERE initiative_id IN (SELECT id FROM initiative WHERE engagement_id = :engagement)""",
        which,
    )


def _parts(share: float) -> int:
    """Return a gap as it is kept, never smaller than it is."""
    return min(PARTS, max(0, ceil(share * PARTS - TRIFLE)))
