"""The demonstration in a database: its consultant, its engagements, and the people in them."""

import secrets
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO

from flask import Flask
from PIL import Image, ImageDraw
from sqlite_utils import Database

from workshop import demo
from workshop.access import Opened
from workshop.accounts import passwords
from workshop.accounts import store as accounts
from workshop.accounts.store import Account
from workshop.assessments.importing import import_engagement
from workshop.database import connect, write
from workshop.demo import asking, documents, results, roadmap, strategy
from workshop.engagements import store
from workshop.engagements.logos.picture import logo_of
from workshop.engagements.logos.store import put_logo
from workshop.history.store import record
from workshop.invitations.members import store as members
from workshop.manner import Manner
from workshop.people.adding import add_groups, add_people, checked
from workshop.people.drafts import Draft
from workshop.people.groups import groups_of, names
from workshop.people.reading import read_file

CONSULTANT = ("Maren Hale", "maren.hale@fenwickhale.example")
SPONSOR = ("Helen Marsh", "helen.marsh@tarnfield.example")
BRAND, ACCENT = "#17406D", "#F0A04B"
FUNCTIONS = ("Marketing", "Sales", "Product", "Finance", "IT")
SENIORITIES = ("Leadership", "Practitioner")
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def furnished(app: Flask, now: datetime) -> tuple[int, str, str]:
    """Return the number of the demonstration's engagement, its consultant's password, a respondent's token.

    The engagements are made unless they are there already; password and token are others each time. The
    password is the sponsor's too. The token is empty where the second engagement is gone.
    """
    # A connection of its own, closed before any worker starts.
    db = connect(app.config["DATABASE"])
    try:
        password = "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))
        kept = passwords.hashed(password)
        consultant = _consultant(db, kept, now)
        number = store.find_engagement(db, demo.client_name())
        if number is None:
            with app.app_context():
                number = _assessed(db, consultant, now)
            with write(db):
                asking.asked(db, consultant, app.config["SECRET_KEY"], now)
                _add_sponsor(db, number, consultant, now)
        with write(db):
            _let_sponsor_in(db, kept, now)
        second, token = store.find_engagement(db, asking.CLIENT), ""
        if second is not None:
            with write(db):
                token = asking.link(db, second, app.config["SECRET_KEY"], now)
    finally:
        db.close()
    return number, password, token


def _consultant(db: Database, kept: str, now: datetime) -> Account:
    """Return the demonstration's consultant with a new password; an administrator where there is no other."""
    name, email = CONSULTANT
    with write(db):
        found = accounts.account_by_email(db, email)
        if found is None:
            role = "administrator" if accounts.is_empty(db) else "consultant"
            accounts.add_account(db, email=email, name=name, role=role, now=now)
            accounts.remove_set_up_link(db)
            found = accounts.account_by_email(db, email)
        assert found is not None
        accounts.set_password(db, found.id, kept, now)
    return found


def _add_sponsor(db: Database, number: int, consultant: Account, now: datetime) -> None:
    """Let the client's sponsor see the engagement, unless somebody has an account with that address."""
    name, email = SPONSOR
    if accounts.account_by_email(db, email) is None:
        account_id = accounts.add_account(db, email=email, name=name, role="sponsor", now=now)
        members.add_sponsor(db, number, account_id)
        record(db, number, consultant.actor, "people", f"let {name} in as a sponsor", now)


def _let_sponsor_in(db: Database, kept: str, now: datetime) -> None:
    found = accounts.account_by_email(db, SPONSOR[1])
    if found is not None and found.role == "sponsor":
        accounts.set_password(db, found.id, kept, now)


def _assessed(db: Database, consultant: Account, now: datetime) -> int:
    """Store the engagement whose answers are in, with the people who were asked."""
    number = import_engagement(
        db,
        client=demo.client_name(),
        consultancy=demo.consultancy_name(),
        pack_name=demo.pack_name(),
        data=demo.answers(),
        file_name=demo.FILE_NAME,
        now=now,
        actor=consultant.actor,
    )
    today = now.date()
    with write(db):
        add_groups(db, number, "function", FUNCTIONS)
        add_groups(db, number, "seniority", SENIORITIES)
        draft = Draft.of(read_file(demo.people()), names(groups_of(db, number)), "respondent")
        preview = checked(db, number, draft)
        add_people(db, number, preview, now)
        people = f"added {len(preview.newcomers)} people from {demo.PEOPLE_NAME}"
        record(db, number, consultant.actor, "people", people, now)
        _change(
            db,
            number,
            manner=Manner("en_GB", "Europe/London"),
            currency="GBP",
            starts_on=today - timedelta(days=33),
            session_on=today + timedelta(days=17),
            ends_on=today + timedelta(days=40),
            brand=BRAND,
            accent=ACCENT,
        )
        put_logo(db, number, logo_of(_mark()))
        found = store.engagement(db, number)
        assert found is not None
        record(db, number, consultant.actor, "engagement", "changed the settings and the logo", now)
        _consulted(db, Opened(found, consultant), now)
    return number


def _consulted(db: Database, access: Opened, now: datetime) -> None:
    """Store what the consultant heard, made of it and plans, one step after the other."""
    strategy.told(db, access.engagement, access.account, now)
    results.made_of(db, access.engagement, access.account, now)
    roadmap.planned(db, access, now)
    documents.written(db, access, now)


def _change(db: Database, number: int, **changed: object) -> None:
    engagement = store.engagement(db, number)
    assert engagement is not None
    store.change_engagement(db, number, replace(engagement.settings, **changed))  # type: ignore[arg-type]


def _mark() -> bytes:
    """Return the client's logo, a valve seen from the side, as a PNG."""
    size = 256
    picture = Image.new("RGBA", (size, size), (255, 255, 255, 0))
    pen = ImageDraw.Draw(picture)
    pen.polygon([(20, 90), (128, 160), (20, 230)], fill=BRAND)
    pen.polygon([(236, 90), (128, 160), (236, 230)], fill=BRAND)
    pen.rectangle((118, 60, 138, 160), fill=BRAND)
    pen.rounded_rectangle((70, 30, 186, 66), 18, fill=ACCENT)
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
