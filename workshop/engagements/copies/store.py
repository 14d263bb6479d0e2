"""How the database copies an engagement; all of it is called inside write()."""

from datetime import datetime

from sqlite_utils import Database

from workshop.dates import as_text


def copy_engagement(db: Database, engagement_id: int, client: str, now: datetime) -> int:
    """Store a copy of an engagement with its settings, logo, groups and mail templates; return its number.

    Dates, answers, releases, people, links, mails and who may see it stay behind.
    """
    row = db.execute(
        """
        INSERT INTO engagement (client, function_assessed, consultancy, created_at,
            pack, currency, page_size, manner, time_zone, brand, accent)
        SELECT :client, function_assessed, consultancy, :now,
            pack, currency, page_size, manner, time_zone, brand, accent
        FROM engagement WHERE id = :of RETURNING id""",
        {"client": client, "now": as_text(now), "of": engagement_id},
    ).fetchone()
    copy: int = row[0]
    both = {"copy": copy, "of": engagement_id}
    db.execute(
        """
        INSERT INTO logo (engagement_id, png, fingerprint)
        SELECT :copy, png, fingerprint FROM logo WHERE engagement_id = :of""",
        both,
    )
    db.execute(
        """
        INSERT INTO group_choice (engagement_id, group_column, place, name)
        SELECT :copy, group_column, place, name FROM group_choice WHERE engagement_id = :of""",
        both,
    )
    db.execute(
        """
        INSERT INTO mail_template (engagement_id, kind, subject, body)
        SELECT :copy, kind, subject, body FROM mail_template WHERE engagement_id = :of""",
        both,
    )
    return copy


def copy_people(db: Database, engagement_id: int, copy: int, now: datetime) -> int:
    """Store the people of an engagement in its copy, in groups of the same names; return how many."""
    rows = list(
        db.query(
            """
            SELECT person.id, person.name, email, title,
                (SELECT new.id FROM group_choice AS new JOIN group_choice AS old
                    ON old.group_column = new.group_column AND old.name = new.name
                 WHERE new.engagement_id = :copy AND old.id = function_id) AS function_id,
                (SELECT new.id FROM group_choice AS new JOIN group_choice AS old
                    ON old.group_column = new.group_column AND old.name = new.name
                 WHERE new.engagement_id = :copy AND old.id = seniority_id) AS seniority_id
            FROM person WHERE person.engagement_id = :of ORDER BY person.id""",
            {"copy": copy, "of": engagement_id},
        )
    )
    for row in rows:
        made = db.execute(
            """
            INSERT INTO person (engagement_id, name, email, title, function_id, seniority_id, added_at)
            VALUES (:copy, :name, :email, :title, :function_id, :seniority_id, :now) RETURNING id""",
            row | {"copy": copy, "now": as_text(now)},
        ).fetchone()
        db.execute(
            """
            INSERT INTO person_role (person_id, role)
            SELECT :made, role FROM person_role WHERE person_id = :id""",
            {"made": made[0], "id": row["id"]},
        )
    return len(rows)
