"""What the database keeps of the return: outcomes, single figures, and the record of who said so."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from questionnaires.roadmap.assumptions import Kind, Timing
from workshop.dates import as_text, from_text
from workshop.history.store import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An outcome as it is stored: whole money a year, `counted` per mille; None initiatives: all of them."""

    name: str
    low: int
    expected: int
    high: int
    counted: int
    lag: int
    ramp: int
    timing: Timing
    initiatives: tuple[int, ...] | None
    priority: int | None
    reason: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class HeldOutcome:
    """An outcome with its number, how often it was changed, by whom last and when."""

    id: int
    held: Held
    revision: int
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class HeldFigure:
    """A single figure: whole money a year, or a rate in hundredths of a percent."""

    kind: Kind
    value: int
    reason: str
    revision: int
    by: str
    at: datetime
    source: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the record: what stands from then on, why, and who said so."""

    subject: str
    said: str
    reason: str
    by: str
    at: datetime


_OUTCOME = (
    "SELECT id, name, low, expected, high, counted, lag, ramp, timing, of_programme, priority_id, reason,"
    " source, revision, set_by, set_at FROM return_outcome WHERE engagement_id = :engagement ORDER BY id"
)


def outcomes(db: Database, engagement_id: int) -> list[HeldOutcome]:
    """Return the outcomes of an engagement, in the order in which they were added."""
    values = {"engagement": engagement_id}
    bringing: dict[int, list[int]] = {}
    for outcome, initiative in db.execute(
        """
        SELECT outcome_id, initiative_id FROM return_outcome_initiative
        JOIN return_outcome ON return_outcome.id = outcome_id
        WHERE engagement_id = :engagement ORDER BY outcome_id, initiative_id""",
        values,
    ).fetchall():
        bringing.setdefault(outcome, []).append(initiative)
    return [_outcome(row, bringing.get(row["id"], [])) for row in db.query(_OUTCOME, values)]


def _outcome(row: dict[str, object], bringing: Iterable[int]) -> HeldOutcome:
    names = ("name", "low", "expected", "high", "counted", "lag", "ramp", "timing", "reason", "source")
    held = Held(
        **{name: row[name] for name in names},  # type: ignore[arg-type]
        initiatives=None if row["of_programme"] else tuple(bringing),
        priority=row["priority_id"],  # type: ignore[arg-type]
    )
    return HeldOutcome(row["id"], held, row["revision"], row["set_by"], from_text(str(row["set_at"])))  # type: ignore[arg-type]


def figures(db: Database, engagement_id: int) -> dict[Kind, HeldFigure]:
    """Return the single figures of an engagement, by kind."""
    rows = db.query(
        """
        SELECT kind, value, reason, revision, set_by, set_at, source FROM return_figure
        WHERE engagement_id = :engagement""",
        {"engagement": engagement_id},
    )
    return {
        row["kind"]: HeldFigure(
            row["kind"],
            row["value"],
            row["reason"],
            row["revision"],
            row["set_by"],
            from_text(row["set_at"]),
            row["source"],
        )
        for row in rows
    }


def lines(db: Database, engagement_id: int, limit: int = 40) -> list[Line]:
    """Return what was last said of the assumptions of an engagement, the latest first."""
    rows = db.execute(
        """
        SELECT subject, said, reason, said_by, said_at FROM return_record
        WHERE engagement_id = :engagement ORDER BY id DESC LIMIT :limit""",
        {"engagement": engagement_id, "limit": limit},
    ).fetchall()
    return [Line(*row[:4], from_text(row[4])) for row in rows]


# What follows is called inside write().


def put_outcome(
    db: Database, engagement_id: int, held: Held, by: Actor, now: datetime, outcome_id: int | None = None
) -> int:
    """Store an outcome, a new one or in the place of what stood, and return its number."""
    values = {
        **{name: getattr(held, name) for name in ("name", "low", "expected", "high", "counted", "lag")},
        **{name: getattr(held, name) for name in ("ramp", "timing", "reason", "source", "priority")},
        "programme": int(held.initiatives is None),
        "engagement": engagement_id,
        "account": by.account_id,
        "by": by.name,
        "now": as_text(now),
        "id": outcome_id,
    }
    number: int = db.execute(
        """
        INSERT INTO return_outcome (id, engagement_id, name, low, expected, high, counted, lag, ramp, timing,
            of_programme, priority_id, reason, source, revision, account_id, set_by, set_at)
        VALUES (:id, :engagement, :name, :low, :expected, :high, :counted, :lag, :ramp, :timing,
            :programme, :priority, :reason, :source, 1, :account, :by, :now)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, low = excluded.low,
            expected = excluded.expected, high = excluded.high, counted = excluded.counted,
            lag = excluded.lag, ramp = excluded.ramp, timing = excluded.timing,
            of_programme = excluded.of_programme, priority_id = excluded.priority_id,
            reason = excluded.reason, source = excluded.source, revision = revision + 1,
            account_id = excluded.account_id, set_by = excluded.set_by, set_at = excluded.set_at
        RETURNING id""",
        values,
    ).fetchone()[0]
    db.execute("DELETE FROM return_outcome_initiative WHERE outcome_id = :id", {"id": number})
    for each in held.initiatives or ():
        db.execute(
            """
            INSERT INTO return_outcome_initiative (outcome_id, initiative_id) VALUES (:id, :initiative)""",
            {"id": number, "initiative": each},
        )
    return number


def remove_outcome(db: Database, outcome_id: int) -> None:
    """Remove an outcome."""
    db.execute("DELETE FROM return_outcome WHERE id = :id", {"id": outcome_id})


def put_figure(
    db: Database,
    engagement_id: int,
    kind: Kind,
    value: int,
    reason: str,
    by: Actor,
    now: datetime,
    source: str = "",
) -> None:
    """Store a single figure in the place of what stood."""
    db.execute(
        """
        INSERT INTO return_figure
            (engagement_id, kind, value, reason, source, revision, account_id, set_by, set_at)
        VALUES (:engagement, :kind, :value, :reason, :source, 1, :account, :by, :now)
        ON CONFLICT (engagement_id, kind) DO UPDATE SET value = excluded.value, reason = excluded.reason,
            source = excluded.source, revision = revision + 1, account_id = excluded.account_id,
            set_by = excluded.set_by, set_at = excluded.set_at""",
        {
            "engagement": engagement_id,
            "kind": kind,
            "value": value,
            "reason": reason,
            "source": source,
            "account": by.account_id,
            "by": by.name,
            "now": as_text(now),
        },
    )


def remove_figure(db: Database, engagement_id: int, kind: Kind) -> None:
    """Remove a single figure."""
    db.execute(
        "DELETE FROM return_figure WHERE engagement_id = :engagement AND kind = :kind",
        {"engagement": engagement_id, "kind": kind},
    )


def add_line(
    db: Database, engagement_id: int, subject: str, said: str, reason: str, by: Actor, now: datetime
) -> None:
    """Write down what stands from now on."""
    db.execute(
        """
        INSERT INTO return_record (engagement_id, subject, said, reason, account_id, said_by, said_at)
        VALUES (:engagement, :subject, :said, :reason, :account, :by, :now)""",
        {
            "engagement": engagement_id,
            "subject": subject,
            "said": said,
            "reason": reason,
            "account": by.account_id,
            "by": by.name,
            "now": as_text(now),
        },
    )
