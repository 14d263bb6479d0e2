"""The changes for what is given out of order: when picks and reasons were given, so that the last stands."""

from sqlite_utils import Database

from workshop.migrations.changes import changes


@changes()
def m050_when_picks_and_reasons_were_given(db: Database) -> None:
    """Make the tables of when somebody last chose picks, and last gave or took back a reason.

    They stand apart from what was given: moments never leave with it, and a reason that was taken back has
    one too. What is stored already counts as older than whatever comes.
    """
    db.execute("""
        CREATE TABLE picks_given (
            sheet_id INTEGER PRIMARY KEY REFERENCES sheet (id),
            given_ms INTEGER NOT NULL CHECK (given_ms >= 0)
        ) STRICT""")
    db.execute("""
        CREATE TABLE reason_given (
            sheet_id INTEGER NOT NULL REFERENCES sheet (id),
            capability TEXT NOT NULL CHECK (capability <> ''),
            given_ms INTEGER NOT NULL CHECK (given_ms >= 0),
            PRIMARY KEY (sheet_id, capability)
        ) STRICT, WITHOUT ROWID""")


@changes()
def m051_participants_who_were_removed(db: Database) -> None:
    """Make the record of participants whose person was removed: they did not come by the open door.

    Those removed before are told from the others by their link, which only those of the door have.
    """
    db.execute("""
        CREATE TABLE participant_removed (
            participant_id INTEGER PRIMARY KEY REFERENCES participant (id)
        ) STRICT""")
    db.execute("""
        INSERT INTO participant_removed (participant_id)
        SELECT participant.id FROM participant
        LEFT JOIN participant_link ON participant_link.participant_id = participant.id
        WHERE person_id IS NULL AND participant_link.participant_id IS NULL
              AND wave_id NOT IN (SELECT wave_id FROM wave_seal)""")
