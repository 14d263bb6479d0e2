"""What a session is to decide: each decision with its options, who decides, and what would change it."""

from collections.abc import Iterator
from dataclasses import dataclass

from questionnaires.judgement import target_of
from questionnaires.ranking import by_gap
from questionnaires.roadmap.plan import Roadmap
from reports.dossier import Dossier
from reports.session.agenda import Agenda
from reports.session.matters import remarks
from reports.session.telling_work import unowned
from reports.wording import counted, lowered, spelled

_MOST_TARGETS, _MOST_NAMED = 5, 3


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision: its name, the question, the options, who decides, what would change it, and which item."""

    key: str
    name: str
    question: str
    options: str
    who: str
    changes: str
    item: str


def decisions(dossier: Dossier, agenda: Agenda) -> tuple[Decision, ...]:
    """Return the decisions that the items of an agenda lead to, in the order of the items."""
    found = list(_found(dossier, agenda))
    places = {each.key: place for place, each in reversed(list(enumerate(agenda.items)))}
    return tuple(sorted(found, key=lambda each: places.get(each.item, 0)))


def _found(dossier: Dossier, agenda: Agenda) -> Iterator[Decision]:
    yield from _talks(agenda)
    yield from _direction(dossier, agenda)
    plan = dossier.roadmap if dossier.roadmap and dossier.roadmap.initiatives else None
    yield _initiatives(plan)
    if agenda.has("order"):
        yield _order(plan)
    yield _owners(plan)


def _talks(agenda: Agenda) -> Iterator[Decision]:
    talks = agenda.talks
    if talks:
        names = "; ".join(lowered(each.matter.title) for each in talks)
        about = names if len(talks) <= _MOST_NAMED else f"each of the {spelled(len(talks))} disagreements"
        yield Decision(
            "levels",
            "Levels that hold today",
            f"Which level holds today on {about}?",
            "One level; or two views, each with its reason",
            "All, two thirds carry a level",
            "A case or a document that one side did not know",
            "talk",
        )


def _direction(dossier: Dossier, agenda: Agenda) -> Iterator[Decision]:
    """Yield what is decided about where to go."""
    if lacking := _without_target(dossier):
        names = "; ".join(lowered(dossier.pack.capability[each].name) for each in lacking)
        yield Decision(
            "targets",
            "Targets",
            f"Which level is enough for {names}?",
            "The mean wanted; a lower level; no target yet",
            "All; the sponsor where all want 5",
            "What one level costs, and which priority it serves",
            "scores",
        )
    yield from _settled(dossier, agenda)


def _settled(dossier: Dossier, agenda: Agenda) -> Iterator[Decision]:
    """Yield what the sponsor settles: the role of the function, what leaders want, where effort goes down."""
    if agenda.has("charter"):
        yield Decision(
            "charter",
            "Kind of function",
            f"Which kind of function is {dossier.pack.function} to be?",
            "The kinds on the charter’s range",
            "The sponsor, after all have voted",
            "Jobs that nobody else can take over",
            "charter",
        )
    if agenda.has("leaders"):
        points = next(len(each.talks) for each in agenda.items if each.key == "leaders")
        what = "the point" if points == 1 else f"the {spelled(points)} points"
        yield Decision(
            "leaders",
            "Where leaders disagree",
            f"What holds on {what} on which leaders disagree?",
            "One of the views; or a day and a name by which it is settled",
            "The sponsor",
            "What would have to be true for the other view",
            "leaders",
        )
    if agenda.has("remarks") and any(each.kind == "over_investment" for each in remarks(dossier)):
        yield Decision(
            "less",
            "Where effort goes down",
            "Where may effort go down, so that there is some for the initiatives?",
            "Less of it; as it is; look at it again in a year",
            "Those who run it, and the sponsor",
            "Somebody who depends on it and is not in the room",
            "remarks",
        )


def _initiatives(plan: Roadmap | None) -> Decision:
    number = len(plan.initiatives) if plan else 0
    which = f"Which of the {counted(number, 'initiative')} proposed" if number > 1 else "Which initiatives"
    return Decision(
        "initiatives",
        "Initiatives on the roadmap",
        f"{which} go on the roadmap?",
        "Yes; with changes; no",
        "All, by blind vote; two thirds carry",
        "A prerequisite that falls away; a cost that is another",
        "vote",
    )


def _order(plan: Roadmap | None) -> Decision:
    first = f" in {plan.capacity.name(1)}" if plan and plan.placements else ""
    return Decision(
        "order",
        "What begins first",
        f"What begins first{first}, and what waits?",
        "The order as drafted; another one" if plan and plan.placements else "Short, medium or long term",
        "All; who holds the budget has the last word",
        "People or money that are not there in a quarter",
        "order",
    )


def _owners(plan: Roadmap | None) -> Decision:
    question = "Who owns each initiative, with which first milestone, by when?"
    if plan:
        lacking, number = len(unowned(plan)), len(plan.initiatives)
        if not lacking:
            question = "Do the owners who are named stand, with which first milestone, by when?"
        elif lacking < number:
            question = (
                f"Who owns the {lacking} of {counted(number, 'initiative')} without an owner, and from when?"
            )
    return Decision(
        "owners",
        "Owners",
        question,
        "Somebody in the room; somebody absent, to be asked within three days; it waits",
        "Who takes it",
        "Time that the owner does not have: then something else stops",
        "owners",
    )


def _without_target(dossier: Dossier) -> list[str]:
    """Return the capabilities with the largest gaps for which no target is agreed."""
    gaps, held = by_gap(dossier.pack, dossier.scores)[:_MOST_TARGETS], dossier.judgements
    targets = {key: target_of(dossier.scores.capabilities[key], held.get(key)) for key in gaps}
    return [key for key, target in targets.items() if target.which == "wanted"][:_MOST_NAMED]
