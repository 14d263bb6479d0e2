"""The changes for initiatives: what is to be done, their parts, and suggestions that were left out.

A table that refers to an initiative does so ON DELETE CASCADE: its rows go with it.
"""

from sqlite_utils import Database

from workshop.migrations.changes import UTC_TEXT, changes

_PARTS = {
    "lift": """
        capability TEXT NOT NULL CHECK (capability <> ''),
        origin INTEGER NOT NULL CHECK (origin BETWEEN 10 AND 50),
        target INTEGER NOT NULL CHECK (target BETWEEN 10 AND 50),
        CHECK (target > origin),
        UNIQUE (initiative_id, capability)""",
    "finding": """
        key TEXT NOT NULL CHECK (length(key) BETWEEN 5 AND 300),
        UNIQUE (initiative_id, key)""",
    "deliverable": "text TEXT NOT NULL CHECK (length(trim(text)) BETWEEN 1 AND 300)",
    "milestone": """
        quarter INTEGER NOT NULL CHECK (quarter BETWEEN 1 AND 12),
        text TEXT NOT NULL CHECK (length(trim(text)) BETWEEN 1 AND 300)""",
    "measure": """
        name TEXT NOT NULL CHECK (length(trim(name)) BETWEEN 1 AND 200),
        tier TEXT NOT NULL CHECK (tier IN ('primary', 'secondary', 'tertiary')),
        has_data INTEGER CHECK (has_data IN (0, 1))""",
    "effort": """
        role TEXT NOT NULL CHECK (length(trim(role)) BETWEEN 1 AND 80),
        quarter INTEGER NOT NULL CHECK (quarter BETWEEN 1 AND 12),
        tenths INTEGER NOT NULL CHECK (tenths BETWEEN 1 AND 100000),
        UNIQUE (initiative_id, role, quarter)""",
    "risk": """
        text TEXT NOT NULL CHECK (length(trim(text)) BETWEEN 1 AND 400),
        answer TEXT NOT NULL DEFAULT '' CHECK (length(answer) <= 400)""",
    "source": """
        key TEXT NOT NULL DEFAULT '' CHECK (length(key) <= 40),
        title TEXT NOT NULL CHECK (length(trim(title)) BETWEEN 1 AND 120)""",
}
"""The lists of an initiative, each a table of its own; a source is what it was merged or split from."""


@changes()
def m125_initiatives(db: Database) -> None:
    """Make the table of initiatives; money is in whole units, running costs are those of a year."""
    db.execute(f"""
        CREATE TABLE initiative (
            id INTEGER PRIMARY KEY,
            engagement_id INTEGER NOT NULL REFERENCES engagement (id),
            place INTEGER NOT NULL CHECK (place >= 1),
            key TEXT NOT NULL DEFAULT '' CHECK (length(key) <= 40),
            origin TEXT NOT NULL CHECK (origin IN ('catalogue', 'own', 'merged', 'split')),
            title TEXT NOT NULL CHECK (length(trim(title)) BETWEEN 1 AND 120),
            component TEXT NOT NULL CHECK (component <> ''),
            why TEXT NOT NULL DEFAULT '' CHECK (length(why) <= 4000),
            owner TEXT NOT NULL DEFAULT '' CHECK (length(owner) <= 120),
            supplier TEXT NOT NULL DEFAULT '' CHECK (length(supplier) <= 120),
            quarters INTEGER NOT NULL CHECK (quarters BETWEEN 1 AND 12),
            one_off_low INTEGER NOT NULL DEFAULT 0,
            one_off_high INTEGER NOT NULL DEFAULT 0,
            running_low INTEGER NOT NULL DEFAULT 0,
            running_high INTEGER NOT NULL DEFAULT 0,
            stops_if TEXT NOT NULL DEFAULT '' CHECK (length(stops_if) <= 2000),
            uses_strength INTEGER NOT NULL DEFAULT 0 CHECK (uses_strength IN (0, 1)),
            objective_id INTEGER REFERENCES objective (id) ON DELETE SET NULL,
            revision INTEGER NOT NULL CHECK (revision >= 1),
            account_id INTEGER REFERENCES account (id),
            changed_by TEXT NOT NULL CHECK (length(trim(changed_by)) BETWEEN 1 AND 120),
            changed_at TEXT NOT NULL CHECK (changed_at {UTC_TEXT}),
            CHECK (one_off_low BETWEEN 0 AND one_off_high AND one_off_high <= 1000000000000),
            CHECK (running_low BETWEEN 0 AND running_high AND running_high <= 1000000000000)
        ) STRICT""")
    db.execute("CREATE INDEX initiative_by_engagement ON initiative (engagement_id, place)")
    db.execute("CREATE INDEX initiative_by_objective ON initiative (objective_id)")
    db.execute("CREATE INDEX initiative_by_account ON initiative (account_id)")


@changes()
def m126_parts_of_initiatives(db: Database) -> None:
    """Make the tables of what an initiative raises, serves, hands over, is measured by, needs and risks."""
    for name, columns in _PARTS.items():
        db.execute(f"""
            CREATE TABLE initiative_{name} (
                initiative_id INTEGER NOT NULL REFERENCES initiative (id) ON DELETE CASCADE,
                place INTEGER NOT NULL CHECK (place >= 1),
                {columns},
                PRIMARY KEY (initiative_id, place)
            ) STRICT, WITHOUT ROWID""")
    db.execute("""
        CREATE TABLE initiative_priority (
            initiative_id INTEGER NOT NULL REFERENCES initiative (id) ON DELETE CASCADE,
            priority_id INTEGER NOT NULL REFERENCES priority (id) ON DELETE CASCADE,
            PRIMARY KEY (initiative_id, priority_id)
        ) STRICT, WITHOUT ROWID""")
    db.execute("CREATE INDEX initiative_priority_by_priority ON initiative_priority (priority_id)")
    db.execute("""
        CREATE TABLE initiative_prerequisite (
            initiative_id INTEGER NOT NULL REFERENCES initiative (id) ON DELETE CASCADE,
            prerequisite_id INTEGER NOT NULL REFERENCES initiative (id) ON DELETE CASCADE,
            PRIMARY KEY (initiative_id, prerequisite_id),
            CHECK (initiative_id <> prerequisite_id)
        ) STRICT, WITHOUT ROWID""")
    db.execute("CREATE INDEX initiative_prerequisite_by_other ON initiative_prerequisite (prerequisite_id)")


@changes()
def m127_suggestions_left_out(db: Database) -> None:
    """Make the table of initiatives of the catalogue that consultants do not want suggested."""
    db.execute(f"""
        CREATE TABLE initiative_dismissal (
            engagement_id INTEGER NOT NULL REFERENCES engagement (id),
            key TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 40),
            account_id INTEGER REFERENCES account (id),
            dismissed_by TEXT NOT NULL CHECK (length(trim(dismissed_by)) BETWEEN 1 AND 120),
            dismissed_at TEXT NOT NULL CHECK (dismissed_at {UTC_TEXT}),
            PRIMARY KEY (engagement_id, key)
        ) STRICT, WITHOUT ROWID""")
    db.execute("CREATE INDEX initiative_dismissal_by_account ON initiative_dismissal (account_id)")
