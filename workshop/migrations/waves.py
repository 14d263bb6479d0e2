"""The changes for waves that people answer: who is asked what, what links them to answers, how it ends."""

from sqlite_utils import Database

from workshop.migrations.changes import UTC_TEXT, changes

_QUESTION = "TEXT NOT NULL CHECK (question IN ('current', 'target', 'importance'))"


@changes()
def m020_waves_that_people_answer(db: Database) -> None:
    """Let a wave be planned and answered here; one that was imported keeps that as a record of its own."""
    db.execute(f"""
        CREATE TABLE wave_import (
            wave_id INTEGER NOT NULL REFERENCES wave (id),
            imported_at TEXT NOT NULL CHECK (imported_at {UTC_TEXT}),
            file_name TEXT NOT NULL,
            people INTEGER NOT NULL CHECK (people >= 0),
            PRIMARY KEY (wave_id, imported_at)
        ) STRICT, WITHOUT ROWID""")
    db.execute("""
        INSERT INTO wave_import (wave_id, imported_at, file_name, people)
        SELECT id, imported_at, file_name, (SELECT count(*) FROM sheet WHERE wave_id = wave.id) FROM wave""")
    db.execute(f"""
        CREATE TABLE new_wave (
            id INTEGER PRIMARY KEY,
            engagement_id INTEGER NOT NULL REFERENCES engagement (id),
            number INTEGER NOT NULL CHECK (number >= 1),
            pack_id TEXT NOT NULL CHECK (pack_id <> ''),
            pack_version TEXT NOT NULL CHECK (pack_version <> ''),
            pack TEXT NOT NULL CHECK (pack <> ''),
            threshold INTEGER NOT NULL CHECK (threshold BETWEEN 3 AND 10),
            comment_threshold INTEGER NOT NULL DEFAULT 10 CHECK (comment_threshold BETWEEN threshold AND 20),
            mode TEXT NOT NULL DEFAULT 'confidential' CHECK (mode IN ('confidential', 'named')),
            message TEXT NOT NULL DEFAULT '' CHECK (length(message) <= 3000),
            opens_at TEXT CHECK (opens_at {UTC_TEXT}),
            closes_at TEXT CHECK (closes_at {UTC_TEXT} AND (opens_at IS NULL OR closes_at > opens_at)),
            grace_days INTEGER NOT NULL DEFAULT 14 CHECK (grace_days BETWEEN 0 AND 90),
            created_at TEXT NOT NULL CHECK (created_at {UTC_TEXT}),
            UNIQUE (engagement_id, number)
        ) STRICT""")
    db.execute("""
        INSERT INTO new_wave (id, engagement_id, number, pack_id, pack_version, pack, threshold, created_at)
        SELECT id, engagement_id, number, pack_id, pack_version, pack, threshold, imported_at FROM wave""")
    db.execute("DROP TABLE wave")
    db.execute("ALTER TABLE new_wave RENAME TO wave")


@changes()
def m021_the_states_of_a_wave(db: Database) -> None:
    """Make the records of a wave's launch, closing and sealing; imported ones have all three."""
    records = (("wave_launch", "launched_at"), ("wave_closure", "closed_at"), ("wave_seal", "sealed_at"))
    for table, moment in records:
        db.execute(f"""
            CREATE TABLE {table} (
                wave_id INTEGER PRIMARY KEY REFERENCES wave (id),
                {moment} TEXT NOT NULL CHECK ({moment} {UTC_TEXT}),
                account_id INTEGER REFERENCES account (id)
            ) STRICT""")
        db.execute(f"INSERT INTO {table} (wave_id, {moment}) SELECT id, created_at FROM wave")  # noqa: S608
    db.execute("""
        CREATE TABLE reminder_day (
            wave_id INTEGER NOT NULL REFERENCES wave (id),
            days_before INTEGER NOT NULL CHECK (days_before BETWEEN 0 AND 60),
            PRIMARY KEY (wave_id, days_before)
        ) STRICT, WITHOUT ROWID""")
    db.execute(f"""
        CREATE TABLE reminder_round (
            wave_id INTEGER NOT NULL REFERENCES wave (id),
            days_before INTEGER NOT NULL CHECK (days_before BETWEEN -1 AND 60),
            at TEXT NOT NULL CHECK (at {UTC_TEXT}),
            people INTEGER NOT NULL CHECK (people >= 0),
            PRIMARY KEY (wave_id, days_before, at)
        ) STRICT, WITHOUT ROWID""")


@changes()
def m022_questionnaires(db: Database) -> None:
    """Make the tables of who is asked what: a wave has questionnaires, and each sheet is one of them."""
    db.execute("""
        CREATE TABLE questionnaire (
            id INTEGER PRIMARY KEY,
            wave_id INTEGER NOT NULL REFERENCES wave (id),
            place INTEGER NOT NULL CHECK (place >= 1),
            name TEXT NOT NULL CHECK (length(trim(name)) BETWEEN 1 AND 80),
            picks INTEGER NOT NULL DEFAULT 0 CHECK (picks BETWEEN 0 AND 10),
            charter INTEGER NOT NULL DEFAULT 0 CHECK (charter IN (0, 1)),
            UNIQUE (wave_id, place)
        ) STRICT""")
    db.execute(f"""
        CREATE TABLE questionnaire_item (
            questionnaire_id INTEGER NOT NULL REFERENCES questionnaire (id),
            capability TEXT NOT NULL CHECK (capability <> ''),
            question {_QUESTION},
            PRIMARY KEY (questionnaire_id, capability, question)
        ) STRICT, WITHOUT ROWID""")
    db.execute("""
        CREATE TABLE questionnaire_group (
            questionnaire_id INTEGER NOT NULL REFERENCES questionnaire (id),
            group_choice_id INTEGER NOT NULL REFERENCES group_choice (id),
            PRIMARY KEY (questionnaire_id, group_choice_id)
        ) STRICT, WITHOUT ROWID""")
    db.execute("CREATE INDEX questionnaire_group_by_choice ON questionnaire_group (group_choice_id)")
    db.execute("""
        INSERT INTO questionnaire (wave_id, place, name) SELECT id, 1, 'Everyone' FROM wave""")
    db.execute("""
        INSERT INTO questionnaire_item (questionnaire_id, capability, question)
        SELECT questionnaire.id, capability, question
        FROM asked JOIN questionnaire ON questionnaire.wave_id = asked.wave_id""")
    db.execute("DROP TABLE asked")


@changes()
def m023_sheets_and_who_holds_them(db: Database) -> None:
    """Make the tables of participants and of what links them to their sheets, which sealing destroys."""
    db.execute("""
        CREATE TABLE participant (
            id INTEGER PRIMARY KEY,
            wave_id INTEGER NOT NULL REFERENCES wave (id),
            person_id INTEGER REFERENCES person (id),
            questionnaire_id INTEGER NOT NULL REFERENCES questionnaire (id),
            UNIQUE (wave_id, person_id)
        ) STRICT""")
    db.execute("CREATE INDEX participant_by_person ON participant (person_id)")
    db.execute("CREATE INDEX participant_by_questionnaire ON participant (questionnaire_id)")
    db.execute("ALTER TABLE sheet ADD COLUMN questionnaire_id INTEGER REFERENCES questionnaire (id)")
    db.execute("""
        UPDATE sheet SET questionnaire_id =
            (SELECT questionnaire.id FROM questionnaire WHERE questionnaire.wave_id = sheet.wave_id)""")
    db.execute("CREATE INDEX sheet_by_questionnaire ON sheet (questionnaire_id)")
    db.execute("ALTER TABLE sheet ADD COLUMN imported INTEGER NOT NULL DEFAULT 0 CHECK (imported IN (0, 1))")
    db.execute("UPDATE sheet SET imported = 1")
    db.execute("""
        CREATE TABLE sheet_holder (
            sheet_id INTEGER PRIMARY KEY REFERENCES sheet (id),
            participant_id INTEGER NOT NULL UNIQUE REFERENCES participant (id),
            named INTEGER NOT NULL DEFAULT 0 CHECK (named IN (0, 1))
        ) STRICT""")
    db.execute("""
        CREATE TABLE participant_answered (
            participant_id INTEGER PRIMARY KEY REFERENCES participant (id)
        ) STRICT""")
    db.execute(f"""
        CREATE TABLE submission (
            sheet_id INTEGER PRIMARY KEY REFERENCES sheet (id),
            submitted_at TEXT NOT NULL CHECK (submitted_at {UTC_TEXT})
        ) STRICT""")


@changes()
def m024_answers_as_they_come(db: Database) -> None:
    """Let an answer be taken back, say when it was given, and keep what else a sheet holds."""
    db.execute(f"""
        CREATE TABLE new_answer (
            sheet_id INTEGER NOT NULL REFERENCES sheet (id),
            capability TEXT NOT NULL CHECK (capability <> ''),
            question {_QUESTION},
            code INTEGER NOT NULL CHECK (code BETWEEN 0 AND 7),
            given_ms INTEGER NOT NULL DEFAULT 0 CHECK (given_ms >= 0),
            PRIMARY KEY (sheet_id, capability, question)
        ) STRICT, WITHOUT ROWID""")
    db.execute("""
        INSERT INTO new_answer (sheet_id, capability, question, code)
        SELECT sheet_id, capability, question, code FROM answer""")
    db.execute("DROP TABLE answer")
    db.execute("ALTER TABLE new_answer RENAME TO answer")
    db.execute("""
        CREATE TABLE reason (
            sheet_id INTEGER NOT NULL REFERENCES sheet (id),
            capability TEXT NOT NULL CHECK (capability <> ''),
            text TEXT NOT NULL CHECK (length(trim(text)) BETWEEN 1 AND 300),
            PRIMARY KEY (sheet_id, capability)
        ) STRICT, WITHOUT ROWID""")
    db.execute("""
        CREATE TABLE pick (
            sheet_id INTEGER NOT NULL REFERENCES sheet (id),
            capability TEXT NOT NULL CHECK (capability <> ''),
            PRIMARY KEY (sheet_id, capability)
        ) STRICT, WITHOUT ROWID""")
    db.execute("""
        CREATE TABLE device_save (
            sheet_id INTEGER NOT NULL REFERENCES sheet (id),
            device TEXT NOT NULL CHECK (length(device) BETWEEN 8 AND 40),
            turn INTEGER NOT NULL CHECK (turn >= 0),
            PRIMARY KEY (sheet_id, device)
        ) STRICT, WITHOUT ROWID""")


@changes()
def m025_the_open_door(db: Database) -> None:
    """Make the tables of a wave's join code, and of the links of those who came in by it."""
    db.execute("""
        CREATE TABLE open_door (
            wave_id INTEGER PRIMARY KEY REFERENCES wave (id),
            code TEXT NOT NULL UNIQUE CHECK (length(code) = 8),
            questionnaire_id INTEGER NOT NULL REFERENCES questionnaire (id)
        ) STRICT""")
    db.execute("""
        CREATE TABLE participant_link (
            participant_id INTEGER PRIMARY KEY REFERENCES participant (id),
            hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64)
        ) STRICT""")
