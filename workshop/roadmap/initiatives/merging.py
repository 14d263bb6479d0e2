"""Several initiatives become one: chosen, looked at as a whole, and then merged under one title."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from flask import flash, redirect, request, url_for
from flask_wtf import FlaskForm
from sqlite_utils import Database
from werkzeug import Response
from wtforms import RadioField, StringField
from wtforms.validators import ValidationError

from questionnaires.phrasing import set_apart
from questionnaires.roadmap.joining import merged
from questionnaires.roadmap.plan import Initiative
from workshop.access import Opened, consulted
from workshop.database import database, write
from workshop.engagements.forms import OneOf
from workshop.engagements.frame import framed
from workshop.history.store import record
from workshop.roadmap.initiatives import store
from workshop.roadmap.initiatives.circles import circle, told
from workshop.roadmap.initiatives.forms import LONGEST_CONDITION, LONGEST_NAME, LONGEST_TITLE, LONGEST_WHY
from workshop.roadmap.initiatives.reading import Room, room_of
from workshop.roadmap.initiatives.room import MERGING, bp
from workshop.roadmap.initiatives.rows import MOST_DAYS, MOST_MONEY, MOST_ROWS
from workshop.roadmap.initiatives.store import Kept, Source
from workshop.sources.words import Words, one_line

LEAST, MOST = 2, 8
OWN = "own"
"""The choice of a title that none of them has."""


class MergingForm(FlaskForm):  # type: ignore[misc]
    """What the whole is called, and which component it belongs to."""

    title = RadioField("Title", validate_choice=False, validators=[OneOf("Choose the title.")])
    own_title = StringField("Another title", filters=[one_line], validators=[Words(LONGEST_TITLE)])
    component = RadioField(
        "Component", validate_choice=False, validators=[OneOf("Choose the component it belongs to.")]
    )

    def __init__(self, parts: Sequence[Kept], room: Room, **given: Any) -> None:
        """Offer the titles and components of the parts."""
        super().__init__(**given)
        self.title.choices = {str(each.id): each.initiative.title for each in parts}
        self.title.choices[OWN] = "Another title"
        self.component.choices = {
            each.initiative.component: room.components.get(each.initiative.component, "Another component")
            for each in parts
        }

    def validate_own_title(self, field: StringField) -> None:
        """Ask for another title where that was chosen."""
        if self.title.data == OWN and not any(each.isalnum() for each in field.data):
            raise ValidationError("Say in a few words what is done.")

    @property
    def chosen_title(self) -> str:
        """Return the title that was chosen."""
        return str(self.own_title.data if self.title.data == OWN else self.title.choices[self.title.data])


@bp.get(MERGING)
def choose_parts(engagement_id: int) -> str:
    """Show the initiatives to choose from; with two or more chosen, what they are as one."""
    access = consulted(engagement_id)
    room = room_of(database(), access.engagement)
    parts = _named(room, [each.partition(".")[0] for each in request.args.getlist("part")])
    if LEAST <= len(parts) <= MOST and "choose" not in request.args:
        return _review(access, room, parts, _fresh(parts, room))
    few = "go" in request.args
    return _choosing(access, room, parts, few=few)


@bp.post(MERGING)
def merge(engagement_id: int) -> Response | tuple[str, int]:
    """Merge initiatives into one, unless one of them was changed meanwhile or the whole would not fit."""
    access = consulted(engagement_id)
    db, now, sent = database(), datetime.now(UTC), list(dict.fromkeys(request.form.getlist("part")))
    with write(db):
        room = room_of(db, access.engagement)
        parts = _named(room, [each.partition(".")[0] for each in sent])
        if not LEAST <= len(parts) <= MOST:
            return _choosing(access, room, parts, few=True), 422
        form = MergingForm(parts, room)
        overtaken = sent != [mark(each) for each in parts]
        sound = form.validate_on_submit() and not overtaken
        made = merged([each.initiative for each in parts], "", parts[0].initiative.component)
        faults = _unfit(made, room, parts)
        if sound:
            made = replace(made, title=form.chosen_title, component=form.component.data)
            if _is_taken(made.title, room, parts):
                form.title.errors = ["Another initiative has this title. Choose another one."]
                sound = False
        if sound and not faults:
            number = unite(db, access, room, parts, made, now)
    if not sound or faults:
        return _review(access, room, parts, form, overtaken=overtaken), 422
    flash(f"{len(parts)} initiatives are merged into one.", "initiatives")
    at = url_for("initiatives.initiative", engagement_id=engagement_id, initiative_id=number)
    return redirect(at, code=303)


def mark(each: Kept) -> str:
    """Return what a choice stands for: which initiative, and which state of it was seen."""
    return f"{each.id}.{each.revision}"


def unite(
    db: Database, access: Opened, room: Room, parts: Sequence[Kept], made: Initiative, now: datetime
) -> int:
    """Store a whole in the place of its first part, inside write(), and return its number.

    What rested on the parts rests on it from now on.
    """
    by = access.account.actor
    sources = [
        one for each in parts for one in (*each.sources, Source(each.initiative.key, each.initiative.title))
    ]
    number = store.add(db, access.engagement.id, made, "merged", by, now, sources[:MOST_ROWS])
    store.put_in_place(db, number, min(each.place for each in parts))
    gone = [each.id for each in parts]
    store.rest_on_another(db, gone, number, by, now)
    for each in gone:
        store.remove(db, each)
    names = " and ".join(f"“{each.initiative.title}”" for each in parts)
    deed = f"merged {names} into “{made.title}”"
    record(db, access.engagement.id, by, "roadmap", deed, now)
    return number


def _unfit(made: Initiative, room: Room, parts: Sequence[Kept]) -> list[str]:
    """Return why initiatives cannot be one, as sentences that say what to do; often none."""
    found = []
    inside = {each.id for each in parts}
    links = {
        each: tuple(0 if one in inside else one for one in others)
        for each, others in room.links.items()
        if each not in inside
    }
    way = circle({**links, 0: made.prerequisites}, 0)
    if way:
        found.append(told(way, {**room.titles, 0: "What is merged"}))
    for name, text, most in (
        ("reasons", made.why, LONGEST_WHY),
        ("conditions that would stop them", made.stops_if, LONGEST_CONDITION),
        ("names of owners", made.owner, LONGEST_NAME),
        ("names of suppliers", made.supplier, LONGEST_NAME),
    ):
        if len(text) > most:
            found.append(
                f"Together the {name} have {len(text):,} characters. Shorten them to {most:,} first."
            )
    lists = {
        "capabilities": made.lifts, "deliverables": made.deliverables, "milestones": made.milestones,
        "measures": made.measures, "risks": made.risks, "roles": {each.role for each in made.effort},
    }  # fmt: skip
    for name, rows in lists.items():
        if len(rows) > MOST_ROWS:
            found.append(f"Together they have {len(rows)} {name}. Take some away first: {MOST_ROWS} fit.")
    if max(made.one_off.high, made.running.high) > MOST_MONEY:
        found.append(f"Together they cost more than {MOST_MONEY:,}. Lower what one of them costs first.")
    busy = next((each for each in made.effort if each.days > MOST_DAYS), None)
    if busy:
        found.append(
            f"Together {set_apart(busy.role)} has more than {MOST_DAYS:,} days in quarter {busy.quarter}."
            " Take some away first."
        )
    return found


def _is_taken(title: str, room: Room, parts: Sequence[Kept]) -> bool:
    inside = {each.id for each in parts}
    return title.casefold() in {
        each.initiative.title.casefold() for each in room.kept if each.id not in inside
    }


def _named(room: Room, numbers: Sequence[str]) -> list[Kept]:
    """Return the initiatives that are named, in the order of the list, each once."""
    wanted = set(numbers)
    return [each for each in room.kept if str(each.id) in wanted]


def _fresh(parts: Sequence[Kept], room: Room) -> MergingForm:
    first = parts[0]
    data = {"title": str(first.id), "component": first.initiative.component}
    return MergingForm(parts, room, formdata=None, data=data)


def _choosing(access: Opened, room: Room, parts: Sequence[Kept], few: bool) -> str:
    return framed(
        "initiatives/choosing.html",
        access,
        room=room,
        ticked={each.id for each in parts},
        few=few,
        least=LEAST,
        most=MOST,
    )


def _review(
    access: Opened, room: Room, parts: Sequence[Kept], form: MergingForm, overtaken: bool = False
) -> str:
    made = merged([each.initiative for each in parts], "", parts[0].initiative.component)
    return framed(
        "initiatives/merging.html",
        access,
        room=room,
        parts=parts,
        form=form,
        made=made,
        mark=mark,
        faults=_unfit(made, room, parts),
        overtaken=overtaken,
        own=OWN,
    )
