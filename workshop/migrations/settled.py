"""The change that says which sheets the figures of an open wave rest on."""

from sqlite_utils import Database

from workshop.migrations.changes import changes


@changes()
def m121_sheets_that_figures_of_open_waves_rest_on(db: Database) -> None:
    """Name these sheets, which are drawn by chance from now on; until now they were the first handed in."""
    db.execute("CREATE TABLE settled_sheet (sheet_id INTEGER PRIMARY KEY REFERENCES sheet (id)) STRICT")
    db.execute("""
        WITH handed_in AS (
            SELECT sheet_id, threshold,
                row_number() OVER (PARTITION BY wave.id ORDER BY submitted_at, sheet_id) AS place,
                count(*) OVER (PARTITION BY wave.id) AS people
            FROM tally JOIN wave ON wave.id = tally.wave_id JOIN sheet ON sheet.wave_id = wave.id
            JOIN submission ON submission.sheet_id = sheet.id AND submitted_at < counted_at
            WHERE wave.id NOT IN (SELECT wave_id FROM wave_seal))
        INSERT INTO settled_sheet (sheet_id)
        SELECT sheet_id FROM handed_in WHERE place <= (people / threshold - 1) * threshold""")
