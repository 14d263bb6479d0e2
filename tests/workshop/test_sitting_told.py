"""The session as documents tell it: half a day with nobody in it, until somebody plans it."""

from datetime import date, time

from flask import Flask

from reports.layout import Sitting
from tests.workshop.conftest import NOW
from workshop.blueprints.sitting.store import SessionPlan, put_session_plan
from workshop.database import connect, write
from workshop.dossiers.sitting import sitting_of
from workshop.engagements.store import engagement as stored
from workshop.people.store import add_person


def test_it_has_its_minutes_its_start_and_those_who_take_part(app: Flask, engagement: int) -> None:
    db = connect(app.config["DATABASE"])
    found = stored(db, engagement)
    assert found is not None
    assert sitting_of(db, found) == Sitting(240, found.session_on)
    with write(db):
        put_session_plan(db, engagement, SessionPlan(420, time(9, 30), 12))
        for name, role in (("Karin Ahl", "participant"), ("Jonas Weber", "respondent")):
            add_person(
                db,
                engagement,
                name=name,
                email=f"{name[:4].lower()}@alder.example",
                title="",
                function_id=None,
                seniority_id=None,
                roles={role},
                now=NOW,
            )
        db.execute("UPDATE engagement SET session_on = '2026-12-03' WHERE id = :id", {"id": engagement})
    found = stored(db, engagement)
    assert found is not None
    sitting = sitting_of(db, found)
    assert sitting == Sitting(420, date(2026, 12, 3), ("Karin Ahl",), time(9, 30), 12)
    assert sitting.people == 12
    db.close()
