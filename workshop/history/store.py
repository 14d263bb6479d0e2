"""What the database keeps of deeds, and the frozen records it gives back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlite_utils import Database

from workshop.dates import as_text, from_text

Topic = Literal[
    "account",
    "answers",
    "backup",
    "document",
    "engagement",
    "findings",
    "mail",
    "people",
    "release",
    "roadmap",
    "strategy",
]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something: an account, or the program itself where there is none."""

    account_id: int | None
    name: str


PROGRAM = Actor(None, "Roadcrew")
"""The program itself, as from the command line or a timer."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One deed, as in "Tom Reyes" "added 61 people"."""

    id: int
    at: datetime
    account_id: int | None
    actor: str
    topic: str
    deed: str


def record(
    db: Database, engagement_id: int | None, actor: Actor, topic: Topic, deed: str, now: datetime
) -> None:
    """Write down a deed, in the past tense and without its subject; called inside write().

    A deed outside every engagement, such as one on accounts, has no `engagement_id`.
    """
    db.execute(
        """
        INSERT INTO history (engagement_id, at, account_id, actor, topic, deed)
        VALUES (:engagement, :at, :account, :actor, :topic, :deed)""",
        {
            "engagement": engagement_id,
            "at": as_text(now),
            "account": actor.account_id,
            "actor": actor.name,
            "topic": topic,
            "deed": deed,
        },
    )


def entries(
    db: Database,
    engagement_id: int | None,
    *,
    before: int | None = None,
    topic: str | None = None,
    limit: int = 100,
) -> list[Entry]:
    """Return the latest deeds of an engagement (None: those outside every one), older than entry `before`.

    With a `topic`, only those on it.
    """
    rows = db.query(
        """
        SELECT id, at, account_id, actor, topic, deed FROM history
        WHERE engagement_id IS :engagement AND id < :before AND topic = coalesce(:topic, topic)
        ORDER BY id DESC LIMIT :limit""",
        {
            "engagement": engagement_id,
            "before": before or 1 << 62,
            "topic": topic,
            "limit": limit,
        },
    )
    return [_entry(row) for row in rows]


def totals(db: Database, engagement_id: int | None) -> dict[str, int]:
    """Return how many deeds there are on each topic that has any."""
    rows = db.query(
        "SELECT topic, count(*) AS deeds FROM history WHERE engagement_id IS :engagement GROUP BY topic",
        {"engagement": engagement_id},
    )
    return {row["topic"]: row["deeds"] for row in rows}


def first_entry(db: Database, engagement_id: int | None) -> Entry | None:
    """Return the first deed of an engagement, or None."""
    rows = db.query(
        """
        SELECT id, at, account_id, actor, topic, deed FROM history
        WHERE engagement_id IS :engagement ORDER BY id LIMIT 1""",
        {"engagement": engagement_id},
    )
    return next((_entry(row) for row in list(rows)), None)


def all_entries(db: Database, engagement_id: int | None) -> Iterator[Entry]:
    """Yield every deed of an engagement, the first one first."""
    rows = db.query(
        """
        SELECT id, at, account_id, actor, topic, deed FROM history
        WHERE engagement_id IS :engagement ORDER BY id""",
        {"engagement": engagement_id},
    )
    return map(_entry, rows)


def _entry(row: dict[str, str]) -> Entry:
    account = row["account_id"]
    return Entry(
        int(row["id"]),
        from_text(row["at"]),
        None if account is None else int(account),
        row["actor"],
        row["topic"],
        row["deed"],
    )
