"""The changes for the blueprint: its chapters, what consultants write in them, and what is made of it."""

from sqlite_utils import Database

from workshop.migrations.changes import UTC_TEXT, changes

_VARIANTS = "('full', 'pre-read', 'summary', 'facilitator', 'participant')"
_CHAPTER = "chapter TEXT NOT NULL CHECK (length(chapter) BETWEEN 1 AND 60)"
_MOST_BYTES = 64 * 1024 * 1024


@changes()
def m135_chapters(db: Database) -> None:
    """Make the tables of chapters in the consultants' order, and of the paragraphs they write in them.

    A chapter without a row stands where it stands by default and is switched on. What a paragraph leans on
    is kept as it was shown when its writer last said that it holds.
    """
    db.execute(f"""
        CREATE TABLE blueprint_chapter (
            engagement_id INTEGER NOT NULL REFERENCES engagement (id),
            {_CHAPTER},
            place INTEGER NOT NULL CHECK (place >= 1),
            off INTEGER NOT NULL DEFAULT 0 CHECK (off IN (0, 1)),
            PRIMARY KEY (engagement_id, chapter)
        ) STRICT, WITHOUT ROWID""")
    db.execute(f"""
        CREATE TABLE own_paragraph (
            id INTEGER PRIMARY KEY,
            engagement_id INTEGER NOT NULL REFERENCES engagement (id),
            {_CHAPTER},
            place INTEGER NOT NULL CHECK (place >= 1),
            text TEXT NOT NULL CHECK (length(trim(text)) BETWEEN 1 AND 5000),
            revision INTEGER NOT NULL CHECK (revision >= 1),
            account_id INTEGER REFERENCES account (id),
            written_by TEXT NOT NULL CHECK (length(trim(written_by)) BETWEEN 1 AND 120),
            written_at TEXT NOT NULL CHECK (written_at {UTC_TEXT})
        ) STRICT""")
    db.execute("CREATE INDEX own_paragraph_by_chapter ON own_paragraph (engagement_id, chapter, place)")
    db.execute("CREATE INDEX own_paragraph_by_account ON own_paragraph (account_id)")
    db.execute("""
        CREATE TABLE own_paragraph_figure (
            paragraph_id INTEGER NOT NULL REFERENCES own_paragraph (id),
            place INTEGER NOT NULL CHECK (place >= 1),
            key TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 400),
            label TEXT NOT NULL CHECK (length(label) BETWEEN 1 AND 600),
            shown TEXT NOT NULL CHECK (length(shown) BETWEEN 1 AND 120),
            PRIMARY KEY (paragraph_id, place),
            UNIQUE (paragraph_id, key)
        ) STRICT, WITHOUT ROWID""")


@changes()
def m136_documents(db: Database) -> None:
    """Make the tables of drafts, of issues, which never change, and of those that sponsors may have.

    An issue is numbered within its variant. Beside the document stands the dossier that it was made of.
    """
    db.execute(f"""
        CREATE TABLE document_draft (
            engagement_id INTEGER NOT NULL REFERENCES engagement (id),
            variant TEXT NOT NULL CHECK (variant IN {_VARIANTS}),
            wave INTEGER NOT NULL CHECK (wave >= 1),
            made_at TEXT NOT NULL CHECK (made_at {UTC_TEXT}),
            fingerprint TEXT NOT NULL CHECK (length(fingerprint) = 64),
            docx BLOB NOT NULL CHECK (length(docx) BETWEEN 1 AND {_MOST_BYTES}),
            PRIMARY KEY (engagement_id, variant)
        ) STRICT""")
    db.execute(f"""
        CREATE TABLE issue_wish (
            engagement_id INTEGER NOT NULL REFERENCES engagement (id),
            variant TEXT NOT NULL CHECK (variant IN {_VARIANTS}),
            account_id INTEGER REFERENCES account (id),
            wished_by TEXT NOT NULL CHECK (length(trim(wished_by)) BETWEEN 1 AND 120),
            wished_at TEXT NOT NULL CHECK (wished_at {UTC_TEXT}),
            PRIMARY KEY (engagement_id, variant)
        ) STRICT, WITHOUT ROWID""")
    db.execute("CREATE INDEX issue_wish_by_account ON issue_wish (account_id)")
    _make_issues(db)
    _keep_issues(db)


def _make_issues(db: Database) -> None:
    db.execute(f"""
        CREATE TABLE issue (
            id INTEGER PRIMARY KEY,
            engagement_id INTEGER NOT NULL REFERENCES engagement (id),
            variant TEXT NOT NULL CHECK (variant IN {_VARIANTS}),
            number INTEGER NOT NULL CHECK (number >= 1),
            wave INTEGER NOT NULL CHECK (wave >= 1),
            issued_on TEXT NOT NULL CHECK (issued_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
            issued_at TEXT NOT NULL CHECK (issued_at {UTC_TEXT}),
            account_id INTEGER REFERENCES account (id),
            issued_by TEXT NOT NULL CHECK (length(trim(issued_by)) BETWEEN 1 AND 120),
            dossier TEXT NOT NULL CHECK (length(dossier) BETWEEN 2 AND {_MOST_BYTES}),
            docx BLOB NOT NULL CHECK (length(docx) BETWEEN 1 AND {_MOST_BYTES}),
            UNIQUE (engagement_id, variant, number)
        ) STRICT""")
    db.execute("CREATE INDEX issue_by_account ON issue (account_id)")
    db.execute("""
        CREATE TABLE issue_change (
            issue_id INTEGER NOT NULL REFERENCES issue (id),
            place INTEGER NOT NULL CHECK (place >= 1),
            text TEXT NOT NULL CHECK (length(text) BETWEEN 1 AND 2000),
            PRIMARY KEY (issue_id, place)
        ) STRICT, WITHOUT ROWID""")
    db.execute(f"""
        CREATE TABLE issue_release (
            issue_id INTEGER PRIMARY KEY REFERENCES issue (id),
            released_at TEXT NOT NULL CHECK (released_at {UTC_TEXT}),
            account_id INTEGER REFERENCES account (id)
        ) STRICT""")
    db.execute("CREATE INDEX issue_release_by_account ON issue_release (account_id)")


def _keep_issues(db: Database) -> None:
    """Let nothing change what was issued; it goes with its engagement only."""
    db.execute("""
        CREATE TRIGGER issue_stays_as_it_is BEFORE UPDATE OF
            engagement_id, variant, number, wave, issued_on, issued_at, issued_by, dossier, docx ON issue
        BEGIN SELECT RAISE(ABORT, 'an issue cannot be changed'); END""")
    db.execute("""
        CREATE TRIGGER issue_goes_with_its_engagement BEFORE DELETE ON issue
        WHEN NOT EXISTS (SELECT 1 FROM deletion WHERE deletion.engagement_id = OLD.engagement_id)
        BEGIN SELECT RAISE(ABORT, 'an issue cannot be deleted alone'); END""")
    db.execute("""
        CREATE TRIGGER issue_change_stays_as_it_is BEFORE UPDATE ON issue_change
        BEGIN SELECT RAISE(ABORT, 'an issue cannot be changed'); END""")


@changes()
def m137_template_and_session(db: Database) -> None:
    """Make the tables of the client's own template, and of how the session is planned."""
    db.execute(f"""
        CREATE TABLE client_template (
            engagement_id INTEGER PRIMARY KEY REFERENCES engagement (id),
            name TEXT NOT NULL CHECK (length(trim(name)) BETWEEN 1 AND 200),
            docx BLOB NOT NULL CHECK (length(docx) BETWEEN 1 AND {_MOST_BYTES}),
            account_id INTEGER REFERENCES account (id),
            put_by TEXT NOT NULL CHECK (length(trim(put_by)) BETWEEN 1 AND 120),
            put_at TEXT NOT NULL CHECK (put_at {UTC_TEXT})
        ) STRICT""")
    db.execute("CREATE INDEX client_template_by_account ON client_template (account_id)")
    db.execute("""
        CREATE TABLE session_plan (
            engagement_id INTEGER PRIMARY KEY REFERENCES engagement (id),
            minutes INTEGER NOT NULL CHECK (minutes BETWEEN 120 AND 540),
            starts_at TEXT CHECK (starts_at GLOB '[0-2][0-9]:[0-5][0-9]' AND starts_at < '24:00'),
            participants INTEGER CHECK (participants BETWEEN 1 AND 200)
        ) STRICT""")
