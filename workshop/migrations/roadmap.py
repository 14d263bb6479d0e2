"""The changes for the roadmap: what there is to do it with, when initiatives are done, and schedules."""

from sqlite_utils import Database

from workshop.migrations.changes import UTC_TEXT, changes

_DAY = "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"
_QUARTER = "CHECK (quarter BETWEEN 1 AND 12)"


@changes()
def m128_what_there_is_to_do_it_with(db: Database) -> None:
    """Make the tables of a roadmap's begin and reserve, its budget by quarter, its roles and their days.

    Without a row nobody has set anything. `reserve` is in percent, days in tenths, money in whole units; a
    role without days has no limit, nor has a roadmap without budgets. The revision counts every change,
    placements included.
    """
    db.execute(f"""
        CREATE TABLE roadmap (
            engagement_id INTEGER PRIMARY KEY REFERENCES engagement (id),
            starts_on TEXT CHECK (starts_on {_DAY}),
            reserve INTEGER NOT NULL CHECK (reserve BETWEEN 0 AND 90),
            revision INTEGER NOT NULL CHECK (revision >= 1),
            account_id INTEGER REFERENCES account (id),
            changed_by TEXT NOT NULL CHECK (length(trim(changed_by)) BETWEEN 1 AND 120),
            changed_at TEXT NOT NULL CHECK (changed_at {UTC_TEXT})
        ) STRICT""")
    db.execute("CREATE INDEX roadmap_by_account ON roadmap (account_id)")
    db.execute(f"""
        CREATE TABLE roadmap_budget (
            engagement_id INTEGER NOT NULL REFERENCES engagement (id),
            quarter INTEGER NOT NULL {_QUARTER},
            amount INTEGER NOT NULL CHECK (amount BETWEEN 0 AND 1000000000000),
            PRIMARY KEY (engagement_id, quarter)
        ) STRICT, WITHOUT ROWID""")
    _make_roles(db)


def _make_roles(db: Database) -> None:
    db.execute("""
        CREATE TABLE roadmap_role (
            id INTEGER PRIMARY KEY,
            engagement_id INTEGER NOT NULL REFERENCES engagement (id),
            place INTEGER NOT NULL CHECK (place >= 1),
            name TEXT NOT NULL CHECK (length(trim(name)) BETWEEN 1 AND 80),
            day_rate INTEGER CHECK (day_rate BETWEEN 0 AND 1000000),
            UNIQUE (engagement_id, name)
        ) STRICT""")
    db.execute(f"""
        CREATE TABLE roadmap_days (
            role_id INTEGER NOT NULL REFERENCES roadmap_role (id) ON DELETE CASCADE,
            quarter INTEGER NOT NULL {_QUARTER},
            tenths INTEGER NOT NULL CHECK (tenths BETWEEN 0 AND 1000000),
            PRIMARY KEY (role_id, quarter)
        ) STRICT, WITHOUT ROWID""")


@changes()
def m129_placements(db: Database) -> None:
    """Make the table of when each initiative begins; one without a row has no place."""
    db.execute("""
        CREATE TABLE placement (
            initiative_id INTEGER PRIMARY KEY REFERENCES initiative (id) ON DELETE CASCADE,
            start INTEGER NOT NULL CHECK (start BETWEEN 1 AND 12),
            pinned INTEGER NOT NULL DEFAULT 0 CHECK (pinned IN (0, 1))
        ) STRICT""")


@changes()
def m130_schedules(db: Database) -> None:
    """Make the tables of the last schedule, of the one that is asked for, and of one that came too late.

    `gap` and `gained` are in hundredths of a percent; `revision` is that of the roadmap once it was applied.
    A wish keeps the problem as it was when somebody asked, and a fingerprint that tells whether it still is.
    """
    db.execute(f"""
        CREATE TABLE schedule (
            engagement_id INTEGER PRIMARY KEY REFERENCES engagement (id),
            kind TEXT NOT NULL CHECK (kind IN ('draft', 'improved')),
            gap INTEGER CHECK (gap BETWEEN 0 AND 10000),
            gained INTEGER NOT NULL DEFAULT 0 CHECK (gained >= 0),
            milliseconds INTEGER NOT NULL CHECK (milliseconds >= 0),
            revision INTEGER NOT NULL CHECK (revision >= 1),
            made_by TEXT NOT NULL CHECK (length(trim(made_by)) BETWEEN 1 AND 120),
            made_at TEXT NOT NULL CHECK (made_at {UTC_TEXT}),
            CHECK ((kind = 'draft') = (gap IS NULL))
        ) STRICT""")
    db.execute(f"""
        CREATE TABLE schedule_wish (
            engagement_id INTEGER PRIMARY KEY REFERENCES engagement (id),
            seconds INTEGER NOT NULL CHECK (seconds BETWEEN 1 AND 600),
            problem TEXT NOT NULL CHECK (problem <> ''),
            fingerprint TEXT NOT NULL CHECK (length(fingerprint) = 64),
            account_id INTEGER REFERENCES account (id),
            asked_by TEXT NOT NULL CHECK (length(trim(asked_by)) BETWEEN 1 AND 120),
            asked_at TEXT NOT NULL CHECK (asked_at {UTC_TEXT}),
            gap INTEGER CHECK (gap BETWEEN 0 AND 10000),
            gained INTEGER CHECK (gained >= 0)
        ) STRICT""")
    db.execute("CREATE INDEX schedule_wish_by_account ON schedule_wish (account_id)")
    _make_offers(db)


def _make_offers(db: Database) -> None:
    db.execute(f"""
        CREATE TABLE schedule_offer (
            engagement_id INTEGER PRIMARY KEY REFERENCES engagement (id),
            gap INTEGER NOT NULL CHECK (gap BETWEEN 0 AND 10000),
            gained INTEGER NOT NULL CHECK (gained >= 0),
            milliseconds INTEGER NOT NULL CHECK (milliseconds >= 0),
            asked_by TEXT NOT NULL CHECK (length(trim(asked_by)) BETWEEN 1 AND 120),
            made_at TEXT NOT NULL CHECK (made_at {UTC_TEXT})
        ) STRICT""")
    db.execute("""
        CREATE TABLE offered_placement (
            initiative_id INTEGER PRIMARY KEY REFERENCES initiative (id) ON DELETE CASCADE,
            start INTEGER NOT NULL CHECK (start BETWEEN 1 AND 12)
        ) STRICT""")
