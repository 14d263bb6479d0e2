"""The changes for what consultants say beside the answers: judgements, and which weights make a roll-up."""

from sqlite_utils import Database

from workshop.migrations.changes import UTC_TEXT, changes


@changes()
def m115_judgements(db: Database) -> None:
    """Make the record of judgements, which only grows: the latest of a kind stands, none means withdrawn.

    Figures are in tenths of a level. A document that is removed leaves its title.
    """
    db.execute(f"""
        CREATE TABLE judgement (
            id INTEGER PRIMARY KEY,
            engagement_id INTEGER NOT NULL REFERENCES engagement (id),
            capability TEXT NOT NULL CHECK (capability <> ''),
            kind TEXT NOT NULL CHECK (kind IN ('evidence', 'target', 'adjustment')),
            wave_id INTEGER REFERENCES wave (id),
            tenths INTEGER CHECK (tenths BETWEEN 10 AND 50),
            reason TEXT NOT NULL CHECK (length(trim(reason)) BETWEEN 1 AND 600),
            evidence TEXT NOT NULL DEFAULT '' CHECK (length(evidence) <= 2000),
            account_id INTEGER REFERENCES account (id),
            said_by TEXT NOT NULL CHECK (length(trim(said_by)) BETWEEN 1 AND 120),
            said_at TEXT NOT NULL CHECK (said_at {UTC_TEXT}),
            CHECK ((kind = 'adjustment') = (wave_id IS NOT NULL)),
            CHECK (kind = 'adjustment' OR tenths IS NULL OR tenths % 5 = 0)
        ) STRICT""")
    db.execute("CREATE INDEX judgement_by_engagement ON judgement (engagement_id, capability, kind)")
    db.execute("CREATE INDEX judgement_by_wave ON judgement (wave_id)")
    db.execute("CREATE INDEX judgement_by_account ON judgement (account_id)")
    db.execute("""
        CREATE TABLE judgement_document (
            judgement_id INTEGER NOT NULL REFERENCES judgement (id),
            place INTEGER NOT NULL CHECK (place >= 1),
            document_id INTEGER REFERENCES document (id) ON DELETE SET NULL,
            title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
            PRIMARY KEY (judgement_id, place)
        ) STRICT, WITHOUT ROWID""")
    db.execute("CREATE INDEX judgement_document_by_document ON judgement_document (document_id)")


@changes()
def m116_the_weights_of_roll_ups(db: Database) -> None:
    """Make the tables of which weights make the scores of components: none stored means the method's own.

    Own weights are kept while others are chosen, with their reason; they are in hundredths.
    """
    db.execute(f"""
        CREATE TABLE weighing (
            engagement_id INTEGER PRIMARY KEY REFERENCES engagement (id),
            kind TEXT NOT NULL CHECK (kind IN ('pack', 'strategic', 'own')),
            reason TEXT NOT NULL DEFAULT '' CHECK (length(reason) <= 600),
            revision INTEGER NOT NULL CHECK (revision >= 1),
            account_id INTEGER REFERENCES account (id),
            set_by TEXT NOT NULL CHECK (length(trim(set_by)) BETWEEN 1 AND 120),
            set_at TEXT NOT NULL CHECK (set_at {UTC_TEXT}),
            CHECK (kind <> 'own' OR trim(reason) <> '')
        ) STRICT""")
    db.execute("CREATE INDEX weighing_by_account ON weighing (account_id)")
    db.execute("""
        CREATE TABLE own_weight (
            engagement_id INTEGER NOT NULL REFERENCES engagement (id),
            part TEXT NOT NULL CHECK (part IN ('component', 'capability')),
            name TEXT NOT NULL CHECK (name <> ''),
            hundredths INTEGER NOT NULL CHECK (hundredths BETWEEN 0 AND 10000),
            PRIMARY KEY (engagement_id, part, name)
        ) STRICT, WITHOUT ROWID""")
