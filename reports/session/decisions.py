"""The decisions asked of the board, which are those that the session takes: made here, and nowhere else."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from questionnaires.judgement import target_of
from questionnaires.ranking import by_gap
from questionnaires.roadmap.capital import capital_plan
from questionnaires.roadmap.plan import Roadmap
from questionnaires.rounding import rounded, signed
from reports.charter_wording import called
from reports.days import dated
from reports.dossier import Dossier
from reports.evidence import gap_of
from reports.facts.saying import brief
from reports.session.agenda import Agenda
from reports.session.matters import charter_step
from reports.session.telling_work import unowned
from reports.wording import lowered, plural, set_apart, spelled, spelled_out

MOST = 5
"""More decisions than that no board takes at once."""
_LONGEST_NAME = 70
_YEAR, _WIDE = 4, 2
_MOST_TARGETS, _MOST_NAMED = 5, 3


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision in one sentence without full stop, as every document says it, and the item that takes it.

    `by` and `amount` say until when it is needed and what it is about in money; both empty where nothing
    says.
    """

    key: str
    item: str
    text: str
    options: str
    who: str
    changes: str
    by: str = ""
    amount: str = ""


def decisions(dossier: Dossier, agenda: Agenda) -> tuple[Decision, ...]:
    """Return at most five decisions in the order in which the agenda comes to them, each with its item."""
    found = [each for each in _found(dossier, agenda) if agenda.has(each.item)][:MOST]
    places = {each.key: place for place, each in reversed(list(enumerate(agenda.items)))}
    return tuple(sorted(found, key=lambda each: places[each.item]))


def _found(dossier: Dossier, agenda: Agenda) -> Iterator[Decision]:
    """Yield what is open, what matters most first."""
    plan = dossier.roadmap if dossier.roadmap and dossier.roadmap.initiatives else None
    yield _initiatives(dossier, plan)
    yield _order(dossier, plan)
    yield from _charter(dossier, agenda)
    yield from _leaders(dossier, agenda)
    yield from _levels(dossier, agenda)
    yield from _left_out(dossier, plan)
    yield from _targets(dossier)
    yield from _less(dossier)


def _session(dossier: Dossier) -> str:
    """Return the day of the session, as that by which something is needed; empty where none is set."""
    return dated(dossier.sitting.on) if dossier.sitting.on else ""


def _initiatives(dossier: Dossier, plan: Roadmap | None) -> Decision:
    """Return what goes on the roadmap, and who owns it."""
    return Decision(
        "initiatives",
        "vote",
        _to_confirm(dossier, plan) if plan else _to_find(dossier),
        "Yes; with changes; no. An owner in the room, or one to be asked within three days",
        "All, by blind vote: two thirds carry; then the owner",
        "A prerequisite that falls away; an owner who has no time",
        _session(dossier),
    )


def _to_confirm(dossier: Dossier, plan: Roadmap) -> str:
    number, lacking = len(plan.initiatives), len(unowned(plan))
    if number == 1:
        title = _name(plan.initiatives[0].title)
        return f"Confirm, change or drop “{title}”{', and name its owner' if lacking else ''}"
    each = f"Confirm, change or drop each of {spelled_out(number, 'initiative')}"
    if not lacking:
        return f"{each}, with its owner"
    return f"{each}, and name {'an owner' if lacking == 1 else f'{spelled(lacking)} owners'}"


def _to_find(dossier: Dossier) -> str:
    """Return what initiatives are still to be named for."""
    gaps = ((key, gap_of(dossier.scores, key)) for key in by_gap(dossier.pack, dossier.scores))
    known = [(key, gap.mean) for key, gap in gaps if gap and gap.mean is not None and rounded(gap.mean) > 0]
    if not known:
        return "Name the first initiatives, and who owns each"
    key, mean = known[0]
    first = f"{lowered(_name(dossier.pack.capability[key].name))} ({signed(mean)})"
    wide = sum(rounded(mean) >= _WIDE for _, mean in known)
    if wide > 1:
        many = spelled_out(wide, "gap")
        return f"Name what closes {many} of two levels or more, and who owns it; first {first}"
    sizes = [signed(mean) for _, mean in known]
    if sizes.count(sizes[0]) > 1:
        return f"Name what closes the largest gaps, first {first}, and who owns it"
    return f"Name what closes the {'largest ' if len(known) > 1 else ''}gap, in {first}, and who owns it"


def _order(dossier: Dossier, plan: Roadmap | None) -> Decision:
    """Return what begins first, with the money that the first year of the roadmap takes."""
    text, by, amount = "Say what begins first, and what waits", _session(dossier), ""
    options = "Short, medium or long term"
    if plan and not plan.in_order:
        one = len(plan.initiatives) == 1
        text = f"Give {'the one' if one else 'each'} initiative a quarter: {'it' if one else 'none'} has "
        text += "none yet" if one else "one yet"
    elif plan:
        money = capital_plan(plan)
        last = min(_YEAR, len(money.names))
        spent = sum(money.whole.both[:last])
        span, by = f"{money.names[0]} to {money.names[last - 1]}", money.names[0]
        text = f"Begin in the order drafted, and release the money for {span}"
        options = "As drafted; in another order; with less money, and what then waits"
        if spent > 0:
            amount = dossier.money.shown(spent)
        else:
            text, options = f"Begin in the order drafted, {span}", "As drafted; in another order"
    return Decision(
        "order",
        "order",
        text,
        options,
        "All; whoever holds the budget has the last word",
        "People or money that are not there in a quarter",
        by,
        amount,
    )


def _charter(dossier: Dossier, agenda: Agenda) -> Iterator[Decision]:
    """Yield the step from the kind of function that is seen today to the one that is wanted."""
    text = f"Say which kind of function {dossier.pack.function} is to be"
    if (step := charter_step(dossier)) is not None:
        seen, wanted = step
        text = f"Adopt the charter of {called(wanted)}; today it is seen as {called(seen)}"
    if agenda.has("charter"):
        yield Decision(
            "charter",
            "charter",
            text,
            "The kinds of function on the charter’s range",
            "The sponsor, after all have voted",
            "Jobs that nobody else can take over",
            _session(dossier),
        )


def _leaders(dossier: Dossier, agenda: Agenda) -> Iterator[Decision]:
    """Yield the points on which leaders disagree, as many as the agenda has time for."""
    talks = [talk for each in agenda.items if each.key == "leaders" for talk in each.talks]
    disputes = dossier.strategy.disputes if dossier.strategy else ()
    if not talks:
        return
    if len(disputes) == 1:
        text = f"Settle the point on which leaders disagree: {lowered(_name(talks[0].matter.title))}"
    elif len(talks) == len(disputes):
        text = f"Settle the {spelled_out(len(talks), 'point')} on which leaders disagree"
    else:
        of = spelled_out(len(disputes), "point")
        text = f"Settle {spelled(len(talks))} of the {of} on which leaders disagree"
    yield Decision(
        "leaders",
        "leaders",
        text,
        "One of the views; or a name and a day by which it is settled",
        "The sponsor",
        "What would have to be true for the other view",
        _session(dossier),
    )


def _levels(dossier: Dossier, agenda: Agenda) -> Iterator[Decision]:
    """Yield the levels that are rated again."""
    names = [lowered(_name(each.matter.title)) for each in agenda.talks]
    if names:
        yield Decision(
            "levels",
            "talk",
            f"Agree today’s level of {_first_of(names)}",
            "One level; or two views, each with its reason",
            "All: two thirds carry a level",
            "A case or a document that one side did not know",
            _session(dossier),
        )


def _left_out(dossier: Dossier, plan: Roadmap | None) -> Iterator[Decision]:
    """Yield what found no place on the roadmap."""
    gone = [each for each in plan.left_out if each.id in plan.initiative] if plan else []
    if plan and gone and plan.in_order:
        title = _name(plan.initiative[gone[0].id].title)
        many = spelled_out(len(gone), "initiative")
        text = (
            f"“{title}”, which has no place" if len(gone) == 1 else f"{many} without a place, first “{title}”"
        )
        yield Decision(
            "left out",
            "order",
            f"Drop, shrink or put off {text}",
            "Drop; make it smaller; another year",
            "All; whoever holds the budget has the last word",
            "Something else that stops, and leaves room",
            _session(dossier),
        )


def _targets(dossier: Dossier) -> Iterator[Decision]:
    """Yield the largest gaps for which no target is agreed."""
    gaps, held = by_gap(dossier.pack, dossier.scores)[:_MOST_TARGETS], dossier.judgements
    targets = {key: target_of(dossier.scores.capabilities[key], held.get(key)) for key in gaps}
    lacking = [key for key, target in targets.items() if target.which == "wanted"][:_MOST_NAMED]
    names = [lowered(_name(dossier.pack.capability[each].name)) for each in lacking]
    if names:
        yield Decision(
            "targets",
            "scores",
            f"Agree which level is enough for {_first_of(names)}",
            "The mean wanted; a lower level; no target yet",
            "All; the sponsor where all want 5",
            "What one level costs, and which priority it serves",
            _session(dossier),
        )


def _less(dossier: Dossier) -> Iterator[Decision]:
    """Yield where effort may move from, since less is wanted than there is."""
    keys = by_gap(dossier.pack, dossier.scores)
    over = [key for key in keys if (gap := gap_of(dossier.scores, key)) and rounded(gap.mean or 0) < 0]
    if over:
        name = lowered(_name(dossier.pack.capability[over[-1]].name))
        others = len(over) - 1
        more = f" and {spelled(others)} other {plural(others, 'capability')}" if others else ""
        yield Decision(
            "less",
            "remarks",
            f"Say whether effort moves from {name}{more}, rated above what is wanted",
            "Less of it; as it is; look at it again in a year",
            "Those who run it, and the sponsor",
            "Somebody who depends on it and is not in the room",
            _session(dossier),
        )


def _first_of(names: Sequence[str]) -> str:
    """Return names in a line: the first, and how many more."""
    more = len(names) - 1
    return f"{names[0]}, and {spelled(more)} more" if more else names[0]


def _name(text: str) -> str:
    return set_apart(brief(text, _LONGEST_NAME))
