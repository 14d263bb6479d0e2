"""The change for assumptions of the return that name who at the client says so."""

from sqlite_utils import Database

from workshop.migrations.changes import changes


@changes()
def m159_who_says_so_beside_assumptions(db: Database) -> None:
    """Keep who says so apart from why: a line, as in the chief financial officer, budget 2027."""
    for table in ("return_outcome", "return_figure"):
        db.execute(
            f"ALTER TABLE {table} ADD COLUMN source TEXT NOT NULL DEFAULT '' CHECK (length(source) <= 120)"
        )
