"""The change for links that ended with their wave."""

from sqlite_utils import Database

from workshop.migrations.changes import UTC_TEXT, changes


@changes()
def m026_links_that_ended_with_their_wave(db: Database) -> None:
    """Let a link have ended because its wave was sealed, so that its holder is told so."""
    db.execute(f"""
        CREATE TABLE new_ended_link (
            hash TEXT PRIMARY KEY CHECK (length(hash) = 64),
            engagement_id INTEGER NOT NULL REFERENCES engagement (id),
            reason TEXT NOT NULL CHECK (reason IN ('replaced', 'revoked', 'sealed')),
            ended_at TEXT NOT NULL CHECK (ended_at {UTC_TEXT})
        ) STRICT, WITHOUT ROWID""")
    db.execute("""
        INSERT INTO new_ended_link (hash, engagement_id, reason, ended_at)
        SELECT hash, engagement_id, reason, ended_at FROM ended_link""")
    db.execute("DROP TABLE ended_link")
    db.execute("ALTER TABLE new_ended_link RENAME TO ended_link")
    db.execute("CREATE INDEX ended_link_by_engagement ON ended_link (engagement_id)")
