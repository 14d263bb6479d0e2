"""One initiative becomes two: what goes to the second is ticked, the rest stays."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from flask import abort, flash, redirect, url_for
from flask_wtf import FlaskForm
from sqlite_utils import Database
from werkzeug import Response
from wtforms import BooleanField, HiddenField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from questionnaires.roadmap.joining import Going, parted
from questionnaires.roadmap.plan import Initiative
from workshop.access import Opened, consulted
from workshop.database import database, write
from workshop.engagements.forms import OneOf
from workshop.engagements.frame import framed
from workshop.history.store import record
from workshop.judgements.forms import number_in
from workshop.roadmap.initiatives import store
from workshop.roadmap.initiatives.forms import LONGEST_TITLE, ChecksField
from workshop.roadmap.initiatives.reading import Room, room_of
from workshop.roadmap.initiatives.room import SPLIT, bp
from workshop.roadmap.initiatives.rows import MOST_ROWS
from workshop.roadmap.initiatives.store import Kept, Source
from workshop.roadmap.initiatives.suggesting import MOST
from workshop.sources.words import Words, one_line

LISTS = ("lifts", "deliverables", "milestones", "measures", "risks")
_GONE = "This is not in it any more. Choose again."


class SplittingForm(FlaskForm):  # type: ignore[misc]
    """What the second one is called, and what goes to it."""

    title = StringField(
        "Title of the second",
        filters=[one_line],
        validators=[Words(LONGEST_TITLE, "Say in a few words what the second one does.")],
    )
    component = SelectField(
        "Component of the second", validate_choice=False, validators=[OneOf("Choose its component.")]
    )
    lifts = ChecksField("Capabilities", validate_choice=False)
    deliverables = ChecksField("Deliverables", validate_choice=False)
    milestones = ChecksField("Milestones", validate_choice=False)
    measures = ChecksField("Success measures", validate_choice=False)
    risks = ChecksField("Risks", validate_choice=False)
    percent = StringField("Share of effort and cost that goes to the second, in percent", filters=[one_line])
    rests = BooleanField("The second rests on the first")
    revision = HiddenField()

    def __init__(self, room: Room, found: Kept, **given: Any) -> None:
        """Offer what the initiative is made of, each by its place."""
        super().__init__(**given)
        each = found.initiative
        self.component.choices = {**room.components}
        self.component.choices.setdefault(each.component, each.component)
        labels = {
            "lifts": [f"{one.capability} {room.capability_name(one.capability)}" for one in each.lifts],
            "deliverables": each.deliverables,
            "milestones": [one.text for one in each.milestones],
            "measures": [one.name for one in each.measures],
            "risks": [one.text for one in each.risks],
        }
        for name in LISTS:
            self[name].choices = [SelectChoice(str(place), text) for place, text in enumerate(labels[name])]

    def validate_lifts(self, field: ChecksField) -> None:
        """Ask for something in each of the two: a capability or a deliverable."""
        _known(field)
        whole = len(self.lifts.choices) + len(self.deliverables.choices)
        going = len(set(self.lifts.data)) + len(set(self.deliverables.data))
        if not going:
            raise ValidationError("Choose a capability or a deliverable that goes to the second.")
        if going == whole:
            raise ValidationError("Leave a capability or a deliverable with the first.")

    def validate_deliverables(self, field: ChecksField) -> None:
        """Refuse what is not in it."""
        _known(field)

    validate_milestones = validate_measures = validate_risks = validate_deliverables

    def validate_percent(self, field: StringField) -> None:
        """Refuse what is no share."""
        if self.share is None:
            raise ValidationError("Give a whole number from 0 to 100.")

    @property
    def share(self) -> int | None:
        """Return the share in percent, None where it is none."""
        text = (self.percent.data or "").removesuffix("%").strip()
        return int(text) if text in map(str, range(101)) else None

    def places(self, name: str) -> frozenset[int]:
        """Return the places of what goes to the second, in one of the lists."""
        return frozenset(int(each) for each in self[name].data)


@bp.get(SPLIT)
def split_up(engagement_id: int, initiative_id: int) -> str:
    """Show what an initiative is made of, to choose what goes to a second one."""
    access = consulted(engagement_id)
    room = room_of(database(), access.engagement)
    found = room.one(initiative_id) or abort(404)
    data = {"component": found.initiative.component, "percent": "50", "revision": str(found.revision)}
    return _page(access, room, found, SplittingForm(room, found, formdata=None, data=data))


@bp.post(SPLIT)
def split(engagement_id: int, initiative_id: int) -> Response | tuple[str, int]:
    """Split an initiative in two, unless there are faults or it was changed meanwhile."""
    access = consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    with write(db):
        room = room_of(db, access.engagement)
        found = room.one(initiative_id) or abort(404)
        form = SplittingForm(room, found)
        overtaken = number_in(form.revision) != found.revision
        sound = form.validate_on_submit() and not overtaken
        if sound and any(
            each.initiative.title.casefold() == form.title.data.casefold() for each in room.kept
        ):
            form.title.errors = ["There is an initiative with this title. Say what sets this one apart."]
            sound = False
        if sound and len(room.kept) >= MOST:
            form.title.errors = [f"There are {MOST} initiatives, the most there may be. Remove one first."]
            sound = False
        if sound:
            number = _split(db, access, room, found, form, now)
    if not sound:
        form.revision.data = str(found.revision)
        return _page(access, room, found, form, overtaken=overtaken), 422
    flash("The initiative is split in two. This is the second.", "initiatives")
    at = url_for("initiatives.initiative", engagement_id=engagement_id, initiative_id=number)
    return redirect(at, code=303)


def _split(db: Database, access: Opened, room: Room, found: Kept, form: SplittingForm, now: datetime) -> int:
    """Store both; whatever rested on the whole rests on both. Return the number of the second."""
    by, whole = access.account.actor, found.initiative
    first, second = parted(whole, _going(room, whole, form))
    if form.rests.data:
        second = replace(second, prerequisites=(*second.prerequisites, found.id))
    store.change(db, found.id, first, by, now)
    sources = (*found.sources, Source(whole.key, whole.title))[-MOST_ROWS:]
    number = store.add(db, access.engagement.id, second, "split", by, now, sources)
    for each in room.resting_on(found.id):
        known = (*each.initiative.prerequisites, number)
        store.change(db, each.id, replace(each.initiative, prerequisites=known), by, now)
    deed = f"split “{second.title}” off “{whole.title}”"
    record(db, access.engagement.id, by, "roadmap", deed, now)
    return number


def _going(room: Room, whole: Initiative, form: SplittingForm) -> Going:
    """Return what goes, with the findings about the capabilities that go; those about both are shared."""
    places = form.places("lifts")
    gone = {lift.capability for place, lift in enumerate(whole.lifts) if place in places}
    stays = {lift.capability for lift in whole.lifts} - gone
    about = {key: set(room.findings[key].capabilities) for key in whole.findings if key in room.findings}
    with_gone = {key for key, those in about.items() if those & gone}
    return Going(
        title=form.title.data,
        component=form.component.data,
        lifts=places,
        deliverables=form.places("deliverables"),
        milestones=form.places("milestones"),
        measures=form.places("measures"),
        risks=form.places("risks"),
        findings=frozenset(key for key in with_gone if not about[key] & stays),
        shared=frozenset(key for key in with_gone if about[key] & stays),
        percent=form.share or 0,
    )


def _known(field: ChecksField) -> None:
    if not set(field.data or ()) <= {each.value for each in field.choices}:
        raise ValidationError(_GONE)


def _page(access: Opened, room: Room, found: Kept, form: SplittingForm, overtaken: bool = False) -> str:
    return framed(
        "initiatives/splitting.html",
        access,
        room=room,
        found=found,
        each=found.initiative,
        form=form,
        lists=[form[name] for name in LISTS if form[name].choices],
        overtaken=overtaken,
    )
