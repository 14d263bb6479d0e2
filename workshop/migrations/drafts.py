"""The changes for what is made of an engagement and may be out of date: drafts, and charts for slides."""

from sqlite_utils import Database

from workshop.migrations.changes import UTC_TEXT, changes

_OF_INTERVIEW = "(SELECT engagement_id FROM interview WHERE interview.id = NEW.interview_id)"
_OF_PASSAGE = "(SELECT engagement_id FROM passage WHERE passage.id = NEW.passage_id)"
_WORDS_GONE = """EXISTS (SELECT 1 FROM passage WHERE passage.interview_id = NEW.interview_id
    AND passage.interviewer_id {by} AND passage.question = NEW.question
    AND instr(OLD.text, passage.text) > 0 AND instr(NEW.text, passage.text) = 0)"""
_TELLS_LESS = (
    ("person", "DELETE", "OLD.engagement_id", ""),
    (
        "person",
        "UPDATE OF name, title",
        "NEW.engagement_id",
        "NEW.name <> OLD.name OR NEW.title <> OLD.title",
    ),
    ("interview", "DELETE", "OLD.engagement_id", ""),
    ("passage", "DELETE", "OLD.engagement_id", ""),
    (
        "passage",
        "UPDATE OF text, consent, shown_as",
        "NEW.engagement_id",
        "NEW.text <> OLD.text OR NEW.consent <> OLD.consent OR NEW.shown_as <> OLD.shown_as",
    ),
    ("passage_approval", "INSERT", _OF_PASSAGE, "NEW.state <> 'approved'"),
    ("passage_approval", "UPDATE", _OF_PASSAGE, "NEW.state <> 'approved'"),
    ("note", "UPDATE OF text", _OF_INTERVIEW, _WORDS_GONE.format(by="IS NEW.interviewer_id")),
    (
        "written_answer",
        "UPDATE OF text, consent",
        _OF_INTERVIEW,
        f"NEW.consent <> OLD.consent OR {_WORDS_GONE.format(by='IS NULL')}",
    ),
    ("strategy_source", "DELETE", "OLD.engagement_id", ""),
    ("engagement", "UPDATE OF client", "NEW.id", "NEW.client <> OLD.client"),
)
"""After what documents may tell less than before: table, change, whose, and when it counts."""
_LOOKS_ELSE = (
    ("client_template", "INSERT", "NEW.engagement_id", ""),
    ("client_template", "UPDATE", "NEW.engagement_id", ""),
    ("client_template", "DELETE", "OLD.engagement_id", ""),
)
"""After what a document looks different; what was made before stays as it is."""


@changes()
def m144_marks_of_what_documents_may_tell(db: Database) -> None:
    """Mark an engagement with another number after each change that no document under way may miss.

    Whoever makes a document keeps it only while the mark is what it was. Where people are to be told of less
    than before, the drafts that were made go too, whoever changes it.
    """
    db.execute("""
        CREATE TABLE document_mark (
            engagement_id INTEGER PRIMARY KEY REFERENCES engagement (id),
            mark INTEGER NOT NULL
        ) STRICT""")
    db.execute("INSERT INTO document_mark (engagement_id, mark) SELECT id, random() FROM engagement")
    db.execute("""
        CREATE TRIGGER document_mark_begins AFTER INSERT ON engagement
        BEGIN INSERT INTO document_mark (engagement_id, mark) VALUES (NEW.id, random()); END""")
    for spec in _TELLS_LESS:
        _mark_after(db, *spec, gone="DELETE FROM document_draft WHERE engagement_id = {whose};")
    for spec in _LOOKS_ELSE:
        _mark_after(db, *spec)


def _mark_after(db: Database, table: str, deed: str, whose: str, when: str, *, gone: str = "") -> None:
    verb, when = deed.partition(" ")[0].lower(), f"WHEN {when}" if when else ""
    db.execute(f"""
        CREATE TRIGGER document_mark_{table}_{verb} AFTER {deed} ON {table} {when}
        BEGIN
            UPDATE document_mark SET mark = random() WHERE engagement_id = {whose};
            {gone.format(whose=whose)}
        END""")  # noqa: S608


@changes()
def m145_charts_for_slides(db: Database) -> None:
    """Make the table of the charts that were drawn for slides; all of an engagement are drawn at once."""
    db.execute(f"""
        CREATE TABLE chart (
            engagement_id INTEGER NOT NULL REFERENCES engagement (id),
            place INTEGER NOT NULL CHECK (place >= 1),
            name TEXT NOT NULL CHECK (name <> ''),
            title TEXT NOT NULL CHECK (title <> ''),
            part TEXT NOT NULL CHECK (part <> ''),
            wave INTEGER NOT NULL CHECK (wave >= 1),
            drawn_at TEXT NOT NULL CHECK (drawn_at {UTC_TEXT}),
            svg BLOB NOT NULL CHECK (length(svg) > 0),
            png BLOB NOT NULL CHECK (length(png) > 0),
            PRIMARY KEY (engagement_id, place),
            UNIQUE (engagement_id, name)
        ) STRICT""")
