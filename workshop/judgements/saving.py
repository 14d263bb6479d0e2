"""A judgement or a table of them is stored, unless somebody else said something meanwhile."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from questionnaires.judgement import KINDS, Kind
from workshop.access import Opened
from workshop.history.store import record
from workshop.judgements import store
from workshop.judgements.forms import JudgementForm, name_of, number_in
from workshop.judgements.levels import tenths_of, typed_as
from workshop.judgements.panel import tell_seen
from workshop.judgements.standing import Place, Standing, by_place
from workshop.judgements.store import Entry
from workshop.presentation import counted

_WHY = "Say why, in the row or here: every judgement has a reason."


def save(
    db: Database, access: Opened, found: Standing, capability: str, form: JudgementForm, now: datetime
) -> bool:
    """Store what a valid form says, inside write(); return False with its faults where it cannot stand."""
    kind: Kind = form.kind.data
    entry = found.entries.get((capability, kind))
    if entry is not None and _again(entry, access, form):
        return True  # the same form came twice
    if kind == "adjustment" and found.wave and number_in(form.wave) != found.wave.id:
        form.kind.errors = [f"Wave {found.wave.number} was counted meanwhile. Look at its score; send again."]
    elif entry is not None and entry.id > number_in(form.seen):
        form.value.errors = [meanwhile(entry, access)]
    elif form.withdraw.data and (entry is None or entry.value is None):
        form.kind.errors = ["There is none to withdraw."]
    else:
        _add(db, access, found, (capability, kind), form.tenths, form.reason.data, now, form)
        tell = "withdrew the {}" if form.withdraw.data else "judged the {}"
        said = "" if form.tenths is None else f" as {typed_as(form.tenths / 10)}"
        deed = f"{tell.format(KINDS[kind].lower())} of {capability}{said}"
        record(db, access.engagement.id, access.account.actor, "findings", deed, now)
        return True
    tell_seen(form, found)
    return False


def meanwhile(entry: Entry, access: Opened) -> str:
    """Return the sentence about an entry that came after its reader had opened the page."""
    who = "You" if entry.by == access.account.name else entry.by
    sign = access.engagement.manner.decimal_sign
    said = "withdrew it" if entry.value is None else f"said {typed_as(entry.value, sign)}"
    return f"{who} {said} meanwhile. Send again if yours is to stand instead."


@dataclass(frozen=True, slots=True)
class Change:
    """What a table says anew at one place; `tenths` is None for a withdrawal."""

    place: Place
    tenths: int | None
    reason: str


@dataclass(slots=True)
class Table:
    """A table as it was sent: what it changes, and at which places its sender typed something."""

    changes: list[Change] = field(default_factory=list)
    typed: set[Place] = field(default_factory=set)
    sound: bool = True


def read_table(db: Database, access: Opened, found: Standing, form: Any) -> Table:
    """Return what a table changes against what its sender saw; faults go into the form.

    What somebody else said meanwhile stays wherever the sender typed nothing.
    """
    sound, seen = form.validate_on_submit(), number_in(form.seen)
    wave = found.wave.id if found.wave else None
    before = by_place(store.latest(db, access.engagement.id, wave, upto=seen))
    table = Table(sound=sound and number_in(form.wave) == (wave or 0))
    if sound and not table.sound:
        form.wave.errors = ["Another wave was counted meanwhile. Look at its scores, and send again."]
    for each in found.pack.capabilities:
        for kind in found.kinds:
            _read_cell(table, access, found, form, (each.id, kind), before.get((each.id, kind)))
    if any(not each.reason for each in table.changes) and not form.reason.errors:
        form.reason.errors = [_WHY]
        table.sound = False
    return table


def _read_cell(
    table: Table, access: Opened, found: Standing, form: Any, place: Place, before: Entry | None
) -> None:
    cell, now = form[name_of(place)], found.entries.get(place)
    if cell.raw_data is None or not cell.raw_data:
        return  # a field that was not sent says nothing
    try:
        tenths = tenths_of(cell.data, place[1]) if cell.data else None
    except ValueError as fault:
        cell.errors = [str(fault)]
        table.typed.add(place)
        table.sound = False
        return
    was = None if before is None or before.value is None else round(10 * before.value)
    if tenths == was:
        return
    table.typed.add(place)
    if now is not None and (before is None or now.id > before.id):
        standing = None if now.value is None else round(10 * now.value)
        if standing == tenths:
            return  # somebody said the same, or this form came twice
        cell.errors = [meanwhile(now, access)]
        table.sound = False
        return
    reason = form[f"reason_{place[0]}"].data or form.reason.data
    table.changes.append(Change(place, tenths, reason))


def save_table(db: Database, access: Opened, found: Standing, table: Table, now: datetime) -> None:
    """Store what a table changes, inside write()."""
    for each in table.changes:
        _add(db, access, found, each.place, each.tenths, each.reason, now)
    if table.changes:
        said = counted(len(table.changes), "judgement", "judgements")
        ids = list(dict.fromkeys(each.place[0] for each in table.changes))
        of = ", ".join(ids) if len(ids) <= 8 else counted(len(ids), "capability", "capabilities")
        record(db, access.engagement.id, access.account.actor, "findings", f"changed {said} of {of}", now)


def keep_what_was_typed(found: Standing, table: Table, form: Any, decimal_sign: str) -> None:
    """Let a table that is shown again hold what its sender typed, and what stands now everywhere else."""
    for each in found.pack.capabilities:
        for kind in found.kinds:
            if (each.id, kind) not in table.typed:
                form[name_of((each.id, kind))].data = typed_as(found.value((each.id, kind)), decimal_sign)
    tell_seen(form, found)


def _again(entry: Entry, access: Opened, form: JudgementForm) -> bool:
    """Return whether an entry says what a form says, by the same person."""
    tenths = None if entry.value is None else round(10 * entry.value)
    mine = entry.by == access.account.name and entry.id > number_in(form.seen)
    return mine and (tenths, entry.reason) == (form.tenths, form.reason.data)


def _add(
    db: Database,
    access: Opened,
    found: Standing,
    place: Place,
    tenths: int | None,
    reason: str,
    now: datetime,
    form: JudgementForm | None = None,
) -> None:
    capability, kind = place
    store.add_entry(
        db,
        access.engagement.id,
        capability=capability,
        kind=kind,
        tenths=tenths,
        reason=reason,
        evidence=form.evidence.data if form else "",
        documents=form.chosen if form else (),
        wave_id=found.wave.id if kind == "adjustment" and found.wave else None,
        account_id=access.account.id,
        by=access.account.name,
        now=now,
    )
