"""The page of a running wave as values."""

from datetime import datetime

from flask import current_app, request
from flask_wtf import FlaskForm

from workshop.addresses import public_url
from workshop.database import database
from workshop.engagements.frame import framed
from workshop.sealing.sealing import due_at
from workshop.waves.plans.room import OpenedWave
from workshop.waves.running import doors, inviting, listing, sentences, store
from workshop.waves.running.attending.store import Attendance, attendance, not_invited_yet, turnout, under_way
from workshop.waves.running.forms import (
    BesideForm,
    ClosingForm,
    DeedForm,
    DoorForm,
    NewcomersForm,
    ReopeningForm,
)
from workshop.waves.running.rates import rates


def running_page(found: OpenedWave, now: datetime, *, fault: str = "", **told: object) -> str:
    """Render the page of a launched wave.

    `told` holds forms with faults, by name, in place of fresh ones, and the `faults` of a file.
    """
    db, wave, manner = database(), found.wave, found.access.engagement.manner
    state = wave.state(now)
    rated, search = rates(turnout(db, wave.id), wave.threshold), listing.Search.asked_for(request.args)
    begun, removed = under_way(db, wave.id)
    values: dict[str, object] = {"faults": None, "file_name": "", **_forms(found, now), **told}
    return framed(
        "running/wave.html",
        found.access,
        wave=wave,
        state=state,
        fault=fault,
        title=sentences.title(wave, now, manner),
        lead=sentences.lead(
            wave,
            rated,
            now,
            manner,
            begun=begun,
            removed=removed,
            imported=store.imported_people(db, wave.id),
        ),
        chip_of=sentences.CHIPS[state],
        rates=rated,
        search=search,
        page=listing.found(db, wave.id, search),
        is_listed=state != "sealed" or wave.mode == "named",
        seals_at=due_at(wave),
        rounds=store.rounds(db, wave.id),
        files=store.imports(db, wave.id),
        **_invited(found, runs=state in ("waiting", "open")),
        **values,
    )


def _invited(found: OpenedWave, *, runs: bool) -> dict[str, object]:
    """Return whom a reminder reaches, who could be asked too, and the open door."""
    db, wave = database(), found.wave
    door = store.door(db, wave.id)
    there = attendance(db, [wave.id]).get(wave.id, Attendance())
    # Without a mail server an invitation goes out by hand only.
    by_hand = runs and current_app.config["SMTP"] is None
    return {
        "not_invited": not_invited_yet(db, [wave.id]).get(wave.id, 0) if by_hand else 0,
        "reachable": there.reachable,
        "without_link": there.without_link,
        "unreachable": there.unreachable,
        "newcomers": inviting.newcomers(db, wave) if runs else [],
        "offered": inviting.offered(db, wave) if runs else [],
        "door": door,
        "door_code": doors.grouped(door.code) if door else "",
        "join": public_url("/join"),
    }


def _forms(found: OpenedWave, now: datetime) -> dict[str, FlaskForm]:
    """Return the forms of the page as they are before anyone has filled them in."""
    wave, manner = found.wave, found.access.engagement.manner
    here = manner.here(wave.closes_at) if wave.closes_at else None
    times = {"closes_on": here.date(), "closes_clock": here.time()} if here else {}
    return {
        "closing": ClosingForm(manner, now, wave.opens_at, formdata=None, data=times),
        "reopening": ReopeningForm(manner, now, wave.opens_at, formdata=None),
        "deed": DeedForm(formdata=None),
        "joining": NewcomersForm(formdata=None),
        "door_form": DoorForm(formdata=None),
        "beside": BesideForm(formdata=None),
    }
