"""The pages of the outbox: what was written, one mail, and passing mails on by hand."""

from datetime import UTC, datetime

from flask import Response, abort, current_app, redirect, request
from werkzeug import Response as Answer

from workshop.addresses import ENGAGEMENT, NUMBER
from workshop.database import database, write
from workshop.downloads import file_name
from workshop.history.store import record
from workshop.mail import store, texts
from workshop.mail.box import Box, box
from workshop.mail.forms import DeedForm, PassingOnForm
from workshop.mail.layout import parts
from workshop.mail.message import BUTTONS, body_of, link_of
from workshop.mail.outbox import TILES, to_pass_on, told
from workshop.mail.room import bp
from workshop.mail.store import Mail
from workshop.mail.writing import KINDS, first_name
from workshop.presentation import counted
from workshop.spreadsheets import CSV, XLSX, as_csv, as_xlsx

__all__ = ["bp", "texts"]

MOST = 100
"""How many mails stand on a page."""
ENDINGS = {"xlsx": XLSX, "csv": CSV}
COLUMNS = ("Name", "First name", "Address", "Subject", "Text", "Link")
_ONE = f"/mail/<{NUMBER}:mail_id>"


@bp.get(f"{ENGAGEMENT}/mail", endpoint="index")
@bp.get("/mail", endpoint="ours", defaults={"engagement_id": None})
def listed(engagement_id: int | None) -> str:
    """Show what was written to an engagement's people, or about accounts."""
    opened = box(engagement_id)
    outbox = opened.outbox()
    state, kind = _among(store.STATES, "state"), _among(KINDS, "kind")
    total = outbox.of(state, kind)
    page = max(min(request.args.get("page", 1, int), -(-total // MOST)), 1)
    after = (page - 1) * MOST
    found = store.mails(database(), opened.engagement_id, state=state, kind=kind, after=after, limit=MOST)
    now = datetime.now(UTC)
    return opened.page(
        "mail/index.html",
        outbox=outbox,
        state=state,
        kind=kind,
        tiles=TILES,
        kinds=KINDS,
        mails=[(each, told(each, opened.manner, now, sends=outbox.sends)) for each in found],
        page=page,
        after=after,
        total=total,
        waiting=_to_pass_on(opened, kind, None),
        form=PassingOnForm(formdata=None),
        deed=DeedForm(formdata=None),
    )


@bp.get(ENGAGEMENT + _ONE)
@bp.get(_ONE, defaults={"engagement_id": None})
def read(engagement_id: int | None, mail_id: int) -> str:
    """Show a mail as it goes out, with its link."""
    opened = box(engagement_id)
    mail = _mail(opened, mail_id)
    key = current_app.config["SECRET_KEY"]
    shown = may_show_link(mail)
    link = link_of(mail, key) if shown else ""
    body = body_of(mail, key) if shown else mail.body
    return opened.page(
        "mail/read.html",
        mail=mail,
        told=told(mail, opened.manner, datetime.now(UTC), sends=opened.sends),
        to_pass_on=mail.state in to_pass_on(sends=opened.sends),
        sends=opened.sends,
        body=body,
        link=link,
        link_hidden=bool(mail.seed) and not shown,
        content=parts(body, link),
        button=BUTTONS.get(mail.kind, ""),
        kinds=KINDS,
        form=DeedForm(formdata=None),
    )


@bp.post(f"{ENGAGEMENT}{_ONE}/handed-out")
@bp.post(f"{_ONE}/handed-out", defaults={"engagement_id": None})
def hand_out(engagement_id: int | None, mail_id: int) -> Answer:
    """Note that a person passed a mail on."""
    opened, db, now = box(engagement_id), database(), datetime.now(UTC)
    with write(db):
        mail = _mail(opened, mail_id)
        if mail.state in ("waits", "failed") and store.deliver(db, mail.id, "handed out", now):
            record(db, opened.engagement_id, opened.account.actor, "mail", "handed out 1 mail", now)
    return redirect(opened.at("mail.read", mail_id=mail.id), code=303)


@bp.post(f"{ENGAGEMENT}{_ONE}/try-again")
@bp.post(f"{_ONE}/try-again", defaults={"engagement_id": None})
def try_again(engagement_id: int | None, mail_id: int) -> Answer:
    """Let the sender begin anew with a mail that it gave up."""
    opened, db, now = box(engagement_id), database(), datetime.now(UTC)
    with write(db):
        mail = _mail(opened, mail_id)
        if mail.state == "failed":
            store.try_again(db, mail.id)
            record(db, opened.engagement_id, opened.account.actor, "mail", "had 1 mail tried again", now)
    return redirect(opened.at("mail.read", mail_id=mail.id), code=303)


@bp.post(f"{ENGAGEMENT}/mail/sheet.<any(xlsx, csv):ending>")
@bp.post("/mail/sheet.<any(xlsx, csv):ending>", defaults={"engagement_id": None})
def sheet(engagement_id: int | None, ending: str) -> Response:
    """Hand over the mails that wait as a spreadsheet for a mail merge; they go on waiting."""
    opened = box(engagement_id)
    mails, db, now = _counted(opened), database(), datetime.now(UTC)
    rows = [_row(each) for each in mails]
    data = as_csv(COLUMNS, rows) if ending == "csv" else as_xlsx("Mail", COLUMNS, rows)
    with write(db):
        deed = f"took {counted(len(mails), 'mail', 'mails')} with their links as a spreadsheet"
        record(db, opened.engagement_id, opened.account.actor, "mail", deed, now)
    answer = Response(data, mimetype=ENDINGS[ending])
    name = file_name(opened.client, opened.engagement_id or 0, "mail", ending)
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


@bp.post(f"{ENGAGEMENT}/mail/handed-out")
@bp.post("/mail/handed-out", defaults={"engagement_id": None})
def hand_out_all(engagement_id: int | None) -> Answer:
    """Note that a person passed on all mails that a page counted."""
    opened = box(engagement_id)
    db, now = database(), datetime.now(UTC)
    with write(db):
        gone = sum(store.deliver(db, each.id, "handed out", now) for each in _counted(opened))
        if gone:
            deed = f"handed out {counted(gone, 'mail', 'mails')}"
            record(db, opened.engagement_id, opened.account.actor, "mail", deed, now)
    return redirect(opened.url(), code=303)


def may_show_link(mail: Mail) -> bool:
    """Return whether a mail is shown with its link: one to a password that went out is its owner's alone."""
    return mail.kind != "password" or mail.state in ("waits", "failed")


def _row(mail: Mail) -> tuple[str, ...]:
    key = current_app.config["SECRET_KEY"]
    return (
        mail.name,
        first_name(mail.name),
        mail.address,
        mail.subject,
        body_of(mail, key),
        link_of(mail, key),
    )


def _counted(opened: Box) -> list[Mail]:
    """Return the mails that the page counted whose button was pressed, or 404."""
    form = PassingOnForm()
    if not form.validate_on_submit():
        abort(404)
    return _to_pass_on(opened, form.kind.data, form.upto.data)


def _to_pass_on(opened: Box, kind: str | None, upto: int | None) -> list[Mail]:
    states = to_pass_on(sends=opened.sends)
    return store.mails_to_pass_on(database(), opened.engagement_id, states, kind=kind, upto=upto)


def _mail(opened: Box, mail_id: int) -> Mail:
    found = store.mail(database(), opened.engagement_id, mail_id)
    if found is None:
        abort(404)
    return found


def _among(known: object, name: str) -> str | None:
    """Return what the address asks for, or None where there is no such thing."""
    asked = request.args.get(name)
    return asked if asked in known else None  # type: ignore[operator]
