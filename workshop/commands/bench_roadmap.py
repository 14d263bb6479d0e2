"""A roadmap made up for measuring: initiatives of the catalogue, capacity, a schedule, and a return."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlite_utils import Database

from questionnaires.judgement import Target
from questionnaires.pack import MethodPack
from questionnaires.roadmap.drafting import Found, Ground, Suggestion, suggest
from questionnaires.roadmap.plan import Placement
from questionnaires.roadmap.problem import problem
from questionnaires.roadmap.schedule import draft
from workshop.engagements import store as engagements
from workshop.findings import store as findings
from workshop.history.store import Actor
from workshop.priorities.store import priorities
from workshop.roadmap import store
from workshop.roadmap.initiatives import store as initiatives
from workshop.roadmap.reading import USUAL_RESERVE, roadmap_of
from workshop.roadmap.returns import store as returns
from workshop.roadmap.returns.store import Held

_REASON = "The controller's figures of last year, and what two others of the same size have told us. "
_BUDGET, _DAYS, _DAY_RATE = 250_000, 60.0, 640


def fill_roadmap(
    db: Database, engagement_id: int, pack: MethodPack, many: int, actor: Actor, now: datetime
) -> dict[str, object]:
    """Store so many initiatives with all that they can have, inside write(), as a draft schedules them.

    Returns what stands in the addresses of their pages.
    """
    served = [each.id for each in priorities(db, engagement_id)]
    decided = tuple(findings.decisions(db, engagement_id))
    numbers: dict[str, int] = {}
    for place, each in enumerate(_suggested(pack)[:many]):
        rests_on = tuple(numbers[base.key] for base in each.rests_on if base.key in numbers)
        aims = {served[place % len(served)], served[place * 3 % len(served)]}
        made = replace(
            each.initiative,
            priorities=tuple(sorted(aims)),
            findings=decided[place % len(decided) :][:2],
            prerequisites=rests_on,
            owner=f"Person {place % 12}" if place % 4 else "",
            supplier=f"Supplier {place % 5}" if place % 3 == 0 else "",
        )
        numbers[each.key] = initiatives.add(db, engagement_id, made, "catalogue", actor, now)
    made_of = tuple(numbers.values())
    _schedule(db, engagement_id, pack, actor, now)
    outcome = _assume(db, engagement_id, served, made_of, actor, now)
    return {"initiative_id": made_of[0], "outcome_id": outcome, "assumption": "discount"}


def _suggested(pack: MethodPack) -> Sequence[Suggestion]:
    """Return what the catalogue suggests to whoever stands at 2 everywhere, wants 4 and takes all gaps."""
    ids = [each.id for each in pack.capabilities]
    ground = Ground(
        dict.fromkeys(ids, 2.0),
        {each: Target(4.0, "wanted") for each in ids},
        tuple(Found(f"gap:{each}", "gap", each, (each,)) for each in ids),
    )
    return suggest(pack, ground)


def _schedule(db: Database, engagement_id: int, pack: MethodPack, actor: Actor, now: datetime) -> None:
    engagement = engagements.engagement(db, engagement_id)
    assert engagement is not None
    names = {each.role for one in initiatives.initiatives(db, engagement_id) for each in one.effort}
    quarters = range(store.QUARTERS)
    roles = tuple(store.Role(name, _DAY_RATE, tuple(_DAYS for _ in quarters)) for name in sorted(names))
    store.touched(db, engagement_id, actor, now, reserve=USUAL_RESERVE)
    held = store.Means(now.date().replace(day=1), USUAL_RESERVE, tuple(_BUDGET for _ in quarters), roles)
    store.put_means(db, engagement_id, held)
    found = roadmap_of(db, engagement)
    drafted = draft(problem(found, pack, {each.id: 1.0 for each in found.initiatives}))
    places = {number: Placement(start) for number, start in drafted.starts.items()}
    store.put_placements(db, engagement_id, places)


def _assume(
    db: Database, engagement_id: int, served: Sequence[int], numbers: Sequence[int], actor: Actor,
    now: datetime,
) -> int:  # fmt: skip
    """Store what the return rests on: outcomes, figures and their record; return the last outcome."""
    outcome = 0
    for place, priority in enumerate(served):
        held = Held(
            name=f"Outcome {place + 1} of the programme",
            low=100_000 * (place + 1),
            expected=160_000 * (place + 1),
            high=240_000 * (place + 1),
            counted=600,
            lag=place % 4,
            ramp=place % 3 + 1,
            timing="step by step" if place % 2 else "together",
            initiatives=tuple(numbers[place::2]) if place % 3 else None,
            priority=priority,
            reason=_REASON.strip(),
        )
        outcome = returns.put_outcome(db, engagement_id, held, actor, now)
        returns.add_line(db, engagement_id, held.name, "160,000 a year", held.reason, actor, now)
    for kind, value in (("discount", 800), ("spend", 4_200_000), ("contribution", 61_000_000)):
        returns.put_figure(db, engagement_id, kind, value, _REASON.strip(), actor, now)  # type: ignore[arg-type]
    return outcome
