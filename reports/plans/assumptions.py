"""The assumptions of the return as they stand in their table."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from questionnaires.roadmap.assumptions import KINDS, Assumptions, Kind, Outcome
from questionnaires.roadmap.plan import Roadmap
from questionnaires.rounding import shown
from reports.days import dated
from reports.facts.saying import brief
from reports.money import Money
from reports.plans.naming import named, role_name
from reports.wording import listed, lowered, raised, set_apart, spelled_out


@dataclass(frozen=True, slots=True)
class AssumptionTold:
    """An assumption as it stands in the table: what, how much, when, why, and who said so.

    A single figure stands as `expected`; `id` is the number of an outcome, `kind` that of a single figure.
    """

    name: str
    low: str = ""
    expected: str = ""
    high: str = ""
    counts: str = ""
    comes: str = ""
    reason: str = ""
    said: str = ""
    id: int | None = None
    kind: Kind | None = None


def assumptions_told(
    roadmap: Roadmap, held: Assumptions, money: Money, priorities: Mapping[int, str]
) -> tuple[AssumptionTold, ...]:
    """Return every assumption as it stands in the table: outcomes, single figures, and day rates."""
    rows = [_outcome_told(each, roadmap, money, priorities) for each in held.outcomes]
    for kind, name in KINDS.items():
        each = held.figures.get(kind)
        if each is not None:
            shown_ = settled_as(kind, each.value, money)
            said = said_by(each.by, each.on, each.source)
            rows.append(
                AssumptionTold(f"{name}, a year", "", shown_, reason=each.reason, said=said, kind=kind)
            )
    rates = [
        f"{lowered(role_name(role))} {money.shown(rate)}" for role, rate in roadmap.capacity.day_rates.items()
    ]
    if rates:
        reason = "Set with the roles of the roadmap"
        rows.append(AssumptionTold("Day rates", comes=raised(listed(rates)), reason=reason))
    return tuple(rows)


def settled_as(kind: Kind, value: float, money: Money) -> str:
    """Return a single figure as it is written: a rate in per cent, all else as money."""
    if kind != "discount":
        return money.shown(value)
    return f"{shown(100 * value, 2).rstrip('0').rstrip('.')}%"


def said_by(by: str, on: date | None, source: str = "") -> str:
    """Return who says so, where it is told, and who entered it, and when."""
    when = dated(on) if on else ""
    entered = ", ".join(filter(None, (set_apart(by), when)))
    return (
        f"{set_apart(source)}; entered by {entered}" if source and entered else set_apart(source) or entered
    )


def _outcome_told(
    each: Outcome, roadmap: Roadmap, money: Money, priorities: Mapping[int, str]
) -> AssumptionTold:
    serves = priorities.get(each.priority or 0, "")
    about = f", for “{set_apart(brief(serves, 50))}”" if serves else ""
    return AssumptionTold(
        set_apart(f"{brief(each.name, 80)}{about}"),
        money.shown(each.low),
        money.shown(each.expected),
        money.shown(each.high),
        f"{shown(100 * each.counted, 1).removesuffix('.0')}%",
        raised(comes(each, roadmap)),
        each.reason,
        said_by(each.by, each.on, each.source),
        id=each.id,
    )


def comes(each: Outcome, roadmap: Roadmap) -> str:
    """Return when an outcome comes: after what, how much later, and how fast it grows."""
    numbers = each.initiatives or ()
    those = [roadmap.initiative[number].title for number in numbers if number in roadmap.initiative]
    what = named(those) if those else "the programme"
    if each.initiatives is not None and not those:
        what = "an initiative that is not there any more"
    one = len(those) == 1
    how = f"after {what}" if each.timing == "together" or one else f"step by step with {what}"
    lag = f", {spelled_out(each.lag, 'quarter')} later" if each.lag else ""
    grown = f", whole from the {_ordinal(each.ramp)} quarter" if each.ramp > 1 else ", whole at once"
    return f"{how}{lag}{grown}"


def _ordinal(number: int) -> str:
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number, 'th') }"
