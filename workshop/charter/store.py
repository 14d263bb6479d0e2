"""What the database keeps of the charter's ratings, in waves and in interviews."""

from sqlite_utils import Database

from questionnaires.charter_reading import Given


def counted_wave(db: Database, engagement_id: int) -> int | None:
    """Return the number of the row of the latest wave whose charter was counted, or None."""
    row = db.execute(
        """
        SELECT wave.id FROM wave JOIN tally ON tally.wave_id = wave.id
        WHERE engagement_id = :engagement AND tally.charter <> '' ORDER BY number DESC LIMIT 1""",
        {"engagement": engagement_id},
    ).fetchone()
    return None if row is None else int(row[0])


def asking(db: Database, engagement_id: int) -> list[int]:
    """Return the numbers of the launched waves that ask the charter, the latest first."""
    rows = db.execute(
        """
        SELECT DISTINCT number FROM wave JOIN wave_launch ON wave_launch.wave_id = wave.id
        JOIN questionnaire ON questionnaire.wave_id = wave.id AND questionnaire.charter = 1
        WHERE engagement_id = :engagement ORDER BY number DESC""",
        {"engagement": engagement_id},
    ).fetchall()
    return [int(number) for (number,) in rows]


def ratings(db: Database, engagement_id: int) -> list[Given]:
    """Return what interviewees rated, by the number of the interview; what was declined has the step 0."""
    rows = db.execute(
        """
        SELECT interview_id, subject, question, code
        FROM interview_rating JOIN interview ON interview.id = interview_id
        WHERE engagement_id = :engagement ORDER BY interview_id, subject, question""",
        {"engagement": engagement_id},
    ).fetchall()
    return [(int(number), subject, question, int(code)) for number, subject, question, code in rows]


def interviewees(db: Database, engagement_id: int) -> dict[int, str]:
    """Return who was interviewed with the charter, by the number of the interview, in the order of names."""
    rows = db.execute(
        """
        SELECT interview.id, person.name FROM interview JOIN person ON person.id = person_id
        WHERE interview.engagement_id = :engagement AND (charter = 1 OR EXISTS
            (SELECT 1 FROM interview_rating WHERE interview_id = interview.id))
        ORDER BY person.name COLLATE NOCASE, interview.id""",
        {"engagement": engagement_id},
    ).fetchall()
    return {int(number): name for number, name in rows}
