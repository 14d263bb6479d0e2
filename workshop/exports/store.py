"""What is read for exports only."""

from sqlite_utils import Database

from workshop.assessments.comments.store import Words, names


def shown_words(db: Database, wave_id: int) -> list[tuple[str, Words]]:
    """Return what consultants see of all capabilities: comments, then reasons, in an order of chance."""
    rows = db.execute(
        """
        SELECT capability, kind, drawn, text FROM shown_words
        WHERE wave_id = :wave ORDER BY capability, kind, drawn""",
        {"wave": wave_id},
    ).fetchall()
    said_by = {each: names(db, wave_id, each) or {} for each in {row[0] for row in rows}}
    return [(of, Words(kind, text, said_by[of].get((kind, drawn), ""))) for of, kind, drawn, text in rows]
