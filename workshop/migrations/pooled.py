"""The changes for what was ever shown of the firm's own pool."""

from sqlite_utils import Database

from workshop.migrations.changes import changes


@changes()
def m140_what_the_pool_ever_showed(db: Database) -> None:
    """Keep on whom each figure of the pool ever rested, and with which tenths: later ones differ from all.

    With its last result in the pool, an organisation leaves this too.
    """
    db.execute("""
        CREATE TABLE pool_shown (
            id INTEGER PRIMARY KEY,
            pack_id TEXT NOT NULL CHECK (pack_id <> ''),
            kind TEXT NOT NULL CHECK (kind IN ('overall', 'component', 'capability')),
            subject TEXT NOT NULL CHECK (subject <> ''),
            fingerprint TEXT NOT NULL CHECK (length(fingerprint) = 32),
            likeness TEXT NOT NULL CHECK (likeness IN ('', 'sector', 'size', 'region')),
            value TEXT NOT NULL CHECK ((value = '') = (likeness = '')),
            organisations INTEGER NOT NULL CHECK (organisations >= 5)
        ) STRICT""")
    db.execute("CREATE INDEX pool_shown_by_pack ON pool_shown (pack_id)")
    db.execute("""
        CREATE TABLE pool_shown_member (
            shown_id INTEGER NOT NULL REFERENCES pool_shown (id) ON DELETE CASCADE,
            organisation TEXT NOT NULL CHECK (length(organisation) = 64),
            tenths INTEGER NOT NULL CHECK (tenths BETWEEN 10 AND 50),
            PRIMARY KEY (shown_id, organisation)
        ) STRICT, WITHOUT ROWID""")
    db.execute("CREATE INDEX pool_shown_member_by_organisation ON pool_shown_member (organisation)")
    take_up(db)
    db.execute("""
        CREATE TRIGGER pool_organisation_gone AFTER DELETE ON pool_result
        WHEN NOT EXISTS (
            SELECT 1 FROM pool_result WHERE organisation = OLD.organisation AND pack_id = OLD.pack_id)
        BEGIN
            DELETE FROM pool_shown_member WHERE organisation = OLD.organisation
                AND shown_id IN (SELECT id FROM pool_shown WHERE pack_id = OLD.pack_id);
        END""")


def take_up(db: Database) -> None:
    """Take up the figures that stand; of those before them nothing was kept."""
    for number, counts in db.execute("SELECT id, counts FROM pool_figure").fetchall():
        values = {"id": number, "organisations": sum(map(int, counts.split(",")))}
        db.execute(
            """
            INSERT INTO pool_shown (id, pack_id, kind, subject, fingerprint, likeness, value, organisations)
            SELECT id, pack_id, kind, subject, fingerprint, likeness, value, :organisations
            FROM pool_figure WHERE id = :id""",
            values,
        )
        db.execute(
            """
            INSERT INTO pool_shown_member (shown_id, organisation, tenths)
            SELECT figure_id, organisation, tenths FROM pool_member
            JOIN pool_figure ON pool_figure.id = figure_id
            JOIN pool_result ON pool_result.id = pool_member.result_id
            JOIN pool_value ON pool_value.result_id = pool_member.result_id
                AND pool_value.kind = pool_figure.kind AND pool_value.subject = pool_figure.subject
            WHERE figure_id = :id""",
            values,
        )
