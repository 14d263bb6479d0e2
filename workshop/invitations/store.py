"""What the database keeps of personal links, and the frozen records it gives back."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Literal

from sqlite_utils import Database

from workshop.dates import as_text, from_text
from workshop.links import NewLink

Purpose = Literal["interview", "questionnaire", "session"]


@dataclass(frozen=True, slots=True)
class PersonalLink:
    """The link that one person comes in by for one purpose; its token is made from its seed when shown."""

    person_id: int
    purpose: Purpose
    seed: str
    made_at: datetime

    @property
    def tag(self) -> str:
        """Return what tells this link from an earlier or later one on a page, and opens nothing."""
        return hashlib.sha256(self.seed.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Addressee:
    """Someone who may be written to; `email` is empty and the function None where they are not known."""

    id: int
    name: str
    email: str
    function_id: int | None
    function: str | None


@dataclass(frozen=True, slots=True)
class Arrival:
    """Who comes in by a link, to which engagement, and what for."""

    person_id: int
    name: str
    engagement_id: int
    purpose: Purpose


@dataclass(frozen=True, slots=True)
class Ended:
    """A link that once led to an engagement, and why it does no more."""

    reason: Literal["replaced", "revoked", "sealed"]
    engagement_id: int


def links_of(
    db: Database, engagement_id: int, only: Sequence[int] | None = None
) -> dict[int, tuple[PersonalLink, ...]]:
    """Return the links of an engagement's people, or only of some, by the person's number.

    Who has none is left out.
    """
    chosen = "" if only is None else f"AND person.id IN ({', '.join(map(str, only))})"
    rows = db.execute(
        f"""
        SELECT person_id, purpose, seed, made_at FROM personal_link
        JOIN person ON person.id = personal_link.person_id
        WHERE person.engagement_id = :engagement {chosen} ORDER BY person_id, purpose""",
        {"engagement": engagement_id},
    )
    moment = cache(from_text)  # many were made in one go
    found: dict[int, tuple[PersonalLink, ...]] = {}
    for person, purpose, seed, made_at in rows.fetchall():
        link = PersonalLink(person, purpose, seed, moment(made_at))
        found[person] = (*found.get(person, ()), link)
    return found


def latest_links(db: Database, engagement_id: int) -> dict[int, str]:
    """Return when the latest link of each person who has one was made, as it is stored, by their number."""
    rows = db.execute(
        """
        SELECT person_id, max(made_at) FROM personal_link
        JOIN person ON person.id = personal_link.person_id
        WHERE person.engagement_id = :engagement GROUP BY person_id""",
        {"engagement": engagement_id},
    )
    return dict(rows.fetchall())


def links_of_person(db: Database, person_id: int) -> tuple[PersonalLink, ...]:
    """Return a person's links, by purpose."""
    rows = db.query(
        "SELECT person_id, purpose, seed, made_at FROM personal_link WHERE person_id = :id ORDER BY purpose",
        {"id": person_id},
    )
    return tuple(_link(row) for row in rows)


def behind(db: Database, token_hash: str) -> Arrival | Ended | None:
    """Return who comes in by the link with a hash, why it ended, or None where there never was one."""
    found = {"hash": token_hash}
    rows = db.query(
        """
        SELECT person.id AS person_id, person.name, person.engagement_id, purpose
        FROM personal_link JOIN person ON person.id = personal_link.person_id WHERE hash = :hash""",
        found,
    )
    for row in list(rows):
        return Arrival(row["person_id"], row["name"], row["engagement_id"], row["purpose"])
    rows = db.query("SELECT reason, engagement_id FROM ended_link WHERE hash = :hash", found)
    return next((Ended(row["reason"], row["engagement_id"]) for row in list(rows)), None)


def asked(db: Database, engagement_id: int) -> dict[int, tuple[int, int]]:
    """Return the wave and the questionnaire that each person's link leads to, by the person's number.

    That is the latest of the launched waves that ask them; whoever is in none is left out.
    """
    rows = db.execute(
        """
        SELECT person_id, wave.id, questionnaire_id FROM participant
        JOIN wave ON wave.id = participant.wave_id JOIN wave_launch ON wave_launch.wave_id = wave.id
        WHERE engagement_id = :engagement AND person_id IS NOT NULL ORDER BY number""",
        {"engagement": engagement_id},
    )
    return {person: (wave, questionnaire) for person, wave, questionnaire in rows.fetchall()}


def addressees(db: Database, engagement_id: int, role: str) -> list[Addressee]:
    """Return an engagement's people with a role, by function and name; who has no function comes last."""
    rows = db.query(
        """
        SELECT person.id, person.name, email, function_id, group_choice.name AS function
        FROM person JOIN person_role ON person_role.person_id = person.id AND role = :role
        LEFT JOIN group_choice ON group_choice.id = person.function_id
        WHERE person.engagement_id = :engagement
        ORDER BY group_choice.id IS NULL, group_choice.place, person.name COLLATE NOCASE, person.id""",
        {"engagement": engagement_id, "role": role},
    )
    return [Addressee(**row) for row in rows]


def counts(db: Database, engagement_id: int) -> dict[str, int]:
    """Return how many of an engagement's people have each role."""
    rows = db.query(
        """
        SELECT role, count(*) AS people FROM person_role JOIN person ON person.id = person_role.person_id
        WHERE person.engagement_id = :engagement GROUP BY role""",
        {"engagement": engagement_id},
    )
    return {row["role"]: row["people"] for row in rows}


def addressee(db: Database, engagement_id: int, person_id: int) -> Addressee | None:
    """Return one of an engagement's people, or None where the engagement has no such person."""
    rows = db.query(
        """
        SELECT person.id, person.name, email, function_id, group_choice.name AS function
        FROM person LEFT JOIN group_choice ON group_choice.id = person.function_id
        WHERE person.id = :person AND person.engagement_id = :engagement""",
        {"engagement": engagement_id, "person": person_id},
    )
    return next((Addressee(**row) for row in list(rows)), None)


def roles(db: Database, person_id: int) -> frozenset[str]:
    """Return what a person is asked for."""
    rows = db.query("SELECT role FROM person_role WHERE person_id = :id", {"id": person_id})
    return frozenset(row["role"] for row in rows)


def mailed_seeds(db: Database, engagement_id: int) -> frozenset[str]:
    """Return the seeds of all links that stand in a mail to the engagement's people."""
    rows = db.query(
        "SELECT seed FROM mail WHERE engagement_id = :engagement AND person_id IS NOT NULL AND seed <> ''",
        {"engagement": engagement_id},
    )
    return frozenset(row["seed"] for row in rows)


def _link(row: dict[str, str]) -> PersonalLink:
    return PersonalLink(
        int(row["person_id"]),
        row["purpose"],  # type: ignore[arg-type]
        row["seed"],
        from_text(row["made_at"]),
    )


# What follows is called inside write().


def put_link(db: Database, person_id: int, purpose: Purpose, link: NewLink, now: datetime) -> None:
    """Store a person's link for a purpose; an earlier one ends as replaced."""
    _end(db, person_id, purpose, "replaced", now)
    db.execute(
        """
        INSERT INTO personal_link (person_id, purpose, seed, hash, made_at)
        VALUES (:person, :purpose, :seed, :hash, :now)""",
        {
            "person": person_id,
            "purpose": purpose,
            "seed": link.seed,
            "hash": link.hash,
            "now": as_text(now),
        },
    )


def revoke(db: Database, person_id: int, purpose: Purpose, now: datetime) -> bool:
    """End a person's link for a purpose; return whether there was one."""
    return _end(db, person_id, purpose, "revoked", now)


def revoke_all(db: Database, person_id: int, now: datetime) -> int:
    """End every link of a person, as before the person is removed; return how many there were."""
    links = links_of_person(db, person_id)
    for each in links:
        revoke(db, person_id, each.purpose, now)
    return len(links)


def _end(db: Database, person_id: int, purpose: Purpose, reason: str, now: datetime) -> bool:
    which = {"person": person_id, "purpose": purpose}
    db.execute(
        """
        INSERT INTO ended_link (hash, engagement_id, reason, ended_at)
        SELECT hash, person.engagement_id, :reason, :now
        FROM personal_link JOIN person ON person.id = personal_link.person_id
        WHERE person_id = :person AND purpose = :purpose""",
        {**which, "reason": reason, "now": as_text(now)},
    )
    gone = db.execute(
        "DELETE FROM personal_link WHERE person_id = :person AND purpose = :purpose RETURNING purpose", which
    )
    return bool(gone.fetchall())
