"""The pages of sources: what a priority, an objective, the vision or the future environment rests on."""

from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Blueprint, abort, flash, redirect, url_for
from sqlite_utils import Database
from werkzeug import Response

from workshop.access import Opened, consulted
from workshop.addresses import ENGAGEMENT, NUMBER
from workshop.database import database, write
from workshop.engagements.frame import framed
from workshop.history.store import record
from workshop.outlook import store as outlook
from workshop.priorities import store as priorities
from workshop.sources import store
from workshop.sources.forms import CONSENTS, SourceForm
from workshop.sources.store import Of, Source

bp = Blueprint("sources", __name__, template_folder="templates")

_PRIORITY = f"{ENGAGEMENT}/priorities/<{NUMBER}:priority_id>/sources"
_OBJECTIVE = f"{ENGAGEMENT}/outlook/objectives/<{NUMBER}:objective_id>/sources"
_ASPECT = f"{ENGAGEMENT}/outlook/<any(vision, future):aspect>/sources"
_SAID = {"interview": "an interview", "passage": "a quote", "document": "a document", "words": "words"}
ASPECTS: dict[outlook.Aspect, str] = {"vision": "the vision", "future": "the future environment"}


@dataclass(frozen=True, slots=True)
class Resting:
    """Something that rests on sources: what it is, what it is called, and its tab and page."""

    of: Of
    of_id: int
    noun: str
    name: str
    tab: str
    page: str
    here: str

    @property
    def said(self) -> str:
        """Return it as it stands in a sentence: the vision, the priority “Growth”."""
        return f"{self.noun} “{self.name}”" if self.name else self.noun


@bp.get(_PRIORITY, endpoint="of_priority")
@bp.get(_OBJECTIVE, endpoint="of_objective")
@bp.get(_ASPECT, endpoint="of_aspect")
def sources(engagement_id: int, **named: int | str) -> str:
    """Show what something rests on, and how to add to it."""
    access = consulted(engagement_id)
    resting = _resting(database(), engagement_id, **named)
    return _page(access, resting, _form(database(), engagement_id, fresh=True))


@bp.post(_PRIORITY, endpoint="add_to_priority")
@bp.post(_OBJECTIVE, endpoint="add_to_objective")
@bp.post(_ASPECT, endpoint="add_to_aspect")
def add(engagement_id: int, **named: int | str) -> Response | tuple[str, int]:
    """Add a source; the same one twice is one. With faults, show the page again with all of them."""
    access = consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    with write(db):
        resting = _resting(db, engagement_id, **named)
        form = _form(db, engagement_id)
        sound = form.validate_on_submit()
        if sound:
            if not resting.of_id and "aspect" in named:  # its sources come before its text
                outlook.put_outlook(db, engagement_id, named["aspect"], "")  # type: ignore[arg-type]
                resting = _resting(db, engagement_id, **named)
            kind = form.kind.data
            added = store.add_source(
                db,
                engagement_id,
                resting.of,
                resting.of_id,
                kind=kind,
                kind_id=form.kind_id,
                words=form.words.data,
                consent=form.consent.data,
            )
            if added:
                deed = f"named {_SAID[kind]} as a source of {resting.said}"
                record(db, engagement_id, access.account.actor, "strategy", deed, now)
    if not sound:
        return _page(access, resting, form), 422
    flash("The source is added." if added else "This source is named already.", "sources")
    return redirect(resting.here, code=303)


@bp.post(f"{ENGAGEMENT}/sources/<{NUMBER}:source_id>/removal")
def remove(engagement_id: int, source_id: int) -> Response:
    """Take a source away; what it came from stays. One that is gone already stays gone."""
    access = consulted(engagement_id)
    db, now = database(), datetime.now(UTC)
    with write(db):
        found = store.source(db, engagement_id, source_id)
        if found:
            resting = _of_source(db, engagement_id, found)
            store.remove_source(db, engagement_id, source_id)
            deed = f"took {_SAID[found.kind]} away as a source of {resting.said}"
            record(db, engagement_id, access.account.actor, "strategy", deed, now)
    if not found:
        return redirect(url_for("priorities.priorities", engagement_id=engagement_id), code=303)
    flash("The source is taken away.", "sources")
    return redirect(resting.here, code=303)


def _of_source(db: Database, engagement_id: int, found: Source) -> Resting:
    if found.of == "outlook":
        written = outlook.outlook(db, engagement_id).values()
        aspect = next(each.aspect for each in written if each.id == found.of_id)
        return _resting(db, engagement_id, aspect=aspect)
    return _resting(db, engagement_id, **{f"{found.of}_id": found.of_id})


def _resting(db: Database, engagement_id: int, **named: int | str) -> Resting:
    """Return what an address names, or 404; the number is 0 for what has nothing written about it yet."""
    at = {"engagement_id": engagement_id, **named}
    if "priority_id" in named:
        priority = priorities.priority(db, engagement_id, int(named["priority_id"]))
        if priority:
            page = url_for(
                "priorities.priorities", engagement_id=engagement_id, _anchor=f"priority-{priority.id}"
            )
            here = url_for("sources.of_priority", **at)  # type: ignore[arg-type]
            return Resting("priority", priority.id, "the priority", priority.name, "Priorities", page, here)
        abort(404)
    page = url_for("outlook.outlook", engagement_id=engagement_id)
    if "objective_id" in named:
        objective = outlook.objective(db, engagement_id, int(named["objective_id"]))
        if objective:
            here = url_for("sources.of_objective", **at)  # type: ignore[arg-type]
            name = " ".join(objective.text.split())
            name = name if len(name) <= 80 else f"{name[:79]}…"
            return Resting("objective", objective.id, "the objective", name, "Where it leads", page, here)
        abort(404)
    aspect: outlook.Aspect = "vision" if named["aspect"] == "vision" else "future"
    written = outlook.outlook(db, engagement_id).get(aspect)
    here = url_for("sources.of_aspect", **at)  # type: ignore[arg-type]
    number = written.id if written else 0
    return Resting("outlook", number, ASPECTS[aspect], "", "Where it leads", page, here)


def _form(db: Database, engagement_id: int, *, fresh: bool = False) -> SourceForm:
    form = SourceForm(formdata=None) if fresh else SourceForm()
    form.offer(
        store.speakers(db, engagement_id), store.passages(db, engagement_id), store.papers(db, engagement_id)
    )
    return form


def _page(access: Opened, resting: Resting, form: SourceForm) -> str:
    found = store.sources(database(), access.engagement.id, resting.of).get(resting.of_id, [])
    return framed(
        "sources/sources.html", access, resting=resting, sources=found, form=form, consents=CONSENTS
    )
