"""The pages of one questionnaire of a plan: added, edited, put further up, removed."""

from flask import abort, request, url_for
from sqlite_utils import Database
from werkzeug import Response
from werkzeug.utils import redirect

from workshop.database import database
from workshop.engagements.frame import framed
from workshop.waves import store as waves
from workshop.waves.plans import store
from workshop.waves.plans.asking import PICKS, importance_of, items_of
from workshop.waves.plans.changing import back, changed
from workshop.waves.plans.forms import MOST_PICKS, QuestionnaireForm
from workshop.waves.plans.matrix import Row, rows_from, rows_of, ticked_in
from workshop.waves.plans.planning import Plan, plan_of
from workshop.waves.plans.room import PLAN, QUESTIONNAIRE, OpenedWave, bp, opened_wave
from workshop.waves.store import Questionnaire, Wave

MOST = 30
"""So many questionnaires a wave may have; nobody would keep more of them apart."""


@bp.post(f"{PLAN}/questionnaires")
def add_questionnaire(engagement_id: int, number: int) -> Response:
    """Add a questionnaire that asks nothing yet, and lead to it."""
    found = opened_wave(engagement_id, number)
    made: list[int] = []

    def change(db: Database, wave: Wave) -> str:
        held = waves.questionnaires(db, wave.id)
        if len(held) >= MOST:
            return ""
        name = _free_name({each.name.casefold() for each in held})
        made.append(waves.add_questionnaire(db, wave.id, name, ()))
        return f"added a questionnaire to wave {wave.number}"

    answer = changed(found, change, "asked")
    if not made:
        return answer
    address = url_for(".questionnaire", engagement_id=engagement_id, number=number, questionnaire_id=made[0])
    return redirect(address, code=303)


@bp.get(QUESTIONNAIRE)
def questionnaire(engagement_id: int, number: int, questionnaire_id: int) -> Response | str:
    """Show one questionnaire, to be changed."""
    found = opened_wave(engagement_id, number)
    held = _held(found, questionnaire_id)
    if not found.is_planned:
        return back(found)
    plan = plan_of(database(), found.access.engagement, found.wave)
    return _page(found, plan, held, _form(plan, held), rows_of(plan.pack, _capabilities(held)), held.groups)


@bp.post(QUESTIONNAIRE)
def change_questionnaire(
    engagement_id: int, number: int, questionnaire_id: int
) -> Response | tuple[str, int]:
    """Store a questionnaire as edited; with faults, show the form again with all of them."""
    found = opened_wave(engagement_id, number)
    held = _held(found, questionnaire_id)
    if not found.is_planned:
        return back(found)
    plan = plan_of(database(), found.access.engagement, found.wave)
    form = _form(plan, held)
    rows = rows_from(plan.pack, request.form, request.form.getlist("capability"))
    groups = frozenset(
        each.id
        for each in (*plan.functions, *plan.seniorities)
        if str(each.id) in request.form.getlist("group")
    )
    if not form.validate_on_submit():
        return _page(found, plan, held, form, rows, groups), 422
    ticked, way = ticked_in(rows), form.importance.data
    chosen = [each for each in plan.pack.capabilities if each.id in ticked]

    def change(db: Database, wave: Wave) -> str:
        if held.id not in {each.id for each in waves.questionnaires(db, wave.id)}:
            return ""
        store.change_questionnaire(
            db,
            held.id,
            name=form.name.data,
            items=items_of(chosen, importance=way == "rated"),
            groups=groups,
            picks=form.picks.data if way == "picks" else 0,
            charter=bool(form.charter.data and plan.pack.charter),
        )
        return f"changed who is asked what in wave {wave.number}"

    return changed(found, change, "asked", f"“{form.name.data}” is saved.")


@bp.post(f"{QUESTIONNAIRE}/up")
def raise_questionnaire(engagement_id: int, number: int, questionnaire_id: int) -> Response:
    """Put a questionnaire before its neighbour: the first one that is for someone is theirs."""
    found = opened_wave(engagement_id, number)
    _held(found, questionnaire_id)

    def change(db: Database, wave: Wave) -> str:
        order = [each.id for each in waves.questionnaires(db, wave.id)]
        place = order.index(questionnaire_id) if questionnaire_id in order else 0
        if not place:
            return ""
        order[place - 1], order[place] = order[place], order[place - 1]
        store.order_questionnaires(db, wave.id, order)
        return f"changed the order of the questionnaires of wave {wave.number}"

    return changed(found, change, "asked")


@bp.post(f"{QUESTIONNAIRE}/removal")
def remove_questionnaire(engagement_id: int, number: int, questionnaire_id: int) -> Response:
    """Remove a questionnaire; one that is gone already stays gone."""
    found = opened_wave(engagement_id, number)

    def change(db: Database, wave: Wave) -> str:
        held = {each.id: each.name for each in waves.questionnaires(db, wave.id)}
        if questionnaire_id not in held:
            return ""
        store.remove_questionnaire(db, questionnaire_id)
        return f"removed a questionnaire from wave {wave.number}"

    return changed(found, change, "asked", "The questionnaire is removed.")


def _held(found: OpenedWave, questionnaire_id: int) -> Questionnaire:
    """Return a questionnaire of the wave, or 404."""
    held = waves.questionnaires(database(), found.wave.id)
    one = next((each for each in held if each.id == questionnaire_id), None)
    if one is None:
        abort(404)
    return one


def _capabilities(held: Questionnaire) -> set[str]:
    return {capability for capability, _ in held.items}


def _form(plan: Plan, held: Questionnaire) -> QuestionnaireForm:
    return QuestionnaireForm(
        taken=[each.name for each in plan.questionnaires if each.id != held.id],
        most=len(plan.pack.capabilities),
        data={
            "name": held.name,
            "importance": importance_of(held),
            "picks": held.picks or min(PICKS, MOST_PICKS),
            "charter": held.charter,
        },
    )


def _page(
    found: OpenedWave,
    plan: Plan,
    held: Questionnaire,
    form: QuestionnaireForm,
    rows: list[Row],
    groups: frozenset[int],
) -> str:
    line = next(each for each in plan.lines if each.questionnaire.id == held.id)
    return framed(
        "plans/questionnaire.html",
        found.access,
        wave=found.wave,
        plan=plan,
        line=line,
        form=form,
        rows=rows,
        groups=groups,
    )


def _free_name(taken: set[str]) -> str:
    """Return a name that no questionnaire has yet."""
    numbers = range(2, len(taken) + 3)
    return next(
        name
        for name in ("New questionnaire", *(f"New questionnaire {each}" for each in numbers))
        if name.casefold() not in taken
    )
