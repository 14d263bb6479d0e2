"""What the database keeps of an engagement's people, and the frozen records it gives back."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlite_utils import Database

from workshop.dates import as_text
from workshop.people.preview import Known
from workshop.people.roles import ROLES, Role


@dataclass(frozen=True, slots=True)
class Person:
    """One of the client's people; function and seniority are None, and their names empty, if not stated."""

    id: int
    name: str
    email: str
    title: str
    function_id: int | None
    function: str
    seniority_id: int | None
    seniority: str
    seniority_place: int
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class StoredDraft:
    """A list of people that was read and not added yet: where it came from, and the draft as JSON."""

    id: str
    source: str
    document: str


_PERSON = """
    SELECT person.id, person.name, email, title, function_id, coalesce(function.name, ''), seniority_id,
        coalesce(seniority.name, ''), coalesce(seniority.place, 0),
        coalesce((SELECT group_concat(role) FROM person_role WHERE person_id = person.id), '')
    FROM person
    LEFT JOIN group_choice AS function ON function.id = function_id
    LEFT JOIN group_choice AS seniority ON seniority.id = seniority_id"""


def people(db: Database, engagement_id: int, role: Role | None = None) -> list[Person]:
    """Return everyone in an engagement, or those with a role, in the order in which they were added."""
    chosen = "AND person.id IN (SELECT person_id FROM person_role WHERE role = :role)" if role else ""
    rows = db.execute(
        f"{_PERSON} WHERE person.engagement_id = :engagement {chosen} ORDER BY person.id",
        {"engagement": engagement_id, "role": role},
    ).fetchall()
    return [Person(*row, _roles(told)) for *row, told in rows]


def known(db: Database, engagement_id: int) -> list[Known]:
    """Return everyone in an engagement as those whom a list is compared with."""
    rows = db.execute(
        """
        SELECT id, name, email,
            coalesce((SELECT group_concat(role) FROM person_role WHERE person_id = person.id), '')
        FROM person WHERE engagement_id = :engagement ORDER BY id""",
        {"engagement": engagement_id},
    ).fetchall()
    return [Known(number, name, email, _roles(told)) for number, name, email, told in rows]


@cache
def _roles(told: str) -> frozenset[Role]:
    """Return the roles that the database tells in one text."""
    return frozenset(each for each in ROLES if each in told.split(","))


def person(db: Database, engagement_id: int, person_id: int) -> Person | None:
    """Return one of an engagement's people, or None where it has no such person."""
    found = {"id": person_id, "engagement": engagement_id}
    row = db.execute(
        f"{_PERSON} WHERE person.id = :id AND person.engagement_id = :engagement", found
    ).fetchone()
    if row is None:
        return None
    return Person(*row[:-1], _roles(row[-1]))


def mails_to(db: Database, person_id: int) -> int:
    """Return how many mails were written to a person."""
    count: int = db.execute("SELECT count(*) FROM mail WHERE person_id = :id", {"id": person_id}).fetchone()[
        0
    ]
    return count


def asked_in(db: Database, person_id: int) -> int:
    """Return in how many launched waves a person is asked."""
    count: int = db.execute(
        """
        SELECT count(*) FROM participant JOIN wave_launch ON wave_launch.wave_id = participant.wave_id
        WHERE person_id = :id""",
        {"id": person_id},
    ).fetchone()[0]
    return count


def interview_with(db: Database, person_id: int) -> int | None:
    """Return the number of the interview with a person, or None where none is planned."""
    row = db.execute("SELECT id FROM interview WHERE person_id = :id", {"id": person_id}).fetchone()
    return row[0] if row else None


def draft(db: Database, engagement_id: int, draft_id: str) -> StoredDraft | None:
    """Return a list that was read for an engagement, or None where it is gone or never was."""
    row = db.execute(
        "SELECT id, source, document FROM people_draft WHERE id = :id AND engagement_id = :engagement",
        {"id": draft_id, "engagement": engagement_id},
    ).fetchone()
    return StoredDraft(*row) if row else None


# What follows is called inside write().


def add_person(
    db: Database,
    engagement_id: int,
    *,
    name: str,
    email: str,
    title: str,
    function_id: int | None,
    seniority_id: int | None,
    roles: Collection[Role],
    now: datetime,
) -> int:
    """Store a person and return their number; the groups must be those of the engagement."""
    row = db.execute(
        """
        INSERT INTO person (engagement_id, name, email, title, function_id, seniority_id, added_at)
        VALUES (:engagement, :name, :email, :title, :function, :seniority, :now) RETURNING id""",
        {
            "engagement": engagement_id,
            "name": name,
            "email": email,
            "title": title,
            "function": function_id,
            "seniority": seniority_id,
            "now": as_text(now),
        },
    ).fetchone()
    identity: int = row[0]
    add_roles(db, {identity: roles})
    return identity


def change_person(
    db: Database,
    person_id: int,
    *,
    name: str,
    email: str,
    title: str,
    function_id: int | None,
    seniority_id: int | None,
    roles: Collection[Role],
) -> None:
    """Store new details of a person; the groups must be those of the engagement."""
    db.execute(
        """
        UPDATE person SET name = :name, email = :email, title = :title, function_id = :function,
            seniority_id = :seniority
        WHERE id = :id""",
        {
            "id": person_id,
            "name": name,
            "email": email,
            "title": title,
            "function": function_id,
            "seniority": seniority_id,
        },
    )
    db.execute("DELETE FROM person_role WHERE person_id = :id", {"id": person_id})
    add_roles(db, {person_id: roles})


def add_roles(db: Database, roles: Mapping[int, Collection[Role]]) -> None:
    """Give people further roles, by their numbers."""
    for person_id, names in roles.items():
        for role in sorted(names):
            db.execute(
                """
                INSERT INTO person_role (person_id, role) VALUES (:id, :role)
                ON CONFLICT (person_id, role) DO NOTHING""",
                {"id": person_id, "role": role},
            )


def remove_person(db: Database, person_id: int) -> None:
    """Delete a person and every mail to them; their links must have ended before."""
    which = {"id": person_id}
    for table in ("mail_attempt", "mail_delivery"):
        db.execute(f"DELETE FROM {table} WHERE mail_id IN (SELECT id FROM mail WHERE person_id = :id)", which)
    db.execute("DELETE FROM mail WHERE person_id = :id", which)
    db.execute("DELETE FROM person_role WHERE person_id = :id", which)
    # A plan forgets them. What they answered in a launched wave stays, and belongs to nobody by name.
    db.execute(
        """
        DELETE FROM participant WHERE person_id = :id
        AND wave_id NOT IN (SELECT wave_id FROM wave_launch)""",
        which,
    )
    theirs = "(SELECT id FROM participant WHERE person_id = :id)"
    db.execute(
        """
        INSERT INTO participant_removed (participant_id)
        SELECT id FROM participant WHERE person_id = :id ORDER BY id""",
        which,
    )
    db.execute(f"UPDATE sheet_holder SET named = 0 WHERE participant_id IN {theirs}", which)
    db.execute(
        f"""
        DELETE FROM sheet_holder WHERE participant_id IN {theirs} AND sheet_id IN (
            SELECT sheet.id FROM sheet JOIN wave_seal ON wave_seal.wave_id = sheet.wave_id)""",
        which,
    )
    db.execute("UPDATE participant SET person_id = NULL WHERE person_id = :id", which)
    db.execute("DELETE FROM person WHERE id = :id", which)


def add_draft(
    db: Database, engagement_id: int, draft_id: str, *, source: str, document: str, now: datetime
) -> None:
    """Store a list that was read."""
    db.execute(
        """
        INSERT INTO people_draft (id, engagement_id, source, document, made_at)
        VALUES (:id, :engagement, :source, :document, :now)""",
        {
            "id": draft_id,
            "engagement": engagement_id,
            "source": source,
            "document": document,
            "now": as_text(now),
        },
    )


def change_draft(db: Database, draft_id: str, document: str) -> None:
    """Store a list as it was mended."""
    db.execute(
        "UPDATE people_draft SET document = :document WHERE id = :id", {"id": draft_id, "document": document}
    )


def remove_draft(db: Database, draft_id: str) -> None:
    """Forget a list."""
    db.execute("DELETE FROM people_draft WHERE id = :id", {"id": draft_id})


def forget_old_drafts(db: Database, before: datetime) -> None:
    """Forget every list that was read before a moment."""
    db.execute("DELETE FROM people_draft WHERE made_at < :before", {"before": as_text(before)})
