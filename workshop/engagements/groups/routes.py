"""The page of an engagement's functions and seniorities."""

from datetime import UTC, datetime

from flask import redirect, request, url_for
from flask_wtf import FlaskForm
from sqlite_utils import Database
from werkzeug import Response

from workshop.access import Opened, consulted
from workshop.addresses import ENGAGEMENT
from workshop.database import database, write
from workshop.engagements.frame import framed
from workshop.engagements.groups import store
from workshop.engagements.groups.editing import Draft, as_it_is, edited
from workshop.engagements.groups.store import COLUMNS
from workshop.engagements.room import bp
from workshop.history.store import record

_MOST_TOLD = 3
"""So many changes are told one by one in history, more of them by their number."""


@bp.get(f"{ENGAGEMENT}/groups")
def groups(engagement_id: int) -> str:
    """Show the functions and seniorities to choose from."""
    access = consulted(engagement_id)
    db = database()
    return _page(access, [as_it_is(each, store.choices(db, engagement_id, each)) for each in COLUMNS])


@bp.post(f"{ENGAGEMENT}/groups")
def change_groups(engagement_id: int) -> Response | tuple[str, int]:
    """Store both lists as edited; with a fault in either, show them again and store nothing."""
    access = consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    raised = request.form.get("up")
    with write(db):
        lists = {each: store.choices(db, engagement_id, each) for each in COLUMNS}
        drafts = [edited(each, choices, request.form) for each, choices in lists.items()]
        sound = all(draft.is_sound for draft in drafts)
        if sound:
            told = [deed for draft in drafts for deed in draft.deeds()]
            for draft in drafts:
                told += _stored(db, engagement_id, draft, raised)
            if told:
                deed = "; ".join(told) if len(told) <= _MOST_TOLD else f"changed {len(told)} groups of people"
                record(db, engagement_id, access.account.actor, "engagement", deed, now)
    if not sound:
        return _page(access, drafts), 422
    return redirect(url_for(".groups", engagement_id=engagement_id, saved="yes"), code=303)


def _stored(db: Database, engagement_id: int, draft: Draft, raised: str | None) -> list[str]:
    """Store one list and return what history tells of its order."""
    for line in draft.removed:
        store.remove_choice(db, engagement_id, line.choice.id)
    store.rename_choices(db, engagement_id, draft.renamed)
    store.order_choices(db, engagement_id, draft.order(raised))
    store.add_choices(db, engagement_id, draft.column, draft.new_names)
    if draft.order(raised) == draft.order(None):
        return []
    return [f"put the {draft.column} {_name(draft, raised)} further up"]


def _name(draft: Draft, number: str | None) -> str:
    return next(line.name for line in draft.lines if str(line.choice.id) == number)


def _page(access: Opened, drafts: list[Draft]) -> str:
    return framed("engagements/groups.html", access, drafts=drafts, form=FlaskForm())
