"""The pages of an engagement's people: the list, one person, and the list as a spreadsheet."""

from datetime import UTC, datetime
from io import BytesIO

from flask import abort, flash, redirect, request, send_file, url_for
from flask_wtf import FlaskForm
from werkzeug import Response
from wtforms.fields.choices import SelectChoice

from workshop import erasure
from workshop.access import Opened, consulted
from workshop.blueprints.holding import issues_holding
from workshop.database import database, write
from workshop.downloads import file_name
from workshop.engagements.frame import framed
from workshop.history.store import record
from workshop.invitations import store as invitations
from workshop.people import importing, store
from workshop.people.forms import NOT_STATED, PersonForm
from workshop.people.groups import Groups, groups_of
from workshop.people.likeness import alike
from workshop.people.listing import PAGE, Search, counts, found
from workshop.people.roles import ROLES, SEVERAL, asked, joined, listed
from workshop.people.room import PEOPLE, PERSON, bp
from workshop.people.store import Person
from workshop.spreadsheets import CSV, XLSX, as_csv, as_xlsx

__all__ = ["bp", "importing"]

HEADER = ("Name", "Mail", "Job title", "Function", "Seniority", "Role")
"""The columns of the list as a spreadsheet, which can be read in again."""

bp.add_app_template_filter(listed, "roles")


@bp.get(PEOPLE)
def index(engagement_id: int) -> str:
    """Show the engagement's people, or those that were looked for."""
    access = consulted(engagement_id)
    db = database()
    people = store.people(db, engagement_id)
    search = Search.asked_for(request.args)
    linked = invitations.latest_links(db, engagement_id) if search.order.endswith("link") else {}
    page = found(people, search, linked)
    return framed(
        "people/index.html",
        access,
        search=search,
        page=page,
        people=people,
        counts=counts(people),
        links=invitations.links_of(db, engagement_id, [each.id for each in page.people]),
        groups=groups_of(db, engagement_id),
        roles=ROLES,
        several=SEVERAL,
    )


@bp.get(f"{PEOPLE}.<any(xlsx, csv):ending>")
def download(engagement_id: int, ending: str) -> Response:
    """Hand out everyone as a spreadsheet."""
    access = consulted(engagement_id)
    people = found_in_order(store.people(database(), engagement_id))
    rows = [_row(each) for each in people]
    data = as_xlsx("People", HEADER, rows) if ending == "xlsx" else as_csv(HEADER, rows)
    return send_file(
        BytesIO(data),
        mimetype=XLSX if ending == "xlsx" else CSV,
        as_attachment=True,
        download_name=file_name(access.engagement.client, engagement_id, "people", ending),
    )


@bp.get(f"{PEOPLE}/new")
def new(engagement_id: int) -> str:
    """Show the form that adds a person."""
    access = consulted(engagement_id)
    return _form_page(access, _form(groups_of(database(), engagement_id)))


@bp.post(f"{PEOPLE}/new")
def create(engagement_id: int) -> Response | tuple[str, int]:
    """Add a person from the form; with faults, show the form again with all of them."""
    access = consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    with write(db):
        form = _form(groups_of(db, engagement_id))
        added = form.validate_on_submit() and _is_someone_new(form, store.people(db, engagement_id))
        if added:
            number = store.add_person(db, engagement_id, **form.details, now=now)
            record(db, engagement_id, access.account.actor, "people", "added 1 person", now)
    if not added:
        return _form_page(access, form), 422
    flash(f"{form.name.data} is added as {joined(form.details['roles'])}.", "people")
    return _in_the_list(engagement_id, number)


@bp.get(PERSON)
def person(engagement_id: int, person_id: int) -> str:
    """Show one person, to be changed."""
    access = consulted(engagement_id)
    db = database()
    known = _person(engagement_id, person_id)
    form = _form(groups_of(db, engagement_id), known)
    return _form_page(access, form, known)


@bp.post(PERSON)
def change(engagement_id: int, person_id: int) -> Response | tuple[str, int]:
    """Store new details of a person; with faults, show the form again with all of them."""
    access = consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    with write(db):
        known = _person(engagement_id, person_id)
        form = _form(groups_of(db, engagement_id))
        sound = form.validate_on_submit() and _is_someone_new(form, store.people(db, engagement_id), known.id)
        if sound and form.details != _details(known):
            store.change_person(db, person_id, **form.details)
            record(db, engagement_id, access.account.actor, "people", "changed the details of 1 person", now)
    if not sound:
        return _form_page(access, form, known), 422
    flash(f"{form.name.data} is saved.", "people")
    return _in_the_list(engagement_id, person_id)


@bp.get(f"{PERSON}/removal")
def removal(engagement_id: int, person_id: int) -> str:
    """Ask whether to remove a person, and say what goes with them."""
    access = consulted(engagement_id)
    known = _person(engagement_id, person_id)
    return framed(
        "people/removal.html",
        access,
        person=known,
        issued=issues_holding(database(), engagement_id, [known.name]).get(known.name, ()),
        mails=store.mails_to(database(), person_id),
        waves=store.asked_in(database(), person_id),
        links=invitations.links_of_person(database(), person_id),
        interview=store.interview_with(database(), person_id),
        form=FlaskForm(),
    )


@bp.post(f"{PERSON}/removal")
def remove(engagement_id: int, person_id: int) -> Response | tuple[str, int]:
    """Remove a person with their links and mails, unless there is an interview; who is gone stays gone."""
    access = consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    with write(db):
        known = store.person(db, engagement_id, person_id)
        held = store.interview_with(db, person_id) if known else None
        if known and held is None:
            erasure.begin(db)  # completed by the timekeeper: writing the files anew may take a while
            invitations.revoke_all(db, person_id, now)
            store.remove_person(db, person_id)
            # Whoever was removed is named nowhere any more, history included.
            record(db, engagement_id, access.account.actor, "people", "removed 1 person", now)
    if held is not None:
        return removal(engagement_id, person_id), 422  # says what to do first
    if known:
        flash(f"{known.name} is removed.", "people")
    return redirect(url_for(".index", engagement_id=engagement_id), code=303)


def _in_the_list(engagement_id: int, person_id: int) -> Response:
    """Lead to someone in the list of everyone."""
    people = [each.id for each in found_in_order(store.people(database(), engagement_id))]
    # Somebody else may have removed them in the moment between.
    page = people.index(person_id) // PAGE + 1 if person_id in people else 1
    asked = {"page": page} if page > 1 else {}
    at = url_for(".index", engagement_id=engagement_id, **asked, _anchor=f"person-{person_id}")
    return redirect(at, code=303)


def found_in_order(people: list[Person]) -> list[Person]:
    """Return everyone by name, as the list shows them."""
    return sorted(people, key=lambda each: (each.name.casefold(), each.id))


def _person(engagement_id: int, person_id: int) -> Person:
    """Return one of the engagement's people, or 404."""
    found = store.person(database(), engagement_id, person_id)
    if found is None:
        abort(404)
    return found


def _row(person: Person) -> tuple[str, ...]:
    return (
        person.name, person.email, person.title, person.function, person.seniority, listed(person.roles),
    )  # fmt: skip


def _details(person: Person) -> dict[str, object]:
    return {
        "name": person.name,
        "email": person.email,
        "title": person.title,
        "function_id": person.function_id,
        "seniority_id": person.seniority_id,
        "roles": person.roles,
    }


def _form(groups: Groups, person: Person | None = None) -> PersonForm:
    held = _details(person) if person else {"roles": [asked(request.args.get("role", ""))]}
    form = PersonForm(data={name: value or "" for name, value in held.items()})
    for field, column in ((form.function_id, "function"), (form.seniority_id, "seniority")):
        field.choices = [NOT_STATED, *(SelectChoice(str(each.id), each.name) for each in groups[column])]
    return form


def _is_someone_new(form: PersonForm, people: list[Person], but: int = 0) -> bool:
    """Return whether nobody alike is here, or else put a fault into the form."""
    likeness = alike(people, form.name.data, form.email.data, but=but)
    if likeness is None or (form.all_the_same.data and not likeness.is_the_same):
        return True
    field = form.email if likeness.person.email and form.email.data else form.name
    field.errors = [likeness.said]
    form.is_doubtful = not likeness.is_the_same
    return False


def _form_page(access: Opened, form: PersonForm, known: Person | None = None) -> str:
    links = invitations.links_of_person(database(), known.id) if known else ()
    return framed("people/person.html", access, form=form, person=known, links=links)
