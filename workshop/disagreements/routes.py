"""The page of disagreements: what the interviews show, with its evidence, and what is decided on each."""

import secrets
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from sqlite_utils import Database
from werkzeug import Response

from questionnaires.disagreement import RULES
from workshop.access import Opened, consulted
from workshop.addresses import ENGAGEMENT
from workshop.database import database, write
from workshop.disagreements import store
from workshop.disagreements.finding import OWN, Disagreement, disagreements
from workshop.disagreements.forms import DeedForm, DismissalForm, OwnForm, WordsForm
from workshop.disagreements.store import Decision
from workshop.engagements.frame import framed
from workshop.engagements.packs import engagement_pack
from workshop.history.store import record

bp = Blueprint("disagreements", __name__, template_folder="templates")

DISAGREEMENTS = f"{ENGAGEMENT}/disagreements"
MOST = 60
"""So many of their own consultants may add; no session talks about more."""


@bp.get(DISAGREEMENTS, endpoint="disagreements")
def listed(engagement_id: int) -> str:
    """Show the disagreements for the session, and those that were left out."""
    return _page(consulted(engagement_id))


@bp.post(DISAGREEMENTS)
def add(engagement_id: int) -> Response | tuple[str, int]:
    """Add one that the interviews do not show by themselves; with faults, show the page again."""
    access = consulted(engagement_id)
    db, form = database(), OwnForm()
    with write(db):
        sound = form.validate_on_submit()
        own = [each for each in store.decisions(db, engagement_id).values() if each.key.startswith(OWN)]
        if sound and any(each.text == form.text.data for each in own):
            return _back(engagement_id)
        if sound and len(own) >= MOST:
            form.text.errors = [f"There are {MOST} of your own, the most there may be. Remove one first."]
            sound = False
        if sound:
            key = f"{OWN}{secrets.token_hex(6)}"
            store.put_decision(db, engagement_id, Decision(key, form.text.data, "listed", ""))
            _record(access, "added a disagreement for the session")
    if not sound:
        return _page(access, adding=form), 422
    return _back(engagement_id, "It is added.", _named(db, access, key))


@bp.post(f"{DISAGREEMENTS}/words")
def reword(engagement_id: int) -> Response | tuple[str, int]:
    """Say a disagreement in other words; without any, a suggested one stands in its own again."""
    access = consulted(engagement_id)
    db, form = database(), WordsForm()
    with write(db):
        found = _named(db, access, form.key.data)
        sound = found is not None and form.validate_on_submit()
        if sound and found.own and not form.text.data:
            form.text.errors = ["Say what people disagree about, or remove it."]
            sound = False
        # A suggestion sent back as it stands, or stood, is nobody's own words: its figures go on changing.
        suggested = found is not None and form.text.data in (found.suggested, form.was.data)
        text = "" if suggested else form.text.data
        if sound and text != (found.decision.text if found.decision else ""):
            _put(db, engagement_id, found, text)
            _record(access, "reworded a disagreement")
    if not sound:
        return _page(access, faulty=form), 422
    return _back(engagement_id, "The words are saved.", found)


@bp.post(f"{DISAGREEMENTS}/dismissal")
def dismiss(engagement_id: int) -> Response | tuple[str, int]:
    """Leave a disagreement out of the session, with a reason."""
    access = consulted(engagement_id)
    db, form = database(), DismissalForm()
    with write(db):
        found = _named(db, access, form.key.data)
        sound = found is not None and form.validate_on_submit()
        if sound:
            text = found.decision.text if found.decision else ""
            store.put_decision(db, engagement_id, Decision(found.key, text, "dismissed", form.reason.data))
            _record(access, "left a disagreement out of the session")
    if not sound:
        return _page(access, faulty=form), 422
    return _back(engagement_id, "It is left out.", found)


@bp.post(f"{DISAGREEMENTS}/return")
def bring_back(engagement_id: int) -> Response | tuple[str, int]:
    """Take a disagreement that was left out into the session again."""
    access = consulted(engagement_id)
    db, form = database(), DeedForm()
    with write(db):
        found = _named(db, access, form.key.data)
        if found is not None and found.dismissed:
            _put(db, engagement_id, found, found.decision.text if found.decision else "")
            _record(access, "took a disagreement into the session again")
    if found is None:
        return _page(access, faulty=form), 422
    return _back(engagement_id, "It is for the session again.", found)


@bp.post(f"{DISAGREEMENTS}/removal")
def remove(engagement_id: int) -> Response:
    """Remove a disagreement of one's own, or a decision on one that interviews do not show any more."""
    access = consulted(engagement_id)
    db, form = database(), DeedForm()
    with write(db):
        found = _named(db, access, form.key.data)
        goes = found is not None and not found.evidence
        if found is not None and goes:
            store.forget_decision(db, engagement_id, found.key)
            _record(access, "removed a disagreement")
    return _back(engagement_id, "It is removed." if goes else "")


def _put(db: Database, engagement_id: int, found: Disagreement, text: str) -> None:
    """Store that one is for the session in these words; without any, nothing needs to be kept."""
    if text:
        store.put_decision(db, engagement_id, Decision(found.key, text, "listed", ""))
    else:
        store.forget_decision(db, engagement_id, found.key)


def _named(db: Database, access: Opened, key: str | None) -> Disagreement | None:
    """Return one of the engagement's disagreements by its key, or None."""
    pack = engagement_pack(db, access.engagement)
    found = disagreements(db, access.engagement.id, pack)
    return next((each for each in found if each.key == key), None)


def _record(access: Opened, deed: str) -> None:
    record(database(), access.engagement.id, access.account.actor, "strategy", deed, datetime.now(UTC))


def _page(access: Opened, faulty: Any = None, adding: OwnForm | None = None) -> str:
    """Return the page; `faulty` is a form about one of them as it was typed."""
    db = database()
    found = disagreements(db, access.engagement.id, engagement_pack(db, access.engagement))
    gone = faulty is not None and faulty.key.data not in {each.key for each in found}
    return framed(
        "disagreements/disagreements.html",
        access,
        listed=[each for each in found if not each.dismissed],
        dismissed=[each for each in found if each.dismissed],
        faulty=faulty,
        gone=gone,
        adding=adding or OwnForm(formdata=None),
        words_of=lambda each: _for(faulty, each, WordsForm, text=each.text),
        dismissal_of=lambda each: _for(faulty, each, DismissalForm),
        form=DeedForm(formdata=None),
        rules=RULES,
        decided=request.args.get("decided", ""),
    )


def _for(faulty: Any, each: Disagreement, kind: type, **data: str) -> Any:
    """Return the form of one disagreement: as it was typed where that was at fault, else a fresh one."""
    if isinstance(faulty, kind) and faulty.key.data == each.key:
        return faulty
    return kind(formdata=None, data={"key": each.key, **data})


def _back(engagement_id: int, said: str = "", about: Disagreement | None = None) -> Response:
    """Lead back to the one that was decided on, wherever it stands now, and say what was done."""
    if said:
        flash(said, "disagreements")
    at = {"decided": about.anchor, "_anchor": about.anchor} if about else {}
    return redirect(url_for("disagreements.disagreements", engagement_id=engagement_id, **at), code=303)
