"""What the database keeps of initiatives, and the frozen records it gives back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlite_utils import Database

from questionnaires.roadmap.plan import Effort, Initiative, Lift, Measure, Milestone, Risk, Span
from workshop.dates import as_text, from_text
from workshop.history.store import Actor

Origin = Literal["catalogue", "own", "merged", "split"]


@dataclass(frozen=True, slots=True)
class Source:
    """An initiative that another one was merged or split from; `key` is empty for one of one's own."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Kept:
    """An initiative as it is stored: how it came about, its place, and who changed it last.

    `revision` grows with every change.
    """

    initiative: Initiative
    origin: Origin
    place: int
    revision: int
    by: Actor
    at: datetime
    sources: tuple[Source, ...] = ()

    @property
    def id(self) -> int:
        """Return the number of the initiative."""
        return self.initiative.id

    @property
    def keys(self) -> frozenset[str]:
        """Return the ids in the catalogue of all that is in it."""
        return frozenset({self.initiative.key, *(each.key for each in self.sources)} - {""})


@dataclass(frozen=True, slots=True)
class Dismissal:
    """That an initiative of the catalogue is not to be suggested: by whom, and when."""

    key: str
    by: Actor
    at: datetime


_LISTS: Mapping[str, str] = {
    "lift": "capability, origin, target",
    "finding": "key",
    "deliverable": "text",
    "milestone": "quarter, text",
    "measure": "name, tier, has_data",
    "effort": "role, quarter, tenths",
    "risk": "text, answer",
    "source": "key, title",
}
"""The lists of an initiative by their tables, and their columns."""
_PAIRS = {"priority": "priority_id", "prerequisite": "prerequisite_id"}
Parts = Mapping[str, Mapping[int, Sequence[Any]]]
"""The rows of each list, by the number of their initiative."""


def initiatives(db: Database, engagement_id: int) -> tuple[Initiative, ...]:
    """Return the initiatives of an engagement in their order."""
    return tuple(each.initiative for each in kept(db, engagement_id))


def kept(db: Database, engagement_id: int) -> tuple[Kept, ...]:
    """Return the initiatives of an engagement in their order, each with how it came about."""
    rows = list(
        db.query(
            "SELECT * FROM initiative WHERE engagement_id = :engagement ORDER BY place, id",
            {"engagement": engagement_id},
        )
    )
    parts = _parts(db, engagement_id) if rows else {}
    return tuple(_kept(row, parts) for row in rows)


def initiative(db: Database, engagement_id: int, initiative_id: int) -> Kept | None:
    """Return one of an engagement's initiatives, or None where it has no such one."""
    return next((each for each in kept(db, engagement_id) if each.id == initiative_id), None)


def dismissals(db: Database, engagement_id: int) -> dict[str, Dismissal]:
    """Return which suggestions were left out, by their id in the catalogue."""
    rows = db.execute(
        """
        SELECT key, account_id, dismissed_by, dismissed_at FROM initiative_dismissal
        WHERE engagement_id = :engagement ORDER BY dismissed_at, key""",
        {"engagement": engagement_id},
    ).fetchall()
    return {key: Dismissal(key, Actor(account, name), from_text(at)) for key, account, name, at in rows}


def _parts(db: Database, engagement_id: int) -> Parts:
    found: dict[str, dict[int, list[Any]]] = {}
    tables = {**{name: (f"{columns}", "part.place") for name, columns in _LISTS.items()}}
    tables |= {
        "priority": ("priority_id", "(SELECT place FROM priority WHERE priority.id = priority_id), 2"),
        "prerequisite": ("prerequisite_id", "prerequisite_id"),
    }
    for name, (columns, order) in tables.items():
        told = ", ".join(f"part.{each}" for each in columns.split(", "))
        rows = db.execute(
            f"""
            SELECT part.initiative_id, {told} FROM initiative_{name} part
            JOIN initiative ON initiative.id = part.initiative_id
            WHERE engagement_id = :engagement ORDER BY part.initiative_id, {order}""",
            {"engagement": engagement_id},
        ).fetchall()
        by_number = found.setdefault(name, {})
        for number, *row in rows:
            by_number.setdefault(number, []).append(row)
    return found


def _kept(row: Mapping[str, Any], parts: Parts) -> Kept:
    number = row["id"]

    def of(name: str) -> Sequence[Any]:
        return parts[name].get(number, ())

    made = Initiative(
        id=number,
        **{name: row[name] for name in ("title", "component", "key", "why", "owner", "supplier", "stops_if")},
        quarters=row["quarters"],
        objective=row["objective_id"],
        uses_strength=bool(row["uses_strength"]),
        one_off=Span(row["one_off_low"], row["one_off_high"]),
        running=Span(row["running_low"], row["running_high"]),
        lifts=tuple(Lift(capability, low / 10, high / 10) for capability, low, high in of("lift")),
        findings=tuple(key for (key,) in of("finding")),
        priorities=tuple(each for (each,) in of("priority")),
        deliverables=tuple(text for (text,) in of("deliverable")),
        milestones=tuple(Milestone(*each) for each in of("milestone")),
        measures=tuple(
            Measure(name, tier, None if has is None else bool(has)) for name, tier, has in of("measure")
        ),
        effort=tuple(Effort(role, quarter, tenths / 10) for role, quarter, tenths in of("effort")),
        prerequisites=tuple(each for (each,) in of("prerequisite")),
        risks=tuple(Risk(*each) for each in of("risk")),
    )
    return Kept(
        made,
        row["origin"],
        row["place"],
        row["revision"],
        Actor(row["account_id"], row["changed_by"]),
        from_text(row["changed_at"]),
        tuple(Source(*each) for each in of("source")),
    )


# What follows is called inside write().


def add(
    db: Database,
    engagement_id: int,
    made: Initiative,
    origin: Origin,
    by: Actor,
    now: datetime,
    sources: Iterable[Source] = (),
) -> int:
    """Store an initiative as the last one, under a number of its own, which is returned.

    Its own `id` is not looked at. Its prerequisites are numbers of initiatives that are stored already.
    """
    row = db.execute(
        """
        INSERT INTO initiative (engagement_id, place, key, origin, title, component, quarters, revision,
            account_id, changed_by, changed_at)
        SELECT :engagement, coalesce(max(place), 0) + 1, :key, :origin, :title, :component, 1, 1,
            :account, :by, :now
        FROM initiative WHERE engagement_id = :engagement RETURNING id""",
        {
            "engagement": engagement_id,
            "key": made.key,
            "origin": origin,
            "title": made.title,
            "component": made.component,
            **_whom(by, now),
        },
    ).fetchone()
    number = int(row[0])
    _fill(db, number, made)
    _put_list(db, number, "source", [(each.key, each.title) for each in sources])
    return number


def change(db: Database, initiative_id: int, made: Initiative, by: Actor, now: datetime) -> None:
    """Store what is said of an initiative, and who says so; its key and its origin stay."""
    _revise(db, initiative_id, by, now)
    _fill(db, initiative_id, made)


def relate(db: Database, initiative_id: int, prerequisites: Iterable[int]) -> None:
    """Store what an initiative rests on, as numbers of other initiatives."""
    _put_pairs(db, initiative_id, "prerequisite", prerequisites)


def rest_on_another(db: Database, gone: Sequence[int], other: int, by: Actor, now: datetime) -> None:
    """Let whatever rests on initiatives that are to go rest on another one instead, each with a revision."""
    rows = [
        row[0]
        for each in gone
        for row in db.execute(
            "SELECT initiative_id FROM initiative_prerequisite WHERE prerequisite_id = :gone", {"gone": each}
        ).fetchall()
    ]
    for number in sorted(set(rows) - {other, *gone}):
        db.execute(
            """
            INSERT INTO initiative_prerequisite (initiative_id, prerequisite_id) VALUES (:id, :other)
            ON CONFLICT (initiative_id, prerequisite_id) DO NOTHING""",
            {"id": number, "other": other},
        )
        _revise(db, number, by, now)


def put_in_place(db: Database, initiative_id: int, place: int) -> None:
    """Give an initiative the place of another one, which it stands for."""
    db.execute("UPDATE initiative SET place = :place WHERE id = :id", {"place": place, "id": initiative_id})


def remove(db: Database, initiative_id: int) -> None:
    """Forget an initiative with its parts; whatever rests on it does so no more."""
    db.execute("DELETE FROM initiative WHERE id = :id", {"id": initiative_id})


def dismiss(db: Database, engagement_id: int, key: str, by: Actor, now: datetime) -> None:
    """Store that an initiative of the catalogue is not to be suggested."""
    db.execute(
        """
        INSERT INTO initiative_dismissal (engagement_id, key, account_id, dismissed_by, dismissed_at)
        VALUES (:engagement, :key, :account, :by, :now) ON CONFLICT (engagement_id, key) DO NOTHING""",
        {"engagement": engagement_id, "key": key, **_whom(by, now)},
    )


def bring_back(db: Database, engagement_id: int, key: str) -> None:
    """Let an initiative of the catalogue be suggested again."""
    db.execute(
        "DELETE FROM initiative_dismissal WHERE engagement_id = :engagement AND key = :key",
        {"engagement": engagement_id, "key": key},
    )


def _revise(db: Database, number: int, by: Actor, now: datetime) -> None:
    db.execute(
        """
        UPDATE initiative SET revision = revision + 1, account_id = :account, changed_by = :by,
            changed_at = :now
        WHERE id = :id""",
        {"id": number, **_whom(by, now)},
    )


def _whom(by: Actor, now: datetime) -> dict[str, object]:
    return {"account": by.account_id, "by": by.name, "now": as_text(now)}


def _fill(db: Database, number: int, made: Initiative) -> None:
    db.execute(
        """
        UPDATE initiative SET title = :title, component = :component, why = :why, owner = :owner,
            supplier = :supplier, quarters = :quarters, one_off_low = :one_off_low,
            one_off_high = :one_off_high, running_low = :running_low, running_high = :running_high,
            stops_if = :stops_if, uses_strength = :uses_strength, objective_id = :objective
        WHERE id = :id""",
        {
            "id": number,
            **{name: getattr(made, name) for name in _SAID},
            "uses_strength": int(made.uses_strength),
            "one_off_low": round(made.one_off.low),
            "one_off_high": round(made.one_off.high),
            "running_low": round(made.running.low),
            "running_high": round(made.running.high),
        },
    )
    for name, rows in _rows(made).items():
        _put_list(db, number, name, rows)
    _put_pairs(db, number, "priority", made.priorities)
    _put_pairs(db, number, "prerequisite", made.prerequisites)


_SAID = ("title", "component", "why", "owner", "supplier", "quarters", "stops_if", "objective")


def _rows(made: Initiative) -> dict[str, list[tuple[object, ...]]]:
    return {
        "lift": [(each.capability, round(each.origin * 10), round(each.to * 10)) for each in made.lifts],
        "finding": [(each,) for each in made.findings],
        "deliverable": [(each,) for each in made.deliverables],
        "milestone": [(each.quarter, each.text) for each in made.milestones],
        "measure": [
            (each.name, each.tier, None if each.has_data is None else int(each.has_data))
            for each in made.measures
        ],
        "effort": [(each.role, each.quarter, round(each.days * 10)) for each in made.effort],
        "risk": [(each.text, each.answer) for each in made.risks],
    }


def _put_list(db: Database, number: int, name: str, rows: Sequence[tuple[object, ...]]) -> None:
    """Store the rows of a list in the place of those before."""
    columns = _LISTS[name]
    db.execute(f"DELETE FROM initiative_{name} WHERE initiative_id = :id", {"id": number})
    marks = ", ".join(f":{each}" for each in columns.split(", "))
    for place, row in enumerate(rows, 1):
        db.execute(
            f"INSERT INTO initiative_{name} (initiative_id, place, {columns}) VALUES (:id, :place, {marks})",
            {"id": number, "place": place, **dict(zip(columns.split(", "), row, strict=True))},
        )


def _put_pairs(db: Database, number: int, name: str, others: Iterable[int]) -> None:
    column = _PAIRS[name]
    db.execute(f"DELETE FROM initiative_{name} WHERE initiative_id = :id", {"id": number})
    for each in dict.fromkeys(others):
        db.execute(
            f"INSERT INTO initiative_{name} (initiative_id, {column}) VALUES (:id, :other)",
            {"id": number, "other": each},
        )
