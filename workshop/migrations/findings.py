"""The changes for findings: what consultants decided on each, and what it rested on when they did."""

from sqlite_utils import Database

from workshop.migrations.changes import UTC_TEXT, changes


@changes()
def m105_findings(db: Database) -> None:
    """Make the table of decisions; suggestions that nobody touched have no row, they come from the scores.

    `wave` is the number of the wave whose scores were seen, 0 for none.
    """
    db.execute(f"""
        CREATE TABLE finding (
            id INTEGER PRIMARY KEY,
            engagement_id INTEGER NOT NULL REFERENCES engagement (id),
            key TEXT NOT NULL CHECK (length(key) BETWEEN 5 AND 300),
            kind TEXT NOT NULL CHECK (kind IN ('gap', 'strength', 'opportunity', 'disagreement',
                'perception', 'blind_spot', 'over_investment', 'foundation', 'unsupported', 'order', 'own')),
            component TEXT NOT NULL DEFAULT '',
            title TEXT NOT NULL DEFAULT '' CHECK (length(title) <= 200),
            text TEXT NOT NULL DEFAULT '' CHECK (length(text) <= 1200),
            suggested_title TEXT NOT NULL DEFAULT '',
            suggested_text TEXT NOT NULL DEFAULT '',
            state TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'dismissed')),
            reason TEXT NOT NULL DEFAULT '' CHECK (length(reason) <= 300),
            pinned INTEGER NOT NULL DEFAULT 0 CHECK (pinned IN (0, 1)),
            wave INTEGER NOT NULL CHECK (wave >= 0),
            revision INTEGER NOT NULL CHECK (revision >= 1),
            account_id INTEGER REFERENCES account (id),
            decided_by TEXT NOT NULL CHECK (length(trim(decided_by)) BETWEEN 1 AND 120),
            decided_at TEXT NOT NULL CHECK (decided_at {UTC_TEXT}),
            UNIQUE (engagement_id, key),
            CHECK ((state = 'dismissed') = (trim(reason) <> '')),
            CHECK (pinned = 0 OR state = 'accepted'),
            CHECK (trim(title) <> '' OR trim(suggested_title) <> '')
        ) STRICT""")
    db.execute("CREATE INDEX finding_by_account ON finding (account_id)")


@changes()
def m106_what_findings_rest_on(db: Database) -> None:
    """Make the tables of the capabilities and figures of a finding, and of which became part of another."""
    db.execute("""
        CREATE TABLE finding_capability (
            finding_id INTEGER NOT NULL REFERENCES finding (id),
            capability TEXT NOT NULL CHECK (capability <> ''),
            PRIMARY KEY (finding_id, capability)
        ) STRICT, WITHOUT ROWID""")
    db.execute("""
        CREATE TABLE finding_figure (
            finding_id INTEGER NOT NULL REFERENCES finding (id),
            place INTEGER NOT NULL CHECK (place >= 1),
            name TEXT NOT NULL CHECK (name <> ''),
            shown TEXT NOT NULL CHECK (length(shown) BETWEEN 1 AND 40),
            PRIMARY KEY (finding_id, place)
        ) STRICT, WITHOUT ROWID""")
    db.execute("""
        CREATE TABLE finding_merger (
            finding_id INTEGER PRIMARY KEY REFERENCES finding (id),
            into_id INTEGER NOT NULL REFERENCES finding (id),
            CHECK (finding_id <> into_id)
        ) STRICT""")
    db.execute("CREATE INDEX finding_merger_by_into ON finding_merger (into_id)")
