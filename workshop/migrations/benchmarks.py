"""The changes for comparing with others: figures that a consultant enters, and the firm's own pool."""

from sqlite_utils import Database

from workshop.migrations.changes import UTC_TEXT, changes

_LEVEL = "BETWEEN 100 AND 500"
_KEY = "CHECK (kind IN ('overall', 'component', 'capability') AND subject <> '' AND length(fingerprint) = 32)"


@changes()
def m110_figures_of_others(db: Database) -> None:
    """Keep what a consultant entered of how others do, in hundredths of a level, one figure for each id.

    From five organisations on there is a median, from twenty on there may be quartiles.
    """
    db.execute(f"""
        CREATE TABLE benchmark_figure (
            engagement_id INTEGER NOT NULL REFERENCES engagement (id),
            kind TEXT NOT NULL CHECK (kind IN ('overall', 'component', 'capability')),
            subject TEXT NOT NULL CHECK (subject <> ''),
            median INTEGER NOT NULL CHECK (median {_LEVEL}),
            low INTEGER CHECK (low {_LEVEL}),
            high INTEGER CHECK (high {_LEVEL}),
            organisations INTEGER NOT NULL CHECK (organisations BETWEEN 5 AND 1000000),
            source TEXT NOT NULL CHECK (length(trim(source)) BETWEEN 1 AND 160),
            first_year INTEGER NOT NULL CHECK (first_year BETWEEN 1950 AND 2100),
            last_year INTEGER NOT NULL CHECK (last_year BETWEEN first_year AND 2100),
            PRIMARY KEY (engagement_id, kind, subject),
            CHECK ((low IS NULL) = (high IS NULL)),
            CHECK (low IS NULL OR (low <= median AND median <= high AND organisations >= 20))
        ) STRICT, WITHOUT ROWID""")
    db.execute(f"""
        CREATE TABLE benchmark_draft (
            id TEXT PRIMARY KEY CHECK (length(id) = 32),
            engagement_id INTEGER NOT NULL REFERENCES engagement (id),
            source TEXT NOT NULL,
            document TEXT NOT NULL,
            made_at TEXT NOT NULL CHECK (made_at {UTC_TEXT})
        ) STRICT""")
    db.execute("CREATE INDEX benchmark_draft_by_engagement ON benchmark_draft (engagement_id)")


@changes()
def m111_the_pool(db: Database) -> None:
    """Make the firm's own pool of what organisations gave; nothing in it names one or its engagement."""
    db.execute("""
        CREATE TABLE pool_result (
            id INTEGER PRIMARY KEY,
            organisation TEXT NOT NULL CHECK (length(organisation) = 64),
            pack_id TEXT NOT NULL CHECK (pack_id <> ''),
            year INTEGER NOT NULL CHECK (year BETWEEN 1950 AND 2100),
            quarter INTEGER NOT NULL CHECK (quarter BETWEEN 1 AND 4),
            sector TEXT NOT NULL,
            size TEXT NOT NULL,
            region TEXT NOT NULL
        ) STRICT""")
    db.execute("CREATE INDEX pool_result_by_pack ON pool_result (pack_id)")
    db.execute(f"""
        CREATE TABLE pool_value (
            result_id INTEGER NOT NULL REFERENCES pool_result (id) ON DELETE CASCADE,
            kind TEXT NOT NULL,
            subject TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            tenths INTEGER NOT NULL CHECK (tenths BETWEEN 10 AND 50),
            PRIMARY KEY (result_id, kind, subject),
            {_KEY}
        ) STRICT, WITHOUT ROWID""")


@changes()
def m112_what_the_pool_shows(db: Database) -> None:
    """Keep the figures of the pool: how many organisations stand at each tenth of a level.

    Their members are those of the results they rest on that are still in the pool.
    """
    db.execute(f"""
        CREATE TABLE pool_figure (
            id INTEGER PRIMARY KEY,
            pack_id TEXT NOT NULL CHECK (pack_id <> ''),
            kind TEXT NOT NULL,
            subject TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            likeness TEXT NOT NULL CHECK (likeness IN ('', 'sector', 'size', 'region')),
            value TEXT NOT NULL CHECK ((value = '') = (likeness = '')),
            counts TEXT NOT NULL CHECK (counts <> ''),
            first_year INTEGER NOT NULL,
            last_year INTEGER NOT NULL,
            UNIQUE (pack_id, kind, subject, fingerprint, likeness, value),
            {_KEY}
        ) STRICT""")
    db.execute("""
        CREATE TABLE pool_member (
            figure_id INTEGER NOT NULL REFERENCES pool_figure (id) ON DELETE CASCADE,
            result_id INTEGER NOT NULL REFERENCES pool_result (id) ON DELETE CASCADE,
            PRIMARY KEY (figure_id, result_id)
        ) STRICT, WITHOUT ROWID""")
    db.execute("CREATE INDEX pool_member_by_result ON pool_member (result_id)")


@changes()
def m113_what_an_engagement_gave(db: Database) -> None:
    """Keep which result of the pool is an engagement's, and where it stands in figures that are shown.

    With the engagement its result leaves the pool, unless the client agreed that it stays.
    """
    db.execute(f"""
        CREATE TABLE pool_share (
            engagement_id INTEGER PRIMARY KEY REFERENCES engagement (id),
            result_id INTEGER NOT NULL UNIQUE REFERENCES pool_result (id),
            wave INTEGER NOT NULL CHECK (wave >= 1),
            organisation TEXT NOT NULL CHECK (length(trim(organisation)) BETWEEN 1 AND 120),
            stays INTEGER NOT NULL CHECK (stays IN (0, 1)),
            account_id INTEGER REFERENCES account (id),
            shared_at TEXT NOT NULL CHECK (shared_at {UTC_TEXT})
        ) STRICT""")
    db.execute("""
        CREATE TRIGGER pool_share_ended AFTER DELETE ON pool_share WHEN OLD.stays = 0
        BEGIN
            DELETE FROM pool_result WHERE id = OLD.result_id;
        END""")
    db.execute("""
        CREATE TABLE pool_within (
            engagement_id INTEGER NOT NULL REFERENCES engagement (id),
            figure_id INTEGER NOT NULL REFERENCES pool_figure (id) ON DELETE CASCADE,
            organisation TEXT NOT NULL CHECK (length(organisation) = 64),
            account_id INTEGER REFERENCES account (id),
            tenths INTEGER NOT NULL CHECK (tenths BETWEEN 10 AND 50),
            PRIMARY KEY (engagement_id, figure_id)
        ) STRICT, WITHOUT ROWID""")
    db.execute("CREATE INDEX pool_within_by_figure ON pool_within (figure_id)")
