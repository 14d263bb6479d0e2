"""What the database marks people and waves with: a number by chance, another one after each change."""

from collections.abc import Sequence

from sqlite_utils import Database

from workshop.marks.keeping import Mark


def of_people(db: Database, engagement_ids: Sequence[int]) -> dict[int, Mark]:
    """Return the mark of each engagement's people: it is another once they, roles, links or groups change."""
    holes = ", ".join("?" * len(engagement_ids))
    rows = db.execute(
        f"SELECT engagement_id, mark FROM people_mark WHERE engagement_id IN ({holes})", list(engagement_ids)
    )
    return {row[0]: Mark((row[1],)) for row in rows.fetchall()}


def of_waves(db: Database, wave_ids: Sequence[int]) -> dict[int, Mark]:
    """Return the mark of each wave: of who is asked, who has finished, and of the engagement's people."""
    if not wave_ids:
        return {}
    holes = ", ".join("?" * len(wave_ids))
    rows = db.execute(
        f"""
        SELECT wave.id, wave_mark.mark, people_mark.mark, wave_closure.wave_id IS NULL
        FROM wave JOIN wave_mark ON wave_mark.wave_id = wave.id
        JOIN people_mark ON people_mark.engagement_id = wave.engagement_id
        LEFT JOIN wave_closure ON wave_closure.wave_id = wave.id WHERE wave.id IN ({holes})""",
        list(wave_ids),
    )
    return {row[0]: Mark((row[1], row[2]), runs=bool(row[3])) for row in rows.fetchall()}
