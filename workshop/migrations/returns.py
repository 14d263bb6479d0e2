"""The changes for the return of the programme: what it is assumed to bring, and the record of who said so."""

from sqlite_utils import Database

from workshop.migrations.changes import UTC_TEXT, changes

_MOST = 1_000_000_000_000


@changes()
def m131_assumptions_of_the_return(db: Database) -> None:
    """Make the tables of outcomes, of the initiatives that bring them, and of the single figures.

    Amounts are whole units of money a year, `counted` per mille, a discount rate hundredths of a percent. An
    outcome without initiatives comes from the whole programme.
    """
    db.execute(f"""
        CREATE TABLE return_outcome (
            id INTEGER PRIMARY KEY,
            engagement_id INTEGER NOT NULL REFERENCES engagement (id),
            name TEXT NOT NULL CHECK (length(trim(name)) BETWEEN 1 AND 120),
            low INTEGER NOT NULL,
            expected INTEGER NOT NULL,
            high INTEGER NOT NULL,
            counted INTEGER NOT NULL CHECK (counted BETWEEN 0 AND 1000),
            lag INTEGER NOT NULL CHECK (lag BETWEEN 0 AND 12),
            ramp INTEGER NOT NULL CHECK (ramp BETWEEN 1 AND 12),
            timing TEXT NOT NULL CHECK (timing IN ('together', 'step by step')),
            of_programme INTEGER NOT NULL CHECK (of_programme IN (0, 1)),
            priority_id INTEGER REFERENCES priority (id) ON DELETE SET NULL,
            reason TEXT NOT NULL CHECK (length(trim(reason)) BETWEEN 1 AND 600),
            revision INTEGER NOT NULL CHECK (revision >= 1),
            account_id INTEGER REFERENCES account (id),
            set_by TEXT NOT NULL CHECK (length(trim(set_by)) BETWEEN 1 AND 120),
            set_at TEXT NOT NULL CHECK (set_at {UTC_TEXT}),
            CHECK (0 <= low AND low <= expected AND expected <= high AND high <= {_MOST})
        ) STRICT""")
    db.execute("CREATE INDEX return_outcome_by_engagement ON return_outcome (engagement_id)")
    db.execute("CREATE INDEX return_outcome_by_priority ON return_outcome (priority_id)")
    db.execute("CREATE INDEX return_outcome_by_account ON return_outcome (account_id)")
    _make_bringing_and_figures(db)


def _make_bringing_and_figures(db: Database) -> None:
    db.execute("""
        CREATE TABLE return_outcome_initiative (
            outcome_id INTEGER NOT NULL REFERENCES return_outcome (id) ON DELETE CASCADE,
            initiative_id INTEGER NOT NULL REFERENCES initiative (id) ON DELETE CASCADE,
            PRIMARY KEY (outcome_id, initiative_id)
        ) STRICT, WITHOUT ROWID""")
    db.execute("CREATE INDEX return_outcome_by_initiative ON return_outcome_initiative (initiative_id)")
    db.execute(f"""
        CREATE TABLE return_figure (
            engagement_id INTEGER NOT NULL REFERENCES engagement (id),
            kind TEXT NOT NULL CHECK (kind IN ('discount', 'spend', 'contribution')),
            value INTEGER NOT NULL CHECK (value BETWEEN 0 AND {_MOST}),
            reason TEXT NOT NULL CHECK (length(trim(reason)) BETWEEN 1 AND 600),
            revision INTEGER NOT NULL CHECK (revision >= 1),
            account_id INTEGER REFERENCES account (id),
            set_by TEXT NOT NULL CHECK (length(trim(set_by)) BETWEEN 1 AND 120),
            set_at TEXT NOT NULL CHECK (set_at {UTC_TEXT}),
            PRIMARY KEY (engagement_id, kind),
            CHECK (kind <> 'discount' OR value <= 10000),
            CHECK (kind <> 'spend' OR value > 0)
        ) STRICT, WITHOUT ROWID""")
    db.execute("CREATE INDEX return_figure_by_account ON return_figure (account_id)")


@changes()
def m132_the_record_of_assumptions(db: Database) -> None:
    """Make the record of what was assumed, which only grows: each line says what stands from then on."""
    db.execute(f"""
        CREATE TABLE return_record (
            id INTEGER PRIMARY KEY,
            engagement_id INTEGER NOT NULL REFERENCES engagement (id),
            subject TEXT NOT NULL CHECK (length(trim(subject)) BETWEEN 1 AND 120),
            said TEXT NOT NULL CHECK (length(trim(said)) BETWEEN 1 AND 400),
            reason TEXT NOT NULL DEFAULT '' CHECK (length(reason) <= 600),
            account_id INTEGER REFERENCES account (id),
            said_by TEXT NOT NULL CHECK (length(trim(said_by)) BETWEEN 1 AND 120),
            said_at TEXT NOT NULL CHECK (said_at {UTC_TEXT})
        ) STRICT""")
    db.execute("CREATE INDEX return_record_by_engagement ON return_record (engagement_id)")
    db.execute("CREATE INDEX return_record_by_account ON return_record (account_id)")
