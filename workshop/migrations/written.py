"""The changes for written answers that come from several devices, late or twice."""

from sqlite_utils import Database

from workshop.migrations.changes import changes


@changes()
def m070_devices_of_written_answers(db: Database) -> None:
    """Remember the last save of each device, and which stretch of typing an answer came from."""
    db.execute("ALTER TABLE written_answer ADD COLUMN chain TEXT")
    db.execute("""
        CREATE TABLE interview_device (
            interview_id INTEGER NOT NULL REFERENCES interview (id),
            device TEXT NOT NULL CHECK (device <> ''),
            turn INTEGER NOT NULL CHECK (turn >= 0),
            PRIMARY KEY (interview_id, device)
        ) STRICT, WITHOUT ROWID""")
