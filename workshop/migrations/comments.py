"""The change for comments that may be shown."""

import secrets

from sqlite_utils import Database

from workshop.migrations.changes import changes


@changes()
def m120_words_that_may_be_shown(db: Database) -> None:
    """Keep the words that pages show apart from sheets, and fill in those of waves that are sealed."""
    db.execute("""
        CREATE TABLE words_taken_up (
            wave_id INTEGER NOT NULL REFERENCES wave (id),
            capability TEXT NOT NULL CHECK (capability <> ''),
            rated INTEGER NOT NULL CHECK (rated >= 0),
            filed INTEGER NOT NULL CHECK (filed >= 0 AND rated + filed > 0),
            PRIMARY KEY (wave_id, capability)
        ) STRICT, WITHOUT ROWID""")
    db.execute("""
        CREATE TABLE shown_words (
            wave_id INTEGER NOT NULL REFERENCES wave (id),
            capability TEXT NOT NULL CHECK (capability <> ''),
            kind TEXT NOT NULL CHECK (kind IN ('comment', 'reason')),
            drawn TEXT NOT NULL CHECK (length(drawn) = 16),
            text TEXT NOT NULL CHECK (length(trim(text)) > 0),
            PRIMARY KEY (wave_id, capability, kind, drawn)
        ) STRICT, WITHOUT ROWID""")
    _fill_in(db)


def _fill_in(db: Database) -> None:
    """Take up what sealed waves hold: nothing of it was shown before, and they are not counted again."""
    db.execute("""
        INSERT INTO words_taken_up (wave_id, capability, rated, filed)
        SELECT wave_id, capability, rated, filed FROM (
            SELECT wave.id AS wave_id, answer.capability, comment_threshold AS enough,
                sum(of_wave.mixed = 0 OR sheet.imported = 0) AS rated,
                sum(of_wave.mixed = 1 AND sheet.imported = 1) AS filed
            FROM wave JOIN wave_seal ON wave_seal.wave_id = wave.id
            JOIN (SELECT wave_id, count(DISTINCT imported) > 1 AS mixed FROM sheet GROUP BY wave_id)
                AS of_wave ON of_wave.wave_id = wave.id
            JOIN sheet ON sheet.wave_id = wave.id
            JOIN answer ON answer.sheet_id = sheet.id AND answer.question = 'current'
                AND answer.code BETWEEN 1 AND 5
            JOIN questionnaire_item AS item ON item.questionnaire_id = sheet.questionnaire_id
                AND item.capability = answer.capability AND item.question = 'current'
            WHERE answer.capability NOT LIKE 'charter:%'
            GROUP BY wave.id, answer.capability)
        WHERE rated >= enough""")
    found = [
        (kind, row["wave_id"], row["capability"], row["text"])
        for kind in ("comment", "reason")
        for row in db.query(f"""
            SELECT words_taken_up.wave_id, words_taken_up.capability, text FROM words_taken_up
            JOIN sheet ON sheet.wave_id = words_taken_up.wave_id
            JOIN {kind} AS words ON words.sheet_id = sheet.id
                AND words.capability = words_taken_up.capability
        """)  # noqa: S608 - one of the two tables above
    ]
    rows = sorted(
        (wave, capability, kind, secrets.token_hex(8), text) for kind, wave, capability, text in found
    )
    db.conn.executemany(
        "INSERT INTO shown_words (wave_id, capability, kind, drawn, text) VALUES (?, ?, ?, ?, ?)", rows
    )
