"""The open door: a join code leads those without a link of their own to a sheet, one for each device.

Whoever joins gets an address of their own to come back to. A cookie takes the same device to its own sheet
again; the page holds a random number, so that a form which is sent twice makes one sheet.
"""

import re
import secrets
from datetime import UTC, datetime

from flask import abort, current_app, redirect, render_template, request, url_for
from werkzeug import Response

from workshop import limits
from workshop.access import open_to_anyone
from workshop.answering import store
from workshop.answering.forms import CodeForm, JoinForm
from workshop.answering.guard import Held, held, outline_of, page, told
from workshop.answering.room import bp
from workshop.answering.store import Door, Holder
from workshop.answering.welcome import introduction
from workshop.database import database, write
from workshop.languages import for_later, gettext, speak, speak_as_visitor
from workshop.limits import Rule
from workshop.links import hash_of, token_of
from workshop.waves.store import add_participant, add_sheet

JOIN_CODE = Rule("join code", 200, 15 * 60)
"""Codes that lead nowhere, from one network."""
JOIN = Rule("join", 500, 60 * 60)
"""Sheets made from one network, which a whole hall may share."""
_CODE = re.compile(r"[A-Z0-9]{8}", re.ASCII)
_NO_SUCH_CODE = for_later("No questionnaire has this code. Check it, or ask the person who gave it to you.")
_ONCE = re.compile(r"[0-9a-f]{32}", re.ASCII)
_DAYS = 120


@bp.get("/join", strict_slashes=False)
@open_to_anyone
def join() -> str:
    """Ask for a code."""
    speak_as_visitor()
    return render_template("answering/join.html", form=CodeForm())


@bp.post("/join")
@open_to_anyone
def enter() -> Response | tuple[str, int]:
    """Go where a code leads."""
    speak_as_visitor()
    form = CodeForm()
    if form.validate_on_submit():
        code = _plain(form.code.data)
        if _door(code) is not None:
            return redirect(url_for(".door", code=code), code=303)
        form.code.errors = [gettext(_NO_SUCH_CODE)]
    return render_template("answering/join.html", form=form), 422


@bp.get("/join/<code>")
@open_to_anyone
def door(code: str) -> Response | tuple[str, int] | str:
    """Show what the questionnaire is about; a device that has joined goes on to its own sheet."""
    plain = _plain(code)
    if not plain:  # nothing but what groups a code: there is no page to go to
        return _unknown()
    if plain != code:
        return redirect(url_for(".door", code=plain), code=303)
    found = _door(code)
    if found is None:
        return _unknown()
    own = _own(found, code)
    if own:
        return own
    closed = _closed(found)
    if closed:
        return closed
    form = _form(found)
    form.once.data = secrets.token_hex(16)
    return _page(found, form)


@bp.post("/join/<code>")
@open_to_anyone
def come_in(code: str) -> Response | tuple[str, int] | str:
    """Make a sheet with the groups that were chosen, and go to its own address."""
    code = _plain(code)
    found = _door(code)
    if found is None:
        return _unknown()
    own = _own(found, code)
    if own:
        return own  # a page that was opened before this device joined makes no second sheet
    closed = _closed(found)
    if closed:
        return closed, 409
    form = _form(found)
    if not form.validate_on_submit() or not _ONCE.fullmatch(form.once.data or ""):
        form.once.data = secrets.token_hex(16)
        return _page(found, form), 422
    # Its seed is none that a mail or a personal link could have: those are bare hexadecimal digits.
    token = token_of(f"door {found.wave.id} {form.once.data}", current_app.config["SECRET_KEY"])
    if not _joined(found, token, form):
        abort(429)
    answer = redirect(f"{request.script_root}/p/{token}", code=303)
    answer.set_cookie(
        _cookie(code), token, max_age=_DAYS * 24 * 60 * 60, path=f"{request.script_root}/join",
        httponly=True, samesite="Lax", secure=bool(current_app.config["SESSION_COOKIE_SECURE"]),
    )  # fmt: skip
    return answer


def _own(found: Door, code: str) -> Response | None:
    """Return the way to the sheet that this device has behind a door already, or None."""
    token = request.cookies.get(_cookie(code), "")
    own = held(database(), token, datetime.now(UTC))
    if own is None or own.holder.wave.id != found.wave.id:
        return None
    return redirect(f"{request.script_root}/p/{token}", code=303)


def _joined(found: Door, token: str, form: JoinForm) -> bool:
    """Make the participant and the sheet unless they are there; return False where it is too many."""
    db, now = database(), datetime.now(UTC)
    if held(db, token, now) is None and limits.hit(JOIN, limits.network()):
        return False
    chosen = {"function": form.function.data, "seniority": form.seniority.data}
    with write(db):
        if held(db, token, now) is None:
            participant = add_participant(db, found.wave.id, None, found.questionnaire_id)
            groups = {column: value for column, value in chosen.items() if value}
            add_sheet(db, found.wave.id, found.questionnaire_id, groups, holder=participant)
            store.put_participant_link(db, participant, hash_of(token))
    return True


def _form(found: Door) -> JoinForm:
    form = JoinForm()
    groups = store.groups(database(), found.client.engagement_id)
    for name in ("function", "seniority"):
        choices = [("", gettext("Not stated")), *((each, each) for each in groups.get(name, ()))]
        form[name].choices = choices
        form[name].data = form[name].data or ""
    return form


def _page(found: Door, form: JoinForm) -> str:
    outline = outline_of(database(), found.wave, found.questionnaire_id)
    words = introduction(database(), found.wave, found.client, outline, by_door=True)
    return page("answering/door.html", found.client, form=form, **words)


def _door(code: str) -> Door | None:
    """Return where a code leads, or None; too many that lead nowhere must wait."""
    found = store.door(database(), code) if _CODE.fullmatch(code) else None
    if found is None or found.client.archived:
        if limits.hit(JOIN_CODE, limits.network()):
            abort(429)
        return None
    speak(found.client.manner)
    return found


def _closed(found: Door) -> str | None:
    """Return the page of a wave that takes nobody in now, None for an open one."""
    state = found.wave.state(datetime.now(UTC))
    if state == "open":
        return None
    # Someone who is not in it: nobody, without a sheet.
    holder = Holder(0, found.questionnaire_id, "", True, None, False, False, found.wave, found.client)
    return told(Held(holder, outline_of(database(), found.wave, found.questionnaire_id), state))


def _unknown() -> tuple[str, int]:
    speak_as_visitor()
    form = CodeForm()
    form.code.errors = [gettext(_NO_SUCH_CODE)]
    return render_template("answering/join.html", form=form), 404


def _cookie(code: str) -> str:
    return f"door-{code}"


def _plain(code: str | None) -> str:
    """Return a code as it is stored: capitals without what groups them."""
    return re.sub(r"[\s-]", "", code or "").upper()[:40]
