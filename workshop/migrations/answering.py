"""The changes for answers that overtake each other on their way, and for packs that stand in nobody's way."""

from sqlite_utils import Database

from workshop.migrations.changes import UTC_TEXT, changes


@changes()
def m091_when_a_device_last_saved(db: Database) -> None:
    """Remember when the last batch of a device was stored, in ms on the server's clock; 0 is not known."""
    db.execute("ALTER TABLE device_save ADD COLUMN saved_ms INTEGER NOT NULL DEFAULT 0 CHECK (saved_ms >= 0)")


@changes()
def m092_packs_behind_all_else_of_a_wave(db: Database) -> None:
    """Move a wave's pack behind its other columns.

    A pack fills some fifty pages of the file, and whoever reads a column behind it goes through them all.
    What is added to this table later stands behind it too: nothing that is read with every answer.
    """
    columns = """id, engagement_id, number, pack_id, pack_version, threshold, comment_threshold, mode,
        message, opens_at, closes_at, grace_days, created_at, pack"""
    db.execute(f"""
        CREATE TABLE new_wave (
            id INTEGER PRIMARY KEY,
            engagement_id INTEGER NOT NULL REFERENCES engagement (id),
            number INTEGER NOT NULL CHECK (number >= 1),
            pack_id TEXT NOT NULL CHECK (pack_id <> ''),
            pack_version TEXT NOT NULL CHECK (pack_version <> ''),
            threshold INTEGER NOT NULL CHECK (threshold BETWEEN 3 AND 10),
            comment_threshold INTEGER NOT NULL DEFAULT 10 CHECK (comment_threshold BETWEEN threshold AND 20),
            mode TEXT NOT NULL DEFAULT 'confidential' CHECK (mode IN ('confidential', 'named')),
            message TEXT NOT NULL DEFAULT '' CHECK (length(message) <= 3000),
            opens_at TEXT CHECK (opens_at {UTC_TEXT}),
            closes_at TEXT CHECK (closes_at {UTC_TEXT} AND (opens_at IS NULL OR closes_at > opens_at)),
            grace_days INTEGER NOT NULL DEFAULT 14 CHECK (grace_days BETWEEN 0 AND 90),
            created_at TEXT NOT NULL CHECK (created_at {UTC_TEXT}),
            pack TEXT NOT NULL CHECK (pack <> ''),
            UNIQUE (engagement_id, number)
        ) STRICT""")
    db.execute(f"INSERT INTO new_wave ({columns}) SELECT {columns} FROM wave")  # noqa: S608
    db.execute("DROP TABLE wave")
    db.execute("ALTER TABLE new_wave RENAME TO wave")
