"""Several findings become one, in the consultants' words; its parts are kept and come back when it goes."""

import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from flask import request
from werkzeug import Response

from workshop.access import Opened, consulted
from workshop.database import database, write
from workshop.engagements.frame import framed
from workshop.findings import store
from workshop.findings.forms import MergingForm
from workshop.findings.page import back
from workshop.findings.reading import basis, findings
from workshop.findings.room import FINDINGS, bp
from workshop.findings.standing import Standing
from workshop.findings.store import OWN, Decided
from workshop.history.store import record

MERGING = f"{FINDINGS}/merging"


@bp.get(MERGING)
def choose_parts(engagement_id: int) -> str:
    """Show the findings that can be merged, with the one ticked that it was begun from."""
    access = consulted(engagement_id)
    form = MergingForm(formdata=None)
    found = _candidates(findings(database(), engagement_id, basis(database(), access.engagement)))
    form.parts.data = [_name(each) for each in found if each.anchor == request.args.get("with")]
    return _page(access, form, found)


@bp.post(MERGING)
def merge(engagement_id: int) -> Response | tuple[str, int]:
    """Make one finding out of several; with faults, or where one of them has changed, show the page again."""
    access = consulted(engagement_id)
    db, form, now = database(), MergingForm(), datetime.now(UTC)
    with write(db):
        ground = basis(db, access.engagement)
        found = _candidates(findings(db, engagement_id, ground))
        named = {_name(each): each for each in found}
        overtaken = not set(form.parts.data) <= named.keys()
        if form.validate_on_submit() and not overtaken:
            parts = [named[each] for each in dict.fromkeys(form.parts.data)]
            whole = _merge(access, form, parts, ground.wave.number if ground else 0, now)
            record(db, engagement_id, access.account.actor, "findings", f"merged {len(parts)} findings", now)
            return back(engagement_id, whole.key, f"{len(parts)} findings are merged into one.")
    return _page(access, form, found, overtaken=overtaken), 422


def _merge(access: Opened, form: MergingForm, parts: list[Standing], wave: int, now: datetime) -> Decided:
    db, number, by = database(), access.engagement.id, access.account.actor
    components = {each.component for each in parts}
    whole = Decided(
        key=f"{OWN}:{secrets.token_hex(6)}",
        kind=OWN,
        component=components.pop() if len(components) == 1 else "",
        capabilities=tuple(dict.fromkeys(one for each in parts for one in each.capabilities)),
        title=form.title.data,
        text=form.text.data,
        suggested_title="",
        suggested_text="",
        state="accepted",
        wave=wave,
    )
    into = store.put(db, number, whole, by, now)
    # A part stands for itself again when the whole is removed: then it is to be decided on.
    held = [
        store.put(db, number, replace(each.seen(wave), state="open", reason="", pinned=False), by, now)
        for each in parts
    ]
    store.merge(db, held, into)
    return whole


def _candidates(found: Iterable[Standing]) -> list[Standing]:
    """Return the findings that can become parts: open or accepted ones, not made out of others themselves."""
    return [each for each in found if each.state in ("open", "accepted") and not each.parts]


def _name(standing: Standing) -> str:
    """Return what a tick stands for: which finding, and how it stands."""
    return f"{standing.anchor}.{standing.mark}"


def _page(access: Opened, form: MergingForm, found: list[Standing], overtaken: bool = False) -> str:
    ticked = {each.partition(".")[0] for each in form.parts.data or ()}
    return framed(
        "findings/merging.html",
        access,
        form=form,
        found=found,
        ticked=ticked,
        name_of=_name,
        overtaken=overtaken,
    )
