"""The documents of the demonstration: own words, the session, and a pre-read that the sponsor has."""

from datetime import datetime, time

from flask import Flask
from sqlite_utils import Database

from reports.figures import figures
from workshop.access import Opened
from workshop.accounts import store as accounts
from workshop.blueprints import making
from workshop.blueprints import store as documents
from workshop.blueprints.chapters import store as chapters
from workshop.blueprints.chapters.store import Leaning
from workshop.blueprints.sitting.store import SessionPlan, put_session_plan
from workshop.blueprints.slides import drawing
from workshop.database import connect, write
from workshop.demo.roadmap import told
from workshop.engagements import store as engagements
from workshop.history.store import record
from workshop.jobs.queue import running
from workshop.jobs.queue import store as jobs
from workshop.roadmap.store import placements

_ISSUED, _DRAFTED = "pre-read", ("full", "summary", "facilitator", "participant")


def written(db: Database, access: Opened, now: datetime) -> None:
    """Store the consultant's own words and how the session is planned; inside write()."""
    content, number, by = told(), access.engagement.id, access.account.actor
    found = making.dossier_of(db, access.engagement, "full", now)
    assert found is not None
    printed = {each.key: Leaning(each.key, each.label, each.shown) for each in figures(found[1])}
    for each in content["paragraphs"]:
        leaning = [printed[key] for key in each["figures"]]
        chapters.add_paragraph(db, number, each["in"], each["text"], leaning, by, now)
    held = content["session"]
    begins = time.fromisoformat(held["starts_at"])
    put_session_plan(db, number, SessionPlan(held["minutes"], begins, held["participants"]))
    for deed in (
        f"wrote {len(content['paragraphs'])} paragraphs of the blueprint",
        f"planned the session with {held['minutes']} minutes",
    ):
        record(db, number, by, "document", deed, now)


def issued(app: Flask, number: int, email: str, now: datetime) -> None:
    """Issue and release the pre-read, and ask for drafts of the others and charts, unless that was done.

    A consultant by mail address does it; drafts and charts are made by the worker once there is one.
    """
    # A connection of its own, closed before any worker starts.
    db = connect(app.config["DATABASE"])
    try:
        engagement, account = engagements.engagement(db, number), accounts.account_by_email(db, email)
        assert engagement is not None
        assert account is not None
        if placements(db, number) and not documents.how_many(db, number):
            with app.app_context():
                _issue(db, Opened(engagement, account), now)
    finally:
        db.close()


def _issue(db: Database, access: Opened, now: datetime) -> None:
    number, by = access.engagement.id, access.account.actor
    with write(db):
        documents.put_wish(db, number, _ISSUED, by, now)
        waiting = jobs.put(db, making.ISSUE, making.subject(number, _ISSUED), number, now)
        held = running.taken(db, waiting, now)
    assert held is not None
    running.run(db, held, making.make_issue, clock=lambda: now)
    with write(db):
        found = documents.latest_issue(db, number, _ISSUED)
        assert found is not None, "the log tells why the pre-read was not issued"
        documents.release(db, found.id, access.account.id, now)
        record(db, number, by, "release", f"released the pre-read, issue {found.number}", now)
        for variant in _DRAFTED:
            making.asked(db, making.DRAFT, number, variant, now)
        drawing.asked(db, number, now)
