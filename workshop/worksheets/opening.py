"""One worksheet of an engagement for whoever may see it, or 404."""

from flask import abort

from workshop.access import Opened
from workshop.database import database
from workshop.worksheets.sheets import Sheet, sheet_named


def opened_sheet(access: Opened, name: str) -> Sheet:
    """Return a worksheet of the engagement by its id, or 404 where its pack has none."""
    found = sheet_named(database(), access.engagement, name)
    if found is None:
        abort(404)
    return found
