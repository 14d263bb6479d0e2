"""The first changes: engagements, their waves, what people answered, and the stored counts."""

from sqlite_utils import Database

from workshop.migrations.changes import UTC_TEXT, changes


@changes()
def m001_engagements_and_waves(db: Database) -> None:
    """Make the tables of a client engagement and of its rounds of assessment."""
    db.execute(f"""
        CREATE TABLE engagement (
            id INTEGER PRIMARY KEY,
            client TEXT NOT NULL CHECK (length(trim(client)) BETWEEN 1 AND 120),
            function_assessed TEXT NOT NULL CHECK (length(trim(function_assessed)) BETWEEN 1 AND 80),
            consultancy TEXT NOT NULL DEFAULT '' CHECK (length(consultancy) <= 120),
            created_at TEXT NOT NULL CHECK (created_at {UTC_TEXT})
        ) STRICT""")
    db.execute("CREATE INDEX engagement_by_client ON engagement (client)")
    db.execute(f"""
        CREATE TABLE wave (
            id INTEGER PRIMARY KEY,
            engagement_id INTEGER NOT NULL REFERENCES engagement (id),
            number INTEGER NOT NULL CHECK (number >= 1),
            threshold INTEGER NOT NULL CHECK (threshold BETWEEN 3 AND 10),
            pack_id TEXT NOT NULL CHECK (pack_id <> ''),
            pack_version TEXT NOT NULL CHECK (pack_version <> ''),
            pack TEXT NOT NULL CHECK (pack <> ''),
            file_name TEXT NOT NULL,
            imported_at TEXT NOT NULL CHECK (imported_at {UTC_TEXT}),
            UNIQUE (engagement_id, number)
        ) STRICT""")


@changes()
def m002_answers(db: Database) -> None:
    """Make the tables of what people answered; a blank is an asked item without an answer row."""
    question = "TEXT NOT NULL CHECK (question IN ('current', 'target', 'importance'))"
    db.execute(f"""
        CREATE TABLE asked (
            wave_id INTEGER NOT NULL REFERENCES wave (id),
            capability TEXT NOT NULL CHECK (capability <> ''),
            question {question},
            PRIMARY KEY (wave_id, capability, question)
        ) STRICT, WITHOUT ROWID""")
    db.execute("""
        CREATE TABLE sheet (
            id INTEGER PRIMARY KEY,
            wave_id INTEGER NOT NULL REFERENCES wave (id),
            label TEXT NOT NULL CHECK (label <> ''),
            UNIQUE (wave_id, label)
        ) STRICT""")
    db.execute("""
        CREATE TABLE sheet_group (
            sheet_id INTEGER NOT NULL REFERENCES sheet (id),
            group_column TEXT NOT NULL CHECK (group_column <> ''),
            value TEXT NOT NULL,
            PRIMARY KEY (sheet_id, group_column)
        ) STRICT, WITHOUT ROWID""")
    db.execute(f"""
        CREATE TABLE answer (
            sheet_id INTEGER NOT NULL REFERENCES sheet (id),
            capability TEXT NOT NULL CHECK (capability <> ''),
            question {question},
            code INTEGER NOT NULL CHECK (code BETWEEN 1 AND 7),
            PRIMARY KEY (sheet_id, capability, question)
        ) STRICT, WITHOUT ROWID""")
    db.execute("""
        CREATE TABLE comment (
            id INTEGER PRIMARY KEY,
            sheet_id INTEGER NOT NULL REFERENCES sheet (id),
            capability TEXT NOT NULL CHECK (capability <> ''),
            text TEXT NOT NULL CHECK (length(trim(text)) > 0),
            UNIQUE (sheet_id, capability)
        ) STRICT""")


@changes()
def m003_tallies(db: Database) -> None:
    """Make the table of stored counts, which result pages read in place of the answers."""
    db.execute(f"""
        CREATE TABLE tally (
            wave_id INTEGER PRIMARY KEY REFERENCES wave (id),
            counted_at TEXT NOT NULL CHECK (counted_at {UTC_TEXT}),
            document TEXT NOT NULL CHECK (document <> '')
        ) STRICT""")
