"""Between an initiative and its form: what stands in the fields, and what was made of them."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from questionnaires.roadmap.plan import Effort, Initiative, Lift, Measure, Milestone, Risk, Span
from workshop.judgements.levels import typed_as
from workshop.roadmap.initiatives.forms import InitiativeForm
from workshop.roadmap.initiatives.rows import QUARTERS, MoneyField

_DATA = {None: "", True: "yes", False: "no"}
_TOLD = {told: has for has, told in _DATA.items()}


def data_of(each: Initiative, decimal_sign: str = ".") -> dict[str, Any]:
    """Return what stands in the fields of a form."""
    return {
        "title": each.title,
        "component": each.component,
        "why": each.why,
        "uses_strength": each.uses_strength,
        "owner": each.owner,
        "supplier": each.supplier,
        "lifts": [
            {
                "capability": lift.capability,
                "origin": typed_as(lift.origin, decimal_sign),
                "to": typed_as(lift.to, decimal_sign),
            }
            for lift in each.lifts
        ],
        "findings": list(each.findings),
        "priorities": [str(number) for number in each.priorities],
        "objective": str(each.objective or ""),
        "deliverables": "\n".join(each.deliverables),
        "quarters": str(each.quarters),
        "milestones": [{"quarter": str(one.quarter), "text": one.text} for one in each.milestones],
        "measures": [
            {"name": one.name, "tier": one.tier, "has_data": _DATA[one.has_data]} for one in each.measures
        ],
        "effort": list(_grid(each, decimal_sign)),
        "one_off_low": _amount(each.one_off.low, each.one_off),
        "one_off_high": _amount(each.one_off.high, each.one_off),
        "running_low": _amount(each.running.low, each.running),
        "running_high": _amount(each.running.high, each.running),
        "prerequisites": [str(number) for number in each.prerequisites],
        "risks": [{"text": one.text, "answer": one.answer} for one in each.risks],
        "stops_if": each.stops_if,
    }


def made_from(form: InitiativeForm, base: Initiative) -> Initiative:
    """Return what a valid form says of an initiative; number and key are those of `base`."""
    return replace(
        base,
        **{name: form[name].data for name in ("title", "component", "why", "owner", "supplier", "stops_if")},
        uses_strength=bool(form.uses_strength.data),
        lifts=tuple(
            Lift(row.capability.data, (row.origin.tenths or 0) / 10, (row.to.tenths or 0) / 10)
            for row in _filled(form.lifts)
        ),
        # What is chosen comes in the order in which it is offered, whatever the order of the post.
        findings=tuple(key for key in form.offer.findings if key in set(form.findings.data)),
        priorities=_numbers(form.offer.priorities, form.priorities.data),
        objective=int(form.objective.data) if form.objective.data else None,
        deliverables=form.lines,
        quarters=form.lasts or 1,
        milestones=tuple(
            sorted(
                (Milestone(row.number or 1, row.text.data) for row in _filled(form.milestones)),
                key=lambda each: each.quarter,
            )
        ),
        measures=tuple(
            Measure(row.name.data, row.tier.data, _TOLD[row.has_data.data]) for row in _filled(form.measures)
        ),
        effort=tuple(
            Effort(row.name, quarter, float(each.number))
            for row in _filled(form.effort)
            for quarter, each in enumerate(row.days, 1)
            if each.number
        ),
        one_off=_span(form.one_off_low, form.one_off_high),
        running=_span(form.running_low, form.running_high),
        prerequisites=_numbers(form.offer.initiatives, form.prerequisites.data),
        risks=tuple(Risk(row.text.data, row.answer.data) for row in _filled(form.risks)),
    )


def _filled(rows: Any) -> Iterator[Any]:
    return (row.form for row in rows if not row.form.is_blank)


def _numbers(offered: Any, chosen: Any) -> tuple[int, ...]:
    return tuple(sorted(int(each) for each in offered if each in set(chosen)))


def _grid(each: Initiative, decimal_sign: str) -> Iterator[dict[str, Any]]:
    roles: dict[str, list[str]] = {}
    for one in each.effort:
        row = roles.setdefault(one.role, [""] * QUARTERS)
        shown = f"{one.days:.1f}".removesuffix(".0").replace(".", decimal_sign)
        row[one.quarter - 1] = shown
    return ({"role": role, "days": days} for role, days in roles.items())


def _amount(value: float, span: Span) -> str:
    """Return an amount as it stands in a field; nothing where there is no cost at all."""
    return f"{round(value)}" if span.high else ""


def _span(low: MoneyField, high: MoneyField) -> Span:
    """Return an amount from and to; with one of them alone, it is both."""
    first = low.number if low.number is not None else high.number
    last = high.number if high.number is not None else low.number
    return Span(_whole(first), _whole(last))


def _whole(amount: Decimal | None) -> float:
    return float((amount or Decimal(0)).quantize(Decimal(1), ROUND_HALF_UP))
