"""The pages of an engagement's texts: what each kind of mail says, changed beside a preview of it."""

from datetime import UTC, datetime

from flask import redirect, request, url_for
from werkzeug import Response

from workshop.access import Opened, consulted
from workshop.addresses import ENGAGEMENT, public_url
from workshop.database import database, write
from workshop.engagements.frame import framed
from workshop.history.store import record
from workshop.mail import store
from workshop.mail.forms import DeedForm, TextForm
from workshop.mail.layout import parts
from workshop.mail.message import BUTTONS
from workshop.mail.room import bp
from workshop.mail.store import Template
from workshop.mail.writing import (
    DEFAULTS,
    KINDS,
    PLACEHOLDERS,
    Written,
    compose,
    faults,
    values_for,
    with_token,
)

_TEXTS = f"{ENGAGEMENT}/mail/texts"
_KIND = f"<any({', '.join(DEFAULTS)}):kind>"
_EXAMPLE_TOKEN = "each-person-has-their-own"  # noqa: S105 - what stands for a token in a preview
_EXAMPLE_NAME = "Karin Ahl"


@bp.get(_TEXTS)
def texts(engagement_id: int) -> str:
    """Show what each kind of mail says."""
    access = consulted(engagement_id)
    own = store.templates(database(), engagement_id)
    return framed("mail/texts.html", access, own=own, texts={**DEFAULTS, **own}, kinds=KINDS)


@bp.get(f"{_TEXTS}/{_KIND}")
def text(engagement_id: int, kind: str) -> str:
    """Show the form that changes a text."""
    access = consulted(engagement_id)
    kept = store.templates(database(), engagement_id).get(kind) or DEFAULTS[kind]
    form = TextForm(formdata=None, data={"subject": kept.subject, "body": kept.body, "person": 0})
    return _page(access, kind, form)


@bp.post(f"{_TEXTS}/{_KIND}")
def save_text(engagement_id: int, kind: str) -> Response | str | tuple[str, int]:
    """Store a text, or show what a mail made of it would say; with faults, show the form again."""
    access, form = consulted(engagement_id), TextForm()
    if not form.validate_on_submit():
        return _page(access, kind, form), 422
    if "preview" in request.form:
        return _page(access, kind, form)
    typed = Template(form.subject.data, form.body.data + "\n")
    db, now = database(), datetime.now(UTC)
    if typed != (store.templates(db, engagement_id).get(kind) or DEFAULTS[kind]):
        with write(db):
            store.put_template(db, engagement_id, kind, typed)
            deed = f"changed the text of mails: {KINDS[kind].lower()}"
            record(db, engagement_id, access.account.actor, "mail", deed, now)
    return redirect(url_for(".texts", engagement_id=engagement_id), code=303)


@bp.post(f"{_TEXTS}/{_KIND}/standard")
def standard_text(engagement_id: int, kind: str) -> Response:
    """Go back to the standard text."""
    access, db, now = consulted(engagement_id), database(), datetime.now(UTC)
    with write(db):
        if kind in store.templates(db, engagement_id):
            store.remove_template(db, engagement_id, kind)
            deed = f"went back to the standard text of mails: {KINDS[kind].lower()}"
            record(db, engagement_id, access.account.actor, "mail", deed, now)
    return redirect(url_for(".text", engagement_id=engagement_id, kind=kind), code=303)


def _page(access: Opened, kind: str, form: TextForm) -> str:
    db, engagement_id = database(), access.engagement.id
    people = dict(store.recipients(db, engagement_id))
    form.person.choices = list(people.items()) or [(0, f"{_EXAMPLE_NAME} (an example)")]
    person = form.person.data if form.person.data in people else next(iter(people), 0)
    form.person.data = person
    preview = _preview(access, form, people.get(person, _EXAMPLE_NAME))
    link = public_url(f"/p/{_EXAMPLE_TOKEN}")
    return framed(
        "mail/text.html",
        access,
        kind=kind,
        kind_name=KINDS[kind],
        form=form,
        deed=DeedForm(formdata=None),
        is_own=kind in store.templates(db, engagement_id),
        placeholders=PLACEHOLDERS,
        preview=preview,
        to=people.get(person, _EXAMPLE_NAME),
        content=parts(preview.body, link) if preview else (),
        button=BUTTONS[kind],
    )


def _preview(access: Opened, form: TextForm, name: str) -> Written | None:
    """Return the mail that the typed text becomes for someone, or None where it cannot become one."""
    subject, body = form.subject.data or "", form.body.data or ""
    if not subject or not body or form.errors or faults(subject, body):
        return None
    engagement = access.engagement
    values = values_for(
        name=name,
        client=engagement.client,
        function=engagement.function_assessed,
        consultancy=engagement.consultancy,
        consultant=access.account.name,
    )
    written = compose(Template(subject, body), values, public_url("/p/{token}"))
    return Written(written.subject, with_token(written.body, _EXAMPLE_TOKEN))
