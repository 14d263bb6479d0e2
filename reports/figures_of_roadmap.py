"""The figures that documents print from the initiatives: what each costs, is worth, and when it is done."""

from collections.abc import Iterator, Mapping

from questionnaires.finding_worth import Worths
from questionnaires.judgement import Target
from questionnaires.roadmap.capital import capital_plan
from questionnaires.roadmap.plan import HORIZONS, Initiative, Roadmap, Span
from questionnaires.roadmap.returns import Return, the_return
from questionnaires.roadmap.spending import Case
from questionnaires.roadmap.value import reach_of, targets_of, value_of
from questionnaires.rounding import signed
from reports.dossier import Dossier
from reports.figure import Figure, number, percent
from reports.money import Money
from reports.plans.returns import payback_of

ROADMAP, INITIATIVES, PLANS, RETURN = "roadmap", "initiatives", "plans", "return"
"""The chapters that these figures belong to."""
_CASES: tuple[Case, ...] = ("low", "expected", "high")


def worths_of(dossier: Dossier) -> Worths:
    """Return what value is reckoned from: all capabilities alike where nothing weighs them."""
    even = dict.fromkeys((each.id for each in dossier.pack.capabilities), 1.0)
    return dossier.worths or Worths("equal", even)


def of_roadmap(dossier: Dossier) -> Iterator[Figure]:
    """Yield the totals of the roadmap, what each initiative is worth and costs, and the return."""
    found = dossier.roadmap
    if found is None or not found.initiatives:
        return
    yield from _totals(found)
    yield from _of_plans(found, dossier.money)
    targets = targets_of(dossier.pack, dossier.scores, dossier.judgements)
    worths = worths_of(dossier)
    reach = reach_of(found.initiatives, worths, targets)
    yield Figure("roadmap.value", INITIATIVES, "Value of all initiatives together", number(reach.total))
    for each in found.initiatives:
        yield from _of_initiative(dossier, found, each, targets)
    yield from _of_return(dossier, found)


def _totals(found: Roadmap) -> Iterator[Figure]:
    yield Figure("roadmap.initiatives", INITIATIVES, "Initiatives", str(len(found.initiatives)))
    yield Figure("roadmap.placed", ROADMAP, "Initiatives with a place", str(len(found.in_order)))
    for horizon, name in HORIZONS.items():
        many = sum(found.horizon(each.id) == horizon for each in found.in_order)
        yield Figure(f"roadmap.{horizon}", ROADMAP, f"Initiatives that end in the {name.lower()}", str(many))


def _of_plans(found: Roadmap, money: Money) -> Iterator[Figure]:
    """Yield what the placed initiatives cost and take, over the whole roadmap and by year."""
    if not found.in_order:
        return
    whole = capital_plan(found)
    once, running, both = (sum(each) for each in (whole.whole.one_off, whole.whole.running, whole.whole.both))
    yield Figure("roadmap.one_off", PLANS, "One-off cost of the roadmap", money.shown(once))
    yield Figure("roadmap.running", PLANS, "Running cost within the roadmap", money.shown(running))
    yield Figure("roadmap.cost", PLANS, "Cost of the roadmap", money.shown(both))
    for each in whole.years:
        spent = whole.whole.within(each.quarters)
        for key, name, sums in (
            ("cost", "Cost", spent.both),
            ("one_off", "One-off cost", spent.one_off),
            ("running", "Running cost", spent.running),
        ):
            yield Figure(
                f"roadmap.{key}.{each.year}", PLANS, f"{name} in {each.year}", money.shown(sum(sums))
            )
    days = sum(each.days for each in found.in_order)
    yield Figure("roadmap.days", PLANS, "Person-days of the roadmap", number(days, 0))


def _of_initiative(
    dossier: Dossier, found: Roadmap, each: Initiative, targets: Mapping[str, Target]
) -> Iterator[Figure]:
    key, name, money = f"initiative.{each.id}", each.title, dossier.money
    start, end = found.start(each.id), found.end(each.id)
    value = value_of(each, worths_of(dossier), targets)
    yield Figure(f"{key}.value", INITIATIVES, f"{name}, value", number(value.total))
    if value.ratio is not None:
        yield Figure(f"{key}.ratio", INITIATIVES, f"{name}, value for effort", number(value.ratio, 2))
    if start is not None and end is not None:
        yield Figure(f"{key}.start", ROADMAP, f"{name}, begins", found.capacity.name(start))
        yield Figure(f"{key}.end", ROADMAP, f"{name}, ends", found.capacity.name(end))
    yield Figure(f"{key}.quarters", INITIATIVES, f"{name}, quarters", str(each.quarters))
    for part, word in (("one_off", "one-off cost"), ("running", "running cost a year")):
        span: Span = getattr(each, part)
        if span.high:
            yield Figure(f"{key}.{part}", INITIATIVES, f"{name}, {word}", _span(span, money))
    if each.days:
        yield Figure(f"{key}.days", INITIATIVES, f"{name}, person-days", number(each.days, 0))
    for lift in each.lifts:
        told = f"{number(lift.origin)} to {number(lift.to)}"
        yield Figure(f"{key}.lift.{lift.capability}", INITIATIVES, f"{name}, raises {lift.capability}", told)


def _span(span: Span, money: Money) -> str:
    low, high = money.shown(span.low), money.shown(span.high)
    return low if low == high else f"{low} to {high}"


def _of_return(dossier: Dossier, found: Roadmap) -> Iterator[Figure]:
    reckoned = the_return(found, dossier.assumptions) if dossier.assumptions else None
    if reckoned is None:
        return
    for case in _CASES:
        yield from _of_case(reckoned, case, dossier.money)
    yield from _of_years(reckoned, dossier.money)
    if reckoned.marketing_now is not None:
        label = "Return on marketing investment, today"
        yield Figure("return.marketing", RETURN, label, percent(reckoned.marketing_now.share))


def _of_years(reckoned: Return, money: Money) -> Iterator[Figure]:
    """Yield what the expected case brings by year."""
    case = reckoned.cases["expected"]
    for each in reckoned.years:
        sums = {
            "people": ("Cost of people", sum(case.people[each.quarters])),
            "outcome": ("Outcome", sum(case.outcome[each.quarters])),
            "net": ("Net", sum(case.net[each.quarters])),
            "cumulated": ("Net to the end", case.cumulated[each.quarters.stop - 1]),
        }
        for key, (name, amount) in sums.items():
            shown = money.shown(amount)
            yield Figure(f"return.{each.year}.{key}", RETURN, f"{name} of {each.year}, expected case", shown)


def _of_case(reckoned: Return, case: Case, money: Money) -> Iterator[Figure]:
    found, key, word = reckoned.cases[case], f"return.{case}", f"{case} case"
    yield Figure(f"{key}.invested", RETURN, f"Investment, {word}", money.shown(found.invested))
    yield Figure(f"{key}.gained", RETURN, f"Outcome, {word}", money.shown(found.gained))
    yield Figure(f"{key}.net", RETURN, f"Net, {word}", money.shown(found.total))
    if found.share is not None:
        share = f"{signed(100 * found.share, 0)}%"
        yield Figure(f"{key}.share", RETURN, f"Return on the programme, {word}", share)
    if found.invested:
        yield Figure(f"{key}.payback", RETURN, f"Payback, {word}", payback_of(reckoned, found))
    if (then := reckoned.then.get(case)) is not None:
        share = percent(then.share)
        yield Figure(f"{key}.marketing", RETURN, f"Return on marketing investment, {word}", share)
    if found.net_present is not None:
        yield Figure(f"{key}.present", RETURN, f"Net present value, {word}", money.shown(found.net_present))
