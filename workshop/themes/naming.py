"""The names of themes: what may be one, and the theme that a name means."""

from sqlite_utils import Database

from workshop.people.cells import folded, is_readable
from workshop.themes import store
from workshop.themes.store import Theme

LONGEST_NAME, LONGEST_MEANING = 80, 600


def fault_of_name(name: str) -> str:
    """Return what is wrong with a cleaned name, or nothing."""
    if not name:
        return "Name the theme."
    if len(name) > LONGEST_NAME:
        return f"Shorten the name to {LONGEST_NAME} characters or fewer."
    return (
        ""
        if is_readable(name)
        else "Use a name that can be read: letters or digits, and no control characters."
    )


def known(db: Database, engagement_id: int, name: str) -> Theme | None:
    """Return the theme that has a name, however it is written, or None."""
    meant = folded(name)
    return next((each for each in store.themes(db, engagement_id) if folded(each.name) == meant), None)


def theme_named(db: Database, engagement_id: int, name: str) -> int:
    """Return the number of the theme that a sound name means; a new name makes a theme, inside write()."""
    found = known(db, engagement_id, name)
    return found.id if found else store.add_theme(db, engagement_id, name)
