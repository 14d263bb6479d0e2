"""The changes for quotes that their speakers are asked about."""

from sqlite_utils import Database

from workshop.migrations.changes import changes


@changes()
def m065_what_a_speaker_was_shown(db: Database) -> None:
    """Keep what tells a quote as its speaker was shown it, and what they would have changed.

    Where a quote is not any more what its speaker was shown, their answer no longer holds.
    """
    db.execute("ALTER TABLE passage_approval ADD COLUMN fingerprint TEXT NOT NULL DEFAULT ''")
    db.execute("""
        ALTER TABLE passage_approval
        ADD COLUMN remark TEXT NOT NULL DEFAULT '' CHECK (length(remark) <= 1000)""")
