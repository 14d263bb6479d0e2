"""The changes for jobs, done by whoever holds their lease, and for pages that count nobody."""

from sqlite_utils import Database

from workshop.migrations.changes import UTC_TEXT, changes


@changes()
def m100_jobs(db: Database) -> None:
    """Make the table of jobs; of one kind about one subject, one runs and one waits at the most."""
    db.execute(f"""
        CREATE TABLE job (
            id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL CHECK (kind <> ''),
            subject TEXT NOT NULL CHECK (subject <> ''),
            engagement_id INTEGER NOT NULL REFERENCES engagement (id),
            state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
            lease TEXT NOT NULL DEFAULT '',
            lease_until TEXT CHECK (lease_until {UTC_TEXT}),
            attempts INTEGER NOT NULL DEFAULT 0 CHECK (attempts >= 0),
            done INTEGER NOT NULL DEFAULT 0 CHECK (done >= 0),
            total INTEGER NOT NULL DEFAULT 0 CHECK (total >= 0),
            cancelling INTEGER NOT NULL DEFAULT 0 CHECK (cancelling IN (0, 1)),
            told TEXT NOT NULL DEFAULT '',
            reference TEXT NOT NULL DEFAULT '',
            created_at TEXT NOT NULL CHECK (created_at {UTC_TEXT}),
            start_at TEXT NOT NULL CHECK (start_at {UTC_TEXT}),
            started_at TEXT CHECK (started_at {UTC_TEXT}),
            ended_at TEXT CHECK (ended_at {UTC_TEXT}),
            CHECK ((state = 'running') = (lease <> '' AND lease_until IS NOT NULL)),
            CHECK ((state IN ('queued', 'running')) = (ended_at IS NULL))
        ) STRICT""")
    for state in ("queued", "running"):
        db.execute(f"CREATE UNIQUE INDEX job_{state} ON job (kind, subject) WHERE state = '{state}'")
    db.execute("CREATE INDEX job_by_subject ON job (kind, subject, id)")
    db.execute("CREATE INDEX job_by_engagement ON job (engagement_id)")
    db.execute("CREATE INDEX job_by_end ON job (ended_at) WHERE ended_at IS NOT NULL")


@changes()
def m101_how_many_answered(db: Database) -> None:
    """Keep how many sheets of a counted wave were handed in or came from a file: every page tells it."""
    db.execute("""
        CREATE TABLE wave_answered (
            wave_id INTEGER PRIMARY KEY REFERENCES wave (id),
            people INTEGER NOT NULL CHECK (people >= 0)
        ) STRICT""")
    db.execute("""
        INSERT INTO wave_answered (wave_id, people)
        SELECT tally.wave_id, (
            SELECT count(*) FROM sheet WHERE sheet.wave_id = tally.wave_id AND (imported = 1
                OR EXISTS (SELECT 1 FROM submission WHERE submission.sheet_id = sheet.id)))
        FROM tally""")


_OF_PERSON = "(SELECT engagement_id FROM person WHERE person.id = {row}.person_id)"
_OF_PARTICIPANT = "(SELECT wave_id FROM participant WHERE participant.id = {row}.participant_id)"
_OF_SHEET = "(SELECT wave_id FROM sheet WHERE sheet.id = {row}.sheet_id)"
_MARKED = {
    "people_mark": {
        "person": ("{row}.engagement_id", "INSERT", "DELETE", "UPDATE OF email, function_id, seniority_id"),
        "person_role": (_OF_PERSON, "INSERT", "DELETE"),
        "personal_link": (_OF_PERSON, "INSERT", "DELETE"),
        "group_choice": ("{row}.engagement_id", "UPDATE OF name, place"),
    },
    "wave_mark": {
        "participant": ("{row}.wave_id", "INSERT", "DELETE", "UPDATE OF person_id"),
        "participant_answered": (_OF_PARTICIPANT, "INSERT", "DELETE"),
        "participant_removed": (_OF_PARTICIPANT, "INSERT", "DELETE"),
        "sheet": ("{row}.wave_id", "INSERT", "DELETE"),
        "sheet_holder": (_OF_PARTICIPANT, "INSERT", "DELETE"),
        "submission": (_OF_SHEET, "INSERT", "DELETE"),
    },
}
"""What a mark is renewed by: where the changed row leads to, and the changes."""


@changes()
def m102_marks_of_what_is_counted(db: Database) -> None:
    """Mark the people of an engagement, and those of a wave, with another number after each change to them.

    Whoever has counted them knows by the mark whether the count still holds. Numbers are drawn by chance: one
    that was rolled back, or is that of another database, never comes again.
    """
    for table, owner in (("people_mark", "engagement"), ("wave_mark", "wave")):
        db.execute(f"""
            CREATE TABLE {table} (
                {owner}_id INTEGER PRIMARY KEY REFERENCES {owner} (id),
                mark INTEGER NOT NULL
            ) STRICT""")
        db.execute(f"INSERT INTO {table} ({owner}_id, mark) SELECT id, random() FROM {owner}")  # noqa: S608
        db.execute(f"""
            CREATE TRIGGER {table}_begins AFTER INSERT ON {owner}
            BEGIN INSERT INTO {table} ({owner}_id, mark) VALUES (NEW.id, random()); END""")  # noqa: S608
        for changed, (leads, *deeds) in _MARKED[table].items():
            for deed in deeds:
                verb = deed.partition(" ")[0]
                whose = leads.format(row="OLD" if verb == "DELETE" else "NEW")
                db.execute(f"""
                    CREATE TRIGGER {table}_{changed}_{verb.lower()} AFTER {deed} ON {changed}
                    BEGIN UPDATE {table} SET mark = random() WHERE {owner}_id = {whose}; END""")  # noqa: S608
