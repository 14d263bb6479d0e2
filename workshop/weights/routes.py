"""The pages of weights: which ones count, with what each does to the scores, and the own ones."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from flask import flash, redirect, url_for
from sqlite_utils import Database
from werkzeug import Response

from questionnaires.pack import MethodPack
from workshop.access import Opened, consulted
from workshop.database import database, write
from workshop.engagements.frame import framed
from workshop.history.store import record
from workshop.weights import store
from workshop.weights.effects import Effects, effects, judged_pack
from workshop.weights.forms import ChoiceForm, own_form, typed_as
from workshop.weights.reading import own_weights_for, weights_by_kind
from workshop.weights.room import WEIGHTS, bp
from workshop.weights.store import Kind, Weighing

__all__ = ["bp"]

NAMES: Mapping[Kind, str] = {
    "pack": "The weights of the method",
    "strategic": "The strategic weights",
    "own": "Your own weights",
}
_CHOSEN: Mapping[Kind, str] = {
    "pack": "the method’s weights",
    "strategic": "the strategic weights",
    "own": "own weights",
}


@bp.get(WEIGHTS, endpoint="weights")
def weights_page(engagement_id: int) -> str:
    """Show which weights count, and what each choice does to the scores of components."""
    access = consulted(engagement_id)
    db = database()
    found = effects(db, access.engagement)
    return _choices(access, found, _choice_form(db, access, found))


@bp.post(WEIGHTS)
def choose(engagement_id: int) -> Response | tuple[str, int]:
    """Store which weights count from now on."""
    access = consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    with write(db):
        found, chosen = effects(db, access.engagement), store.weighing(db, engagement_id)
        form = _choice_form(db, access, found)
        sound = form.validate_on_submit()
        kind = form.kind.data
        same = sound and kind == (chosen.kind if chosen else "pack")
        if sound and not same:
            sound = _unchanged(form, chosen, access)
        if sound and not same:
            _record_choice(db, access, kind, now)
    if not sound:
        return _choices(access, found, form), 422
    flash("Nothing was changed." if same else f"{NAMES[kind]} count from now on.", "weights")
    return redirect(url_for(".weights", engagement_id=engagement_id), code=303)


@bp.get(f"{WEIGHTS}/own")
def own(engagement_id: int) -> str:
    """Show the own weights of every component and capability, to be changed."""
    access = consulted(engagement_id)
    db = database()
    pack, _ = judged_pack(db, access.engagement)
    return _own(access, effects(db, access.engagement), _own_form(db, access, pack))


@bp.post(f"{WEIGHTS}/own")
def set_own(engagement_id: int) -> Response | str | tuple[str, int]:
    """Store own weights, which count from now on; or show first what they would do."""
    access = consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    with write(db):
        pack, _ = judged_pack(db, access.engagement)
        chosen = store.weighing(db, engagement_id)
        form = _own_form(db, access, pack)
        sound = form.validate_on_submit()
        if sound and not form.preview.data:
            again = _same(db, engagement_id, form, chosen)
            sound = again or _unchanged(form, chosen, access)
            if sound and not again:
                store.put_own(db, engagement_id, form.weights)
                _record_choice(db, access, "own", now, form.reason.data)
    if not sound:
        return _own(access, effects(db, access.engagement), form), 422
    if form.preview.data:
        typed = own_weights_for(pack, form.weights, form.reason.data)
        return _own(access, effects(db, access.engagement, typed), form, previewed=True)
    flash(f"{NAMES['own']} count from now on.", "weights")
    return redirect(url_for(".weights", engagement_id=engagement_id), code=303)


def _record_choice(
    db: Database, access: Opened, kind: Kind, now: datetime, reason: str | None = None
) -> None:
    who, number = access.account, access.engagement.id
    store.choose(db, number, kind, account_id=who.id, by=who.name, now=now, reason=reason)
    record(db, number, who.actor, "findings", f"let {_CHOSEN[kind]} make the scores of components", now)


def _unchanged(form: Any, chosen: Weighing | None, access: Opened) -> bool:
    """Return whether nobody chose since the page was opened, or else put a fault into the form."""
    if (form.revision.data or "") == (str(chosen.revision) if chosen else "0"):
        return True
    who = "Somebody" if chosen is None else "You" if chosen.by == access.account.name else chosen.by
    field = form.kind if "kind" in form else form.reason
    field.errors = [f"{who} changed the weights meanwhile. Send again if yours are to count."]
    form.revision.data = str(chosen.revision) if chosen else "0"
    return False


def _same(db: Database, engagement_id: int, form: Any, chosen: Weighing | None) -> bool:
    """Return whether a form holds what is stored already, as when it comes twice."""
    if chosen is None or (chosen.kind, chosen.reason) != ("own", form.reason.data):
        return False
    return store.own_weights(db, engagement_id) == form.weights


def _choice_form(db: Database, access: Opened, found: Effects) -> ChoiceForm:
    chosen = store.weighing(db, access.engagement.id)
    return ChoiceForm(
        {kind: NAMES[kind] for kind in found.choices},
        data={
            "kind": found.counting.kind,
            "revision": str(chosen.revision if chosen else 0),
        },
    )


def _own_form(db: Database, access: Opened, pack: MethodPack) -> Any:
    """Return the form with the own weights there are; else it begins with those of the method."""
    chosen = store.weighing(db, access.engagement.id)
    held = weights_by_kind(db, access.engagement, pack, "own") or weights_by_kind(
        db, access.engagement, pack, "pack"
    )
    assert held is not None
    sign = access.engagement.manner.decimal_sign
    return own_form(
        pack,
        {key: typed_as(weight, sign) for key, weight in held.components.items()},
        {key: typed_as(weight, sign) for key, weight in held.capabilities.items()},
        reason=held.reason,
        revision=str(chosen.revision if chosen else 0),
    )


def _choices(access: Opened, found: Effects, form: ChoiceForm) -> str:
    chosen = store.weighing(database(), access.engagement.id)
    return framed("weights/weights.html", access, found=found, form=form, chosen=chosen, names=NAMES)


def _own(access: Opened, found: Effects, form: Any, *, previewed: bool = False) -> str:
    return framed("weights/own.html", access, found=found, form=form, previewed=previewed, names=NAMES)
