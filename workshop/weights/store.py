"""What the database keeps of the weights of an engagement: which ones count, and its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlite_utils import Database

from workshop.dates import as_text, from_text

Kind = Literal["pack", "strategic", "own"]
KINDS: tuple[Kind, ...] = ("pack", "strategic", "own")
Part = Literal["component", "capability"]


@dataclass(frozen=True, slots=True)
class Weighing:
    """Which weights count: who said so, when, and how often that was said.

    `reason` is that of the own weights, which are kept while others count; it is empty without any.
    """

    kind: Kind
    reason: str
    revision: int
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OwnWeights:
    """Weights from 0 to 100 in hundredths, by id."""

    components: Mapping[str, int]
    capabilities: Mapping[str, int]


def weighing(db: Database, engagement_id: int) -> Weighing | None:
    """Return which weights count, or None where nobody chose, and the method's do."""
    row = db.execute(
        "SELECT kind, reason, revision, set_by, set_at FROM weighing WHERE engagement_id = :engagement",
        {"engagement": engagement_id},
    ).fetchone()
    return Weighing(*row[:4], from_text(row[4])) if row else None


def own_weights(db: Database, engagement_id: int) -> OwnWeights | None:
    """Return the own weights of an engagement, or None where it has none."""
    found: dict[Part, dict[str, int]] = {"component": {}, "capability": {}}
    rows = db.execute(
        "SELECT part, name, hundredths FROM own_weight WHERE engagement_id = :engagement",
        {"engagement": engagement_id},
    ).fetchall()
    for part, name, hundredths in rows:
        found[part][name] = hundredths
    return OwnWeights(found["component"], found["capability"]) if rows else None


# What follows is called inside write().


def choose(
    db: Database,
    engagement_id: int,
    kind: Kind,
    *,
    account_id: int | None,
    by: str,
    now: datetime,
    reason: str | None = None,
) -> None:
    """Store which weights count from now on; with a reason, that of the own ones."""
    db.execute(
        """
        INSERT INTO weighing (engagement_id, kind, reason, revision, account_id, set_by, set_at)
        VALUES (:engagement, :kind, coalesce(:reason,
            (SELECT reason FROM weighing WHERE engagement_id = :engagement), ''), 1, :account, :by, :now)
        ON CONFLICT (engagement_id) DO UPDATE SET kind = excluded.kind,
            reason = excluded.reason, revision = weighing.revision + 1, account_id = excluded.account_id,
            set_by = excluded.set_by, set_at = excluded.set_at""",
        {
            "engagement": engagement_id,
            "kind": kind,
            "reason": reason,
            "account": account_id,
            "by": by,
            "now": as_text(now),
        },
    )


def put_own(db: Database, engagement_id: int, weights: OwnWeights) -> None:
    """Store the own weights in place of earlier ones."""
    db.execute("DELETE FROM own_weight WHERE engagement_id = :engagement", {"engagement": engagement_id})
    parts = {"component": weights.components, "capability": weights.capabilities}
    for part, held in parts.items():
        for name, hundredths in held.items():
            db.execute(
                """
                INSERT INTO own_weight (engagement_id, part, name, hundredths)
                VALUES (:engagement, :part, :name, :hundredths)""",
                {"engagement": engagement_id, "part": part, "name": name, "hundredths": hundredths},
            )
