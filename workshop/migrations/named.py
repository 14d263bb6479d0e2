"""The change for comments that consultants read with the names of those who agreed to it."""

from sqlite_utils import Database

from workshop.migrations.changes import changes


@changes()
def m152_names_beside_comments(db: Database) -> None:
    """Keep which waves promised names beside comments at launch, and whose words those of them are.

    Waves launched before promised comments without a name, and keep to that. Whoever takes the agreement
    back, or is removed, is parted from the words at once.
    """
    db.execute("ALTER TABLE wave_launch ADD COLUMN names_words INTEGER CHECK (names_words = 1)")
    db.execute("""
        CREATE TABLE words_said_by (
            wave_id INTEGER NOT NULL REFERENCES wave (id),
            capability TEXT NOT NULL,
            kind TEXT NOT NULL,
            drawn TEXT NOT NULL,
            participant_id INTEGER NOT NULL REFERENCES participant (id) ON DELETE CASCADE,
            PRIMARY KEY (wave_id, capability, kind, drawn)
        ) STRICT, WITHOUT ROWID""")
    db.execute("CREATE INDEX words_said_by_participant ON words_said_by (participant_id)")
    db.execute("""
        CREATE TRIGGER words_without_agreement AFTER UPDATE OF named ON sheet_holder WHEN NEW.named = 0
        BEGIN
            DELETE FROM words_said_by WHERE participant_id = NEW.participant_id;
        END""")
