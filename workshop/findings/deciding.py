"""A decision on one finding: checked against what its reader saw, stored, and told in the history."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from werkzeug import Response

from workshop.access import Opened, consulted
from workshop.database import database, write
from workshop.findings import store
from workshop.findings.page import back, page
from workshop.findings.reading import basis, findings
from workshop.findings.standing import Standing
from workshop.findings.store import Decided
from workshop.history.store import record

Answer = Response | tuple[str, int]
Change = Callable[[Standing, Any, int], Decided | None]
"""From a finding, its form and the number of the wave to what is stored; None where nothing is kept."""


def decide(
    engagement_id: int,
    form: Any,
    change: Change,
    *,
    done: Callable[[Standing, Any], bool],
    deed: str,
    said: str,
    with_parts: bool = False,
    keep: Callable[[Opened, Standing, Decided | None], None] | None = None,
) -> Answer:
    """Store what is decided on the finding that a form names, unless it stands otherwise than was seen."""
    access = consulted(engagement_id)
    db, trouble = database(), ""
    with write(db):
        ground = basis(db, access.engagement)
        wave = ground.wave.number if ground else 0
        found = findings(db, engagement_id, ground)
        standing = next((each for each in found if each.key == form.key.data), None)
        sound = form.validate_on_submit()
        if standing is None or standing.state == "merged":
            trouble = "gone"
        elif sound and done(standing, form):
            return back(engagement_id, standing.key)
        elif form.mark.data != standing.mark:
            trouble = "overtaken"
        elif sound:
            made = change(standing, form, wave)
            sound = not form.errors
            if sound:
                (keep or _keep)(access, standing, made)
                for part in standing.parts if with_parts else ():
                    put(access, part.seen(wave))
                record_deed(access, deed)
    if trouble or not sound:
        return page(access, faulty=form, trouble=trouble), 422
    return back(engagement_id, form.key.data, said)


def _keep(access: Opened, standing: Standing, made: Decided | None) -> None:
    if made is None:
        store.forget(database(), access.engagement.id, standing.key)
    else:
        put(access, made)


def pin(access: Opened, standing: Standing, made: Decided | None) -> None:
    """Store only the place: whoever puts a finding first has not decided on it."""
    store.pin(database(), access.engagement.id, standing.key, made is not None and made.pinned)


def put(access: Opened, made: Decided) -> None:
    """Store what was decided, as a deed of who is signed in; called inside write()."""
    store.put(database(), access.engagement.id, made, access.account.actor, datetime.now(UTC))


def record_deed(access: Opened, deed: str) -> None:
    """Tell the history of a deed; called inside write()."""
    record(database(), access.engagement.id, access.account.actor, "findings", deed, datetime.now(UTC))
