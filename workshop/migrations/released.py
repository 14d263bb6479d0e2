"""The changes for what is given out: results and issues that were released, and charts for slides."""

from sqlite_utils import Database

from workshop.migrations.changes import changes


@changes()
def m157_documents_are_issued_before_they_are_released(db: Database) -> None:
    """Take back the blueprint of a wave that was never issued; what is left of a wave is its results."""
    db.execute("DELETE FROM release WHERE what = 'blueprint'")


@changes()
def m158_charts_go_with_drafts(db: Database) -> None:
    """Forget the charts after each change that no document under way may miss: they rest on the same."""
    db.execute("""
        CREATE TRIGGER charts_are_out_of_date AFTER UPDATE ON document_mark
        BEGIN DELETE FROM chart WHERE engagement_id = NEW.engagement_id; END""")
