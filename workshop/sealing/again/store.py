"""What the database tells about seals when a backup takes its place."""

from dataclasses import dataclass

from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class Identity:
    """What a wave is known by in every copy of a database."""

    engagement_id: int
    engagement_made: str
    number: int
    made: str


_IDENTITY = """
    engagement.id AS engagement_id, engagement.created_at AS engagement_made, wave.number,
    wave.created_at AS made"""
_IDENTIFIED = "wave JOIN engagement ON engagement.id = wave.engagement_id"


def unsealed(db: Database) -> list[int]:
    """Return the numbers of the rows of all waves that were launched and are not sealed."""
    rows = db.query("""
        SELECT wave_launch.wave_id FROM wave_launch
        LEFT JOIN wave_seal ON wave_seal.wave_id = wave_launch.wave_id
        WHERE wave_seal.wave_id IS NULL ORDER BY wave_launch.wave_id""")
    return [row["wave_id"] for row in rows]


def seals(db: Database) -> frozenset[Identity]:
    """Return what every sealed wave of a database is known by; nothing in one older than seals."""
    if "wave_seal" not in db.table_names():
        return frozenset()
    rows = db.query(f"SELECT {_IDENTITY} FROM {_IDENTIFIED} WHERE wave.id IN (SELECT wave_id FROM wave_seal)")
    return frozenset(Identity(**row) for row in rows)


def identity(db: Database, wave_id: int) -> Identity:
    """Return what a wave is known by in every copy."""
    rows = db.query(f"SELECT {_IDENTITY} FROM {_IDENTIFIED} WHERE wave.id = :wave", {"wave": wave_id})
    return Identity(**next(iter(rows)))
