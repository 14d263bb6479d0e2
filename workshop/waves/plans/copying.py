"""The plan of one wave as that of the next, without anything that was answered."""

from collections.abc import Sequence

from sqlite_utils import Database

from workshop.waves import store as waves
from workshop.waves.plans import store
from workshop.waves.plans.planning import Plan
from workshop.waves.store import Wave


def latest_with_plan(others: Sequence[Wave]) -> Wave | None:
    """Return the latest other wave that was asked here; what came from a file has no plan to copy."""
    return next((each for each in others if not each.imported), None)


def copy_plan(db: Database, origin: Wave, plan: Plan) -> None:
    """Give a planned wave the questionnaires, reminders and promise of another one of its engagement.

    Its times stay its own. What the pack does not ask any more is left out, and so is what was chosen for
    single people by hand: whoever changed their function since would keep the old one. Called inside write().
    """
    known = plan.pack.capability
    store.remove_questionnaires(db, plan.wave.id)
    for each in waves.questionnaires(db, origin.id):
        waves.add_questionnaire(
            db,
            plan.wave.id,
            each.name,
            [item for item in each.items if item[0] in known],
            groups=each.groups,
            picks=each.picks,
            charter=each.charter and plan.pack.charter is not None,
        )
    store.set_promise(
        db, plan.wave.id, mode=origin.mode, threshold=origin.threshold,
        comment_threshold=origin.comment_threshold, message=origin.message,
    )  # fmt: skip
    store.set_times(
        db, plan.wave.id, opens_at=plan.wave.opens_at, closes_at=plan.wave.closes_at,
        reminders=store.reminder_days(db, origin.id), grace_days=origin.grace_days,
    )  # fmt: skip
