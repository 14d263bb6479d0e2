"""What is read for exports only."""

from sqlite_utils import Database

from workshop.assessments.comments.store import Words


def shown_words(db: Database, wave_id: int) -> list[tuple[str, Words]]:
    """Return what is shown of all capabilities of a wave: comments, then reasons, in an order of chance."""
    rows = db.query(
        """
        SELECT capability, kind, text FROM shown_words
        WHERE wave_id = :wave ORDER BY capability, kind, drawn""",
        {"wave": wave_id},
    )
    return [(row["capability"], Words(row["kind"], row["text"])) for row in rows]
