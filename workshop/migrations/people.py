"""The changes for accounts, people, mail and history."""

from sqlite_utils import Database

from workshop.migrations.changes import UTC_TEXT, changes


@changes()
def m004_accounts(db: Database) -> None:
    """Make the tables of who may come in; an account without a password row has yet to choose one."""
    db.execute(f"""
        CREATE TABLE account (
            id INTEGER PRIMARY KEY,
            email TEXT NOT NULL UNIQUE CHECK (email = lower(email) AND email LIKE '_%@_%'),
            name TEXT NOT NULL CHECK (length(trim(name)) BETWEEN 1 AND 120),
            role TEXT NOT NULL CHECK (role IN ('administrator', 'consultant', 'sponsor')),
            created_at TEXT NOT NULL CHECK (created_at {UTC_TEXT})
        ) STRICT""")
    db.execute(f"""
        CREATE TABLE password (
            account_id INTEGER PRIMARY KEY REFERENCES account (id),
            hash TEXT NOT NULL CHECK (hash LIKE 'scrypt:%'),
            set_at TEXT NOT NULL CHECK (set_at {UTC_TEXT})
        ) STRICT""")
    db.execute(f"""
        CREATE TABLE account_closure (
            account_id INTEGER PRIMARY KEY REFERENCES account (id),
            closed_at TEXT NOT NULL CHECK (closed_at {UTC_TEXT})
        ) STRICT""")


@changes()
def m005_ways_in(db: Database) -> None:
    """Make the tables of who is signed in, and of the links that set a password."""
    db.execute(f"""
        CREATE TABLE sign_in (
            hash TEXT PRIMARY KEY CHECK (length(hash) = 64),
            account_id INTEGER NOT NULL REFERENCES account (id),
            begun_at TEXT NOT NULL CHECK (begun_at {UTC_TEXT}),
            seen_at TEXT NOT NULL CHECK (seen_at {UTC_TEXT}),
            browser TEXT NOT NULL CHECK (length(browser) <= 80)
        ) STRICT, WITHOUT ROWID""")
    db.execute("CREATE INDEX sign_in_by_account ON sign_in (account_id)")
    db.execute(f"""
        CREATE TABLE password_link (
            account_id INTEGER PRIMARY KEY REFERENCES account (id),
            seed TEXT NOT NULL CHECK (length(seed) = 32),
            hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
            made_at TEXT NOT NULL CHECK (made_at {UTC_TEXT}),
            expires_at TEXT NOT NULL CHECK (expires_at {UTC_TEXT})
        ) STRICT""")
    db.execute(f"""
        CREATE TABLE set_up_link (
            only INTEGER PRIMARY KEY CHECK (only = 1),
            hash TEXT NOT NULL CHECK (length(hash) = 64),
            made_at TEXT NOT NULL CHECK (made_at {UTC_TEXT})
        ) STRICT""")


_DAY = "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"
_COLOUR = "GLOB '#[0-9A-F][0-9A-F][0-9A-F][0-9A-F][0-9A-F][0-9A-F]'"


@changes()
def m006_the_engagement_s_manner(db: Database) -> None:
    """Give engagements their method, manner, dates and colours, with those of before as they were shown."""
    for column in (
        "pack TEXT NOT NULL DEFAULT 'marketing_operations' CHECK (pack <> '')",
        "currency TEXT NOT NULL DEFAULT 'EUR' CHECK (currency GLOB '[A-Z][A-Z][A-Z]')",
        "page_size TEXT NOT NULL DEFAULT 'A4' CHECK (page_size IN ('A4', 'Letter'))",
        "manner TEXT NOT NULL DEFAULT 'en_GB' CHECK (manner LIKE 'en_%')",
        "time_zone TEXT NOT NULL DEFAULT 'UTC' CHECK (time_zone <> '')",
        f"starts_on TEXT CHECK (starts_on {_DAY})",
        f"session_on TEXT CHECK (session_on {_DAY})",
        f"ends_on TEXT CHECK (ends_on {_DAY})",
        f"brand TEXT NOT NULL DEFAULT '#0F4C3A' CHECK (brand {_COLOUR})",
        f"accent TEXT NOT NULL DEFAULT '#F5B700' CHECK (accent {_COLOUR})",
    ):
        db.execute(f"ALTER TABLE engagement ADD COLUMN {column}")
    db.execute("""
        UPDATE engagement SET pack = wave.pack_id FROM wave WHERE wave.engagement_id = engagement.id""")
    db.execute("""
        CREATE TABLE logo (
            engagement_id INTEGER PRIMARY KEY REFERENCES engagement (id),
            png BLOB NOT NULL,
            fingerprint TEXT NOT NULL CHECK (length(fingerprint) = 16)
        ) STRICT""")
    db.execute("""
        CREATE TABLE group_choice (
            id INTEGER PRIMARY KEY,
            engagement_id INTEGER NOT NULL REFERENCES engagement (id),
            group_column TEXT NOT NULL CHECK (group_column IN ('function', 'seniority')),
            place INTEGER NOT NULL CHECK (place >= 1),
            name TEXT NOT NULL COLLATE NOCASE CHECK (length(trim(name)) BETWEEN 1 AND 80),
            UNIQUE (engagement_id, group_column, name)
        ) STRICT""")


@changes()
def m007_who_is_in_an_engagement(db: Database) -> None:
    """Make the tables of an engagement's consultants and sponsors, and of how it ends."""
    db.execute("""
        CREATE TABLE membership (
            engagement_id INTEGER NOT NULL REFERENCES engagement (id),
            account_id INTEGER NOT NULL REFERENCES account (id),
            PRIMARY KEY (engagement_id, account_id)
        ) STRICT, WITHOUT ROWID""")
    db.execute("CREATE INDEX membership_by_account ON membership (account_id)")
    db.execute("""
        CREATE TABLE sponsorship (
            account_id INTEGER PRIMARY KEY REFERENCES account (id),
            engagement_id INTEGER NOT NULL REFERENCES engagement (id)
        ) STRICT""")
    db.execute("CREATE INDEX sponsorship_by_engagement ON sponsorship (engagement_id)")
    for table, moment in (("archive", "archived_at"), ("export", "exported_at"), ("deletion", "begun_at")):
        db.execute(f"""
            CREATE TABLE {table} (
                engagement_id INTEGER PRIMARY KEY REFERENCES engagement (id),
                {moment} TEXT NOT NULL CHECK ({moment} {UTC_TEXT}),
                account_id INTEGER REFERENCES account (id)
            ) STRICT""")
    db.execute(f"""
        CREATE TABLE release (
            wave_id INTEGER NOT NULL REFERENCES wave (id),
            what TEXT NOT NULL CHECK (what IN ('results', 'blueprint')),
            released_at TEXT NOT NULL CHECK (released_at {UTC_TEXT}),
            account_id INTEGER NOT NULL REFERENCES account (id),
            PRIMARY KEY (wave_id, what)
        ) STRICT, WITHOUT ROWID""")


@changes()
def m008_people(db: Database) -> None:
    """Make the tables of the client's people and of what they are asked for."""
    db.execute(f"""
        CREATE TABLE person (
            id INTEGER PRIMARY KEY,
            engagement_id INTEGER NOT NULL REFERENCES engagement (id),
            name TEXT NOT NULL CHECK (length(trim(name)) BETWEEN 1 AND 120),
            email TEXT NOT NULL COLLATE NOCASE CHECK (email = '' OR email LIKE '_%@_%'),
            title TEXT NOT NULL DEFAULT '' CHECK (length(title) <= 120),
            function_id INTEGER REFERENCES group_choice (id),
            seniority_id INTEGER REFERENCES group_choice (id),
            added_at TEXT NOT NULL CHECK (added_at {UTC_TEXT})
        ) STRICT""")
    db.execute("CREATE INDEX person_by_name ON person (engagement_id, name)")
    db.execute("CREATE INDEX person_by_email ON person (engagement_id, email)")
    db.execute("CREATE INDEX person_by_function ON person (function_id)")
    db.execute("CREATE INDEX person_by_seniority ON person (seniority_id)")
    db.execute("""
        CREATE TABLE person_role (
            person_id INTEGER NOT NULL REFERENCES person (id),
            role TEXT NOT NULL CHECK (role IN ('interviewee', 'respondent', 'participant', 'sponsor')),
            PRIMARY KEY (person_id, role)
        ) STRICT, WITHOUT ROWID""")
    db.execute(f"""
        CREATE TABLE people_draft (
            id TEXT PRIMARY KEY CHECK (length(id) = 32),
            engagement_id INTEGER NOT NULL REFERENCES engagement (id),
            source TEXT NOT NULL,
            document TEXT NOT NULL CHECK (document <> ''),
            made_at TEXT NOT NULL CHECK (made_at {UTC_TEXT})
        ) STRICT, WITHOUT ROWID""")
    db.execute("CREATE INDEX people_draft_by_engagement ON people_draft (engagement_id)")


@changes()
def m009_personal_links(db: Database) -> None:
    """Make the tables of the links that people come in by, and of those that lead nowhere any more."""
    purpose = "TEXT NOT NULL CHECK (purpose IN ('interview', 'questionnaire', 'session'))"
    db.execute(f"""
        CREATE TABLE personal_link (
            person_id INTEGER NOT NULL REFERENCES person (id),
            purpose {purpose},
            seed TEXT NOT NULL CHECK (length(seed) = 32),
            hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
            made_at TEXT NOT NULL CHECK (made_at {UTC_TEXT}),
            PRIMARY KEY (person_id, purpose)
        ) STRICT, WITHOUT ROWID""")
    db.execute(f"""
        CREATE TABLE ended_link (
            hash TEXT PRIMARY KEY CHECK (length(hash) = 64),
            engagement_id INTEGER NOT NULL REFERENCES engagement (id),
            reason TEXT NOT NULL CHECK (reason IN ('replaced', 'revoked')),
            ended_at TEXT NOT NULL CHECK (ended_at {UTC_TEXT})
        ) STRICT, WITHOUT ROWID""")
    db.execute("CREATE INDEX ended_link_by_engagement ON ended_link (engagement_id)")


@changes()
def m010_mail(db: Database) -> None:
    """Make the tables of what is written to people; a mail's link is made from its seed when it is read."""
    kind = "TEXT NOT NULL CHECK (kind <> '')"
    db.execute(f"""
        CREATE TABLE mail_template (
            engagement_id INTEGER NOT NULL REFERENCES engagement (id),
            kind {kind},
            subject TEXT NOT NULL CHECK (length(trim(subject)) BETWEEN 1 AND 150),
            body TEXT NOT NULL CHECK (length(trim(body)) BETWEEN 1 AND 5000),
            PRIMARY KEY (engagement_id, kind)
        ) STRICT, WITHOUT ROWID""")
    db.execute(f"""
        CREATE TABLE mail (
            id INTEGER PRIMARY KEY,
            engagement_id INTEGER REFERENCES engagement (id),
            person_id INTEGER REFERENCES person (id),
            account_id INTEGER REFERENCES account (id),
            kind {kind},
            name TEXT NOT NULL,
            address TEXT NOT NULL CHECK (address LIKE '_%@_%'),
            subject TEXT NOT NULL CHECK (subject <> ''),
            body TEXT NOT NULL CHECK (body <> ''),
            seed TEXT NOT NULL CHECK (length(seed) IN (0, 32)),
            made_at TEXT NOT NULL CHECK (made_at {UTC_TEXT}),
            CHECK (person_id IS NULL OR engagement_id IS NOT NULL)
        ) STRICT""")
    db.execute("CREATE INDEX mail_by_engagement ON mail (engagement_id)")
    db.execute("CREATE INDEX mail_by_person ON mail (person_id)")
    db.execute("CREATE INDEX mail_by_account ON mail (account_id)")


@changes()
def m011_the_way_of_mail(db: Database) -> None:
    """Make the tables of what became of a mail."""
    db.execute(f"""
        CREATE TABLE mail_delivery (
            mail_id INTEGER PRIMARY KEY REFERENCES mail (id),
            how TEXT NOT NULL CHECK (how IN ('sent', 'handed out')),
            delivered_at TEXT NOT NULL CHECK (delivered_at {UTC_TEXT})
        ) STRICT""")
    db.execute(f"""
        CREATE TABLE mail_attempt (
            mail_id INTEGER PRIMARY KEY REFERENCES mail (id),
            tries INTEGER NOT NULL CHECK (tries >= 0),
            reason TEXT NOT NULL,
            next_at TEXT CHECK (next_at {UTC_TEXT})
        ) STRICT""")


@changes()
def m012_history(db: Database) -> None:
    """Make the table of who did what when: nothing in it changes, and it goes only with its engagement."""
    db.execute(f"""
        CREATE TABLE history (
            id INTEGER PRIMARY KEY,
            engagement_id INTEGER REFERENCES engagement (id),
            at TEXT NOT NULL CHECK (at {UTC_TEXT}),
            account_id INTEGER REFERENCES account (id),
            actor TEXT NOT NULL CHECK (actor <> ''),
            topic TEXT NOT NULL CHECK (topic <> ''),
            deed TEXT NOT NULL CHECK (deed <> '')
        ) STRICT""")
    db.execute("CREATE INDEX history_by_engagement ON history (engagement_id, id)")
    db.execute("""
        CREATE TRIGGER history_stays_as_it_is BEFORE UPDATE ON history
        BEGIN SELECT RAISE(ABORT, 'history is never changed'); END""")
    db.execute("""
        CREATE TRIGGER history_goes_with_its_engagement BEFORE DELETE ON history
        WHEN NOT EXISTS (SELECT 1 FROM deletion WHERE engagement_id = OLD.engagement_id)
        BEGIN SELECT RAISE(ABORT, 'history goes only with its engagement'); END""")
