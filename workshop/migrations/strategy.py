"""The changes for the first step: interviews and what is said in them, priorities and what serves them."""

from sqlite_utils import Database

from workshop.migrations.changes import UTC_TEXT, changes

_DAY = "GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"
_CONSENT = "CHECK (consent IN ('attributed', 'role', 'none'))"


@changes()
def m040_the_method_of_an_engagement(db: Database) -> None:
    """Keep the method as it was when the first interview, priority or worksheet rested on it."""
    db.execute(f"""
        CREATE TABLE engagement_method (
            engagement_id INTEGER PRIMARY KEY REFERENCES engagement (id),
            pack_id TEXT NOT NULL CHECK (pack_id <> ''),
            pack_version TEXT NOT NULL CHECK (pack_version <> ''),
            pack TEXT NOT NULL CHECK (pack <> ''),
            frozen_at TEXT NOT NULL CHECK (frozen_at {UTC_TEXT})
        ) STRICT""")


@changes()
def m041_interviews(db: Database) -> None:
    """Make the tables of who is interviewed, by whom, when and with which questions."""
    db.execute(f"""
        CREATE TABLE interview (
            id INTEGER PRIMARY KEY,
            engagement_id INTEGER NOT NULL REFERENCES engagement (id),
            person_id INTEGER NOT NULL UNIQUE REFERENCES person (id),
            starts_at TEXT CHECK (starts_at {UTC_TEXT}),
            minutes INTEGER NOT NULL DEFAULT 45 CHECK (minutes BETWEEN 10 AND 240),
            place TEXT NOT NULL DEFAULT '' CHECK (length(place) <= 300),
            charter INTEGER NOT NULL DEFAULT 0 CHECK (charter IN (0, 1)),
            points INTEGER NOT NULL DEFAULT 0 CHECK (points IN (0, 1)),
            added_at TEXT NOT NULL CHECK (added_at {UTC_TEXT}),
            begun_at TEXT CHECK (begun_at {UTC_TEXT}),
            received_at TEXT CHECK (received_at {UTC_TEXT}),
            done_at TEXT CHECK (done_at {UTC_TEXT})
        ) STRICT""")
    db.execute("CREATE INDEX interview_by_engagement ON interview (engagement_id)")
    db.execute("""
        CREATE TABLE interviewer (
            id INTEGER PRIMARY KEY,
            interview_id INTEGER NOT NULL REFERENCES interview (id),
            account_id INTEGER REFERENCES account (id),
            name TEXT NOT NULL CHECK (length(trim(name)) BETWEEN 1 AND 120),
            UNIQUE (interview_id, account_id)
        ) STRICT""")
    db.execute("CREATE INDEX interviewer_by_account ON interviewer (account_id)")
    db.execute("""
        CREATE TABLE interview_question (
            interview_id INTEGER NOT NULL REFERENCES interview (id),
            question TEXT NOT NULL CHECK (question <> ''),
            place INTEGER NOT NULL CHECK (place >= 1),
            text TEXT NOT NULL DEFAULT '' CHECK (length(text) <= 600),
            PRIMARY KEY (interview_id, question)
        ) STRICT, WITHOUT ROWID""")


@changes()
def m042_what_is_said(db: Database) -> None:
    """Make the tables of notes, written answers and ratings; an interviewer's notes are theirs alone."""
    db.execute(f"""
        CREATE TABLE note (
            id INTEGER PRIMARY KEY,
            interview_id INTEGER NOT NULL REFERENCES interview (id),
            interviewer_id INTEGER NOT NULL REFERENCES interviewer (id),
            question TEXT NOT NULL,
            text TEXT NOT NULL CHECK (length(text) <= 20000),
            revision INTEGER NOT NULL CHECK (revision >= 1),
            seconds INTEGER NOT NULL DEFAULT 0 CHECK (seconds >= 0),
            saved_at TEXT NOT NULL CHECK (saved_at {UTC_TEXT}),
            UNIQUE (interview_id, question, interviewer_id)
        ) STRICT""")
    db.execute("CREATE INDEX note_by_interviewer ON note (interviewer_id)")
    db.execute(f"""
        CREATE TABLE written_answer (
            id INTEGER PRIMARY KEY,
            interview_id INTEGER NOT NULL REFERENCES interview (id),
            question TEXT NOT NULL CHECK (question <> ''),
            text TEXT NOT NULL CHECK (length(text) <= 10000),
            consent TEXT NOT NULL DEFAULT 'none' {_CONSENT},
            revision INTEGER NOT NULL CHECK (revision >= 1),
            saved_at TEXT NOT NULL CHECK (saved_at {UTC_TEXT}),
            UNIQUE (interview_id, question)
        ) STRICT""")
    db.execute("""
        CREATE TABLE interview_rating (
            interview_id INTEGER NOT NULL REFERENCES interview (id),
            subject TEXT NOT NULL CHECK (subject <> ''),
            question TEXT NOT NULL CHECK (question IN ('current', 'target')),
            code INTEGER NOT NULL CHECK (code BETWEEN 0 AND 5),
            PRIMARY KEY (interview_id, subject, question)
        ) STRICT, WITHOUT ROWID""")


@changes()
def m043_passages_and_themes(db: Database) -> None:
    """Make the tables of marked passages, of what their speaker allows, and of the themes across them."""
    db.execute(f"""
        CREATE TABLE passage (
            id INTEGER PRIMARY KEY,
            engagement_id INTEGER NOT NULL REFERENCES engagement (id),
            interview_id INTEGER NOT NULL REFERENCES interview (id),
            interviewer_id INTEGER REFERENCES interviewer (id),
            question TEXT NOT NULL,
            text TEXT NOT NULL CHECK (length(trim(text)) BETWEEN 1 AND 2000),
            consent TEXT NOT NULL DEFAULT 'none' {_CONSENT},
            shown_as TEXT NOT NULL DEFAULT '' CHECK (length(shown_as) <= 120),
            made_at TEXT NOT NULL CHECK (made_at {UTC_TEXT})
        ) STRICT""")
    db.execute("CREATE INDEX passage_by_engagement ON passage (engagement_id)")
    db.execute("CREATE INDEX passage_by_interview ON passage (interview_id)")
    db.execute("CREATE INDEX passage_by_interviewer ON passage (interviewer_id)")
    db.execute(f"""
        CREATE TABLE passage_approval (
            passage_id INTEGER PRIMARY KEY REFERENCES passage (id),
            state TEXT NOT NULL CHECK (state IN ('asked', 'approved', 'refused')),
            at TEXT NOT NULL CHECK (at {UTC_TEXT})
        ) STRICT""")
    db.execute("""
        CREATE TABLE theme (
            id INTEGER PRIMARY KEY,
            engagement_id INTEGER NOT NULL REFERENCES engagement (id),
            name TEXT NOT NULL COLLATE NOCASE CHECK (length(trim(name)) BETWEEN 1 AND 80),
            meaning TEXT NOT NULL DEFAULT '' CHECK (length(meaning) <= 600),
            UNIQUE (engagement_id, name)
        ) STRICT""")
    db.execute("""
        CREATE TABLE passage_theme (
            passage_id INTEGER NOT NULL REFERENCES passage (id),
            theme_id INTEGER NOT NULL REFERENCES theme (id),
            PRIMARY KEY (passage_id, theme_id)
        ) STRICT, WITHOUT ROWID""")
    db.execute("CREATE INDEX passage_theme_by_theme ON passage_theme (theme_id)")


@changes()
def m044_words_that_are_looked_for(db: Database) -> None:
    """Index the words of notes and written answers; triggers keep the index in step, whoever writes.

    Even numbers are notes, odd ones written answers. `belongs` is a word that stands for the engagement, so
    that a search never reads the words of another.
    """
    db.execute("""
        CREATE VIRTUAL TABLE spoken USING fts5 (
            belongs, text, prefix = '2 3', tokenize = 'unicode61 remove_diacritics 2')""")
    for table, odd in (("note", 0), ("written_answer", 1)):
        new, old = f"NEW.id * 2 + {odd}", f"OLD.id * 2 + {odd}"
        belongs = "'e' || (SELECT engagement_id FROM interview WHERE interview.id = NEW.interview_id)"
        db.execute(f"""
            CREATE TRIGGER {table}_is_spoken AFTER INSERT ON {table}
            BEGIN INSERT INTO spoken (rowid, belongs, text) VALUES ({new}, {belongs}, NEW.text); END""")  # noqa: S608
        db.execute(f"""
            CREATE TRIGGER {table}_is_said_otherwise AFTER UPDATE OF text ON {table} WHEN NEW.text <> OLD.text
            BEGIN UPDATE spoken SET text = NEW.text WHERE rowid = {new}; END""")  # noqa: S608
        db.execute(f"""
            CREATE TRIGGER {table}_is_unsaid AFTER DELETE ON {table}
            BEGIN DELETE FROM spoken WHERE rowid = {old}; END""")  # noqa: S608


@changes()
def m045_documents(db: Database) -> None:
    """Make the tables of the documents reviewed, what each is evidence for, and the files kept of them."""
    db.execute(f"""
        CREATE TABLE document (
            id INTEGER PRIMARY KEY,
            engagement_id INTEGER NOT NULL REFERENCES engagement (id),
            title TEXT NOT NULL CHECK (length(trim(title)) BETWEEN 1 AND 200),
            kind TEXT NOT NULL CHECK (kind <> ''),
            dated_on TEXT CHECK (dated_on {_DAY}),
            owner TEXT NOT NULL DEFAULT '' CHECK (length(owner) <= 120),
            shows TEXT NOT NULL DEFAULT '' CHECK (length(shows) <= 2000),
            added_at TEXT NOT NULL CHECK (added_at {UTC_TEXT})
        ) STRICT""")
    db.execute("CREATE INDEX document_by_engagement ON document (engagement_id)")
    db.execute("""
        CREATE TABLE document_capability (
            document_id INTEGER NOT NULL REFERENCES document (id),
            capability TEXT NOT NULL CHECK (capability <> ''),
            PRIMARY KEY (document_id, capability)
        ) STRICT, WITHOUT ROWID""")
    db.execute("""
        CREATE TABLE document_file (
            document_id INTEGER PRIMARY KEY REFERENCES document (id),
            name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
            kind TEXT NOT NULL CHECK (kind <> ''),
            bytes BLOB NOT NULL
        ) STRICT""")


@changes()
def m046_priorities(db: Database) -> None:
    """Make the tables of business objectives, their weights, and what the interviewees give them."""
    db.execute("""
        CREATE TABLE priority (
            id INTEGER PRIMARY KEY,
            engagement_id INTEGER NOT NULL REFERENCES engagement (id),
            place INTEGER NOT NULL CHECK (place >= 1),
            pack_priority TEXT NOT NULL DEFAULT '',
            name TEXT NOT NULL CHECK (length(trim(name)) BETWEEN 1 AND 120),
            outcome TEXT NOT NULL DEFAULT '' CHECK (length(outcome) <= 600),
            measured_by TEXT NOT NULL DEFAULT '' CHECK (length(measured_by) <= 600),
            weight INTEGER NOT NULL DEFAULT 1 CHECK (weight BETWEEN 0 AND 100)
        ) STRICT""")
    db.execute("CREATE INDEX priority_by_engagement ON priority (engagement_id)")
    db.execute(f"""
        CREATE TABLE priority_weighting (
            engagement_id INTEGER PRIMARY KEY REFERENCES engagement (id),
            reason TEXT NOT NULL CHECK (length(trim(reason)) BETWEEN 1 AND 600),
            account_id INTEGER REFERENCES account (id),
            set_at TEXT NOT NULL CHECK (set_at {UTC_TEXT})
        ) STRICT""")
    db.execute("""
        CREATE TABLE interview_points (
            interview_id INTEGER NOT NULL REFERENCES interview (id),
            priority_id INTEGER NOT NULL REFERENCES priority (id),
            points INTEGER NOT NULL CHECK (points BETWEEN 0 AND 100),
            PRIMARY KEY (interview_id, priority_id)
        ) STRICT, WITHOUT ROWID""")
    db.execute("CREATE INDEX interview_points_by_priority ON interview_points (priority_id)")
    db.execute("""
        CREATE TABLE alignment (
            priority_id INTEGER NOT NULL REFERENCES priority (id),
            capability TEXT NOT NULL CHECK (capability <> ''),
            strength INTEGER NOT NULL CHECK (strength IN (0, 1, 3)),
            PRIMARY KEY (priority_id, capability)
        ) STRICT, WITHOUT ROWID""")


@changes()
def m047_where_it_leads(db: Database) -> None:
    """Make the tables of the vision and the objectives."""
    db.execute("""
        CREATE TABLE outlook (
            id INTEGER PRIMARY KEY,
            engagement_id INTEGER NOT NULL REFERENCES engagement (id),
            kind TEXT NOT NULL CHECK (kind IN ('vision', 'future')),
            text TEXT NOT NULL CHECK (length(text) <= 5000),
            UNIQUE (engagement_id, kind)
        ) STRICT""")
    db.execute(f"""
        CREATE TABLE objective (
            id INTEGER PRIMARY KEY,
            engagement_id INTEGER NOT NULL REFERENCES engagement (id),
            place INTEGER NOT NULL CHECK (place >= 1),
            text TEXT NOT NULL CHECK (length(trim(text)) BETWEEN 1 AND 600),
            due_on TEXT CHECK (due_on {_DAY}),
            priority_id INTEGER REFERENCES priority (id)
        ) STRICT""")
    db.execute("CREATE INDEX objective_by_engagement ON objective (engagement_id)")
    db.execute("CREATE INDEX objective_by_priority ON objective (priority_id)")


@changes()
def m048_what_it_rests_on(db: Database) -> None:
    """Make the tables of what the strategy rests on, and of what people disagree about."""
    db.execute(f"""
        CREATE TABLE strategy_source (
            id INTEGER PRIMARY KEY,
            engagement_id INTEGER NOT NULL REFERENCES engagement (id),
            priority_id INTEGER REFERENCES priority (id),
            objective_id INTEGER REFERENCES objective (id),
            outlook_id INTEGER REFERENCES outlook (id),
            interview_id INTEGER REFERENCES interview (id),
            passage_id INTEGER REFERENCES passage (id),
            document_id INTEGER REFERENCES document (id),
            words TEXT NOT NULL DEFAULT '' CHECK (length(words) <= 600),
            consent TEXT NOT NULL DEFAULT 'none' {_CONSENT},
            CHECK ((priority_id IS NOT NULL) + (objective_id IS NOT NULL) + (outlook_id IS NOT NULL) = 1),
            CHECK ((interview_id IS NOT NULL) + (passage_id IS NOT NULL) + (document_id IS NOT NULL)
                + (trim(words) <> '') = 1)
        ) STRICT""")
    for column in ("engagement", "priority", "objective", "outlook", "interview", "passage", "document"):
        db.execute(f"CREATE INDEX strategy_source_by_{column} ON strategy_source ({column}_id)")
    db.execute("""
        CREATE TABLE conflict (
            id INTEGER PRIMARY KEY,
            engagement_id INTEGER NOT NULL REFERENCES engagement (id),
            key TEXT NOT NULL CHECK (key <> ''),
            text TEXT NOT NULL DEFAULT '' CHECK (length(text) <= 600),
            state TEXT NOT NULL CHECK (state IN ('listed', 'dismissed')),
            reason TEXT NOT NULL DEFAULT '' CHECK (length(reason) <= 300),
            UNIQUE (engagement_id, key),
            CHECK (state = 'listed' OR trim(reason) <> '')
        ) STRICT""")


@changes()
def m049_worksheets(db: Database) -> None:
    """Make the tables of worksheets, cell by cell, so that people who write at once lose nothing."""
    db.execute(f"""
        CREATE TABLE worksheet_row (
            id INTEGER PRIMARY KEY,
            engagement_id INTEGER NOT NULL REFERENCES engagement (id),
            worksheet TEXT NOT NULL CHECK (worksheet <> ''),
            place INTEGER NOT NULL CHECK (place >= 1),
            key TEXT NOT NULL CHECK (length(key) BETWEEN 8 AND 40),
            removed_at TEXT CHECK (removed_at {UTC_TEXT}),
            UNIQUE (engagement_id, worksheet, key)
        ) STRICT""")
    db.execute("""
        CREATE TABLE worksheet_cell (
            row_id INTEGER NOT NULL REFERENCES worksheet_row (id),
            field TEXT NOT NULL CHECK (field <> ''),
            text TEXT NOT NULL CHECK (length(text) <= 2000),
            revision INTEGER NOT NULL CHECK (revision >= 1),
            PRIMARY KEY (row_id, field)
        ) STRICT, WITHOUT ROWID""")
    db.execute(f"""
        CREATE TABLE worksheet_draft (
            id TEXT PRIMARY KEY CHECK (length(id) = 32),
            engagement_id INTEGER NOT NULL REFERENCES engagement (id),
            worksheet TEXT NOT NULL CHECK (worksheet <> ''),
            source TEXT NOT NULL,
            document TEXT NOT NULL CHECK (document <> ''),
            made_at TEXT NOT NULL CHECK (made_at {UTC_TEXT})
        ) STRICT, WITHOUT ROWID""")
    db.execute("CREATE INDEX worksheet_draft_by_engagement ON worksheet_draft (engagement_id)")
