"""What the database keeps of a roadmap: what there is to do it with, and when each initiative is done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlite_utils import Database

from questionnaires.roadmap.plan import Placement
from workshop.dates import as_text
from workshop.history.store import Actor

HUNDRED, TEN = 100, 10
QUARTERS = 12
"""How many quarters a roadmap has: the three years of the method's M6d."""
_QUARTERS = range(1, QUARTERS + 1)


@dataclass(frozen=True, slots=True)
class Role:
    """A role, what its day costs and its person-days by quarter; None where nobody said."""

    name: str
    day_rate: int | None = None
    days: tuple[float, ...] | None = None


@dataclass(frozen=True, slots=True)
class Means:
    """What consultants set: the first day, None for the usual one, and limits; `reserve` is in percent."""

    starts_on: date | None
    reserve: int
    budget: tuple[int, ...] | None
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How often a roadmap was changed, and by whom last; 0 and "" where nobody did."""

    revision: int
    by: str


def means(db: Database, engagement_id: int) -> Means | None:
    """Return what was set of a roadmap's means, None where nothing was."""
    row = db.execute(
        "SELECT starts_on, reserve FROM roadmap WHERE engagement_id = :engagement",
        {"engagement": engagement_id},
    ).fetchone()
    if row is None:
        return None
    starts_on = date.fromisoformat(row[0]) if row[0] else None
    return Means(starts_on, row[1], _budget(db, engagement_id), _roles(db, engagement_id))


def standing(db: Database, engagement_id: int) -> Standing:
    """Return how often a roadmap was changed."""
    row = db.execute(
        "SELECT revision, changed_by FROM roadmap WHERE engagement_id = :engagement",
        {"engagement": engagement_id},
    ).fetchone()
    return Standing(*row) if row else Standing(0, "")


def placements(db: Database, engagement_id: int) -> dict[int, Placement]:
    """Return when the initiatives of an engagement begin, by their numbers."""
    rows = db.execute(
        """
        SELECT initiative_id, start, pinned FROM placement JOIN initiative ON initiative.id = initiative_id
        WHERE engagement_id = :engagement ORDER BY initiative_id""",
        {"engagement": engagement_id},
    ).fetchall()
    return {number: Placement(start, bool(pinned)) for number, start, pinned in rows}


def _budget(db: Database, engagement_id: int) -> tuple[int, ...] | None:
    rows = db.execute(
        "SELECT quarter, amount FROM roadmap_budget WHERE engagement_id = :engagement",
        {"engagement": engagement_id},
    ).fetchall()
    amounts = dict(rows)
    return tuple(amounts.get(quarter, 0) for quarter in _QUARTERS) if amounts else None


def _roles(db: Database, engagement_id: int) -> tuple[Role, ...]:
    days: dict[int, dict[int, float]] = {}
    for number, quarter, tenths in db.execute(
        """
        SELECT role_id, quarter, tenths FROM roadmap_days JOIN roadmap_role ON roadmap_role.id = role_id
        WHERE engagement_id = :engagement""",
        {"engagement": engagement_id},
    ).fetchall():
        days.setdefault(number, {})[quarter] = tenths / TEN
    rows = db.execute(
        "SELECT id, name, day_rate FROM roadmap_role WHERE engagement_id = :engagement ORDER BY place, id",
        {"engagement": engagement_id},
    ).fetchall()
    return tuple(
        Role(name, rate, tuple(days[number].get(each, 0.0) for each in _QUARTERS) if number in days else None)
        for number, name, rate in rows
    )


# What follows is called inside write().


def put_means(db: Database, engagement_id: int, held: Means) -> None:
    """Store the means of a roadmap in place of those before; touched() has made its row."""
    which = {"engagement": engagement_id}
    starts_on = held.starts_on.isoformat() if held.starts_on else None
    db.execute(
        "UPDATE roadmap SET starts_on = :starts, reserve = :reserve WHERE engagement_id = :engagement",
        {**which, "starts": starts_on, "reserve": held.reserve},
    )
    db.execute("DELETE FROM roadmap_budget WHERE engagement_id = :engagement", which)
    for quarter, amount in enumerate(held.budget or (), 1):
        db.execute(
            """
            INSERT INTO roadmap_budget (engagement_id, quarter, amount)
            VALUES (:engagement, :quarter, :amount)""",
            {**which, "quarter": quarter, "amount": amount},
        )
    db.execute("DELETE FROM roadmap_role WHERE engagement_id = :engagement", which)
    for place, role in enumerate(held.roles, 1):
        _put_role(db, engagement_id, place, role)


def _put_role(db: Database, engagement_id: int, place: int, role: Role) -> None:
    number = db.execute(
        """
        INSERT INTO roadmap_role (engagement_id, place, name, day_rate)
        VALUES (:engagement, :place, :name, :rate) RETURNING id""",
        {"engagement": engagement_id, "place": place, "name": role.name, "rate": role.day_rate},
    ).fetchone()[0]
    for quarter, days in enumerate(role.days or (), 1):
        db.execute(
            "INSERT INTO roadmap_days (role_id, quarter, tenths) VALUES (:role, :quarter, :tenths)",
            {"role": number, "quarter": quarter, "tenths": round(days * TEN)},
        )


def put_placements(db: Database, engagement_id: int, places: Mapping[int, Placement]) -> None:
    """Store when initiatives begin, by numbers of this engagement's, in place of all there was."""
    remove_placements(db, engagement_id, None)
    for number, place in places.items():
        put_placement(db, engagement_id, number, place)


def put_placement(db: Database, engagement_id: int, number: int, place: Placement) -> None:
    """Store when an initiative begins; a number of another engagement's changes nothing."""
    db.execute(
        """
        INSERT INTO placement (initiative_id, start, pinned)
        SELECT id, :start, :pinned FROM initiative WHERE id = :id AND engagement_id = :engagement
        ON CONFLICT (initiative_id) DO UPDATE SET start = excluded.start, pinned = excluded.pinned""",
        {"engagement": engagement_id, "id": number, "start": place.start, "pinned": int(place.pinned)},
    )


def remove_placements(db: Database, engagement_id: int, numbers: Sequence[int] | None) -> None:
    """Take initiatives off the roadmap, all of them for None."""
    if numbers is None:
        db.execute(
            """
            DELETE FROM placement
            WHERE initiative_id IN (SELECT id FROM initiative WHERE engagement_id = :engagement)""",
            {"engagement": engagement_id},
        )
    for number in numbers or ():
        db.execute(
            """
            DELETE FROM placement WHERE initiative_id = :id
            AND initiative_id IN (SELECT id FROM initiative WHERE engagement_id = :engagement)""",
            {"engagement": engagement_id, "id": number},
        )


def touched(db: Database, engagement_id: int, by: Actor, now: datetime, *, reserve: int) -> int:
    """Note that a roadmap is changed, by whom, and return its revision; a new row begins with the reserve."""
    row = db.execute(
        """
        INSERT INTO roadmap (engagement_id, reserve, revision, account_id, changed_by, changed_at)
        VALUES (:engagement, :reserve, 1, :account, :by, :now)
        ON CONFLICT (engagement_id) DO UPDATE SET revision = roadmap.revision + 1,
            account_id = excluded.account_id, changed_by = excluded.changed_by,
            changed_at = excluded.changed_at
        RETURNING revision""",
        {
            "engagement": engagement_id,
            "reserve": reserve,
            "account": by.account_id,
            "by": by.name,
            "now": as_text(now),
        },
    ).fetchone()
    return int(row[0])


def begin(db: Database, engagement_id: int, day: date) -> None:
    """Let a roadmap begin on a day from now on, unless one was set: what has a place stays in its quarter."""
    db.execute(
        "UPDATE roadmap SET starts_on = :day WHERE engagement_id = :engagement AND starts_on IS NULL",
        {"engagement": engagement_id, "day": day.isoformat()},
    )
