"""What the database keeps of findings: what consultants decided, and the figures that they saw."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlite_utils import Database

from workshop.dates import as_text, from_text
from workshop.history.store import Actor

State = Literal["open", "accepted", "dismissed"]
Figure = tuple[str, str]
"""The name of a figure, and how it was shown."""
OWN = "own"
"""The kind of a finding that consultants added themselves, or made out of several."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What is to be stored of one finding.

    `title` and `text` are the consultants' own words, empty where those suggested stand; `suggested_title`
    and `suggested_text` are how it was suggested, and `figures` what was seen then.
    """

    key: str
    kind: str
    component: str
    capabilities: tuple[str, ...]
    title: str
    text: str
    suggested_title: str
    suggested_text: str
    state: State
    reason: str = ""
    pinned: bool = False
    wave: int = 0
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided on one finding, by whom and when; `into` is the finding that it was merged into."""

    id: int
    decided: Decided
    revision: int
    by: Actor
    at: datetime
    into: int | None

    @property
    def key(self) -> str:
        """Return the key of the finding."""
        return self.decided.key


def decisions(db: Database, engagement_id: int) -> dict[str, Decision]:
    """Return what was decided in an engagement, by key, in the order in which it was first decided."""
    values = {"engagement": engagement_id}
    capabilities = _gathered(
        db.execute(
            """
            SELECT finding_id, capability FROM finding_capability
            JOIN finding ON finding.id = finding_id
            WHERE engagement_id = :engagement ORDER BY finding_id, capability""",
            values,
        ).fetchall()
    )
    figures = _gathered(
        (number, (name, shown))
        for number, name, shown in db.execute(
            """
            SELECT finding_id, name, shown FROM finding_figure JOIN finding ON finding.id = finding_id
            WHERE engagement_id = :engagement ORDER BY finding_id, place""",
            values,
        ).fetchall()
    )
    rows = db.query(
        """
        SELECT finding.id, key, kind, component, title, text, suggested_title, suggested_text, state, reason,
            pinned, wave, revision, account_id, decided_by, decided_at, into_id
        FROM finding LEFT JOIN finding_merger ON finding_id = finding.id
        WHERE engagement_id = :engagement ORDER BY finding.id""",
        values,
    )
    return {
        row["key"]: _decision(row, capabilities.get(row["id"], []), figures.get(row["id"], []))
        for row in rows
    }


def _gathered(pairs: Iterable[tuple[int, object]]) -> dict[int, list[object]]:
    found: dict[int, list[object]] = {}
    for number, value in pairs:
        found.setdefault(number, []).append(value)
    return found


def _decision(row: Mapping[str, object], capabilities: list[object], figures: list[object]) -> Decision:
    decided = Decided(
        **{name: row[name] for name in _SAID},  # type: ignore[arg-type]
        capabilities=tuple(capabilities),  # type: ignore[arg-type]
        pinned=bool(row["pinned"]),
        figures=tuple(figures),  # type: ignore[arg-type]
    )
    return Decision(
        row["id"],  # type: ignore[arg-type]
        decided,
        row["revision"],  # type: ignore[arg-type]
        Actor(row["account_id"], row["decided_by"]),  # type: ignore[arg-type]
        from_text(str(row["decided_at"])),
        row["into_id"],  # type: ignore[arg-type]
    )


_SAID = (
    "key", "kind", "component", "title", "text", "suggested_title", "suggested_text", "state", "reason",
    "wave",
)  # fmt: skip


# What follows is called inside write().


def put(db: Database, engagement_id: int, decided: Decided, by: Actor, now: datetime) -> int:
    """Store a decision in the place of the one before, and return its number."""
    values = {name: getattr(decided, name) for name in _SAID}
    values |= {
        "engagement": engagement_id,
        "pinned": int(decided.pinned),
        "account": by.account_id,
        "by": by.name,
        "now": as_text(now),
    }
    db.execute(
        """
        INSERT INTO finding (engagement_id, key, kind, component, title, text, suggested_title,
            suggested_text, state, reason, pinned, wave, revision, account_id, decided_by, decided_at)
        VALUES (:engagement, :key, :kind, :component, :title, :text, :suggested_title, :suggested_text,
            :state, :reason, :pinned, :wave, 1, :account, :by, :now)
        ON CONFLICT (engagement_id, key) DO UPDATE SET
            component = excluded.component, title = excluded.title, text = excluded.text,
            suggested_title = excluded.suggested_title, suggested_text = excluded.suggested_text,
            state = excluded.state, reason = excluded.reason, pinned = excluded.pinned,
            wave = excluded.wave, revision = revision + 1, account_id = excluded.account_id,
            decided_by = excluded.decided_by, decided_at = excluded.decided_at""",
        values,
    )
    which = {"engagement": engagement_id, "key": decided.key}
    number = db.execute(
        "SELECT id FROM finding WHERE engagement_id = :engagement AND key = :key", which
    ).fetchone()[0]
    _empty(db, number)
    for capability in dict.fromkeys(decided.capabilities):
        db.execute(
            "INSERT INTO finding_capability (finding_id, capability) VALUES (:id, :capability)",
            {"id": number, "capability": capability},
        )
    for place, (name, shown) in enumerate(decided.figures, start=1):
        db.execute(
            "INSERT INTO finding_figure (finding_id, place, name, shown) VALUES (:id, :place, :name, :shown)",
            {"id": number, "place": place, "name": name, "shown": shown},
        )
    return int(number)


def pin(db: Database, engagement_id: int, key: str, pinned: bool) -> None:
    """Store whether an accepted finding is put first; who decided on it, and when, stays."""
    db.execute(
        """
        UPDATE finding SET pinned = :pinned, revision = revision + 1
        WHERE engagement_id = :engagement AND key = :key AND state = 'accepted'""",
        {"engagement": engagement_id, "key": key, "pinned": int(pinned)},
    )


def merge(db: Database, parts: Iterable[int], into: int) -> None:
    """Store that findings are parts of another one from now on."""
    for each in parts:
        db.execute(
            "INSERT INTO finding_merger (finding_id, into_id) VALUES (:part, :into)",
            {"part": each, "into": into},
        )


def forget(db: Database, engagement_id: int, key: str) -> None:
    """Forget a decision; the parts of a finding that was made out of several stand for themselves again."""
    found = db.execute(
        "SELECT id FROM finding WHERE engagement_id = :engagement AND key = :key",
        {"engagement": engagement_id, "key": key},
    ).fetchone()
    if found is None:
        return
    which = {"id": found[0]}
    _empty(db, found[0])
    db.execute("DELETE FROM finding_merger WHERE into_id = :id OR finding_id = :id", which)
    db.execute("DELETE FROM finding WHERE id = :id", which)


def _empty(db: Database, number: int) -> None:
    db.execute("DELETE FROM finding_capability WHERE finding_id = :id", {"id": number})
    db.execute("DELETE FROM finding_figure WHERE finding_id = :id", {"id": number})
