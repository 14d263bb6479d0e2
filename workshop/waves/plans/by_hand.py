"""The page on which single people get a questionnaire other than that of their groups."""

from flask import abort, request
from sqlite_utils import Database
from werkzeug import Response

from workshop.database import database
from workshop.engagements.frame import framed
from workshop.people.listing import Search
from workshop.people.listing import found as looked_for
from workshop.waves.plans import store
from workshop.waves.plans.asking import assigned
from workshop.waves.plans.changing import back, changed
from workshop.waves.plans.planning import plan_of
from workshop.waves.plans.room import PLAN, bp, opened_wave
from workshop.waves.store import Wave


@bp.get(f"{PLAN}/people")
def people(engagement_id: int, number: int) -> Response | str:
    """Show who gets which questionnaire, or those who were looked for."""
    found = opened_wave(engagement_id, number)
    if not found.is_planned:
        return back(found)
    plan = plan_of(database(), found.access.engagement, found.wave)
    search, unmatched = Search.asked_for(request.args), request.args.get("only") == "none"
    shown = plan.left_out if unmatched else plan.respondents
    return framed(
        "plans/people.html",
        found.access,
        wave=found.wave,
        plan=plan,
        by_groups=assigned(plan.respondents, plan.questionnaires, plan.kinds),
        search=search,
        unmatched=unmatched,
        page=looked_for(shown, search, {}),
    )


@bp.post(f"{PLAN}/people")
def choose_people(engagement_id: int, number: int) -> Response:
    """Store what was chosen for the people of a page; those who are not on it keep what they have."""
    found = opened_wave(engagement_id, number)
    asked = {
        name.removeprefix("for-"): value for name, value in request.form.items() if name.startswith("for-")
    }

    def change(db: Database, wave: Wave) -> str:
        plan = plan_of(db, found.access.engagement, wave)
        held = {str(each.id): each.id for each in plan.questionnaires}
        theirs = {str(each.id): each.id for each in plan.respondents}
        if not asked.keys() <= theirs.keys() or not {*asked.values()} - {""} <= held.keys():
            abort(404)  # a number that no page of this plan has offered
        wanted = {theirs[person]: held.get(value) for person, value in asked.items()}
        now = store.chosen_by_hand(db, wave.id)
        new = {person: each for person, each in wanted.items() if now.get(person) != each}
        store.choose_by_hand(db, wave.id, new)
        # Who it was is not written down: history names no one who is asked.
        return f"chose questionnaires for single people in wave {wave.number}" if new else ""

    return changed(found, change, "asked", "What was chosen for single people is saved.")
