"""From the rooms of strategy to what the blueprint says of it."""

from collections.abc import Callable, Iterable
from datetime import date

from sqlite_utils import Database

from questionnaires.disagreement import LEAST_GIVING
from questionnaires.pack import MethodPack
from reports.strategy import (
    Alignment,
    Dispute,
    Interviews,
    Objective,
    Opinions,
    Priority,
    Strategy,
    Supporting,
    Weighting,
    Written,
)
from workshop.alignment.matrix import Matrix
from workshop.disagreements.finding import Disagreement, disagreements
from workshop.dossiers.sources import Telling, telling_of
from workshop.engagements.packs import engagement_pack
from workshop.engagements.store import Engagement
from workshop.interviews import store as interviews
from workshop.interviews.store import Interview
from workshop.manner import Manner
from workshop.outlook import store as outlook
from workshop.priorities.weighing import Weighed
from workshop.sources import store as sources

LEAST_TOLD = LEAST_GIVING
"""Of so many interviewees on, what they gave in figures is told, and then as a mean."""


def strategy_of(db: Database, engagement: Engagement, aligned: Matrix) -> Strategy | None:
    """Return the strategy of an engagement as far as it may be told, or None where nothing is known of it."""
    number, pack = engagement.id, engagement_pack(db, engagement)
    weighed = aligned.weighed
    telling, told = telling_of(db, number), set[int]()
    priorities = _priorities(db, number, weighed, telling, told)
    vision, future = _written(db, number, telling, told)
    disputes, withheld = _disputes(disagreements(db, number, pack), weighed, pack)
    made = Strategy(
        interviews=_interviews(interviews.interviews(db, number), engagement.manner),
        priorities=priorities,
        weighting=_weighting(weighed),
        opinions=_opinions(weighed),
        vision=vision,
        future=future,
        objectives=_objectives(db, number, weighed, telling),
        alignment=_alignment(aligned),
        disputes=disputes,
        withheld=withheld,
    )
    return None if made == Strategy() else made


def _priorities(
    db: Database, number: int, weighed: Weighed, telling: Telling, told: set[int]
) -> tuple[Priority, ...]:
    found = sources.sources(db, number, "priority")
    made = []
    for each in weighed.priorities:
        given, of = weighed.opinions.get(each.id), found.get(each.id, [])
        made.append(
            Priority(
                name=each.name,
                outcome=each.outcome,
                measured_by=each.measured_by,
                share=weighed.shares[each.id],
                points=given.mean if given and given.n >= LEAST_TOLD else None,
                sources=telling.sources(of),
                quotes=telling.quotes(of, told),
            )
        )
    return tuple(made)


def _weighting(weighed: Weighed) -> Weighting:
    if weighed.weighting is None:
        return Weighting("alike")
    return Weighting("zero" if weighed.alike else "set", weighed.weighting.reason)


def _opinions(weighed: Weighed) -> Opinions | None:
    if not weighed.given:
        return None
    agreement = weighed.agreement if weighed.asked >= LEAST_TOLD else None
    return Opinions(len(weighed.given), agreement, weighed.asked)


def _interviews(found: Iterable[Interview], manner: Manner) -> Interviews:
    """Return how many of the interviews were begun or answered in writing, and when."""
    planned = list(found)
    begun = [each for each in planned if each.state != "planned"]
    if not begun:
        return Interviews(0, len(planned))
    days = sorted(_day(each, manner) for each in begun)
    under_way = sum(each.done_at is None for each in begun)
    return Interviews(len(begun), len(planned), days[0], days[-1], under_way)


def _day(interview: Interview, manner: Manner) -> date:
    """Return when an interview took place: as planned, unless something shows that it was at another time."""
    moments = (interview.begun_at, interview.received_at, interview.done_at)
    there = [each for each in moments if each]
    planned = interview.starts_at
    return manner.today(planned if planned and planned <= max(there) else min(there))


def _written(db: Database, number: int, telling: Telling, told: set[int]) -> tuple[Written, Written]:
    """Return the vision and the future environment."""
    written, found = outlook.outlook(db, number), sources.sources(db, number, "outlook")
    made = []
    for aspect in outlook.ASPECTS:
        one = written.get(aspect)
        if one is None or not one.text.strip():
            made.append(Written())
            continue
        of = found.get(one.id, [])
        made.append(Written(one.text, telling.sources(of), telling.quotes(of, told)))
    return made[0], made[1]


def _objectives(db: Database, number: int, weighed: Weighed, telling: Telling) -> tuple[Objective, ...]:
    found = sources.sources(db, number, "objective")
    places = {each.id: place for place, each in enumerate(weighed.priorities)}
    return tuple(
        Objective(
            each.text,
            each.due_on,
            places.get(each.priority_id) if each.priority_id is not None else None,
            telling.sources(found.get(each.id, [])),
        )
        for each in outlook.objectives(db, number)
    )


def _alignment(found: Matrix) -> Alignment | None:
    if found.strategic is None:
        return None
    made = [
        Supporting(
            row.capability.name,
            part.component.name,
            found.strategic[row.capability.id],
            tuple(cell.strength for cell in row.cells),
        )
        for part in found.parts
        for row in part.rows
    ]
    cells = len(made) * len(found.priorities)
    heaviest = sorted((each for each in made if each.share > 0), key=lambda each: -each.share)
    return Alignment(tuple(heaviest), len(made), cells, len(found.own))


def _disputes(
    found: Iterable[Disagreement], weighed: Weighed, pack: MethodPack
) -> tuple[tuple[Dispute, ...], int]:
    """Return the disagreements open for the session, and how many rest on too few answers to be told.

    The words that a page suggests name the least and the most that somebody gave. Interviewees were told that
    only means leave the consultants, so a document says what it is about instead.
    """
    topic = _topics(weighed, pack)
    made, withheld = [], 0
    for each in found:
        if each.dismissed:
            continue
        n = max((one.spread.n for one in each.evidence), default=0)
        chosen = each.text if each.text != each.suggested else ""
        if n < LEAST_TOLD and not chosen:
            withheld += 1
            continue
        seen = n >= LEAST_TOLD
        about = each.about if each.evidence else "Named by the consultants"
        made.append(Dispute(chosen or topic(each.key), about, n if seen else 0, seen and each.camps))
    return tuple(made), withheld


def _topics(weighed: Weighed, pack: MethodPack) -> Callable[[str], str]:
    """Return what says, by its key, what a disagreement is about."""
    said = {f"priority:{each.key}": f"How much “{each.name}” counts" for each in weighed.priorities}
    if pack.charter:
        said |= {f"charter:statement:{each.id}": each.topic for each in pack.charter.statements}
        said |= {f"charter:job:{each.id}": each.name for each in pack.charter.jobs}
    return lambda key: said.get(key, "")
