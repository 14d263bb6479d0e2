"""The changes for interviews in calendars, and for notes that are saved more than once or out of order."""

from sqlite_utils import Database

from workshop.migrations.changes import UTC_TEXT, changes


@changes()
def m060_interviews_in_calendars(db: Database) -> None:
    """Give interviews what a calendar knows them by, and count how often what stands there was changed."""
    db.execute(f"""
        CREATE TABLE interview_calendar (
            interview_id INTEGER PRIMARY KEY REFERENCES interview (id),
            uid TEXT NOT NULL CHECK (length(uid) BETWEEN 8 AND 40),
            sequence INTEGER NOT NULL DEFAULT 0 CHECK (sequence >= 0),
            changed_at TEXT NOT NULL CHECK (changed_at {UTC_TEXT})
        ) STRICT""")


@changes()
def m061_saves_while_talking(db: Database) -> None:
    """Keep the last save of each device for each note and rating, so that an earlier one comes too late.

    `revision` is that of the note after the save: where it still stands, nobody else has written since.
    """
    db.execute("""
        CREATE TABLE interview_save (
            interview_id INTEGER NOT NULL REFERENCES interview (id),
            device TEXT NOT NULL CHECK (length(device) BETWEEN 8 AND 40),
            subject TEXT NOT NULL CHECK (subject <> ''),
            turn INTEGER NOT NULL CHECK (turn >= 0),
            revision INTEGER NOT NULL CHECK (revision >= 0),
            PRIMARY KEY (interview_id, device, subject)
        ) STRICT, WITHOUT ROWID""")
