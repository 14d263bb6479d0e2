"""What the return of the programme says, in words; no figure without the assumption it rests on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from questionnaires.roadmap.assumptions import Assumptions
from questionnaires.roadmap.plan import Roadmap
from questionnaires.roadmap.returns import CASES, Reckoned, Return, missing, the_return
from questionnaires.roadmap.spending import Case
from questionnaires.rounding import shown, signed
from reports.money import Money
from reports.plans.assumptions import AssumptionTold, assumptions_told
from reports.plans.naming import quoted, role_name, several
from reports.wording import lowered, part_of, raised, spelled_out

MEANING: Mapping[Case, str] = {
    "low": "low outcome, high cost",
    "expected": "expected outcome and cost",
    "high": "high outcome, low cost",
}
"""What each case sets against what."""
TO_GET: Mapping[str, str] = {
    "places": "Initiatives have no place on the roadmap yet. Make the draft of the schedule first.",
    "outcomes": "No outcome is assumed yet, so no return is shown. Add what the programme brings in a year.",
    "spend": "Return on marketing investment is not shown: the marketing spend of a year is missing. "
    "Ask finance.",
    "contribution": "Return on marketing investment is not shown: what marketing contributes in a year is "
    "missing. Ask finance for the margin it is credited with.",
    "discount": "Present value is not shown: no discount rate is set. Ask finance which one it uses.",
}
"""What is missing, and how to get it."""
LATE = "no payback within {}"


@dataclass(frozen=True, slots=True)
class CaseTold:
    """A case in figures as they are written."""

    name: str
    meaning: str
    outcome: str
    investment: str
    net: str
    share: str
    payback: str
    present: str
    on_marketing: str


@dataclass(frozen=True, slots=True)
class YearTold:
    """A calendar year of the expected case: what is spent and on what, what comes in, and what it leaves."""

    year: str
    one_off: str
    running: str
    people: str
    outcome: str
    net: str
    cumulated: str


@dataclass(frozen=True, slots=True)
class ReturnTold:
    """The return as it is told. `found` holds the figures for a picture; it is None where nothing can be.

    `remarks` are sentences by what they are about, `lacking` what is missing and how to get it.
    """

    money: Money
    found: Return | None
    finding: str
    title: str
    note: str
    cases: tuple[CaseTold, ...]
    years: tuple[YearTold, ...]
    assumptions: tuple[AssumptionTold, ...]
    remarks: tuple[tuple[str, str], ...]
    lacking: tuple[str, ...]
    marketing_now: str = ""


def return_told(
    roadmap: Roadmap,
    assumptions: Assumptions | None,
    money: Money,
    priorities: Mapping[int, str] | None = None,
) -> ReturnTold:
    """Return what the return says; `priorities` are the names of the engagement's."""
    held = assumptions or Assumptions()
    found = the_return(roadmap, held)
    listed_ = assumptions_told(roadmap, held, money, priorities or {})
    lacking = tuple(_lacking(roadmap, assumptions))
    if found is None:
        return ReturnTold(money, None, lacking[0], "", "", (), (), listed_, (), lacking)
    expected = found.cases["expected"]
    return ReturnTold(
        money,
        found,
        _finding(found, money),
        _title(found, expected, money),
        f"Cumulated net by quarter, {money.named(1)}: outcome less investment; "
        "low = low outcome with high cost, high = high outcome with low cost",
        tuple(_case(found, each, money) for each in found.cases.values()),
        tuple(_years(found, expected, money)),
        listed_,
        tuple(_remarks(found, held, roadmap, money)),
        lacking,
        _percent(found.marketing_now.share) if found.marketing_now else "",
    )


def _finding(found: Return, money: Money) -> str:
    expected = found.cases["expected"]
    if not expected.invested:
        return f"The programme brings {money.shown(expected.gained)} in {_span(found)} and costs nothing."
    net = expected.total
    left = f"leaves {money.shown(net)}" if net >= 0 else f"stays {money.shown(-net)} short of its cost"
    payback = payback_of(found, expected)
    when = f"pays back in {payback}" if expected.payback else f"does not pay back within {_span(found)}"
    within = f" in {_span(found)}" if expected.payback else ""
    return f"As expected, the programme {when} and {left}{within}."


def _title(found: Return, expected: Reckoned, money: Money) -> str:
    if expected.payback:
        return f"As expected, the programme pays back in {payback_of(found, expected)}"
    return f"As expected, the programme stands at {money.shown(expected.total)} after {_span(found)}"


def _span(found: Return) -> str:
    return spelled_out(len(found.names) // 4, "year")


def payback_of(found: Return, case: Reckoned) -> str:
    """Return the quarter in which a case pays back, or that it does not within the years there are."""
    return found.names[case.payback - 1] if case.payback else f"not within {_span(found)}"


def _percent(share: float) -> str:
    return f"{shown(100 * share, 0)}%"


def _case(found: Return, each: Reckoned, money: Money) -> CaseTold:
    then = found.then.get(each.case)
    return CaseTold(
        CASES[each.case],
        MEANING[each.case],
        money.shown(each.gained),
        money.shown(each.invested),
        money.shown(each.total),
        f"{signed(100 * each.share, 0)}%" if each.share is not None else "",
        payback_of(found, each) if each.invested else "",
        money.shown(each.net_present) if each.net_present is not None else "",
        _percent(then.share) if then else "",
    )


def _years(found: Return, case: Reckoned, money: Money) -> list[YearTold]:
    made = []
    spent, people, outcome = case.spending, case.people, case.outcome
    for each in found.years:
        part = each.quarters
        made.append(
            _year(
                str(each.year),
                (sum(spent.one_off[part]), sum(spent.running[part]), sum(people[part]), sum(outcome[part])),
                case.cumulated[part.stop - 1],
                money,
            )
        )
    whole = (sum(spent.one_off), sum(spent.running), sum(people), sum(outcome))
    return [*made, _year("All", whole, case.total, money)]


def _year(name: str, sums: tuple[int, int, int, int], cumulated: int, money: Money) -> YearTold:
    once, running, people, outcome = (money.bare(each) for each in sums)
    net = money.bare(sums[3] - sums[0] - sums[1] - sums[2])
    return YearTold(name, once, running, people, outcome, net, money.bare(cumulated))


def _remarks(found: Return, held: Assumptions, roadmap: Roadmap, money: Money) -> list[tuple[str, str]]:
    low, high = found.cases["low"], found.cases["high"]
    remarks = [
        (
            "Low and high",
            f"Low, the low outcome against the high cost, leaves {money.shown(low.total)}; "
            f"high, the high outcome against the low cost, {money.shown(high.total)}.",
        ),
        ("People", _people(found, money)),
    ]
    if found.marketing_now:
        then = found.then["expected"]
        remarks.append(
            (
                "On marketing",
                f"Return on marketing investment is {_percent(found.marketing_now.share)} today and "
                f"{_percent(then.share)} with the programme in the roadmap’s last year, as expected.",
            )
        )
    if found.waiting:
        names = several([quoted(each.name) for each in found.waiting], "outcome")
        verb = "comes" if len(found.waiting) == 1 else "come"
        remarks.append(
            (
                "Later",
                f"{names} {verb} after the roadmap or not whole within it: "
                "what brings it has no place, or ends too late.",
            )
        )
    if found.unplaced:
        part = raised(part_of(found.unplaced, len(roadmap.initiatives), "initiative"))
        verb = "has" if found.unplaced == 1 else "have"
        remarks.append(("Not in here", f"{part} {verb} no place; neither cost nor outcome is in here."))
    return remarks


def _people(found: Return, money: Money) -> str:
    whole = sum(found.cases["expected"].people)
    without = found.roles_without_rate
    if not without:
        return f"Person-days cost {money.shown(whole)} at the day rates given, the same in all cases."
    rates = f"Day rates are missing for {several([lowered(role_name(each)) for each in without], 'role')}"
    if not whole:
        return f"{rates}, so the time of people is no part of the investment. Set them with the roles."
    return (
        f"{rates}; their days are no part of the investment. Those of the others cost {money.shown(whole)}."
    )


def _lacking(roadmap: Roadmap, assumptions: Assumptions | None) -> Sequence[str]:
    found = list(missing(roadmap, assumptions))
    said = [TO_GET[each] for each in found if each in TO_GET]
    if "spend" in found and "contribution" in found:
        said = [each for each in said if each not in (TO_GET["spend"], TO_GET["contribution"])]
        said.append(
            "Return on marketing investment is not shown: marketing spend and contribution of a year are "
            "missing. Ask finance."
        )
    return said
